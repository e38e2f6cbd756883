"""C07, C12 and C18: who can't be there and speaks, ages that don't add up, eyes that are not there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from telling import DAY, NoRoom, acting, listed, pick, touched

from injections.registry import breaks, fault, filed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from fault import Fault
    from telling import Telling


# C07


def _strangers(story: Telling) -> list[tuple[str, str]]:
    """Return every real scene with everybody who has no part in it."""
    return [(name, who) for name in story.real() for who in story.people if who not in story.named_in(name)]


@breaks("C07")
def line_of_the_absent(story: Telling, rng: Random) -> Fault:
    name, person = pick(rng, _strangers(story))
    story.insert(name, {"who": person, "say": "I was never here."})
    return fault("C07", name)


@breaks("C07")
def deed_of_the_absent(story: Telling, rng: Random) -> Fault:
    name, person = pick(rng, _strangers(story))
    story.insert(name, {"action": "The lamp goes out.", "who": [person]}, at=0)
    return fault("C07", name)


def _parts(story: Telling) -> Iterator[tuple[str, str, list[int]]]:
    """Yield real scenes and steady people with the places in the script where they are named."""
    for name, people in story.with_steady(story.real()):
        script = story.scene(name)["script"]
        for person in people:
            named = [at for at, item in enumerate(script) if person in touched(item) and "shot" not in item]
            if named:
                yield name, person, named


@breaks("C07")
def gone_before_the_last_word(story: Telling, rng: Random) -> Fault:
    parts = [
        (name, who, at[-1]) for name, who, at in _parts(story) if who in acting(story.scene(name)["script"][at[-1]])
    ]
    name, person, at = pick(rng, parts)
    story.insert(name, {"event": "leaves", "who": [person]}, at=at)
    return fault("C07", name)


@breaks("C07")
def there_before_the_arrival(story: Telling, rng: Random) -> Fault:
    parts = [(name, who, at[0]) for name, who, at in _parts(story) if who in acting(story.scene(name)["script"][at[0]])]
    name, person, at = pick(rng, parts)
    story.insert(name, {"event": "arrives", "who": [person]}, at=at + 1)
    return fault("C07", name)


def _lives(story: Telling) -> Iterator[tuple[str, list[str]]]:
    """Yield who is never born and never dies, and is seen in two scenes of the present or more, and in no other."""
    ends = {
        who for _, item in story.script_items() if item.get("event") in {"born", "dies"} for who in listed(item["who"])
    }
    present = story.present() if story.linear else []
    for person in story.people:
        scenes = story.scenes_of(person)
        if person not in ends and len(scenes) > 1 and set(scenes) <= set(present):
            yield person, scenes


def _speaks(story: Telling, person: str, scene: str) -> bool:
    return person in story.steady(scene) and any(person in acting(item) for item in story.scene(scene)["script"])


@breaks("C07")
def death_before_the_last_scene(story: Telling, rng: Random) -> Fault:
    lives = [(who, *seen[-2:]) for who, seen in _lives(story)]
    person, before, last = pick(rng, (each for each in lives if _dies_there(story, *each)))
    story.insert(before, {"event": "dies", "who": person})
    return fault("C07", last, also=("C11",))


def _dies_there(story: Telling, person: str, before: str, last: str) -> bool:
    return person in story.steady(before) and _speaks(story, person, last)


@breaks("C07")
def birth_after_the_first_scene(story: Telling, rng: Random) -> Fault:
    lives = [(who, *seen[:2]) for who, seen in _lives(story)]
    person, first, after = pick(rng, (each for each in lives if _born_there(story, *each)))
    story.insert(after, {"event": "born", "who": person}, at=0)
    return fault("C07", first, also=("C11", "C12"))


def _born_there(story: Telling, person: str, first: str, after: str) -> bool:
    return person in story.steady(after) and _speaks(story, person, first)


# C12


def _dates(story: Telling) -> Iterator[tuple[str, date]]:
    """Yield the scenes that say their day, with their date."""
    epoch = (story.story.get("calendar") or {}).get("epoch")
    for name in story.sure if epoch else ():
        start = story.start(name)
        if start is not None and story.scene(name).get("mode") not in {"dream", "imagined"}:
            yield name, date.fromisoformat(epoch) + timedelta(days=start * 60 // (DAY * 60))


@breaks("C12")
def age_that_is_wrong(story: Telling, rng: Random) -> Fault:
    claims = [
        (name, day, who) for name, day in _dates(story) for who in story.steady(name) if "born" in story.person(who)
    ]
    name, day, person = pick(rng, claims)
    cast = story.scene(name)["cast"]
    years = day.year - int(story.person(person)["born"]["year"])
    cast[person] = {**(cast[person] or {}), "age": str(years + rng.choice([2, 3, 7, 10]))}
    return fault("C12", name)


@breaks("C12")
def age_that_is_too_low(story: Telling, rng: Random) -> Fault:
    claims = [
        (name, day, who) for name, day in _dates(story) for who in story.steady(name) if "born" in story.person(who)
    ]
    name, day, person = pick(rng, claims)
    years = day.year - int(story.person(person)["born"]["year"]) - rng.choice([3, 4, 5])
    if years < 0:
        raise NoRoom
    cast = story.scene(name)["cast"]
    cast[person] = {**(cast[person] or {}), "age": str(years)}
    return fault("C12", name)


@breaks("C12")
def parent_of_nearly_the_same_age(story: Telling, rng: Random) -> Fault:
    born = {who: int(story.person(who)["born"]["year"]) for who in story.people if "born" in story.person(who)}
    pairs = [(one, other) for one in born for other in born if one != other and born[one] - born[other] < 11]
    child, parent = pick(rng, ((one, other) for one, other in pairs if not story.person(one).get("family")))
    story.person(child)["family"] = {rng.choice(["mother", "father"]): parent}
    return filed("C12", f"characters/{child}.yaml", f"characters/{parent}.yaml")


@breaks("C12")
def parent_who_was_a_child(story: Telling, rng: Random) -> Fault:
    free = [who for who in story.people if not {"born", "family"} & story.person(who).keys()]
    if len(free) < 2 or any("age" in (entry or {}) for name in story.told for entry in _cast(story, name)):
        raise NoRoom
    child, parent = rng.sample(free, 2)
    first = min((day.year for _, day in _dates(story)), default=1990)
    year = rng.randrange(first - 120, first - 30)
    story.person(parent)["born"] = {"year": str(year)}
    story.person(child).update(born={"year": str(year + rng.randrange(1, 10))}, family={"mother": parent})
    return filed("C12", f"characters/{child}.yaml", f"characters/{parent}.yaml")


@breaks("C12")
def birth_after_a_scene(story: Telling, rng: Random) -> Fault:
    kin = {who for each in story.people for who in (story.person(each).get("family") or {}).values()}
    free = {who for who in story.people if who not in kin and not {"born", "family"} & story.person(who).keys()}
    said = [(name, day) for name, day in _dates(story) if "day" in story.scene(name)]
    day, person = pick(rng, [(day, who) for name, day in said for who in story.steady(name) if who in free])
    story.person(person)["born"] = {"year": str(day.year + rng.randrange(1, 9))}
    return fault("C12", *(each for each in story.told if person in (story.scene(each).get("cast") or {})))


def _cast(story: Telling, scene: str) -> list[dict[str, str]]:
    return list((story.scene(scene).get("cast") or {}).values())


# C18


@breaks("C18")
def eyes_of_somebody_else(story: Telling, rng: Random) -> Fault:
    name, person = pick(rng, _strangers(story))
    story.scene(name)["pov"] = person
    return fault("C18", name)


@breaks("C18")
def eyes_that_were_sent_away(story: Telling, rng: Random) -> Fault:
    watched = [(name, who) for name in story.real() for who in story.scene(name).get("cast") or {}]
    idle = [each for each in watched if not any(each[1] in touched(item) for item in story.scene(each[0])["script"])]
    name, person = pick(rng, idle)
    scene = story.scene(name)
    del scene["cast"][person]
    scene["mentions"] = [*listed(scene.get("mentions")), person]
    scene["pov"] = person
    return fault("C18", name, also=("C15",))


@breaks("C18")
def eyes_in_the_next_room(story: Telling, rng: Random) -> Fault:
    before, seen, watching = pick(
        rng,
        (
            (name, one, other)
            for name in story.real()
            if story.goes_on(name)
            for one in story.steady(name)
            for other in story.people
            if other != one
        ),
    )
    still = {"action": "Nobody else is in the room."}
    return fault("C18", story.add_scene(before, "room", mode="parallel", pov=watching, cast={seen: {}}, script=[still]))
