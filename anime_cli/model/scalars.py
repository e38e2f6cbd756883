"""Every scalar of a file is text: how each type of it is read and written.

A reader raises ValueError for a text that is none of its kind; the field says then what was expected.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anime_cli.model.values import Duration

if TYPE_CHECKING:
    from re import Match, Pattern

_INTEGER = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,9}(?:\.[0-9]{1,15})?|\.[0-9]{1,15})")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_DURATION = re.compile(r"(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?")
_HEIGHT = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,3})?) ?m")
_SIZE = re.compile(r"([1-9][0-9]{0,4})x([1-9][0-9]{0,4})")

MINUTE, HOUR = 60, 3600
DECIMALS = 15
"""Places behind the point that a number may have."""


def _match(pattern: Pattern[str], text: str) -> Match[str]:
    match = pattern.fullmatch(text)
    if match is None or not text:
        raise ValueError(text)
    return match


def read_integer(text: str) -> int:
    """Read a whole number, with or without a sign."""
    return int(_match(_INTEGER, text)[0])


def read_number(text: str) -> float:
    """Read a decimal number, with or without a sign."""
    return float(_match(_NUMBER, text)[0])


def write_number(value: float) -> str:
    """Write a number without an exponent and without needless zeros."""
    text = repr(float(value))
    if "e" in text or len(text.partition(".")[2]) > DECIMALS:
        text = f"{value:.{DECIMALS}f}".rstrip("0")
    return text.removesuffix(".0").removesuffix(".")


def write_change(value: float) -> str:
    """Write a number with its sign: +0.3, -0.2."""
    text = write_number(value)
    return text if text.startswith("-") else f"+{text}"


def read_boolean(text: str) -> bool:
    """Read true or false."""
    return {"true": True, "yes": True, "false": False, "no": False}[text]


def write_boolean(value: bool) -> str:
    """Write true or false."""
    return "true" if value else "false"


def read_clock(text: str) -> int:
    """Read a time of day, HH:MM, as minutes after midnight."""
    match = _match(_CLOCK, text)
    return int(match[1]) * 60 + int(match[2])


def write_clock(minutes: int) -> str:
    """Write minutes after midnight as HH:MM."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def read_duration(text: str) -> Duration:
    """Read a length of story time: 20m, 2h, 3d, 2d3h20m5s."""
    days, hours, minutes, seconds = (int(part or 0) for part in _match(_DURATION, text).groups())
    return Duration(days, hours * HOUR + minutes * MINUTE + seconds)


def write_duration(value: Duration) -> str:
    """Write a length of story time with as few units as it needs; none at all is 0m."""
    hours, rest = divmod(value.seconds, HOUR)
    parts = zip((value.days, hours, rest // MINUTE, rest % MINUTE), "dhms", strict=True)
    return "".join(f"{amount}{unit}" for amount, unit in parts if amount) or "0m"


def read_day_length(text: str) -> int:
    """Read the length of a story's day in seconds; it can't be counted in days."""
    length = read_duration(text)
    if length.days or not length.seconds:
        raise ValueError(text)
    return length.seconds


def write_day_length(seconds: int) -> str:
    """Write the length of a story's day."""
    return write_duration(Duration(0, seconds))


def read_height(text: str) -> float:
    """Read a height in metres: 1.56m."""
    return float(_match(_HEIGHT, text)[1])


def write_height(metres: float) -> str:
    """Write a height in metres."""
    return f"{write_number(metres)}m"


def read_size(text: str) -> tuple[int, int]:
    """Read a picture's size in pixels: 1280x720."""
    match = _match(_SIZE, text)
    return int(match[1]), int(match[2])


def write_size(size: tuple[int, int]) -> str:
    """Write a picture's size in pixels."""
    return f"{size[0]}x{size[1]}"


def read_date(text: str) -> str:
    """Read an ISO date, YYYY-MM-DD, and keep it as text."""
    from datetime import date

    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(text)
    return text
