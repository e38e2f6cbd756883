"""Where in its text a document points at something, and what it names there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge.mentions import mentions_in
from anime_cli.text.nodes import Mapping, Scalar
from anime_cli.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.text.nodes import Address, Node, Span
    from anime_cli.text.reader import Parsed


class Pointer(NamedTuple):
    """A name in a text. Kinds are those of `story.references`; `owner` is whose an outfit is."""

    kind: str
    name: str
    span: Span
    owner: str | None = None


def pointers(parsed: Parsed, path: str) -> Iterator[Pointer]:
    """Yield the names in the document at PATH, in the order of its text; what is no such field is passed over."""
    spans = dict(_spans(parsed.root, ()))
    for each in mentions_in(plain(parsed.root), path):
        yield Pointer(each.kind, each.name, spans[each.address, each.key], each.owner)


def _spans(node: Node, at: Address) -> Iterator[tuple[tuple[Address, bool], Span]]:
    """Yield where each key and each text stands, by its address; True for a key."""
    if isinstance(node, Scalar):
        yield (at, False), node.span
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            address = (*at, str(key.value))
            yield (address, True), key.span
            yield from _spans(value, address)
    else:
        for number, each in enumerate(node.items):
            yield from _spans(each, (*at, number))
