"""What an outfit shows on the chest: collars, ties, lapels, pockets; drawn inside the trunk and above its collar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.figure.colour import mix, shade, shift
from anime_cli.figure.path import Path, Point, box, polygon, polyline, ribbon, smooth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from anime_cli.render.renderers.storyboard.body import Frame
    from anime_cli.render.renderers.storyboard.ink import Ink
    from anime_cli.render.renderers.storyboard.sheet import Sheet

_SIDES = (-1, 1)
_WHITE = "#ffffff"


def _cloth(ink: Ink, points: Sequence[Point], colour: str) -> None:
    ink.cel(polygon(points), colour, cloth=True)


def _throat(ink: Ink, sheet: Sheet, points: list[Point], shadow: list[Point]) -> None:
    """Show the skin in an opening, with the chin's shadow on it."""
    ink.fill(polygon(points), sheet.skin)
    ink.fill(polygon(shadow), shade(sheet.skin), 0.55)


def _sailor(ink: Ink, sheet: Sheet, frame: Frame) -> None:
    outfit, wide = sheet.outfit, frame.shoulder
    _throat(ink, sheet, [(-34, 136), (0, 214), (34, 136)], [(-34, 132), (0, 186), (34, 132)])
    for s in _SIDES:
        flap = Path((s * 30, 128)).quad((s * wide * 0.48, 138), (s * wide * 0.64, 148))
        ink.cel(flap.line((s * wide * 0.56, 198), (0, 232), (s * 26, 134)).close(), outfit.bottom, cloth=True)
        stripe = polyline((s * wide * 0.58, 152), (s * wide * 0.51, 190), (s * 6, 221))
        ink.svg.path(stripe, stroke=ink.cloth(_WHITE), width=ink.line, opacity=0.9)
    for s in _SIDES:
        _cloth(ink, [(s * 3, 236), (s * 24, 296), (s * 10, 300), (s * 1, 246)], outfit.accent)
        loop = smooth([(0, 226), (s * 34, 208), (s * 48, 232), (s * 38, 258), (s * 8, 238)], tension=0.7)
        ink.cel(loop, outfit.accent, cloth=True)
    ink.cel(smooth([(-10, 218), (10, 218), (10, 242), (-10, 242)]), outfit.accent, cloth=True)


def _across(frame: Frame) -> float:
    """Return how wide a lapel may lie before it reaches the sleeve."""
    return min(1.0, frame.shoulder / 142)


def _blazer(ink: Ink, sheet: Sheet, frame: Frame) -> None:
    outfit = sheet.outfit
    lapel = shift(outfit.top, 0.03)
    _cloth(ink, [(-44, 138), (0, 258), (44, 138)], _WHITE)
    ink.fill(polygon([(-26, 134), (0, 168), (26, 134)]), sheet.skin)
    _cloth(ink, [(-9, 168), (9, 168), (6, 184), (15, 250), (0, 268), (-15, 250), (-6, 184)], outfit.accent)
    ink.stitch((-12, 214), (10, 206), colour=outfit.accent, width=0.7)
    for s in _SIDES:
        _cloth(ink, [(s * 24, 128), (s * 42, 134), (s * 20, 178), (s * 2, 166)], _WHITE)
        edge = s * _across(frame)
        _cloth(ink, [(s * 36, 130), (74 * edge, 146), (64 * edge, 190), (76 * edge, 200), (s * 2, 276)], lapel)
    ink.stitch((0, 276), (0, frame.hip_y), colour=outfit.top, width=1, opacity=1)
    for i in range(2):
        y = frame.waist_y - 50 + i * 46
        ink.svg.ellipse(9, y, 5, 5, ink.paint(shift(outfit.accent, 0.12)))
    ink.svg.rect(52, 232, 30, 24, ink.paint(mix(outfit.accent, "#f2c14e", 0.5)), radius=3)
    for s in _SIDES if outfit.hangs else ():
        pocket = [(s * 28, frame.hip_y - 62), (s * (frame.waist - 12), frame.hip_y - 68)]
        ink.stitch(*pocket, colour=outfit.top, width=0.8)


