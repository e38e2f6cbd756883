"""The fifty premises that the planner is measured by are well formed.

`tests/premises.txt` holds one premise a line, as a writer would type it: 6 to 25 words of English, or Japanese. Behind
a tab stand its nouns and traits, 3 to 8 of them with commas between: whoever acts, what they are like, what they find,
what stands against them, where and when. Each is to appear in a scene of the story that grows from the premise. They
are in lower case; a noun that the premise has in the plural is listed in the singular, and either form will do. Not
listed are numbers, determiners and `last`, `only`, `same`, and words that speak of the telling (`the story of`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

PREMISES = Path(__file__).parent / "premises.txt"
KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")


@dataclass(frozen=True)
class Premise:
    """A premise and the nouns and traits that its story is to show."""

    text: str
    words: tuple[str, ...]

    @property
    def japanese(self) -> bool:
        return KANA.search(self.text) is not None


def read(line: str) -> Premise:
    """Read one line; a line without its one tab is no premise."""
    text, words = line.split("\t")
    return Premise(text, tuple(words.split(",")))


def stands_in(word: str, premise: Premise) -> bool:
    """Tell whether WORD, or its plural, stands in the text as a whole word; Japanese has no gaps between words."""
    text = premise.text.casefold()
    return word in text if premise.japanese else re.search(rf"\b{re.escape(word)}(e?s)?\b", text) is not None


ALL = [read(line) for line in PREMISES.read_text(encoding="utf-8").splitlines()]
each = pytest.mark.parametrize("premise", ALL, ids=lambda premise: premise.text[:30])


def test_there_are_fifty_and_no_two_are_alike() -> None:
    """A premise that stood twice would count twice."""
    assert len(ALL) == len({premise.text.casefold() for premise in ALL}) == 50


def test_eight_are_japanese() -> None:
    """The planner writes in two languages, so it is measured in both."""
    assert sum(premise.japanese for premise in ALL) == 8


@each
def test_a_premise_has_a_writers_length(premise: Premise) -> None:
    """Nobody types less than a sentence, nor more than two."""
    assert premise.text == premise.text.strip()
    assert 15 <= len(premise.text) <= 60 if premise.japanese else 6 <= len(premise.text.split()) <= 25


@each
def test_its_words_are_its_own(premise: Premise) -> None:
    """Three to eight words, each once, in lower case, each from the premise."""
    assert 3 <= len(premise.words) == len(set(premise.words)) <= 8
    assert [word for word in premise.words if not word or word != word.casefold()] == []
    assert [word for word in premise.words if not stands_in(word, premise)] == []
