"""Explain a merge: what was decided by itself, and what a person's hand made otherwise. Nothing of it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.studio.comparing import compare
from anime_cli.studio.conflicts import OpenConflict, of_merged
from anime_cli.studio.merging import both_merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from anime_cli.history.merging import Sides
    from anime_cli.merge.conflicts import Decision, MergeConflict, Value
    from anime_cli.merge.diff import Change
    from anime_cli.merge.document import Merged
    from anime_cli.studio.studio import Studio

    Contents = Mapping[str, bytes | None]

OURS, THEIRS = "ours", "theirs"
SIDES = (OURS, THEIRS, "base")


class NotAMerge(WorldError):
    """A commit that brought nothing together."""

    def __init__(self, commit: str, parents: int) -> None:
        what = "one parent" if parents == 1 else f"{parents or 'no'} parents"
        super().__init__(
            f"{commit[:10]} is no merge of two branches: it has {what}.",
            hint="anime story log lists the commits; anime story show REVISION shows one.",
        )


@dataclass(frozen=True, slots=True)
class Explained:
    """One thing that a merge decided by itself, with what it changed against the base, as far as it can be told."""

    decision: Decision
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """A conflict and what a person made of it: a side, 'both', 'words' of their own, or None: not told.

    A conflict about a whole file has no `change`.
    """

    conflict: OpenConflict
    way: str | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a merge came out. `commit` is None for one that is still open.

    `decisions` were made without asking, `conflicts` needed a person, `by_hand` is what the commit (or the work tree)
    says besides otherwise than the merge alone would.
    """

    commit: str | None
    ours: str
    theirs: str
    names: tuple[str, str]
    decisions: tuple[Explained, ...]
    conflicts: tuple[Settled, ...]
    by_hand: tuple[Change, ...]


def explain_merge(studio: Studio, revision: str | None = None) -> Explanation:
    """Explain the merge REVISION; without one the open merge or, where none is, the last commit.

    Everything is computed again from the two parents and what they had in common.

    Raises:
        RevisionNotFound: there is no such commit.
        NotAMerge: it has one parent, or more than two.
        AnimeError: a version of a document can't be read.
    """
    from anime_cli.history.merging import sides_of

    repository = studio.repository
    commit, parents, names = _merge(studio, revision)
    merge = sides_of(repository, parents, names)
    merged, texts = both_merged(studio, merge)
    taken = _taken(studio, merge)
    inside = (decision for each in merged.values() for decision in each.decisions)
    decisions = (*_whole(merge, _joined(merged)), *inside)
    changes = compare(_versions(studio, merge, 0), {**taken, **texts})
    by_hand = _by_hand(studio, merge, commit, {**taken, **texts})
    files = _files_taken(studio, merge, commit)
    conflicts = tuple(_settled(each, by_hand, files.get(each.conflict.path)) for each in of_merged(merged))
    told = [each.change for each in conflicts]
    whole = {each.conflict.conflict.path for each in conflicts if each.way and each.change is None}
    return Explanation(
        commit,
        *parents,
        names,
        tuple(explained(sorted(decisions, key=lambda each: each.path), changes)),
        conflicts,
        tuple(change for change in by_hand if change not in told and change.path not in whole),
    )


def _files_taken(studio: Studio, merge: Sides, commit: str | None) -> dict[str, str]:
    """Return of each changed file whose version of it the commit, or the work tree of an open merge, has.

    A file that git still holds to be in conflict is not told: nobody took a version of it yet.
    """
    from anime_cli.history.commits import touched
    from anime_cli.history.openmerge import unfinished

    opened = unfinished(studio.repository) if commit is None else None
    now = {each.path: each.after for each in touched(studio.repository, merge.ours, commit)}
    found = {}
    for path, three in merge.changes.items():
        names = {side: entry.id if (entry := getattr(three, side)) else None for side in SIDES}
        made = now.get(path, names[OURS])
        way = next((side for side in SIDES if names[side] == made), "words")
        if opened is None or path not in opened.conflicts:
            found[path] = way
    return found


def _stands_for(change: Change, conflict: MergeConflict) -> bool:
    """Tell whether CHANGE is what was made of CONFLICT: it took the place of its mark, or is about the same thing."""
    if change.path != conflict.path:
        return False
    sides = getattr(change.before, "sides", {})
    return sides.get("id") == conflict.id or (change.entity, change.field) == (conflict.entity, conflict.field)


def _settled(told: OpenConflict, by_hand: Iterable[Change], taken: str | None) -> Settled:
    """Return what a person made of a conflict: the change that stands in its place, and whose words those are.

    TAKEN is whose version of the whole file stands, None where nobody took one.
    """
    from anime_cli.merge.choosing import same_value
    from anime_cli.merge.conflicts import MISSING

    conflict = told.conflict
    if conflict.whole:
        return Settled(told, taken)
    found = next((each for each in by_hand if _stands_for(each, conflict)), None)
    if found is None:
        return Settled(told)
    after = MISSING if found.kind == "removed" else found.after
    way = next((side for side in SIDES if same_value(conflict, conflict.value(side), after)), None)
    return Settled(told, way or ("both" if _holds_both(conflict, after) else "words"), found)


