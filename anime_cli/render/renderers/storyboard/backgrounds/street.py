"""A shopping street: houses on both sides with shops below, signs, lamps, wires, a crossing in front."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.figure.colour import mix, shift
from anime_cli.figure.path import Path, Point, polygon, rounded
from anime_cli.figure.svg import Lettering, fading, spread
from anime_cli.render.renderers.storyboard.backgrounds.sky import Heaven, Skyline, draw_sky, draw_skyline
from anime_cli.render.renderers.storyboard.backgrounds.stage import View

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.backgrounds.stage import Stage

_MIDDLE, _WALL, _KERB = 660, 640, 430
_GROUND = 400
_SIDES = (-1, 1)
_WALLS = ("#c9c2b6", "#d8c7ae", "#b3bcc8", "#e0d5c2", "#c4a994", "#aeb7ad", "#d3bdb2")
_NIGHT_WALLS = ("#39427a", "#463e7c", "#34567c", "#544672", "#3d4a6e")
_AWNINGS = ("#d9534f", "#3f7fbf", "#3f9a7a", "#e0a03c", "#8a62b8", "#d8748c")
_NEON = ("#ff5fa2", "#4fd8ff", "#ffd24a", "#9b7bff", "#5effb0", "#ff7a4a")
_SIGNS = ("本屋", "花屋", "喫茶店", "薬局", "酒場", "寿司", "書店", "珈琲", "菓子", "時計", "楽器", "食堂")
_GLASS = ("#7f98a8", "#8a8fa0", "#93a8a2")
_LIT_GLASS = ("#ffd9a0", "#ffe9c4", "#d8f0ff")
_PANES = ("#ffe9a6", "#ffd27a", "#bfe6ff")


@dataclass(frozen=True, slots=True)
class House:
    """One house of a row: near and far depth, height, wall."""

    near: float
    far: float
    height: float
    wall: str


def _rows(stage: Stage) -> list[House]:
    """Set up one side of the street, the farthest house first."""
    chance, light = stage.chance, stage.light
    houses, z = [], 9.0
    while z > 0.75:  # noqa: PLR2004  # up to behind the eye
        depth = z * chance.uniform(0.18, 0.28)
        wall = chance.choice(_NIGHT_WALLS if light.night else _WALLS)
        haze = mix(stage.paint(wall), light.sky[-1], min(0.55, z / 15))
        houses.append(House(z - depth, z, chance.uniform(560, 1150), haze))
        z -= depth
    return houses


def _windows(stage: Stage, view: View, house: House, x: float, ground: float) -> None:
    chance, light = stage.chance, stage.light
    share = 0.5 if light.night else 0.3 if light.lamps else 0.0
    for floor in range(2, int(house.height / 120)):
        y = ground - floor * 120 - 30
        for k in range(3):
            near = house.near + (house.far - house.near) * (k + 0.20) / 3
            far = house.near + (house.far - house.near) * (k + 0.80) / 3
            lit = chance.random() < share
            colour = chance.choice(_PANES) if lit else mix(shift(house.wall, -0.16), light.sky[0], 0.25)
            stage.svg.path(polygon(view.side(x, y, y + 70, near, far)), colour, opacity=0.95)
            sill = view.side(x, y + 70, y + 77, near * 0.99, far * 1.01)
            stage.svg.path(polygon(sill), shift(house.wall, 0.05))


def _shop(stage: Stage, view: View, house: House, x: float, ground: float, side: int) -> None:
    chance, light, svg = stage.chance, stage.light, stage.svg
    glass = chance.choice(_LIT_GLASS) if light.lamps else stage.paint(chance.choice(_GLASS))
    near, far = house.near * 1.02, house.far * 0.98
    svg.path(polygon(view.side(x, ground - 172, ground - 16, near, far)), glass)
    middle = (near + far) / 2
    svg.path(polygon(view.side(x, ground - 172, ground, middle * 0.985, middle * 1.015)), shift(house.wall, -0.12))
    for k in (0.22, 0.72):
        at = near + (far - near) * k
        goods = view.side(x, ground - 74, ground - 16, at, at + (far - near) * 0.16)
        svg.path(polygon(goods), stage.paint(chance.choice(_AWNINGS)), opacity=0.55)
    board = view.side(x, ground - 244, ground - 204, near, far)
    svg.path(polygon(board), mix(stage.paint(chance.choice(_AWNINGS)), "#1c1830", 0.25 if light.lamps else 0.1))
    _awning(stage, view, (near, far), x, ground, side)
    if light.lamps:
        stage.glow(view.at((x - side * 40, ground - 60, middle)), 240 / middle, "#ffd89a", 0.4)


def _awning(stage: Stage, view: View, span: tuple[float, float], x: float, ground: float, side: int) -> None:
    near, far = span
    colour, out, stripes = stage.chance.choice(_AWNINGS), x - side * 74, 8
    for k in range(stripes):
        a, b = near + (far - near) * k / stripes, near + (far - near) * (k + 1) / stripes
        cloth = stage.paint(colour if k % 2 else "#fbf6ec")
        slope = view.all((x, ground - 214, a), (x, ground - 214, b), (out, ground - 168, b), (out, ground - 168, a))
        stage.svg.path(polygon(slope), cloth)
        stage.svg.path(polygon(view.side(out, ground - 168, ground - 150, a, b)), shift(cloth, -0.06))


def _blade_sign(stage: Stage, view: View, house: House, words: str, side: int) -> None:
    """Hang a sign out over the pavement, its letters one below the other."""
    chance, light, svg = stage.chance, stage.light, stage.svg
    x, ground = _MIDDLE + side * _WALL, stage.horizon + _GROUND
    z = house.near + (house.far - house.near) * 0.3
    colour, top = chance.choice(_NEON), ground - chance.uniform(470, 540)
    tall = 74 * len(words) + 30
    (x0, y0), (x1, y1) = view.at((x - side * 4, top, z)), view.at((x - side * 88, top + tall, z))
    left, width, height = min(x0, x1), abs(x1 - x0), y1 - y0
    if light.lamps:
        stage.glow((left + width / 2, y0 + height / 2), height * 0.8, colour, 0.5 if light.night else 0.3)
    ground_colour = colour if light.lamps else stage.paint(mix(colour, "#ffffff", 0.1))
    svg.path(rounded(left, y0, width, height, width * 0.14), ground_colour)
    inner = mix(colour, "#1a1030", 0.82) if light.night else "#fffaf0"
    svg.path(rounded(left + width * 0.09, y0 + width * 0.09, width * 0.82, height - width * 0.18, width * 0.09), inner)
    letters = mix(colour, "#ffffff", 0.55) if light.night else stage.paint(mix(colour, "#201830", 0.55))
    style = Lettering(size=width * 0.66, fill=letters, bold=True, anchor="middle")
    if width > 9:  # noqa: PLR2004  # too small to be read farther away
        for i, sign in enumerate(words):
            svg.text(left + width / 2, y0 + height * (i + 0.5) / len(words) + width * 0.24, sign, style)


def _side_of_street(stage: Stage, view: View, ground: float, side: int) -> None:
    x, svg = _MIDDLE + side * _WALL, stage.svg
    signs = stage.chance.sample(_SIGNS, len(_SIGNS))
    for i, house in enumerate(_rows(stage)):
        roof = ground - house.height
        svg.path(polygon(view.side(x, roof, ground, house.near, house.far)), house.wall)
        back = x + side * 900
        svg.path(polygon(view.front(min(x, back), max(x, back), roof, ground, house.near)), shift(house.wall, -0.05))
        svg.path(polygon(view.side(x - side * 8, roof, roof + 26, house.near, house.far)), shift(house.wall, 0.05))
        _windows(stage, view, house, x, ground)
        _shop(stage, view, house, x, ground, side)
        if stage.chance.random() < 0.8:  # noqa: PLR2004  # most shops have one
            _blade_sign(stage, view, house, signs[i % len(signs)], side)


def _road(stage: Stage, view: View, ground: float) -> None:
    light, svg = stage.light, stage.svg
    far, near = ("#3a4170", "#191c38") if light.night else ("#989ca6", "#72767f")
    svg.path(polygon(view.floor(-2600, 3900, ground, 0.7, 30)), svg.linear(spread(stage.paint(far), stage.paint(near))))
    for z in (1.9, 2.6, 3.8, 5.6):
        svg.path(polygon(view.floor(_MIDDLE - 8, _MIDDLE + 8, ground, z, z * 1.2)), stage.paint("#f2eed8"), opacity=0.8)
    stripes = 9
    for k in range(stripes):
        x = _MIDDLE - _KERB + 18 + k * (2 * _KERB - 36) / stripes
        stripe = view.floor(x, x + 56, ground, 1.02, 1.34)
        svg.path(polygon(stripe), stage.paint("#f3f1ea"), opacity=0.85)


def _pavement(stage: Stage, view: View, ground: float, side: int) -> None:
    wall, kerb = _MIDDLE + side * _WALL, _MIDDLE + side * _KERB
    night = stage.light.night
    stage.fill(view.floor(min(wall, kerb), max(wall, kerb), ground - 4, 0.7, 9), "#6a6f9a" if night else "#cdc8c0")
    for z in (0.9, 1.15, 1.5, 2.0, 2.8, 4.0):
        stage.line(*view.all((kerb, ground - 4, z), (wall, ground - 4, z)), colour="#8a867f", width=2 / z, opacity=0.7)
    stage.fill(view.side(kerb, ground - 4, ground + 12, 0.7, 9), "#8d92b8" if night else "#a5a29c")


def _pole(stage: Stage, view: View, ground: float, side: int, z: float) -> Point:
    """Put up a pole with its lamp and give its top."""
    x = _MIDDLE + side * (_KERB + 26)
    foot, top = view.all((x, ground, z), (x, ground - 620, z))
    stage.line(foot, top, colour="#5d5a66", width=13 / z)
    arm = view.at((x, ground - 590, z))
    stage.line((arm[0] - 60 / z, arm[1]), (arm[0] + 60 / z, arm[1]), colour="#5d5a66", width=6 / z)
    lamp = view.at((x - side * 100, ground - 640, z))
    stage.line(view.at((x, ground - 612, z)), lamp, colour="#5d5a66", width=5 / z)
    if stage.light.lamps:
        stage.glow(lamp, 170 / z, "#ffe2a8", 0.9)
    bulb = "#fffbe8" if stage.light.lamps else stage.paint("#e9e6df")
    stage.svg.ellipse(lamp[0], lamp[1], 20 / z, 9 / z, bulb)
    return arm


def _wires(stage: Stage, view: View, ground: float) -> None:
    for side in _SIDES:
        depths = (4.4, 2.7, 1.7, 1.05, 0.62)
        tops = [_pole(stage, view, ground, side, z) for z in depths]
        for (a, b), z in zip(pairwise(tops), depths[1:], strict=True):
            for offset in (-50, 0, 50):
                start, end = (a[0] + offset / z / 1.6, a[1]), (b[0] + offset / z, b[1])
                sag = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 40 / z)
                wire = str(Path(start).quad(sag, end))
                stage.svg.path(wire, stroke=stage.paint("#4a4856"), width=max(0.8, 2.2 / z), opacity=0.8)


def _reflections(stage: Stage) -> None:
    if not (stage.light.night or stage.light.weather in {"rain", "storm"}):
        return
    chance = stage.chance
    top = stage.horizon + 70
    for i in range(26):
        x, y = chance.uniform(120, 1200), chance.uniform(top, top + 300)
        size = (y - stage.horizon) / 160
        colour = _NEON[i % 6] if stage.light.lamps else mix(stage.light.sky[-1], "#ffffff", 0.4)
        glow = stage.svg.radial(fading(colour, (0, 0.42), (1, 0)))
        stage.svg.ellipse(x, y + 30, chance.uniform(8, 24) * size, chance.uniform(26, 70) * size, glow)


def draw_street(stage: Stage) -> None:
    """Draw the street from the middle of the road."""
    light, horizon = stage.light, stage.horizon
    draw_sky(stage, horizon + 6, Heaven(sun=690, moon=(820, 160), clouds=3))
    view = View(_MIDDLE, horizon)
    ground = horizon + _GROUND
    lit = ("#ffe7a0", "#a8d4ff") if light.lamps else ()
    haze = mix(light.sky[-1], light.sky[0], 0.5)
    draw_skyline(stage, Skyline(foot=horizon + 10, colour=haze, low=40, high=150, windows=lit, lit=0.3))
    _road(stage, view, ground)
    for side in _SIDES:
        _side_of_street(stage, view, ground, side)
        _pavement(stage, view, ground, side)
    _reflections(stage)
    _wires(stage, view, ground)
