"""The order of a keyed list, merged.

Of each side's common keys a longest increasing run counts as unmoved, the rest as moved. What nobody moved is the
skeleton, in the base's order; what a side inserted or moved follows its nearest skeleton predecessor there, as one
contiguous run. Two runs at one place are put in an order that does not depend on which side is ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge.sequence import heaviest, increasing, lengths

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

Key = str
SIDES = ("base", "ours", "theirs")
KEEP_LIMIT = 5_000
"""Longer lists are read in one way only, where a reordering can be read in several."""

PAIR_LIMIT = 4_000_000
"""More pairs than this are not compared: both sides reordered a huge list, and every move becomes a conflict."""


class Slot(NamedTuple):
    """A place in the merged list. `side` None is settled; else that side wants the key here (a place conflict)."""

    key: Key
    side: str | None = None


@dataclass(slots=True)
class Plan:
    """Which keys move, by whom, and which the sides disagree about."""

    skeleton: list[Key]
    agreed: dict[Key, Key | None] = field(default_factory=dict)
    placed: dict[str, set[Key]] = field(default_factory=lambda: {side: set() for side in SIDES})
    torn: set[Key] = field(default_factory=set)


def _never(_: Key) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Hearsay:
    """What the keys don't tell: which new ones `came` from another list, which a side may have `replaced` in place."""

    came: Callable[[Key], bool] = _never
    replaced: Mapping[str, Collection[Key]] = field(default_factory=dict)


def moved(base: Sequence[Key], side: Sequence[Key], keep: Collection[Key] = ()) -> set[Key]:
    """Return the keys of both lists that SIDE moved, the fewest that explain its order; of those of KEEP the fewest."""
    common, places = _common(base, side)
    if all(a < b for a, b in pairwise(places)):
        return set()
    if keep and len(places) <= KEEP_LIMIT:
        staying = heaviest(places, [1 + (key in keep) / (len(common) + 1) for key in common])
    else:
        staying = increasing(places)
    return set(common) - {common[position] for position in staying}


def _common(base: Sequence[Key], side: Sequence[Key]) -> tuple[list[Key], list[int]]:
    """Return the keys of both lists in the order of SIDE, and their places in BASE."""
    where = {key: position for position, key in enumerate(base)}
    common = [key for key in side if key in where]
    return common, [where[key] for key in common]


def _surely_moved(base: Sequence[Key], side: Sequence[Key]) -> set[Key]:
    """Return the keys that SIDE moved by every reading of its order: those in no longest increasing run."""
    common, places = _common(base, side)
    up = lengths(places)
    down = lengths([-place for place in reversed(places)])[::-1]
    longest = max(up, default=0)
    return {key for key, before, after in zip(common, up, down, strict=True) if before + after - 1 < longest}


def merge_order(
    lists: Mapping[str, Sequence[Key]],
    alive: Collection[Key],
    *,
    moves: bool = True,
    hearsay: Hearsay = Hearsay(),  # never changed
) -> list[Slot]:
    """Order the keys of ALIVE, given three lists of unique keys by 'base', 'ours', 'theirs'.

    With MOVES false the list's own order means nothing (a set) and nothing counts as moved.
    """
    shifts = _shifts(lists) if moves else {"ours": set(), "theirs": set()}
    torn: set[Key] = set()
    led: set[Key] = set()
    while True:
        plan = _plan(lists, alive, shifts, torn, moves=moves)
        slots = _led(lists, plan, _assemble(lists, plan, hearsay), led - torn)
        broken = _broken(lists, shifts, slots) if moves else set()
        if broken <= torn:
            return slots
        fresh = broken & (plan.placed["ours"] | plan.placed["theirs"]) - led
        led |= fresh
        torn |= plan.torn if fresh else broken | plan.torn


def _led(lists: Mapping[str, Sequence[Key]], plan: Plan, slots: list[Slot], led: set[Key]) -> list[Slot]:
    """Put each key of LED right behind the one that its mover put it behind, though the other side moved that one."""
    if not led:
        return slots
    order = [slot for slot in slots if slot.key not in led]
    waiting = [slot for slot in slots if slot.key in led]
    leaders = {key: leader for side in ("ours", "theirs") for key, leader in _leaders(lists[side], plan.placed[side])}
    while waiting:
        places = {slot.key: position for position, slot in enumerate(order)}
        ready = [slot for slot in waiting if leaders.get(slot.key) in places]
        if not ready:
            return slots
        order.insert(places[str(leaders[ready[0].key])] + 1, ready[0])
        waiting.remove(ready[0])
    return order


def _leaders(keys: Sequence[Key], placed: set[Key]) -> Iterator[tuple[Key, Key]]:
    return ((key, leader) for leader, key in pairwise(keys) if key in placed)


