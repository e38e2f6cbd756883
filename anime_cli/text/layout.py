"""How a kind of document is laid out as text: a plain value that the model makes and the writer follows.

A *shape path* names a mapping or list by the way to it: "" is the root, "look.hair" a key inside a key, "cast.*" what
stands under any key of `cast`, "script[]" any item of the list `script`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WIDTH = 100
"""Columns of a line; what does not fit is written in block style."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Key order, prose fields and flow maps of one kind of document.

    `order` gives the canonical order of keys by shape path. Keys that it does not name follow in the order they were
    given, except that an `id` at the end of the order stays last. `prose` names the keys whose text is prose wherever
    they stand, `words` the keys whose plain text may not be followed by a comment, `flow` the shape paths of maps that
    are written in flow while they fit a line, `loose` those of maps whose order means nothing: they are sorted.
    """

    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prose: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    flow: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()

    def shapes(self) -> frozenset[str]:
        """Return every shape path the layout speaks of, with all their beginnings."""
        return frozenset(start for path in (*self.order, *self.flow) for start in _beginnings(path))

    def arranged(self, shape: str, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return KEYS of the mapping at SHAPE in canonical order."""
        order = self.order.get(shape, ())
        if not order:
            return keys
        last = order[-1:] if order[-1] == "id" else ()
        given = set(keys)
        named = [key for key in order if key in given and key not in last]
        placed = {*named, *last}
        return (*named, *(key for key in keys if key not in placed), *(key for key in last if key in given))


def child(shapes: frozenset[str], shape: str, key: str) -> str:
    """Return the shape path under KEY of the mapping at SHAPE: its own if the layout names it, else any key's."""
    own = f"{shape}.{key}" if shape else key
    if own in shapes:
        return own
    anyone = f"{shape}.*" if shape else "*"
    return anyone if anyone in shapes else own


def item(shape: str) -> str:
    """Return the shape path of an item of the list at SHAPE."""
    return f"{shape}[]"


def _beginnings(path: str) -> Iterator[str]:
    for index, letter in enumerate(path):
        if letter in ".[":
            yield path[:index]
    yield path


PLAIN = Layout()
"""The layout that knows nothing: keys as given, no prose, no flow maps."""
