"""A fault on any path is found, told once, with the shortest way to it; what was not walked is said."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from graver import check

from anime_cli.story.continuity.check import cards_of
from anime_cli.story.continuity.reading import Reading
from anime_cli.story.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

ALL = {"ren": {}, "mio": {}}
SPEAK = {"who": "ren", "say": "Hello?"}
DIES = {"event": "dies", "who": "ren", "id": "fall"}


def fork(*targets: str) -> list[dict[str, Any]]:
    """Return choices that lead to TARGETS."""
    return [{"choice": f"To {to}", "to": to} for to in targets]


def test_a_fault_on_another_path_names_the_rule_and_the_way(tell: Tell) -> None:
    """Ren dies on the right way only; the first path goes left, and all of them meet in the end."""
    story = tell(
        {
            "start": {"cast": ALL, "script": fork("left", "right")},
            "left": {"cast": ALL, "next": "end-of-it"},
            "right": {"cast": ALL, "script": [DIES], "next": "hall"},
            "hall": {"cast": {"mio": {}}, "next": "end-of-it"},
            "end-of-it": {"cast": ALL, "script": [SPEAK]},
        }
    )
    (finding,) = check(story)
    assert (finding.rule, finding.because, finding.severity) == ("C17", "C07", "error")
    assert finding.way == ("start", "right", "hall", "end-of-it")
    assert finding.message.endswith('but died in "Right". This is so on the path through "Right".')
    assert finding.evidence[0].path == "scenes/right.yaml"
    assert not fold(story, finding.way).before("end-of-it").people["ren"].alive.value


def test_the_shortest_way_is_named(tell: Tell) -> None:
    story = tell(
        {
            "start": {"script": fork("safe", "long", "short")},
            "safe": {"next": "last"},
            "long": {"next": "longer"},
            "longer": {"cast": ALL, "script": [DIES], "next": "last"},
            "short": {"cast": ALL, "script": [{**DIES, "id": "fell"}], "next": "last"},
            "last": {"cast": ALL, "script": [SPEAK]},
        }
    )
    found = check(story)
    assert {finding.way for finding in found} == {("start", "short", "last"), ("start", "long", "longer", "last")}


def test_a_fault_of_the_first_path_is_told_once(tell: Tell) -> None:
    story = tell(
        {
            "start": {"cast": ALL, "script": [DIES, *fork("left", "right")]},
            "left": {"next": "last"},
            "right": {"next": "last"},
            "last": {"cast": ALL, "script": [SPEAK]},
        }
    )
    (finding,) = check(story)
    assert (finding.rule, finding.way) == ("C07", ())


def test_a_flashback_counts_on_the_ways_that_tell_it(tell: Tell) -> None:
    """On the right way a flashback tells that Ren died long ago, so he can't have spoken before it was told."""
    past = {"mode": "flashback", "day": "-9", "time": "10:00", "cast": ALL, "script": [DIES]}
    story = tell(
        {
            "start": {"cast": ALL, "script": [SPEAK, *fork("left", "right")]},
            "left": {"next": "end"},
            "right": {**past, "next": "end"},
        }
    )
    (finding,) = check(story)
    assert (finding.rule, finding.because, finding.scene) == ("C17", "C07", "start")


def test_time_that_steps_back_on_another_path_is_found(tell: Tell) -> None:
    story = tell(
        {
            "start": {"day": "1", "time": "10:00", "script": fork("left", "right")},
            "left": {"next": "last"},
            "right": {"day": "3", "time": "10:00", "next": "last"},
            "last": {"day": "2", "time": "10:00"},
        }
    )
    (finding,) = check(story)
    assert (finding.rule, finding.because, finding.scene) == ("C17", "C20", "last")


def test_a_loop_is_said_and_a_waiver_of_the_inner_rule_holds(tell: Tell) -> None:
    waivers = [{"rule": "C07", "scene": "last", "reason": "A prank."}]
    story = tell(
        {
            "start": {"cast": ALL, "script": fork("left", "right")},
            "left": {"next": "last"},
            "right": {"cast": ALL, "script": [DIES], "next": "last"},
            "last": {"cast": ALL, "script": [SPEAK, *fork("start", "over")]},
            "over": {},
        },
        waivers=waivers,
    )
    notice, fault = sorted(check(story), key=lambda each: each.severity, reverse=True)
    assert (notice.rule, notice.severity, notice.scene) == ("C17", "info", "last")
    assert fault.waived


def diamonds(count: int) -> dict[str, dict[str, Any]]:
    """Return scenes with COUNT choices, each between two ways that meet again, and each of which changes something."""
    scenes: dict[str, dict[str, Any]] = {}
    for n in range(count):
        feels = {"event": "feels", "who": "ren", "emotion": "sad", "intensity": f"0.{n + 10}"}
        learns = {"event": "learns", "who": "mio", "fact": f"f{n}"}
        scenes[f"fork-{n}"] = {"cast": ALL, "script": fork(f"left-{n}", f"right-{n}"), "lasts": "5m"}
        scenes[f"left-{n}"] = {"cast": ALL, "script": [feels], "next": f"fork-{n + 1}", "lasts": "7m"}
        scenes[f"right-{n}"] = {"cast": ALL, "script": [learns], "next": f"fork-{n + 1}", "lasts": "9m"}
    scenes[f"fork-{count}"] = {"cast": ALL, "script": [SPEAK]}
    return scenes


def test_sixty_choices_are_walked(tell: Tell) -> None:
    """There are 2**60 paths, and Ren dies on one side of one choice; the bound leaves room for a busy machine."""
    scenes = diamonds(60)
    scenes["right-40"]["script"].append(DIES)
    for name in list(scenes):
        if name.startswith(("fork", "left", "right")) and int(name.partition("-")[2]) > 40:
            scenes[name]["cast"] = {"mio": {}}
            scenes[name]["script"] = [item for item in scenes[name]["script"] if item.get("who") != "ren"]
    scenes["fork-60"] = {"cast": ALL, "script": [SPEAK]}
    story = tell(scenes, facts={f"f{n}": {"text": "F", "secret": "true"} for n in range(60)})
    begin = time.process_time()
    found = check(story)
    assert time.process_time() - begin < 6
    faults = [finding for finding in found if finding.severity == "error"]
    assert [(each.rule, each.because, each.scene) for each in faults] == [("C17", "C07", "fork-60")]
    assert "right-40" in faults[0].way
    assert len(faults[0].way) == 121
    assert [each.severity for each in found if each not in faults] == ["info"]


def test_every_fact_of_sixty_choices_is_seen(tell: Tell) -> None:
    """At the last scene each fact is known on some way and unknown on another."""
    story = tell(diamonds(60), facts={f"f{n}": {"text": "F", "secret": "true"} for n in range(60)})
    visits = [visit for visit in Reading(story, cards_of(story)).walk.visits() if visit.scene.id == "fork-60"]
    known = [set(visit.carried.people["mio"].knows) for visit in visits]
    for n in range(60):
        assert {f"f{n}" in each for each in known} == {True, False}
