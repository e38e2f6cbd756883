"""Words in the picture: speech bubbles, the subtitle, the slate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.fonts import width_of
from anime_cli.figure.path import Path, Point, polygon, smooth
from anime_cli.figure.svg import Lettering
from anime_cli.figure.typeset import balanced, clipped, wrap
from anime_cli.render.renderers.storyboard.bubbles import Box, Scene, best_spot, tail_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.figure.svg import Svg
    from anime_cli.render.renderers.storyboard.character import Actor
    from anime_cli.render.renderers.storyboard.shots import Viewport
    from anime_cli.render.request import Slate, Speech

INK, PAPER = "#241c2e", "#ffffff"
SLATE_TOP = 676.0
_SIZES = (26.0, 23.0, 20.0, 17.0)
_WIDTHS = (300.0, 400.0, 220.0)
_LEADING = 1.32
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Balloon:
    """How a kind of speech looks: letters bold or not, size, margin round the text, outline, thickness."""

    bold: bool = False
    size: float = 1.0
    margin: tuple[float, float] = (58.0, 40.0)
    swell: float = 1.0
    spikes: bool = False
    dash: str = ""
    square: bool = False


BALLOONS = {
    "speech": Balloon(),
    "shout": Balloon(bold=True, size=1.12, swell=1.26, spikes=True),
    "whisper": Balloon(size=0.88, dash="7 7"),
    "voice": Balloon(square=True, margin=(48.0, 36.0)),
}


@dataclass(frozen=True, slots=True)
class Bubble:
    """A bubble that has its place."""

    box: Box
    lines: tuple[str, ...]
    size: float
    look: Balloon
    tip: Point | None


def face_box(actor: Actor) -> Box:
    """Enclose an actor's face."""
    scale = actor.scale
    x = actor.x + (10 * actor.turn + 90 * math.sin(math.radians(actor.tilt))) * scale
    return Box(x - 92 * scale, actor.y - 84 * scale, 184 * scale, 196 * scale)


def hair_box(actor: Actor) -> Box:
    """Enclose an actor's head with the hair that stands off it."""
    scale = actor.scale
    return Box(actor.x - 128 * scale, actor.y - 130 * scale, 256 * scale, 300 * scale)


def body_box(actor: Actor) -> Box:
    """Enclose an actor's trunk."""
    scale = actor.scale
    return Box(actor.x - 140 * scale, actor.y + 110 * scale, 280 * scale, 420 * scale)


def mouth_of(actor: Actor) -> Point:
    """Return the point that a tail aims at."""
    return actor.x + 20 * actor.turn * actor.scale, actor.y + 78 * actor.scale


def _fits(speech: Speech, look: Balloon, size: float, width: float) -> tuple[list[str], tuple[float, float]]:
    lines = balanced(speech.text, size, width, bold=look.bold)
    wide = max((width_of(line, size, bold=look.bold) for line in lines), default=0.0) + look.margin[0]
    tall = len(lines) * size * _LEADING + look.margin[1]
    return lines, (wide * look.swell, tall * look.swell)


def _put(speech: Speech, scene: Scene, mouth: Point | None, taken: Sequence[Box]) -> Bubble | None:
    look = BALLOONS.get(speech.kind, BALLOONS["speech"])
    for size in (size * look.size for size in _SIZES):
        found: list[tuple[float, int, Bubble]] = []
        for i, width in enumerate(_WIDTHS):
            lines, extent = _fits(speech, look, size, width)
            spot = best_spot(extent, scene, mouth, taken) if len(lines) <= _MOST_LINES else None
            if spot is not None:
                tip = tail_tip(spot[1], mouth, scene) if mouth is not None else None
                found.append((spot[0] + 14 * len(lines), i, Bubble(spot[1], tuple(lines), size, look, tip)))
        if found:
            return min(found, key=lambda entry: entry[:2])[2]
    return None


def lay_out(
    speech: Sequence[Speech],
    mouths: dict[str, Point],
    scene: Scene,
) -> tuple[tuple[Bubble, ...], tuple[Speech, ...]]:
    """Give every speech its bubble; what finds no room is returned for the subtitle."""
    bubbles: list[Bubble] = []
    homeless: list[Speech] = []
    for words in speech:
        if not words.text.strip():
            continue
        mouth = mouths.get(words.who) if words.kind != "voice" else None
        bubble = _put(words, scene, mouth, [placed.box for placed in bubbles])
        if bubble is None:
            homeless.append(words)
        else:
            bubbles.append(bubble)
    return tuple(bubbles), tuple(homeless)


