"""Which numbers and hours bound a collector on a day: read from the law data, none stands here.

A limit is taken only from a text that was in force on the day and binds the kind of lender; for a
lender of unknown kind only from texts that bind all. Before there was such a text there is none.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.in_force import numbers_for
from complaintgen.model.case import LenderKind, MonthPart
from complaintgen.model.law import Parameters
from complaintgen.model.rough import days_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaintgen.model.case import Answers
    from complaintgen.model.law import Law

ABOUT_DAYS = dt.timedelta(days=15)
"""How far 大约 may reach: a text counts for an approximate day only if in force all this time."""

PART_DAYS = dt.timedelta(days=10)
"""How far beyond a named part of a month it may reach: 三月初 may have been the 13th."""

CONNECTED = "max_connected_per_day"
ATTEMPTS = "max_attempts_per_day"
"""The parameters of articles (`model.law.Parameters`) that limit calls."""

_CLOSED_FROM = "closed_from"
_CLOSED_UNTIL = "closed_until"
_NAMES = (CONNECTED, ATTEMPTS, _CLOSED_FROM, _CLOSED_UNTIL)


class Day(msgspec.Struct, frozen=True):
    """A day as the writer knows it; with a part of the month it is a rough one."""

    date: dt.date
    about: bool = False
    part: MonthPart | None = None

    @property
    def possible(self) -> tuple[dt.date, ...]:
        """Days on which a text must be in force to be certain here, the day itself first.

        The ends of the time in question are enough: a text is in force without a gap.
        """
        if self.part is not None:
            first, last = days_of(self.part, self.date)
            return (self.date, first - PART_DAYS, last + PART_DAYS)
        if not self.about:
            return (self.date,)
        return (self.date, self.date - ABOUT_DAYS, self.date + ABOUT_DAYS)


def known_day(answers: Answers, field: str) -> Day | None:
    """A day among the answers of a table, with what was said of it; None where there is none."""
    date = getattr(answers, field)
    part = getattr(answers, f"{field}_part")
    about = getattr(answers, f"{field}_about") or part is not None
    return None if date is None else Day(date, about=about, part=part)


class Limit(msgspec.Struct, frozen=True):
    """A number a text states for a day; `source` is its `law:` source."""

    value: int
    source: str


class ClosedHours(msgspec.Struct, frozen=True):
    """The hours of a day, Beijing time, in which a text forbids collection; they pass midnight."""

    start: dt.time
    end: dt.time
    source: str

    def contains(self, time: dt.time) -> bool:
        """Whether a moment lies in the closed hours: from `start` on, before `end`."""
        return time >= self.start or time < self.end

    def contains_all(self, first: dt.time, last: dt.time) -> bool:
        """Whether every moment from the first to the last lies in the closed hours."""
        both = self.contains(first) and self.contains(last)
        return both and (first > last or first >= self.start or last < self.end)


class Bounds(msgspec.Struct, frozen=True):
    """The limits that hold against one kind of lender; made by `bounds`.

    Attributes:
        stated: for each parameter the behaviours whose bases state it, and the numbers stated.
    """

    law: Law
    lender: LenderKind
    stated: Mapping[str, tuple[tuple[str, object], ...]]

    def limit(self, name: str, day: Day) -> Limit | None:
        """The lowest limit of that name on a day, the strongest text first; None where none is."""
        limits = [
            Limit(value, source)
            for source, value in self._numbers(name, day).items()
            if isinstance(value, int)
        ]
        return min(limits, key=lambda limit: limit.value, default=None)

    def closed_hours(self, day: Day) -> tuple[ClosedHours, ...]:
        """The closed hours on a day, the strongest text first."""
        ends = self._numbers(_CLOSED_UNTIL, day)
        return tuple(
            ClosedHours(start, end, source)
            for source, start in self._numbers(_CLOSED_FROM, day).items()
            if isinstance(start, dt.time) and isinstance(end := ends.get(source), dt.time)
        )

    def yardstick(self, name: str) -> int | None:
        """The lowest such number in any text of any time: our yardstick for days without a rule.

        Before 2024-05-15 texts forbade 频繁 calls without saying how many; the number that later
        texts took tells which days are worth naming. It is no law for those days.
        """
        numbers = (value for _, value in self.stated[name] if isinstance(value, int))
        return min(numbers, default=None)

    def _numbers(self, name: str, day: Day) -> dict[str, object]:
        """The values of a parameter by their source, certain for the day."""
        first, *others = (self._on(name, date) for date in day.possible)
        return {source: first[source] for source in first if all(source in o for o in others)}

    def _on(self, name: str, date: dt.date) -> dict[str, object]:
        return {
            number.source: number.value
            for behaviour in dict.fromkeys(behaviour for behaviour, _ in self.stated[name])
            for number in numbers_for(self.law, behaviour, name, date, self.lender)
        }


def bounds(law: Law, lender: LenderKind | None) -> Bounds:
    """The limits that hold against a kind of lender; None counts as an unknown one."""
    stated: dict[str, list[tuple[str, object]]] = {name: [] for name in _NAMES}
    for behaviour in law.behaviours.values():
        for base in behaviour.bases:
            article = law.article(base.instrument, base.article)
            if article is None or article.parameters == Parameters():
                continue
            for name in _NAMES:
                value = getattr(article.parameters, name)
                if value is not None:
                    stated[name].append((behaviour.id, value))
    return Bounds(
        law=law,
        lender=lender or LenderKind.UNKNOWN,
        stated={name: tuple(entries) for name, entries in stated.items()},
    )
