"""What a loan may cost: worked by hand to the fen, and what must hold for any loan."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.analysis.balance import KINDEST, NOTHING, OURS, Event, run
from complaintgen.analysis.charges import charge_facts, charges
from complaintgen.model.case import (
    Case,
    Instalment,
    Interview,
    LenderKind,
    Loan,
    MonthPart,
    Paid,
    Wishes,
)
from complaintgen.model.finding import FactKind
from complaintgen.model.money import (
    FEN,
    Ceiling,
    Charges,
    EntryKind,
    Hindrance,
    Obstacle,
    Working,
    to_fen,
)
from tests.analysis.loans import TODAY, day, instalments, loan, payments, shipped, yuan

if TYPE_CHECKING:
    from complaintgen.model.law import Law


def work(case: Case, law: Law, today: dt.date = TODAY) -> Working:
    """The working of a case that has one."""
    found = charges(case, law, today)
    assert found.working is not None, found.obstacles
    return found.working


def fen(*sums: Decimal) -> list[str]:
    """Sums as they are printed."""
    return [str(to_fen(each)) for each in sums]


def lines(working: Working) -> list[str]:
    """The working as a table: day, kind, days, interest, open interest, open principal."""
    return [
        f"{each.day} {each.kind} {each.days} "
        + " ".join(fen(each.interest, each.to_interest, each.unpaid, each.principal))
        for each in working.entries
    ]


# --- worked by hand ------------------------------------------------------------------------------


def test_a_year_at_24_per_cent(law: Law) -> None:
    """10,000 × 24 % × 365/365 = 2,400; of 13,000 asked for 600 are beyond; 566.66 with 360 days."""
    working = work(loan(), law)
    assert lines(working) == [
        "2025-01-01 received 0 0.00 0.00 0.00 10000.00",
        "2026-01-01 claimed 365 2400.00 0.00 2400.00 10000.00",
    ]
    assert fen(working.allowed, working.excess, working.at_least) == [
        *("12400.00", "600.00", "566.66")
    ]
    assert working.certain
    assert working.claimed == yuan(13_000)
    assert (working.day, working.paid, working.deducted) == (day("2026-01-01"), NOTHING, NOTHING)
    assert working.sources == (
        *("lender.kind", "loan.signed_on", "loan.received"),
        *("loan.claimed", "loan.claimed_on", "law:jrsp_2017_22/第二条第2项"),
    )


def test_payments_go_to_interest_first(law: Law) -> None:
    """181 days: 1,190.14 of interest; of 3,000 paid 1,809.86 to the principal; then 184 days."""
    working = work(loan(LenderKind.BANK, ("2025-07-01", 3000)), law)
    # 10,000 × .24 × 181/365 = 1,190.136986; 8,190.136986 × .24 × 184/365 = 990.894502
    assert lines(working) == [
        "2025-01-01 received 0 0.00 0.00 0.00 10000.00",
        "2025-07-01 paid 181 1190.14 1190.14 0.00 8190.14",
        "2026-01-01 claimed 184 990.89 0.00 990.89 8190.14",
    ]
    assert fen(working.allowed, working.excess) == ["9181.03", "3818.97"]
    paid = working.entries[1]
    assert to_fen(paid.to_principal) == yuan("1809.86")
    assert paid.sources == ("paid.p0.day", "paid.p0.amount")


def test_interest_left_open_bears_no_interest(law: Law) -> None:
    """A payment below the interest leaves the principal as it was: simple interest only."""
    working = work(loan(LenderKind.BANK, ("2025-07-01", 190)), law)
    # 1,190.136986 − 190 = 1,000.136986; + 10,000 × .24 × 184/365 = 1,209.863014 → 2,210.00
    assert fen(working.entries[-1].unpaid, working.entries[-1].principal) == [
        *("2210.00", "10000.00")
    ]


def test_a_leap_year_has_a_day_more(law: Law) -> None:
    """2024 has 366 days, and a year of our yardstick 365: 10,000 × 24 % × 366/365 = 2,406.58."""
    dates: dict[str, Any] = {"signed_on": day("2024-01-01"), "claimed_on": day("2025-01-01")}
    working = work(loan(**dates), law)
    assert fen(working.allowed) == ["12406.58"]


@pytest.mark.parametrize(
    ("signed_on", "claimed_on", "allowed"),
    [
        # 10,000 × 15.4 % × 365/365
        ("2020-08-20", "2021-08-20", "11540.00"),
        # one day at 24 % = 6.58, 364 days at 12 % = 1,196.71
        ("2020-08-19", "2021-08-19", "11203.29"),
        # a single day, the last one of the old rule
        ("2020-08-19", "2020-08-20", "10006.58"),
        # 13.8 % of the day of the contract, whatever came later: 366 days
        ("2024-02-20", "2025-02-20", "11383.78"),
    ],
)
def test_private_lending(law: Law, signed_on: str, claimed_on: str, allowed: str) -> None:
    """The rate of the day of the contract, and the transition of 2020-08-20."""
    dates: dict[str, Any] = {"signed_on": day(signed_on), "claimed_on": day(claimed_on)}
    assert fen(work(loan(LenderKind.PRIVATE, **dates), law).allowed) == [allowed]


def test_a_change_of_the_cap_is_a_line_of_the_working(law: Law) -> None:
    """2019-08-20 to 2020-08-20 are 366 days at 24 %, to 2021-08-20 365 at 12 %."""
    case = loan(LenderKind.PRIVATE, signed_on=day("2019-08-20"), claimed_on=day("2021-08-20"))
    working = work(case, law)
    assert lines(working)[1:] == [
        "2020-08-20 changed 366 2406.58 0.00 2406.58 10000.00",
        "2021-08-20 claimed 365 1200.00 0.00 3606.58 10000.00",
    ]
    assert [each.percent for each in working.entries] == [24, 24, 12]


def test_an_estimated_rate_is_certain_only_at_the_highest_there_was(law: Law) -> None:
    """A day at 24 %, then 1,825 days at 12 or, of 2019, at 17 %: what lies between is unsure."""
    dates: dict[str, Any] = {"signed_on": day("2020-08-19"), "claimed_on": day("2025-08-19")}
    working = work(loan(LenderKind.PRIVATE, claimed=yuan(17_000), **dates), law)
    assert fen(working.excess) == ["993.42"]
    assert not working.certain
    assert working.at_least == NOTHING
    # with 360 days, any part of a fen up: 6.67 + 8,618.06 = 8,624.73
    certain = work(loan(LenderKind.PRIVATE, claimed=yuan(20_000), **dates), law)
    assert fen(certain.at_least) == ["1375.27"]
    assert certain.certain


def test_what_cannot_be_had_back_makes_nothing_certain(law: Law) -> None:
    """36 % paid of one's own will under the text of 2015: above 24 % it lowers no principal."""
    dates: dict[str, Any] = {"signed_on": day("2016-01-01"), "claimed_on": day("2017-01-01")}
    case = loan(LenderKind.PRIVATE, ("2016-12-31", 3600), claimed=yuan(10_000), **dates)
    working = work(case, law)
    # 365 days at 24 %: 2,400; 1,200 to the principal; 8,800 and one day
    assert fen(working.allowed, working.at_least) == ["8805.79", "0.00"]
    assert not working.certain
    # with 360 days all of it is interest, and 6.67 of a day are asked for on 10,000
    asked = msgspec.structs.replace(case.loan, claimed=yuan(10_500))
    found = work(msgspec.structs.replace(case, loan=asked), law)
    assert fen(found.at_least) == ["493.33"]
    # with 360 days 2,433.34 + 1,216.67 stay paid; 7,650.01 and a day of 5.11 are open
    more = loan(LenderKind.PRIVATE, ("2016-12-31", 6000), claimed=yuan(10_000), **dates)
    found = work(more, law)
    assert fen(found.at_least) == ["2344.88"]
    (fact,) = charge_facts(more, law, TODAY)
    assert (fact.at_least, fact.amount) == (True, found.at_least)


