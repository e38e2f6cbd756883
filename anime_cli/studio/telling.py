"""Tell of documents in the words of a story: kinds, names, numbers of things."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COUNTED = ("chapter", "scene", "character", "place")


def plural(number: int, noun: str) -> str:
    """Return NUMBER and NOUN: '1 scene', '3 scenes'."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(names: Iterable[str]) -> str:
    """Return NAMES as a sentence lists them: 'a', 'a and b', 'a, b and c'."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def counts(paths: Iterable[str]) -> Mapping[str, int]:
    """Return how many documents of each kind PATHS name, without opening any."""
    from anime_cli.model.kinds import kind_of

    found = dict.fromkeys(COUNTED, 0)
    for path in paths:
        kind = kind_of(path)
        if kind is not None and kind[0] in found:
            found[kind[0]] += 1
    return found


def counted(numbers: Mapping[str, int]) -> str:
    """Return what a story holds: '4 chapters, 12 scenes, 3 characters and 5 places'."""
    return listed(plural(number, kind) for kind, number in numbers.items())
