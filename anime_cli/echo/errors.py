"""What can go wrong in the writers' room.

UsageError
├── EmptyPremise      nothing was said to make a story of
├── BrainNotFound     no brain has this name
└── StructureNotFound the brain tells no story of this structure
EngineError
└── TaskNotKnown      the brain can't do what it was asked
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import EngineError, UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable


class EmptyPremise(UsageError):
    """The premise holds no word."""

    def __init__(self) -> None:
        super().__init__(
            "The premise is empty.",
            cause="A story is made from one sentence: who it is about, and what happens to them.",
            hint='anime new DIR --premise "A shy girl discovers she has magic powers"',
        )


class BrainNotFound(UsageError):
    """No brain has this name, built in or installed."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        super().__init__(
            f"There is no brain called '{name}'.",
            cause=f"The brains here are: {', '.join(names)}.",
            hint=did_you_mean(name, names) or "--brain planner",
        )


class StructureNotFound(UsageError):
    """The brain tells no story of this structure."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        super().__init__(
            f"There is no structure called '{name}'.",
            cause=f"The planner tells stories in: {', '.join(names)}.",
            hint=did_you_mean(name, names) or f"--structure {names[0]}",
        )


class TaskNotKnown(EngineError):
    """The brain can't do what it was asked."""

    def __init__(self, brain: str, task: str, known: Iterable[str]) -> None:
        super().__init__(
            f"The brain '{brain}' can't do '{task}'.",
            cause=f"It knows: {', '.join(sorted(known))}.",
            hint="Choose another brain with --brain.",
        )
