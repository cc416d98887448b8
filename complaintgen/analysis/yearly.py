"""The yearly cost of a loan by its instalments as agreed: the internal rate of return. Pure.

All by one number: the factor by which a unit of time (a day or a month) makes money worth less. The
flows together are worth nothing at exactly one such factor, and bisection always finds it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from complaintgen.analysis.balance import NOTHING, YEAR_DAYS
from complaintgen.analysis.money_answers import Reader
from complaintgen.model.money import Hindrance, Method, YearlyCost

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from complaintgen.analysis.balance import Event
    from complaintgen.model.case import Case, Instalment
    from complaintgen.model.money import Obstacle

MOST_PERCENT = Decimal(10_000)
"""A yearly cost beyond this is only said to be beyond it."""

MOST_TIMES = 1200
"""More instalments than a hundred years have months are a slip of the keys."""

EARLIER = timedelta(days=15)
LATER = timedelta(days=3)
"""How far the first of monthly instalments may lie off a month after the money came. A first month
that is too short makes the rate seem lower than it is, one that is too long higher: hence less."""

_MONTHS = 12
_DIGITS = Decimal("0.000001")
_WIDTH = Decimal("1E-24")

Flow = tuple[date, Decimal]


def yearly_cost(case: Case, today: date) -> tuple[YearlyCost | None, tuple[Obstacle, ...]]:
    """The yearly cost by the instalments as agreed, and what hinders.

    None without an obstacle where no more is to be repaid than came.
    """
    reader = Reader(today)
    received = reader.received(case)
    flows = _by_day(_flows(case, reader, received))
    if reader.obstacles or received is None:
        return None, tuple(reader.obstacles)
    sources = (*received.sources, *_sources(case))
    return cost(received, flows, sources), ()


def cost(received: Event, flows: Sequence[Flow], sources: Iterable[str]) -> YearlyCost | None:
    """The yearly cost of what came against flows by day; None where it is nought or less."""
    repaid = sum((amount for _, amount in flows), NOTHING)
    if received.amount <= NOTHING or repaid <= received.amount:
        return None
    monthly = is_monthly(received.day, [day for day, _ in flows])
    found = _monthly(received.amount, flows) if monthly else _dated(received, flows)
    return YearlyCost(
        percent=MOST_PERCENT if found is None else found.quantize(_DIGITS),
        method=Method.MONTHLY if monthly else Method.DATED,
        received=received.amount,
        repaid=repaid,
        times=len(flows),
        beyond=found is None,
        sources=tuple(dict.fromkeys(sources)),
    )


def is_monthly(received: date, days: Sequence[date]) -> bool:
    """Whether instalments come once a month on one day of it, the first about a month on.

    The day of the month is that of the latest one: a month too short for it has its last day.
    """
    first = days[0]
    expected = months_after(received, 1, received.day)
    if not expected - EARLIER <= first <= expected + LATER:
        return False
    due = max(day.day for day in days)
    return all(day == months_after(first, count, due) for count, day in enumerate(days))


def months_after(day: date, count: int, due: int) -> date:
    """The due day of the month that lies so many months on; the last day where it is shorter."""
    years, month = divmod(day.month - 1 + count, _MONTHS)
    year = day.year + years
    return date(year, month + 1, min(due, monthrange(year, month + 1)[1]))


# --- flows -------------------------------------------------------------------------------------


def _flows(case: Case, reader: Reader, received: Event | None) -> Iterator[Flow]:
    """Every single instalment; that there are none must have been said."""
    if not case.instalments:
        reader.hinder(Hindrance.UNANSWERED, "instalments")
    for each in case.instalments:
        yield from _instalments(each, reader, received)


def _by_day(flows: Iterable[Flow]) -> list[Flow]:
    """What falls due on each day, in order: fees billed beside an instalment belong to it."""
    due: dict[date, Decimal] = {}
    for day, amount in flows:
        due[day] = due.get(day, NOTHING) + amount
    return sorted(due.items())


def _instalments(each: Instalment, reader: Reader, received: Event | None) -> Iterator[Flow]:
    path = f"instalments.{each.id}"
    amount = reader.amount(each.amount, f"{path}.amount")
    if each.due_on is None:
        reader.hinder(Hindrance.UNANSWERED, f"{path}.due_on")
    if each.times is None:
        reader.hinder(Hindrance.UNANSWERED, f"{path}.times")
    if amount is None or each.due_on is None or each.times is None:
        return
    if not _is_possible(each.due_on, each.times):
        reader.hinder(Hindrance.IMPOSSIBLE, f"{path}.times")
        return
    if received is not None and each.due_on < received.day:
        reader.hinder(Hindrance.WRONG_ORDER, f"{path}.due_on")
    for count in range(each.times):
        yield months_after(each.due_on, count, each.due_on.day), amount


def _is_possible(due_on: date, times: int) -> bool:
    return 1 <= times <= MOST_TIMES and due_on.year + times // _MONTHS < date.max.year


def _sources(case: Case) -> Iterator[str]:
    for each in sorted(case.instalments, key=lambda each: each.id):
        for name in ("due_on", "amount", "times"):
            yield f"instalments.{each.id}.{name}"


# --- the rate ----------------------------------------------------------------------------------


def _monthly(received: Decimal, flows: Sequence[Flow]) -> Decimal | None:
    """Per cent a month, times twelve: what RATE()*12 gives in a spreadsheet."""
    numbered = [(count, amount) for count, (_, amount) in enumerate(flows, start=1)]
    most = MOST_PERCENT / 100 / _MONTHS
    factor = discount(received, numbered, lowest=1 / (1 + most))
    return None if factor is None else (1 / factor - 1) * _MONTHS * 100


def _dated(received: Event, flows: Sequence[Flow]) -> Decimal | None:
    """Per cent a year of 365 days, compounded: what XIRR() gives in a spreadsheet."""
    numbered = [((day - received.day).days, amount) for day, amount in flows]
    lowest = (1 + MOST_PERCENT / 100) ** (Decimal(-1) / YEAR_DAYS)
    factor = discount(received.amount, numbered, lowest=lowest)
    return None if factor is None else (factor**-YEAR_DAYS - 1) * 100


def discount(
    received: Decimal, flows: Sequence[tuple[int, Decimal]], *, lowest: Decimal
) -> Decimal | None:
    """The factor a unit of time at which the flows are worth what was received.

    Args:
        received: what came, above nought and below the sum of the flows.
        flows: units of time since, and the amount; in order.
        lowest: the least factor looked for.

    Returns:
        The factor, from `lowest` to 1; None where it lies below.
    """

    def worth(factor: Decimal) -> Decimal:
        total, power, before = NOTHING, Decimal(1), 0
        for units, amount in flows:
            power *= factor ** (units - before)
            total, before = total + amount * power, units
        return total

    low, high = lowest, Decimal(1)
    if worth(low) > received:
        return None
    while high - low > _WIDTH:
        middle = (low + high) / 2
        if worth(middle) > received:
            high = middle
        else:
            low = middle
    return (low + high) / 2
