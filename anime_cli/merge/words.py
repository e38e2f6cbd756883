"""Prose compared word by word; a CJK character is a word of its own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge.sequence import edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CJK = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_TOKEN = re.compile(r"\s+|[\w'-]+|.", re.DOTALL)
"""A token of a text in ASCII."""


@cache
def _any_token() -> re.Pattern[str]:
    """Compile the pattern of any text's tokens when one asks for it: that takes longer than to merge a document."""
    return re.compile(rf"\s+|[{CJK}]|(?:(?![{CJK}])[\w'\u2019-])+|.", re.DOTALL)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")


class WordEdit(NamedTuple):
    """A stretch of prose: `kind` is 'same', 'removed' or 'added'."""

    kind: str
    text: str


def tokens(text: str) -> list[str]:
    """Cut TEXT into words, spaces and signs; joined, they are TEXT again."""
    return (_TOKEN if text.isascii() else _any_token()).findall(text)


def bare_words(text: str) -> list[str]:
    """Return the words of TEXT without what stands between them."""
    return _word().findall(text)


def is_word(token: str) -> bool:
    """Tell whether TOKEN is more than space or punctuation."""
    return any(character.isalnum() for character in token)


def word_diff(before: str, after: str) -> tuple[WordEdit, ...]:
    """Compare two texts word by word."""
    old, new = tokens(before), tokens(after)
    return tuple(edit for edit in _runs(old, new) if edit.text)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[WordEdit]:
    done = 0
    for start, end, new_start, new_end in _joined(old, new):
        yield WordEdit("same", "".join(old[done:start]))
        yield WordEdit("removed", "".join(old[start:end]))
        yield WordEdit("added", "".join(new[new_start:new_end]))
        done = end
    yield WordEdit("same", "".join(old[done:]))


def _joined(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return the edits; two replacements with nothing but space, or one CJK character, between them count as one."""
    found: list[tuple[int, int, int, int]] = []
    for edit in edits(old, new):
        if found and _slight("".join(old[found[-1][1] : edit.start]).strip()):
            found[-1] = (found[-1][0], edit.end, found[-1][2], edit.new_end)
        else:
            found.append((edit.start, edit.end, edit.new_start, edit.new_end))
    return found


def _slight(between: str) -> bool:
    """Tell whether what stands BETWEEN two changes helps nobody who reads them: a lone CJK character is no word."""
    return not between or (len(between) == 1 and not between.isascii() and is_word(between))


def marked(words: Sequence[WordEdit]) -> str:
    """Write a word diff on one line: `She [-walks-]{+runs+} home.`."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[edit.kind].format(edit.text) for edit in words)