def test_a_payment_on_the_day_of_the_claim_makes_nothing_certain(law: Law) -> None:
    """It counts, but it may have come after the claim."""
    working = work(loan(LenderKind.BANK, ("2026-01-01", 2000), claimed=yuan(12_300)), law)
    assert working.paid == yuan(2000)
    assert fen(working.excess) == ["1900.00"]
    assert not working.certain


def test_what_was_paid_after_the_claim_does_not_count(law: Law) -> None:
    """The claim is held against its own day."""
    working = work(loan(LenderKind.BANK, ("2026-01-02", 5000)), law)
    assert (working.paid, len(working.entries)) == (NOTHING, 2)


def test_the_day_between_360_and_365_is_not_certain(law: Law) -> None:
    """12,420 is more than 12,400, but not more than 12,433.33."""
    working = work(loan(claimed=yuan(12_420)), law)
    assert fen(working.excess, working.at_least) == ["20.00", "0.00"]
    assert not working.certain
    assert charge_facts(loan(claimed=yuan(12_420)), law, TODAY) == ()


@pytest.mark.parametrize(("claimed", "certain"), [("12433.33", False), ("12433.35", True)])
def test_less_than_a_fen_is_nothing(law: Law, claimed: str, *, certain: bool) -> None:
    """12,433.333…: 0.0166… beyond is a fen, less is none."""
    assert work(loan(claimed=yuan(claimed)), law).certain == certain


