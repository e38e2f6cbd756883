"""Who must live, and be there, to do what a script says; and who doesn't live when a scene begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model import script
from anime_cli.story.changes import apply
from anime_cli.story.entering import UNREAL, enter, first_moves
from anime_cli.story.state import NOBODY, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.model.documents import Scene
    from anime_cli.story.state import Person, Value

    Alive = Mapping[str, Value[bool]]

ACTING: Mapping[type[script.Item], Mapping[str, str]] = {
    script.Line: {"who": "speaks"},
    script.Action: {"who": "acts"},
    script.Meets: {"who": "meets somebody"},
    script.Learns: {"who": "learns something"},
    script.Reveals: {"by": "tells something"},
    script.Gives: {"by": "gives something away"},
    script.Takes: {"by": "takes something"},
    script.Destroys: {"by": "destroys something"},
    script.Leaves: {"who": "leaves"},
    script.Wears: {"who": "changes clothes"},
}
"""What only somebody does who is there, by the field that names them."""

LIVING: Mapping[type[script.Item], Mapping[str, str]] = {
    **ACTING,
    script.Reveals: {"by": "tells something", "to": "is told something"},
    script.Arrives: {"who": "arrives"},
    script.Loses: {"who": "loses something"},
    script.Injured: {"who": "is hurt"},
    script.Heals: {"who": "is healed"},
    script.Dies: {"who": "dies"},
    script.Feels: {"who": "feels something"},
    script.RelationChange: {"source": "changes towards somebody"},
    script.Grows: {"who": "changes"},
}
"""What only the living do, there or not."""

NOTHING: Mapping[str, str] = {}

MOVING = (script.Arrives, script.Leaves, script.Born, script.Dies)
"""The events that change who lives and who is there."""

DEAD, STRANGER, ABSENT = "dead", "stranger", "absent"
"""Why somebody can't do something: not alive, not in the cast, not there at that moment."""


def doers(item: script.Item, table: Mapping[type[script.Item], Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield who does something in ITEM, and what, as TABLE has it."""
    for attribute, verb in table.get(type(item), NOTHING).items():
        who = getattr(item, attribute)
        for name in (who,) if isinstance(who, str) else who or ():
            yield name, verb


def moments(scene: Scene, alive: Alive) -> Iterator[tuple[int, str, str, Person]]:
    """Yield index, name, deed and state of whoever does something in SCENE; ALIVE says who doesn't live before it.

    Of the state, only life and presence are told.
    """
    people = {name: NOBODY._replace(alive=value) for name, value in alive.items()}
    state = enter({}, scene, State(people=people))
    for index, item in enumerate(scene.script):
        for name, verb in doers(item, LIVING):
            yield index, name, verb, state.person(name)
        if isinstance(item, MOVING):
            state = apply(state, item, scene)


def barred(scene: Scene, item: script.Item, name: str, person: Person) -> str | None:
    """Return why NAME, being as PERSON says, can't do what ITEM of SCENE says: DEAD, STRANGER, ABSENT or None."""
    if person.presence is not None:
        return None
    if not person.alive.value and scene.mode not in UNREAL:
        return DEAD
    if isinstance(item, script.Arrives):
        return None if name in scene.cast else STRANGER
    if person.present.value or not any(name == doer for doer, _ in doers(item, ACTING)):
        return None
    return ABSENT if name in scene.cast else STRANGER


def doing(scene: Scene) -> frozenset[str]:
    """Return whoever does something in SCENE that only the living do."""
    return frozenset(name for item in scene.script for name, _ in doers(item, LIVING))


def at_ease(scene: Scene, people: frozenset[str]) -> bool:
    """Tell whether nobody comes, goes, is born or dies in SCENE, and the PEOPLE who do something stand in its cast."""
    return people <= scene.cast.keys() and not any(isinstance(item, MOVING) for item in scene.script)


def living(scene: Scene, people: frozenset[str]) -> list[str]:
    """Return who of the PEOPLE who do something must live when SCENE begins, sorted: no voices, ghosts and dreams."""
    if scene.mode in UNREAL:
        return []
    apart = {name for name, entry in scene.cast.items() if entry.presence is not None}
    return sorted(people - (apart - first_moves(scene).keys() if apart else apart))
