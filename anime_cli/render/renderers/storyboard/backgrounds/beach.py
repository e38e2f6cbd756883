"""A beach: sea to the horizon, surf, sand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from anime_cli.figure.colour import mix
from anime_cli.figure.path import Path, Point, polygon, ribbon, smooth
from anime_cli.figure.svg import spread
from anime_cli.render.renderers.storyboard.backgrounds.sky import Heaven, draw_cloud, draw_ground, draw_sky
from anime_cli.render.renderers.storyboard.backgrounds.stage import BOTTOM, LEFT, RIGHT, WIDE

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.backgrounds.stage import Stage

_SEAS = {
    "day": ("#2f9fd6", "#46c3d8", "#9be6dc"),
    "morning": ("#5aaede", "#7fd0dc", "#c2ece0"),
    "dusk": ("#3a4a8e", "#8a5f9c", "#f3a184"),
    "night": ("#101d4c", "#1c3a78", "#39629e"),
}
_DEPTH = 128


def _sea(stage: Stage) -> None:
    horizon, light, chance = stage.horizon, stage.light, stage.chance
    colours = _SEAS[light.name]
    if not light.clear:
        colours = (
            mix(colours[0], light.sky[0], 0.6),
            mix(colours[1], light.sky[1], 0.6),
            mix(colours[2], light.sky[-1], 0.6),
        )
    stage.svg.rect(LEFT, horizon, WIDE, _DEPTH + 90, stage.svg.linear(spread(*colours)))
    cape: list[Point] = [
        (LEFT, horizon - 14), (LEFT, horizon + 1), (250, horizon + 1), (190, horizon - 16), (90, horizon - 34),
        (-40, horizon - 26),
    ]  # fmt: skip
    stage.svg.path(polygon(cape), mix(light.sky[-1], "#3f6a8a", 0.55))
    for _ in range(90):
        y = horizon + 4 + _DEPTH * chance.random() ** 1.6
        width = 8 + 60 * (y - horizon) / _DEPTH * chance.random()
        spread_out = light.name in {"day", "morning"} or chance.random() < 0.4  # noqa: PLR2004  # else under the sun
        x = chance.uniform(LEFT, RIGHT) if spread_out else 820 + chance.gauss(0, 90)
        glint = ribbon([(x - width, y), (x, y - 1), (x + width, y)], [0.4, 1 + 2.2 * (y - horizon) / _DEPTH, 0.4])
        stage.svg.path(glint, "#ffe6b0" if light.name == "dusk" else "#ffffff", opacity=0.35 + 0.5 * chance.random())


def _wave(stage: Stage, y: float, height: float, phase: float) -> list[Point]:
    return [
        (LEFT + WIDE * i / 18, y + height * math.sin(i * 0.9 + phase) + stage.chance.uniform(-5, 5)) for i in range(19)
    ]


def _down(line: list[Point]) -> str:
    return Path().move(line[0]).join(smooth(line, closed=False)).line((RIGHT, BOTTOM), (LEFT, BOTTOM)).close()


def _sand(stage: Stage, shore: float) -> None:
    chance = stage.chance
    draw_ground(stage, shore + 86, "#e8cfa0", "#f6e4bd")
    edge = _wave(stage, shore + 76, 14, 1)
    stage.svg.path(_down(edge), stage.paint("#cfae7c"))
    dry = [(x, y + 20) for x, y in edge]
    stage.svg.path(_down(dry), stage.svg.linear(spread(stage.paint("#ecd3a4"), stage.paint("#f8e8c6"))))
    foam = stage.paint("#ffffff")
    surf = ribbon([(x, y - 8) for x, y in edge], [12 + 8 * math.sin(i) for i in range(19)])
    stage.svg.path(surf, foam, opacity=0.95)
    for drop, height, phase, thick, opacity in ((20, 10, 3, 5, 0.75), (-28, 6, 5, 3, 0.55)):
        crest = _wave(stage, shore + drop, height, phase)
        widths = [thick * 0.5 + thick * abs(math.sin(i * 1.7)) for i in range(19)]
        stage.svg.path(ribbon(crest, widths), foam, opacity=opacity)
    for _ in range(60):
        x, y = chance.uniform(LEFT, RIGHT), chance.uniform(shore + 130, BOTTOM)
        stage.svg.ellipse(x, y, chance.uniform(2, 7), chance.uniform(1, 2.4), stage.paint("#d2b382"), opacity=0.7)


def _gulls(stage: Stage) -> None:
    colour = "#ffffff" if stage.light.name in {"day", "morning"} else "#4a3a66"
    for _ in range(0 if stage.light.night else 5):
        x, y = stage.chance.uniform(100, 1180), stage.chance.uniform(60, stage.horizon - 140)
        gull = Path((x, y)).quad((x + 10, y - 10), (x + 18, y), (x + 26, y - 10), (x + 36, y))
        stage.svg.path(str(gull), stroke=colour, width=2.6, opacity=0.9)


def draw_beach(stage: Stage) -> None:
    """Draw the beach, looking out to sea."""
    draw_sky(stage, stage.horizon, Heaven(sun=820, clouds=2))
    for x, drop, width in ((150, 14, 640), (520, 10, 420), (1180, 12, 560)):
        draw_cloud(stage, x, stage.horizon + drop, width * 0.8)
    _sea(stage)
    _sand(stage, stage.horizon + _DEPTH)
    _gulls(stage)
