"""A story in time, drawn in the cells of a terminal: time runs downwards, a lane for each person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled
from anime_cli.cli.typeset import cells, fitted, wrap
from anime_cli.cli.views.strokes import Strokes, sign
from anime_cli.story.calendar import span
from anime_cli.studio.telling import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line, Part
    from anime_cli.story.timeline import Happening, Lane
    from anime_cli.studio.timing import Timed

LEFT = 22
"""How many cells stand before the lanes: number and clock, or day and date."""
BLOCK = 4
"""How wide somebody's presence is drawn at most."""
NARROW, BROAD = 3, 10
"""How wide a lane is, at least and at most, without the space behind it."""
TEXT = 32
"""How many cells are kept for places and titles."""
LONG = 14
"""After how many days in which nothing is told it is said how long they are."""
LEGEND = {
    "█": "there",
    "▄": "comes later",
    "▀": "goes before the end",
    "━": "comes and goes",
    "▓": "in a flashback",
    "░": "a voice or a ghost",
    "▒": "in a dream",
}


def drawing(timed: Timed, width: int) -> Iterator[Line]:
    """Draw a story in time, WIDTH cells wide."""
    line = timed.timeline
    if not line.happenings:
        yield "No scene happens here." if timed.story.told else "No chapter lists a scene yet."
    else:
        yield from map(_trimmed, _Drawing(timed, Strokes(line), width).lines())
    if line.elsewhere:
        yield Styled(f"On other paths: {plural(line.elsewhere, 'scene')}. --path SCENE goes through one.", "dim")
    if line.unlisted:
        yield Styled(f"In no chapter: {listed(line.unlisted)}.", "yellow")


def _trimmed(line: Line) -> Line:
    """Return LINE without the spaces at its end."""
    parts = list(line) if isinstance(line, list) else [line]
    while parts:
        last = parts.pop()
        text = (last.text if isinstance(last, Styled) else last).rstrip()
        if text:
            return [*parts, Styled(text, last.style) if isinstance(last, Styled) else text]
    return ""


