"""C17: a fault on one of two ways that meet again, where the way told first is sound."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from telling import acting, pick

from injections.registry import breaks, fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from fault import Fault
    from telling import Telling


def _forks(story: Telling) -> Iterator[tuple[str, str, str]]:
    """Yield a scene, the next one, and who is there in both from beginning to end."""
    present = set(story.present())
    for before, after in pairwise(story.sure):
        if before in present and after in present and story.goes_on(before):
            yield from ((before, after, who) for who in story.steady(before) if who in story.steady(after))


def _fork(story: Telling, rng: Random) -> tuple[str, str, str, str]:
    """Let a scene lead to the next in two ways; return both ways, the next scene, and who goes there."""
    before, after, person = pick(rng, _forks(story))

    def way(what: str) -> str:
        values: dict[str, Any] = {"cast": {person: {}}, "next": after, "script": [{"action": what}]}
        return story.add_scene(before, "way", mode="parallel", **values)

    second, first = way("The long way round."), way("The short way down.")
    story.scene(before)["script"] += [{"choice": "Down", "to": first}, {"choice": "Round", "to": second}]
    return first, second, after, person


def _needs(story: Telling, after: str, person: str, thing: str) -> None:
    story.insert(after, {"action": "And so it is done.", "who": person, "uses": thing}, at=0)


@breaks("C17")
def death_on_one_way(story: Telling, rng: Random) -> Fault:
    _, second, after, person = _fork(story, rng)
    story.insert(second, {"event": "dies", "who": person})
    if not any(person in acting(item) for item in story.scene(after)["script"]):
        story.insert(after, {"who": person, "say": "I came all the same."}, at=0)
    return fault("C17", after, also=("C17",), because="C07")


@breaks("C17")
def thing_lost_on_one_way(story: Telling, rng: Random) -> Fault:
    _, second, after, person = _fork(story, rng)
    thing = story.add_entry("items", "spyglass", {"name": "a cracked spyglass", "holder": person})
    story.insert(second, {"event": rng.choice(["loses", "destroys"]), "item": thing})
    event = story.scene(second)["script"][-1]
    event["who" if event["event"] == "loses" else "by"] = person
    _needs(story, after, person, thing)
    return fault("C17", after, because="C11")


@breaks("C17")
def secret_told_on_one_way(story: Telling, rng: Random) -> Fault:
    first, _, after, person = _fork(story, rng)
    secret = story.add_entry("facts", "wooden-bell", {"text": "The bell is made of wood.", "secret": "true"})
    story.insert(first, {"event": "learns", "who": person, "fact": secret})
    _needs(story, after, person, secret)
    return fault("C17", after, because="C10")


@breaks("C17")
def question_asked_on_one_way(story: Telling, rng: Random) -> Fault:
    first, _, after, _ = _fork(story, rng)
    thread = story.add_entry("threads", "riddle", {"question": "Who rang the wooden bell?"})
    story.insert(first, {"event": "sets_up", "thread": thread})
    story.insert(after, {"event": "pays_off", "thread": thread})
    return fault("C17", after, because="C13")
