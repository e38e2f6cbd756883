"""Events and causes in the words of the story, as in 'Ren gives Sakura a brass key'."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from anime_cli.model import script
from anime_cli.model.values import LEVELS
from anime_cli.story.wording import named, quoted, titled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Cause

ENDS = tuple(".?!\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH QUESTION MARK}\N{FULLWIDTH EXCLAMATION MARK}")
"""What a sentence may end with, in English and in Japanese."""


def closed(sentence: str) -> str:
    """Return SENTENCE with a full stop, where it does not end already: a story's own words may bring their end."""
    return sentence if sentence.endswith(ENDS) else f"{sentence}."


class Teller:
    """Tells what events say, in the words of one story; NAMES has what people are called, by id, where it differs."""

    def __init__(self, story: Story, names: Mapping[str, str] | None = None) -> None:
        self.story = story
        known = {name: character.name for name, character in story.characters.items()}
        self.names = known if names is None else names

    def name(self, person: str) -> str:
        """Return what somebody is called, the id where no document tells of them."""
        return self.names.get(person, person)

    def people(self, ids: Iterable[str]) -> str:
        """Return several people as a sentence lists them: 'a, b and c'."""
        *first, last = [self.name(each) for each in ids] or ["nobody"]
        return f"{', '.join(first)} and {last}" if first else last

    def fact(self, fact: str) -> str:
        """Return what a fact says, the id where story.yaml does not have it."""
        told = self.story.document.facts.get(fact)
        return _line(told.text).rstrip(".") if told is not None else f"'{fact}'"

    def thing(self, item: str) -> str:
        """Return what a thing is called, the id where story.yaml does not have it."""
        told = self.story.document.items.get(item)
        return told.name if told is not None else f"'{item}'"

    def place(self, place: str) -> str:
        """Return what a place is called, the id where no document tells of it."""
        told = self.story.places.get(place)
        return told.name if told is not None else f"'{place}'"

    def said(self, event: script.Event) -> str:
        """Say an event in one sentence, without its full stop and its note."""
        return SENTENCES[type(event)](self, event)

    def event(self, event: script.Event) -> str:
        """Say an event in one sentence, without its full stop; its note stands behind it."""
        return self.said(event) + _note(event)

    def item(self, item: script.Item) -> str:
        """Say any item of a script: an event as a sentence, a line with who says it, the rest by pointing at it."""
        if isinstance(item, script.Event):
            return self.event(item)
        return f"{self.name(item.who)}: {named(item)}" if isinstance(item, script.Line) else named(item)

    def happens(self, item: script.Item) -> str:
        """Say what happens at an item, as it may stand behind a 'when'."""
        if isinstance(item, script.Line):
            return f"{self.name(item.who)} says {quoted(item.say)}"
        if isinstance(item, script.Feels):
            return f"{self.name(item.who)} feels {item.emotion}"
        return self.said(item) if isinstance(item, script.Event) else named(item)

    def cause(self, cause: Cause | None) -> str:
        """Say where a value comes from: the title of the scene, and what happens there; without a cause nothing."""
        if cause is None:
            return ""
        item = self._found(cause)
        return self._in(cause, self.item(item), item) if item is not None else f"{self._scene(cause)} begins"

    def telling(self, cause: Cause | None) -> str:
        """Say where somebody's knowledge comes from, without the fact itself."""
        item = self._found(cause)
        if cause is None or not isinstance(item, (script.Learns, script.Reveals)):
            return self.cause(cause)
        if isinstance(item, script.Reveals):
            return self._in(cause, f"{self.name(item.by)} tells {self.people(item.to)}{_note(item)}", item)
        source = f" from {self.name(item.source)}" if item.source else ""
        return self._in(cause, f"{self.name(item.who)} learns it{source}{_note(item)}", item)

    def change(self, cause: Cause | None, level: str) -> str:
        """Say which change made the LEVEL of a relation what it is."""
        item = self._found(cause)
        if cause is None or not isinstance(item, script.RelationChange):
            return self.cause(cause)
        return self._in(cause, f"{getattr(item, level) or 0:+g}{_note(item)}", item)

    def _in(self, cause: Cause, said: str, item: script.Item) -> str:
        """Put what is SAID of an item into its scene, with the event that caused it."""
        before = self._events.get(item.because) if isinstance(item, script.Event) and item.because else None
        why = f", because {self.said(before)}" if before is not None else ""
        return f"{self._scene(cause)}: {said}{why}"

    def _scene(self, cause: Cause) -> str:
        return titled(self.story.scenes[cause.scene])

    def _found(self, cause: Cause | None) -> script.Item | None:
        if cause is None or cause.item is None:
            return None
        return next((each for each in self.story.scenes[cause.scene].script if each.id == cause.item), None)

    @cached_property
    def _events(self) -> Mapping[str, script.Event]:
        """The events that may be a cause, by id."""
        items = (item for scene in self.story.scenes.values() for item in scene.script)
        return {item.id: item for item in items if isinstance(item, script.Event) and item.named}


