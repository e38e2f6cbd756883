"""Prose in columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anime_cli.cli.typeset import cells, centred, fitted, paragraphs, wrap

WORDS = st.lists(st.text("abc春の花。、é", min_size=1, max_size=12), max_size=30).map(" ".join)


def test_words_stay_whole_and_cjk_breaks_anywhere() -> None:
    """A wide character fills two cells; a line never begins with a closing sign."""
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("春が来た。桜が咲く", 8) == ["春が来た。", "桜が咲く"]
    assert cells("春a") == 3
    assert wrap("unbreakable", 3) == ["unbreakable"]
    assert wrap("", 10) == []


def test_paragraphs_keep_their_empty_line() -> None:
    """An empty line parts two paragraphs; each line stands at the indent."""
    assert paragraphs("one two\nthree\n\nfour", 9, 2) == ["  one two", "  three", "", "  four"]
    assert centred("ab", 6) == "  ab"


@given(WORDS, st.integers(10, 60))
def test_no_word_is_lost(text: str, width: int) -> None:
    """What is set says what was written, and no line is wider than its page but by a closing sign."""
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= max(width, 24) + 24 for line in lines)


@given(st.text("abc春の花é\n\t ", max_size=30), st.integers(1, 20))
def test_what_is_fitted_fills_its_cells(text: str, width: int) -> None:
    """One line, as wide as asked; what has room is not cut."""
    line = fitted(text, width)
    assert cells(line) == width
    assert not {"\n", "\t"} & set(line)
    assert ("…" in line) is (cells(text) > width)
