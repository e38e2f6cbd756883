"""How old somebody is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anime_cli.model.values import Born, Calendar


def date_at(calendar: Calendar, seconds: int) -> date | None:
    """Return the date of a moment, SECONDS since the epoch's midnight; None without an epoch, or out of all calendars."""
    if calendar.epoch is None:
        return None
    try:
        return (datetime.fromisoformat(calendar.epoch) + timedelta(seconds=seconds)).date()
    except (ValueError, OverflowError):
        return None


def birthday(born: Born) -> tuple[int, int, int]:
    """Return year, month and day of a birth whose day is known; the last day of a leap year is in the next one else."""
    assert born.day is not None
    try:
        day = date(born.year, 1, 1) + timedelta(days=born.day - 1)
    except (ValueError, OverflowError):
        return born.year, 1, 1
    return day.year, day.month, day.day


def ages_at(born: Born, calendar: Calendar, seconds: int) -> tuple[int, ...]:
    """Return the completed years at a moment, SECONDS since the epoch's midnight.

    There are two where only the year of birth is known, the lower first, and none without an epoch.
    """
    today = date_at(calendar, seconds)
    if today is None:
        return ()
    if born.day is None:
        years = today.year - born.year
        return years - 1, years
    year, month, day = birthday(born)
    return (today.year - year - ((today.month, today.day) < (month, day)),)
