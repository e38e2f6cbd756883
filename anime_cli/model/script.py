"""The items of a scene's script: what is seen, said, done, and what it changes.

Every item has an `id`. Where a person left it out the id is derived (see `ids`) and `named` is False: only a named item
may be referred to by `because`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.model.values import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a script; `extra` keeps the keys that this version does not know."""

    id: str = ""
    named: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot(Item):
    """A camera setup that covers what follows it, until the next shot."""

    shot: str
    on: tuple[str, ...] = ()
    angle: str | None = None
    lasts: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Item):
    """Something seen that nobody says; `who` acts, `uses` are facts or items it relies on."""

    action: str
    who: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Item):
    """One line of dialogue."""

    who: str
    say: str
    how: str | None = None
    emotion: str | None = None
    intensity: float | None = None
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Item):
    """A decision offered to the reader; the story goes on in scene `to`."""

    choice: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Item):
    """A change to the world of the story; `because` is the id of the event that caused it."""

    kind: ClassVar[str] = ""
    because: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meets(Event):
    """Two people or more come to know each other."""

    kind: ClassVar[str] = "meets"
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learns(Event):
    """Someone comes to know a fact."""

    kind: ClassVar[str] = "learns"
    who: str
    fact: str
    source: str | None = None  # written `from`


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveals(Event):
    """Someone tells a fact to others, who know it from then on."""

    kind: ClassVar[str] = "reveals"
    by: str
    to: tuple[str, ...]
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gives(Event):
    """An item changes hands by will."""

    kind: ClassVar[str] = "gives"
    by: str
    to: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Takes(Event):
    """Someone takes an item, from `source` (written `from`) or from nobody."""

    kind: ClassVar[str] = "takes"
    by: str
    item: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loses(Event):
    """Someone no longer holds an item; nobody does."""

    kind: ClassVar[str] = "loses"
    who: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Destroys(Event):
    """An item is no more."""

    kind: ClassVar[str] = "destroys"
    item: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrives(Event):
    """People enter the scene; `at` is a time of day in minutes."""

    kind: ClassVar[str] = "arrives"
    who: tuple[str, ...]
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves(Event):
    """People leave the scene, perhaps for the place `to`."""

    kind: ClassVar[str] = "leaves"
    who: tuple[str, ...]
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Injured(Event):
    """Someone is hurt."""

    kind: ClassVar[str] = "injured"
    who: str
    injury: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heals(Event):
    """An injury of the same text is gone."""

    kind: ClassVar[str] = "heals"
    who: str
    injury: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dies(Event):
    """Someone dies."""

    kind: ClassVar[str] = "dies"
    who: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Born(Event):
    """Someone is born."""

    kind: ClassVar[str] = "born"
    who: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feels(Event):
    """Someone's emotion changes; intensity 0…1."""

    kind: ClassVar[str] = "feels"
    who: str
    emotion: str
    intensity: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationChange(Event):
    """What one person feels towards another changes; written `event: relation`, changes carry a sign, -2…2."""

    kind: ClassVar[str] = "relation"
    source: str  # written `from`
    to: str
    trust: float | None = None
    affection: float | None = None
    rivalry: float | None = None
    fear: float | None = None
    debt: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grows(Event):
    """A trait, want, need, fear, flaw or voice of someone changes; written `field`, `from`, `to`."""

    kind: ClassVar[str] = "grows"
    who: str
    field_: str
    source: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wears(Event):
    """Someone changes into another of their outfits."""

    kind: ClassVar[str] = "wears"
    who: str
    outfit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetsUp(Event):
    """A thread of the story is opened."""

    kind: ClassVar[str] = "sets_up"
    thread: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaysOff(Event):
    """A thread of the story is answered."""

    kind: ClassVar[str] = "pays_off"
    thread: str


EVENTS: Mapping[str, type[Event]] = {
    event.kind: event
    for event in (
        Meets,
        Learns,
        Reveals,
        Gives,
        Takes,
        Loses,
        Destroys,
        Arrives,
        Leaves,
        Injured,
        Heals,
        Dies,
        Born,
        Feels,
        RelationChange,
        Grows,
        Wears,
        SetsUp,
        PaysOff,
    )
}
"""Every event by the word a script names it with: a closed set."""

RENAMED: Mapping[str, str] = {"source": "from", "field_": "field"}
"""Attributes whose key in a file is a word Python keeps for itself."""
