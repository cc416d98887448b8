"""Loans for the tests of money: a valid one, one line to vary."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from complaintgen.library.law import read_law
from complaintgen.library.places import data_folder
from complaintgen.model.case import (
    Case,
    Instalment,
    Interview,
    Lender,
    LenderKind,
    Loan,
    Paid,
    Wishes,
)

if TYPE_CHECKING:
    from complaintgen.model.law import Law


@cache
def shipped() -> Law:
    """The law as the package ships it: for property tests, which print their arguments."""
    found, problems = read_law(data_folder() / "law", data_folder() / "behaviours")
    assert found is not None, problems
    return found


TODAY = dt.date(2026, 11, 22)


def day(text: str) -> dt.date:
    """A day from its ISO form."""
    return dt.date.fromisoformat(text)


def yuan(text: str | int) -> Decimal:
    """A sum."""
    return Decimal(text)


def payments(*told: tuple[str, str | int]) -> tuple[Paid, ...]:
    """What was paid: days and sums."""
    return tuple(
        Paid(id=f"p{number}", day=day(on), amount=yuan(sum_))
        for number, (on, sum_) in enumerate(told)
    )


def instalments(*told: tuple[str, str | int, int]) -> tuple[Instalment, ...]:
    """What was agreed: first due day, sum, and how many times."""
    return tuple(
        Instalment(id=f"n{number}", due_on=day(due), amount=yuan(sum_), times=times)
        for number, (due, sum_, times) in enumerate(told)
    )


def loan(
    kind: LenderKind | None = LenderKind.BANK,
    *paid: tuple[str, str | int],
    agreed: tuple[Instalment, ...] = (),
    wished: bool | None = True,
    **answers: Any,  # noqa: ANN401 (fields of the loan)
) -> Case:
    """10,000 yuan of 2025-01-01, of which 13,000 are asked for a year later; both lists told."""
    known: dict[str, Any] = {
        "signed_on": day("2025-01-01"),
        "received": yuan(10_000),
        "claimed": yuan(13_000),
        "claimed_on": day("2026-01-01"),
    }
    return Case(
        lender=Lender(kind=kind),
        loan=Loan(**{**known, **answers}),
        paid=payments(*paid),
        instalments=agreed,
        wishes=Wishes(charges=wished),
        interview=Interview(done=("paid", "instalments")),
    )
