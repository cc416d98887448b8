"""Which numbers and hours bound a collector on a day: read from the law data, none stands here.

A limit is taken only from a text that was in force on the day and binds the kind of lender; for a
lender of unknown kind only from texts that bind all. Before there was such a text there is none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaintgen.model.case import LenderKind
from complaintgen.model.channel import Confidence
from complaintgen.model.law import Parameters, Rank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from complaintgen.model.law import Article, Instrument, Law

ABOUT_DAYS = dt.timedelta(days=15)
"""How far 大约 may reach: a text counts for an approximate day only if in force all this time."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as the writer knows it."""

    date: dt.date
    about: bool = False

    @property
    def possible(self) -> tuple[dt.date, ...]:
        """Days on which a text must be in force to be certain for this one."""
        if not self.about:
            return (self.date,)
        return (self.date - ABOUT_DAYS, self.date, self.date + ABOUT_DAYS)


@dataclass(frozen=True, slots=True)
class Limit:
    """A number a text states for a day; `source` is its `law:` source."""

    value: int
    source: str


@dataclass(frozen=True, slots=True)
class ClosedHours:
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


def call_limit(
    law: Law, kind: LenderKind | None, day: Day, number: Callable[[Parameters], int | None]
) -> Limit | None:
    """The lowest limit stated for a day, the one of the higher rank first; None where none is.

    Args:
        law: the law data.
        kind: the kind of lender; None counts as unknown.
        day: the day of the calls.
        number: which parameter of an article is meant.
    """
    limits = [
        Limit(value, source)
        for source, parameters in _bounds(law, kind, day)
        if (value := number(parameters)) is not None
    ]
    return min(limits, key=lambda limit: limit.value, default=None)


def yardstick(law: Law, number: Callable[[Parameters], int | None]) -> int | None:
    """The lowest such number in any text of any time: our yardstick for days without a rule.

    Before 2024-05-15 texts forbade 频繁 calls without saying how many; the number that later
    texts took tells which days are worth naming. It is no law for those days.
    """
    articles = (a for entry in law.instruments.values() for a in entry.articles)
    numbers = (number(article.parameters) for article in articles)
    return min((value for value in numbers if value is not None), default=None)


def closed_hours(law: Law, kind: LenderKind | None, day: Day) -> tuple[ClosedHours, ...]:
    """The closed hours that bound this kind of lender on a day, the text of higher rank first."""
    return tuple(
        ClosedHours(parameters.closed_from, parameters.closed_until, source)
        for source, parameters in _bounds(law, kind, day)
        if parameters.closed_from is not None and parameters.closed_until is not None
    )


def _bounds(law: Law, kind: LenderKind | None, day: Day) -> Iterator[tuple[str, Parameters]]:
    """The parameters of all articles that bind on a day, with their sources."""
    ranks = tuple(Rank)
    ordered = sorted(
        law.instruments.values(), key=lambda entry: (ranks.index(entry.rank), entry.id)
    )
    for instrument in ordered:
        if binds(law, instrument, kind) and all(_in_force(instrument, d) for d in day.possible):
            for article in instrument.articles:
                if _counts(article, day) and article.parameters != Parameters():
                    yield f"law:{instrument.id}/{article.number}", article.parameters


def binds(law: Law, instrument: Instrument, kind: LenderKind | None) -> bool:
    """Whether a text may be held against this kind of lender."""
    if not instrument.citable or instrument.confidence is Confidence.UNVERIFIED:
        return False
    if instrument.lenders is None:
        return True
    rule = law.lenders.get(kind or LenderKind.UNKNOWN)
    return rule is not None and rule.known_as is not None and rule.known_as in instrument.lenders


def _in_force(instrument: Instrument, day: dt.date) -> bool:
    return instrument.since <= day and (instrument.until is None or day <= instrument.until)


def _counts(article: Article, day: Day) -> bool:
    """Whether the wording of an article is known well enough, and old enough."""
    if article.confidence is Confidence.UNVERIFIED:
        return False
    return article.since is None or all(article.since <= d for d in day.possible)
