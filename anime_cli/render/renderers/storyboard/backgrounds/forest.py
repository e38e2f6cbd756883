"""A wood or a park: rows of trees, light between the leaves, a path."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from anime_cli.figure.colour import mix, shade
from anime_cli.figure.path import Point, polygon, ribbon, smooth
from anime_cli.figure.svg import fading
from anime_cli.render.renderers.storyboard.backgrounds.stage import BOTTOM, LEFT, RIGHT, TALL, TOP, WIDE

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.backgrounds.stage import Stage

_GREENS = ("#cfeac4", "#8fce9a", "#4f9f74", "#2c6f58", "#1b4a43")
_BLUES = ("#5a76b0", "#3c5690", "#274070", "#1a2c54", "#101c3a")
_ROWS = ((18, 16, 30), (13, 28, 60), (9, 46, 100), (6, 74, 150))
"""Far to near: how many trees, how thick, how far below the horizon they stand."""


def draw_crown(stage: Stage, x: float, y: float, size: float, colour: str) -> None:
    """Draw a round mass of leaves."""
    ring = [size * stage.chance.uniform(0.75, 1.2) for _ in range(12)]
    points = [(x + r * math.cos(i * math.pi / 6), y + 0.62 * r * math.sin(i * math.pi / 6)) for i, r in enumerate(ring)]
    stage.svg.path(smooth(points), colour)


def _canopy(stage: Stage, y: float, colour: str, size: float, count: int) -> None:
    for i in range(count):
        x = LEFT + WIDE * (i + 0.5) / count + stage.chance.uniform(-40, 40)
        draw_crown(stage, x, y + stage.chance.uniform(-size, size) * 0.5, size, colour)


def _trunk(stage: Stage, x: float, foot: float, width: float, colour: str) -> None:
    chance = stage.chance
    spine = [(x + chance.uniform(-14, 14), TOP), (x + chance.uniform(-6, 6), stage.horizon - 160), (x, foot + 14)]
    outline = ribbon(spine, [width * 0.62, width * 0.8, width * 1.5])
    stage.svg.path(outline, shade(colour))
    with stage.svg.inside(outline):
        stage.svg.path(outline, colour, transform=f"translate({width * 0.22 * stage.light.key[0]:.1f} 0)")


def _row(stage: Stage, row: tuple[int, float, float], colour: str, tones: list[str], near: int) -> None:
    chance, (count, width, drop) = stage.chance, row
    foot = stage.horizon + drop
    bark = mix(colour, "#0c1430" if stage.light.night else "#4a3440", 0.42)
    for i in range(count):
        x = LEFT + WIDE * (i + chance.uniform(0.1, 0.9)) / count
        if near > 1 and 330 < x < 950:  # noqa: PLR2004  # the path stays free
            x += 420 if x > 640 else -420  # noqa: PLR2004
        _trunk(stage, x, foot, width, bark)
    edge = [(LEFT + WIDE * i / 12, foot + chance.uniform(-12, 14)) for i in range(1, 12)]
    ground: list[Point] = [(LEFT, foot), *edge, (RIGHT, foot), (RIGHT, BOTTOM), (LEFT, BOTTOM)]
    stage.svg.path(smooth(ground, tension=0.8), mix(colour, tones[3], 0.15))
    for _ in range(36):
        x, tall = chance.uniform(LEFT, RIGHT), chance.uniform(14, 34) * (1 + near * 0.3)
        blade = [
            (x, foot + 12),
            (x + chance.uniform(-6, 6), foot - tall * 0.4),
            (x + chance.uniform(-16, 16), foot - tall),
        ]
        stage.svg.path(ribbon(blade, [6 + near, 4, 0.5]), mix(colour, tones[0], 0.12))


def _path(stage: Stage) -> None:
    h, night = stage.horizon, stage.light.night
    way: list[Point] = [(590, h + 70), (700, h + 70), (760, h + 200), (1050, BOTTOM), (180, BOTTOM), (520, h + 200)]
    stage.svg.path(smooth(way, tension=0.7), "#3d4a78" if night else stage.paint("#b99a72"))
    lit: list[Point] = [(610, h + 80), (690, h + 78), (700, h + 200), (700, BOTTOM), (300, BOTTOM), (540, h + 200)]
    stage.svg.path(smooth(lit, tension=0.7), "#4c5c90" if night else stage.paint("#d3b68a"), opacity=0.6)


def _beams(stage: Stage) -> None:
    if not stage.light.clear:
        return
    colour = "#a8c4ff" if stage.light.night else "#ffd9a0" if stage.light.name == "dusk" else "#fffbd6"
    for i in range(5):
        x = 250 + i * 210 + stage.chance.uniform(-50, 50)
        low = stage.horizon + 240
        beam = [(x + 60, TOP), (x + 130, TOP), (x - 120, low), (x - 300, low)]
        stage.svg.path(polygon(beam), stage.svg.linear(fading(colour, (0, 0.45), (1, 0))))


def draw_forest(stage: Stage) -> None:
    """Draw the wood along its path."""
    night, chance = stage.light.night, stage.chance
    tones = list(_BLUES) if night else [stage.paint(colour) for colour in _GREENS]
    bright = mix(tones[0], "#9fb8ff" if night else "#fffbe0", 0.55)
    stops = ((0.0, tones[1], 1.0), (0.45, bright, 1.0), (0.6, tones[1], 1.0), (1.0, tones[2], 1.0))
    stage.svg.rect(LEFT, TOP, WIDE, TALL, stage.svg.linear(stops))
    stage.glow((700, stage.horizon - 150), 520, "#8fb0ff" if night else stage.light.sky[-1], 0.55)
    colours = (tones[1], mix(tones[1], tones[2], 0.6), tones[2], tones[3])
    for near, (row, colour) in enumerate(zip(_ROWS, colours, strict=True)):
        _canopy(stage, -60 + near * 16, colour, 150 + 20 * near, 9)
        _row(stage, row, colour, tones, near)
    _path(stage)
    _beams(stage)
    _canopy(stage, -120, tones[4], 210, 6)
    for _ in range(60):
        mote = 1.5 + 3 * chance.random()
        x, y = chance.uniform(LEFT, RIGHT), chance.uniform(60, 760)
        stage.svg.ellipse(x, y, mote, mote, "#d8ff9a" if night else "#fffde0", opacity=0.3 + 0.12 * mote)
