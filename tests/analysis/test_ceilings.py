"""Which caps hold for a lender and a contract: edges of the periods, and the rates of the LPR."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.analysis.ceilings import Span, ceilings, newest_rate, rate_on
from complaintgen.model.case import LenderKind
from complaintgen.model.law import DecidingDay, Rate
from complaintgen.model.money import Ceiling, Hindrance, Obstacle
from complaintgen.model.sourced import Confidence
from tests.analysis.loans import TODAY, day, shipped

if TYPE_CHECKING:
    from complaintgen.model.law import Cap, Law


def found(  # noqa: PLR0913 (the days that matter)
    law: Law,
    kind: LenderKind,
    signed_on: str,
    last: str = "2026-01-01",
    *,
    first: str = "",
    today: dt.date = TODAY,
) -> tuple[Ceiling, ...] | Obstacle:
    """The caps of a loan that came on the day of the contract."""
    return ceilings(law, kind, Span(day(signed_on), day(first or signed_on), day(last), today))


def told(law: Law, kind: LenderKind, signed_on: str, last: str = "2026-01-01") -> list[str]:
    """The caps as `id per-cent since`."""
    caps = found(law, kind, signed_on, last)
    assert isinstance(caps, tuple), caps
    return [f"{each.cap} {each.percent.normalize():f} {each.since}" for each in caps]


@pytest.mark.parametrize(
    "kind",
    [
        LenderKind.BANK,
        LenderKind.CREDIT_CARD,
        LenderKind.CONSUMER_FINANCE,
        LenderKind.MICROLOAN,
    ],
)
def test_licensed_lenders_have_24_per_cent(law: Law, kind: LenderKind) -> None:
    """法发〔2017〕22号, cited with its article; the unpublished 20 % and 4 × LPR are never used."""
    caps = found(law, kind, "2026-02-01", "2026-06-01")
    assert isinstance(caps, tuple)
    (cap,) = caps
    assert (cap.cap, cap.percent, cap.since, cap.until) == (
        "financial_24",
        Decimal(24),
        day("2026-02-01"),
        None,
    )
    assert cap.sources == ("law:jrsp_2017_22/第二条第2项",)
    assert (cap.estimated, cap.kept, cap.multiple, cap.rate_month) == (False, None, None, "")


@pytest.mark.parametrize(
    "kind",
    [
        LenderKind.PLATFORM,
        LenderKind.P2P,
        LenderKind.UNLICENSED,
        LenderKind.UNKNOWN,
        LenderKind.LOCAL_FINANCE,
        LenderKind.OTHER_LICENSED,
    ],
)
@pytest.mark.parametrize("signed_on", ["2016-01-01", "2019-01-01", "2025-12-01"])
def test_other_lenders_have_no_cap(law: Law, kind: LenderKind, signed_on: str) -> None:
    """Nothing is assumed where the data name no cap with a number for the kind of lender."""
    assert found(law, kind, signed_on) == Obstacle(Hindrance.NO_CAP, "lender.kind")


@pytest.mark.parametrize(
    ("kind", "signed_on", "holds"),
    [
        (LenderKind.BANK, "2017-08-03", False),
        (LenderKind.BANK, "2017-08-04", True),
        (LenderKind.PRIVATE, "2015-08-31", False),
        (LenderKind.PRIVATE, "2015-09-01", True),
    ],
)
def test_before_the_first_text_there_is_no_cap(
    law: Law, kind: LenderKind, signed_on: str, *, holds: bool
) -> None:
    """The day of the contract decides; the first day of a period counts."""
    caps = found(law, kind, signed_on)
    assert (caps == Obstacle(Hindrance.NO_CAP, "loan.signed_on")) != holds


def test_a_private_loan_of_20_august_2020_has_four_times_the_rate_of_that_day(law: Law) -> None:
    """4 × 3.85: the rate published on that very day; the text of that day is cited."""
    caps = found(law, LenderKind.PRIVATE, "2020-08-20")
    assert isinstance(caps, tuple)
    (cap,) = caps
    assert (cap.cap, cap.percent, cap.rate_month) == ("private_4lpr", Decimal("15.40"), "2020-08")
    assert (cap.multiple, cap.estimated, cap.highest) == (Decimal(4), False, None)
    articles = ("law:mjjd_202008/第二十六条", "law:mjjd_202008/第三十条")
    assert cap.sources == (*articles, "law:lpr/2020-08")


def test_the_day_before_the_old_rule_holds_until_then(law: Law) -> None:
    """24 % to 2020-08-19, then four times the rate of the day of suing, for which today stands."""
    caps = found(law, LenderKind.PRIVATE, "2020-08-19")
    assert isinstance(caps, tuple)
    early, late = caps
    assert (early.cap, early.percent, early.kept) == ("private_2015", Decimal(24), Decimal(36))
    assert (early.since, early.until) == (day("2020-08-19"), day("2020-08-19"))
    assert (late.cap, late.percent, late.rate_month) == ("private_4lpr", Decimal("12.0"), "2026-09")
    assert (late.since, late.until, late.estimated) == (day("2020-08-20"), None, True)
    assert late.highest == Decimal("17.00")
    assert late.sources[0] == "law:mjjd_2021/第三十一条"
    assert "law:mjjd_2021/第二十九条" in late.sources
    assert not any("202008" in source for source in late.sources)


def test_a_loan_that_ended_before_the_transition_knows_only_the_old_rule(law: Law) -> None:
    """The last day bears no interest any more, so 2020-08-20 still ends under the old rule."""
    expected = ["private_2015 24 2019-01-01"]
    assert told(law, LenderKind.PRIVATE, "2019-01-01", "2020-08-20") == expected
    assert len(told(law, LenderKind.PRIVATE, "2019-01-01", "2020-08-21")) == 2


@pytest.mark.parametrize("first", ["2020-08-20", "2020-09-01"])
def test_money_that_came_after_the_transition_knows_only_the_new_rule(law: Law, first: str) -> None:
    """The contract is older, but no day of the loan is."""
    caps = found(law, LenderKind.PRIVATE, "2020-08-01", first=first)
    assert isinstance(caps, tuple)
    assert [(each.cap, each.since) for each in caps] == [("private_4lpr", day(first))]


def test_before_its_day_the_rule_of_transition_is_not_used(law: Law) -> None:
    """第三十一条 stands in the text of 2021 only: on a day of 2020 nothing is known."""
    caps = found(law, LenderKind.PRIVATE, "2019-01-01", "2020-12-01", today=day("2020-12-31"))
    assert caps == Obstacle(Hindrance.NO_CAP, "loan.signed_on")
    later = found(law, LenderKind.PRIVATE, "2019-01-01", "2020-12-01", today=day("2021-01-01"))
    assert isinstance(later, tuple)
    assert later[1].rate_month == "2020-12"


@pytest.mark.parametrize(
    ("signed_on", "expected"),
    [
        ("2024-10-20", "private_4lpr 13.4 2024-10-20"),
        ("2024-10-21", "private_4lpr 12.4 2024-10-21"),
        ("2025-05-19", "private_4lpr 12.4 2025-05-19"),
        ("2025-05-20", "private_4lpr 12 2025-05-20"),
        ("2026-05-31", "private_4lpr 12 2026-05-31"),
        ("2026-09-30", "private_4lpr 12 2026-09-30"),
    ],
)
def test_a_rate_counts_from_the_day_of_its_publication(
    law: Law, signed_on: str, expected: str
) -> None:
    """The rate last published on or before the day of the contract."""
    assert told(law, LenderKind.PRIVATE, signed_on, "2026-11-01") == [expected]


@pytest.mark.parametrize(
    ("signed_on", "month"),
    [("2026-10-05", "2026-10"), ("2026-11-20", "2026-10"), ("2027-01-05", "2027-01")],
)
def test_an_unknown_rate_is_never_replaced_by_another(law: Law, signed_on: str, month: str) -> None:
    """The month whose rate is missing is named."""
    caps = found(law, LenderKind.PRIVATE, signed_on, "2027-02-01", today=day("2027-02-01"))
    assert caps == Obstacle(Hindrance.RATE_UNPUBLISHED, month)


def rates(*rows: tuple[str, str, str]) -> tuple[Rate, ...]:
    """Rates by month, day (empty = unknown) and value (empty = unknown)."""
    return tuple(
        Rate(
            month=month,
            day=day(on) if on else None,
            one_year=Decimal(value) if value else None,
            confidence=Confidence.SURE,
        )
        for month, on, value in rows
    )


def test_a_rate_of_an_unknown_day_counts_only_where_it_changed_nothing() -> None:
    """Both readings must agree; then the earlier one is named, which was surely there."""
    same = rates(("2026-01", "2026-01-20", "3"), ("2026-02", "", "3.0"))
    other = rates(("2026-01", "2026-01-20", "3"), ("2026-02", "", "2.9"))
    assert rate_on(same, day("2026-02-25")) == same[0]
    assert rate_on(other, day("2026-02-25")) == "2026-02"
    following = (*other, *rates(("2026-03", "2026-03-20", "2.8")))
    assert rate_on(following, day("2026-03-19")) == following[1]
    assert rate_on(following, day("2026-03-20")) == following[2]
    assert rate_on(other, day("2026-01-19")) == "2026-01"
    assert rate_on(other, day("2025-12-31")) == "2025-12"
    unknown = rates(("2026-01", "2026-01-20", ""), ("2026-02", "2026-02-20", "3"))
    assert rate_on(unknown, day("2026-02-19")) == "2026-01"


def test_the_newest_known_rate_was_out_by_the_day() -> None:
    """Unknown values are passed over; a month without a day counts from its end."""
    known = rates(
        ("2026-01", "2026-01-20", "3"), ("2026-02", "", "2.9"), ("2026-03", "2026-03-20", "")
    )
    assert newest_rate(known, day("2026-02-28")) == known[0]
    assert newest_rate(known, day("2026-04-01")) == known[1]
    assert newest_rate(known, day("2026-01-19")) == "2026-01"


def test_a_cap_that_goes_by_the_day_of_the_claim_looks_at_that_day(law: Law) -> None:
    """The deciding day is data: `day = "act"` is the day of the claim."""

    def changed(cap: Cap) -> Cap:
        by_act = cap.id == "financial_24"
        return msgspec.structs.replace(cap, day=DecidingDay.ACT) if by_act else cap

    other = msgspec.structs.replace(law, caps=tuple(map(changed, law.caps)))
    caps = found(other, LenderKind.BANK, "2012-01-01", "2018-01-01")
    assert isinstance(caps, tuple)
    assert [each.cap for each in caps] == ["financial_24"]
    assert isinstance(found(other, LenderKind.BANK, "2012-01-01", "2017-01-01"), Obstacle)


def test_what_must_not_be_cited_never_measures(law: Law) -> None:
    """With every citable cap gone nothing is left, though the window guidance names numbers."""
    caps = tuple(cap for cap in law.caps if not cap.citable)
    assert any(cap.yearly_percent for cap in caps)
    bare = msgspec.structs.replace(law, caps=caps)
    for kind in LenderKind:
        assert found(bare, kind, "2026-02-01") == Obstacle(Hindrance.NO_CAP, "lender.kind")


@given(
    kind=st.sampled_from(LenderKind),
    signed_on=st.dates(dt.date(2012, 1, 1), dt.date(2026, 11, 22)),
    later=st.integers(0, 3000),
    more=st.integers(0, 3000),
)
def test_ceilings_cover_the_days_without_a_gap(
    kind: LenderKind, signed_on: dt.date, later: int, more: int
) -> None:
    """From the first day on, each beginning the day after the one before; all numbers decimals."""
    first = min(signed_on + dt.timedelta(later), TODAY)
    last = min(first + dt.timedelta(more), TODAY)
    caps = ceilings(shipped(), kind, Span(signed_on, first, last, TODAY))
    if isinstance(caps, Obstacle):
        return
    assert caps[0].since == first
    assert caps[-1].until is None
    for before, after in pairwise(caps):
        assert before.until == after.since - dt.timedelta(days=1)
    assert {type(each.percent) for each in caps} == {Decimal}
    assert all(each.percent > 0 for each in caps)
