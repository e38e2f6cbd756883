"""What of a state can still matter, as bits of one number: two states with the same marks need one look.

A mark is one key of the state with one value: where the key is, whether Ren lives, whether he knows. Causes, the
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
    from anime_cli.story.state import State, ThreadAt

    Key = tuple[str, ...]


class Marks:
    """Numbers the marks of a story's states; PAIRS are those of whom it matters whether they have met."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
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
        for item in scene.script:
            touching = TOUCHED.get(type(item))
            if touching is not None:
                yield from touching(item)
        for name in scene.cast:
            yield "seen", name
            yield from (("met", name, other) for other in self._pairs.get(name, ()) if other in scene.cast)


def _by_person(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for one, other in pairs:
        found.setdefault(min(one, other), {})[max(one, other)] = None
    return {name: tuple(others) for name, others in found.items()}


def _moved(item: script.Arrives | script.Leaves) -> Iterator[Key]:
    return (("seen", name) for name in item.who)


def _item(item: script.Gives | script.Takes | script.Loses | script.Destroys) -> Iterator[Key]:
    yield "item", item.item


def _life(item: script.Born | script.Dies) -> Iterator[Key]:
    yield "alive", item.who


TOUCHED: Mapping[type[script.Item], Callable[[Any], Iterable[Key]]] = {
    script.Learns: lambda item: (("knows", item.who, item.fact),),
    script.Reveals: lambda item: (("knows", who, item.fact) for who in item.to),
    script.Gives: _item,
    script.Takes: _item,
    script.Loses: _item,
    script.Destroys: _item,
    script.Arrives: _moved,
    script.Leaves: _moved,
    script.Dies: _life,
    script.Born: _life,
    script.RelationChange: lambda item: (("bond", item.source, item.to),),
}
"""The keys that an event can change."""


def _seen(state: State, name: str) -> Any:
    seen = state.people.get(name, NOBODY).seen
    return None if seen is None else (seen.value.place, seen.cause)


def _held(state: State, name: str) -> Any:
    item = state.items.get(name, Held())
    return item.holder.value, item.exists.value


READ: Mapping[str, Callable[..., Any]] = {
    "alive": lambda state, name: state.person(name).alive.value,
    "knows": lambda state, name, fact: fact in state.person(name).knows,
    "met": lambda state, one, other: state.together(one, other) is not None,
    "seen": _seen,
    "item": _held,
    "bond": lambda state, source, to: (source, to) in state.relations,
}
"""What each kind of key reads of a state."""
