"""What a change of the files brought: findings that are new, and those that are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.cli.printed import CHECK_TURN
from anime_cli.cli.views.check import finding_data, finding_lines
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.findings import CheckTurn
    from anime_cli.studio.watching import Turn


def turn(found: Turn, *, first: bool) -> View:
    """Show a turn; the FIRST has all that is found."""
    data: CheckTurn = {
        "new": [finding_data(each) for each in found.new],
        "gone": [finding_data(each) for each in found.gone],
        "errors": found.checked.errors if found.checked is not None else None,
        "broken": found.broken.message if found.broken is not None else None,
    }
    return CHECK_TURN.view(data, _turn(found, first=first))


def _turn(found: Turn, *, first: bool) -> Iterator[Line]:
    for each in found.gone:
        told = "".join(part if isinstance(part, str) else part.text for part in next(finding_lines(each)))
        yield [Styled("gone", "green"), f"  {told}"]
    for each in found.new:
        said = finding_lines(each)
        head = next(said)
        parts = head if isinstance(head, list) else [head]
        yield parts if first else [Styled("new", "yellow"), "   ", *parts]
        yield from said
    if found.broken is not None:
        yield [Styled("broken", "red bold"), f"  {found.broken.message}"]
    elif found.checked is not None:
        yield Styled(f"{_sum(found.checked.errors, len(found.checked.findings))}", "dim")


def _sum(errors: int, findings: int) -> str:
    return f"{plural(findings, 'finding')}, {plural(errors, 'error')} among them." if findings else "Nothing is found."