@dataclass(frozen=True)
class _Drawing:
    """The lines of one drawing."""

    timed: Timed
    strokes: Strokes
    width: int

    def lines(self) -> Iterator[Line]:
        """Draw the heading, the days with their scenes, what does not really happen, and the legend."""
        yield from self._heading()
        yield from self._strays(0)
        yield from self._days()
        if self.strokes.apart:
            yield Styled(" apart: dreamt, or imagined", "bold")
            yield from (self._scene(each) for each in self.strokes.apart)
        yield ""
        yield from (Styled(text, "dim") for text in wrap(" · ".join(self._legend()), self.width))

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes there is room for."""
        return self.timed.timeline.lanes[: max(1, (self.width - LEFT - TEXT) // (NARROW + 1))]

    @cached_property
    def lane_width(self) -> int:
        """How wide each lane is, without the space behind it."""
        longest = max((cells(self.timed.name(lane.who)) for lane in self.lanes), default=NARROW)
        room = (self.width - LEFT - TEXT) // max(1, len(self.lanes)) - 1
        return max(NARROW, min(longest, room, BROAD))

    @cached_property
    def text_width(self) -> int:
        """How wide the text beside the lanes is."""
        return max(TEXT // 2, self.width - LEFT - len(self.lanes) * (self.lane_width + 1) - 1)

    @cached_property
    def place_width(self) -> int:
        """How wide the names of places are."""
        longest = max(cells(self.timed.place(each.scene.place)) for each in self.timed.timeline.happenings)
        return min(longest, max(8, self.text_width * 2 // 5))

    def _heading(self) -> Iterator[Line]:
        line = self.timed.timeline
        shown = self.strokes.real or self.strokes.apart
        first, last = shown[0].since, shown[-1].since
        reach = (first.iso, last.iso) if first.iso and last.iso else (f"day {first.day}", f"day {last.day}")
        counts = f"{plural(len(line.happenings), 'scene')}, {_people(len(line.lanes))}"
        title = " ".join(self.timed.story.document.title.split())
        yield [Styled(title, "bold"), f": {counts}, {' to '.join(dict.fromkeys(reach))}."]
        yield ""
        names = (fitted(self._called(lane.who), self.lane_width) + " " for lane in self.lanes)
        yield Styled(f"{'told  clock':<{LEFT}}{''.join(names)} place and title", "dim")

    def _called(self, who: str) -> str:
        """Return a name as the head of a lane: its last word where all of it is too wide, cut as far as it must be."""
        name = self.timed.name(who)
        if cells(name) > self.lane_width:
            name = (name.split() or [name])[-1]
        while cells(name) > self.lane_width:
            name = name[:-1]
        return name

    def _days(self) -> Iterator[Line]:
        day, end = None, None
        for each in self.strokes.real:
            if each.since.day != day:
                yield self._day(each, None if end is None else each.start - end)
                day = each.since.day
            yield self._scene(each, each.order)
            end = each.end if end is None else max(end, each.end)
            yield from self._strays(each.order)

    def _day(self, each: Happening, pause: int | None) -> Line:
        since, length = each.since, self.timed.story.document.calendar.day
        date = f"day {since.day} {since.iso}" if since.iso else f"day {since.day}"
        later = f" {span(pause, length)} later" if pause is not None and pause >= LONG * length else ""
        joint = self.strokes.joints.get(each.order - 1, " ")
        return [joint, Styled(fitted(date, LEFT - 1), "bold"), *self._threads(each.order - 1), Styled(later, "dim")]

    def _scene(self, each: Happening, order: int | None = None) -> Line:
        """Draw a scene; ORDER None stands apart from time."""
        scene = each.scene
        arrow = self.strokes.arrows.get(scene.id, " ")
        mode = f"{scene.mode}: " if scene.mode else ""
        room = self.text_width - self.place_width - 2 - cells(mode)
        return [
            self.strokes.brackets.get(scene.id, " "),
            Styled(f"{each.told:>3} {arrow}", "bold" if arrow == " " else "yellow bold"),
            fitted(f" {each.since.clock}", LEFT - 6),
            *(part for lane in self.lanes for part in self._cell(each, lane.who, order)),
            " ",
            Styled(fitted(self.timed.place(scene.place), self.place_width), self.strokes.tints[scene.place]),
            "  ",
            Styled(mode, "yellow"),
            fitted(scene.title or scene.id, max(BLOCK, room)),
        ]

    def _cell(self, each: Happening, who: str, order: int | None) -> Iterator[Part]:
        width = min(BLOCK, self.lane_width)
        block = self.strokes.block(each, who, width)
        if block:
            clash = (each.scene.id, who) in self.strokes.clashing
            yield Styled(block, "red bold" if clash else self.strokes.tints[each.scene.place])
            yield " " * (self.lane_width + 1 - width)
        else:
            yield self._thread(shown=order is not None and self.strokes.threaded(who, order, within=True))

    def _strays(self, order: int) -> Iterator[Line]:
        """Say what is told after the scene of this ORDER, and happens elsewhere in time or not at all."""
        for each in self.strokes.told_after.get(order, ()):
            arrow = "~" if not each.real else "↑" if each.order <= order else "↓"
            mode = f"{each.scene.mode}: " if each.scene.mode else ""
            said = fitted(f" {mode}{each.scene.title or each.scene.id}", self.text_width)
            left = fitted(f"{each.told:>3} {arrow} told here", LEFT - 1)
            yield [
                self.strokes.joints.get(order, " "),
                Styled(left, "yellow"),
                *self._threads(order),
                Styled(said, "yellow"),
            ]

    def _threads(self, order: int) -> Iterator[Part]:
        """Draw the lanes after the scene of this ORDER: a thin line for those who were there and will be."""
        return (self._thread(shown=self.strokes.threaded(lane.who, order)) for lane in self.lanes)

    def _thread(self, *, shown: bool) -> Part:
        space = " " * (self.lane_width + 1)
        return Styled(fitted(" │", self.lane_width + 1), "dim") if shown else space

    def _legend(self) -> Iterator[str]:
        drawn = {sign(each, stay) for each in self.timed.timeline.happenings for stay in each.stays}
        yield from (f"{mark} {meaning}" for mark, meaning in LEGEND.items() if mark in drawn)
        if self.strokes.clashing:
            yield "! already elsewhere"
        if self.strokes.brackets:
            yield "┌└ at the same time"
        if self.strokes.arrows:
            yield "↑↓ happens further up or down than it is told"
        if left := len(self.timed.timeline.lanes) - len(self.lanes):
            yield f"{left} more {'person' if left == 1 else 'people'}: --character NAME"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
