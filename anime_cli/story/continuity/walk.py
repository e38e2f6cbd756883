"""All paths of a story, walked with their states: every scene as the ways through the choices come to it.

First come the first paths, in told order, each folded by itself. Where choices branch, all ways are then walked from
the beginning, the shortest first. Ways that come to a scene with the same time and the same marks (see `marks`) go on
as one. Where more than EVERY ways differ at a scene, only those go on that bring a mark that none before them brought.
No choice depends on a state, so each key of the state changes by itself (but that only the living are seen): every
value that it can have at a scene is still met on some way; only which values come together may be missed, and a notice
says so.

The fold runs in story order, so a flashback changes what holds in scenes told before it. Ways are told apart by the set
of scenes out of time that they will tell: each such scene is folded when its time has come, and looked at when it is
told. Such scenes are those of a mode that say day and time. A way on which time steps back otherwise ends there.
"""

from __future__ import annotations

from collections import defaultdict, deque
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.model.script import PaysOff, RelationChange, SetsUp
from anime_cli.story.changes import after_thread
from anime_cli.story.continuity.graph import Graph
from anime_cli.story.continuity.marks import Marks
from anime_cli.story.continuity.visit import Visit, Way
from anime_cli.story.entering import UNREAL
from anime_cli.story.fold import Trail, fold_placed, follow, in_story_order, initial
from anime_cli.story.order import Placed, placed, span
from anime_cli.story.state import Cause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.story.order import Paths, Timed
    from anime_cli.story.routes import Routes
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import State, ThreadAt

EVERY = 8
"""How many ways to one scene go on whatever they bring."""

LIMIT = 20_000
"""How many visits are made besides those of the first paths."""

LOOP, MANY, BACK, SETS, LONG = "loop", "many", "back", "sets", "long"
"""What kept the walk from going every way."""


class Bound(NamedTuple):
    """The walk did not go every way: why, at which scene, and the way there."""

    why: str
    scene: str
    way: Way | None = None
    to: str = ""


class Walker(NamedTuple):
    """Where a way has come to.

    `state` is what holds after the last scene folded, at the time `front`; `last` is the last present scene with its
    times. `todo` has bits of the scenes out of time still to be told, `waiting` those not folded yet, by their time,
    and `held` the states to which those came that are folded and not told. `ahead` are told and not folded.
    """

    way: Way | None
    state: State
    todo: int
    waiting: tuple[str, ...]
    threads: Mapping[str, ThreadAt]
    marks: int = 0
    front: int | None = None
    last: tuple[Timed, int, int] | None = None
    held: tuple[tuple[str, State, int], ...] = ()
    ahead: tuple[tuple[str, Way, Mapping[str, ThreadAt]], ...] = ()

    @property
    def told(self) -> int:
        """How many scenes it has told."""
        return 0 if self.way is None else self.way.placed.told + 1

    def signature(self) -> tuple[object, ...]:
        """Return what it has in common with every walker that will see the same."""
        times = None if self.last is None else (self.last[0].place, *self.last[1:])
        held = tuple((name, marks) for name, _, marks in self.held)
        ahead = tuple(name for name, _, _ in self.ahead)
        return self.todo, self.waiting, held, ahead, self.front, times, self.marks


