"""One scene as one path comes to it: when, with which states, and after what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.model.documents import Scene
    from anime_cli.model.script import Item
    from anime_cli.story.order import Placed
    from anime_cli.story.state import State


class Step(NamedTuple):
    """An item of a script with the states before and after it; `at` is its place among what happens (see `course`)."""

    at: int
    item: Item
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Way:
    """A scene told on a path, and the way to it: what was told `before` it, None at the path's beginning."""

    placed: Placed
    before: Way | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """The ids of the scenes told up to here, this one last."""
        return tuple(placed.scene.id for placed in self)[::-1]

    def __iter__(self) -> Iterator[Placed]:
        """Yield the scenes from here back to the path's beginning."""
        way: Way | None = self
        while way is not None:
            yield way.placed
            way = way.before


@dataclass(frozen=True)
class Visit:
    """One scene as one path comes to it.

    `carried` is the state before the cast enters. `states` begins with the state before the first item (the cast has
    entered) and goes on with the state after each item. `first` tells that the path is the first, in told order, that
    reaches the scene: what `fold(story)` says of it.
    """

    way: Way
    carried: State
    states: tuple[State, ...]
    first: bool

    @property
    def scene(self) -> Scene:
        """What happens in the scene: no more of it is there than rules that watch states need (see `course`)."""
        return self.way.placed.scene

    @property
    def file(self) -> str:
        """The path of the scene's file."""
        return f"scenes/{self.scene.id}.yaml"

    @property
    def start(self) -> int:
        """When it starts, in seconds since the epoch's midnight."""
        return self.way.placed.start

    @property
    def end(self) -> int:
        """When it ends, in seconds since the epoch's midnight."""
        return self.way.placed.end

    @property
    def before(self) -> Placed | None:
        """The scene told before it on its path."""
        return self.way.before.placed if self.way.before is not None else None

    @property
    def path(self) -> tuple[str, ...]:
        """The ids of the scenes told up to here, this one last."""
        return self.way.path

    def steps(self) -> tuple[Step, ...]:
        """Return the items of the script, each with the states around it."""
        return self._steps

    @cached_property
    def _steps(self) -> tuple[Step, ...]:
        return tuple(map(Step, range(len(self.scene.script)), self.scene.script, self.states, self.states[1:]))
