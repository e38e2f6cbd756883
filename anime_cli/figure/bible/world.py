"""Places, facts, things and threads on the bible's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.figure.bible.wording import at, counted, fact_id, person_id, place_id, source_of
from anime_cli.figure.document import Grid, Labelled, Link, Note, Prose, Section, Soft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.figure.document import Block, Inline, Words
    from anime_cli.story.bible.book import Bible, FactEntry, Hand, ItemEntry, PlaceEntry, Spot, ThreadEntry

WIDEST = 10
"""People beside each other in the table of who knows what; with more it would be no table to look at."""


def places(bible: Bible) -> Section:
    """Set the places, where most scenes happen first."""
    return Section("places", "Places", sections=tuple(_place(place) for place in bible.places))


def _place(place: PlaceEntry) -> Section:
    blocks: list[Block] = [Prose(place.description)] if place.description else []
    entries: list[tuple[str, Words]] = [("happens there", (counted(place.scenes, "scene"),))]
    if place.routes:
        ways: list[Inline] = []
        for to, name, lasts in place.routes:
            ways += [*([", "] if ways else []), Link(name, place_id(to)), f" {lasts}"]
        entries.append(("ways from there", tuple(ways)))
    mark = (place.kind,) if place.kind else ()
    return Section(place_id(place.id), place.name, (*blocks, Labelled(tuple(entries))), mark=mark)


def facts(bible: Bible) -> Section:
    """Set the facts: at a glance who knows each, then one by one."""
    blocks = tuple(_glance(bible))
    return Section("facts", "Facts and who knows them", blocks, tuple(_fact(fact) for fact in bible.facts))


def _glance(bible: Bible) -> Iterator[Block]:
    secrets = [fact for fact in bible.facts if fact.secret]
    known = {each.who for fact in secrets for each in fact.knowers}
    people = [person for person in bible.characters if person.id in known]
    if secrets and len(people) <= WIDEST:
        yield Note(("Since which scene each secret is known to whom; ● is from the start.",))
        head = ("secret", *(person.name for person in people))
        yield Grid(head, tuple(_known(fact, [person.id for person in people]) for fact in secrets))


def _known(fact: FactEntry, people: list[str]) -> tuple[Words, ...]:
    since = {each.who: each.since for each in fact.knowers}
    cells = (_cell(since[who]) if who in since else ("",) for who in people)
    return (Link(fact.text, fact_id(fact.id)),), *cells


def _cell(spot: Spot | None) -> Words:
    if spot is None:
        return ("●",)
    return (Link(str(spot.number) if spot.number is not None else spot.title, f"scene-{spot.scene}"),)


def _fact(fact: FactEntry) -> Section:
    rows = tuple(((Link(each.name, person_id(each.who)),), at(each.since), source_of(each)) for each in fact.knowers)
    nobody = "Nobody knows it." if fact.secret else "Everybody knows it."
    known: Block = Grid(("known to", "since", "how"), rows) if rows else Note((nobody,))
    mark = ("secret" if fact.secret else "known to all",)
    return Section(fact_id(fact.id), fact.text, (known,), mark=mark)


def things(bible: Bible) -> Section:
    """Set the things and through whose hands each goes."""
    rows = tuple(_thing(item) for item in bible.items)
    return Section("things", "Things and who has them", (Grid(("thing", "begins with", "then"), rows),))


def _thing(item: ItemEntry) -> tuple[Words, ...]:
    first, *then = item.hands or (None,)
    begins: Words = (_holder(first) if first is not None else "nobody",)
    words: list[Inline] = []
    for hand in then:
        if hand is not None:
            words += [*([" → "] if words else []), _holder(hand), " in ", *at(hand.since)]
    return (item.name,), begins, tuple(words) or (Soft("for good"),)


def _holder(hand: Hand) -> Inline:
    if hand.gone:
        return "destroyed"
    return hand.who if hand.who is not None else Soft("nobody")


def threads(bible: Bible) -> Section:
    """Set the questions that the story asks."""
    rows = tuple(_thread(thread) for thread in bible.threads)
    return Section("threads", "Threads", (Grid(("question", "stands", "set up", "paid off", "due by"), rows),))


def _thread(thread: ThreadEntry) -> tuple[Words, ...]:
    ends = (at(spot, "nowhere") for spot in (thread.set_up, thread.paid_off))
    apart = thread.distance or 0
    later = f", {counted(apart, 'scene')} later" if apart > 0 else ""
    return (thread.question or thread.id,), (f"{thread.status}{later}",), *ends, (thread.due or "",)
