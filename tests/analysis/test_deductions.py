"""What came short of the contract is told only of two sums that are exact and can be."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from complaintgen.analysis.balance import NOTHING
from complaintgen.analysis.money_answers import deduction
from tests.analysis.loans import loan, yuan


@pytest.mark.parametrize(
    "answers",
    [
        {"principal_about": True},
        {"received_about": True},
        {"principal": None},
        {"received": None},
        {"received": yuan(-1)},
        {"received": Decimal("NaN")},
        {"principal": Decimal("Infinity")},
        {"received": yuan(12_000)},
        {"received": yuan(12_001)},
    ],
)
def test_nothing_is_short_of_a_rough_missing_or_impossible_sum(answers: dict[str, Any]) -> None:
    """A sum that is rough, missing, no sum at all or no less than the contract's takes no fact."""
    case = loan(**({"principal": yuan(12_000)} | answers))
    assert deduction(case) == (NOTHING, ())


@pytest.mark.parametrize(
    ("came", "short"), [("10000", "2000"), ("11999.99", "0.01"), ("0", "12000")]
)
def test_what_came_short_is_the_difference(came: str, short: str) -> None:
    """To the fen, with both answers as its sources; nothing at all may have come."""
    case = loan(principal=yuan(12_000), received=yuan(came))
    assert deduction(case) == (yuan(short), ("loan.principal", "loan.received"))
