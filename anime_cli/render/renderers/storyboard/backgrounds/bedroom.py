"""A room at home: window with curtains, bed, desk with a lamp, shelf, poster, fairy lights."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from anime_cli.figure.colour import mix, shift
from anime_cli.figure.path import Point, polygon, polyline, smooth
from anime_cli.render.renderers.storyboard.backgrounds.sky import Heaven, Skyline, draw_sky, draw_skyline
from anime_cli.render.renderers.storyboard.backgrounds.stage import Block, View, draw_block

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.backgrounds.stage import Stage

_X0, _X1, _Y0, _Y1 = -380, 1640, -260, 960
_NEAR, _END = 0.8, 2.2
_BOOKS = ("#d96b6b", "#5f93c9", "#e8b85a", "#6fae8a", "#9a7cc0", "#f0ead8")


def _shell(stage: Stage, view: View) -> None:
    wall = "#cfd4ea" if stage.light.night else "#f3e6d8"
    stage.fill(view.floor(_X0, _X1, _Y1, _NEAR, _END), "#b98f6c")
    for i in range(20):
        x = _X0 + (_X1 - _X0) * i / 19
        stage.line(*view.all((x, _Y1, _NEAR), (x, _Y1, _END)), colour="#96704f", width=1.8, opacity=0.6)
    stage.fill(view.floor(_X0, _X1, _Y0, _NEAR, _END), "#f7f0e6")
    stage.fill(view.front(_X0, _X1, _Y0, _Y1, _END), wall)
    stage.fill(view.side(_X0, _Y0, _Y1, _NEAR, _END), shift(wall, -0.05))
    stage.fill(view.side(_X1, _Y0, _Y1, _NEAR, _END), shift(wall, -0.035))
    stage.fill(view.front(_X0, _X1, _Y1 - 40, _Y1, _END), "#fdf7ee")
    rug = view.floor(120, 1000, _Y1, 1.1, 1.7)
    stage.fill(rug, "#d9c3d8" if stage.light.night else "#e8cfc4")


def _window(stage: Stage, view: View) -> None:
    light, horizon = stage.light, stage.horizon
    pane = polygon(view.front(300, 1120, -60, 500, _END))
    with stage.svg.inside(pane):
        draw_sky(stage, horizon + 70, Heaven(sun=700, clouds=2, moon=(700, horizon - 170)))
        lit = ("#ffe08a",) if light.lamps else ()
        town = mix(light.sky[0], "#121430", 0.5) if light.lamps else mix(light.sky[-1], "#6f86b4", 0.6)
        draw_skyline(stage, Skyline(foot=horizon + 120, colour=town, low=30, high=110, windows=lit, lit=0.25))
    stage.svg.path(pane, stroke=stage.paint("#fffaf2"), width=12)
    stage.svg.path(polyline(*view.all((710, -60, _END), (710, 500, _END))), stroke=stage.paint("#fffaf2"), width=8)
    stage.fill(view.front(270, 1150, 500, 526, _END - 0.06), "#fdf6ea")
    for side, middle in ((1, 250), (-1, 1170)):
        _curtain(stage, view, side, middle)


def _curtain(stage: Stage, view: View, side: int, middle: float) -> None:
    colours = ("#a894cc", "#9885bd") if stage.light.night else ("#f0b9b0", "#e7a49c")
    (_, top), (x0, _), (_, foot) = view.all((middle, -100, _END), (middle, 0, _END), (middle, 600, _END))
    for i in range(5):
        x = x0 + side * (i * 17 - 20)
        fold: list[Point] = [
            (x - 10, top), (x + 10, top), (x + 12, foot * 0.6 + top * 0.4), (x + 8, foot), (x - 12, foot),
        ]  # fmt: skip
        stage.svg.path(smooth(fold, tension=0.6), stage.paint(colours[i % 2]))
    rail = view.all((middle - 160, -104, _END), (middle + 160, -104, _END))
    stage.line(*rail, colour="#b98c5e", width=5)


def _shelf(stage: Stage, view: View) -> None:
    chance = stage.chance
    draw_block(stage, view, Block(1230, 1560, 120, 146, 1.9, 1.99), "#d8b084", "#b98c5e", "#9c7348")
    x = 1240.0
    while x < 1520:  # noqa: PLR2004  # the shelf's end
        width, height = chance.uniform(18, 34), chance.uniform(90, 130)
        stage.fill(view.front(x, x + width, 120 - height, 120, 1.92), chance.choice(_BOOKS))
        x += width + 2


def _poster(stage: Stage, view: View) -> None:
    stage.fill(view.front(-180, 90, 0, 330, _END), "#f8d9e0")
    stage.fill(view.front(-160, 70, 20, 310, _END), "#7fb3d9")
    x, y = view.at((-45, 150, _END))
    stage.svg.ellipse(x, y, 30, 30, stage.paint("#fdf3c8"))
    hills = view.all(
        (-160, 310, _END), (-160, 250, _END), (-90, 220, _END), (0, 260, _END), (70, 230, _END), (70, 310, _END)
    )
    stage.fill(hills, "#4f8f7a")


def _bed(stage: Stage, view: View) -> None:
    draw_block(stage, view, Block(900, 1700, 720, 960, 1.05, 1.95), "#9fb6e0", "#f4f0ea", "#dcd6d0")
    stage.fill(view.floor(900, 1700, 700, 1.05, 1.55), "#7f9ad6")
    stage.fill(view.front(900, 1700, 700, 830, 1.05), "#6a86c6")
    x, y = view.at((1250, 690, 1.8))
    pillow: list[Point] = [(x - 110, y + 14), (x - 90, y - 30), (x + 90, y - 34), (x + 120, y + 14)]
    stage.svg.path(smooth(pillow), stage.paint("#e3ddd8"))
    stage.svg.path(smooth([(a, b - 5) for a, b in pillow]), stage.paint("#fdfaf4"))


def _desk(stage: Stage, view: View) -> None:
    for leg in (-310, 180):
        stage.fill(view.front(leg, leg + 22, 660, 960, 1.35), "#a0764c")
    draw_block(stage, view, Block(-330, 220, 640, 672, 1.3, 1.9), "#d9b287", "#b98c5e", "#a0764c")
    x, y = view.at((60, 640, 1.7))
    stage.line((x, y), (x, y - 56), (x + 36, y - 82), colour="#4a4f6e", width=5)
    stage.fill([(x + 18, y - 92), (x + 58, y - 84), (x + 66, y - 56), (x + 12, y - 70)], "#e8736b")
    stage.glow((x + 44, y - 40), 230, "#ffd88a", 0.8 if stage.light.lamps else 0.2)
    stage.fill(view.floor(-180, -60, 638, 1.45, 1.65), "#f6f3ea")
    stage.fill(view.front(-260, -190, 560, 640, 1.8), "#5f93c9")


def _fairy_lights(stage: Stage, view: View) -> None:
    if not stage.light.lamps:
        return
    for i in range(13):
        x, y = view.at((20 + i * 112, 20 + 26 * math.sin(i * 1.3) - 100, _END))
        stage.glow((x, y), 34, "#ffd98a", 0.9)
        stage.svg.ellipse(x, y, 4, 4, "#fff6d0")


def draw_bedroom(stage: Stage) -> None:
    """Draw the room from the door."""
    view = View(600, stage.horizon - 110)
    _shell(stage, view)
    _window(stage, view)
    _shelf(stage, view)
    _poster(stage, view)
    _bed(stage, view)
    _desk(stage, view)
    _fairy_lights(stage, view)
