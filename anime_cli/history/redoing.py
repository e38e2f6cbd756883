"""An open merge made anew: the files in conflict, and those that git merged by their lines, get other results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.history import index as indexes
from anime_cli.history import worktree
from anime_cli.history.applying import note
from anime_cli.history.effects import Effects, Stage
from anime_cli.history.mergebases import common_tree
from anime_cli.history.mergenotes import RECORD, packed
from anime_cli.history.openmerge import waiting
from anime_cli.history.snapshot import tree_of
from anime_cli.history.undo import recording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.history.effects import Entry, Pair, Stages
    from anime_cli.history.merging import Sides
    from anime_cli.history.repository import Repository
    from anime_cli.history.threeway import Three


def by_lines(repository: Repository, merge: Sides) -> dict[str, Three]:
    """Return the files that both sides changed and that stand as a merge of their lines left them.

    A file that a person changed since, in the work tree or in the index, is not among them.
    """
    import pygit2

    base = common_tree(repository, merge.bases)
    ours, theirs = (tree_of(repository, commit).id for commit in (merge.ours, merge.theirs))
    merged = repository.handle.merge_trees(pygit2.Oid(hex=base), ours, theirs, flags=pygit2.enums.MergeFlag(0))
    torn = indexes.conflicts(merged)
    plainly = {path: str(merged[path].id) for path in merge.both if path in merged and path not in torn}
    index = indexes.opened(repository)
    found = {}
    for path, blob in plainly.items():
        staged = indexes.stages(index, path, {})
        now = worktree.cleaned(repository, path)
        if [stage.id for stage in staged] == [blob] and now is not None and now.id == blob:
            found[path] = merge.both[path]
    return found


def untouched(repository: Repository, merge: Sides, paths: Iterable[str]) -> set[str]:
    """Return those of PATHS, files that one side changed, that stand in the work tree as a side has them."""
    found = set()
    for path in paths:
        now = worktree.cleaned(repository, path)
        if now in merge.changes[path][1:]:
            found.add(path)
    return found


def redo(
    repository: Repository,
    results: Mapping[str, bytes | None],
    conflicted: Mapping[str, Three],
    record: object,
) -> None:
    """Put RESULTS into the files of the open merge; those of CONFLICTED stay in conflict, the others are settled.

    RECORD takes the place of what the merge kept.

    Raises:
        NoMerge, MergeHeadGone: there is no merge to be made anew.
        IndexLocked: another git process holds the index.
    """
    with recording(repository, "merge --again") as change:
        merge = waiting(repository)
        index = indexes.opened(repository)
        known = indexes.conflicts(index)
        files: dict[str, Pair[Entry | None]] = {}
        entries: dict[str, Pair[Stages]] = {}
        for path, data in results.items():
            stages = indexes.stages(index, path, known)
            mode = max((stage.mode for stage in stages), default=worktree.PLAIN)
            entry = None if data is None else worktree.stored(repository, data, mode)
            files[path] = (worktree.kept(repository, path), worktree.raw(repository, path, entry))
            torn = path in conflicted
            entries[path] = (stages, staged(conflicted[path]) if torn else indexes.settled(entry))
        notes = {RECORD: (note(repository, RECORD), packed(merge.theirs, merge.name, record))}
        change.perform(Effects(files=files, index=entries, notes=notes), "anime: merge --again")


def staged(three: Three) -> Stages:
    """Return the stages of a file in conflict."""
    return tuple(Stage(number, *entry) for number, entry in enumerate(three, start=indexes.BASE) if entry)
