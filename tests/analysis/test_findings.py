"""Findings: law cases, proof, versions of the law, what a letter wants."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintgen.analysis.facts import derive_facts
from complaintgen.analysis.findings import derive_findings, judge, shows
from complaintgen.analysis.proving import proves
from complaintgen.model.case import (
    Act,
    Case,
    Incident,
    IncidentKind,
    Lender,
    LenderKind,
    Loan,
    Proof,
    ProofKind,
    Target,
)
from complaintgen.model.finding import Basis, FactKind, Finding
from complaintgen.model.forms import build
from complaintgen.model.law import DecidingDay
from complaintgen.model.letter_form import Cites

if TYPE_CHECKING:
    from complaintgen.model.law import Law

TODAY = dt.date(2026, 11, 21)
CASES = tomllib.loads(
    (Path(__file__).parent / "samples" / "law_cases.toml").read_text(encoding="utf-8")
)["cases"]
TABLES = ("lender", "loan", "collectors", "incidents", "proofs", "steps")


def day(text: str) -> dt.date:
    """A day from its ISO form."""
    return dt.date.fromisoformat(text)


def answers(sample: dict[str, Any]) -> Case:
    """The case of a sample."""
    tables = {key: value for key, value in sample.items() if key in TABLES}
    case, problems = build(Case, tables, sample["name"])
    assert case is not None, problems
    return case


def findings(case: Case, law: Law, **wishes: Any) -> dict[str, Finding]:  # noqa: ANN401
    """The findings of a case by behaviour."""
    _, found = judge(case, law, today=TODAY, **wishes)
    return {finding.behaviour: finding for finding in found}


def cited(finding: Finding) -> set[str]:
    """The instruments and articles cited: `mfd` and `mfd/…`."""
    ids = {citation.id for group in finding.citations for citation in group.citations}
    return ids | {each.partition("/")[0] for each in ids}


@pytest.mark.parametrize("sample", CASES, ids=lambda sample: sample["name"])
def test_law_case(law: Law, sample: dict[str, Any]) -> None:
    """What happened leads to these findings and citations, and to no others."""
    found = findings(answers(sample), law)
    assert sorted(found) == sample["expect"]
    assert not set(sample.get("absent", ())) & set(found)
    for behaviour, wanted in sample.get("cites", {}).items():
        assert set(wanted) <= cited(found[behaviour])
    for behaviour, unwanted in sample.get("not_cited", {}).items():
        assert not set(unwanted) & cited(found[behaviour])


def test_every_behaviour_has_a_case_for_and_against(law: Law) -> None:
    """No behaviour goes untested."""
    assert {b for sample in CASES for b in sample["expect"]} == set(law.behaviours)
    assert {b for sample in CASES for b in sample.get("absent", ())} == set(law.behaviours)


@pytest.mark.parametrize("act", list(Act))
def test_every_act_that_a_behaviour_names_is_found(law: Law, act: Act) -> None:
    """Whatever the writer ticks leads to the behaviours that list it, stated."""
    incident = Incident(id="i1", kind=IncidentKind.OTHER, day=day("2026-02-01"), acts=(act,))
    found = findings(Case(incidents=(incident,)), law)
    assert sorted(found) == sorted(b.id for b in law.behaviours.values() if act in b.acts)
    assert {finding.basis for finding in found.values()} <= {Basis.STATED}


def threats(*days: str | None, **known: Any) -> Case:  # noqa: ANN401
    """A bank's threats on these days."""
    incidents = tuple(
        Incident(
            id=f"i{number}",
            kind=IncidentKind.SMS,
            day=day(on) if on else None,
            target=Target.SELF,
            acts=(Act.THREAT,),
            **known,
        )
        for number, on in enumerate(days)
    )
    return Case(lender=Lender(kind=LenderKind.BANK), incidents=incidents)


