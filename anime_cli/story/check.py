"""The continuity check, as the rest of the house calls it; `story/continuity/` has its rules."""

from __future__ import annotations

from anime_cli.story.continuity.check import cards_of, check, counting, judged
from anime_cli.story.continuity.finding import ERROR, INFO, WARNING, Evidence, Finding
from anime_cli.story.continuity.registry import RULES
from anime_cli.story.continuity.rule import Rule

__all__ = [
    "ERROR",
    "INFO",
    "RULES",
    "WARNING",
    "Evidence",
    "Finding",
    "Rule",
    "cards_of",
    "check",
    "counting",
    "judged",
]