def _holds_both(conflict: MergeConflict, after: Value) -> bool:
    """Tell whether AFTER is what both sides of CONFLICT come to at one place."""
    from anime_cli.merge.choosing import kept_both, same_value
    from anime_cli.merge.conflicts import mark
    from anime_cli.merge.errors import NotBoth

    try:
        kept = kept_both(conflict.path, conflict.address, mark(conflict.id, {s: conflict.value(s) for s in SIDES}))
    except NotBoth:
        return False
    return len(kept) == 1 and same_value(conflict, kept[0], after)


def _merge(studio: Studio, revision: str | None) -> tuple[str | None, tuple[str, str], tuple[str, str]]:
    """Return the merge commit (None: an open merge), its two parents and what they are called."""
    from anime_cli.history.commits import commit_of
    from anime_cli.history.openmerge import SUBJECT, unfinished

    repository = studio.repository
    opened = unfinished(repository) if revision is None else None
    if opened is not None:
        names = (repository.head.branch or "HEAD", opened.name)
        return None, (repository.tip(), opened.theirs), names
    commit = commit_of(repository, repository.resolve(revision or "HEAD"))
    if len(commit.parents) != 2:  # noqa: PLR2004  # ours and theirs
        raise NotAMerge(commit.id, len(commit.parents))
    ours, theirs = commit.parents
    found = SUBJECT.search(commit.subject)
    if found is None:
        return commit.id, (ours, theirs), (ours[:10], theirs[:10])
    return commit.id, (ours, theirs), (_into(commit.subject), found[1])


def _into(subject: str) -> str:
    """Return the branch that a merge's SUBJECT, as git words it, says it went into; git leaves 'main' out."""
    return subject.rpartition(" into ")[2] if " into " in subject else "main"


def _joined(merged: Mapping[str, Merged]) -> frozenset[str]:
    """Return the files that were merged and that a side renamed, under every name that a side has them by."""
    renamed = {path: each.origins.values() for path, each in merged.items() if each.origins}
    return frozenset(name for path, others in renamed.items() for name in (path, *others))


def _whole(merge: Sides, joined: frozenset[str]) -> Iterator[Decision]:
    """Yield a decision for each file that only one side changed and that is not JOINED: it is taken as that has it."""
    from anime_cli.merge.conflicts import Decision
    from anime_cli.merge.naming import document_spot

    for side, threes in ((OURS, merge.by_ours), (THEIRS, merge.by_theirs)):
        left = [path for path in threes if path not in joined]
        yield from (Decision(side, path, (), document_spot(path).entity) for path in left)


def _taken(studio: Studio, merge: Sides) -> dict[str, bytes | None]:
    """Return the content of each changed file that needed no merging."""
    theirs = {path: merge.changes[path].theirs for path in merge.by_theirs}
    entries = {path: three.ours for path, three in merge.changes.items() if path not in merge.both} | theirs
    blobs = studio.repository.read({entry.id for entry in entries.values() if entry is not None})
    return {path: None if entry is None else blobs[entry.id] for path, entry in entries.items()}


def _versions(studio: Studio, merge: Sides, side: int) -> dict[str, bytes | None]:
    """Return every changed file of MERGE on one SIDE: 0 is the base."""
    entries = {path: three[side] for path, three in merge.changes.items()}
    blobs = studio.repository.read({entry.id for entry in entries.values() if entry is not None})
    return {path: None if entry is None else blobs[entry.id] for path, entry in entries.items()}


def explained(decisions: Iterable[Decision], changes: Iterable[Change]) -> Iterator[Explained]:
    """Join each decision with the changes of the thing that it is about.

    A file that one side alone changed may hold what the other side changed elsewhere before it came there: that is told
    of the thing, and what moved, and all else, of the file.
    """
    wanted, known = list(decisions), list(changes)
    taken = {each.path for each in wanted if not each.address and each.what in {OURS, THEIRS}}
    brought = [
        change
        for change in known
        if change.path in taken
        and change.kind != "moved"
        and any(each.address and _about(each, change) for each in wanted)
    ]
    for decision in wanted:
        about = (change for change in known if _about(decision, change))
        if decision.path in taken:
            about = (change for change in about if (change in brought) == bool(decision.address))
        yield Explained(decision, tuple(about))


def _about(decision: Decision, change: Change) -> bool:
    if change.path != decision.path:
        return False
    what = f"{change.entity} > {change.field}" if change.field else change.entity
    return not decision.address or what == decision.entity or what.startswith(f"{decision.entity} > ")


def _by_hand(studio: Studio, merge: Sides, commit: str | None, results: Contents) -> tuple[Change, ...]:
    """Return how the commit, or the files of an open merge, differ from what the merge alone would have made."""
    from anime_cli.history.commits import touched

    repository = studio.repository
    since = list(touched(repository, merge.ours, commit))
    now = {each.path: each.after for each in since}
    before = {each.path: each.before for each in since}
    unchanged = {path: three.ours.id if three.ours else None for path, three in merge.changes.items()}
    blobs = repository.read({name for name in (*now.values(), *before.values(), *unchanged.values()) if name})
    paths = {*results, *now}
    alone = {path: results[path] if path in results else _content(blobs, before[path]) for path in paths}
    made = {path: _content(blobs, now[path] if path in now else unchanged[path]) for path in paths}
    return compare(alone, made)


def _content(blobs: Mapping[str, bytes], name: str | None) -> bytes | None:
    return None if name is None else blobs[name]