def _outline(bubble: Bubble) -> str:
    box, look = bubble.box, bubble.look
    (x, y), count = box.centre, 26 if look.spikes else 48
    square = {1: 0.80, 2: 0.66}.get(len(bubble.lines), 0.55)
    power = 0.86 if look.spikes else 0.34 if look.square else square
    points = []
    for i in range(count):
        angle = math.tau * i / count
        c, s = math.cos(angle), math.sin(angle)
        reach = 0.5 * ((1.0 if i % 2 else 0.75) if look.spikes else 1.0)
        points.append(
            (
                x + math.copysign(abs(c) ** power, c) * box.width * reach,
                y + math.copysign(abs(s) ** power, s) * box.height * reach,
            ),
        )
    return polygon(points) if look.spikes else smooth(points)


def _tail(bubble: Bubble, tip: Point) -> str:
    (x, y), box = bubble.box.centre, bubble.box
    angle = math.atan2(tip[1] - y, tip[0] - x)
    nx, ny = -math.sin(angle), math.cos(angle)
    bx, by = x + math.cos(angle) * box.width * 0.24, y + math.sin(angle) * box.height * 0.26
    root = min(20.0, box.height * 0.22)
    middle = ((bx + tip[0]) / 2, (by + tip[1]) / 2)
    return (
        Path((bx + nx * root, by + ny * root))
        .quad((middle[0] + nx * root * 0.6, middle[1] + ny * root * 0.6), tip)
        .quad((middle[0] - nx * root * 0.2, middle[1] - ny * root * 0.2), (bx - nx * root, by - ny * root))
        .close()
    )


def draw_bubble(svg: Svg, bubble: Bubble) -> None:
    """Draw a bubble, its tail and its words."""
    outline = _outline(bubble)
    shapes = [outline] if bubble.tip is None else [outline, _tail(bubble, bubble.tip)]
    for shape in shapes:
        svg.path(shape, stroke=INK, width=6.0, dash=bubble.look.dash)
    for shape in shapes:
        svg.path(shape, PAPER)
    style = Lettering(size=bubble.size, fill=INK, bold=bubble.look.bold, anchor="middle")
    (x, y), leading = bubble.box.centre, bubble.size * _LEADING
    first = y - (len(bubble.lines) - 1) * leading / 2 + bubble.size * 0.36
    for i, line in enumerate(bubble.lines):
        svg.text(x, first + i * leading, line, style)


def subtitle_lines(text: str, view: Viewport) -> list[str]:
    """Break a subtitle into at most three lines."""
    width = view.width * 0.81
    lines = wrap(text, 27, width, bold=True)
    if len(lines) <= 3:  # noqa: PLR2004  # more would reach the faces
        return balanced(text, 27, width, bold=True)
    rest = lines[2] + "…"
    return [*lines[:2], clipped(rest, 27, width, bold=True)]


def draw_subtitle(svg: Svg, lines: Sequence[str], middle: float, foot: float) -> None:
    """Write the subtitle's lines, the last with its baseline at FOOT."""
    style = Lettering(size=27, fill="#fffdf4", bold=True, anchor="middle", outline="#140e20", outline_width=6.5)
    for i, line in enumerate(lines):
        svg.text(middle, foot - (len(lines) - 1 - i) * 36, line, style)


def draw_slate(svg: Svg, slate: Slate, view: Viewport, label: str, colour: str, *, dark: bool) -> None:
    """Draw the strip under the picture: scene number, title, where; at the right the shot."""
    svg.rect(view.left - 2, SLATE_TOP, view.width + 4, 46, "#12101c", opacity=0.94)
    svg.rect(view.left - 2, SLATE_TOP, view.width + 4, 2, colour, opacity=0.9)
    number_width = width_of(slate.number, 19, bold=True)
    x = view.left + 16
    svg.rect(x, 685, number_width + 22, 27, colour, radius=5)
    svg.text(x + 11, 705, slate.number, Lettering(size=19, fill="#ffffff" if dark else "#1a1424", bold=True))
    x += number_width + 38
    right = f"{label}\u2002·\u2002{slate.seconds:.1f}s" if slate.seconds else label
    end = view.right - 18
    svg.text(end, 705, right, Lettering(size=16, fill="#ffffff", anchor="end", opacity=0.85, spacing=1))
    room = end - width_of(right, 16) - len(right) - 30 - x
    title = clipped(slate.title, 19, room * 0.62, bold=True)
    svg.text(x, 705, title, Lettering(size=19, fill="#ffffff", bold=True))
    used = width_of(title, 19, bold=True) + 20
    svg.text(x + used, 705, clipped(slate.where, 17, room - used), Lettering(size=17, fill="#c9c4da"))
