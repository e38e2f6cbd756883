"""A command on a story of its own, killed over and over: nothing is lost, and the next command finds all whole."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from real_git import Git, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    Run = Callable[..., tuple[int | None, int]]

CRASHER = Path(__file__).with_name("crasher.py")
DONE = (0, 3)


@contextmanager
def running(*modules: str) -> Iterator[Run]:
    """Give a call that runs a command in a process that may be killed: its exit code, None if it was, and its changes.

    MODULES are imported there first.
    """
    call = [sys.executable, str(CRASHER), *modules]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as server:

        def run(folder: Path, *arguments: str, strike: int = 0, seconds: float = 0) -> tuple[int | None, int]:
            assert server.stdin is not None
            assert server.stdout is not None
            server.stdin.write(json.dumps([str(folder), strike, seconds, arguments]) + "\n")
            code, changes = json.loads(server.stdout.readline())
            return code, changes

        yield run
        assert server.stdin is not None
        server.stdin.close()


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
    """COMMAND on copies of the story in BASE, after the commands EARLIER; DIRTY are files that nothing may touch."""

    def __init__(
        self,
        base: Path,
        anime: Run,
        command: Sequence[str],
        *,
        earlier: Sequence[Sequence[str]] = (),
        expected: int = 0,
        dirty: Collection[str] = (),
    ) -> None:
        self.anime, self.command, self.expected, self.dirty = anime, command, expected, dirty
        self.start, self.site = base.with_name("start"), base.with_name("site")
        shutil.copytree(base, self.start, symlinks=True)
        for arguments in earlier:
            assert anime(self.start, *arguments)[0] in DONE
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
        """Kill the command, look at what it left, let another command look at it, and run it again."""
        self.again()
        self.anime(self.site, *self.command, **how)
        for lock in list((self.site / ".git").rglob("*.lock")):
            lock.unlink()
        Git(self.site).sound()
        self.nothing_is_lost(seen(self.site))
        assert self.anime(self.site, "story", "status")[0] == 0
        assert seen(self.site) in (self.before, self.after)
        if seen(self.site) == self.before:
            assert self.anime(self.site, *self.command)[0] == self.expected
            assert seen(self.site) == self.after
            Git(self.site).sound()

    def interrupted(self, strike: int) -> None:
        """Press Ctrl-C before a change of the command: all is as before it or as after it at once."""
        self.again()
        assert self.anime(self.site, *self.command, strike=-strike)[0] in {130, self.expected}
        assert seen(self.site) in (self.before, self.after)

    def nothing_is_lost(self, now: dict[str, Any]) -> None:
        """Assert that each file and each ref is as before or as after, and that dirty files are as they were."""
        for part in ("files", "refs"):
            for name in {*now[part], *self.before[part], *self.after[part]}:
                assert now[part].get(name) in (self.before[part].get(name), self.after[part].get(name)), name
        assert all(now["files"][path] == self.before["files"][path] for path in self.dirty)
