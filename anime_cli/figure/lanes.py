"""A story in time as a picture: staves of scenes in story order, a lane for each person, told order above them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.figure import stave
from anime_cli.figure.fonts import width_of
from anime_cli.figure.ground import ACCENT, EDGE, FAINT, GROUND, INK, LINE, PAPER, WIDTH, Tints, letters
from anime_cli.figure.path import Path, polyline
from anime_cli.figure.svg import Svg
from anime_cli.figure.typeset import clipped
from anime_cli.story.weave import Weave

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from anime_cli.story.timeline import Happening, Timeline

MOST = 30
"""How many people have a lane; there are no more in the picture."""
PER_STAVE = 8
"""How many scenes stand beside each other at most."""
FOOT = 40
ENDLESS = 1_000_000
"""How high the ground is: more than any picture shows of it."""
ROOMY = 22
"""From which distance on the dots of the two orders have numbers."""


def lanes(title: str, timeline: Timeline, place: Callable[[str], str], name: Callable[[str], str]) -> str:
    """Return the picture of a TIMELINE, in SVG, 1280 pixels wide; the same timeline gives the same bytes.

    PLACE and NAME tell what places and people are called, by id.
    """
    picture = _Picture(title, Weave(timeline), place, name)
    picture.head()
    if not timeline.happenings:
        picture.line("No scene happens here.")
    if any(each.astray for each in timeline.happenings):
        picture.orders()
    picture.staves(picture.weave.real)
    if picture.weave.apart:
        picture.heading("Apart: dreamt, or imagined")
        picture.staves(picture.weave.apart)
    picture.legend()
    return picture.finished()


@dataclass
class _Picture:
    """A picture in the making, from top to bottom; `y` is how far it has come."""

    title: str
    weave: Weave
    place: Callable[[str], str]
    name: Callable[[str], str]
    svg: Svg = field(default_factory=lambda: Svg("t", "sans-serif"))
    y: float = 0.0

    def __post_init__(self) -> None:
        self.tints = Tints(each.scene.place for each in self.weave.line.happenings)
        self.shown = self.weave.line.lanes[:MOST]

    def head(self) -> None:
        """Lay the ground; write the title, and what the picture holds in numbers."""
        self.svg.rect(0, 0, WIDTH, ENDLESS, GROUND)
        line = self.weave.line
        self.svg.text(EDGE, 58, clipped(self.title, 30, WIDTH - 2 * EDGE, bold=True), letters(30, bold=True))
        scenes, people = len(line.happenings), len(line.lanes)
        said = [f"{scenes} scene{'s' * (scenes != 1)}", f"{people} {'person' if people == 1 else 'people'}"]
        ends = [each.since.iso or f"day {each.since.day}" for each in (line.happenings[:1] + line.happenings[-1:])]
        self.svg.text(EDGE, 84, ", ".join(filter(None, [*said, " to ".join(dict.fromkeys(ends))])), letters(15, FAINT))
        self.y = 116.0

    def heading(self, text: str) -> None:
        """Write the heading of a part."""
        self.svg.text(EDGE, self.y + 14, text, letters(15, bold=True))
        self.y += 30

    def line(self, text: str, colour: str = FAINT) -> None:
        """Write one line of small text."""
        self.svg.text(EDGE, self.y + 12, text, letters(13, colour))
        self.y += 22

    def orders(self) -> None:
        """Draw how scenes are told against how they happen: each one a line between its two places."""
        line = self.weave.line
        left, right = EDGE + stave.NAMES, WIDTH - EDGE - 12
        top, bottom = self.y + 14, self.y + 74
        step = (right - left) / max(1, len(line.happenings) - 1)
        told = {each.scene.id: left + step * number for number, each in enumerate(line.told)}
        for text, y in (("as told", top), ("as it happens", bottom)):
            self.svg.text(EDGE, y + 5, text, letters(13, FAINT))
        ends = [(each, told[each.scene.id], left + step * number) for number, each in enumerate(line.happenings)]
        for strayed in (False, True):
            for each, above, below in ends:
                if each.astray is strayed:
                    self._order(each, (above, top), (below, bottom), numbered=step >= ROOMY)
        self.y += 112

    def _order(
        self, each: Happening, above: tuple[float, float], below: tuple[float, float], *, numbered: bool
    ) -> None:
        colour = ACCENT if each.astray else LINE
        middle = (above[1] + below[1]) / 2
        curve = str(Path(above).cubic((above[0], middle), (below[0], middle), below))
        self.svg.path(curve, stroke=colour, width=2.5 if each.astray else 1.5)
        for x, y in (above, below):
            fill = ACCENT if each.astray else INK if numbered else FAINT
            self.svg.ellipse(x, y, 10 if numbered else 3, 10 if numbered else 3, fill)
            if numbered:
                self.svg.text(x, y + 4, str(each.told), letters(11, GROUND, bold=True, anchor="middle"))

    def staves(self, happenings: Sequence[Happening]) -> None:
        """Draw scenes, as many beside each other as find room."""
        count = -(-len(happenings) // PER_STAVE)
        size = -(-len(happenings) // count) if count else 0
        pauses = dict(self._pauses(happenings))
        for start in range(0, len(happenings), size or 1):
            part = happenings[start : start + size]
            drawn = stave.Stave(self.svg, self.weave, self.tints, self.place, self.name, self.shown, part, size)
            self.y = drawn.draw(self.y, pauses)

    def _pauses(self, happenings: Sequence[Happening]) -> Iterator[tuple[str, int]]:
        """Yield how long nothing is told before a scene, in seconds."""
        end: int | None = None
        for each in happenings:
            if end is not None and each.real:
                yield each.scene.id, each.start - end
            end = each.end if end is None else max(end, each.end)

    def legend(self) -> None:
        """Name the places by their colours, and the kinds of presence that are not plain."""
        x = float(EDGE)
        self.svg.path(polyline((EDGE, self.y), (WIDTH - EDGE, self.y)), stroke=PAPER, width=1)
        self.y += 24
        kinds = dict.fromkeys(stave.kind_of(each, stay) for each in self.weave.line.happenings for stay in each.stays)
        entries = [(self.place(each), self.tints[each], stave.PLAIN) for each in self.tints.places]
        kinds |= {stave.TORN: None} if self.weave.clashing else {}
        entries += [(text, FAINT, kind) for kind, text in stave.KINDS.items() if kind in kinds]
        for text, tint, kind in entries:
            width = 40 + width_of(text, 13)
            if x + width > WIDTH - EDGE:
                x, self.y = float(EDGE), self.y + 24
            stave.block(self.svg, (x, self.y - 11, 22, 13), tint, kind)
            self.svg.text(x + 29, self.y, clipped(text, 13, WIDTH - EDGE - x - 29), letters(13))
            x += width + 14
        self.y += 26
        if hidden := len(self.weave.line.lanes) - len(self.shown):
            self.line(f"{hidden} more {'person is' if hidden == 1 else 'people are'} not in the picture.")

    def finished(self) -> str:
        """Return the whole picture on its ground."""
        height = round(self.y + FOOT)
        return self.svg.document(WIDTH, height, (0, 0, WIDTH, height), f"{self.title}: timeline")
