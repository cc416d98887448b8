"""Which answers still belong: conditions, their order, and what stays untouched."""

from __future__ import annotations

import random
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintgen.letters.belonging import belonging, is_open, unused
from complaintgen.model import paths
from complaintgen.model.case import Case, Incident, IncidentKind, Loan, Platform
from complaintgen.model.question import AnswerKind, AskedWhen, Question, Section, Words
from tests.interview.builders import sections

W = Words(zh="一", en="one")


def question(name: str, *when: AskedWhen, about: str = "") -> Question:
    """A question with conditions."""
    return Question(
        id=name, kind=AnswerKind.TEXT, text=W, help=W, example=W, when=when, about=about
    )


def section(*questions: Question, repeats: str = "") -> Section:
    """A section of a few questions."""
    return Section(id="s", order=1, title=W, intro=W, repeats=repeats, questions=questions)


def test_marks_go_with_their_answer() -> None:
    """大约 beside a closed answer, and its 不清楚, are gone too; other answers stay."""
    asked = section(
        question("loan.state"),
        question("loan.signed_on", AskedWhen(path="loan.state"), about="signed_on_about"),
        question("loan.claimed", AskedWhen(path="loan.state")),
    )
    case = Case(loan=Loan(product="x", signed_on_about=True, unknown=("signed_on", "claimed")))
    assert belonging(case, (asked,)) == Case(loan=Loan(product="x"))
    assert unused(case, (asked,)) == ("loan.signed_on", "loan.claimed")


def test_what_rests_on_a_closed_answer_is_closed_too() -> None:
    """Whichever stands first in the data: a closed answer counts as one nobody gave."""
    company = question("platform.company", AskedWhen(path="platform.name"))
    email = question("complainant.email", AskedWhen(path="platform.company"))
    case = Case(platform=Platform(company="x"))
    case = paths.replace(case, "complainant.email", "a@example.invalid")
    for asked in ((company, email), (email, company)):
        assert belonging(case, (section(*asked),)) == Case()


def test_a_condition_that_must_not_hold_holds_again() -> None:
    """“Unless” an answer that is closed itself: as if that answer had never been given."""
    asked = section(
        question("platform.company", AskedWhen(path="platform.name")),
        question("loan.product", AskedWhen(path="platform.company", unless=True)),
    )
    case = Case(platform=Platform(company="x"), loan=Loan(product="y"))
    assert belonging(case, (asked,)) == Case(loan=Loan(product="y"))


def test_a_circle_of_conditions_ends() -> None:
    """Two questions that wait for each other close each other once, and nothing hangs."""
    asked = section(
        question("platform.name", AskedWhen(path="platform.company")),
        question("platform.company", AskedWhen(path="platform.name")),
    )
    both = Case(platform=Platform(name="x", company="y"))
    assert belonging(both, (asked,)) == both
    assert belonging(Case(platform=Platform(name="x")), (asked,)) == Case()


def test_each_item_is_judged_by_itself() -> None:
    """A closed answer of one incident leaves the other incident the same object."""
    call = Incident(id="i1", kind=IncidentKind.CALL, connected=3)
    case = Case(incidents=(call, msgspec.structs.replace(call, id="i2", kind=IncidentKind.PAPER)))
    rest = belonging(case, sections())
    assert rest.incidents[0] is call
    assert rest.incidents[1].connected is None
    assert unused(case, sections()) == ("incidents.i2.connected",)


def test_a_case_in_which_all_belongs_is_returned_as_it_is() -> None:
    """Nothing is built anew where nothing changes."""
    case = Case(
        incidents=tuple(Incident(id=f"i{n}", kind=IncidentKind.CALL, count=n) for n in range(1, 9))
    )
    assert belonging(case, sections()) is case


FIELDS: dict[str, tuple[Any, ...]] = {
    "kind": (None, "call", "sms", "visit", "paper"),
    "target": (None, "self", "family", "public"),
    "count": (None, 0, 1, 7),
    "connected": (None, 0),
    "number": (None, "10012340001"),
    "duration": (None, "3分"),
    "told_by": (None, "母亲"),
}


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_what_remains_is_what_would_be_asked(seed: int) -> None:
    """What remains is each answer to an open question and no other; twice is the same as once."""
    dice = random.Random(seed)  # noqa: S311 (a walk, no secret)
    incidents = tuple(
        Incident(id=f"i{number}", **{name: dice.choice(each) for name, each in FIELDS.items()})
        for number in range(1, 4)
    )
    case = Case(incidents=incidents, platform=Platform(name=dice.choice([None, "x"]), company="y"))
    rest = belonging(case, sections())
    assert belonging(rest, sections()) == rest
    for part in sections():
        for each in part.questions:
            if part.repeats == "incidents":
                for before, after in zip(case.incidents, rest.incidents, strict=True):
                    field = each.id.rpartition(".")[2]
                    wanted = getattr(before, field) if is_open(rest, each, after) else None
                    assert getattr(after, field) == wanted
