"""What git is in the middle of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.history.errors import UnfinishedMerge, UnfinishedOperation

if TYPE_CHECKING:
    from anime_cli.history.effects import Effects
    from anime_cli.history.repository import Repository

MERGE_HEAD = "MERGE_HEAD"
MARKS = (
    (MERGE_HEAD, "merge"),
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
    ("BISECT_LOG", "bisect"),
)


COMMANDS = {"merge": "merge", "revert": "revert", "cherry-pick": "pick"}
"""Operations of git that our own commands can finish or give up, and those commands."""


def operation(repository: Repository) -> str | None:
    """Name what waits to be finished: a merge, rebase, cherry-pick, revert or bisect."""
    return next((name for mark, name in MARKS if (repository.git_dir / mark).exists()), None)


def waiting(repository: Repository) -> tuple[str, str] | None:
    """Return the command that can finish what waits, 'merge', 'revert' or 'pick', and the commit it is about."""
    found = operation(repository)
    if found not in COMMANDS:
        return None
    mark = next(mark for mark, name in MARKS if name == found)
    return COMMANDS[found], (repository.git_dir / mark).read_text("utf-8").split()[0]


def merged(repository: Repository) -> tuple[str, ...]:
    """Return the commits that an open merge brings in; none where no merge is open."""
    mark = repository.git_dir / MERGE_HEAD
    return tuple(mark.read_text("utf-8").split()) if mark.exists() else ()


def ended(repository: Repository, effects: Effects) -> bool:
    """Tell whether EFFECTS belong to something that waited to be finished and that git has finished."""
    waited = [effects.notes[mark] for mark, _ in MARKS if mark in effects.notes]
    expected = any(before is not None for before, _ in waited) if waited else effects.tears
    return expected and operation(repository) is None


def refuse(repository: Repository) -> None:
    """Make sure that nothing waits to be finished; a bisect, which changes nothing, may.

    Raises:
        UnfinishedMerge: a merge does.
        UnfinishedOperation: something else does.
    """
    found = operation(repository)
    if found == "merge":
        raise UnfinishedMerge
    if found not in {None, "bisect"}:
        raise UnfinishedOperation(str(found))
