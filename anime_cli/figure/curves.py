"""The curves of a chart: heading, axes, lines, and the numbers of their turns."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.figure.colour import mix
from anime_cli.figure.fonts import width_of
from anime_cli.figure.grid import (
    DISC,
    INK,
    LEFT,
    MOST,
    PAPER,
    PLOT,
    QUIET,
    RIGHT,
    RULE,
    TOP,
    WIDTH,
    all_turns,
    coloured,
    disc,
)
from anime_cli.figure.path import polyline, smooth
from anime_cli.figure.svg import Lettering
from anime_cli.figure.typeset import clipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.figure.chart import Chart, Series
    from anime_cli.figure.grid import Grid
    from anime_cli.figure.path import Point
    from anime_cli.figure.svg import Svg


def draw_heading(svg: Svg, chart: Chart) -> None:
    """Write the title, and the name of each curve beside its colour."""
    title = clipped(chart.title, 24, WIDTH - LEFT - RIGHT, bold=True)
    svg.text(LEFT, 38, title, Lettering(size=24, fill=INK, bold=True))
    share = (WIDTH - LEFT - RIGHT) / max(1, len(chart.series))
    for index, (colour, series) in enumerate(coloured(chart)):
        x = LEFT + index * share
        svg.path(polyline((x, 59), (x + 22, 59)), stroke=colour, width=4)
        name = clipped(series.name, 15, share - 60, bold=True)
        svg.text(x + 30, 64, name, Lettering(size=15, fill=INK, bold=True))
        taken = 30 + width_of(name, 15, bold=True) + 12
        svg.text(x + taken, 64, clipped(series.about, 14, max(0, share - taken - 16)), Lettering(size=14, fill=QUIET))


def draw_groups(svg: Svg, chart: Chart, grid: Grid) -> None:
    """Shade every other group of columns and write its label at the top."""
    for index, group in enumerate(chart.groups):
        x, width = grid.x(group.start), (group.end - group.start) * grid.slot
        if index % 2 == 0:
            svg.rect(x, TOP - 20, width, PLOT + 20, mix(PAPER, RULE, 0.42))
        label = clipped(group.label, 12, width - 12)
        if len(label) > 1:
            svg.text(x + 6, TOP - 6, label, Lettering(size=12, fill=QUIET))


def draw_axes(svg: Svg, chart: Chart, grid: Grid) -> None:
    """Draw the scale, and name its ends."""
    for step in (-1.0, -0.5, 0.0, 0.5, 1.0):
        value = step * grid.reach
        y = grid.y(value)
        svg.path(polyline((LEFT, y), (WIDTH - RIGHT, y)), stroke=QUIET if step == 0 else RULE, width=1.2)
        svg.text(LEFT - 10, y + 4.5, f"{value:+.2g}" if value else "0", Lettering(size=13, fill=QUIET, anchor="end"))
    for word, share in ((chart.high, 0.25), (chart.low, 0.75)):
        y = TOP + PLOT * share
        style = Lettering(size=13, fill=QUIET, anchor="middle")
        svg.text(40, y, word, style, transform=f"rotate(-90 40 {y:g})")


def draw_curve(svg: Svg, series: Series, colour: str, grid: Grid) -> None:
    """Draw one curve: its points with a thin line, its means with a thick one, dotted over a gap."""
    thin = [grid.place(point) for point in series.dots]
    if len(thin) > 1:
        svg.path(polyline(*thin), stroke=colour, width=1.2, opacity=0.45)
    for run in runs(series.curve):
        _run(svg, [grid.place(point) for point in run], colour)
    for before, after in pairwise(runs(series.curve)):
        gap = polyline(grid.place(before[-1]), grid.place(after[0]))
        svg.path(gap, stroke=colour, width=2, dash="1 6", opacity=0.8)
    for x, y in thin:
        svg.ellipse(x, y, 3.4, 3.4, colour)
    for x, y in (grid.place(point) for point in series.apart):
        svg.ellipse(x, y, 4.2, 4.2, colour)
        svg.ellipse(x, y, 2.6, 2.6, PAPER)


def runs(points: Sequence[Point]) -> list[list[Point]]:
    """Split POINTS where a column lies between one and the next."""
    found: list[list[Point]] = []
    for point in points:
        if found and point[0] - found[-1][-1][0] <= 1:
            found[-1].append(point)
        else:
            found.append([point])
    return found


def _run(svg: Svg, points: Sequence[Point], colour: str) -> None:
    if len(points) > 1:
        svg.path(smooth(points, closed=False, tension=0.6), stroke=colour, width=3.6)
    else:
        svg.ellipse(*points[0], 4.6, 4.6, colour)


def draw_numbers(svg: Svg, chart: Chart, grid: Grid) -> None:
    """Number the turns of all curves, each near its point."""
    taken: list[Point] = []
    for number, (colour, turn) in enumerate(all_turns(chart)[:MOST], 1):
        point = grid.place(turn.at)
        place = _free(point, taken)
        taken.append(place)
        svg.path(polyline(point, place), stroke=colour, width=1.2)
        disc(svg, place, colour, number)


def _free(point: Point, taken: Sequence[Point]) -> Point:
    """Return a place for a number near POINT, within the plot and clear of those TAKEN; the last tried if none is."""
    x, y = point
    place = point
    for far in range(1, 12):
        for side, up in ((0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)):
            place = (x + side * 11 * far, y + up * (8 + 14 * far))
            inside = TOP + DISC <= place[1] <= TOP + PLOT - DISC and LEFT < place[0] < WIDTH - RIGHT
            if inside and all(math.dist(place, other) > 2.1 * DISC for other in taken):
                return place
    return place
