"""The continuity check: what all rules find, in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.load import file_of
from anime_cli.story.continuity.card import card_of
from anime_cli.story.continuity.finding import ERROR
from anime_cli.story.continuity.reading import Reading
from anime_cli.story.continuity.registry import RULES
from anime_cli.story.continuity.rule import Page
from anime_cli.story.continuity.somewhere import on_some_path, ways_not_gone
from anime_cli.story.continuity.waiving import waive
from anime_cli.story.references import documents_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from anime_cli.model.documents import Document
    from anime_cli.story.continuity.card import Card
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.snapshot import Story


def check(story: Story, today: date | None = None, cards: Mapping[str, Card] | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with STORY, in told order.

    CARDS are those of its documents by path, where they are known; then only what they don't settle is read. Findings
    that story.yaml waives, on the day TODAY, are marked `waived` and don't count.
    """
    reading = Reading(story, cards_of(story) if cards is None else cards)
    return waive(story.document, findings(reading), today)


def findings(reading: Reading) -> tuple[Finding, ...]:
    """Return what all rules find in a story as READING has it, in told order, whatever is waived."""
    return together(reading.story, overlooked(reading), watched(reading))


def overlooked(reading: Reading, *, counting: bool = False) -> tuple[Finding, ...]:
    """Return what the rules find that look at the story as a whole; COUNTING leaves out those that find no error."""
    rules = (rule for rule in RULES.values() if rule.counts or not counting)
    return tuple(finding for rule in rules for finding in rule.find(reading))


def watched(reading: Reading) -> tuple[Finding, ...]:
    """Return what the rules find that look at states, each fault once: on the first visit that shows it."""
    first: dict[tuple[object, ...], Finding] = {}
    for finding in _seen(reading):
        first.setdefault(finding.identity, finding)
    return tuple(first.values())


def together(story: Story, whole: Sequence[Finding], seen: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what was found in STORY as a WHOLE, and what was SEEN besides, in told order."""
    known = {each.identity for each in whole}
    found = (*whole, *(each for each in seen if each.identity not in known))
    return tuple(sorted(found, key=lambda finding: _order(story, finding)))


def _seen(reading: Reading) -> Iterator[Finding]:
    rules = [rule for rule in RULES.values() if rule.watches]
    for visit in reading.walk.visits():
        for rule in rules:
            for finding in rule.watch(reading, visit):
                yield finding if visit.first else on_some_path(reading, visit.path, finding)
    yield from ways_not_gone(reading)


def cards_of(story: Story) -> dict[str, Card]:
    """Return the card of every document of STORY, by path."""
    return {file_of(document): judged(document) for document in documents_of(story)}


def judged(document: Document, warnings: Sequence[str] = ()) -> Card:
    """Return the card of DOCUMENT with the rules that it breaks by itself, and with the WARNINGS about its file."""
    page = Page(document)
    return card_of(page, tuple(rule.id for rule in RULES.values() if rule.alone(page)), warnings)


def counting(findings: tuple[Finding, ...], severity: str = ERROR) -> tuple[Finding, ...]:
    """Return the findings of one SEVERITY that nobody waived."""
    return tuple(each for each in findings if each.severity == severity and not each.waived)


def _order(story: Story, finding: Finding) -> tuple[object, ...]:
    number = story.number_of(finding.scene) if finding.scene is not None else None
    address = tuple((1, part, "") if isinstance(part, int) else (0, 0, part) for part in finding.address)
    return (number or 0, finding.path, address, finding.rule, finding.message)
