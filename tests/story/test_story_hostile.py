"""Any documents make a story that can be folded and checked: findings, never a crash."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.model.documents import Scene
from anime_cli.model.load import build
from anime_cli.story.check import check
from anime_cli.story.feelings import emotion_at, weather_at
from anime_cli.story.fold import fold
from anime_cli.story.snapshot import assemble

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

IDS = st.sampled_from(["s0", "s1", "s2", "ren", "mio", "roof", "yard", "f", "end"])
MANY = st.lists(IDS, min_size=1, max_size=3)
ITEM = st.one_of(
    st.fixed_dictionaries({"shot": st.just("wide")}, optional={"on": MANY, "id": IDS}),
    st.fixed_dictionaries({"who": IDS, "say": st.just("Hm.")}, optional={"uses": MANY, "id": IDS}),
    st.fixed_dictionaries({"action": st.just("A.")}, optional={"who": MANY, "id": IDS}),
    st.fixed_dictionaries({"choice": st.just("Go"), "to": IDS}),
    st.fixed_dictionaries({"event": st.sampled_from(["meets", "arrives", "leaves"]), "who": MANY}),
    st.fixed_dictionaries({"event": st.sampled_from(["dies", "born"]), "who": IDS}, optional={"because": IDS}),
    st.fixed_dictionaries({"event": st.just("takes"), "by": IDS, "item": IDS}, optional={"from": IDS}),
    st.fixed_dictionaries({"event": st.just("relation"), "from": IDS, "to": IDS, "fear": st.just("+2")}),
    st.fixed_dictionaries({"event": st.sampled_from(["sets_up", "pays_off"]), "thread": IDS}),
    st.fixed_dictionaries({"event": st.just("wears"), "who": IDS, "outfit": IDS}),
)
TIMES = st.sampled_from([{}, {"time": "10:00"}, {"day": "-3", "time": "08:00"}])
SCENE = st.fixed_dictionaries(
    {"cast": st.dictionaries(IDS, st.sampled_from([{}, {"as": "ghost"}, {"outfit": "f"}])), "script": st.lists(ITEM)},
    optional={"mode": st.sampled_from(["dream", "parallel"]), "place": IDS, "pov": IDS},
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(SCENE, TIMES, IDS), max_size=4), st.lists(st.lists(IDS, max_size=4), max_size=3))
def test_any_story_is_folded_and_checked(
    tell: Tell, scenes: list[tuple[dict[str, Any], dict[str, str], str]], chapters: list[list[str]]
) -> None:
    named = {}
    for number, (scene, when, follower) in enumerate(scenes):
        last = {} if any("choice" in item for item in scene["script"]) else {"next": follower}
        named[f"s{number}"] = {**scene, **when, **last}
    story = tell(named, {f"c{number}": listed for number, listed in enumerate(chapters)})
    assert check(story) == check(story)
    folded = fold(story)
    for scene in story.scenes.values():
        assert len(folded.states(scene.id)) == len(scene.script) + 1
        assert weather_at(story, scene.id) == "clear"
        assert emotion_at(story, folded, scene.id, None, "ren").intensity <= 1


def long_story(scenes: int, items: int) -> Story:
    """Return a story of many scenes, one after the other."""
    cast: dict[str, Any] = {"ren": {}, "mio": {}}
    script: list[Any] = [
        [
            {"shot": "wide", "on": ["ren"]},
            {"who": "ren", "say": f"Line {number}.", "emotion": "sad"},
            {"action": f"Rain {number}.", "who": ["mio"]},
            {"event": "relation", "from": "ren", "to": "mio", "trust": "+0.1", "note": str(number)},
            {"event": "feels", "who": "mio", "emotion": "happy", "intensity": "0.5", "note": str(number)},
        ][number % 5]
        for number in range(items)
    ]
    names = [f"s{number}" for number in range(scenes)]
    first = build("scene", "s", {"title": "S", "place": "p", "cast": cast, "script": script})
    assert isinstance(first, Scene)
    parts = {each: getattr(first, each) for each in Scene.__dataclass_fields__ if each != "id"}
    return assemble(
        [
            build("story", "story", {"format": "anime/1", "title": "T", "chapters": ["one"]}),
            build("chapter", "one", {"title": "One", "scenes": list(names)}),
            build("place", "p", {"name": "P"}),
            *(build("character", name, {"name": name.title()}) for name in cast),
            *(Scene(id=name, **parts) for name in names),
        ]
    )


def test_the_fold_is_fast() -> None:
    """A thousand scenes of thirty items take a tenth of a second; the bound leaves room for a busy machine."""
    story = long_story(1000, 30)
    begin = time.process_time()
    folded = fold(story)
    folded.after("s999")
    first = time.process_time() - begin
    begin = time.process_time()
    for scene in story.told:
        folded.before(scene.id, scene.script[-1].id)
    assert first < 1.0
    assert time.process_time() - begin < 0.1
    assert check(story) == ()