def test_without_a_claim_what_was_paid_counts(law: Law) -> None:
    """13,000 paid after a year on 12,400: 600 too much, and they bear nothing."""
    case = loan(LenderKind.BANK, ("2026-01-01", 13_000), claimed=None, claimed_on=None)
    working = work(case, law)
    assert lines(working)[-1] == "2026-01-01 paid 365 2400.00 2400.00 0.00 -600.00"
    assert (working.claimed, working.allowed) == (None, NOTHING)
    assert fen(working.excess, working.at_least) == ["600.00", "566.66"]
    later = work(
        loan(
            LenderKind.BANK,
            ("2026-01-01", 13_000),
            ("2026-06-01", 100),
            claimed=None,
            claimed_on=None,
        ),
        law,
    )
    assert lines(later)[-1] == "2026-06-01 paid 151 0.00 0.00 0.00 -700.00"
    assert (later.day, fen(later.excess)) == (day("2026-06-01"), ["700.00"])


def test_a_claim_after_too_much_was_paid_is_all_beyond(law: Law) -> None:
    """Nothing is open, and below nought it does not go."""
    working = work(loan(LenderKind.BANK, ("2025-12-31", 20_000), claimed=yuan(500)), law)
    assert (working.allowed, working.excess) == (NOTHING, yuan(500))
    assert working.entries[-1].interest == NOTHING


def test_a_claim_of_nought_is_none(law: Law) -> None:
    """Nothing more is asked for: then what was paid counts, to its last day."""
    case = loan(LenderKind.BANK, ("2025-07-01", 20_000), claimed=NOTHING, claimed_on=None)
    assert work(case, law).claimed is None


def test_the_parts_of_a_claim_stand_for_it(law: Law) -> None:
    """Where the whole was not told, the parts that were are at least asked for."""
    case = loan(
        claimed=None, claimed_principal=yuan(10_000), claimed_interest=yuan(1), claimed_fees=yuan(2)
    )
    working = work(case, law)
    assert working.claimed == yuan(10_003)
    assert working.entries[-1].sources == (
        *("loan.claimed_principal", "loan.claimed_interest", "loan.claimed_fees"),
        "loan.claimed_on",
    )
    assert work(loan(claimed_principal=yuan(1)), law).claimed == yuan(13_000)


def test_the_principal_is_what_came(law: Law) -> None:
    """Of 12,000 only 10,000 came: interest runs on 10,000; the rest is told as deducted."""
    working = work(loan(principal=yuan(12_000)), law)
    assert (working.received, working.deducted) == (yuan(10_000), yuan(2000))
    assert fen(working.allowed) == ["12400.00"]
    assert "loan.principal" in working.sources
    for answers in (
        {"principal": yuan(12_000), "principal_about": True},
        {"principal": yuan(9000)},
        {"principal": yuan(10_000)},
        {"principal": Decimal("NaN")},
    ):
        assert work(loan(**answers), law).deducted == NOTHING


def test_interest_runs_from_the_day_the_money_came(law: Law) -> None:
    """Where no such day is told, from that of the contract."""
    assert fen(work(loan(received_on=day("2025-12-31")), law).allowed) == ["10006.58"]
    assert work(loan(), law).entries[0].sources == ("loan.received", "loan.signed_on")


