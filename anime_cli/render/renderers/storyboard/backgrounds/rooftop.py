"""A school roof: fence, stair house, the town below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.figure.colour import mix
from anime_cli.figure.path import box, polygon
from anime_cli.figure.svg import fading
from anime_cli.render.renderers.storyboard.backgrounds.sky import (
    Heaven,
    Skyline,
    draw_ground,
    draw_sky,
    draw_skyline,
)
from anime_cli.render.renderers.storyboard.backgrounds.stage import BOTTOM, LEFT, RIGHT, WIDE

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.backgrounds.stage import Stage

_LIT = ("#ffe08a", "#ffc96b", "#fff3c4")


def _town(stage: Stage) -> None:
    light, horizon = stage.light, stage.horizon
    high, low = light.sky[0], light.sky[-1]
    lit = _LIT if light.lamps else ()
    near = mix(high, "#1a1838", 0.55) if light.lamps else mix(low, "#5a6e96", 0.7)
    draw_skyline(stage, Skyline(foot=horizon + 40, colour=mix(low, high, 0.38), low=40, high=130))
    middle = mix(low, high, 0.66)
    draw_skyline(stage, Skyline(foot=horizon + 70, colour=middle, low=60, high=170, windows=lit, lit=0.10))
    draw_skyline(stage, Skyline(foot=horizon + 112, colour=near, low=40, high=150, windows=lit, lit=0.16))


def _floor(stage: Stage, edge: float) -> None:
    draw_ground(stage, edge, "#a39a9c", "#7d7683")
    for i in range(-12, 13):
        stage.line((640 + i * 70, edge), (640 + i * 430, BOTTOM), colour="#5f5868", width=1.8, opacity=0.5)
    y, step = edge + 8, 10.0
    while y < BOTTOM:
        stage.line((LEFT, y), (RIGHT, y), colour="#5f5868", width=1.6, opacity=0.5)
        step *= 1.5
        y += step
    if stage.light.name == "dusk" and stage.light.clear:
        path = [(760, edge), (1030, edge), (1300, BOTTOM), (300, BOTTOM)]
        stage.svg.path(polygon(path), stage.svg.linear(fading("#ffcf8a", (0, 0.55), (1, 0))))
    if stage.light.weather in {"rain", "storm"}:
        _puddles(stage, edge)
    stage.svg.rect(LEFT, edge - 14, WIDE, 20, stage.paint("#8b8290"))
    stage.svg.rect(LEFT, edge - 14, WIDE, 4, stage.paint("#cfc3c6"))


def _puddles(stage: Stage, edge: float) -> None:
    chance = stage.chance
    for _ in range(16):
        x, y = chance.uniform(LEFT, RIGHT), chance.uniform(edge + 20, BOTTOM - 40)
        size = (y - edge) / 300
        stage.svg.ellipse(x, y, 130 * size, 16 * size, mix(stage.light.sky[-1], "#ffffff", 0.2), opacity=0.35)


def _fence(stage: Stage, edge: float) -> None:
    top, colour = edge - 230, stage.paint("#4a4862" if stage.light.lamps else "#8fa3b0")
    shine = stage.light.rim or "#ffffff"
    mesh = f'<path d="M0,0L26,26M26,0L0,26" stroke="{colour}" stroke-width="1.6" fill="none"/>'
    stage.svg.path(box(LEFT, top, WIDE, edge - 14 - top), stage.svg.pattern(26, mesh), opacity=0.75)
    for x in range(LEFT, RIGHT, 190):
        stage.svg.rect(x, top - 10, 9, edge - 4 - top, colour)
        stage.svg.rect(x, top - 10, 3, edge - 4 - top, shine, opacity=0.55)
    for y in (top, top + 110):
        stage.svg.rect(LEFT, y, WIDE, 6, colour)
        stage.svg.rect(LEFT, y, WIDE, 2, shine, opacity=0.5)


def _stair_house(stage: Stage, edge: float) -> None:
    top = edge - 350
    stage.fill([(1120, top), (RIGHT, top - 34), (RIGHT, edge + 96), (1120, edge + 46)], "#a3959e")
    stage.fill([(1146, top + 6), (RIGHT, top - 20), (RIGHT, edge + 92), (1146, edge + 46)], "#bcaeb4")
    stage.fill([(1104, top - 6), (RIGHT, top - 46), (RIGHT, top - 16), (1104, top + 18)], "#8d818c")
    stage.fill([(1190, edge - 116), (1290, edge - 124), (1290, edge + 68), (1190, edge + 55)], "#5b6a8c")
    stage.fill([(1196, edge - 110), (1284, edge - 117), (1284, edge + 66), (1196, edge + 54)], "#6f7fa0")
    glass = "#ffe3a0" if stage.light.lamps else "#b9d2e4"
    stage.svg.path(polygon([(1216, edge - 92), (1264, edge - 96), (1264, edge - 44), (1216, edge - 42)]), glass)
    stage.svg.ellipse(1204, edge - 18, 4, 4, stage.paint("#e8e2d4"))
    if stage.light.lamps:
        stage.glow((1240, edge - 150), 120, "#ffe2a8", 0.7)
    stage.svg.rect(1228, edge - 160, 24, 12, "#fff3d0" if stage.light.lamps else stage.paint("#e8e4dc"), radius=4)


def _tank(stage: Stage, edge: float) -> None:
    x, y = -40, edge - 120
    for leg in (x - 66, x + 56):
        stage.svg.rect(leg, y, 10, 136, stage.paint("#6f6a7c"))
    stage.fill([(x - 84, y), (x + 84, y), (x + 84, y - 128), (x - 84, y - 128)], "#9aa4b4")
    stage.fill([(x - 84, y), (x - 40, y), (x - 40, y - 128), (x - 84, y - 128)], "#828b9e")
    stage.svg.ellipse(x, y - 128, 84, 18, stage.paint("#b4bdca"))
    for k in (0.33, 0.66):
        stage.line((x - 84, y - 128 * k), (x + 84, y - 128 * k), colour="#737c90", width=3)


def draw_rooftop(stage: Stage) -> None:
    """Draw the roof, looking over the fence."""
    draw_sky(stage, stage.horizon, Heaven(sun=900, clouds=5))
    _town(stage)
    edge = stage.horizon + 112
    _floor(stage, edge)
    _fence(stage, edge)
    _tank(stage, edge)
    _stair_house(stage, edge)
