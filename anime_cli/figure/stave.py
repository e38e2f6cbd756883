"""One stave of a timeline: a few scenes beside each other, under their days, over the lanes of those who are there."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from anime_cli.figure.colour import mix, shift
from anime_cli.figure.ground import ACCENT, EDGE, FAINT, GROUND, INK, PAPER, WIDTH, letters
from anime_cli.figure.path import polyline, rounded
from anime_cli.figure.typeset import clipped, wrap
from anime_cli.story.calendar import span
from anime_cli.story.stays import PRESENT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from anime_cli.figure.ground import Tints
    from anime_cli.figure.svg import Svg
    from anime_cli.story.stays import Stay
    from anime_cli.story.timeline import Happening, Lane
    from anime_cli.story.weave import Weave

NAMES = 130
"""How much room names have before the lanes."""
WIDEST = 190
"""How wide one scene is at most."""
DAYS, BAR, SCENES, LANE = 60, 18, 80, 28
"""How high days, a bar over scenes that overlap, scenes and lanes are."""
PADDING = 5
LONG = 14
"""After how many days in which nothing is told it is said how long they are."""
PLAIN, PAST, UNREAL, HEARD, TORN = "plain", "flashback", "unreal", "heard", "torn"
KINDS = {PAST: "in a flashback", UNREAL: "in a dream", HEARD: "a voice or a ghost", TORN: "already elsewhere"}
"""Kinds of presence that are not plain, and how the legend names them."""
Box = tuple[float, float, float, float]


def kind_of(each: Happening, stay: Stay) -> str:
    """Return the kind of somebody's presence."""
    if not each.real:
        return UNREAL
    if stay.how != PRESENT:
        return HEARD
    return PAST if each.scene.mode == "flashback" else PLAIN


def block(svg: Svg, box: Box, tint: str, kind: str) -> None:
    """Draw a presence in BOX (x, y, width, height): full, striped, dotted or an outline, by its KIND."""
    x, y, wide, high = box
    outline = rounded(x, y, wide, high, min(4, wide / 2))
    dark = shift(tint, -0.16)
    if kind in {PLAIN, TORN}:
        svg.path(outline, tint, stroke=ACCENT if kind == TORN else "", width=2.5)
        return
    svg.path(outline, mix(tint, GROUND, 0.82 if kind == HEARD else 0.6))
    if kind == PAST:
        svg.path(outline, svg.pattern(7, f'<path d="M-2,9L9,-2" stroke="{dark}" stroke-width="2"/>'))
    elif kind == UNREAL:
        svg.path(outline, svg.pattern(6, f'<circle cx="3" cy="3" r="1.4" fill="{dark}"/>'))
    svg.path(outline, stroke=dark, width=1.3, dash="4 3" if kind == HEARD else "")