def test_acts_on_both_sides_of_a_change_cite_each_its_own_version(law: Law) -> None:
    """治安管理处罚法: 2012 to the last day of 2025, 2025 from the first of 2026."""
    case = threats("2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02")
    groups = findings(case, law)["e"].citations
    police = [
        {c.id.partition("/")[0] for c in g.citations if c.id.startswith("zhian")} for g in groups
    ]
    assert [group.incidents for group in groups] == [("i0", "i1"), ("i2", "i3")]
    assert police == [{"zhian_2012"}, {"zhian_2025"}]
    assert groups[1].days == (day("2026-01-01"), day("2026-01-02"))


def test_a_change_the_letter_cannot_cite_parts_nothing(law: Law) -> None:
    """Where only industry norms may be cited, 1 January 2026 changes nothing for a bank."""
    case = threats("2025-12-31", "2026-01-01")
    cites = Cites(ranks=("recommended_standard",))
    (group,) = findings(case, law, cites=cites)["e"].citations
    assert group.incidents == ("i0", "i1")
    assert [c.id.partition("/")[0] for c in group.citations] == ["gbt_45251_2025"]


def test_repeated_means_all_acts_of_the_period(law: Law) -> None:
    """Three messages on three days are 多次; two are not."""
    two, three = (threats(*days) for days in (("2026-02-01", "2026-02-02"),) * 2)
    three = threats("2026-02-01", "2026-02-02", "2026-02-03")
    texts = [
        next(c.article for c in findings(case, law)["e"].citations[0].citations)
        for case in (two, three)
    ]
    assert ["第五项" in text for text in texts] == [False, True]


def test_undated_acts_stand_in_a_group_of_their_own(law: Law) -> None:
    """Without a day no version of the law is certain, so nothing is cited; they come last."""
    groups = findings(threats(None, "2026-02-01"), law)["e"].citations
    assert [(g.days, bool(g.citations)) for g in groups] == [
        ((day("2026-02-01"),), True),
        ((None,), False),
    ]


@pytest.mark.parametrize(
    ("signed", "instrument"),
    [("2020-08-19", "mjjd_2015"), ("2020-08-20", "mjjd_202008"), (None, None)],
)
def test_where_the_contract_decides_its_day_does(
    law: Law, signed: str | None, instrument: str | None
) -> None:
    """A behaviour judged by the day of the contract; without that day nothing is cited."""
    fees = msgspec.structs.replace(law.behaviours["j"], day=DecidingDay.CONTRACT)
    law = msgspec.structs.replace(law, behaviours={"j": fees})
    case = Case(
        lender=Lender(kind=LenderKind.PRIVATE),
        loan=Loan(signed_on=day(signed) if signed else None),
        incidents=(Incident(id="i1", acts=(Act.EXCESSIVE_FEES,)),),
    )
    instruments = {"mjjd_2015", "mjjd_202008", "mjjd_2021"} & cited(findings(case, law)["j"])
    assert instruments == ({instrument} if instrument else set())


def test_a_letter_cites_no_more_than_it_may(law: Law) -> None:
    """Ranks, criminal law and the number of articles are the letter's own rules."""
    case = threats("2026-02-01")
    strict = Cites(ranks=("law",), per_finding=2)
    found = findings(case, law, cites=strict)["e"].citations[0].citations
    assert len(found) == 2
    assert {citation.rank for citation in found} == {"law"}
    assert not any(citation.id.startswith("xf/") for citation in found)


def test_only_the_behaviours_a_letter_takes_are_found(law: Law) -> None:
    """The caller names them; none named = all."""
    incident = Incident(id="i1", kind=IncidentKind.CALL, acts=(Act.THREAT, Act.DETAINED))
    case = Case(incidents=(incident,))
    assert set(findings(case, law)) == {"e", "o"}
    assert set(findings(case, law, behaviours=("o",))) == {"o"}


