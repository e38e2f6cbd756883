"""The timeline: every scene of a path once, in story order, with who is there."""

from __future__ import annotations

import time
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wild import documents, wild

from anime_cli.model.load import build
from anime_cli.story.fold import fold
from anime_cli.story.snapshot import assemble
from anime_cli.story.stays import PRESENT
from anime_cli.story.timeline import clashes, timeline
from anime_cli.story.weave import Weave

if TYPE_CHECKING:
    from collections.abc import Callable

    from wild import Wild

    from anime_cli.story.snapshot import Story
    from anime_cli.story.timeline import Timeline

    Tell = Callable[..., Story]

HERE: dict[str, Any] = {"ren": {}, "mio": {}}


def at(day: int, clock: str, lasts: str = "1h", **more: Any) -> dict[str, Any]:
    return {"day": str(day), "time": clock, "lasts": lasts, "cast": HERE, **more}


def read(tell: Tell, scenes: dict[str, dict[str, Any]], **story: Any) -> Timeline:
    return timeline(fold(tell(scenes, **story)))


@settings(max_examples=60, deadline=None)
@given(wild())
def test_every_scene_of_the_path_stands_once_and_in_story_order(drawn: Wild) -> None:
    story = assemble(documents(drawn))
    folded = fold(story)
    line = timeline(folded)
    path = story.paths.through(())
    assert [each.scene.id for each in line.told] == list(path)
    assert [each.told for each in line.told] == list(range(1, len(path) + 1))
    assert [each.order for each in line.happenings] == list(range(1, len(path) + 1))
    keys = [(each.start, each.told) for each in line.happenings]
    assert keys == sorted((folded.placed(name).start, number) for number, name in enumerate(path, 1))


@settings(max_examples=60, deadline=None)
@given(wild())
def test_lanes_hold_every_stay_in_tracks_that_never_overlap(drawn: Wild) -> None:
    line = timeline(fold(assemble(documents(drawn))))
    for lane in line.lanes:
        for track in lane.tracks:
            assert all(before.end <= after.start for before, after in pairwise(track))
        assert all(stay.how == PRESENT for track in lane.tracks for stay in track)
    told = {stay for each in line.happenings for stay in each.stays}
    assert {stay for lane in line.lanes for stay in lane.stays} == told
    assert len({lane.who for lane in line.lanes}) == len(line.lanes)


@settings(max_examples=60, deadline=None)
@given(wild())
def test_stays_are_what_the_fold_says(drawn: Wild) -> None:
    """At every line of every script, those of the stays around it are there, and nobody else."""
    folded = fold(assemble(documents(drawn)))
    for each in timeline(folded).happenings:
        script = [None, *(item.id for item in each.scene.script)]
        if len(set(script)) != len(script):
            continue  # an id that stands twice names no one place
        for number, state in enumerate(folded.states(each.scene.id)):
            here = {
                stay.who
                for stay in each.stays
                if script.index(stay.since) <= number and (stay.until is None or number < script.index(stay.until))
            }
            assert here == {name for name, person in state.people.items() if person.here}


@settings(max_examples=60)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=7))
def test_as_few_scenes_as_can_be_are_astray(tell: Tell, days: list[int]) -> None:
    line = read(tell, {f"s{number}": at(day, "10:00") for number, day in enumerate(days)})
    steady = [each.told for each in line.happenings if not each.astray]
    assert steady == sorted(steady)
    numbers = [each.told for each in line.happenings]
    longest = max(
        size for size in range(len(numbers) + 1) for some in combinations(numbers, size) if sorted(some) == list(some)
    )
    assert len(steady) == longest


def test_a_flashback_happens_first_and_is_told_where_it_is_told(tell: Tell) -> None:
    story = {"a": at(0, "10:00"), "then": at(-9, "08:00", mode="flashback"), "b": at(1, "09:00")}
    line = read(tell, story, calendar={"epoch": "2024-04-08"})
    assert [(each.scene.id, each.told, each.astray) for each in line.happenings] == [
        ("then", 2, True),
        ("a", 1, False),
        ("b", 3, False),
    ]
    first = line.happenings[0]
    assert (first.since.day, first.since.clock, first.since.iso) == (-9, "08:00", "2024-03-30")
    assert {order: [each.scene.id for each in told] for order, told in Weave(line).told_after.items()} == {2: ["then"]}


def test_dreams_have_a_time_and_stand_apart(tell: Tell) -> None:
    line = read(tell, {"a": at(0, "10:00"), "dream": at(0, "10:30", mode="dream"), "b": at(0, "12:00")})
    assert [each.real for each in line.happenings] == [True, False, True]
    assert [each.strand for each in line.happenings] == [0, None, 0]
    assert line.together == ()
    ren = next(lane for lane in line.lanes if lane.who == "ren")
    assert [[stay.scene for stay in track] for track in ren.tracks] == [["a", "b"]]
    assert [stay.scene for stay in ren.unreal] == ["dream"]


def test_parallel_scenes_run_in_strands_of_their_own(tell: Tell) -> None:
    line = read(
        tell,
        {
            "a": at(0, "10:00", "2h", cast={"ren": {}}),
            "beside": at(0, "10:30", "30m", cast={"mio": {}}, mode="parallel", place="yard"),
            "then": at(0, "11:00", "30m", cast={"mio": {}}, mode="parallel", place="yard"),
            "b": at(0, "12:00"),
        },
    )
    assert {each.scene.id: each.strand for each in line.happenings} == {"a": 0, "beside": 1, "then": 1, "b": 0}
    assert line.together == (("a", "beside", "then"),)
    assert not any(clashes(lane) for lane in line.lanes)


