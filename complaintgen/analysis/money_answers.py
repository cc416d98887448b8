"""What the answers say of the money of a loan, and what hinders reckoning with it. Pure.

Nothing exact is ever worked out of a rough answer, and nothing at all of one that is missing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.balance import NOTHING, Event
from complaintgen.analysis.limits import known_day
from complaintgen.model.money import EntryKind, Hindrance, Obstacle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from complaintgen.model.case import Case, LenderKind
    from complaintgen.model.finding import Sources

RECEIVED = "loan.received"
MOST = Decimal(10) ** 15
"""More yuan than any debt has: a slip of the keys."""

CLAIM_PARTS = ("claimed_principal", "claimed_interest", "claimed_penalty", "claimed_fees")


class Told(msgspec.Struct, frozen=True):
    """The money of a loan as the answers tell it, all of it exact.

    Attributes:
        lender: the kind of lender.
        signed_on: the day of the contract.
        received: what really came.
        payments: what was paid until the day of the claim, by day.
        claim: what is asked; None where nothing more is, or nobody said.
        deducted: by how much less came than the contract names.
    """

    lender: LenderKind
    signed_on: date
    received: Event
    payments: tuple[Event, ...]
    claim: Event | None
    deducted: Decimal
    sources: Sources

    @property
    def day(self) -> date:
        """The day up to which it is worked out."""
        return self.claim.day if self.claim else max(event.day for event in self.payments)

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that happened."""
        return (self.received, *self.payments, *((self.claim,) if self.claim else ()))


class Reader:
    """Reads answers, and keeps what hinders.

    Args:
        today: no sum can have moved after it.
    """

    def __init__(self, today: date) -> None:
        self.today = today
        self.obstacles: list[Obstacle] = []

    def hinder(self, why: Hindrance, path: str) -> None:
        """Keep a reason why nothing is worked out."""
        self.obstacles.append(Obstacle(why, path))

    def amount(self, value: Decimal | None, path: str, *, about: bool = False) -> Decimal | None:
        """A sum that can be reckoned with."""
        if value is None:
            self.hinder(Hindrance.UNANSWERED, path)
        elif not value.is_finite() or not NOTHING <= value <= MOST:
            self.hinder(Hindrance.IMPOSSIBLE, path)
        elif about:
            self.hinder(Hindrance.ROUGH, path)
        else:
            return value
        return None

    def day(self, value: date | None, path: str, *, about: bool = False) -> date | None:
        """A day that is known exactly and has come."""
        if value is None:
            self.hinder(Hindrance.UNANSWERED, path)
        elif about:
            self.hinder(Hindrance.ROUGH, path)
        elif value > self.today:
            self.hinder(Hindrance.WRONG_ORDER, path)
        else:
            return value
        return None

    def event(
        self, kind: EntryKind, day: date | None, amount: Decimal | None, sources: Sources
    ) -> Event | None:
        """What happened, where both are known."""
        return None if day is None or amount is None else Event(day, kind, amount, sources)

    def received(self, case: Case) -> Event | None:
        """What came, on its day; on that of the contract where nobody was asked for another."""
        loan = case.loan
        amount = self.amount(loan.received, RECEIVED, about=loan.received_about)
        if loan.received_on is None and "received_on" not in loan.unknown:
            day, path = self.signed_on(case), "loan.signed_on"
        else:
            path = "loan.received_on"
            day = self.day(loan.received_on, path)
        return self.event(EntryKind.RECEIVED, day, amount, (RECEIVED, path))

    def signed_on(self, case: Case) -> date | None:
        """The day of the contract."""
        known = known_day(case.loan, "signed_on")
        about = known is not None and known.about
        return self.day(case.loan.signed_on, "loan.signed_on", about=about)


def read_money(case: Case, today: date) -> tuple[Told | None, tuple[Obstacle, ...]]:
    """The money of a loan, or None and everything that hinders."""
    reader = Reader(today)
    lender = case.lender.kind
    if lender is None:
        reader.hinder(Hindrance.UNANSWERED, "lender.kind")
    signed_on = reader.signed_on(case)
    received = reader.received(case)
    payments = tuple(_payments(case, reader))
    claim = _claim(case, reader)
    _check_days(reader, received, payments, claim)
    if claim is None and not payments and not reader.obstacles:
        reader.hinder(Hindrance.UNANSWERED, "loan.claimed")
    if reader.obstacles or lender is None or signed_on is None or received is None:
        return None, tuple(dict.fromkeys(reader.obstacles))
    deducted, where = deduction(case)
    told = Told(
        lender=lender,
        signed_on=signed_on,
        received=received,
        payments=tuple(p for p in payments if claim is None or p.day <= claim.day),
        claim=claim,
        deducted=deducted,
        sources=("lender.kind", "loan.signed_on", *where),
    )
    return told, ()


def deduction(case: Case) -> tuple[Decimal, Sources]:
    """How much less came than the contract names, where both are exact; and the answers."""
    loan = case.loan
    named, came = loan.principal, loan.received
    rough = loan.principal_about or loan.received_about
    if rough or named is None or came is None or not (named.is_finite() and came.is_finite()):
        return NOTHING, ()
    if not NOTHING <= came < named:
        return NOTHING, ()
    return named - came, ("loan.principal", RECEIVED)


def _payments(case: Case, reader: Reader) -> Iterator[Event]:
    """What was paid, by day; that nothing was must have been said."""
    if not case.paid and "paid" not in case.interview.done:
        reader.hinder(Hindrance.UNANSWERED, "paid")
    for paid in sorted(case.paid, key=lambda each: each.id):
        where = (f"paid.{paid.id}.day", f"paid.{paid.id}.amount")
        day = reader.day(paid.day, where[0])
        amount = reader.amount(paid.amount, where[1])
        event = reader.event(EntryKind.PAID, day, amount, where)
        if event is not None and event.amount:
            yield event


def _claim(case: Case, reader: Reader) -> Event | None:
    """What is asked on its day: the sum, or the parts that are named; None where it is nothing."""
    loan = case.loan
    names = ("claimed",) if loan.claimed is not None else CLAIM_PARTS
    named = [(f"loan.{name}", value) for name in names if (value := getattr(loan, name))]
    sums = [reader.amount(value, path, about=loan.claimed_about) for path, value in named]
    if not named:
        return None
    day = reader.day(loan.claimed_on, "loan.claimed_on")
    total = None if None in sums else sum((each for each in sums if each), NOTHING)
    return reader.event(
        EntryKind.CLAIMED, day, total, (*(path for path, _ in named), "loan.claimed_on")
    )


def _check_days(
    reader: Reader, received: Event | None, payments: tuple[Event, ...], claim: Event | None
) -> None:
    """Nothing is paid or asked before anything came."""
    if received is None:
        return
    days = [(payment.day, payment.sources[0]) for payment in payments]
    days += [(claim.day, claim.sources[-1])] if claim else []
    for day, path in days:
        if day < received.day:
            reader.hinder(Hindrance.WRONG_ORDER, path)
