"""Generated scenes, edits of them as data, and their texts in several formats."""

from __future__ import annotations

import copy
import re
from typing import Any

import yaml
from hypothesis import strategies as st

from anime_cli.merge.engine import layout_for
from anime_cli.text.writer import write

PATH = "scenes/rain.yaml"
PEOPLE = ("mio", "ren", "sakura")
WORDS = ("rain", "falls", "on", "the", "old", "roof", "and", "nobody", "hears", "a", "bell", "ring", "twice", "tonight")
WIDE = ("雨が降る", "彼女は走った", "鐘が鳴る", "夜は静かだ")
Scene = dict[str, Any]

sentence = st.lists(st.sampled_from(WORDS), min_size=3, max_size=8).map(
    lambda words: " ".join(words).capitalize() + "."
)
wide_sentence = st.sampled_from(WIDE).map(lambda text: text + "。")
latin = st.lists(sentence, min_size=1, max_size=4).map(" ".join)
wide = st.lists(wide_sentence, min_size=1, max_size=4).map("".join)
paragraphs = st.lists(st.one_of(latin, wide), min_size=1, max_size=3).map("\n\n".join)
people = st.sampled_from(PEOPLE)
emotion = st.sampled_from(("happy", "sad", "angry", "calm"))


@st.composite
def items(draw: st.DrawFn, name: str) -> Scene:
    """Draw a script item with this id."""
    kind = draw(st.sampled_from(("say", "action", "shot", "event")))
    if kind == "say":
        return {"who": draw(people), "say": draw(st.one_of(latin, wide)), "emotion": draw(emotion), "id": name}
    if kind == "action":
        return {"action": draw(latin), "id": name}
    if kind == "shot":
        return {"shot": draw(st.sampled_from(("wide", "close-up"))), "on": [draw(people)], "id": name}
    return {"event": "feels", "who": draw(people), "emotion": draw(emotion), "id": name}


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Draw a scene of up to eight items."""
    count = draw(st.integers(1, 8))
    return {
        "title": draw(sentence)[:-1],
        "place": draw(st.sampled_from(("roof", "street"))),
        "day": str(draw(st.integers(0, 9))),
        "weather": "rain",
        "summary": draw(paragraphs),
        "cast": {name: {"emotion": draw(emotion)} for name in draw(st.sets(people, min_size=1))},
        "script": [draw(items(f"i{number}")) for number in range(count)],
        "tags": sorted(draw(st.sets(st.sampled_from(("magic", "secret", "rain")), min_size=1))),
    }


@st.composite
def edited(draw: st.DrawFn, base: Scene, side: str, most: int = 4) -> Scene:
    """Draw a scene that one to MOST edits made of BASE; new words and ids carry the name of the SIDE."""
    scene = copy.deepcopy(base)
    for number in range(draw(st.integers(1, most))):
        edit = draw(st.sampled_from(EDITS))
        edit(draw, scene, f"{side}{number}")
    return scene


def _field(draw: st.DrawFn, scene: Scene, word: str) -> None:
    scene[draw(st.sampled_from(("title", "place", "weather")))] = word


def _drop_field(_draw: st.DrawFn, scene: Scene, _word: str) -> None:
    scene.pop("weather", None)


def _add_tag(_draw: st.DrawFn, scene: Scene, word: str) -> None:
    scene["tags"].append(word)


def _drop_tag(draw: st.DrawFn, scene: Scene, _word: str) -> None:
    if len(scene["tags"]) > 1:
        scene["tags"].remove(draw(st.sampled_from(scene["tags"])))


def _cast(draw: st.DrawFn, scene: Scene, word: str) -> None:
    scene["cast"].setdefault(draw(people), {})["outfit"] = word


def _sentence(draw: st.DrawFn, scene: Scene, word: str) -> None:
    parts = re.split(r"(?<=\.) ", scene["summary"])
    index = draw(st.integers(0, len(parts) - 1))
    parts[index] = draw(st.sampled_from((f"Now {word} comes.", parts[index] + f" Then {word}.")))
    scene["summary"] = " ".join(parts)


def _one_word(draw: st.DrawFn, scene: Scene, word: str) -> None:
    lines = [item for item in scene["script"] if "say" in item and " " in item["say"]]
    if lines:
        item = draw(st.sampled_from(lines))
        parts = item["say"].split(" ")
        parts[draw(st.integers(0, len(parts) - 1))] = word
        item["say"] = " ".join(parts)


def _item_field(draw: st.DrawFn, scene: Scene, word: str) -> None:
    if scene["script"]:
        item = draw(st.sampled_from(scene["script"]))
        item[draw(st.sampled_from(("note", "emotion") if "event" in item or "say" in item else ("note",)))] = word


def _insert(draw: st.DrawFn, scene: Scene, word: str) -> None:
    at = draw(st.integers(0, len(scene["script"])))
    run = [
        {"who": draw(people), "say": f"Word {word} {n}.", "id": f"n{word}x{n}"} for n in range(draw(st.integers(1, 3)))
    ]
    scene["script"][at:at] = run


def _delete(draw: st.DrawFn, scene: Scene, _word: str) -> None:
    if len(scene["script"]) > 1:
        scene["script"].pop(draw(st.integers(0, len(scene["script"]) - 1)))


def _move(draw: st.DrawFn, scene: Scene, _word: str) -> None:
    script = scene["script"]
    item = script.pop(draw(st.integers(0, len(script) - 1)))
    script.insert(draw(st.integers(0, len(script))), item)


EDITS = (
    _field, _drop_field, _add_tag, _drop_tag, _cast, _sentence, _one_word, _item_field, _insert, _insert, _delete,
    _move,
)  # fmt: skip


@st.composite
def triples(draw: st.DrawFn) -> tuple[Scene, Scene, Scene]:
    """Draw a scene and what two sides made of it."""
    base = draw(scenes())
    return base, draw(edited(base, "xo")), draw(edited(base, "yt"))


def text(scene: Scene) -> str:
    """Return the canonical text of a scene."""
    return write(scene, layout_for(PATH))


def restyled(scene: Scene, style: str) -> str:
    """Return the scene in another format: other key order, quotes, wrapping, line ends or flow style."""
    if style == "canonical":
        return text(scene)
    if style == "crlf":
        return text(scene).replace("\n", "\r\n")
    if style == "commented":
        return "# a note at the top\n" + text(scene)
    options: dict[str, Any] = {
        "quoted": {"default_style": '"'},
        "flow": {"default_flow_style": True},
        "sorted": {"sort_keys": True, "width": 40},
    }[style]
    return str(yaml.dump(scene, Dumper=yaml.CSafeDumper, **{"sort_keys": False, "allow_unicode": True, **options}))


STYLES = ("canonical", "crlf", "commented", "quoted", "flow", "sorted")


def words(value: str) -> set[str]:
    """Return the words of a text, the marks of conflicts left out."""
    return set(re.findall(r"\w+", value))
