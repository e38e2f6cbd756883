"""A story is its documents in told order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anime_cli.errors import ExitCode
from anime_cli.model.load import build
from anime_cli.story.errors import NoStoryDocument
from anime_cli.story.snapshot import assemble

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]


def test_scenes_stand_in_told_order_and_unlisted_ones_last(tell: Tell) -> None:
    story = tell({"c": {}, "a": {}, "b": {}, "z": {}}, chapters={"two": ["b"], "one": ["a", "gone", "b"]})
    assert list(story.scenes) == ["b", "a", "c", "z"]
    assert [scene.id for scene in story.told] == ["b", "a"]
    assert story.number_of("a") == 2
    assert story.number_of("z") is None
    assert story.chapter_of("b").id == "two"
    assert story.chapter_of("z") is None
    assert list(story.chapters) == ["two", "one"]
    assert story.style.size is None


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [
        build("story", "story", {"format": "anime/1", "title": "T", "chapters": ["gone", "c"]}),
        build("style", "style", {"size": "1280x720"}),
        build("chapter", "c", {"title": "C", "scenes": ["s", "t"]}),
        build("scene", "t", {"title": "T", "place": "p", "script": []}),
        build("scene", "s", {"title": "S", "place": "p", "script": []}),
    ]
    one, other = assemble(documents), assemble(reversed(documents))
    assert one == other
    assert list(one.scenes) == list(other.scenes) == ["s", "t"]
    assert one.style.size == (1280, 720)


def test_without_story_yaml_there_is_no_story() -> None:
    with pytest.raises(NoStoryDocument) as caught:
        assemble([])
    assert caught.value.exit_code is ExitCode.NOT_A_STORY
    assert "story.yaml" in caught.value.cause
