"""What somebody feels through a story, and where it turns."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wild import documents, wild

from anime_cli.model.emotions import vocabulary
from anime_cli.story.arc import TOO_SHORT
from anime_cli.story.calling import CharacterNotFound
from anime_cli.story.errors import PathNotFound
from anime_cli.story.feelings import feeling_at
from anime_cli.story.fold import fold
from anime_cli.story.journey import track_emotional_journey
from anime_cli.story.snapshot import assemble
from anime_cli.story.turning import SWING, swings

if TYPE_CHECKING:
    from collections.abc import Callable

    from wild import Wild

    from anime_cli.story.journey import Journey

WORDS = st.sampled_from(sorted(vocabulary()))
SHARES = st.sampled_from(["0", "0.1", "0.5", "0.9", "1"])
PEOPLE = st.sampled_from(["ren", "mio"])
ITEMS = st.one_of(
    st.fixed_dictionaries({"who": PEOPLE, "say": st.just("Well.")}, optional={"emotion": WORDS, "intensity": SHARES}),
    st.fixed_dictionaries({"event": st.just("feels"), "who": PEOPLE, "emotion": WORDS}, optional={"intensity": SHARES}),
    st.fixed_dictionaries({"action": st.just("It rains.")}),
)
SCENES = st.fixed_dictionaries(
    {
        "cast": st.dictionaries(PEOPLE, st.fixed_dictionaries({}, optional={"emotion": WORDS, "intensity": SHARES})),
        "script": st.lists(ITEMS, max_size=6),
    },
    optional={"mode": st.sampled_from(["dream", "imagined", "parallel"])},
)


def felt(who: str, emotion: str, strength: str = "0.8", **more: Any) -> dict[str, Any]:
    return {"event": "feels", "who": who, "emotion": emotion, "intensity": strength, **more}


def told(journey: Journey) -> list[tuple[str, str]]:
    return [(point.address, point.emotion.name) for point in journey.points]


def test_a_point_for_each_moment_where_one_is_felt(tell: Callable[..., Any]) -> None:
    """A scene's beginning, a line that says how, a `feels` event; nothing of others, no line that says nothing."""
    script = [
        {"who": "ren", "say": "Hm.", "id": "a"},
        {"who": "ren", "say": "Oh!", "emotion": "surprised", "id": "b"},
        felt("mio", "sad", id="c"),
        felt("ren", "happy", id="d"),
    ]
    journey = track_emotional_journey(
        tell({"one": {"cast": {"ren": {}}, "script": script}, "two": {}, "three": {"cast": {"ren": {}}}}), "ren"
    )
    assert told(journey) == [("one", "calm"), ("one:b", "surprised"), ("one:d", "happy"), ("three", "happy")]
    assert [point.feeling.source for point in journey.points] == ["temper", "line", "event", "carried"]
    assert [mood.scene for mood in journey.moods] == ["one", "three"]
    assert journey.scenes == ("one", "two", "three")
    assert journey.arc is TOO_SHORT


def test_what_is_apart_has_points_and_no_part_in_the_curve(tell: Callable[..., Any]) -> None:
    """A dream may be as dark as it likes: neither curve nor turning points hear of it."""
    dark = {"cast": {"ren": {"emotion": "grieving", "intensity": "1"}}, "mode": "dream"}
    light = {"cast": {"ren": {"emotion": "happy"}}}
    journey = track_emotional_journey(tell({"one": light, "two": dark, "three": light}), "ren")
    assert [point.apart for point in journey.points] == [False, True, False]
    assert len(journey.moods) == 3
    assert len(journey.curve) == 2
    assert journey.turns == ()


