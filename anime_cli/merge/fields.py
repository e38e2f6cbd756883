"""The three-way merge of values, rule by rule. What can't be decided is left as a mark and recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.merge import identity
from anime_cli.merge.conflicts import MISSING, SIDES, Decision, MergeConflict, mark
from anime_cli.merge.lists import Hearsay, merge_order, moved
from anime_cli.merge.naming import entry_name
from anime_cli.merge.prose import merge_prose
from anime_cli.merge.rules import SHAPE, Rule, Way
from anime_cli.merge.sequence import three_way
from anime_cli.merge.travel import NO_VISITS, Visits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from anime_cli.merge.conflicts import Value
    from anime_cli.merge.identity import Keyed
    from anime_cli.merge.lists import Slot
    from anime_cli.merge.naming import Spot
    from anime_cli.merge.travel import Guest, Newcomer
    from anime_cli.text.plain import Plain

TRAVELLED = (Way.SCRIPT, Way.ORDER)
"""Ways of the lists between which entries travel."""

BOTH_CHANGED = "Both sides changed it, differently."
TWO_NAMES = "The two sides gave it different names."
BOTH_ADDED = "Both sides added it, differently."
REMOVED_CHANGED = "One side removed it, the other changed it."
REMOVED_RENAMED = "One side removed it, the other renamed it."
REMOVED_MOVED = "One side removed it, the other moved it."
BOTH_MOVED = "The two sides put it at places that can't both be right."


@dataclass(frozen=True, slots=True)
class Three:
    """One value on three sides."""

    base: Value
    ours: Value
    theirs: Value

    def of(self, side: str) -> Value:
        """Return the value of SIDE."""
        return {"base": self.base, "ours": self.ours, "theirs": self.theirs}[side]

    def all(self, kind: type) -> bool:
        """Tell whether all three are values of this type."""
        return isinstance(self.base, kind) and isinstance(self.ours, kind) and isinstance(self.theirs, kind)

    def under(self, key: str) -> Three:
        """Return the three values under KEY; what is no map has none."""
        return Three(*(v.get(key, MISSING) if isinstance(v, dict) else MISSING for v in self.values()))

    def values(self) -> tuple[Value, Value, Value]:
        """Return base, ours, theirs."""
        return self.base, self.ours, self.theirs


@dataclass(slots=True)
class FieldMerge:
    """The merge of one document's values; `prefix` and `number` name the next conflict: c1."""

    path: str
    number: int = 1
    prefix: str = "c"
    visits: Visits = field(default_factory=Visits)
    twins: Sequence[tuple[str, str, str, str]] = ()
    """Names within the document that the sides changed differently: the map, the old name, ours, theirs."""
    conflicts: list[MergeConflict] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def merge(self, three: Three, rule: Rule, spot: Spot) -> Value:
        """Merge one value; a mark stands for what only a person can decide."""
        base, ours, theirs = three.base, three.ours, three.theirs
        if self._visited(rule, spot):
            return self._ways(rule)(three, rule, spot)
        if ours == theirs:
            return ours
        if base == theirs:
            return self._decided("ours", spot, ours)
        if base == ours:
            return self._decided("theirs", spot, theirs)
        return self._ways(rule)(three, rule, spot)

    def _visited(self, rule: Rule, spot: Spot) -> bool:
        """Tell whether entries came here from other documents, or left for them."""
        if not (self.visits.hosting or self.visits.departed):
            return False
        return not spot.address or (len(spot.address) == 1 and rule.way in TRAVELLED)

    def _ways(self, rule: Rule) -> Callable[[Three, Rule, Spot], Value]:
        ways: dict[Way, Callable[[Three, Rule, Spot], Value]] = {
            Way.SHAPE: self._by_shape,
            Way.SCALAR: self._torn,
            Way.PROSE: self._prose,
            Way.MAP: self._map,
            Way.SET: self._set,
            Way.NAMES: self._names,
            Way.ORDER: self._order,
            Way.SCRIPT: self._script,
            Way.RECORDS: self._records,
        }
        return ways[rule.way]

    def _decided(self, what: str, spot: Spot, value: Value, note: str = "") -> Value:
        entity = f"{spot.entity} > {spot.field}" if spot.field else spot.entity
        self.decisions.append(Decision(what, self.path, spot.address, entity, note))
        return value

    def _torn(self, three: Three, _rule: Rule, spot: Spot, reason: str = "") -> Plain:
        """Leave a conflict at SPOT."""
        if not reason:
            gone = three.ours is MISSING or three.theirs is MISSING
            reason = REMOVED_CHANGED if gone else BOTH_ADDED if three.base is MISSING else BOTH_CHANGED
        conflict = MergeConflict(
            f"{self.prefix}{self.number}", self.path, spot.address, spot.entity, spot.field, *three.values(), reason
        )
        self.number += 1
        self.conflicts.append(conflict)
        return mark(conflict.id, {side: three.of(side) for side in SIDES})

    def _prose(self, three: Three, rule: Rule, spot: Spot) -> Value:
        base, ours, theirs = three.values()
        if not (isinstance(base, str) and isinstance(ours, str) and isinstance(theirs, str)):
            return self._torn(three, rule, spot)
        merged = merge_prose(base, ours, theirs)
        if merged.conflict:
            return self._torn(Three(merged.base, merged.ours, merged.theirs), rule, spot)
        note = "Both sides changed this sentence." if merged.review else ""
        return self._decided("review" if merged.review else "both", spot, merged.ours, note)

    def _map(self, three: Three, rule: Rule, spot: Spot) -> Value:
        if rule.each is not None or three.base is MISSING or three.base is None:
            three = Three(*({} if value is MISSING else value for value in _based(three, {})))
        if not three.all(dict):
            return self._torn(three, rule, spot)
        out = {}
        twins = self._twins(three, spot)
        for key in _keys(three):
            value = twins.get(key) or self.merge(three.under(key), rule.under(key), spot.under(key))
            if value is not MISSING:
                out[key] = value
        return out if out or rule.each is None else MISSING

    def _twins(self, three: Three, spot: Spot) -> dict[str, Plain]:
        """Leave a conflict for each name that the sides changed differently: a mark at each side's own name."""
        marked: dict[str, Plain] = {}
        for section, old, ours, theirs in self.twins if len(spot.address) == 1 else ():
            if section != spot.address[0]:
                continue
            values = Three(three.under(old).base, three.under(ours).ours, three.under(theirs).theirs)
            self._torn(values, SHAPE, spot.under(ours), f"{TWO_NAMES} Ours: {ours}. Theirs: {theirs}.")
            for name, side in ((old, "base"), (ours, "ours"), (theirs, "theirs")):
                sides = {each: values.of(each) if each == side else MISSING for each in SIDES}
                marked[name] = mark(self.conflicts[-1].id, sides)
        return marked

    def _set(self, three: Three, rule: Rule, spot: Spot) -> Value:
        lists = [[] if value is MISSING or value is None else value for value in three.values()]
        if not all(isinstance(value, list) and all(isinstance(name, str) for name in value) for value in lists):
            return self._torn(three, rule, spot)
        keyed = [list(dict.fromkeys(map(str, value))) for value in lists if isinstance(value, list)]
        base, ours, theirs = map(set, keyed)
        alive = (base & ours & theirs) | (ours - base) | (theirs - base)
        slots = merge_order(dict(zip(SIDES, keyed, strict=True)), alive, moves=False)
        names: list[Plain] = [slot.key for slot in slots]
        missing = three.ours is MISSING or three.theirs is MISSING
        return self._decided("both", spot, names if names or not missing else MISSING)

    def _names(self, three: Three, rule: Rule, spot: Spot) -> Value:
        if all(isinstance(value, str) for value in three.values()) or MISSING in three.values():
            return self._torn(three, rule, spot)
        lists = Three(_as_list(three.base), _as_list(three.ours), _as_list(three.theirs))
        merged = self._set(lists, rule, spot)
        return merged[0] if isinstance(merged, list) and len(merged) == 1 else merged

    def _order(self, three: Three, rule: Rule, spot: Spot) -> Value:
        if not three.all(list):
            return self._torn(three, rule, spot)
        return self._list(identity.by_value(*three.values()), SHAPE, spot)  # type: ignore[arg-type]

    def _script(self, three: Three, rule: Rule, spot: Spot) -> Value:
        if not three.all(list):
            return self._torn(three, rule, spot)
        base, ours, theirs = three.values()
        keyed = identity.by_id(base, ours, theirs, self.visits.known, self.visits.elsewhere)  # type: ignore[arg-type]
        if keyed.guessed:
            known = len(keyed.guessed)
            what = "1 item was" if known == 1 else f"{known} items were"
            self._decided("matched", spot, None, f"{what} recognised without an id.")
        return self._list(keyed, rule.each or SHAPE, spot)

    def _records(self, three: Three, rule: Rule, spot: Spot) -> Value:
        lists = [[] if value is MISSING or value is None else value for value in three.values()]
        if not all(isinstance(value, list) for value in lists):
            return self._torn(three, rule, spot)
        keyed = identity.by_fields(rule.keys, *lists)  # type: ignore[arg-type]
        merged = self._list(keyed, rule.each or SHAPE, spot, moves=False)
        missing = three.ours is MISSING or three.theirs is MISSING
        return merged if merged or not missing else MISSING

    def _by_shape(self, three: Three, rule: Rule, spot: Spot) -> Value:
        if isinstance(three.ours, dict) and isinstance(three.theirs, dict):
            return self._map(three, rule, spot)
        if three.all(list):
            return self._list_by_shape(three, rule, spot)
        if three.all(str) and all("\n" in str(value) for value in three.values()):
            return self._lines(three, rule, spot)
        return self._torn(three, rule, spot)

    def _list_by_shape(self, three: Three, rule: Rule, spot: Spot) -> Value:
        lists = [value for value in three.values() if isinstance(value, list)]
        if all(isinstance(each, str) for value in lists for each in value):
            return self._list(identity.by_value(*lists), SHAPE, spot)
        if all(identity.item_id(each) for value in lists for each in value):
            base, ours, theirs = lists
            return self._list(identity.by_id(base, ours, theirs), SHAPE, spot)
        return self._torn(three, rule, spot)

    def _lines(self, three: Three, rule: Rule, spot: Spot) -> Value:
        """Merge text of an unknown field line by line."""
        out: list[str] = []
        base, ours, theirs = (str(value).splitlines(keepends=True) for value in three.values())
        for chunk in three_way(base, ours, theirs):
            if chunk.source == "both" and chunk.ours != chunk.theirs:
                return self._torn(three, rule, spot)
            out += chunk.theirs if chunk.source == "theirs" else chunk.ours
        return self._decided("both", spot, "".join(out))

    def _list(self, keyed: Keyed, rule: Rule, spot: Spot, *, moves: bool = True) -> list[Plain]:
        """Merge a keyed list: which entries stay, where they stand, what they say."""
        lists = {side: list(entries) for side, entries in keyed.lists.items()}
        visits = self.visits if len(spot.address) == 1 else NO_VISITS
        hearsay = Hearsay(visits.came, keyed.replaced)
        slots = merge_order(lists, _alive(keyed, moves=moves) - visits.departed, moves=moves, hearsay=hearsay)
        out: list[Plain] = []
        torn: dict[str, MergeConflict] = {}
        waiting = list(visits.newcomers)
        for slot in slots:
            out += _beside(waiting, slot.key, before=True)
            guest = visits.guests.get(slot.key)
            three = Three(*guest[:3]) if guest else _three(keyed, slot.key)
            if guest is not None and (slot.side is None or guest.reason):
                out += self._guest(guest, rule, spot, len(out), slot)
            elif slot.side is None and three.ours == three.theirs and three.ours is not MISSING:
                out.append(three.ours)
            else:
                out += self._slot(keyed, slot, rule, spot.entry(len(out), _named(spot, three, slot.key)), three, torn)
            out += _beside(waiting, slot.key, before=False)
        return [*out, *(each.value for each in waiting)]

    def _slot(
        self, keyed: Keyed, slot: Slot, rule: Rule, place: Spot, three: Three, torn: dict[str, MergeConflict]
    ) -> list[Plain]:
        """Merge the entry of one place; TORN holds the conflicts about places so far."""
        if slot.side is None:
            value = self._entry(three, rule, place)
        else:
            if slot.key not in torn:
                collection = str(place.address[-2])
                torn[slot.key] = self._displaced(three, rule, place, _places(keyed, slot.key, collection))
            conflict = torn[slot.key]
            value = mark(conflict.id, {s: conflict.value(s) if s == slot.side else MISSING for s in SIDES})
        return [] if value is MISSING else [value]

    def _guest(self, guest: Guest, rule: Rule, spot: Spot, index: int, slot: Slot) -> list[Plain]:
        """Merge an entry that came from another document."""
        three = Three(guest.base, guest.ours, guest.theirs)
        if slot.side == "base" or (slot.side is not None and three.of(slot.side) is MISSING):
            return []
        place = spot.entry(index, _named(spot, three, slot.key))
        value = self._torn(three, rule, place, guest.reason) if guest.reason else self._entry(three, rule, place)
        return [] if value is MISSING else [value]

    def _displaced(self, three: Three, rule: Rule, spot: Spot, places: str) -> MergeConflict:
        """Record that the sides want an entry at different places; where its content merges, all show it."""
        gone = three.ours is MISSING or three.theirs is MISSING
        if not gone:
            trial = FieldMerge(self.path, self.number, self.prefix)
            merged = trial.merge(three, rule, spot)
            if not trial.conflicts:
                self.decisions += trial.decisions
                three = Three(three.base, merged, merged)
        self._torn(three, rule, spot, f"{REMOVED_MOVED if gone else BOTH_MOVED} {places}")
        return self.conflicts[-1]

    def _entry(self, three: Three, rule: Rule, spot: Spot) -> Value:
        """Merge an entry of a list; when one side made it another kind of thing, it is not merged by field."""
        values = three.values()
        changed = three.base not in (three.ours, three.theirs) and three.ours != three.theirs
        maps = [value for value in values if isinstance(value, dict)]
        if changed and len(maps) == len(values):
            kinds = {
                (kind, repr(value[kind]) if kind == "event" else "")
                for value in maps
                if (kind := identity.kind_key(value))
            }
            if len(kinds) > 1:
                return self._torn(three, rule, spot)
        return self.merge(three, rule, spot)


