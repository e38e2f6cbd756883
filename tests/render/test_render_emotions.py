"""Every emotion that a story can name is drawn, its own ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from drawings import person

from anime_cli.model.emotions import vocabulary
from anime_cli.model.load import build
from anime_cli.render.renderers.storyboard.renderer import Storyboard
from anime_cli.render.requests import request_for
from anime_cli.render.shots import shots_of
from anime_cli.story.fold import fold
from anime_cli.story.snapshot import assemble

if TYPE_CHECKING:
    from anime_cli.render.request import RenderRequest

OWN = {"wistful": {"plutchik": {"sadness": "0.4", "joy": "0.2"}, "eyes": "downcast", "mouth": "smile"}}


def shown(emotion: str, **story: Any) -> RenderRequest:
    """Return the request for a close-up of somebody who feels EMOTION."""
    line = {"who": "aki", "say": "So.", "emotion": emotion, "intensity": "0.9"}
    script: list[dict[str, Any]] = [{"shot": "close-up", "on": ["aki"]}, line]
    scene = {"title": "One", "place": "roof", "cast": {"aki": {}}, "script": script}
    documents = [
        build("story", "story", {"format": "anime/1", "title": "Test", "chapters": ["one"], **story}),
        build("style", "style", {"size": "160x90"}),
        build("chapter", "one", {"title": "One", "scenes": ["s1"]}),
        build("place", "roof", {"name": "Roof", "kind": "rooftop"}),
        build("character", "aki", person("Aki")),
        build("scene", "s1", scene),
    ]
    told = assemble(documents)
    return request_for(told, fold(told), shots_of(told, told.scenes["s1"])[0])


@pytest.mark.parametrize("name", sorted(set(vocabulary()) - {"neutral"}))
def test_every_word_of_the_vocabulary_has_a_face(name: str) -> None:
    """Its drawing row reaches the request, and the picture is another than that of a neutral face."""
    request, entry = shown(name), vocabulary()[name]
    (face,) = request.figures
    assert (face.emotion, face.eyes_shape, face.mouth_shape) == (name, entry.eyes, entry.mouth)
    assert Storyboard().render(request) != Storyboard().render(shown("neutral"))


def test_a_story_draws_its_own_emotion() -> None:
    """A word of story.yaml has its own face; without it the same word would be drawn neutral."""
    request = shown("wistful", emotions=OWN)
    (face,) = request.figures
    assert (face.eyes_shape, face.mouth_shape) == ("downcast", "smile")
    assert "wistful" in request.prompt
    (unknown,) = shown("wistful").figures
    assert (unknown.eyes_shape, unknown.mouth_shape) == ("neutral", "neutral")
    assert Storyboard().render(request) != Storyboard().render(shown("wistful"))


def test_a_story_may_draw_a_built_in_word_its_own_way() -> None:
    """Where both have a word, the story's rules."""
    (face,) = shown("happy", emotions={"happy": {"eyes": "closed", "mouth": "line"}}).figures
    assert (face.eyes_shape, face.mouth_shape) == ("closed", "line")
