"""How the threads of a story stand as it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from wild import documents, wild

from anime_cli.story.errors import ItemNotFound, SceneNotFound
from anime_cli.story.fold import fold
from anime_cli.story.snapshot import assemble
from anime_cli.story.state import Cause
from anime_cli.story.thread import ANSWERED, LATE, OPEN, OVERDUE, STATUSES, UNASKED, ThreadReading, threads_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from wild import Wild

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

ASK = {"event": "sets_up", "thread": "who", "id": "ask"}
ANSWER = {"event": "pays_off", "thread": "who", "id": "answer"}
QUIET = {"action": "Rain.", "id": "rain"}
CHAPTERS = {"one": ["a", "b"], "two": ["c", "d"]}


def told(tell: Tell, due: str | None = "one", **scripts: list[dict[str, Any]]) -> Story:
    """Return a story of four scenes in two chapters with one thread, due by the end of the first."""
    question = {"question": "Who was it?", **({"due": due} if due else {})}
    scenes = {name: {"script": scripts.get(name, [])} for name in "abcd"}
    return tell(scenes, CHAPTERS, threads={"who": question})


def who(story: Story, at: str | None = None, path: tuple[str, ...] = ()) -> ThreadReading:
    return next(each for each in threads_at(fold(story, path), at) if each.id == "who")


@pytest.mark.parametrize(
    ("scripts", "status", "distance"),
    [
        ({}, UNASKED, None),
        ({"a": [ASK]}, OVERDUE, None),
        ({"a": [ASK], "b": [ANSWER]}, ANSWERED, 1),
        ({"a": [ASK, ANSWER]}, ANSWERED, 0),
        ({"a": [ASK], "c": [ANSWER]}, LATE, 2),
        ({"a": [ANSWER], "b": [ASK]}, ANSWERED, -1),
        ({"b": [ANSWER]}, ANSWERED, None),
    ],
)
def test_what_is_said_of_a_thread_at_the_end(
    scripts: dict[str, Any], status: str, distance: int | None, tell: Tell
) -> None:
    reading = who(told(tell, **scripts))
    assert (reading.status, reading.distance) == (status, distance)


def test_a_thread_becomes_overdue_when_its_chapter_is_over(tell: Tell) -> None:
    """`due` includes its chapter: the last scene's last moment is the first at which it is too late."""
    story = told(tell, a=[ASK], b=[QUIET])
    assert who(story, "a:ask").status == OPEN
    assert who(story, "b:rain").status == OPEN
    assert who(story, "b").status == OVERDUE
    assert who(story, "c").status == OVERDUE
    assert who(told(tell, due=None, a=[ASK])).status == OPEN
    assert who(told(tell, due="nowhere", a=[ASK])).status == OPEN


def test_threads_follow_the_telling(tell: Tell) -> None:
    """A flashback told last answers last, whenever it happened."""
    scenes = {
        "a": {"day": "1", "time": "10:00", "script": [ASK]},
        "b": {"day": "0", "time": "10:00", "mode": "flashback", "script": [ANSWER]},
    }
    story = tell(scenes, threads={"who": {"question": "Who?"}})
    assert who(story, "a").status == OPEN
    reading = who(story)
    assert (reading.status, reading.set_up, reading.paid_off) == (ANSWERED, Cause("a", "ask"), Cause("b", "answer"))


def test_distance_is_that_of_the_path(tell: Tell) -> None:
    """Scenes that the path leaves out don't count."""
    scenes = {
        "a": {"script": [ASK, {"choice": "Go", "to": "b"}, {"choice": "Run", "to": "d"}]},
        "b": {},
        "c": {},
        "d": {"script": [ANSWER]},
    }
    story = tell(scenes, threads={"who": {"question": "Who?"}})
    assert who(story).distance == 3
    assert who(story, path=("a", "d")).distance == 1


def test_a_thread_that_no_document_asks_is_told_all_the_same(tell: Tell) -> None:
    reading = who(tell({"a": {"script": [ASK]}}))
    assert (reading.question, reading.due, reading.status) == (None, None, OPEN)


def test_no_scene_and_no_such_scene(tell: Tell) -> None:
    assert who(tell({}, threads={"who": {"question": "Who?"}})).status == UNASKED
    with pytest.raises(SceneNotFound):
        threads_at(fold(told(tell)), "nowhere")
    with pytest.raises(ItemNotFound):
        threads_at(fold(told(tell)), "a:nothing")


def test_a_scene_in_no_chapter(tell: Tell) -> None:
    story = tell({"a": {}, "lone": {"script": [ASK]}}, {"one": ["a"]}, threads={"who": {"question": "Q", "due": "one"}})
    assert who(story, "lone").status == OPEN


@settings(max_examples=40, deadline=None)
@given(wild())
def test_any_story_has_readings(drawn: Wild) -> None:
    """Every status is one of the five, and agrees with where the thread is set up and paid off."""
    story = assemble(documents(drawn))
    for at in (None, *story.scenes):
        for reading in threads_at(fold(story), at):
            assert reading.status in STATUSES
            assert (reading.paid_off is not None) == (reading.status in {ANSWERED, LATE})
            assert (reading.distance is None) == (reading.set_up is None or reading.paid_off is None)
