"""The lines of a script as blocks: a line at the margin, and the indented lines that go on from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.story.screenplay.errors import Misread
from anime_cli.story.screenplay.grammar import COMMENT, CUE, OPENING, UNCLOSED
from anime_cli.story.screenplay.words import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anime_cli.story.screenplay.words import Part

BLANKS = " \t"
INDENT = "  "
ESCAPE = "\\"
MARGIN = "Begin it at the margin, or with a backslash where it is part of the text."
BRACE = "Begin a line with a backslash that is part of the text."
WIDTH = 80
"""Columns of a line; a longer paragraph has a sentence on each line."""


@dataclass(slots=True)
class Block:
    """A line at the margin, `number` from 1, and what goes on from it; `apart` when an empty line stands above."""

    number: int
    head: str
    apart: bool
    more: list[tuple[int, str]] = field(default_factory=list)

    def prose(self, first: str) -> str:
        """Return the words of the block in one form, of which FIRST stand on its first line.

        Raises:
            Misread: a line that goes on looks like an item of its own.
        """
        from anime_cli.text.prose import normal

        return normal("\n".join((first, *self._lines())))

    def text(self, first: str) -> str:
        """Return what stands on the lines of the block, word for word, of which FIRST stands on its first.

        Raises:
            Misread: as `prose`.
        """
        return " ".join(line for line in (first, *self._lines()) if line)

    def _lines(self) -> Iterator[str]:
        for number, line in self.more:
            if not line.startswith("{"):
                if opens(line) and not line.startswith(ESCAPE):
                    raise Misread(f"'{line[:20]}' is indented, so it goes on from the line above.", MARGIN, number)
                yield line.removeprefix(ESCAPE)

    def attributes(self) -> list[Part]:
        """Return what stands in braces below.

        Raises:
            Misread: a brace isn't closed, or words stand behind it.
        """
        return [part for number, line in self.more if line.startswith("{") for part in _attributes(number, line)]


def _attributes(number: int, line: str) -> list[Part]:
    try:
        found, end = parts(line, 1, "}")
    except Misread as error:
        raise Misread(error.message, error.hint, number) from error
    if line[end:]:
        raise Misread(f"'{line[end:].strip()}' stands behind a closing brace.", BRACE, number)
    return found


def opens(line: str) -> bool:
    """Tell whether LINE would begin an item that is no action, or a comment."""
    return any(each.match(line) for each in (OPENING, CUE, UNCLOSED))


def blocks(text: str) -> list[Block]:
    """Return the blocks of TEXT; comments are left out."""
    found: list[Block] = []
    apart = False
    for number, whole in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), 1):
        line = whole.strip(BLANKS)
        if COMMENT.match(whole):
            continue
        if not line:
            apart = True
        elif found and (whole[0] in BLANKS or line.startswith("{")):
            found[-1].more += [(number, ""), (number, line)] if apart else [(number, line)]
            apart = False
        else:
            found.append(Block(number, line, apart))
            apart = False
    return found


def set_prose(head: str, value: str) -> list[str]:
    """Return the lines of prose behind HEAD: a paragraph on one line where it fits, else a sentence a line."""
    from anime_cli.text.prose import paragraphs, sentences

    said: list[str] = []
    for paragraph in paragraphs(value):
        fits = _cells((INDENT if said else head) + paragraph) <= WIDTH
        own = [paragraph] if fits else sentences(paragraph)
        said += ["", *own] if said else own
    first, *rest = said or [""]
    return [f"{head}{first}".rstrip(BLANKS), *(_indented(line) for line in rest)]


def set_action(value: str) -> list[str]:
    """Return the lines of an action; a backslash stands before what would not be read as one."""
    first = value.partition("\n")[0]
    return set_prose("" if first and not opens(first) else ESCAPE, value)


def _indented(line: str) -> str:
    return f"{INDENT}{ESCAPE if opens(line) else ''}{line}" if line else ""


def _cells(text: str) -> int:
    return sum(2 if sign >= "\u2e80" else 1 for sign in text)


def set_attributes(told: Iterable[str]) -> list[str]:
    """Return the line in braces that says TOLD, if anything is told."""
    said = ", ".join(told)
    return [f"{INDENT}{{{said}}}"] if said else []
