"""Shows what a run of the benchmark found: on a terminal, and as a block of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from case import Case
    from merge_quality import Report
    from scoring import Score, Tally

BEGIN, END = "<!-- merge quality: begin -->", "<!-- merge quality: end -->"
_HEADS = ("merge", "pairs", "right", "needless", "wrong", "lost", "comments lost")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "–"  # noqa: RUF001  # a dash


def _row(name: str, tally: Tally | None) -> tuple[str, ...]:
    if tally is None:
        return (name, "not installed", "", "", "", "", "")
    counts = (tally.right, tally.needless, tally.wrong)
    return (name, f"{tally.pairs:,}", *(_share(each, tally.pairs) for each in counts), *_losses(name, tally))


def _losses(name: str, tally: Tally) -> tuple[str, str]:
    return f"{tally.lost:,}", f"{tally.comments:,}" if name[:3] != "git" and "nbdime" not in name else "not asked"


def _rows(report: Report) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    merges = [_row(name, tally) for name, tally in report.by_merge.items()]
    families = [_row(name, tally) for name, tally in sorted(report.by_family.items())]
    return merges, families


def terminal(report: Report) -> str:
    """Return the figures as aligned columns, and the failures that were asked for."""
    merges, families = _rows(report)
    asked = next(iter(report.by_merge.values()))
    lines = [*report.failures, f"seed {report.seed}; a person must decide {asked.asked if asked else 0} of the pairs"]
    rows = [_HEADS, *merges, (), *families]
    widths = [max(len(row[at]) for row in rows if row) for at in range(len(_HEADS))]
    lines += ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows]
    return "\n".join(lines)


def page(report: Report) -> str:
    """Return the figures as two tables of a page."""
    merges, families = _rows(report)
    asked = next(iter(report.by_merge.values()))
    many = (asked.pairs, asked.asked) if asked else (0, 0)
    rest = "Ours by what was edited; a pair counts in each row it has part in:"
    intro = f"Seed {report.seed}, {many[0]:,} pairs; in {many[1]:,} of them only a person can decide."
    return "\n\n".join([intro, _table(_HEADS, merges), rest, _table(("edits", *_HEADS[1:]), families)])


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, ("---", *("---:" for _ in heads[1:])), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def replaced(text: str, block: str, begin: str = BEGIN, end: str = END) -> str:
    """Return the page TEXT with BLOCK between its two marks, BEGIN and END.

    Raises:
        ValueError: the page has no such marks.
    """
    before, begun, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not begun or not ended:
        raise ValueError(f"the page has no {begin} … {end}")
    return f"{before}{begin}\n{block}\n{end}{after}"


def failure(case: Case, score: Score) -> str:
    """Return a failing case in a few lines: what both sides did, what came out, what is right."""
    lost = [f"  lost: {' '.join(score.lost)}"] if score.lost else []
    lost += [f"  comments lost: {score.comments}"] if score.comments else []
    hoped = "a person decides" if case.expected is None else f"one of {len(case.either) + 1} results"
    why = [f"    {line[:900]}" for line in score.why]
    return "\n".join([f"--- {score.verdict}: {case.kind}", case.told, f"  right: {hoped}", *lost, "  got:", *why, ""])
