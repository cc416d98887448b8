"""What cells say: moments, lengths of calls, numbers. None where they do not say it.

Nothing is guessed: a day without its year comes back without one, a date whose order is open
(3/4/26) not at all.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from complaintgen.model.record import Precision

if TYPE_CHECKING:
    from complaintgen.intake.sheets import Cell
    from complaintgen.model.table_words import Units

LONGEST = 48 * 3600
"""No call lasts longer; a larger number is no length."""
_DAY = 86_400
_SERIALS = (20_000, 80_000)
"""Days since 1900 as Excel counts them: 1954 to 2119."""
_SINCE_1900 = dt.datetime(1899, 12, 30)  # noqa: DTZ001 (Beijing time without a zone, as records hold it)
_BEFORE_1904 = 1_462
_BEIJING = dt.timezone(dt.timedelta(hours=8))
_EARLIEST, _LATEST = 1990, 2099


class Stamp(NamedTuple):
    """A day and a time as a cell says them; what it leaves open is None."""

    year: int | None
    month: int
    day: int
    clock: dt.time | None
    precision: Precision

    def at(self, year: int, clock: dt.time | None = None) -> dt.datetime | None:
        """The moment in a year; None where the calendar has no such day."""
        try:
            day = dt.date(year, self.month, self.day)
        except ValueError:
            return None
        return dt.datetime.combine(day, self.clock or clock or dt.time())


def text_of(cell: Cell) -> str:
    """The text of a cell without what programs put around numbers: ' and tabs and ="…"."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)  # noqa: PLR2004
    text = cell.strip(_AROUND)
    return text[2:-1] if text.startswith('="') and text.endswith('"') else text


_AROUND = " \t\r\n\f\u3000\xa0\ufeff\u200b'\u2018\u2019"

_DATE = re.compile(
    r"(?:([0-9]{4})\s?[-/.年]\s?)?([0-9]{1,2})\s?[-/.月]\s?([0-9]{1,2})\s?日?"
    r"(?:(?:[\sT]+|(?<=日))(.{1,40}))?"
)
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:\s?([0-9]{4}(?:[0-9]{2})?))?")
_CLOCK = re.compile(
    r"(上午|下午|凌晨|早上|中午|晚上|am|pm)?\s?([0-9]{1,2})\s?[:时点]\s?([0-9]{1,2})\s?分?"
    r"(?::?\s?([0-9]{1,2})(?:\.[0-9]{1,9})?\s?秒?)?\s?(am|pm)?(z|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
)
_LATE = {"下午", "晚上", "pm"}
_EARLY = {"上午", "凌晨", "早上", "am"}


def read_stamp(cell: Cell, *, since_1904: bool = False) -> Stamp | None:
    """The day, and perhaps the time, that a cell says."""
    if isinstance(cell, float):
        if _SERIALS[0] <= cell < _SERIALS[1]:
            return _serial(cell + (_BEFORE_1904 if since_1904 else 0))
        cell = text_of(cell)
    if not cell:
        return None
    text = text_of(cell)
    return _usual(text) or _stamp(unicodedata.normalize("NFKC", text))


def _usual(text: str) -> Stamp | None:
    """The form that nearly all lists have, without the work of the others."""
    if len(text) != 19 or text[10] != " " or text[4] != "-":  # noqa: PLR2004
        return None
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return _within(Stamp(at.year, at.month, at.day, at.time(), Precision.SECOND))


def _within(stamp: Stamp | None) -> Stamp | None:
    return stamp if stamp and _EARLIEST <= (stamp.year or _EARLIEST) <= _LATEST else None


def _serial(days: float) -> Stamp:
    at = _SINCE_1900 + dt.timedelta(seconds=round(days * _DAY))
    whole = days.is_integer()
    clock = None if whole else at.time()
    return Stamp(at.year, at.month, at.day, clock, Precision.SECOND)