def test_turning_points_name_what_happens(tell: Callable[..., Any]) -> None:
    """The event that `because` names; else what stands just before; else the scene that begins."""
    script = [
        {"event": "learns", "who": "hana", "fact": "storm", "id": "news"},
        {"who": "hana", "say": "Run!", "id": "run"},
        {"shot": "close-up"},
        felt("ren", "afraid"),
        {"action": "The wind drops."},
        felt("ren", "happy", "1", because="news"),
    ]
    scenes = {
        "one": {"cast": {"ren": {"emotion": "calm"}, "hana": {}}, "script": script},
        "two": {"cast": {"ren": {"emotion": "sad", "intensity": "1"}}},
    }
    journey = track_emotional_journey(tell(scenes, facts={"storm": {"text": "A storm comes."}}), "ren")
    assert [turn.says for turn in journey.turns] == [
        'from calm to afraid, when Hana says "Run!"',
        "from afraid to happy, when Hana learns: A storm comes",
        'from happy to sad, as "Two" begins',
    ]
    assert [turn.cause.item for turn in journey.turns] == ["run", "news", None]
    assert [turn.swing > 0 for turn in journey.turns] == [False, True, False]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"event": "gives", "by": "hana", "to": "ren", "item": "key"}, "when Hana gives Ren a brass key"),
        ({"event": "meets", "who": ["hana", "mio"]}, "when Hana and Mio meet"),
        (
            {"event": "relation", "from": "mio", "to": "hana", "trust": "+0.1"},
            "when Mio changes towards Hana: trust +0.1",
        ),
        ({"event": "leaves", "who": ["hana"], "to": "yard"}, "when Hana leaves for Yard"),
        ({"event": "injured", "who": "hana", "injury": "a cut"}, "when Hana is hurt: a cut"),
        ({"event": "learns", "who": "hana", "fact": "gone"}, "when Hana learns: 'gone'"),
        ({"event": "destroys", "item": "key"}, 'as "One" begins'),
        ({"event": "sets_up", "thread": "why"}, 'as "One" begins'),
        ({"action": "It rains."}, 'at "It rains."'),
    ],
)
def test_every_event_can_be_told(event: dict[str, Any], said: str, tell: Callable[..., Any]) -> None:
    """What happens just before a turn is told by the people in it, whatever kind it is."""
    scene = {"cast": {"ren": {"emotion": "happy"}}, "script": [event, felt("ren", "grieving", "1")]}
    journey = track_emotional_journey(tell({"one": scene}, items={"key": {"name": "a brass key"}}), "ren")
    assert [turn.when for turn in journey.turns] == [said]


@given(st.lists(st.floats(-1, 1, allow_nan=False), max_size=30))
def test_swings_go_up_and_down_in_turn(values: list[float]) -> None:
    """Every swing is as great as asked, goes the other way than the one before, and its step goes its way."""
    found = list(swings(values))
    assert all(abs(swing) >= SWING - 1e-9 for _, swing in found)
    assert all(one * other < 0 for (_, one), (_, other) in pairwise(found))
    assert all((values[step] - values[step - 1]) * swing > 0 for step, swing in found)
    steps = [step for step, _ in found]
    assert steps == sorted(set(steps))


def test_a_path_is_followed(tell: Callable[..., Any]) -> None:
    """A journey is that of one path; one that is none is refused in words."""
    scenes = {
        "one": {"script": [{"choice": "Stay", "to": "two"}, {"choice": "Go", "to": "three"}]},
        "two": {"cast": {"ren": {"emotion": "sad"}}, "next": "end"},
        "three": {"cast": {"ren": {"emotion": "happy"}}},
    }
    story = tell(scenes)
    assert told(track_emotional_journey(story, "ren")) == [("two", "sad")]
    assert told(track_emotional_journey(story, "ren", ["three"])) == [("three", "happy")]
    with pytest.raises(PathNotFound):
        track_emotional_journey(story, "ren", ["two", "three"])


def test_a_stranger_is_refused(tell: Callable[..., Any]) -> None:
    """An unknown name is met with the nearest one, or with the command that lists them."""
    story = tell({"one": {}})
    with pytest.raises(CharacterNotFound) as near:
        track_emotional_journey(story, "rem")
    assert near.value.hint == "Did you mean 'ren'?"
    with pytest.raises(CharacterNotFound) as far:
        track_emotional_journey(story, "zzz")
    assert far.value.hint == "anime character list"


@given(st.lists(SCENES, min_size=1, max_size=9))
def test_points_are_what_the_fold_says(tell: Callable[..., Any], scenes: list[dict[str, Any]]) -> None:
    """Every point is the fold's own answer at its address, in told order and within bounds."""
    story = tell({f"s{number}": scene for number, scene in enumerate(scenes)})
    folded = fold(story)
    for who in ("ren", "mio"):
        journey = track_emotional_journey(story, who)
        order = [story.number_of(point.scene) for point in journey.points]
        assert order == sorted(order, key=lambda number: number or 0)
        for point in journey.points:
            assert point.feeling == feeling_at(story, folded, point.scene, point.item, who)
            assert -1 <= point.affect.valence <= 1
            assert 0 <= point.emotion.intensity <= 1
        assert all(-1 <= value <= 1 for value in journey.curve)
        assert all(not turn.after.apart and abs(turn.swing) >= SWING for turn in journey.turns)


