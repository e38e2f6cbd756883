"""Colours in OKLab, where equal steps look equal: mixing, cel shadows, tinted line art, words for colours.

Colours are written `#rrggbb`. OKLab: Björn Ottosson, "A perceptual color space for image processing", 2020.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from anime_cli.figure.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Mapping

Triple = tuple[float, float, float]
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")


def is_hex(word: str) -> bool:
    """Tell whether WORD is `#rgb` or `#rrggbb`."""
    return _HEX.match(word) is not None


def channels(colour: str) -> Triple:
    """Split `#rrggbb` into red, green, blue from 0 to 1."""
    digits = colour[1:]
    if len(digits) == 3:  # noqa: PLR2004  # the short form
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[0:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:6], 16) / 255


def to_hex(red: float, green: float, blue: float) -> str:
    """Write channels from 0 to 1 as `#rrggbb`, cut off at the gamut."""
    return "#" + "".join(f"{max(0, min(255, round(value * 255))):02x}" for value in (red, green, blue))


def _to_linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # sRGB


def _from_linear(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * max(value, 0) ** (1 / 2.4) - 0.055  # noqa: PLR2004  # sRGB


@lru_cache(maxsize=4096)
def oklab(colour: str) -> Triple:
    """Give lightness (0…1) and the two hue axes of a colour."""
    r, g, b = map(_to_linear, channels(colour))
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def from_oklab(lightness: float, a: float, b: float) -> str:
    """Write an OKLab colour as `#rrggbb`."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return to_hex(
        _from_linear(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _from_linear(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _from_linear(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


@lru_cache(maxsize=8192)
def mix(first: str, second: str, share: float) -> str:
    """Blend two colours; `share` 0 is the first, 1 the second."""
    start, end = oklab(first), oklab(second)
    lightness, a, b = (x + (y - x) * share for x, y in zip(start, end, strict=True))
    return from_oklab(lightness, a, b)


@lru_cache(maxsize=4096)
def shift(colour: str, by: float = 0.0, chroma: float = 1.0) -> str:
    """Move a colour's lightness BY so much and scale its chroma."""
    lightness, a, b = oklab(colour)
    return from_oklab(max(0.0, min(1.0, lightness + by)), a * chroma, b * chroma)


def multiply(colour: str, light: str) -> str:
    """Light a surface: channel by channel product."""
    r, g, b = (x * y for x, y in zip(channels(colour), channels(light), strict=True))
    return to_hex(r, g, b)


def _limited(a: float, b: float, limit: float) -> tuple[float, float]:
    chroma = math.hypot(a, b)
    scale = min(1.0, limit / chroma) if chroma else 1.0
    return a * scale, b * scale


@lru_cache(maxsize=4096)
def shade(colour: str) -> str:
    """Give the cel shadow of a colour: darker, nudged to violet, its chroma kept from turning neon."""
    lightness, a, b = oklab(colour)
    return from_oklab(
        lightness - 0.075 - 0.06 * lightness, *_limited(a + 0.012, b - 0.026, math.hypot(a, b) * 0.94 + 0.016)
    )


@lru_cache(maxsize=4096)
def contour(colour: str) -> str:
    """Give the line art of a colour: a dark of its own hue, never black."""
    lightness, a, b = oklab(colour)
    return from_oklab(
        0.17 + 0.20 * lightness * lightness,
        *_limited(a * 0.75 + 0.012, b * 0.75 - 0.012, math.hypot(a, b) * 0.55 + 0.012),
    )


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str]]:
    import json
    from importlib.resources import files

    tables: Mapping[str, Mapping[str, str]] = json.loads(files(__package__).joinpath("colours.json").read_text("utf-8"))
    return tables


@lru_cache(maxsize=4)
def colours() -> Registry[str]:
    """Return the words for colours of hair, eyes and cloth."""
    tables = _tables()
    return Registry("colour", tables["colours"], default="grey", aliases=tables["colour_aliases"])


@lru_cache(maxsize=4)
def skins() -> Registry[str]:
    """Return the words for skin."""
    tables = _tables()
    return Registry("skin", tables["skins"], default="fair", aliases=tables["skin_aliases"])


def named(word: str, default: str, table: Registry[str] | None = None) -> str:
    """Read a colour: `#rgb`, `#rrggbb`, a known word or a phrase that holds one; nothing said gives DEFAULT."""
    said = word.strip().lower() or default
    if is_hex(said):
        return to_hex(*channels(said))
    return (table or colours()).find(said)


_PALE = "#e4e1ea"


def mood(shares: Mapping[str, float], strength: float = 1.0) -> str:
    """Return the colour of an emotion: its primaries, as Plutchik's wheel has them, mixed by their SHARES.

    The weaker the emotion (shares times STRENGTH, 0…1), the paler. What is no primary counts nothing.
    """
    primaries = _tables()["primaries"]
    known = {name: share for name, share in shares.items() if name in primaries and share > 0}
    whole = sum(known.values())
    if not whole:
        return _PALE
    parts = [(oklab(primaries[name]), share / whole) for name, share in known.items()]
    full = from_oklab(*(sum(place[axis] * share for place, share in parts) for axis in range(3)))
    return mix(_PALE, full, 0.25 + 0.75 * min(1.0, whole * strength))
