"""How the bible's pages name scenes, people and times, and where their links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.figure.document import Link, Soft

if TYPE_CHECKING:
    from anime_cli.figure.document import Words
    from anime_cli.story.bible.book import Learned, Spot, When


def scene_id(scene: str) -> str:
    """Return the id of a scene's section."""
    return f"scene-{scene}"


def person_id(who: str) -> str:
    """Return the id of a person's section."""
    return f"character-{who}"


def place_id(place: str) -> str:
    """Return the id of a place's section."""
    return f"place-{place}"


def fact_id(fact: str) -> str:
    """Return the id of a fact's section."""
    return f"fact-{fact}"


def at(spot: Spot | None, nowhere: str = "from the start") -> Words:
    """Return where something happens, as a link; NOWHERE where there is no spot."""
    if spot is None:
        return (Soft(nowhere),)
    return (Link(numbered(spot), scene_id(spot.scene)),)


def numbered(spot: Spot) -> str:
    """Return a scene's title behind its told number."""
    return f"{spot.number}. {spot.title}" if spot.number is not None else spot.title


def time_of(when: When) -> str:
    """Return a time: 'day 3, 18:40 (2024-04-11)'."""
    told = f"day {when.day}, {when.time}"
    return f"{told} ({when.date})" if when.date is not None else told


def source_of(learned: Learned) -> Words:
    """Return how somebody came to know a fact."""
    if learned.since is None:
        return ("",)
    return (f"told by {learned.source}",) if learned.source is not None else ("found out",)


def counted(number: int, noun: str) -> str:
    """Return NUMBER and NOUN: '1 scene', '3 scenes'."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
