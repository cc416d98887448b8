"""A list of payments is typed as it stands in the bank statement: many rows in one line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from complaintgen.interview.conduct import run_interview
from complaintgen.interview.prompts import Form, Given, Move, Prompt
from complaintgen.interview.reading import Around, Trouble
from complaintgen.interview.several import read_rows
from complaintgen.interview.steps import Step, open_steps
from complaintgen.model.case import Case, Lender, LenderKind, Paid, Wishes
from tests.interview.builders import TODAY, all_fields, sections, surroundings

FIELDS = frozenset({"paid.*.day", "paid.*.amount"})
ONE = Case(
    letters=("body/complaint",),
    lender=Lender(kind=LenderKind.BANK),
    wishes=Wishes(charges=True),
    paid=(Paid(id="q1"),),
)


def day_step(case: Case = ONE) -> Step:
    """The question for the day of the first payment."""
    step = open_steps(case, sections(), FIELDS).find("paid.q1.day")
    assert step is not None
    return step


def typed(text: str) -> list[tuple[object, object]] | str | None:
    """The rows understood in a text, or the row that was not."""
    rows = read_rows(day_step(), text, Around(TODAY))
    if isinstance(rows, Trouble):
        return str(rows.message.values["row"])
    return None if rows is None else [(row.first.value, row.second.value) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "2025-4-5 1150.40；2025-5-5 1,150.40; 2025-6-6 1160",
        "2025-4-5 1150.40\n2025-5-5 1150.40\n2025-6-6 1160",
        "2025-4-5 1150.40 2025-5-5 1150.40 2025-6-6 1160",  # a paste whose lines were joined
        "2025年4月5日，1150.40元；2025年5月5日：1150.40元；2025年6月6日 1160元",
    ],
)
def test_rows_of_a_statement_are_read(text: str) -> None:
    """Day and sum of each row, whatever stands between them."""
    assert typed(text) == [
        (date(2025, 4, 5), Decimal("1150.40")),
        (date(2025, 5, 5), Decimal("1150.40")),
        (date(2025, 6, 6), Decimal(1160)),
    ]


def test_one_day_is_an_answer_of_its_own() -> None:
    """A day without a sum is no row."""
    assert typed("2025-4-5") is None
    assert typed("什么时候来着") is None


def test_a_row_that_is_not_understood_is_named() -> None:
    """Nothing of the line is kept, and it is said which row was wrong."""
    assert typed("2025-4-5 1150.40；2025-5-5 好多；2025-6-6 1160") == "2025-5-5 好多"


def test_rough_rows_are_refused() -> None:
    """A working needs the very day and sum: 大约 is not taken silently."""
    assert typed("2025-4-5 1150；大约2025-5-5 1150") == "大约2025-5-5 1150"
    assert typed("2025-4-5 1150；2025-5-5 大约1150") == "2025-5-5 大约1150"


def test_twelve_payments_are_four_answers() -> None:
    """Yes, one line, no more: the case has all twelve, in their order."""
    line = "；".join(f"2025-{month}-5 1150.40" for month in range(1, 13))
    asked: list[str] = []

    class Person:
        keys = ""

        def show(self, text: str) -> None:
            pass

        def ask(self, prompt: Prompt) -> Given:
            asked.append(prompt.path)
            if prompt.path == "paid":
                return ("enough",) if len(asked) > 1 else ("more",)
            return line if prompt.form is Form.LINE else Move.LEAVE

        def review(self, rows: object) -> Move:  # noqa: ARG002
            return Move.DONE

    start = Case(
        letters=("body/complaint",),
        lender=Lender(kind=LenderKind.BANK),
        wishes=Wishes(charges=True),
    )
    only = tuple(section for section in sections() if section.id == "paid")
    outcome = run_interview(start, only, surroundings(FIELDS), Person())
    assert outcome.finished
    assert asked == ["paid", "paid.q1.day", "paid"]
    assert [entry.day for entry in outcome.case.paid] == [date(2025, m, 5) for m in range(1, 13)]
    assert {entry.amount for entry in outcome.case.paid} == {Decimal("1150.40")}


def test_who_wants_no_working_answers_one_question_more() -> None:
    """Without a yes neither figures nor lists are asked for, not even whether there are any."""
    no = Case(
        letters=("body/complaint",),
        lender=Lender(kind=LenderKind.BANK),
        wishes=Wishes(charges=False),
        interview=ONE.interview,
    )
    paths = {step.path for step in open_steps(no, sections(), all_fields())}
    assert "wishes.charges" in paths
    assert not paths & {"instalments", "paid", "loan.received", "loan.claimed_on"}
    yes = Case(
        letters=no.letters, lender=no.lender, wishes=Wishes(charges=True), interview=no.interview
    )
    paths = {step.path for step in open_steps(yes, sections(), all_fields())}
    assert {"instalments", "paid", "loan.received"} <= paths


def test_nobody_is_asked_where_there_is_no_cap() -> None:
    """Of a lender that no published cap is for, no figures are collected for nothing."""
    case = Case(letters=("body/complaint",), lender=Lender(kind=LenderKind.CREDIT_CARD))
    assert open_steps(case, sections(), all_fields()).find("wishes.charges") is None
