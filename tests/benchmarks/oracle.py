"""What is right when two people changed one story, told from what they did and never from a merge.

Both sides' operations are applied to the base as data, in either order. Where one takes away what the other changes or
relies on, or both give one thing different values, only a person can decide. Where a list's new order can be read in
two ways (a swap of neighbours: which of them moved?) and the other side works at that very place, the case is not
asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import product
from typing import TYPE_CHECKING, Any

from edits import AddRows, DropRow, Edit, MoveRow, StripIds, Touch
from meaning import same
from world import MOST, Ordered, Slot, TooMany, World, plains

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from world import Row

NEAR = 3
"""Unchanged words that must stand between two edits of one sentence."""
FAR_WIDE = 6
"""The same in characters of a wide script, from where on no reading of its words can tell otherwise."""
ALIKE = 0.7
"""How much of an item without an id must stay for everybody to know it again."""


class Unposed(Exception):
    """The texts alone don't tell what was done, so no answer is the right one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What both sides hold, and every right result; `right` is empty where a person must decide."""

    ours: World
    theirs: World
    right: tuple[Mapping[str, Any], ...]


def answer(base: World, ours: Sequence[Edit], theirs: Sequence[Edit]) -> Answer:
    """Return what is right for two sides' operations on BASE.

    Raises:
        Unposed: the case has no answer that the texts alone could tell.
    """
    decided = not clashes(ours, theirs)
    if not decided and not clashes(as_seen(base, ours), as_seen(base, theirs)):
        raise Unposed
    mine, other = applied(base, (ours, "ours")), applied(base, (theirs, "theirs"))
    _well_posed(base, (mine, ours), (other, theirs))
    right: tuple[Mapping[str, Any], ...] = ()
    if decided:
        right = results(applied(base, (ours, "ours"), (theirs, "theirs")))
        if not _same(right, results(applied(base, (theirs, "theirs"), (ours, "ours")))):
            right = ()
    return Answer(mine, other, right)


def as_seen(base: World, edits: Sequence[Edit]) -> list[Edit]:
    """Return EDITS with each place told by the last row before it that the same side let stand, as its text tells it.

    "After a row that I removed" and "after the row before that one" are one place in what a side wrote.
    """
    gone = {edit.uid for edit in edits if isinstance(edit, DropRow | MoveRow)}
    return [
        replace(edit, after=_standing(base, edit, gone)) if isinstance(edit, AddRows | MoveRow) else edit
        for edit in edits
    ]


def _standing(base: World, edit: AddRows | MoveRow, gone: set[str]) -> str | None:
    listed = base.docs.get(edit.path, {}).get(edit.key)
    rows = [None, *(row.uid for row in listed.base())] if isinstance(listed, Ordered) else [edit.after]
    at = rows.index(edit.after)
    while rows[at] in gone:
        at -= 1
    return rows[at]


def applied(base: World, *sides: tuple[Sequence[Edit], str]) -> World:
    """Return a copy of BASE with the operations of each side applied, one side after the other."""
    world = base.copy()
    for edits, side in sides:
        for edit in edits:
            edit.apply(world, side)
    return world


def results(world: World) -> tuple[Mapping[str, Any], ...]:
    """Return every right reading of WORLD as plain data by path.

    Raises:
        Unposed: there are too many.
    """
    try:
        readings = world.plains()
    except TooMany as error:
        raise Unposed from error
    size = 1
    for each in readings.values():
        size *= len(each)
    if size > MOST:
        raise Unposed
    return tuple(dict(zip(readings, choice, strict=True)) for choice in product(*readings.values()))


