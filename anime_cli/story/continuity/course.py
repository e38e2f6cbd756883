"""What happens in a scene as the walk sees it: who is there, who comes and goes, lives and dies, knows, holds, changes.

No rule that watches states looks at feelings, clothes, wounds or growth. Whatever of the course of two stories is the
same is told from every path in the same way, so that what those rules found can be remembered by it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from anime_cli.model import script
from anime_cli.model.documents import CastEntry, Scene
from anime_cli.model.items import pack_item, unpack_script
from anime_cli.model.script import Action, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.story.continuity.card import Card, SceneCard

EVENTS = frozenset(
    event.kind
    for event in (
        script.Learns,
        script.Reveals,
        script.Gives,
        script.Takes,
        script.Loses,
        script.Destroys,
        script.Arrives,
        script.Leaves,
        script.Dies,
        script.Born,
        script.RelationChange,
        script.SetsUp,
        script.PaysOff,
    )
)
"""The events that change what a rule watches."""

USING = ("say", "action")
"""What may use a fact or an item."""

PRESENT = CastEntry()


def course_of(name: str, card: SceneCard) -> Scene:
    """Return what happens in the scene NAME, from its card."""
    return Scene(
        id=name,
        title="",
        place=card.place,
        script=unpack_script([list(row) for _, row in _happening(card)]),
        day=card.day,
        time=card.time,
        lasts=card.lasts,
        mode=card.mode,
        cast={who: _entry(*rest) for who, *rest in card.cast},
    )


def _entry(
    presence: str | None = None,
    _emotion: str | None = None,
    _intensity: float | None = None,
    _outfit: str | None = None,
    age: int | None = None,
) -> CastEntry:
    return PRESENT if presence is None and age is None else CastEntry(presence=presence, age=age)


def places_in(card: SceneCard) -> tuple[int, ...]:
    """Return the place in the brief script of each item that happens in the scene of CARD."""
    return tuple(at for at, _ in _happening(card))


def _happening(card: SceneCard) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield the rows of what happens, each with its place in the brief script."""
    for at, row in enumerate(card.script):
        if row[0] in EVENTS:
            yield at, row
        elif row[0] in USING:
            (item,) = unpack_script([list(row)])
            if isinstance(item, (Line, Action)) and item.uses:
                yield at, pack_item(replace(item, emotion=None, intensity=None) if isinstance(item, Line) else item)


def course_text(card: Card) -> str:
    """Return what of the document of CARD the walk can see, as text; nothing where it is no scene.

    The ids of all its events are a part of that: what leads to a fault is told by them.
    """
    scene = card.scene
    if scene is None:
        return ""
    cast = [(who, *rest[:1], *rest[4:]) for who, *rest in scene.cast]
    own = scene.place, scene.day, scene.time, scene.lasts, scene.mode, scene.leads, scene.living, card.faults
    return repr((own, cast, scene.events, [row for _, row in _happening(scene)]))