def test_several_things_on_one_day(law: Law) -> None:
    """Received, paid, changed, claimed: in that order, without interest for no day."""
    dates: dict[str, Any] = {"signed_on": day("2020-08-20"), "claimed_on": day("2020-08-20")}
    paid = (("2020-08-20", 400), ("2020-08-20", 300))
    working = work(loan(LenderKind.PRIVATE, *paid, **dates), law)
    assert lines(working) == [
        "2020-08-20 received 0 0.00 0.00 0.00 10000.00",
        "2020-08-20 paid 0 0.00 0.00 0.00 9700.00",
        "2020-08-20 paid 0 0.00 0.00 0.00 9300.00",
        "2020-08-20 claimed 0 0.00 0.00 0.00 9300.00",
    ]
    old: dict[str, Any] = {"signed_on": day("2020-08-01"), "claimed_on": day("2020-09-01")}
    changed = work(loan(LenderKind.PRIVATE, ("2020-08-20", 100), **old), law)
    assert [each.kind for each in changed.entries] == [
        *(EntryKind.RECEIVED, EntryKind.PAID, EntryKind.CHANGED, EntryKind.CLAIMED)
    ]
    assert [each.days for each in changed.entries] == [0, 19, 0, 12]


def test_nothing_received_leaves_nothing_to_ask(law: Law) -> None:
    """Nought is an answer: whatever is asked for is beyond."""
    assert work(loan(received=NOTHING), law).excess == yuan(13_000)


# --- what hinders --------------------------------------------------------------------------------


def obstacles(case: Case, law: Law) -> list[str]:
    """What hinders the working, as `why path`; the yearly cost aside."""
    found = charges(case, law, TODAY)
    assert found.working is None
    return [f"{o.why} {o.path}" for o in found.obstacles if o.path != "instalments"]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"signed_on": None}, "unanswered loan.signed_on"),
        ({"signed_on_about": True}, "rough loan.signed_on"),
        ({"signed_on_part": MonthPart.EARLY}, "rough loan.signed_on"),
        ({"received": None}, "unanswered loan.received"),
        ({"received_about": True}, "rough loan.received"),
        ({"received": yuan(-1)}, "impossible loan.received"),
        ({"received": Decimal("NaN")}, "impossible loan.received"),
        ({"received": Decimal("1E+16")}, "impossible loan.received"),
        ({"unknown": ("received_on",)}, "unanswered loan.received_on"),
        ({"received_on": day("2026-11-23")}, "wrong_order loan.received_on"),
        ({"received_on": day("2026-01-02")}, "wrong_order loan.claimed_on"),
        ({"claimed_about": True}, "rough loan.claimed"),
        ({"claimed": yuan(-1)}, "impossible loan.claimed"),
        ({"claimed_on": None}, "unanswered loan.claimed_on"),
        ({"claimed_on": day("2026-11-23")}, "wrong_order loan.claimed_on"),
        ({"claimed_on": day("2024-12-31")}, "wrong_order loan.claimed_on"),
        ({"claimed": None}, "unanswered loan.claimed"),
        ({"claimed": NOTHING}, "unanswered loan.claimed"),
        ({"signed_on": day("2017-08-03")}, "no_cap loan.signed_on"),
    ],
)
def test_an_answer_that_hinders_is_named(law: Law, answers: dict[str, Any], expected: str) -> None:
    """Missing, rough, impossible or out of order: nothing is worked out, and the answer named."""
    assert obstacles(loan(**answers), law) == [expected]


@pytest.mark.parametrize(
    "answers",
    [
        {"received": Decimal("1E+15")},
        {"received": NOTHING},
        {"received_on": day("2026-01-01")},
        {"claimed_on": TODAY},
    ],
)
def test_at_the_very_bound_it_is_worked_out(law: Law, answers: dict[str, Any]) -> None:
    """The greatest sum, none at all, the day of the demand, today."""
    assert charges(loan(**answers), law, TODAY).working is not None


def test_what_was_paid_on_the_day_of_the_claim_is_in_the_working(law: Law) -> None:
    """A line of its own before that of the claim; as much as was named is nothing deducted."""
    case = loan(
        LenderKind.BANK, ("2026-01-01", 3000), principal=yuan(10_000), received=yuan(10_000)
    )
    working = work(case, law)
    assert [entry.kind for entry in working.entries] == ["received", "paid", "claimed"]
    assert working.deducted == NOTHING
    assert "loan.principal" not in working.sources


