"""Generated stories of several documents and what somebody made of them."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st
from stories import PEOPLE, edited, emotion, latin, paragraphs, people, scenes, wide

from anime_cli.merge.engine import layout_for
from anime_cli.merge.mentions import renamed
from anime_cli.model.kinds import kind_of
from anime_cli.text.writer import write

Values = dict[str, Any]
ODD = ("remark", "stray", "mood-board")
oddity = st.one_of(
    st.none(),
    st.just(""),
    st.just([]),
    st.just({}),
    latin,
    wide,
    st.lists(st.sampled_from(("a", "b", "a #2", "~")), max_size=4),
    st.lists(st.fixed_dictionaries({"id": st.sampled_from("xyz")}, optional={"gloss": latin}), max_size=3),
    st.lists(st.dictionaries(st.sampled_from("pq"), st.one_of(st.none(), latin), min_size=1), max_size=3),
    st.dictionaries(st.sampled_from("pq"), st.one_of(st.none(), wide), max_size=2),
)


@st.composite
def tellings(draw: st.DrawFn) -> Values:
    """Draw a story as values by path: two or three scenes in two chapters, three people."""
    names = [f"s{number}" for number in range(draw(st.integers(2, 3)))]
    cut = draw(st.integers(0, len(names)))
    story = {
        "story.yaml": {
            "format": "anime/1",
            "title": "Rain",
            "chapters": ["one", "two"],
            "relations": [{"from": "mio", "to": "ren", "trust": "0.2"}, {"from": "ren", "to": "mio"}],
            "facts": {"bell": {"text": draw(paragraphs), "known_by": ["mio", "ren"]}},
        },
        "chapters/one.yaml": {"title": "One", "scenes": names[:cut]},
        "chapters/two.yaml": {"title": "Two", "summary": draw(paragraphs), "scenes": names[cut:]},
    }
    for name in names:
        scene = draw(scenes())
        for number, item in enumerate(scene["script"]):
            item["id"] = f"{name}x{number}"
            if draw(st.integers(0, 3)) == 0:
                del item["id"]
        story[f"scenes/{name}.yaml"] = scene
    for name in PEOPLE:
        story[f"characters/{name}.yaml"] = {"name": name.title(), "want": draw(latin), "traits": ["shy", "loud"]}
    return story


@st.composite
def retold(draw: st.DrawFn, before: Values) -> Values:
    """Draw what one to six edits make of a story."""
    story = copy.deepcopy(before)
    for number in range(draw(st.integers(1, 6))):
        draw(st.sampled_from(EDITS))(draw, story, number)
    return story


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Values, Values]:
    """Draw a story and what somebody made of it."""
    before = draw(tellings())
    return before, draw(retold(before))


def texts(story: Values) -> dict[str, str]:
    """Return the canonical texts of a story by path."""
    return {path: write(value, layout_for(path)) for path, value in story.items()}


def _scene(draw: st.DrawFn, story: Values) -> str:
    return draw(st.sampled_from(sorted(path for path in story if path.startswith("scenes/"))))


def _edit_scene(draw: st.DrawFn, story: Values, number: int) -> None:
    path = _scene(draw, story)
    if story[path]["script"]:
        story[path] = draw(edited(story[path], f"e{number}", most=2))


def _rename(draw: st.DrawFn, story: Values, number: int) -> None:
    source = draw(st.sampled_from(sorted(path for path in story if "/" in path)))
    kind, old = kind_of(source) or ("", "")
    new = f"{old}-{number}"
    for path, value in list(story.items()):
        story[path] = renamed(value, path, kind, old, new)[0]
    story[source.replace(f"/{old}.yaml", f"/{new}.yaml")] = story.pop(source)


def _move_item(draw: st.DrawFn, story: Values, _number: int) -> None:
    source, target = _scene(draw, story), _scene(draw, story)
    if story[source]["script"]:
        item = story[source]["script"].pop(draw(st.integers(0, len(story[source]["script"]) - 1)))
        if draw(st.booleans()):
            item["note"] = draw(latin)
        story[target]["script"].insert(draw(st.integers(0, len(story[target]["script"]))), item)


def _move_scene(draw: st.DrawFn, story: Values, _number: int) -> None:
    lists = [value["scenes"] for path, value in story.items() if path.startswith("chapters/")]
    source, target = draw(st.sampled_from(lists)), draw(st.sampled_from(lists))
    if source:
        name = source.pop(draw(st.integers(0, len(source) - 1)))
        target.insert(draw(st.integers(0, len(target))), name)


def _double(draw: st.DrawFn, story: Values, _number: int) -> None:
    script = story[_scene(draw, story)]["script"]
    if script:
        script.insert(draw(st.integers(0, len(script))), copy.deepcopy(draw(st.sampled_from(script))))


def _strip(draw: st.DrawFn, story: Values, _number: int) -> None:
    for item in story[_scene(draw, story)]["script"]:
        if draw(st.booleans()):
            item.pop("id", None)


def _odd(draw: st.DrawFn, story: Values, _number: int) -> None:
    value = story[draw(st.sampled_from(sorted(story)))]
    value[draw(st.sampled_from(ODD))] = copy.deepcopy(draw(oddity))


def _odd_item(draw: st.DrawFn, story: Values, _number: int) -> None:
    script = story[_scene(draw, story)]["script"]
    if script:
        draw(st.sampled_from(script))["uses"] = copy.deepcopy(draw(oddity))


def _on(draw: st.DrawFn, story: Values, _number: int) -> None:
    script = story[_scene(draw, story)]["script"]
    names = draw(st.one_of(st.none(), people, st.lists(people, max_size=3, unique=True)))
    script.append({"shot": "wide", "on": names, "id": "shared"} if draw(st.booleans()) else {"action": draw(wide)})


def _relations(draw: st.DrawFn, story: Values, _number: int) -> None:
    person = st.one_of(people, st.just("a → b"))
    entry = st.fixed_dictionaries({"from": person, "to": person}, optional={"trust": st.just("0.5")})
    story["story.yaml"]["relations"] = draw(st.lists(entry, max_size=4))


def _remove(draw: st.DrawFn, story: Values, _number: int) -> None:
    paths = sorted(path for path in story if path.startswith(("characters/", "scenes/")))
    if sum(path.startswith("scenes/") for path in paths) > 1:
        del story[draw(st.sampled_from(paths))]


def _add(draw: st.DrawFn, story: Values, number: int) -> None:
    story[f"scenes/new{number}.yaml"] = draw(scenes())
    story[f"characters/new{number}.yaml"] = {"name": "", "temper": {draw(emotion): "0.2"}, "want": draw(wide)}


def _cut(draw: st.DrawFn, story: Values, number: int) -> None:
    """Give the end of a script to a new scene."""
    path = _scene(draw, story)
    at = draw(st.integers(0, len(story[path]["script"])))
    scene = copy.deepcopy(story[path])
    story[f"scenes/cut{number}.yaml"] = scene | {"title": "Cut", "summary": "Cut.", "script": scene["script"][at:]}
    story[path]["script"] = story[path]["script"][:at]


def _join(draw: st.DrawFn, story: Values, _number: int) -> None:
    """Make two scenes one."""
    source, target = _scene(draw, story), _scene(draw, story)
    if source != target:
        story[target]["script"] += story.pop(source)["script"]


EDITS = (
    _edit_scene, _edit_scene, _rename, _move_item, _move_item, _move_scene, _double, _strip, _odd, _odd, _odd_item, _on,
    _relations, _remove, _add, _cut, _join,
)  # fmt: skip
