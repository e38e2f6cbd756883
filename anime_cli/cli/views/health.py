"""What was examined: each part well, or with what mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import DOCTOR
from anime_cli.cli.typeset import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.machine import Doctor
    from anime_cli.studio.health import Examined, Health

STATE = 6
"""The width of the column that says how a part is."""


def health(found: Health, width: int | None) -> View:
    """Show each part: as lines WIDTH cells wide, or without a width as rows of state, part, detail and mend."""
    data: Doctor = {
        "ready": not found.exit_code,
        "parts": [
            {"name": each.part, "ok": each.well, "detail": each.detail, "mend": each.mend} for each in found.parts
        ],
    }
    if width is None:
        rows = [(_state(each), each.part, each.detail, each.mend or "") for each in found.parts]
        return DOCTOR.view(data, [Table((), rows)])
    return DOCTOR.view(data, _lines(found, width))


def _state(part: Examined) -> str:
    return "ok" if part.well else "mend"


def _lines(found: Health, width: int) -> Iterator[Line]:
    label = max(len(each.part) for each in found.parts)
    for each in found.parts:
        first, *rest = wrap(each.detail, width - STATE - label - 2) or [""]
        state = Styled(_state(each).ljust(STATE), "green" if each.well else "red bold")
        yield [state, Styled(each.part.ljust(label), "cyan"), f"  {first}"]
        margin = " " * (STATE + label + 2)
        for line in rest:
            yield margin + line
        for line in wrap(each.mend or "", width - len(margin)):
            yield [margin, Styled(line, "yellow")]
    yield ""
    wrong = sum(not each.well for each in found.parts)
    yield "Everything is well." if not wrong else f"{wrong} of {len(found.parts)} parts to mend."
