"""What holds at one moment of a story. Every value knows the event that made it.

States are immutable and share what did not change: a change copies only the maps on the way to it. What a fold makes
over and over is a named tuple: `person._replace(…)` takes a quarter of the time that it takes with a dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Cause:
    """Where a value comes from: an item of a scene's script, or the scene itself (its cast) where `item` is None."""

    scene: str
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Value(Generic[T_co]):
    """A value and the event that made it; `cause` None means that it held before the first scene."""

    value: T_co
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class EmotionAt:
    """An emotion by name, and how strong it is (0…1)."""

    name: str
    intensity: float


@dataclass(frozen=True, slots=True)
class Now:
    """The scene at hand: its told number (0 where no chapter lists it), its start and its end in seconds."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Seen:
    """Where someone was last there in the flesh, from when until when (seconds since the epoch's midnight).

    Who stayed was there until the scene ended. Who left may have gone at once, so that `until` is `since`; who left for
    a place is on the way from there: `place` is where the next way starts.
    """

    place: str
    since: int
    until: int


NOWHERE: Value[str | None] = Value(None)
NOTHING: Value[tuple[str, ...]] = Value(())
EMPTY: Mapping[Any, Any] = MappingProxyType({})
YES: Value[bool] = Value(True)  # noqa: FBT003 - the value is the flag
NO: Value[bool] = Value(False)  # noqa: FBT003


class Person(NamedTuple):
    """Someone at one moment.

    `present` is about the scene at hand; `presence` is 'voice' or 'ghost' for someone heard or seen without being
    there. `emotion` is what the events and the cast say, None when nothing does (then the temper counts). `grown` holds
    want, need, fear, flaw and voice once an event changed them.

    `seen` is where they were last there in the flesh, None where no scene has shown them; it is told when a scene is
    over, or they have left it. `born` and `died` are when the scene began in which an event said so, in seconds.
    `scenes` has a bit for each scene that they were in, by its told number (see `State.together`).
    """

    alive: Value[bool] = YES
    present: Value[bool] = NO
    presence: str | None = None
    place: Value[str | None] = NOWHERE
    outfit: Value[str | None] = NOWHERE
    emotion: Value[EmotionAt] | None = None
    traits: Value[tuple[str, ...]] = NOTHING
    knows: Mapping[str, Value[bool]] = EMPTY
    met: Mapping[str, Value[bool]] = EMPTY
    injuries: Mapping[str, Value[bool]] = EMPTY
    grown: Mapping[str, Value[str | None]] = EMPTY
    seen: Value[Seen] | None = None
    born: int | None = None
    died: int | None = None
    scenes: int = 0

    @property
    def here(self) -> bool:
        """Tell whether the person can speak in the scene at hand: there in the flesh, as a voice or as a ghost."""
        return self.present.value or self.presence is not None


NOBODY = Person()
"""Someone of whom nothing is known."""


class Held(NamedTuple):
    """A thing: who holds it (None: nobody), and whether it still exists."""

    holder: Value[str | None] = NOWHERE
    exists: Value[bool] = YES


class ThreadAt(NamedTuple):
    """A thread of the story as told so far: where it was set up and paid off, None where it was not."""

    set_up: Cause | None = None
    paid_off: Cause | None = None

    @property
    def open(self) -> bool:
        """Tell whether the question stands."""
        return self.set_up is not None and self.paid_off is None


@dataclass(frozen=True, slots=True, eq=False)
class Bond(Mapping[str, Value[float]]):
    """What one person feels towards another: the levels that were ever set (see `values.LEVELS`), -1…1.

    `cause` is the event that changed it last, None before the first scene; `before` is the bond as it was then.
    """

    levels: Mapping[str, Value[float]]
    cause: Cause | None = None
    before: Bond | None = field(default=None, repr=False)

    def __getitem__(self, level: str) -> Value[float]:
        return self.levels[level]

    def __iter__(self) -> Iterator[str]:
        return iter(self.levels)

    def __len__(self) -> int:
        return len(self.levels)


class State(NamedTuple):
    """What holds at one moment.

    `relations` are the bonds by (from, to). `now` is the
    scene at hand; between scenes it is the last one, None before the first.
    """

    people: Mapping[str, Person] = EMPTY
    items: Mapping[str, Held] = EMPTY
    relations: Mapping[tuple[str, str], Bond] = EMPTY
    threads: Mapping[str, ThreadAt] = EMPTY
    now: Now | None = None

    def person(self, name: str) -> Person:
        """Return the person, one of whom nothing is known where no document tells of them."""
        return self.people.get(name, NOBODY)

    def level(self, source: str, to: str, level: str) -> float:
        """Return how much SOURCE has of LEVEL towards TO; 0 where nothing was ever said."""
        bond = self.relations.get((source, to))
        return bond[level].value if bond is not None and level in bond else 0.0

    def holdings(self, name: str) -> tuple[str, ...]:
        """Return the things that a person holds, sorted."""
        held = self.items.items()
        return tuple(sorted(item for item, at in held if at.exists.value and at.holder.value == name))

    def together(self, one: str, other: str) -> int | None:
        """Return the told number of a scene that both were in, the first that is told; None where there is none."""
        both = self.person(one).scenes & self.person(other).scenes
        return (both & -both).bit_length() - 1 if both else None

    def with_people(self, changed: Mapping[str, Person]) -> State:
        """Return this state with some people CHANGED."""
        return self._replace(people={**self.people, **changed})
