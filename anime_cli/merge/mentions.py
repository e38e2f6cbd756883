"""Every name in a document by which it points at something, in plain values, by the tables of the format.

Names that a document gives to its own facts, items, threads, emotions and outfits count too: whoever renames a fact
changes the key that declares it and every name that points at it. `pointers` tells where they stand in a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from anime_cli.model.fields import Keyed, Many, Record, Text
from anime_cli.model.items import Script, table_of
from anime_cli.model.kinds import kind_of
from anime_cli.model.shapes import SHAPES
from anime_cli.story.references import PARENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.model.fields import Codec
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain

DECLARED = {
    ("story", "facts"): "fact",
    ("story", "items"): "item",
    ("story", "threads"): "thread",
    ("story", "emotions"): "emotion",
    ("character", "outfits"): "outfit",
}
"""Maps whose keys give names, by kind of document and key, with the kind of thing they name."""


class Mention(NamedTuple):
    """A name at ADDRESS, the last part of it (`key`) or the text there.

    Kinds are those of `story.references`; `owner` is whose an outfit is.
    """

    kind: str
    name: str
    address: Address
    key: bool = False
    owner: str | None = None


def mentions_in(value: Plain, path: str) -> Iterator[Mention]:
    """Yield the names in the document at PATH, in its order; what is no such field is passed over."""
    known = kind_of(path)
    if known is None:
        return
    kind, name = known
    owner = name if kind == "character" else None
    for key, inner in value.items() if isinstance(value, dict) else ():
        declared = DECLARED.get((kind, key))
        if declared is not None and isinstance(inner, dict):
            whose = owner if declared == "outfit" else None
            yield from (Mention(declared, each, (key, each), key=True, owner=whose) for each in inner)
    yield from _walk(SHAPES[kind], value, (), owner)


def renamed(value: Plain, path: str, kind: str, old: str, new: str) -> tuple[Plain, tuple[Address, ...]]:
    """Return the document at PATH with the name OLD of a document of KIND replaced by NEW, and where OLD stood.

    A map that has both names as keys stays as it is.
    """
    found = [
        each
        for each in mentions_in(value, path)
        if each.name == old and kind == ("scene" if each.kind == "next" else each.kind)
        if not (each.key and new in _map(value, each.address[:-1]))
    ]
    for each in sorted(found, key=lambda mention: len(mention.address), reverse=True):
        value = _replaced(value, each.address, new, key=each.key)
    return value, tuple(each.address for each in found)


def mentions(value: Plain, path: str, kind: str, name: str) -> bool:
    """Tell whether the document at PATH names the document NAME of KIND."""
    return bool(renamed(value, path, kind, name, "")[1])


def _walk(codec: Codec, value: Plain, at: Address, owner: str | None) -> Iterator[Mention]:
    if isinstance(codec, Text):
        if codec.target and isinstance(value, str) and value:
            yield Mention(codec.target, value, at, owner=owner)
    elif isinstance(codec, Many):
        for address, entry in _entries(value, at):
            yield from _walk(codec.entry, entry, address, owner)
    elif isinstance(codec, Script):
        for n, item in enumerate(value) if isinstance(value, list) else ():
            known = table_of(item) if isinstance(item, dict) else None
            yield from _walk(known[1], item, (*at, n), owner) if known else ()
    elif isinstance(value, dict):
        yield from _fields(codec, value, at, owner) if isinstance(codec, Record) else _keyed(codec, value, at)


def _entries(value: Plain, at: Address) -> list[tuple[Address, Plain]]:
    """Return the entries of a list; what is no list is the only one."""
    return [((*at, n), entry) for n, entry in enumerate(value)] if isinstance(value, list) else [(at, value)]


def _fields(record: Record, value: dict[str, Plain], at: Address, owner: str | None) -> Iterator[Mention]:
    who = value.get("who")
    wearer = who if isinstance(who, str) and who else owner
    for key, inner in value.items():
        known = record.by_key.get(key)
        if known is not None:
            yield from _walk(known.codec, inner, (*at, key), wearer if key == "outfit" else owner)


def _keyed(codec: Codec, value: dict[str, Plain], at: Address) -> Iterator[Mention]:
    if not isinstance(codec, Keyed):
        return
    for key, inner in value.items():
        if codec.target == "family":
            yield from _walk(Text(target="character"), inner, (*at, key), None) if key in PARENTS else ()
            continue
        if codec.target is not None:
            yield Mention(codec.target, key, (*at, key), key=True)
        yield from _walk(codec.entry, inner, (*at, key), key)


def _map(value: Plain, address: Address) -> dict[str, Plain]:
    """Return the map at ADDRESS of VALUE."""
    for part in address:
        value = value[part]  # type: ignore[index]  # an address leads somewhere
    assert isinstance(value, dict)
    return value


def _replaced(value: Plain, address: Address, new: str, *, key: bool) -> Plain:
    """Return a copy of VALUE with NEW at ADDRESS, for the last KEY of it or for what stands there."""
    if not address:
        return new
    first, rest = address[0], address[1:]
    if isinstance(value, list):
        return [_replaced(each, rest, new, key=key) if n == first else each for n, each in enumerate(value)]
    assert isinstance(value, dict)
    if key and not rest:
        return {new if name == first else name: each for name, each in value.items()}
    return {name: _replaced(each, rest, new, key=key) if name == first else each for name, each in value.items()}
