"""The common past of two branches, also of such as were merged crosswise and have more than one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.history import program, worktree
from anime_cli.history.errors import GitFailed
from anime_cli.history.snapshot import tree_of
from anime_cli.history.threeway import compared, merge_changes, mode_of, settled
from anime_cli.history.trees import tree_with
from anime_cli.text.errors import TextError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.history.effects import Entry
    from anime_cli.history.repository import Repository


def merge_bases(repository: Repository, ours: str, theirs: str) -> tuple[str, ...]:
    """Return the best common ancestors of two commits: none, one, or several."""
    done = program.run(repository.folder, "merge-base", "--all", ours, theirs)
    if done.returncode > 1:
        raise GitFailed("find the common past", done.stderr.decode(errors="replace"))
    return tuple(sorted(done.stdout.decode().split()))


def common_tree(repository: Repository, bases: Sequence[str]) -> str:
    """Return the tree of the common past, empty without BASES.

    Several bases are merged into one first, and their bases before them.
    """
    if not bases:
        return str(repository.handle.TreeBuilder().write())
    first, *others = sorted(bases)
    tree = str(tree_of(repository, first).id)
    for other in others:
        base = common_tree(repository, merge_bases(repository, first, other))
        tree = _merged(repository, base, tree, str(tree_of(repository, other).id))
    return tree


def _merged(repository: Repository, base: str, ours: str, theirs: str) -> str:
    """Merge two trees; what they disagree about stays as it was in BASE. What can't be read is merged by lines."""
    changes = compared(repository, base, ours, theirs)
    try:
        merged, contents = merge_changes(repository, changes)
    except TextError:
        merged, contents = merge_changes(repository, changes, by_lines=True)
    entries: dict[str, Entry | None] = {
        path: three.theirs for path, three in changes.items() if three.base == three.ours and path not in merged
    }
    for path in merged:
        data = settled(merged, contents, path)
        entries[path] = None if data is None else worktree.stored(repository, data, mode_of(changes[path]))
    return tree_with(repository, ours, entries)
