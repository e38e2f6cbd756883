"""What a command shows: one value with two faces, lines and tables for people, an envelope of JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from anime_cli.cli.terminal import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.cli.terminal import Terminal


class Styled(NamedTuple):
    """Some words and how they look where colour is allowed: words of `terminal.STYLES`."""

    text: str
    style: str


Part = str | Styled
Line = str | Styled | list[Part]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; off a terminal they are tab-separated, without a heading."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Part]]


@dataclass(frozen=True, slots=True)
class View:
    """A result: `what` and `data` make its JSON document, `blocks` its text; `Result.view` makes it."""

    what: str
    data: Mapping[str, Any]
    blocks: Iterable[Line | Table]


def spoken(*lines: Line) -> View:
    """Show LINES to people alone: the command prints no JSON there."""
    return View("", {}, lines)


def envelope(what: str, data: Mapping[str, Any]) -> str:
    """Return DATA as one JSON document that names its schema."""
    return _json(what, data, indent=2)


def _json(what: str, data: Mapping[str, Any], indent: int | None = None) -> str:
    return json.dumps({"schema": f"anime/{what}/1", **data}, default=asdict, ensure_ascii=False, indent=indent)


def show(view: View, terminal: Terminal, *, as_json: bool) -> None:
    """Write VIEW to the terminal's results."""
    if as_json:
        terminal.out.write(envelope(view.what, view.data) + "\n")
        return
    for text in told(view, terminal):
        terminal.out.write(text)


def told(view: View, terminal: Terminal) -> Iterator[str]:
    """Yield the text of VIEW as TERMINAL shows it, block by block."""
    for block in view.blocks:
        yield _table(block, terminal) if isinstance(block, Table) else _line(block, terminal) + "\n"


def show_next(view: View, terminal: Terminal, *, as_json: bool) -> None:
    """Write VIEW as one of a stream, at once: a line of JSON for each, or its text."""
    if as_json:
        terminal.out.write(_json(view.what, view.data) + "\n")
    else:
        show(view, terminal, as_json=False)
    terminal.out.flush()


def _line(line: Line, terminal: Terminal) -> str:
    parts: Sequence[Part] = line if isinstance(line, list) else [line]
    return "".join(_part(part, terminal) for part in parts)


def _part(part: Part, terminal: Terminal) -> str:
    return terminal.styled(part.text, part.style) if isinstance(part, Styled) else harmless(part)


def _text(part: Part) -> str:
    return part.text if isinstance(part, Styled) else part


def _table(table: Table, terminal: Terminal) -> str:
    if terminal.interactive:
        return _columns(table, terminal)
    rows = ([" ".join(harmless(_text(cell)).split()) for cell in row] for row in table.rows)
    return "".join("\t".join(row) + "\n" for row in rows)


def _columns(table: Table, terminal: Terminal) -> str:
    from rich.console import Console
    from rich.table import Column
    from rich.table import Table as Grid
    from rich.text import Text

    columns = (Column(name, overflow="fold") for name in table.columns)
    grid = Grid(*columns, box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for row in table.rows:
        grid.add_row(*(Text(harmless(_text(cell)), cell.style if isinstance(cell, Styled) else "") for cell in row))
    colour = terminal.coloured(terminal.out)
    console = Console(
        file=terminal.out,
        width=terminal.width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
    )
    with console.capture() as captured:
        console.print(grid)
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())
