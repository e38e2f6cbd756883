"""What git, ssh and hosts say when they say no, as one error each; the words are theirs."""

from __future__ import annotations

import pytest

from anime_cli.errors import ExitCode
from anime_cli.history.transport import failure, redacted

SAID = {
    "GitHub over https, no password": (
        "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
        "SignInFailed",
    ),
    "GitHub over https, a password": (
        (
            "remote: Support for password authentication was removed on August 13, 2021.\n"
            "fatal: Authentication failed for 'https://github.com/studio/petals.git/'"
        ),
        "SignInFailed",
    ),
    "GitHub over ssh, no key": (
        (
            "git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.\n\n"
            "Please make sure you have the correct access rights\nand the repository exists."
        ),
        "SignInFailed",
    ),
    "GitHub over https, somebody else's": (
        (
            "remote: Permission to studio/petals.git denied to mio.\n"
            "fatal: unable to access 'https://github.com/studio/petals.git/': The requested URL returned error: 403"
        ),
        "SignInFailed",
    ),
    "a new host key": (
        "Host key verification failed.\nfatal: Could not read from remote repository.",
        "SignInFailed",
    ),
    "GitHub over ssh, nothing there": (
        "ERROR: Repository not found.\nfatal: Could not read from remote repository.",
        "NoRepositoryThere",
    ),
    "GitHub over https, nothing there": (
        "remote: Repository not found.\nfatal: repository 'https://github.com/studio/petals.git/' not found",
        "NoRepositoryThere",
    ),
    "GitLab over ssh, nothing there": (
        (
            "remote: ERROR: The project you were looking for could not be found or you may not view it.\n"
            "fatal: Could not read from remote repository."
        ),
        "NoRepositoryThere",
    ),
    "a name that nobody has": (
        (
            "ssh: Could not resolve hostname git.example.invalid: Name or service not known\n"
            "fatal: Could not read from remote repository."
        ),
        "HostUnreachable",
    ),
    "a certificate": (
        "fatal: unable to access 'https://localhost/': SSL certificate problem: self-signed certificate",
        "HostUnreachable",
    ),
    "a proxy": (
        "fatal: unable to access 'https://localhost/': Failed to connect to proxy.local port 3128 after 3 ms",
        "HostUnreachable",
    ),
    "a cable": (
        "client_loop: send disconnect: Broken pipe\nfatal: the remote end hung up unexpectedly",
        "ConnectionLost",
    ),
    "a server in trouble": (
        (
            "error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502\n"
            "fatal: the remote end hung up unexpectedly"
        ),
        "ConnectionLost",
    ),
    "a full disk": ("fatal: write error: No space left on device", "TransferFailed"),
    "words of a hook that look like others": (
        "remote: A lossless picture was not found in scene connect-to-her.\nfatal: protocol error",
        "TransferFailed",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_one_error_each(name: str) -> None:
    """A service that doesn't answer is 4, any other no 1; the cause is what was said, without git's advice."""
    said, kind = SAID[name]
    error = failure("origin", said.splitlines(), "nothing was changed")
    expected = ExitCode.ENGINE if kind in {"HostUnreachable", "ConnectionLost"} else ExitCode.NO
    assert (type(error).__name__, error.exit_code) == (kind, expected)
    assert error.cause
    assert "make sure" not in error.cause
    assert "fatal:" not in error.cause
    assert error.hint


def test_progress_is_no_cause() -> None:
    """What git counted before it failed is left out."""
    lines = ("Receiving objects:  12% (3/24)", "remote: Counting objects: 24, done.", "fatal: early EOF")
    assert failure("origin", lines, "nothing was changed").cause == "early EOF"


def test_secrets_of_an_address_are_left_out() -> None:
    """A name and a password before the host are never repeated; a path and an ssh address stay as they are."""
    assert redacted("fatal: 'https://mio:petals@example.org/a@b.git/' said no") == (
        "fatal: 'https://example.org/a@b.git/' said no"
    )
    assert redacted("git@example.org:studio/petals.git") == "git@example.org:studio/petals.git"
    error = failure("https://mio:petals@example.org/", ["fatal: https://petals@example.org/ is odd"], "so be it")
    assert "petals" not in f"{error.message}{error.cause}{error.hint}"
