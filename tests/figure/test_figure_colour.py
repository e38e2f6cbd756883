"""Colours: OKLab and back, shadows, words."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anime_cli.figure.colour import (
    channels,
    colours,
    contour,
    from_oklab,
    is_hex,
    mix,
    multiply,
    named,
    oklab,
    shade,
    shift,
    skins,
    to_hex,
)

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02x}{:02x}{:02x}".format(*rgb))


@given(COLOURS)
def test_oklab_and_back_is_the_same_colour(colour: str) -> None:
    assert from_oklab(*oklab(colour)) == colour


@given(COLOURS, COLOURS)
def test_a_mix_starts_and_ends_with_its_colours(first: str, second: str) -> None:
    assert mix(first, second, 0) == first
    assert mix(first, second, 1) == second


@given(COLOURS)
def test_every_derived_colour_is_a_colour(colour: str) -> None:
    for derived in (shade(colour), contour(colour), shift(colour, 0.1, 0.9), multiply(colour, "#ffe3d3")):
        assert is_hex(derived)


@given(COLOURS.filter(lambda colour: oklab(colour)[0] > 0.35))
def test_shadow_is_darker_and_line_art_is_darker_still(colour: str) -> None:
    assert oklab(shade(colour))[0] < oklab(colour)[0]
    assert oklab(contour(colour))[0] < oklab(colour)[0]


def test_known_values() -> None:
    """White and black are the ends of OKLab's lightness; a short hex means its long form."""
    assert oklab("#ffffff")[0] == pytest.approx(1.0, abs=1e-6)
    assert oklab("#000000")[0] == pytest.approx(0.0, abs=1e-6)
    assert channels("#f0c") == channels("#ff00cc")
    assert to_hex(2.0, -1.0, 0.5) == "#ff0080"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("navy", colours()["navy"]),
        ("Navy Blue skirt", colours()["blue"]),
        ("dark brown", colours()["dark brown"]),
        ("pale lilac", colours()["lavender"]),
        ("#abc", "#aabbcc"),
        ("", "#123456"),
    ],
)
def test_words_for_colours(word: str, expected: str) -> None:
    assert named(word, "#123456") == expected


def test_skin_has_words_of_its_own() -> None:
    assert named("dark", "fair", skins()) == skins()["dark"]
    assert named("", "fair", skins()) == skins()["fair"]


def test_an_unknown_word_gives_the_nearest_colour_and_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="anime_cli.figure"):
        assert named("turqoise", "red") == colours()["turquoise"]
        assert named("turqoise", "red") == colours()["turquoise"]
        assert named("zzzz-qqqq", "red") == colours()["grey"]
    assert [record.getMessage() for record in caplog.records] == [
        "The storyboard knows no colour 'turqoise': it draws 'turquoise'.",
        "The storyboard knows no colour 'zzzz-qqqq': it draws 'grey'.",
    ]


def test_a_registry_is_a_table() -> None:
    table = colours()
    assert len(table) == len(list(table)) > 40
    assert table.mentioned("nothing of the sort") is None
    assert table.name_of("") == table.default
