"""Turning points: where the course of a feeling changes, and what happens there."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.model.script import Action, Event, Feels, Line
from anime_cli.story.continuity.presence import LIVING, doers
from anime_cli.story.sentence import Teller
from anime_cli.story.state import Cause
from anime_cli.story.wording import quoted, titled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.model.documents import Scene
    from anime_cli.model.script import Item
    from anime_cli.story.journey import Point
    from anime_cli.story.snapshot import Story

SWING = 0.4
"""How far the valence must go one way, a fifth of its whole range, to count as a turn and not as a mood."""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """The steepest step of one swing: what was felt before and after it, what it comes from, and that in words.

    `swing` is how far the valence goes on the whole way, below 0 downwards.
    """

    before: Point
    after: Point
    swing: float
    cause: Cause
    when: str

    @property
    def says(self) -> str:
        """The turn in words: 'from calm to afraid, when Hana says "Run!"'."""
        before, after = self.before.emotion, self.after.emotion
        if before.name == after.name:
            return f"from {before.name} {before.intensity:.2g} to {after.intensity:.2g}, {self.when}"
        return f"from {before.name} to {after.name}, {self.when}"


def turning_points(story: Story, points: Sequence[Point]) -> tuple[TurningPoint, ...]:
    """Return the turns of POINTS, which stand in told order, one for every swing of SWING or more."""
    valences = [point.affect.valence for point in points]
    return tuple(_turn(story, points, step, swing) for step, swing in swings(valences))


def swings(values: Sequence[float], least: float = SWING) -> Iterator[tuple[int, float]]:
    """Yield, for every way between a peak and a valley of LEAST or more, its steepest step and how far it goes.

    A step is the index of the value that it leads to.
    """
    pivots = list(_pivots(values, least))
    for start, end in pairwise(pivots):
        whole = values[end] - values[start]
        sign = 1.0 if whole > 0 else -1.0
        yield max(range(start + 1, end + 1), key=lambda at: (sign * (values[at] - values[at - 1]), -at)), whole


def _pivots(values: Sequence[float], least: float) -> Iterator[int]:
    """Yield the indices of peaks and valleys in turn, each LEAST or more from the one before it."""
    if not values:
        return
    low = high = 0
    rising: bool | None = None
    for at, value in enumerate(values):
        low = at if value < values[low] or (rising is False and value == values[low]) else low
        high = at if value > values[high] or (rising is True and value == values[high]) else high
        if rising is not True and value - values[low] >= least:
            yield low
            rising, high = True, at
        elif rising is not False and values[high] - value >= least:
            yield high
            rising, low = False, at
    if rising is not None:
        yield high if rising else low


def _turn(story: Story, points: Sequence[Point], step: int, swing: float) -> TurningPoint:
    before, after = points[step - 1], points[step]
    cause = _cause(story, after)
    return TurningPoint(before, after, round(swing, 9), cause, _when(story, cause))


def _cause(story: Story, point: Point) -> Cause:
    """Return what brought somebody to what they feel at POINT: the event it names, else what happens just before it."""
    scene = story.scenes[point.scene]
    index = next((i for i, item in enumerate(scene.script) if item.id == point.item), None)
    if index is None:
        return point.cause if point.cause is not None and point.feeling.source == "carried" else Cause(scene.id)
    item = scene.script[index]
    named = _named(story, scene, item) if isinstance(item, Event) and item.because is not None else None
    return named or Cause(scene.id, _just_before(scene, index))


def _named(story: Story, scene: Scene, event: Event) -> Cause | None:
    """Return what EVENT is because of, in SCENE before other scenes, as far as it can be told.

    A feeling of the same person is none: that they felt it is what the turn says already.
    """
    for each in (scene, *story.scenes.values()):
        for item in each.script:
            if item.named and item.id == event.because and _told(item):
                return Cause(each.id, item.id) if not _same(item, event) else None
    return None


def _same(item: Item, event: Event) -> bool:
    """Tell whether both are feelings of one person."""
    return isinstance(item, Feels) and isinstance(event, Feels) and item.who == event.who


def _told(item: Item) -> bool:
    """Tell whether ITEM is something that happens to people, and can be told."""
    return isinstance(item, Line | Action) or next(doers(item, LIVING), None) is not None


def _just_before(scene: Scene, index: int) -> str | None:
    """Return the item that tells what happens before the item INDEX of SCENE; its own if it is a line with none."""
    for item in reversed(scene.script[:index]):
        if _told(item) and not isinstance(item, Feels):
            return item.id
    return scene.script[index].id if isinstance(scene.script[index], Line) else None


def _when(story: Story, cause: Cause) -> str:
    scene = story.scenes[cause.scene]
    item = next((item for item in scene.script if item.id == cause.item), None)
    if item is None:
        return f"as {titled(scene)} begins"
    if isinstance(item, Action):
        return f"at {quoted(item.action)}"
    return f"when {Teller(story).happens(item)}"
