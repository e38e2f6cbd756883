"""Expressions: intensity moves every number one way, small ones read, tears come late."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anime_cli.render.renderers.storyboard.expression import EYES, MOUTHS, NEUTRAL, expression

EYE, MOUTH = st.sampled_from(sorted(EYES)), st.sampled_from(sorted(MOUTHS))


@given(EYE, MOUTH, st.floats(0, 1), st.floats(0, 1))
def test_more_intensity_never_moves_a_number_back(eyes: str, mouth: str, a: float, b: float) -> None:
    low, high = sorted((a, b))
    weak, strong = asdict(expression(eyes, mouth, low)), asdict(expression(eyes, mouth, high))
    for name, neutral in asdict(NEUTRAL).items():
        assert abs(weak[name] - neutral) <= abs(strong[name] - neutral) + 1e-9, name


@given(EYE, MOUTH)
def test_no_intensity_is_the_neutral_face(eyes: str, mouth: str) -> None:
    assert expression(eyes, mouth, 0) == NEUTRAL


@pytest.mark.parametrize(
    ("eyes", "mouth"), [("curved", "smile"), ("downcast", "frown"), ("narrow", "grimace"), ("wide", "open")]
)
def test_a_quarter_reads(eyes: str, mouth: str) -> None:
    """At 0.25 brow and mouth have gone more than a third of their way."""
    faint, full = expression(eyes, mouth, 0.25), expression(eyes, mouth, 1)
    assert abs(faint.curve - NEUTRAL.curve) > abs(full.curve - NEUTRAL.curve) / 3
    assert abs(faint.tilt) > abs(full.tilt) / 3


def test_tears_come_above_three_fifths_only() -> None:
    assert expression("downcast", "frown", 0.6).tear == 0
    assert expression("downcast", "frown", 0.75).tear > 0.2


def test_happy_eyes_become_arcs_late() -> None:
    assert expression("curved", "smile", 0.7).arc == 0
    assert expression("curved", "smile", 0.75).arc == 1
    assert expression("closed", "neutral", 1).arc == -1


def test_gaze_and_intensity_are_held_in_range() -> None:
    assert expression("wide", "open", 7, 9).gaze_x == 1
    assert expression("wide", "open", 7) == expression("wide", "open", 1)
