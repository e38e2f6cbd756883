"""Curves as SVG path data: polygons, smooth outlines, tapered brush strokes. Points are (x, y), y pointing down."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]


def number(value: float) -> str:
    """Write a coordinate with at most one decimal, the same on every machine."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def pair(point: Point) -> str:
    """Write a point as path data."""
    return f"{number(point[0])},{number(point[1])}"


def pairs(points: Iterable[Point]) -> str:
    """Write points as path data."""
    return " ".join(map(pair, points))


class Path:
    """Path data, one stroke of the pen after another."""

    def __init__(self, *start: Point) -> None:
        self._data: list[str] = []
        if start:
            self.move(start[0]).line(*start[1:])

    def move(self, point: Point) -> Path:
        """Set the pen down at POINT."""
        self._data.append(f"M{pair(point)}")
        return self

    def line(self, *points: Point) -> Path:
        """Draw straight through POINTS."""
        if points:
            self._data.append(f"L{pairs(points)}")
        return self

    def quad(self, *points: Point) -> Path:
        """Draw quadratic curves: control, end, control, end, and so on."""
        self._data.append(f"Q{pairs(points)}")
        return self

    def cubic(self, *points: Point) -> Path:
        """Draw cubic curves: control, control, end, and so on."""
        self._data.append(f"C{pairs(points)}")
        return self

    def join(self, data: str) -> Path:
        """Go on with path data made elsewhere; its first move becomes a line."""
        self._data.append("L" + data[1:])
        return self

    def close(self) -> str:
        """Close the outline and return its data."""
        return str(self) + "Z"

    def __str__(self) -> str:
        return "".join(self._data)


def polygon(points: Iterable[Point]) -> str:
    """Outline straight through POINTS and closed."""
    return f"M{pairs(points)}Z"


def polyline(*points: Point) -> str:
    """Draw an open line through POINTS."""
    return f"M{pairs(points)}"


def box(x: float, y: float, width: float, height: float) -> str:
    """Outline an upright rectangle."""
    return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """Outline a rectangle with round corners."""
    r, right, bottom = radius, x + width, y + height
    corner = f"a{number(r)},{number(r)} 0 0 1 "
    return (
        f"M{pair((x + r, y))}H{number(right - r)}{corner}{pair((r, r))}V{number(bottom - r)}{corner}{pair((-r, r))}"
        f"H{number(x + r)}{corner}{pair((-r, -r))}V{number(y + r)}{corner}{pair((r, -r))}Z"
    )


def disc(x: float, y: float, radius: float) -> str:
    """Outline a circle."""
    r, d = number(radius), 2 * radius
    return f"M{pair((x - radius, y))}a{r},{r} 0 1,0 {number(d)},0a{r},{r} 0 1,0 {number(-d)},0Z"


def smooth(points: Sequence[Point], *, closed: bool = True, tension: float = 1.0) -> str:
    """Draw a Catmull-Rom curve through POINTS; `tension` 0 gives straight lines, 1 the full curve."""
    count = len(points)

    def at(i: int) -> Point:
        return points[i % count] if closed else points[max(0, min(count - 1, i))]

    data = [f"M{pair(points[0])}"]
    for i in range(count if closed else count - 1):
        a, b, c, d = at(i - 1), at(i), at(i + 1), at(i + 2)
        k = tension / 6
        first = (b[0] + (c[0] - a[0]) * k, b[1] + (c[1] - a[1]) * k)
        second = (c[0] - (d[0] - b[0]) * k, c[1] - (d[1] - b[1]) * k)
        data.append(f"C{pairs((first, second, c))}")
    return "".join(data) + ("Z" if closed else "")


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def spline(points: Sequence[tuple[float, ...]], steps: int = 6) -> list[tuple[float, ...]]:
    """Sample a Catmull-Rom curve through POINTS of any dimension, `steps` samples a span and the last point."""
    last = len(points) - 1
    sampled: list[tuple[float, ...]] = []
    for i in range(last):
        rows = list(zip(points[max(0, i - 1)], points[i], points[i + 1], points[min(last, i + 2)], strict=True))
        sampled.extend(tuple(_catmull(*row, j / steps) for row in rows) for j in range(steps))
    return [*sampled, tuple(points[last])]


def ribbon(spine: Sequence[Point], widths: Sequence[float], steps: int = 5) -> str:
    """Outline a tapered brush stroke along SPINE with the full WIDTHS at its points."""
    samples = spline([(x, y, w) for (x, y), w in zip(spine, widths, strict=True)], steps)
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y, width) in enumerate(samples):
        before, after = samples[max(0, i - 1)], samples[min(len(samples) - 1, i + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        reach = (math.hypot(dx, dy) or 1) * 2 / max(width, 0.0001)
        left.append((x - dy / reach, y + dx / reach))
        right.append((x + dy / reach, y - dx / reach))
    return smooth(left, closed=False) + "L" + smooth(right[::-1], closed=False)[1:] + "Z"


def bezier(a: Point, b: Point, c: Point, d: Point, steps: int = 10) -> list[Point]:
    """Sample a cubic Bézier curve at `steps` + 1 points."""
    sampled: list[Point] = [a]
    sampled.extend(_on_bezier(a, b, c, d, i / steps) for i in range(1, steps + 1))
    return sampled


def _on_bezier(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    u = 1 - t
    p, q, r, s = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    return p * a[0] + q * b[0] + r * c[0] + s * d[0], p * a[1] + q * b[1] + r * c[1] + s * d[1]


def around(x: float, y: float, rx: float, ry: float, count: int) -> list[Point]:
    """Points evenly round an ellipse, the first to its right."""
    turns = (2 * math.pi * i / count for i in range(count))
    return [(x + rx * math.cos(turn), y + ry * math.sin(turn)) for turn in turns]


def between(a: Point, b: Point, share: float) -> Point:
    """Return the point that lies `share` of the way from A to B."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def mirrored(points: Iterable[Point], side: float) -> list[Point]:
    """Scale x by SIDE: -1 turns a right half into a left one."""
    return [(x * side, y) for x, y in points]
