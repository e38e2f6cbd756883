"""What a part is drawn with: the document, the light, the width of a line; cel shading in two steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.colour import contour, mix, shade
from anime_cli.figure.path import Point, polyline
from anime_cli.figure.svg import move

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.figure.svg import Svg
    from anime_cli.render.renderers.storyboard.light import Light

LINE = 2.7
THINNEST = 1.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """Pens and paints for a figure: `line` is a contour's width in head units, `dim` darkens a figure near the eye."""

    svg: Svg
    light: Light
    line: float
    dim: float = 0.0

    @property
    def toward_light(self) -> Point:
        """How far the lit part of a cel lies from its shadow."""
        return 8 * self.light.key[0], 6 * self.light.key[1]

    def paint(self, colour: str) -> str:
        """Light the colour of skin, hair and things."""
        return self._dimmed(self.light.grade(colour))

    def cloth(self, colour: str) -> str:
        """Light the colour of cloth."""
        return self._dimmed(self.light.dress(colour))

    def outline(self, colour: str) -> str:
        """Give the line colour of a surface."""
        return self.paint(contour(colour))

    def _dimmed(self, colour: str) -> str:
        return mix(colour, "#1a1430", self.dim) if self.dim else colour

    def fill(self, data: str, colour: str, opacity: float = 1.0, transform: str = "") -> None:
        """Fill an outline with a lit colour."""
        self.svg.path(data, self.paint(colour), opacity=opacity, transform=transform)

    def stroke(self, data: str, colour: str, width: float = 1.0, opacity: float = 1.0) -> None:
        """Draw the line art of COLOUR's surface, WIDTH times the contour's."""
        self.svg.path(data, stroke=self.outline(colour), width=self.line * width, opacity=opacity)

    def stitch(self, *points: Point, colour: str, width: float = 0.6, opacity: float = 0.75) -> None:
        """Draw an inner line straight through POINTS."""
        self.stroke(polyline(*points), colour, width, opacity)

    def cel(
        self,
        data: str,
        colour: str,
        *,
        cloth: bool = False,
        depth: Point = (1.0, 1.0),
        rim: bool = False,
        lined: bool = True,
        under: bool = False,
    ) -> None:
        """Fill in shadow, lay the lit colour over it toward the light, then the contour.

        `depth` scales the shadow's width; `rim` adds the rim light on the far side; `under` draws the contour first,
        which hides it where the outline crosses itself.
        """
        lit = self.cloth if cloth else self.paint
        if lined and under:
            self.svg.path(data, stroke=self.outline(colour), width=self.line * 2)
        dx, dy = self.toward_light[0] * depth[0], self.toward_light[1] * depth[1]
        dark = lit(shade(colour))
        edge = self._dimmed(self.light.rim) if rim and self.light.rim else ""
        self.svg.path(data, edge or dark)
        with self.svg.inside(data):
            if edge:
                self.svg.path(data, dark, transform=move(5 if dx > 0 else -5, -2))
                dx *= 1.5
            self.svg.path(data, lit(colour), transform=move(dx, dy))
        if lined and not under:
            self.stroke(data, colour)

    def cels(self, shapes: Sequence[str], colour: str, *, cloth: bool = False, depth: Point = (1.0, 1.0)) -> None:
        """Draw shapes of one COLOUR grown together: one contour round them all."""
        for data in shapes:
            self.svg.path(data, stroke=self.outline(colour), width=self.line * 2)
        for data in shapes:
            self.cel(data, colour, cloth=cloth, depth=depth, lined=False)
