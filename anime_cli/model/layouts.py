"""The layout of each kind of document: the order of its keys, its prose, what is written in flow."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from anime_cli.model.fields import Codec, Keyed, Many, Record
from anime_cli.model.items import Script
from anime_cli.model.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.text.layout import Layout

SCRIPT_ORDER = (
    "shot", "on", "angle", "lasts", "action", "choice", "event", "who", "field", "by", "from", "to", "at", "say", "how",
    "fact", "item", "injury", "emotion", "intensity", "trust", "affection", "rivalry", "fear", "debt", "outfit",
    "thread", "uses", "because", "note", "id",
)  # fmt: skip
"""The order of keys in any script item; the id comes last."""

PROSE = frozenset({
    "summary", "action", "say", "choice", "question", "text", "description", "logline", "backstory", "want", "need",
    "fear", "flaw", "note", "reason",
})  # fmt: skip
"""Keys whose values are prose, anywhere."""

WORDS = PROSE | {"title", "name", "how", "injury", "tone", "role", "kind"}
"""Keys whose words must not be lost to a comment on their line."""


@cache
def layout_of(kind: str) -> Layout:
    """Return the layout of the documents of KIND."""
    from anime_cli.text.layout import Layout

    shapes = list(_shapes(SHAPES[kind], ""))
    order = {path: keys for path, keys, _ in shapes}
    flow = frozenset(path for path, _, in_flow in shapes if in_flow)
    return Layout(order=order, prose=PROSE, words=WORDS, flow=flow, loose=frozenset(_loose(SHAPES[kind])))


def _loose(record: Record) -> Iterator[str]:
    """Yield the maps right in RECORD whose order means nothing."""
    for each in record.known:
        if isinstance(each.codec, Keyed) and not each.codec.ordered:
            yield each.key


def _shapes(codec: Codec, path: str) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Yield every map that CODEC can hold, as (path, keys in order, in flow)."""
    if isinstance(codec, Record):
        yield path, tuple(codec.by_key), codec.flow
        for each in codec.known:
            yield from _shapes(each.codec, f"{path}.{each.key}".removeprefix("."))
    elif isinstance(codec, Keyed):
        if not isinstance(codec.entry, Record):
            yield path, (), True
        yield from _shapes(codec.entry, f"{path}.*")
    elif isinstance(codec, Many):
        yield from _shapes(codec.entry, f"{path}[]")
    elif isinstance(codec, Script):
        yield f"{path}[]", SCRIPT_ORDER, False
