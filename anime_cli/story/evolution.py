"""How somebody changes in the course of a story: what they were at one moment, what they are at another, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from anime_cli.model.documents import Scene
from anime_cli.model.script import Grows, RelationChange, Wears
from anime_cli.model.values import LEVELS
from anime_cli.story.changes import apply
from anime_cli.story.moment import Moment
from anime_cli.story.portrait import GROWING, portrait
from anime_cli.story.state import Person, State, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from anime_cli.model.documents import Character
    from anime_cli.model.script import Event
    from anime_cli.story.course import Course, Step
    from anime_cli.story.state import Cause

Told = str | float | bool | tuple[str, ...] | None
"""What can be said of an aspect; None is nothing."""

FIELDS = (*GROWING, "voice")
"""What somebody has one of, and what a `grows` event may change beside the traits."""

NOWHERE = Scene(id="", title="", place="", script=())


class Aspect(NamedTuple):
    """One thing that can be said of somebody.

    `kind` is alive, traits, want, need, fear, flaw, voice, wears, hurt, knows, met, towards or from; `about` is the
    injury, the fact or the other person, `level` that of a relation.
    """

    kind: str
    about: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """An aspect that changed: what it was, what it is, and the steps that made it so, in the order they happened.

    An injury that came and went was nothing and is nothing.
    """

    aspect: Aspect
    before: Told
    after: Told
    reasons: tuple[Cause, ...]

    @property
    def gained(self) -> tuple[str, ...]:
        """The traits that are new."""
        return _missing(self.after, self.before)

    @property
    def lost(self) -> tuple[str, ...]:
        """The traits that are gone."""
        return _missing(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Years:
    """An age in completed years at both moments, and the birthdays between them; `known` where the day is told."""

    before: int
    after: int
    birthdays: tuple[date, ...]
    known: bool


@dataclass(frozen=True, kw_only=True)
class Evolution:
    """Somebody at two moments of a course: `before` and `after` as a document would have them, and what changed."""

    character: Character
    course: Course
    before: Character
    after: Character
    changes: tuple[Change, ...]
    years: Years | None


def evolve_character(character: Character, events: Iterable[Event]) -> Character:
    """Return CHARACTER as EVENTS, in that order, make them: traits, want, need, fear, flaw, voice, the outfit worn.

    Events of other people, and those that change nothing a document says of somebody, leave the character as it is.
    """
    state = State(people={character.id: _first(character)})
    for event in events:
        if isinstance(event, (Grows, Wears)) and event.who == character.id:
            state = apply(state, event, NOWHERE)
    return as_of(character, state.person(character.id))


def as_of(character: Character, person: Person) -> Character:
    """Return CHARACTER as a document would have them, being as PERSON says: the outfit that is worn stands first."""
    grown: dict[str, Any] = {field: person.grown[field].value for field in GROWING if field in person.grown}
    voice = character.voice
    if "voice" in person.grown:
        voice = replace(voice, register=person.grown["voice"].value)
    outfits, worn = character.outfits, person.outfit.value
    if worn is not None and worn in outfits and next(iter(outfits)) != worn:
        outfits = {worn: outfits[worn], **outfits}
    return replace(character, traits=person.traits.value, voice=voice, outfits=outfits, **grown)


def evolution(course: Course, character_id: str) -> Evolution:
    """Return how a character of the story changes in COURSE.

    Raises:
        KeyError: the story has no such character.
    """
    character = course.story.characters[character_id]
    first, last = course.since.state, course.until.state
    return Evolution(
        character=character,
        course=course,
        before=as_of(character, first.person(character_id)),
        after=as_of(character, last.person(character_id)),
        changes=tuple(_changes(course, character)),
        years=_years(course, character),
    )


def _first(character: Character) -> Person:
    return Person(traits=Value(character.traits), outfit=Value(next(iter(character.outfits), None)))


def _missing(one: Told, other: Told) -> tuple[str, ...]:
    if not isinstance(one, tuple) or not isinstance(other, tuple):
        return ()
    return tuple(each for each in one if each not in other)


def _changes(course: Course, character: Character) -> Iterator[Change]:
    before, after = (dict(_aspects(moment.state, character)) for moment in (course.since, course.until))
    reasons: dict[Aspect, list[Cause]] = {}
    for step in course.steps:
        for aspect in _touched(step, character):
            reasons.setdefault(aspect, []).append(step.cause)
    for aspect in sorted({*before, *after, *reasons}, key=_rank):
        old, new = before.get(aspect), after.get(aspect)
        if old != new or (aspect.kind == "hurt" and aspect in reasons):
            yield Change(aspect, old, new, tuple(reasons.get(aspect, ())))


ORDER = ("alive", "wears", "hurt", "traits", *FIELDS, "knows", "met", "towards", "from")


def _rank(aspect: Aspect) -> tuple[int, str, str]:
    return ORDER.index(aspect.kind), aspect.about, aspect.level


def _touched(step: Step, character: Character) -> Iterator[Aspect]:
    """Yield the aspects that STEP changes; what is worn in a flashback or a dream is not taken along."""
    who, item = character.id, step.item
    if isinstance(item, RelationChange) and who in {item.source, item.to}:
        kind, other = ("towards", item.to) if item.source == who else ("from", item.source)
        pairs = ((level, (item.source, item.to, level)) for level in LEVELS)
        moved = (level for level, at in pairs if step.before.level(*at) != step.after.level(*at))
        yield from (Aspect(kind, other, level) for level in moved)
    before, after = step.before.person(who), step.after.person(who)
    if before is not after:
        yield from _changed(before, after, character)
        if before.outfit.value != after.outfit.value and not step.apart:
            yield Aspect("wears")


def _changed(before: Person, after: Person, character: Character) -> Iterator[Aspect]:
    """Yield what is told of a person and differs, but for the clothes; maps that are the same are not looked into."""
    if before.alive.value != after.alive.value:
        yield Aspect("alive")
    if before.traits.value != after.traits.value:
        yield Aspect("traits")
    maps = (
        ("hurt", before.injuries, after.injuries),
        ("knows", before.knows, after.knows),
        ("met", before.met, after.met),
    )
    for kind, old, new in maps:
        if old is not new:
            yield from (Aspect(kind, about) for about in old.keys() ^ new.keys())
    if before.grown is not after.grown:
        was, now = _grown(character, before), _grown(character, after)
        yield from (Aspect(field) for field in FIELDS if was[field] != now[field])


def _aspects(state: State, character: Character) -> Iterator[tuple[Aspect, Told]]:
    """Yield all that holds of a character in STATE."""
    person = state.person(character.id)
    yield Aspect("alive"), person.alive.value
    yield Aspect("traits"), person.traits.value
    yield Aspect("wears"), person.outfit.value
    yield from ((Aspect(field), text) for field, text in _grown(character, person).items())
    yield from ((Aspect("hurt", injury), True) for injury in person.injuries)
    yield from ((Aspect("knows", fact), True) for fact in person.knows)
    yield from ((Aspect("met", other), True) for other in person.met)
    for (source, to), levels in state.relations.items():
        if character.id in {source, to}:
            kind, other = ("towards", to) if source == character.id else ("from", source)
            yield from ((Aspect(kind, other, level), value.value) for level, value in levels.items())


def _grown(character: Character, person: Person) -> Mapping[str, str | None]:
    after = as_of(character, person)
    return {**{field: getattr(after, field) for field in GROWING}, "voice": after.voice.register}


def _years(course: Course, character: Character) -> Years | None:
    """Return the ages at both ends; before the first scene counts the day on which the first present one begins."""
    ends = [portrait(course.fold, moment, character.id) for moment in (_begun(course), course.until)]
    before, after = (end.age for end in ends)
    days = [end.when.date if end.when is not None else None for end in ends]
    if before is None or after is None or character.born is None or days[0] is None or days[1] is None:
        return None
    turned = [_birthday(character.born.year + number, character.born.day) for number in range(before + 1, after + 1)]
    return Years(before, after, tuple(day for day in turned if day is not None), character.born.day is not None)


def _begun(course: Course) -> Moment:
    if course.since.scene is not None or not course.order:
        return course.since
    first = min(course.order, key=lambda here: (here.scene.mode is not None, here.told))
    return Moment(first.scene.id, None, course.since.state)


def _birthday(year: int, day: int | None) -> date | None:
    """Return the day on which a year of life is complete; a 366th day falls on the next New Year in a short year."""
    try:
        return date(year, 1, 1) + timedelta(days=(day or 1) - 1)
    except (ValueError, OverflowError):
        return None
