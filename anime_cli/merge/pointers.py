"""Every name in a document by which it points at something: where the name stands in the text, and what it names.

Names that a document gives to its own facts, items, threads, emotions and outfits count too: whoever renames a fact
changes the key that declares it and every name that points at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from anime_cli.model.fields import Keyed, Many, Record, Text
from anime_cli.model.items import Script, table_of
from anime_cli.model.kinds import kind_of
from anime_cli.model.shapes import SHAPES
from anime_cli.story.references import PARENTS
from anime_cli.text.nodes import Mapping, Scalar, Sequence
from anime_cli.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.model.fields import Codec
    from anime_cli.text.nodes import Node, Span
    from anime_cli.text.reader import Parsed

DECLARED = {
    ("story", "facts"): "fact",
    ("story", "items"): "item",
    ("story", "threads"): "thread",
    ("story", "emotions"): "emotion",
    ("character", "outfits"): "outfit",
}
"""Maps whose keys give names, by kind of document and key, with the kind of thing they name."""


class Pointer(NamedTuple):
    """A name in a text. Kinds are those of `story.references`; `owner` is whose an outfit is."""

    kind: str
    name: str
    span: Span
    owner: str | None = None


def pointers(parsed: Parsed, path: str) -> Iterator[Pointer]:
    """Yield the names in the document at PATH, in the order of its text; what is no such field is passed over."""
    known = kind_of(path)
    if known is None:
        return
    kind, name = known
    owner = name if kind == "character" else None
    for key, value in _entries(parsed.root):
        declared = DECLARED.get((kind, str(key.value)))
        if declared is not None:
            whose = owner if declared == "outfit" else None
            yield from (_pointer(declared, each, whose) for each, _ in _entries(value) if each.value)
    yield from _walk(SHAPES[kind], parsed.root, owner)


def _entries(node: Node) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, Mapping) else ()


def _pointer(kind: str, scalar: Scalar, owner: str | None) -> Pointer:
    return Pointer(kind, str(scalar.value), scalar.span, owner)


def _walk(codec: Codec, node: Node, owner: str | None) -> Iterator[Pointer]:
    if isinstance(node, Mapping) and node.conflict:
        return
    if isinstance(codec, Text):
        if codec.target and isinstance(node, Scalar) and node.value:
            yield _pointer(codec.target, node, owner)
    elif isinstance(codec, Record):
        yield from _fields(codec, node, owner)
    elif isinstance(codec, Keyed):
        yield from _keyed(codec, node)
    elif isinstance(codec, Script):
        for item in node.items if isinstance(node, Sequence) else ():
            value = plain(item)
            known = table_of(value) if isinstance(value, dict) else None
            yield from _fields(known[1], item, owner) if known else ()
    elif isinstance(codec, Many):
        for each in node.items if isinstance(node, Sequence) else (node,):
            yield from _walk(codec.entry, each, owner)


def _fields(record: Record, node: Node, owner: str | None) -> Iterator[Pointer]:
    entries = _entries(node)
    who = next((value.value for key, value in entries if key.value == "who" and isinstance(value, Scalar)), None)
    for key, value in entries:
        known = record.by_key.get(str(key.value))
        if known is not None:
            yield from _walk(known.codec, value, who or owner if known.key == "outfit" else owner)


def _keyed(codec: Keyed, node: Node) -> Iterator[Pointer]:
    for key, value in _entries(node):
        if codec.target == "family":
            if key.value in PARENTS and isinstance(value, Scalar) and value.value:
                yield _pointer("character", value, None)
            continue
        if codec.target is not None and key.value:
            yield _pointer(codec.target, key, None)
        yield from _walk(codec.entry, value, key.value)
