"""Write a document as Markdown (CommonMark with the tables of GitHub): clean enough to be read as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anime_cli.figure.document import Bullets, Grid, Labelled, Link, Note, Prose, Soft, Strong, Swatch, walk
from anime_cli.figure.html import UNFIT
from anime_cli.text.prose import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.figure.document import Block, Document, Inline, Section, Words

DEEPEST = 6
"""The last level of heading that Markdown has."""
LISTS = (Bullets, Labelled)
LIST, OTHER_LIST = "-", "*"
"""The sign of a list, and that of one behind another, which would else be one with it."""
_SIGNS = re.compile(r"[\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!(?=\[)")
"""What Markdown would take for a mark."""
_OPENING = re.compile(r"(?:#{1,6}|[+=-]|\d{1,9}[.)])(?=\s|$)|[-=]{2,}(?=\s*$)")
"""What would begin another kind of block at the start of a line."""
_DROPPED = re.compile(r"[^\w\- ]")


def markdown(document: Document) -> str:
    """Return DOCUMENT as Markdown; every line of prose is one line."""
    return "\n\n".join(_Writer(document).parts()) + "\n"


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.anchors = _anchors(document)

    def parts(self) -> Iterator[str]:
        """Yield the parts that empty lines stand between."""
        yield f"# {escaped(self.document.title)}"
        contents = tuple((Link(each.name or each.title, each.id),) for each in self.document.sections)
        yield from self._blocks((*self.document.blocks, *([Bullets(contents)] if contents else [])))
        for section in self.document.sections:
            yield from self._section(section, 2)
        if self.document.made:
            yield "---"
            yield escaped(self.document.made, opening=True)

    def _section(self, section: Section, level: int) -> Iterator[str]:
        yield f"{'#' * min(level, DEEPEST)} {_heading(section)}"
        yield from self._blocks(section.blocks)
        for inner in section.sections:
            yield from self._section(inner, level + 1)

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        sign = LIST
        for before, block in zip((None, *blocks), blocks, strict=False):
            after_list = isinstance(before, LISTS) and isinstance(block, LISTS)
            sign = OTHER_LIST if after_list and sign == LIST else LIST
            yield from self._block(block, sign)

    def _block(self, block: Block, sign: str) -> Iterator[str]:
        if isinstance(block, Prose):
            yield from (escaped(text, opening=True) for text in paragraphs(block.text))
        elif isinstance(block, Note):
            yield self._words(block.words, opening=True)
        elif isinstance(block, Grid):
            yield "\n".join(self._table(block))
        elif isinstance(block, Bullets):
            yield "\n".join(f"{sign} {self._words(point, opening=True)}" for point in block.points)
        elif isinstance(block, Labelled):
            yield "\n".join(f"{sign} **{escaped(label)}**: {self._words(words)}" for label, words in block.entries)

    def _table(self, grid: Grid) -> Iterator[str]:
        yield _row([escaped(cell) for cell in grid.head])
        yield _row(["---"] * len(grid.head))
        for row in grid.rows:
            yield _row([self._words(cell) for cell in row])

    def _words(self, words: Words, *, opening: bool = False) -> str:
        text = "".join(_joined([self._inline(part) for part in words])).strip()
        return _guarded(text) if opening and words and isinstance(words[0], str) else text

    def _inline(self, part: Inline) -> str:
        if isinstance(part, str):
            return escaped(part)
        if isinstance(part, Swatch):
            return ""
        text = escaped(part.text)
        if isinstance(part, Link):
            return f"[{text}](#{self.anchors[part.to]})" if part.to in self.anchors and text.strip() else text
        mark = {Strong: "**", Soft: "*"}[type(part)]
        return f"{mark}{text}{mark}" if text.strip() == text and text else text


def _joined(parts: Sequence[str]) -> Iterator[str]:
    """Yield PARTS; a `!` at the end of one, just before a link, would make a picture of it."""
    for part, after in zip(parts, (*parts[1:], ""), strict=True):
        yield f"{part[:-1]}\\!" if part.endswith("!") and after.startswith("[") else part


def escaped(text: str, *, opening: bool = False) -> str:
    """Return TEXT on one line so that Markdown reads it as it is; OPENING where it begins a block."""
    line = _SIGNS.sub(r"\\\g<0>", " ".join(UNFIT.sub("\N{REPLACEMENT CHARACTER}", text).split()))
    if opening:
        return _guarded(line)
    if not line:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{line}{' ' if text[-1].isspace() else ''}"


def _guarded(line: str) -> str:
    """Return LINE so that its first sign begins no other kind of block."""
    match = _OPENING.match(line)
    if match is None:
        return line
    end = match.end() if line[0].isdigit() else 1
    return f"{line[: end - 1]}\\{line[end - 1 :]}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _heading(section: Section) -> str:
    return escaped(section.title) or escaped(section.id)


def _anchors(document: Document) -> Mapping[str, str]:
    """Return how a link names each section: the way GitHub, GitLab and pandoc's `gfm` make anchors of headings."""
    taken: dict[str, int] = {}
    found = {}
    for title, name in [(document.title, ""), *((each.title or each.id, each.id) for each in walk(document.sections))]:
        base = _DROPPED.sub("", " ".join(title.split()).lower()).replace(" ", "-")
        number = taken.get(base, 0)
        taken[base] = number + 1
        found[name] = f"{base}-{number}" if number else base
    found.pop("")
    return found
