"""How a finding names what it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.scalars import write_clock, write_duration
from anime_cli.model.script import Action, Choice, Event, Item, Line, Shot
from anime_cli.model.values import Duration

if TYPE_CHECKING:
    from anime_cli.model.documents import Scene
    from anime_cli.story.snapshot import Story

WIDTH = 40


def name_of(story: Story, character: str) -> str:
    """Return the name of a character, or the id where no document tells of it."""
    return story.characters[character].name if character in story.characters else f"'{character}'"


def place_name(story: Story, place: str) -> str:
    """Return the name of a place, or the id where no document tells of it."""
    return story.places[place].name if place in story.places else f"'{place}'"


def moment_of(story: Story, seconds: int) -> str:
    """Return a moment, SECONDS since the epoch's midnight, as day and time: `on day 3 at 18:40`."""
    day, rest = divmod(seconds, story.document.calendar.day)
    return f"on day {day} at {write_clock(rest // 60)}"


def lasting(story: Story, seconds: int) -> str:
    """Return a length of story time in the days of the story's calendar: `1d2h`, or `no time`."""
    days, rest = divmod(seconds, story.document.calendar.day)
    return write_duration(Duration(days, rest)) if seconds else "no time"


def titled(scene: Scene) -> str:
    """Return the scene's title in quotes, or its id where the title is empty."""
    return f'"{scene.title or scene.id}"'


def named(item: Item) -> str:
    """Return an item as a person would point at it."""
    if isinstance(item, Line):
        return f"the line {quoted(item.say)}"
    if isinstance(item, Action):
        return f"the action {quoted(item.action)}"
    if isinstance(item, Choice):
        return f"the choice {quoted(item.choice)}"
    if isinstance(item, Shot):
        return f"the {item.shot} shot"
    return f"the event '{item.kind}'" if isinstance(item, Event) else "the item"


def quoted(text: str) -> str:
    """Return TEXT in quotes on one line, cut where it is long."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= WIDTH else f'"{line[: WIDTH - 1].rstrip()}…"'
