"""Where a speech bubble goes: near its speaker, off every face, inside the picture, in reading order. Pure geometry."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.figure.path import Point

_STEP = 20.0
_GAP = 10.0
_TAIL = 52.0
_ENOUGH = 32.0


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def centre(self) -> Point:
        """The middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def grown(self, by: float) -> Box:
        """Return the box with a margin of BY on every side."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)

    def shared(self, other: Box) -> float:
        """Measure the area that both boxes cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * tall if wide > 0 and tall > 0 else 0.0

    def holds(self, point: Point) -> bool:
        """Tell whether POINT lies inside."""
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom

    def distance(self, point: Point) -> float:
        """Measure from POINT to the nearest point of the box."""
        dx = max(self.left - point[0], 0.0, point[0] - self.right)
        dy = max(self.top - point[1], 0.0, point[1] - self.bottom)
        return math.hypot(dx, dy)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a bubble must respect: the free area, faces that it may not touch, hair and hands that it had better not."""

    area: Box
    faces: tuple[Box, ...] = ()
    soft: tuple[Box, ...] = ()


def _cost(box: Box, scene: Scene, mouth: Point | None, taken: Sequence[Box]) -> float:
    cost = (box.top - scene.area.top) * 0.25
    if mouth is not None:
        cost += box.distance(mouth) + 0.15 * abs(box.centre[0] - mouth[0])
    cost += sum(box.shared(soft) for soft in scene.soft) * 0.03
    if taken and (box.top < taken[-1].top - _GAP or (box.top < taken[-1].bottom and box.left < taken[-1].left)):
        cost += 260
    return cost


def _steps(low: float, high: float) -> list[float]:
    count = max(0, int((high - low) // _STEP))
    return [low + i * _STEP for i in range(count + 1)] if high >= low else []


def best_spot(
    size: tuple[float, float],
    scene: Scene,
    mouth: Point | None,
    taken: Sequence[Box] = (),
) -> tuple[float, Box] | None:
    """Find the cheapest free spot for a bubble of SIZE, with its cost; None when there is no room.

    `taken` are the bubbles before this one, in reading order; `mouth` is None for a voice from outside the picture.
    """
    width, height = size
    area = scene.area
    best: tuple[float, Box] | None = None
    blocked = [*(face.grown(_GAP) for face in scene.faces), *(box.grown(_GAP) for box in taken)]
    for top in _steps(area.top, area.bottom - height):
        for left in _steps(area.left, area.right - width):
            box = Box(left, top, width, height)
            if any(box.shared(other) for other in blocked):
                continue
            cost = _cost(box, scene, mouth, taken)
            if best is None or cost < best[0]:
                best = cost, box
    return best


def tail_tip(box: Box, mouth: Point, scene: Scene) -> Point | None:
    """Find where a bubble's tail ends on its way to MOUTH; None when there is no room for a tail.

    It stops before any face, and does not reach far into hair.
    """
    cx, cy = box.centre
    dx, dy = mouth[0] - cx, mouth[1] - cy
    far = math.hypot(dx, dy) or 1.0
    ux, uy = dx / far, dy / far
    edge = 1 / math.hypot(ux / (box.width / 2), uy / (box.height / 2))
    reach = edge
    while reach + 4 <= min(edge + _TAIL, far):
        tip = (cx + ux * (reach + 4), cy + uy * (reach + 4))
        hair = reach - edge > _ENOUGH and any(soft.holds(tip) for soft in scene.soft)
        if hair or any(face.grown(4).holds(tip) for face in scene.faces):
            break
        reach += 4
    return (cx + ux * reach, cy + uy * reach) if reach - edge >= 12 else None  # noqa: PLR2004  # a stub looks broken