def _gakuran(ink: Ink, sheet: Sheet, frame: Frame) -> None:
    outfit = sheet.outfit
    collar = [(-46, 126), (0, 142), (46, 126), (50, 152), (0, 172), (-50, 152)]
    ink.cel(smooth(collar, tension=0.6), outfit.top, cloth=True)
    ink.stitch((0, 146), (0, frame.hip_y), colour=outfit.top, width=1, opacity=1)
    ink.svg.path(polyline((-40, 124), (-6, 138)), stroke=ink.cloth(_WHITE), width=ink.line)
    ink.svg.path(polyline((40, 124), (6, 138)), stroke=ink.cloth(_WHITE), width=ink.line)
    for i in range(5):
        y = 192 + i * (frame.hip_y - 220) / 5
        ink.svg.path(box(0, y - 1, 2, 2), ink.outline(outfit.top))
        ink.svg.ellipse(11, y, 7, 7, ink.paint(outfit.accent))
        ink.svg.ellipse(9, y - 2, 2.4, 2.4, "#ffffff", opacity=0.7)


def _hoodie(ink: Ink, sheet: Sheet, frame: Frame) -> None:
    top = sheet.outfit.top
    hood = [(-70, 150), (-58, 118), (0, 168), (58, 118), (70, 150), (42, 190), (0, 206), (-42, 190)]
    ink.cel(smooth(hood), shift(top, 0.02), cloth=True)
    ink.stroke(str(Path((-52, 140)).quad((0, 190), (52, 140))), top, 0.6, 0.7)
    for s in _SIDES:
        string = str(Path((s * 20, 186)).quad((s * 25, 226), (s * 22, 248)))
        ink.svg.path(string, stroke=ink.outline(top), width=ink.line * 2.2)
        ink.svg.path(string, stroke=ink.cloth(mix(sheet.outfit.accent, "#f5f3ee", 0.4)), width=ink.line * 1.5)
    low = frame.hip_y + (20 if sheet.outfit.trousers else 0)
    _cloth(ink, [(-60, low - 106), (60, low - 106), (80, low - 28), (-80, low - 28)], shift(top, -0.01))
    for s in _SIDES:
        ink.stitch((s * 60, low - 102), (s * 78, low - 34), colour=top, width=0.5)


def _kimono(ink: Ink, sheet: Sheet, frame: Frame) -> None:
    outfit = sheet.outfit
    _throat(ink, sheet, [(-34, 134), (4, 222), (34, 134)], [(-30, 132), (2, 176), (30, 132)])
    _cloth(ink, [(34, 128), (56, 136), (-18, 300), (-34, 276)], outfit.top)
    _cloth(ink, [(-34, 128), (-58, 136), (22, 306), (40, 280)], outfit.top)
    ink.svg.path(polyline((-34, 130), (34, 276)), stroke=ink.cloth(outfit.accent), width=ink.line * 1.8)
    sash = box(-frame.waist - 8, frame.waist_y - 36, 2 * frame.waist + 16, 36)
    ink.cel(sash, shift(outfit.bottom, -0.02), cloth=True)
    knot = smooth([(-14, frame.waist_y - 38), (14, frame.waist_y - 38), (16, frame.waist_y), (-16, frame.waist_y)])
    ink.cel(knot, outfit.bottom, cloth=True)


def _coat(ink: Ink, sheet: Sheet, frame: Frame) -> None:
    top, low = sheet.outfit.top, frame.hip_y
    inner = Path((-30, 136), (30, 136), (44, low + 10), (-44, low + 10)).close()
    ink.cel(inner, "#f2ede0", cloth=True)
    ink.svg.path(str(Path((-34, 138)).quad((0, 172), (34, 138))), stroke=ink.outline("#f2ede0"), width=ink.line)
    ink.fill(str(Path((-34, 134)).quad((0, 168), (34, 134))), sheet.skin)
    for s in _SIDES:
        opening = [(s * 30, 134), (s * 60, 134), (s * 60, low + 8), (s * 44, low + 8), (s * 46, 250), (s * 36, 180)]
        ink.svg.path(polygon(opening), ink.cloth(top))
        ink.stitch((s * 36, 180), (s * 46, 250), (s * 44, low + 8), colour=top, width=1.1, opacity=1)
        edge = s * _across(frame)
        _cloth(ink, [(s * 30, 126), (62 * edge, 140), (69 * edge, 192), (s * 46, 258), (s * 34, 180)], shift(top, 0.03))
        ink.stitch((s * 62, low - 60), (s * 88, low - 74), colour=top, width=0.9)