def test_only_the_kinds_of_incident_a_letter_takes_are_judged(law: Law) -> None:
    """A letter about messages does not hear of calls."""
    sms = threats("2026-02-01").incidents[0]
    call = msgspec.structs.replace(sms, id="i9", kind=IncidentKind.CALL)
    facts, found = judge(
        Case(incidents=(sms, call)), law, today=TODAY, incident_kinds=(IncidentKind.SMS,)
    )
    assert {incident for fact in facts for incident in fact.incidents} == {"i0"}
    assert [finding.incidents for finding in found] == [("i0",)]


def test_the_persons_reached_belong_to_the_finding_they_help(law: Law) -> None:
    """Alone they show nothing, beside a stated act they tell how many."""
    incident = Incident(
        id="i1",
        kind=IncidentKind.CALL,
        day=day("2026-02-01"),
        target=Target.FRIEND,
        acts=(Act.CONTACTED_ADDRESS_BOOK,),
    )
    found = findings(Case(incidents=(incident,)), law)["a"]
    assert [fact.kind for fact in found.facts] == [FactKind.THIRD_PARTY, FactKind.ACT]


def test_heavier_behaviours_come_first(law: Law) -> None:
    """By weight, then by id."""
    incident = Incident(id="i1", acts=tuple(Act))
    _, found = judge(Case(incidents=(incident,)), law, today=TODAY)
    keys = [(-law.behaviours[f.behaviour].weight, f.behaviour) for f in found]
    assert keys == sorted(keys)


# --- proof -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proof", "basis"),
    [
        (Proof(id="p1", kind=ProofKind.SCREENSHOT), Basis.DOCUMENTED),
        (Proof(id="p1", file="evidence/p1.png"), Basis.DOCUMENTED),
        (Proof(id="p1", kind=ProofKind.WITNESS, file="evidence/p1.pdf"), Basis.DOCUMENTED),
        (Proof(id="p1", kind=ProofKind.WITNESS), Basis.STATED),
        (Proof(id="p1"), Basis.STATED),
        (Proof(id="p2", kind=ProofKind.SCREENSHOT), Basis.STATED),
    ],
)
def test_only_a_proof_that_is_there_documents(law: Law, proof: Proof, basis: Basis) -> None:
    """A file, or a thing of a named kind; the mere name of a witness does not."""
    case = msgspec.structs.replace(threats("2026-02-01", proofs=("p1",)), proofs=(proof,))
    assert findings(case, law)["e"].basis is basis


@pytest.mark.parametrize(("proofs", "basis"), [((), Basis.STATED), (("p1",), Basis.DOCUMENTED)])
def test_hearsay_is_stated_unless_something_proves_it(
    law: Law, proofs: tuple[str, ...], basis: Basis
) -> None:
    """据…说 is the writer's account of another's; a screenshot is a screenshot."""
    case = threats("2026-02-01", told_by="我母亲", proofs=proofs)
    case = msgspec.structs.replace(case, proofs=(Proof(id="p1", kind=ProofKind.SCREENSHOT),))
    assert findings(case, law)["e"].basis is basis


# --- properties --------------------------------------------------------------------------------

INCIDENTS = st.builds(
    Incident,
    id=st.just("i"),
    kind=st.sampled_from(IncidentKind),
    day=st.sampled_from(["2023-05-01", "2025-12-31", "2026-01-01"]).map(day) | st.none(),
    time=st.none() | st.times(),
    by=st.sampled_from(["lender", "platform"]) | st.none(),
    target=st.sampled_from(Target) | st.none(),
    count=st.none() | st.integers(1, 9),
    connected=st.none() | st.integers(0, 9),
    acts=st.none() | st.lists(st.sampled_from(Act), max_size=2).map(tuple),
    proofs=st.sampled_from([None, ("p1",), ("p1", "p9")]),
)
CASE_LISTS = st.lists(INCIDENTS, min_size=1, max_size=4).map(
    lambda found: tuple(
        msgspec.structs.replace(incident, id=f"i{number}") for number, incident in enumerate(found)
    )
)


