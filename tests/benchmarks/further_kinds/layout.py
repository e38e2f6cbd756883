"""Kinds in which a tool, a telephone or another editor lays out the text anew while words change elsewhere."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from further_kinds.drafts import (
    DONE,
    FEELINGS,
    MANNERS,
    SUMMARIES,
    WORDS,
    Draft,
    another,
    copies,
    draft,
    fresh,
    item,
    lines_of,
    misspelt,
    place_of,
    scenes_of,
    told,
    unused,
)
from further_kinds.written import Habit, house

if TYPE_CHECKING:
    import random

    from case import Case

AWKWARD = WORDS["awkward"]
"""Texts that a careless writer of YAML gets wrong."""


def reformatted(rng: random.Random) -> Case:
    """A tool writes every scene anew (quotes, lines, brackets, maybe sorted keys); the other writer works on.

    The tool says nothing new: all that the other wrote holds, and so does the one feeling that the tool's user changed.
    """
    base = draft(rng)
    ours, theirs, right = copies(base)
    path = rng.choice(scenes_of(base))
    name, new = rng.choice(lines_of(base, path)), unused(rng, base, path)
    action = {"action": unused(rng, base, path, DONE), "id": fresh(rng)}
    for side in (theirs, right):
        item(side, path, name)["say"] = new
        side[path]["script"].insert(place_of(side, path, name) + 1, dict(action))
    if rng.random() < 0.5:
        person, feeling = _feeling(rng, base, path)
        for side in (ours, right):
            side[path]["cast"][person]["emotion"] = feeling
    if rng.random() < 0.4:
        ours = {each: _sorted(data) if each.startswith("scenes/") else data for each, data in ours.items()}
    tool = Habit(
        quotes=rng.choice(["single", "double", "plain"]),
        prose=rng.choice(["wrapped", "one", "sentences"]),
        flow=rng.random() < 0.3,
        indented=rng.random() < 0.5,
        lone_names=rng.random() < 0.3,
    )
    habit = house(rng)
    return told(rng, "reformatted", (base, ours, theirs), right, habit, tool, habit)


def ids_stripped(rng: random.Random) -> Case:
    """A telephone's editor drops every id of a scene, and its user mends a word; the other rewrites and adds a line.

    The ids go, for one side dropped them and the other left them alone; that they stay is as right. All words hold.
    """
    base = draft(rng)
    path = rng.choice(scenes_of(base))
    mended, rewritten = rng.sample(lines_of(base, path), 2)
    good = item(base, path, mended)["say"]
    item(base, path, mended)["say"] = misspelt(rng, good)
    ours, theirs, kept = copies(base)
    for side in (ours, kept):
        item(side, path, mended)["say"] = good
    line = {"who": next(iter(base[path]["cast"])), "say": unused(rng, base, path), "id": fresh(rng)}
    new = rng.choice([each for each in AWKWARD if each.isascii() and len(each) > 12])
    for side in (theirs, kept):
        item(side, path, rewritten)["say"] = new
        side[path]["script"].insert(place_of(side, path, rewritten) + 1, dict(line))
    right = deepcopy(kept)
    for side in (ours, right):
        for each in side[path]["script"]:
            if each["id"] != line["id"]:
                del each["id"]
    return told(rng, "ids stripped", (base, ours, theirs), right, house(rng), either=(kept,), ids=True)


def block_cast(rng: random.Random) -> Case:
    """One side writes casts in block style and changes how somebody feels; the other changes and adds cast entries.

    Different people, different entries: all hold. Where both say how the same person feels, somebody has to be asked.
    """
    base = draft(rng)
    ours, theirs, right = copies(base)
    path = rng.choice(scenes_of(base))
    one, two = base[path]["cast"]
    third = next(each for each in _people(base) if each not in base[path]["cast"])
    feelings = rng.sample([each for each in FEELINGS if each != base[path]["cast"][one]["emotion"]], 2)
    entry = {"emotion": rng.choice(FEELINGS), "pose": rng.choice(["sitting", "kneeling", "reaching"])}
    for side in (ours, right):
        side[path]["cast"][one]["emotion"] = feelings[0]
    for side in (theirs, right):
        side[path]["cast"][two]["intensity"] = "0.8"
        side[path]["cast"][third] = dict(entry)
    clash = rng.random() < 0.25
    if clash:
        theirs[path]["cast"][one]["emotion"] = feelings[1]
    habit = house(rng)
    drafts = (base, ours, theirs)
    return told(rng, "block cast", drafts, None if clash else right, habit, replace(habit, flow=False), habit)


def quotes(rng: random.Random) -> Case:
    """One side writes words full of signs that YAML knows; the other changes what stands beside them."""
    base = draft(rng)
    ours, theirs, right = copies(base)
    path = rng.choice(scenes_of(base))
    name = rng.choice(lines_of(base, path))
    title, words = rng.sample([each for each in AWKWARD if not each.startswith("<<<")], 2)
    for side in (ours, right):
        side[path]["title"] = title
        item(side, path, name)["say"] = words
    manner, feeling = rng.choice([*MANNERS, "softly: almost"]), another(rng, FEELINGS, str(item(base, path, name)))
    summary = f"{base[path]['summary']} {another(rng, SUMMARIES, base[path]['summary'])}"
    for side in (theirs, right):
        item(side, path, name)["how"] = manner
        item(side, path, name)["emotion"] = feeling
        side[path]["summary"] = summary
    habit = house(rng)
    other = replace(habit, quotes=rng.choice(["single", "double", "plain"]))
    return told(rng, "quotes", (base, ours, theirs), right, habit, *rng.sample([habit, other], 2))


def newlines(rng: random.Random) -> Case:
    """Both change the end of a file, and their editors end lines and files each in its own way."""
    base = draft(rng)
    path = rng.choice(scenes_of(base))
    del base[path]["tags"]
    ours, theirs, right = copies(base)
    last = base[path]["script"][-1]["id"]
    new = unused(rng, base, path)
    for side in (ours, right):
        item(side, path, last)["say"] = new
    line = {"who": next(iter(base[path]["cast"])), "say": unused(rng, ours, path), "id": fresh(rng)}
    for side in (theirs, right):
        side[path]["script"].append(dict(line))
    habit = house(rng)
    endings = [habit, replace(habit, newline="\r\n"), replace(habit, ending=""), replace(habit, ending="\n\n\n")]
    habits = rng.sample(endings, 3)
    return told(rng, "newlines", (base, ours, theirs), right, *habits)


def _people(made: Draft) -> list[str]:
    return [path.removeprefix("characters/").removesuffix(".yaml") for path in made if path.startswith("characters/")]


def _feeling(rng: random.Random, made: Draft, path: str) -> tuple[str, str]:
    person = rng.choice(list(made[path]["cast"]))
    return person, another(rng, FEELINGS, made[path]["cast"][person]["emotion"])


def _sorted(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _sorted(value) for key, value in sorted(data.items())}
    return [_sorted(each) for each in data] if isinstance(data, list) else data
