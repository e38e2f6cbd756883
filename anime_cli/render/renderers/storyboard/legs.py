"""From the waist down: legs, socks, shoes, trousers, skirts. One leg carries the weight, the other stands at ease."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.colour import shade, shift
from anime_cli.figure.path import Path, Point, box, polygon, polyline, ribbon, smooth

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.body import Frame
    from anime_cli.render.renderers.storyboard.ink import Ink
    from anime_cli.render.renderers.storyboard.sheet import Sheet

_SIDES = (-1, 1)
_FAR = 900


@dataclass(frozen=True, slots=True)
class Footwear:
    """Shoes and socks; `sock` is how high the sock reaches, as a share of the lower leg."""

    shoes: str
    socks: str
    sock: float


FOOTWEAR = {
    "sailor": Footwear("#4a2f2a", "#2d3047", 0.94),
    "blazer": Footwear("#4a2f2a", "#2d3047", 0.94),
    "gakuran": Footwear("#2b2630", "#f0eef2", 0.2),
    "hoodie": Footwear("#f0ece6", "#3a3a48", 0.5),
    "coat": Footwear("#5a4034", "#3a3a48", 0.7),
    "tee": Footwear("#e8e6ea", "#fdfdfd", 0.22),
    "kimono": Footwear("#b0854f", "#fdfdfd", 0.3),
    "dress": Footwear("#7d4a3a", "#fdfaf4", 0.3),
}


def _leg_spine(sheet: Sheet, frame: Frame, side: int) -> list[Point]:
    """Follow a leg from the hip to the ankle; the right one is at ease, its knee and foot turned out."""
    ease = 16 if side > 0 else 0
    foot = (58 if sheet.male else 42) + ease
    top, knee, feet, wide = frame.hip_y - 10, frame.knee_y, frame.feet, frame.hip / 96
    shin = feet - knee
    return [
        (side * 46 * wide, top),
        (side * (50 + ease * 0.3) * wide, top + (knee - top) * 0.5),
        (side * (46 + ease * 0.9) * wide, knee - 14),
        (side * (47 + ease * 0.9) * wide, knee + shin * 0.3),
        (side * (foot + 3) * wide, knee + shin * 0.7),
        (side * foot * wide, feet - 24),
    ]


def _bare_leg(ink: Ink, sheet: Sheet, frame: Frame, side: int) -> None:
    wear = FOOTWEAR[sheet.outfit.kind]
    leg = ribbon(_leg_spine(sheet, frame, side), [v * frame.thick for v in (98, 88, 64, 68, 48, 38)])
    ink.cel(leg, sheet.skin)
    edge = frame.feet - (frame.feet - frame.knee_y) * wear.sock
    with ink.svg.inside(leg):
        ink.fill(box(-300, frame.hip_y + 60, 600, 76), shade(sheet.skin), 0.85)
        ink.svg.path(box(-300, edge, 600, _FAR), ink.cloth(shade(wear.socks)))
        ink.svg.path(box(-300 + ink.toward_light[0] + side * 48, edge, 300, _FAR), ink.cloth(wear.socks))
        ink.svg.path(box(-300, edge, 600, 9), ink.cloth(shift(wear.socks, 0.06)))
    ink.stroke(leg, sheet.skin)
    knee = frame.knee_y - 18
    x = side * 50
    ink.stroke(str(Path((x - 12, knee)).quad((x, knee + 10), (x + 12, knee))), sheet.skin, 0.5, 0.5)


def _trouser_leg(ink: Ink, sheet: Sheet, frame: Frame, side: int) -> None:
    spine, colour = _leg_spine(sheet, frame, side), sheet.outfit.bottom
    spine[-1] = (spine[-1][0], frame.feet - 14)
    thick = (frame.thick + 0.94) / 2
    ink.cel(ribbon(spine, [v * thick for v in (112, 98, 78, 74, 60, 56)]), colour, cloth=True)
    knee = frame.knee_y
    ink.stitch((spine[1][0], frame.hip_y + 70), (spine[3][0], knee + 30), colour=colour, width=0.5, opacity=0.5)
    for i, dy in enumerate((0, 16)):
        x = spine[2][0] - side * (26 - i * 6)
        bend = Path((x, knee - 10 + dy)).quad((x + side * 14, knee - 4 + dy), (x + side * 30, knee - 12 + dy))
        ink.stroke(str(bend), colour, 0.6, 0.7)
    x = spine[-1][0]
    crumple = Path((x - 20, frame.feet - 44)).quad((x, frame.feet - 34), (x + 18, frame.feet - 48))
    ink.stroke(str(crumple), colour, 0.6, 0.7)


def _shoe(ink: Ink, sheet: Sheet, frame: Frame, side: int) -> None:
    x, y = _leg_spine(sheet, frame, side)[-1][0], frame.feet
    colour = FOOTWEAR[sheet.outfit.kind].shoes
    top = [(-19, -34), (17, -34), (23, -16), (36, -2), (34, 7), (-20, 7), (-23, -8)]
    ink.cel(smooth([(x + side * a, y + b) for a, b in top], tension=0.75), colour, depth=(0.6, 0.8))
    sole = [(-22, 2), (36, 2), (33, 9), (-20, 9)]
    ink.svg.path(polygon([(x + side * a, y + b) for a, b in sole]), ink.outline(colour))
    ink.stroke(
        str(Path((x - side * 8, y - 20)).quad((x + side * 6, y - 12), (x + side * 20, y - 18))), colour, 0.6, 0.7
    )


_PLEATS = 8


def _pleats(ink: Ink, frame: Frame, colour: str, hem: float, flare: float) -> None:
    """Draw a pleated skirt from the waist to HEM."""
    half, count = frame.hip + flare, _PLEATS
    xs = [-half + 2 * half * i / count for i in range(count + 1)]
    outline = Path((-frame.waist - 2, frame.waist_y - 6)).quad((-half * 0.86, frame.hip_y - 30), (xs[0], hem - 10))
    for i, x in enumerate(xs[1:]):
        sag = 8 * (1 - (x / half) ** 2)
        outline.line((xs[i] + (x - xs[i]) * 0.45, hem + 6 + sag), (x, hem - (6 if i % 2 else 0) + sag))
    data = outline.quad((half * 0.86, frame.hip_y - 30), (frame.waist + 2, frame.waist_y - 6)).close()
    ink.cel(data, colour, cloth=True)
    with ink.svg.inside(data):
        for i in range(1, count):
            top = -frame.waist + 2 * frame.waist * i / count
            fold = polygon([(top, frame.waist_y), (xs[i], hem + 10), (xs[i] - 13, hem + 10)])
            ink.svg.path(fold, ink.cloth(shade(colour)), opacity=0.8)
    for i in range(1, count):
        start = (-frame.waist + 2 * frame.waist * i / count, frame.waist_y + 4)
        ink.stitch(start, (xs[i], hem + 2 + 6 * (1 - (xs[i] / half) ** 2)), colour=colour)
    band = box(-frame.waist - 4, frame.waist_y - 12, 2 * frame.waist + 8, 16)
    ink.cel(band, shift(colour, -0.03), cloth=True, depth=(0.3, 0.3))


def _gown(ink: Ink, frame: Frame, colour: str, hem: float, spread: float) -> None:
    """Draw a skirt that falls in long folds."""
    half = frame.hip + spread
    outline = (
        Path((-frame.waist - 4, frame.waist_y - 20))
        .quad((-half * 0.8, frame.hip_y + 30), (-half, hem))
        .quad((0, hem + 24), (half, hem))
        .quad((half * 0.8, frame.hip_y + 30), (frame.waist + 4, frame.waist_y - 20))
        .close()
    )
    ink.cel(outline, colour, cloth=True)
    for i in range(-2, 3):
        fold = Path((i * 24, frame.waist_y)).quad((i * 34, frame.hip_y), (i * half * 0.36, hem + 8 - abs(i) * 4))
        ink.stroke(str(fold), colour, 0.6, 0.7)


def draw_legs(ink: Ink, sheet: Sheet, frame: Frame) -> None:
    """Draw legs, footwear and what covers them."""
    outfit = sheet.outfit
    for side in _SIDES:
        if outfit.trousers:
            _shoe(ink, sheet, frame, side)
            _trouser_leg(ink, sheet, frame, side)
        else:
            _bare_leg(ink, sheet, frame, side)
            _shoe(ink, sheet, frame, side)
    if outfit.trousers:
        seam = frame.hip_y + 26
        ink.svg.path(polyline((0, frame.hip_y - 30), (2, seam)), stroke=ink.outline(outfit.bottom), width=ink.line)
    elif outfit.kind == "kimono":
        _gown(ink, frame, outfit.bottom, frame.feet - 26, 64)
    elif outfit.kind == "dress":
        _gown(ink, frame, outfit.bottom, frame.knee_y - 30, 52)
    else:
        _pleats(ink, frame, outfit.bottom, frame.hip_y + 116, 36)
