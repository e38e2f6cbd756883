"""A card: what holds at a moment, a row a value, each with what made it so."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.cli.output import Styled, Table
from anime_cli.cli.typeset import cells, fitted, wrap
from anime_cli.cli.views.timeline import when_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from anime_cli.cli.output import Line, Part
    from anime_cli.cli.results.causes import Because, DatedMoment
    from anime_cli.story.calendar import When
    from anime_cli.story.state import Cause
    from anime_cli.studio.people import Shown

COLUMNS = ("what", "value", "scene:item", "because")
GAP = 2
SHARE = 0.56
"""How much of a line values take, beside the reasons."""


class Row(NamedTuple):
    """One value: what it is, how it is said, what made it so (None: it held before the first scene), and in words."""

    what: str
    value: str
    cause: Cause | None = None
    reason: str = ""


def card(title: str, subtitle: str, rows: Sequence[Row], width: int | None) -> Iterator[Line | Table]:
    """Set a card WIDTH cells wide; without a width it is a table of its rows alone."""
    if width is None:
        yield Table(COLUMNS, [(row.what, row.value, address(row.cause), row.reason) for row in rows])
        return
    yield from (Styled(line, "bold") for line in wrap(title, width))
    yield from (Styled(line, "dim") for line in wrap(subtitle, width))
    yield ""
    yield from _rows(rows, width)


def _rows(rows: Iterable[Row], width: int) -> Iterator[Line]:
    rows = list(rows)
    label = max((cells(row.what) for row in rows), default=0)
    room = width - label - 2 * GAP
    value = round(room * SHARE)
    before = None
    for row in rows:
        wide = value if row.reason else room
        what = row.what if row.what != before else ""
        before = row.what
        for name, said, why in zip_longest([what], wrap(row.value, wide), wrap(row.reason, room - value), fillvalue=""):
            left: list[Part] = [Styled(fitted(name, label), "cyan"), " " * GAP]
            yield [*left, fitted(said, value) + " " * GAP, Styled(why, "dim")] if why else [*left, said]


def address(cause: Cause | None) -> str:
    """Return where a value comes from as SCENE:ITEM, SCENE, or nothing."""
    if cause is None:
        return ""
    return cause.scene if cause.item is None else f"{cause.scene}:{cause.item}"


def because(cause: Cause | None, text: str) -> Because | None:
    """Return where a value comes from as values of JSON; None: it held before the first scene."""
    return None if cause is None else caused(cause, text)


def caused(cause: Cause, text: str) -> Because:
    """Return what made something so as values of JSON, with TEXT that says it in words."""
    return {"scene": cause.scene, "item": cause.item, "text": text}


def moment_data(shown: Shown, when: When | None) -> DatedMoment:
    """Return a moment as values of JSON."""
    moment = shown.moment
    return {
        "address": moment.address,
        "scene": moment.scene,
        "item": moment.item,
        "when": None if when is None else when_data(when),
    }


def moment_line(shown: Shown, when: When | None) -> str:
    """Say a moment: which scene, or which item of it, is over, and when that scene begins."""
    moment, story = shown.moment, shown.story
    if moment.scene is None:
        return "before the first scene"
    scene = story.scenes[moment.scene]
    where = f'when "{scene.title or scene.id}" is over'
    if moment.item is not None:
        item = next(each for each in scene.script if each.id == moment.item)
        where = f'in "{scene.title or scene.id}", after: {shown.teller.item(item)}'
    if story.number_of(scene.id) is None:
        return f"{where}; no chapter lists it"
    date = f", {when.iso}" if when is not None and when.iso else ""
    return where + (f"; it begins on day {when.day} at {when.clock}{date}" if when is not None else "")
