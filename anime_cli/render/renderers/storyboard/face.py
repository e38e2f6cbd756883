"""The face under the hair: its outline, ears, nose, mouth, blush, and the signs of manga."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.figure.colour import mix, shade
from anime_cli.figure.path import Path, Point, box, polygon, polyline, ribbon, smooth
from anime_cli.figure.svg import fading, move
from anime_cli.render.renderers.storyboard.eyes import draw_eye

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.expression import Expression
    from anime_cli.render.renderers.storyboard.ink import Ink
    from anime_cli.render.renderers.storyboard.sheet import Sheet

EYE_LEVEL = 21.0
EYE_APART = 38.0
TURN = 19.0
"""How far the features slide for a full turn of the head."""
_SIGN_SEEN = 0.04
_SIDES = (-1, 1)


def narrowing(turn: float, side: int, amount: float) -> float:
    """Return how much a feature narrows on the far side of a turned head."""
    return 1 - amount * abs(turn) if side * turn > 0 else 1.0


def face_outline(sheet: Sheet, turn: float) -> str:
    """Outline the face, turned from -1 (left) to 1 (right)."""
    jaw, chin = (57, 106) if sheet.male else (50, 101)

    def cheek(side: int) -> list[Point]:
        flat = 6 * abs(turn) if side * turn > 0 else 0
        return [
            (side * 80 + 4 * turn, -24),
            (side * (78 - flat * 1.3) + 6 * turn, 18),
            (side * (70 - flat * 0.2) + 9 * turn, 48),
            (side * jaw + 13 * turn, 74),
            (side * 15 + 19 * turn, chin - 4),
        ]

    return smooth([(2 * turn, -100), (60, -80), *cheek(1), (20 * turn, chin), *reversed(cheek(-1)), (-60, -80)])


def draw_ears(ink: Ink, sheet: Sheet, turn: float) -> None:
    """Draw the ears that a turned head shows."""
    for side in _SIDES:
        if side * turn > 0.35:  # noqa: PLR2004  # the far ear has gone behind the cheek
            continue
        x = side * 79 + 2 * turn
        ear = [(x - side * 6, 2), (x + side * 11, -4), (x + side * 14, 14), (x + side * 6, 38), (x - side * 4, 42)]
        ink.cel(smooth(ear), sheet.skin)
        fold = Path((x + side * 8, 6)).quad((x + side * 2, 14), (x + side * 4, 24))
        ink.stroke(str(fold), sheet.skin, 0.5, 0.7)


def _blush(ink: Ink, sheet: Sheet, face: Expression, turn: float) -> None:
    colour = ink.paint(mix(sheet.skin, "#ff5a6e", 0.55))
    for side in _SIDES:
        x = side * 46 + 20 * turn
        cheek = ink.svg.radial(fading(colour, (0, min(0.9, face.blush)), (1, 0)))
        ink.svg.ellipse(x, 55, 25 * narrowing(turn, side, 0.2), 12, cheek)
        if face.blush > 0.5:  # noqa: PLR2004  # strokes only where the blush is strong
            for i in _SIDES + (0,):  # noqa: RUF005  # two beside one
                dash = polyline((x + i * 9 - 3, 59), (x + i * 9 + 3, 50))
                ink.svg.path(dash, stroke=ink.paint("#e0566a"), width=ink.line * 0.55, opacity=0.75)


def _gloom(ink: Ink, sheet: Sheet, face: Expression, turn: float) -> None:
    if face.gloom < _SIGN_SEEN:
        return
    ink.svg.path(box(-100, -110, 200, 150), ink.svg.linear(fading("#3b2f78", (0, 0.75 * face.gloom), (1, 0))))
    chance = sheet.dice("gloom")
    for i in range(6):
        x = -52 + i * 14 + 20 * turn
        ink.svg.path(
            polyline((x, -40), (x, -6 + chance.randint(0, 16))),
            stroke="#3b2f78",
            width=ink.line * 0.5,
            opacity=0.5 * face.gloom,
        )


def _nose(ink: Ink, sheet: Sheet, turn: float) -> None:
    way = 1 if turn >= 0 else -1
    x = 22 * turn + 3 * way
    ink.fill(polygon([(x - way, 47), (x + 6 * way, 57), (x - 3 * way, 58.5)]), shade(sheet.skin), 0.9)
    ink.stroke(str(Path((x + 5 * way, 56)).quad((x + 3 * way, 58.5), (x, 59))), sheet.skin, 0.7)


def draw_face(ink: Ink, sheet: Sheet, face: Expression, turn: float, fringe: str) -> None:
    """Draw the face and its features; FRINGE is the outline of the bangs, whose shadow falls on the forehead."""
    outline = face_outline(sheet, turn)
    ink.cel(outline, sheet.skin, depth=(0.75, 0.35))
    with ink.svg.inside(outline):
        ink.fill(fringe, shade(sheet.skin), transform=move(-ink.toward_light[0] * 0.5, 13))
        _blush(ink, sheet, face, turn)
        _gloom(ink, sheet, face, turn)
    _nose(ink, sheet, turn)
    draw_mouth(ink, sheet, face, (TURN * turn, 79 if sheet.male else 76))
    for side in _SIDES:
        narrow = narrowing(turn, side, 0.24) * (0.94 if sheet.male else 1)
        apart = EYE_APART - (3 * abs(turn) if side * turn > 0 else 0)
        draw_eye(ink, sheet, face, (side * apart + TURN * turn, EYE_LEVEL), side, narrow)
    _tears(ink, face, turn)


def _closed_mouth(ink: Ink, sheet: Sheet, face: Expression, at: Point) -> None:
    (x, y), wide, bend = at, 17 * face.width, face.curve * 8
    wave = face.wobble * 2
    spine = [
        (x - wide, y - bend * 0.55 - min(0.0, wave)),
        (x - wide * 0.4, y + bend * 0.45 + wave),
        (x + wide * 0.4, y + bend * 0.45 - wave * 0.5),
        (x + wide, y - bend * 0.55 + min(0.0, wave) * 1.6),
    ]
    ink.svg.path(ribbon(spine, [1.4, 3.1, 3.1, 1.4]), ink.outline(sheet.skin))
    if bend < -2:  # noqa: PLR2004  # a frown pushes up the lower lip
        ink.stroke(str(Path((x - 6, y + 12)).quad((x, y + 9), (x + 6, y + 12))), sheet.skin, 0.5, 0.6)


def _open_mouth_outline(face: Expression, at: Point) -> str:
    (x, y), wide, tall = at, 17 * face.width, 30 * face.gape
    top = y - 6
    if face.curve > 0.25:  # noqa: PLR2004  # a smile's corners are up
        return (
            Path((x - wide, top - 2))
            .cubic((x - wide * 0.5, top + 4), (x + wide * 0.5, top + 4), (x + wide, top - 2))
            .cubic((x + wide * 0.86, top + tall * 1.05), (x - wide * 0.86, top + tall * 1.05), (x - wide, top - 2))
            .close()
        )
    if face.teeth > 0.5:  # noqa: PLR2004  # bared teeth
        upper = [(-1, 0.75 * tall), (-0.75, 1), (0, -3), (0.75, 1), (1, 0.75 * tall)]
        lower = [(0.6, tall), (0, tall * 0.85), (-0.6, tall)]
        return smooth([(x + wide * a, top + b) for a, b in upper + lower], tension=0.8)
    ring = [(-0.62, 0.35), (0, -4 / tall), (0.62, 0.35), (0.68, 0.8), (0, 1.12), (-0.68, 0.8)]
    return smooth([(x + wide * a, top + tall * b) for a, b in ring])


def _teeth(ink: Ink, face: Expression, at: Point) -> None:
    (x, y), wide, tall = at, 17 * face.width, 30 * face.gape
    top, smiling = y - 6, face.curve > 0.05  # noqa: PLR2004  # upper teeth alone
    ink.fill(box(x - wide * 1.2, top - 8, wide * 2.4, 8 + tall * (0.30 if smiling else 1.2)), "#fffaf6")
    if smiling:
        return
    middle = top + tall * 0.48
    ink.svg.path(polyline((x - wide, middle), (x + wide, middle)), stroke=ink.paint("#a98894"), width=ink.line * 0.6)
    for i in range(-2, 3):
        gap = x + i * wide * 0.34
        line = polyline((gap, top - 4), (gap, top - 4 + tall * 1.2))
        ink.svg.path(line, stroke=ink.paint("#c9adb5"), width=ink.line * 0.45)


def draw_mouth(ink: Ink, sheet: Sheet, face: Expression, at: Point) -> None:
    """Draw the mouth: a line while it is shut, else lips, tongue and teeth."""
    if face.gape < 0.1:  # noqa: PLR2004  # too small an opening to fill
        _closed_mouth(ink, sheet, face, at)
        return
    outline = _open_mouth_outline(face, at)
    wide, tall = 17 * face.width, 30 * face.gape
    ink.fill(outline, "#7d2638")
    with ink.svg.inside(outline):
        ink.svg.ellipse(at[0], at[1] - 6 + tall, wide * 0.72, tall * 0.42, ink.paint("#e87a86"))
        if face.teeth > 0.25:  # noqa: PLR2004  # teeth show from here
            _teeth(ink, face, at)
    ink.stroke(outline, sheet.skin, 0.85)


def _tears(ink: Ink, face: Expression, turn: float) -> None:
    if face.tear < _SIGN_SEEN:
        return
    size = face.tear
    for side in _SIDES:
        x = side * 40 + TURN * turn + side * 8
        drop = ribbon([(x, 42), (x + side * 2, 58), (x + side, 70 + 18 * size)], [3 + 3 * size, 2 + 8 * size, 2 + size])
        ink.svg.path(drop, "#cfeaff", opacity=0.9)
        ink.svg.path(drop, stroke="#7fb4e6", width=ink.line * 0.5, opacity=0.9)
        ink.svg.ellipse(x - 1, 56, 1.6, 5 * size, "#ffffff")


def draw_signs(ink: Ink, face: Expression) -> None:
    """Draw the vein of anger and the drop of sweat over the hair."""
    if face.vein > _SIGN_SEEN:
        for quarter in range(4):
            turn = f"translate(62 -62) rotate({quarter * 90 + 10})"
            corner = str(Path((5, 12)).quad((5, 5), (12, 5)))
            ink.svg.path(corner, stroke="#d8344a", width=5.5 * min(1.0, 0.3 + face.vein), transform=turn)
    if face.sweat > _SIGN_SEEN:
        size = 0.5 + 0.5 * face.sweat
        with ink.svg.group(f"translate(88 -22) scale({size:.2f})"):
            drop = Path((-4, -8)).cubic((12, 16), (14, 30), (2, 32)).cubic((-10, 32), (-10, 18), (-4, -8)).close()
            ink.svg.path(drop, "#d4efff", opacity=0.95)
            ink.svg.path(drop, stroke="#6fa9dc", width=ink.line * 0.6)
            ink.svg.ellipse(-2, 23, 2, 4, "#ffffff")
