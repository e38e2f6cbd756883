"""Inside a train: windows with the town going by, a long seat, straps, posters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.figure.colour import mix, shift
from anime_cli.figure.path import box, polygon, polyline, rounded
from anime_cli.figure.svg import spread
from anime_cli.render.renderers.storyboard.backgrounds.sky import Heaven, Skyline, draw_sky, draw_skyline
from anime_cli.render.renderers.storyboard.backgrounds.stage import BOTTOM, LEFT, RIGHT, TALL, TOP, WIDE

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.backgrounds.stage import Stage

_POSTERS = ("#f7c9c9", "#bfe0f2", "#fbe7a8", "#d6ecc6", "#e9e4f4", "#fbd9b8", "#cdeae2", "#f3d2e4")
_SEAT = "#3f7a6a"
_CAR, _PANE = 452, 410


def _posters(stage: Stage, top: float) -> None:
    stage.svg.rect(LEFT, TOP, WIDE, top - 40 - TOP, stage.paint("#f3f0e8"))
    stage.svg.rect(LEFT, top - 64, WIDE, 26, stage.paint("#cfcac2"))
    for k in range(15):
        x = LEFT + 8 + k * 120
        stage.svg.path(box(x, TOP, 112, top - 66 - TOP), stage.paint(_POSTERS[k % len(_POSTERS)]), opacity=0.9)
        stage.svg.rect(x + 14, top - 120, 84, 8, stage.paint("#8a8690"), opacity=0.45)
        stage.svg.rect(x + 14, top - 104, 60, 8, stage.paint("#8a8690"), opacity=0.35)


def _windows(stage: Stage, top: float, sill: float) -> None:
    light, horizon = stage.light, stage.horizon
    panes = [rounded(LEFT + 30 + k * _CAR, top, _PANE, sill - top, 22) for k in range(4)]
    with stage.svg.inside(*panes):
        draw_sky(stage, horizon + 60, Heaven(sun=760, clouds=3, moon=(820, top + 70)))
        far, near = mix(light.sky[-1], light.sky[0], 0.42), mix(light.sky[-1], "#5c7fa0", 0.62)
        draw_skyline(stage, Skyline(foot=horizon + 34, colour=far, low=24, high=90))
        lit = ("#ffe08a",) if light.lamps else ()
        if light.lamps:
            near = mix(light.sky[0], "#2a2848", 0.35)
        draw_skyline(stage, Skyline(foot=horizon + 66, colour=near, low=20, high=70, windows=lit, lit=0.2))
        for k in range(4):
            for i in range(2):
                x = LEFT + 90 + k * _CAR + i * 190
                gleam = [(x, top), (x + 70, top), (x - 90, sill), (x - 160, sill)]
                stage.svg.path(polygon(gleam), "#ffffff", opacity=0.13)
    for pane in panes:
        stage.svg.path(pane, stroke=stage.paint("#a9a49c"), width=9)
        stage.svg.path(pane, stroke=stage.paint("#f9f7f2"), width=4)


def _seat(stage: Stage, sill: float) -> None:
    top, seat = sill + 34, stage.paint(_SEAT)
    stage.svg.rect(LEFT, sill + 16, WIDE, BOTTOM - sill - 16, stage.paint("#d2cdc4"))
    stage.svg.rect(LEFT, top, WIDE, 96, seat)
    stage.svg.rect(LEFT, top, WIDE, 10, shift(seat, 0.05))
    stage.svg.rect(LEFT, top + 84, WIDE, 44, stage.svg.linear(spread(shift(seat, 0.06), shift(seat, -0.05))))
    stage.svg.rect(LEFT, top + 128, WIDE, 48, stage.paint("#8b8780"))
    stage.svg.rect(
        LEFT,
        top + 176,
        WIDE,
        BOTTOM - top - 238,
        stage.svg.linear(spread(stage.paint("#b5aea6"), stage.paint("#8f8a88"))),
    )
    for i in range(12):
        stage.svg.path(
            polyline((LEFT + i * 152, top + 4), (LEFT + i * 152, top + 122)), stroke=shift(seat, -0.08), width=2
        )
    if stage.light.name in {"dusk", "morning"} and stage.light.clear:
        for k in range(4):
            x = LEFT + 100 + k * _CAR
            patch = [(x, top + 20), (x + 330, top + 20), (x + 190, BOTTOM), (x - 200, BOTTOM)]
            stage.svg.path(polygon(patch), "#ffd28a", opacity=0.32)


def _poles(stage: Stage, top: float) -> None:
    for x in (-120, 330, 784, 1236):
        stage.svg.rect(x, TOP, 12, TALL, stage.paint("#c9ccd0"))
        stage.svg.rect(x + 2, TOP, 3, TALL, "#ffffff", opacity=0.8)
    stage.svg.rect(LEFT, top - 96, WIDE, 10, stage.paint("#b5b9be"))
    stage.svg.rect(LEFT, top - 96, WIDE, 3, "#ffffff", opacity=0.8)
    for i in range(14):
        x = LEFT + 60 + i * 128
        stage.line((x, top - 90), (x, top - 34), colour="#e9e5da", width=7)
        ring = polygon([(x, top - 36), (x + 22, top - 2), (x - 22, top - 2)])
        stage.svg.path(ring, stroke=stage.paint("#fbf8ef"), width=7)


def draw_train(stage: Stage) -> None:
    """Draw the carriage from across the aisle."""
    stage.svg.rect(LEFT, TOP, WIDE, TALL, stage.paint("#e6e2da"))
    top, sill = stage.horizon - 262, stage.horizon + 6
    _posters(stage, top)
    _windows(stage, top, sill)
    _seat(stage, sill)
    _poles(stage, top)
    if stage.light.night:
        stage.glow((RIGHT / 2, TOP), 900, "#fff3d8", 0.35)