def _stamp(text: str) -> Stamp | None:
    if found := _DIGITS.fullmatch(text):
        year, month, day, rest = found.groups()
        clock = _digits_clock(rest) if rest else None
        if rest and clock is None:
            return None
    elif found := _DATE.fullmatch(text):
        year, month, day, rest = found.groups()
        if rest and rest.lower().endswith("z") | bool(re.search(r"[+-]\d\d:?\d\d$", rest)):
            return _zoned(text)
        clock = _clock(rest) if rest else None
        if rest and clock is None:
            return None
    else:
        return None
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):  # noqa: PLR2004
        return None
    precision = clock[1] if clock else Precision.DAY
    time = clock[0] if clock else None
    return _within(Stamp(int(year) if year else None, int(month), int(day), time, precision))


def _zoned(text: str) -> Stamp | None:
    """A moment with its zone, as Beijing time."""
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if at.tzinfo is None:
        return None
    at = at.astimezone(_BEIJING)
    return _within(Stamp(at.year, at.month, at.day, at.time().replace(microsecond=0), _SECOND))


_SECOND = Precision.SECOND


def read_clock(cell: Cell) -> tuple[dt.time, Precision] | None:
    """The time of day that a cell says, and how exactly."""
    if isinstance(cell, float):
        if 0 <= cell < 1:
            at = _SINCE_1900 + dt.timedelta(seconds=round(cell * _DAY) % _DAY)
            return at.time(), Precision.SECOND
        return _digits_clock(text_of(cell).zfill(6)) if cell.is_integer() else None
    text = unicodedata.normalize("NFKC", text_of(cell))
    if text.isascii() and text.isdigit():
        # 91505 is 09:15:05 whose first nought a spreadsheet has eaten before it was saved as text.
        return _digits_clock(text.zfill(6) if len(text) == 5 else text)  # noqa: PLR2004
    return _clock(text)


def _digits_clock(text: str) -> tuple[dt.time, Precision] | None:
    if len(text) not in (4, 6):
        return None
    return _time(int(text[:2]), int(text[2:4]), int(text[4:]) if text[4:] else None)


def _clock(text: str) -> tuple[dt.time, Precision] | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None or found[6]:
        return None
    hour = int(found[2])
    part = (found[1] or found[5] or "").lower()
    if part == "晚上" and hour == 12:  # noqa: PLR2004
        return None  # the one of this day or of the next: open
    if part in _LATE and hour < 12:  # noqa: PLR2004
        hour += 12
    elif part in _EARLY and hour == 12:  # noqa: PLR2004
        hour = 0
    return _time(hour, int(found[3]), int(found[4]) if found[4] else None)


def _time(hour: int, minute: int, second: int | None) -> tuple[dt.time, Precision] | None:
    try:
        time = dt.time(hour, minute, second or 0)
    except ValueError:
        return None
    return time, Precision.MINUTE if second is None else Precision.SECOND


def duration_form(units: Units) -> re.Pattern[str]:
    """What lengths written with units look like: 1小时59分钟41秒."""
    hours, minutes, seconds = (
        "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        for words in (units.hours, units.minutes, units.seconds)
    )
    return re.compile(
        rf"(?:([0-9]{{1,6}})\s?(?:{hours}))?\s?(?:([0-9]{{1,6}})\s?(?:{minutes}))?\s?"
        rf"(?:([0-9]{{1,7}})\s?(?:{seconds})?)?",
        re.IGNORECASE,
    )


_COLONS = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{1,2})(?:\.[0-9]{1,6})?")


def read_seconds(cell: Cell, form: re.Pattern[str]) -> int | None:
    """A length in seconds; None where the cell says none that we know."""
    if isinstance(cell, float):
        seconds = round(cell * _DAY) if 0 < cell < 1 else round(cell)
        return seconds if 0 <= seconds <= LONGEST else None
    return _seconds(text_of(cell), form)


@lru_cache(16_384)
def _seconds(text: str, form: re.Pattern[str]) -> int | None:
    text = unicodedata.normalize("NFKC", text).strip()
    found = _COLONS.fullmatch(text) or form.fullmatch(text.removesuffix(".0"))
    if not text or found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    whole = hours * 3600 + minutes * 60 + seconds
    return whole if whole <= LONGEST else None


DAMAGED = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{1,2}", re.IGNORECASE)
"""A number that a spreadsheet has rounded: 1.38E+10. Its last figures are gone."""
