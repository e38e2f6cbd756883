"""C10 and C11: what nobody told them, and what they do not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telling import listed, pick

from injections.registry import breaks, fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from fault import Fault
    from telling import Telling


def _secret(story: Telling, *known_by: str) -> str:
    values: dict[str, Any] = {"text": "The bell in the tower is made of wood.", "secret": "true"}
    return story.add_entry("facts", "wooden-bell", {**values, "known_by": list(known_by)})


def _thing(story: Telling, holder: str) -> str:
    return story.add_entry("items", "spyglass", {"name": "a cracked spyglass", "holder": holder})


def _other(story: Telling, rng: Random, *than: str) -> str:
    return pick(rng, (who for who in story.people if who not in than))


# C10


def _ignorant(story: Telling) -> Iterator[tuple[str, str, str]]:
    """Yield scenes, steady people and secrets that these never come to know in all the story."""
    knowing = {(who, fact) for fact, values in _secrets(story) for who in listed(values.get("known_by"))}
    for _, item in story.script_items():
        if item.get("event") in {"learns", "reveals"}:
            knowing |= {(who, item["fact"]) for who in [*listed(item.get("who")), *listed(item.get("to"))]}
    for name, people in story.with_steady(story.real()):
        yield from ((name, who, fact) for who in people for fact, _ in _secrets(story) if (who, fact) not in knowing)


def _secrets(story: Telling) -> list[tuple[str, dict[str, Any]]]:
    facts: dict[str, dict[str, Any]] = story.story.get("facts") or {}
    return [(name, values) for name, values in facts.items() if values.get("secret") == "true"]


@breaks("C10")
def deed_without_the_knowledge(story: Telling, rng: Random) -> Fault:
    name, person, secret = pick(rng, _ignorant(story))
    story.insert(name, {"action": "The answer lies ready.", "who": [person], "uses": [secret]})
    return fault("C10", name)


@breaks("C10")
def word_without_the_knowledge(story: Telling, rng: Random) -> Fault:
    name, person, secret = pick(rng, _ignorant(story))
    story.insert(name, {"who": person, "say": "I have known it all along.", "uses": secret}, at=0)
    return fault("C10", name)


@breaks("C10")
def told_by_one_who_does_not_know(story: Telling, rng: Random) -> Fault:
    name, people = pick(rng, story.with_steady(story.real(), 2))
    teller, hearer = rng.sample(people, 2)
    secret = _secret(story, _other(story, rng, teller, hearer)) if len(story.people) > 2 else _secret(story)
    told = {"event": "reveals", "by": teller, "to": [hearer], "fact": secret}
    story.insert(name, told, {"action": "It has to be written down.", "who": hearer, "uses": secret})
    return fault("C10", name)


@breaks("C10")
def learned_from_one_who_does_not_know(story: Telling, rng: Random) -> Fault:
    name, people = pick(rng, story.with_steady(story.real(), 2))
    teller, hearer = rng.sample(people, 2)
    secret = _secret(story)
    learned = {"event": "learns", "who": hearer, "from": teller, "fact": secret}
    story.insert(name, learned, {"action": "It has to be written down.", "who": hearer, "uses": secret})
    return fault("C10", name)


@breaks("C10")
def told_and_never_needed(story: Telling, rng: Random) -> Fault:
    early = [name for name in story.present() if name not in story.told[-2:]]
    name, people = pick(rng, story.with_steady(early, 2))
    teller, hearer = rng.sample(people, 2)
    story.insert(name, {"event": "reveals", "by": teller, "to": hearer, "fact": _secret(story, teller)})
    return fault("C10", name)


# C11


@breaks("C11")
def use_of_what_another_has(story: Telling, rng: Random) -> Fault:
    name, people = pick(rng, story.with_steady(story.real()))
    person = pick(rng, people)
    thing = _thing(story, _other(story, rng, person))
    story.insert(name, {"action": "The glass is raised.", "who": person, "uses": thing})
    return fault("C11", name)


@breaks("C11")
def use_of_what_was_never_theirs(story: Telling, rng: Random) -> Fault:
    holders = {(values.get("holder"), thing) for thing, values in (story.story.get("items") or {}).items()}
    for _, item in story.script_items():
        if item.get("event") in {"gives", "takes"}:
            holders |= {(item.get("to"), item["item"]), (item["by"], item["item"])}
    scenes = story.with_steady(story.real())
    things = [
        (name, who, thing) for name, people in scenes for who in people for thing in story.story.get("items") or {}
    ]
    name, person, thing = pick(rng, (each for each in things if each[1:] not in holders))
    story.insert(name, {"who": person, "say": "Here it is.", "uses": [thing]}, at=0)
    return fault("C11", name)


@breaks("C11")
def gift_of_what_another_has(story: Telling, rng: Random) -> Fault:
    name, people = pick(rng, story.with_steady(story.real(), 2))
    giver, taker = rng.sample(people, 2)
    thing = _thing(story, _other(story, rng, giver, taker) if len(story.people) > 2 else taker)
    story.insert(name, {"event": "gives", "by": giver, "to": taker, "item": thing})
    return fault("C11", name)


@breaks("C11")
def gift_to_one_who_is_away(story: Telling, rng: Random) -> Fault:
    scenes = story.with_steady(story.real())
    pairs = [(name, who, other) for name, people in scenes for who in people for other in story.people]
    name, giver, taker = pick(rng, (each for each in pairs if each[2] not in story.named_in(each[0])))
    story.insert(name, {"event": "gives", "by": giver, "to": taker, "item": _thing(story, giver)})
    return fault("C11", name, also=("C07",))


@breaks("C11")
def theft_from_one_who_has_nothing(story: Telling, rng: Random) -> Fault:
    name, people = pick(rng, story.with_steady(story.real(), 2))
    thief, victim = rng.sample(people, 2)
    thing = _thing(story, _other(story, rng, victim))
    story.insert(name, {"event": "takes", "by": thief, "from": victim, "item": thing})
    return fault("C11", name)


@breaks("C11")
def use_after_the_fire(story: Telling, rng: Random) -> Fault:
    scenes = list(story.with_steady(story.present()))
    pairs = [(one, other, who) for at, (one, people) in enumerate(scenes) for other, later in scenes[at + 1 :]
             for who in set(people) & set(later)]  # fmt: skip
    before, after, person = pick(rng, sorted(pairs))
    thing = _thing(story, person)
    story.insert(before, {"event": "destroys", "by": person, "item": thing})
    story.insert(after, {"action": "The glass is raised.", "who": person, "uses": thing})
    return fault("C11", after)
