"""Shows what a run of the continuity benchmark found: on a terminal, and as a block of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from continuity import Report, Tally

BEGIN, END = "<!-- continuity: begin -->", "<!-- continuity: end -->"
_HEADS = ("rule", "by hand", "found", "holes", "found", "findings", "right")


def share(part: int, whole: int) -> str:
    """Return PART of WHOLE in percent, or a dash where there is nothing to share."""
    return f"{100 * part / whole:.1f} %" if whole else "–"  # noqa: RUF001  # a dash


def _row(rule: str, tally: Tally) -> tuple[str, ...]:
    hand = (f"{tally.by_hand}", share(tally.by_hand_found, tally.by_hand))
    holes = (f"{tally.holes:,}", share(tally.holes_found, tally.holes))
    return (rule, *hand, *holes, f"{tally.right + tally.false:,}", share(tally.right, tally.right + tally.false))


def _rows(report: Report) -> list[tuple[str, ...]]:
    from continuity import Tally

    numbers = ("by_hand", "by_hand_found", "holes", "holes_found", "right", "false")
    tallies = report.rules.values()
    total = Tally(**{name: sum(getattr(tally, name) for tally in tallies) for name in numbers})
    return [*(_row(rule, tally) for rule, tally in sorted(report.rules.items())), _row("all", total)]


def _intro(report: Report) -> str:
    quiet = f"{report.sound:,} sound stories; {share(report.quiet, report.sound)} of them without a warning or an error"
    return f"Seed {report.seed}, {quiet}, {report.remarks:,} remark{'' if report.remarks == 1 else 's'}."


def terminal(report: Report, *, ways: bool = False) -> str:
    """Return the figures as aligned columns, what went wrong, and the holes by their WAYS if asked for."""
    rows = [_HEADS, *_rows(report)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEADS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    by_way = [
        f"{rule}  {way}  {found} of {made}"
        for rule, tally in sorted(report.rules.items())
        for way, (made, found) in sorted(tally.ways.items())
    ]
    return "\n".join([*report.failures, _intro(report), *lines, *(by_way if ways else ())])


def page(report: Report) -> str:
    """Return the figures as a table of a page."""
    rows = [_HEADS, ("---", *("---:" for _ in _HEADS[1:])), *_rows(report)]
    return "\n\n".join([_intro(report), "\n".join(f"| {' | '.join(cells)} |" for cells in rows)])
