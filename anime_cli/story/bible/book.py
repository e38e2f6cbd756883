"""The story bible as values: what stands in it, whoever sets it as a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in the telling: a scene (its title and told number, None where no chapter lists it), perhaps an item."""

    scene: str
    title: str
    number: int | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When a scene begins: the story's day, the time of that day (HH:MM), an ISO date where the calendar has one."""

    day: int
    time: str
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where a scene leads: the choice that leads there, None where nobody is asked."""

    to: str
    title: str
    choice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneEntry:
    """A scene in short. `who` are the names of its cast, `changes` sentences about what lasts."""

    spot: Spot
    place: str
    place_name: str
    when: When
    lasts: str | None = None
    mode: str | None = None
    weather: str | None = None
    pov: str | None = None
    who: tuple[str, ...] = ()
    summary: str | None = None
    changes: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterEntry:
    """A chapter and its scenes in told order."""

    id: str
    title: str
    summary: str | None = None
    scenes: tuple[SceneEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How something of a person begins and ends; `since` is where it became so, None where it never changed."""

    what: str
    first: str | None
    last: str | None
    since: Spot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What somebody feels towards another, level by level: at the beginning and at the end."""

    to: str
    name: str
    levels: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Somebody knows a fact: `since` None is from the start, `source` the name of who told them."""

    who: str
    name: str
    fact: str
    since: Spot | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterEntry:
    """A person: as the story begins, and how they change. `about` are labelled words of their document."""

    id: str
    name: str
    role: str | None = None
    hair: str | None = None
    about: tuple[tuple[str, str], ...] = ()
    changes: tuple[Change, ...] = ()
    ties: tuple[Tie, ...] = ()
    knows: tuple[Learned, ...] = ()
    backstory: str | None = None
    scenes: int = 0
    first: Spot | None = None
    last: Spot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """A place, the ways from it (place, its name, how long) and how many scenes happen there."""

    id: str
    name: str
    kind: str | None = None
    description: str | None = None
    routes: tuple[tuple[str, str, str], ...] = ()
    scenes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry:
    """A fact and who knows it when the story is over, in the order of learning."""

    id: str
    text: str
    secret: bool
    knowers: tuple[Learned, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Somebody has a thing from `since` on, nobody where `who` is None."""

    who: str | None
    since: Spot | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEntry:
    """A thing and through whose hands it goes."""

    id: str
    name: str
    hands: tuple[Hand, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadEntry:
    """A question of the story and how it stands when all is told."""

    id: str
    status: str
    question: str | None = None
    due: str | None = None
    set_up: Spot | None = None
    paid_off: Spot | None = None
    distance: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEntry:
    """Something that the check found."""

    rule: str
    severity: str
    message: str
    path: str
    line: int | None = None
    scene: str | None = None
    waived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bible:
    """A whole story in short; `branching` tells that it has several paths, and `timeline` names scenes in story order.

    What is told of the end holds at the end of the first path.
    """

    title: str
    revision: str | None = None
    logline: str | None = None
    language: str | None = None
    rating: str | None = None
    structure: str | None = None
    ending: str | None = None
    tone: str | None = None
    branching: bool = False
    chapters: tuple[ChapterEntry, ...] = ()
    characters: tuple[CharacterEntry, ...] = ()
    places: tuple[PlaceEntry, ...] = ()
    facts: tuple[FactEntry, ...] = ()
    items: tuple[ItemEntry, ...] = ()
    threads: tuple[ThreadEntry, ...] = ()
    timeline: tuple[str, ...] = ()
    findings: tuple[FindingEntry, ...] = field(default=())
