"""The branches of a story as a graph: in the cells of a terminal, as rows, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table
from anime_cli.cli.printed import STORY_GRAPH
from anime_cli.cli.typeset import cells, fitted
from anime_cli.cli.views.history import commit_data
from anime_cli.figure.tracks import tracks
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from anime_cli.cli.output import Line, Part, View
    from anime_cli.cli.results.past import Ending as EndingData
    from anime_cli.cli.results.past import GraphCommit
    from anime_cli.cli.results.past import StoryGraph as GraphData
    from anime_cli.figure.tracks import Row
    from anime_cli.studio.graphing import Ending, Node, StoryGraph

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
CHANNEL = UP | DOWN
SIGNS = {
    0: " ", UP: "╵", DOWN: "╷", CHANNEL: "│", LEFT: "╴", RIGHT: "╶", LEFT | RIGHT: "─",
    UP | LEFT: "╯", UP | RIGHT: "╰", DOWN | LEFT: "╮", DOWN | RIGHT: "╭",
    CHANNEL | LEFT: "┤", CHANNEL | RIGHT: "├", LEFT | RIGHT | UP: "┴", LEFT | RIGHT | DOWN: "┬",
    CHANNEL | LEFT | RIGHT: "┼",
}  # fmt: skip
"""What connects the sides of a cell."""
BROKEN = "┊"
"""A line along which commits are left out."""
COLOURS = ("green", "cyan", "magenta", "yellow", "blue", "red")
"""The colours of the columns, over and over."""
NODES = {"checkpoint": "◆", "branch": "●", "merge": "●", "parting": "●", "first": "●", "cut": "◌"}
PLAIN = "○"
ENDING = 36
"""How many cells an ending fills at most."""


def graph(told: StoryGraph, written: Sequence[Path], width: int, *, interactive: bool) -> View:
    """Show the graph WIDTH cells wide, off a terminal as rows; WRITTEN are the files that were made."""
    data: GraphData = {
        "branch": told.branch,
        "all": told.every,
        "commits": [_data(node) for node in told.nodes],
        "files": [str(path) for path in written],
    }
    blocks: Iterable[Line | Table] = _Drawing(told, width).lines() if interactive else [_table(told)]
    return STORY_GRAPH.view(data, [*blocks, *(f"Written: {path}" for path in written)])


def _data(node: Node) -> GraphCommit:
    return {
        **commit_data(node.commit),
        "roles": list(node.roles),
        "branches": list(node.branches),
        "checkpoints": list(node.checkpoints),
        "ending": None if node.ending is None else _ending(node.ending),
        "current": node.current,
        "ways": [{"to": way.to, "hidden": way.hidden} for way in node.ways],
    }


def _ending(told: Ending) -> EndingData:
    return {"title": told.title or None, "tone": told.tone or None}


def _table(told: StoryGraph) -> Table:
    """Return a row for each commit: its id, time, writer, roles, names, ending, subject, the ways back."""
    rows = []
    for node in told.nodes:
        commit = node.commit
        ways = ", ".join(f"{way.to[:10]}+{way.hidden}" if way.hidden else way.to[:10] for way in node.ways)
        names = ", ".join((*node.branches, *node.checkpoints))
        when = commit.at.strftime("%Y-%m-%d %H:%M")
        roles = ", ".join(node.roles) or "-"
        ending = str(node.ending) if node.ending else "-"
        rows.append((commit.short, when, commit.author, roles, names or "-", ending, commit.subject, ways or "-"))
    return Table(("commit", "when", "who", "roles", "names", "ending", "what", "back to"), rows)


class _Drawing:
    """The lines of one graph."""

    def __init__(self, told: StoryGraph, width: int) -> None:
        self.told = told
        laid = tracks([node.point for node in told.nodes], told.trunk)
        self.rows = laid.rows
        self.columns = laid.width
        self.width = width

    def lines(self) -> Iterator[Line]:
        """Draw commit after commit, and how many are left out between them."""
        for node, row in zip(self.told.nodes, self.rows, strict=True):
            yield [*self._node(node, row), " ", *self._words(node)]
            if row.closing and row.opening:
                yield _trimmed(self._opening(row))
            if row.hidden:
                yield [*self._hidden(row), " ", Styled(_left_out(row), "dim")]

    def _node(self, node: Node, row: Row) -> list[Part]:
        """Draw a commit, the ways that end in it and, where there is room, those that begin."""
        grid = _upright(row.passing)
        for lane in row.closing:
            _connect(grid, row.column, lane, UP)
        for lane in () if row.closing else row.opening:
            _connect(grid, row.column, lane, CHANNEL if lane in row.joined else DOWN)
        glyph = next((NODES[role] for role in ("checkpoint", *NODES) if role in node.roles), PLAIN)
        return self._cells(grid, {2 * row.column: glyph})

    def _opening(self, row: Row) -> list[Part]:
        grid = _upright({*row.passing, *({row.column} if row.below else ())})
        for lane in row.opening:
            _connect(grid, row.column, lane, CHANNEL if lane in row.joined else DOWN)
        return self._cells(grid, {})

    def _hidden(self, row: Row) -> list[Part]:
        below = {*row.passing, *row.opening, *({row.column} if row.below else ())}
        return self._cells(_upright(below), {2 * lane: BROKEN for lane, _ in row.hidden})

    def _cells(self, grid: dict[int, int], glyphs: dict[int, str]) -> list[Part]:
        found: list[Part] = []
        for cell in range(2 * self.columns - 1):
            sign = glyphs.get(cell, SIGNS[grid.get(cell, 0)])
            found.append(Styled(sign, COLOURS[(cell + 1) // 2 % len(COLOURS)]) if sign != " " else " ")
        return found

    def _words(self, node: Node) -> list[Part]:
        """Tell a commit: its id and day, its names, what it says of itself."""
        commit = node.commit
        parts: list[Part] = [Styled(commit.short, "yellow"), Styled(f" {commit.at:%Y-%m-%d}", "dim"), " "]
        names = list(self._names(node))
        room = self.width - 2 * self.columns - cells("".join(map(_plain, [*parts, *names])))
        subject = fitted(commit.subject, max(1, room)).rstrip() if room > 0 else ""
        return [*parts, *names, subject]

    def _names(self, node: Node) -> Iterator[Part]:
        for name in node.branches:
            here = node.current and name == self.told.branch
            yield Styled(name, "bold green" if here else "bold")
            yield " (here) " if here else " "
        if node.current and self.told.branch not in node.branches:
            yield Styled("here ", "bold green")
        if node.ending is not None:
            yield Styled(f"{fitted(str(node.ending), ENDING).rstrip()} ", "magenta")
        for name in node.checkpoints:
            yield Styled(f"◆ {name} ", "yellow")
        if "cut" in node.roles:
            yield Styled("the clone begins here ", "dim")


def _upright(lanes: Iterable[int]) -> dict[int, int]:
    return {2 * lane: CHANNEL for lane in lanes}


def _connect(grid: dict[int, int], start: int, end: int, upright: int) -> None:
    """Draw a line from one column to another, where it goes on UPRIGHT."""
    step = 1 if end > start else -1
    for cell in range(2 * start + step, 2 * end, step):
        grid[cell] = grid.get(cell, 0) | LEFT | RIGHT
    grid[2 * start] = grid.get(2 * start, 0) | (RIGHT if step > 0 else LEFT)
    grid[2 * end] = grid.get(2 * end, 0) | upright | (LEFT if step > 0 else RIGHT)


def _trimmed(parts: list[Part]) -> list[Part]:
    while parts[-1] == " ":
        parts = parts[:-1]
    return parts


def _left_out(row: Row) -> str:
    return " · ".join(plural(count, "commit") for _, count in row.hidden)


def _plain(part: Part) -> str:
    return part.text if isinstance(part, Styled) else part


def svg(told: StoryGraph) -> str:
    """Return the picture of the graph."""
    from anime_cli.figure.branches import Mark, branches

    marks = [
        Mark(
            point=node.point,
            subject=node.commit.subject,
            note=f"{node.commit.at:%Y-%m-%d}, {node.commit.author}, {node.commit.short}",
            branches=node.branches,
            checkpoints=node.checkpoints,
            ending=str(node.ending) if node.ending else "",
            plain=not node.roles,
            current=node.current,
        )
        for node in told.nodes
    ]
    return branches(told.title, marks, told.trunk)
