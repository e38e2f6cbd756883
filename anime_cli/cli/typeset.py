"""Set prose into columns: by words, between CJK characters, counted in the cells a terminal gives them."""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

WIDE = (
    r"\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60"
)
CLOSING = "\u3001\u3002\uff0c\uff0e\uff01\uff1f\u300d\u300f\uff09\u3011\u3009\u300b\u30fc\u2026\u2025"
"""Signs that no line begins with."""
OPENING = "\u300c\u300e\uff08\u3010\u3008\u300a"
"""Signs that no line ends with."""
PIECE = re.compile(rf"[{OPENING}]*(?:[{WIDE}]|[^\s{WIDE}]+)[{CLOSING}]*")
"""What a line may begin and end with: a word or a wide character, and the signs that stay with it."""


def cells(text: str) -> int:
    """Return how many cells of a terminal TEXT fills."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def wrap(text: str, width: int) -> list[str]:
    """Return the lines of TEXT, WIDTH cells at most where its words allow it."""
    lines: list[str] = []
    line = ""
    for space, piece in _pieces(text):
        joined = f"{line}{space}{piece}" if line else piece
        if line and cells(joined) > width:
            lines.append(line)
            line = piece
        else:
            line = joined
    return [*lines, line] if line else lines


def paragraphs(text: str, width: int, indent: int = 0) -> list[str]:
    """Return the lines of a prose field, indented; an empty line stands between two paragraphs."""
    margin = " " * indent
    blocks = [wrap(block, width - indent) for block in re.split(r"\n\s*\n", text.strip())]
    lines: list[str] = []
    for block in blocks:
        lines += [""] if lines else []
        lines += [margin + line for line in block]
    return lines


def padded(text: str, width: int) -> str:
    """Return TEXT with blanks behind it, WIDTH cells at least."""
    return text + " " * (width - cells(text))


def centred(text: str, width: int) -> str:
    """Return TEXT in the middle of WIDTH cells."""
    return " " * max(0, (width - cells(text)) // 2) + text


def _pieces(text: str) -> list[tuple[str, str]]:
    """Cut TEXT where a line may end; each piece comes with the space that stands before it."""
    found = []
    end = 0
    for match in PIECE.finditer(text):
        found.append((" " if match.start() > end else "", match.group()))
        end = match.end()
    return found


def clipped(text: str, width: int) -> str:
    """Return TEXT on one line of WIDTH cells at most, 1 at least: cut by an ellipsis where it is longer."""
    text = re.sub(r"[\n\t]", " ", text)
    if cells(text) <= width:
        return text
    while text and cells(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def fitted(text: str, width: int) -> str:
    """Return TEXT on one line of exactly WIDTH cells, 1 at least: filled up with spaces, or cut by an ellipsis."""
    text = clipped(text, width)
    return text + " " * (width - cells(text))
