"""A YAML document as values that know where they stand.

Every scalar is text, or None for a key with nothing after it. Indices count characters from 0, lines and columns from
1.

A scene has a hundred scalars and most readers never ask where one stands. So a collection keeps the parser's scalar
events as they came and makes `Entry` and `Scalar` of them when `entries` or `items` is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

Address = tuple[str | int, ...]
"""The way to a node from the root: keys and list positions, as in `("script", 3, "say")`."""

STYLES = {"": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
"""The styles of a scalar by the sign that begins it."""


class Mark(Protocol):
    """A point of the text as the parser gives it: all three numbers count from 0."""

    index: int
    line: int
    column: int


class Leaf(Protocol):
    """A scalar event of the parser; `style` is the sign that begins it."""

    value: str
    style: str
    start_mark: Mark
    end_mark: Mark


class Span(NamedTuple):
    """Where a node stands: `text[start:end]`, first character at `line`, `column` (both from 1)."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text. `style` is 'plain', 'single', 'double', 'literal' or 'folded'; `value` None is an empty key."""

    value: str | None
    span: Span
    style: str = "plain"


class Entry(NamedTuple):
    """One key of a mapping and what stands under it."""

    key: Scalar
    value: Node


class _Collection:
    """What a mapping and a list share: where they stand."""

    __slots__ = ("_end", "_made", "_mark", "flow", "text", "values")

    text: str
    values: list[Raw]
    flow: bool
    _mark: Mark
    _end: int
    _made: tuple[Entry, ...] | tuple[Node, ...] | None

    @property
    def start(self) -> int:
        """The index of the first character."""
        return self._mark.index

    @property
    def end(self) -> int:
        """The index after the last character; blanks and comments that follow a block collection are left out."""
        if self.flow:
            return self._end
        last = self.values[-1]
        return last.end if isinstance(last, _Collection) else leaf_end(last, self.text)

    @property
    def span(self) -> Span:
        """Where the collection stands, brackets included."""
        return Span(self.start, self.end, self._mark.line + 1, self._mark.column + 1)


class Mapping(_Collection):
    """Keys in the order they were written; `conflict` is True for a `!conflict` mark left by a merge."""

    __slots__ = ("conflict", "keys")

    def __init__(
        self, text: str, values: list[Raw], mark: Mark, end: int, flow: bool, keys: list[Leaf], conflict: bool
    ) -> None:
        self.text = text
        self.values = values
        self.flow = flow
        self._mark = mark
        self._end = end
        self._made = None
        self.keys = keys
        self.conflict = conflict

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Keys and values as nodes."""
        if self._made is None:
            pairs = zip(self.keys, self.values, strict=True)
            self._made = tuple(Entry(scalar(key, self.text), made(value, self.text)) for key, value in pairs)
        return self._made  # type: ignore[return-value]


class Sequence(_Collection):
    """A list in the order it was written."""

    __slots__ = ()

    def __init__(self, text: str, values: list[Raw], mark: Mark, end: int, flow: bool) -> None:
        self.text = text
        self.values = values
        self.flow = flow
        self._mark = mark
        self._end = end
        self._made = None

    @property
    def items(self) -> tuple[Node, ...]:
        """The items as nodes."""
        if self._made is None:
            self._made = tuple(made(value, self.text) for value in self.values)
        return self._made  # type: ignore[return-value]


Node = Scalar | Mapping | Sequence
Raw = Leaf | Mapping | Sequence


def made(raw: Raw, text: str) -> Node:
    """Return RAW as a node."""
    return raw if isinstance(raw, Mapping | Sequence) else scalar(raw, text)


def scalar(leaf: Leaf, text: str) -> Scalar:
    """Return the parser's event LEAF as a scalar."""
    mark = leaf.start_mark
    value = leaf.value or (None if leaf.style == "" else "")
    return Scalar(value, Span(mark.index, leaf_end(leaf, text), mark.line + 1, mark.column + 1), STYLES[leaf.style])


def leaf_end(leaf: Leaf, text: str) -> int:
    """Return where LEAF ends; a block scalar ends before the blank lines after it, unless its header keeps them."""
    end = leaf.end_mark.index
    if leaf.style not in {"|", ">"}:
        return end
    start = leaf.start_mark.index
    block = text[start:end]
    header = block.split("\n", 1)[0].split("#", 1)[0]
    return start + len(_without_break(block) if "+" in header else block.rstrip(" \t\r\n"))


def _without_break(block: str) -> str:
    return block.removesuffix("\n").removesuffix("\r")
