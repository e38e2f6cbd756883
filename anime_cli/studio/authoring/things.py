"""The sorts of thing that a writer makes: documents, and the named entries of story.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError, UsageError, WorldError, did_you_mean
from anime_cli.model.ids import valid_id
from anime_cli.model.kinds import FOLDERS, SINGLE, path_of
from anime_cli.model.shapes import EMOTION, FACT, SHAPES, STORY_ITEM, THREAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.model.fields import Record
    from anime_cli.studio.authoring.draft import Draft
    from anime_cli.text.nodes import Address


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of thing: its table, the map of story.yaml that holds it, the field by which it is called.

    `section` is empty for a document, `called` where a thing has no name besides its id.
    """

    kind: str
    record: Record
    section: str = ""
    called: str = ""


SORTS: Mapping[str, Sort] = {
    sort.kind: sort
    for sort in (
        Sort("scene", SHAPES["scene"], called="title"),
        Sort("chapter", SHAPES["chapter"], called="title"),
        Sort("character", SHAPES["character"], called="name"),
        Sort("place", SHAPES["place"], called="name"),
        Sort("thread", THREAD, "threads", "question"),
        Sort("fact", FACT, "facts", "text"),
        Sort("item", STORY_ITEM, "items", "name"),
        Sort("emotion", EMOTION, "emotions"),
    )
}
"""Every sort by its kind."""

RESERVED: Mapping[str, frozenset[str]] = {"scene": frozenset({"end"})}
"""Ids that mean something else where a thing of the kind is named."""


class ThingNotFound(WorldError):
    """Nothing of this kind has this id."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no {kind} called '{name}'.", hint=did_you_mean(name, known) or f"anime {kind} list")


class BuiltInEmotion(WorldError):
    """An emotion is in no file of the story: every story has it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The emotion '{name}' is built in, and the story says nothing of its own about it.",
            hint=f"anime emotion add {name} gives the story its own '{name}'.",
        )


class NamesUnread(WorldError):
    """A name was given that is no id, and the files that would tell whose it is can't be read."""

    def __init__(self, kind: str, name: str, error: AnimeError) -> None:
        super().__init__(
            f"There is no {kind} with the id '{name}', and names can't be looked up now.",
            cause=error.message,
            hint=error.hint or f"anime {kind} list",
        )


class NotAnId(UsageError):
    """A word can't be an id."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"'{name}' is no id.", hint="Ids are lower-case ASCII words joined by hyphens, as in rooftop-dusk."
        )


class ReservedId(UsageError):
    """A word means something else where things of this kind are named."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(
            f"A {kind} can't be called '{name}': the word means something else.",
            hint=f"Give it another: anime {kind} list",
        )


class NameTaken(WorldError):
    """The id belongs to something already."""

    def __init__(self, kind: str, name: str, where: str) -> None:
        super().__init__(
            f"There is a {kind} called '{name}' already.", cause=f"It stands in {where}.", hint="Choose another id."
        )


class NoIdFromName(UsageError):
    """A name without a Latin letter gives no readable id."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(
            f"No id can be made of '{name}': ids are lower-case ASCII words joined by hyphens.",
            hint=f"anime {kind} add … --id ID",
        )


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of a story: the file it stands in, and where there; the address is empty for a document."""

    sort: Sort
    id: str
    path: str
    address: Address = ()

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.sort.kind


def thing_of(kind: str, name: str) -> Thing:
    """Return the thing of KIND with the id NAME, there or not.

    Raises:
        NotAnId: the name can't be an id.
    """
    sort = SORTS[kind]
    if not valid_id(name):
        raise NotAnId(name)
    if sort.section:
        return Thing(sort, name, SINGLE["story"], (sort.section, name))
    return Thing(sort, name, path_of(kind, name))


def names_of(draft: Draft, kind: str) -> list[str]:
    """Return the ids of all things of KIND, sorted.

    Raises:
        TextError: story.yaml, which would name them, can't be read.
    """
    sort = SORTS[kind]
    if not sort.section:
        folder = f"{FOLDERS[kind]}/"
        found = (path.removeprefix(folder).removesuffix(".yaml") for path in draft.paths if path.startswith(folder))
        return sorted(name for name in found if valid_id(name))
    section = draft.value(SINGLE["story"]).get(sort.section)
    return sorted(section) if isinstance(section, dict) else []


def find(draft: Draft, kind: str, name: str) -> Thing:
    """Return the thing of KIND that NAME means: its id or, of a character or a place, a name that is nobody else's.

    Raises:
        ThingNotFound, CharacterNotFound, PlaceNotFound: there is none.
        BuiltInEmotion: every story has it, and this one no other of its own.
        NamesUnread: it is no id, and a file can't be read.
        AmbiguousName: several are called so.
    """
    known = names_of(draft, kind)
    if name in known:
        return thing_of(kind, name)
    if kind in {"character", "place"}:
        return thing_of(kind, _meant(draft, kind, name, known))
    if kind == "emotion" and built_in_emotion(name):
        raise BuiltInEmotion(name)
    raise ThingNotFound(kind, name, known)


def _meant(draft: Draft, kind: str, name: str, known: Iterable[str]) -> str:
    from anime_cli.story.calling import character_called, place_called

    try:
        story = draft.studio.story()
    except AnimeError as error:
        if did_you_mean(name, known):
            raise ThingNotFound(kind, name, known) from error
        raise NamesUnread(kind, name, error) from error
    return character_called(story, name) if kind == "character" else place_called(story, name)


def refuse_taken(draft: Draft, kind: str, name: str) -> None:
    """Make sure that NAME is free for a new thing of KIND.

    Raises:
        NotAnId, ReservedId: it can't be its id.
        NameTaken: something has it; facts and items never share one.
    """
    thing = thing_of(kind, name)
    if name in RESERVED.get(kind, ()):
        raise ReservedId(kind, name)
    if name in names_of(draft, kind):
        raise NameTaken(kind, name, thing.path)
    other = {"fact": "item", "item": "fact"}.get(kind)
    if other is not None and name in names_of(draft, other):
        raise NameTaken(other, name, thing.path)


def built_in_emotion(name: str) -> bool:
    """Tell whether NAME is one of the emotions that every story has."""
    from anime_cli.model.emotions import vocabulary

    return name in vocabulary()
