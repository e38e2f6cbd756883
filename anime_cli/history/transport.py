"""What git says when it can't speak with another repository, in the words of this house.

    AnimeError
    ├── EngineError   HostUnreachable ConnectionLost
    └── WorldError    SignInFailed NoRepositoryThere TransferFailed

Git itself speaks with others, not its library: a person's credential helpers, ssh settings, proxies and certificates
work only there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from anime_cli.errors import EngineError, WorldError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anime_cli.errors import AnimeError
    from anime_cli.history.program import Listener

SECRET = re.compile(r"(?<=://)[^/@\s]+@")
PROGRESS = re.compile(
    r"\d+%|^(remote: )?(Enumerating|Counting|Compressing|Total|Delta|Writing|Receiving) |^Cloning into "
)
REMOTE = "remote:"
ADVICE = ("please make sure you have", "and the repository exists", "see 'git --help'", "the most similar command")
LONGEST_CAUSE = 4
"""How many lines of what git said an error repeats."""

REFUSED = re.compile(
    r"authentication failed|could not read (username|password)|permission denied \(|permission to \S+ denied|"
    r"access denied|host key verification failed|returned error: 40[13]|logon failed|invalid credentials",
)
UNREACHABLE = re.compile(
    r"could not resolve|(failed|unable) to connect|connect to host|connection (refused|timed out)|operation timed out|"
    r"network is unreachable|no route to host|certificate (problem|verif)|ssl_|gnutls",
)
NOWHERE = re.compile(
    r"does not appear to be a git repository|repository .*(not found|could not be found)|could not be found|"
    r"returned error: 404|no such project",
)
LOST = re.compile(
    r"hung up|early eof|rpc failed|connection (was )?(reset|closed)|transfer closed|unexpected disconnect|"
    r"invalid index-pack output|remote failure|empty reply|broken pipe|returned error: 5\d\d",
)
"""What git, ssh and hosts say, in lower case."""


class HostUnreachable(EngineError):
    """The machine that has the other repository doesn't answer."""

    def __init__(self, where: str, cause: str, consequence: str) -> None:
        super().__init__(f"{where} can't be reached; {consequence}.", cause=cause, hint=look(where))


class ConnectionLost(EngineError):
    """The connection ended in the middle."""

    def __init__(self, where: str, cause: str, consequence: str) -> None:
        super().__init__(
            f"The connection to {where} broke off; {consequence}.", cause=cause, hint="Run the command again."
        )


class SignInFailed(WorldError):
    """The other repository's host wants to know who asks, or doesn't let them in."""

    def __init__(self, where: str, cause: str, consequence: str) -> None:
        super().__init__(
            f"{where} did not let you in; {consequence}.",
            cause=cause,
            hint=f"In a terminal, git ls-remote {where} asks for what is missing; git help credentials has ways to "
            "keep it.",
        )


class NoRepositoryThere(WorldError):
    """There is nothing where the other repository should be."""

    def __init__(self, where: str, cause: str, consequence: str) -> None:
        super().__init__(
            f"{where} leads to no repository that you may see; {consequence}.",
            cause=cause,
            hint=f"{look(where)}; git remote set-url NAME URL corrects an address.",
        )


class TransferFailed(WorldError):
    """Git failed to fetch or to push in another way."""

    def __init__(self, where: str, cause: str, consequence: str) -> None:
        super().__init__(f"git could not speak with {where}; {consequence}.", cause=cause, hint=look(where))


def look(where: str) -> str:
    """Return the hint that shows whether git can reach WHERE."""
    return f"git ls-remote {where} shows whether git can reach it"


def failure(where: str, said: Iterable[str], consequence: str) -> AnimeError:
    """Return the error that SAID, the lines of git, amount to; WHERE is the remote, CONSEQUENCE says what it means."""
    lines = words(said)
    heard = "\n".join(lines).lower()
    kinds = (
        (REFUSED, SignInFailed),
        (UNREACHABLE, HostUnreachable),
        (NOWHERE, NoRepositoryThere),
        (LOST, ConnectionLost),
    )
    made = next((kind for marks, kind in kinds if marks.search(heard)), TransferFailed)
    return made(redacted(where), "\n".join(lines[:LONGEST_CAUSE]), consequence)


def words(said: Iterable[str]) -> list[str]:
    """Return the lines of git that tell something: no progress, no advice, no secrets of an address."""
    told = [redacted(line.removeprefix("fatal: ").removeprefix("error: ").strip()) for line in said]
    return [line for line in told if line and not PROGRESS.search(line) and not line.lower().startswith(ADVICE)]


def progress(listener: Listener) -> Listener:
    """Return a listener that hears only how far git is: what else it says is told in our own words."""

    def tell(line: str) -> None:
        if not line or PROGRESS.search(line):
            listener.tell(line)

    return replace(listener, tell=tell)


def redacted(text: str) -> str:
    """Return TEXT without the names and passwords that stand in addresses."""
    return SECRET.sub("", text)
