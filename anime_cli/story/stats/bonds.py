"""Bonds: how many people mean something to each other when the story ends, and how many of those ties are bad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import State, Value

GOOD, BAD = ("trust", "affection"), ("rivalry", "fear")
"""Levels that make a tie good or bad; a debt may be either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """Ties from one person to another at the end of the story.

    `negative` is the share of ties in which rivalry and fear outweigh trust and affection, `density` the ties over all
    that could be among the story's people.
    """

    ties: Annotated[int, "Ties from one person to another at the end."]
    negative: Annotated[
        float | None, "The share of ties in which rivalry and fear outweigh trust and affection; None: there are none."
    ]
    density: Annotated[float | None, "The ties over all that could be; None: there could be none."]


def bonds(story: Story, end: State) -> Bonds:
    """Count the ties of STORY in the state at its END."""
    people = set(story.characters)
    ties = [
        levels
        for (source, to), levels in end.relations.items()
        if source != to and {source, to} <= people and any(value.value for value in levels.values())
    ]
    possible = len(people) * (len(people) - 1)
    return Bonds(
        ties=len(ties),
        negative=sum(_weight(levels) < 0 for levels in ties) / len(ties) if ties else None,
        density=len(ties) / possible if possible else None,
    )


def _weight(levels: Mapping[str, Value[float]]) -> float:
    value = {level: each.value for level, each in levels.items()}
    return sum(value.get(level, 0.0) for level in GOOD) - sum(value.get(level, 0.0) for level in BAD)
