"""Bringing other contents into the work tree without losing what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.history import index as indexes
from anime_cli.history import worktree
from anime_cli.history.effects import Effects, Entry
from anime_cli.history.errors import WouldLoseWork
from anime_cli.history.paths import inside
from anime_cli.history.snapshot import SUBMODULE
from anime_cli.history.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pygit2

    from anime_cli.history.effects import Pair, Stages
    from anime_cli.history.repository import Repository

Moves = dict[str, "Pair[Entry | None]"]


def tree_changes(repository: Repository, before: str | None, after: str) -> Moves:
    """Return the entries, before and after, of each path that differs between two commits or trees; None is empty."""
    old, new = _tree(repository, before), _tree(repository, after)
    if old is None:
        diff = new.diff_to_tree(swap=True) if new is not None else None
    else:
        assert new is not None
        diff = old.diff_to_tree(new)
    return {delta.new_file.path: _pair(delta) for delta in diff.deltas} if diff is not None else {}


def _tree(repository: Repository, name: str | None) -> pygit2.Tree | None:
    import pygit2

    return None if name is None else repository.handle[name].peel(pygit2.Tree)


def _pair(delta: pygit2.DiffDelta) -> Pair[Entry | None]:
    from pygit2.enums import DeltaStatus

    old, new = delta.old_file, delta.new_file
    return (
        None if delta.status == DeltaStatus.ADDED else Entry(int(old.mode), str(old.id)),
        None if delta.status == DeltaStatus.DELETED else Entry(int(new.mode), str(new.id)),
    )


def checkout(repository: Repository, moves: Moves, doing: str, stages: Mapping[str, Stages] | None = None) -> Effects:
    """Return the effects on work tree and index of taking each path from one tree's entry to another's.

    STAGES replace the plain index entry of a path in conflict. DOING begins the sentence of the refusal.

    Raises:
        WouldLoseWork: a file to be written has changes that no commit holds.
    """
    index = indexes.opened(repository)
    known = indexes.conflicts(index)
    disk = worktree.Disk(repository)
    lost = _obstacles(repository, moves)
    files: dict[str, Pair[Entry | None]] = {}
    entries: dict[str, Pair[Stages]] = {}
    with translated("read the work tree", repository.git_dir):
        for path, (before, after) in moves.items():
            now = indexes.stages(index, path, known)
            have, want = worktree.now(repository, path), disk.raw(path, after)
            free = have in {None, want} or have == disk.raw(path, before)
            if not free or now not in {indexes.settled(before), indexes.settled(after)}:
                lost.add(path)
            if not any(entry and entry.mode == SUBMODULE for entry in (before, after)):
                files[path] = (have, want)
            entries[path] = (now, (stages or {}).get(path, indexes.settled(after)))
    if lost:
        raise WouldLoseWork(doing, lost)
    return Effects(files=files, index=entries).pruned()


def _obstacles(repository: Repository, moves: Moves) -> set[str]:
    """Name the files that stand where a folder must be, or in a folder where a file must be."""
    going = {path for path, (_, after) in moves.items() if after is None}
    found: set[str] = set()
    for path, (_, after) in moves.items():
        if after is None or after.mode == SUBMODULE:
            continue
        target = inside(repository.folder, path)
        if target.is_dir() and not target.is_symlink():
            below = {
                child.relative_to(repository.folder).as_posix() for child in target.rglob("*") if not child.is_dir()
            }
            found |= below - going
        above = [parent for parent in target.relative_to(repository.folder).parents if parent.parts]
        found |= {
            parent.as_posix()
            for parent in above
            if (repository.folder / parent).is_file() and parent.as_posix() not in going
        }
    return found


def head_index(repository: Repository) -> dict[str, Entry | None]:
    """Return what the last commit has for each path of which the index has something else, conflicts included."""
    index = indexes.opened(repository)
    diff = index.diff_to_tree(_tree(repository, repository.tip()))  # type: ignore[arg-type]
    paths = {delta.new_file.path for delta in diff.deltas} | set(indexes.conflicts(index))
    tree = _tree(repository, repository.tip())
    assert tree is not None
    return {path: _entry(tree, path) for path in sorted(paths)}


def _entry(tree: pygit2.Tree, path: str) -> Entry | None:
    return Entry(int(tree[path].filemode), str(tree[path].id)) if path in tree else None


def refuse_staged(repository: Repository, doing: str) -> None:
    """Make sure that the index holds what the last commit holds.

    Raises:
        WouldLoseWork: something else was staged.
    """
    staged = head_index(repository)
    if staged:
        raise WouldLoseWork(doing, staged)
