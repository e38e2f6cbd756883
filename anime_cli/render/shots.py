"""Shots of a scene: the script's own, and where a script has none, shots that follow from what is said and done."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.model.script import Action, Dies, Event, Feels, Gives, Learns, Line, PaysOff, Reveals, Shot
from anime_cli.render.derive import derived

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.model.documents import Scene
    from anime_cli.model.script import Item
    from anime_cli.story.snapshot import Story

READING = 14.0
"""Characters of speech that a viewer reads in a second."""
SILENT = 2.5
"""Seconds of a shot in which nobody speaks."""
TURNS = (Reveals, Learns, Dies, Gives, PaysOff, Feels)
"""Events that a scene is likely to be about."""
FRAMINGS = ("medium", "close-up", "wide")


@dataclass(frozen=True, slots=True)
class PlannedShot:
    """One picture to be drawn. `covers` are the script items it shows; `lasts` is in seconds.

    A shot that the script doesn't have is `derived`, and its address uses the id of the first item it covers.
    """

    address: str
    scene: str
    shot: str
    angle: str = "eye"
    on: tuple[str, ...] = ()
    covers: tuple[Item, ...] = ()
    lasts: float = 0.0
    derived: bool = False

    @property
    def first(self) -> str:
        """The id of the script item at which the shot begins."""
        return self.address.partition(":")[2]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of dialogue that the shot covers."""
        return tuple(item for item in self.covers if isinstance(item, Line))


def shots_of(story: Story, scene: Scene) -> tuple[PlannedShot, ...]:
    """Return the shots of SCENE as they are told.

    What stands before the script's first own shot gets derived ones, as does a script without any.
    """
    day = story.document.calendar.day
    own = [index for index, item in enumerate(scene.script) if isinstance(item, Shot)]
    opening = scene.script[: own[0]] if own else scene.script
    return (*_derived(scene, opening), *_own(scene, own, day))


def key_shot(story: Story, scene: Scene) -> PlannedShot | None:
    """Return the shot that tells SCENE best, or None for an empty script.

    Strong emotion, a turning event, two people in the frame count for a shot, an empty frame against it. So that a
    sheet of key shots is not all faces, each scene by its number prefers another framing.
    """
    shots = shots_of(story, scene)
    framing = FRAMINGS[(story.number_of(scene.id) or 0) % len(FRAMINGS)]
    return max(shots, key=lambda shot: _weight(shot, framing, scene), default=None)


def seconds(lines: Sequence[Line]) -> float:
    """Return how long a viewer needs for LINES, to the half second."""
    if not lines:
        return SILENT
    length = sum(len(line.say) for line in lines)
    return max(2.0, round(2 * (1.0 + length / READING)) / 2)


def _own(scene: Scene, starts: Sequence[int], day: int) -> Iterator[PlannedShot]:
    for start, end in pairwise([*starts, len(scene.script)]):
        item, covers = scene.script[start], scene.script[start + 1 : end]
        if isinstance(item, Shot):
            lasts = float(item.lasts.total(day)) if item.lasts is not None else 0.0
            yield _planned(scene, item, covers, lasts)


def _planned(scene: Scene, item: Shot, covers: tuple[Item, ...], lasts: float) -> PlannedShot:
    spoken = [each for each in covers if isinstance(each, Line)]
    return PlannedShot(
        address=f"{scene.id}:{item.id}",
        scene=scene.id,
        shot=item.shot,
        angle=item.angle or "eye",
        on=item.on,
        covers=covers,
        lasts=lasts or seconds(spoken),
    )


def _derived(scene: Scene, items: Sequence[Item]) -> Iterator[PlannedShot]:
    for draft in derived(items):
        spoken = [each for each in draft.items if isinstance(each, Line)]
        yield PlannedShot(
            address=f"{scene.id}:{draft.items[0].id}",
            scene=scene.id,
            shot=draft.shot,
            on=draft.on,
            covers=tuple(draft.items),
            lasts=seconds(spoken),
            derived=True,
        )


def _weight(shot: PlannedShot, framing: str, scene: Scene) -> float:
    everybody = () if shot.shot == "establishing" else scene.cast
    lines, people = shot.lines, {*shot.on, *_seen(shot.covers)} or {*everybody}
    strength = max((item.intensity or 0.0 for item in shot.covers if isinstance(item, Line | Feels)), default=0.0)
    turns = any(isinstance(item, TURNS) for item in shot.covers)
    weight = 2 * strength + turns + bool(lines) + 0.75 * min(len(people), 2) + 3 * (shot.shot == framing)
    return weight - (0 if people else 4) - (2 if shot.shot == "establishing" else 0)


def _seen(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Line):
            yield item.who
        elif isinstance(item, Action):
            yield from item.who
        elif isinstance(item, Event):
            yield from (who for who in (getattr(item, "who", None),) if isinstance(who, str))
