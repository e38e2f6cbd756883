"""A line chart over the scenes of a story: curves, bands below them, numbered turns with a word for each.

Nothing overlaps: labels of columns are set at a slope and left out where they would touch, numbers look for a free
place near their point, and what they stand for is told in a list under the chart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.captions import draw_bands, draw_labels, draw_list, notes
from anime_cli.figure.curves import draw_axes, draw_curve, draw_groups, draw_heading, draw_numbers
from anime_cli.figure.grid import NOTE_LINE, PAPER, WIDTH, Grid, coloured
from anime_cli.figure.svg import Svg

if TYPE_CHECKING:
    from anime_cli.figure.path import Point


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of columns, START to END (not included), of one colour."""

    start: int
    end: int
    label: str
    colour: str


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that belong together, START to END (not included)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A point of a curve that is numbered and told."""

    at: Point
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One curve. Points are (column, value), columns counted from 0 with fractions, values -1…1.

    `dots` are joined by a thin line, `curve` by a thick one; `apart` stand alone. `short` is the
    name where there is little room.
    """

    name: str
    short: str = ""
    about: str = ""
    dots: tuple[Point, ...] = ()
    apart: tuple[Point, ...] = ()
    curve: tuple[Point, ...] = ()
    bands: tuple[Band, ...] = ()
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is drawn: a title, the columns by name, the curves; `high` and `low` name the ends of the scale."""

    title: str
    columns: tuple[str, ...]
    series: tuple[Series, ...]
    groups: tuple[Group, ...] = ()
    high: str = ""
    low: str = ""


def draw_chart(chart: Chart) -> str:
    """Draw CHART as an SVG document 1280 pixels wide and as high as it needs."""
    svg, grid = Svg("c", "sans-serif"), Grid.of(chart)
    height = grid.notes_top + 24 + sum(NOTE_LINE * len(lines) + 4 for lines in notes(chart))
    svg.rect(0, 0, WIDTH, height, PAPER)
    draw_heading(svg, chart)
    draw_groups(svg, chart, grid)
    draw_axes(svg, chart, grid)
    for colour, series in coloured(chart):
        draw_curve(svg, series, colour, grid)
    draw_numbers(svg, chart, grid)
    draw_bands(svg, chart, grid)
    draw_labels(svg, chart, grid)
    draw_list(svg, chart, grid)
    whole = math.ceil(height)
    return svg.document(WIDTH, whole, (0, 0, WIDTH, whole), chart.title)
