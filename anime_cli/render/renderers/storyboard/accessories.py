"""Things worn on the head and about the neck."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from anime_cli.figure.path import Path, polyline, ribbon, rounded, smooth
from anime_cli.render.renderers.storyboard.face import TURN, narrowing
from anime_cli.render.renderers.storyboard.hair import VOLUME, on_cap

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.render.renderers.storyboard.ink import Ink
    from anime_cli.render.renderers.storyboard.sheet import Sheet

_SIDES = (-1, 1)


def _glasses(ink: Ink, colour: str, turn: float) -> None:
    wire, width = ink.paint(colour), ink.line * 1.15
    for side in _SIDES:
        narrow = narrowing(turn, side, 0.2)
        lens = rounded(side * 38 + TURN * turn - 29 * narrow, 0, 58 * narrow, 48, 15)
        ink.svg.path(lens, "#dff1ff", opacity=0.18)
        ink.svg.path(lens, stroke=wire, width=width)
        temple = side * (38 + 29 * narrow) + TURN * turn
        ink.svg.path(polyline((temple, 16), (side * 80 + 6 * turn, 10)), stroke=wire, width=width)
    bridge = Path((-9 + TURN * turn, 16)).quad((TURN * turn, 10), (9 + TURN * turn, 16))
    ink.svg.path(str(bridge), stroke=wire, width=width)


def _ribbon(ink: Ink, colour: str, _turn: float) -> None:
    x, y = 58, -92
    for s in _SIDES:
        loop = [(x, y), (x + s * 36 - 4, y - 30 + s * 8), (x + s * 46, y + 8 + s * 8), (x + s * 22, y + 10)]
        ink.cel(smooth(loop, tension=0.7), colour)
        ink.stitch((x + s * 10, y), (x + s * 26, y - 4 + s * 4), colour=colour, width=0.5)
    ink.cel(smooth([(x - 9, y - 9), (x + 9, y - 7), (x + 8, y + 10), (x - 8, y + 9)]), colour)


def _hairpin(ink: Ink, colour: str, _turn: float) -> None:
    for i in range(2):
        bar = ribbon([(-86 + i * 5, -54 + i * 13), (-56 + i * 5, -67 + i * 13)], [7.5, 7.5])
        ink.svg.path(bar, ink.paint(colour), stroke=ink.outline(colour), width=ink.line * 0.55)


def _flower(ink: Ink, colour: str, _turn: float) -> None:
    x, y = 62, -70
    for i in range(5):
        angle = i * math.tau / 5
        petal = [(9.0, 0.0), (26.0, -0.4), (29.0, 0.0), (26.0, 0.4)]
        points = [(x + r * math.cos(angle + a), y + r * math.sin(angle + a)) for r, a in petal]
        ink.cel(smooth(points), colour, depth=(0.4, 0.35))
    ink.svg.ellipse(x, y, 7, 7, ink.paint("#f7d560"))


def _headphones(ink: Ink, colour: str, _turn: float) -> None:
    band = str(Path((-96, 10)).cubic((-100, -140), (100, -140), (96, 10)))
    ink.svg.path(band, stroke=ink.outline(colour), width=15)
    ink.svg.path(band, stroke=ink.paint(colour), width=10)
    for s in _SIDES:
        cup = [(s * 88, -22), (s * 112, -16), (s * 116, 14), (s * 110, 40), (s * 88, 44)]
        ink.cel(smooth(cup), colour)
        ink.stroke(str(Path((s * 100, -12)).quad((s * 106, 12), (s * 100, 32))), colour, 0.6, 0.6)


def _hairband(ink: Ink, colour: str, turn: float) -> None:
    arc = [on_cap(a, VOLUME - 3, turn) for a in (196, 220, 245, 270, 295, 320, 344)]
    band = [(x, y + 20 - abs(x) * 0.06) for x, y in arc]
    ink.cel(ribbon(band, [9, 12, 13, 13, 13, 12, 9]), colour, depth=(0.4, 0.5))


ON_FACE: dict[str, Callable[[Ink, str, float], None]] = {"glasses": _glasses}
ON_HAIR: dict[str, Callable[[Ink, str, float], None]] = {
    "ribbon": _ribbon,
    "hairpin": _hairpin,
    "flower": _flower,
    "headphones": _headphones,
    "hairband": _hairband,
}


def draw_accessories(ink: Ink, sheet: Sheet, turn: float, where: dict[str, Callable[[Ink, str, float], None]]) -> None:
    """Draw the accessories that belong to WHERE."""
    for name, colour in sheet.accessories:
        if name in where:
            where[name](ink, colour, turn)


def draw_scarf(ink: Ink, sheet: Sheet) -> None:
    """Draw a scarf about the neck, in body coordinates."""
    for name, colour in sheet.accessories:
        if name == "scarf":
            ink.cel(ribbon([(28, 160), (44, 230), (36, 310)], [34, 40, 38]), colour, cloth=True)
            for x in (24, 34, 44):
                ink.stitch((x, 292), (x - 1, 308), colour=colour)
            wrap = [(-62, 120), (0, 146), (62, 120), (70, 150), (0, 186), (-70, 150)]
            ink.cel(smooth(wrap), colour, cloth=True)
            ink.stroke(str(Path((-56, 146)).quad((0, 176), (50, 148))), colour, 0.6, 0.6)


def draw_strap(ink: Ink, sheet: Sheet, shoulder: float, hip_y: float) -> None:
    """Draw a bag's strap across the body and the bag at the hip."""
    for name, colour in sheet.accessories:
        if name == "bag":
            ink.cel(ribbon([(-shoulder * 0.62, 140), (0, 270), (shoulder * 0.86, hip_y - 20)], [13, 13, 13]), colour)
            x, y = shoulder * 0.86, hip_y - 30
            ink.cel(rounded(x - 30, y, 84, 92, 12), colour)
            ink.stroke(polyline((x - 30, y + 34), (x + 54, y + 34)), colour, 0.7)
