"""Show the people of a story, and its places, as they are at a moment of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.model.documents import Character, Place
    from anime_cli.story.fold import Fold
    from anime_cli.story.moment import Moment
    from anime_cli.story.portrait import Portrait, Scenery
    from anime_cli.story.sentence import Teller
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """A moment that is asked for: SCENE or SCENE:ITEM (None: the end), on a path, of a revision (None: the files)."""

    address: str | None = None
    path: tuple[str, ...] = ()
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A character in a list: the scenes of the path in which they are, as told, and whether they live at its end."""

    character: Character
    scenes: tuple[str, ...]
    alive: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """A place in a list, and how many scenes of the path are set there."""

    place: Place
    scenes: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A story at a moment, and who tells of it."""

    story: Story
    revision: str | None
    moment: Moment
    teller: Teller


@dataclass(frozen=True, slots=True)
class ShownPerson(Shown):
    """A person at a moment."""

    portrait: Portrait


@dataclass(frozen=True, slots=True)
class ShownPlace(Shown):
    """A place at a moment."""

    scenery: Scenery


def list_characters(studio: Studio, at: At) -> tuple[Role, ...]:
    """Return the characters of the story, those with most scenes first; AT says the path and the revision.

    Raises:
        SceneNotFound: the path names no scene that a chapter lists.
        PathNotFound: the scenes of the path don't follow one another.
    """
    from anime_cli.story.moment import moment_at
    from anime_cli.story.timeline import timeline

    folded = _folded(studio, at)
    state = moment_at(folded).state
    scenes: dict[str, dict[str, None]] = {name: {} for name in folded.story.characters}
    for each in timeline(folded).told:
        for stay in each.stays:
            scenes.setdefault(stay.who, {})[each.scene.id] = None
    people = folded.story.characters.items()
    roles = [Role(each, tuple(scenes[name]), state.person(name).alive.value) for name, each in people]
    return tuple(sorted(roles, key=lambda role: -len(role.scenes)))


def show_character(studio: Studio, word: str, at: At) -> ShownPerson:
    """Return everything that holds of the character called WORD at a moment.

    Raises:
        CharacterNotFound: nobody is called so.
        AmbiguousName: several are.
        SceneNotFound: the moment, or its path, names no scene of the path.
        ItemNotFound: the scene's script has no such item.
        PathNotFound: the scenes of the path don't follow one another.
    """
    from anime_cli.story.calling import character_called
    from anime_cli.story.portrait import portrait

    folded = _folded(studio, at)
    name = character_called(folded.story, word)
    moment = _moment(folded, at)
    return ShownPerson(folded.story, at.revision, moment, _teller(folded.story), portrait(folded, moment, name))


def list_places(studio: Studio, at: At) -> tuple[Setting, ...]:
    """Return the places of the story, those with most scenes first; AT says the path and the revision.

    Raises:
        SceneNotFound: the path names no scene that a chapter lists.
        PathNotFound: the scenes of the path don't follow one another.
    """
    folded = _folded(studio, at)
    story = folded.story
    told = [story.scenes[name].place for name in story.paths.through(folded.path)]
    settings = [Setting(each, told.count(name)) for name, each in story.places.items()]
    return tuple(sorted(settings, key=lambda setting: -setting.scenes))


def show_place(studio: Studio, word: str, at: At) -> ShownPlace:
    """Return everything that holds of the place called WORD at a moment.

    Raises:
        PlaceNotFound: no place is called so.
        AmbiguousName: several are.
        SceneNotFound: the moment, or its path, names no scene of the path.
        ItemNotFound: the scene's script has no such item.
        PathNotFound: the scenes of the path don't follow one another.
    """
    from anime_cli.story.calling import place_called
    from anime_cli.story.portrait import scenery

    folded = _folded(studio, at)
    name = place_called(folded.story, word)
    moment = _moment(folded, at)
    return ShownPlace(folded.story, at.revision, moment, _teller(folded.story), scenery(folded, moment, name))


def _folded(studio: Studio, at: At) -> Fold:
    from anime_cli.story.fold import fold

    return fold(studio.story(at.revision), at.path)


def _moment(folded: Fold, at: At) -> Moment:
    from anime_cli.story.moment import moment_at

    return moment_at(folded, at.address)


def _teller(story: Story) -> Teller:
    from anime_cli.story.sentence import Teller

    return Teller(story, called(story))


def called(story: Story) -> Mapping[str, str]:
    """Return what a script calls the people of STORY, by id."""
    from anime_cli.story.calling import given_names

    return given_names({name: character.name for name, character in story.characters.items()})
