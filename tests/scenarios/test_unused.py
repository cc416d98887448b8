"""An answer that another answer closed is in no letter; opened again, it is there as before."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from complaintgen.filing.prepare import prepare, write_letter
from complaintgen.letters.belonging import belonging, unused
from complaintgen.letters.fields import permitted
from complaintgen.library.package import Library, load
from complaintgen.model import paths
from complaintgen.model.case import Case, Instalment, LenderKind, LoanState, Paid
from tests.scenarios.making import TODAY, data
from tests.scenarios.making import load as load_scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSING: dict[str, tuple[object, str, str, object]] = {
    "platform.company": ("虚构记号科技有限公司", "虚构记号科技", "platform.name", None),
    "platform.obtained": ("商店记号", "商店记号", "platform.name", None),
    "platform.trouble": ("毛病记号", "毛病记号", "platform.name", None),
    "incidents.*.number": ("10099887766", "10099887766", "incidents.i1.kind", "visit"),
    "incidents.*.target_name": ("表姑记号", "表姑记号", "incidents.i1.target", "self"),
    "incidents.*.told_by": ("三叔记号", "三叔记号", "incidents.i1.target", "self"),
    "incidents.*.count": (7393, "7393", "incidents.i1.kind", "paper"),
    "incidents.*.connected": (6181, "6181", "incidents.i1.kind", "sms"),
    "incidents.*.last_time": (dt.time(23, 47), "23时47分", "incidents.i1.kind", "visit"),
    "incidents.*.duration": ("61分47秒", "61分47秒", "incidents.i1.kind", "sms"),
    "incidents.*.proofs": (("p1",), "", "proofs", ()),
    "steps.*.answered_on": (dt.date(2026, 11, 17), "2026年11月17日", "steps.s1.reply", "none"),
    "repayment.first_on": (dt.date(2027, 1, 19), "2027年1月19日", "repayment.monthly", None),
    "steps.*.answer": ("记号答复内容", "记号答复内容", "steps.s1.reply", "none"),
    "lender.seat": ("虚构记号市", "", "lender.kind", "private"),
    "wishes.charges": (True, "", "lender.kind", "other_licensed"),
    "loan.received": (Decimal(7391), "", "wishes.charges", False),
    "loan.received_on": (dt.date(2026, 1, 19), "", "wishes.charges", False),
    "loan.claimed_on": (dt.date(2026, 11, 19), "", "wishes.charges", False),
    "loan.claimed_principal": (Decimal(6181), "", "wishes.charges", False),
    "loan.claimed_interest": (Decimal(611), "", "loan.claimed", None),
    "loan.claimed_penalty": (Decimal(613), "", "wishes.charges", False),
    "loan.claimed_fees": (Decimal(617), "", "wishes.charges", False),
    "instalments.*.due_on": (dt.date(2026, 2, 19), "", "wishes.charges", False),
    "instalments.*.amount": (Decimal(619), "", "wishes.charges", False),
    "instalments.*.times": (11, "", "wishes.charges", False),
    "paid.*.day": (dt.date(2026, 3, 19), "", "wishes.charges", False),
    "paid.*.amount": (Decimal(631), "", "wishes.charges", False),
}
"""Of each conditional question: an answer, the mark it leaves, and the change that closes it."""
OWN = {f"incidents.*.{name}" for name in ("connected", "last_time", "duration")}
"""What letters tell of calls to the writer only."""


@cache
def library() -> Library:
    """All data of the package."""
    return load()


def conditional() -> set[str]:
    """The ids of the questions that an earlier answer can close."""
    return {each.id for part in library().sections for each in part.questions if each.when}


def at(question: str) -> str:
    """The path of the answer in the example: of a list that of its first item."""
    names = {"incidents": "i1", "steps": "s1", "instalments": "n1", "paid": "q1"}
    return question.replace("*", names.get(question.partition(".")[0], ""))


def answered(question: str) -> Case:
    """The worked example with a call to a relative or the writer, and an answer to the question."""
    case = load_scenario("demo")
    target = "self" if question in OWN else "family"
    call = replace(case.incidents[0], id="i1", kind="call", target=target, count=9000)
    case = replace(
        case,
        letters=library().letter_ids(),
        incidents=(call, *case.incidents[1:]),
        loan=replace(case.loan, state=LoanState.OVERDUE),
    )
    case = paths.replace(case, "platform.name", "示例借款")
    case = paths.replace(case, "steps.s1.reply", "rejected")
    case = paths.replace(case, "steps.s1.party", "lender")
    case = paths.replace(case, "repayment.monthly", Decimal(500))
    if CLOSING[question][2] in ("wishes.charges", "loan.claimed"):
        wishes = replace(case.wishes, charges=True)
        loan = replace(case.loan, received=Decimal(9000), claimed=Decimal(15000))
        lists = {"instalments": (Instalment(id="n1"),), "paid": (Paid(id="q1"),)}
        lender = replace(case.lender, kind=LenderKind.BANK)
        case = replace(case, wishes=wishes, loan=loan, lender=lender, **lists)
    if question == "wishes.charges":
        case = replace(case, lender=replace(case.lender, kind=LenderKind.BANK))
    for path in ("steps.s1.unknown", "platform.unknown"):
        case = paths.replace(case, path, ())
    return paths.replace(case, at(question), CLOSING[question][0])


def closed(question: str) -> Case:
    """The same after the earlier answer was changed."""
    _, _, path, value = CLOSING[question]
    case = answered(question)
    return replace(case, proofs=value) if path == "proofs" else paths.replace(case, path, value)


def outputs(case: Case, question: str) -> Iterator[tuple[str, str]]:
    """All that the letters say which may hold the answer, by letter."""
    templates = data().templates
    for name in library().letter_ids():
        prepared = prepare(case, library(), name, TODAY)
        if question not in permitted(prepared.form):
            continue
        letter = write_letter(case, library(), prepared, TODAY, draft=True)
        sheets = (f"{letter.template}.{kind}.zh.txt.j2" for kind in ("filing", "call"))
        texts = [templates.text(sheet, letter.context) for sheet in sheets if templates.has(sheet)]
        yield name, "\n".join([templates.letter(letter.template, letter.context), *texts])


def marked(case: Case, question: str) -> list[str]:
    """The letters that hold the mark of the answer."""
    mark = CLOSING[question][1]
    return [name for name, text in outputs(case, question) if mark in text]


def test_every_conditional_question_is_tried() -> None:
    """A question with a condition that is new in the data needs its line here."""
    assert set(CLOSING) == conditional()


@pytest.mark.parametrize("question", [name for name, row in CLOSING.items() if row[1]])
def test_a_closed_answer_is_in_no_letter(question: str) -> None:
    """Printed, closed, in no letter, in no finding; opened again, printed as before."""
    before = marked(answered(question), question)
    assert before
    case = closed(question)
    assert at(question) in unused(case, library().sections)
    assert marked(case, question) == []
    assert paths.get(case, at(question)) == CLOSING[question][0]
    assert marked(answered(question), question) == before


@pytest.mark.parametrize("question", sorted(CLOSING))
def test_letters_know_a_closed_answer_no_better_than_none(question: str) -> None:
    """Gaps, findings and warnings are those of a case in which it was never given."""
    case = closed(question)
    never = paths.replace(case, at(question), None)
    for name in library().letter_ids():
        judged, expected = (prepare(each, library(), name, TODAY) for each in (case, never))
        assert judged.needs == expected.needs, name
        assert judged.findings == expected.findings, name
        assert judged.warnings == expected.warnings, name
    assert belonging(case, library().sections) == belonging(never, library().sections)
