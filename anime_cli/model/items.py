"""The tables of a script: which keys each of its items has, and how a script is read and written."""

from __future__ import annotations

import sys
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from anime_cli.errors import did_you_mean
from anime_cli.model import script
from anime_cli.model.codecs import CHANGE, CLOCK, DURATION, PROSE, SHARE, TEXT, levels, ref, refs, word
from anime_cli.model.fields import (
    Codec,
    Field,
    Many,
    Record,
    Schema,
    Text,
    Typed,
    may,
    need,
)
from anime_cli.model.ids import spelled_item, valid_id
from anime_cli.model.report import BAD, Address, Report, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from anime_cli.text.plain import Plain

GROWS = ("trait", "want", "need", "fear", "flaw", "voice")
"""What of a character may grow."""

PERSON, PEOPLE, FACT, THING, EMOTION = ref("character"), refs("character"), ref("fact"), ref("item"), ref("emotion")


class ItemId(Text):
    """A hand-written or generated id of a script item: any lower-case word."""

    def read(self, value: Plain, at: Address, report: Report) -> Any:
        """Return the id."""
        if isinstance(value, str) and valid_id(value):
            return value
        return report.unexpected(at, value, "a lower-case word as the id")


ID = may("id", ItemId())
USES = may("uses", refs("uses"))


def _event(kind: type[script.Event], *known: Field) -> Record:
    tail = (may("because", ref("event")), may("note", PROSE), ID)
    return Record(kind, *known, *tail)


ITEMS: Mapping[str, Record] = {
    "shot": Record(script.Shot, need("shot", TEXT), may("on", PEOPLE), may("angle", TEXT), may("lasts", DURATION), ID),
    "action": Record(script.Action, need("action", PROSE), may("who", PEOPLE), USES, ID),
    "say": Record(
        script.Line,
        need("who", PERSON),
        need("say", PROSE),
        may("how", TEXT),
        may("emotion", EMOTION),
        may("intensity", SHARE),
        USES,
        ID,
    ),
    "choice": Record(script.Choice, need("choice", PROSE), need("to", ref("scene")), ID),
}
"""The items that are no events, by the key that tells them apart."""

EVENTS: Mapping[str, Record] = {
    record.made.kind: record
    for record in (
        _event(script.Meets, need("who", PEOPLE)),
        _event(script.Learns, need("who", PERSON), may("from", PERSON, "source"), need("fact", FACT)),
        _event(script.Reveals, need("by", PERSON), need("to", PEOPLE), need("fact", FACT)),
        _event(script.Gives, need("by", PERSON), need("to", PERSON), need("item", THING)),
        _event(script.Takes, need("by", PERSON), may("from", PERSON, "source"), need("item", THING)),
        _event(script.Loses, need("who", PERSON), need("item", THING)),
        _event(script.Destroys, may("by", PERSON), need("item", THING)),
        _event(script.Arrives, need("who", PEOPLE), may("at", CLOCK)),
        _event(script.Leaves, need("who", PEOPLE), may("to", ref("place"))),
        _event(script.Injured, need("who", PERSON), may("by", PERSON), need("injury", TEXT)),
        _event(script.Heals, need("who", PERSON), need("injury", TEXT)),
        _event(script.Dies, need("who", PERSON), may("by", PERSON)),
        _event(script.Born, need("who", PERSON), may("by", PERSON)),
        _event(script.Feels, need("who", PERSON), need("emotion", EMOTION), may("intensity", SHARE)),
        _event(script.RelationChange, need("from", PERSON, "source"), need("to", PERSON), *levels(CHANGE)),
        _event(
            script.Grows,
            need("who", PERSON),
            need("field", word(*GROWS), "field_"),
            may("from", TEXT, "source"),
            may("to", TEXT),
        ),
        _event(script.Wears, need("who", PERSON), need("outfit", ref("outfit"))),
        _event(script.SetsUp, need("thread", ref("thread"))),
        _event(script.PaysOff, need("thread", ref("thread"))),
    )
}
"""The events, by the word that names them."""

BY_CLASS: Mapping[type[script.Item], tuple[str, Record]] = {
    record.made: (tag, record) for tag, record in (*ITEMS.items(), *EVENTS.items())
}
"""The tag and the table of every class of item."""

TAGS = ("shot", "action", "say", "event", "choice")
"""The keys that tell what an item is."""


