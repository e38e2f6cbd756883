"""A sync with a real git host over HTTP: passwords, hosts that die, hosts that aren't there."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import subprocess
import sys
import termios
from typing import TYPE_CHECKING, Any

import pytest
from clones import BELL, PLATFORM, Clone, cloned, git, hub_of
from git_host import GitHost, serving
from test_story_commands import read

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ANIME = [sys.executable, "-P", "-m", "anime_cli"]
LOGIN = "mio:petals"
PATIENCE = 30
"""Seconds after which a terminal that says nothing is given up."""


@pytest.fixture
def host(story: Path) -> Iterator[GitHost]:
    """A host that has the story as hub.git."""
    with serving(hub_of(story).parent) as served:
        yield served


@pytest.fixture
def hub(host: GitHost) -> Path:
    return host.root / "hub.git"


@pytest.fixture
def mio(host: GitHost, anime: Callable[..., Any]) -> Clone:
    return cloned(anime, host.url("hub.git"), host.root / "mio")


@pytest.fixture
def ren(host: GitHost, anime: Callable[..., Any]) -> Clone:
    return cloned(anime, host.url("hub.git"), host.root / "ren")


def test_two_clones_over_http(mio: Clone, ren: Clone, hub: Path) -> None:
    """Merges, branches and checkpoints travel as over files, and each command asks the host as little as it can."""
    ren.edit(BELL, "lasts: 10m", "lasts: 11m")
    ren("checkpoint", "first", "-m", "The first")
    assert ren("sync").code == 0
    mio.edit(PLATFORM, "lasts: 12m", "lasts: 15m")
    told = json.loads(mio("sync", "--json").out)
    assert (told["branches"][0]["taken"], told["branches"][0]["sent"]) == (1, 2)
    assert told["checkpoints"]["taken"] == ["first"]
    assert ren("sync").code == 0
    assert ren.git("rev-parse", "main") == mio.git("rev-parse", "main") == git(hub, "rev-parse", "main")


def test_in_step_is_one_look(mio: Clone, host: GitHost) -> None:
    """Where nothing is to be done the host is asked once, and nothing is pushed."""
    host.requests.clear()
    assert mio("sync").out == "In step with origin: main.\n"
    assert not any("receive-pack" in request for request in host.requests)
    assert len(host.requests) <= 2


def test_three_processes_at_once(host: GitHost, anime: Callable[..., Any]) -> None:
    """Over HTTP, too, everybody's commits arrive."""
    clones = [cloned(anime, host.url("hub.git"), host.root / name) for name in ("mio", "ren", "zoe")]
    for number, clone in enumerate(clones):
        (clone.folder / f"places/p{number}.yaml").write_text(f"name: Place {number}\nkind: street\n")
        assert clone("commit", "-m", f"Place {number}").code == 0
    running = [
        subprocess.Popen([*ANIME, "-C", str(clone.folder), "story", "sync"], stdout=-3, stderr=subprocess.PIPE)
        for clone in clones
    ]
    for process in running:
        _, said = process.communicate()
        assert process.returncode == 0, said
    assert all(clone("sync").code == 0 for clone in clones)
    assert len({clone.git("rev-parse", "main") for clone in clones}) == 1
    assert all((clone.folder / f"places/p{number}.yaml").exists() for clone in clones for number in range(3))


@pytest.mark.parametrize("words", [("sync",), ("sync", "--json"), ("sync", "--dry-run")])
def test_a_password_that_nobody_can_type(mio: Clone, host: GitHost, words: tuple[str, ...]) -> None:
    """Off a terminal it is one clear error at once, and nothing is changed."""
    host.login = LOGIN
    before = mio.state()
    done = mio(*words)
    assert (done.code, "origin did not let you in; nothing was changed" in done.err) == (ExitCode.NO, True)
    assert "git help credentials" in done.err
    assert mio.state() == before


def test_a_password_is_not_asked_for_behind_a_pipe(mio: Clone, host: GitHost) -> None:
    """A terminal that the process still has, as in a script or a job, is never used to ask: nobody looks there."""
    host.login = LOGIN
    ours, theirs = pty.openpty()
    call = [*ANIME, "-C", str(mio.folder), "story", "sync"]
    done = subprocess.run(
        call,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0),
        pass_fds=[theirs],
    )
    os.close(theirs)
    assert (done.returncode, "did not let you in" in done.stderr) == (ExitCode.NO, True)
    assert read(ours) == b""
    os.close(ours)


def test_a_password_is_asked_for_on_a_terminal(mio: Clone, host: GitHost) -> None:
    """There a person may type it, once for the fetch and once for the push, as git has it; it is never shown."""
    host.login = LOGIN
    mio.edit(BELL, "lasts: 10m", "lasts: 11m")
    pid, terminal = pty.fork()
    if not pid:  # pragma: no cover  # another process
        os.execv(ANIME[0], [*ANIME, "-C", str(mio.folder), "story", "sync"])
    said, unanswered = b"", b""
    answers = {b"Username for": b"mio\n", b"Password for": b"petals\n"}
    while select.select([terminal], [], [], PATIENCE)[0] and (chunk := read(terminal)):
        said, unanswered = said + chunk, unanswered + chunk
        for question in [question for question in answers if question in unanswered]:
            os.write(terminal, answers[question])
            unanswered = unanswered.partition(question)[2]
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, said
    assert b"petals" not in said
    assert git(host.root / "hub.git", "rev-parse", "main") == mio.git("rev-parse", "main")


