"""A merge, revert or pick that waits: what git wrote down about it, settling files, finishing a merge, giving up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anime_cli.errors import WorldError
from anime_cli.history import committing, hooks, underway, worktree
from anime_cli.history import index as indexes
from anime_cli.history.applying import note
from anime_cli.history.checkout import head_index
from anime_cli.history.commits import commit_of
from anime_cli.history.effects import Effects, Entry
from anime_cli.history.errors import NoMerge, NoSuchFile, UnfinishedOperation, named
from anime_cli.history.mergenotes import RECORD, packed, unpacked
from anime_cli.history.references import BRANCHES
from anime_cli.history.threeway import Three
from anime_cli.history.undo import recording
from anime_cli.history.unsettled import added_with_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anime_cli.history.commits import Commit
    from anime_cli.history.effects import Pair, Stages
    from anime_cli.history.repository import Repository


class MergeHeadGone(WorldError):
    """Files are in conflict, and nothing says with what."""

    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__(
            f"Files are in conflict, but no merge is under way: {named(paths)}.",
            cause="MERGE_HEAD is gone, so nobody knows which commit was being brought in.",
            hint="git reset --merge gives the merge up; then anime story merge BRANCH again.",
        )


class VersionMissing(WorldError):
    """Git has lost a version of a file that is in conflict."""

    def __init__(self, path: str, side: str) -> None:
        super().__init__(
            f"Git no longer has the {side} version of {path}; nothing was changed.",
            cause="The object is missing from the repository.",
            hint="git fsck names what is lost, git fetch may bring it back; anime story merge --abort gives up.",
        )


SUBJECT = re.compile(r"Merge (?:branch|commit|tag|remote-tracking branch) '([^']+)'")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A merge that waits: their commit and its name, the files in conflict, and what `leave_open` was given to keep.

    Documents that were added to the index with marks in them are in conflict as before.

    `record` is None where git itself began the merge. `operation` is the command that finishes it: 'merge', 'revert' or
    'pick'. Of a revert or a pick, `theirs` is the commit that is taken back or brought over. `side` is the revision of
    the other side of a conflict: of a merge theirs. `of_branch` tells that documents of a branch are picked.
    """

    theirs: str
    name: str
    conflicts: Mapping[str, Three]
    record: Any
    operation: str = "merge"
    side: str = ""
    of_branch: bool = False


def unfinished(repository: Repository) -> Unfinished | None:
    """Return the merge, revert or pick that waits to be finished, begun by us or by git; None where none does.

    Raises:
        SeveralHeads: git began a merge of more than two branches.
    """
    begun = underway.waiting(repository)
    if begun is None:
        return None
    operation, theirs = begun
    if operation == "merge":
        (theirs,) = committing.merged_heads(repository)
    known = indexes.conflicts(indexes.opened(repository))
    kept = unpacked(repository, theirs)
    found = SUBJECT.search(note(repository, "MERGE_MSG") or "") if operation == "merge" else None
    name = kept.get("name") or (found[1] if found else theirs[:10])
    conflicts = {path: _three(stages) for path, stages in known.items()} | added_with_marks(repository, known)
    side = kept.get("side") or (f"{theirs}^" if operation == "revert" else theirs)
    of_branch = bool(kept.get("of_branch"))
    return Unfinished(theirs, name, conflicts, kept.get("record"), operation, side, of_branch)


def waiting(repository: Repository) -> Unfinished:
    """Return the merge, revert or pick that waits to be finished.

    Raises:
        NoMerge: none does.
        UnfinishedOperation: git is in the middle of something else.
        MergeHeadGone: files are in conflict, and what was being merged is not known.
    """
    merge = unfinished(repository)
    if merge is not None:
        return merge
    refuse_orphans(repository)
    raise NoMerge


def refuse_orphans(repository: Repository) -> None:
    """Make sure that no file is in conflict without a merge.

    Raises:
        UnfinishedOperation: git is in the middle of something else.
        MergeHeadGone: files are in conflict, and what was being merged is not known.
    """
    left = indexes.conflicts(indexes.opened(repository))
    other = underway.operation(repository)
    if left and other is not None:
        raise UnfinishedOperation(other)
    if left:
        raise MergeHeadGone(left)


def versions(repository: Repository, path: str, three: Three) -> tuple[bytes | None, bytes | None, bytes | None]:
    """Return the base's, our and their version of a file in conflict.

    Raises:
        VersionMissing: git has lost one of them.
    """
    base, ours, theirs = (
        None if entry is None else _version(repository, path, side, entry)
        for side, entry in zip(("base", "ours", "theirs"), three, strict=True)
    )
    return base, ours, theirs


def _version(repository: Repository, path: str, side: str, entry: Entry) -> bytes:
    try:
        return worktree.content(repository, entry.id)
    except KeyError as error:
        raise VersionMissing(path, side) from error