def test_a_line_where_the_cap_changes_stands_on_the_cap(law: Law) -> None:
    """Its figures lead to the articles and the rate, as the others do to the answers."""
    working = work(loan(LenderKind.PRIVATE, signed_on=day("2020-03-01"), received_on=None), law)
    (changed,) = (each for each in working.entries if each.kind is EntryKind.CHANGED)
    assert changed.sources == working.ceilings[1].sources
    assert "law:mjjd_2021/第三十一条" in changed.sources


def test_nobody_said_what_kind_of_lender(law: Law) -> None:
    """Not answered and not sure are different: the second has no cap."""
    assert obstacles(loan(None), law) == ["unanswered lender.kind"]
    assert obstacles(loan(LenderKind.UNKNOWN), law) == ["no_cap lender.kind"]


def test_a_rate_nobody_published_hinders(law: Law) -> None:
    """The month is named in the place of an answer."""
    dates: dict[str, Any] = {"signed_on": day("2026-10-25"), "claimed_on": day("2026-11-20")}
    assert obstacles(loan(LenderKind.PRIVATE, **dates), law) == ["rate_unpublished 2026-10"]


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        (Paid(id="p", amount=yuan(1)), "unanswered paid.p.day"),
        (Paid(id="p", day=day("2025-02-01")), "unanswered paid.p.amount"),
        (Paid(id="p", day=day("2025-02-01"), amount=yuan(-1)), "impossible paid.p.amount"),
        (Paid(id="p", day=day("2024-12-31"), amount=yuan(1)), "wrong_order paid.p.day"),
        (Paid(id="p", day=day("2026-11-23"), amount=yuan(1)), "wrong_order paid.p.day"),
    ],
)
def test_a_payment_that_hinders_is_named(law: Law, paid: Paid, expected: str) -> None:
    """By its id and field."""
    assert obstacles(msgspec.structs.replace(loan(), paid=(paid,)), law) == [expected]


def test_a_payment_on_the_day_the_money_came_is_in_order(law: Law) -> None:
    """And one on the day of writing too."""
    case = loan(LenderKind.BANK, ("2025-01-01", 1), claimed_on=TODAY)
    assert work(case, law).paid == yuan(1)


def test_that_nothing_was_paid_must_have_been_said(law: Law) -> None:
    """An empty list that nobody finished is no answer."""
    open_list = msgspec.structs.replace(loan(), interview=Interview(done=("instalments",)))
    assert obstacles(open_list, law) == ["unanswered paid"]
    with_one = msgspec.structs.replace(open_list, paid=payments(("2025-02-01", 1)))
    assert work(with_one, law).paid == yuan(1)


def test_nothing_answered_names_everything(law: Law) -> None:
    """One look tells all that is missing, each once."""
    found = charges(Case(wishes=Wishes(charges=True)), law, TODAY)
    paths = ("lender.kind", "loan.signed_on", "loan.received", "paid", "instalments")
    assert found == Charges(obstacles=tuple(Obstacle(Hindrance.UNANSWERED, path) for path in paths))


@pytest.mark.parametrize("wished", [None, False])
def test_nothing_is_worked_out_unless_it_is_wished(law: Law, wished: bool | None) -> None:  # noqa: FBT001
    """Not even what hinders is looked for."""
    case = loan(wished=wished, principal=yuan(12_000))
    assert charges(case, law, TODAY) == Charges()
    assert charge_facts(case, law, TODAY) == ()


# --- facts ---------------------------------------------------------------------------------------


def test_charges_over_the_cap_are_a_fact_of_the_contract_day(law: Law) -> None:
    """Of no incident, with the sum, the cap and where all of it comes from."""
    (fact,) = charge_facts(loan(), law, TODAY)
    assert fact.kind is FactKind.CHARGES_OVER_CAP
    assert (fact.day, fact.incidents, fact.at_least) == (day("2025-01-01"), (), False)
    assert (fact.amount, fact.caps) == (yuan(600), ("financial_24",))
    assert "law:jrsp_2017_22/第二条第2项" in fact.sources
    assert "loan.claimed" in fact.sources


def test_what_is_within_the_cap_is_no_fact(law: Law) -> None:
    """To the last fen."""
    assert charge_facts(loan(claimed=yuan(12_400)), law, TODAY) == ()


