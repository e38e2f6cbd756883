"""A document as values: sections of paragraphs, tables and lists, set as Markdown or as a page by two writers.

Both say the same, for they are made of the same value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that matter more."""

    text: str


@dataclass(frozen=True, slots=True)
class Soft:
    """Words that matter less."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to the section whose id is `to`; plain words where the document has no such section."""

    text: str
    to: str


@dataclass(frozen=True, slots=True)
class Swatch:
    """A patch of colour, `#rrggbb`, for readers that can show one."""

    colour: str


Inline = str | Strong | Soft | Link | Swatch
Words = tuple[Inline, ...]
"""A run of words."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs as a story's files write them; `lead` is larger."""

    text: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """One short paragraph of words."""

    words: Words


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a heading."""

    head: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Labels and what belongs to each."""

    entries: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Points of a list."""

    points: tuple[Words, ...]


Block = Prose | Note | Grid | Labelled | Bullets


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document with a heading. `id` is unique in the document; `mark` stands beside the heading.

    `name` is what contents call it, the title where it is empty.
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    mark: Words = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `made` tells at its end what made it."""

    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    language: str = "en"
    made: str = ""


def walk(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield every section with those inside it, in reading order."""
    for section in sections:
        yield section
        yield from walk(section.sections)
