"""Prose: what its words are, whatever the lines they stand on.

Two texts are the same prose when `normal` gives the same for both: in a paragraph one newline is a space, or nothing
between two characters of Chinese or Japanese (an ellipsis or a dash beside one is such a character too); runs of spaces
and tabs are one space; blank lines part paragraphs, and blanks around a paragraph don't count. Every other character
counts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

# ruff: noqa: RUF001, RUF002  # the signs of other scripts are meant

_WIDE = (
    "\u2e80-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\uffe0-\uffe6"
    "\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
)
"""Characters of Chinese and Japanese, their punctuation among them; Korean puts spaces between words."""
_TRAIL = "…‥—―"
"""Signs that trail off, in any script: beside a wide character they are wide."""
_BREAK = re.compile(r" ?\n ?")
_PARAGRAPHS = re.compile(r"\n(?: ?\n)+")
_CLOSING = "\"'”’»)\\]」』）】"
_LATIN_END = re.compile(rf"[.!?…]+[{_CLOSING}]* (?=[^a-z \-–—])")
_QUOTED_ON = re.compile("[」』）】](?=[とっはがをのにもでか、])")
_SHORT = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[A-Z]|Mrs?|Ms|Dr|St|Prof|Sr|Jr|Capt|Lt|Sgt|Col|Gen|No|vs|etc|cf|e\.g|i\.e|a\.m|p\.m)\.$"
)

_REACH = 8
"""Characters before the end of a sentence in which the longest of these shortenings fits."""


class _WidePatterns(NamedTuple):
    """What is looked for between wide signs: a line break, a sentence's end, a space."""

    line_break: re.Pattern[str]
    end: re.Pattern[str]
    pair: re.Pattern[str]


@cache
def _wide() -> _WidePatterns:
    """Compile the patterns when a text first asks for them: it takes longer than to read a story's document."""
    return _WidePatterns(
        re.compile(rf"\n(?:(?<=[{_WIDE}]\n)(?=[{_WIDE}{_TRAIL}])|(?<=[{_TRAIL}]\n)(?=[{_WIDE}]))"),
        re.compile(
            f"[。！？…]+[」』）】]*(?<=[{_WIDE}])(?=[{_WIDE}])(?![」』）】。！？ー〜、])"
            f"|[。！？]+(?=[{_TRAIL}]+[{_WIDE}])(?![{_TRAIL}]+[」』）】。！？ー〜、])"
        ),
        re.compile(f"[{_WIDE}] [{_WIDE}{_TRAIL}]|[{_TRAIL}] [{_WIDE}]"),
    )


def paragraphs(value: str) -> list[str]:
    """Return the paragraphs of VALUE, each on one line."""
    return [line for block in _PARAGRAPHS.split(_spaced(value)) if (line := _joined(block))]


def normal(value: str) -> str:
    """Return VALUE as its paragraphs, each on one line, with an empty line between two."""
    bare = value.strip(" \n")
    if "\n" not in bare and "  " not in bare and "\t" not in bare:
        return bare
    return "\n\n".join(paragraphs(value))


def sentences(value: str) -> list[str]:
    """Return the sentences of VALUE, all paragraphs in a row.

    A sentence ends at . ! ? … or 。！？ with the quotes that close after it, where a line break says the same as what
    stands there: so joining a paragraph's sentences by newlines is the same prose.
    """
    return [sentence for paragraph in paragraphs(value) for sentence in _split(paragraph)]


def lines(value: str) -> list[str]:
    """Return VALUE as the lines of its canonical form: a sentence a line, an empty line between paragraphs."""
    written: list[str] = []
    for paragraph in paragraphs(value):
        written += ["", *_split(paragraph)] if written else _split(paragraph)
    return written


def same(one: str, other: str) -> bool:
    """Tell whether two texts are the same prose."""
    return one == other or normal(one) == normal(other)


def _spaced(value: str) -> str:
    """Return VALUE with one space for each run of spaces and tabs; a megabyte asks for more than a pattern."""
    if "\t" in value:
        value = value.replace("\t", " ")
    while "  " in value:
        value = value.replace("  ", " ")
    return value


def _joined(block: str) -> str:
    text = block.strip(" \n")
    if "\n" not in text:
        return text
    if " \n" in text or "\n " in text:
        text = _BREAK.sub("\n", text)
    return (text if text.isascii() else _wide().line_break.sub("", text)).replace("\n", " ")


def _split(paragraph: str) -> list[str]:
    found: list[str] = []
    start = 0
    for cut, after in _cuts(paragraph):
        if cut > start:
            found.append(paragraph[start:cut])
            start = after
    return [*found, paragraph[start:]]


def _shortened(paragraph: str, end: int) -> bool:
    """Tell whether a shortening ends at END; behind five letters in a row none does."""
    if end > _REACH and paragraph[end - 6 : end - 1].isalpha():
        return False
    return _SHORT.search(paragraph, max(0, end + 1 - _REACH), end) is not None


def _cuts(paragraph: str) -> list[tuple[int, int]]:
    """Return where sentences end and where the next one begins."""
    latin = [
        (end - 1, end)
        for match in _LATIN_END.finditer(paragraph)
        if not _shortened(paragraph, (end := match.end()) - 1)
    ]
    if paragraph.isascii():
        return latin
    signs = _wide()
    wide = [
        (match.end(), match.end())
        for match in signs.end.finditer(paragraph)
        if not _QUOTED_ON.match(paragraph, match.end() - 1)
    ]
    return sorted(wide + [cut for cut in latin if not signs.pair.match(paragraph, cut[1] - 2)])
