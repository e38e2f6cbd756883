"""Commands killed on their way, at every kind of change: nothing is lost, and the next run succeeds."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest
from crash import Crash, running, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from crash import Run
    from real_git import Git

    from anime_cli.history.repository import Repository

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
def anime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run a command in a process that may be killed."""
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "2026-04-08T08:25:00+00:00")
    with running() as run:
        yield run


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


def crash(name: str, base: Path, anime: Run) -> Crash:
    """Return the command called NAME, ready to be killed."""
    if name == "commit":
        (base / "scenes/a.yaml").write_text("title: A\nplace: attic\nscript: []\n")
        (base / "scenes/new.yaml").write_text("title: New\nplace: attic\nscript: []\n")
    earlier, command, expected = COMMANDS[name]
    before = [("story", *words) for words in earlier]
    return Crash(base, anime, ("story", *command), earlier=before, expected=expected, dirty=DIRTY)


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_before_a_change(name: str, base: Path, anime: Run) -> None:
    """Some points of every command, those near its end among them."""
    command = crash(name, base, anime)
    for strike in (command.changes * 2 // 3, command.changes - 2):
        command.struck(strike=strike)


@pytest.mark.parametrize("name", ["commit", "merge", "switch"])
def test_interrupted(name: str, base: Path, anime: Run) -> None:
    """Ctrl-C ends with 130 and puts everything back; where the command had ended already, all of it stays."""
    command = crash(name, base, anime)
    for strike in (command.changes // 2, command.changes * 3 // 4):
        command.again()
        assert anime(command.site, *command.command, strike=-strike)[0] == 130
        assert seen(command.site) in (command.before, command.after)
        assert list((command.site / ".git").rglob("*.lock")) == []
        if seen(command.site) == command.before:
            assert anime(command.site, *command.command)[0] == command.expected
            assert seen(command.site) == command.after


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_interrupted_before_every_change(name: str, base: Path, anime: Run) -> None:
    """Each point of every command."""
    command = crash(name, base, anime)
    for strike in range(1, command.changes + 1):
        command.interrupted(strike)


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_before_every_change(name: str, base: Path, anime: Run) -> None:
    """Each point of every command."""
    command = crash(name, base, anime)
    for strike in range(1, command.changes + 1):
        command.struck(strike=strike)


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_any_time(name: str, base: Path, anime: Run) -> None:
    """Wherever it is, inside libgit2 or git as well; a lock that a crash left is what git would leave, too."""
    command = crash(name, base, anime)
    chance = random.Random(os.environ.get("CRASH_SEED", name))
    for _ in range(25):
        command.struck(seconds=max(0.001, chance.uniform(0, command.seconds)))