def test_a_credential_helper_is_asked(mio: Clone, host: GitHost) -> None:
    """What git is told to keep passwords with works here, for that is git's own part."""
    host.login = LOGIN
    mio.edit(BELL, "lasts: 10m", "lasts: 11m")
    mio.git("config", "credential.helper", "!f() { echo username=mio; echo password=petals; }; f")
    assert "sent 1" in mio("sync").out
    mio.git("config", "credential.helper", "!f() { echo username=mio; echo password=roses; }; f")
    refused = mio("sync")
    assert (refused.code, "Authentication failed" in refused.err) == (ExitCode.NO, True)


def test_a_password_in_an_address_is_never_shown(host: GitHost, anime: Callable[..., Any]) -> None:
    """Neither a clone nor a sync, well or ill, repeats it."""
    host.login = LOGIN
    made = anime("-C", host.root, "story", "clone", host.url("hub.git", login=LOGIN), "mio", "--json")
    assert made.code == 0
    mio = Clone(host.root / "mio", anime)
    mio.edit(BELL, "lasts: 10m", "lasts: 11m")
    sent = mio("sync", "--json")
    host.login = "mio:roses"
    failed = mio("sync")
    wrong = anime("-C", host.root, "story", "clone", host.url("hub.git", login=LOGIN), "other")
    assert (sent.code, failed.code, wrong.code) == (0, ExitCode.NO, ExitCode.NO)
    assert not (host.root / "other").exists()
    for done in (made, sent, failed, wrong):
        assert "petals@" not in done.out + done.err
        assert ":petals" not in done.out + done.err


def test_a_host_that_may_only_be_read(mio: Clone, hub: Path) -> None:
    """What came is here; that nothing went is said."""
    git(hub, "config", "http.receivepack", "false")
    mio.edit(BELL, "lasts: 10m", "lasts: 11m")
    done = mio("sync")
    assert (done.code, "origin did not let you in" in done.err, "403" in done.err) == (ExitCode.NO, True, True)
    assert "main\torigin/main\tto send 1\n" in done.out


def test_a_host_that_dies_while_it_gives(mio: Clone, ren: Clone, host: GitHost) -> None:
    """Nothing has changed, and the same command goes on where the host is back."""
    ren.edit(BELL, "lasts: 10m", "lasts: 11m")
    ren("sync")
    mio.edit(PLATFORM, "lasts: 12m", "lasts: 15m")
    before = mio.state()
    host.dies.add("git-upload-pack")
    done = mio("sync")
    assert (done.code, "The connection to origin broke off; nothing was changed" in done.err) == (ExitCode.ENGINE, True)
    assert mio.state() == before
    assert mio.git("fsck", "--strict", "--no-dangling") == ""
    host.dies.clear()
    assert "took 1, sent 2" in mio("sync").out


@pytest.mark.parametrize("arrives", [True, False])
def test_a_host_that_dies_while_it_takes(mio: Clone, ren: Clone, host: GitHost, hub: Path, *, arrives: bool) -> None:
    """Whether it had taken all or nothing: what came is merged here, and the next sync finds out and goes on."""
    ren.edit(BELL, "lasts: 10m", "lasts: 11m")
    ren("sync")
    mio.edit(PLATFORM, "lasts: 12m", "lasts: 15m")
    (host.dies if arrives else host.loses).add("git-receive-pack")
    done = mio("sync")
    assert (done.code, "The connection to origin broke off" in done.err) == (ExitCode.ENGINE, True)
    assert "origin/main is merged into main" in done.out
    assert (git(hub, "rev-parse", "main") == mio.git("rev-parse", "main")) is arrives
    host.dies.clear()
    host.loses.clear()
    assert ("In step" if arrives else "sent 2") in mio("sync").out
    assert git(hub, "rev-parse", "main") == mio.git("rev-parse", "main")
    git(hub, "fsck", "--strict", "--no-dangling")


@pytest.mark.parametrize(
    ("url", "code", "words"),
    [
        ("http://127.0.0.1:{port}/gone.git", ExitCode.NO, "leads to no repository that you may see"),
        ("{root}/gone.git", ExitCode.NO, "leads to no repository that you may see"),
        ("http://127.0.0.1:9/hub.git", ExitCode.ENGINE, "can't be reached"),
        ("ssh://127.0.0.1:9/hub.git", ExitCode.ENGINE, "can't be reached"),
        ("git://127.0.0.1:9/hub.git", ExitCode.ENGINE, "can't be reached"),
        ("https://nowhere.invalid/hub.git", ExitCode.ENGINE, "can't be reached"),
        ("petals://127.0.0.1/hub.git", ExitCode.NO, "git could not speak with"),
    ],
)
def test_a_host_that_is_not_there(mio: Clone, host: GitHost, url: str, code: ExitCode, words: str) -> None:
    """A sync, and a clone, say what is wrong with the address in one sentence, and how to look."""
    address = url.format(port=host.port, root=host.root)
    mio.git("remote", "set-url", "origin", address)
    before = mio.state()
    done = mio("sync")
    assert (done.code, words in done.err, mio.state() == before) == (code, True, True)
    assert "git ls-remote origin" in done.err
    missed = mio.anime("-C", host.root, "story", "clone", address, "copy")
    assert (missed.code, "could not be cloned; nothing is left behind" in missed.err) == (code, True)
    assert all(word not in missed.err for word in ("fatal:", "Caused by: Cloning into", "git remote set-url"))
    assert not (host.root / "copy").exists()
