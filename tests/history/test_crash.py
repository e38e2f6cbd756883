"""Commands killed on their way, at every kind of change: nothing is lost, and the next run succeeds."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from real_git import Git, snapshot

from anime_cli.history.repository import Repository
from anime_cli.history.status import status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CRASHER = Path(__file__).with_name("crasher.py")
COMMANDS: dict[str, tuple[tuple[tuple[str, ...], ...], tuple[str, ...], int]] = {
    "commit": ((), ("commit", "-m", "Kept", "scenes", "story.yaml"), 0),
    "switch": ((), ("switch", "clean"), 0),
    "merge": ((), ("merge", "clean"), 0),
    "conflicts": ((), ("merge", "other"), 3),
    "resolve": ((("merge", "other"),), ("resolve", "--all", "--theirs"), 0),
    "continue": ((("merge", "other"), ("resolve", "--all", "--theirs")), ("merge", "--continue"), 0),
    "abort": ((("merge", "other"),), ("merge", "--abort"), 0),
    "undo": ((("merge", "clean"),), ("undo",), 0),
    "redo": ((("merge", "clean"), ("undo",)), ("redo",), 0),
}
"""For each: the commands before it, the command that is killed, and its exit code when it is not."""
DIRTY = {"README": b"Read me, changed.\r\n", "untracked.txt": b"mine\n"}


@pytest.fixture
def anime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., tuple[int | None, int]]]:
    """Run a command in a process that may be killed; return its exit code, None if it was, and its changes."""
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "2026-04-08T08:25:00+00:00")
    call = [sys.executable, str(CRASHER)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as server:

        def run(folder: Path, *arguments: str, strike: int = 0, seconds: float = 0) -> tuple[int | None, int]:
            assert server.stdin is not None
            assert server.stdout is not None
            server.stdin.write(json.dumps([str(folder), strike, seconds, ["story", *arguments]]) + "\n")
            code, changes = json.loads(server.stdout.readline())
            return code, changes

        yield run
        assert server.stdin is not None
        server.stdin.close()


@pytest.fixture
def base(parted: Repository, git: Git, write: Callable[..., None]) -> Path:
    """A story that can be merged with `clean` and not without conflict with `other`, with dirty files beside."""
    git("branch", "clean", "other")
    git("switch", "-q", "other")
    write(a="title: A\nplace: attic\nscript: []\n")
    git("commit", "-q", "-a", "-m", "Attic")
    git("switch", "-q", "main")
    (parted.folder / "README").write_text("Read me.\n")
    git("add", "README")
    git("commit", "-q", "-m", "Read me")
    git("switch", "-q", "clean")
    git("checkout", "-q", "main", "--", "README")
    git("commit", "-q", "-m", "Read me")
    git("switch", "-q", "main")
    for path, data in DIRTY.items():
        (parted.folder / path).write_bytes(data)
    return parted.folder


def seen(folder: Path) -> dict[str, Any]:
    """Return all that a person can see of the story in FOLDER, a part by name."""
    git = Git(folder)
    notes = {name: (folder / ".git" / name) for name in ("MERGE_HEAD", "anime/merge.json")}
    refs = dict(
        line.split() for line in git("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads").splitlines()
    )
    return {
        "files": snapshot(folder),
        "index": git("ls-files", "--stage"),
        "refs": {**refs, "HEAD": (folder / ".git/HEAD").read_text()},
        "notes": {name: path.read_text() if path.exists() else None for name, path in notes.items()},
    }


class Crash:
    """One command on a story of its own, to be killed over and over."""

    def __init__(self, name: str, base: Path, anime: Callable[..., tuple[int | None, int]]) -> None:
        earlier, self.command, self.expected = COMMANDS[name]
        self.anime, self.start, self.site = anime, base.with_name("start"), base.with_name("site")
        shutil.copytree(base, self.start, symlinks=True)
        if name == "commit":
            (self.start / "scenes/a.yaml").write_text("title: A\nplace: attic\nscript: []\n")
            (self.start / "scenes/new.yaml").write_text("title: New\nplace: attic\nscript: []\n")
        for arguments in earlier:
            assert anime(self.start, *arguments)[0] in {0, 3}
        self.before = seen(self.start)
        self.again()
        begun = time.monotonic()
        code, self.changes = anime(self.site, *self.command)
        self.seconds = time.monotonic() - begun
        assert code == self.expected
        self.after = seen(self.site)
        assert self.after != self.before

    def again(self) -> None:
        """Begin with the story as it was before the command."""
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.copytree(self.start, self.site, symlinks=True)

    def struck(self, **how: float) -> None:
        """Kill the command, look at what it left, and run it again."""
        self.again()
        self.anime(self.site, *self.command, **how)
        for lock in list((self.site / ".git").rglob("*.lock")):
            lock.unlink()
        Git(self.site).sound()
        self.nothing_is_lost(seen(self.site))
        status(Repository.discover(self.site))
        if seen(self.site) != self.after:
            assert self.anime(self.site, *self.command)[0] == self.expected
            assert seen(self.site) == self.after
            Git(self.site).sound()

    def nothing_is_lost(self, now: dict[str, Any]) -> None:
        """Assert that each file and each ref is as before or as after, and that dirty files are as they were."""
        for part in ("files", "refs"):
            for name in {*now[part], *self.before[part], *self.after[part]}:
                assert now[part].get(name) in (self.before[part].get(name), self.after[part].get(name)), name
        assert {path: now["files"][path] for path in DIRTY} == DIRTY


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_before_a_change(name: str, base: Path, anime: Callable[..., tuple[int | None, int]]) -> None:
    """Some points of every command, those near its end among them."""
    crash = Crash(name, base, anime)
    for strike in (crash.changes * 2 // 3, crash.changes - 2):
        crash.struck(strike=strike)


@pytest.mark.parametrize("name", ["commit", "merge", "switch"])
def test_interrupted(name: str, base: Path, anime: Callable[..., tuple[int | None, int]]) -> None:
    """Ctrl-C ends with 130 and puts everything back; where the command had ended already, all of it stays."""
    crash = Crash(name, base, anime)
    for strike in (crash.changes // 2, crash.changes * 3 // 4):
        crash.again()
        assert anime(crash.site, *crash.command, strike=-strike)[0] == 130
        assert seen(crash.site) in (crash.before, crash.after)
        assert list((crash.site / ".git").rglob("*.lock")) == []
        if seen(crash.site) == crash.before:
            assert anime(crash.site, *crash.command)[0] == crash.expected
            assert seen(crash.site) == crash.after


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_interrupted_before_every_change(name: str, base: Path, anime: Callable[..., tuple[int | None, int]]) -> None:
    """Each point of every command."""
    crash = Crash(name, base, anime)
    for strike in range(1, crash.changes + 1):
        crash.again()
        assert anime(crash.site, *crash.command, strike=-strike)[0] in {130, crash.expected}
        assert seen(crash.site) in (crash.before, crash.after)


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_before_every_change(name: str, base: Path, anime: Callable[..., tuple[int | None, int]]) -> None:
    """Each point of every command."""
    crash = Crash(name, base, anime)
    for strike in range(1, crash.changes + 1):
        crash.struck(strike=strike)


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_any_time(name: str, base: Path, anime: Callable[..., tuple[int | None, int]]) -> None:
    """Wherever it is, inside libgit2 or git as well; a lock that a crash left is what git would leave, too."""
    crash = Crash(name, base, anime)
    chance = random.Random(os.environ.get("CRASH_SEED", name))
    for _ in range(25):
        crash.struck(seconds=max(0.001, chance.uniform(0, crash.seconds)))
