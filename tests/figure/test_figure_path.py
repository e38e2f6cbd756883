"""Path data: numbers, curves, strokes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anime_cli.figure import path

COORDINATE = st.floats(-2000, 2000, allow_nan=False)
POINT = st.tuples(COORDINATE, COORDINATE)


def numbers(data: str) -> list[float]:
    return [float(text) for text in re.findall(r"-?\d+(?:\.\d+)?", data)]


@given(COORDINATE)
def test_a_number_has_one_decimal_at_most(value: float) -> None:
    text = path.number(value)
    assert re.fullmatch(r"-?\d+(\.\d)?", text)
    assert text != "-0"
    assert float(text) == pytest.approx(value, abs=0.0501)


@given(st.lists(POINT, min_size=3, max_size=8), st.booleans())
def test_a_smooth_curve_passes_its_points(points: list[path.Point], closed: bool) -> None:
    data = path.smooth(points, closed=closed)
    ends = re.findall(r"([-\d.]+),([-\d.]+)(?=C|Z|$)", data)
    for x, y in points:
        assert (path.number(x), path.number(y)) in ends
    assert data.endswith("Z") is closed


@given(st.lists(POINT, min_size=2, max_size=5), st.integers(1, 8))
def test_a_spline_keeps_its_points(points: list[path.Point], steps: int) -> None:
    sampled = path.spline(points, steps)
    assert len(sampled) == (len(points) - 1) * steps + 1
    for given_point, sample in zip(points, sampled[::steps], strict=True):
        assert sample == pytest.approx(given_point)


def test_a_ribbon_is_as_wide_as_it_is_told() -> None:
    ys = numbers(path.ribbon([(0, 0), (50, 0), (100, 0)], [20, 20, 20]))[1::2]
    assert (min(ys), max(ys)) == (-10, 10)


def test_a_ribbon_may_shrink_to_nothing_and_may_stand_still() -> None:
    assert path.ribbon([(0, 0), (0, 0)], [0, 0]).endswith("Z")


@given(POINT, POINT, POINT, POINT)
def test_a_bezier_starts_and_ends_where_it_says(a: path.Point, b: path.Point, c: path.Point, d: path.Point) -> None:
    sampled = path.bezier(a, b, c, d)
    assert sampled[0] == a
    assert sampled[-1] == pytest.approx(d)
    assert len(sampled) == 11


def test_shapes() -> None:
    assert path.box(1, 2, 3, 4) == "M1,2 4,2 4,6 1,6Z"
    assert path.polyline((0, 0), (1.25, 2)) == "M0,0 1.2,2"
    assert path.disc(0, 0, 5) == "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z"
    assert path.rounded(0, 0, 10, 10, 2).count("a2,2") == 4
    assert path.between((0, 0), (10, 20), 0.5) == (5, 10)
    assert path.mirrored([(1, 2)], -1) == [(-1, 2)]
    assert len(path.around(0, 0, 1, 1, 8)) == 8


def test_a_path_is_one_stroke_after_another() -> None:
    pen = path.Path((0, 0), (1, 1)).quad((2, 2), (3, 3)).cubic((4, 4), (5, 5), (6, 6)).join("M7,7C1,1")
    assert pen.close() == "M0,0L1,1Q2,2 3,3C4,4 5,5 6,6L7,7C1,1Z"
    assert str(path.Path().line()) == ""
