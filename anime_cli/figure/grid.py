"""Where things stand in a chart, and what its parts share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.svg import Lettering
from anime_cli.figure.typeset import balanced, clipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.figure.chart import Chart, Series, Turn
    from anime_cli.figure.path import Point
    from anime_cli.figure.svg import Svg

PAPER, INK, QUIET, RULE = "#fffdf9", "#2b2540", "#7c758c", "#e3deea"
SERIES = ("#c23d78", "#2f6db3", "#3a8a5c", "#b5722a", "#7b53b0")
"""The colours of the curves, one after the other."""

WIDTH = 1280
LEFT, RIGHT, TOP = 112, 36, 96
PLOT = 320
BAND, BAND_TALL, BAND_GAP = 26, 66, 6
"""How high a row of bands is; the tall one lets labels stand upright, where columns are narrow."""
NARROW, NARROWEST = 72.0, 13.0
"""Columns less wide than this have a tall row; in those less wide than that, not even upright letters fit."""
SLOPE = 50.0
"""How steeply labels of narrow columns are set, in degrees."""
LABEL, LABEL_WIDE, LABEL_LONG = 13.0, 96.0, 150.0
"""Size of a column's label; how wide a column must be for a level one; how long a sloping one may be."""
CLEAR = 20.0
"""How far apart sloping labels must begin so as not to touch."""
DISC = 10.0
NOTE, NOTE_LINE, MOST = 15.0, 22.0, 60
"""Size and height of a line in the list, and how many turns are numbered; of the others only the count is told."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where things stand: the width of a column, the value at the top edge, and the tops of what is below the plot."""

    slot: float
    reach: float
    band: float
    labels_top: float
    notes_top: float

    @classmethod
    def of(cls, chart: Chart) -> Grid:
        """Return the grid that CHART needs."""
        slot = (WIDTH - LEFT - RIGHT) / max(1, len(chart.columns))
        values = [abs(value) for each in chart.series for _, value in (*each.dots, *each.apart, *each.curve)]
        reach = next((step for step in (0.5, 0.8) if max(values, default=0.0) <= step * 0.94), 1.0)
        bands = sum(1 for each in chart.series if each.bands)
        band = BAND if slot >= NARROW or slot < NARROWEST else BAND_TALL
        labels = TOP + PLOT + 12 + bands * (band + BAND_GAP)
        return cls(slot, reach, band, labels, labels + _label_height(chart, slot) + 22)

    def x(self, column: float) -> float:
        """Return where a column stands, in pixels."""
        return LEFT + column * self.slot

    def y(self, value: float) -> float:
        """Return where a value stands, in pixels."""
        return TOP + PLOT / 2 * (1 - value / self.reach)

    def place(self, point: Point) -> Point:
        """Return where a point of a curve stands, in pixels."""
        return self.x(point[0]), self.y(point[1])


def _label_height(chart: Chart, slot: float) -> float:
    if slot < LABEL_WIDE:
        return LABEL_LONG * math.sin(math.radians(SLOPE)) + LABEL
    return LABEL * 1.25 * max((len(three(label, slot - 10)) for label in chart.columns), default=1)


def three(label: str, width: float) -> list[str]:
    """Return a label as three lines at most, each no wider than WIDTH."""
    lines = balanced(label, LABEL, width)
    return lines if len(lines) <= 3 else [*lines[:2], clipped(" ".join(lines[2:]), LABEL, width)]  # noqa: PLR2004


def coloured(chart: Chart) -> Iterator[tuple[str, Series]]:
    """Yield each curve with its colour."""
    for index, series in enumerate(chart.series):
        yield SERIES[index % len(SERIES)], series


def all_turns(chart: Chart) -> list[tuple[str, Turn]]:
    """Return the turns of all curves, each with its colour."""
    return [(colour, turn) for colour, series in coloured(chart) for turn in series.turns]


def disc(svg: Svg, at: Point, colour: str, number: int) -> None:
    """Draw a NUMBER on a disc."""
    svg.ellipse(*at, DISC, DISC, colour)
    style = Lettering(size=12.5, fill=PAPER, bold=True, anchor="middle")
    svg.text(at[0], at[1] + 4.4, str(number), style)
