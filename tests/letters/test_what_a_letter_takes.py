"""What a letter takes out of a case: steps, proofs, and the marks of its answers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from complaintgen.letters.fields import (
    demanded,
    keep,
    left_out,
    permitted,
    used_incidents,
    used_proofs,
    used_steps,
)
from complaintgen.model.case import (
    Case,
    Incident,
    IncidentKind,
    Loan,
    MonthPart,
    Party,
    Proof,
    ProofKind,
    Reply,
    Step,
    Target,
    Wishes,
)
from complaintgen.model.letter_form import Cites, FieldRule, LetterForm, OneOf
from complaintgen.model.question import Words

WORDS = Words("甲", "a")


def rules(*paths: str, **answers: Any) -> tuple[FieldRule, ...]:  # noqa: ANN401
    """Rules for question ids."""
    return tuple(FieldRule(path=path, **answers) for path in paths)


def form(*allowed: str, **answers: Any) -> LetterForm:  # noqa: ANN401
    """A letter that may hold these answers."""
    known: dict[str, Any] = {"required": (), "allowed": rules(*allowed)}
    return LetterForm(
        title="投诉信",
        name=WORDS,
        purpose=WORDS,
        cites=Cites(ranks=()),
        ways=(),
        **(known | answers),
    )


def day(number: int) -> dt.date:
    """A day of March."""
    return dt.date(2026, 3, number)


STEPS = Case(
    steps=(
        Step(id="s1", party=Party.LENDER, body="示例银行", day=day(2), reply=Reply.REJECTED),
        Step(id="s2", party=Party.REGULATOR, body="某地监管局", day=day(4), reply=Reply.NONE),
        Step(id="s3", party=Party.POLICE, body="示例派出所", reply=Reply.WAITING),
    )
)


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({}, ["s1", "s2", "s3"]),
        ({"steps": (Party.LENDER, Party.POLICE)}, ["s1", "s3"]),
        ({"steps_apart": (Party.LENDER,)}, ["s2", "s3"]),
        ({"replies": (Reply.NONE, Reply.WAITING)}, ["s2", "s3"]),
        ({"step_words": ("监管", "银保监")}, ["s2"]),
        ({"steps": (Party.REGULATOR,), "replies": (Reply.REJECTED,)}, []),
    ],
)
def test_a_letter_tells_the_steps_it_follows(limits: dict[str, Any], told: list[str]) -> None:
    """By whom they went to, what came of them, and what the body is called; each limit counts."""
    own = form("steps.*.body", **limits)
    assert [step.id for step in used_steps(STEPS, own)] == told
    assert [step.id for step in keep(STEPS, own).steps] == told


def test_what_is_added_to_two_steps_is_newer_than_both() -> None:
    """Only acts after the latest step are new; one of the very day is not."""
    own = form("incidents.*.day", "steps.*.day", only_new=True)
    acts = tuple(Incident(id=f"i{n}", day=day(n)) for n in (1, 3, 4, 5))
    case = Case(incidents=acts, steps=STEPS.steps)
    assert [each.id for each in used_incidents(case, own)] == ["i5"]
    assert [each.id for each in used_incidents(Case(incidents=acts), own)] == [
        *("i1", "i3", "i4", "i5")
    ]


PROOFS = Case(
    incidents=(
        Incident(id="i1", kind=IncidentKind.CALL, day=day(2), proofs=("p1", "p2")),
        Incident(id="i2", kind=IncidentKind.SMS, day=day(1), proofs=("p2", "p3")),
    ),
    proofs=(
        Proof(id="p5", kind=ProofKind.DOCUMENT, day=day(9)),
        Proof(id="p4", kind=ProofKind.CALL_LIST, day=day(8)),
        Proof(id="p6", day=None, name="合同"),
        Proof(id="p3", kind=ProofKind.SCREENSHOT, day=day(3)),
        Proof(id="p2", kind=ProofKind.SCREENSHOT, day=day(2)),
        Proof(id="p1", kind=ProofKind.RECORDING, day=day(1)),
    ),
)
TOLD = ("incidents.*.day", "proofs.*.name")


@pytest.mark.parametrize(
    ("own", "listed"),
    [
        (form(*TOLD), "p2 p3 p1"),
        (form(*TOLD, incident_kinds=(IncidentKind.CALL,)), "p1 p2"),
        (form(*TOLD, other_proofs=True), "p2 p3 p1 p4 p5 p6"),
        (form(*TOLD, other_proofs=True, incident_kinds=(IncidentKind.CALL,)), "p1 p2 p4 p5 p6"),
        (
            form(*TOLD, other_proofs=True, other_kinds=(ProofKind.DOCUMENT,)),
            "p2 p3 p1 p5 p6",
        ),
        (form("proofs.*.name", other_proofs=True), "p1 p2 p3 p4 p5 p6"),
        (form("proofs.*.name", other_proofs=True, unlinked_proofs=True), "p4 p5 p6"),
        (form("proofs.*.name"), ""),
        (form("incidents.*.day"), ""),
        (form(*TOLD, masked=True, other_proofs=True), ""),
    ],
)
def test_a_letter_lists_the_proofs_of_what_it_tells(own: LetterForm, listed: str) -> None:
    """Each once and in the order of mention, then the others by their day, the undated last."""
    assert [proof.id for proof in used_proofs(PROOFS, own)] == listed.split()
    assert [proof.id for proof in keep(PROOFS, own).proofs] == listed.split()


def test_a_mark_stays_with_its_answer_and_goes_with_it() -> None:
    """大约, 至少 and 上旬 are part of the answer they belong to."""
    call = Incident(
        id="i1", day=day(3), day_part=MonthPart.EARLY, count=9, count_at_least=True, day_about=True
    )
    case = Case(incidents=(call,))
    assert keep(case, form("incidents.*.day", "incidents.*.count")).incidents == (call,)
    assert keep(case, form("incidents.*.day")).incidents == (
        Incident(id="i1", day=day(3), day_part=MonthPart.EARLY, day_about=True),
    )
    assert keep(case, form("incidents.*.count")).incidents == (
        Incident(id="i1", count=9, count_at_least=True),
    )


def test_whose_telephone_a_proof_is_from_goes_where_its_keeping_goes() -> None:
    """A letter that tells where a proof is kept tells whose it is; another does not."""
    proof = Proof(id="p1", name="清单", kept="原件在我处", owner="t1")
    case = Case(proofs=(proof,))
    both = form("proofs.*.name", "proofs.*.kept", other_proofs=True)
    assert keep(case, both).proofs == (proof,)
    assert keep(case, form("proofs.*.name", other_proofs=True)).proofs == (
        Proof(id="p1", name="清单"),
    )


@pytest.mark.parametrize(("wish", "held"), [(True, 9000), (False, None), (None, None)])
def test_sums_for_a_working_stay_only_where_it_is_wished(
    held: int | None, *, wish: bool | None
) -> None:
    """That somebody said no to it is no wish."""
    own = form(allowed=(*rules("wishes.charges"), *rules("loan.claimed", charges=True)))
    case = Case(loan=Loan(claimed=Decimal(9000)), wishes=Wishes(charges=wish))
    assert keep(case, own).loan.claimed == held


def test_a_letter_is_not_ready_without_any_one_of_several_answers() -> None:
    """What is demanded is what is required and each of a choice; what is allowed may stay empty."""
    choice = OneOf(paths=("incidents.*.words", "incidents.*.acts"), rule="S1", why=WORDS)
    own = form("lender.seat", required=rules("lender.name"), one_of=(choice,))
    assert demanded([own]) == {"lender.name", "incidents.*.words", "incidents.*.acts"}
    assert demanded([own, form(required=rules("loan.state"))]) == demanded([own]) | {"loan.state"}
    assert permitted(own) == demanded([own]) | {"lender.seat"}


def test_whom_an_act_reached_may_be_open() -> None:
    """Of whom nobody said whom they reached acts are told; those to others are not."""
    own = form("incidents.*.day", targets=(Target.SELF,))
    acts = (
        Incident(id="i1", target=Target.SELF),
        Incident(id="i2", target=Target.FAMILY),
        Incident(id="i3"),
    )
    assert [each.id for each in used_incidents(Case(incidents=acts), own)] == ["i1", "i3"]


def test_an_act_without_a_time_is_the_last_of_its_day() -> None:
    """By day, by time, and only then by name."""
    acts = (
        Incident(id="i1", day=day(2)),
        Incident(id="i2", day=day(2), time=dt.time(23, 59)),
        Incident(id="i3", day=day(2), time=dt.time(0, 1)),
        Incident(id="i4", day=day(1)),
    )
    own = form("incidents.*.day")
    told = [each.id for each in used_incidents(Case(incidents=acts), own)]
    assert told == ["i4", "i3", "i2", "i1"]


def test_what_cannot_be_told_is_counted_only_of_the_letters_own_kind() -> None:
    """不清楚 keeps an act out where the letter must know, not where it can say so; an act of
    another kind is not missing.
    """
    strict = (*rules("incidents.*.number"), *rules("incidents.*.day", unknown=True))
    own = form(required=strict, incident_kinds=(IncidentKind.CALL,))
    acts = (
        Incident(id="i1", kind=IncidentKind.CALL, unknown=("number",)),
        Incident(id="i2", kind=IncidentKind.CALL, unknown=("day",)),
        Incident(id="i3", kind=IncidentKind.SMS, unknown=("number",)),
    )
    case = Case(incidents=acts)
    assert [each.id for each in left_out(case, own)] == ["i1"]
    assert [each.id for each in used_incidents(case, own)] == ["i2"]
