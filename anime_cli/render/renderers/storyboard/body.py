"""The body below the head: its frame of measures, neck and torso. Body coordinates lie 22 above the head's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.colour import shade
from anime_cli.figure.path import Path, ribbon, smooth

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.ink import Ink
    from anime_cli.render.renderers.storyboard.sheet import Sheet

SHOULDER_Y = 160.0
SINK = 22.0
"""How far the body is pushed up under the head."""
_SIDES = (-1, 1)


@dataclass(frozen=True, slots=True)
class Frame:
    """Half widths and heights of a body, in body coordinates."""

    shoulder: float
    waist: float
    hip: float
    waist_y: float
    hip_y: float
    knee_y: float
    feet: float
    thick: float

    @property
    def reach(self) -> float:
        """The scale of an arm, 1 for a torso of 326."""
        return 0.92 * (self.hip_y - SHOULDER_Y) / 300


def frame_of(sheet: Sheet) -> Frame:
    """Measure a body: waist a fifth of the way from shoulder to foot, legs 57 % of the height."""
    shoulder, waist, hip = (142, 98, 100) if sheet.male else (112, 74, 96)
    waist_y = SHOULDER_Y + 0.225 * (sheet.feet - SHOULDER_Y)
    hip_y = waist_y + 94
    return Frame(
        shoulder=shoulder * sheet.build,
        waist=waist * sheet.build,
        hip=hip * sheet.build,
        waist_y=waist_y,
        hip_y=hip_y,
        knee_y=(hip_y + sheet.feet) / 2 + 10,
        feet=sheet.feet,
        thick=(1.16 if sheet.male else 0.94) * (0.5 + 0.5 * sheet.build),
    )


def torso_outline(sheet: Sheet, frame: Frame) -> str:
    """Outline the trunk as far as the hips or the skirt's waistband."""
    outfit = sheet.outfit
    hem = frame.hip_y + (18 if outfit.trousers else -6 if outfit.hangs else -50)
    hem_half = frame.hip if sheet.male or outfit.hangs else frame.waist + 14
    half = [
        (40.0, 134.0),
        (frame.shoulder * 0.72, 146.0),
        (frame.shoulder - 2, 166.0),
        (frame.shoulder - 10, 226.0),
        (frame.waist + 3, frame.waist_y - 14),
        (hem_half, hem),
    ]
    return smooth([(-x, y) for x, y in half] + half[::-1], tension=0.75)


def draw_torso(ink: Ink, sheet: Sheet, frame: Frame, outline: str) -> None:
    """Draw the trunk in the cloth of the outfit's top, with folds under the arms and at the waist."""
    top = sheet.outfit.top
    ink.cel(outline, top, cloth=True, rim=True)
    dark = ink.cloth(shade(top))
    shoulder, waist, level = frame.shoulder, frame.waist, frame.waist_y
    with ink.svg.inside(outline):
        for s in _SIDES:
            fold = [(s * (shoulder - 16), 236), (s * (shoulder - 44), 262), (s * (shoulder - 76), 268)]
            ink.svg.path(ribbon(fold, [14, 7, 0.5]), dark)
            crease = [(s * (waist + 4), level - 26), (s * (waist - 22), level - 10), (s * (waist - 52), level - 14)]
            ink.svg.path(ribbon(crease, [12, 6, 0.5]), dark)


def draw_neck(ink: Ink, sheet: Sheet, turn: float) -> None:
    """Draw the neck with the chin's shadow on it."""
    wide = 56 if sheet.male else 44
    half, lean = wide / 2, 8 * turn
    outline = (
        Path((-half + lean, 70), (-half + 2 * turn, 128))
        .quad((-half - 4, 146), (-wide * 0.9, 150))
        .line((wide * 0.9, 150))
        .quad((half + 4, 146), (half + 2 * turn, 128))
        .line((half + lean, 70))
        .close()
    )
    ink.fill(outline, sheet.skin)
    with ink.svg.inside(outline):
        ink.svg.ellipse(14 * turn - ink.toward_light[0] * 0.6, 92, 56, 38, ink.paint(shade(sheet.skin)))
    for s in _SIDES:
        ink.stitch((s * half + 7 * turn, 84), (s * half + 2 * turn, 126), colour=sheet.skin, width=1, opacity=1)
