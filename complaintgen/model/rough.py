"""What a rough day or time stands for: the days of 三月初, the hours of 半夜. Defined once, here.

The spans are wide on purpose: what is asserted of a rough day or time must hold for all of its
span, so a span that is too wide asserts too little, one that is too narrow too much.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from complaintgen.model.case import DayPart, MonthPart

_FIRST_DAYS = {MonthPart.EARLY: 1, MonthPart.MIDDLE: 11, MonthPart.LATE: 21, MonthPart.WHOLE: 1}
_LAST_DAYS = {MonthPart.EARLY: 10, MonthPart.MIDDLE: 20}


def first_day(part: MonthPart, year: int, month: int) -> dt.date:
    """The day that is kept for a part of a month: its first."""
    return dt.date(year, month, _FIRST_DAYS[part])


def days_of(part: MonthPart, day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of a part of the month in which a day lies."""
    first = first_day(part, day.year, day.month)
    if part in _LAST_DAYS:
        return first, day.replace(day=_LAST_DAYS[part])
    next_month = day.replace(day=28) + dt.timedelta(days=4)
    return first, next_month - dt.timedelta(days=next_month.day)


class Span(msgspec.Struct, frozen=True):
    """The hours of a part of the day: its first and its last minute; night passes midnight."""

    first: dt.time
    last: dt.time


SPANS = {
    # From midnight to sunrise, which in summer is before six.
    DayPart.DAWN: Span(dt.time(0), dt.time(5, 59)),
    # Early risers say 早上 from five; many say it of nine o'clock, so it reaches past eight.
    DayPart.MORNING: Span(dt.time(5), dt.time(9, 59)),
    # 上午 is the working morning, and some say it of half past seven.
    DayPart.FORENOON: Span(dt.time(7), dt.time(12, 0)),
    # 中午 is the midday rest, from eleven to two.
    DayPart.NOON: Span(dt.time(11), dt.time(13, 59)),
    DayPart.AFTERNOON: Span(dt.time(12), dt.time(18, 59)),
    # Dusk moves with the season and the west of the country.
    DayPart.DUSK: Span(dt.time(16), dt.time(20, 59)),
    # 晚上 begins with the dark and reaches to midnight: past 22:00, but it begins before.
    DayPart.EVENING: Span(dt.time(17), dt.time(23, 59)),
    # Nobody says 深夜 or 半夜 before ten or of the morning light.
    DayPart.NIGHT: Span(dt.time(22), dt.time(4, 59)),
}
"""Which times a person may mean by a part of the day."""
