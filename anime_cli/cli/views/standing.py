"""How far an open merge is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.merging import OpenMerge
    from anime_cli.studio.conflicts import Standing


def merge_data(told: Standing) -> OpenMerge:
    """Return how far a merge is as values of JSON."""
    return {
        "name": told.name,
        "operation": told.operation,
        "conflicts": len(told.conflicts),
        "problems": len(told.problems),
        "trouble": told.trouble,
        "next": told.next,
    }


def merge_lines(told: Standing) -> Iterator[Line]:
    """Tell in one line what is left of a merge and the command to go on with."""
    yield [
        Styled(f"The {told.operation} of {told.name} is not finished, {left(told)}: ", "yellow"),
        Styled(told.next, "cyan"),
    ]
    if told.trouble:
        yield f"  {told.trouble}"


def left(told: Standing) -> str:
    """Return what is left: '2 conflicts left', '1 problem left', 'nothing left to settle'."""
    if told.trouble:
        return "and a file of it can't be read"
    if told.conflicts:
        return f"{plural(len(told.conflicts), 'conflict')} left"
    return f"{plural(len(told.problems), 'problem')} left" if told.problems else "nothing left to settle"
