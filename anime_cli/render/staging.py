"""Who stands in a shot: the moment it shows, the people in frame, and where they look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model.script import Action, Event, Feels, Line
from anime_cli.story.changes import INTENSITY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anime_cli.model.documents import Scene
    from anime_cli.model.script import Item
    from anime_cli.render.shots import PlannedShot
    from anime_cli.story.fold import Fold
    from anime_cli.story.state import State

CROWD = 4
"""How many people one picture can hold."""
GLANCE = 0.35
"""How far a head turns towards somebody in the picture; to somebody outside it, a little more."""
AWAY = 0.45


@dataclass(frozen=True, slots=True)
class Stage:
    """A shot at the moment it shows: the item that is its heart (None in an empty shot), and the state around it."""

    shot: PlannedShot
    scene: Scene
    moment: Item | None
    state: State

    @property
    def people(self) -> tuple[str, ...]:
        """Who is in frame, from left to right."""
        return _in_frame(self)

    def seen(self, name: str) -> bool:
        """Tell whether NAME can be seen at this moment: there in the flesh, or as a ghost."""
        person = self.state.person(name)
        return person.presence == "ghost" or (person.presence is None and person.present.value)


def stage(fold: Fold, scene: Scene, shot: PlannedShot) -> Stage:
    """Set SHOT of SCENE at the moment it shows."""
    moment = heart(shot.covers)
    item = moment.id if moment is not None else shot.first
    state = fold.after(scene.id, item) if isinstance(moment, Event) else fold.before(scene.id, item)
    return Stage(shot, scene, moment, state)


def heart(items: Sequence[Item]) -> Item | None:
    """Return the item a picture of ITEMS should catch: the strongest feeling, else a line, else an action."""
    felt = [item for item in items if isinstance(item, Line | Feels) and _strength(item) > (0.0, True)]
    if felt:
        return max(felt, key=_strength)
    for kind in (Line, Action):
        for item in items:
            if isinstance(item, kind):
                return item
    return items[0] if items else None


def at(stage: Stage, name: str) -> Item | None:
    """Return the item at which NAME's face is shown: where NAME feels most in this shot, else the shot's own moment."""
    own = [item for item in stage.shot.covers if isinstance(item, Line | Feels) and item.who == name]
    return max(own, key=_strength) if own else stage.moment


def gazes(stage: Stage, people: Sequence[str]) -> dict[str, float]:
    """Return where each of PEOPLE looks, -1 (left) … 1 (right): at who speaks to them or is spoken to."""
    return {name: _gaze(stage, people, name) for name in people}


def pose(stage: Stage, name: str) -> str:
    """Return how NAME holds themselves: as they entered the scene, until something is felt."""
    entry = stage.scene.cast.get(name)
    if entry is None or not entry.pose:
        return ""
    for item in stage.scene.script:
        if isinstance(item, Feels) and item.who == name:
            return ""
        if stage.moment is not None and item.id == stage.moment.id:
            break
    return entry.pose


def _strength(item: Line | Feels) -> tuple[float, bool]:
    usual = INTENSITY if item.emotion is not None else 0.0
    return usual if item.intensity is None else item.intensity, isinstance(item, Line)


def _in_frame(stage: Stage) -> tuple[str, ...]:
    shot = stage.shot
    if shot.on:
        return _seen(stage, shot.on)
    active = _seen(stage, _active(shot.covers))
    if shot.shot == "establishing":
        return active
    if shot.shot == "close-up":
        return _one(stage, active)
    return _from_left(stage, active or _seen(stage, stage.scene.cast))


def _seen(stage: Stage, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if stage.seen(name))[:CROWD]


def _from_left(stage: Stage, names: Sequence[str]) -> tuple[str, ...]:
    """Put NAMES in the order of the cast, so that nobody changes sides from shot to shot."""
    order = list(stage.scene.cast)
    return tuple(sorted(names, key=lambda name: order.index(name) if name in order else len(order)))


def _one(stage: Stage, active: Sequence[str]) -> tuple[str, ...]:
    """Choose the one face of a close-up: whose moment it is, else who acts, else whose eyes the scene is seen with."""
    who = stage.moment.who if isinstance(stage.moment, Line | Feels) else None
    chosen = [name for name in (who, *active, stage.scene.pov, *stage.scene.cast) if name]
    return _seen(stage, chosen)[:1]


def _active(items: Sequence[Item]) -> list[str]:
    names: list[str] = []
    for item in items:
        if isinstance(item, Line):
            names.append(item.who)
        elif isinstance(item, Action):
            names.extend(item.who)
        elif isinstance(item, Feels):
            names.append(item.who)
    return names


def _gaze(stage: Stage, people: Sequence[str], name: str) -> float:
    other = _partner(stage, name, people)
    if other is None:
        return 0.0
    if other in people:
        return GLANCE if people.index(other) > people.index(name) else -GLANCE
    order = list(stage.scene.cast)
    if name not in order or other not in order:
        return 0.0
    return AWAY if order.index(other) > order.index(name) else -AWAY


def _partner(stage: Stage, name: str, people: Sequence[str]) -> str | None:
    """Find whom NAME looks at: who is speaking, or whom NAME speaks to."""
    spoken = [line.who for line in stage.shot.lines if stage.seen(line.who)]
    speaker = stage.moment.who if isinstance(stage.moment, Line) else next(iter(spoken), None)
    if speaker is not None and speaker != name:
        return speaker
    if speaker is None and len(people) == 1:
        return None
    rest = [*spoken, *people, *_around(stage, name)] if speaker == name else list(people)
    return next((other for other in rest if other != name), None)


def _around(stage: Stage, name: str) -> list[str]:
    """List who spoke, or will speak, with NAME in the scene, nearest in the script first."""
    script = list(stage.scene.script)
    here = next((n for n, item in enumerate(script) if stage.moment is not None and item.id == stage.moment.id), 0)
    near = sorted(range(len(script)), key=lambda n: (abs(n - here), n))
    spoken = (item.who for n in near if isinstance(item := script[n], Line))
    return [who for who in dict.fromkeys(spoken) if who != name and stage.seen(who)]
