"""Charts: whole documents, nothing outside, nothing over anything else."""

from __future__ import annotations

import math
import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anime_cli.figure import grid
from anime_cli.figure.chart import Band, Chart, Group, Series, Turn, draw_chart
from anime_cli.figure.colour import is_hex, mood
from anime_cli.figure.curves import runs
from anime_cli.figure.fonts import width_of
from anime_cli.figure.raster import png, rasterise

CJK = "屋上の夕暮れ、二人だけの約束"
WORDS = st.text(max_size=30)
SVG = "{http://www.w3.org/2000/svg}"


def told(columns: int, turns: int = 0, *, label: str = CJK, name: str = "花園さくら", curves: int = 1) -> Chart:
    """Return a chart of COLUMNS scenes with a curve that goes up and down, and TURNS turns on it."""
    points = tuple((column + 0.5, 0.9 * math.sin(column)) for column in range(columns))
    marks = tuple(Turn(points[number * columns // turns], f"{label} {number}") for number in range(turns))
    bands = tuple(Band(column, column + 1, "determined", "#f2953b") for column in range(columns))
    line = Series(name=name, about="icarus", dots=points, apart=points[:1], curve=points, bands=bands, turns=marks)
    names = tuple(f"{number}  {label}" for number in range(columns))
    return Chart(
        title=label,
        columns=names,
        series=(line,) * curves,
        groups=(Group(0, columns, label),),
        high="pleasant",
        low="unpleasant",
    )


def texts(chart: Chart) -> list[ET.Element]:
    return list(ET.fromstring(draw_chart(chart)).iter(f"{SVG}text"))


def sloping(chart: Chart) -> list[tuple[float, float]]:
    """Return where the sloping labels end, at the top."""
    return [
        (float(text.get("x", "")), float(text.get("y", "")))
        for text in texts(chart)
        if f"rotate(-{grid.SLOPE:g} " in text.get("transform", "")
    ]


@pytest.mark.parametrize("columns", [12, 20, 40, 41, 120, 700])
@pytest.mark.parametrize("label", ["Rooftop at dusk", CJK * 4])
def test_sloping_labels_never_touch(columns: int, label: str) -> None:
    """Parallel lines of type stand further apart than they are high; all end within the page."""
    ends = sloping(told(columns, label=label))
    assert len(ends) >= min(columns, 30)
    steps = [b[0] - a[0] for a, b in pairwise(ends)]
    apart = min(steps) * math.sin(math.radians(grid.SLOPE))
    assert apart >= grid.LABEL
    longest = grid.LABEL_LONG * math.cos(math.radians(grid.SLOPE))
    assert ends[0][0] - longest >= 0


@pytest.mark.parametrize("columns", [1, 3, 11])
def test_level_labels_stay_in_their_column(columns: int) -> None:
    """Where columns are wide, a label is broken into three lines at most, each no wider than its column."""
    chart = told(columns, label=CJK * 5)
    slot = (grid.WIDTH - grid.LEFT - grid.RIGHT) / columns
    found = [text for text in texts(chart) if text.get("font-size") == "13" and text.get("text-anchor") == "middle"]
    lines = [text.text or "" for text in found if not text.get("transform")]
    assert 0 < len(lines) <= 3 * columns
    assert all(width_of(line, grid.LABEL) <= slot for line in lines)


@pytest.mark.parametrize(("columns", "turns"), [(15, 11), (40, 28), (40, 40), (120, 60)])
def test_numbers_never_touch(columns: int, turns: int) -> None:
    """Each number has a place of its own within the plot."""
    root = ET.fromstring(draw_chart(told(columns, turns)))
    discs = [e for e in root.iter(f"{SVG}ellipse") if float(e.get("rx", "")) == grid.DISC]
    plot = [(float(e.get("cx", "")), float(e.get("cy", ""))) for e in discs if float(e.get("cx", "")) >= grid.LEFT]
    assert len(plot) == turns
    assert all(math.dist(a, b) >= 2 * grid.DISC - 0.2 for a, b in combinations(plot, 2))
    assert all(grid.TOP <= y <= grid.TOP + grid.PLOT for _, y in plot)


def test_the_list_tells_each_number_and_how_many_more() -> None:
    """Sixty turns are told; the rest is counted, and has no number in the plot either."""
    shown = [text.text for text in texts(told(80, 80))]
    assert f"{CJK} 59" in shown
    assert f"{CJK} 60" not in shown
    assert "… and 20 more" in shown


@given(WORDS, WORDS, st.integers(0, 12), st.integers(1, 3))
def test_any_words_make_a_whole_document(label: str, name: str, columns: int, curves: int) -> None:
    """Whatever a title or a name holds, the document is well-formed and as high as its content."""
    root = ET.fromstring(draw_chart(told(columns, min(columns, 3), label=label, name=name, curves=curves)))
    height = float(root.get("height", ""))
    assert root.get("width") == str(grid.WIDTH)
    assert all(float(text.get("y", "")) < height for text in root.iter(f"{SVG}text"))
    assert "nan" not in ET.tostring(root, encoding="unicode")


def test_curves_are_broken_where_somebody_is_away() -> None:
    """Only neighbouring columns are joined by a full line."""
    assert runs([]) == []
    points = [(0.5, 0.0), (1.5, 0.1), (4.5, 0.2)]
    assert runs(points) == [points[:2], points[2:]]


def test_the_picture_is_the_document_at_any_size() -> None:
    """PNG has the size of the SVG times the zoom, and holds ink."""
    svg = draw_chart(told(10, 3))
    height = int(re.search(r'height="(\d+)"', svg)[1])  # type: ignore[index]
    assert rasterise(svg).size == (grid.WIDTH, height)
    assert png(svg, zoom=2)[16:24] == (2 * grid.WIDTH).to_bytes(4, "big") + (2 * height).to_bytes(4, "big")
    assert len(rasterise(svg).convert("RGB").resize((64, 40)).getcolors(4096) or ()) > 20


@given(st.dictionaries(st.sampled_from(["joy", "fear", "anger", "boredom"]), st.floats(0, 1)), st.floats(0, 1))
def test_a_mood_has_a_colour(shares: dict[str, float], strength: float) -> None:
    """Any mix of primaries is a colour; nothing at all is pale."""
    assert is_hex(mood(shares, strength))
    assert mood({"boredom": 1.0}) == mood({}) == "#e4e1ea"


def test_primaries_have_colours_of_their_own() -> None:
    """Eight primaries, eight colours; a weak one is paler than a strong one."""
    names = ["joy", "trust", "fear", "surprise", "sadness", "disgust", "anger", "anticipation"]
    assert len({mood({name: 1.0}) for name in names}) == 8
    assert mood({"anger": 0.2}) != mood({"anger": 1.0})
