"""What can be wrong with a document, named by file, line, column and field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in one file. `address` leads to the field; line and column count from 1, 0 when unknown."""

    path: str
    address: tuple[str | int, ...]
    message: str
    hint: str | None = None
    line: int = 0
    column: int = 0

    @property
    def field(self) -> str:
        """The address as a person writes it: cast.ren.intensity, script[3].say."""
        text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.address)
        return text.removeprefix(".")

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.field}: {self.message}" if self.address else f"{place}: {self.message}"


class ModelError(WorldError):
    """A document says what no document may say."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        lines = [str(problem) for problem in self.problems]
        if len(lines) > 1:
            lines.insert(0, f"{first.path} has {len(lines)} problems.")
        super().__init__("\n".join(lines), hint=next((p.hint for p in self.problems if p.hint), None))


class NotADocument(WorldError):
    """A path holds no document of a story."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is no document of a story.",
            hint="Documents are story.yaml, style.yaml and ID.yaml in chapters/, scenes/, characters/ and places/.",
        )


class StaleFacts(WorldError):
    """Remembered facts were written by another version, or are damaged."""

    def __init__(self, path: str) -> None:
        super().__init__(f"The remembered facts of {path} can't be used.", hint="They are read again from the file.")
