"""The check without its remarks: the small stories of tests declare more than their scenes take up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anime_cli.story.continuity.check import check as whole
from anime_cli.story.continuity.finding import INFO, SOMEWHERE

ORPHAN = "C06"

if TYPE_CHECKING:
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.snapshot import Story


def found(story: Story, rule: str) -> tuple[Finding, ...]:
    """Return what RULE finds in STORY, on whatever path."""
    return tuple(each for each in whole(story) if each.broken == rule)


def check(story: Story, *args: Any, **options: Any) -> tuple[Finding, ...]:
    """Return what a check of STORY finds, and what kept it from going every way, but no orphans and no other remark."""
    found = whole(story, *args, **options)
    return tuple(each for each in found if each.rule != ORPHAN and (each.severity != INFO or each.rule == SOMEWHERE))
