"""People on the bible's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.figure.bible.wording import at, fact_id, person_id, source_of
from anime_cli.figure.colour import colours, is_hex
from anime_cli.figure.document import Grid, Labelled, Link, Note, Prose, Section, Soft, Swatch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.figure.document import Block, Words
    from anime_cli.story.bible.book import Bible, Change, CharacterEntry, Tie


def characters(bible: Bible) -> Section:
    """Set everybody, who is in the most scenes first."""
    facts = {fact.id: fact.text for fact in bible.facts}
    return Section("characters", "Characters", sections=tuple(_person(each, facts) for each in bible.characters))


def _person(person: CharacterEntry, facts: Mapping[str, str]) -> Section:
    mark = (*_swatch(person.hair), *((person.role,) if person.role else ()))
    return Section(person_id(person.id), person.name, tuple(_told(person, facts)), mark=mark)


def _swatch(hair: str | None) -> tuple[Swatch, ...]:
    """Return a patch of the hair's colour, where it is one."""
    if not hair:
        return ()
    if is_hex(hair):
        return (Swatch(hair),)
    known = colours().mentioned(hair)
    return (Swatch(colours()[known]),) if known is not None else ()


def _told(person: CharacterEntry, facts: Mapping[str, str]) -> Iterator[Block]:
    if person.backstory:
        yield Prose(person.backstory)
    if person.about:
        yield Labelled(tuple((label, (words,)) for label, words in person.about))
    if person.changes:
        rows = tuple(_change(change) for change in person.changes)
        yield Grid(("", "begins", "ends", "since"), rows)
    if person.ties:
        yield Grid(("towards", "from the beginning to the end"), tuple(_tie(tie) for tie in person.ties))
    if person.knows:
        rows = tuple(
            ((Link(facts.get(each.fact, each.fact), fact_id(each.fact)),), at(each.since), source_of(each))
            for each in person.knows
        )
        yield Grid(("knows", "since", "how"), rows)
    yield Note(_seen(person))


def _change(change: Change) -> tuple[Words, ...]:
    same = change.first == change.last
    ends: Words = (Soft("the same"),) if same else (change.last or Soft("nothing"),)
    since = at(change.since, "") if change.since is not None else ("",)
    return (change.what,), (change.first or Soft("nothing"),), ends, since


def _tie(tie: Tie) -> tuple[Words, ...]:
    levels = (
        f"{level} {_level(last)}" if first == last else f"{level} {_level(first)} → {_level(last)}"
        for level, (first, last) in tie.levels.items()
    )
    return (Link(tie.name, person_id(tie.to)),), (", ".join(levels),)


def _level(level: float) -> str:
    return f"{level:+g}" if level else "0"


def _seen(person: CharacterEntry) -> Words:
    if person.first is None or person.last is None:
        return ("In no scene.",)
    if person.scenes == 1:
        return ("Only in ", *at(person.first), ".")
    return (f"In {person.scenes} scenes, from ", *at(person.first), " to ", *at(person.last), ".")
