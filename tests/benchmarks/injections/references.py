"""C01 to C06: names that lead nowhere, twice or look alike; scenes listed wrongly or never reached; orphans."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from telling import NoRoom, listed, pick

from injections.registry import breaks, fault, filed

if TYPE_CHECKING:
    from random import Random

    from fault import Fault
    from telling import Telling

STILL = {"action": "Nothing moves."}


# C01


@breaks("C01")
def mention_of_nobody(story: Telling, rng: Random) -> Fault:
    name = pick(rng, story.sure)
    scene = story.scene(name)
    scene["mentions"] = [*listed(scene.get("mentions")), story.fresh("nobody")]
    return fault("C01", name)


@breaks("C01")
def cause_that_is_no_event(story: Telling, rng: Random) -> Fault:
    events = [(name, item) for name, item in story.script_items() if "event" in item and "because" not in item]
    name, event = pick(rng, events)
    event["because"] = story.fresh("lost")
    return fault("C01", name)


@breaks("C01")
def unknown_fact(story: Telling, rng: Random) -> Fault:
    name, people = pick(rng, story.with_steady(story.real()))
    story.insert(name, {"event": "learns", "who": pick(rng, people), "fact": story.fresh("rumour")})
    return fault("C01", name)


@breaks("C01")
def unknown_thread(story: Telling, rng: Random) -> Fault:
    name = pick(rng, story.real())
    story.insert(name, {"event": "sets_up", "thread": story.fresh("loose-thread")})
    return fault("C01", name)


@breaks("C01")
def clothes_of_nobody(story: Telling, rng: Random) -> Fault:
    name, people = pick(rng, story.with_steady(story.real()))
    person = pick(rng, people)
    cast = story.scene(name)["cast"]
    cast[person] = {**(cast[person] or {}), "outfit": story.fresh("costume")}
    return fault("C01", name)


@breaks("C01")
def road_to_nowhere(story: Telling, rng: Random) -> Fault:
    name = pick(rng, story.of("places"))
    place = story.of("places")[name]
    place["routes"] = {**(place.get("routes") or {}), story.fresh("nowhere"): "5m"}
    return filed("C01", f"places/{name}.yaml")


@breaks("C01")
def due_in_no_chapter(story: Telling, rng: Random) -> Fault:
    thread = pick(rng, (story.story.get("threads") or {}).values())
    thread["due"] = story.fresh("epilogue")
    return filed("C01", "story.yaml")


# C02


@breaks("C02")
def one_event_twice(story: Telling, rng: Random) -> Fault:
    name, people = pick(rng, story.with_steady(story.real(), 2))
    event: dict[str, Any] = {"event": "meets", "who": people[:2], "note": "By the door."}
    story.insert(name, event, dict(event))
    return fault("C02", name)


@breaks("C02")
def one_id_for_two_actions(story: Telling, rng: Random) -> Fault:
    name, twice = pick(rng, story.sure), story.fresh("twice")
    story.insert(name, {"action": "A door shuts.", "id": twice}, {"action": "A door opens.", "id": twice})
    return fault("C02", name)


@breaks("C02")
def fact_and_thing_of_one_id(story: Telling, rng: Random) -> Fault:
    name, people = pick(rng, story.with_steady(story.real()))
    holder = pick(rng, people)
    both = story.add_entry("facts", "double", {"text": "The bell is cracked."})
    story.story["items"] = {**(story.story.get("items") or {}), both: {"name": "a cracked bell", "holder": holder}}
    story.insert(name, {"event": "loses", "who": holder, "item": both})
    return fault("C02")


# C03


def one_letter_off(name: str, rng: Random) -> str:
    """Return NAME with one of its inner letters replaced."""
    inner = [at for at in range(1, len(name) - 1) if name[at - 1 : at + 2].isalpha()]
    if len(name) < 5:
        raise NoRoom
    at = pick(rng, inner)
    return name[:at] + ("o" if name[at] != "o" else "u") + name[at + 1 :]


def _look_alike(story: Telling, rng: Random, name: str, person: str) -> Fault:
    double = story.add_person(name)
    scene = story.scene(pick(rng, story.sure))
    scene["mentions"] = [*listed(scene.get("mentions")), double]
    return filed("C03", f"characters/{person}.yaml", f"characters/{double}.yaml")


@breaks("C03")
def person_one_letter_off(story: Telling, rng: Random) -> Fault:
    person = pick(rng, story.people)
    return _look_alike(story, rng, one_letter_off(story.person(person)["name"], rng), person)


@breaks("C03")
def person_in_capitals(story: Telling, rng: Random) -> Fault:
    person = pick(
        rng, (each for each in story.people if story.person(each)["name"].upper() != story.person(each)["name"])
    )
    return _look_alike(story, rng, story.person(person)["name"].upper(), person)


@breaks("C03")
def place_one_letter_off(story: Telling, rng: Random) -> Fault:
    name = pick(rng, story.of("places"))
    values = {"name": one_letter_off(story.of("places")[name]["name"], rng), "routes": {name: "5m"}}
    return filed("C03", f"places/{name}.yaml", f"places/{story.add('places', 'double', values)}.yaml")


# C04


@breaks("C04")
def scene_in_two_chapters(story: Telling, rng: Random) -> Fault:
    chapters = story.story["chapters"]
    if len(chapters) < 2:
        raise NoRoom
    later = rng.randrange(1, len(chapters))
    earlier = story.of("chapters")[chapters[rng.randrange(later)]]
    chapter = story.of("chapters")[chapters[later]]
    chapter["scenes"] = [*listed(chapter["scenes"]), pick(rng, listed(earlier["scenes"]))]
    return fault("C04")


def _loose_scene(story: Telling, rng: Random) -> str:
    place = story.scene(pick(rng, story.told))["place"]
    return story.add("scenes", "loose", {"title": "A loose leaf", "place": place, "script": [dict(STILL)]})


@breaks("C04")
def scene_in_no_chapter(story: Telling, rng: Random) -> Fault:
    return filed("C04", f"scenes/{_loose_scene(story, rng)}.yaml")


@breaks("C04")
def chapter_in_no_story(story: Telling, rng: Random) -> Fault:
    scene = _loose_scene(story, rng)
    chapter = story.add("chapters", "loose", {"title": "A loose chapter", "scenes": [scene]})
    return filed("C04", f"chapters/{chapter}.yaml", f"scenes/{scene}.yaml", "story.yaml")


# C05


@breaks("C05")
def scene_after_the_end(story: Telling, _rng: Random) -> Fault:
    last = story.told[-1]
    if any("choice" in item for item in story.scene(last)["script"]):
        raise NoRoom
    story.scene(last)["next"] = "end"
    return fault("C05", story.add_scene(last, "encore", script=[dict(STILL)]))


@breaks("C05")
def scene_that_is_passed_over(story: Telling, rng: Random) -> Fault:
    before, after = pick(rng, _neighbours(story))
    story.scene(before)["next"] = after
    return fault("C05", story.add_scene(before, "skipped", script=[dict(STILL)]))


@breaks("C05")
def ring_without_a_way_out(story: Telling, rng: Random) -> Fault:
    before, after = pick(rng, _neighbours(story))
    back = story.add_scene(before, "back", mode="parallel", script=[dict(STILL)])
    forth = story.add_scene(before, "forth", mode="parallel", next=back, script=[dict(STILL)])
    story.scene(back)["next"] = forth
    story.scene(before)["script"] += [{"choice": "Go on", "to": after}, {"choice": "Go round", "to": forth}]
    return fault("C05", back, forth)


def _neighbours(story: Telling) -> list[tuple[str, str]]:
    return [(one, other) for one, other in pairwise(story.sure) if story.goes_on(one)]


# C06


@breaks("C06")
def person_nobody_names(story: Telling, _rng: Random) -> Fault:
    return filed("C06", f"characters/{story.add_person()}.yaml")


@breaks("C06")
def place_nobody_goes_to(story: Telling, _rng: Random) -> Fault:
    return filed("C06", f"places/{story.add('places', 'ruin', {'name': 'The xylophone works'})}.yaml")


@breaks("C06")
def thing_nobody_uses(story: Telling, _rng: Random) -> Fault:
    story.add_entry("items", "trinket", {"name": "a whalebone comb"})
    return filed("C06", "story.yaml")


@breaks("C06")
def secret_nobody_keeps(story: Telling, _rng: Random) -> Fault:
    story.add_entry("facts", "hearsay", {"text": "The mayor is a twin.", "secret": "true"})
    return filed("C06", "story.yaml")


@breaks("C06")
def thread_nobody_spins(story: Telling, _rng: Random) -> Fault:
    story.add_entry("threads", "riddle", {"question": "Who is the mayor's twin?"})
    return filed("C06", "story.yaml")
