"""Which body takes letters about which kind of lender: the refusals of the shipped channels."""

from __future__ import annotations

import pytest

from complaintgen.model.case import Case, Consumer, Lender, LenderKind
from tests.scenarios.making import routed

FREE = {LenderKind.PLATFORM, LenderKind.P2P, LenderKind.UNLICENSED, LenderKind.UNKNOWN}


@pytest.mark.parametrize(
    ("kind", "company", "allowed"),
    [
        *((kind, "示例贷款有限公司", kind in FREE) for kind in LenderKind),
        *((kind, "示例会员服务有限公司", True) for kind in LenderKind),
        *((kind, None, True) for kind in LenderKind),
    ],
)
def test_a_letter_about_another_company_is_refused_only_where_that_is_the_lender(
    kind: LenderKind,
    company: str | None,
    allowed: bool,  # noqa: FBT001 (a parameter of the test)
) -> None:
    """A fee of a third company may be complained of, whoever lent; lending itself may not."""
    case = Case(
        lender=Lender(kind=kind, name="示例贷款有限公司"), consumer=Consumer(company=company)
    )
    for letter in ("complaint", "report"):
        assert routed(case, "12315", letter).allowed is allowed


@pytest.mark.parametrize("kind", LenderKind)
def test_the_local_bureau_takes_only_its_own_kinds(kind: LenderKind) -> None:
    """Banks and their like go to the national regulator, private loans to nobody of these."""
    taken = {"microloan", "local_finance", "p2p", "unlicensed", "unknown"}
    case = Case(lender=Lender(kind=kind, name="示例公司", seat="重庆"))
    assert routed(case, "local-finance", "complaint").allowed is (kind in taken)


@pytest.mark.parametrize("kind", LenderKind)
def test_numbers_and_credit_data_are_taken_whoever_lent(kind: LenderKind) -> None:
    """Phone companies and the keepers of credit data look at something else than the lender."""
    case = Case(lender=Lender(kind=kind, name="示例公司"))
    for channel, letter in (("carrier", "complaint"), ("miit", "appeal"), ("pboc", "complaint")):
        assert routed(case, channel, letter).allowed
