"""Findings over several days: what each day shows, under which law, and in which order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from complaintgen.analysis.findings import judge
from complaintgen.model.case import (
    Act,
    Case,
    Incident,
    IncidentKind,
    Lender,
    LenderKind,
    Target,
)
from complaintgen.model.finding import FactKind, Finding
from complaintgen.model.law import Rank
from complaintgen.model.letter_form import Cites
from tests.analysis.loans import loan, yuan

if TYPE_CHECKING:
    from complaintgen.model.law import Law
    from complaintgen.model.record import Events

TODAY = dt.date(2026, 11, 21)


def call(name: str, day: str, *acts: Act, **answers: Any) -> Incident:  # noqa: ANN401
    """A call to the writer on a day."""
    known: dict[str, Any] = {"kind": IncidentKind.CALL, "target": Target.SELF}
    return Incident(id=name, day=dt.date.fromisoformat(day), acts=acts, **(known | answers))


def findings(
    law: Law, *incidents: Incident, kind: LenderKind = LenderKind.BANK, cites: Cites | None = None
) -> dict[str, Finding]:
    """The findings about a lender by behaviour."""
    case = Case(lender=Lender(kind=kind), incidents=incidents)
    _, found = judge(case, law, today=TODAY, cites=cites)
    return {finding.behaviour: finding for finding in found}


def cited(finding: Finding) -> list[set[str]]:
    """The texts that each group of a finding cites."""
    return [{each.id.partition("/")[0] for each in group.citations} for group in finding.citations]


def test_persons_reached_elsewhere_are_no_part_of_the_finding(law: Law) -> None:
    """Of the persons reached a finding tells those whom its own acts reached."""
    found = findings(
        law,
        call("i1", "2026-02-01", Act.CONTACTED_ADDRESS_BOOK, target=Target.FRIEND),
        call("i2", "2026-02-02", Act.THREAT, target=Target.FAMILY),
    )
    reached = [fact for fact in found["a"].facts if fact.kind is FactKind.THIRD_PARTY]
    assert [fact.incidents for fact in reached] == [("i1",)]
    assert [fact.kind for fact in found["e"].facts] == [FactKind.ACT]


def test_a_count_of_one_period_shows_nothing_in_another(law: Law) -> None:
    """Too many answered calls in January do not make the unanswered ones of February a breach of
    the limit on answered ones.
    """
    (answered, attempted) = cited(
        findings(
            law,
            call("i1", "2026-01-10", count=5, connected=5),
            call("i2", "2026-02-10", count=9, connected=0),
        )["b"]
    )
    assert "gbt_45251_2025" in answered
    assert "cba_2026" in attempted
    assert "gbt_45251_2025" not in attempted


def test_acts_under_the_same_texts_stand_in_order_of_their_days(law: Law) -> None:
    """A day between two rough ones, of which another set of texts is certain, keeps its place."""
    rough = {"day_about": True}
    finding = findings(
        law,
        call("i1", "2025-12-28", Act.INSULT, **rough),
        call("i2", "2025-12-30", Act.INSULT),
        call("i3", "2026-01-02", Act.INSULT, **rough),
        cites=Cites(ranks=(Rank.LAW,), families=("zhian", "mfd")),
    )["e"]
    assert [group.incidents for group in finding.citations] == [("i1", "i2", "i3")]


def test_a_letter_of_certain_texts_cites_no_others(law: Law) -> None:
    """Where a letter names its families of texts, a finding cites only those."""
    incident = call("i1", "2026-02-01", Act.THREAT)
    cites = Cites(ranks=tuple(Rank), per_finding=99, families=("mfd",))
    assert cited(findings(law, incident, cites=cites)["e"]) == [{"mfd"}]


@pytest.mark.parametrize(("events", "repeated"), [({}, True), ({"i1": ()}, False)])
def test_messages_that_stand_with_another_incident_are_not_counted_again(
    law: Law, events: Events, *, repeated: bool
) -> None:
    """An incident whose messages are all counted elsewhere does not make them 多次 by itself."""
    texts = call("i1", "2026-02-10", Act.THREAT, kind=IncidentKind.SMS, count=3)
    case = Case(lender=Lender(kind=LenderKind.BANK), incidents=(texts,))
    _, (finding,) = judge(case, law, today=TODAY, events=events)
    (police,) = [
        each for each in finding.citations[0].citations if each.id == "zhian_2025/第五十条"
    ]
    assert ("第五项" in police.article) == repeated


@pytest.mark.parametrize("criminal", [True, False])
def test_criminal_law_is_for_letters_that_may_cite_it(law: Law, *, criminal: bool) -> None:
    """The letter's own rules decide, whatever else may be cited."""
    cites = Cites(ranks=tuple(Rank), per_finding=99, criminal=criminal)
    (texts,) = cited(findings(law, call("i1", "2026-02-01", Act.DETAINED), cites=cites)["o"])
    assert ("xf" in texts) == criminal


def test_the_rule_a_body_prefers_leads_the_finding(law: Law) -> None:
    """A supervisor is told its own rule first."""
    cites = Cites(ranks=tuple(Rank), prefer=(Rank.DEPARTMENT_RULE, Rank.NORMATIVE_DOCUMENT))
    incident = call("i1", "2026-06-01", Act.THREAT)
    finding = findings(law, incident, kind=LenderKind.CONSUMER_FINANCE, cites=cites)["e"]
    assert finding.citations[0].citations[0].id == "xiaofei_2022_9/第四十一条"


def test_what_was_done_or_signed_today_is_under_the_law_of_today(law: Law) -> None:
    """Today has come: only a later day has no known law."""
    act = findings(law, call("i1", TODAY.isoformat(), Act.THREAT))["e"]
    assert act.citations[0].citations != ()
    case = loan(principal=yuan(12_000), claimed=None, claimed_on=None, signed_on=TODAY)
    _, (contract,) = judge(case, law, today=TODAY)
    assert contract.citations[0].citations != ()


def test_of_several_incidents_each_act_counts(law: Law) -> None:
    """What only the second of two days shows is cited too."""
    finding = findings(
        law,
        call("i1", "2026-02-01", Act.THREAT),
        call("i2", "2026-02-02", Act.INSULT, target=Target.COLLEAGUE),
    )["e"]
    articles = [each.article for each in finding.citations[0].citations]
    assert "第五十条第一款第一项、第二项" in articles
