"""C13 to C16: threads, causes, bonds and feelings."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from telling import NoRoom, listed, pick

from injections.registry import breaks, fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from fault import Fault
    from telling import Telling


def _thread(story: Telling, **values: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Add a thread and return the events that set it up and pay it off."""
    name = story.add_entry("threads", "riddle", {"question": "Who rang the wooden bell?", **values})
    return {"event": "sets_up", "thread": name}, {"event": "pays_off", "thread": name}


# C13


@breaks("C13")
def question_without_an_answer(story: Telling, rng: Random) -> Fault:
    name = pick(rng, story.real())
    story.insert(name, _thread(story)[0])
    return fault("C13")


@breaks("C13")
def answer_without_a_question(story: Telling, rng: Random) -> Fault:
    name = pick(rng, story.real())
    story.insert(name, _thread(story)[1])
    return fault("C13", name)


@breaks("C13")
def answer_before_the_question(story: Telling, rng: Random) -> Fault:
    if len(story.real()) < 2:
        raise NoRoom
    early, late = sorted(rng.sample(range(len(story.real())), 2))
    scenes, (question, answer) = story.real(), _thread(story)
    story.insert(scenes[early], answer)
    story.insert(scenes[late], question)
    return fault("C13", scenes[early], also=("C13",))


@breaks("C13")
def answer_that_comes_too_late(story: Telling, rng: Random) -> Fault:
    chapters = story.story["chapters"]
    scenes = [[name for name in story.real() if story.chapter_of(name) == chapter] for chapter in chapters]
    due = pick(rng, range(len(chapters) - 1))
    question, answer = _thread(story, due=chapters[due])
    story.insert(pick(rng, scenes[due]), question)
    story.insert(pick(rng, chain.from_iterable(scenes[due + 1 :])), answer)
    return fault("C13")


# C14


def _named(story: Telling, event: dict[str, Any]) -> str:
    return str(event.setdefault("id", story.fresh("cause")))


def _uncaused(story: Telling, scene: str) -> list[dict[str, Any]]:
    return [item for item in story.scene(scene)["script"] if "event" in item and "because" not in item]


@breaks("C14")
def cause_that_comes_later(story: Telling, rng: Random) -> Fault:
    scenes = [name for name in story.present() if _uncaused(story, name)]
    if len(scenes) < 2:
        raise NoRoom
    early, late = sorted(rng.sample(range(len(scenes)), 2))
    effect = pick(rng, _uncaused(story, scenes[early]))
    effect["because"] = _named(story, pick(rng, _uncaused(story, scenes[late])))
    return fault("C14", scenes[early])


@breaks("C14")
def two_that_cause_each_other(story: Telling, rng: Random) -> Fault:
    name = pick(rng, (each for each in story.real() if len(_uncaused(story, each)) > 1))
    one, other = rng.sample(_uncaused(story, name), 2)
    one["because"], other["because"] = _named(story, other), _named(story, one)
    return fault("C14", name)


@breaks("C14")
def cause_of_itself(story: Telling, rng: Random) -> Fault:
    name = pick(rng, (each for each in story.real() if _uncaused(story, each)))
    event = pick(rng, _uncaused(story, name))
    event["because"] = _named(story, event)
    return fault("C14", name)


# C15


def _bound(story: Telling) -> set[frozenset[str]]:
    """Return every pair that a first bond, a family, a relation event or one cast joins."""
    pairs = [(bond["from"], bond["to"]) for bond in story.story.get("relations") or ()]
    pairs += [(who, other) for who in story.people for other in (story.person(who).get("family") or {}).values()]
    pairs += [(item["from"], item["to"]) for _, item in story.script_items() if item.get("event") == "relation"]
    for scene in story.of("scenes").values():
        cast = [*(scene.get("cast") or {}), *listed(scene.get("mentions"))]
        pairs += [(one, other) for one in cast for other in cast]
    return {frozenset(pair) for pair in pairs}


def _strangers(story: Telling) -> list[tuple[str, str]]:
    bound = _bound(story)
    return [
        (one, two) for one in story.people for two in story.people if frozenset((one, two)) not in bound and one != two
    ]


def _warms(one: str, other: str) -> dict[str, str]:
    return {"event": "relation", "from": one, "to": other, "trust": "+0.3"}