def test_somebody_in_two_places_at_once_needs_two_tracks(tell: Tell) -> None:
    """A voice is no second place."""
    line = read(
        tell,
        {
            "a": at(0, "10:00"),
            "b": at(0, "10:30", cast={"ren": {}, "mio": {"as": "voice"}}, place="yard"),
        },
    )
    lanes = {lane.who: lane for lane in line.lanes}
    assert [stay.scene for stay in clashes(lanes["ren"])] == ["b"]
    assert clashes(lanes["mio"]) == ()
    assert [stay.how for stay in lanes["mio"].heard] == ["voice"]


def test_a_stay_begins_and_ends_at_items(tell: Tell) -> None:
    script = [
        {"action": "A."},
        {"event": "arrives", "who": "mio", "id": "come"},
        {"action": "B."},
        {"event": "leaves", "who": "ren", "id": "go"},
    ]
    line = read(tell, {"a": at(0, "10:00", script=script)})
    stays = {stay.who: stay for stay in line.happenings[0].stays}
    assert (stays["mio"].since, stays["mio"].until, stays["mio"].opens) == ("come", None, 0.5)
    assert (stays["ren"].since, stays["ren"].until, stays["ren"].closes) == (None, "go", 1.0)
    assert (stays["mio"].start, stays["mio"].end) == (10 * 3600 + 1800, 11 * 3600)


def test_gaps_are_the_time_in_which_nothing_is_told(tell: Tell) -> None:
    line = read(tell, {"a": at(0, "10:00", "3h"), "b": at(0, "11:00"), "c": at(2, "13:00")})
    assert [(gap.after, gap.before, gap.seconds) for gap in line.gaps] == [("a", "c", 2 * 86_400)]


def test_a_part_of_it(tell: Tell) -> None:
    """People and days narrow it; numbers stay those of the whole."""
    line = read(tell, {f"s{day}": at(day, "10:00", cast={"ren": {}} if day % 2 else {"mio": {}}) for day in range(6)})
    part = line.only(["ren"], (2, None))
    assert [(each.scene.id, each.order) for each in part.happenings] == [("s3", 4), ("s5", 6)]
    assert [lane.who for lane in part.lanes] == ["ren"]
    assert [gap.after for gap in part.gaps] == ["s3"]
    assert line.only(days=(9, None)).happenings == ()


def test_a_path_leaves_the_other_scenes_elsewhere(tell: Tell) -> None:
    fork = [{"choice": "Left", "to": "left"}, {"choice": "Right", "to": "right"}]
    scenes = {"a": at(0, "10:00", script=fork), "left": at(1, "10:00", next="end"), "right": at(2, "10:00")}
    story = tell(scenes)
    assert [each.scene.id for each in timeline(fold(story)).happenings] == ["a", "left"]
    right = timeline(fold(story, ("right",)))
    assert [each.scene.id for each in right.happenings] == ["a", "right"]
    assert right.elsewhere == 1


def test_what_no_chapter_lists_is_named(tell: Tell) -> None:
    line = timeline(fold(tell({"a": at(0, "10:00"), "lost": at(1, "10:00")}, {"one": ["a"]})))
    assert ([each.scene.id for each in line.happenings], line.unlisted, line.elsewhere) == (["a"], ("lost",), 0)


@pytest.mark.parametrize("chapters", [{}, {"one": []}, {"one": ["gone"]}])
def test_a_story_without_scenes_has_an_empty_timeline(tell: Tell, chapters: dict[str, list[str]]) -> None:
    line = timeline(fold(tell({}, chapters)))
    assert (line.happenings, line.lanes, line.gaps, line.together) == ((), (), (), ())


def test_a_scene_without_time_or_length_takes_none(tell: Tell) -> None:
    line = read(tell, {name: {"cast": HERE} for name in "abc"})
    assert [each.start for each in line.happenings] == [0, 0, 0]
    assert (line.together, [len(lane.tracks) for lane in line.lanes]) == ((), [1, 1])


def test_ten_thousand_people_take_no_long_time() -> None:
    names = [f"p{number}" for number in range(10_000)]
    parts = [
        build("story", "story", {"format": "anime/1", "title": "T", "chapters": ["one"]}),
        build("chapter", "one", {"title": "One", "scenes": ["a", "b"]}),
        *(build("character", name, {"name": name}) for name in names),
        *(
            build(
                "scene",
                name,
                {"title": "S", "place": "p", "lasts": "1h", "cast": {key: {} for key in names}, "script": []},
            )
            for name in "ab"
        ),
    ]
    story = assemble(parts)
    begin = time.process_time()
    line = timeline(fold(story))
    assert time.process_time() - begin < 5
    assert len(line.lanes) == 10_000


def test_thousands_of_overlapping_scenes_take_no_long_time(tell: Tell) -> None:
    """Two thousand scenes at the same time: no pair of them is compared."""
    story = tell({f"s{number}": at(number % 7, "10:00", "400d") for number in range(2000)})
    folded = fold(story)
    folded.states("s0")
    begin = time.process_time()
    line = timeline(folded)
    Weave(line).told_after  # noqa: B018  # computed on first use
    assert time.process_time() - begin < 5
    assert len({each.strand for each in line.happenings}) == 2000
