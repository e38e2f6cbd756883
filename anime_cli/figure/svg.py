"""An SVG document in the making: shapes in drawing order, definitions written once."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from anime_cli.figure.fonts import FAMILY
from anime_cli.figure.path import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.figure.path import Point

Stop = tuple[float, str, float]
_UNSPEAKABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """How letters look; `anchor` is start, middle or end, an `outline` stands behind the letters."""

    size: float
    fill: str
    bold: bool = False
    anchor: str = "start"
    opacity: float = 1.0
    spacing: float = 0.0
    outline: str = ""
    outline_width: float = 0.0


def fading(colour: str, *stops: tuple[float, float]) -> tuple[Stop, ...]:
    """Give gradient stops of one colour from (offset, opacity)."""
    return tuple((offset, colour, opacity) for offset, opacity in stops)


def spread(*colours: str) -> tuple[Stop, ...]:
    """Give opaque gradient stops at even distances."""
    last = max(1, len(colours) - 1)
    return tuple((i / last, colour, 1.0) for i, colour in enumerate(colours))


def move(x: float, y: float) -> str:
    """Write a translation."""
    return f"translate({number(x)} {number(y)})"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""


def _opacity(name: str, value: float) -> str:
    return f' {name}="{value:.3f}"' if value < 1 else ""


def _stops(stops: Sequence[Stop]) -> str:
    return "".join(
        f'<stop offset="{offset:.3f}" stop-color="{colour}"{_opacity("stop-opacity", opacity)}/>'
        for offset, colour, opacity in stops
    )


def _letters(content: str) -> str:
    return escape(_UNSPEAKABLE.sub("", content), quote=False)


class Svg:
    """Shapes and definitions.

    `prefix` keeps the ids of two documents apart when one is put into the other; `fallback` is the kind of type that a
    reader without our typeface shows, such as sans-serif.
    """

    def __init__(self, prefix: str = "d", fallback: str = "") -> None:
        self._prefix = prefix
        self._family = f"'{FAMILY}'" + (f", {fallback}" if fallback else "")
        self._shapes: list[str] = []
        self._definitions: dict[str, str] = {}

    def define(self, template: str) -> str:
        """Keep a definition, `{id}` standing for its name, and return that name; equal ones are kept once."""
        if template not in self._definitions:
            self._definitions[template] = f"{self._prefix}{len(self._definitions)}"
        return self._definitions[template]

    def linear(
        self,
        stops: Sequence[Stop],
        start: Point = (0, 0),
        end: Point = (0, 1),
        *,
        absolute: bool = False,
    ) -> str:
        """Define a linear gradient and return its fill; START and END are shares of the shape unless `absolute`."""
        units = ' gradientUnits="userSpaceOnUse"' if absolute else ""
        line = f'x1="{start[0]:g}" y1="{start[1]:g}" x2="{end[0]:g}" y2="{end[1]:g}"'
        return self._fill(f'<linearGradient id="{{id}}" {line}{units}>{_stops(stops)}</linearGradient>')

    def radial(self, stops: Sequence[Stop], centre: Point = (0.5, 0.5), radius: float = 0.5) -> str:
        """Define a radial gradient in shares of the shape and return its fill."""
        circle = f'cx="{centre[0]:g}" cy="{centre[1]:g}" r="{radius:g}"'
        return self._fill(f'<radialGradient id="{{id}}" {circle}>{_stops(stops)}</radialGradient>')

    def pattern(self, size: float, content: str) -> str:
        """Define a square pattern of SIZE and return its fill."""
        attributes = f'width="{number(size)}" height="{number(size)}" patternUnits="userSpaceOnUse"'
        return self._fill(f'<pattern id="{{id}}" {attributes}>{content}</pattern>')

    def _fill(self, template: str) -> str:
        return f"url(#{self.define(template)})"

    def path(
        self,
        data: str,
        fill: str = "none",
        *,
        stroke: str = "",
        width: float = 0.0,
        opacity: float = 1.0,
        dash: str = "",
        transform: str = "",
    ) -> None:
        """Draw path data; `dash` is a pattern of lengths for a broken stroke."""
        line = ""
        if stroke:
            line = (
                f' stroke="{stroke}" stroke-width="{width:.2f}" stroke-linejoin="round" stroke-linecap="round"'
                f"{_opacity('stroke-opacity', opacity)}{_attribute('stroke-dasharray', dash)}"
            )
        fade = _opacity("fill-opacity", opacity) if fill != "none" else ""
        self._shapes.append(f'<path d="{data}" fill="{fill}"{fade}{line}{_attribute("transform", transform)}/>')

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str, *, opacity: float = 1.0) -> None:
        """Draw an ellipse."""
        shape = f'cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"'
        self._shapes.append(f'<ellipse {shape} fill="{fill}"{_opacity("fill-opacity", opacity)}/>')

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        opacity: float = 1.0,
        radius: float = 0.0,
    ) -> None:
        """Draw an upright rectangle, its corners rounded by `radius`."""
        shape = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
        corner = f' rx="{number(radius)}"' if radius else ""
        self._shapes.append(f'<rect {shape}{corner} fill="{fill}"{_opacity("fill-opacity", opacity)}/>')

    def text(self, x: float, y: float, content: str, style: Lettering, *, transform: str = "") -> None:
        """Write one line of text with its baseline at Y."""
        font = (
            f'font-family="{self._family}" font-size="{number(style.size)}" font-weight="{700 if style.bold else 500}"'
            f' text-anchor="{style.anchor}"'
        )
        gap = _attribute("letter-spacing", number(style.spacing) if style.spacing else "")
        frame = f'x="{number(x)}" y="{number(y)}" {font}{gap}{_attribute("transform", transform)}'
        letters = _letters(content)
        if style.outline:
            halo = f'stroke="{style.outline}" stroke-width="{number(style.outline_width)}" stroke-linejoin="round"'
            self._shapes.append(f'<text {frame} fill="none" {halo}>{letters}</text>')
        self._shapes.append(
            f'<text {frame} fill="{style.fill}"{_opacity("fill-opacity", style.opacity)}>{letters}</text>'
        )

    @contextmanager
    def group(self, transform: str = "", opacity: float = 1.0) -> Iterator[None]:
        """Draw what follows moved, turned, scaled or faded as one."""
        self._shapes.append(f"<g{_attribute('transform', transform)}{_opacity('opacity', opacity)}>")
        yield
        self._shapes.append("</g>")

    @contextmanager
    def inside(self, *outlines: str) -> Iterator[None]:
        """Draw what follows only inside OUTLINES (path data)."""
        paths = "".join(f'<path d="{data}"/>' for data in outlines)
        name = self.define(f'<clipPath id="{{id}}">{paths}</clipPath>')
        self._shapes.append(f'<g clip-path="url(#{name})">')
        yield
        self._shapes.append("</g>")

    def document(self, width: int, height: int, view: tuple[float, float, float, float], title: str = "") -> str:
        """Write the whole document, WIDTH by HEIGHT pixels, showing `view` (x, y, width, height); TITLE names it."""
        role = ' role="img"' if title else ""
        named = f"<title>{_letters(title)}</title>" if title else ""
        definitions = "".join(template.replace("{id}", name) for template, name in self._definitions.items())
        drawn = "".join(self._shapes)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="{" ".join(map(number, view))}"{role}>{named}<defs>{definitions}</defs>{drawn}</svg>'
        )
