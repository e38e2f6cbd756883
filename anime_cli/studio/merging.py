"""Bring another branch in, scene by scene, and settle what a merge can't decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.errors import ExitCode
from anime_cli.studio.conflicts import OpenConflict, listed_conflicts, of_merged, open_problems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.history.merging import Sides
    from anime_cli.history.openmerge import Unfinished
    from anime_cli.merge.conflicts import Decision
    from anime_cli.merge.diff import Change
    from anime_cli.merge.engine import Merged
    from anime_cli.merge.shelf import Shelf
    from anime_cli.studio.checking import Located
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeOutcome:
    """What came of a merge.

    `kind` is 'up-to-date', 'fast-forward', 'merged', 'conflicts' (left open for a person to settle), 'problems' (left
    open because the sides contradict each other) or 'ready' (made anew, only to be committed). `changes` is what the
    current branch gained, `problems` are findings that neither side had, `allowed` says that they may be committed.
    With `dry_run` nothing was done.
    """

    branch: str
    name: str
    kind: str
    commit: str | None = None
    changes: tuple[Change, ...] = ()
    decisions: tuple[Decision, ...] = ()
    conflicts: tuple[OpenConflict, ...] = ()
    problems: tuple[Located, ...] = ()
    allowed: bool = False
    dry_run: bool = False

    @property
    def exit_code(self) -> ExitCode:
        """Tell the shell whether something is left to settle."""
        return ExitCode.FOUND if self.conflicts or (self.problems and not self.allowed) else ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Aborted:
    """A merge that was given up, and the files that are as before."""

    name: str
    files: tuple[str, ...]


def merge_storylines(
    studio: Studio,
    name: str,
    *,
    message: str | None = None,
    dry_run: bool = False,
    allow_problems: bool = False,
    unrelated: bool = False,
) -> MergeOutcome:
    """Bring the branch NAME into the current one and check the story that results.

    A result without conflicts and without new errors is committed; with ALLOW_PROBLEMS also one with new errors. Any
    other is left open: the files hold it, and it is committed by `continue_merge` or taken back by `abort_merge`.
    UNRELATED allows a branch without a common past.

    Raises:
        BranchNotFound: no branch or commit of that name.
        UnfinishedMerge: an earlier merge still waits.
        WouldLoseWork: a file to be written has changes that no commit holds.
        AnimeError: a document of the result can't be read.
    """
    from anime_cli.history.merging import sides

    merge = sides(studio.repository, name, unrelated=unrelated)
    return merge_sides(studio, merge, message=message, dry_run=dry_run, allow_problems=allow_problems)


def merge_sides(
    studio: Studio,
    merge: Sides,
    *,
    message: str | None = None,
    dry_run: bool = False,
    allow_problems: bool = False,
) -> MergeOutcome:
    """Bring the other side of MERGE into the current branch, as `merge_storylines` does.

    Raises:
        UnfinishedMerge: an earlier merge still waits.
        WouldLoseWork: a file to be written has changes that no commit holds.
        AnimeError: a document of the result can't be read.
    """
    from anime_cli.history.merging import refuse_unready

    refuse_unready(studio.repository, merge)
    result = decided(studio, merge)
    if dry_run:
        return _outcome(merge, result, dry_run=True)
    return _brought_in(studio, merge, result, message, allow_problems=allow_problems)


def continue_merge(studio: Studio, message: str | None = None, *, allow_problems: bool = False) -> MergeOutcome:
    """Commit the open merge, as the files have it now. Files settled by hand need no other word.

    With errors that neither side has alone it stays open, unless ALLOW_PROBLEMS.

    Raises:
        NoMerge: no merge is open.
        UnfinishedOperation: a revert or a pick is, which has a command of its own.
        ConflictsLeft: conflicts are left.
        AnimeError: a document can't be read.
    """
    from anime_cli.history.openmerge import continue_merge as finish
    from anime_cli.history.undo import recording

    repository = studio.repository
    merge = opened(studio, "merge")
    branch = repository.head.branch or ""
    before = repository.tip()
    with recording(repository, "merge --continue"):
        problems = settled_problems(studio, merge)
        if problems and not allow_problems:
            return MergeOutcome(branch=branch, name=merge.name, kind="problems", problems=problems)
        made = finish(repository, message, allowance(problems))
    return MergeOutcome(
        branch=branch,
        name=merge.name,
        kind="merged",
        commit=made.id,
        changes=gained(studio, before, made.id),
        problems=problems,
        allowed=allow_problems,
    )


def allowance(problems: Sequence[Located]) -> tuple[tuple[str, str], ...]:
    """Return the trailer of a commit that was made in spite of PROBLEMS."""
    return (("Problems-allowed", str(len(problems))),) if problems else ()


def abort_merge(studio: Studio) -> Aborted:
    """Give the open merge up: every file it touched is as before.

    Raises:
        NoMerge: no merge is open.
        UnfinishedOperation: a revert or a pick is, which has a command of its own.
    """
    from anime_cli.history.openmerge import abort_merge as give_up

    name = opened(studio, "merge").name
    return Aborted(name, give_up(studio.repository))


def opened(studio: Studio, operation: str | None = None) -> Unfinished:
    """Return the merge, revert or pick that waits to be finished, or only the OPERATION of that name.

    A command that was killed is settled first.

    Raises:
        NoMerge: none does.
        UnfinishedMerge, UnfinishedOperation: another operation does.
        MergeHeadGone: files are in conflict, and what was being merged is not known.
    """
    from anime_cli.history.openmerge import waiting
    from anime_cli.history.underway import refuse
    from anime_cli.history.undo import settle

    settle(studio.repository)
    merge = waiting(studio.repository)
    if operation not in {None, merge.operation}:
        refuse(studio.repository)
    return merge


def settled_problems(studio: Studio, merge: Unfinished) -> tuple[Located, ...]:
    """Take what was settled by hand as settled; return the new problems of the files as they are now.

    Raises:
        ConflictsLeft: conflicts are left.
        AnimeError: a document can't be read.
    """
    from anime_cli.history.errors import ConflictsLeft
    from anime_cli.history.openmerge import mark_resolved

    left = {each.conflict.path for each in listed_conflicts(studio.repository, merge)}
    done = sorted(merge.conflicts.keys() - left)
    if done:
        mark_resolved(studio.repository, done)
    if left:
        raise ConflictsLeft(left)
    return open_problems(studio, merge)


@dataclass(frozen=True, slots=True)
class Result:
    """The merged files that both sides changed, and what their merge means for the story."""

    texts: Mapping[str, bytes | None]
    decisions: tuple[Decision, ...] = ()
    changes: tuple[Change, ...] = ()
    conflicts: tuple[OpenConflict, ...] = ()
    problems: tuple[Located, ...] = ()
    origins: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def decided(studio: Studio, merge: Sides) -> Result:
    """Merge what both sides changed; look for new problems where nothing is left to settle.

    Raises:
        AnimeError: a document of the result can't be read.
    """
    if merge.up_to_date:
        return Result({})
    if merge.fast_forward:
        return Result({}, changes=gained(studio, merge.ours, merge.theirs))
    merged, texts, changes = _merged_and_gained(studio, merge)
    conflicts = of_merged(merged)
    return Result(
        texts,
        tuple(decision for each in merged.values() for decision in each.decisions),
        changes,
        conflicts,
        () if conflicts else _problems(studio, merge, texts),
        {path: each.origins for path, each in merged.items() if each.origins},
    )


def _merged_and_gained(
    studio: Studio, merge: Sides
) -> tuple[Mapping[str, Merged], dict[str, bytes | None], tuple[Change, ...]]:
    """Merge the files that both sides changed; tell what the current branch gains, without reading anything twice."""
    from anime_cli.merge.shelf import Shelf

    shelf = Shelf()
    merged, texts = both_merged(studio, merge, shelf)
    unsettled = {conflict.path for each in merged.values() for conflict in each.conflicts}
    return merged, texts, _changes(studio, merge, texts, unsettled, shelf)


def both_merged(
    studio: Studio, merge: Sides, shelf: Shelf | None = None
) -> tuple[Mapping[str, Merged], dict[str, bytes | None]]:
    """Merge the files that both sides changed: what came of each, and its bytes (None: it goes).

    SHELF remembers what was read.

    Raises:
        AnimeError: a version can't be read.
    """
    from anime_cli.history.threeway import merge_changes

    return merge_changes(studio.repository, merge.changes, ("HEAD", merge.name), shelf=shelf)


def _problems(studio: Studio, merge: Sides, texts: Mapping[str, bytes | None]) -> tuple[Located, ...]:
    from anime_cli.studio.checking import new_problems

    files = dict(studio.repository.files(merge.ours))
    for path, three in merge.by_theirs.items():
        files.pop(path, None)
        if three.theirs is not None:
            files[path] = three.theirs.id
    return new_problems(studio, files, (merge.ours, merge.theirs), texts, merge)


def _changes(
    studio: Studio, merge: Sides, texts: Mapping[str, bytes | None], unsettled: set[str], shelf: Shelf
) -> tuple[Change, ...]:
    """Return what the current branch gains, but for the documents that are UNSETTLED; SHELF has what was read."""
    from anime_cli.studio.comparing import compare

    ours = {path: merge.changes[path].ours for path in (*merge.by_theirs, *texts) if path not in unsettled}
    theirs = {path: three.theirs for path, three in merge.by_theirs.items() if path not in unsettled}
    blobs = studio.repository.read({entry.id for entry in (*ours.values(), *theirs.values()) if entry is not None})
    before = {path: None if entry is None else blobs[entry.id] for path, entry in ours.items()}
    taken = {path: None if entry is None else blobs[entry.id] for path, entry in theirs.items()}
    settled = {path: data for path, data in texts.items() if path not in unsettled}
    return compare(before, {**taken, **settled}, shelf)


def gained(studio: Studio, before: str, after: str) -> tuple[Change, ...]:
    """Return what changed in the story from one commit to another."""
    from anime_cli.studio.comparing import diff_stories

    return diff_stories(studio, before, after).changes


def _brought_in(
    studio: Studio, merge: Sides, result: Result, message: str | None, *, allow_problems: bool
) -> MergeOutcome:
    """Commit RESULT, or leave it open where something is left to settle."""
    from anime_cli.history import merging as git
    from anime_cli.merge.conflicts import to_json

    repository = studio.repository
    if merge.up_to_date:
        return _outcome(merge, result)
    if merge.fast_forward:
        return _outcome(merge, result, git.fast_forward(repository, merge).id)
    if not result.conflicts and (allow_problems or not result.problems):
        trailers = allowance(result.problems)
        made = git.finish_merge(repository, merge, result.texts, message=message, trailers=trailers)
        return _outcome(merge, result, made.id, allowed=allow_problems)
    paths = {each.conflict.path for each in result.conflicts}
    settled = {path: data for path, data in result.texts.items() if path not in paths}
    record = {"conflicts": [to_json(each.conflict) for each in result.conflicts]}
    conflicted = {path: result.texts[path] for path in paths}
    git.leave_open(repository, merge, settled, conflicted, record, message=message, origins=result.origins)
    return _outcome(merge, result)


def _outcome(
    merge: Sides, result: Result, commit: str | None = None, *, allowed: bool = False, dry_run: bool = False
) -> MergeOutcome:
    return MergeOutcome(
        branch=merge.branch,
        name=merge.name,
        kind="merged" if allowed else _kind(merge, result),
        commit=commit,
        changes=result.changes,
        decisions=result.decisions,
        conflicts=result.conflicts,
        problems=result.problems,
        allowed=allowed,
        dry_run=dry_run,
    )


def _kind(merge: Sides, result: Result) -> str:
    if merge.up_to_date:
        return "up-to-date"
    if merge.fast_forward:
        return "fast-forward"
    return "conflicts" if result.conflicts else "problems" if result.problems else "merged"
