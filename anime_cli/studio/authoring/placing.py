"""Give a scene its place in a chapter, or a chapter its place in the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError, WorldError
from anime_cli.model.kinds import SINGLE, path_of
from anime_cli.studio.authoring.draft import listing
from anime_cli.studio.authoring.mentions import LISTS, homes
from anime_cli.studio.authoring.things import find, thing_of

if TYPE_CHECKING:
    from anime_cli.studio.authoring.draft import Draft
    from anime_cli.studio.authoring.things import Thing


class OnePlace(UsageError):
    """A thing was to be put in several places at once."""

    def __init__(self) -> None:
        super().__init__("A place is --after or --before another, --first or --last: one of them.", hint="--last")


class NoChapter(WorldError):
    """There is no chapter that could hold a scene."""

    def __init__(self) -> None:
        super().__init__("The story has no chapter that a scene could stand in.", hint='anime chapter add "Awakening"')


class NotListed(WorldError):
    """A scene or chapter should mark a place, and stands nowhere, or elsewhere."""

    def __init__(self, kind: str, name: str, where: str | None) -> None:
        place = f"not in chapter '{where}'" if where else "in no chapter" if kind == "scene" else "not in the story"
        super().__init__(f"The {kind} '{name}' stands {place}.", hint=f"anime {kind} list")


class BesideItself(UsageError):
    """A thing was to be put before or after itself."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"The {kind} '{name}' can't stand beside itself.", hint=f"anime {kind} list")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something shall stand: the chapter (of a scene), and there after or before another, first or last."""

    chapter: str | None = None
    after: str | None = None
    before: str | None = None
    edge: str | None = None

    def __post_init__(self) -> None:
        if sum(each is not None for each in (self.after, self.before, self.edge)) > 1:
            raise OnePlace

    @property
    def given(self) -> bool:
        """Tell whether anything was said."""
        return self != Place()


def put(draft: Draft, thing: Thing, place: Place) -> str:
    """Let THING stand at PLACE and nowhere else; return the file whose list then holds it.

    Raises:
        ThingNotFound, NotListed, NoChapter, BesideItself: the place is none.
    """
    from anime_cli.text.splice import Insert, Move, Remove, Set

    held = list(homes(draft, thing))
    path = _holder(draft, thing, place, held)
    key = LISTS[thing.kind]
    names = [each for each in listing(draft, path, key) if each != thing.id]
    index = _index(thing, place, names, path)
    own = [at for where, at in held if where == path]
    for where, at in reversed([each for each in held if each[0] != path or each[1] != own[0]]):
        draft.edit(where, [Remove((key, at))] if isinstance(draft.value(where).get(key), list) else [Set((key,), [])])
    if not isinstance(draft.value(path).get(key), list):
        draft.edit(path, [Set((key,), [*names[:index], thing.id, *names[index:]])])
    elif not own:
        draft.edit(path, [Insert((key, index), thing.id)])
    elif own[0] != index:
        draft.edit(path, [Move((key, own[0]), index)])
    return path


def _holder(draft: Draft, thing: Thing, place: Place, held: list[tuple[str, int]]) -> str:
    """Return the file whose list shall hold THING."""
    if thing.kind == "chapter":
        return SINGLE["story"]
    if place.chapter is not None:
        return find(draft, "chapter", place.chapter).path
    beside = place.after or place.before
    if beside is not None:
        found = next(homes(draft, find(draft, "scene", beside)), None)
        if found is None:
            raise NotListed("scene", beside, None)
        return found[0]
    if held:
        return held[0][0]
    chapters = [path_of("chapter", name) for name in listing(draft, SINGLE["story"], "chapters")]
    there = [path for path in chapters if path in draft.paths]
    if not there:
        raise NoChapter
    return there[-1]


def _index(thing: Thing, place: Place, names: list[str], path: str) -> int:
    """Return where THING shall stand among NAMES, which leave it out."""
    beside = place.after or place.before
    if beside is None:
        return 0 if place.edge == "first" else len(names)
    if beside == thing.id:
        raise BesideItself(thing.kind, beside)
    if beside not in names:
        thing_of(thing.kind, beside)
        raise NotListed(thing.kind, beside, path.partition("/")[2].removesuffix(".yaml") or None)
    return names.index(beside) + (place.after is not None)