class Walk:
    """One walk over all paths of a STORY; `bounds` tells, afterwards, where it did not go every way."""

    def __init__(self, story: Story, paths: Paths, routes: Routes) -> None:
        self.story = story
        self.paths = paths
        self.bounds: list[Bound] = []
        self._routes = routes
        self._marks = Marks(_bonds(story))
        self._start = initial(story)
        self._day = story.document.calendar.day

    def visits(self) -> Iterator[Visit]:
        """Yield every listed scene with the states that paths bring to it."""
        yield from self._first()
        if self.paths.branching:
            yield from self._others()

    def _first(self) -> Iterator[Visit]:
        trails: list[Trail] = []
        for path in self.paths.whole:
            told = list(placed(self.story, path))
            order = in_story_order(told)
            shared = [list(trail.shared(path, order)) for trail in trails]
            left = max(shared, key=len, default=[])
            yield from self._claimed(path, told, left)
            if self.paths.branching:
                trails = [*trails[:1], Trail(path, order, left)]

    def _claimed(self, path: tuple[str, ...], told: Sequence[Placed], left: list[State]) -> Iterator[Visit]:
        """Yield the scenes of which PATH is the first path; LEFT gets what each scene leaves, up to the last one's."""
        ways = _ways(told)
        missing = sum(self.paths.first[name] is path for name in path)
        for here in follow(self.story, told, self._start, left):
            if self.paths.first[here.placed.scene.id] is path:
                missing -= 1
                yield Visit(ways[here.placed.told], here.carried, here.states, first=True)
            if not missing:
                return
            if self.paths.branching:
                left.append(here.left)

    @cached_property
    def _apart(self) -> Mapping[str, int]:
        """The scenes out of time, each with the number of its bit, in an order in which any path tells them."""
        scenes = (self.story.scenes[name] for name in self._graph.order)
        apart = (each.id for each in scenes if each.mode and each.day is not None and each.time is not None)
        return {name: number for number, name in enumerate(apart)}

    @cached_property
    def _graph(self) -> Graph:
        return Graph.of(self.paths)

    @cached_property
    def _times(self) -> Mapping[str, tuple[int, int]]:
        """When the scenes out of time start and end."""
        return {name: span(self.story.scenes[name], None, self._day, self._routes) for name in self._apart}

    def _others(self) -> Iterator[Visit]:
        graph = self._graph
        self.bounds += [Bound(LOOP, name, to=to) for name, to in graph.back]
        sets, many = graph.sets(self._apart)
        if many:
            self.bounds.append(Bound(SETS, graph.roots[0]))
        crowd = _Crowd()
        queue = deque((root, walker) for root in graph.roots[:1] for walker in self._beginning(sets[root]))
        count = 0
        while queue:
            name, walker = queue.popleft()
            gone: list[Visit] = []
            after = self._told(walker, name, gone)
            count += len(gone)
            yield from gone
            if after is None:
                continue
            onward = [to for to in graph.after[name] if after.todo in sets[to]]
            if count > LIMIT:
                self.bounds.append(Bound(LONG, name))
                return
            if not onward:
                yield from self._end(after)
            queue.extend((to, after) for to in onward if crowd.admits(to, after))
        self.bounds += [Bound(MANY, name) for name in crowd.turned_away]

    def _beginning(self, sets: Iterable[int]) -> Iterator[Walker]:
        for todo in sorted(sets):
            names = [name for name, number in self._apart.items() if todo >> number & 1]
            waiting = tuple(sorted(names, key=lambda name: self._times[name][0]))
            yield Walker(None, self._start, todo, waiting, {})

    def _told(self, walker: Walker, name: str, gone: list[Visit]) -> Walker | None:
        """Return WALKER after scene NAME, None where its time steps back; GONE gets the visits that this makes."""
        scene = self.story.scenes[name]
        start, end = self._times.get(name) or span(scene, walker.last, self._day, self._routes)
        way = Way(Placed(scene, start, end, walker.told), walker.way)
        if name in self._apart:
            after = self._apart_told(walker, name, way, gone)
        else:
            after = self._until(walker, start, gone)
            if after.front is not None and start < after.front:
                self.bounds.append(Bound(BACK, name, way))
                if scene.mode not in UNREAL:
                    return None
            else:
                after = self._folded(after, way, gone)
        return self._on(after, way)

    def _folded(self, walker: Walker, way: Way, gone: list[Visit]) -> Walker:
        scene, start, end = way.placed.scene, way.placed.start, way.placed.end
        here = fold_placed(self.story, way.placed, walker.state, walker.threads)
        gone.append(Visit(way, walker.state, here.states, first=False))
        marks = self._marks.after(walker.marks, scene, here.left)
        last = (scene, start, end) if scene.mode is None else walker.last
        front = walker.front if scene.mode in UNREAL else start
        return walker._replace(state=here.left, front=front, marks=marks, last=last)

    def _on(self, walker: Walker, way: Way) -> Walker:
        """Return WALKER with the last scene of WAY told."""
        told = [each for each in way.placed.scene.script if isinstance(each, (SetsUp, PaysOff))]
        threads = walker.threads
        for each in told:
            threads = after_thread(threads, each, Cause(way.placed.scene.id, each.id))
        marks = self._marks.telling(walker.marks, ((each.thread, threads[each.thread]) for each in told))
        return walker._replace(way=way, threads=threads, marks=marks)

    def _apart_told(self, walker: Walker, name: str, way: Way, gone: list[Visit]) -> Walker:
        walker = walker._replace(todo=walker.todo & ~(1 << self._apart[name]))
        state = next((state for held, state, _ in walker.held if held == name), None)
        if state is None:
            return walker._replace(ahead=(*walker.ahead, (name, way, walker.threads)))
        here = fold_placed(self.story, way.placed, state, walker.threads)
        gone.append(Visit(way, state, here.states, first=False))
        return walker._replace(held=tuple(each for each in walker.held if each[0] != name))

    def _until(self, walker: Walker, start: int | None, gone: list[Visit]) -> Walker:
        """Fold the scenes out of time that come before START, all of them without one."""
        ahead = {name: (way, threads) for name, way, threads in walker.ahead}
        while walker.waiting:
            name = walker.waiting[0]
            begin, end = self._times[name]
            if start is not None and (begin > start or (begin == start and name not in ahead)):
                break
            way, threads = ahead.get(name, (None, walker.threads))
            placed = way.placed if way is not None else Placed(self.story.scenes[name], begin, end, 0)
            here = fold_placed(self.story, placed, walker.state, threads)
            held = walker.held
            if way is None:
                held = (*held, (name, walker.state, walker.marks))
            else:
                gone.append(Visit(way, walker.state, here.states, first=False))
            walker = walker._replace(
                state=here.left,
                marks=self._marks.after(walker.marks, placed.scene, here.left),
                waiting=walker.waiting[1:],
                held=held,
                ahead=tuple(each for each in walker.ahead if each[0] != name),
            )
        return walker

    def _end(self, walker: Walker) -> Iterator[Visit]:
        gone: list[Visit] = []
        if walker.todo == 0:
            self._until(walker, None, gone)
        yield from gone


