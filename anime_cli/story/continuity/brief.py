"""A scene in brief: what of it the fold and the rules need, small enough to be remembered of every scene.

Its script has the events and the choices, and those lines and actions that use something or tell an emotion, without
their texts. Shots, all other lines and actions, notes, titles, and what is only read or drawn are left out: to write on
in a scene changes nothing of it until something happens there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from anime_cli.model.documents import CastEntry, Scene
from anime_cli.model.items import pack_item, unpack_script
from anime_cli.model.script import Action, Choice, Event, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.model.script import Item
    from anime_cli.story.continuity.card import SceneCard


def kept_of(scene: Scene) -> Iterator[tuple[int, Item]]:
    """Yield those items of the script of SCENE that are kept, each with its place in the whole script."""
    for index, item in enumerate(scene.script):
        short = _shortened(item)
        if short is not None:
            yield index, short


def pack_script(kept: list[tuple[int, Item]]) -> list[list[Any]]:
    """Return the items KEPT of a script as JSON holds them, a row for each."""
    return [pack_item(item) for _, item in kept]


def _shortened(item: Item) -> Item | None:
    if isinstance(item, Event):
        return replace(item, note=None, extra={}) if item.note or item.extra else item
    if isinstance(item, Choice):
        return replace(item, choice="", extra={}, id=_kept_id(item))
    if isinstance(item, Line) and (item.uses or item.emotion is not None or item.intensity is not None):
        return replace(item, say="", how=None, extra={}, id=_kept_id(item))
    if isinstance(item, Action) and item.uses:
        return replace(item, action="", extra={}, id=_kept_id(item))
    return None


def _kept_id(item: Item) -> str:
    """Return the id of ITEM, no event, where it stands in the file: one that is derived changes with the words."""
    return item.id if item.named else ""


def pack_cast(scene: Scene) -> list[list[Any]]:
    """Return the cast of SCENE as JSON holds it: a row for each, without what is empty at its end."""
    return [_row(name, entry) for name, entry in scene.cast.items()]


def _row(name: str, entry: CastEntry) -> list[Any]:
    row = [name, entry.presence, entry.emotion, entry.intensity, entry.outfit, entry.age]
    while row[-1] is None:
        row.pop()
    return row


@cache
def _entry(
    presence: str | None = None,
    emotion: str | None = None,
    intensity: float | None = None,
    outfit: str | None = None,
    age: int | None = None,
) -> CastEntry:
    return CastEntry(presence=presence, emotion=emotion, intensity=intensity, outfit=outfit, age=age)


def brief_of(name: str, card: SceneCard) -> Scene:
    """Return the scene NAME in brief, from its card."""
    script = unpack_script([list(row) for row in card.script])
    chosen = any(isinstance(item, Choice) for item in script)
    return Scene(
        id=name,
        title="",
        place=card.place,
        script=script,
        day=card.day,
        time=card.time,
        lasts=card.lasts,
        mode=card.mode,
        pov=card.pov,
        cast={row[0]: _entry(*row[1:]) for row in card.cast},
        next=card.leads[0] if card.leads and not chosen else None,
    )
