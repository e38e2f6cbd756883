"""What story.yaml accepts of what a check finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from anime_cli.model.documents import StoryDocument
    from anime_cli.story.continuity.finding import Finding


def waive(document: StoryDocument, found: tuple[Finding, ...], today: date | None = None) -> tuple[Finding, ...]:
    """Mark those FOUND that story.yaml accepts on the day TODAY."""
    waived = _waivers(document, today)
    return tuple(replace(each, waived=True) if _is_waived(each, waived) else each for each in found)


def _is_waived(finding: Finding, waived: Collection[tuple[str, str | None]]) -> bool:
    return any((rule, finding.scene) in waived for rule in (finding.rule, finding.broken))


def _waivers(document: StoryDocument, today: date | None) -> set[tuple[str, str | None]]:
    if not document.waivers:
        return set()
    if today is None:
        from datetime import datetime

        today = datetime.now().astimezone().date()
    now = today.isoformat()
    return {(each.rule, each.scene) for each in document.waivers if each.until is None or each.until >= now}
