"""What events change, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anime_cli.model import script
from anime_cli.model.values import LEVELS
from anime_cli.story.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from anime_cli.model.documents import Scene
    from anime_cli.story.snapshot import Story


def sentences_of(story: Story, scene: Scene) -> Iterator[str]:
    """Yield what SCENE changes for good, in told order; who comes, goes, feels or changes clothes is left out."""
    for item in scene.script:
        told = TOLD.get(type(item))
        if told is not None:
            yield told(story, item)


def _names(story: Story, people: Iterable[str]) -> str:
    *first, last = [name_of(story, one) for one in people] or ["nobody"]
    return f"{', '.join(first)} and {last}" if first else last


def _fact(story: Story, name: str) -> str:
    return story.document.facts[name].text if name in story.document.facts else f"'{name}'"


def _thing(story: Story, name: str) -> str:
    return story.document.items[name].name if name in story.document.items else f"'{name}'"


def _question(story: Story, name: str) -> str:
    return story.document.threads[name].question if name in story.document.threads else f"'{name}'"


def _meets(story: Story, event: script.Meets) -> str:
    return f"{_names(story, event.who)} meet."


def _learns(story: Story, event: script.Learns) -> str:
    source = f" from {name_of(story, event.source)}" if event.source else ""
    return f"{name_of(story, event.who)} learns{source}: {_fact(story, event.fact)}"


def _reveals(story: Story, event: script.Reveals) -> str:
    return f"{name_of(story, event.by)} tells {_names(story, event.to)}: {_fact(story, event.fact)}"


def _gives(story: Story, event: script.Gives) -> str:
    return f"{name_of(story, event.by)} gives {name_of(story, event.to)} {_thing(story, event.item)}."


def _takes(story: Story, event: script.Takes) -> str:
    source = f" from {name_of(story, event.source)}" if event.source else ""
    return f"{name_of(story, event.by)} takes {_thing(story, event.item)}{source}."


def _loses(story: Story, event: script.Loses) -> str:
    return f"{name_of(story, event.who)} no longer has {_thing(story, event.item)}."


def _destroys(story: Story, event: script.Destroys) -> str:
    by = f" by {name_of(story, event.by)}" if event.by else ""
    return f"Destroyed{by}: {_thing(story, event.item)}."


def _injured(story: Story, event: script.Injured) -> str:
    by = f" by {name_of(story, event.by)}" if event.by else ""
    return f"{name_of(story, event.who)} is hurt{by}: {event.injury}."


def _heals(story: Story, event: script.Heals) -> str:
    return f"{name_of(story, event.who)} is healed: {event.injury}."


def _dies(story: Story, event: script.Dies) -> str:
    by = f", killed by {name_of(story, event.by)}" if event.by else ""
    return f"{name_of(story, event.who)} dies{by}."


def _born(story: Story, event: script.Born) -> str:
    return f"{name_of(story, event.who)} is born."


def _relation(story: Story, event: script.RelationChange) -> str:
    levels = ((level, getattr(event, level)) for level in LEVELS)
    changes = ", ".join(f"{level} {change:+g}" for level, change in levels if change is not None)
    return f"{name_of(story, event.source)} towards {name_of(story, event.to)}: {changes or 'no change'}."


def _grows(story: Story, event: script.Grows) -> str:
    begin = f"{name_of(story, event.who)}, {event.field_}"
    if event.to is None:
        return f"{begin} no longer: {event.source or 'nothing'}"
    return f"{begin} now: {event.to}" + (f" (before: {event.source})" if event.source else "")


def _sets_up(story: Story, event: script.SetsUp) -> str:
    return f"Set up: {_question(story, event.thread)}"


def _pays_off(story: Story, event: script.PaysOff) -> str:
    return f"Paid off: {_question(story, event.thread)}"


TOLD: Mapping[type[script.Item], Callable[[Story, Any], str]] = {
    script.Meets: _meets,
    script.Learns: _learns,
    script.Reveals: _reveals,
    script.Gives: _gives,
    script.Takes: _takes,
    script.Loses: _loses,
    script.Destroys: _destroys,
    script.Injured: _injured,
    script.Heals: _heals,
    script.Dies: _dies,
    script.Born: _born,
    script.RelationChange: _relation,
    script.Grows: _grows,
    script.SetsUp: _sets_up,
    script.PaysOff: _pays_off,
}
"""The sentence of each kind of event that changes something for good."""
