"""How the bible names spots, times and lengths."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from anime_cli.story.bible.book import Spot, When

if TYPE_CHECKING:
    from anime_cli.model.values import Duration
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Cause

HOUR = 3600


def spot_of(story: Story, scene: str, item: str | None = None) -> Spot:
    """Return where a scene, or an item of it, stands."""
    return Spot(scene=scene, title=story.scenes[scene].title or scene, number=story.number_of(scene), item=item)


def since(story: Story, cause: Cause | None) -> Spot | None:
    """Return where CAUSE stands, None for what held before the first scene."""
    return None if cause is None else spot_of(story, cause.scene, cause.item)


def when_of(story: Story, start: int) -> When:
    """Return when something happens that begins START seconds after the story's epoch."""
    calendar = story.document.calendar
    day, seconds = divmod(start, calendar.day)
    time = f"{seconds // HOUR:02}:{seconds % HOUR // 60:02}"
    return When(day=day, time=time, date=_date(calendar.epoch, start))


def _date(epoch: str | None, start: int) -> str | None:
    if epoch is None:
        return None
    try:
        return (date.fromisoformat(epoch) + timedelta(seconds=start)).isoformat()
    except (ValueError, OverflowError):
        return None


def length_of(lasts: Duration) -> str | None:
    """Return a length as a story's files write it: 1d2h30m; None for no time at all."""
    minutes, seconds = divmod(lasts.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((lasts.days, "d"), (hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or None
