"""Whatever a story says, the check finds something or nothing, and never fails."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graver import check as graver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wild import documents, wild

from anime_cli.model.documents import Chapter, Scene
from anime_cli.model.load import build
from anime_cli.story.check import check
from anime_cli.story.continuity.check import cards_of
from anime_cli.story.continuity.reading import Reading
from anime_cli.story.fold import fold
from anime_cli.story.snapshot import assemble
from anime_cli.story.state import Cause

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from wild import Wild

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

ALL = {"ren": {}, "mio": {}}
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(wild(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(drawn: Wild, random: Random) -> None:
    """The check of any story finds the same in whatever order its documents come."""
    shuffled = list(documents(drawn))
    random.shuffle(shuffled)
    assert check(assemble(shuffled)) == check(assemble(documents(drawn)))


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(wild())
def test_a_fault_stays_the_same_under_another_title(drawn: Wild) -> None:
    """What tells a fault from others is no word of a title: a check for what is new stays silent."""
    told = list(documents(drawn))
    titled = [replace(each, title=f"{each.title}!") if isinstance(each, Scene | Chapter) else each for each in told]
    before, after = ([each.fingerprint for each in check(assemble(story))] for story in (told, titled))
    assert sorted(before) == sorted(after)


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(wild())
def test_every_finding_leads_somewhere(drawn: Wild) -> None:
    """It names a document of the story or one that is missing, its evidence stands, and its way can be gone."""
    story = assemble(documents(drawn))
    for finding in check(story):
        assert len(finding.fingerprint) == 16
        for place in (*finding.evidence, *finding.chain):
            assert story.at(place.path)
        if finding.way:
            assert finding.way[-1] == finding.scene
            assert fold(story, finding.way).before(finding.way[-1])


def test_causes_in_a_circle_are_told_once(tell: Tell) -> None:
    """A chain goes back as far as it can, and no event stands in it twice."""
    script = [
        {"event": "feels", "who": "ren", "emotion": "sad", "because": "third", "id": "first"},
        {"event": "dies", "who": "ren", "because": "first", "id": "second"},
        {"event": "feels", "who": "mio", "emotion": "sad", "because": "second", "id": "third"},
        {"who": "ren", "say": "Hello?"},
    ]
    story = tell({"a": {"cast": ALL, "script": script}})
    (found,) = (each for each in check(story) if each.rule == "C07")
    assert [each.address for each in found.chain] == [("script", 2), ("script", 0), ("script", 1)]
    assert found.evidence == (found.chain[-1],)


def test_a_chain_goes_through_scenes(tell: Tell) -> None:
    hurt = {"event": "injured", "who": "ren", "injury": "a cut", "id": "hurt"}
    dies = {"event": "dies", "who": "ren", "because": "hurt", "id": "fall"}
    story = tell({"a": {"cast": ALL, "script": [hurt]}, "b": {"cast": ALL, "script": [dies]}})
    chain = Reading(story, cards_of(story)).chain(Cause("b", "fall"))
    assert [each.path for each in chain] == ["scenes/a.yaml", "scenes/b.yaml"]
    assert Reading(story, cards_of(story)).chain(None) == ()


def test_contradictory_times_and_the_unborn(tell: Tell) -> None:
    """Told time that runs backwards and events of the unborn are findings."""
    story = tell(
        {
            "a": {
                "day": "3",
                "time": "10:00",
                "cast": ALL,
                "script": [{"event": "feels", "who": "mio", "emotion": "sad"}],
            },
            "b": {"day": "1", "time": "10:00", "cast": ALL},
            "c": {"day": "4", "time": "10:00", "cast": ALL, "script": [{"event": "born", "who": "mio"}]},
            "d": {
                "mode": "flashback",
                "day": "-3",
                "time": "10:00",
                "cast": ALL,
                "script": [{"event": "dies", "who": "mio"}],
            },
        }
    )
    assert {each.rule for each in check(story)} >= {"C07", "C20"}


def test_a_scene_in_no_chapter_is_no_part_of_a_path(tell: Tell) -> None:
    """It is told of, and what it says is not held against anybody."""
    loose = {"cast": ALL, "script": [{"event": "dies", "who": "ren", "id": "fall"}]}
    story = tell({"a": {"cast": ALL, "script": [{"who": "ren", "say": "Hm."}]}, "loose": loose}, {"one": ["a"]})
    assert [(each.rule, each.scene) for each in graver(story)] == [("C04", "loose")]
    assert not fold(story).after("loose").people["ren"].alive.value


def test_a_story_without_scenes_is_checked(tell: Tell) -> None:
    assert {each.rule for each in check(tell({}))} == {"C06"}


def crowd(people: int, scenes: int) -> Story:
    """Return a story of many PEOPLE, four of whom meet in each scene."""
    names = [f"s{number}" for number in range(scenes)]
    story: dict[str, Any] = {"format": "anime/1", "title": "T", "chapters": ["one"]}
    made = [build("story", "story", story), build("chapter", "one", {"title": "One", "scenes": names})]
    made += [build("place", "p", {"name": "P"})]
    made += [build("character", f"c{number}", {"name": f"Person {number}"}) for number in range(people)]
    for number, name in enumerate(names):
        who = [f"c{(number * 4 + k) % people}" for k in range(4)]
        script = [{"event": "meets", "who": who}, {"event": "feels", "who": who[0], "emotion": "sad"}]
        made.append(build("scene", name, {"title": name, "place": "p", "cast": dict.fromkeys(who), "script": script}))
    return assemble(made)


def test_ten_thousand_characters_are_checked() -> None:
    """A fifth of a second for each thousand scenes; the bound leaves room for a busy machine."""
    story = crowd(10_000, 300)
    cards = cards_of(story)
    begin = time.process_time()
    found = check(story, cards=cards)
    assert time.process_time() - begin < 4
    assert [each.path for each in found] == sorted(f"characters/c{number}.yaml" for number in range(1200, 10_000))
