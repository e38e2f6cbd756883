"""The classic arc nearest to a curve of feeling.

The six shapes are those that Reagan, Mitchell, Kiley, Danforth and Dodds found in 1,327 stories: "The emotional arcs of
stories are dominated by six basic shapes", EPJ Data Science 5:31 (2016). Each is drawn here as the half cosine that its
mode comes close to: one swing, two or three, begun upwards or downwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHAPES: Mapping[str, tuple[int, int]] = {
    "rags to riches": (1, -1),
    "tragedy": (1, 1),
    "man in a hole": (2, 1),
    "icarus": (2, -1),
    "cinderella": (3, -1),
    "oedipus": (3, 1),
}
"""Each shape as the number of its swings and the sign it begins with: -1 is low."""

TOLD: Mapping[str, str] = {
    "rags to riches": "rise",
    "tragedy": "fall",
    "man in a hole": "fall, then rise",
    "icarus": "rise, then fall",
    "cinderella": "rise, fall, rise",
    "oedipus": "fall, rise, fall",
}
"""What each shape does."""

SHORTEST = 8
"""Fewer scenes than this have no shape: with few values every curve is near to some arc."""

LEVEL = 0.05
"""A curve whose standard deviation is less than this stays level."""


@dataclass(frozen=True, slots=True)
class Arc:
    """The shape nearest to a curve: `name` None where there is none, and `says` then tells why.

    `residual` is what of the curve the shape leaves unexplained: 0 nothing, 1 all of it; `residuals` has that of each.
    """

    name: str | None
    says: str
    residual: float | None = None
    residuals: Mapping[str, float] | None = None


TOO_SHORT = Arc(None, "too short to tell")
FLAT = Arc(None, "level: it neither rises nor falls")


def shape(name: str, count: int) -> tuple[float, ...]:
    """Return the curve of a classic arc at COUNT scenes, -1…1."""
    swings, sign = SHAPES[name]
    return tuple(sign * math.cos(math.pi * swings * (index + 0.5) / count) for index in range(count))


def nearest_arc(curve: Sequence[float]) -> Arc:
    """Return the classic arc nearest to CURVE, the valence of one scene after the other.

    Curve and shape are moved to a mean of 0 and scaled to a length of 1, so that only the form counts. The residual is
    the length of what is left of the curve once its part along the shape is taken away; a shape to which the curve runs
    contrary explains nothing.
    """
    if len(curve) < SHORTEST:
        return TOO_SHORT
    mean = math.fsum(curve) / len(curve)
    centred = [value - mean for value in curve]
    length = math.hypot(*centred)
    if length < LEVEL * math.sqrt(len(curve)):
        return FLAT
    residuals = {name: _residual([value / length for value in centred], name) for name in SHAPES}
    name = min(residuals, key=lambda each: residuals[each])
    return Arc(name, TOLD[name], residuals[name], residuals)


def _residual(curve: Sequence[float], name: str) -> float:
    drawn = shape(name, len(curve))
    along = math.fsum(a * b for a, b in zip(curve, drawn, strict=True)) / math.hypot(*drawn)
    return round(math.sqrt(max(0.0, 1.0 - max(0.0, along) ** 2)), 9)
