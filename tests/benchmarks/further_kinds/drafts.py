"""Small stories to change: two chapters of three scenes, three people, two places."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from case import Case

if TYPE_CHECKING:
    import random

    from further_kinds.written import Habit

Draft: TypeAlias = "dict[str, dict[str, Any]]"
"""The plain data of every document by path."""

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
"""Lists of texts by name, and ids with their names."""

PEOPLE, PLACES, SCENES = WORDS["people"], WORDS["places"], WORDS["scenes"]
SAID, DONE, SUMMARIES, PASTS = WORDS["said"], WORDS["done"], WORDS["summaries"], WORDS["pasts"]
FEELINGS, MANNERS, TRAITS = WORDS["feelings"], WORDS["manners"], WORDS["traits"]
LETTERS = "abcdefghjkmnpqrstvwxyz"


def draft(rng: random.Random) -> Draft:
    """Make a story; every item of its scripts has an id."""
    people = rng.sample(list(PEOPLE), 3)
    scenes = rng.sample(list(SCENES), 6)
    places = rng.sample(list(PLACES), 2)
    made: Draft = {"story.yaml": story(rng, people)}
    made["chapters/arrivals.yaml"] = chapter(rng, "Arrivals", scenes[:3])
    made["chapters/departures.yaml"] = chapter(rng, "Departures", scenes[3:])
    for place in places:
        made[f"places/{place}.yaml"] = {"name": PLACES[place], "kind": "street"}
    for person in people:
        made[f"characters/{person}.yaml"] = character(rng, PEOPLE[person])
    for day, each in enumerate(scenes):
        made[f"scenes/{each}.yaml"] = scene(rng, SCENES[each], rng.choice(places), rng.sample(people, 2), day)
    return made


def story(rng: random.Random, people: list[str]) -> dict[str, Any]:
    """Make a story.yaml for PEOPLE."""
    one, two, three = people
    return {
        "format": "anime/1",
        "title": "The Seventh Boat",
        "logline": " ".join(rng.sample(SUMMARIES, 2)),
        "language": "en",
        "chapters": ["arrivals", "departures"],
        "threads": {
            "who-lit-the-lamp": {"question": "Who lit the lamp on the pier?", "due": "departures"},
            "where-is-the-bell": {"question": "Where did the smallest bell go?", "due": "departures"},
        },
        "items": {"brass-key": {"name": "a brass key", "holder": one}, "lantern": {"name": "a lantern", "holder": two}},
        "relations": [
            {"from": one, "to": two, "trust": "0.2"},
            {"from": two, "to": three, "trust": "-0.1", "affection": "0.4"},
        ],
    }


def chapter(rng: random.Random, title: str, scenes: list[str]) -> dict[str, Any]:
    """Make a chapter of SCENES."""
    return {"title": title, "summary": " ".join(rng.sample(SUMMARIES, 2)), "scenes": scenes}


def character(rng: random.Random, name: str) -> dict[str, Any]:
    """Make a character."""
    return {
        "name": name,
        "role": rng.choice(["protagonist", "deuteragonist", "friend"]),
        "born": {"year": str(rng.randint(1990, 2008)), "day": str(rng.randint(1, 365))},
        "look": {"eyes": rng.choice(["violet", "amber", "grey"]), "build": rng.choice(["slight", "lean", "tall"])},
        "traits": rng.sample(TRAITS, 3),
        "want": rng.choice(
            ["To leave on the morning ferry.", "To be forgiven without asking.", "To own one quiet room."]
        ),
        "backstory": " ".join(rng.sample(PASTS, 4)),
    }


def scene(rng: random.Random, title: str, place: str, cast: list[str], day: int) -> dict[str, Any]:
    """Make a scene of eight items in which two people talk."""
    one, two = cast
    said, done = rng.sample(SAID, 7), rng.sample(DONE, 2)
    script = [
        {"shot": rng.choice(["wide", "medium"])},
        {"action": done[0]},
        {"who": one, "say": said[0]},
        {"who": two, "say": f"{said[1]} {said[2]}", "emotion": rng.choice(FEELINGS)},
        {"action": done[1], "who": [one]},
        {"who": one, "say": said[3], "how": rng.choice(MANNERS)},
        {"who": two, "say": f"{said[4]} {said[5]}"},
        {"who": one, "say": said[6]},
    ]
    return {
        "title": title,
        "place": place,
        "day": str(day),
        "time": f"{rng.randint(10, 21)}:{rng.choice(['05', '20', '40'])}",
        "summary": " ".join(rng.sample(SUMMARIES, 3)),
        "cast": {
            one: {"emotion": rng.choice(FEELINGS), "intensity": "0.5"},
            two: {"emotion": rng.choice(FEELINGS), "intensity": "0.4"},
        },
        "script": [{**item, "id": fresh(rng)} for item in script],
        "tags": rng.sample(["magic", "rain", "secret", "family"], 2),
    }


def fresh(rng: random.Random) -> str:
    """Choose an id for a script item."""
    return rng.choice(LETTERS) + "".join(rng.choices(LETTERS + "23456789", k=6))


def scenes_of(made: Draft, chapter_id: str = "arrivals") -> list[str]:
    """Return the paths of the scenes of a chapter."""
    return [f"scenes/{each}.yaml" for each in made[f"chapters/{chapter_id}.yaml"]["scenes"]]


def item(made: Draft, path: str, name: str) -> dict[str, Any]:
    """Return the item with the id NAME in the script of the scene at PATH."""
    return made[path]["script"][place_of(made, path, name)]


def place_of(made: Draft, path: str, name: str) -> int:
    """Return where in the script of the scene at PATH the item with the id NAME stands."""
    return next(index for index, each in enumerate(made[path]["script"]) if each["id"] == name)


def lines_of(made: Draft, path: str) -> list[str]:
    """Return the ids of the spoken lines of the scene at PATH."""
    return [each["id"] for each in made[path]["script"] if "say" in each]


def another(rng: random.Random, pool: list[str], *used: str) -> str:
    """Choose a text of POOL that no text of USED holds."""
    return rng.choice([each for each in pool if not any(each in text for text in used)])


def unused(rng: random.Random, made: Draft, path: str, pool: list[str] = SAID) -> str:
    """Choose a text of POOL that the scene at PATH does not hold yet."""
    return another(rng, pool, *(each.get("say", "") + each.get("action", "") for each in made[path]["script"]))


def misspelt(rng: random.Random, text: str) -> str:
    """Return TEXT with two letters of one of its words in the wrong order."""
    words = text.split(" ")
    long = [n for n, word in enumerate(words) if len(word) > 4 and word[:5].isalpha() and word[2] != word[3]]
    n = rng.choice(long)
    words[n] = words[n][:2] + words[n][3] + words[n][2] + words[n][4:]
    return " ".join(words)


def copies(base: Draft, count: int = 3) -> list[Draft]:
    """Return COUNT copies of BASE: usually ours, theirs, and the right result."""
    return [deepcopy(base) for _ in range(count)]


def told(
    rng: random.Random,
    kind: str,
    drafts: tuple[Draft, Draft, Draft],
    expected: Draft | None,
    *habits: Habit,
    either: tuple[Draft, ...] = (),
    ids: bool | None = None,
) -> Case:
    """Make the case of DRAFTS (base, ours, theirs), the two sides in any order.

    HABITS write base, ours and theirs; the last of them goes on for those that have none. Where IDS is false no item
    has an id; where it is None chance decides for the whole story.
    """
    with_ids = rng.random() < 0.5 if ids is None else ids
    shown = list(drafts) if with_ids else [without_ids(each) for each in drafts]
    right = [each if with_ids else without_ids(each) for each in (expected, *either) if each is not None]
    used = (*habits, habits[-1], habits[-1])
    base, *sides = [
        {path: habit(data) for path, data in sorted(made.items())} for made, habit in zip(shown, used, strict=False)
    ]
    rng.shuffle(sides)
    return Case(kind, base, *sides, right[0] if right else None, tuple(right[1:]))


def without_ids(made: Draft) -> Draft:
    """Return a draft whose script items have no ids."""
    found = deepcopy(made)
    for path, data in found.items():
        if path.startswith("scenes/"):
            data["script"] = [{key: value for key, value in each.items() if key != "id"} for each in data["script"]]
    return found
