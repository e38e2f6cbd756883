"""Prose: where sentences end, which line breaks are spaces, and that one form says the same as the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.text.prose import lines, normal, sentences

# ruff: noqa: RUF001  # the signs of other scripts are meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It rains.\nIt pours.", ["It rains.", "It pours."]),
        ("wait…\nSo it is.", ["wait…", "So it is."]),
        ("雨が降る。\n鐘が鳴る。", ["雨が降る。", "鐘が鳴る。"]),
        ("見たのか。\n……じゃあ、行く。", ["見たのか。", "……じゃあ、行く。"]),
        ("見たのか。……じゃあ、行く。", ["見たのか。", "……じゃあ、行く。"]),
        ("そうか……\nじゃあ。", ["そうか……じゃあ。"]),
        ("え！……。そう。", ["え！……。", "そう。"]),
        ("「待って！」――と言った。", ["「待って！」――と言った。"]),
        ("「行くな」と\n言った。", ["「行くな」と言った。"]),
        ("雨。……", ["雨。……"]),
    ],
)
def test_sentences(text: str, said: list[str]) -> None:
    """A line break between wide characters is nothing, an ellipsis beside one among them; one may begin a sentence."""
    assert sentences(text) == said


def holds(text: str) -> None:
    """Check that the canonical form of TEXT says what TEXT says, and is its own."""
    said = normal(text)
    assert normal(said) == said
    assert normal("\n".join(lines(text))) == said
    assert lines("\n".join(lines(text))) == lines(text)


SIGNS = st.text("あ漢。！？…‥—―」「、ー a.!?\n", max_size=14)


@settings(max_examples=300, deadline=None)
@given(SIGNS)
def test_a_sentence_a_line_says_the_same(text: str) -> None:
    holds(text)


@pytest.mark.slow
@settings(max_examples=50_000, deadline=None)
@given(SIGNS)
def test_a_sentence_a_line_says_the_same_deeply(text: str) -> None:
    holds(text)
