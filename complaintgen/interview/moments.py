"""Days and times as typed, read and said back: with the weekday, with the part of the day."""

# ruff: noqa: PLR2004 (hours of the clock)
from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from complaintgen.interview.clock import FoundTime, find_time
from complaintgen.interview.dates import FoundDay, find_date
from complaintgen.interview.numerals import smaller_of_two
from complaintgen.interview.understood import Around, Reading, Trouble, Understood, take_about
from complaintgen.library.texts import Message
from complaintgen.model.case import DayPart, MonthPart

if TYPE_CHECKING:
    from datetime import time

WEEKDAYS = (
    Message("Monday"),
    Message("Tuesday"),
    Message("Wednesday"),
    Message("Thursday"),
    Message("Friday"),
    Message("Saturday"),
    Message("Sunday"),
)
MONTHS = (
    Message("January"),
    Message("February"),
    Message("March"),
    Message("April"),
    Message("May"),
    Message("June"),
    Message("July"),
    Message("August"),
    Message("September"),
    Message("October"),
    Message("November"),
    Message("December"),
)
DAY_PARTS = {
    DayPart.DAWN: Message("in the small hours"),
    DayPart.MORNING: Message("in the early morning"),
    DayPart.FORENOON: Message("in the forenoon"),
    DayPart.NOON: Message("at midday"),
    DayPart.AFTERNOON: Message("in the afternoon"),
    DayPart.DUSK: Message("at dusk"),
    DayPart.EVENING: Message("in the evening"),
    DayPart.NIGHT: Message("late at night"),
}


def rough_day(part: MonthPart, day: date) -> Message:
    """A part of a month in words that `read_date` reads back: early March 2026, 2026年3月初."""
    values: dict[str, str | Message] = {"month": MONTHS[day.month - 1], "year": str(day.year)}
    match part:
        case MonthPart.EARLY:
            return Message("early {month} {year}", values)
        case MonthPart.MIDDLE:
            return Message("mid-{month} {year}", values)
        case MonthPart.LATE:
            return Message("late {month} {year}", values)
        case _:
            return Message("{month} {year}", values)


def rough(part: MonthPart | DayPart, value: date | time) -> Message:
    """A rough day or time in words that read back as the same."""
    if isinstance(part, MonthPart) and isinstance(value, date):
        return rough_day(part, value)
    return DAY_PARTS[DayPart(part)]


_FEASTS = re.compile(
    r"春节|过年|除夕|元宵|清明|端午|中秋|国庆|元旦|五一|劳动节|假期|暑假|寒假|正月|腊月|农历|阴历"
    r"|初[一二三四五六七八九十]|年初|年底|年前|年后|春天|夏天|秋天|冬天"
    r"|spring festival|new year|holiday"
)


_SEVERAL_DAYS = re.compile(r"[日号\d]\s*(?:到|至|~|\u2013|\u2014|-(?=\s*\d{1,2}月))\s*\d|每天|天天")
_MONTH_AND_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$")
_FIRST_YEAR = 1900
"""A day of birth is a day too; a year before this is a slip of the keys."""


def read_date(text: str, around: Around) -> Reading:
    """A day: 2026-3-5, 3月5日, 昨天, 上周三; or a rough one: 大约3月5日, 三月初, 去年三月."""
    rest, about = take_about(text)
    found = find_date(rest, around.today)
    if found is None or found.day.year < _FIRST_YEAR:
        return _no_day(rest)
    return _told_day(found, around, about=about or found.about)


def _no_day(text: str) -> Trouble:
    if _FEASTS.search(text):
        return Trouble(
            Message("A letter needs a day of the calendar, roughly is enough."),
            Message(
                "Please think which month it was: 2026年2月, 2月中旬 and 大约2月10日 are all fine."
            ),
        )
    if _SEVERAL_DAYS.search(text):
        return Trouble(
            Message("This seems to be several days."),
            Message(
                "Write one day here, the first or the worst; the others can be noted afterwards,"
                " one by one."
            ),
        )
    if found := _MONTH_AND_DAY.search(text):
        month, day = int(found[1]), int(found[2])
        if 1 <= month <= 12 and 29 <= day <= 31:
            return Trouble(
                Message("There is no {month}-{day}.", {"month": str(month), "day": str(day)}),
                Message("Look at the date once more; a rough one like 大约3月5日 is fine."),
            )
    return Trouble(
        Message("This day was not understood."),
        Message(
            "Write it like 2026-03-05 or 3月5日; a rough day like 大约3月5日 or 三月初 is fine,"
            " and so is 不清楚 (not sure)."
        ),
    )


def _told_day(found: FoundDay, around: Around, *, about: bool) -> Understood:
    day = found.day
    warning = Message("This day is still to come.") if day > around.today else None
    if isinstance(found.part, MonthPart):
        values = {"day": rough_day(found.part, day)}
        echo = Message(
            "Understood: {day}, the day not known."
            if found.part is MonthPart.WHOLE
            else "Understood: about {day}.",
            values,
        )
        return Understood(day, about=True, part=found.part, echo=echo, warning=warning)
    exact: dict[str, str | Message] = {
        "day": day.isoformat(),
        "weekday": WEEKDAYS[day.weekday()],
    }
    echo = Message(
        "Understood: about {day}, {weekday}." if about else "Understood: {day}, {weekday}.", exact
    )
    return Understood(day, about=about, echo=echo, warning=warning)


_TWO_HOURS = re.compile(r"(?<![十\d])(十?[一二两三四五六七八][二两三四五六七八九])(?=[点时分])")


def _earlier(found: re.Match[str]) -> str:
    """下午两三点 is about two o'clock, never 23:00."""
    return smaller_of_two(found[1]) or found[1]


def read_time(text: str, _around: Around) -> Reading:
    """A time of day: 22:15, 晚上十点, 10pm; or a rough one: 大约22点, 10点多, 半夜."""
    rest, about = take_about(text)
    rest, two = _TWO_HOURS.subn(_earlier, rest)
    found = find_time(rest)
    if found is None:
        return Trouble(
            Message("This time was not understood."),
            Message(
                "Write it like 22:15 or 晚上10点15分; a rough time like 大约22点 or 半夜 is fine,"
                " and so is 不清楚 (not sure)."
            ),
        )
    about = about or found.about or bool(two)
    return Understood(found.time, about=about, part=found.part, echo=_told_time(found, about=about))


def _told_time(found: FoundTime, *, about: bool) -> Message:
    if found.part is not None:
        return Message("Understood: {part}, the hour not known.", {"part": DAY_PARTS[found.part]})
    values: dict[str, str | Message] = {
        "time": found.time.strftime("%H:%M"),
        "part": DAY_PARTS[part_of_day(found.time)],
        "other": found.time.replace(hour=(found.time.hour + 12) % 24).strftime("%H:%M"),
    }
    if found.bare and about:
        return Message("Understood: about {time}, {part}. If you mean {other}, go back.", values)
    if found.bare:
        return Message("Understood: {time}, {part}. If you mean {other}, go back.", values)
    return Message(
        "Understood: about {time}, {part}." if about else "Understood: {time}, {part}.", values
    )


def part_of_day(time: time) -> DayPart:
    """What part of the day an exact time is called."""
    ends = (
        (6, DayPart.DAWN),
        (8, DayPart.MORNING),
        (12, DayPart.FORENOON),
        (14, DayPart.NOON),
        (18, DayPart.AFTERNOON),
        (22, DayPart.EVENING),
    )
    return next((part for end, part in ends if time.hour < end), DayPart.NIGHT)
