"""C08, C09 and C20: two places at once, ways that are too long, clocks that run backwards."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from telling import NoRoom, pick

from injections.registry import breaks, fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from fault import Fault
    from telling import Telling

FAR = "20d"


def _elsewhere(story: Telling, after: str, person: str, moment: int, **place: object) -> str:
    """Add a scene of one minute at a MOMENT, in a place of its own, in which PERSON is."""
    where = story.add("places", "elsewhere", {"name": "The xylophone works", **place})
    still = {"action": "Nothing moves."}
    values = {**story.clock(moment), "lasts": "1m", "cast": {person: {}}, "script": [still]}
    return story.add_scene(after, "elsewhere", mode="parallel", place=where, **values)


def _timed(story: Telling, scenes: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the scenes that say when they are and lead to the next, with start and end."""
    for name in scenes:
        start, end = story.start(name), story.end(name)
        if start is not None and end is not None and story.goes_on(name):
            yield name, start, end


# C08


@breaks("C08")
def in_the_middle_of_it(story: Telling, rng: Random) -> Fault:
    scenes = [(name, start, end) for name, start, end in _timed(story, story.real()) if end - start >= 4]
    name, start, end = pick(rng, ((name, start, end) for name, start, end in scenes if story.steady(name)))
    other = _elsewhere(story, name, pick(rng, story.steady(name)), (start + end) // 2)
    return fault("C08", name, other)


@breaks("C08")
def at_the_very_moment(story: Telling, rng: Random) -> Fault:
    name, start, _ = pick(rng, (each for each in _timed(story, story.real()) if story.steady(each[0])))
    other = _elsewhere(story, name, pick(rng, story.steady(name)), start)
    return fault("C08", name, other)


def _steps(story: Telling) -> Iterator[tuple[str, str, str]]:
    """Yield two scenes of the present told one after the other, at different places, with somebody steady in both
    whose scenes all say when they are, none of them between the two.
    """
    present = {name for name, _, _ in _timed(story, story.present())} | set(story.present()[-1:])
    for before, after in pairwise(story.told):
        if before in present and after in present and story.scene(before)["place"] != story.scene(after)["place"]:
            for person in set(story.steady(before)) & set(story.steady(after)):
                if _one_after_the_other(story, person, before, after):
                    yield before, after, person


def _one_after_the_other(story: Telling, person: str, before: str, after: str) -> bool:
    lived = [name for name in story.scenes_of(person) if story.scene(name).get("mode") not in {"dream", "imagined"}]
    starts = {name: story.start(name) for name in lived}
    times = [start for name, start in starts.items() if start is not None and name not in {before, after}]
    first, second = starts[before], starts[after]
    if None in starts.values() or first is None or second is None or first >= second:
        return False
    return not any(first <= moment <= second for moment in times)


def _stretch(story: Telling, scene: str, end: int) -> None:
    start = story.start(scene)
    if start is None or end <= start:
        raise NoRoom
    days, minutes = divmod(end - start, story.day)
    story.scene(scene)["lasts"] = f"{days}d{minutes}m"


@breaks("C08")
def longer_than_until_the_next(story: Telling, rng: Random) -> Fault:
    before, after, _ = pick(rng, sorted(_steps(story)))
    _stretch(story, before, (story.start(after) or 0) + 1)
    return fault("C08", before, after, also=("C08", "C09"))


# C09


@breaks("C09")
def to_the_end_of_the_world(story: Telling, rng: Random) -> Fault:
    before, after, person = pick(rng, sorted(_steps(story)))
    end = story.end(before) or 0
    if end + 3 >= (story.start(after) or 0):
        raise NoRoom
    other = _elsewhere(story, before, person, end + 1, routes={story.scene(before)["place"]: FAR})
    return fault("C09", other, after, also=("C09",))


@breaks("C09")
def in_the_door_too_early(story: Telling, rng: Random) -> Fault:
    before, after, person = pick(rng, sorted(_steps(story)))
    moment = (story.end(before) or 0) + 10
    if moment + 30 >= (story.start(after) or 0):
        raise NoRoom
    other = _elsewhere(story, before, person, moment, routes={story.scene(before)["place"]: "2h"})
    arrival = {"event": "arrives", "who": [person], "at": story.clock(moment + 5)["time"]}
    story.scene(other).update(lasts="20m", script=[arrival, {"action": "The door falls shut."}])
    return fault("C09", other, also=("C09",))


@breaks("C09")
def back_from_too_far(story: Telling, rng: Random) -> Fault:
    steps = [step for step in sorted(_steps(story)) if _apart(story, *step[:2]) < 19 * story.day]
    before, after, person = pick(rng, steps)
    far = {"name": "The xylophone works", "routes": {story.scene(after)["place"]: FAR}}
    away = {"event": "leaves", "who": person, "to": story.add("places", "elsewhere", far)}
    story.insert(before, away)
    return fault("C09", after, also=("C09",))


def _apart(story: Telling, before: str, after: str) -> int:
    return (story.start(after) or 0) - (story.start(before) or 0)


@breaks("C09")
def a_minute_too_late(story: Telling, rng: Random) -> Fault:
    before, after, _ = pick(rng, (step for step in sorted(_steps(story)) if _way(story, *step[:2])))
    _stretch(story, before, (story.start(after) or 0) - (_way(story, before, after) or 0) + 1)
    return fault("C09", after, also=("C08", "C09"))


def _way(story: Telling, before: str, after: str) -> int | None:
    """Return the minutes of the shortest way between the places of two scenes, or None."""
    places = story.of("places")
    roads = {
        (one, other): story.minutes(length)
        for name, values in places.items()
        for other, length in (values.get("routes") or {}).items()
        for one, other in ((name, other), (other, name))
        if one == name or name not in (places.get(one, {}).get("routes") or {})
    }
    for stop in places:
        for one in places:
            for other in places:
                if (one, stop) in roads and (stop, other) in roads:
                    over = roads[one, stop] + roads[stop, other]
                    roads[one, other] = min(over, roads.get((one, other), over))
    return roads.get((story.scene(before)["place"], story.scene(after)["place"]))


# C20


@breaks("C20")
def a_last_scene_of_long_ago(story: Telling, _rng: Random) -> Fault:
    last = story.told[-1]
    present = [story.start(name) for name in story.present()]
    if not story.linear or not story.goes_on(last) or not present or present[-1] is None:
        raise NoRoom
    when = story.clock(present[-1] - story.day)
    return fault("C20", story.add_scene(last, "yesterday", **when, script=[{"action": "It is still raining."}]))


@breaks("C20")
def a_day_too_early(story: Telling, rng: Random) -> Fault:
    present = story.present()
    pairs = [(one, other) for one, other in pairwise(present) if story.goes_on(one)]
    timed = [each for each in pairs if story.start(each[0]) is not None and story.start(each[1]) is not None]
    before, _ = pick(rng, timed)
    when = story.clock((story.start(before) or 0) - story.day)
    return fault("C20", story.add_scene(before, "yesterday", **when, script=[{"action": "It is still raining."}]))


@breaks("C20")
def a_mode_forgotten(story: Telling, rng: Random) -> Fault:
    name = pick(rng, (each for each in story.sure if _steps_back(story, each)))
    del story.scene(name)["mode"]
    return fault("C20", name)


def _steps_back(story: Telling, scene: str) -> bool:
    if story.scene(scene).get("mode") not in {"parallel", "flashback"} or not story.linear:
        return False
    at = story.told.index(scene)
    before = [name for name in story.told[:at] if story.scene(name).get("mode") is None]
    after = [name for name in story.told[at + 1 :] if story.scene(name).get("mode") is None]
    start = story.start(scene)
    earlier = story.start(before[-1]) if before else None
    later = story.start(after[0]) if after else 0
    return start is not None and earlier is not None and later is not None and start < earlier
