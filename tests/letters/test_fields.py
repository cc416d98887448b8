"""What a letter may hold: everything else is taken out of the case first."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import pytest

from complaintgen.letters.fields import (
    fields,
    held,
    keep,
    left_out,
    permitted,
    used_incidents,
    used_proofs,
    used_steps,
)
from complaintgen.model import paths
from complaintgen.model.case import (
    LISTS,
    Act,
    Case,
    Incident,
    IncidentKind,
    Loan,
    Proof,
    ProofKind,
    Step,
    Subject,
    Target,
    Wishes,
)
from tests.scenarios.making import data, load

if TYPE_CHECKING:
    from complaintgen.model.letter_form import LetterForm

FORMS = [
    (f"{channel}/{letter}", form)
    for channel, found in sorted(data().channels.items())
    for letter, form in found.letters.items()
]
each_form = pytest.mark.parametrize("form", [form for _, form in FORMS], ids=[n for n, _ in FORMS])
CALL = dict(FORMS)["12321/call"]


def _answers(case: Case) -> set[str]:
    """The question ids that have an answer in a case."""
    found = set()
    for name in Case.__struct_fields__:
        holder = getattr(case, name)
        for entry in holder if name in LISTS else (holder,):
            if isinstance(entry, msgspec.Struct) and name != "interview":
                prefix = f"{name}.*." if name in LISTS else f"{name}."
                values = msgspec.structs.asdict(entry)
                found |= {prefix + key for key, value in values.items() if value not in (None, ())}
    return {path for path in found if not path.endswith((".id", ".unknown", "_about", "_at_least"))}


@each_form
def test_only_what_is_permitted_is_left(form: object) -> None:
    """After the sieve a case holds no answer that the letter may not hold."""
    assert _answers(keep(load("demo"), form)) <= permitted(form)  # type: ignore[arg-type]


@each_form
def test_forbidden_and_permitted_never_meet(form: object) -> None:
    """What a body must not get is nowhere among what its letter may hold."""
    assert not {rule.path for rule in form.forbidden} & permitted(form)  # type: ignore[attr-defined, arg-type]


def test_an_interview_asks_for_what_the_chosen_letters_hold() -> None:
    """The fields of several letters are those of each of them, and fields of the case."""
    forms = [form for _, form in FORMS]
    together = fields(forms)
    assert together == frozenset().union(*(fields([form]) for form in forms))
    assert all(paths.pattern(path.replace("*", "x1")) == path for path in together)


def test_calls_to_others_are_not_for_the_own_mobile() -> None:
    """A body that knows only the own number hears only of calls to the writer."""
    ids = [entry.id for entry in used_incidents(load("demo"), CALL)]
    assert ids == ["i1", "i2", "i6", "i7"]


def test_what_is_required_and_unknown_leaves_the_incident_out_and_counts_it() -> None:
    """A call without a number cannot be filed by number; it is left out, not dropped in silence."""
    case = load("lender-unknown")
    assert [entry.id for entry in used_incidents(case, CALL)] == ["i1"]
    assert [entry.id for entry in left_out(case, CALL)] == ["i2"]


def test_only_the_acts_of_the_letter_are_named() -> None:
    """A letter that names some acts is told only these."""
    incident = Incident(
        id="i1",
        kind=IncidentKind.CALL,
        target=Target.SELF,
        acts=(Act.DISCLOSED_DEBT, Act.THREAT),
    )
    (kept,) = keep(Case(incidents=(incident,)), CALL).incidents
    assert kept.acts == (Act.THREAT,)


def test_incidents_stand_in_order_of_time_whatever_the_order_of_the_file() -> None:
    """By day, then time; what has no day comes last."""
    entries = (
        Incident(id="i1", kind=IncidentKind.CALL, target=Target.SELF),
        Incident(id="i2", kind=IncidentKind.CALL, target=Target.SELF, day=dt.date(2026, 2, 1)),
        Incident(
            id="i3",
            kind=IncidentKind.CALL,
            target=Target.SELF,
            day=dt.date(2026, 1, 1),
            time=dt.time(9),
        ),
    )
    ordered = [entry.id for entry in used_incidents(Case(incidents=entries), CALL)]
    assert ordered == ["i3", "i2", "i1"]
    again = used_incidents(Case(incidents=entries[::-1]), CALL)
    assert [entry.id for entry in again] == ordered


@each_form
def test_what_is_not_known_is_kept_only_of_what_is_permitted(form: object) -> None:
    """That somebody does not know a thing is an answer too, and goes where that answer goes."""
    case = load("demo")
    loan = msgspec.structs.replace(
        case.loan,
        **dict.fromkeys(("product", "contract_number", "claimed")),
        unknown=("product", "contract_number", "claimed"),
    )
    own = keep(msgspec.structs.replace(case, loan=loan), form)  # type: ignore[arg-type]
    may = {path.removeprefix("loan.") for path in held(form, charges=False)}  # type: ignore[arg-type]
    assert own.loan.unknown == tuple(name for name in loan.unknown if name in may)


@each_form
def test_a_list_of_calls_goes_only_where_calls_are_told(form: LetterForm) -> None:
    """A call list that shows nothing told holds others' numbers: no letter about fees takes it."""
    call_list = Proof(id="p1", kind=ProofKind.CALL_LIST, name="通话记录")
    contract = Proof(id="p2", kind=ProofKind.DOCUMENT, name="合同")
    case = Case(proofs=(call_list, contract))
    taken = [proof.id for proof in used_proofs(case, form)]
    if form.unlinked_proofs:
        assert taken == ["p2"]
    elif form.other_proofs and not form.other_kinds:
        assert sorted(taken) == ["p1", "p2"]
    else:
        assert "p1" not in taken