def test_an_estimated_sum_is_at_least_so_much(law: Law) -> None:
    """The fact takes the reading kindest to the lender where the rate is not settled."""
    dates: dict[str, Any] = {"signed_on": day("2020-08-19"), "claimed_on": day("2025-08-19")}
    (fact,) = charge_facts(loan(LenderKind.PRIVATE, claimed=yuan(20_000), **dates), law, TODAY)
    assert fact.at_least
    assert fact.caps == ("private_2015", "private_4lpr")
    assert fact.amount is not None
    assert fen(fact.amount) == ["1375.27"]


def test_what_never_came_is_a_fact_whatever_else_hinders(law: Law) -> None:
    """Both sums exact is enough; a rough day of the contract is told as such."""
    case = loan(
        LenderKind.UNLICENSED,
        principal=yuan(12_000),
        signed_on_part=MonthPart.EARLY,
        claimed=None,
    )
    (fact,) = charge_facts(case, law, TODAY)
    assert fact.kind is FactKind.DEDUCTED_FIRST
    assert (fact.amount, fact.about, fact.day) == (yuan(2000), True, day("2025-01-01"))
    assert fact.sources == ("loan.principal", "loan.received", "loan.signed_on")
    undated = msgspec.structs.replace(
        case, loan=Loan(principal=yuan(12_000), received=yuan(10_000))
    )
    (fact,) = charge_facts(undated, law, TODAY)
    assert (fact.day, fact.about) == (None, False)
    assert fact.sources == ("loan.principal", "loan.received")


@pytest.mark.parametrize(("came", "told"), [("9999.99", 1), ("9999.995", 0)])
def test_a_fen_that_never_came_is_one(law: Law, came: str, told: int) -> None:
    """Less is not told."""
    case = loan(LenderKind.PLATFORM, principal=yuan(10_000), received=yuan(came))
    assert len(charge_facts(case, law, TODAY)) == told


def test_in_the_kindest_reading_too_what_is_paid_goes_somewhere() -> None:
    """A year of 360 days at 24 %, and 12 % more that stay paid: 2,400 + 1,200 to interest."""
    events = [
        Event(day("2016-01-01"), EntryKind.RECEIVED, yuan(10_000)),
        Event(day("2016-12-26"), EntryKind.PAID, yuan(4000)),
    ]
    old = Ceiling("x", day("2016-01-01"), None, yuan(24), kept=yuan(36))
    paid = run(events, [old], KINDEST)[-1]
    assert (paid.to_interest, paid.to_principal, paid.principal) == (
        *(yuan(3600), yuan(400)),
        yuan(9600),
    )


# --- what must hold for any loan -----------------------------------------------------------------

SUMS = st.decimals(0, 50_000, places=2)
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 1, 1))
PAYMENTS = st.lists(st.tuples(DAYS, SUMS), max_size=8)
KINDS = st.sampled_from([LenderKind.BANK, LenderKind.PRIVATE])


def with_paid(case: Case, paid: list[tuple[dt.date, Decimal]]) -> Case:
    """The case with these payments."""
    entries = tuple(Paid(id=f"p{n}", day=on, amount=sum_) for n, (on, sum_) in enumerate(paid))
    return msgspec.structs.replace(case, paid=entries)


@given(kind=KINDS, paid=PAYMENTS, seed=st.integers(0, 1000))
def test_the_order_of_the_lists_changes_nothing(
    kind: LenderKind, paid: list[tuple[dt.date, Decimal]], seed: int
) -> None:
    """Neither of payments nor of instalments."""
    agreed = instalments(("2025-02-01", 900, 6), ("2025-08-01", 1200, 6))
    case = with_paid(loan(kind, agreed=agreed), paid)
    mixed = list(case.paid)
    random.Random(seed).shuffle(mixed)  # noqa: S311
    other = msgspec.structs.replace(case, paid=tuple(mixed), instalments=agreed[::-1])
    assert charges(case, shipped(), TODAY) == charges(other, shipped(), TODAY)


@given(kind=KINDS, paid=PAYMENTS, more=st.tuples(DAYS, SUMS.filter(bool)))
def test_more_paid_never_leaves_more_to_ask(
    kind: LenderKind,
    paid: list[tuple[dt.date, Decimal]],
    more: tuple[dt.date, Decimal],
) -> None:
    """And never takes away from what is beyond, in either reading."""
    less = work(with_paid(loan(kind), paid), shipped())
    found = work(with_paid(loan(kind), [*paid, more]), shipped())
    assert found.allowed <= less.allowed
    assert found.excess >= less.excess
    assert found.at_least >= less.at_least