@breaks("C15")
def warmth_between_strangers(story: Telling, rng: Random) -> Fault:
    strangers = _strangers(story)
    scenes = [
        (name, pair) for name, people in story.with_steady(story.real()) for pair in strangers if pair[0] in people
    ]
    name, pair = pick(rng, scenes)
    story.insert(name, _warms(*pair))
    return fault("C15", name)


@breaks("C15")
def warmth_for_a_name(story: Telling, rng: Random) -> Fault:
    name, people = pick(rng, story.with_steady(story.real()))
    story.insert(name, _warms(pick(rng, people), story.add_person()))
    return fault("C15", name)


@breaks("C15")
def warmth_before_the_meeting(story: Telling, rng: Random) -> Fault:
    modes = {story.scene(name).get("mode") for name in story.told}
    if not modes <= {None, "dream", "imagined"}:
        raise NoRoom
    named = [frozenset((bond["from"], bond["to"])) for bond in story.story.get("relations") or ()]
    named += [frozenset((who, kin)) for who in story.people for kin in (story.person(who).get("family") or {}).values()]
    early = [each for each in _before_meeting(story) if frozenset(each[1:]) not in named]
    name, one, other = pick(rng, early)
    story.insert(name, _warms(one, other))
    return fault("C15", name)


def _before_meeting(story: Telling) -> Iterator[tuple[str, str, str]]:
    """Yield scenes of the present and two people of whom one is there and the other not met before."""
    met: set[frozenset[str]] = set()
    for name in story.told:
        cast = [*(story.scene(name).get("cast") or {})]
        met |= {frozenset((one, other)) for one in cast for other in cast}
        if name in story.present():
            for one in story.steady(name):
                yield from ((name, one, two) for two in story.people if frozenset((one, two)) not in met and one != two)


@breaks("C15")
def bond_that_never_shows(story: Telling, rng: Random) -> Fault:
    strangers = _strangers(story)
    one, other = rng.choice(strangers) if strangers else (pick(rng, story.people), story.add_person())
    bond = {"from": one, "to": other, "affection": "0.5"}
    story.story["relations"] = [*(story.story.get("relations") or ()), bond]
    return fault("C15")


# C16

HIGH = {"emotion": "joyful", "intensity": "1"}
LOW = ("grieving", "furious", "disgusted")


@breaks("C16")
def laughing_then_crying(story: Telling, rng: Random) -> Fault:
    name, people = pick(rng, story.with_steady(story.real()))
    person, low = pick(rng, people), {"emotion": rng.choice(LOW), "intensity": "1"}
    glad, sorry = {"who": person, "say": "Look at it!", **HIGH}, {"who": person, "say": "Take it away.", **low}
    at = rng.randrange(1 + sum("choice" not in item for item in story.scene(name)["script"]))
    story.insert(name, *rng.sample([glad, sorry], 2), at=at)
    return fault("C16", name, also=("C16",))


@breaks("C16")
def two_hearts(story: Telling, rng: Random) -> Fault:
    name, people = pick(rng, story.with_steady(story.real()))
    feels = {"event": "feels", "who": pick(rng, people)}
    story.insert(name, {**feels, **HIGH}, {**feels, "emotion": rng.choice(LOW), "intensity": "1"})
    return fault("C16", name, also=("C16",))


@breaks("C16")
def changed_on_the_way(story: Telling, rng: Random) -> Fault:
    before, after, person = pick(rng, _same_day(story))
    story.insert(before, {"event": "feels", "who": person, **HIGH})
    cast = story.scene(after)["cast"]
    cast[person] = {**(cast[person] or {}), "emotion": rng.choice(LOW), "intensity": "1"}
    return fault("C16", after, also=("C16",))


def _same_day(story: Telling) -> list[tuple[str, str, str]]:
    """Return pairs of scenes told one after the other on one day, with who is steady in both and in no other mode."""
    present = story.present()
    pairs = [(one, two) for one, two in pairwise(story.told) if {one, two} <= set(present)]
    return [
        (one, two, who)
        for one, two in pairs
        if story.goes_on(one) and _within_a_day(story, one, two)
        for who in story.steady(one)
        if who in story.steady(two) and all(story.scene(name).get("mode") is None for name in story.scenes_of(who))
    ]


def _within_a_day(story: Telling, one: str, two: str) -> bool:
    start, end = story.start(one), story.start(two)
    return start is not None and end is not None and end - start < story.day