@settings(max_examples=60, deadline=None)
@given(wild(), PEOPLE)
def test_any_story_has_its_journeys(story: Wild, who: str) -> None:
    """Whatever contradicts itself, circles or leads nowhere: a journey, with every cause in the story."""
    told = assemble(documents(story))
    journey = track_emotional_journey(told, who)
    assert set(journey.scenes) <= set(told.scenes)
    for turn in journey.turns:
        scene = told.scenes[turn.cause.scene]
        assert turn.cause.item is None or turn.cause.item in {item.id for item in scene.script}
        assert turn.says.startswith("from ")


def test_a_story_without_scenes_has_an_empty_journey(tell: Callable[..., Any]) -> None:
    """Nothing is felt where nothing is told."""
    journey = track_emotional_journey(tell({}), "ren")
    assert (journey.points, journey.turns, journey.curve) == ((), (), ())
    assert journey.arc is TOO_SHORT


def test_a_long_journey_costs_little_more_than_the_fold(tell: Callable[..., Any]) -> None:
    """Thousand scenes: reading points, turns and arc from the fold takes less than three times what folding takes."""
    script = [felt("ren", "happy"), {"who": "ren", "say": "Oh.", "emotion": "sad"}, {"action": "It rains."}] * 4
    story = tell({f"s{number}": {"cast": {"ren": {}, "mio": {}}, "script": script} for number in range(1000)})
    begin = time.process_time()
    folded = fold(story)
    folded.after("s999")
    alone = time.process_time() - begin
    begin = time.process_time()
    journey = track_emotional_journey(story, "ren")
    assert time.process_time() - begin < 4 * alone + 1.0
    assert len(journey.points) == 9000


def test_the_same_emotion_may_turn_by_its_strength(tell: Callable[..., Any]) -> None:
    """Joy that fades is a turn, told by how strong it was and is."""
    script = [felt("ren", "joyful", "1"), {"action": "The train leaves."}, felt("ren", "joyful", "0.1")]
    journey = track_emotional_journey(tell({"one": {"cast": {"ren": {}}, "script": script}}), "ren")
    assert [turn.says for turn in journey.turns][-1] == 'from joyful 1 to 0.1, at "The train leaves."'


def test_a_cause_may_stand_in_another_scene(tell: Callable[..., Any]) -> None:
    """`because` names an event anywhere in the story; one that can't be found, or told, is passed over."""
    news = {"event": "dies", "who": "hana", "id": "news"}
    asked = {"event": "sets_up", "thread": "why", "id": "asked"}
    scenes = {
        "one": {"cast": {"hana": {}}, "script": [news, asked]},
        "two": {
            "cast": {"ren": {"emotion": "happy"}},
            "script": [
                {"action": "A letter."},
                felt("ren", "grieving", "1", because="news"),
                felt("ren", "joyful", "1", because="asked"),
                felt("ren", "grieving", "1", because="nowhere"),
            ],
        },
    }
    journey = track_emotional_journey(tell(scenes), "ren")
    assert [turn.when for turn in journey.turns] == ["when Hana dies", 'at "A letter."', 'at "A letter."']
    assert journey.turns[0].cause.scene == "one"


def test_a_feeling_does_not_turn_because_it_was_felt(tell: Callable[..., Any]) -> None:
    """What happened in between is told; the feeling of another is a reason like any event."""
    fear = {**felt("ren", "afraid", "1"), "id": "fear"}
    hers = {**felt("mio", "grieving", "1"), "id": "hers"}
    script = [
        fear,
        {"action": "The lamp goes on."},
        felt("ren", "joyful", "1", because="fear"),
        hers,
        felt("ren", "sad", "1", because="hers"),
    ]
    journey = track_emotional_journey(tell({"one": {"cast": {"ren": {}, "mio": {}}, "script": script}}), "ren")
    assert [turn.when for turn in journey.turns][-2:] == ['at "The lamp goes on."', "when Mio feels grieving"]