def table_of(item: Mapping[str, Plain]) -> tuple[str, Record] | None:
    """Return the tag and the table of a plain item, or None when it is no item or no known event."""
    tags = [tag for tag in TAGS if tag in item]
    if len(tags) != 1:
        return None
    if tags[0] != "event":
        return tags[0], ITEMS[tags[0]]
    name = item["event"]
    return (name, EVENTS[name]) if isinstance(name, str) and name in EVENTS else None


def _without_event(item: Mapping[str, Plain]) -> dict[str, Plain]:
    return {key: value for key, value in item.items() if key != "event"}


def _written(tag: str, record: Record, values: Mapping[str, Any]) -> dict[str, Plain]:
    plain = record.write_values(values)
    return {"event": tag, **plain} if tag in EVENTS else plain


def canonical_item(item: dict[str, Plain]) -> dict[str, Plain]:
    """Return a plain item in canonical form and without its id; one that can't be read as it is, sorted by key."""
    known = table_of(item)
    bare = {key: value for key, value in item.items() if key != "id"}
    if known is None:
        return bare
    values = known[1].read_values(_without_event(bare), (), Report())
    return bare if values is None else _written(*known, values)


def write_item(item: script.Item) -> dict[str, Plain]:
    """Return an item as a file holds it; an id that is derived is left out."""
    tag, record = BY_CLASS[type(item)]
    values = {name: getattr(item, name) for name in record.defaults}
    if not item.named:
        del values["id"]
    return _written(tag, record, values)


class Script(Codec):
    """The ordered list of a scene's items."""

    def read(self, value: Plain, at: Address, report: Report) -> Any:
        """Return the items; those without an id get one that follows from what they say."""
        if value is None:
            return ()
        if not isinstance(value, list):
            return report.unexpected(at, value, "a list of script items")
        before = len(report.problems)
        rows = [self._row(item, (*at, index), report) for index, item in enumerate(value)]
        if len(report.problems) > before:
            return BAD
        return tuple(_identified(report.owner, [row for row in rows if row is not None], bare=report.bare))

    def _row(self, item: Plain, at: Address, report: Report) -> _Row | None:
        if not isinstance(item, dict):
            report.unexpected(at, item, "a script item (a shot, an action, who and say, an event or a choice)")
            return None
        known = table_of(item)
        if known is None:
            _tell(item, at, report)
            return None
        tag, record = known
        values = record.read_values(_without_event(item) if tag in EVENTS else item, at, report)
        return None if values is None else (tag, record, values)

    def write(self, value: Any) -> Plain:
        """Return the list of plain items."""
        return [write_item(item) for item in value]

    def pack(self, value: Any) -> Any:
        """Return one row an item: its tag, then its values in the order of its table, without defaults at the end."""
        return [pack_item(item) for item in value]

    @property
    def unpack(self) -> Callable[[Any], Any]:  # type: ignore[override]
        """Make the items of their rows."""
        return unpack_script

    def schema(self) -> Schema:
        """Return a list of any of the items, each of which is one thing only."""
        events = [_event_schema(tag, record) for tag, record in EVENTS.items()]
        items = {
            "anyOf": [*(each.schema() for each in ITEMS.values()), *events],
            "oneOf": [{"required": [tag]} for tag in TAGS],
        }
        return {"type": ["array", "null"], "items": items}


_Row = tuple[str, Record, dict[str, Any]]


def _event_schema(tag: str, record: Record) -> Schema:
    schema = record.schema()
    properties = {"event": {"const": tag}, **schema["properties"]}
    return {**schema, "type": "object", "properties": properties, "required": ["event", *schema["required"]]}


