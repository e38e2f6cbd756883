"""The story's clock and calendar: seconds since the epoch's midnight as days, times of day, dates and ages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anime_cli.model.values import Born, Calendar

HOUR, MINUTE = 3600, 60
YEAR = 365.25 * 24 * HOUR
"""The mean length of a year in seconds (Julian)."""


@dataclass(frozen=True, slots=True)
class When:
    """A moment: the story's day, seconds after that day's midnight, and the date where the calendar has an epoch."""

    day: int
    second: int
    date: date | None = None

    @property
    def clock(self) -> str:
        """The time of day, HH:MM."""
        return f"{self.second // HOUR:02}:{self.second % HOUR // MINUTE:02}"

    @property
    def iso(self) -> str | None:
        """The date as 2024-04-08, None without one."""
        return self.date.isoformat() if self.date is not None else None


def when(calendar: Calendar, seconds: int) -> When:
    """Return the moment SECONDS after the epoch's midnight."""
    day, second = divmod(seconds, calendar.day)
    return When(day, second, date_of(calendar, day))


def date_of(calendar: Calendar, day: int) -> date | None:
    """Return the date of a DAY of the story: the epoch and the days' length in real hours.

    None where the calendar has no epoch, or where no date reaches so far (years 1 to 9999).
    """
    if calendar.epoch is None:
        return None
    try:
        return date.fromisoformat(calendar.epoch) + timedelta(days=day * calendar.day // (24 * HOUR))
    except (ValueError, OverflowError):
        return None


def age(born: Born | None, at: date | None) -> int | None:
    """Return the completed years of somebody BORN, AT a date: negative before birth, None where one is not known.

    Without a day of birth the birthday counts as the first of the year.
    """
    if born is None or at is None:
        return None
    return at.year - born.year - (at.timetuple().tm_yday < (born.day or 1))


def span(seconds: int, day: int) -> str:
    """Say a length of time, DAY being that of a day: '5 s', '2 h 5 min', '3 days', '22 years'."""
    if seconds >= 2 * YEAR:
        return f"{seconds / YEAR:.0f} years"
    days, rest = divmod(seconds, day)
    if days:
        return f"{days} day{'s' * (days > 1)}"
    hours, minutes = divmod(rest // MINUTE, 60)
    said = [f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes)
    return " ".join(said) or f"{rest} s"
