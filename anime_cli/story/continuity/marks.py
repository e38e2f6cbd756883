"""What of a state can still matter, as bits of one number: two states with the same marks need one look.

A mark is one key of the state with one value: where the key is, whether Ren lives, whether he knows. Causes, the exact
strength of a bond and times are no part of it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from anime_cli.model import script
from anime_cli.story.state import NOBODY, Held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from anime_cli.model.documents import Scene
    from anime_cli.story.state import Person, State, ThreadAt

    Key = tuple[str, ...]


class Marks:
    """Numbers the marks of a story's states; PASSED names scenes of which it matters whether a path has told them."""

    def __init__(self, passed: Iterable[str], pairs: Iterable[tuple[str, str]]) -> None:
        self._passed = frozenset(passed)
        self._pairs = _by_person(pairs)
        self._bits: dict[tuple[Key, Any], int] = {}
        self._masks: dict[Key, int] = defaultdict(int)
        self._keys: dict[str, tuple[Key, ...]] = {}

    def after(self, marks: int, scene: Scene, state: State) -> int:
        """Return the MARKS of a state after SCENE brought it to STATE."""
        for key in self._touched(scene):
            marks = self._marked(marks, key, READ[key[0]](state, *key[1:]))
        return marks

    def telling(self, marks: int, threads: Iterable[tuple[str, ThreadAt]]) -> int:
        """Return the MARKS of a state after these THREADS were told of."""
        for name, thread in threads:
            marks = self._marked(marks, ("thread", name), (thread.set_up is None, thread.paid_off is None))
        return marks

    def _marked(self, marks: int, key: Key, value: Any) -> int:
        bit = self._bits.get((key, value))
        if bit is None:
            bit = self._bits[key, value] = 1 << len(self._bits)
            self._masks[key] |= bit
        return marks & ~self._masks[key] | bit

    def _touched(self, scene: Scene) -> tuple[Key, ...]:
        """Return the keys that SCENE can change."""
        if scene.id not in self._keys:
            self._keys[scene.id] = tuple(dict.fromkeys(self._touching(scene)))
        return self._keys[scene.id]

    def _touching(self, scene: Scene) -> Iterator[Key]:
        if scene.id in self._passed:
            yield "passed", scene.id
        for item in scene.script:
            touching = TOUCHED.get(type(item))
            if touching is not None:
                yield from touching(item)
        for name in scene.cast:
            yield "seen", name
            yield "felt", name
            yield "worn", name
            yield from (("met", name, other) for other in self._pairs.get(name, ()) if other in scene.cast)


def _by_person(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for one, other in pairs:
        found.setdefault(min(one, other), {})[max(one, other)] = None
    return {name: tuple(others) for name, others in found.items()}


def _moved(item: script.Arrives | script.Leaves) -> Iterator[Key]:
    for name in item.who:
        yield "seen", name
        yield "felt", name
        yield "worn", name


def _item(item: script.Gives | script.Takes | script.Loses | script.Destroys) -> Iterator[Key]:
    yield "item", item.item


def _life(item: script.Born | script.Dies) -> Iterator[Key]:
    yield "alive", item.who


def _injury(item: script.Injured | script.Heals) -> Iterator[Key]:
    yield "hurt", item.who, item.injury


TOUCHED: Mapping[type[script.Item], Callable[[Any], Iterable[Key]]] = {
    script.Learns: lambda item: (("knows", item.who, item.fact),),
    script.Reveals: lambda item: (("knows", who, item.fact) for who in item.to),
    script.Gives: _item,
    script.Takes: _item,
    script.Loses: _item,
    script.Destroys: _item,
    script.Arrives: _moved,
    script.Leaves: _moved,
    script.Injured: _injury,
    script.Heals: _injury,
    script.Dies: _life,
    script.Born: _life,
    script.Feels: lambda item: (("felt", item.who),),
    script.RelationChange: lambda item: (("bond", item.source, item.to),),
    script.Grows: lambda item: (("grown", item.who, item.field_),),
    script.Wears: lambda item: (("worn", item.who),),
    script.Meets: lambda item: (("knew", one, other) for one in item.who for other in item.who if one < other),
}
"""The keys that an event can change."""


def _felt(state: State, name: str) -> Any:
    emotion = state.people.get(name, NOBODY).emotion
    return None if emotion is None else emotion.value


def _seen(state: State, name: str) -> Any:
    seen = state.people.get(name, NOBODY).seen
    return None if seen is None else (seen.value.place, seen.cause)


def _grown(state: State, name: str, field: str) -> Any:
    person: Person = state.people.get(name, NOBODY)
    if field == "trait":
        return person.traits.value
    return person.grown[field].value if field in person.grown else None


def _held(state: State, name: str) -> Any:
    item = state.items.get(name, Held())
    return item.holder.value, item.exists.value


def _bond(state: State, source: str, to: str) -> Any:
    bond = state.relations.get((source, to))
    levels = sorted(bond.items()) if bond is not None else ()
    return tuple((level, round(2 * value.value)) for level, value in levels)


READ: Mapping[str, Callable[..., Any]] = {
    "passed": lambda _state, _scene: True,
    "alive": lambda state, name: state.person(name).alive.value,
    "knows": lambda state, name, fact: fact in state.person(name).knows,
    "hurt": lambda state, name, injury: injury in state.person(name).injuries,
    "knew": lambda state, one, other: other in state.person(one).met,
    "met": lambda state, one, other: state.together(one, other) is not None,
    "worn": lambda state, name: state.person(name).outfit.value,
    "felt": _felt,
    "seen": _seen,
    "grown": _grown,
    "item": _held,
    "bond": _bond,
}
"""What each kind of key reads of a state."""
