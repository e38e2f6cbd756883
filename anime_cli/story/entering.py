"""How people enter a scene: where they are, what they wear, what they feel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.script import Arrives, Born, Leaves
from anime_cli.story.changes import INTENSITY
from anime_cli.story.state import NO, Cause, EmotionAt, State, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.model.documents import CastEntry, Character, Scene

DECAY = 0.5
"""What is left of an emotion when the next scene begins."""

UNREAL = ("dream", "imagined")
"""Modes of scenes that change nothing, and where even the dead may be."""

APART = ("flashback", *UNREAL)
"""Modes of scenes that neither take nor give emotions, outfits and weather."""

LATE = (Arrives, Born)
"""Whose first move is one of these is not there from the start."""

FAINT = 0.1
"""An emotion weaker than this is gone: the temper is back."""


def first_moves(scene: Scene) -> Mapping[str, type[Arrives | Leaves | Born]]:
    """Return for each person the first of arrives, leaves and born in the script of SCENE."""
    moves: dict[str, type[Arrives | Leaves | Born]] = {}
    for item in scene.script:
        if isinstance(item, (Arrives, Leaves)):
            for name in item.who:
                moves.setdefault(name, type(item))
        elif isinstance(item, Born):
            moves.setdefault(item.who, Born)
    return moves


def enter(characters: Mapping[str, Character], scene: Scene, state: State) -> State:
    """Return STATE with the cast of SCENE in place; set apart, nobody brings an outfit or an emotion along."""
    cause = Cause(scene.id)
    apart = scene.mode in APART
    moves = first_moves(scene)
    attended = 1 << state.now.number if state.now is not None else 0
    here, place = Value(value=True, cause=cause), Value(scene.place, cause)
    people = {}
    for name, entry in scene.cast.items():
        person = state.person(name)
        outfit, emotion = _at_rest(characters.get(name)) if apart else (person.outfit, _left(person.emotion))
        there = entry.presence is None and moves.get(name) not in LATE
        able = person.alive.value or scene.mode in UNREAL
        people[name] = person._replace(
            present=here if there and able else NO,
            presence=entry.presence,
            place=place if there else person.place,
            outfit=outfit if entry.outfit is None else Value(entry.outfit, cause),
            emotion=_felt(emotion, entry, cause),
            scenes=person.scenes | attended,
        )
    return state.with_people(people) if people else state


def _felt(brought: Value[EmotionAt] | None, entry: CastEntry, cause: Cause) -> Value[EmotionAt] | None:
    if entry.emotion is not None:
        return Value(EmotionAt(entry.emotion, INTENSITY if entry.intensity is None else entry.intensity), cause)
    if entry.intensity is not None and brought is not None:
        return Value(EmotionAt(brought.value.name, entry.intensity), cause)
    return brought


def _left(emotion: Value[EmotionAt] | None) -> Value[EmotionAt] | None:
    """Return what is left of the last scene's emotion."""
    if emotion is None:
        return None
    left = round(emotion.value.intensity * DECAY, 9)
    return Value(EmotionAt(emotion.value.name, left), emotion.cause) if left >= FAINT else None


def _at_rest(character: Character | None) -> tuple[Value[str | None], None]:
    return Value(next(iter(character.outfits), None) if character is not None else None), None
