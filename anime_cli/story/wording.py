"""How a finding names what it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.scalars import write_clock, write_duration
from anime_cli.model.script import RENAMED, Action, Choice, Event, Item, Line, Shot
from anime_cli.model.values import Duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.model.documents import Scene
    from anime_cli.story.snapshot import Story

WIDTH = 40

HAPPENINGS: Mapping[str, str] = {
    "meets": "{who} meet",
    "learns": "{who} learns: {fact}",
    "reveals": "{by} tells {to}: {fact}",
    "gives": "{by} gives {to} {item}",
    "takes": "{by} takes {item}",
    "loses": "{who} loses {item}",
    "destroys": "{item} is destroyed",
    "arrives": "{who} arrives",
    "leaves": "{who} leaves",
    "injured": "{who} is hurt: {injury}",
    "heals": "{who} is healed: {injury}",
    "dies": "{who} dies",
    "born": "{who} is born",
    "feels": "{who} feels {emotion}",
    "relation": "{from} changes towards {to}",
    "grows": "{who} changes",
    "wears": "{who} puts on {outfit}",
    "sets_up": "the question is asked: {thread}",
    "pays_off": "the question is answered: {thread}",
}
"""How each event is told in a few words; what stands in braces are its keys."""

TOGETHER: Mapping[str, str] = {"arrives": "{who} arrive", "leaves": "{who} leave"}
"""The same where several people do it."""


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


def happening(story: Story, event: Event, names: Mapping[str, str] | None = None) -> str:
    """Return what EVENT says happens, with the texts of STORY, on one line; NAMES say what people are called."""
    people = names or {name: character.name for name, character in story.characters.items()}
    fields = (key for key in event.__dataclass_fields__ if key != "extra")
    words = {RENAMED.get(key, key): _words(story, key, getattr(event, key), people) for key in fields}
    several = event.kind in TOGETHER and len(getattr(event, "who", ())) > 1
    return " ".join((TOGETHER if several else HAPPENINGS)[event.kind].format_map(words).split())


def _words(story: Story, key: str, value: object, people: Mapping[str, str]) -> str:
    """Return the VALUE under KEY of an event as a sentence names it."""
    if isinstance(value, tuple):
        return " and ".join(people.get(each, each) for each in value)
    document, name = story.document, str(value)
    if key in {"who", "by", "to", "source"}:
        return people.get(name, name)
    if key == "fact" and name in document.facts:
        return document.facts[name].text
    if key == "thread" and name in document.threads:
        return document.threads[name].question
    return document.items[name].name if key == "item" and name in document.items else name
