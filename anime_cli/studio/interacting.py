"""Propose a scene from what stands between two people, and put it into the story."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.model.documents import CastEntry, Scene
from anime_cli.model.ids import fresh_slug
from anime_cli.model.script import Choice
from anime_cli.model.values import Duration
from anime_cli.studio.bonding import SamePerson
from anime_cli.studio.relating import relations_at
from anime_cli.studio.trying import Trial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anime_cli.echo.brain import Brain
    from anime_cli.echo.tasks.interaction import Interaction, InteractionInput, Matter, Side
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.editing import Edited
    from anime_cli.studio.relating import Relations
    from anime_cli.studio.studio import Studio
    from anime_cli.text.splice import Edit

LENGTHS = (15, 8, 4, 2, 0)
"""How long, in minutes, a scene may take; the first that fits between two others is taken."""


class NoOneThere(WorldError):
    """Somebody can't be met at that moment: not alive."""

    def __init__(self, name: str, address: str | None) -> None:
        where = f"once '{address}' is over" if address is not None else "before the first scene"
        super().__init__(
            f"{name} is not alive {where}.", hint=f"An earlier moment: anime relation interact {name} … --at SCENE"
        )


class NoPlaceAfter(WorldError):
    """No scene can be put in at that point of the story."""

    def __init__(self, scene: str | None, cause: str) -> None:
        where = f"after scene '{scene}'" if scene is not None else "into a story without scenes"
        super().__init__(
            f"The two can't meet {where}.",
            cause=cause,
            hint="anime story read shows the scenes; --after SCENE names another.",
        )


@dataclass(frozen=True)
class Proposal:
    """A proposed scene, what it was made from, and the documents that hold it once it is written, by path."""

    relations: Relations
    interaction: Interaction
    after: str
    documents: Mapping[str, Edited]
    notes: tuple[str, ...] = ()
    written: bool = False

    @property
    def text(self) -> str:
        """The scene as it is written."""
        return self.documents[f"scenes/{self.interaction.scene.id}.yaml"].after


def generate_interaction(
    studio: Studio,
    one: str,
    other: str,
    *,
    at: str | None = None,
    after: str | None = None,
    seed: int = 0,
    brain: Brain | None = None,
    write: bool = False,
) -> Proposal:
    """Propose a scene from what stands between ONE and OTHER once AT is over, the end without.

    It stands behind scene AFTER, else behind the scene of AT, at a place where both can be. The check finds nothing
    with it that it doesn't find without. BRAIN writes it, by default the one that the settings name. WRITE puts the
    scene, and its place in a chapter, into the files.

    Raises:
        CharacterNotFound, AmbiguousName, SamePerson, NoOneThere: they are not two people who could meet.
        SceneNotFound, ItemNotFound: nothing stands at that address.
        NoPlaceAfter: no scene can stand there.
        TaskNotKnown: the brain can't do it.
    """
    from anime_cli.echo.tasks.interaction import generate_interaction as generate
    from anime_cli.studio.editing import write_edited

    relations = _relations(studio, one, other, at)
    anchor = _anchor(relations, after)
    trial = Trial(relations.story, anchor)
    room = _room(relations, anchor, trial)
    made = generate(brain or studio.brain, _between(relations, anchor, room), seed=seed)
    made = replace(made, scene=replace(made.scene, next=relations.story.scenes[anchor].next))
    trouble = trial.trouble(made.scene)
    if trouble is not None:
        raise NoPlaceAfter(anchor, trouble)
    documents = _documents(studio, relations.story, made.scene, anchor)
    if write:
        write_edited(studio, documents, "relation interact", (one, other))
    return Proposal(relations, made, anchor, documents, _notes(relations.story), written=write)


@dataclass(frozen=True, slots=True)
class Room:
    """Where and when the two can meet: a place, how long in minutes, the start in seconds since the epoch."""

    place: str
    minutes: int
    start: int


def _relations(studio: Studio, one: str, other: str, at: str | None) -> Relations:
    relations = relations_at(studio, one, other, at=at)
    for person in relations.people:
        if not relations.state.person(person).alive.value:
            raise NoOneThere(relations.name(person), relations.address)
    if len(set(relations.people)) == 1:
        raise SamePerson(relations.people[0])
    return relations


def _anchor(relations: Relations, after: str | None) -> str:
    """Return the scene that the new one stands behind."""
    from anime_cli.story.errors import SceneNotFound

    story = relations.story
    anchor = after or (relations.address or "").partition(":")[0]
    if not anchor:
        raise NoPlaceAfter(None, "There is no scene behind which it could stand.")
    if anchor not in story.scenes:
        raise SceneNotFound(anchor, story.scenes)
    if story.chapter_of(anchor) is None:
        raise NoPlaceAfter(anchor, "No chapter lists that scene.")
    if any(isinstance(item, Choice) for item in story.scenes[anchor].script):
        raise NoPlaceAfter(anchor, "The scene goes on where its choices lead.")
    return anchor


