"""Prose: what its words are, whatever the lines they stand on.

Two texts are the same prose when `normal` gives the same for both: in a paragraph one newline is a space, or nothing
between two characters of Chinese or Japanese; runs of spaces and tabs are one space; blank lines part paragraphs, and
blanks around a paragraph don't count. Every other character counts.
"""

from __future__ import annotations

import re

# ruff: noqa: RUF001, RUF002  # the signs of other scripts are meant

_WIDE = (
    "\u2e80-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\uffe0-\uffe6"
    "\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
)
"""Characters of Chinese and Japanese, their punctuation among them; Korean puts spaces between words."""
_BLANKS = re.compile(r"[ \t]+")
_BREAK = re.compile(r" ?\n ?")
_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+")
_WIDE_BREAK = re.compile(f"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
_CLOSING = "\"'”’»)\\]」』）】"
_LATIN_END = re.compile(rf"[.!?…]+[{_CLOSING}]* (?=[^a-z \-–—])")
_WIDE_END = re.compile(f"[。！？…]+[」』）】]*(?<=[{_WIDE}])(?=[{_WIDE}])(?![」』）】。！？…ー―〜、])")
_QUOTED_ON = re.compile("[」』）】](?=[とっはがをのにもでか、])")
_SHORT = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[A-Z]|Mrs?|Ms|Dr|St|Prof|Sr|Jr|Capt|Lt|Sgt|Col|Gen|No|vs|etc|cf|e\.g|i\.e|a\.m|p\.m)\.$"
)

_REACH = 8
"""Characters before the end of a sentence in which the longest of these shortenings fits."""


def paragraphs(value: str) -> list[str]:
    """Return the paragraphs of VALUE, each on one line."""
    return [line for block in _PARAGRAPHS.split(_BLANKS.sub(" ", value)) if (line := _joined(block))]


def normal(value: str) -> str:
    """Return VALUE as its paragraphs, each on one line, with an empty line between two."""
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


def _joined(block: str) -> str:
    text = _BREAK.sub("\n", block.strip(" \n"))
    return _WIDE_BREAK.sub("", text).replace("\n", " ") if "\n" in text else text


def _split(paragraph: str) -> list[str]:
    found: list[str] = []
    start = 0
    for cut, after in _cuts(paragraph):
        if cut > start:
            found.append(paragraph[start:cut])
            start = after
    return [*found, paragraph[start:]]


def _cuts(paragraph: str) -> list[tuple[int, int]]:
    latin = [
        (match.end() - 1, match.end())
        for match in _LATIN_END.finditer(paragraph)
        if not _SHORT.search(paragraph, max(0, match.end() - _REACH), match.end() - 1)
        and not _wide_pair(paragraph, match.end())
    ]
    wide = [
        (match.end(), match.end())
        for match in _WIDE_END.finditer(paragraph)
        if not _QUOTED_ON.match(paragraph, match.end() - 1)
    ]
    return sorted(latin + wide)


def _wide_pair(paragraph: str, after: int) -> bool:
    return bool(_WIDE_PAIR.match(paragraph, after - 2))


_WIDE_PAIR = re.compile(f"[{_WIDE}] [{_WIDE}]")