@dataclass(frozen=True)
class Stave:
    """A stave of scenes; `size` is how many scenes a full one has, `shown` whose lanes are drawn."""

    svg: Svg
    weave: Weave
    tints: Tints
    place: Callable[[str], str]
    name: Callable[[str], str]
    shown: Sequence[Lane]
    happenings: Sequence[Happening]
    size: int

    @property
    def column(self) -> float:
        """How wide one scene is."""
        return min(WIDEST, (WIDTH - 2 * EDGE - NAMES) / self.size)

    def left(self, number: int) -> float:
        """Return where the scene of this NUMBER begins, from 0."""
        return EDGE + NAMES + number * self.column

    def draw(self, y: float, pauses: Mapping[str, int]) -> float:
        """Draw the stave with its top at Y; return where the next one begins."""
        self._days(y, pauses)
        top = y + DAYS + BAR * self._together(y + DAYS - 5)
        for number, each in enumerate(self.happenings):
            self._scene(each, self.left(number) + PADDING, top)
        top += SCENES
        here = {stay.who for each in self.happenings for stay in each.stays}
        lanes = [lane for lane in self.shown if lane.who in here]
        for number, lane in enumerate(lanes):
            self._lane(lane, top + number * LANE)
        return top + len(lanes) * LANE + 34

    def _days(self, y: float, pauses: Mapping[str, int]) -> None:
        number = 0
        for _, run in groupby(self.happenings, key=lambda each: each.since.day):
            days = list(run)
            first, x = days[0].since, self.left(number) + PADDING
            room = len(days) * self.column - 2 * PADDING
            pause, length = pauses.get(days[0].scene.id, 0), self.weave.line.day
            if pause >= LONG * length:
                later = clipped(f"{span(pause, length)} later", 11, room)
                self.svg.text(x, y + 10, later, letters(11, FAINT))
            self.svg.text(x, y + 27, clipped(f"day {first.day}", 14, room, bold=True), letters(14, bold=True))
            self.svg.text(x, y + 42, clipped(first.iso or "", 11, room), letters(11, FAINT))
            self.svg.path(polyline((x, y + DAYS - 11), (x + room, y + DAYS - 11)), stroke=INK, width=1.5)
            number += len(days)

    def _together(self, y: float) -> bool:
        """Draw a bar over scenes that overlap in time; tell whether there are any."""
        drawn = False
        places = {each.scene.id: number for number, each in enumerate(self.happenings)}
        for group in self.weave.line.together:
            inside = [places[name] for name in group if name in places]
            if inside:
                x, end = self.left(inside[0]) + PADDING, self.left(inside[-1] + 1) - PADDING
                drawn = True
                self.svg.rect(x, y, end - x, 3, ACCENT, radius=1.5)
                self.svg.text(x, y + 15, clipped("at the same time", 11, end - x), letters(11, ACCENT))
        return drawn

    def _scene(self, each: Happening, x: float, y: float) -> None:
        """Write number, clock, title and place of a scene."""
        scene, room = each.scene, self.column - 2 * PADDING
        strayed = each.astray or not each.real
        self.svg.ellipse(x + 10, y + 8, 10, 10, ACCENT if strayed else INK)
        size = 11 if each.told < 100 else 9  # noqa: PLR2004  # three digits need smaller ones
        self.svg.text(x + 10, y + 12, str(each.told), letters(size, GROUND, bold=True, anchor="middle"))
        clock = each.since.clock + (f"  {scene.mode}" if scene.mode else "")
        self.svg.text(x + 25, y + 13, clipped(clock, 12, room - 25), letters(12, ACCENT if scene.mode else FAINT))
        lines = wrap(scene.title or scene.id, 12.5, room, bold=True)
        if len(lines) > 2:  # noqa: PLR2004  # two lines have room
            lines = [lines[0], clipped(" ".join(lines[1:]), 12.5, room, bold=True)]
        for number, text in enumerate(lines):
            self.svg.text(x, y + 35 + number * 16, clipped(text, 12.5, room, bold=True), letters(12.5, bold=True))
        tone = shift(self.tints[scene.place], -0.2)
        self.svg.text(x, y + 36 + len(lines) * 16, clipped(self.place(scene.place), 11, room), letters(11, tone))

    def _lane(self, lane: Lane, y: float) -> None:
        name = clipped(self.name(lane.who), 13, NAMES - 14)
        self.svg.text(EDGE, y + 18, name, letters(13))
        for number, each in enumerate(self.happenings):
            self._thread(lane.who, each, number, y + LANE / 2)
        for number, each in enumerate(self.happenings):
            for stay in self.weave.stays.get((each.scene.id, lane.who), ()):
                self._stay(each, stay, self.left(number) + PADDING, y + PADDING)

    def _thread(self, who: str, each: Happening, number: int, y: float) -> None:
        """Draw a thin line before and behind a scene, for somebody who was there and will be."""
        left, middle, right = self.left(number), self.left(number) + self.column / 2, self.left(number + 1)
        if each.real and self.weave.threaded(who, each.order - 1):
            self.svg.path(polyline((left, y), (middle, y)), stroke=PAPER, width=2)
        if each.real and self.weave.threaded(who, each.order):
            self.svg.path(polyline((middle, y), (right, y)), stroke=PAPER, width=2)

    def _stay(self, each: Happening, stay: Stay, x: float, y: float) -> None:
        room = self.column - 2 * PADDING
        start, end = x + stay.opens * room, x + stay.closes * room
        box = (min(start, x + room - 6), y, max(6.0, end - start), LANE - 2 * PADDING)
        block(self.svg, box, self.tints[each.scene.place], kind_of(each, stay))
        if (each.scene.id, stay.who) in self.weave.clashing:
            self.svg.path(rounded(*box, 4), stroke=ACCENT, width=2.5)
