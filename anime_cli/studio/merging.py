"""Bring another branch in, scene by scene, and settle what a merge can't decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import ExitCode
from anime_cli.studio.conflicts import OpenConflict, listed_conflicts, of_merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.history.merging import Sides
    from anime_cli.history.openmerge import Unfinished
    from anime_cli.merge.conflicts import Decision
    from anime_cli.merge.diff import Change
    from anime_cli.merge.engine import Merged
    from anime_cli.studio.checking import Located
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeOutcome:
    """What came of a merge.

    `kind` is 'up-to-date', 'fast-forward', 'merged', 'conflicts' (left open for a person to settle) or 'problems' (left
    open because the sides contradict each other). `changes` is what the current branch gained, `problems` are findings
    that neither side had. With `dry_run` nothing was done.
    """

    branch: str
    name: str
    kind: str
    commit: str | None = None
    changes: tuple[Change, ...] = ()
    decisions: tuple[Decision, ...] = ()
    conflicts: tuple[OpenConflict, ...] = ()
    problems: tuple[Located, ...] = ()
    dry_run: bool = False

    @property
    def exit_code(self) -> ExitCode:
        """Tell the shell whether something is left to settle."""
        return ExitCode.FOUND if self.conflicts or self.problems else ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Aborted:
    """A merge that was given up, and the files that are as before."""

    name: str
    files: tuple[str, ...]


def merge_storylines(studio: Studio, name: str, *, message: str | None = None, dry_run: bool = False) -> MergeOutcome:
    """Bring the branch NAME into the current one and check the story that results.

    A result without conflicts and without new errors is committed. Any other is left open: the files hold it, and it is
    committed by `continue_merge` or taken back by `abort_merge`.

    Raises:
        BranchNotFound: no branch or commit of that name.
        UnfinishedMerge: an earlier merge still waits.
        WouldLoseWork: a file to be written has changes that no commit holds.
        AnimeError: a document of the result can't be read.
    """
    from anime_cli.history.merging import refuse_unready, sides

    merge = sides(studio.repository, name)
    refuse_unready(studio.repository, merge)
    result = _decided(studio, merge)
    return _outcome(merge, result, dry_run=True) if dry_run else _brought_in(studio, merge, result, message)


def continue_merge(studio: Studio, message: str | None = None) -> MergeOutcome:
    """Commit the open merge, as the files have it now. Files settled by hand need no other word.

    Raises:
        NoMerge: no merge is open.
        ConflictsLeft: conflicts are left.
        AnimeError: a document can't be read.
    """
    from anime_cli.history.committing import refuse_conflicts
    from anime_cli.history.openmerge import continue_merge as finish
    from anime_cli.history.undo import recording
    from anime_cli.studio.checking import new_problems

    repository = studio.repository
    merge = opened(studio)
    branch = repository.head.branch or ""
    before = repository.tip()
    with recording(repository, "merge --continue"):
        _settle_by_hand(studio, merge)
        refuse_conflicts(repository)
        problems = new_problems(studio, studio.repository.files(), (before, merge.theirs))
        made = finish(repository, message)
    changes = _gained(studio, before, made.id)
    return MergeOutcome(
        branch=branch, name=merge.name, kind="merged", commit=made.id, changes=changes, problems=problems
    )


def abort_merge(studio: Studio) -> Aborted:
    """Give the open merge up: every file it touched is as before.

    Raises:
        NoMerge: no merge is open.
    """
    from anime_cli.history.openmerge import abort_merge as give_up

    name = opened(studio).name
    return Aborted(name, give_up(studio.repository))


def opened(studio: Studio) -> Unfinished:
    """Return the merge that waits to be finished, after a command that was killed is settled.

    Raises:
        NoMerge: none does.
    """
    from anime_cli.history.errors import NoMerge
    from anime_cli.history.openmerge import unfinished
    from anime_cli.history.undo import settle

    settle(studio.repository)
    merge = unfinished(studio.repository)
    if merge is None:
        raise NoMerge
    return merge


def _settle_by_hand(studio: Studio, merge: Unfinished) -> None:
    """Mark the files settled in which no conflict is left."""
    from anime_cli.history.openmerge import mark_resolved

    left = {each.conflict.path for each in listed_conflicts(studio.repository, merge)}
    done = sorted(merge.conflicts.keys() - left)
    if done:
        mark_resolved(studio.repository, done)


@dataclass(frozen=True, slots=True)
class _Result:
    """The merged files that both sides changed, and what their merge means for the story."""

    texts: Mapping[str, bytes | None]
    decisions: tuple[Decision, ...] = ()
    changes: tuple[Change, ...] = ()
    conflicts: tuple[OpenConflict, ...] = ()
    problems: tuple[Located, ...] = ()


def _decided(studio: Studio, merge: Sides) -> _Result:
    """Merge what both sides changed; look for new problems where nothing is left to settle."""
    if merge.up_to_date:
        return _Result({})
    if merge.fast_forward:
        return _Result({}, changes=_gained(studio, merge.ours, merge.theirs))
    merged, texts = _both(studio, merge)
    conflicts = of_merged(merged)
    return _Result(
        texts,
        tuple(decision for each in merged.values() for decision in each.decisions),
        _changes(studio, merge, texts, {each.conflict.path for each in conflicts}),
        conflicts,
        () if conflicts else _problems(studio, merge, texts),
    )


def _both(studio: Studio, merge: Sides) -> tuple[Mapping[str, Merged], dict[str, bytes | None]]:
    from anime_cli.merge.engine import Versions, merge_documents

    entries = {path: [entry.id if entry else None for entry in three] for path, three in merge.both.items()}
    blobs = studio.repository.read({name for names in entries.values() for name in names if name})
    codecs = {path: _codec([blobs[name] for name in names if name]) for path, names in entries.items()}
    merged = merge_documents(
        {
            path: Versions(*(None if name is None else blobs[name].decode(codecs[path]) for name in names))
            for path, names in entries.items()
        }
    )
    texts = {path: None if each.text is None else each.text.encode(codecs[path]) for path, each in merged.items()}
    return merged, texts


def _codec(versions: Iterable[bytes]) -> str:
    """Return how a file is read: as UTF-8 or, where a side is something else, byte by byte."""
    for data in versions:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return "latin-1"
    return "utf-8"


def _problems(studio: Studio, merge: Sides, texts: Mapping[str, bytes | None]) -> tuple[Located, ...]:
    from anime_cli.studio.checking import new_problems

    files = dict(studio.repository.files(merge.ours))
    for path, three in merge.by_theirs.items():
        files.pop(path, None)
        if three.theirs is not None:
            files[path] = three.theirs.id
    return new_problems(studio, files, (merge.ours, merge.theirs), texts)


def _changes(
    studio: Studio, merge: Sides, texts: Mapping[str, bytes | None], unsettled: set[str]
) -> tuple[Change, ...]:
    """Return what the current branch gains, but for the documents that are UNSETTLED."""
    from anime_cli.studio.comparing import compare

    ours = {path: merge.changes[path].ours for path in (*merge.by_theirs, *texts) if path not in unsettled}
    theirs = {path: three.theirs for path, three in merge.by_theirs.items()}
    blobs = studio.repository.read({entry.id for entry in (*ours.values(), *theirs.values()) if entry is not None})
    before = {path: None if entry is None else blobs[entry.id] for path, entry in ours.items()}
    taken = {path: None if entry is None else blobs[entry.id] for path, entry in theirs.items()}
    return compare(before, {**taken, **{path: data for path, data in texts.items() if path not in unsettled}})


def _gained(studio: Studio, before: str, after: str) -> tuple[Change, ...]:
    from anime_cli.studio.comparing import diff_stories

    return diff_stories(studio, before, after).changes


def _brought_in(studio: Studio, merge: Sides, result: _Result, message: str | None) -> MergeOutcome:
    """Commit RESULT, or leave it open where something is left to settle."""
    from anime_cli.history import merging as git
    from anime_cli.merge.conflicts import to_json

    repository = studio.repository
    if merge.up_to_date:
        return _outcome(merge, result)
    if merge.fast_forward:
        return _outcome(merge, result, git.fast_forward(repository, merge).id)
    if not result.conflicts and not result.problems:
        return _outcome(merge, result, git.finish_merge(repository, merge, result.texts, message=message).id)
    paths = {each.conflict.path for each in result.conflicts}
    settled = {path: data for path, data in result.texts.items() if path not in paths}
    record = {"conflicts": [to_json(each.conflict) for each in result.conflicts]}
    conflicted = {path: result.texts[path] for path in paths}
    git.leave_open(repository, merge, settled, conflicted, record, message=message)
    return _outcome(merge, result)


def _outcome(merge: Sides, result: _Result, commit: str | None = None, *, dry_run: bool = False) -> MergeOutcome:
    return MergeOutcome(
        branch=merge.branch,
        name=merge.name,
        kind=_kind(merge, result),
        commit=commit,
        changes=result.changes,
        decisions=result.decisions,
        conflicts=result.conflicts,
        problems=result.problems,
        dry_run=dry_run,
    )


def _kind(merge: Sides, result: _Result) -> str:
    if merge.up_to_date:
        return "up-to-date"
    if merge.fast_forward:
        return "fast-forward"
    return "conflicts" if result.conflicts else "problems" if result.problems else "merged"
