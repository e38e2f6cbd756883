"""The course between two moments: every step once, in story order, and errors for moments that don't fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.story.course import MomentsApart, MomentsReversed, course
from anime_cli.story.errors import ItemNotFound, PathNotFound, SceneNotFound
from anime_cli.story.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.course import Step
    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

RAIN = {"action": "Rain.", "id": "rain"}
HURT = {"event": "injured", "who": "mio", "injury": "a cut", "id": "hurt"}


def names(steps: tuple[Step, ...]) -> list[str]:
    return [f"{step.scene.id}:{step.cause.item}" if step.item else step.scene.id for step in steps]


@pytest.fixture
def story(tell: Tell) -> Story:
    return tell(
        {
            "a": {"day": "1", "time": "08:00", "cast": {"mio": {}}, "script": [RAIN, HURT]},
            "dream": {"mode": "dream", "script": [{**RAIN, "id": "other"}]},
            "b": {"script": [{"choice": "Go", "to": "c", "id": "go"}, {"choice": "Stay", "to": "d", "id": "stay"}]},
            "c": {"script": [], "next": "end"},
            "d": {"script": []},
            "then": {"mode": "flashback", "day": "-3", "time": "08:00", "script": []},
        }
    )


def test_steps_stand_in_story_order(story: Story) -> None:
    """What is told last may have happened first; a dream is no step."""
    found = course(story, ("d",))
    assert names(found.steps) == ["then", "a", "a:rain", "a:hurt", "b", "b:go", "b:stay", "d"]
    assert found.steps == found.whole
    assert found.since.state is found.fold.start
    assert [step.apart for step in found.steps][:2] == [True, False]


def test_states_are_those_of_the_fold(story: Story) -> None:
    """Each step has the fold's own states around it, and begins where the one before ended or was left."""
    along = fold(story, ("d",))
    for step in course(story, ("d",)).steps:
        if step.item is not None:
            assert step.before == along.before(step.scene.id, step.cause.item)
            assert step.after == along.after(step.scene.id, step.cause.item)
        else:
            assert step.after == along.before(step.scene.id)


def test_moments_bound_the_steps(story: Story) -> None:
    """What is over at the first moment is no step; what is over at the last one is."""
    assert names(course(story, since="a:rain", until="b").steps) == ["a:hurt", "b", "b:go", "b:stay"]
    assert names(course(story, since="a", until="b:go").steps) == ["b", "b:go"]
    assert course(story, since="a:hurt", until="a:hurt").steps == ()
    assert course(story, since="a:hurt", until="a").steps == ()


def test_the_path_is_the_one_that_reaches_the_end(story: Story) -> None:
    """Without a path the way to the second moment counts."""
    assert names(course(story, until="d").steps)[-1] == "d"
    assert "c" not in names(course(story, until="d").steps)
    assert names(course(story).steps)[-1] == "c"


def test_a_dream_counts_where_it_is_asked_for(story: Story) -> None:
    """The state in a dream has what the dream does."""
    assert names(course(story, since="a", until="dream").steps) == ["dream", "dream:other"]


def test_a_scene_in_no_chapter_stands_alone(tell: Tell) -> None:
    """Its course is its own."""
    lost = tell({"a": {"script": [RAIN]}, "lost": {"script": [HURT]}}, {"one": ["a"]})
    assert names(course(lost, until="lost").steps) == ["lost", "lost:hurt"]
    with pytest.raises(MomentsApart):
        course(lost, since="lost")
    with pytest.raises(MomentsApart):
        course(lost, since="a", until="lost")


def test_a_scene_that_nothing_reaches_has_a_path(tell: Tell) -> None:
    """The path begins at it."""
    story = tell({"a": {"script": [], "next": "end"}, "b": {"script": [HURT]}, "c": {"script": []}})
    assert names(course(story, until="b").steps) == ["b", "b:hurt"]


def test_a_story_without_scenes_has_no_steps(tell: Tell) -> None:
    """Beginning and end are one."""
    found = course(tell({}))
    assert (found.steps, found.until.scene) == ((), None)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ({"since": "b", "until": "a"}, MomentsReversed),
        ({"since": "a:hurt", "until": "a:rain"}, MomentsReversed),
        ({"since": "c", "until": "d"}, MomentsApart),
        ({"since": "d"}, MomentsApart),
        ({"since": "nowhere"}, SceneNotFound),
        ({"until": "nowhere"}, SceneNotFound),
        ({"since": "a:none"}, ItemNotFound),
        ({"until": ":hurt"}, SceneNotFound),
        ({"path": ("d", "c")}, PathNotFound),
    ],
    ids=str,
)
def test_moments_that_do_not_fit_are_refused(story: Story, call: dict[str, Any], error: type[Exception]) -> None:
    """Each with an error of its own."""
    with pytest.raises(error):
        course(story, **call)
