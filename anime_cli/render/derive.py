"""Shots for a script that has none: a wide one to open, medium ones for talk, close-ups where something is felt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.model.script import Action, Event, Feels, Line, Reveals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.model.script import Item

STRONG = 0.7
"""An intensity from which a face is worth a close-up."""
LINES = 2
"""How many lines of dialogue one picture can hold."""


@dataclass(slots=True)
class Draft:
    """A shot in the making."""

    shot: str
    on: tuple[str, ...] = ()
    items: list[Item] = field(default_factory=list)

    @property
    def speakers(self) -> list[str]:
        """Who speaks in it, line by line."""
        return [item.who for item in self.items if isinstance(item, Line)]

    @property
    def shows(self) -> bool:
        """Whether anything can be seen in it: a bare change of state can't."""
        return any(not isinstance(item, Event) for item in self.items)


def derived(items: Sequence[Item]) -> list[Draft]:
    """Group ITEMS into shots; every item is covered by exactly one, in order."""
    drafts: list[Draft] = []
    for item in items:
        face = _face(item)
        if not drafts:
            drafts.append(Draft("wide"))
        elif face and not _goes_on(drafts[-1], face):
            drafts.append(Draft("close-up", (face,)))
        elif not _fits(drafts[-1], item):
            drafts.append(Draft("medium"))
        drafts[-1].items.append(item)
    return drafts


def _face(item: Item) -> str | None:
    """Name the person whose face ITEM is about."""
    if isinstance(item, Line | Feels) and (item.intensity or 0.0) >= STRONG:
        return item.who
    return item.by if isinstance(item, Reveals) else None


def _goes_on(draft: Draft, face: str) -> bool:
    """Tell whether DRAFT is already a close-up of FACE with room for more."""
    return draft.shot == "close-up" and draft.on == (face,) and len(draft.speakers) < LINES


def _fits(draft: Draft, item: Item) -> bool:
    if isinstance(item, Line):
        return _fits_line(draft, item)
    if isinstance(item, Action):
        return _fits_action(draft, item)
    return True


def _fits_line(draft: Draft, line: Line) -> bool:
    if draft.shot == "wide":
        return not draft.shows
    if draft.shot == "close-up":
        return draft.on == (line.who,) and len(draft.speakers) < LINES
    return len(draft.speakers) < LINES


def _fits_action(draft: Draft, action: Action) -> bool:
    if draft.shot == "wide":
        return not draft.speakers
    if draft.shot == "close-up":
        return not draft.shows or set(action.who) == set(draft.on)
    return len(draft.speakers) < LINES
