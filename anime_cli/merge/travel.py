"""Entries that a side moved to another document: lines to another scene, scenes to another chapter.

Where an entry stands is one thing and what it says another, and each merges by itself: a line moved by one side and
edited by the other is moved and edited.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge import identity
from anime_cli.merge.conflicts import MISSING
from anime_cli.merge.lists import moved
from anime_cli.model.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.merge.conflicts import Value
    from anime_cli.merge.following import Sides
    from anime_cli.merge.shelf import Shelf
    from anime_cli.text.plain import Plain

LISTS = {"scene": "script", "chapter": "scenes"}
"""The lists between which entries travel, by kind of document."""

OTHER = {"ours": "theirs", "theirs": "ours"}
TWO_PLACES = "The two sides moved it to different documents."
MOVED_AND_REORDERED = "One side moved it to another document, the other to another place in this one."
MOVED_AND_REMOVED = "One side moved it to another document, the other removed it."


class Guest(NamedTuple):
    """What an entry that came from another document says on three sides; REASON makes it a conflict."""

    base: Value
    ours: Value
    theirs: Value
    reason: str = ""


@dataclass(slots=True)
class Visits:
    """What the merge of one document must know of others: entries that came to it, keys of those that left it."""

    guests: dict[str, Guest] = field(default_factory=dict)
    departed: set[str] = field(default_factory=set)


NO_VISITS = Visits()
"""Nothing came, nothing left. Never changed."""


def travels(shelf: Shelf, sides: Sides) -> dict[str, Visits]:
    """Return, by path, what the merge of a document must know of entries that travelled."""
    found: dict[str, Visits] = {}
    journeys = _Journeys(shelf, sides)
    for path in sides.paths:
        if _list_key(path) and path in sides.base and _changed_by_both(sides, path):
            for key, places in journeys.from_document(path):
                _settle(found, path, key, places)
    return found


def _list_key(path: str) -> str | None:
    known = kind_of(path)
    return LISTS.get(known[0]) if known else None


def _changed_by_both(sides: Sides, path: str) -> bool:
    base, ours, theirs = sides.base.get(path), sides.ours.get(path), sides.theirs.get(path)
    return base not in (ours, theirs)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where an entry stands: what it says there on each side, and whether a side moved it within the old document."""

    base: Value
    where: Mapping[str, str | None]
    says: Mapping[str, Value]
    shifted: frozenset[str]


class _Journeys:
    def __init__(self, shelf: Shelf, sides: Sides) -> None:
        self.shelf = shelf
        self.sides = sides
        self._arrivals: dict[tuple[str, str], dict[str, tuple[str, Plain]]] = {}

    def from_document(self, path: str) -> Iterator[tuple[str, _Places]]:
        """Yield each entry of the base that a side moved elsewhere, where the other side did something to it."""
        lists = self._lists(path)
        for key, base in lists["base"].items():
            if key in lists["ours"] and key in lists["theirs"]:
                continue
            places = {side: self._place(side, path, key, lists[side]) for side in OTHER}
            where = {side: place for side, (place, _) in places.items()}
            says = {side: value for side, (_, value) in places.items()}
            if any(place not in {path, None} for place in where.values()):
                shifted = frozenset(side for side in OTHER if key in moved(list(lists["base"]), list(lists[side])))
                yield key, _Places(base, where, says, shifted)

    def _lists(self, path: str) -> Mapping[str, Mapping[str, Plain]]:
        values = [self._list(path, self.sides.of(side).get(path)) for side in ("base", "ours", "theirs")]
        keyed = identity.by_id(*values) if _list_key(path) == "script" else identity.by_value(*values)
        return keyed.lists

    def _list(self, path: str, text: str | None) -> Sequence[Plain]:
        found = self.shelf.value(path, text).get(_list_key(path) or "")
        return found if isinstance(found, list) else ()

    def _place(self, side: str, path: str, key: str, entries: Mapping[str, Plain]) -> tuple[str | None, Value]:
        """Return the document in which SIDE has the entry, and what it says there."""
        if key in entries:
            return path, entries[key]
        kind = _list_key(path) or ""
        if (side, kind) not in self._arrivals:
            self._arrivals[side, kind] = self._index(side, kind)
        return self._arrivals[side, kind].get(key) or (None, MISSING)

    def _index(self, side: str, kind: str) -> dict[str, tuple[str, Plain]]:
        """Index what came new to the documents that SIDE changed; what came to two of them is no journey."""
        index: dict[str, tuple[str, Plain]] = {}
        twice: set[str] = set()
        base = self.sides.base
        for path, text in self.sides.of(side).items():
            if _list_key(path) != kind or base.get(path) == text:
                continue
            before = {entry_key(each) for each in self._list(path, base.get(path))}
            for each in self._list(path, text):
                if (key := entry_key(each)) not in before:
                    twice |= {key} & index.keys()
                    index[key] = (path, each)
        return {key: place for key, place in index.items() if key not in twice}


def entry_key(entry: Plain) -> str:
    """Return the key of an entry wherever it stands: its id, or what it says."""
    if isinstance(entry, str):
        return entry
    return identity.item_id(entry) or identity.LOOSE + identity.content(entry)


def _settle(found: dict[str, Visits], path: str, key: str, places: _Places) -> None:
    """Decide what becomes of one entry that left the document at PATH."""
    away = {side: place for side, place in places.where.items() if place not in {path, None}}
    if len(away) == len(OTHER) and len(set(away.values())) > 1:
        for home, (side, place) in zip((True, False), away.items(), strict=True):
            _tear(found, str(place), key, places, side, TWO_PLACES, home=home)
        return
    traveller, goal = next(iter(away.items()))
    other = OTHER[traveller]
    if places.where[other] is None:
        if isinstance(places.base, dict):
            _visit(found, str(goal)).guests[key] = _guest(places, MOVED_AND_REMOVED)
    elif places.where[other] == path and other in places.shifted:
        _tear(found, str(goal), key, places, traveller, MOVED_AND_REORDERED, home=False)
        _tear(found, path, key, places, other, MOVED_AND_REORDERED, home=True)
    elif isinstance(places.base, dict) and (len(away) == len(OTHER) or places.says[other] != places.base):
        _visit(found, str(goal)).guests[key] = _guest(places)
        _visit(found, path).departed.add(key)


def _visit(found: dict[str, Visits], path: str) -> Visits:
    return found.setdefault(path, Visits())


def _guest(places: _Places, reason: str = "") -> Guest:
    return Guest(places.base, places.says["ours"], places.says["theirs"], reason)


def _tear(
    found: dict[str, Visits], path: str, key: str, places: _Places, side: str, reason: str, *, home: bool
) -> None:
    """Leave a conflict at the place where SIDE has the entry; of all such places HOME has what the base says."""
    says = {each: places.says[each] if each == side else MISSING for each in OTHER}
    _visit(found, path).guests[key] = Guest(places.base if home else MISSING, says["ours"], says["theirs"], reason)
