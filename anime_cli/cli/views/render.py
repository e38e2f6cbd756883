"""Plans and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import PLAN, RENDER, SHEET
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.drawing import Drawn as DrawnData
    from anime_cli.cli.results.drawing import Picture as PictureData
    from anime_cli.cli.results.drawing import Plan as PlanData
    from anime_cli.cli.results.drawing import PlannedShot
    from anime_cli.render.executor import Picture
    from anime_cli.render.plan import Entry, Plan
    from anime_cli.studio.drawing import Drawn, Sheet

STATUS = {"draw": "yellow", "cached": "dim"}


def plan(planned: Plan, *, why: bool = False) -> View:
    """Show what would be drawn; WHY adds the reasons."""
    data: PlanData = {
        "renderer": planned.renderer,
        "version": planned.version,
        "draw": len(planned.to_draw),
        "cached": len(planned.cached),
        "shots": [_entry_data(entry) for entry in planned.entries],
    }
    return PLAN.view(data, _plan(planned, why=why))


def _entry_data(entry: Entry) -> PlannedShot:
    return {
        "address": entry.address,
        "status": entry.status,
        "shot": entry.shot.shot,
        "on": list(entry.shot.on),
        "derived": entry.shot.derived,
        "key": entry.key,
        "why": list(entry.why),
    }


def _plan(planned: Plan, *, why: bool) -> Iterator[Line | Table]:
    columns = ("status", "shot", "framing", *(("why",) if why else ()))
    yield Table(columns, [_row(entry, why=why) for entry in planned.entries])
    yield f"{plural(len(planned.to_draw), 'picture')} to draw, {len(planned.cached)} there already."


def _row(entry: Entry, *, why: bool) -> tuple[str | Styled, ...]:
    cells = (Styled(entry.status, STATUS[entry.status]), entry.address, entry.shot.shot)
    return (*cells, "; ".join(entry.why)) if why else cells


def drawn(made: Drawn) -> View:
    """Show what was drawn."""
    return RENDER.view(_drawn_data(made), _drawn(made))


def _drawn_data(made: Drawn) -> DrawnData:
    return {
        "title": made.title,
        "renderer": made.plan.renderer,
        "drawn": made.fresh,
        "cached": len(made.pictures) - made.fresh,
        "pictures": [_picture_data(picture) for picture in made.pictures],
    }


def _picture_data(picture: Picture) -> PictureData:
    return {
        "address": picture.address,
        "key": picture.key,
        "path": str(picture.path),
        "drawn": picture.drawn,
        "seconds": round(picture.seconds, 3),
    }


def _drawn(made: Drawn) -> Iterator[Line | Table]:
    rows = [(Styled("drawn", "green"), p.address, str(p.path)) for p in made.pictures if p.drawn]
    if rows:
        yield Table(("", "shot", "picture"), rows)
    yield summary(made)


def summary(made: Drawn) -> str:
    """Say in one sentence what was drawn and what was there."""
    there = len(made.pictures) - made.fresh
    if not made.fresh:
        return f"Nothing to draw: {plural(there, 'picture')} {'is' if there == 1 else 'are'} there already."
    return f"{plural(made.fresh, 'picture')} drawn, {there} there already."


def sheet(made: Sheet) -> View:
    """Show where a contact sheet was written."""
    line: Line = ["Contact sheet: ", Styled(str(made.path), "bold"), f" ({plural(len(made.drawn.pictures), 'shot')})."]
    return SHEET.view({"path": str(made.path), **_drawn_data(made.drawn)}, [summary(made.drawn), line])
