"""A classroom: windows on the left, blackboard at the end, rows of desks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.figure.path import Path, Point, polygon, polyline, smooth
from anime_cli.figure.svg import Lettering, fading
from anime_cli.render.renderers.storyboard.backgrounds.sky import Heaven, draw_sky
from anime_cli.render.renderers.storyboard.backgrounds.stage import LEFT, Block, View, draw_block

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.backgrounds.stage import Stage

_X0, _X1, _Y0, _Y1 = -420, 1760, -330, 1010
_NEAR, _END = 0.8, 3.1
_PANES = (0.85, 1.2, 1.62, 2.2, 2.95)
_AISLE = 2.4
_SILL, _LINTEL, _RAIL = 560, -190, 60


def _shell(stage: Stage, view: View) -> None:
    stage.fill(view.floor(_X0, _X1, _Y1, _NEAR, _END), "#c99a6b")
    for i in range(29):
        x = _X0 + (_X1 - _X0) * i / 28
        stage.line(*view.all((x, _Y1, _NEAR), (x, _Y1, _END)), colour="#a87b52", width=1.6, opacity=0.7)
    stage.fill(view.floor(_X0, _X1, _Y0, _NEAR, _END), "#ece8df")
    for z in (1.1, 1.5, 2.1):
        for x in (150, 1050):
            lamp = view.floor(x, x + 260, _Y0 + 6, z, z + 0.16)
            stage.svg.path(polygon(lamp), "#fffdf2" if stage.light.lamps else "#ffffff")
            if stage.light.night:
                stage.glow(lamp[0], 190 / z, "#fff3d0", 0.5)
    stage.fill(view.side(_X1, _Y0, _Y1, _NEAR, _END), "#e6dccb")
    stage.fill(view.side(_X1, _Y1 - 170, _Y1, _NEAR, _END), "#c49a6c")
    stage.fill(view.front(_X0, _X1, _Y0, _Y1, _END), "#f1e9da")
    stage.fill(view.front(_X0, _X1, _Y1 - 150, _Y1, _END), "#b98a5e")


def _blackboard(stage: Stage, view: View) -> None:
    chance = stage.chance
    stage.fill(view.front(_X0 + 420, _X1 - 420, 60, 600, _END), "#a87b52")
    stage.fill(view.front(_X0 + 444, _X1 - 444, 84, 576, _END), "#2f6b57")
    gleam: list[tuple[float, float, float]] = [
        (_X0 + 444, 84, _END), (_X0 + 1000, 84, _END), (_X0 + 760, 576, _END), (_X0 + 444, 576, _END),
    ]  # fmt: skip
    stage.fill(view.all(*gleam), "#3b7b66", 0.6)
    for i in range(5):
        x, y = view.at((_X0 + 560 + (i % 2) * 30, 190 + i * 70, _END))
        stage.line((x, y), (x + chance.uniform(50, 130), y), colour="#e9f3ee", width=2.6, opacity=0.6)
    chalk = Lettering(size=20, fill=stage.paint("#eef6f1"), opacity=0.85)
    x, y = view.at((_X1 - 620, 190, _END))
    for i, sign in enumerate("日直"):
        stage.svg.text(x, y + i * 24, sign, chalk)
    stage.fill(view.front(_X0 + 420, _X1 - 420, 596, 622, _END - 0.08), "#8a6242")
    for i, colour in enumerate(("#ffffff", "#f7d9a0", "#f5b6b6")):
        stage.fill(view.front(_X0 + 900 + i * 60, _X0 + 940 + i * 60, 586, 597, _END - 0.08), colour)


def _clock(stage: Stage, view: View) -> None:
    x, y = view.at(((_X0 + _X1) / 2 + 20, -60, _END))
    for radius, colour in ((27, "#6b4a33"), (23, "#fdfaf2")):
        stage.svg.ellipse(x, y, radius, radius, stage.paint(colour))
    stage.line((x, y - 15), (x, y), (x + 11, y + 5), colour="#3a2b33", width=2.5)
    speaker = view.front(_X1 - 760, _X1 - 640, -150, -60, _END)
    stage.fill(speaker, "#8a6a4e")


def _notices(stage: Stage, view: View) -> None:
    board = view.side(_X1, 110, 520, 1.22, 2.95)
    stage.fill(board, "#a9835a")
    for i, colour in enumerate(("#f3f3ee", "#f7e3c2", "#dfeaf2", "#f6d9dc", "#e3efd6")):
        z = 1.28 + i * 0.32
        stage.fill(view.side(_X1, 150 + (i % 2) * 30, 400 + (i % 3) * 30, z, z + 0.2), colour)


def _windows(stage: Stage, view: View) -> None:
    svg, light, horizon = stage.svg, stage.light, stage.horizon
    stage.fill(view.side(_X0, _Y0, _Y1, _NEAR, _END), "#e3d8c6")
    stage.fill(view.side(_X0, _Y1 - 170, _Y1, _NEAR, _END), "#c49a6c")
    with svg.inside(polygon(view.side(_X0, _LINTEL, _SILL, _PANES[0], _PANES[-1]))):
        draw_sky(stage, horizon + 60, Heaven(sun=200, clouds=3, moon=(150, 90)))
        hill: list[Point] = [
            (LEFT, horizon + 30), (-60, horizon - 20), (80, horizon + 8), (230, horizon - 30), (420, horizon + 20),
            (420, horizon + 300), (LEFT, horizon + 300),
        ]  # fmt: skip
        svg.path(smooth(hill), "#22365c" if light.night else stage.paint("#5d9a6c"))
    for z in _PANES:
        stage.line(*view.all((_X0, _LINTEL, z), (_X0, _SILL, z)), colour="#f7f4ec", width=16 / z)
    for y in (_LINTEL, _RAIL, _SILL):
        near, far = view.all((_X0, y, _PANES[0]), (_X0, y, _PANES[-1]))
        frame = [(near[0], near[1] - 9), (near[0], near[1] + 9), (far[0], far[1] + 4), (far[0], far[1] - 4)]
        stage.fill(frame, "#f7f4ec")
    for z in _PANES[1:]:
        top, bottom = _LINTEL - 10, _SILL
        wall, out = _X0 + 6, _X0 + 30
        curtain = view.all(
            (wall, top, z - 0.02), (out, top, z + 0.16), (out, bottom - 40, z + 0.1), (wall, bottom, z - 0.02)
        )
        stage.fill(curtain, "#b9b6d6" if light.night else "#fff3d6", 0.92)


def _shafts(stage: Stage, view: View) -> None:
    if not stage.light.clear or stage.light.night:
        return
    colour = "#ffcf96" if stage.light.name == "dusk" else "#ffe9b8"
    for near, far in pairwise(_PANES):
        shaft = view.all(
            (_X0, -100, near + 0.05),
            (_X0, -100, far - 0.05),
            (_X0 + 1150, _Y1, far + 0.25),
            (_X0 + 900, _Y1, near + 0.2),
        )
        fill = stage.svg.linear(fading(colour, (0, 0.34), (1, 0.03)), (0, 0), (1, 1))
        stage.svg.path(polygon(shaft), fill)


def _desk(stage: Stage, view: View, x: float, z: float) -> None:
    for leg in (x + 8, x + 172):
        stage.fill(view.front(leg, leg + 10, 700, _Y1, z), "#8b93a0")
    back = view.front(x + 34, x + 156, 590, 650, z + 0.30)
    stage.fill(view.front(x + 44, x + 54, 640, 900, z + 0.30), "#8b93a0")
    stage.fill(view.front(x + 136, x + 146, 640, 900, z + 0.30), "#8b93a0")
    stage.fill(back, "#cfa06c")
    draw_block(stage, view, Block(x, x + 190, 668, 706, z, z + 0.22), "#e3b880", "#c08f5a", "#a5764a")
    if stage.chance.random() < 0.4:  # noqa: PLR2004  # a book left open
        book = stage.chance.choice(("#f6f3ea", "#9cc0e6", "#e8a7a0"))
        stage.fill(view.floor(x + 50, x + 130, 666, z + 0.05, z + 0.15), book)


def draw_classroom(stage: Stage) -> None:
    """Draw the room from behind the last row."""
    view = View(760, stage.horizon - 40)
    _shell(stage, view)
    _blackboard(stage, view)
    _clock(stage, view)
    _notices(stage, view)
    _windows(stage, view)
    _shafts(stage, view)
    for z in (2.5, 2.0, 1.55, 1.18):
        for k in range(5):
            x = _X0 + 330 + k * 335
            middle, _ = view.at((x + 95, _Y1, z))
            if not (stage.roomy and z < _AISLE and 300 < middle < 980):  # noqa: PLR2004  # where people stand
                _desk(stage, view, x, z)
    floor = str(Path(view.at((_X0, _Y1, _END))).line(view.at((_X1, _Y1, _END))))
    stage.svg.path(floor, stroke=stage.paint("#8a6242"), width=2, opacity=0.5)
    stage.svg.path(polyline(*view.all((_X1, _Y0, _END), (_X1, _Y1, _END))), stroke=stage.paint("#cbbca4"), width=2)
