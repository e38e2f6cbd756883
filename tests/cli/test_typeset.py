"""Prose in columns."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from anime_cli.cli.typeset import CLOSING, OPENING, cells, centred, fitted, paragraphs, wrap

WORDS = st.lists(st.text("abc春の花。、é", min_size=1, max_size=12), max_size=30).map(" ".join)


def test_words_stay_whole_and_cjk_breaks_anywhere() -> None:
    """A wide character fills two cells; a closing sign goes to the next line with what it closes."""
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("春が来た。桜が咲く", 8) == ["春が来", "た。桜が", "咲く"]
    assert cells("春a") == 3
    assert wrap("unbreakable", 3) == ["unbreakable"]
    assert wrap("", 10) == []


def test_paragraphs_keep_their_empty_line() -> None:
    """An empty line parts two paragraphs; each line stands at the indent."""
    assert paragraphs("one two\nthree\n\nfour", 9, 2) == ["  one two", "  three", "", "  four"]
    assert centred("ab", 6) == "  ab"


@given(WORDS, st.integers(10, 60))
def test_no_word_is_lost(text: str, width: int) -> None:
    """What is set says what was written, and no line is wider than its page but by a word that has no room on any."""
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= width or len(wrap(line, 1)) == 1 for line in lines)


@given(st.text("雨が「降る」。、…『』a", max_size=40), st.integers(2, 30))
def test_signs_stay_with_what_they_close_or_open(text: str, width: int) -> None:
    """No line begins with a closing sign, none ends with an opening one."""
    for before, after in pairwise(wrap(text, width)):
        assert before[-1] not in OPENING
        assert after[0] not in CLOSING


@given(st.text("abc春の花é\n\t ", max_size=30), st.integers(1, 20))
def test_what_is_fitted_fills_its_cells(text: str, width: int) -> None:
    """One line, as wide as asked; what has room is not cut."""
    line = fitted(text, width)
    assert cells(line) == width
    assert not {"\n", "\t"} & set(line)
    assert ("…" in line) is (cells(text) > width)
