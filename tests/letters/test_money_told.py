"""What a letter says of sums: only what two exact sums carry, each part by its name."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from complaintgen.letters.phrases import bare
from tests.scenarios.making import load, make


def told(**answers: Any) -> str:  # noqa: ANN401
    """The paragraph on money where these answers differ."""
    case = load("charges-consumer-finance")
    changed = replace(case, loan=replace(case.loan, **answers))
    return bare(make(changed, "lender", "complaint").letter.context["charges"]["told"])


SHORT: dict[str, Any] = {"principal": Decimal(12345), "received": Decimal(10000)}


def test_what_never_came_is_told_of_exact_sums_only() -> None:
    """2,345 less than the contract names; of a rough sum no difference is told."""
    assert "2,345" in told(**SHORT)
    for rough in ("principal_about", "received_about"):
        assert "2,345" not in told(**SHORT, **{rough: True})


def test_each_part_of_a_demand_is_told_by_its_sum() -> None:
    """Also the fees, which stand last."""
    parts = {
        "claimed_principal": Decimal(21001),
        "claimed_interest": Decimal(20002),
        "claimed_penalty": Decimal(20003),
        "claimed_fees": Decimal(20004),
    }
    text = told(claimed=Decimal(81010), **parts)
    for sum_ in ("21,001", "20,002", "20,003", "20,004", "81,010"):
        assert sum_ in text
