"""What holds at any moment of a story follows from its events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.model.values import LEVELS
from anime_cli.story.errors import ItemNotFound, SceneNotFound
from anime_cli.story.feelings import emotion_at, weather_at
from anime_cli.story.fold import fold
from anime_cli.story.state import Cause, EmotionAt

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

ALL = {"ren": {}, "mio": {}}


def event(kind: str, **fields: Any) -> dict[str, Any]:
    """Return a plain event; `from_` stands for the key `from`."""
    return {"event": kind, **{key.rstrip("_"): value for key, value in fields.items()}}


def test_every_value_knows_the_event_that_made_it(tell: Tell) -> None:
    script = [
        event("learns", who="ren", fact="secret", id="e1"),
        event("gives", by="mio", to="ren", item="key", id="e2"),
        event("relation", from_="ren", to="mio", trust="+0.3", id="e3"),
        event("wears", who="ren", outfit="coat", id="e4"),
    ]
    facts = {"secret": {"text": "S", "secret": "true", "known_by": ["mio"]}}
    items = {"key": {"name": "a key", "holder": "mio"}}
    story = tell(
        {"s": {"cast": ALL, "script": script}},
        facts=facts,
        items=items,
        relations=[{"from": "ren", "to": "mio", "trust": "0.2"}],
    )
    state = fold(story).before("s")
    assert "secret" not in state.people["ren"].knows
    assert state.people["mio"].knows["secret"].cause is None
    assert state.holdings("mio") == ("key",)
    assert state.level("ren", "mio", "trust") == 0.2
    assert state.people["ren"].place.cause == Cause("s")
    after = fold(story).after("s")
    assert after.people["ren"].knows["secret"].cause == Cause("s", "e1")
    assert after.items["key"].holder.value == "ren"
    assert after.items["key"].holder.cause == Cause("s", "e2")
    assert after.relations["ren", "mio"]["trust"].value == 0.5
    assert after.relations["ren", "mio"]["trust"].cause == Cause("s", "e3")
    assert after.people["ren"].outfit.value == "coat"
    assert fold(story).before("s", "e3").level("ren", "mio", "trust") == 0.2
    assert fold(story).after("s", "e3").level("ren", "mio", "trust") == 0.5
    assert after.level("mio", "ren", "fear") == 0.0


def test_things_are_taken_lost_and_destroyed(tell: Tell) -> None:
    script = [
        event("takes", by="ren", item="key", id="a"),
        event("loses", who="ren", item="key", id="b"),
        event("destroys", item="key", id="c"),
    ]
    story = tell({"s": {"cast": ALL, "script": script}}, items={"key": {"name": "a key"}})
    states = fold(story).states("s")
    assert [state.items["key"].holder.value for state in states] == [None, "ren", None, None]
    assert [state.items["key"].exists.value for state in states] == [True, True, True, False]


def test_people_meet_tell_are_hurt_heal_and_grow(tell: Tell) -> None:
    script = [
        event("meets", who=["ren", "mio"], id="a"),
        event("reveals", by="mio", to=["ren"], fact="f", id="b"),
        event("reveals", by="mio", to=["ren"], fact="f", id="b2"),
        event("injured", who="ren", injury="a cut", id="c"),
        event("heals", who="ren", injury="a cut", id="d"),
        event("grows", who="mio", field="trait", from_="shy", to="bold", id="e"),
        event("grows", who="mio", field="trait", from_="bold", id="f"),
        event("grows", who="mio", field="want", to="to stay", id="g"),
    ]
    folded = fold(tell({"s": {"cast": ALL, "script": script}}))
    assert folded.after("s", "a").people["ren"].met["mio"].value
    assert folded.after("s", "b2").people["ren"].knows["f"].cause == Cause("s", "b")
    assert "a cut" in folded.after("s", "c").people["ren"].injuries
    assert not folded.after("s", "d").people["ren"].injuries
    assert folded.after("s", "e").people["mio"].traits.value == ("bold",)
    assert folded.after("s", "f").people["mio"].traits.value == ()
    assert folded.after("s").people["mio"].grown["want"].value == "to stay"


def test_threads_follow_told_order(tell: Tell) -> None:
    story = tell(
        {
            "a": {"day": "5", "time": "10:00", "script": [event("sets_up", thread="t", id="x")]},
            "f": {
                "mode": "flashback",
                "day": "0",
                "time": "10:00",
                "script": [event("pays_off", thread="t", id="y"), event("sets_up", thread="t")],
            },
            "b": {},
        },
        threads={"t": {"question": "Who?"}},
    )
    folded = fold(story)
    assert folded.before("f").threads["t"].open
    assert not folded.after("f").threads["t"].open
    assert folded.before("b").threads["t"].set_up == Cause("a", "x")
    assert folded.before("b").threads["t"].paid_off == Cause("f", "y")
    assert not folded.before("a").threads


def test_the_first_move_tells_who_is_there_from_the_start(tell: Tell) -> None:
    script = [
        event("arrives", who="mio", id="in"),
        event("leaves", who=["mio", "ren"], to="yard", id="out"),
        event("leaves", who=["hana"]),
    ]
    folded = fold(tell({"s": {"cast": {**ALL, "hana": {"as": "ghost"}}, "script": script}, "t": {"cast": {}}}))
    before = folded.before("s").people
    assert (before["ren"].present.value, before["mio"].present.value, before["hana"].present.value) == (
        True,
        False,
        False,
    )
    assert before["hana"].presence == "ghost"
    assert before["hana"].here
    assert not before["mio"].here
    assert folded.after("s", "in").people["mio"].place.value == "roof"
    assert folded.after("s", "out").people["ren"].place.value == "yard"
    assert not folded.before("t").people["ren"].present.value
    assert folded.before("t").people["hana"].presence is None


def test_birth_and_death(tell: Tell) -> None:
    folded = fold(
        tell(
            {
                "a": {"cast": ALL, "script": [event("dies", who="ren", id="d")]},
                "b": {"cast": ALL | {"hana": {}}, "script": [event("born", who="hana", by="mio", id="n")]},
            }
        )
    )
    assert folded.before("a").people["ren"].alive.value
    assert not folded.before("a").people["hana"].alive.value
    assert folded.after("a").people["ren"].alive.cause == Cause("a", "d")
    assert not folded.before("b").people["ren"].present.value
    assert not folded.before("b").people["hana"].present.value
    assert folded.after("b").people["hana"].present.value


def test_a_flashback_folds_at_its_own_time_and_carries_nothing_over(tell: Tell) -> None:
    story = tell(
        {
            "a": {"day": "3", "time": "10:00", "cast": {"ren": {"emotion": "happy", "outfit": "coat"}}},
            "f": {
                "mode": "flashback",
                "day": "-9",
                "time": "10:00",
                "cast": {"ren": {"emotion": "afraid"}},
                "script": [event("learns", who="ren", fact="old", id="e"), event("wears", who="ren", outfit="uniform")],
            },
            "b": {"cast": {"ren": {}}},
        }
    )
    folded = fold(story)
    assert "old" in folded.before("a").people["ren"].knows
    assert folded.before("f").people["ren"].outfit.value == "uniform"
    assert folded.before("b").people["ren"].outfit.value == "coat"
    assert folded.before("b").people["ren"].emotion.value == EmotionAt("happy", 0.25)
    assert folded.placed("f").start < folded.placed("a").start


@pytest.mark.parametrize("mode", ["dream", "imagined"])
def test_a_dream_changes_nothing(tell: Tell, mode: str) -> None:
    story = tell(
        {
            "a": {"cast": ALL},
            "d": {"mode": mode, "cast": ALL, "script": [event("dies", who="ren", id="e")]},
            "b": {"cast": ALL},
        }
    )
    folded = fold(story)
    assert not folded.after("d").people["ren"].alive.value
    assert folded.before("b").people["ren"].alive.value


def test_the_dead_may_stand_in_a_dream(tell: Tell) -> None:
    story = tell({"a": {"cast": ALL, "script": [event("dies", who="ren")]}, "d": {"mode": "dream", "cast": ALL}})
    assert fold(story).before("d").people["ren"].present.value


def test_what_is_felt_at_a_line(tell: Tell) -> None:
    story = tell(
        {
            "a": {
                "cast": {"ren": {"emotion": "sad", "intensity": "0.8"}, "mio": {}},
                "script": [
                    {"who": "ren", "say": "One.", "id": "a"},
                    event("feels", who="ren", emotion="angry", id="b"),
                    {"who": "ren", "say": "Two.", "id": "c"},
                    {"who": "ren", "say": "Three.", "emotion": "happy", "id": "d"},
                    {"who": "ren", "say": "Four.", "intensity": "0.9", "id": "e"},
                ],
            },
            "b": {"cast": {"ren": {}, "mio": {"intensity": "0.9"}}},
            "c": {"cast": {"ren": {"intensity": "0.7"}}},
            "d": {"cast": ALL},
            "e": {"cast": ALL},
            "f": {"cast": ALL},
            "g": {"cast": ALL},
        }
    )
    folded = fold(story)

    def felt(scene: str, item: str | None = None, who: str = "ren") -> tuple[str, float]:
        emotion = emotion_at(story, folded, scene, item, who)
        return emotion.name, emotion.intensity

    assert felt("a") == ("sad", 0.8)
    assert felt("a", "a") == ("sad", 0.8)
    assert felt("a", "b") == ("angry", 0.5)
    assert felt("a", "d") == ("happy", 0.5)
    assert felt("a", "d", "mio") == ("neutral", 0.0)
    assert felt("a", "e") == ("angry", 0.9)
    assert felt("b") == ("angry", 0.25)
    assert felt("c") == ("angry", 0.7)
    assert felt("d") == ("angry", 0.35)
    assert felt("g") == ("calm", 0.2)
    assert felt("g", who="stranger") == ("neutral", 0.0)


def test_weather_carries_over_between_present_scenes(tell: Tell) -> None:
    story = tell(
        {
            "a": {},
            "b": {"weather": "rain"},
            "d": {"mode": "dream", "weather": "snow"},
            "c": {},
            "e": {"mode": "dream"},
        }
    )
    assert [weather_at(story, name) for name in ("a", "b", "d", "c", "e")] == ["clear", "rain", "snow", "rain", "clear"]


def test_the_state_of_a_fork_is_that_of_the_first_path(tell: Tell) -> None:
    story = tell(
        {
            "start": {"cast": ALL, "script": [{"choice": "L", "to": "left"}, {"choice": "R", "to": "right"}]},
            "left": {"script": [event("learns", who="ren", fact="l")], "next": "join"},
            "right": {"script": [event("learns", who="ren", fact="r")]},
            "join": {},
            "alone": {},
        },
        chapters={"one": ["start", "left", "right", "join"]},
    )
    assert set(fold(story).before("join").people["ren"].knows) == {"l"}
    assert set(fold(story).before("right").people["ren"].knows) == set()
    folded = fold(story)
    assert set(folded.after("right").people["ren"].knows) == {"r"}
    assert set(folded.before("join").people["ren"].knows) == {"l"}
    other = fold(story, ["right"])
    assert set(other.before("join").people["ren"].knows) == {"r"}
    with pytest.raises(SceneNotFound):
        other.before("left")
    assert not fold(story).before("alone").people["ren"].knows


def test_what_does_not_exist_is_named(tell: Tell) -> None:
    folded = fold(tell({"rooftop": {"script": [{"action": "Wind.", "id": "wind"}]}}))
    with pytest.raises(SceneNotFound) as caught:
        folded.before("roftop")
    assert caught.value.hint == "Did you mean 'rooftop'?"
    with pytest.raises(ItemNotFound) as missing:
        folded.after("rooftop", "wint")
    assert "'wint'" in missing.value.message


def test_states_share_what_did_not_change(tell: Tell) -> None:
    script = [{"action": "Wind."}, event("feels", who="ren", emotion="sad")]
    before, same, after = fold(tell({"s": {"cast": ALL, "script": script}})).states("s")
    assert before is same
    assert after.people["mio"] is before.people["mio"]
    assert after.items is before.items


NAMES = st.sampled_from(["ren", "mio", "hana"])
EVENTS = st.one_of(
    st.builds(
        lambda a, b, n, level: {"event": "relation", "from": a, "to": b, level: str(n)},
        NAMES,
        NAMES,
        st.sampled_from(["+0.7", "-1.5", "2", "-0.1"]),
        st.sampled_from(LEVELS),
    ),
    st.builds(lambda a, f: {"event": "learns", "who": a, "fact": f}, NAMES, st.sampled_from(["f", "g"])),
    st.builds(lambda a, b: {"event": "gives", "by": a, "to": b, "item": "key"}, NAMES, NAMES),
    st.builds(lambda a: {"event": "dies", "who": a}, NAMES),
    st.builds(lambda a: {"event": "arrives", "who": a}, NAMES),
    st.builds(lambda a: {"event": "feels", "who": a, "emotion": "sad", "intensity": "0.6"}, NAMES),
)
SCENE = st.fixed_dictionaries(
    {"cast": st.dictionaries(NAMES, st.just({})), "script": st.lists(EVENTS, max_size=5)},
    optional={"mode": st.sampled_from(["dream", "imagined", "parallel"]), "lasts": st.just("1h")},
)


@settings(max_examples=60)
@given(st.lists(SCENE, min_size=1, max_size=6), st.data())
def test_the_fold_of_a_prefix_is_the_state_there(tell: Tell, scenes: list[dict[str, Any]], data: st.DataObject) -> None:
    named = {f"s{number}": scene for number, scene in enumerate(scenes)}
    cut = data.draw(st.integers(1, len(scenes)))
    whole, part = fold(tell(named)), fold(tell(dict(list(named.items())[:cut])))
    last = f"s{cut - 1}"
    unborn = whole.states(last)
    assert part.states(last) == unborn


@settings(max_examples=60)
@given(st.lists(SCENE, min_size=1, max_size=6))
def test_levels_stay_in_bounds(tell: Tell, scenes: list[dict[str, Any]]) -> None:
    folded = fold(tell({f"s{number}": scene for number, scene in enumerate(scenes)}))
    for number in range(len(scenes)):
        for state in folded.states(f"s{number}"):
            assert all(-1 <= value.value <= 1 for levels in state.relations.values() for value in levels.values())


@settings(max_examples=40)
@given(st.lists(SCENE, min_size=1, max_size=5), st.randoms())
def test_the_order_of_files_does_not_matter(tell: Tell, scenes: list[dict[str, Any]], random: Random) -> None:
    named = {f"s{number}": scene for number, scene in enumerate(scenes)}
    shuffled = list(named)
    random.shuffle(shuffled)
    one = tell(named)
    other = tell({name: named[name] for name in shuffled}, chapters={"one": list(named)})
    for name in named:
        assert fold(one).states(name) == fold(other).states(name)