def _room(relations: Relations, anchor: str, trial: Trial) -> Room:
    """Return the first place and length with which nothing in the story contradicts itself."""
    story, people = relations.story, relations.people
    cause = "No place is left where both could be."
    for place in _places(relations, anchor):
        for minutes in LENGTHS:
            scene = Scene(
                id=fresh_slug("interaction", story.scenes),
                title="Interaction",
                place=place,
                lasts=Duration(0, minutes * 60),
                next=story.scenes[anchor].next,
                cast={name: CastEntry(presence=_presence(story, name)) for name in people},
                script=(),
            )
            cause = trial.trouble(scene) or ""
            if not cause:
                return Room(place, minutes, trial.start(scene))
    raise NoPlaceAfter(anchor, cause)


def _places(relations: Relations, anchor: str) -> Sequence[str]:
    """Return where the two could meet, the likeliest first."""
    story = relations.story
    here = story.scenes[anchor].place
    own = [relations.state.person(person).place.value for person in relations.people]
    away = [place for place in own if place != here]
    near = sorted(story.places[here].routes) if here in story.places else []
    return [place for place in dict.fromkeys((*away, here, *near)) if place is not None and place in story.places]


def _presence(story: Story, person: str) -> str | None:
    """Return how somebody is there who never was in the flesh: as a voice, or a ghost."""
    entries = [scene.cast[person].presence for scene in story.scenes.values() if person in scene.cast]
    return entries[-1] if entries and None not in entries else None


def _between(relations: Relations, anchor: str, room: Room) -> InteractionInput:
    """Return what the brain is told."""
    from anime_cli.echo.tasks.interaction import InteractionInput, Matter
    from anime_cli.render.wording import is_indoors, light_at

    story, state = relations.story, relations.state
    one, other = relations.people
    place = story.places[room.place]
    asked = [name for name, thread in state.threads.items() if thread.open and name in story.document.threads]
    return InteractionInput(
        sides=(_side(relations, one, other), _side(relations, other, one)),
        met=_met(relations, anchor),
        shared=_facts(story, _secrets(relations, one) & _secrets(relations, other)),
        threads=tuple(Matter(name, story.document.threads[name].question) for name in asked),
        place=room.place,
        kind=place.kind or place.name,
        indoors=is_indoors(place),
        light=light_at(room.start, story.document.calendar.day),
        lasts=f"{room.minutes}m" if room.minutes else "",
        taken=tuple(story.scenes),
    )


def _side(relations: Relations, name: str, other: str) -> Side:
    from anime_cli.echo.tasks.interaction import Side
    from anime_cli.story.relation import tie

    story, character = relations.story, relations.story.characters[name]
    person = relations.state.person(name)
    grown = person.grown["voice"].value if "voice" in person.grown else None
    return Side(
        id=name,
        name=relations.name(name),
        pronouns=character.pronouns or "they",
        presence=_presence(story, name),
        register=grown or character.voice.register or "",
        avoid=character.voice.avoid,
        levels=tie(relations.state, name, other).levels,
        secrets=_facts(story, _secrets(relations, name) - _secrets(relations, other)),
        injuries=tuple(person.injuries),
    )


def _secrets(relations: Relations, person: str) -> set[str]:
    facts = relations.story.document.facts
    return {name for name in relations.state.person(person).knows if name in facts and facts[name].secret}


def _facts(story: Story, names: Iterable[str]) -> tuple[Matter, ...]:
    from anime_cli.echo.tasks.interaction import Matter

    return tuple(Matter(name, story.document.facts[name].text) for name in sorted(names))


def _met(relations: Relations, anchor: str) -> bool:
    """Tell whether the two know each other: they met, something stands between them, or they shared a scene."""
    story, state, (one, other) = relations.story, relations.state, relations.people
    if other in state.person(one).met or {(one, other), (other, one)} & state.relations.keys():
        return True
    told = story.told_ids[: story.number_of(anchor)]
    kin = {*story.characters[one].family.values(), *story.characters[other].family.values()}
    return bool(kin & {one, other}) or any({one, other} <= story.scenes[name].cast.keys() for name in told)


def _documents(studio: Studio, story: Story, scene: Scene, anchor: str) -> dict[str, Edited]:
    """Return the documents that change: the scene, the chapter that lists it, the scene that it takes `next` from."""
    from anime_cli.model.load import file_of
    from anime_cli.studio.editing import added, edited
    from anime_cli.text.splice import Insert, Set

    chapter = story.chapter_of(anchor)
    assert chapter is not None
    edits: dict[str, list[Edit]] = {file_of(chapter): [Insert(("scenes", chapter.scenes.index(anchor) + 1), scene.id)]}
    if scene.next is not None:
        edits[f"scenes/{anchor}.yaml"] = [Set(("next",), scene.id)]
    return {file_of(scene): added(scene), **{path: edited(studio, path, own) for path, own in edits.items()}}


def _notes(story: Story) -> tuple[str, ...]:
    language = story.document.language or "en"
    if language.lower().split("-")[0] == "en":
        return ()
    return (f"The story is written in '{language}'; what the planner proposes is in English.",)
