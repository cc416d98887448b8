"""The year of rows that print none: from the list's own month or the person; never guessed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from complaintgen.intake.cells import text_of

if TYPE_CHECKING:
    from complaintgen.intake.cells import Stamp
    from complaintgen.intake.columns import Plan
    from complaintgen.intake.sheets import Row

FARTHEST = 45
"""A row may lie so many days outside the month that the list names, not more."""
_HALF_YEAR = 6
_SPAN = re.compile(
    r"(?<![0-9])(20[0-9]{2})[-/.年]?([01]?[0-9])(?:[-/.月]?([0-3]?[0-9]))?日?(?![0-9])"
)


class Span(NamedTuple):
    """The days that a list says it covers."""

    first: dt.date
    last: dt.date


class Years:
    """Gives rows their year, in the order of the list.

    With a span each row gets the year that brings it into the span or near it. With the year of the
    first row a step back or forth over half a year is a turn of the year.
    """

    def __init__(self, span: Span | None, first: int | None) -> None:
        self.span = span
        self.year = first
        self.month: int | None = None

    def of(self, stamp: Stamp) -> int | None:
        """The year of a row; None where it stays open."""
        if stamp.year is not None:
            return stamp.year
        if self.year is not None:
            return self._turned(stamp.month)
        return self._near(stamp) if self.span else None

    def _turned(self, month: int) -> int | None:
        if self.month is not None and self.year is not None:
            step = month - self.month
            if step <= -_HALF_YEAR:
                self.year += 1
            elif step >= _HALF_YEAR:
                self.year -= 1
        self.month = month
        return self.year

    def _near(self, stamp: Stamp) -> int | None:
        assert self.span is not None  # noqa: S101 (for the type checker: `of` asked)
        first, last = self.span
        best, least = None, FARTHEST + 1
        for year in range(first.year - 1, last.year + 2):
            at = stamp.at(year)
            if at is None:
                continue
            day = at.date()
            away = max((first - day).days, (day - last).days, 0)
            if away < least:
                best, least = year, away
        return best


def years_for(name: str, start: list[Row], plan: Plan, said: int | None) -> Years:
    """What is known of the years of a sheet: what the person said, its name, its title rows."""
    if said is not None:
        return Years(None, said)
    titles = [text_of(cell) for number, cells in start if number < plan.header for cell in cells]
    return Years(span_of((name, *titles)), None)


def span_of(texts: tuple[str, ...]) -> Span | None:
    """The days that names and titles speak of: 2026年03月, 2026-01-15至2026-02-14.

    A year alone is not enough: a list over New Year would get one year too many or too few.
    """
    spans = [
        span
        for text in texts
        for found in _SPAN.finditer(unicodedata.normalize("NFKC", text)[:300])
        if (span := _span(int(found[1]), int(found[2]), int(found[3] or 0)))
    ]
    if not spans:
        return None
    whole = Span(min(span.first for span in spans), max(span.last for span in spans))
    return whole if (whole.last - whole.first).days < 300 else None  # noqa: PLR2004 (open again)


def _span(year: int, month: int, day: int) -> Span | None:
    try:
        if day:
            return Span(dt.date(year, month, day), dt.date(year, month, day))
        first = dt.date(year, month, 1)
    except ValueError:
        return None
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return Span(first, following - dt.timedelta(days=1))