def _same(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return all(_among(each, other) for each in one) and all(_among(each, one) for each in other)


def _among(one: Mapping[str, Any], found: Sequence[Any]) -> bool:
    return one in found or any(same(one, each) for each in found)


# What only a person can decide.


def clashes(ours: Iterable[Edit], theirs: Iterable[Edit]) -> bool:
    """Tell whether the operations of two sides contradict each other."""
    mine = [touch for edit in ours for touch in edit.touches()]
    other = [touch for edit in theirs for touch in edit.touches()]
    met = [_clash(one, two) for one in mine for two in other if one.key[1] == two.key[1]]
    return any(met)


def _clash(one: Touch, two: Touch) -> bool:
    if one.verb == two.verb == "words":
        return one.key == two.key and _words_clash(one.value, two.value)
    under, over = two.key[: len(one.key)] == one.key, one.key[: len(two.key)] == two.key
    if "mark" in {one.verb, two.verb}:
        if (one.verb == "erase" and under) or (two.verb == "erase" and over):
            raise Unposed
        return False
    if one.verb == "erase":
        return under and not (two.verb == "erase" and over)
    if two.verb == "erase":
        return over
    if "need" in {one.verb, two.verb}:
        return False
    if {one.verb, two.verb} == {"rewrite", "add"} and (under or over):
        raise Unposed  # one sentence replaced, another put beside it: or is it all one text?
    return (under and over and one.value != two.value) or (under != over)


def _words_clash(one: tuple[int, int, str, bool], two: tuple[int, int, str, bool]) -> bool:
    if one == two:
        return False
    between = max(one[0], two[0]) - min(one[1], two[1])
    if one[3] and NEAR <= between < FAR_WIDE:
        raise Unposed
    return between < NEAR


# What the texts alone can tell.


def _well_posed(base: World, one: tuple[World, Sequence[Edit]], two: tuple[World, Sequence[Edit]]) -> None:
    edits = (*one[1], *two[1])
    stripped = {edit.path for edit in edits if isinstance(edit, StripIds)}
    if any(isinstance(edit, MoveRow) and edit.source in stripped and edit.uid not in base.single for edit in edits):
        raise Unposed
    _recognisable(base, (one[0], two[0]), stripped, ("ours", "theirs"))
    _recognisable(base, (two[0], one[0]), stripped, ("theirs", "ours"))
    _clear_places(base, one[0], two[0], "ours", "theirs")
    _clear_places(base, two[0], one[0], "theirs", "ours")


def _recognisable(base: World, worlds: tuple[World, World], stripped: set[str], sides: tuple[str, str]) -> None:
    """Check that an item without an id still looks like itself, or that the other side has no business near it."""
    side, other = worlds
    there = {path: listed for path, key, listed in other.owned() if key == "script"}
    for path, mine in [(path, listed) for path, key, listed in side.owned() if key == "script" and path in base.docs]:
        for at, slot in enumerate(mine.slots):
            row = slot.row
            if row is None or ("id" in base.rows[row.uid].value and path not in stripped):
                continue
            before, after = _bare(base.rows[row.uid]), _bare(side.rows[row.uid])
            if before == after or _likeness(before, after) >= ALIKE:
                continue
            if slot.gone or (path in there and _near(there[path], at, base.rows[row.uid], sides[1])):
                raise Unposed


def _near(listed: Ordered, at: int, was: Row, side: str) -> bool:
    """Tell whether SIDE changed, moved or removed the row of slot AT, which WAS so, or put something beside it."""
    slot = listed.slots[at]
    assert slot.row is not None
    runs = slot.runs.get(side) or listed.slots[at - 1].runs.get(side)
    return bool(runs) or slot.gone or _bare(slot.row) != _bare(was)


def _bare(row: Row) -> dict[str, Any]:
    found = plains(row.value)[0]
    return {key: value for key, value in found.items() if key != "id"}


def _likeness(one: dict[str, Any], two: dict[str, Any]) -> float:
    if len(one.keys() ^ two.keys()) > 1:
        return 0.0
    return SequenceMatcher(None, _words(one), _words(two), autojunk=False).ratio()


def _words(item: dict[str, Any]) -> list[str]:
    return [word for key in sorted(item) for word in (key, *_split(str(item[key])))]


def _split(text: str) -> list[str]:
    return text.split() if text.isascii() or " " in text else list(text)


def _clear_places(base: World, one: World, two: World, side: str, other: str) -> None:
    """Check that what side ONE moved is plain to see wherever side TWO works beside it."""
    there = {(path, key): listed for path, key, listed in two.owned() if path in base.docs}
    for path, key, mine in one.owned():
        theirs = there.get((path, key))
        if theirs is None:
            continue
        vague = _vague(mine, side)
        for at, slot in enumerate(theirs.slots):
            name = slot.row.uid if slot.row is not None else ""
            if (slot.runs.get(other) and vague & _around(theirs, at)) or (slot.gone and name in vague):
                raise Unposed
        _anchored(mine, _moved(two), _moved(one), side)


def _anchored(mine: Ordered, left: set[str], own: set[str], side: str) -> None:
    """Check that what one side put somewhere has a neighbour that the other side, which moved LEFT, let stay.

    What was moved (OWN) must keep both: "after this line" is another place when the line goes elsewhere.
    """
    for at, slot in enumerate(mine.slots):
        beside, placed = _beside(mine, at), {row.uid for row in slot.runs.get(side, ())}
        ends = at == 0 or at + 1 == len(mine.slots)
        if placed and ((beside & left and placed & own) or (beside and beside <= left and not ends)):
            raise Unposed


def _beside(listed: Ordered, at: int) -> set[str]:
    """Return the rows of the base on both sides of the gap after slot AT."""
    return {slot.row.uid for slot in listed.slots[at : at + 2] if slot.row is not None}


def _around(listed: Ordered, at: int) -> set[str]:
    """Return the same with the rows behind those that are gone: the next on either side that still stand there."""
    before, after = listed.slots[at::-1], listed.slots[at + 1 :]
    near: list[Slot] = []
    for slots in (before, after):
        stands = next((place for place, slot in enumerate(slots) if slot.live), len(slots))
        near += slots[: stands + 1]
    return {slot.row.uid for slot in near if slot.row is not None}


def _moved(world: World) -> set[str]:
    """Return the rows of the base that stand elsewhere."""
    runs = [run for _, _, listed in world.owned() for slot in listed.slots for run in slot.runs.values()]
    return {row.uid for run in runs for row in run if row.uid in world.homes}


def _vague(listed: Ordered, side: str) -> set[str]:
    """Return the rows of which the new order alone does not tell whether they were moved."""
    moved = {row.uid for slot in listed.slots for row in slot.runs.get(side, ())}
    rank = {row.uid: at for at, row in enumerate(listed.base())}
    moved &= rank.keys()
    if not moved:
        return set()
    order = [rank[row.uid] for row in listed.readings()[0] if row.uid in rank]
    stay, some = _longest(order)
    names = [row.uid for row in listed.base()]
    return {names[at] for at in order if (at in some - stay) or (at in stay) == (names[at] in moved)}


def _longest(order: list[int]) -> tuple[set[int], set[int]]:
    """Return what stands in every and what in some longest increasing subsequence of ORDER."""
    size = len(order)
    up = [1] * size
    for at in range(size):
        up[at] = 1 + max((up[before] for before in range(at) if order[before] < order[at]), default=0)
    down = [1] * size
    for at in reversed(range(size)):
        down[at] = 1 + max((down[after] for after in range(at + 1, size) if order[after] > order[at]), default=0)
    best = max(up, default=0)
    some = [at for at in range(size) if up[at] + down[at] - 1 == best]
    levels = [up[at] for at in some]
    every = {order[at] for at in some if levels.count(up[at]) == 1}
    return every, {order[at] for at in some}