def _shifts(lists: Mapping[str, Sequence[Key]]) -> dict[str, set[Key]]:
    """Return what each side moved. Where its order can be read in two ways, what the other side moved stayed."""
    plain = {side: moved(lists["base"], lists[side]) for side in ("ours", "theirs")}
    if not (plain["ours"] and plain["theirs"]):
        return plain
    return {
        side: moved(lists["base"], lists[side], plain[other])
        for side, other in (("ours", "theirs"), ("theirs", "ours"))
    }


def _plan(
    lists: Mapping[str, Sequence[Key]],
    alive: Collection[Key],
    shifts: Mapping[str, set[Key]],
    torn: set[Key],
    *,
    moves: bool,
) -> Plan:
    holders = {side: set(keys) for side, keys in lists.items()}
    plan = Plan([])
    contested: list[Key] = []
    for key in dict.fromkeys(key for side in SIDES for key in lists[side]):
        if key not in alive:
            continue
        movers = [side for side in ("ours", "theirs") if _moves(key, side, holders, shifts)]
        if key in torn or (movers and key in holders["base"] and _deleted(key, holders)):
            plan.torn.add(key)
        elif len(movers) > 1:
            contested.append(key)
        elif movers:
            plan.placed[movers[0]].add(key)
        else:
            plan.skeleton.append(key)
    firm = set.intersection(*holders.values()) - shifts["ours"] - shifts["theirs"]
    _settle(plan, lists, contested, firm, moves=moves)
    return plan


def _moves(key: Key, side: str, holders: Mapping[str, set[Key]], shifts: Mapping[str, set[Key]]) -> bool:
    return key in shifts[side] or (key in holders[side] and key not in holders["base"])


def _deleted(key: Key, holders: Mapping[str, set[Key]]) -> bool:
    return key not in holders["ours"] or key not in holders["theirs"]


def _settle(
    plan: Plan,
    lists: Mapping[str, Sequence[Key]],
    contested: Sequence[Key],
    firm: set[Key],
    *,
    moves: bool,
) -> None:
    """Decide what both sides placed: agreed where they put it into the same gap and in one order, else torn.

    A gap is told by the key before it that nobody moved and nobody removed, as FIRM has them.
    """
    if not contested:
        return
    order = {key: position for position, key in enumerate(plan.skeleton)}
    near = {side: _gaps(lists[side], set(order)) for side in ("ours", "theirs")}
    kept = _agreed(lists, set(contested), firm) if moves else sorted(contested)
    for key in kept:
        anchors = (near["ours"][key], near["theirs"][key])
        plan.agreed[key] = max(anchors, key=lambda anchor: -1 if anchor is None else order[anchor])
    plan.torn |= set(contested) - set(kept)
    plan.skeleton = list(_woven(plan.skeleton, _by_anchor(plan.agreed)))


def _agreed(lists: Mapping[str, Sequence[Key]], contested: set[Key], firm: set[Key]) -> list[Key]:
    """Return those of CONTESTED that both sides put into the same gap and in the same order."""
    gaps = {side: _gaps(lists[side], firm) for side in ("ours", "theirs")}
    in_ours = [key for key in lists["ours"] if key in contested and gaps["ours"][key] == gaps["theirs"][key]]
    rank = {key: position for position, key in enumerate(lists["theirs"])}
    ranks = [rank[key] for key in in_ours]
    before = [-1, *accumulate(ranks, max)]
    after = [*reversed([*accumulate(reversed(ranks), min)]), len(rank)]
    return [key for place, key in enumerate(in_ours) if before[place] < ranks[place] < after[place + 1]]


def _gaps(keys: Sequence[Key], anchors: Collection[Key]) -> dict[Key, Key | None]:
    """Return for each key of KEYS the nearest key of ANCHORS before it."""
    found: dict[Key, Key | None] = {}
    last: Key | None = None
    for key in keys:
        found[key] = last
        if key in anchors:
            last = key
    return found


def _by_anchor(anchors: Mapping[Key, Key | None]) -> dict[Key | None, list[Key]]:
    runs: dict[Key | None, list[Key]] = {}
    for key, anchor in anchors.items():
        runs.setdefault(anchor, []).append(key)
    return runs


def _woven(skeleton: Iterable[Key], runs: Mapping[Key | None, Sequence[Key]]) -> Iterator[Key]:
    yield from runs.get(None, ())
    for key in skeleton:
        yield key
        yield from runs.get(key, ())


def _assemble(lists: Mapping[str, Sequence[Key]], plan: Plan, hearsay: Hearsay) -> list[Slot]:
    anchors = set(plan.skeleton)
    runs = {side: _runs(side, lists[side], plan, anchors) for side in SIDES}
    ranks = {side: {key: position for position, key in enumerate(lists[side])} for side in SIDES}
    slots: list[Slot] = []
    for anchor, after in pairwise((None, *plan.skeleton, None)):
        if anchor is not None:
            slots.append(Slot(anchor))
        slots += runs["base"].get(anchor, [])
        pair = [run for side in ("ours", "theirs") if (run := runs[side].get(anchor))]
        if len(pair) > 1 and _swapped(pair[0], pair[1], ranks, hearsay, (anchor, after)):
            pair.reverse()
        for run in pair:
            slots += run
    return slots


