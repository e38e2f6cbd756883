"""What story.yaml accepts of what a check finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from anime_cli.model.documents import StoryDocument, Waiver
    from anime_cli.story.continuity.finding import Finding


def waive(document: StoryDocument, found: tuple[Finding, ...], today: date | None = None) -> tuple[Finding, ...]:
    """Mark those FOUND that story.yaml accepts on the day TODAY."""
    waived = _waivers(document, today)
    return tuple(replace(each, waived=True) if _is_waived(each, waived) else each for each in found)


def _is_waived(finding: Finding, waived: Collection[tuple[str, str | None]]) -> bool:
    return any((rule, finding.scene) in waived for rule in (finding.rule, finding.broken))


def ended(
    document: StoryDocument, found: tuple[Finding, ...], today: date | None = None
) -> tuple[tuple[Waiver, int], ...]:
    """Return the waivers that ended before TODAY, each with how many of those FOUND count again for that."""
    counting = [each for each in found if not each.waived]
    over = [each for each in document.waivers if each.until is not None and each.until < _day(today)]
    pairs = ((waiver, sum(_is_waived(each, {(waiver.rule, waiver.scene)}) for each in counting)) for waiver in over)
    return tuple((waiver, count) for waiver, count in pairs if count)


def _waivers(document: StoryDocument, today: date | None) -> set[tuple[str, str | None]]:
    if not document.waivers:
        return set()
    now = _day(today)
    return {(each.rule, each.scene) for each in document.waivers if each.until is None or each.until >= now}


def _day(today: date | None) -> str:
    if today is None:
        from datetime import datetime

        today = datetime.now().astimezone().date()
    return today.isoformat()
