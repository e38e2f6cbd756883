"""What holds at one moment of a story. Every value knows the event that made it.

States are immutable and share what did not change: a change copies only the maps on the way to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
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
YES: Value[bool] = Value(True)  # noqa: FBT003 - the value is the flag
NO: Value[bool] = Value(False)  # noqa: FBT003


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
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
    traits: Value[tuple[str, ...]] = field(default_factory=lambda: Value(()))
    knows: Mapping[str, Value[bool]] = field(default_factory=dict)
    met: Mapping[str, Value[bool]] = field(default_factory=dict)
    injuries: Mapping[str, Value[bool]] = field(default_factory=dict)
    grown: Mapping[str, Value[str | None]] = field(default_factory=dict)
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


@dataclass(frozen=True, slots=True)
class Held:
    """A thing: who holds it (None: nobody), and whether it still exists."""

    holder: Value[str | None] = NOWHERE
    exists: Value[bool] = YES


@dataclass(frozen=True, slots=True)
class ThreadAt:
    """A thread of the story as told so far: where it was set up and paid off, None where it was not."""

    set_up: Cause | None = None
    paid_off: Cause | None = None

    @property
    def open(self) -> bool:
        """Tell whether the question stands."""
        return self.set_up is not None and self.paid_off is None


@dataclass(frozen=True, slots=True)
class State:
    """What holds at one moment.

    `relations` has the levels that were ever set (see `values.LEVELS`), by (from, to) and then by level. `now` is the
    scene at hand; between scenes it is the last one, None before the first.
    """

    people: Mapping[str, Person] = field(default_factory=dict)
    items: Mapping[str, Held] = field(default_factory=dict)
    relations: Mapping[tuple[str, str], Mapping[str, Value[float]]] = field(default_factory=dict)
    threads: Mapping[str, ThreadAt] = field(default_factory=dict)
    now: Now | None = None

    def person(self, name: str) -> Person:
        """Return the person, one of whom nothing is known where no document tells of them."""
        return self.people.get(name, NOBODY)

    def level(self, source: str, to: str, level: str) -> float:
        """Return how much SOURCE has of LEVEL towards TO; 0 where nothing was ever said."""
        value = self.relations.get((source, to), {}).get(level)
        return 0.0 if value is None else value.value

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
        return altered(self, people={**self.people, **changed})


def altered(value: T, **changes: Any) -> T:
    """Return VALUE with CHANGES, as `dataclasses.replace` does in five times the time: a fold is made of these.

    It holds for a value with slots whose fields all stand in its constructor.
    """
    kind: Any = type(value)
    every, puts = _slots(kind)
    new: T = object.__new__(kind)
    for put, part in zip(puts.values(), every(value), strict=True):
        put(new, part)
    for name, part in changes.items():
        puts[name](new, part)
    return new


@cache
def _slots(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], Mapping[str, Callable[[Any, Any], None]]]:
    """Return what reads all fields of a KIND of value at once, and what writes each."""
    names = [each.name for each in fields(kind)]
    return attrgetter(*names), {name: getattr(kind, name).__set__ for name in names}
