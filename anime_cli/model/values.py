"""Small values that the documents are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVELS = ("trust", "affection", "rivalry", "fear", "debt")
"""The five levels of a relation, each -1…1."""


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of story time: whole days of the story's calendar, and seconds."""

    days: int = 0
    seconds: int = 0

    def total(self, day: int = 86_400) -> int:
        """Return the length in seconds, for a calendar whose day lasts DAY seconds."""
        return self.days * day + self.seconds


@dataclass(frozen=True, slots=True)
class Born:
    """When a character was born: a year and a day of the year (1…366)."""

    year: int
    day: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How story days map to dates: `epoch` is an ISO date, `day` the length of a day in seconds."""

    epoch: str | None = None
    day: int = 86_400
    extra: Mapping[str, Any] = field(default_factory=dict)
