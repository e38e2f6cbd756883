"""Every scene is seen with everything that any path brings to it, and with nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anime_cli.story.continuity.check import cards_of
from anime_cli.story.continuity.course import places_in
from anime_cli.story.continuity.graph import Graph
from anime_cli.story.continuity.reading import Reading
from anime_cli.story.fold import follow, initial
from anime_cli.story.order import placed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from anime_cli.story.continuity.visit import Visit
    from anime_cli.story.continuity.walk import Bound
    from anime_cli.story.fold import Folded
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import State

    Tell = Callable[..., Story]

ALL = {"ren": {}, "mio": {}}
SCENES = ("a", "b", "c", "d", "e", "f", "g")


def _on(story: Story, path: tuple[str, ...], name: str) -> Folded:
    """Return the scene NAME as it is folded on PATH."""
    told = follow(story, list(placed(story, path)), initial(story))
    return next(here for here in told if here.placed.scene.id == name)


def walked(story: Story) -> tuple[list[Visit], list[Bound]]:
    """Return all visits of STORY, and where the walk did not go every way."""
    walk = Reading(story, cards_of(story)).walk
    return list(walk.visits()), walk.bounds


def ways(story: Story) -> Iterator[tuple[str, ...]]:
    """Yield every whole path from the first scene, one by one."""
    graph = Graph.of(story.paths)
    stack = [(root,) for root in graph.roots[:1]]
    while stack:
        path = stack.pop()
        onward = graph.after[path[-1]]
        if not onward:
            yield path
        stack += [(*path, to) for to in onward]


def _times(here: Folded) -> tuple[int, int]:
    return here.placed.start, here.placed.end


def told(states: tuple[State, ...]) -> tuple[object, ...]:
    """Return what STATES say that a rule watches, without the causes, the exact times and the strength of bonds."""
    return tuple((_people(state), _things(state), _questions(state), set(state.relations)) for state in states)


def _people(state: State) -> object:
    return {
        name: (
            (person.alive.value, person.present.value, person.presence, set(person.knows)),
            (person.seen and (person.seen.value.place, person.seen.cause)),
        )
        for name, person in state.people.items()
        if name in {"ren", "mio", "hana"}
    }


def _things(state: State) -> object:
    return {name: (held.holder.value, held.exists.value) for name, held in state.items.items()}


def _questions(state: State) -> object:
    return {name: (thread.set_up is None, thread.paid_off is None) for name, thread in state.threads.items()}


NAMES = st.sampled_from(["ren", "mio", "hana"])
ITEM = st.one_of(
    st.builds(lambda a: {"event": "dies", "who": a}, NAMES),
    st.builds(lambda a: {"event": "born", "who": a}, NAMES),
    st.builds(lambda a, f: {"event": "learns", "who": a, "fact": f}, NAMES, st.sampled_from(["f", "g"])),
    st.builds(lambda a, b: {"event": "gives", "by": a, "to": b, "item": "key"}, NAMES, NAMES),
    st.just({"event": "destroys", "item": "key"}),
    st.builds(lambda a: {"event": "feels", "who": a, "emotion": "sad", "intensity": "0.6"}, NAMES),
    st.builds(lambda a: {"event": "leaves", "who": a, "to": "yard"}, NAMES),
    st.builds(lambda a: {"event": "injured", "who": a, "injury": "a cut"}, NAMES),
    st.builds(lambda a: {"who": a, "say": "Hm.", "emotion": "sad"}, NAMES),
    st.builds(lambda a: {"who": a, "say": "Hm.", "uses": ["f"]}, NAMES),
    st.builds(lambda a, b: {"event": "relation", "from": a, "to": b, "trust": "+0.2"}, NAMES, NAMES),
    st.just({"event": "sets_up", "thread": "t"}),
    st.just({"event": "pays_off", "thread": "t"}),
)
TIME = {"day": st.sampled_from(["-1", "0", "1"]), "time": st.sampled_from(["00:10", "12:00"])}
TIMED = st.one_of(
    st.just({}),
    st.just({}),
    st.fixed_dictionaries({"mode": st.just("flashback"), **TIME}),
    st.fixed_dictionaries({"mode": st.sampled_from(["dream", "parallel"]), **TIME}),
    st.just({"mode": "parallel"}),
    st.just({"mode": "dream"}),
)


@st.composite
def branching(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Draw scenes that choices lead through in every way, loops among them."""
    scenes = {}
    for name in SCENES:
        script = draw(st.lists(ITEM, max_size=2))
        targets = draw(st.lists(st.sampled_from(SCENES), max_size=2, unique=True))
        script += [{"choice": "Go", "to": to} for to in targets]
        cast = draw(st.dictionaries(NAMES, st.just({})))
        scenes[name] = {"lasts": "20m", "cast": cast, "script": script, **draw(TIMED)}
    return scenes


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(branching())
def test_what_happens_is_enough_for_the_rules(tell: Tell, scenes: dict[str, dict[str, Any]]) -> None:
    """Where something happens, the states of the whole story say the same of what a rule watches."""
    story = tell(scenes, items={"key": {"name": "a key"}}, threads={"t": {"question": "Q?"}})
    reading = Reading(story, cards_of(story))
    for name, path in story.paths.first.items():
        whole, course = _on(story, path, name), _on(reading.course, path, name)
        places = [reading.place(name, at) for at in places_in(reading.scenes[name])]
        assert told((whole.carried, *(whole.states[at] for at in places), whole.left)) == told(
            (course.carried, *course.states[:-1], course.left)
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(branching())
def test_a_walk_sees_what_every_path_brings(tell: Tell, scenes: dict[str, dict[str, Any]]) -> None:
    compare(tell(scenes, items={"key": {"name": "a key"}}, threads={"t": {"question": "Q?"}}))


@pytest.mark.slow
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(branching())
def test_a_walk_sees_what_every_path_brings_in_depth(tell: Tell, scenes: dict[str, dict[str, Any]]) -> None:
    compare(tell(scenes, items={"key": {"name": "a key"}}, threads={"t": {"question": "Q?"}}))


def compare(story: Story) -> None:
    """Compare the walk with all paths folded one by one."""
    reading = Reading(story, cards_of(story))
    course, start = reading.course, initial(story)
    folded: dict[str, list[tuple[tuple[str, ...], Any]]] = {name: [] for name in SCENES}
    for path in ways(story):
        for here in follow(course, list(placed(course, path)), start):
            upto = path[: path.index(here.placed.scene.id) + 1]
            folded[here.placed.scene.id].append((upto, here))
    firsts = {name: _on(course, path, name) for name, path in story.paths.first.items()}
    visits, bounds = list(reading.walk.visits()), reading.walk.bounds
    for visit in visits:
        same = [here for upto, here in folded[visit.scene.id] if upto == visit.path] if not visit.first else []
        times = (visit.start, visit.end)
        assert visit.first or any(here.states == visit.states and _times(here) == times for here in same)
        assert not visit.first or firsts[visit.scene.id].states == visit.states
    if {bound.why for bound in bounds} <= {"loop"}:
        for name, all_of in folded.items():
            seen = [told(visit.states) for visit in visits if visit.scene.id == name]
            assert all(told(here.states) in seen for _, here in all_of)
