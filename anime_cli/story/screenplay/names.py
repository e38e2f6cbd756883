"""What people, places and things are called in a script, and whom a word of it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import WorldError, did_you_mean
from anime_cli.story.calling import AmbiguousName, character_called, given_names, place_called
from anime_cli.story.screenplay.errors import Misread

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from anime_cli.model.documents import Scene
    from anime_cli.story.snapshot import Story

NOUNS = {"uses": "fact and no item", "next": "scene"}
"""How a kind of thing is called where nothing has its name."""


class Names:
    """The names of a story as the script of one scene has them.

    What the scene names already and the story lacks keeps its id: a script may be read and written in any state of it.
    """

    def __init__(self, story: Story, scene: Scene | None = None) -> None:
        self.story = story
        self.emotions = _emotions(story)
        self._strangers = _strangers(story, scene)
        self._known = _known(story)
        self._given = given_names({each: character.name for each, character in story.characters.items()})
        self._said: dict[tuple[str, str], tuple[str, ...]] = {}

    def says(self, kind: str, name: str) -> tuple[str, ...]:
        """Return what the KIND of thing with the id NAME may be called, the best first, its id last."""
        key = (kind, name)
        if key not in self._said:
            self._said[key] = (*(each for each in self._names(kind, name) if self.only(kind, each, name)), name)
        return self._said[key]

    def means(self, kind: str, word: str) -> str:
        """Return the id of the KIND of thing that WORD means.

        Raises:
            Misread: nothing is called so, or several things are.
        """
        if word in self._strangers.get(kind, ()):
            return word
        if kind in {"character", "place"}:
            return self._called(kind, word)
        known = self._known.get(kind)
        if known is not None and word not in known:
            raise Misread(f"There is no {NOUNS.get(kind, kind)} called '{word}'.", did_you_mean(word, known))
        return word

    def only(self, kind: str, word: str, name: str) -> bool:
        """Tell whether WORD means the thing with the id NAME and nothing else."""
        try:
            return self.means(kind, word) == name
        except Misread:
            return False

    def _called(self, kind: str, word: str) -> str:
        try:
            return (character_called if kind == "character" else place_called)(self.story, word)
        except AmbiguousName as error:
            raise Misread(error.message, error.hint) from error
        except WorldError as error:
            raise Misread(error.message, self._near(kind, word)) from error

    def _near(self, kind: str, word: str) -> str | None:
        """Return the hint that names what is called nearly as WORD, capitals aside."""
        group = self.story.characters if kind == "character" else self.story.places
        called = {each.casefold(): each for name in group for each in (name, *self._names(kind, name))}
        near = did_you_mean(word.casefold(), called)
        return next(
            (f"Did you mean '{each}'?" for plain, each in called.items() if near and f"'{plain}'" in near), None
        )

    def _names(self, kind: str, name: str) -> tuple[str, ...]:
        if kind == "character" and name in self.story.characters:
            return tuple(dict.fromkeys((self._given[name], self.story.characters[name].name)))
        if kind == "place" and name in self.story.places:
            return (self.story.places[name].name,)
        return ()


def _emotions(story: Story) -> Collection[str]:
    from anime_cli.model.emotions import emotions_of

    return emotions_of(story.document).keys()


def _strangers(story: Story, scene: Scene | None) -> Mapping[str, Collection[str]]:
    """Return by kind what SCENE names and STORY does not have."""
    from anime_cli.story.references import pointers

    known = _known(story) | {"character": set(story.characters), "place": set(story.places)}
    found: dict[str, set[str]] = {}
    for each in pointers(scene) if scene is not None else ():
        for kind in ("scene", "next") if each.kind == "scene" else (each.kind,):
            if each.target not in known.get(kind, ()):
                found.setdefault(kind, set()).add(each.target)
    return found


def _known(story: Story) -> dict[str, Collection[str]]:
    """Return the ids of the things that have no other name in a script, by kind."""
    document = story.document
    return {
        "fact": document.facts,
        "item": document.items,
        "uses": {*document.facts, *document.items},
        "thread": document.threads,
        "scene": story.scenes,
        "next": {*story.scenes, "end"},
        "emotion": _emotions(story),
        "outfit": {name for each in story.characters.values() for name in each.outfits},
    }
