"""The running balance of a loan at the caps: simple interest by actual days, no compounding. Pure.

The interest of each line is rounded to the fen, so whoever recounts the table gets its sums.
A payment goes to the interest allowed first, then to the principal. Once more was paid than could
be asked, the principal is negative and bears nothing.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from complaintgen.model.money import FEN, Ceiling, Entry, EntryKind, to_fen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from complaintgen.model.finding import Sources

NOTHING = Decimal(0)
_HUNDRED = Decimal(100)


class Event(msgspec.Struct, frozen=True):
    """What happens on a day: money comes, is paid or is claimed."""

    day: date
    kind: EntryKind
    amount: Decimal
    sources: Sources = ()


class Reading(msgspec.Struct, frozen=True):
    """How the caps are read.

    Attributes:
        year: how many days a year is taken to have.
        kind: kind to the lender: an estimated rate is the highest there was, what cannot be had
            back went to interest, and any part of a fen is one.
    """

    year: int
    kind: bool

    def percent(self, ceiling: Ceiling) -> Decimal:
        """Per cent a year that may be asked."""
        highest = ceiling.highest
        return max(highest, ceiling.percent) if self.kind and highest else ceiling.percent

    def interest(self, amount: Decimal) -> Decimal:
        """Interest to the fen."""
        return amount.quantize(FEN, ROUND_CEILING) if self.kind else to_fen(amount)

    def kept(self, ceiling: Ceiling) -> Decimal:
        """Per cent a year beyond that which stays paid once it was paid."""
        if not self.kind or ceiling.kept is None:
            return NOTHING
        return max(NOTHING, ceiling.kept - self.percent(ceiling))


YEAR_DAYS = 365
OURS = Reading(YEAR_DAYS, kind=False)
"""How it is worked out and shown: a year of 365 days."""

KINDEST = Reading(360, kind=True)
"""The reading kindest to the lender: banks count a year of 360 days."""

_ORDER = tuple(EntryKind)


def run(
    events: Iterable[Event], ceilings: Sequence[Ceiling], reading: Reading
) -> tuple[Entry, ...]:
    """The lines of the working, by day; on one day received, paid, changed, claimed.

    Args:
        events: what happened; the first by day must be what was received.
        ceilings: the caps in order, from the first day on without a gap, none after the last day.
        reading: how a year is counted.
    """
    changes = [Event(each.since, EntryKind.CHANGED, NOTHING, each.sources) for each in ceilings[1:]]
    balance = _Balance(ceilings, reading)
    return tuple(balance.after(event) for event in sorted([*events, *changes], key=_event_order))


def _event_order(event: Event) -> tuple[date, int, Decimal, Sources]:
    return event.day, _ORDER.index(event.kind), event.amount, event.sources


class _Balance:
    """What is owed, from line to line."""

    def __init__(self, ceilings: Sequence[Ceiling], reading: Reading) -> None:
        self._ceilings, self._reading = ceilings, reading
        self._day: date | None = None
        self._principal = self._unpaid = self._kept = NOTHING

    def after(self, event: Event) -> Entry:
        """The line of an event: first the interest of the days before it, then what happened."""
        before = self._day or event.day
        days = (event.day - before).days
        ceiling = _holding(self._ceilings, before)
        interest = self._accrue(ceiling, days)
        self._day = event.day
        to_interest, to_principal = self._book(event)
        return Entry(
            day=event.day,
            kind=event.kind,
            amount=event.amount,
            days=days,
            percent=self._reading.percent(ceiling),
            interest=interest,
            to_interest=to_interest,
            to_principal=to_principal,
            unpaid=self._unpaid,
            principal=self._principal,
            sources=event.sources,
        )

    def _accrue(self, ceiling: Ceiling, days: int) -> Decimal:
        bearing = max(self._principal, NOTHING) * days / (_HUNDRED * self._reading.year)
        interest = self._reading.interest(bearing * self._reading.percent(ceiling))
        self._unpaid += interest
        self._kept += self._reading.interest(bearing * self._reading.kept(ceiling))
        return interest

    def _book(self, event: Event) -> tuple[Decimal, Decimal]:
        """Book what happened; how much of it went to interest, and how much to the principal."""
        if event.kind is EntryKind.RECEIVED:
            self._principal += event.amount
        if event.kind is not EntryKind.PAID:
            return NOTHING, NOTHING
        first = min(event.amount, self._unpaid)
        stays = min(event.amount - first, self._kept)
        self._unpaid -= first
        self._kept -= stays
        rest = event.amount - first - stays
        self._principal -= rest
        return first + stays, rest


def _holding(ceilings: Sequence[Ceiling], day: date) -> Ceiling:
    """The ceiling for the interest of a day."""
    for ceiling, following in pairwise(ceilings):
        if day < following.since:
            return ceiling
    return ceilings[-1]
