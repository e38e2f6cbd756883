"""A line chart over the scenes of a story: curves, bands below them, numbered turns with a word for each.

Nothing overlaps: labels of columns are set at a slope and left out where they would touch, numbers look for a free
place near their point, and what they stand for is told in a list under the chart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.figure.colour import mix
from anime_cli.figure.fonts import width_of
from anime_cli.figure.path import Point, polyline, smooth
from anime_cli.figure.svg import Lettering, Svg
from anime_cli.figure.typeset import balanced, clipped, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    svg, frame = Svg("c", "sans-serif"), _Frame.of(chart)
    height = frame.notes_top + 24 + sum(NOTE_LINE * len(lines) + 4 for lines in _notes(chart))
    svg.rect(0, 0, WIDTH, height, PAPER)
    _heading(svg, chart)
    _groups(svg, chart, frame)
    _axes(svg, chart, frame)
    for colour, series in _coloured(chart):
        _curve(svg, series, colour, frame)
    _numbers(svg, chart, frame)
    _bands(svg, chart, frame)
    _labels(svg, chart, frame)
    _list(svg, chart, frame)
    whole = math.ceil(height)
    return svg.document(WIDTH, whole, (0, 0, WIDTH, whole), chart.title)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand: the width of a column, the value at the top edge, and the tops of what is below the plot."""

    slot: float
    reach: float
    band: float
    labels_top: float
    notes_top: float

    @classmethod
    def of(cls, chart: Chart) -> _Frame:
        slot = (WIDTH - LEFT - RIGHT) / max(1, len(chart.columns))
        values = [abs(value) for each in chart.series for _, value in (*each.dots, *each.apart, *each.curve)]
        reach = next((step for step in (0.5, 0.8) if max(values, default=0.0) <= step * 0.94), 1.0)
        bands = sum(1 for each in chart.series if each.bands)
        band = BAND if slot >= NARROW or slot < NARROWEST else BAND_TALL
        labels = TOP + PLOT + 12 + bands * (band + BAND_GAP)
        return cls(slot, reach, band, labels, labels + _label_height(chart, slot) + 22)

    def x(self, column: float) -> float:
        return LEFT + column * self.slot

    def y(self, value: float) -> float:
        return TOP + PLOT / 2 * (1 - value / self.reach)

    def place(self, point: Point) -> Point:
        return self.x(point[0]), self.y(point[1])


def _label_height(chart: Chart, slot: float) -> float:
    if slot < LABEL_WIDE:
        return LABEL_LONG * math.sin(math.radians(SLOPE)) + LABEL
    return LABEL * 1.25 * max((len(_three(label, slot - 10)) for label in chart.columns), default=1)


def _coloured(chart: Chart) -> Iterator[tuple[str, Series]]:
    for index, series in enumerate(chart.series):
        yield SERIES[index % len(SERIES)], series


def _heading(svg: Svg, chart: Chart) -> None:
    svg.text(
        LEFT, 38, clipped(chart.title, 24, WIDTH - LEFT - RIGHT, bold=True), Lettering(size=24, fill=INK, bold=True)
    )
    share = (WIDTH - LEFT - RIGHT) / max(1, len(chart.series))
    for index, (colour, series) in enumerate(_coloured(chart)):
        x = LEFT + index * share
        svg.path(polyline((x, 59), (x + 22, 59)), stroke=colour, width=4)
        name = clipped(series.name, 15, share - 60, bold=True)
        svg.text(x + 30, 64, name, Lettering(size=15, fill=INK, bold=True))
        taken = 30 + width_of(name, 15, bold=True) + 12
        svg.text(x + taken, 64, clipped(series.about, 14, max(0, share - taken - 16)), Lettering(size=14, fill=QUIET))


def _groups(svg: Svg, chart: Chart, frame: _Frame) -> None:
    for index, group in enumerate(chart.groups):
        x, width = frame.x(group.start), (group.end - group.start) * frame.slot
        if index % 2 == 0:
            svg.rect(x, TOP - 20, width, PLOT + 20, mix(PAPER, RULE, 0.42))
        label = clipped(group.label, 12, width - 12)
        if len(label) > 1:
            svg.text(x + 6, TOP - 6, label, Lettering(size=12, fill=QUIET))


def _axes(svg: Svg, chart: Chart, frame: _Frame) -> None:
    for step in (-1.0, -0.5, 0.0, 0.5, 1.0):
        value = step * frame.reach
        y = frame.y(value)
        svg.path(polyline((LEFT, y), (WIDTH - RIGHT, y)), stroke=QUIET if step == 0 else RULE, width=1.2)
        svg.text(LEFT - 10, y + 4.5, f"{value:+.2g}" if value else "0", Lettering(size=13, fill=QUIET, anchor="end"))
    for word, share in ((chart.high, 0.25), (chart.low, 0.75)):
        y = TOP + PLOT * share
        style = Lettering(size=13, fill=QUIET, anchor="middle")
        svg.text(40, y, word, style, transform=f"rotate(-90 40 {y:g})")


