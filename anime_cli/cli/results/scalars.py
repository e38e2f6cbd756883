"""Plain values that several results have: what they look like, as further words of JSON Schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any


@dataclass(frozen=True, slots=True)
class Facet:
    """Further words of JSON Schema about a value, with what each says."""

    words: tuple[tuple[str, Any], ...]


def facet(**words: Any) -> Facet:
    """Return WORDS of JSON Schema; what they say can be hashed, as types ask of what stands beside them."""
    return Facet(tuple(words.items()))


def one_of(*words: str | int) -> Facet:
    """Say that a value is one of WORDS, to which none is added under the same number."""
    return facet(enum=words)


def within(low: float, high: float | None = None) -> Facet:
    """Say that a number is LOW or more, and HIGH or less."""
    return facet(minimum=low) if high is None else facet(minimum=low, maximum=high)


Hash = Annotated[str, facet(pattern="^([0-9a-f]{40}|[0-9a-f]{64})$")]
"""A commit in full."""
Time = Annotated[str, facet(format="date-time", pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$")]
"""A time of the world with its zone."""
Date = Annotated[str, facet(format="date")]
Clock = Annotated[str, facet(pattern=r"^\d\d:\d\d$")]
"""A time of a story's day; a day may have more than 24 hours."""
Count = Annotated[int, within(0)]
Number = Annotated[int, within(1)]
Share = Annotated[float, within(0, 1)]
Level = Annotated[float, within(-1, 1)]
Seconds = Annotated[float, within(0)]
Position = Sequence[str | int]
"""The way to a value in a YAML file: keys of maps, places in lists from 0."""
