"""The look of drawings that are no scene: their width, their inks, and tints that tell things apart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from anime_cli.figure.colour import from_oklab
from anime_cli.figure.svg import Lettering

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH = 1280
"""How wide a drawing is, in pixels."""
EDGE = 40
"""The empty space at its sides."""
GROUND, PAPER, LINE, FAINT, INK, ACCENT = "#fcfbfe", "#ded9e8", "#b9b1ca", "#6f6880", "#2a2338", "#c2335a"
"""The ground, faint and plain lines on it, side notes, text, and what must be seen."""
GOLDEN = math.pi * (3 - math.sqrt(5))
"""The golden angle: however many colours are taken, neighbours differ."""
LIGHTNESS, CHROMA = 0.70, 0.115


class Tints:
    """A colour for each of some places, in the order they come; the next may look like the first after a dozen."""

    def __init__(self, places: Iterable[str]) -> None:
        self.places = tuple(dict.fromkeys(places))
        self._tints = {place: tint(number) for number, place in enumerate(self.places)}

    def __getitem__(self, place: str) -> str:
        return self._tints[place]


def tint(number: int) -> str:
    """Return the colour of the thing of this NUMBER, from 0."""
    angle = 3.6 + number * GOLDEN
    return from_oklab(LIGHTNESS - 0.05 * (number % 2), CHROMA * math.cos(angle), CHROMA * math.sin(angle))


def letters(size: float, fill: str = INK, *, bold: bool = False, anchor: str = "start") -> Lettering:
    """Return letters of a SIZE in pixels."""
    return Lettering(size=size, fill=fill, bold=bold, anchor=anchor)
