"""Who wrote what: for every line and every field of a document the commit that wrote it last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.history.ancestry import Ancestry
    from anime_cli.history.commits import Commit
    from anime_cli.merge.tracing import Place, Trace
    from anime_cli.studio.retracing import Version
    from anime_cli.studio.studio import Studio
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain

    Way = dict[Address, Address]
    """The places that are asked about, each with where it was at some earlier commit."""

ENTRY = 2
"""Parts in the address of an entry: an item of a script, a person of a cast, a thread."""


@dataclass(frozen=True, slots=True)
class Written:
    """A place in a document and the commit that wrote last what stands there; None: no commit has it yet.

    `path` is where the document, or the one that the words came from, stood then. `cut` tells that the clone is
    shallow: the commit is its oldest, and what stands there may be older.
    """

    address: Address
    value: Plain
    commit: Commit | None
    path: str
    cut: bool = False


@dataclass(frozen=True)
class Blame:
    """A document, or a part of it at `address`, and who wrote each of its places, in their order.

    `revision` is None for the files as they are. `document` is what the document says.
    """

    path: str
    address: Address
    revision: str | None
    document: Plain
    written: tuple[Written, ...]


def blame(studio: Studio, word: str, revision: str | None = None) -> Blame:
    """Tell who wrote each place of what WORD means, at REVISION or in the files as they are.

    What only moved, in its list or to another document, keeps its author; so does a name that follows a renamed
    document. What a merge brought belongs to the side that wrote it. Formatting and ids of items are nobody's.

    Raises:
        ThingNotFound, SeveralThings: no thing, or several, have this name.
        RevisionNotFound: there is no such revision.
        AnimeError: the document can't be read.
    """
    from anime_cli.history.ancestry import WORK, Ancestry
    from anime_cli.history.commits import commit_of
    from anime_cli.merge.tracing import at, leaves
    from anime_cli.studio.called import thing_called

    start = WORK if revision is None else studio.repository.resolve(revision)
    past = Ancestry(studio.repository, [start])
    thing = thing_called(studio, past, start, word, revision)
    places = list(leaves(at(thing.value, thing.address), thing.address))
    found = _Search(past).origins(start, thing.version, places)
    commits = {name: commit_of(studio.repository, name) for name, _ in found.values() if name != WORK}
    written = (
        Written(each, at(thing.value, each), commits.get(name), path, name != WORK and past.cut(name))
        for each, (name, path) in ((each, found[each]) for each in places)
    )
    return Blame(thing.version.path, thing.address, revision, thing.value, tuple(written))


class _Search:
    """Goes back in time with the places whose writer is not known yet."""

    def __init__(self, past: Ancestry) -> None:
        from anime_cli.studio.retracing import Retracing

        self.past = past
        self.retracing = Retracing(past)
        self.open: dict[str, dict[Version, Way]] = {}
        self.found: dict[Address, tuple[str, str]] = {}

    def origins(self, start: str, version: Version, places: Iterable[Address]) -> Mapping[Address, tuple[str, str]]:
        """Return for each of PLACES of VERSION, as START has it, the commit that wrote it, and at which path."""
        self.open[start] = {version: {place: place for place in places}}
        for commit in self.past:
            versions = self.open.pop(commit, {})
            for each in versions:
                self._settle(commit, each, versions)
            if not self.open:
                break
        return self.found

    def _settle(self, commit: str, version: Version, versions: Mapping[Version, Way]) -> None:
        """Hand the places of VERSION on to what COMMIT was made from; what none of that has COMMIT wrote."""
        way, parents = versions[version], self.past.parents(commit)
        same = self.retracing.as_it_was(version, parents)
        if same is not None:
            self._hand_on(same, version, way)
            return
        traced = self._traced(commit, parents, version, way)
        chosen = _chosen(way, traced)
        for place in way:
            number = chosen.get(place)
            if number is None:
                self.found[place] = (commit, version.path)
            else:
                there = traced[number][place]
                assert there is not None
                self._pass(parents[number], there, place)

    def _hand_on(self, parent: str, version: Version, way: Way) -> None:
        """Let PARENT answer for all places of VERSION."""
        self.open.setdefault(parent, {}).setdefault(version, {}).update(way)

    def _traced(
        self, commit: str, parents: Sequence[str], version: Version, way: Way
    ) -> list[dict[Address, Place | None]]:
        """Return where each place of VERSION was in each of PARENTS.

        The document alone is looked at first; for what that leaves open all that COMMIT changed is compared.
        """
        found = [_former(self.retracing.alone(version, parent), version, way) for parent in parents]
        rest = {place: address for place, address in way.items() if not any(there[place] for there in found)}
        if rest:
            whole = (self.retracing.whole([version], parent, commit) for parent in parents)
            found = [{**there, **_former(trace, version, rest)} for there, trace in zip(found, whole, strict=True)]
        return found

    def _pass(self, parent: str, there: Place, place: Address) -> None:
        from anime_cli.studio.retracing import Version

        blob = self.past.blob(parent, there.path)
        assert blob is not None
        self.open.setdefault(parent, {}).setdefault(Version(there.path, blob), {})[place] = there.address


def _former(trace: Trace | None, version: Version, way: Way) -> dict[Address, Place | None]:
    return {place: None if trace is None else trace.former(version.path, address) for place, address in way.items()}


def _chosen(way: Way, traced: Sequence[Mapping[Address, Place | None]]) -> dict[Address, int]:
    """Choose for each place one of several pasts that has it: one that has the whole entry before any other."""
    chosen: dict[Address, int] = {}
    for entry in _entries(way):
        whole = next((number for number, there in enumerate(traced) if all(there[each] for each in entry)), None)
        for place in entry:
            found = whole if whole is not None else next((n for n, there in enumerate(traced) if there[place]), None)
            if found is not None:
                chosen[place] = found
    return chosen


def _entries(way: Way) -> Iterator[list[Address]]:
    """Group places by the entry that they belong to."""
    found: dict[Address, list[Address]] = {}
    for place in way:
        found.setdefault(place[:ENTRY], []).append(place)
    yield from found.values()
