"""Where something comes from, and when it holds."""

from __future__ import annotations

from typing import Annotated, TypedDict

from anime_cli.cli.results.scalars import Clock, Date


class Cause(TypedDict):
    """What made something so: an item of a scene's script, or the scene itself."""

    scene: Annotated[str, "The scene's id."]
    item: Annotated[str | None, "The id of the item in the scene's script; null where it is the scene itself."]


class Because(Cause):
    """What made something so, and that in words."""

    text: Annotated[str, "What happens there, in words."]


class Moment(TypedDict):
    """A moment of the story: what is told of it holds once its scene, or its item, is over."""

    address: Annotated[str | None, "SCENE or SCENE:ITEM, as options take it; null before the first scene."]
    scene: Annotated[str | None, "The scene's id; null before the first scene."]
    item: Annotated[str | None, "The id of the item in the scene's script; null where the whole scene is over."]


class When(TypedDict):
    """A point of the story's own time."""

    day: Annotated[int, "The story's day; day 0 is the calendar's epoch."]
    clock: Annotated[Clock, "The time of that day."]
    date: Annotated[Date | None, "The date; null where the calendar has no epoch."]


class DatedMoment(Moment):
    """A moment of the story, and when its scene begins."""

    when: Annotated[When | None, "When the scene begins; null before the first scene."]
