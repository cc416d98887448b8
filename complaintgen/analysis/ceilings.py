"""Which caps on interest and fees hold over the days of a loan: read from the law data. Pure.

A cap measures only where it may be cited and names a number; the kind of lender must be among its
own. Where the data give none there is none: nothing is assumed for a lender whose rules we lack.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.in_force import article_in_force, in_force
from complaintgen.model.law import DecidingDay, Rate
from complaintgen.model.money import Ceiling, Hindrance, Obstacle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.model.case import LenderKind
    from complaintgen.model.finding import Sources
    from complaintgen.model.law import Article, Cap, Instrument, Law

LENDER = "lender.kind"
SIGNED = "loan.signed_on"


class Span(msgspec.Struct, frozen=True):
    """The days that matter: of the contract, the first and the last of the loan, and today."""

    signed_on: date
    first: date
    last: date
    today: date


def ceilings(law: Law, lender: LenderKind, span: Span) -> tuple[Ceiling, ...] | Obstacle:
    """The caps that hold from the first to the last day of a loan, in order, without a gap.

    Only the last one has no end. An obstacle where the data give no cap for the lender or the day
    of the contract, or where the loan prime rate of a month that matters is not known.
    """
    own = [cap for cap in law.caps if cap.measures and lender in (cap.lenders or ())]
    if not own:
        return Obstacle(Hindrance.NO_CAP, LENDER)
    cap = next((cap for cap in own if _covers(cap, span)), None)
    if cap is None:
        return Obstacle(Hindrance.NO_CAP, SIGNED)
    later = cap.afterwards
    if later is None or span.last <= later.since:
        return _one(_Measured(law, cap, span.signed_on), span.first)
    return _with_transition(law, cap, span)


def _one(measured: _Measured, since: date) -> tuple[Ceiling, ...] | Obstacle:
    found = measured.ceiling(since)
    return found if isinstance(found, Obstacle) else (found,)


def _covers(cap: Cap, span: Span) -> bool:
    """Whether the day that decides lies in the period of a cap."""
    days = {DecidingDay.ACT: span.last, DecidingDay.CONTRACT: span.signed_on}
    day = days[cap.day]
    return cap.since is not None and cap.since <= day and (cap.until is None or day <= cap.until)


def _with_transition(law: Law, cap: Cap, span: Span) -> tuple[Ceiling, ...] | Obstacle:
    """The cap of the contract, and the later one from the day of the rule of transition on."""
    rule = cap.afterwards
    if rule is None:  # pragma: no cover (asked for caps with such a rule only)
        return Obstacle(Hindrance.NO_CAP, SIGNED)
    instrument = law.instruments[rule.instrument]
    article = instrument.article(rule.article)
    if article is None or not article_in_force(instrument, article, span.today):
        return Obstacle(Hindrance.NO_CAP, SIGNED)
    source = _source(instrument, article)
    following = next(each for each in law.caps if each.id == rule.cap)
    late = _Measured(law, following, span.today, suit=True).ceiling(max(rule.since, span.first))
    if isinstance(late, Obstacle):
        return late
    late = msgspec.structs.replace(late, sources=(source, *late.sources))
    if span.first >= rule.since:
        return (late,)
    early = _Measured(law, cap, span.signed_on).ceiling(span.first)
    if isinstance(early, Obstacle):
        return early
    until = rule.since - timedelta(days=1)
    return (msgspec.structs.replace(early, until=until), late)


class _Measured(msgspec.Struct, frozen=True):
    """A cap as it stands on the day that decides; `suit`: that is the day of suing."""

    law: Law
    cap: Cap
    day: date
    suit: bool = False

    def ceiling(self, since: date) -> Ceiling | Obstacle:
        """The ceiling from a day of the loan on."""
        plain = Ceiling(
            cap=self.cap.id,
            since=since,
            until=None,
            percent=self.cap.yearly_percent or Decimal(0),
            kept=self.cap.void_above_percent,
            sources=self._articles(),
        )
        multiple = self.cap.lpr_multiple
        return plain if multiple is None else self._times_rate(plain, multiple)

    def _times_rate(self, plain: Ceiling, multiple: Decimal) -> Ceiling | Obstacle:
        rates = self.law.rates
        rate = newest_rate(rates, self.day) if self.suit else rate_on(rates, self.day)
        if isinstance(rate, str):
            return Obstacle(Hindrance.RATE_UNPUBLISHED, rate)
        highest = max(value for value in map(_value, rates) if value is not None)
        return msgspec.structs.replace(
            plain,
            percent=(_value(rate) or Decimal(0)) * multiple,
            rate_month=rate.month,
            multiple=multiple,
            estimated=self.suit,
            highest=highest * multiple if self.suit else None,
            sources=(*plain.sources, f"law:lpr/{rate.month}"),
        )

    def _articles(self) -> Sources:
        """The articles in force on the day that state the number of the cap.

        Only those a behaviour rests on: a rule of transition states the number too.
        """
        own = {(b.instrument, b.article) for j in self.law.behaviours.values() for b in j.bases}
        return tuple(
            _source(instrument, article)
            for instrument in map(self.law.instruments.__getitem__, self.cap.basis)
            if in_force(instrument, self.day)
            for article in instrument.articles
            if article_in_force(instrument, article, self.day)
            and states(article, self.cap)
            and (instrument.id, article.number) in own
        )


def states(article: Article, cap: Cap) -> bool:
    """Whether an article states the number of a cap."""
    stated = article.parameters
    if cap.lpr_multiple is not None:
        return stated.lpr_multiple == cap.lpr_multiple
    return cap.yearly_percent is not None and stated.yearly_percent == cap.yearly_percent


def _source(instrument: Instrument, article: Article) -> str:
    return f"law:{instrument.id}/{article.number}"


# --- the loan prime rate -----------------------------------------------------------------------


def rate_on(rates: Sequence[Rate], day: date) -> Rate | str:
    """The rate last published on or before a day, or the month whose rate is not known.

    A rate counts from the day of its publication. Where that day is not known, the rate of its
    month counts only if the month before had the same; then the earlier one is given, which was
    certainly there.
    """
    month = _month(day)
    own = next((rate for rate in rates if rate.month == month), None)
    published = [rate for rate in rates if _is_out(rate, day)]
    if own is None or not published:
        return month
    last = published[-1]
    if _value(last) is None:
        return last.month
    unsure = own.day is None and _value(own) != _value(last)
    return own.month if unsure else last


def newest_rate(rates: Sequence[Rate], day: date) -> Rate | str:
    """The newest rate whose value is known, certainly published by a day; else the month."""
    known = [rate for rate in rates if _value(rate) is not None and _is_out(rate, day)]
    return known[-1] if known else _month(day)


def _is_out(rate: Rate, day: date) -> bool:
    """Whether a rate was certainly published by a day."""
    return rate.day <= day if rate.day is not None else rate.month < _month(day)


def _value(rate: Rate) -> Decimal | None:
    return rate.one_year


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"
