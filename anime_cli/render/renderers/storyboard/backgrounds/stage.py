"""The stage of a place: where to draw, in what light, with which dice; perspective.

The world is 1280 x 720 with a bleed all round, so that a close-up can enlarge it and a tilted camera finds no edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.path import Point, polygon, polyline
from anime_cli.figure.svg import fading

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from anime_cli.figure.svg import Svg
    from anime_cli.render.renderers.storyboard.light import Light

LEFT, RIGHT, TOP, BOTTOM = -260, 1540, -180, 900
WIDE, TALL = RIGHT - LEFT, BOTTOM - TOP
Spot = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Stage:
    """What a place is drawn with; `horizon` is the height of the eye on the picture.

    With `roomy` people stand in it head to foot: the middle of the floor stays free.
    """

    svg: Svg
    light: Light
    chance: random.Random
    horizon: float
    roomy: bool = False

    def paint(self, colour: str) -> str:
        """Light a colour."""
        return self.light.grade(colour)

    def fill(self, points: Sequence[Point], colour: str, opacity: float = 1.0) -> None:
        """Fill a polygon with a lit colour."""
        self.svg.path(polygon(points), self.paint(colour), opacity=opacity)

    def line(self, *points: Point, colour: str, width: float, opacity: float = 1.0) -> None:
        """Draw a lit line through POINTS."""
        self.svg.path(polyline(*points), stroke=self.paint(colour), width=width, opacity=opacity)

    def band(self, top: float, bottom: float, fill: str) -> None:
        """Fill a strip across the whole world."""
        self.svg.rect(LEFT, top, WIDE, bottom - top, fill)

    def glow(self, at: Point, radius: float, colour: str, opacity: float = 0.8) -> None:
        """Draw a soft light."""
        fill = self.svg.radial(fading(colour, (0, opacity), (0.4, opacity * 0.35), (1, 0)))
        self.svg.ellipse(*at, radius, radius, fill)


@dataclass(frozen=True, slots=True)
class View:
    """One-point perspective: depth z scales by 1/z about the vanishing point."""

    x: float
    y: float

    def at(self, spot: Spot) -> Point:
        """Project a spot of the room (x, y, z)."""
        x, y, z = spot
        return self.x + (x - self.x) / z, self.y + (y - self.y) / z

    def all(self, *spots: Spot) -> list[Point]:
        """Project several spots."""
        return [self.at(spot) for spot in spots]

    def floor(self, x0: float, x1: float, y: float, z0: float, z1: float) -> list[Point]:
        """Project a level rectangle."""
        return self.all((x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1))

    def side(self, x: float, y0: float, y1: float, z0: float, z1: float) -> list[Point]:
        """Project a rectangle of a wall that runs into the depth."""
        return self.all((x, y0, z0), (x, y1, z0), (x, y1, z1), (x, y0, z1))

    def front(self, x0: float, x1: float, y0: float, y1: float, z: float) -> list[Point]:
        """Project a rectangle that faces the eye."""
        return self.all((x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z))


@dataclass(frozen=True, slots=True)
class Block:
    """A box in the room: from x0 to x1, top y0 to bottom y1, near z0 to far z1."""

    x0: float
    x1: float
    y0: float
    y1: float
    z0: float
    z1: float


def draw_block(stage: Stage, view: View, block: Block, top: str, front: str, side: str) -> None:
    """Draw the faces of a box that the eye sees."""
    b = block
    stage.fill(view.floor(b.x0, b.x1, b.y0, b.z0, b.z1), top)
    flank = b.x1 if (b.x0 + b.x1) / 2 < view.x else b.x0
    stage.fill(view.side(flank, b.y0, b.y1, b.z0, b.z1), side)
    stage.fill(view.front(b.x0, b.x1, b.y0, b.y1, b.z0), front)
