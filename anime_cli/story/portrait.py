"""Everything that holds of one person, or of one place, at one moment: each value with what made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.story.calendar import age, when
from anime_cli.story.feelings import felt, spoken
from anime_cli.story.state import Cause, EmotionAt, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.model.documents import Character, Place
    from anime_cli.story.calendar import When
    from anime_cli.story.fold import Fold
    from anime_cli.story.moment import Moment
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Person, State

Levels = dict[str, Value[float]]

GROWING = ("want", "need", "fear", "flaw")
"""What a person has one of, and what an event may change; `voice` grows too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A fact that somebody knows; one that is no secret is known to all, without a cause."""

    fact: str
    secret: bool
    cause: Cause | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One person at one moment.

    `when` is the start of the moment's scene, None before any scene. `unborn` people don't live yet. `age` is in
    completed years, None where no date or no birth is known; that of the dead stands still. `grown` has want, need,
    fear, flaw and voice, `towards` and `from_others` the levels of relations by the other person.
    """

    character: Character
    moment: Moment
    when: When | None
    alive: Value[bool]
    unborn: bool
    age: int | None
    place: Value[str | None]
    present: Value[bool]
    presence: str | None
    outfit: Value[str | None]
    emotion: Value[EmotionAt]
    traits: Value[tuple[str, ...]]
    grown: Mapping[str, Value[str | None]]
    injuries: Mapping[str, Cause | None]
    holds: Mapping[str, Cause | None]
    knows: tuple[Known, ...]
    met: Mapping[str, Cause | None]
    towards: Mapping[str, Levels]
    from_others: Mapping[str, Levels]


def portrait(fold: Fold, moment: Moment, character_id: str) -> Portrait:
    """Return the portrait of a character of the story, at a MOMENT of the fold.

    Raises:
        KeyError: the story has no such character.
    """
    story, state = fold.story, moment.state
    person = state.person(character_id)
    character = story.characters[character_id]
    return Portrait(
        character=character,
        moment=moment,
        when=_when(fold, moment.scene),
        alive=person.alive,
        unborn=not person.alive.value and person.alive.cause is None,
        age=_age(fold, character, person, moment),
        place=person.place,
        present=person.present,
        presence=person.presence,
        outfit=person.outfit,
        emotion=emotion(story, moment, character_id),
        traits=person.traits,
        grown=_grown(character, person),
        injuries={injury: value.cause for injury, value in person.injuries.items()},
        holds={item: state.items[item].holder.cause for item in state.holdings(character_id)},
        knows=_knows(story, person),
        met={other: value.cause for other, value in person.met.items()},
        towards={to: dict(levels) for (source, to), levels in state.relations.items() if source == character_id},
        from_others={source: dict(levels) for (source, to), levels in state.relations.items() if to == character_id},
    )


def _when(fold: Fold, scene: str | None) -> When | None:
    return when(fold.story.document.calendar, fold.placed(scene).start) if scene is not None else None


def _age(fold: Fold, character: Character, person: Person, moment: Moment) -> int | None:
    if not person.alive.value and person.alive.cause is None:
        return None
    died = person.alive.cause if not person.alive.value else None
    at = _when(fold, died.scene if died is not None else moment.scene)
    return age(character.born, at.date) if at is not None else None


def emotion(story: Story, moment: Moment, character_id: str) -> Value[EmotionAt]:
    """Return what somebody feels at a MOMENT, and why; without a cause it is their temper, or nothing is said."""
    scene = moment.scene or ""
    now = felt(story, moment.state, character_id, scene)
    if moment.item is not None:
        item = next(each for each in story.scenes[scene].script if each.id == moment.item)
        now = spoken(item, now, character_id, scene)
    return Value(now.emotion, now.cause)


def _grown(character: Character, person: Person) -> dict[str, Value[str | None]]:
    first: dict[str, str | None] = {field: getattr(character, field) for field in GROWING}
    first["voice"] = character.voice.register
    return {field: person.grown.get(field, Value(text)) for field, text in first.items()}


def _knows(story: Story, person: Person) -> tuple[Known, ...]:
    facts = story.document.facts
    told = [
        Known(fact=name, secret=fact.secret, cause=person.knows[name].cause if name in person.knows else None)
        for name, fact in facts.items()
        if name in person.knows or not fact.secret
    ]
    strange = [name for name in person.knows if name not in facts]
    return (*told, *(Known(fact=name, secret=False, cause=person.knows[name].cause) for name in strange))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """One place at one moment: the `ways` to other places in seconds, the scenes there, and who is there since when.

    `here` has the people whom the moment's scene shows there, or who were last seen there, each with what brought them.
    """

    place: Place
    moment: Moment
    when: When | None
    ways: Mapping[str, int]
    scenes: tuple[str, ...]
    here: Mapping[str, Cause | None]


def scenery(fold: Fold, moment: Moment, place_id: str) -> Scenery:
    """Return a place of the story at a MOMENT of the fold.

    Raises:
        KeyError: the story has no such place.
    """
    from anime_cli.story.order import story_routes

    story = fold.story
    return Scenery(
        place=story.places[place_id],
        moment=moment,
        when=_when(fold, moment.scene),
        ways=dict(story_routes(story).roads.get(place_id, {})),
        scenes=tuple(scene.id for scene in story.scenes.values() if scene.place == place_id),
        here=_here(moment.state, place_id),
    )


def _here(state: State, place_id: str) -> dict[str, Cause | None]:
    people = state.people.items()
    return {name: each.place.cause for name, each in people if each.place.value == place_id and each.alive.value}