def _line(text: str) -> str:
    return " ".join(text.split())


def _note(event: script.Event) -> str:
    return f" ({_line(event.note).rstrip('.')})" if event.note else ""


def _meets(tell: Teller, event: script.Meets) -> str:
    return f"{tell.people(event.who)} meet"


def _learns(tell: Teller, event: script.Learns) -> str:
    source = f" from {tell.name(event.source)}" if event.source else ""
    return f"{tell.name(event.who)} learns{source}: {tell.fact(event.fact)}"


def _reveals(tell: Teller, event: script.Reveals) -> str:
    return f"{tell.name(event.by)} tells {tell.people(event.to)}: {tell.fact(event.fact)}"


def _gives(tell: Teller, event: script.Gives) -> str:
    return f"{tell.name(event.by)} gives {tell.name(event.to)} {tell.thing(event.item)}"


def _takes(tell: Teller, event: script.Takes) -> str:
    source = f" from {tell.name(event.source)}" if event.source else ""
    return f"{tell.name(event.by)} takes {tell.thing(event.item)}{source}"


def _loses(tell: Teller, event: script.Loses) -> str:
    return f"{tell.name(event.who)} loses {tell.thing(event.item)}"


def _destroys(tell: Teller, event: script.Destroys) -> str:
    thing = tell.thing(event.item)
    return f"{tell.name(event.by)} destroys {thing}" if event.by else f"{thing} is destroyed"


def _arrives(tell: Teller, event: script.Arrives) -> str:
    return f"{tell.people(event.who)} {_verb(event.who, 'arrive')}"


def _leaves(tell: Teller, event: script.Leaves) -> str:
    goal = f" for {tell.place(event.to)}" if event.to else ""
    return f"{tell.people(event.who)} {_verb(event.who, 'leave')}{goal}"


def _verb(who: tuple[str, ...], verb: str) -> str:
    return verb if len(who) > 1 else f"{verb}s"


def _injured(tell: Teller, event: script.Injured) -> str:
    by = f", by {tell.name(event.by)}" if event.by else ""
    return f"{tell.name(event.who)} is hurt{by}: {_line(event.injury)}"


def _heals(tell: Teller, event: script.Heals) -> str:
    return f"{tell.name(event.who)} heals: {_line(event.injury)}"


def _dies(tell: Teller, event: script.Dies) -> str:
    return f"{tell.name(event.who)} dies" + (f", by {tell.name(event.by)}" if event.by else "")


def _born(tell: Teller, event: script.Born) -> str:
    return f"{tell.name(event.who)} is born" + (f" to {tell.name(event.by)}" if event.by else "")


def _feels(tell: Teller, event: script.Feels) -> str:
    strength = f" {event.intensity:g}" if event.intensity is not None else ""
    return f"{tell.name(event.who)} feels {event.emotion}{strength}"


def _relation(tell: Teller, event: script.RelationChange) -> str:
    changes = ((level, getattr(event, level)) for level in LEVELS)
    said = ", ".join(f"{level} {change:+g}" for level, change in changes if change is not None)
    return f"{tell.name(event.source)} changes towards {tell.name(event.to)}" + (f": {said}" if said else "")


def _grows(tell: Teller, event: script.Grows) -> str:
    before = f"from {_grown(event.source)} " if event.source else ""
    after = f"to {_grown(event.to)}" if event.to else "to nothing"
    return f"{tell.name(event.who)} grows, {event.field_} {before}{after}"


def _grown(text: str) -> str:
    """Return a word as it is, a sentence in quotes and without its full stop."""
    line = _line(text).rstrip(".")
    return line if line == line.casefold() else f'"{line}"'


def _wears(tell: Teller, event: script.Wears) -> str:
    return f"{tell.name(event.who)} puts on: {event.outfit}"


def _question(tell: Teller, thread: str) -> str:
    told = tell.story.document.threads.get(thread)
    return _line(told.question) if told is not None else f"'{thread}'"


def _sets_up(tell: Teller, event: script.SetsUp) -> str:
    return f"the question is asked: {_question(tell, event.thread)}"


def _pays_off(tell: Teller, event: script.PaysOff) -> str:
    return f"the question is answered: {_question(tell, event.thread)}"


SENTENCES: Mapping[type[script.Event], Callable[[Teller, Any], str]] = {
    script.Meets: _meets,
    script.Learns: _learns,
    script.Reveals: _reveals,
    script.Gives: _gives,
    script.Takes: _takes,
    script.Loses: _loses,
    script.Destroys: _destroys,
    script.Arrives: _arrives,
    script.Leaves: _leaves,
    script.Injured: _injured,
    script.Heals: _heals,
    script.Dies: _dies,
    script.Born: _born,
    script.Feels: _feels,
    script.RelationChange: _relation,
    script.Grows: _grows,
    script.Wears: _wears,
    script.SetsUp: _sets_up,
    script.PaysOff: _pays_off,
}
"""How each kind of event is said."""
