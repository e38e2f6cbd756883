"""Entries that a side moved to another document: lines to another scene, scenes to another chapter.

Where an entry stands is one thing and what it says another, and each merges by itself: a line moved by one side and
edited by the other is moved and edited. What the other side wrote between two entries that went goes with them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge.conflicts import MISSING
from anime_cli.merge.identity import LOOSE, unknown
from anime_cli.merge.journeys import Journeys, Place, list_key
from anime_cli.merge.lists import moved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from anime_cli.merge.conflicts import Value
    from anime_cli.merge.following import Sides
    from anime_cli.merge.identity import Elsewhere
    from anime_cli.merge.shelf import Shelf
    from anime_cli.text.plain import Plain

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


class Newcomer(NamedTuple):
    """An entry that one side wrote before (BEFORE) or behind another, which the other side moved here."""

    key: str
    value: Plain
    beside: str
    before: bool


def _never(_: str) -> bool:
    return False


@dataclass(slots=True)
class Visits:
    """What the merge of one document must know of others: entries that came to it, keys of those that left it.

    `known` has the keys by which the sides have the guests, each with the key of the guest.
    `came` tells of a key that is new here whether it stood in another document before, `elsewhere` of an entry of the
    base whether a side moved it to another.
    """

    guests: dict[str, Guest] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    newcomers: list[Newcomer] = field(default_factory=list)
    departed: set[str] = field(default_factory=set)
    came: Callable[[str], bool] = _never
    elsewhere: Callable[[str, Plain], Elsewhere] = unknown

    @property
    def hosting(self) -> bool:
        """Tell whether something came."""
        return bool(self.guests or self.newcomers)


NO_VISITS = Visits()
"""Nothing came, nothing left. Never changed."""


class Travels:
    """What the merge of each document must know of others."""

    def __init__(self, shelf: Shelf, sides: Sides) -> None:
        self.sides = sides
        self.journeys = Journeys(shelf, sides)
        self._visits: dict[str, Visits] = {}
        for path in sides.paths:
            if list_key(path) and path in sides.base and self._changed_by_both(path):
                self._leave(path)

    def visits(self, path: str) -> Visits:
        """Return what the merge of the document at PATH must know."""
        if path not in self._visits:
            came, elsewhere = partial(self.journeys.came, path), partial(self.journeys.elsewhere, path)
            self._visits[path] = Visits(came=came, elsewhere=elsewhere)
        return self._visits[path]

    def _changed_by_both(self, path: str) -> bool:
        return self.sides.base[path] not in (self.sides.ours.get(path), self.sides.theirs.get(path))

    def _leave(self, path: str) -> None:
        """Find what left the document at PATH, and what goes with it."""
        lists = self.journeys.lists(path)
        left = [key for key in lists["base"] if key not in lists["ours"] or key not in lists["theirs"]]
        shifts = {side: moved(list(lists["base"]), list(lists[side])) if left else set() for side in OTHER}
        for key in left:
            self._settle(path, key, self._places(path, key, lists, shifts))
        for side, other in OTHER.items():
            if any(key not in lists[side] for key in lists["base"]):
                self._take_along(path, lists, side, other)

    def _places(
        self, path: str, key: str, lists: Mapping[str, Mapping[str, Plain]], shifts: Mapping[str, set[str]]
    ) -> _Places:
        base = lists["base"][key]
        where = {
            side: Place(path, key, lists[side][key])
            if key in lists[side]
            else self.journeys.arrived(side, path, key, base)
            for side in OTHER
        }
        return _Places(base, where, frozenset(side for side in OTHER if key in shifts[side]))

    def _settle(self, path: str, key: str, places: _Places) -> None:
        """Decide what becomes of one entry that is not where it was. What came is one entry that left, never two."""
        away = {side: place for side, place in places.where.items() if place.path not in {path, None}}
        if not away or any(place.key in self.visits(str(place.path)).guests for place in away.values()):
            return
        if len({place.path for place in away.values()}) == len(OTHER):
            for side in OTHER:
                self._come(away[side], places.torn(side, TWO_PLACES, home=side == "ours"))
            return
        traveller, goal = min(away.items(), key=lambda each: each[1].key[0] == LOOSE)
        other = OTHER[traveller]
        if places.where[other].path is None:
            if isinstance(places.base, dict):
                self._come(goal, places.guest(MOVED_AND_REMOVED))
        elif places.where[other].path == path and other in places.shifted:
            self._come(goal, places.torn(traveller, MOVED_AND_REORDERED, home=False))
            self._come(places.where[other], places.torn(other, MOVED_AND_REORDERED, home=True))
        elif isinstance(places.base, dict) and (len(away) == len(OTHER) or places.where[other].says != places.base):
            for place in away.values():
                self.visits(str(place.path)).known[place.key] = goal.key
            self._come(goal, places.guest())
            self.visits(path).departed.add(key)

    def _come(self, place: Place, guest: Guest) -> None:
        visits = self.visits(str(place.path))
        visits.guests[place.key] = guest
        visits.known[place.key] = place.key

    def _take_along(self, path: str, lists: Mapping[str, Mapping[str, Plain]], side: str, other: str) -> None:
        """Let what OTHER wrote into a stretch that SIDE moved to one document go with that stretch."""
        gone = {
            key: self.journeys.arrived(side, path, key, says)
            for key, says in lists["base"].items()
            if key not in lists[side]
        }
        for run, before, after in _runs(list(lists[other]), lists["base"].keys() | lists[side].keys()):
            goal = self._goal(path, side, gone, before, after)
            if goal is None:
                continue
            beside = gone[str(after) if before is None else before].key
            for key in run:
                self.visits(goal).newcomers.append(Newcomer(key, lists[other][key], beside, before is None))
                self.visits(path).departed.add(key)

    def _goal(
        self, path: str, side: str, gone: Mapping[str, Place], before: str | None, after: str | None
    ) -> str | None:
        """Return the document to which a run between two neighbours goes; None where it stays.

        At an end of the list it goes where the scene was split off or joined to another as a whole.
        """
        goals = {gone[key].path if key in gone else None for key in (before, after) if key is not None}
        goal = next(iter(goals)) if len(goals) == 1 else None
        if goal is None or (before is not None and after is not None):
            return goal
        whole = goal not in self.sides.base or path not in self.sides.of(side)
        return goal if whole else None


class _Places(NamedTuple):
    """Where an entry stands: what it says there on each side, and which sides moved it within the old document."""

    base: Value
    where: Mapping[str, Place]
    shifted: frozenset[str]

    def guest(self, reason: str = "") -> Guest:
        """Return the entry as it stands on all sides."""
        return Guest(self.base, self.where["ours"].says, self.where["theirs"].says, reason)

    def torn(self, side: str, reason: str, *, home: bool) -> Guest:
        """Return the entry at the place where SIDE has it; of all such places HOME has what the base says."""
        says = {each: self.where[each].says if each == side else MISSING for each in OTHER}
        return Guest(self.base if home else MISSING, says["ours"], says["theirs"], reason)


def _runs(keys: Sequence[str], known: set[str]) -> Iterator[tuple[list[str], str | None, str | None]]:
    """Yield each run of keys that are not KNOWN, with the known keys before and after it."""
    run: list[str] = []
    before: str | None = None
    for key in keys:
        if key not in known:
            run.append(key)
            continue
        if run:
            yield run, before, key
        run, before = [], key
    if run:
        yield run, before, None
