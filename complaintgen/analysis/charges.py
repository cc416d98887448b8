"""What a loan may cost by the caps of its lender and days, against what is asked or was paid. Pure.

Only worked out where the writer wishes it. A year has 365 days, which is our yardstick: no text
says so; hence a second reading, the kindest to the lender, decides whether anything is certain.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, localcontext
from typing import TYPE_CHECKING

from complaintgen.analysis.balance import KINDEST, NOTHING, OURS, Event, run
from complaintgen.analysis.ceilings import Span, ceilings
from complaintgen.analysis.limits import known_day
from complaintgen.analysis.money_answers import deduction, read_money
from complaintgen.analysis.yearly import yearly_cost
from complaintgen.model.finding import Fact, FactKind
from complaintgen.model.money import FEN, Charges, Obstacle, Working

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from complaintgen.analysis.money_answers import Told
    from complaintgen.model.case import Case
    from complaintgen.model.law import Law
    from complaintgen.model.money import Entry

PRECISION = 50
"""Digits reckoned with."""


def charges(case: Case, law: Law, today: date) -> Charges:
    """What can be worked out of the charges of a loan, and what hinders the rest.

    Args:
        case: the answers; nothing is worked out unless `wishes.charges` is true.
        law: the law data, for the caps and the loan prime rates.
        today: the day of writing; it stands for the day of suing, which has not come.
    """
    if not case.wishes.charges:
        return Charges()
    with localcontext(_exact()):
        working, hindered = _work(case, law, today)
        cost, others = yearly_cost(case, today)
    return Charges(working, cost, tuple(dict.fromkeys((*hindered, *others))))


def _exact() -> Context:
    """The same digits whatever the caller reckons with."""
    return Context(prec=PRECISION, rounding=ROUND_HALF_EVEN)


def charge_facts(case: Case, law: Law, today: date) -> tuple[Fact, ...]:
    """What the charges show by themselves: more than the caps allow, less than the contract names.

    Of no incident; the day is that of the contract. Where the sum hangs on an estimated rate, or on
    what cannot be had back, the fact is that it is at least so much.
    """
    if not case.wishes.charges:
        return ()
    with localcontext(_exact()):
        working, _ = _work(case, law, today)
        over = _over_cap(case, working)
    return (*over, *_deducted(case))


def _over_cap(case: Case, working: Working | None) -> tuple[Fact, ...]:
    if working is None or not working.certain:
        return ()
    unsure = any(each.estimated or each.kept is not None for each in working.ceilings)
    fact = Fact(
        kind=FactKind.CHARGES_OVER_CAP,
        day=case.loan.signed_on,
        at_least=unsure,
        amount=working.at_least if unsure else working.excess,
        caps=tuple(dict.fromkeys(each.cap for each in working.ceilings)),
        sources=working.sources,
    )
    return (fact,)


def _deducted(case: Case) -> tuple[Fact, ...]:
    amount, sources = deduction(case)
    if amount < FEN:
        return ()
    day = known_day(case.loan, "signed_on")
    fact = Fact(
        kind=FactKind.DEDUCTED_FIRST,
        day=None if day is None else day.date,
        about=day is not None and day.about,
        amount=amount,
        sources=sources if day is None else (*sources, "loan.signed_on"),
    )
    return (fact,)


# --- the working -------------------------------------------------------------------------------


def _work(case: Case, law: Law, today: date) -> tuple[Working | None, tuple[Obstacle, ...]]:
    """The working, or None and what hinders."""
    told, hindered = read_money(case, today)
    if told is None:
        return None, hindered
    found = _working(told, law, today)
    return (found, ()) if isinstance(found, Working) else (None, (found,))


def _working(told: Told, law: Law, today: date) -> Working | Obstacle:
    span = Span(told.signed_on, told.received.day, told.day, today)
    caps = ceilings(law, told.lender, span)
    if isinstance(caps, Obstacle):
        return caps
    entries = run(told.events, caps, OURS)
    least = _excess(told, run(_kindest(told), caps, KINDEST))
    where = [source for event in told.events for source in event.sources]
    texts = [source for each in caps for source in each.sources]
    return Working(
        day=told.day,
        ceilings=caps,
        entries=entries,
        received=told.received.amount,
        deducted=told.deducted,
        paid=sum((event.amount for event in told.payments), NOTHING),
        claimed=told.claim.amount if told.claim else None,
        allowed=_allowed(entries),
        excess=_excess(told, entries),
        at_least=least,
        certain=least >= FEN,
        sources=tuple(dict.fromkeys((*told.sources, *where, *texts))),
    )


def _kindest(told: Told) -> tuple[Event, ...]:
    """What happened, as it is kindest to the lender: paid on the day of the claim = after it."""
    claim = told.claim
    return tuple(
        event
        for event in told.events
        if claim is None or event not in told.payments or event.day < claim.day
    )


def _allowed(entries: Sequence[Entry]) -> Decimal:
    last = entries[-1]
    return max(NOTHING, last.principal + last.unpaid)


def _excess(told: Told, entries: Sequence[Entry]) -> Decimal:
    """What is asked beyond the caps or, where nothing is asked, what was paid beyond them."""
    if told.claim is None:
        return max(NOTHING, -entries[-1].principal)
    return max(NOTHING, told.claim.amount - _allowed(entries))
