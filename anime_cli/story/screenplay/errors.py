"""What can be wrong with a script that somebody typed.

AnimeError
└── WorldError
    └── BadScript    lines of the script can't be read
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong with a script, in LINE (from 1)."""

    line: int
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        return f"line {self.line}: {self.told}"

    @property
    def told(self) -> str:
        """What is wrong, and what may be meant."""
        return f"{self.message} {self.hint}" if self.hint else self.message


class Misread(Exception):  # never reaches a person: it becomes a Mistake with its line
    """A piece of a line can't be read."""

    def __init__(self, message: str, hint: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.line = line

    def at(self, line: int) -> Mistake:
        """Return the mistake that this is, in LINE where it doesn't know its own."""
        return Mistake(self.line or line, self.message, self.hint)


class BadScript(WorldError):
    """A script can't be read; every mistake is named with its line."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda each: each.line))
        lines = [str(each) for each in self.mistakes]
        told = f"The script has {len(lines)} mistakes:" if len(lines) > 1 else "The script has a mistake:"
        super().__init__("\n".join([told, *(f"  {line}" for line in lines)]))
