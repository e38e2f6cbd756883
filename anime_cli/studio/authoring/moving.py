"""Put a scene into another place or chapter, a chapter into another place of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import UsageError
from anime_cli.studio.authoring.draft import Draft
from anime_cli.studio.authoring.keeping import Authored, Keeping, called_in, keep
from anime_cli.studio.authoring.placing import Place, put
from anime_cli.studio.authoring.things import find

if TYPE_CHECKING:
    from anime_cli.studio.studio import Studio

DONE = Keeping()


class NoPlaceSaid(UsageError):
    """Something was to be moved, and nothing says where to."""

    def __init__(self, kind: str, name: str) -> None:
        chapter = "--chapter CHAPTER, " if kind == "scene" else ""
        beside = kind.upper()
        super().__init__(
            f"Nothing says where the {kind} '{name}' shall stand.",
            hint=f"anime {kind} move {name} {chapter}--after {beside}, --before {beside}, --first or --last",
        )


def move(studio: Studio, kind: str, name: str, place: Place, *, keeping: Keeping = DONE) -> Authored:
    """Put the scene or chapter called NAME at PLACE; a chapter alone means its end.

    Raises:
        ThingNotFound, NotListed, BesideItself: there is none of that name, or no such place.
        NoPlaceSaid: PLACE says nothing.
    """
    draft = Draft(studio)
    thing = find(draft, kind, name)
    if not place.given:
        raise NoPlaceSaid(kind, name)
    path = put(draft, thing, place)
    called = called_in(draft, thing)
    holder = draft.value(path).get("title") if kind == "scene" else None
    where = f" to {holder}" if isinstance(holder, str) and len(draft.changed) > 1 else _beside(place)
    made = Authored(verb="move", kind=kind, id=name, label=called, message=f"Move the {called}{where}")
    return keep(draft, made, (name,), keeping)


def _beside(place: Place) -> str:
    if place.after or place.before:
        return f" {'behind' if place.after else 'before'} {place.after or place.before}"
    return " to the beginning" if place.edge == "first" else " to the end"