@given(paid=PAYMENTS, claimed=SUMS, more=SUMS)
def test_more_asked_for_is_more_beyond(
    paid: list[tuple[dt.date, Decimal]], claimed: Decimal, more: Decimal
) -> None:
    """By as much, once the caps are reached; what is open does not depend on it."""
    case = with_paid(loan(claimed=claimed + yuan("0.01")), paid)
    low = work(case, shipped())
    high = work(with_paid(loan(claimed=claimed + more + yuan("0.01")), paid), shipped())
    assert low.allowed == high.allowed
    assert low.excess <= high.excess <= low.excess + more


@given(kind=KINDS, paid=PAYMENTS, claimed=SUMS)
def test_the_reading_kindest_to_the_lender_never_finds_more(
    kind: LenderKind, paid: list[tuple[dt.date, Decimal]], claimed: Decimal
) -> None:
    """And every sum is a decimal; what went where adds up."""
    dates: dict[str, Any] = {"signed_on": day("2020-01-01")} if kind is LenderKind.PRIVATE else {}
    working = work(with_paid(loan(kind, claimed=claimed + yuan("0.01"), **dates), paid), shipped())
    assert working.at_least <= working.excess
    for entry in working.entries:
        sums = (entry.amount, entry.interest, entry.to_interest, entry.to_principal)
        assert all(isinstance(each, Decimal) for each in (*sums, entry.unpaid, entry.principal))
        if entry.kind is EntryKind.PAID:
            assert entry.amount == entry.to_interest + entry.to_principal
        assert entry.unpaid >= 0
    results = (working.allowed, working.excess, working.at_least, working.paid, working.received)
    assert all(isinstance(each, Decimal) for each in results)


@given(paid=PAYMENTS, at=DAYS, kind=st.sampled_from([OURS, KINDEST]))
def test_a_change_to_the_same_rate_changes_nothing(
    paid: list[tuple[dt.date, Decimal]],
    at: dt.date,
    kind: Any,  # noqa: ANN401
) -> None:
    """A period may be split wherever one likes; rounding a line more may make a few fen."""
    events = [
        Event(day("2025-01-01"), EntryKind.RECEIVED, yuan(10_000)),
        *(Event(on, EntryKind.PAID, sum_) for on, sum_ in paid),
        Event(day("2026-01-01"), EntryKind.CLAIMED, yuan(1)),
    ]
    whole = Ceiling("x", day("2025-01-01"), None, yuan(24), kept=yuan(36))
    later = msgspec.structs.replace(whole, since=at)
    with localcontext(prec=50):
        one, two = run(events, [whole], kind)[-1], run(events, [whole, later], kind)[-1]
    assert abs(one.principal - two.principal) <= 3 * FEN
    assert abs(one.unpaid - two.unpaid) <= 3 * FEN


def test_the_callers_precision_does_not_matter(law: Law) -> None:
    """The same input gives the same result in any decimal context, and leaves it as it was."""
    case = loan(LenderKind.BANK, ("2025-07-01", 3000), agreed=instalments(("2025-02-01", 900, 12)))
    expected = charges(case, law, TODAY)
    with localcontext(prec=5) as context:
        assert charges(case, law, TODAY) == expected
        assert context.prec == 5


def test_an_instalment_without_its_sum_hinders_only_the_yearly_cost(law: Law) -> None:
    """The working stands."""
    case = msgspec.structs.replace(
        loan(), instalments=(Instalment(id="n", due_on=day("2025-02-01"), times=3),)
    )
    found = charges(case, law, TODAY)
    assert found.working is not None
    assert found.obstacles == (Obstacle(Hindrance.UNANSWERED, "instalments.n.amount"),)


def test_a_payment_of_nought_is_none(law: Law) -> None:
    """No line of the working, and nothing to go by where nothing is demanded either."""
    case = loan(LenderKind.BANK, ("2025-07-01", 0))
    assert [entry.kind for entry in work(case, law).entries] == ["received", "claimed"]
    nothing = loan(LenderKind.BANK, ("2025-07-01", 0), claimed=None)
    assert obstacles(nothing, law) == ["unanswered loan.claimed"]