def _tee(ink: Ink, sheet: Sheet, frame: Frame) -> None:
    outfit = sheet.outfit
    ink.fill(str(Path((-38, 136)).quad((0, 176), (38, 136))), sheet.skin)
    ink.fill(str(Path((-36, 134)).quad((0, 160), (36, 134))), shade(sheet.skin), 0.6)
    neckline = str(Path((-40, 136)).quad((0, 178), (40, 136)))
    ink.stroke(neckline, outfit.top, 3.2)
    ink.svg.path(neckline, stroke=ink.cloth(outfit.accent), width=ink.line * 2)
    band = box(-frame.shoulder, 236, 2 * frame.shoulder, 20)
    ink.svg.path(band, ink.cloth(outfit.accent), opacity=0.9)


def _dress(ink: Ink, sheet: Sheet, frame: Frame) -> None:
    outfit = sheet.outfit
    _throat(ink, sheet, [(-40, 134), (-30, 180), (30, 180), (40, 134)], [(-36, 132), (0, 168), (36, 132)])
    ink.stitch((-40, 136), (-30, 180), (30, 180), (40, 136), colour=outfit.top, width=1, opacity=1)
    for s in _SIDES:
        _cloth(ink, [(s * 38, 132), (s * 56, 140), (s * 46, 186), (s * 30, 182)], outfit.accent)
    sash = box(-frame.waist - 8, frame.waist_y - 34, 2 * frame.waist + 16, 24)
    ink.cel(sash, outfit.accent, cloth=True, depth=(0.4, 0.6))
    for i in range(3):
        ink.svg.ellipse(0, 204 + i * 36, 4.5, 4.5, ink.cloth(outfit.accent))


CHESTS: dict[str, Callable[[Ink, Sheet, Frame], None]] = {
    "sailor": _sailor,
    "blazer": _blazer,
    "gakuran": _gakuran,
    "hoodie": _hoodie,
    "kimono": _kimono,
    "coat": _coat,
    "tee": _tee,
    "dress": _dress,
}


def _sailor_back(ink: Ink, sheet: Sheet, frame: Frame) -> None:
    wide = frame.shoulder * 0.8
    collar = [(-wide, 146), (-wide * 0.86, 292), (wide * 0.86, 292), (wide, 146), (0, 128)]
    _cloth(ink, collar, sheet.outfit.bottom)
    stripe = polyline((-wide * 0.78, 160), (-wide * 0.72, 276), (wide * 0.72, 276), (wide * 0.78, 160))
    ink.svg.path(stripe, stroke=ink.cloth(_WHITE), width=ink.line)


def _hood_back(ink: Ink, sheet: Sheet, _frame: Frame) -> None:
    hood = [(-74, 138), (0, 116), (74, 138), (62, 214), (0, 246), (-62, 214)]
    ink.cel(smooth(hood), shift(sheet.outfit.top, 0.02), cloth=True)


def _plain_back(ink: Ink, sheet: Sheet, frame: Frame) -> None:
    ink.cel(ribbon([(-56, 140), (0, 150), (56, 140)], [18, 24, 18]), shift(sheet.outfit.top, 0.03), cloth=True)
    ink.stitch((0, 160), (0, frame.hip_y), colour=sheet.outfit.top, width=0.8)


BACKS: dict[str, Callable[[Ink, Sheet, Frame], None]] = {"sailor": _sailor_back, "hoodie": _hood_back}


def draw_chest(ink: Ink, sheet: Sheet, frame: Frame, torso: str, *, back: bool = False) -> None:
    """Draw the outfit's front, or its back, over the trunk."""
    draw = BACKS.get(sheet.outfit.kind, _plain_back) if back else CHESTS[sheet.outfit.kind]
    with ink.svg.inside(torso, box(-80, 100, 160, 70)):
        draw(ink, sheet, frame)
