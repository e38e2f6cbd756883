"""Eyes and brows. Local coordinates: the eye's centre is the origin, +x points away from the nose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.colour import contour, mix, shift
from anime_cli.figure.path import Path, Point, bezier, polygon, ribbon, smooth

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.expression import Expression
    from anime_cli.render.renderers.storyboard.ink import Ink
    from anime_cli.render.renderers.storyboard.sheet import Sheet

_SIZE = 1.06
_SHUT_BELOW = 0.12
_LASH = (1.5, 3, 4.2, 5.2, 6.2, 7, 7.4, 7.4, 7, 6.4, 4.5)
_THIN_LASH = (1.5, 2.5, 3.5, 4.2, 4.8, 5, 5, 5, 4.8, 4.2, 3)
_LOWER_LASH = (0.6, 1.2, 1.7, 2, 2.2, 2.3, 2.3, 2, 1.7, 1.2, 0.5)
_HAPPY_ARC = (2, 3, 4.5, 5.5, 6, 6.5, 6.5, 6, 5.5, 4, 2)
_SHUT_ARC = (2, 3, 4.5, 5.5, 6, 6, 6, 5.5, 5, 4, 2)


@dataclass(frozen=True, slots=True)
class Lids:
    """The opening of an eye: the upper edge from the inner to the outer corner, the lower edge back again."""

    inner: Point
    outer: Point
    upper: list[Point]
    lower: list[Point]

    @property
    def outline(self) -> str:
        """The white of the eye."""
        return polygon(self.upper + self.lower[1:])


def lids_of(face: Expression) -> Lids:
    """Shape the lids by how far they are open and how they slant."""
    up, down = max(0.0, face.slant), max(0.0, -face.slant)
    inner, outer = (-22.0, 5 + 9 * up - 5 * down), (25.0, -3 + 11 * down - 7 * up)
    height, low = face.open, face.lower
    rise, crest = (-18, -4 - 18 * height + 8 * up - 5 * down), (8 + 3 * down, -34 * height + 2 + 7 * down)
    upper = bezier(inner, rise, crest, outer)
    dip = (-3.0, 26 * low)
    lower = bezier(outer, (24, 17 * low + 2 * down), (12, 27 * low), dip)
    lower += bezier(dip, (-13, 25 * low), (-20, 18 * low), inner)
    return Lids(inner, outer, upper, lower)


def lash_colour(sheet: Sheet) -> str:
    """Give the dark of lashes."""
    return mix(contour(sheet.hair), "#1c1420", 0.55)


def _happy_arc(ink: Ink, sheet: Sheet) -> None:
    lash = lash_colour(sheet)
    ink.svg.path(ribbon(bezier((-24, 12), (-16, -14), (14, -18), (26, 10)), _HAPPY_ARC), lash)
    ink.svg.path(ribbon([(20, -3), (30, -4)], [4, 0.6]), lash)
    ink.stroke(str(Path((-14, -20)).quad((2, -28), (18, -18))), sheet.skin, 0.6, 0.7)


def _shut_lid(ink: Ink, sheet: Sheet) -> None:
    lash = lash_colour(sheet)
    ink.svg.path(ribbon(bezier((-23, 6), (-14, 22), (12, 22), (26, 4)), _SHUT_ARC), lash)
    for x in (8, 17):
        ink.svg.path(ribbon([(x, 14 - x * 0.3), (x + 5, 22 - x * 0.3)], [3, 0.5]), lash)
    ink.stroke(str(Path((-16, -4)).quad((2, -10), (19, -5))), sheet.skin, 0.6, 0.6)


def _iris(ink: Ink, sheet: Sheet, face: Expression, side: float, lids: Lids) -> None:
    colour, size = sheet.eyes, face.iris
    x, y, rx, ry = -1 + 6 * face.gaze_x * side, 1 + 6 * face.gaze_y, 15.5 * size, 21 * size
    svg = ink.svg
    svg.ellipse(x, y, rx + 1.2, ry + 1.2, ink.paint(mix(colour, "#150d24", 0.72)))
    deep, own = mix(colour, "#140c28", 0.62), mix(colour, "#2a1c48", 0.18)
    shades = (deep, own, shift(colour, 0.10, 1.15), shift(colour, 0.2, 0.95))
    stops = [(at, ink.paint(c), 1.0) for at, c in zip((0, 0.42, 0.78, 1), shades, strict=True)]
    svg.ellipse(x, y, rx, ry, svg.linear(stops))
    svg.ellipse(x, y + 1, rx * 0.44, ry * 0.46, ink.paint(mix(colour, "#0d0818", 0.8)))
    left, right, level = x - rx * 0.72, x + rx * 0.72, y + ry * 0.42
    crescent = Path((left, level)).quad((x, y + ry * 1.05), (right, level), (x, y + ry * 0.78), (left, level)).close()
    ink.fill(crescent, shift(colour, 0.26, 0.8), 0.75)
    shadow = lids.upper + [(a, b + 7.5) for a, b in reversed(lids.upper)]
    ink.fill(polygon(shadow), "#4b3d77", 0.38)
    glint = max(0.75, size)
    svg.ellipse(x - side * 5.5 * size, y - 8.5 * size, 5.6 * glint, 7 * glint, "#ffffff")
    svg.ellipse(x + side * 6 * size, y + 9 * size, 2.8, 3.3, "#ffffff", opacity=0.92)


def _lashes(ink: Ink, sheet: Sheet, face: Expression, lids: Lids) -> None:
    lash, (ox, oy), low = lash_colour(sheet), lids.outer, face.lower
    svg = ink.svg
    svg.path(ribbon([(a, b - 1) for a, b in lids.upper], _THIN_LASH if sheet.male else _LASH, 3), lash)
    if not sheet.male:
        svg.path(ribbon([(ox - 7, oy - 4), (ox + 2, oy + 1), (ox + 8.5, oy - 5)], [6.5, 4.5, 0.5]), lash)
        svg.path(ribbon([(ox - 2, oy + 1), (ox + 6, oy + 4)], [3.6, 0.5]), lash)
    edge = bezier((ox - 1, oy + 9 * low), (20, 18 * low), (12, 25.5 * low), (0, 26.4 * low))
    svg.path(ribbon(edge, _LOWER_LASH), lash, opacity=0.8)
    crease = smooth([(a * 0.92, b - 8) for a, b in lids.upper[2:9:2]], closed=False)
    ink.stroke(crease, sheet.skin, 0.55, 0.75)


def draw_eye(ink: Ink, sheet: Sheet, face: Expression, at: Point, side: float, narrow: float) -> None:
    """Draw one eye at AT; SIDE is 1 on the right of the picture, -1 on the left; NARROW below 1 foreshortens it."""
    tall = 0.80 if sheet.male else 1.0
    scale = f"scale({side * narrow * _SIZE:.3f} {tall * _SIZE:.3f})"
    with ink.svg.group(f"translate({at[0]:.1f} {at[1]:.1f}) {scale}"):
        if face.arc > 0:
            _happy_arc(ink, sheet)
        elif (face.arc < 0 and face.open < 0.45) or face.open < _SHUT_BELOW:  # noqa: PLR2004  # the lid has fallen
            _shut_lid(ink, sheet)
        else:
            lids = lids_of(face)
            ink.fill(lids.outline, "#fbf8fb")
            with ink.svg.inside(lids.outline):
                _iris(ink, sheet, face, side, lids)
            _lashes(ink, sheet, face, lids)


def draw_brow(ink: Ink, sheet: Sheet, face: Expression, at: Point, side: float, narrow: float) -> None:
    """Draw one brow: over the hair, as anime does, so that the feeling reads."""
    (x, y), tilt, lift = at, face.tilt, face.brow * 9
    thick = 1.35 if sheet.male else 1.0
    reach = side * narrow
    spine = [
        (x - reach * 19, y + lift + 8 * tilt),
        (x + reach * 2, y + lift - 4 + tilt),
        (x + reach * 26, y + lift + 3 - 6 * tilt),
    ]
    ink.fill(ribbon(spine, [6 * thick, 5.4 * thick, 1]), mix(contour(sheet.hair), sheet.hair, 0.08))
