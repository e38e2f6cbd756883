"""Who knows what: blocks for a person at a terminal, a row for each knower in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import FACTS, KNOWS
from anime_cli.cli.typeset import cells, padded, paragraphs
from anime_cli.cli.views.moment import address, cause_data, moment_data, moment_words
from anime_cli.story.wording import name_of
from anime_cli.studio.telling import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line, Part
    from anime_cli.cli.results.knowledge import Fact, Facts, Knows
    from anime_cli.cli.results.knowledge import Knowing as KnowingData
    from anime_cli.cli.terminal import Terminal
    from anime_cli.story.knowledge import Chain, Knowing
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.knowing import FactEntry, FactList, Known

START = "from the start"
INDENT = 2


def facts(found: FactList, terminal: Terminal, *, leaked: bool = False) -> View:
    """Show facts and who knows each; LEAKED tells by which chain each secret came out."""
    data: Facts = {
        "revision": found.revision,
        "moment": moment_data(found.moment.address),
        "facts": [_fact_data(entry) for entry in found.facts],
    }
    if not terminal.interactive:
        return FACTS.view(data, [Table(("fact", "kind", "who", "since", "from", "text"), list(_fact_rows(found)))])
    return FACTS.view(data, _facts(found, terminal.width, leaked=leaked))


def known(found: Known, terminal: Terminal) -> View:
    """Show what somebody knows, and which secrets they don't."""
    data: Knows = {
        "revision": found.revision,
        "moment": moment_data(found.moment.address),
        "who": found.who,
        "knows": [
            {**_knowing_data(each), "fact": each.fact, "text": _text(found.story, each.fact)} for each in found.known
        ],
        "common": list(found.common),
        "unknown": [
            {
                "fact": each.fact,
                "text": _text(found.story, each.fact),
                "later": None if each.later is None else _knowing_data(each.later),
            }
            for each in found.unknown
        ],
    }
    if not terminal.interactive:
        return KNOWS.view(data, [Table(("fact", "state", "since", "from", "text"), list(_known_rows(found)))])
    return KNOWS.view(data, _known(found, terminal.width))


def _fact_data(entry: FactEntry) -> Fact:
    return {
        "id": entry.id,
        "text": entry.fact.text,
        "secret": entry.fact.secret,
        "known_by": list(entry.fact.known_by),
        "knowers": [_knowing_data(each) for each in entry.knowers],
        "leaks": [[_knowing_data(link) for link in chain] for chain in entry.leaks],
    }


def _knowing_data(knowing: Knowing) -> KnowingData:
    return {"who": knowing.who, "since": cause_data(knowing.cause), "from": knowing.source}


def _text(story: Story, fact: str) -> str:
    told = story.document.facts.get(fact)
    return told.text if told is not None else ""


def _kind(entry: FactEntry) -> str:
    return "secret" if entry.fact.secret else "known to all"


def _fact_rows(found: FactList) -> Iterator[Sequence[Part]]:
    for entry in found.facts:
        start = (entry.id, _kind(entry))
        for each in entry.knowers:
            yield *start, each.who, address(each.cause) or "start", each.source or "", entry.fact.text
        if not entry.knowers:
            yield *start, "", "", "", entry.fact.text


def _known_rows(found: Known) -> Iterator[Sequence[Part]]:
    for each in found.known:
        text = _text(found.story, each.fact)
        yield each.fact, "knows", address(each.cause) or "start", each.source or "", text
    for fact in found.common:
        yield fact, "known to all", "", "", _text(found.story, fact)
    for lack in found.unknown:
        later = (address(lack.later.cause) or "", lack.later.source or "") if lack.later else ("", "")
        yield lack.fact, "unknown", *later, _text(found.story, lack.fact)


def _facts(found: FactList, width: int, *, leaked: bool) -> Iterator[Line | Table]:
    yield f"Facts {moment_words(found.story, found.moment)}"
    for entry in found.facts:
        yield ""
        yield [Styled(entry.id, "bold"), "  ", Styled(_kind(entry), "yellow" if entry.fact.secret else "dim")]
        yield from paragraphs(entry.fact.text, width, INDENT)
        yield from _chains(found.story, entry.leaks) if leaked else _knowers(found.story, entry)
    if not found.facts:
        yield ""
        yield "No secret has come out." if leaked else "The story tells of no facts."


def _knowers(story: Story, entry: FactEntry) -> Iterator[Line]:
    if not entry.knowers and entry.fact.secret:
        yield Styled("  Nobody knows it.", "dim")
    names = [name_of(story, each.who) for each in entry.knowers]
    wide = max(map(cells, names), default=0)
    since = [address(each.cause) or START for each in entry.knowers]
    long = max(map(cells, since), default=0)
    for name, where, each in zip(names, since, entry.knowers, strict=True):
        how = "" if each.from_the_start else _told_by(story, each)
        line = f"  {padded(name, wide)}  {padded(where, long)}  "
        yield [line.rstrip()] if not how else [line, Styled(how, "dim")]


def _chains(story: Story, leaks: Sequence[Chain]) -> Iterator[Line]:
    for chain in leaks:
        first, last = chain[0], chain[-1]
        names = [name_of(story, each.who) for each in chain]
        if first.source is not None:
            names.insert(0, f"{name_of(story, first.source)} (who did not know it)")
        how = " found out" if len(names) == 1 else ""
        yield [f"  {' → '.join(names)}{how}  ", Styled(address(last.cause) or START, "dim")]


def _told_by(story: Story, knowing: Knowing) -> str:
    return "found out" if knowing.source is None else f"told by {name_of(story, knowing.source)}"


def _known(found: Known, width: int) -> Iterator[Line | Table]:
    name = name_of(found.story, found.who)
    yield [Styled(name, "bold"), f", {moment_words(found.story, found.moment)}"]
    for each in found.known:
        how = START if each.from_the_start else f"{address(each.cause)}, {_told_by(found.story, each)}"
        yield from _entry(found, each.fact, how, width)
    for lack in found.unknown:
        how = "does not know it, now or later"
        if lack.later is not None:
            how = f"does not know it until {address(lack.later.cause)}, {_told_by(found.story, lack.later)}"
        yield from _entry(found, lack.fact, how, width, "red")
    if found.common:
        yield ""
        yield f"Known to all: {listed(found.common)}."
    secrets = len(found.known) + len(found.unknown)
    yield ""
    yield f"{name} knows {len(found.known)} of {plural(secrets, 'secret')}." if secrets else "There are no secrets."


def _entry(found: Known, fact: str, how: str, width: int, style: str = "green") -> Iterator[Line]:
    yield ""
    yield [Styled(fact, "bold"), "  ", Styled(how, style)]
    yield from paragraphs(_text(found.story, fact), width, INDENT)
