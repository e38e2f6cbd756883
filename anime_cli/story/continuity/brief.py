"""A scene in brief: what of it the fold and the rules need, small enough to be remembered of every scene.

Its script has the events and the choices, and those lines and actions that use something or tell an emotion, without
their texts. Shots, all other lines and actions, notes, and what is only read or drawn are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from anime_cli.model.documents import CastEntry, Scene
from anime_cli.model.items import pack_item, unpack_script
from anime_cli.model.script import Action, Choice, Event, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.model.script import Item
    from anime_cli.story.continuity.card import SceneCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief(Scene):
    """A scene with a part of its script: `at` has the place of each item in the whole one."""

    at: tuple[int, ...] = ()


def places_of(scene: Scene) -> Sequence[int]:
    """Return the place of each item of SCENE in the whole script."""
    return scene.at if isinstance(scene, Brief) else range(len(scene.script))


def pack_script(scene: Scene) -> list[list[Any]]:
    """Return what is kept of the script of SCENE as JSON holds it: the places of the items, then a row for each."""
    kept = [(index, short) for index, item in enumerate(scene.script) if (short := _shortened(item)) is not None]
    return [[index for index, _ in kept], *(pack_item(item) for _, item in kept)]


def _shortened(item: Item) -> Item | None:
    if isinstance(item, Event):
        return replace(item, note=None, extra={}) if item.note or item.extra else item
    if isinstance(item, Choice):
        return replace(item, choice="", extra={})
    if isinstance(item, Line) and (item.uses or item.emotion is not None or item.intensity is not None):
        return replace(item, say="", how=None, extra={})
    if isinstance(item, Action) and item.uses:
        return replace(item, action="", extra={})
    return None


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


def brief_of(name: str, card: SceneCard) -> Brief:
    """Return the scene NAME in brief, from its card."""
    at, *rows = card.script
    script = unpack_script([list(row) for row in rows])
    chosen = any(isinstance(item, Choice) for item in script)
    return Brief(
        id=name,
        title=card.title,
        place=card.place,
        script=script,
        at=tuple(at),
        day=card.day,
        time=card.time,
        lasts=card.lasts,
        mode=card.mode,
        pov=card.pov,
        cast={row[0]: _entry(*row[1:]) for row in card.cast},
        next=card.leads[0] if card.leads and not chosen else None,
    )
