"""Each point of a history has a row, each way between two points a column from the one to the other."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.figure.branches import Mark, branches
from anime_cli.figure.fonts import width_of
from anime_cli.figure.tracks import Edge, Point, Row, Way, tracks

SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def histories(draw: st.DrawFn) -> list[Point]:
    """Points with up to three ways to later ones of the list, which are earlier in time."""
    count = draw(st.integers(1, 14))
    points = []
    for index in range(count):
        later = list(range(index + 1, count))
        goals = draw(st.lists(st.sampled_from(later), max_size=3, unique=True)) if later else []
        points.append(Point(str(index), tuple(Way(str(goal), draw(st.sampled_from([0, 0, 4]))) for goal in goals)))
    return points


def above(row: Row) -> set[int]:
    """Return the columns in which a line comes to a row from above."""
    return {*row.passing, *row.closing, *({row.column} if row.above else ())}


def below(row: Row) -> set[int]:
    return {*row.passing, *row.opening, *({row.column} if row.below else ())}


@settings(max_examples=150, deadline=None)
@given(histories(), st.data())
def test_lines_go_on_from_row_to_row(points: list[Point], data: st.DataObject) -> None:
    """What leaves a row at its foot comes to the next at its head; nothing is left open, no two lines are one."""
    trunk = data.draw(st.sampled_from([None, *(point.id for point in points)]))
    laid = tracks(points, trunk)
    assert [row.id for row in laid.rows] == [point.id for point in points]
    assert not above(laid.rows[0])
    assert not below(laid.rows[-1])
    for row, after in pairwise(laid.rows):
        assert below(row) == above(after)
    for row in laid.rows:
        assert row.column not in {*row.passing, *row.closing, *row.opening}
        assert not set(row.closing) & row.passing
        assert row.joined == set(row.opening) & row.passing
    ways = {(int(point.id), int(way.to), way.hidden) for point in points for way in point.ways}
    assert {(edge.row, edge.to, edge.hidden) for edge in laid.edges} == ways
    for edge in laid.edges:
        assert edge.column in below(laid.rows[edge.row])
        assert edge.column in above(laid.rows[edge.to])
        assert all(edge.column in laid.rows[number].passing for number in range(edge.row + 1, edge.to))
    assert laid.width > max(column for row in laid.rows for column in (row.column, *row.passing, *row.opening))


def test_the_trunk_has_the_first_column_though_it_is_older() -> None:
    """A branch that is newer stands beside it, and no line comes to the trunk's last point from above."""
    points = [Point("new", (Way("fork"),)), Point("main", (Way("fork"),)), Point("fork")]
    laid = tracks(points, "main")
    assert [row.column for row in laid.rows] == [1, 0, 0]
    assert [row.above for row in laid.rows] == [False, False, True]
    assert set(laid.edges) == {Edge(1, 2, 0, 0), Edge(0, 2, 1, 0)}
    assert tracks(points).rows[0].column == 0


@pytest.mark.parametrize("count", [1, 3, 40])
def test_the_picture_holds_everything(count: int) -> None:
    """Words end before the edge, whatever they are; the same history gives the same bytes."""
    marks = [
        Mark(
            Point(str(number), (Way(str(number + 1), number % 3),) if number + 1 < count else ()),
            subject="A subject that goes on & on <for> ever " * 5,
            note="2026-04-08, 花園さくら, " + "n" * 90,
            branches=("ending/" + "long-" * 20,) * (number % 6),
            checkpoints=("first-draft",) * (number % 2),
            ending="“花びらの魔女”" * 20 if number % 2 else "",
            plain=number % 4 == 1,
            current=number == 1,
        )
        for number in range(count)
    ]
    drawn = branches("The <Petal> Witch " * 9, marks, "0")
    assert drawn == branches("The <Petal> Witch " * 9, marks, "0")
    assert "A dotted line: commits left out, and how many. A diamond: a checkpoint." in drawn
    root = ET.fromstring(drawn)
    assert root.attrib["width"] == "1280"
    for word in root.iter(f"{SVG}text"):
        length = width_of(word.text or "", float(word.attrib["font-size"]), bold=word.attrib["font-weight"] == "700")
        assert float(word.attrib["x"]) + length * (0.5 if word.attrib["text-anchor"] == "middle" else 1) <= 1280
        assert float(word.attrib["y"]) < float(root.attrib["height"])
