"""Write a document as a page: one file, light or dark as the reader has it, that needs nothing besides itself."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from anime_cli.figure.colour import is_hex
from anime_cli.figure.document import Bullets, Grid, Labelled, Link, Note, Prose, Soft, Strong, Swatch, walk
from anime_cli.figure.html import element, joined, page
from anime_cli.text.prose import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.figure.document import Block, Document, Inline, Section, Words
    from anime_cli.figure.html import Markup

_UNFIT = re.compile(r"[^A-Za-z0-9_.-]")
DEEPEST = 6


def document_page(document: Document) -> str:
    """Return DOCUMENT as a whole HTML page with contents beside it."""
    style = files("anime_cli.figure").joinpath("document.css").read_text("utf-8")
    writer = _Writer(document)
    return page(document.title, style, *writer.parts(), language=document.language)


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.known = {section.id for section in walk(document.sections)}

    def parts(self) -> Iterator[Markup]:
        document = self.document
        yield element("a", "Skip to the text", class_="skip", href="#text")
        yield element("nav", self._contents(document.sections, 2), aria_label="Contents")
        head = element("header", element("h1", document.title), *self._blocks(document.blocks))
        sections = (self._section(section, 2) for section in document.sections)
        foot = element("footer", document.made) if document.made else None
        yield element("main", head, *sections, foot, id="text")

    def _contents(self, sections: Sequence[Section], depth: int) -> Markup:
        return element("ul", *(self._entry(section, depth) for section in sections))

    def _entry(self, section: Section, depth: int) -> Markup:
        inner = self._contents(section.sections, depth - 1) if depth > 1 and section.sections else None
        link = element("a", section.name or section.title, href=f"#{_anchor(section.id)}")
        return element("li", link, inner)

    def _section(self, section: Section, level: int) -> Markup:
        mark = element("span", *map(self._inline, section.mark), class_="mark") if section.mark else None
        heading = element(f"h{min(level, DEEPEST)}", element("span", section.title or section.id), mark)
        inner = (self._section(each, level + 1) for each in section.sections)
        body = (heading, *self._blocks(section.blocks), *inner)
        return element("section", *body, id=_anchor(section.id), class_=f"level-{level}")

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[Markup]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Markup]:
        if isinstance(block, Prose):
            style = "lead" if block.lead else "prose"
            yield from (element("p", text, class_=style) for text in paragraphs(block.text))
        elif isinstance(block, Note):
            yield element("p", self._words(block.words), class_="note")
        elif isinstance(block, Grid):
            yield element("div", self._table(block), class_="table", tabindex="0", role="region", aria_label="Table")
        elif isinstance(block, Bullets):
            yield element("ul", *(element("li", self._words(point)) for point in block.points))
        elif isinstance(block, Labelled):
            pairs = (
                element("div", element("dt", label), element("dd", self._words(words)))
                for label, words in block.entries
            )
            yield element("dl", *pairs)

    def _table(self, grid: Grid) -> Markup:
        head = element("thead", element("tr", *(element("th", cell, scope="col") for cell in grid.head)))
        rows = (element("tr", *(element("td", self._words(cell)) for cell in row)) for row in grid.rows)
        return element("table", head, element("tbody", *rows))

    def _words(self, words: Words) -> Markup:
        return joined(self._inline(part) for part in words)

    def _inline(self, part: Inline) -> str | None:
        if isinstance(part, str):
            return part
        if isinstance(part, Swatch):
            colour = part.colour
            return element("i", class_="swatch", style=f"background:{colour}") if is_hex(colour) else None
        if isinstance(part, Link):
            return element("a", part.text, href=f"#{_anchor(part.to)}") if part.to in self.known else part.text
        return element({Strong: "strong", Soft: "small"}[type(part)], part.text)


def _anchor(name: str) -> str:
    return _UNFIT.sub("-", name)
