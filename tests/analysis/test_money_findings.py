"""Findings about money: of no incident, under the law of the day of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from complaintgen.analysis.conditions import Shown, holds
from complaintgen.analysis.findings import judge
from complaintgen.model.case import Act, Case, Incident, IncidentKind, LenderKind, Loan, MonthPart
from complaintgen.model.conditions import When
from complaintgen.model.finding import Basis, Fact, FactKind, Finding
from tests.analysis.loans import TODAY, day, loan, yuan

if TYPE_CHECKING:
    from complaintgen.model.law import Law

CAPS = {
    When.OVER_24_PERCENT: {"financial_24"},
    When.OVER_PRIVATE_CAP: {"private_2015", "private_4lpr"},
}


def found(case: Case, law: Law) -> Finding:
    """The one finding of a case."""
    _, findings = judge(case, law, today=TODAY)
    assert [finding.behaviour for finding in findings] == ["j"]
    return findings[0]


def cited(finding: Finding, group: int = 0) -> set[str]:
    """What a group of a finding cites."""
    return {citation.id for citation in finding.citations[group].citations}


def stated(**answers: Any) -> Incident:  # noqa: ANN401
    """An incident in which the writer states excessive fees."""
    return Incident(
        id="i1",
        kind=IncidentKind.OTHER,
        day=day("2026-02-01"),
        acts=(Act.EXCESSIVE_FEES,),
        **answers,
    )


def test_charges_over_the_cap_show_the_behaviour(law: Law) -> None:
    """Stated, in one group of the day of the contract that names no incident."""
    finding = found(loan(), law)
    assert (finding.basis, finding.incidents) == (Basis.STATED, ())
    assert [fact.kind for fact in finding.facts] == [FactKind.CHARGES_OVER_CAP]
    (group,) = finding.citations
    assert (group.days, group.incidents) == ((day("2025-01-01"),), ())
    assert {"jrsp_2017_22/第二条第2项", "mfd/第五百八十五条"} <= cited(finding)
    assert not {"mfd/第六百七十条", "mjjd_2021/第二十五条"} & cited(finding)


@pytest.mark.parametrize(
    ("signed_on", "wanted", "unwanted"),
    [
        ("2021-06-01", {"mjjd_2021/第二十五条", "mjjd_2021/第二十九条", "mfd/第六百八十条"}, "htf"),
        ("2020-10-01", {"mjjd_202008/第二十六条", "htf_1999/第二百零七条"}, "mfd"),
        ("2019-06-01", {"mjjd_2015/第二十六条", "mjjd_2015/第三十条"}, "mfd"),
    ],
)
def test_the_day_of_the_contract_decides_what_is_cited(
    law: Law, signed_on: str, wanted: set[str], unwanted: str
) -> None:
    """Not that of the claim, which is of 2026."""
    case = loan(LenderKind.PRIVATE, signed_on=day(signed_on), claimed=yuan(90_000))
    finding = found(case, law)
    assert wanted <= cited(finding)
    assert not any(each.startswith((unwanted, "jrsp")) for each in cited(finding))


def test_less_than_the_contract_names_is_no_usury(law: Law) -> None:
    """What came short cites only that nothing may be deducted first, nothing about high rates."""
    finding = found(loan(principal=yuan(12_000), claimed=yuan(10_001)), law)
    assert [fact.kind for fact in finding.facts] == [FactKind.DEDUCTED_FIRST]
    assert cited(finding) == {"mfd/第六百七十条"}
    older = loan(principal=yuan(12_000), claimed=None, signed_on=day("2019-01-01"))
    assert cited(found(older, law)) == {"htf_1999/第二百条"}


def test_a_rough_day_of_the_contract_cites_what_holds_on_all_it_may_be(law: Law) -> None:
    """Early January 2021 may have been December 2020, when the 民法典 was not yet in force."""
    early: dict[str, Any] = {"principal": yuan(12_000), "signed_on_part": MonthPart.EARLY}
    assert cited(found(loan(signed_on=day("2021-01-01"), **early), law)) == set()
    assert cited(found(loan(signed_on=day("2021-02-01"), **early), law)) == {"mfd/第六百七十条"}


@pytest.mark.parametrize("signed_on", [None, "2026-12-01"])
def test_without_a_day_of_the_contract_nothing_is_cited(law: Law, signed_on: str | None) -> None:
    """The fact stands, no law for it; nor for a day that has not come."""
    on = day(signed_on) if signed_on else None
    case = msgspec.structs.replace(
        loan(), loan=Loan(principal=yuan(12_000), received=yuan(10_000), signed_on=on)
    )
    (group,) = found(case, law).citations
    assert (group.days, group.citations) == ((on,), ())


def test_the_act_that_was_stated_stands_as_before(law: Law) -> None:
    """Alone as ever; beside the charges in a group of its own, first."""
    alone = msgspec.structs.replace(loan(wished=False), incidents=(stated(),))
    both = msgspec.structs.replace(loan(), incidents=(stated(),))
    (group,) = found(alone, law).citations
    finding = found(both, law)
    assert finding.incidents == ("i1",)
    assert finding.citations[0] == group
    assert (group.days, group.incidents) == ((day("2026-02-01"),), ("i1",))
    assert [each.incidents for each in finding.citations] == [("i1",), ()]
    assert [fact.kind for fact in finding.facts] == [FactKind.ACT, FactKind.CHARGES_OVER_CAP]
    assert "mfd/第五百八十五条" in cited(finding)


def test_nothing_is_found_that_was_not_wished_or_is_not_certain(law: Law) -> None:
    """No wish, no finding; nor for what only our yardstick shows."""
    for case in (loan(wished=False), loan(wished=None), loan(claimed=yuan(12_420))):
        assert judge(case, law, today=TODAY) == ((), ())


@pytest.mark.parametrize("when", list(CAPS))
@pytest.mark.parametrize("cap", ["financial_24", "private_2015", "private_4lpr"])
def test_each_cap_shows_its_own_condition(law: Law, when: When, cap: str) -> None:
    """24 % is that of licensed lenders, though the old private rule had the same number."""
    fact = Fact(kind=FactKind.CHARGES_OVER_CAP, day=day("2025-01-01"), caps=(cap,))
    assert holds(when, law, Shown(Case(), (), (fact,))) == (cap in CAPS[when])
    other = msgspec.structs.replace(fact, kind=FactKind.DEDUCTED_FIRST)
    assert not holds(when, law, Shown(Case(), (), (other,)))


def test_what_was_deducted_shows_only_that(law: Law) -> None:
    """And charges over a cap show that they are excessive."""
    deducted = Fact(kind=FactKind.DEDUCTED_FIRST, day=day("2025-01-01"))
    over = Fact(kind=FactKind.CHARGES_OVER_CAP, day=day("2025-01-01"), caps=("private_4lpr",))
    shows = {
        fact.kind: [when for when in When if holds(when, law, Shown(Case(), (), (fact,)))]
        for fact in (deducted, over)
    }
    assumed = {when for when in When if holds(when, law, Shown(Case(), (), ()))}
    assert set(shows[FactKind.DEDUCTED_FIRST]) - assumed == {When.INTEREST_DEDUCTED_FIRST}
    assert set(shows[FactKind.CHARGES_OVER_CAP]) - assumed == {
        *(When.CHARGES_EXCESSIVE, When.OVER_PRIVATE_CAP)
    }


def test_a_letter_for_other_behaviours_hears_nothing_of_it(law: Law) -> None:
    """Behaviours narrow the findings as ever."""
    _, findings = judge(loan(), law, today=TODAY, behaviours=("b",))
    assert findings == ()
