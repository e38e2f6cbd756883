"""People and what they are to each other as a picture, and as a graph in Graphviz' language."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from anime_cli.figure.fonts import width_of
from anime_cli.figure.path import polygon, polyline
from anime_cli.figure.ring import LABEL, LINE, NAME, Box, ring
from anime_cli.figure.svg import Lettering, Svg
from anime_cli.figure.typeset import clipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anime_cli.figure.path import Point
    from anime_cli.figure.ring import Arrow, Edge, Node

PAPER, INK, PALE = "#fbf8f3", "#2c2a33", "#6d6875"
HUES: Mapping[int, str] = {1: "#2c7d63", 0: "#8b7a52", -1: "#b23a48"}
DASHES: Mapping[int, str] = {1: "", 0: "2 6", -1: "9 6"}
"""Colour never tells alone: a hostile tie is broken, a mixed one dotted."""
SIGNS: Mapping[int, str] = {1: "friendly", 0: "mixed", -1: "hostile"}
TINTS = ("#f4dfe3", "#dfe9f4", "#e4efdd", "#f5ead2", "#e9e1f2", "#dcefed", "#f3e2d5", "#e6e6e6")
"""The paper of the nodes of one group."""
MARGIN, HEAD, FOOT, NARROWEST, WIDEST = 40.0, 76.0, 52.0, 520.0, 900.0


def picture(nodes: Sequence[Node], edges: Sequence[Edge], title: str, caption: str) -> str:
    """Return an SVG document of NODES on a ring and the arrows between them, under a TITLE and a CAPTION."""
    laid = ring(nodes, edges)
    title, caption = clipped(title, 24, WIDEST, bold=True), clipped(caption, 14, WIDEST)
    groups = {node.id: node.group for node in nodes}
    svg = Svg("relation")
    frame = _frame(
        [*laid.boxes.values(), *(arrow.label for arrow in laid.arrows), *_bends(laid.arrows)], title, caption
    )
    left, top, width, height = frame
    svg.rect(left, top, width, height, PAPER)
    for arrow in laid.arrows:
        _arrow(svg, arrow)
    for arrow in laid.arrows:
        _label(svg, arrow)
    for name, box in laid.boxes.items():
        _node(svg, box, laid.names[name], TINTS[groups[name] % len(TINTS)])
    _words(svg, frame, title, caption)
    return svg.document(round(width), round(height), frame)


def _bends(arrows: Iterable[Arrow]) -> Iterable[Box]:
    return (Box(*point, 8, 8) for arrow in arrows for point in arrow.points)


def _frame(boxes: Sequence[Box], title: str, caption: str) -> tuple[float, float, float, float]:
    """Return x, y, width and height of the page around BOXES and its words."""
    wide = max([NARROWEST, width_of(title, 24, bold=True) + 2 * MARGIN, width_of(caption, 14) + 2 * MARGIN])
    left = min((box.x - box.width / 2 for box in boxes), default=0.0)
    right = max((box.x + box.width / 2 for box in boxes), default=0.0)
    top = min((box.y - box.height / 2 for box in boxes), default=0.0)
    bottom = max((box.y + box.height / 2 for box in boxes), default=0.0)
    width = max(right - left + 2 * MARGIN, wide)
    middle = (left + right) / 2
    return middle - width / 2, top - HEAD - MARGIN / 2, width, bottom - top + HEAD + FOOT + MARGIN


def _arrow(svg: Svg, arrow: Arrow) -> None:
    edge = arrow.edge
    hue, width = HUES[edge.sign], 1.3 + 2.6 * edge.strength
    svg.path(polyline(*arrow.points[:-1]), stroke=hue, width=width, dash=DASHES[edge.sign], opacity=0.9)
    svg.path(_head(arrow.points[-2], arrow.points[-1], 9 + 4 * edge.strength), hue)


def _label(svg: Svg, arrow: Arrow) -> None:
    style = Lettering(size=LABEL, fill=HUES[arrow.edge.sign], anchor="middle", outline=PAPER, outline_width=4)
    first = arrow.label.y - (len(arrow.edge.label) - 1) * LINE / 2 + 4.5
    for number, line in enumerate(arrow.edge.label):
        svg.text(arrow.label.x, first + number * LINE, line, style)


def _head(before: Point, tip: Point, size: float) -> str:
    """Return the point of an arrow that comes from BEFORE and ends at TIP."""
    angle = math.atan2(tip[1] - before[1], tip[0] - before[0])
    back = [(tip[0] - size * math.cos(angle + turn), tip[1] - size * math.sin(angle + turn)) for turn in (0.42, -0.42)]
    return polygon([tip, *back])


def _node(svg: Svg, box: Box, name: str, tint: str) -> None:
    shape = (box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)
    svg.rect(shape[0] - 1.5, shape[1] - 1.5, shape[2] + 3, shape[3] + 3, INK, radius=13.5)
    svg.rect(*shape, tint, radius=12)
    svg.text(box.x, box.y + 6, name, Lettering(size=NAME, fill=INK, bold=True, anchor="middle"))


def _words(svg: Svg, frame: tuple[float, float, float, float], title: str, caption: str) -> None:
    left, top, _, height = frame
    svg.text(left + MARGIN, top + 40, title, Lettering(size=24, fill=INK, bold=True))
    svg.text(left + MARGIN, top + 64, caption, Lettering(size=14, fill=PALE))
    x, y = left + MARGIN, top + height - 28
    for sign, word in SIGNS.items():
        svg.path(polyline((x, y), (x + 42, y)), stroke=HUES[sign], width=2.6, dash=DASHES[sign])
        svg.text(x + 52, y + 4.5, word, Lettering(size=13, fill=PALE))
        x += 52 + width_of(word, 13) + 30


def dot(nodes: Iterable[Node], edges: Iterable[Edge], title: str) -> str:
    """Return the same graph in DOT, the language of Graphviz."""
    styles = {1: "solid", 0: "dotted", -1: "dashed"}
    lines = [f"digraph {_quoted(title)} {{", '  node [shape=box, style="rounded,filled", fillcolor="#f4f1ea"];']
    lines += [f"  {_quoted(node.id)} [label={_quoted(node.label)}];" for node in sorted(nodes, key=lambda n: n.id)]
    for edge in sorted(edges, key=lambda one: (one.source, one.to)):
        look = f'color="{HUES[edge.sign]}", style={styles[edge.sign]}, penwidth={1 + 2 * edge.strength:.2f}'
        ends = f"{_quoted(edge.source)} -> {_quoted(edge.to)}"
        lines.append(f"  {ends} [label={_quoted(', '.join(edge.label))}, {look}];")
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    """Return TEXT as a string of DOT: on one line, in which only the quote and the backslash are special."""
    flat = " ".join(text.replace("\0", "").split())
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'