def _runs(side: str, keys: Sequence[Key], plan: Plan, anchors: set[Key]) -> dict[Key | None, list[Slot]]:
    found: dict[Key | None, list[Slot]] = {}
    last: Key | None = None
    for key in keys:
        if key in anchors:
            last = key
        elif key in plan.torn:
            found.setdefault(last, []).append(Slot(key, side))
        elif key in plan.placed[side]:
            found.setdefault(last, []).append(Slot(key))
    return found


def _swapped(
    ours: Sequence[Slot],
    theirs: Sequence[Slot],
    ranks: Mapping[str, Mapping[Key, int]],
    hearsay: Hearsay,
    ends: tuple[Key | None, Key | None],
) -> bool:
    """Tell whether theirs' run goes first between two keys of the skeleton: as the moves demand, else by smallest key.

    A run stays beside the key that its side may have written with it. One that came from another list goes behind one
    that was written here, but before it at the start of the list: so two neighbouring lists that became one keep their
    order.
    """
    for a in ours:
        for b in theirs:
            expected = _expected(a.key, b.key, ranks)
            if expected is not None and a.side is b.side is None:
                return not expected
    first = _held("ours", ours, ranks, hearsay, ends) - _held("theirs", theirs, ranks, hearsay, ends)
    if first:
        return first < 0
    strangers = [all(hearsay.came(slot.key) for slot in run) for run in (ours, theirs)]
    if strangers[0] is not strangers[1]:
        return strangers[0] is not (ends[0] is None)
    return min(slot.key for slot in theirs) < min(slot.key for slot in ours)


def _held(
    side: str,
    run: Sequence[Slot],
    ranks: Mapping[str, Mapping[Key, int]],
    hearsay: Hearsay,
    ends: tuple[Key | None, Key | None],
) -> int:
    """Return 1 where SIDE wrote the key before its RUN anew together with it, -1 where the key behind it, else 0."""
    place, anew = ranks[side], hearsay.replaced.get(side, ())
    before, after = (place.get(key) if key is not None and key in anew else None for key in ends)
    return (before == place[run[0].key] - 1) - (after == place[run[-1].key] + 1)


def _expected(a: Key, b: Key, ranks: Mapping[str, Mapping[Key, int]]) -> bool | None:
    """Return whether A comes before B: what the sides agree on, else what one of them changed; None when unknown."""
    base, ours, theirs = (
        ranks[side][a] < ranks[side][b] if a in ranks[side] and b in ranks[side] else None for side in SIDES
    )
    if ours is None or theirs is None:
        return None
    if ours == theirs:
        return ours
    return None if base is None else not base


def _broken(lists: Mapping[str, Sequence[Key]], shifts: Mapping[str, set[Key]], slots: Sequence[Slot]) -> set[Key]:
    """Return the moved keys whose place in SLOTS contradicts what a side did.

    A pair must stand as both sides have it, else as the one side that turned it has it. But where both keys were surely
    moved, each stands where its mover put it; and two that were moved past each other, each by another side, may change
    places, though both sides have them in one order: no order of two such moves would keep it.
    """
    base = set(lists["base"])
    both = set(lists["ours"]) & set(lists["theirs"])
    mobile = ((shifts["ours"] | shifts["theirs"]) & both) | (both - base)
    if not mobile or not ((shifts["ours"] and shifts["theirs"]) or both - base):
        return set()
    settled = [slot.key for slot in slots if slot.side is None and slot.key in both]
    if len(settled) * len(mobile) > PAIR_LIMIT:
        return mobile & base
    wrong = list(_contradictions(lists, mobile & set(settled), settled))
    sure = {side: _surely_moved(lists["base"], lists[side]) for side in ("ours", "theirs")} if wrong else {}
    return {key for a, b, agreed in wrong if not _allowed(a, b, sure, agreed=agreed) for key in (a, b)} & mobile


def _allowed(a: Key, b: Key, sure: Mapping[str, set[Key]], *, agreed: bool) -> bool:
    """Tell whether A and B may stand otherwise than a side has them."""
    ours, theirs = sure["ours"], sure["theirs"]
    if not agreed:
        return {a, b} <= ours | theirs
    return (a in ours - theirs and b in theirs - ours) or (b in ours - theirs and a in theirs - ours)


def _contradictions(
    lists: Mapping[str, Sequence[Key]], mobile: set[Key], settled: Sequence[Key]
) -> Iterator[tuple[Key, Key, bool]]:
    """Yield pairs that do not stand as a side wants them, and whether both sides do."""
    rank = {key: position for position, key in enumerate(settled)}
    ranks = {side: {key: position for position, key in enumerate(lists[side])} for side in SIDES}
    for a in mobile:
        for b in settled:
            if a != b and _expected(a, b, ranks) is (rank[a] > rank[b]):
                yield a, b, (ranks["ours"][a] < ranks["ours"][b]) is (ranks["theirs"][a] < ranks["theirs"][b])
