"""Kinds in which one side moves the furniture: scenes, chapters, people and lines change their place or name."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from further_kinds.drafts import (
    FEELINGS,
    PASTS,
    PEOPLE,
    SCENES,
    SUMMARIES,
    Draft,
    another,
    copies,
    draft,
    fresh,
    item,
    lines_of,
    misspelt,
    place_of,
    scene,
    scenes_of,
    told,
    unused,
)
from further_kinds.written import house

if TYPE_CHECKING:
    import random

    from case import Case

ARRIVALS, DEPARTURES = "chapters/arrivals.yaml", "chapters/departures.yaml"


def scene_split(rng: random.Random) -> Case:
    """One side cuts a scene in two; the other rewrites a line of it, or adds one after it (never where the cut is).

    The words belong where their line now stands, in the first scene or the second.
    """
    base = draft(rng)
    path = rng.choice(scenes_of(base))
    ours, theirs, right = copies(base)
    later = f"{path.removesuffix('.yaml')}-later.yaml"
    lines = lines_of(base, path)
    adds = rng.random() < 0.4
    name, new = rng.choice([*lines[:1], *lines[2:]] if adds else lines), unused(rng, base, path)
    line = {"who": next(iter(base[path]["cast"])), "say": new, "id": fresh(rng)}
    for side in (theirs, right):
        if adds:
            side[path]["script"].insert(place_of(side, path, name) + 1, dict(line))
        else:
            item(side, path, name)["say"] = new
    first = base[path]["script"][4]["id"]
    for side in (ours, right):
        _split(side, path, later, first)
    return told(rng, "scene split", (base, ours, theirs), right, house(rng))


def chapters_merged(rng: random.Random) -> Case:
    """One side makes one chapter of two; the other adds a scene to either, or rewrites the summary of the lost one.

    A new scene stays between the scenes that it stood between. A new summary of a chapter that is gone has no place:
    only a person can say what of it goes into the other.
    """
    base = draft(rng)
    ours, theirs, right = copies(base)
    rewrites = rng.random() < 0.25
    name = rng.choice([each for each in SCENES if f"scenes/{each}.yaml" not in base])
    people = [each for each in PEOPLE if f"characters/{each}.yaml" in base]
    place = base[scenes_of(base)[0]]["place"]
    added = scene(rng, SCENES[name], place, people[:2], 9)
    chapter, index = rng.choice([(ARRIVALS, 1), (ARRIVALS, 2), (ARRIVALS, 3), (DEPARTURES, 1), (DEPARTURES, 2)])
    sentence = another(rng, SUMMARIES, base[DEPARTURES]["summary"])
    for side in (theirs, right):
        if rewrites:
            side[DEPARTURES]["summary"] = f"{sentence} {base[DEPARTURES]['summary']}"
        else:
            side[chapter]["scenes"].insert(index, name)
            side[f"scenes/{name}.yaml"] = deepcopy(added)
    for side in (ours, right):
        side[ARRIVALS]["scenes"] += side.pop(DEPARTURES)["scenes"]
        side["story.yaml"]["chapters"] = ["arrivals"]
        for thread in side["story.yaml"]["threads"].values():
            thread["due"] = "arrivals"
    return told(rng, "chapters merged", (base, ours, theirs), None if rewrites else right, house(rng))


def character_renamed(rng: random.Random) -> Case:
    """One side renames a person, id and prose; the other writes on about them under the old name.

    Whatever the other wrote holds, and speaks of the person by the new id.
    """
    base = draft(rng)
    path = rng.choice(scenes_of(base))
    old, witness = rng.sample(list(base[path]["cast"]), 2)
    calls = {"who": witness, "say": f"{PEOPLE[old].split()[0]}, you are late again. The tea is cold.", "id": fresh(rng)}
    base[path]["script"].append(calls)
    ours, theirs = copies(base, 2)
    new = rng.choice([each for each in PEOPLE if f"characters/{each}.yaml" not in base])
    ours = _renamed(ours, old, new)
    change = rng.choice(["same line", "new line", "backstory"])
    if change == "same line":
        item(theirs, path, calls["id"])["say"] = calls["say"].replace("The tea is cold.", "Sit down before you fall.")
    elif change == "new line":
        at = rng.randrange(3, 7)
        theirs[path]["script"].insert(at, {"who": old, "say": unused(rng, base, path), "id": fresh(rng)})
    else:
        about = theirs[f"characters/{old}.yaml"]
        about["backstory"] = f"{about['backstory']} {another(rng, PASTS, about['backstory'])}"
    return told(rng, "character renamed", (base, ours, theirs), _renamed(theirs, old, new), house(rng))


def line_moved(rng: random.Random) -> Case:
    """One side moves a line to another scene, or up in its own; the other mends a word of it, or cuts it.

    The line stands where it was moved, mended. Moved in its scene by one and cut by the other, it is a question.
    """
    base = draft(rng)
    source, target = rng.sample(scenes_of(base), 2)
    name = rng.choice(lines_of(base, source)[1:])
    good = item(base, source, name)["say"]
    item(base, source, name)["say"] = misspelt(rng, good)
    ours, theirs, right = copies(base)
    if rng.random() < 0.35:
        target = source
    at = rng.choice([0, 1, 2]) if target == source else rng.randrange(2, 8)
    cut = target == source and rng.random() < 0.4
    feeling = rng.choice([*FEELINGS, None])
    for side in (theirs, right):
        line = item(side, source, name)
        line["say"] = good
        line |= {} if feeling is None else {"emotion": feeling}
    if cut:
        theirs[source]["script"].remove(item(theirs, source, name))
    for side in (ours, right):
        line = side[source]["script"].pop(place_of(side, source, name))
        side[target]["script"].insert(at, line)
        side[target]["cast"].setdefault(line["who"], {})
    return told(rng, "line moved", (base, ours, theirs), None if cut else right, house(rng))


def told_order(rng: random.Random) -> Case:
    """One side tells a scene last that came first; the other adds, cuts or takes away another scene of the chapter.

    Both hold. Where both move the same scene, to different places, somebody has to be asked.
    """
    base = draft(rng)
    base[ARRIVALS]["scenes"] += base[DEPARTURES]["scenes"][:2]
    del base[DEPARTURES]["scenes"][:2]
    first, _, third, fourth, _ = base[ARRIVALS]["scenes"]
    ours, theirs, right = copies(base)
    for side in (ours, right):
        side[ARRIVALS]["scenes"].remove(first)
        side[ARRIVALS]["scenes"].append(first)
    change = rng.choice(["add", "cut", "take away", "same"])
    name = rng.choice([each for each in SCENES if f"scenes/{each}.yaml" not in base])
    place, cast = base[f"scenes/{third}.yaml"]["place"], list(base[f"scenes/{third}.yaml"]["cast"])
    added = scene(rng, SCENES[name], place, cast, 9)
    for side in (theirs, right):
        scenes = side[ARRIVALS]["scenes"]
        if change == "add":
            scenes.insert(scenes.index(third) + 1, name)
            side[f"scenes/{name}.yaml"] = deepcopy(added)
        elif change == "cut":
            scenes.remove(third)
            del side[f"scenes/{third}.yaml"]
        elif change == "take away":
            scenes.remove(fourth)
            side[DEPARTURES]["scenes"].insert(0, fourth)
    if change == "same":
        theirs[ARRIVALS]["scenes"].remove(first)
        theirs[ARRIVALS]["scenes"].insert(2, first)
    return told(rng, "told order", (base, ours, theirs), None if change == "same" else right, house(rng))


def _split(made: Draft, path: str, later: str, first: str) -> None:
    """Cut the scene at PATH before the item FIRST; what follows becomes the scene at LATER."""
    whole, at = made[path], place_of(made, path, first)
    rest = {**deepcopy(whole), "title": f"{whole['title']}, later", "script": whole["script"][at:]}
    del rest["time"], rest["day"], rest["summary"]
    whole["script"] = whole["script"][:at]
    made[later] = rest
    scenes = made[ARRIVALS]["scenes"]
    scenes.insert(scenes.index(_id(path)) + 1, _id(later))


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _renamed(made: Draft, old: str, new: str) -> Draft:
    """Return the draft with one person's id, name and first name replaced wherever they stand."""
    names = {PEOPLE[old]: PEOPLE[new], PEOPLE[old].split()[0]: PEOPLE[new].split()[0]}

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {new if key == old else key: renamed(part) for key, part in value.items()}
        if isinstance(value, list):
            return [renamed(each) for each in value]
        if value == old:
            return new
        return re.sub("|".join(rf"\b{each}\b" for each in names), lambda found: names[found.group()], value)

    return {
        path.replace(f"characters/{old}.yaml", f"characters/{new}.yaml"): renamed(data) for path, data in made.items()
    }
