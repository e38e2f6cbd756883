"""Told order, the paths that choices leave open, and story order: when every scene of a path happens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from anime_cli.model.script import Choice
from anime_cli.story.errors import PathNotFound, SceneNotFound
from anime_cli.story.routes import Routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.model.documents import Scene
    from anime_cli.model.values import Duration
    from anime_cli.story.snapshot import Story

END = "end"
"""What `next` says where a path ends."""


class Timed(Protocol):
    """What tells when a scene happens; a scene is one."""

    @property
    def place(self) -> str:
        """Where it happens."""

    @property
    def day(self) -> int | None:
        """Days since the epoch, where it says."""

    @property
    def time(self) -> int | None:
        """Minutes after midnight, where it says."""

    @property
    def lasts(self) -> Duration:
        """How long it takes."""

    @property
    def mode(self) -> str | None:
        """How it stands apart from the present, None where it doesn't."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A scene in time: seconds since the epoch's midnight. `told` is its place on the path, from 0."""

    scene: Scene
    start: int
    end: int
    told: int


@dataclass(frozen=True)
class Paths:
    """The ways through a story. `after` names the scenes that may follow a scene, in told order."""

    told: tuple[str, ...]
    after: Mapping[str, tuple[str, ...]]

    @cached_property
    def branching(self) -> bool:
        """Tell whether any scene goes on anywhere but at the next in told order."""
        following = zip(self.told, [*[(name,) for name in self.told[1:]], ()], strict=False)
        return any(self.after[name] != nexts for name, nexts in following)

    @cached_property
    def whole(self) -> tuple[tuple[str, ...], ...]:
        """The whole paths of `first`, each once."""
        return tuple({id(path): path for path in self.first.values()}.values())

    @cached_property
    def first(self) -> Mapping[str, tuple[str, ...]]:
        """For every listed scene a whole path through it: the first, in told order, that reaches it."""
        if not self.branching:
            return dict.fromkeys(self.told, self.told)
        found: dict[str, tuple[str, ...]] = {}
        for root in self.told:
            if root not in found:
                self._explore(root, found)
        return found

    def _explore(self, root: str, found: dict[str, tuple[str, ...]]) -> None:
        parents: dict[str, str | None] = {}
        stack: list[tuple[str, str | None]] = [(root, None)]
        visited: list[str] = []
        while stack:
            name, parent = stack.pop()
            if name in parents or name in found:
                continue
            parents[name] = parent
            visited.append(name)
            stack.extend((follower, name) for follower in reversed(self.after[name]))
        for name in visited:
            if name not in found:
                self._claim(_ancestors(name, parents), found)

    def _claim(self, ancestors: list[str], found: dict[str, tuple[str, ...]]) -> None:
        """Give ANCESTORS' last scene, and all that its first way on newly reaches, one whole path."""
        path = tuple(self._onward(ancestors))
        for name in path[len(ancestors) - 1 :]:
            if name in found:
                break
            found[name] = path

    def _onward(self, path: Sequence[str]) -> Iterator[str]:
        seen = set(path)
        yield from path
        here: str | None = path[-1]
        while here is not None:
            here = next((name for name in self.after[here] if name not in seen), None)
            if here is not None:
                seen.add(here)
                yield here

    def through(self, named: Sequence[str]) -> tuple[str, ...]:
        """Return the whole path that goes through the scenes NAMED, in that order, by the first ways between them.

        Raises:
            SceneNotFound: a name is no listed scene.
            PathNotFound: a named scene can't be reached from the one before.
        """
        path = [self.told[0]] if self.told else []
        for name in named:
            if name not in self.after:
                raise SceneNotFound(name, self.after)
            if name != path[-1]:
                path += self._way(path[-1], name)
        return tuple(self._onward(path)) if path else ()

    def _way(self, start: str, goal: str) -> list[str]:
        if goal in self.after[start]:
            return [goal]
        parents: dict[str, str | None] = {start: None}
        queue = [start]
        for name in queue:
            for follower in self.after[name]:
                if follower not in parents:
                    parents[follower] = name
                    queue.append(follower)
        if goal not in parents:
            raise PathNotFound(start, goal)
        return _ancestors(goal, parents)[1:]


def _ancestors(name: str, parents: Mapping[str, str | None]) -> list[str]:
    path = [name]
    while (parent := parents[path[-1]]) is not None:
        path.append(parent)
    return path[::-1]


def paths_of(told: tuple[str, ...], leads: Iterable[tuple[str, ...]]) -> Paths:
    """Return the ways through the scenes TOLD, each of which goes on where its LEADS say, else at the next.

    A choice or a `next` that leads to no listed scene leads nowhere.
    """
    known = set(told)
    onward = [*((name,) for name in told[1:]), (END,) if END in known else ()]
    after = {
        name: tuple(dict.fromkeys(lead for lead in own if lead in known)) if own else nexts
        for name, own, nexts in zip(told, leads, onward, strict=False)
    }
    return Paths(told, after)


def leads_of(scene: Scene) -> tuple[str, ...]:
    """Return where SCENE says that it goes on: its choices, else its `next`, else nothing."""
    choices = tuple(item.to for item in scene.script if isinstance(item, Choice))
    return choices or ((scene.next,) if scene.next else ())


def ordered(story: Story, path: Sequence[str] = ()) -> tuple[Placed, ...]:
    """Return the scenes of one path in story order: by start, ties as they are told.

    PATH names scenes that the path goes through; without it, it is the first path in told order.
    """
    whole = story.paths.through(path)
    return tuple(sorted(placed(story, whole), key=lambda each: (each.start, each.told)))


def placed(story: Story, path: Sequence[str]) -> Iterator[Placed]:
    """Yield the scenes of a whole PATH as they are told, each with its time."""
    scenes = [story.scenes[name] for name in path]
    times = spans(scenes, story_routes(story), story.document.calendar.day)
    for told, (scene, (start, end)) in enumerate(zip(scenes, times, strict=True)):
        yield Placed(scene, start, end, told)


def spans(path: Iterable[Timed], routes: Routes, length: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each scene of a whole PATH, in seconds; LENGTH is that of a day.

    A scene without a time starts when the present scene before it ended, plus the shortest way if the place differs; a
    time without a day is on the day of the present scene before it.
    """
    last: tuple[Timed, int, int] | None = None
    for scene in path:
        start, end = span(scene, last, length, routes)
        yield start, end
        if scene.mode is None:
            last = scene, start, end


def span(scene: Timed, last: tuple[Timed, int, int] | None, length: int, routes: Routes) -> tuple[int, int]:
    """Return start and end of SCENE in seconds; LAST is the present scene told before it, with its start and end."""
    start = _start(scene, last, length, routes)
    return start, start + scene.lasts.total(length)


def _start(scene: Timed, last: tuple[Timed, int, int] | None, length: int, routes: Routes) -> int:
    if scene.time is not None:
        day = scene.day if scene.day is not None else (last[1] // length if last is not None else 0)
        return day * length + scene.time * 60
    if last is None:
        return 0
    return last[2] + (routes.way(last[0].place, scene.place) or 0)


def story_routes(story: Story) -> Routes:
    """Return the ways between the places of STORY."""
    return Routes.of(story.places.values(), story.document.calendar.day)
