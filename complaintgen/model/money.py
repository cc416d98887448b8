"""What a loan may cost under the law of its days, worked out step by step; never stored.

Every amount is in yuan and a `Decimal`; the interest of each line of a working is rounded to the
fen, so its sums can be recounted. Every rate is in per cent a year.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from datetime import date

    from complaintgen.model.finding import Sources

FEN = Decimal("0.01")


def to_fen(amount: Decimal) -> Decimal:
    """An amount as it is printed: to the fen, half a fen up."""
    return amount.quantize(FEN, ROUND_HALF_UP)


class Ceiling(msgspec.Struct, frozen=True):
    """The cap on interest and fees together, from a day on.

    Attributes:
        cap: id of the cap in the law data.
        since: the first day of the loan it holds for.
        until: the last one; None where it holds on.
        percent: per cent a year.
        rate_month: the month of the loan prime rate it is a multiple of, `2025-03`; empty = none.
        multiple: how many times that rate; None where the cap names a number itself.
        estimated: it depends on a day that has not come (that of suing), for which today stands.
        highest: for an estimated one the highest per cent that any rate published so far gives.
        kept: what was paid up to this many per cent a year cannot be had back; None = as `percent`.
        sources: `law:` sources of the cap and of the rate.
    """

    cap: str
    since: date
    until: date | None
    percent: Decimal
    rate_month: str = ""
    multiple: Decimal | None = None
    estimated: bool = False
    highest: Decimal | None = None
    kept: Decimal | None = None
    sources: Sources = ()


class EntryKind(StrEnum):
    """What happens on a day of the working."""

    RECEIVED = "received"
    PAID = "paid"
    CHANGED = "changed"
    CLAIMED = "claimed"


class Entry(msgspec.Struct, frozen=True):
    """One line of the working: what happened on a day, and what is owed after it at the cap.

    Attributes:
        day: the day; `kind` what happened; CHANGED = another ceiling begins.
        amount: what was received, paid or is claimed; 0 for CHANGED.
        days: days since the line before; `percent` the ceiling of those days.
        interest: what the ceiling allows on the principal for those days.
        to_interest: how much of a payment went to interest; `to_principal` to the principal.
        unpaid: interest allowed and not yet paid after this line.
        principal: principal owed after this line; negative = more was paid than could be asked.
    """

    day: date
    kind: EntryKind
    amount: Decimal
    days: int
    percent: Decimal
    interest: Decimal
    to_interest: Decimal
    to_principal: Decimal
    unpaid: Decimal
    principal: Decimal
    sources: Sources = ()


class Working(msgspec.Struct, frozen=True):
    """How much could be asked at most on a day, against what is asked.

    Attributes:
        day: the day up to which it is worked out.
        ceilings: the caps used, in order of their days.
        entries: the lines, in order of their days.
        received: what really came; `deducted` by how much it was less than the contract names.
        paid: what was paid in all.
        claimed: what is asked on `day`; None where nothing more is asked (or nobody said).
        allowed: principal and interest that the caps leave open on `day`; never below 0.
        excess: by how much `claimed` (or, without a claim, what was paid) goes beyond; 0 = not.
        at_least: by how much it goes beyond in the reading kindest to the lender: a year of 360
            days, a payment on the day of the claim came after it, an estimated rate is the highest
            one there was, what cannot be had back went to interest.
        certain: it goes beyond, by a fen or more, also in that reading.
        sources: the answers and law it stands on.
    """

    day: date
    ceilings: tuple[Ceiling, ...]
    entries: tuple[Entry, ...]
    received: Decimal
    deducted: Decimal
    paid: Decimal
    claimed: Decimal | None
    allowed: Decimal
    excess: Decimal
    at_least: Decimal
    certain: bool
    sources: Sources = ()


class Method(StrEnum):
    """How a yearly rate was found.

    monthly: the internal rate of return of equal months, times twelve; dated: the yearly rate at
    which all dated flows together are worth nothing.
    """

    MONTHLY = "monthly"
    DATED = "dated"


class YearlyCost(msgspec.Struct, frozen=True):
    """The yearly cost of a loan by its instalments (内部收益率, IRR), in per cent.

    Where it is `beyond` what anybody can read, `percent` is the bound and the true cost is higher.
    """

    percent: Decimal
    method: Method
    received: Decimal
    repaid: Decimal
    times: int
    beyond: bool = False
    sources: Sources = ()


class Hindrance(StrEnum):
    """Why a working is not possible.

    impossible: a sum below nought or not a number, or more instalments than a calendar has months.
    """

    UNANSWERED = "unanswered"
    ROUGH = "rough"
    NO_CAP = "no_cap"
    RATE_UNPUBLISHED = "rate_unpublished"
    WRONG_ORDER = "wrong_order"
    IMPOSSIBLE = "impossible"


class Obstacle(msgspec.Struct, frozen=True):
    """One reason why nothing is worked out: what hinders, and the answer (or month) it is about."""

    why: Hindrance
    path: str


class Charges(msgspec.Struct, frozen=True):
    """What was worked out of the charges of a loan, and what hinders the rest."""

    working: Working | None = None
    cost: YearlyCost | None = None
    obstacles: tuple[Obstacle, ...] = ()
