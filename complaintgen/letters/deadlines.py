"""Until when a letter must be handed in: counted from a day among the answers. Warnings only."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from complaintgen.letters.fields import keep
from complaintgen.letters.needs import places
from complaintgen.model import paths
from complaintgen.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.model.case import Case
    from complaintgen.model.letter_form import Deadline, LetterForm
    from complaintgen.model.question import Words


ISO = "{year}-{month:02d}-{day:02d}"


class Period(msgspec.Struct, frozen=True):
    """A period of a letter as it runs in a case: from the answer at `path` to its last day."""

    rule: Deadline
    path: str
    start: dt.date
    end: dt.date

    def words(self, today: dt.date) -> Words:
        """What there is to say: how long there is time, or that it is over."""
        return self.rule.late if self.end < today else self.rule.what

    def said(self, text: str, pattern: str = ISO) -> str:
        """A text with the two days; `pattern` has slots for year, month and day."""
        days = {"start": self.start, "end": self.end}
        return text.format(
            **{
                name: pattern.format(year=day.year, month=day.month, day=day.day)
                for name, day in days.items()
            }
        )


def periods(case: Case, form: LetterForm) -> Iterator[Period]:
    """The periods of a letter whose first day is known.

    That day itself is not counted (Civil Code, Art. 201). A last day that is a holiday moves on
    (Art. 203): that is left to the reader, so the day given is never too late.
    """
    own = keep(case, form)
    for rule in form.deadlines:
        days = dict(_days(own, form, rule.path))
        if days:
            start = max(days)
            yield Period(rule, days[start], start, _end(rule, start))


def _days(case: Case, form: LetterForm, question: str) -> Iterator[tuple[dt.date, str]]:
    for path in places(case, form, question):
        day = paths.get(case, path)
        if day is not None:
            yield day, path


def _end(rule: Deadline, start: dt.date) -> dt.date:
    """The last day; a month that has no such day ends with its own last one."""
    years, month = divmod(start.month - 1 + rule.months, 12)
    year, month = start.year + years, month + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    return dt.date(year, month, day) + dt.timedelta(days=rule.days)


def said_deadlines(
    case: Case, form: LetterForm, today: dt.date, pattern: str = ISO
) -> tuple[str, ...]:
    """What the filing sheet says of each period, in Chinese, with days by the pattern."""
    return tuple(period.said(period.words(today).zh, pattern) for period in periods(case, form))


def warn_of_deadlines(
    case: Case, form: LetterForm, today: dt.date, pattern: str = ISO
) -> tuple[Problem, ...]:
    """A warning for each period that is over, or ends within the days the rule calls near."""
    near = (p for p in periods(case, form) if (p.end - today).days <= p.rule.near)
    return tuple(_warning(period, today, pattern) for period in near)


def _warning(period: Period, today: dt.date, pattern: str) -> Problem:
    words = period.words(today)
    return Problem(
        code="period-over" if words is period.rule.late else "period-ends",
        place=period.path,
        message=period.said(words.en),
        hint="",
        values={"message_zh": period.said(words.zh, pattern), "hint_zh": ""},
        severity=Severity.WARNING,
    )
