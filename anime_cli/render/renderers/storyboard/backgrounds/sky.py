"""What is far away: sky, sun, moon and stars, clouds, the skyline of a town."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.colour import mix
from anime_cli.figure.path import Point, box, disc, ribbon
from anime_cli.figure.svg import fading, spread
from anime_cli.render.renderers.storyboard.backgrounds.stage import BOTTOM, LEFT, RIGHT, TOP, WIDE

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.backgrounds.stage import Stage

_PUFFS = 9


def draw_cloud(stage: Stage, x: float, y: float, width: float) -> None:
    """Draw a heap of cloud with a flat base at Y."""
    svg, chance = stage.svg, stage.chance
    lit, dark = stage.light.cloud
    puffs = []
    for i in range(_PUFFS):
        u = (i + 0.5) / _PUFFS * 2 - 1
        heap = 1 - u * u
        radius = width * (0.13 + 0.14 * heap) * chance.uniform(0.75, 1.2)
        puffs.append((x + u * width * 0.48, y - radius * 0.55 - heap * width * 0.13 * chance.random(), radius))
    with svg.inside(box(x - width, y - width, 2 * width, width * 1.02)):
        svg.path("".join(disc(*puff) for puff in puffs), dark)
        for a, c, r in puffs:
            svg.ellipse(a + r * 0.1 * stage.light.key[0], c - r * 0.20, r * 0.86, r * 0.82, lit)
        for a, c, r in puffs[::2]:
            svg.ellipse(a - r * 0.15, c + r * 0.45, r * 0.5, r * 0.30, dark, opacity=0.55)


def _stars(stage: Stage, horizon: float) -> None:
    chance = stage.chance
    for _ in range(150):
        q = chance.random()
        x, y = chance.uniform(LEFT, RIGHT), TOP + (horizon - TOP) * chance.random() ** 1.4
        stage.svg.ellipse(x, y, 0.6 + 1.3 * q * q, 0.6 + 1.3 * q * q, "#ffffff", opacity=0.35 + 0.6 * q)


def _moon(stage: Stage, at: Point) -> None:
    x, y = at
    stage.svg.ellipse(x, y, 170, 170, stage.svg.radial(fading("#cfe0ff", (0, 0.5), (1, 0))))
    for dx, dy, radius, colour in ((0, 0, 44, "#fff8e2"), (-14, -10, 9, "#f2e8cc"), (12, 12, 13, "#f2e8cc")):
        stage.svg.ellipse(x + dx, y + dy, radius, radius, colour)


def _low_sun(stage: Stage, x: float, horizon: float) -> None:
    stops = ((0.0, "#ffe9a8", 0.85), (0.35, "#ffb866", 0.45), (1.0, "#ff8a5c", 0.0))
    stage.svg.ellipse(x, horizon - 70, 620, 360, stage.svg.radial(stops))
    stage.svg.ellipse(x, horizon - 70, 62, 62, "#fff6d6")


def _streaks(stage: Stage, horizon: float) -> None:
    chance = stage.chance
    for i in range(7):
        x, y = chance.uniform(LEFT, RIGHT - 500), horizon - 30 - i * i * 7 - chance.random() * 18
        spine = [(x, y), (x + chance.uniform(120, 260), y - 6), (x + chance.uniform(380, 640), y + 2)]
        streak = ribbon(spine, [1, 7 + i * 1.6, 1])
        stage.svg.path(streak, mix("#c0648a", "#ffb27a", chance.random()), opacity=0.75)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heaven:
    """What hangs in a sky: where the sun sets, where the moon stands, how many clouds."""

    sun: float = 980
    moon: Point = (1010, 130)
    clouds: int = 4
    stars: bool = True


def draw_sky(stage: Stage, horizon: float, heaven: Heaven) -> None:
    """Draw the sky down to HORIZON."""
    light, svg, chance = stage.light, stage.svg, stage.chance
    gradient = svg.linear(spread(*light.sky), (0, TOP * 0.4), (0, horizon), absolute=True)
    svg.rect(LEFT, TOP, WIDE, horizon - TOP + 4, gradient)
    if light.night and light.clear and heaven.stars:
        _stars(stage, horizon)
    if light.clear:
        if light.night:
            _moon(stage, heaven.moon)
        elif light.name == "dusk":
            _low_sun(stage, heaven.sun, horizon)
        else:
            halo = ((0.0, "#ffffff", 0.75), (0.25, "#fffbe8", 0.3), (1.0, "#ffffff", 0.0))
            svg.ellipse(heaven.sun + 180, 20, 420, 420, svg.radial(halo))
    count = heaven.clouds if light.clear else heaven.clouds * 2
    for i in range(count):
        depth = (i + chance.random() * 0.7) / max(1, count)
        x = LEFT + WIDE * ((i * 0.38 + chance.random() * 0.3) % 1)
        draw_cloud(stage, x, 150 + (horizon - 210) * depth, (320 - 190 * depth) * chance.uniform(0.8, 1.15))
    if light.name == "dusk":
        _streaks(stage, horizon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skyline:
    """A row of far houses: foot, colour, least and greatest height, colours of lit windows and their share."""

    foot: float
    colour: str
    low: float
    high: float
    windows: tuple[str, ...] = ()
    lit: float = 0.4


def draw_skyline(stage: Stage, row: Skyline) -> None:
    """Draw a row of far houses across the world."""
    svg, chance = stage.svg, stage.chance
    x = float(LEFT)
    while x < RIGHT:
        width = chance.uniform(46, 120)
        height = chance.uniform(row.low, row.high) * (1 if chance.random() < 0.85 else 1.5)  # noqa: PLR2004
        roof = row.foot - height
        svg.rect(x, roof, width + 1, height + 8, row.colour)
        if chance.random() < 0.4:  # noqa: PLR2004  # an aerial
            svg.rect(x + width * 0.4, roof - 22, 3, 22, row.colour)
        if chance.random() < 0.35:  # noqa: PLR2004  # a tank
            svg.rect(x + width * 0.15, roof - 12, width * 0.4, 12, row.colour)
        if row.windows:
            _lit_windows(stage, row, (x, roof), width)
        x += width * chance.uniform(0.84, 0.99)


def _lit_windows(stage: Stage, row: Skyline, corner: Point, width: float) -> None:
    chance = stage.chance
    for y in range(int(corner[1] + 10), int(row.foot - 10), 15):
        for x in range(int(corner[0] + 8), int(corner[0] + width - 8), 13):
            if chance.random() < row.lit:
                colour = chance.choice(row.windows)
                stage.svg.rect(x, y, 6, 7, colour, opacity=0.5 + 0.5 * chance.random())


def draw_ground(stage: Stage, top: float, far: str, near: str) -> None:
    """Fill the ground from TOP down, shaded from far to near."""
    stage.svg.rect(LEFT, top, WIDE, BOTTOM - top, stage.svg.linear(spread(stage.paint(far), stage.paint(near))))
