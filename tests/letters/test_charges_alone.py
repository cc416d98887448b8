"""A complaint about interest and fees alone: nobody has to have been harassed."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from complaintgen.filing.prepare import State, prepare
from complaintgen.library.package import load as load_library
from complaintgen.model.case import Case, LenderKind
from tests.scenarios.making import TODAY, load, make

LIBRARY = load_library()
ALONE = load("charges-alone")
MICROLOAN = msgspec.structs.replace(
    ALONE,
    lender=msgspec.structs.replace(
        ALONE.lender,
        name="重庆虚构小额贷款有限公司",
        kind=LenderKind.MICROLOAN,
        seat="重庆",
        address="重庆市示例区虚构路8号",
    ),
)


def _within_the_cap(case: Case) -> Case:
    loan = msgspec.structs.replace(
        case.loan,
        claimed=Decimal(4000),
        received=case.loan.principal,
        claimed_principal=None,
        claimed_interest=None,
        claimed_penalty=None,
        claimed_fees=None,
    )
    return msgspec.structs.replace(case, loan=loan)


@pytest.mark.parametrize(
    ("case", "name"),
    [
        (ALONE, "cbirc/complaint"),
        (ALONE, "lender/complaint"),
        (MICROLOAN, "local-finance/complaint"),
    ],
)
def test_charges_over_the_cap_are_enough(case: Case, name: str) -> None:
    """The letter is ready, speaks of charges only and asks for nothing about contacts."""
    assert prepare(case, LIBRARY, name, TODAY).state is State.READY
    channel, _, letter = name.partition("/")
    text = make(case, channel, letter).text
    assert "收费的投诉书" in text
    assert "催收行为" not in text
    assert "合法方式" not in text
    assert "本人陈述" not in text
    assert "附表：费用测算" in text


def test_within_the_cap_it_takes_an_incident() -> None:
    """Nothing over a cap, nothing told: there is nothing to complain of yet."""
    prepared = prepare(_within_the_cap(ALONE), LIBRARY, "cbirc/complaint", TODAY)
    assert prepared.state is State.GAPS
    assert [need.path for need in prepared.needs] == ["incidents"]


def test_a_report_of_misconduct_does_not_stand_on_charges() -> None:
    """Only the complaints do: the others still want what was done."""
    prepared = prepare(ALONE, LIBRARY, "nifa/report", TODAY)
    assert "incidents" in [need.path for need in prepared.needs]
