"""What is in the air before the people: rain, snow, fog, petals, the low sun's warmth, the lens's dark corners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.figure.path import Path, polyline
from anime_cli.figure.svg import fading

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from anime_cli.figure.svg import Svg
    from anime_cli.render.renderers.storyboard.light import Light
    from anime_cli.render.renderers.storyboard.shots import Viewport

_PETALS = ("#ffd3e0", "#ffb8cf", "#ffe6ee")


def _rain(svg: Svg, view: Viewport, chance: random.Random, drops: int = 150, slant: float = 0.16) -> None:
    for _ in range(drops):
        x, y, length = chance.uniform(view.left, view.right + 120), chance.uniform(-60, 720), chance.uniform(22, 70)
        drop = polyline((x, y), (x - length * slant, y + length))
        svg.path(drop, stroke="#e4efff", width=chance.uniform(0.8, 2.2), opacity=chance.uniform(0.25, 0.6))


def _storm(svg: Svg, view: Viewport, chance: random.Random) -> None:
    _rain(svg, view, chance, drops=260, slant=0.34)


def _snow(svg: Svg, view: Viewport, chance: random.Random) -> None:
    for _ in range(140):
        near = chance.random() ** 2
        x, y, size = chance.uniform(view.left, view.right), chance.uniform(0, 720), 1.5 + 5 * near
        svg.ellipse(x, y, size, size, "#ffffff", opacity=0.9 - 0.4 * near)


def _fog(svg: Svg, view: Viewport, chance: random.Random) -> None:
    for _ in range(7):
        x, y = chance.uniform(view.left, view.right), chance.uniform(380, 700)
        fill = svg.radial(fading("#f2f5fa", (0, 0.30), (1, 0)))
        svg.ellipse(x, y, chance.uniform(260, 480), chance.uniform(60, 120), fill)


def _petals(svg: Svg, view: Viewport, chance: random.Random) -> None:
    for i in range(46):
        x, y, s = chance.uniform(view.left, view.right), chance.uniform(-20, 720), chance.uniform(4, 11)
        petal = (
            Path((0, 0))
            .cubic((s, -s * 0.6), (s * 0.9, -s * 1.7), (0, -s * 1.6))
            .cubic((-s * 0.9, -s * 1.7), (-s, -s * 0.6), (0, 0))
            .close()
        )
        turn = f"translate({x:.1f} {y:.1f}) rotate({chance.uniform(0, 360):.1f})"
        svg.path(petal, _PETALS[i % 3], opacity=0.95, transform=turn)


FALLING: dict[str, Callable[[Svg, Viewport, random.Random], None]] = {
    "rain": _rain,
    "storm": _storm,
    "snow": _snow,
    "fog": _fog,
    "petals": _petals,
}


def draw_air(svg: Svg, view: Viewport, light: Light, weather: str, chance: random.Random) -> None:
    """Draw what falls or drifts, then the light in the lens."""
    if weather in FALLING:
        FALLING[weather](svg, view, chance)
    frame = (view.left - 2, -2.0, view.width + 4, 724.0)
    if light.name == "dusk" and light.clear:
        svg.rect(*frame, svg.radial(((0, "#ffc27a", 0.26), (1, "#ffb066", 0)), (0.78, 0.45), 0.8))
    svg.rect(*frame, svg.radial(fading("#120a24", (0.55, 0), (1, 0.34)), (0.5, 0.5), 0.78))
