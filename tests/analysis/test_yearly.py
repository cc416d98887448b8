"""The yearly cost by instalments, against values known from spreadsheets and by another method."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.analysis.charges import charges
from complaintgen.analysis.yearly import MOST_PERCENT, is_monthly, months_after
from complaintgen.model.case import Instalment, LenderKind
from complaintgen.model.money import Hindrance, Method, Obstacle, YearlyCost, to_fen
from tests.analysis.loans import TODAY, day, instalments, loan, shipped, yuan

if TYPE_CHECKING:
    from complaintgen.model.law import Law


def found(law: Law, received: str | int, *agreed: Instalment, **answers: Any) -> YearlyCost | None:  # noqa: ANN401
    """The yearly cost of a loan that came on 2025-01-01."""
    case = loan(received=yuan(received), agreed=agreed, **answers)
    result = charges(case, law, TODAY)
    assert result.obstacles == ()
    return result.cost


def cost(law: Law, received: str | int, *agreed: Instalment, **answers: Any) -> YearlyCost:  # noqa: ANN401
    """The same, where there is one."""
    result = found(law, received, *agreed, **answers)
    assert result is not None
    return result


def hinders(law: Law, *agreed: Instalment) -> tuple[Obstacle, ...]:
    """What hinders the yearly cost of 10,000 yuan of 2025-01-01."""
    return charges(loan(agreed=agreed), law, TODAY).obstacles


@pytest.mark.parametrize(
    ("received", "amount", "times", "percent"),
    [
        # RATE(48, -200, 8000) * 12 of the manuals of spreadsheets: 9.24 %
        (8000, 200, 48, "9.24"),
        # 1,210/1.1 + 1,210/1.21 = 2,100: ten per cent a month
        (2100, 1210, 2, "120.00"),
        (1000, 1100, 1, "120.00"),
        # 1,331/1.1 + 1,331/1.21 + 1,331/1.331 = 3,310
        (3310, 1331, 3, "120.00"),
        # 102,010/1.01 + 102,010/1.0201 = 201,000: one per cent a month
        (201_000, 102_010, 2, "12.00"),
    ],
)
def test_equal_months(law: Law, received: int, amount: int, times: int, percent: str) -> None:
    """The monthly rate times twelve."""
    result = cost(law, received, *instalments(("2025-02-01", amount, times)))
    assert (str(to_fen(result.percent)), result.method) == (percent, Method.MONTHLY)
    assert [result.received, result.repaid] == [yuan(received), yuan(amount * times)]
    assert result.times == times
    assert result.sources == (
        *("loan.received", "loan.signed_on"),
        *("instalments.n0.due_on", "instalments.n0.amount", "instalments.n0.times"),
    )


def test_twelve_times_9000_on_100000(law: Law) -> None:
    """Exact fractions: at the rate found the instalments are worth what came, a hair off not."""
    result = cost(law, 100_000, *instalments(("2025-02-01", 9000, 12)))

    def worth(percent: Decimal) -> Fraction:
        month = 1 + Fraction(percent) / 1200
        return sum((9000 / month**count for count in range(1, 13)), Fraction(0))

    hair = Decimal("0.000001")
    assert worth(result.percent - hair) > 100_000 > worth(result.percent + hair)
    assert str(to_fen(result.percent)) == "14.45"


def test_unequal_instalments_of_two_entries(law: Law) -> None:
    """1,100/1.1 + 2,420/1.21 = 3,000: entries follow one another, in any order."""
    agreed = instalments(("2025-03-01", 2420, 1), ("2025-02-01", 1100, 1))
    assert cost(law, 3000, *agreed).percent == 120
    assert cost(law, 3000, *agreed[::-1]).percent == 120


def test_fees_on_the_days_of_the_instalments_belong_to_them(law: Law) -> None:
    """1,000 and 210 a month twice: two flows, not four."""
    agreed = instalments(("2025-02-01", 1000, 2), ("2025-02-01", 210, 2))
    result = cost(law, 2100, *agreed)
    assert (result.percent, result.method, result.times) == (yuan(120), Method.MONTHLY, 2)


def test_dated_flows_are_those_of_a_spreadsheet(law: Law) -> None:
    """The example of the manuals for XIRR: 37.34 %, to eight places 0.37336253."""
    agreed = instalments(
        *(("2008-03-01", 2750, 1), ("2008-10-30", 4250, 1)),
        *(("2009-02-15", 3250, 1), ("2009-04-01", 2750, 1)),
    )
    result = cost(law, 10_000, *agreed, received_on=day("2008-01-01"))
    assert result.method is Method.DATED
    assert abs(result.percent - Decimal("37.336253")) < Decimal("0.00001")


@pytest.mark.parametrize(
    ("due", "amount", "percent"),
    [("2026-01-01", 1200, "20"), ("2027-01-01", 1440, "20"), ("2025-05-27", "1041.65", "10.74")],
)
def test_one_sum_later(law: Law, due: str, amount: str | int, percent: str) -> None:
    """365 days: 20 %; 730 days: 1.2² − 1; 146 days = 0.4 years: 1.04165^2.5 − 1 = 10.74 %."""
    result = cost(law, 1000, *instalments((due, amount, 1)))
    assert result.method is Method.DATED
    assert to_fen(result.percent) == Decimal(percent)


def test_what_nobody_can_read_is_only_said_to_be_beyond(law: Law) -> None:
    """700 yuan for seven days, 1,000 back: beyond 10,000 % a year."""
    result = cost(law, 700, *instalments(("2025-01-08", 1000, 1)))
    assert (result.percent, result.beyond) == (MOST_PERCENT, True)
    assert str(MOST_PERCENT) == "10000"
    monthly = cost(law, 100, *instalments(("2025-02-01", 1000, 1)))
    assert (monthly.percent, monthly.beyond) == (MOST_PERCENT, True)
    same_day = cost(law, 100, *instalments(("2025-01-01", 200, 1)))
    assert same_day.beyond
    # 100 × (1 + 8.33) = 933: just below the bound
    below = cost(law, 100, *instalments(("2025-02-01", 933, 1)))
    assert (str(to_fen(below.percent)), below.beyond) == ("9996.00", False)


@pytest.mark.parametrize("amount", ["999.99", "1000"])
def test_nothing_more_than_came_has_no_cost(law: Law, amount: str) -> None:
    """Nought and below are not said."""
    assert found(law, 1000, *instalments(("2025-02-01", amount, 1))) is None


def test_nothing_received_has_no_cost(law: Law) -> None:
    """There is no rate on nought."""
    assert found(law, 0, *instalments(("2025-02-01", 10, 1))) is None


@pytest.mark.parametrize(
    ("received", "days", "monthly"),
    [
        ("2025-01-10", ["2025-02-10", "2025-03-10"], True),
        ("2025-01-10", ["2025-02-13", "2025-03-13"], True),
        ("2025-01-10", ["2025-02-14", "2025-03-14"], False),
        ("2025-01-10", ["2025-01-26", "2025-02-26"], True),
        ("2025-01-10", ["2025-01-25", "2025-02-25"], False),
        ("2025-01-31", ["2025-02-28", "2025-03-31", "2025-04-30"], True),
        ("2025-01-31", ["2025-02-28", "2025-03-28"], True),
        ("2025-01-31", ["2025-02-28", "2025-03-30", "2025-04-29"], False),
        ("2024-01-31", ["2024-02-29", "2024-03-31"], True),
        ("2025-01-10", ["2025-02-10", "2025-04-10"], False),
        ("2025-01-10", ["2025-02-10", "2025-03-11"], False),
        ("2025-11-10", ["2025-12-10", "2026-01-10", "2026-02-10"], True),
    ],
)
def test_what_counts_as_equal_months(received: str, days: list[str], *, monthly: bool) -> None:
    """One day of each month, the first from half a month to a month and three days on."""
    assert is_monthly(day(received), [day(each) for each in days]) == monthly


@pytest.mark.parametrize(
    ("instalment", "expected"),
    [
        (Instalment(id="n", amount=yuan(1), times=1), "unanswered instalments.n.due_on"),
        (Instalment(id="n", due_on=day("2025-02-01"), times=1), "unanswered instalments.n.amount"),
        (
            Instalment(id="n", due_on=day("2025-02-01"), amount=yuan(1)),
            "unanswered instalments.n.times",
        ),
        (
            Instalment(id="n", due_on=day("2025-02-01"), amount=yuan(-1), times=1),
            "impossible instalments.n.amount",
        ),
        (instalments(("2025-02-01", 1, 0))[0], "impossible instalments.n0.times"),
        (instalments(("2025-02-01", 1, 1201))[0], "impossible instalments.n0.times"),
        (instalments(("9998-02-01", 1, 12))[0], "impossible instalments.n0.times"),
        (instalments(("2024-12-31", 1, 12))[0], "wrong_order instalments.n0.due_on"),
    ],
)
def test_an_instalment_that_hinders_is_named(
    law: Law, instalment: Instalment, expected: str
) -> None:
    """By its id and field."""
    why, path = expected.split()
    assert hinders(law, instalment) == (Obstacle(Hindrance(why), path),)


def test_a_rough_sum_has_no_exact_rate(law: Law) -> None:
    """What hinders the working hinders the cost too, and is named once."""
    case = loan(received_about=True, agreed=instalments(("2025-02-01", 900, 12)))
    found = charges(case, law, TODAY)
    assert (found.cost, found.working) == (None, None)
    assert found.obstacles == (Obstacle(Hindrance.ROUGH, "loan.received"),)


def test_the_cost_needs_no_cap_and_no_claim(law: Law) -> None:
    """It is arithmetic of the contract: for a lender of any kind."""
    case = loan(LenderKind.UNLICENSED, agreed=instalments(("2025-02-01", 900, 12)))
    assert charges(case, law, TODAY).cost is not None
    bare = msgspec.structs.replace(case.loan, claimed=None)
    assert charges(msgspec.structs.replace(case, loan=bare), law, TODAY).cost is not None


@pytest.mark.parametrize(
    ("first", "count", "expected"),
    [
        ("2025-01-31", 0, "2025-01-31"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-31", 11, "2025-12-31"),
        ("2025-01-31", 12, "2026-01-31"),
        ("2025-12-30", 2, "2026-02-28"),
    ],
)
def test_months_after(first: str, count: int, expected: str) -> None:
    """The same day of a later month, or its last."""
    start = day(first)
    assert months_after(start, count, start.day) == day(expected)


FLOWS = st.lists(
    st.tuples(st.integers(0, 1500), st.decimals("0.01", 100_000, places=2)), min_size=1, max_size=20
)


@given(flows=FLOWS, share=st.decimals("0.001", "0.9999", places=4))
def test_any_flows_have_one_rate_at_which_they_are_worth_what_came(
    flows: list[tuple[int, Decimal]], share: Decimal
) -> None:
    """No failure to converge, and the worth at the rate found is what came."""
    received = max((sum((a for _, a in flows), Decimal(0)) * share), Decimal("0.01"))
    start = day("2025-01-01")
    agreed = tuple(
        Instalment(id=f"n{n}", due_on=start + dt.timedelta(days), amount=amount, times=1)
        for n, (days, amount) in enumerate(flows)
    )
    result = found(shipped(), str(received), *agreed)
    if result is None or result.beyond or result.method is Method.MONTHLY:
        return
    assert isinstance(result.percent, Decimal)
    low, high = (worth(flows, result.percent + each) for each in (-HAIR, HAIR))
    assert high - TOLERANCE <= float(received) <= low + TOLERANCE


HAIR = Decimal("0.00001")
TOLERANCE = 0.001


def worth(flows: list[tuple[int, Decimal]], percent: Decimal) -> float:
    """What flows are worth at a yearly rate, in floats: another method than the program's."""
    yearly = 1 + float(percent) / 100
    return sum((float(amount) / float(yearly ** (days / 365)) for days, amount in flows), 0.0)


def test_a_hundred_years_of_instalments_are_the_most(law: Law) -> None:
    """One more is a slip of the keys."""
    assert cost(law, 10_000, *instalments(("2025-02-01", 100, 1200))).times == 1200
    assert hinders(law, *instalments(("2025-02-01", 100, 1201))) == (
        Obstacle(Hindrance.IMPOSSIBLE, "instalments.n0.times"),
    )