def with_proof(incidents: tuple[Incident, ...], *proofs: Proof) -> Case:
    """A bank's case."""
    return Case(lender=Lender(kind=LenderKind.BANK), incidents=incidents, proofs=proofs)


PROOF = Proof(id="p1", kind=ProofKind.RECORDING)


@settings(max_examples=40, deadline=None)
@given(incidents=CASE_LISTS, data=st.data())
def test_the_order_of_incidents_changes_nothing(
    incidents: tuple[Incident, ...], data: st.DataObject, law: Law
) -> None:
    """The same findings, facts and citations come out."""
    shuffled = tuple(data.draw(st.permutations(incidents)))
    first = judge(with_proof(incidents, PROOF), law, today=TODAY)
    assert first == judge(with_proof(shuffled, PROOF), law, today=TODAY)


@settings(max_examples=40, deadline=None)
@given(incidents=CASE_LISTS)
def test_without_the_proof_everything_is_stated(incidents: tuple[Incident, ...], law: Law) -> None:
    """Documented exactly where the proof an incident names shows a fact of it; removed, stated."""
    with_, without = with_proof(incidents, PROOF), with_proof(incidents)
    known = {i.id: i for i in incidents}
    before, after = findings(with_, law), findings(without, law)
    assert list(before) == list(after)
    for behaviour, finding in before.items():
        shown = {
            (item, PROOF.id in (known[item].proofs or ()) and proves(PROOF, known[item], fact))
            for fact in finding.facts
            if shows(law.behaviours[behaviour], fact)
            for item in fact.incidents
        }
        documented = any(there for _, there in shown)
        assert (finding.basis is Basis.DOCUMENTED) == documented
        assert finding.proofs == ((PROOF.id,) if documented else ())
        assert set(finding.unproved) == {item for item, there in shown if not there}
        assert after[behaviour].basis is Basis.STATED
        assert after[behaviour].citations == finding.citations


@settings(max_examples=40, deadline=None)
@given(incidents=CASE_LISTS)
def test_without_its_incidents_the_finding_is_gone(
    incidents: tuple[Incident, ...], law: Law
) -> None:
    """Nothing is found that no incident shows, and every citation group names incidents."""
    for behaviour, finding in findings(with_proof(incidents), law).items():
        rest = tuple(i for i in incidents if i.id not in finding.incidents)
        assert behaviour not in findings(with_proof(rest), law)
        grouped = [incident for group in finding.citations for incident in group.incidents]
        assert sorted(grouped) == sorted(finding.incidents)
        assert set(finding.incidents) <= {i for fact in finding.facts for i in fact.incidents}


def test_facts_and_findings_can_be_derived_apart(law: Law) -> None:
    """`judge` is the two passes, one after the other."""
    case = threats("2026-02-01")
    facts = derive_facts(case, law)
    found = derive_findings(case, facts, law, cites=None, today=TODAY)
    assert (facts, found) == judge(case, law, today=TODAY)


def test_no_incidents_no_findings(law: Law) -> None:
    """An empty case says nothing."""
    assert judge(Case(), law, today=TODAY) == ((), ())


def test_body_and_liberty_weigh_most(law: Law) -> None:
    """Detention and violence stand before threats, threats before calls, calls before fees."""
    incident = Incident(id="i1", acts=(Act.EXCESSIVE_FEES, Act.THREAT, Act.DETAINED, Act.VIOLENCE))
    assert list(findings(Case(incidents=(incident,)), law)) == ["o", "f", "e", "j"]


def test_no_two_behaviours_weigh_the_same(law: Law) -> None:
    """The order of a letter never hangs on the letters of the list."""
    weights = [behaviour.weight for behaviour in law.behaviours.values()]
    assert len(set(weights)) == len(weights)
