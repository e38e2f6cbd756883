"""What stands below the curves of a chart: bands, the names of the columns, what the numbers mean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from anime_cli.figure.fonts import width_of
from anime_cli.figure.grid import (
    BAND_GAP,
    CLEAR,
    INK,
    LABEL,
    LABEL_LONG,
    LABEL_WIDE,
    LEFT,
    MOST,
    NOTE,
    NOTE_LINE,
    PLOT,
    QUIET,
    RIGHT,
    SLOPE,
    TOP,
    WIDTH,
    all_turns,
    disc,
    three,
)
from anime_cli.figure.svg import Lettering
from anime_cli.figure.typeset import clipped, wrap

if TYPE_CHECKING:
    from anime_cli.figure.chart import Chart
    from anime_cli.figure.grid import Grid
    from anime_cli.figure.path import Point
    from anime_cli.figure.svg import Svg


def draw_bands(svg: Svg, chart: Chart, grid: Grid) -> None:
    """Draw a row of bands for each curve that has some, with their labels."""
    y = TOP + PLOT + 12.0
    for series in chart.series:
        if not series.bands:
            continue
        name = clipped(series.short or series.name, 13, LEFT - 22)
        svg.text(LEFT - 10, y + grid.band / 2 + 5, name, Lettering(size=13, fill=QUIET, anchor="end"))
        for band in series.bands:
            x, width = grid.x(band.start), (band.end - band.start) * grid.slot
            svg.rect(x + 1, y, max(1.0, width - 2), grid.band, band.colour, radius=min(4.0, width / 3))
            _band_label(svg, band.label, (x + width / 2, y + grid.band / 2), width - 6, grid.band - 8)
        y += grid.band + BAND_GAP


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


def draw_labels(svg: Svg, chart: Chart, grid: Grid) -> None:
    """Write the names of the columns: level where there is room, else at a slope, as many as don't touch."""
    if grid.slot >= LABEL_WIDE:
        style = Lettering(size=LABEL, fill=INK, anchor="middle")
        for index, label in enumerate(chart.columns):
            for row, line in enumerate(three(label, grid.slot - 10)):
                svg.text(grid.x(index + 0.5), grid.labels_top + LABEL * (1 + 1.25 * row), line, style)
        return
    style = Lettering(size=LABEL, fill=INK, anchor="end")
    step = max(1, math.ceil(CLEAR / grid.slot))
    for index in range(0, len(chart.columns), step):
        x, y = grid.x(index + 0.5) + 4, grid.labels_top + LABEL
        label = clipped(chart.columns[index], LABEL, LABEL_LONG)
        svg.text(x, y, label, style, transform=f"rotate({-SLOPE:g} {x:.1f} {y:.1f})")


def notes(chart: Chart) -> list[list[str]]:
    """Return the lines of what each number stands for, and of how many more turns there are."""
    turns = all_turns(chart)
    more = [f"… and {len(turns) - MOST} more"] if len(turns) > MOST else []
    return [wrap(text, NOTE, WIDTH - LEFT - RIGHT) for text in [*(turn.text for _, turn in turns[:MOST]), *more]]


def draw_list(svg: Svg, chart: Chart, grid: Grid) -> None:
    """Write what each number stands for."""
    y = grid.notes_top
    colours = [colour for colour, _ in all_turns(chart)[:MOST]]
    for number, lines in enumerate(notes(chart), 1):
        if number <= len(colours):
            disc(svg, (LEFT - 22, y + 11), colours[number - 1], number)
        for line in lines:
            svg.text(LEFT, y + 16, line, Lettering(size=NOTE, fill=INK))
            y += NOTE_LINE
        y += 4
