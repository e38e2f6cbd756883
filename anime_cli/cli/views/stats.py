"""The figures of a story: sections for a person at a terminal, a row for each figure in a pipe."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import STATS
from anime_cli.cli.typeset import cells, wrap
from anime_cli.story.wording import name_of
from anime_cli.studio.telling import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.telling import Stats as StatsData
    from anime_cli.cli.terminal import Terminal
    from anime_cli.story.stats.agency import Agency
    from anime_cli.story.stats.coherence import Coherence
    from anime_cli.story.stats.repetition import Again
    from anime_cli.story.stats.structure import Structure
    from anime_cli.studio.measuring import Measured

    Row = tuple[str, str, str]

BAR = 20
"""Cells of a bar that stands for all."""
NOTHING = "nothing to count"
NAMED = 3
"""How many of the most frequent are named for people."""


def stats(measured: Measured, terminal: Terminal) -> View:
    """Show every figure by itself."""
    told = measured.stats
    data: StatsData = {
        "revision": measured.revision,
        "title": measured.story.document.title,
        "structure": told.structure,
        "causality": told.causality,
        "agency": told.agency,
        "feeling": told.feeling,
        "bonds": told.bonds,
        "repetition": told.repetition,
        "cliches": told.cliches,
        "coherence": told.coherence,
    }
    rows = tuple(_rows(measured, bars=terminal.interactive))
    if not terminal.interactive:
        return STATS.view(data, [Table(("kind", "figure", "value"), rows)])
    return STATS.view(data, _page(measured, rows, terminal.width))


def _page(measured: Measured, rows: Iterable[Row], width: int) -> Iterator[Line]:
    yield Styled(measured.story.document.title, "bold")
    found = list(rows)
    margin = max(cells(figure) for _, figure, _ in found) + 4
    for kind, group in groupby(found, key=lambda row: row[0]):
        yield ""
        yield Styled(kind, "cyan")
        for _, figure, told in group:
            first, *rest = wrap(told, max(width - margin, margin)) or [""]
            yield [Styled("  " + figure + " " * (margin - 2 - cells(figure)), "dim"), first]
            yield from (" " * margin + line for line in rest)
    yield ""
    yield Styled("No figure is a mark for quality.", "dim")


def _rows(measured: Measured, *, bars: bool) -> Iterator[Row]:
    told = measured.stats
    yield from (("coherence", *row) for row in _coherence(told.coherence))
    yield from (("structure", *row) for row in _structure(measured, told.structure))
    chain = " → ".join(told.causality.chain)
    yield "causality", "events with a cause", _share(told.causality.caused, of=f" of {told.causality.events}")
    yield "causality", "longest chain", f"{plural(told.causality.longest, 'event')}{': ' if chain else ''}{chain}"
    yield from (("people", *row) for row in _people(measured, told.agency, bars=bars))
    yield (
        "feeling",
        "emotions shown",
        f"{told.feeling.distinct}{': ' if told.feeling.emotions else ''}" + ", ".join(told.feeling.emotions),
    )
    yield "feeling", "turns", str(told.feeling.turns)
    dense = "" if told.bonds.density is None else f", {_share(told.bonds.density)} of all that could be"
    yield "bonds", "ties at the end", f"{told.bonds.ties}{dense}"
    yield "bonds", "bad ties", _share(told.bonds.negative)
    again = told.repetition
    yield "repetition", "runs in two scenes", f"{_share(again.repeated, 1)}{_named(again.runs)}"
    pairs = "" if again.distinct_2 is None else f", pairs {_share(again.distinct_2)}"
    yield "repetition", "different words", f"{_share(again.distinct_1)}{pairs}"
    yield "repetition", "sentences again", f"{again.twice}{_named(again.sentences)}"
    names = ", ".join(each.text for each in told.cliches.names)
    yield "clichés", "stock names", f"{len(told.cliches.names)}{': ' if names else ''}{names}"
    phrases = listed(f'"{each.text}" {_times(each.times)}' for each in told.cliches.phrases)
    yield (
        "clichés",
        "stock phrases",
        f"{sum(each.times for each in told.cliches.phrases)}{': ' if phrases else ''}{phrases}",
    )


def _coherence(told: Coherence) -> Iterator[tuple[str, str]]:
    sound = told.scenes - len(told.faulty)
    yield "scenes without error", f"{_share(told.score)}, {sound} of {told.scenes}"
    if told.faulty:
        yield "scenes with an error", ", ".join(told.faulty)
    if told.elsewhere:
        yield "errors in no scene", str(told.elsewhere)


def _structure(measured: Measured, told: Structure) -> Iterator[tuple[str, str]]:
    counted = (plural(told.chapters, "chapter"), plural(told.scenes, "scene"), f"{told.words:,} words")
    yield "length", listed(counted)
    numbers = {
        "answered": told.answered,
        "answered late": told.late,
        "open": told.open,
        "overdue": told.overdue,
        "never set up": told.never_set_up,
    }
    stand = listed(f"{number} {name}" for name, number in numbers.items() if number)
    yield "threads", f"{told.threads}{': ' if stand else ''}{stand}"
    if told.distance is not None:
        yield "set-up to pay-off", f"{told.distance:.1f} scenes on average, {told.longest_distance} at most"
    chapters = measured.story.chapters
    parts = ", ".join(f"{chapters[name].title} {_share(part)}" for name, part in told.shares.items())
    even = f"evenness {told.balance:.2f}: " if told.balance is not None else ""
    yield "chapters", f"{even}{parts}" or NOTHING


def _people(measured: Measured, told: Agency, *, bars: bool) -> Iterator[tuple[str, str]]:
    for who, share in told.people.items():
        bar = ("█" * round(BAR * share.part) or "·") + " " if bars else ""
        said = f"{bar}{_share(share.part)} of the words, {plural(share.turns, 'turn')} ({share.initiated} unasked)"
        yield name_of(measured.story, who), f"{said}, {plural(share.actions, 'action')}"
    yield "turns unasked", _share(told.initiated)
    yield "speech", NOTHING if told.speech is None else f"Gini {told.speech:.2f}"


def _named(found: tuple[Again, ...]) -> str:
    named = listed(f'"{each.text}" {_times(each.times)}' for each in found[:NAMED])
    return f": {named}" if named else ""


def _times(number: int) -> str:
    return "once" if number == 1 else "twice" if number == 2 else f"{number} times"  # noqa: PLR2004  # the word


def _share(value: float | None, digits: int = 0, of: str = "") -> str:
    return NOTHING if value is None else f"{100 * value:.{digits}f} %{of}"
