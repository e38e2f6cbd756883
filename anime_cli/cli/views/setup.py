"""What plain git needs in a clone, and what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.cli.printed import CLONED, SETUP
from anime_cli.history.attributes import FILE
from anime_cli.studio.telling import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.machine import Cloned as ClonedData
    from anime_cli.cli.results.machine import SetUp as SetUpData
    from anime_cli.history.setup import Part
    from anime_cli.studio.setting_up import Cloned, SetUp

STYLES = {"ok": "green", "set": "green", "removed": "yellow", "missing": "red", "outdated": "red"}


def set_up(told: SetUp) -> View:
    """Show each part and its state."""
    return SETUP.view(_data(told), _set_up(told))


def _data(told: SetUp) -> SetUpData:
    return {
        "parts": [{"name": part.name, "state": part.state, "detail": part.detail or None} for part in told.parts],
        "ready": not told.exit_code,
        "checked": told.checked,
    }


def _set_up(told: SetUp) -> Iterator[Line]:
    for part in told.parts:
        yield from _part(part)
    if told.exit_code:
        yield ["Next: ", Styled("anime story setup", "cyan")]
    elif any(part.name == FILE and part.state == "set" for part in told.parts):
        yield f"{FILE} has new lines; with them the story's other clones know what to ask for."
        yield ["Next: ", Styled(f'anime story commit -m "Name the merge driver" {FILE}', "cyan")]
    else:
        yield "Plain git merges and shows this story in story terms."


def _part(part: Part) -> Iterator[Line]:
    detail = Styled(f"  {part.detail}", "dim") if part.detail else ""
    yield [Styled(part.state.ljust(8), STYLES[part.state]), f" {part.name}", detail]


def cloned(told: Cloned) -> View:
    """Show a story that was cloned."""
    data: ClonedData = {
        "url": told.url,
        "folder": str(told.folder),
        "title": told.title,
        "counts": dict(told.counts),
        "setup": _data(told.setup),
    }
    return CLONED.view(data, _cloned(told))


def _cloned(told: Cloned) -> Iterator[Line]:
    yield [Styled(told.title, "bold"), f" is cloned into {told.folder}: {counted(told.counts)}."]
    if any(part.name == FILE and part.state == "set" for part in told.setup.parts):
        yield f"{FILE} has new lines that name the merge driver; they are not committed."
    yield ["Next: ", Styled(f"anime -C {told.folder} story read", "cyan")]