def _curve(svg: Svg, series: Series, colour: str, frame: _Frame) -> None:
    thin = [frame.place(point) for point in series.dots]
    if len(thin) > 1:
        svg.path(polyline(*thin), stroke=colour, width=1.2, opacity=0.45)
    for run in runs(series.curve):
        _run(svg, [frame.place(point) for point in run], colour)
    for before, after in pairwise(runs(series.curve)):
        gap = polyline(frame.place(before[-1]), frame.place(after[0]))
        svg.path(gap, stroke=colour, width=2, dash="1 6", opacity=0.8)
    for x, y in thin:
        svg.ellipse(x, y, 3.4, 3.4, colour)
    for x, y in (frame.place(point) for point in series.apart):
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


def _turns(chart: Chart) -> list[tuple[str, Turn]]:
    """Return the turns of all curves, each with its colour."""
    return [(colour, turn) for colour, series in _coloured(chart) for turn in series.turns]


def _numbers(svg: Svg, chart: Chart, frame: _Frame) -> None:
    taken: list[Point] = []
    for number, (colour, turn) in enumerate(_turns(chart)[:MOST], 1):
        point = frame.place(turn.at)
        disc = _free(point, taken)
        taken.append(disc)
        svg.path(polyline(point, disc), stroke=colour, width=1.2)
        _disc(svg, disc, colour, number)


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


def _disc(svg: Svg, at: Point, colour: str, number: int) -> None:
    svg.ellipse(*at, DISC, DISC, colour)
    style = Lettering(size=12.5, fill=PAPER, bold=True, anchor="middle")
    svg.text(at[0], at[1] + 4.4, str(number), style)


def _bands(svg: Svg, chart: Chart, frame: _Frame) -> None:
    y = TOP + PLOT + 12.0
    for series in chart.series:
        if not series.bands:
            continue
        name = clipped(series.short or series.name, 13, LEFT - 22)
        svg.text(LEFT - 10, y + frame.band / 2 + 5, name, Lettering(size=13, fill=QUIET, anchor="end"))
        for band in series.bands:
            x, width = frame.x(band.start), (band.end - band.start) * frame.slot
            svg.rect(x + 1, y, max(1.0, width - 2), frame.band, band.colour, radius=min(4.0, width / 3))
            _band_label(svg, band.label, (x + width / 2, y + frame.band / 2), width - 6, frame.band - 8)
        y += frame.band + BAND_GAP


def _band_label(svg: Svg, label: str, at: Point, width: float, height: float) -> None:
    """Write a band's label level or upright, whichever has the larger letters; none where it could not be read."""
    x, y = at
    natural = width_of(label, 12.5) / 12.5
    level = min(12.5, width / max(natural, 0.1))
    upright = min(11.5, height / max(natural, 0.1), width)
    size = max(level, upright)
    if size < 8:  # noqa: PLR2004  # nobody reads smaller letters
        return
    turn = "" if level >= upright else f"rotate(-90 {x:.1f} {y:.1f})"
    svg.text(x, y + size * 0.36, label, Lettering(size=size, fill=INK, anchor="middle"), transform=turn)


def _labels(svg: Svg, chart: Chart, frame: _Frame) -> None:
    if frame.slot >= LABEL_WIDE:
        style = Lettering(size=LABEL, fill=INK, anchor="middle")
        for index, label in enumerate(chart.columns):
            for row, line in enumerate(_three(label, frame.slot - 10)):
                svg.text(frame.x(index + 0.5), frame.labels_top + LABEL * (1 + 1.25 * row), line, style)
        return
    style = Lettering(size=LABEL, fill=INK, anchor="end")
    step = max(1, math.ceil(CLEAR / frame.slot))
    for index in range(0, len(chart.columns), step):
        x, y = frame.x(index + 0.5) + 4, frame.labels_top + LABEL
        label = clipped(chart.columns[index], LABEL, LABEL_LONG)
        svg.text(x, y, label, style, transform=f"rotate({-SLOPE:g} {x:.1f} {y:.1f})")


def _three(label: str, width: float) -> list[str]:
    lines = balanced(label, LABEL, width)
    return lines if len(lines) <= 3 else [*lines[:2], clipped(" ".join(lines[2:]), LABEL, width)]  # noqa: PLR2004


def _notes(chart: Chart) -> list[list[str]]:
    """Return the lines of what each number stands for, and of how many more turns there are."""
    turns = _turns(chart)
    more = [f"… and {len(turns) - MOST} more"] if len(turns) > MOST else []
    return [wrap(text, NOTE, WIDTH - LEFT - RIGHT) for text in [*(turn.text for _, turn in turns[:MOST]), *more]]


def _list(svg: Svg, chart: Chart, frame: _Frame) -> None:
    y = frame.notes_top
    colours = [colour for colour, _ in _turns(chart)[:MOST]]
    for number, lines in enumerate(_notes(chart), 1):
        if number <= len(colours):
            _disc(svg, (LEFT - 22, y + 11), colours[number - 1], number)
        for line in lines:
            svg.text(LEFT, y + 16, line, Lettering(size=NOTE, fill=INK))
            y += NOTE_LINE
        y += 4
