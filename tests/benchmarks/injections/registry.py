"""The table of injections, and short ways to name a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from telling import Telling

    Way = Callable[[Telling, Random], Fault]

WAYS: dict[str, list[Way]] = {}


def breaks(rule: str) -> Callable[[Way], Way]:
    """Enter a function into the table as a way to break RULE."""

    def entered(way: Way) -> Way:
        WAYS.setdefault(rule, []).append(way)
        return way

    return entered


def fault(rule: str, *scenes: str, also: tuple[str, ...] = (), because: str | None = None) -> Fault:
    """Return a fault of RULE at any of SCENES (or anywhere), with the rules that ALSO may speak, wherever they do."""
    return Fault(rule, frozenset(scenes), because=because, also=tuple(Fault(each) for each in also))


def filed(rule: str, *paths: str) -> Fault:
    """Return a fault of RULE in any of the documents at PATHS."""
    return Fault(rule, paths=frozenset(paths))
