"""How people enter a scene: where they are, what they wear, what they feel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from anime_cli.model.script import Arrives, Born, Leaves
from anime_cli.story.changes import INTENSITY
from anime_cli.story.state import NO, Cause, EmotionAt, Person, State, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.model.documents import CastEntry, Character, Scene

DECAY = 0.5
"""What is left of an emotion when the next scene begins."""

UNREAL = ("dream", "imagined")
"""Modes of scenes that change nothing, and where even the dead may be."""

APART = ("flashback", *UNREAL)
"""Modes of scenes that neither take nor give emotions, outfits and weather."""

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
    people = {}
    for name, entry in scene.cast.items():
        person = _at_rest(characters.get(name), state.person(name)) if apart else _carried(state.person(name))
        late = moves.get(name) in {Arrives, Born}
        people[name] = _entered(person, entry, scene, cause, attended, late=late)
    return state.with_people(people) if people else state


def _entered(person: Person, entry: CastEntry, scene: Scene, cause: Cause, attended: int, *, late: bool) -> Person:
    there = entry.presence is None and not late
    able = person.alive.value or scene.mode in UNREAL
    return Person(
        alive=person.alive,
        present=Value(value=True, cause=cause) if there and able else NO,
        presence=entry.presence,
        place=Value(scene.place, cause) if there else person.place,
        outfit=person.outfit if entry.outfit is None else Value(entry.outfit, cause),
        emotion=_felt(person, entry, cause),
        traits=person.traits,
        knows=person.knows,
        met=person.met,
        injuries=person.injuries,
        grown=person.grown,
        seen=person.seen,
        born=person.born,
        died=person.died,
        scenes=person.scenes | attended,
    )


def _felt(person: Person, entry: CastEntry, cause: Cause) -> Value[EmotionAt] | None:
    if entry.emotion is not None:
        return Value(EmotionAt(entry.emotion, INTENSITY if entry.intensity is None else entry.intensity), cause)
    if entry.intensity is not None and person.emotion is not None:
        return Value(EmotionAt(person.emotion.value.name, entry.intensity), cause)
    return person.emotion


def _carried(person: Person) -> Person:
    """Return the person with what is left of the last scene's emotion."""
    if person.emotion is None:
        return person
    felt = person.emotion.value
    left = round(felt.intensity * DECAY, 9)
    emotion = Value(EmotionAt(felt.name, left), person.emotion.cause) if left >= FAINT else None
    return replace(person, emotion=emotion)


def _at_rest(character: Character | None, person: Person) -> Person:
    outfit = next(iter(character.outfits), None) if character is not None else None
    return replace(person, outfit=Value(outfit), emotion=None)
