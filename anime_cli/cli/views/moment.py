"""A moment of the story, and where something comes from, as views name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.story.wording import titled

if TYPE_CHECKING:
    from anime_cli.cli.results.causes import Cause as CauseData
    from anime_cli.cli.results.causes import Moment as MomentData
    from anime_cli.story.moment import Moment
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Cause


def address(cause: Cause | None) -> str | None:
    """Return where CAUSE stands, SCENE or SCENE:ITEM; None where something held before the first scene."""
    if cause is None:
        return None
    return cause.scene if cause.item is None else f"{cause.scene}:{cause.item}"


def cause_data(cause: Cause | None) -> CauseData | None:
    """Return CAUSE as values of JSON."""
    return None if cause is None else {"scene": cause.scene, "item": cause.item}


def moment_data(at: str | None) -> MomentData:
    """Return the moment at the address AT, SCENE or SCENE:ITEM, as values of JSON; None is before the first scene."""
    scene, _, item = (at or "").partition(":")
    return {"address": at, "scene": scene or None, "item": item or None}


def moment_words(story: Story, moment: Moment) -> str:
    """Return a moment in words: 'after "Rooftop at dusk"'."""
    if moment.scene is None:
        return "before the first scene"
    where = titled(story.scenes[moment.scene])
    return f"after {where}" if moment.item is None else f"after {moment.item} in {where}"
