"""Where the points of a history stand: the newest above, each branch in a column of its own, joined where they meet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Way(NamedTuple):
    """The way from a point to an earlier one it was made from; `hidden` points between them are not shown."""

    to: str
    hidden: int = 0


class Point(NamedTuple):
    """A point of a history, and the ways back from it, that along its own branch first."""

    id: str
    ways: tuple[Way, ...] = ()


class Edge(NamedTuple):
    """A way between two rows, given by their numbers, and the column in which it runs."""

    row: int
    to: int
    column: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Row:
    """A point's row: its `column`, and those in which ways pass it, end in it, and begin in it.

    `above` and `below` tell whether a way comes from above, and whether one goes on below, in the point's own column.
    `opening` are the columns to which further ways lead, `joined` those of them that were there before. `hidden` has
    by column how many points are left out below.
    """

    id: str
    column: int
    above: bool
    below: bool
    passing: frozenset[int]
    closing: tuple[int, ...]
    opening: tuple[int, ...]
    joined: frozenset[int]
    hidden: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Tracks:
    """The rows of a history from above, the ways between them, and how many columns they fill."""

    rows: tuple[Row, ...]
    edges: tuple[Edge, ...]
    width: int


def tracks(points: Sequence[Point], trunk: str | None = None) -> Tracks:
    """Lay out POINTS, each of which stands before those it was made from; TRUNK and its past fill the first column."""
    laying = _Laying([trunk] if trunk is not None else [])
    rows = tuple(laying.row(point) for point in points)
    number = {point.id: index for index, point in enumerate(points)}
    edges = tuple(
        Edge(number[source], number[way.to], column, way.hidden)
        for source, way, column in laying.ways
        if way.to in number
    )
    return Tracks(rows, edges, laying.width)


@dataclass
class _Laying:
    """The columns as they are below the last row: the point that each leads to; `quiet` ones have no line yet."""

    lanes: list[str | None]
    quiet: set[int] = field(default_factory=set)
    ways: list[tuple[str, Way, int]] = field(default_factory=list)
    width: int = 1

    def __post_init__(self) -> None:
        self.quiet = set(range(len(self.lanes)))

    def row(self, point: Point) -> Row:
        """Put POINT below what was laid."""
        here = [column for column, goal in enumerate(self.lanes) if goal == point.id]
        column = here[0] if here else self._free(0)
        above = bool(here) and column not in self.quiet
        closing = tuple(here[1:])
        for each in closing:
            self.lanes[each] = None
        self.quiet.discard(column)
        passing = frozenset(self._drawn()) - {column}
        first, *others = point.ways or (None,)
        self.lanes[column] = first.to if first else None
        opened = [(way, *self._opened(way, column)) for way in others if way is not None]
        self.width = max(self.width, len(self.lanes))
        ways = [*([(first, column)] if first else []), *((way, lane) for way, lane, _ in opened)]
        self.ways += [(point.id, way, lane) for way, lane in ways]
        return Row(
            id=point.id,
            column=column,
            above=above,
            below=first is not None,
            passing=passing,
            closing=closing,
            opening=tuple(lane for _, lane, _ in opened),
            joined=frozenset(lane for _, lane, joined in opened if joined),
            hidden=tuple((lane, way.hidden) for way, lane in ways if way.hidden),
        )

    def _opened(self, way: Way, column: int) -> tuple[int, bool]:
        """Return the column for a further WAY from COLUMN, and whether one leads there already."""
        joined = next((lane for lane in self._drawn() if self.lanes[lane] == way.to and lane != column), None)
        if joined is not None and not way.hidden:
            return joined, True
        lane = self._free(column + 1)
        self.lanes[lane] = way.to
        return lane, False

    def _drawn(self) -> Iterable[int]:
        return [lane for lane, goal in enumerate(self.lanes) if goal is not None and lane not in self.quiet]

    def _free(self, start: int) -> int:
        """Return the first free column from START on."""
        found = next((lane for lane in range(start, len(self.lanes)) if self.lanes[lane] is None), None)
        if found is None:
            self.lanes += [None] * (max(start, len(self.lanes)) + 1 - len(self.lanes))
            found = len(self.lanes) - 1
        return found