def _ways(told: Sequence[Placed]) -> list[Way]:
    """Return the way to each scene of a path."""
    ways: list[Way] = []
    for here in told:
        ways.append(Way(here, ways[-1] if ways else None))
    return ways


def _bonds(story: Story) -> Iterator[tuple[str, str]]:
    """Yield who changes towards whom."""
    scripts = (scene.script for scene in story.scenes.values())
    return ((each.source, each.to) for script in scripts for each in script if isinstance(each, RelationChange))


class _Crowd:
    """Who came to which scene; it turns away who brings nothing new."""

    def __init__(self) -> None:
        self.turned_away: dict[str, None] = {}
        self._same: dict[str, set[object]] = defaultdict(set)
        self._marks: dict[tuple[object, ...], int] = defaultdict(int)
        self._times: dict[tuple[object, ...], tuple[int, int]] = {}

    def admits(self, name: str, walker: Walker) -> bool:
        """Tell whether WALKER shall go on to scene NAME."""
        same = self._same[name]
        signature = walker.signature()
        if signature in same:
            return False
        kind = (name, walker.todo, walker.waiting, tuple(each[0] for each in walker.held))
        new = self._brings(kind, walker)
        if new or len(same) < EVERY:
            same.add(signature)
            return True
        self.turned_away[name] = None
        return False

    def _brings(self, kind: tuple[object, ...], walker: Walker) -> bool:
        """Tell whether WALKER has a mark, or a time, beyond all that came before it."""
        now = walker.last[2] if walker.last is not None else 0
        first, last = self._times.get(kind, (now, now))
        self._times[kind] = (min(first, now), max(last, now))
        marks = walker.marks
        for _, _, held in walker.held:
            marks |= held
        fresh = marks & ~self._marks[kind]
        self._marks[kind] |= marks
        return bool(fresh) or not first <= now <= last