class _Rows:
    """How items of one class are packed: an array of values instead of a map, for scripts are most of a story.

    The slots of a new item are set one by one, which takes half the time that its constructor takes.
    """

    def __init__(self, tag: str, record: Record) -> None:
        self.tag = tag
        self.made = record.made
        known = {each.name: each.codec for each in record.known}
        self.names = ("id", *(name for name in known if name != "id"), "named", "extra")
        self.values = attrgetter(*self.names)
        packs = ((at, _packing(known[name])) for at, name in enumerate(self.names) if name in known)
        self.packs = [(at, pack) for at, pack in packs if pack is not None]
        wholes = [known[name].unpack if name in known else None for name in self.names]
        setters = [getattr(record.made, name).__set__ for name in self.names]
        self.slots = list(zip(setters, wholes, strict=True))
        self.defaults = [record.defaults[name] for name in self.names]
        self.rest = list(zip(setters, self.defaults, strict=True))
        self.fields = list(zip(setters, self.names, self.defaults, strict=True))

    def pack(self, item: script.Item) -> list[Any]:
        """Return the row of ITEM."""
        values = list(self.values(item))
        while values[-1] == self.defaults[len(values) - 1]:
            values.pop()
        for at, pack in self.packs:
            if at < len(values) and values[at] is not None:
                values[at] = pack(values[at])
        return [self.tag, *values]

    def whole(self, values: Mapping[str, Any]) -> script.Item:
        """Return the item with these VALUES, and defaults where there is none."""
        item: script.Item = object.__new__(self.made)
        for put, name, default in self.fields:
            put(item, values.get(name, default))
        return item

    def unpack(self, row: list[Any]) -> script.Item:
        """Return the item of a ROW without its tag."""
        item: script.Item = object.__new__(self.made)
        for (put, whole), value in zip(self.slots, row, strict=False):
            put(item, value if whole is None or value is None else whole(value))
        for put, value in self.rest[len(row) :]:
            put(item, value)
        return item


def _packing(codec: Codec) -> Callable[[Any], Any] | None:
    """Return what packs a value of this kind, None where JSON holds it as it is."""
    if isinstance(codec, Many) and _packing(codec.entry) is None:
        return list
    whole = type(codec).pack is Codec.pack or (isinstance(codec, Typed) and codec.unpack is None)
    return None if whole else codec.pack


_ROWS = {tag: _Rows(tag, record) for tag, record in (*ITEMS.items(), *EVENTS.items())}


def pack_item(item: script.Item) -> list[Any]:
    """Return the row of ITEM, which begins with its tag."""
    return _ROWS[BY_CLASS[type(item)][0]].pack(item)


def unpack_script(rows: list[list[Any]]) -> tuple[script.Item, ...]:
    """Make the items of a packed script."""
    return tuple([_ROWS[row.pop(0)].unpack(row) for row in rows])


def _identified(scene: str, rows: list[_Row], *, bare: bool) -> list[script.Item]:
    """Make the items of ROWS; those without an id get one that follows from what they say, if BARE only events do."""
    taken = {values["id"] for _, _, values in rows if "id" in values}
    lacking = len(taken) < len(rows)
    equal: dict[str, int] = {}
    items = []
    for tag, record, values in rows:
        values["named"] = "id" in values
        if not lacking or (bare and tag not in EVENTS):
            values.setdefault("id", "")
        else:
            written = _written(tag, record, {name: value for name, value in values.items() if name != "id"})
            mark = repr(written)
            occurrence = equal[mark] = equal.get(mark, -1) + 1
            if not values["named"]:
                values["id"] = _free_id(scene, written, range(occurrence, sys.maxsize, len(rows)), taken)
        items.append(_ROWS[tag].whole(values))
    return items


def _free_id(scene: str, written: dict[str, Plain], occurrences: Iterable[int], taken: set[str]) -> str:
    """Return the first id that follows from an item as it is WRITTEN and that is not TAKEN."""
    return next(name for each in occurrences if (name := spelled_item(scene, written, each)) not in taken)


def _tell(item: Mapping[str, Plain], at: Address, report: Report) -> None:
    """Report why ITEM is no script item."""
    name = item.get("event")
    tags = [tag for tag in TAGS if tag in item]
    if len(tags) > 1:
        report.add(at, f"one item can't be both {' and '.join(tags)}.", "Write two items, each with its own '- '.")
    elif tags:
        hint = (did_you_mean(name, EVENTS) if isinstance(name, str) else None) or f"Events are {', '.join(EVENTS)}."
        if isinstance(name, str):
            report.add((*at, "event"), f"there is no event called {found(name)}.", hint)
        else:
            report.unexpected((*at, "event"), name, "the name of an event", hint)
    elif "who" in item:
        report.add(at, "'say' is missing.", "A line is who and say; something done is an action.")
    else:
        near = next((hint for hint in (did_you_mean(key, TAGS) for key in item) if hint), None)
        report.add(at, "this is no script item: none of shot, action, say, event, choice stands in it.", near)
