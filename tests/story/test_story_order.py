"""Scenes happen in story order; choices leave several paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anime_cli.story.errors import PathNotFound, SceneNotFound
from anime_cli.story.order import ordered, story_routes

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

MINUTE, HOUR, DAY = 60, 3600, 86_400


def starts(story: Story, *path: str) -> dict[str, int]:
    """Return when each scene of a path starts."""
    return {each.scene.id: each.start for each in ordered(story, path)}


def test_a_scene_without_a_time_follows_the_present_scene_before_it(tell: Tell) -> None:
    story = tell(
        {
            "a": {"day": "2", "time": "08:00", "lasts": "20m"},
            "b": {"lasts": "1h"},
            "c": {"place": "station"},
            "d": {"place": "island"},
        }
    )
    begin = 2 * DAY + 8 * HOUR
    assert starts(story) == {
        "a": begin,
        "b": begin + 20 * MINUTE,
        "c": begin + 95 * MINUTE,
        "d": begin + 95 * MINUTE,
    }


def test_the_first_scene_without_a_time_starts_the_story(tell: Tell) -> None:
    assert starts(tell({"a": {"lasts": "1d"}, "b": {}}, calendar={"day": "30h"})) == {"a": 0, "b": 30 * HOUR}


def test_a_time_alone_is_on_the_day_of_the_present_scene_before(tell: Tell) -> None:
    story = tell(
        {
            "a": {"day": "1", "time": "10:00"},
            "f": {"mode": "flashback", "day": "-400", "time": "12:00"},
            "b": {"time": "09:00"},
        }
    )
    assert starts(story)["b"] == DAY + 9 * HOUR
    assert [each.scene.id for each in ordered(story)] == ["f", "b", "a"]


def test_ties_stand_as_they_are_told(tell: Tell) -> None:
    story = tell({name: {"day": "0", "time": "10:00"} for name in ("b", "a", "c")})
    assert [each.scene.id for each in ordered(story)] == ["b", "a", "c"]


def test_roads_go_both_ways_and_the_shortest_counts(tell: Tell) -> None:
    routes = story_routes(tell({}))
    assert routes.way("station", "roof") == 15 * MINUTE
    assert routes.way("roof", "roof") == 0
    assert routes.way("roof", "island") is None
    assert routes.way("island", "roof") is None


def forked(tell: Tell) -> Story:
    """Return a story whose one fork joins again."""
    return tell(
        {
            "start": {"script": [{"choice": "Left", "to": "left"}, {"choice": "Right", "to": "right"}]},
            "left": {"next": "join"},
            "right": {},
            "join": {},
            "last": {"next": "end"},
            "epilogue": {},
        }
    )


def test_choices_fork_and_next_joins(tell: Tell) -> None:
    paths = forked(tell).paths
    assert paths.branching
    assert paths.first["left"] == ("start", "left", "join", "last")
    assert paths.first["right"] == ("start", "right", "join", "last")
    assert paths.first["join"] == ("start", "left", "join", "last")
    assert paths.first["epilogue"] == ("epilogue",)


def test_a_path_may_be_named_by_some_of_its_scenes(tell: Tell) -> None:
    paths = forked(tell).paths
    assert paths.through(["right", "last"]) == ("start", "right", "join", "last")
    assert paths.through([]) == ("start", "left", "join", "last")
    assert tell({}).paths.through([]) == ()
    with pytest.raises(SceneNotFound, match="'lefft'") as caught:
        paths.through(["lefft"])
    assert "left" in caught.value.hint
    with pytest.raises(PathNotFound, match="from scene 'left' to scene 'right'"):
        paths.through(["left", "right"])


def test_a_circle_of_choices_ends(tell: Tell) -> None:
    story = tell(
        {
            "a": {"script": [{"choice": "Again", "to": "a"}, {"choice": "On", "to": "b"}]},
            "b": {"script": [{"choice": "Back", "to": "a"}, {"choice": "Nowhere", "to": "gone"}]},
        }
    )
    assert story.paths.first == {"a": ("a", "b"), "b": ("a", "b")}


def test_a_story_without_choices_has_one_path(tell: Tell) -> None:
    paths = tell({"a": {}, "b": {"next": "c"}, "c": {}}).paths
    assert not paths.branching
    assert paths.first["b"] == ("a", "b", "c")
