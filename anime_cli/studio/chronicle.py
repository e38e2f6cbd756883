"""The history of one thing: a scene, a line of it, a character, a fact; through renames and moves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from anime_cli.model.kinds import SINGLE, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.history.ancestry import Ancestry
    from anime_cli.history.commits import Commit
    from anime_cli.merge.change import Change
    from anime_cli.merge.tracing import Place, Trace
    from anime_cli.studio.called import Gone
    from anime_cli.studio.retracing import Version
    from anime_cli.studio.studio import Studio
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain

ENTRY = 2
"""Names that lead to an entry of a list."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one commit did to a thing, None where no commit has it yet; no changes: it wrote the same in other bytes.

    `path` is where the thing's document stood after it. `cut` tells that the clone is shallow and this its oldest
    commit: the thing may be older.
    """

    commit: Commit | None
    path: str
    changes: tuple[Change, ...]
    cut: bool = False


@dataclass(frozen=True)
class Chronicle:
    """A thing, and what became of it, the newest first; `more` where older chapters were left out."""

    path: str
    address: Address
    document: Plain
    chapters: tuple[Chapter, ...]
    more: bool = False


def thing_log(studio: Studio, word: str, revision: str | None = None, *, limit: int | None = None) -> Chronicle:
    """Tell what happened to the thing that WORD means, at REVISION or in the files as they are, the newest first.

    It is followed under its earlier names and through the documents and chapters that it stood in; one that is gone
    from the last commit that had it. A merge is told
    only where it wrote something that none of its sides had.

    Raises:
        ThingNotFound, SeveralThings: no thing, or several, have this name.
        RevisionNotFound: there is no such revision.
        AnimeError: the document can't be read.
    """
    from anime_cli.history.ancestry import WORK, Ancestry
    from anime_cli.studio.called import ThingNotFound, gone, thing_called

    start = WORK if revision is None else studio.repository.resolve(revision)
    past = Ancestry(studio.repository, [start])
    follower = _Follower(past)
    try:
        thing = thing_called(studio, past, start, word, revision)
    except ThingNotFound:
        lost = gone(past, word)
        if lost is None:
            raise
        thing, chapters = lost.thing, follower.since(lost)
    else:
        chapters = follower.chapters(start, _Now(thing.version, thing.address))
    found = tuple(islice(chapters, limit))
    more = next(chapters, None) is not None
    return Chronicle(thing.version.path, thing.address, thing.value, found, more=more)


@dataclass(frozen=True, slots=True)
class _Now:
    """Where a thing stands at some commit."""

    version: Version
    address: Address

    @property
    def path(self) -> str:
        return self.version.path

    @property
    def listing(self) -> tuple[str, str] | None:
        """The files that may list the document, a folder or one file, and the field in which they do."""
        kind = (kind_of(self.path) or ("", ""))[0]
        lists = {"scene": ("chapters/", "scenes"), "chapter": (SINGLE["story"], "chapters")}
        return None if self.address else lists.get(kind)

    def concerns(self, change: Change) -> bool:
        """Tell whether CHANGE is one of the thing, or of its place in the story."""
        if self.listing is not None and change.path.startswith(self.listing[0]):
            name = (kind_of(self.path) or ("", ""))[1]
            return change.keys == (self.listing[1], name)
        if not self.address:
            return self.path in change.paths
        shared = min(len(self.address), len(change.address))
        elsewhere = change.kind == "removed" and len(change.keys) <= ENTRY
        return change.path == self.path and not elsewhere and self.address[:shared] == change.address[:shared]


class _Follower:
    """Goes back in time with a thing."""

    def __init__(self, past: Ancestry) -> None:
        from anime_cli.studio.retracing import Retracing

        self.past = past
        self.retracing = Retracing(past)
        self.open: dict[str, _Now] = {}

    def chapters(self, start: str, thing: _Now) -> Iterator[Chapter]:
        """Yield what each commit did to THING, as START has it."""
        self.open[start] = thing
        for name in self.past:
            now = self.open.pop(name, None)
            changes = None if now is None else self._changes(name, now)
            if now is not None and changes is not None:
                yield self._chapter(name, now, changes)
            if not self.open:
                return

    def since(self, lost: Gone) -> Iterator[Chapter]:
        """Yield what took a thing away, then what each commit before did to it."""
        now = _Now(lost.thing.version, ())
        trace = self.retracing.whole([], lost.commit, lost.taken)
        yield self._chapter(lost.taken, now, self._told(trace, now))
        yield from self.chapters(lost.commit, now)

    def _chapter(self, name: str, now: _Now, changes: tuple[Change, ...]) -> Chapter:
        from anime_cli.history.ancestry import WORK
        from anime_cli.history.commits import commit_of

        commit = None if name == WORK else commit_of(self.past.repository, name)
        return Chapter(commit, now.path, changes, commit is not None and self.past.cut(name))

    def _changes(self, commit: str, now: _Now) -> tuple[Change, ...] | None:
        """Return what COMMIT did to the thing, None for nothing; let the commits before it answer for the rest."""
        parents = self.past.parents(commit)
        same = self._same(commit, parents, now)
        if same is not None:
            self.open.setdefault(same, now)
            return None
        traces = [self._trace(commit, parent, now, merge=len(parents) > 1) for parent in parents]
        for parent, trace in zip(parents, traces, strict=True):
            self._follow(parent, trace.former(now.path, now.address))
        found = [self._told(trace, now) for trace in traces or [self._begun(now)]]
        own = found[0] if len(parents) <= 1 else _everywhere(found)
        return own if own or (len(parents) == 1 and self._spelled_anew(parents[0], now)) else None

    def _spelled_anew(self, parent: str, now: _Now) -> bool:
        """Tell whether the bytes of the document differ from those in PARENT; of a part nobody can say so."""
        return not now.address and self.past.blob(parent, now.path) != now.version.blob

    def _same(self, commit: str, parents: Sequence[str], now: _Now) -> str | None:
        """Return the first of PARENTS with which nothing about the thing differs; None where none is so."""
        listing = now.listing
        alike = [parent for parent in parents if listing is None or self.past.same(commit, parent, listing[0])]
        return self.retracing.as_it_was(now.version, alike)

    def _trace(self, commit: str, parent: str, now: _Now, *, merge: bool) -> Trace:
        """Compare COMMIT with PARENT; of a merge only the thing's own document, where both have it."""
        alone = self.retracing.alone(now.version, parent) if merge else None
        return alone or self.retracing.whole([now.version], parent, commit)

    def _begun(self, now: _Now) -> Trace:
        from anime_cli.merge.tracing import Trace

        return Trace({}, {now.path: self.retracing.value(*now.version)})

    def _told(self, trace: Trace, now: _Now) -> tuple[Change, ...]:
        return tuple(change for change in trace.changes if now.concerns(change))

    def _follow(self, parent: str, former: Place | None) -> None:
        """Go on at PARENT, where the thing was at FORMER, if it was there."""
        from anime_cli.studio.retracing import Version

        blob = None if former is None else self.past.blob(parent, former.path)
        if former is not None and blob is not None:
            self.open.setdefault(parent, _Now(Version(former.path, blob), former.address))


def _everywhere(found: Sequence[tuple[Change, ...]]) -> tuple[Change, ...]:
    """Return the changes against the first side that are changes against every other, too."""
    others: list[Mapping[tuple[str, Address], Change]] = [{(c.path, c.address): c for c in side} for side in found[1:]]
    return tuple(change for change in found[0] if all((change.path, change.address) in side for side in others))
