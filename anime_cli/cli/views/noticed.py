"""What a command that wrote broke, in a line or two beside its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.results.findings import NewProblem
    from anime_cli.story.continuity.finding import Finding


def noticed(problems: Sequence[Finding]) -> Iterator[str]:
    """Tell PROBLEMS that a command brought about: the first of them, how many, and the command that shows all."""
    if problems:
        first, *more = problems
        count = "1 new problem" if not more else f"{len(problems)} new problems, the first"
        yield f"{count}: {first.message} (anime story check)"


def noticed_data(problems: Sequence[Finding]) -> list[NewProblem]:
    """Return PROBLEMS as values of JSON."""
    return [
        {"rule": each.rule, "path": each.path, "scene": each.scene, "message": each.message, "hint": each.hint}
        for each in problems
    ]