def _three(stages: Stages) -> Three:
    found = {stage.stage: Entry(stage.mode, stage.id) for stage in stages}
    return Three(found.get(indexes.BASE), found.get(indexes.OURS), found.get(indexes.THEIRS))


def keep_record(repository: Repository, record: object) -> None:
    """Replace what `leave_open` was given to keep.

    Raises:
        NoMerge: no merge is open.
    """
    with recording(repository, "resolve") as change:
        merge = waiting(repository)
        text = packed(merge.theirs, merge.name, record, side=merge.side, of_branch=merge.of_branch)
        change.perform(Effects(notes={RECORD: (note(repository, RECORD), text)}), "anime: resolve")


def mark_resolved(repository: Repository, paths: Sequence[str]) -> None:
    """Tell git that the files at PATHS are settled as the work tree has them, as `git add` does.

    Raises:
        NoMerge: no merge is open.
        NoSuchFile: a path is not in conflict and not in the story.
    """
    with recording(repository, "resolve", tuple(paths)) as change:
        waiting(repository)
        index = indexes.opened(repository)
        known = indexes.conflicts(index)
        entries: dict[str, Pair[Stages]] = {}
        for path in paths:
            old = indexes.stages(index, path, known)
            new = indexes.settled(worktree.cleaned(repository, path))
            if not old and not new:
                raise NoSuchFile(path)
            entries[path] = (old, new)
        change.perform(Effects(index=entries), "anime: resolve")


def continue_merge(
    repository: Repository, message: str | None = None, trailers: Sequence[tuple[str, str]] = ()
) -> Commit:
    """Commit the open merge, with the files that it changed as the work tree has them now.

    It runs the hooks of a commit, as `git merge --continue` does, not those of a merge.

    Raises:
        NoMerge: no merge is open.
        UnfinishedOperation: a revert or a pick is.
        ConflictsLeft: files are still in conflict.
        HookRefused, SigningFailed, IndexLocked: as they say.
    """
    with recording(repository, "merge --continue") as change:
        if waiting(repository).operation != "merge":
            underway.refuse(repository)
        committing.refuse_conflicts(repository)
        indexes.refuse_locked(repository)
        text = committing.composed(message or kept_message(repository), trailers)
        tree, entries = gathered(repository)
        tree, settled = committing.pre_commit(repository, "pre-commit", tree, entries)
        parents = [repository.tip(), *committing.merged_heads(repository)]
        made = committing.create(repository, tree, parents, committing.commit_msg(repository, text, "merge"))
        branch = BRANCHES + committing.current_branch(repository)
        notes = committing.closing_notes(repository)
        effects = Effects(index=settled, notes=notes, refs={branch: (parents[0], made)})
        change.perform(effects, f"commit (merge): {text.splitlines()[0]}")
    hooks.tell(repository, "post-commit")
    return commit_of(repository, made)


def gathered(repository: Repository) -> tuple[str, dict[str, Pair[Stages]]]:
    """Return the tree of the files that the index has changed, as the work tree has them, and their entries."""
    index = indexes.opened(repository)
    entries = {
        path: (indexes.stages(index, path, {}), indexes.settled(worktree.cleaned(repository, path)))
        for path in head_index(repository)
    }
    return indexes.tree_with(repository, {path: new for path, (_, new) in entries.items()}), entries


def kept_message(repository: Repository) -> str:
    """Return the message that was written down when the merge, revert or pick was left open."""
    lines = (note(repository, "MERGE_MSG") or "Merge").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


def abort_merge(repository: Repository) -> tuple[str, ...]:
    """Give what is open up, as `give_up` does.

    Raises:
        NoMerge: nothing is open.
        IndexLocked: another git process holds the index.
    """
    return give_up(repository, waiting(repository).operation)


def give_up(repository: Repository, operation: str) -> tuple[str, ...]:
    """Give the open OPERATION up: each file that it touched becomes what the last commit has; return their paths.

    Files that it did not touch stay as they are, changed or not.

    Raises:
        IndexLocked: another git process holds the index.
    """
    with recording(repository, f"{operation} --abort") as change:
        index = indexes.opened(repository)
        known = indexes.conflicts(index)
        touched = head_index(repository)
        files: dict[str, Pair[Entry | None]] = {}
        entries: dict[str, Pair[Stages]] = {}
        for path, entry in touched.items():
            files[path] = (worktree.kept(repository, path), worktree.raw(repository, path, entry))
            entries[path] = (indexes.stages(index, path, known), indexes.settled(entry))
        notes = committing.closing_notes(repository)
        change.perform(Effects(files=files, index=entries, notes=notes).pruned(), f"{operation} --abort")
    return tuple(sorted(touched))
