"""Shots: the script's own, else derived from what is said, done and felt."""

from __future__ import annotations

from typing import Any

import pytest
from drawings import event, line, sakura, tell
from hypothesis import given
from hypothesis import strategies as st

from anime_cli.render.shots import FRAMINGS, key_shot, seconds, shots_of


def shots(*script: dict[str, Any]) -> list[Any]:
    story = tell(list(script))
    return list(shots_of(story, story.told[0]))


def test_a_script_s_own_shot_covers_what_follows_until_the_next() -> None:
    first, second = shots(
        {"shot": "wide", "angle": "low", "lasts": "4s", "id": "a"},
        {"action": "Wind.", "id": "b"},
        {"shot": "close-up", "on": ["aki"], "id": "c"},
        line("aki", "Hm.", id="d"),
        event("feels", who="aki", emotion="sad", id="e"),
    )
    assert (first.address, first.shot, first.angle, first.lasts) == ("s1:a", "wide", "low", 4.0)
    assert [item.id for item in first.covers] == ["b"]
    assert (second.address, second.on, second.angle) == ("s1:c", ("aki",), "eye")
    assert [item.id for item in second.covers] == ["d", "e"]
    assert not first.derived


def test_what_stands_before_the_first_own_shot_is_covered_by_derived_ones() -> None:
    first, second = shots(line("aki", "Early."), {"shot": "medium", "id": "m"}, line("bo", "Late."))
    assert (first.derived, first.shot, second.derived, second.address) == (True, "wide", False, "s1:m")


def test_an_own_shot_with_nothing_behind_it_is_still_a_picture() -> None:
    (only,) = shots({"shot": "wide"})
    assert only.covers == ()
    assert only.lasts == 2.5


def test_derived_shots_open_wide_and_turn_to_the_people_who_talk() -> None:
    opening, talk, more = shots(
        {"action": "Wind."},
        {"action": "More wind."},
        line("aki", "One."),
        line("bo", "Two."),
        line("aki", "Three."),
    )
    assert [each.shot for each in (opening, talk, more)] == ["wide", "medium", "medium"]
    assert [len(each.covers) for each in (opening, talk, more)] == [2, 2, 1]


def test_a_scene_that_opens_with_a_line_shows_it_wide() -> None:
    opening, talk = shots(line("aki", "One."), line("bo", "Two."))
    assert (opening.shot, talk.shot) == ("wide", "medium")


@pytest.mark.parametrize(
    ("item", "face"),
    [
        (line("bo", "No!", emotion="angry", intensity="0.7"), "bo"),
        (event("feels", who="aki", emotion="sad", intensity="0.9"), "aki"),
        (event("reveals", by="aki", to=["bo"], fact="f"), "aki"),
    ],
)
def test_strong_feeling_and_revelation_get_a_close_up(item: dict[str, Any], face: str) -> None:
    close = shots({"action": "Wind."}, item)[-1]
    assert (close.shot, close.on) == ("close-up", (face,))


def test_a_weak_feeling_gets_none() -> None:
    assert [each.shot for each in shots({"action": "Wind."}, line("bo", "Oh.", intensity="0.6"))] == ["wide", "medium"]


def test_a_close_up_holds_two_lines_of_one_person() -> None:
    strong = line("bo", "No!", emotion="angry", intensity="0.9")
    found = shots({"action": "Wind."}, strong, line("bo", "Never."), line("bo", "Ever."), line("aki", "Oh."))
    assert [(each.shot, len(each.covers)) for each in found[1:]] == [("close-up", 2), ("medium", 2)]


def test_actions_stay_with_the_shot_that_can_show_them() -> None:
    strong = line("bo", "No!", emotion="angry", intensity="0.9")
    own, other = ({"action": "Turns.", "who": [who]} for who in ("bo", "aki"))
    found = shots({"action": "Wind."}, strong, own, other, line("aki", "Oh."), own, strong, event("leaves", who=["bo"]))
    assert [each.shot for each in found] == ["wide", "close-up", "medium", "close-up"]
    assert [len(each.covers) for each in found] == [1, 2, 3, 2]


ITEMS = st.one_of(
    st.just({"action": "Wind."}),
    st.builds(lambda who: {"action": "Turns.", "who": [who]}, st.sampled_from(["aki", "bo", "dai"])),
    st.builds(
        lambda who, strength: line(who, "Well.", emotion="sad", intensity=str(strength)),
        st.sampled_from(["aki", "bo", "dai"]),
        st.sampled_from([0.1, 0.5, 0.7, 1]),
    ),
    st.just(event("feels", who="aki", emotion="happy", intensity="0.8")),
    st.just(event("reveals", by="bo", to=["aki"], fact="f")),
    st.just(event("relation", from_="aki", to="bo", trust="+0.1")),
    st.just({"shot": "medium"}),
)


@given(st.lists(ITEMS, max_size=25))
def test_every_item_is_covered_by_exactly_one_shot_and_addresses_are_unique(script: list[dict[str, Any]]) -> None:
    story = tell(script)
    scene = story.told[0]
    found = shots_of(story, scene)
    covered = [item.id for shot in found for item in shot.covers]
    assert covered == [item.id for item in scene.script if not hasattr(item, "shot")]
    addresses = [shot.address for shot in found]
    assert len({*addresses}) == len(addresses)
    for shot in found:
        assert len(shot.lines) <= 2 or not shot.derived
        assert not shot.derived or shot.first == shot.covers[0].id


def test_a_shot_lasts_as_long_as_its_words_take() -> None:
    assert shots(line("aki", "x" * 140))[0].lasts == 11.0
    assert seconds(()) == 2.5


def test_the_key_shot_is_where_something_is_felt() -> None:
    story = tell([{"shot": "establishing"}, {"shot": "medium", "id": "m"}, line("aki", "I lied.", emotion="guilty")])
    best = key_shot(story, story.told[0])
    assert best is not None
    assert best.address == "s1:m"


def test_an_empty_script_has_no_key_shot() -> None:
    story = tell([])
    assert key_shot(story, story.told[0]) is None


def test_key_shots_of_a_story_are_not_all_faces() -> None:
    story = sakura()
    chosen = [shot.shot for scene in story.told if (shot := key_shot(story, scene)) is not None]
    assert len(chosen) == len(story.told)
    assert {*FRAMINGS} <= {*chosen}
