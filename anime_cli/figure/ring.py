"""Where the nodes, arrows and labels of a small directed graph stand: nodes on a ring, no two things on one spot.

The layout is the same for the same graph, whatever order it comes in. The ring grows until every label has a place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from anime_cli.figure.fonts import width_of
from anime_cli.figure.typeset import clipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.figure.path import Point

NAME, NAME_HEIGHT, NAME_LIMIT = 17.0, 40.0, 190.0
LABEL, LINE = 12.5, 16.0
GAP = 26.0
"""How far apart two nodes stand at least."""
START, EACH = 150.0, 20.0
"""Half of the smallest ring's height, and what each node asks for."""
BOWS = (0.12, -0.12, 0.22, -0.22, 0.34, -0.34, 0.5, -0.5)
"""How far an arrow bends, as shares of its length; the first that meets no stranger is taken."""
SPOTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)
"""Where along its arrow a label may stand, the best first."""
WIDE = 1.45
"""How much wider than high the ring is."""
GROWTH, TRIES, MORE = 1.12, 12, 6
"""How the ring grows, how often at most, and how often beyond the first size at which every label has a place."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its name, and the number of the group that it stands in."""

    id: str
    label: str
    group: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow and the lines of its label; `sign` is 1, 0 or -1, `strength` 0…1."""

    source: str
    to: str
    label: tuple[str, ...]
    sign: int
    strength: float


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle around its middle."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Tell whether both share a spot, or come nearer than GAP."""
        return (
            abs(self.x - other.x) * 2 < self.width + other.width + 2 * gap
            and abs(self.y - other.y) * 2 < self.height + other.height + 2 * gap
        )

    def holds(self, point: Point, gap: float = 0.0) -> bool:
        """Tell whether POINT lies inside, or nearer than GAP."""
        return abs(self.x - point[0]) * 2 < self.width + 2 * gap and abs(self.y - point[1]) * 2 < self.height + 2 * gap


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge as it is drawn: points from border to border, and where its label stands."""

    edge: Edge
    points: tuple[Point, ...]
    label: Box


@dataclass(frozen=True, slots=True)
class Ring:
    """A graph laid out; boxes by node."""

    boxes: Mapping[str, Box]
    names: Mapping[str, str]
    arrows: tuple[Arrow, ...]


def ring(nodes: Iterable[Node], edges: Iterable[Edge]) -> Ring:
    """Lay out NODES and the EDGES between them."""
    own = sorted(nodes, key=lambda node: (node.group, node.id))
    known = {node.id for node in own}
    between = sorted((e for e in edges if {e.source, e.to} <= known), key=lambda e: (e.source, e.to))
    order = _order(own, [edge for edge in between if edge.source != edge.to])
    names = {node.id: clipped(node.label, NAME, NAME_LIMIT, bold=True) for node in own}
    found = []
    for attempt in range(TRIES):
        boxes = _boxes(order, names, max(START, EACH * len(order)) * GROWTH**attempt)
        near = sum(one.meets(other, GAP) for one, other in combinations(boxes.values(), 2))
        arrows, (doubled, crossed) = _arrows(between, boxes)
        faults = near + doubled, crossed
        found.append((faults, attempt, Ring(boxes, names, arrows)))
        clear = [tried for faulty, tried, _ in found if not faulty[0]]
        if faults == (0, 0) or (clear and attempt - clear[0] >= MORE):
            break
    return min(found, key=lambda one: one[:2])[2]


def _order(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[str]:
    """Return the nodes around the ring: swapped in pairs for as long as that brings bound ones nearer."""
    order = [node.id for node in nodes]
    places = {name: place for place, name in enumerate(order)}
    pairs = sorted({(min(e.source, e.to), max(e.source, e.to)) for e in edges})
    better = len(order) > 3  # noqa: PLR2004  # up to three stand beside each other anyway
    while better:
        better = False
        for one, other in combinations(order, 2):
            before = _length(pairs, places, len(order))
            places[one], places[other] = places[other], places[one]
            if _length(pairs, places, len(order)) < before:
                better = True
            else:
                places[one], places[other] = places[other], places[one]
    return sorted(order, key=lambda name: places[name])


def _length(pairs: Iterable[tuple[str, str]], places: Mapping[str, int], count: int) -> float:
    """Return how long all chords together are, on a ring of COUNT places."""
    return sum(round(math.sin(math.pi * ((places[a] - places[b]) % count) / count), 6) for a, b in pairs)


def _boxes(order: Sequence[str], names: Mapping[str, str], radius: float) -> dict[str, Box]:
    boxes = {}
    for place, name in enumerate(order):
        angle = 2 * math.pi * place / len(order) - math.pi / 2
        reach = radius if len(order) > 1 else 0.0
        width = width_of(names[name], NAME, bold=True) + 34
        boxes[name] = Box(reach * WIDE * math.cos(angle), reach * math.sin(angle), width, NAME_HEIGHT)
    return boxes


def _arrows(edges: Sequence[Edge], boxes: Mapping[str, Box]) -> tuple[tuple[Arrow, ...], tuple[int, int]]:
    """Return the arrows of EDGES, how many labels share a spot and how often arrows cross a label."""
    known = {(edge.source, edge.to) for edge in edges}
    bows: dict[frozenset[str], float] = {}
    ways = []
    for edge in edges:
        pair = frozenset((edge.source, edge.to))
        if pair not in bows:
            bows[pair] = _bow(
                [ends for ends in ((edge.source, edge.to), (edge.to, edge.source)) if ends in known], boxes
            )
        ways.append(_points(edge, boxes, bows[pair]))
    lines = [(_around(way), way[::2]) for way in ways]
    taken = list(boxes.values())
    arrows, doubled, crossed = [], 0, 0
    for edge, points in zip(edges, ways, strict=True):
        label, (doubles, crossings) = _label(edge, points, taken, lines)
        taken.append(label)
        arrows.append(Arrow(edge, points, label))
        doubled, crossed = doubled + doubles, crossed + crossings
    return tuple(arrows), (doubled, crossed)


def _bow(ways: Sequence[tuple[str, str]], boxes: Mapping[str, Box]) -> float:
    """Return the bend that takes the arrows between two nodes, each to its own left, past the fewest strangers."""
    strangers = [box for name, box in boxes.items() if name not in ways[0]]

    def met(bow: float) -> int:
        curves = [_curve(boxes[source], boxes[to], bow)[::3] for source, to in ways]
        return sum(_passes(box, curve) for curve in curves for box in strangers if box.meets(_around(curve), 6))

    return min(BOWS, key=met)


def _passes(box: Box, points: Iterable[Point]) -> bool:
    return any(box.holds(point, 6) for point in points)


def _around(points: Sequence[Point]) -> Box:
    """Return the box around POINTS."""
    xs, ys = zip(*points, strict=True)
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    return Box((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)


def _points(edge: Edge, boxes: Mapping[str, Box], bow: float) -> tuple[Point, ...]:
    """Return the curve from one node's border to the other's."""
    start, end = boxes[edge.source], boxes[edge.to]
    if edge.source == edge.to:
        return _loop(start)
    points = [point for point in _curve(start, end, bow) if not start.holds(point, 3) and not end.holds(point, 7)]
    return tuple(points) if len(points) > 1 else ((start.x, start.y), (end.x, end.y))


def _curve(start: Box, end: Box, bow: float) -> list[Point]:
    """Return 61 points of the quadratic curve between two middles, bent to its left."""
    dx, dy = end.x - start.x, end.y - start.y
    control = (start.x + dx / 2 + dy * bow * 2, start.y + dy / 2 - dx * bow * 2)
    return [_at((start.x, start.y), control, (end.x, end.y), step / 60) for step in range(61)]


def _at(start: Point, control: Point, end: Point, share: float) -> Point:
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return (a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1])


def _loop(box: Box) -> tuple[Point, ...]:
    """Return a loop above BOX, for somebody bound to themself."""
    top = box.y - box.height / 2 - 3
    angles = (math.pi * step / 24 for step in range(25))
    return tuple((box.x - 30 * math.cos(angle), top - 34 * math.sin(angle)) for angle in angles)


def _label(
    edge: Edge, points: Sequence[Point], taken: Sequence[Box], lines: Sequence[tuple[Box, Sequence[Point]]]
) -> tuple[Box, tuple[int, int]]:
    """Return where the label stands, how many things stand there too, and how many arrows cross it; the least bad.

    A place beside its own arrow is better than one on it, one that no arrow crosses better than one that is.
    """
    width = max((width_of(line, LABEL) for line in edge.label), default=0.0) + 6
    best: tuple[tuple[int, int], Box] | None = None
    for place in _spots(points, width, LINE * len(edge.label)):
        doubled = sum(place.meets(box, 1) for box in taken)
        if best is not None and doubled > best[0][0]:
            continue
        faults = doubled, sum(place.meets(box) and any(map(place.holds, line)) for box, line in lines)
        if best is None or faults < best[0]:
            best = faults, place
        if faults == (0, 0):
            break
    assert best is not None
    return best[1], best[0]


def _spots(points: Sequence[Point], width: float, height: float) -> Iterator[Box]:
    """Yield places for a label: on the outer side of its bend, on the inner side, on the line itself."""
    last = len(points) - 1
    for side in (1, -1, 0):
        for share in SPOTS:
            at = round(share * last)
            (x, y), before, after = points[at], points[max(0, at - 1)], points[min(at + 1, last)]
            dx, dy = after[0] - before[0], after[1] - before[1]
            length = math.hypot(dx, dy) or 1.0
            across, down = dy / length, -dx / length
            reach = side * (abs(across) * width / 2 + abs(down) * height / 2 + 3)
            yield Box(x + across * reach, y + down * reach, width, height)
