"""C05: a scene that can't be reached or left."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from graver import found

from anime_cli.story.continuity.check import cards_of
from anime_cli.story.continuity.reading import Reading
from anime_cli.story.continuity.rules import reach

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

FORK = {"script": [{"choice": "Left", "to": "left"}, {"choice": "Right", "to": "right"}]}
END = {"next": "end"}


def test_a_scene_that_all_ways_pass_by(tell: Tell) -> None:
    scenes: dict[str, Any] = {"fork": FORK, "left": END, "right": END, "lost": {}, "after": {}}
    (finding,) = found(tell(scenes), "C05")
    assert finding.message == 'No path from the first scene leads to "Lost".'
    assert (finding.path, finding.scene, finding.severity) == ("scenes/lost.yaml", "lost", "warning")
    mended = {**scenes, "left": {"next": "lost"}}
    assert "lead to lost" in str(finding.hint)
    assert found(tell(mended), "C05") == ()


def test_a_ring_without_a_way_out_is_told_once(tell: Tell) -> None:
    """At the scene of it that is told first; what leads into it follows from it."""
    scenes: dict[str, Any] = {"fork": FORK, "left": END, "right": {"next": "b"}, "a": {"next": "b"}, "b": {"next": "a"}}
    (finding,) = found(tell(scenes), "C05")
    assert finding.message == 'From "A" all ways go round: no ending can be reached.'
    assert (finding.scene, finding.severity) == ("a", "error")
    mended = {**scenes, "b": {"next": "end"}}
    assert found(tell({**mended, "right": {"next": "a"}}), "C05") == ()


def test_two_rings_are_two_faults(tell: Tell) -> None:
    scenes = {"fork": FORK, "left": {"next": "left"}, "right": {"next": "right"}}
    assert [each.scene for each in found(tell(scenes), "C05")] == ["left", "right"]


def test_going_back_is_fine_while_one_can_go_on(tell: Tell) -> None:
    again = {"script": [{"choice": "Again", "to": "fork"}, {"choice": "On", "to": "right"}]}
    assert found(tell({"fork": FORK, "left": again, "right": {}}), "C05") == ()


def test_a_plain_story_is_left_alone(tell: Tell) -> None:
    assert found(tell({"a": {}, "b": {}}), "C05") == ()
    assert found(tell({}), "C05") == ()


def test_a_long_way_into_a_ring_is_walked_once(tell: Tell) -> None:
    """The bound leaves room for a busy machine."""
    scenes: dict[str, Any] = {f"s{at}": {"next": f"s{at + 1}"} for at in range(3000)}
    story = tell({**scenes, "s3000": {"next": "s2999"}})
    reading = Reading(story, cards_of(story))
    begin = time.process_time()
    assert [each.scene for each in reach.find(reading)] == ["s2999"]
    assert time.process_time() - begin < 3