def _three(keyed: Keyed, key: str) -> Three:
    return Three(*(keyed.lists[side].get(key, MISSING) for side in SIDES))


def _named(spot: Spot, three: Three, key: str) -> str:
    """Name the entry KEY of the list at SPOT."""
    said = next(value for value in (three.ours, three.theirs, three.base) if value is not MISSING)
    return entry_name(spot.field, said, key)


def _beside(waiting: list[Newcomer], key: str, *, before: bool) -> list[Plain]:
    """Take out of WAITING what shall stand before, or after, the entry KEY."""
    come = [each for each in waiting if each.beside == key and each.before is before]
    for each in come:
        waiting.remove(each)
    return [each.value for each in come]


def _places(keyed: Keyed, key: str, collection: str) -> str:
    """Tell where each side puts the entry KEY."""
    sides = ("ours", "theirs")
    return " ".join(f"{side.capitalize()}: {_place(keyed.lists[side], key, collection)}." for side in sides)


def _place(entries: Mapping[str, Plain], key: str, collection: str) -> str:
    if key not in entries:
        return "removed"
    keys = list(entries)
    at = keys.index(key)
    return f"after {entry_name(collection, entries[keys[at - 1]], keys[at - 1])}" if at else "first"


def _based(three: Three, empty: Plain) -> tuple[Value, Value, Value]:
    return (empty if three.base is MISSING or three.base is None else three.base), three.ours, three.theirs


def _keys(three: Three) -> dict[str, None]:
    """Return the keys of three maps: the base's in its order, then new ones sorted."""
    base, *sides = (value if isinstance(value, dict) else {} for value in three.values())
    return dict.fromkeys((*base, *sorted({key for side in sides for key in side} - base.keys())))


def _alive(keyed: Keyed, *, moves: bool) -> set[str]:
    """Return the keys that stay: all but those that one side removed and the other left as and where they were."""
    lists = keyed.lists
    alive = set(lists["ours"]) | set(lists["theirs"])
    for keeper, remover in (("ours", "theirs"), ("theirs", "ours")):
        shifted = moved(list(lists["base"]), list(lists[keeper])) if moves else set()
        for key in lists["base"].keys() & lists[keeper].keys() - lists[remover].keys() - shifted:
            if lists[keeper][key] == lists["base"][key]:
                alive.discard(key)
    return alive


def sides_of(base: Mapping[str, Plain] | None, ours: Plain, theirs: Plain) -> Three:
    """Put three documents side by side; a base of None is missing."""
    return Three(MISSING if base is None else dict(base), ours, theirs)


def _as_list(value: Value) -> Value:
    return [value] if isinstance(value, str) else value
