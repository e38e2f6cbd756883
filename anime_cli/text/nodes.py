"""A YAML document as values that know where they stand.

Every scalar is text, or None for a key with nothing after it. Marks count characters from 0, lines and columns from 1.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
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


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping and what stands under it."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order they were written; `conflict` is True for a `!conflict` mark left by a merge."""

    entries: tuple[Entry, ...]
    span: Span
    flow: bool = False
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list in the order it was written."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False


Node = Scalar | Mapping | Sequence
