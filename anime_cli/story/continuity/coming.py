"""Who comes into a scene from another place: since when they can have been on the way, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model.script import Arrives
from anime_cli.story.entering import LATE, UNREAL, first_moves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.model.documents import Scene
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Visit
    from anime_cli.story.state import Cause, Seen


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody comes from where they were `seen`; `cause` is the scene that showed them there, or how they left it.

    `moment` is when they must be in the scene, in seconds: where that is not known, the latest time that fits.
    """

    name: str
    seen: Seen
    cause: Cause
    moment: int

    @property
    def left(self) -> bool:
        """Tell whether an event made them leave; they may have gone as soon as that scene began."""
        return self.cause.item is not None

    def overlaps(self, start: int) -> bool:
        """Tell whether they must be in a scene that begins at START before the other can have let them go."""
        at_once = start == self.seen.since and self.moment == start and not self.left
        return self.moment < self.seen.until or at_once


def coming(reading: Reading, visit: Visit) -> Iterator[Coming]:
    """Yield everybody who comes into a scene in the flesh from another place, where both scenes say their time."""
    scene = visit.scene
    if scene.time is None or scene.mode in UNREAL:
        return
    moves = first_moves(scene)
    for name, entry in scene.cast.items():
        seen = visit.carried.person(name).seen
        if seen is None or entry.presence is not None or seen.value.place == scene.place or seen.cause is None:
            continue
        moment = _moment(reading, visit, name, late=moves.get(name) in LATE)
        if moment is not None and reading.scenes[seen.cause.scene].time is not None:
            yield Coming(name, seen.value, seen.cause, moment)


def _moment(reading: Reading, visit: Visit, name: str, *, late: bool) -> int | None:
    """Return when NAME must be there, None where they never are; LATE tells that they come while the scene goes on."""
    if not late:
        return visit.start if visit.states[0].person(name).present.value else None
    return _arrival(visit.scene, name, visit.start, visit.end, reading.story.document.calendar.day)


def _arrival(scene: Scene, name: str, start: int, end: int, day: int) -> int | None:
    for item in scene.script:
        if isinstance(item, Arrives) and name in item.who:
            if item.at is None:
                return end
            clock = start - start % day + item.at * 60
            return clock if clock >= start else clock + day
    return None
