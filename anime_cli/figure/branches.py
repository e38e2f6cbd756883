"""The branches of a story as a picture: a column for each, the newest above, with what happened beside its dot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.fonts import width_of
from anime_cli.figure.ground import ACCENT, EDGE, FAINT, GROUND, INK, PAPER, WIDTH, letters, tint
from anime_cli.figure.path import Path, polygon
from anime_cli.figure.svg import Svg
from anime_cli.figure.tracks import tracks
from anime_cli.figure.typeset import clipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.figure.path import Point as Spot
    from anime_cli.figure.tracks import Edge, Point

HEAD, STEP, COLUMN, FOOT = 120.0, 52.0, 30.0, 56.0
"""The space above the first row, between two rows, between two columns, and below the last."""
DOT, RING = 8.0, 3.5
"""The radius of a dot, and what is free around that of the commit where the files stand."""
BEND = 26.0
"""How high the curve is in which a way changes its column."""
SUBJECT, NOTE = 16, 13
PILL, LONGEST = 22.0, 280.0
"""How high the ground of a name is, and how long a name may be."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A commit: its place in the history, what it says of itself, who made it when, and what it is called."""

    point: Point
    subject: str
    note: str
    branches: tuple[str, ...] = ()
    checkpoints: tuple[str, ...] = ()
    ending: str = ""
    plain: bool = False
    current: bool = False


def branches(title: str, marks: Sequence[Mark], trunk: str | None = None) -> str:
    """Return the picture of MARKS, later ones first, in SVG, 1280 pixels wide; TRUNK's past is the first column."""
    picture = _Picture(marks, trunk)
    height = round(HEAD + STEP * len(marks) + FOOT)
    picture.svg.rect(0, 0, WIDTH, height, GROUND)
    picture.head(title)
    for edge in sorted(picture.laid.edges, key=lambda edge: -edge.column):
        picture.way(edge)
    for index, mark in enumerate(marks):
        picture.mark(index, mark)
    picture.legend(height - 24)
    return picture.svg.document(WIDTH, height, (0, 0, WIDTH, height), f"{title}: branches")


class _Picture:
    """A picture in the making."""

    def __init__(self, marks: Sequence[Mark], trunk: str | None) -> None:
        self.marks = marks
        self.laid = tracks([mark.point for mark in marks], trunk)
        self.svg = Svg("b", "sans-serif")
        self.step = min(COLUMN, (WIDTH / 2 - EDGE) / max(1, self.laid.width))
        self.text = EDGE + self.step * self.laid.width + 14

    def at(self, row: float, column: int) -> Spot:
        """Return the middle of a cell."""
        return EDGE + DOT + self.step * column, HEAD + STEP * row

    def head(self, title: str) -> None:
        """Write the title and what the picture holds in numbers."""
        names = sum(len(mark.branches) for mark in self.marks)
        kept = sum(len(mark.checkpoints) for mark in self.marks)
        hidden = sum(edge.hidden for edge in self.laid.edges)
        said = [(names, "branch", "branches"), (kept, "checkpoint", "checkpoints")]
        said += [(len(self.marks) + hidden, "commit", "commits")]
        counts = [f"{number} {one if number == 1 else many}" for number, one, many in said if number]
        self.svg.text(EDGE, 52, clipped(title, 30, WIDTH - 2 * EDGE, bold=True), letters(30, bold=True))
        self.svg.text(EDGE, 78, ", ".join(counts), letters(15, FAINT))

    def way(self, edge: Edge) -> None:
        """Draw the way between two dots; broken where commits on it are left out, with their number."""
        start, end = (
            self.at(edge.row, self.laid.rows[edge.row].column),
            self.at(edge.to, self.laid.rows[edge.to].column),
        )
        x = self.at(0, edge.column)[0]
        path = Path(start)
        if x != start[0]:
            path = path.cubic((start[0], start[1] + BEND / 2), (x, start[1] + BEND / 2), (x, start[1] + BEND))
        if x != end[0]:
            path = path.line((x, end[1] - BEND))
            path = path.cubic((x, end[1] - BEND / 2), (end[0], end[1] - BEND / 2), end)
        else:
            path = path.line(end)
        dash = "2 7" if edge.hidden else ""
        self.svg.path(str(path), stroke=tint(edge.column), width=3, dash=dash)
        if edge.hidden:
            self._count(edge.hidden, (x, start[1] + STEP / 2))

    def _count(self, number: int, middle: Spot) -> None:
        text = str(number)
        width = max(16.0, width_of(text, 11) + 8)
        self.svg.rect(middle[0] - width / 2, middle[1] - 8, width, 16, GROUND, radius=8)
        self.svg.text(middle[0], middle[1] + 4, text, letters(11, FAINT, anchor="middle"))

    def mark(self, index: int, mark: Mark) -> None:
        """Draw a dot, or the diamond of a checkpoint, and write what stands beside it."""
        column = self.laid.rows[index].column
        x, y = self.at(index, column)
        if mark.current:
            self.svg.ellipse(x, y, DOT + RING + 2, DOT + RING + 2, ACCENT)
            self.svg.ellipse(x, y, DOT + RING, DOT + RING, GROUND)
        if mark.checkpoints:
            size = DOT + 2
            self.svg.path(polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)]), INK)
        else:
            size = DOT - 3 if mark.plain else DOT
            self.svg.ellipse(x, y, size, size, tint(column))
        self._words(mark, y, tint(column))

    def _words(self, mark: Mark, y: float, colour: str) -> None:
        x = self.text
        names = [*((name, colour) for name in mark.branches), *((name, INK) for name in mark.checkpoints)]
        for number, (name, ground) in enumerate(names):
            if x > WIDTH - EDGE - 2 * LONGEST:
                self.svg.text(x, y + 1, f"+{len(names) - number}", letters(SUBJECT, FAINT))
                x += 44
                break
            x = self._pill(name, (x, y), ground)
        room = WIDTH - EDGE - x
        ending = clipped(mark.ending, SUBJECT, max(0.0, room * 0.5), bold=True) if mark.ending else ""
        if ending:
            self.svg.text(x, y + 1, ending, letters(SUBJECT, INK, bold=True))
            x += width_of(ending, SUBJECT, bold=True) + 12
        self.svg.text(x, y + 1, clipped(mark.subject, SUBJECT, WIDTH - EDGE - x), letters(SUBJECT))
        self.svg.text(self.text, y + 20, clipped(mark.note, NOTE, WIDTH - EDGE - self.text), letters(NOTE, FAINT))

    def _pill(self, name: str, at: Spot, colour: str) -> float:
        """Write a NAME on a ground of its own; return where the next may stand."""
        text = clipped(name, 14, LONGEST, bold=True)
        width = width_of(text, 14, bold=True) + 16
        self.svg.rect(at[0], at[1] - PILL / 2 - 4, width, PILL, colour, radius=PILL / 2)
        self.svg.text(at[0] + 8, at[1] + 1, text, letters(14, GROUND, bold=True))
        return at[0] + width + 8

    def legend(self, y: float) -> None:
        """Say what the signs mean."""
        self.svg.path(str(Path((EDGE, y - 26)).line((WIDTH - EDGE, y - 26))), stroke=PAPER, width=1)
        self.svg.text(
            EDGE,
            y,
            "The newest is at the top. A dotted line: commits left out, and how many. A diamond: a checkpoint. "
            "A ring: where the files stand.",
            letters(13, FAINT),
        )
