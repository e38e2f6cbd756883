"""Moments of the story as days, times, dates and ages."""

from __future__ import annotations

from datetime import date

import pytest

from anime_cli.model.values import Born, Calendar
from anime_cli.story.calendar import age, date_of, span, when

DAY = 86_400


def test_a_day_of_another_length_counts_in_real_hours() -> None:
    calendar = Calendar(epoch="2024-04-08", day=36 * 3600)
    moment = when(calendar, 3 * 36 * 3600 + 35 * 3600 + 1800)
    assert (moment.day, moment.clock, moment.iso) == (3, "35:30", "2024-04-12")


def test_before_the_epoch_days_are_negative() -> None:
    moment = when(Calendar(epoch="2024-04-08"), -3600)
    assert (moment.day, moment.clock, moment.iso) == (-1, "23:00", "2024-04-07")


@pytest.mark.parametrize("epoch", [None, "0001-01-01", "9999-12-31"])
def test_where_no_date_reaches_there_is_none(epoch: str | None) -> None:
    day = -1 if epoch == "0001-01-01" else 10**9
    assert date_of(Calendar(epoch=epoch), day) is None


@pytest.mark.parametrize(
    ("born", "at", "years"),
    [
        (Born(2008, 91), date(2024, 3, 30), 15),
        (Born(2008, 91), date(2024, 3, 31), 16),
        (Born(2008), date(2024, 1, 1), 16),
        (Born(2030), date(2024, 1, 1), -6),
        (None, date(2024, 1, 1), None),
        (Born(2008), None, None),
    ],
)
def test_ages_are_completed_years(born: Born | None, at: date | None, years: int | None) -> None:
    assert age(born, at) == years


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (30, "30 s"),
        (20 * 60, "20 min"),
        (2 * 3600, "2 h"),
        (2 * 3600 + 300, "2 h 5 min"),
        (DAY, "1 day"),
        (333 * DAY, "333 days"),
        (8033 * DAY, "22 years"),
    ],
)
def test_lengths_are_said_in_their_largest_units(seconds: int, said: str) -> None:
    assert span(seconds, DAY) == said
