"""The nearest classic arc of a curve."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anime_cli.story.arc import FLAT, SHAPES, SHORTEST, TOLD, TOO_SHORT, nearest_arc, shape

CURVES = st.lists(st.floats(-1, 1, allow_nan=False), min_size=SHORTEST, max_size=60)
BY_HAND = {
    "rags to riches": [-0.6, -0.5, -0.5, -0.3, -0.1, 0.0, 0.2, 0.3, 0.5, 0.5],
    "tragedy": [0.5, 0.5, 0.4, 0.4, 0.1, 0.0, -0.3, -0.4, -0.6, -0.6],
    "man in a hole": [0.4, 0.2, 0.0, -0.3, -0.5, -0.5, -0.2, 0.1, 0.3, 0.6],
    "icarus": [-0.4, -0.1, 0.2, 0.5, 0.6, 0.5, 0.2, -0.1, -0.4, -0.5],
    "cinderella": [-0.5, 0.0, 0.4, 0.5, 0.1, -0.4, -0.6, -0.2, 0.3, 0.7],
    "oedipus": [0.4, 0.1, -0.3, -0.5, 0.0, 0.4, 0.5, 0.1, -0.4, -0.6],
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("count", [8, 9, 16, 40])
def test_a_pure_shape_is_found(name: str, count: int) -> None:
    """Each of the six, at any length, height and size, is its own nearest arc and leaves nothing unexplained."""
    found = nearest_arc([0.1 + 0.5 * value for value in shape(name, count)])
    assert (found.name, found.says) == (name, TOLD[name])
    assert found.residual == pytest.approx(0.0, abs=1e-4)
    assert found.residuals is not None
    assert min(value for other, value in found.residuals.items() if other != name) == pytest.approx(1.0)


@pytest.mark.parametrize("name", SHAPES)
def test_a_curve_drawn_by_hand_is_found(name: str) -> None:
    """Curves that a person would call so are called so."""
    found = nearest_arc(BY_HAND[name])
    assert found.name == name
    assert found.residual is not None
    assert found.residual < 0.5


@pytest.mark.parametrize("name", SHAPES)
def test_noise_is_survived(name: str) -> None:
    """With noise of half the shape's height, nineteen of twenty are still recognised."""
    chance = random.Random(name)
    curves = [[value + chance.uniform(-0.5, 0.5) for value in shape(name, 20)] for _ in range(100)]
    assert sum(nearest_arc(curve).name == name for curve in curves) >= 95


def test_what_has_no_shape_says_why() -> None:
    """Below eight scenes nothing is claimed, and a level curve has no arc."""
    assert nearest_arc(shape("icarus", SHORTEST - 1)) is TOO_SHORT
    assert nearest_arc([]) is TOO_SHORT
    assert nearest_arc([0.3] * 12) is FLAT
    assert nearest_arc([0.3, 0.31] * 6) is FLAT


@given(CURVES)
def test_residuals_are_shares(curve: list[float]) -> None:
    """A residual is within 0…1, the nearest has the least, and the contrary curve has the contrary arc."""
    found = nearest_arc(curve)
    if found is FLAT:
        return
    assert found.residuals is not None
    assert all(0 <= value <= 1 for value in found.residuals.values())
    assert found.residual == min(found.residuals.values())
    assert found.name is not None
    contrary = nearest_arc([-value for value in curve]).residuals
    swings, sign = SHAPES[found.name]
    opposite = next(name for name, told in SHAPES.items() if told == (swings, -sign))
    assert contrary is not None
    assert contrary[opposite] == pytest.approx(found.residual)
