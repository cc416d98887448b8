"""What a rough day or time stands for."""

from __future__ import annotations

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st

from complaintgen.model.case import DayPart, MonthPart
from complaintgen.model.rough import SPANS, days_of, first_day


def test_the_days_of_february() -> None:
    """The last part of a month ends with the month, in a leap year too."""
    day = dt.date(2024, 2, 21)
    assert days_of(MonthPart.LATE, day) == (day, dt.date(2024, 2, 29))
    assert days_of(MonthPart.WHOLE, day) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))


@given(st.dates(dt.date(1980, 1, 1), dt.date(2050, 12, 31)))
def test_the_parts_are_the_month(day: dt.date) -> None:
    """Each day of a month lies in one of its three parts, which follow each other."""
    parts = [days_of(part, day) for part in (MonthPart.EARLY, MonthPart.MIDDLE, MonthPart.LATE)]
    assert sum(first <= day <= last for first, last in parts) == 1
    for (_, last), (first, _) in itertools.pairwise(parts):
        assert last + dt.timedelta(days=1) == first
    assert (parts[0][0], parts[2][1]) == days_of(MonthPart.WHOLE, day)


@given(st.sampled_from(MonthPart), st.integers(1980, 2050), st.integers(1, 12))
def test_the_day_kept_is_the_first_of_its_part(part: MonthPart, year: int, month: int) -> None:
    """What is kept for a part leads back to the part."""
    day = first_day(part, year, month)
    assert days_of(part, day)[0] == day


def test_every_part_of_the_day_has_its_hours() -> None:
    """No part is forgotten, and together they are the whole day."""
    assert set(SPANS) == set(DayPart)
    minutes = {
        (at // 60, at % 60)
        for span in SPANS.values()
        for at in range(24 * 60)
        if _holds(span.first, span.last, dt.time(at // 60, at % 60))
    }
    assert len(minutes) == 24 * 60


def _holds(first: dt.time, last: dt.time, time: dt.time) -> bool:
    return first <= time <= last if first <= last else time >= first or time <= last
