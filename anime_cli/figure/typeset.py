"""Lines of text that fit a width: broken between words in Latin script, between characters in Japanese."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from anime_cli.figure.fonts import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Signs that no line begins with, and that no line ends with (a short form of JIS X 4051).
_NOT_FIRST = frozenset("、。，．・：；？！ー〜…‥）」』】〕〉》”’,.:;?!)]}ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々")  # noqa: RUF001
_NOT_LAST = frozenset("（「『【〔〈《“‘([{")  # noqa: RUF001
_CHUNK = re.compile(r"\s+|\S+")


def is_wide(character: str) -> bool:
    """Tell whether a line may break beside this character without a space."""
    return unicodedata.east_asian_width(character) in "WF"


def _pieces(word: str) -> Iterator[str]:
    """Cut a word where a line may break."""
    piece = ""
    for character in word:
        joint = piece and (is_wide(character) or is_wide(piece[-1]))
        if joint and character not in _NOT_FIRST and piece[-1] not in _NOT_LAST:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _units(text: str) -> Iterator[tuple[str, str]]:
    """Give every unbreakable piece with the space before it."""
    space = ""
    for chunk in _CHUNK.findall(text.strip()):
        if chunk.isspace():
            space = " "
            continue
        for piece in _pieces(chunk):
            yield space, piece
            space = ""


def _cut(piece: str, size: float, width: float, *, bold: bool) -> Iterator[str]:
    """Cut a piece that is wider than a whole line."""
    line = ""
    for character in piece:
        if line and width_of(line + character, size, bold=bold) > width:
            yield line
            line = ""
        line += character
    yield line


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break TEXT into lines no wider than WIDTH; a single character may be wider."""
    lines: list[str] = []
    line = ""
    for space, piece in _units(text):
        longer = line + (space if line else "") + piece
        if width_of(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _cut(piece, size, width, bold=bold)
        lines += whole
    return [*lines, line] if line else lines


def balanced(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break TEXT into as few lines as WIDTH allows, all of about the same length."""
    lines = wrap(text, size, width, bold=bold)
    low, high = 0.0, width
    while len(lines) > 1 and high - low > size / 4:
        middle = (low + high) / 2
        narrow = wrap(text, size, middle, bold=bold)
        if len(narrow) == len(lines):
            lines, high = narrow, middle
        else:
            low = middle
    return lines


def clipped(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Shorten TEXT to one line of WIDTH, ending with an ellipsis where something is left out."""
    if width_of(text, size, bold=bold) <= width:
        return text
    fits, most = 0, len(text)
    while fits < most:
        middle = (fits + most + 1) // 2
        if width_of(text[:middle] + "…", size, bold=bold) <= width:
            fits = middle
        else:
            most = middle - 1
    return text[:fits].rstrip() + "…"
