"""The common past of two branches, also of such as were merged crosswise and have more than one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.history import program
from anime_cli.history.errors import GitFailed, SeveralBases
from anime_cli.history.snapshot import tree_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.history.repository import Repository


def merge_bases(repository: Repository, ours: str, theirs: str) -> tuple[str, ...]:
    """Return the best common ancestors of two commits: none, one, or several."""
    done = program.run(repository.folder, "merge-base", "--all", ours, theirs)
    if done.returncode > 1:
        raise GitFailed("find the common past", done.stderr.decode(errors="replace"))
    return tuple(sorted(done.stdout.decode().split()))


def common_tree(repository: Repository, bases: Sequence[str], names: tuple[str, str]) -> str:
    """Return the tree of the common past; several bases are merged into one first, and their bases before them.

    Raises:
        SeveralBases: two bases changed the same lines, so that no one knows what the common past was.
    """
    first, *others = sorted(bases)
    tree = str(tree_of(repository, first).id)
    for other in others:
        older = merge_bases(repository, first, other)
        base = common_tree(repository, older, names) if older else _empty(repository)
        tree = _merged(repository, (base, tree, str(tree_of(repository, other).id)), names)
    return tree


def _empty(repository: Repository) -> str:
    return str(repository.handle.TreeBuilder().write())


def _merged(repository: Repository, trees: tuple[str, str, str], names: tuple[str, str]) -> str:
    import pygit2

    handle = repository.handle
    base, ours, theirs = (pygit2.Oid(hex=tree) for tree in trees)
    index = handle.merge_trees(base, ours, theirs, flags=pygit2.enums.MergeFlag(0))
    if index.conflicts is not None:
        paths = {side.path for sides in index.conflicts for side in sides if side}
        raise SeveralBases(*names, paths)
    return str(index.write_tree(handle))
