"""A shrine: its gate, stone path, lanterns, the hall among trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.figure.colour import shade
from anime_cli.figure.path import Path, Point, polygon, polyline, ribbon
from anime_cli.render.renderers.storyboard.backgrounds.forest import draw_crown
from anime_cli.render.renderers.storyboard.backgrounds.sky import Heaven, draw_ground, draw_sky
from anime_cli.render.renderers.storyboard.backgrounds.stage import BOTTOM, LEFT, WIDE

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.backgrounds.stage import Stage

_SIDES = (-1, 1)
_RED, _DARK = "#d8482f", "#2f2733"
_MIDDLE, _REACH = 640, 330


def _trees(stage: Stage) -> None:
    night = stage.light.night
    rows = (("#33508c", -30, 120), ("#22386a", 10, 150)) if night else (("#7fb58a", -30, 120), ("#4f8f6c", 10, 150))
    for colour, drop, size in rows:
        for i in range(12):
            x = LEFT + WIDE * i / 11 + stage.chance.uniform(-30, 30)
            draw_crown(stage, x, stage.horizon + drop, size * 1.25, colour if night else stage.paint(colour))


def _hall(stage: Stage) -> None:
    x, y = _MIDDLE, stage.horizon + 62
    stage.fill([(x - 150, y), (x - 150, y - 84), (x + 150, y - 84), (x + 150, y)], "#8a5a44")
    stage.fill([(x - 44, y), (x - 44, y - 74), (x + 44, y - 74), (x + 44, y)], "#3f2a30")
    glow = "#ffe3a0" if stage.light.lamps else stage.paint("#f3dfb0")
    for left in (x - 34, x + 4):
        stage.svg.rect(left, y - 70, 30, 70, glow)
    roof = (
        Path((x - 225, y - 70))
        .quad((x - 130, y - 100), (x - 96, y - 170))
        .line((x + 96, y - 170))
        .quad((x + 130, y - 100), (x + 225, y - 70), (x, y - 96), (x - 225, y - 70))
        .close()
    )
    stage.svg.path(roof, stage.paint("#4d5a72"), stroke=stage.paint("#262a44"), width=2)


def _approach(stage: Stage) -> None:
    top = stage.horizon + 62
    draw_ground(stage, top - 2, "#c9bfae", "#a39886")
    stage.fill([(590, top), (690, top), (1000, BOTTOM), (280, BOTTOM)], "#ded6c6")
    y, step = top + 8, 9.0
    while y < BOTTOM:
        share = (y - top) / (BOTTOM - top)
        stage.line((590 - 310 * share, y), (690 + 310 * share, y), colour="#a89e8c", width=1 + 2 * share, opacity=0.8)
        step *= 1.32
        y += step
    for k in (-0.34, 0.0, 0.33):
        stage.line((640 + k * 100, top), (640 + k * 720, BOTTOM), colour="#a89e8c", width=1.6, opacity=0.5)


def _lantern(stage: Stage, x: float, foot: float, size: float) -> None:
    stone = "#9aa0a4"
    stage.fill(
        [
            (x - size * 0.5, foot),
            (x + size * 0.5, foot),
            (x + size * 0.3, foot - size * 0.3),
            (x - size * 0.3, foot - size * 0.3),
        ],
        stone,
    )
    stage.svg.rect(x - size * 0.16, foot - size * 1.4, size * 0.32, size * 1.15, stage.paint(stone))
    stage.svg.rect(x - size * 0.16, foot - size * 1.4, size * 0.1, size * 1.15, stage.paint("#7f868c"))
    stage.svg.rect(x - size * 0.34, foot - size * 1.95, size * 0.68, size * 0.56, stage.paint("#8b9196"))
    flame = "#ffe3a0" if stage.light.lamps else stage.paint("#5d6468")
    stage.svg.rect(x - size * 0.22, foot - size * 1.88, size * 0.44, size * 0.42, flame)
    stage.fill(
        [(x - size * 0.66, foot - size * 1.9), (x, foot - size * 2.5), (x + size * 0.66, foot - size * 1.9)], "#868c92"
    )
    if stage.light.lamps:
        stage.glow((x, foot - size * 1.66), size * 2.4, "#ffcf7a", 0.8)


def _beam(stage: Stage, ends: tuple[float, float, float, float], sag: float, colour: str) -> None:
    """Draw a curved beam: half width and height of its upper edge, then of its lower edge."""
    wide, top, narrow, low = ends
    data = (
        Path((_MIDDLE - wide, top))
        .quad((_MIDDLE, top + sag), (_MIDDLE + wide, top))
        .line((_MIDDLE + narrow, low))
        .quad((_MIDDLE, low + sag), (_MIDDLE - narrow, low))
        .close()
    )
    stage.svg.path(data, stage.paint(shade(colour)))
    with stage.svg.inside(data):
        stage.svg.path(data, stage.paint(colour), transform="translate(0 -13)")
    stage.svg.path(data, stroke=stage.paint("#3c1a20"), width=2.4)


def _gate(stage: Stage) -> None:
    foot, top = stage.horizon + 250, stage.horizon - 300
    for s in _SIDES:
        pillar = ribbon([(_MIDDLE + s * _REACH * 0.93, top + 60), (_MIDDLE + s * _REACH, foot)], [40, 50])
        stage.svg.path(pillar, stage.paint(shade(_RED)))
        with stage.svg.inside(pillar):
            stage.svg.path(pillar, stage.paint(_RED), transform=f"translate({9 * stage.light.key[0]:g} 0)")
        stage.svg.path(pillar, stroke=stage.paint("#3c1a20"), width=2.4)
        stage.svg.rect(_MIDDLE + s * _REACH - 34, foot - 40, 68, 46, stage.paint(_DARK))
    _beam(stage, (_REACH * 1.02, top + 110, _REACH * 1.02, top + 142), 0, _RED)
    _beam(stage, (_REACH * 1.42, top - 26, _REACH * 1.36, top + 28), 58, _RED)
    _beam(stage, (_REACH * 1.46, top - 44, _REACH * 1.42, top - 20), 60, _DARK)
    plate: list[Point] = [
        (_MIDDLE - 24, top + 44),
        (_MIDDLE + 24, top + 44),
        (_MIDDLE + 24, top + 112),
        (_MIDDLE - 24, top + 112),
    ]
    stage.fill(plate, _DARK)
    stage.svg.rect(_MIDDLE - 15, top + 54, 30, 48, stage.paint("#e2b44a"))
    _rope(stage, top)


def _rope(stage: Stage, top: float) -> None:
    wide = _REACH * 0.92
    rope = Path((_MIDDLE - wide, top + 150)).quad((_MIDDLE, top + 196), (_MIDDLE + wide, top + 150))
    stage.svg.path(str(rope), stroke=stage.paint("#e6d3a0"), width=11)
    for i in range(-2, 3):
        x, y = _MIDDLE + i * _REACH * 0.3, top + 180 - abs(i) * 9
        zigzag = polyline(
            (x, y), (x + 14, y + 14), (x + 2, y + 20), (x + 16, y + 36), (x + 4, y + 40), (x + 10, y + 54)
        )
        stage.svg.path(zigzag, stroke=stage.paint("#ffffff"), width=6)


def draw_shrine(stage: Stage) -> None:
    """Draw the shrine from before its gate."""
    draw_sky(stage, stage.horizon, Heaven(clouds=3, sun=820))
    _trees(stage)
    _approach(stage)
    _hall(stage)
    for depth in (3.2, 2.1, 1.3):
        for s in _SIDES:
            _lantern(stage, _MIDDLE + s * 640 / depth, stage.horizon + 330 / depth, 92 / depth)
    _gate(stage)
    stage.svg.path(polygon([(LEFT, BOTTOM - 1), (LEFT + WIDE, BOTTOM - 1), (LEFT, BOTTOM)]), stage.paint("#a39886"))
