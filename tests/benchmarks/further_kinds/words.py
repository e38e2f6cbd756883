"""Kinds in which both sides say something new: threads, own keys, Japanese, translations, the same person twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from further_kinds.drafts import (
    FEELINGS,
    PASTS,
    PEOPLE,
    TRAITS,
    WORDS,
    another,
    copies,
    draft,
    fresh,
    item,
    lines_of,
    scenes_of,
    told,
    unused,
)
from further_kinds.written import house

if TYPE_CHECKING:
    import random

    from case import Case

JAPANESE = WORDS["japanese"]
ENDS = "\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH EXCLAMATION MARK}\N{FULLWIDTH QUESTION MARK}"


def thread_resolved(rng: random.Random) -> Case:
    """One side answers a thread and gives the story its ending; the other rewords its question and opens another.

    All holds. Where both set the same feeling of the first relation differently, somebody has to be asked.
    """
    base = draft(rng)
    ours, theirs, right = copies(base)
    thread = rng.choice(list(base["story.yaml"]["threads"]))
    last, first = scenes_of(base, "departures")[-1], scenes_of(base)[0]
    end, pays, sets = lines_of(base, last)[-1], fresh(rng), fresh(rng)
    for side in (ours, right):
        side[last]["script"].append({"event": "pays_off", "thread": thread, "id": pays})
        side["story.yaml"]["ending"] = {"title": "Seven lamps", "tone": "bittersweet"}
        side["story.yaml"]["relations"][0]["trust"] = "0.6"
    question, words = f"{base['story.yaml']['threads'][thread]['question'][:-1]}, and why?", unused(rng, base, last)
    for side in (theirs, right):
        side["story.yaml"]["threads"][thread]["question"] = question
        side["story.yaml"]["threads"]["why-seven-boats"] = {"question": "Why are there seven boats?"}
        side["story.yaml"]["relations"][0]["affection"] = "0.1"
        item(side, last, end)["say"] = words
        side[first]["script"].append({"event": "sets_up", "thread": "why-seven-boats", "id": sets})
    clash = rng.random() < 0.2
    if clash:
        theirs["story.yaml"]["relations"][0]["trust"] = "-0.4"
    return told(rng, "thread resolved", (base, ours, theirs), None if clash else right, house(rng))


def unknown_key(rng: random.Random) -> Case:
    """Both write keys of their own, beside each other, inside one map and inside an item; none is lost.

    Where both add the same key with different words, somebody has to be asked.
    """
    base = draft(rng)
    path = rng.choice(scenes_of(base))
    base[path]["production"] = {"board": "done", "artist": "Ito"}
    ours, theirs, right = copies(base)
    shot = base[path]["script"][0]["id"]
    music = rng.sample(["slow koto", "rain, then nothing", "a distant brass band"], 2)
    for side in (ours, right):
        side[path]["music"] = music[0]
        side[path]["production"]["board"] = "revised"
    due, note = rng.choice(["2026-03-01", "2026-05-20"]), rng.choice(["No cut here.", "Hold: two seconds"])
    for side in (theirs, right):
        side[path]["production"]["due"] = due
        side[path]["colour-script"] = {"sky": "amber", "shadow": "#334455"}
        item(side, path, shot)["camera-note"] = note
    clash = rng.random() < 0.25
    if clash:
        theirs[path]["music"] = music[1]
    return told(rng, "unknown key", (base, ours, theirs), None if clash else right, house(rng))


def japanese(rng: random.Random) -> Case:
    """Both change sentences of one Japanese paragraph, often neighbours; one of them may write it on one line.

    Different sentences: both hold. The same sentence, differently: somebody has to be asked.
    """
    base = draft(rng)
    path = rng.choice(scenes_of(base))
    sentences = rng.sample(JAPANESE, 8)
    old, one, two = sentences[:5], *sentences[5:7]
    name = rng.choice([None, lines_of(base, path)[2]])
    place = base[path] if name is None else item(base, path, name)
    key = "summary" if name is None else "say"
    place[key] = "".join(old)
    first, second = sorted(rng.sample(range(5), 2))
    clash = rng.random() < 0.25
    ours, theirs, right = copies(base)
    changed = [{first: one}, {first if clash else second: two}, {first: one, second: two}]
    for side, changes in zip((ours, theirs, right), changed, strict=True):
        place = side[path] if name is None else item(side, path, name)
        place[key] = "".join(changes.get(index, sentence) for index, sentence in enumerate(old))
    habit, other = house(rng), house(rng)
    habits = (habit, *rng.sample([habit, other], 2))
    return told(rng, "japanese", (base, ours, theirs), None if clash else right, *habits)


def same_character(rng: random.Random) -> Case:
    """Both make a document for the same new person, each with other fields, and bring them into another scene.

    What only one says holds, traits come together; two wants or two roles are a question.
    """
    base = draft(rng)
    ours, theirs, right = copies(base)
    new = rng.choice([each for each in PEOPLE if f"characters/{each}.yaml" not in base])
    path = f"characters/{new}.yaml"
    traits = rng.sample(TRAITS, 3)
    look: dict[str, Any] = {"eyes": "grey", "build": "slight"}
    one = {"name": PEOPLE[new], "role": "rival", "look": look, "traits": traits[:2], "want": "To win once."}
    two = {
        "name": PEOPLE[new],
        "born": {"year": "2001", "day": "40"},
        "look": {"hair": {"colour": "black", "style": "short"}},
        "traits": traits[1:],
        "fear": "Deep water.",
        "voice": {"register": "dry", "tics": ["well"]},
        "backstory": " ".join(rng.sample(PASTS, 2)),
    }
    clash = rng.choice([{}, {}, {"role": "mentor"}, {"want": "To be left in peace."}])
    ours[path], theirs[path] = one, two | clash
    right[path] = one | two | {"traits": traits, "look": look | two["look"]}
    scenes = rng.sample(scenes_of(base), 2)
    for sides, scene in zip(((ours, right), (theirs, right)), scenes, strict=True):
        for side in sides:
            side[scene]["cast"][new] = {"emotion": "calm"}
    return told(rng, "same character", (base, ours, theirs), None if clash else right, house(rng))


def translated(rng: random.Random) -> Case:
    """One side puts all words of a scene into Japanese; the other changes what is not words, or words as well.

    Feelings, time, a shot and an event hold beside the new words. A line rewritten in English meanwhile is a question.
    """
    base = draft(rng)
    path = rng.choice(scenes_of(base))
    ours, theirs, right = copies(base)
    words = rng.sample(JAPANESE, 12)
    for side in (ours, right):
        side[path]["title"] = words[0].rstrip(ENDS)
        side[path]["summary"] = words[1] + words[2]
        spoken = [each for each in side[path]["script"] if "say" in each or "action" in each]
        for each, new in zip(spoken, words[3:], strict=False):
            each["say" if "say" in each else "action"] = new
    person = rng.choice(list(base[path]["cast"]))
    line = rng.choice(lines_of(base, path))
    feeling = another(rng, FEELINGS, str(item(base, path, line)), base[path]["cast"][person]["emotion"])
    event = {"event": "feels", "who": person, "emotion": feeling, "id": fresh(rng)}
    for side in (theirs, right):
        side[path]["time"] = "22:10"
        side[path]["cast"][person]["emotion"] = feeling
        item(side, path, line)["emotion"] = feeling
        side[path]["script"][0]["shot"] = "close-up"
        side[path]["script"].append(dict(event))
    clash = rng.random() < 0.3
    if clash:
        item(theirs, path, line)["say"] = unused(rng, base, path)
    return told(rng, "translated", (base, ours, theirs), None if clash else right, house(rng))
