"""An address leads to what holds once the scene or the item it names is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.story.errors import ItemNotFound, SceneNotFound, SceneOffPath
from anime_cli.story.fold import fold
from anime_cli.story.moment import moment_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]


def wears(outfit: str, **fields: Any) -> dict[str, Any]:
    """Return the plain event of Ren changing clothes."""
    return {"event": "wears", "who": "ren", "outfit": outfit, **fields}


@pytest.fixture
def story(tell: Tell) -> Story:
    """Return a story that is told backwards and ends in a dream."""
    cast = {"ren": {}}
    return tell(
        {
            "now": {"day": "2", "time": "10:00", "cast": cast, "script": [wears("coat", id="e1")]},
            "then": {"day": "1", "time": "10:00", "cast": cast, "script": [wears("uniform", id="e2")]},
            "dream": {"day": "3", "time": "10:00", "mode": "dream", "cast": cast, "script": [wears("uniform")]},
        }
    )


def test_an_item_has_happened_at_its_address(story: Story) -> None:
    moment = moment_at(fold(story), "now:e1")
    assert moment.address == "now:e1"
    assert moment.state.person("ren").outfit.value == "coat"


def test_without_an_address_it_is_the_end_of_what_really_happens(story: Story) -> None:
    moment = moment_at(fold(story))
    assert moment.address == "now"
    assert moment.state.person("ren").outfit.value == "coat"


def test_a_story_without_scenes_is_at_its_beginning(tell: Tell) -> None:
    moment = moment_at(fold(tell({})))
    assert moment.address is None
    assert moment.state.person("ren").alive.value


def test_an_address_that_leads_nowhere_is_an_error(story: Story) -> None:
    with pytest.raises(SceneNotFound):
        moment_at(fold(story), "nowhere")
    with pytest.raises(ItemNotFound):
        moment_at(fold(story), "now:nothing")


def test_a_scene_that_the_path_leaves_out_is_not_called_unknown(tell: Tell) -> None:
    fork = [{"choice": "Left", "to": "left"}, {"choice": "Right", "to": "right"}]
    onward = [{"choice": "On", "to": "end"}]
    story = tell({"start": {"script": fork}, "left": {"script": onward}, "right": {"script": onward}, "end": {}})
    with pytest.raises(SceneOffPath) as caught:
        moment_at(fold(story, ["left"]), "right")
    assert "doesn't go through scene 'right'" in str(caught.value)
    assert caught.value.hint == "--path right goes through it."
