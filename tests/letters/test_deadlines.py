"""Until when a letter must be handed in: the last day, and when it is said as a warning."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from complaintgen.letters.deadlines import periods, said_deadlines, warn_of_deadlines
from complaintgen.model import paths
from tests.scenarios.making import data, load

if TYPE_CHECKING:
    from complaintgen.model.case import Case

FORM = data().channels["lender"].letters["review"]
DAYS = st.dates(dt.date(2021, 1, 1), dt.date(2030, 12, 31))


def answered(day: dt.date | None) -> Case:
    """The card case with the day on which the answer came."""
    return paths.replace(load("card-plan"), "steps.s1.answered_on", day)


@pytest.mark.parametrize(
    ("today", "codes", "words"),
    [
        ("2026-11-17", [], "最后一天是2026-11-25"),
        ("2026-11-18", ["period-ends"], "最后一天是2026-11-25"),
        ("2026-11-25", ["period-ends"], "最后一天是2026-11-25"),
        ("2026-11-26", ["period-over"], "30日已经过了"),
    ],
)
def test_thirty_days_after_the_answer(today: str, codes: list[str], words: str) -> None:
    """Received on 26 October: 25 November is the last day; the last week is a warning."""
    case, day = load("card-plan"), dt.date.fromisoformat(today)
    assert [problem.code for problem in warn_of_deadlines(case, FORM, day)] == codes
    (said,) = said_deadlines(case, FORM, day)
    assert words in said


def test_the_days_are_said_as_the_letters_say_them() -> None:
    """A pattern of the wording decides how a day is written, in the warning for both languages."""
    case, today = load("card-plan"), dt.date(2026, 11, 21)
    pattern = data().wording.patterns["date"]
    assert "2026年11月25日" in said_deadlines(case, FORM, today, pattern)[0]
    (problem,) = warn_of_deadlines(case, FORM, today, pattern)
    assert problem.place == "steps.s1.answered_on"
    assert "2026-11-25" in problem.message
    assert "2026年11月25日" in problem.values["message_zh"]


def test_without_the_day_nothing_is_counted() -> None:
    """No day, no period: what is missing is named elsewhere."""
    assert list(periods(answered(None), FORM)) == []
    assert said_deadlines(answered(None), FORM, dt.date(2026, 11, 21)) == ()


def test_steps_to_others_do_not_count() -> None:
    """The answer of a regulator starts no period for the superior of the bank."""
    case = paths.replace(load("card-plan"), "steps.s1.party", "regulator")
    assert list(periods(case, FORM)) == []


@given(start=DAYS, months=st.integers(0, 30), days=st.integers(0, 60))
def test_months_end_on_the_same_day_or_the_last_of_the_month(
    start: dt.date, months: int, days: int
) -> None:
    """A month later is the same day of the month, or its last; days are counted after that."""
    rule = replace(FORM.deadlines[0], months=months, days=days)
    (period,) = periods(answered(start), replace(FORM, deadlines=(rule,)))
    end = period.end - dt.timedelta(days=days)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end + dt.timedelta(days=1)).day == 1
