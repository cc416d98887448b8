"""What a letter needs, by its rules alone: whatever the body, the question that fills the gap."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from complaintgen.letters.needs import lacking, needs
from complaintgen.model.case import (
    Act,
    Case,
    Complainant,
    Incident,
    IncidentKind,
    Lender,
    LenderKind,
    Party,
    Proof,
    Step,
    Wishes,
)
from complaintgen.model.finding import Basis, Fact, FactKind, Finding
from complaintgen.model.letter import Lack
from complaintgen.model.letter_form import Cites, FieldRule, LetterForm, OneOf
from complaintgen.model.question import Words
from tests.scenarios.making import data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.model.letter import Need

WORDS = Words("甲", "a")
DAY = dt.date(2026, 3, 1)


def rule(path: str, **answers: Any) -> FieldRule:  # noqa: ANN401
    """A requirement; its rule is its path."""
    return FieldRule(path=path, rule=path, **answers)


def form(*required: FieldRule, **answers: Any) -> LetterForm:  # noqa: ANN401
    """A letter with these requirements."""
    known: dict[str, Any] = {"needs_finding": False}
    return LetterForm(
        title="投诉信",
        name=WORDS,
        purpose=WORDS,
        cites=Cites(ranks=()),
        ways=(),
        required=required,
        **(known | answers),
    )


def needed(
    case: Case, own: LetterForm, findings: Sequence[Finding] | None = None
) -> tuple[Need, ...]:
    """What the letter needs."""
    channel = msgspec.structs.replace(data().channels["cbirc"], letters={"letter": own})
    return needs(case, channel, "letter", findings)


def test_each_gap_is_told_once_with_the_first_rule_that_names_it() -> None:
    """Two rules for one answer are one gap; the others stand in the order of the rules."""
    own = form(
        rule("complainant.name"),
        rule("lender.name"),
        FieldRule(path="lender.name", rule="later"),
        rule("loan.state"),
    )
    found = needed(Case(), own)
    assert [need.path for need in found] == ["complainant.name", "lender.name", "loan.state"]
    assert found[1].rule == "lender.name"


def test_acts_that_are_there_but_cannot_be_told_are_named() -> None:
    """Not that nothing happened, but which answer would let one of them in: of 不清楚 only what
    the letter cannot say so.
    """
    own = form(
        rule("incidents.*.day", unknown=True), rule("incidents.*.number"), rule("incidents.*.kind")
    )
    acts = (
        Incident(id="i1", day=DAY, unknown=("number",)),
        Incident(id="i2", unknown=("day", "number")),
    )
    (need,) = needed(Case(incidents=acts), own)
    assert (need.path, need.question, need.lack) == (
        *("incidents", "incidents.*.number"),
        Lack.UNKNOWN,
    )
    assert need.alternatives == ("incidents.i1.number", "incidents.i2.number")
    (none,) = needed(Case(), own)
    assert (none.path, none.lack, none.alternatives) == ("incidents", Lack.EMPTY, ())


def test_an_empty_choice_is_no_answer() -> None:
    """Nothing ticked is as if nobody had been asked."""
    assert lacking(Case(wishes=Wishes(requests=())), "wishes.requests") is Lack.UNANSWERED
    assert lacking(Case(wishes=Wishes(requests=("stop",))), "wishes.requests") is None
    assert lacking(Case(complainant=Complainant(name=" \u3000")), "complainant.name") is not None
    assert lacking(Case(lender=Lender(kind=LenderKind.UNKNOWN)), "lender.kind") is Lack.UNKNOWN


@pytest.mark.parametrize(
    ("unknown", "lack"),
    [
        ((), Lack.UNANSWERED),
        (("name",), Lack.UNANSWERED),
        (("name", "seat"), Lack.UNKNOWN),
    ],
)
def test_a_choice_is_unknown_only_where_each_of_it_is(unknown: tuple[str, ...], lack: Lack) -> None:
    """One that nobody was asked yet may still be answered."""
    own = form(one_of=(OneOf(paths=("lender.name", "lender.seat"), rule="S1", why=WORDS),))
    (need,) = needed(Case(lender=Lender(unknown=unknown)), own)
    assert (need.lack, need.alternatives) == (lack, ("lender.seat",))


def test_a_choice_between_lists_of_different_length_needs_one_of_them() -> None:
    """A number for the one act, or for one of the steps."""
    choice = OneOf(paths=("steps.*.ticket", "incidents.*.number"), rule="S1", why=WORDS)
    own = form(allowed=(rule("incidents.*.number"),), one_of=(choice,))
    steps = (Step(id="s1"), Step(id="s2"))
    acts = (Incident(id="i1"),)
    (need,) = needed(Case(steps=steps, incidents=acts), own)
    assert (need.path, need.alternatives) == ("steps.s1.ticket", ("incidents.i1.number",))
    told = (Incident(id="i1", number="10012340001"),)
    assert needed(Case(steps=steps, incidents=told), own) == ()


def test_only_what_the_letter_uses_is_asked_for() -> None:
    """Steps to others, and proofs of what it does not tell, need nothing, and are no proof."""
    own = form(
        rule("steps.*.ticket"),
        rule("proofs.*.kept"),
        allowed=(rule("incidents.*.day"),),
        incident_kinds=(IncidentKind.CALL,),
        steps=(Party.LENDER,),
        needs_proof=True,
    )
    case = Case(
        incidents=(
            Incident(id="i1", kind=IncidentKind.CALL, proofs=("p1",)),
            Incident(id="i2", kind=IncidentKind.SMS, proofs=("p2",)),
        ),
        proofs=(Proof(id="p1"), Proof(id="p2")),
        steps=(Step(id="s1", party=Party.LENDER), Step(id="s2", party=Party.POLICE)),
    )
    assert [need.path for need in needed(case, own)] == ["steps.s1.ticket", "proofs.p1.kept"]
    others = msgspec.structs.replace(case, incidents=case.incidents[1:])
    lacks = [need.lack for need in needed(others, own) if need.path == "proofs"]
    assert lacks[0] in {Lack.EMPTY, Lack.NO_PROOF}


def test_a_proof_of_something_else_is_no_proof_for_the_letter() -> None:
    """A letter that must be proved lacks a proof where none shows what it tells."""
    own = form(
        rule("complainant.name"),
        allowed=(rule("incidents.*.day"), rule("proofs.*.name")),
        incident_kinds=(IncidentKind.CALL,),
        needs_proof=True,
    )
    acts = (
        Incident(id="i1", kind=IncidentKind.CALL, day=DAY),
        Incident(id="i2", kind=IncidentKind.SMS, proofs=("p2",)),
    )
    case = Case(
        complainant=Complainant(name="陈某甲"), incidents=acts, proofs=(Proof(id="p2", name="图"),)
    )
    assert [need.lack for need in needed(case, own)] == [Lack.NO_PROOF]


def finding(behaviour: str, *incidents: str, amount: int | None = None) -> Finding:
    """A finding in these incidents, of a sum if there is one."""
    sum_ = None if amount is None else Decimal(amount)
    fact = Fact(kind=FactKind.ACT, day=None, incidents=incidents, act=Act.THREAT, amount=sum_)
    return Finding(
        behaviour=behaviour, basis=Basis.STATED, facts=(fact,), incidents=incidents, citations=()
    )


@pytest.mark.parametrize(
    ("findings", "enough"),
    [
        ((), False),
        ((finding("e", "i1"),), True),
        ((finding("e", "i9"),), False),
        ((finding("o", "i1"),), False),
        ((finding("e", amount=100),), True),
        ((finding("o", amount=100),), False),
    ],
)
def test_a_wrong_of_the_letters_own_kind_must_be_found(
    findings: tuple[Finding, ...], *, enough: bool
) -> None:
    """In an act that it tells, or in sums; another wrong, or one in another act, is none here."""
    own = form(
        rule("complainant.name"),
        allowed=(rule("incidents.*.day"),),
        behaviours=("e",),
        needs_finding=True,
    )
    case = Case(complainant=Complainant(name="陈某甲"), incidents=(Incident(id="i1", day=DAY),))
    found = needed(case, own, findings)
    assert [need.lack for need in found] == ([] if enough else [Lack.NO_FINDING])
    empty = msgspec.structs.replace(case, incidents=())
    assert needed(empty, own, findings) == ()
