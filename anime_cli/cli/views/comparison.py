"""A diff in its forms: changes, numbers, a marked script, a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View, spoken
from anime_cli.cli.printed import DIFF
from anime_cli.cli.views.changes import change_data
from anime_cli.cli.views.changes import changes as lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from anime_cli.cli.output import Line, Part
    from anime_cli.cli.results.changes import Diff
    from anime_cli.cli.results.changes import Tally as TallyData
    from anime_cli.merge.tally import Tally
    from anime_cli.studio.comparing import Comparison

COLUMNS = ("document", "changes", "lines +", "-", "~", ">", "words +", "-")
STYLES = ("", "green", "red", "yellow", "cyan", "green", "red")


def changes(told: Comparison) -> View:
    """Show what changed, document by document."""
    return DIFF.view(_data(told), lines(told.changes, (*told.files, *told.formatting)))


def stat(told: Comparison) -> View:
    """Show what changed in numbers."""
    return DIFF.view(_data(told), _stat(told))


def script(told: Comparison, width: int) -> View:
    """Show the changed scenes as a script with marks, WIDTH cells wide at most."""
    from anime_cli.cli.views.marked import marked_script

    return DIFF.view(_data(told), marked_script(told, width))


def page(told: Comparison) -> str:
    """Return a page that shows both sides beside each other."""
    from anime_cli.cli.views.page import comparison_page

    return comparison_page(told)


def written(path: Path) -> View:
    """Show where the page was written."""
    return spoken(f"Wrote {path}.")


def _data(told: Comparison) -> Diff:
    from anime_cli.merge.tally import total

    rows = told.tallies
    return {
        "before": told.before,
        "after": told.after,
        "changes": [change_data(change) for change in told.changes],
        "files": list(told.files),
        "formatting": list(told.formatting),
        "stat": [{"path": row.path, "entity": row.entity, **_numbers(row)} for row in rows],
        "total": _numbers(total(rows)),
    }


def _numbers(row: Tally) -> TallyData:
    return {
        "changes": row.changes,
        "lines_added": row.lines_added,
        "lines_removed": row.lines_removed,
        "lines_changed": row.lines_changed,
        "lines_moved": row.lines_moved,
        "words_added": row.words_added,
        "words_removed": row.words_removed,
    }


def _stat(told: Comparison) -> Iterator[Line | Table]:
    from anime_cli.merge.tally import total

    rows = told.tallies
    if rows:
        yield Table(COLUMNS, [_row(row) for row in (*rows, total(rows))])
    yield from lines((), (*told.files, *told.formatting)) if told.files or told.formatting or not rows else ()


def _row(row: Tally) -> tuple[Part, ...]:
    numbers = row.numbers.values()
    cells = (Styled(str(number), style if number else "dim") for number, style in zip(numbers, STYLES, strict=True))
    return Styled(row.entity, "" if row.path else "bold"), *cells