def test_what_only_a_working_needs_is_held_only_with_one() -> None:
    """The sums of the debt reach such a letter, and are asked, only where they are worked out."""
    form = data().channels["lender"].letters["complaint"]
    sums = {"loan.principal", "loan.claimed"}
    assert sums <= fields([form])
    assert not sums & fields([form], charges=False)
    loan = Loan(principal=Decimal(12000), claimed=Decimal(9000), product="示例易借")
    assert keep(Case(loan=loan), form).loan == Loan(product="示例易借")
    wished = Case(loan=loan, wishes=Wishes(charges=True))
    assert keep(wished, form).loan == loan


def _told(letter: str, *subjects: Subject) -> bool:
    """Whether a letter tells a step to the lender that was about these things."""
    step = Step(id="s1", body="示例银行", subjects=subjects or None)
    return bool(used_steps(Case(steps=(step,)), dict(FORMS)[letter]))


@pytest.mark.parametrize(
    ("letter", "subject"), [("pboc/complaint", Subject.CREDIT), ("pboc/payment", Subject.PAYMENT)]
)
def test_a_letter_of_one_subject_tells_no_step_about_another(letter: str, subject: Subject) -> None:
    """A call about harassment is no step about credit data; of what nobody said nothing is told."""
    assert [each for each in Subject if _told(letter, each)] == [subject]
    assert _told(letter, Subject.COLLECTION, subject)
    assert not _told(letter)


@pytest.mark.parametrize("letter", ["cbirc/complaint", "nifa/report", "police/report"])
def test_a_letter_about_collection_tells_no_step_about_something_else(letter: str) -> None:
    """A step about the credit report alone is left out; one about both, or about what nobody
    asked, is told.
    """
    apart = {Subject.CREDIT, Subject.PAYMENT}
    assert {each for each in Subject if not _told(letter, each)} == apart
    assert not _told(letter, *apart)
    assert _told(letter, Subject.COLLECTION, Subject.CREDIT)
    assert _told(letter)


def test_steps_stand_in_order_of_time_whatever_the_order_of_the_file() -> None:
    """A step without a day comes last."""
    days = {"s1": None, "s2": dt.date(2026, 8, 10), "s3": dt.date(2026, 5, 6)}
    steps = tuple(Step(id=name, body="示例银行", day=day) for name, day in days.items())
    told = used_steps(Case(steps=steps), dict(FORMS)["cbirc/complaint"])
    assert [step.id for step in told] == ["s3", "s2", "s1"]
