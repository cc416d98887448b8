"""All front ends ask the same and end with the same case, whatever way a person goes."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from complaintgen.interview.answers_file import read_answers
from complaintgen.interview.conduct import run_interview
from complaintgen.model.case import Case
from tests.interview.builders import sections, surroundings
from tests.interview.front_ends import (
    Plodder,
    as_answers,
    lines_of,
    same,
    through_plain,
    through_terminal,
    type_lines,
    walk,
)

if TYPE_CHECKING:
    from complaintgen.interview.answers_values import Found
    from complaintgen.model.problem import Problem

FIELDS = frozenset(
    {
        "lender.name",
        "collectors.*.name",
        "collectors.*.numbers",
        "loan.signed_on",
        "loan.principal",
        "loan.state",
        "incidents.*.kind",
        "incidents.*.day",
        "incidents.*.time",
        "incidents.*.by",
        "incidents.*.target",
        "incidents.*.count",
        "incidents.*.connected",
        "incidents.*.acts",
        "incidents.*.words",
        "proofs.*.name",
        "incidents.*.proofs",
        "steps.*.asked_to_stop",
        "wishes.requests",
        "complainant.id_kind",
        "complainant.id_number",
        "complainant.email",
    }
)
"""Every kind of question, in tables and in lists."""
AROUND = surroundings(FIELDS)
NUMBERS = st.lists(st.integers(0, 10_000), max_size=150)


@settings(max_examples=60)
@given(numbers=NUMBERS)
def test_plain_lines_and_the_answers_file_end_with_the_same_case(numbers: list[int]) -> None:
    """A random way (answer, back, change, leave, resume) typed line by line ends with the same
    case; so does a file with the final answers.
    """
    person, case = walk(list(numbers), AROUND)
    assert same(through_plain(person, AROUND)) == same(case)
    answered = read_answers(
        Case(), as_answers(case, AROUND), sections(), AROUND, no_file, place="-"
    )
    assert answered.wrong == ()
    assert same(answered.case) == same(case)


@settings(max_examples=8)
@given(numbers=st.lists(st.integers(0, 10_000), max_size=60))
def test_the_terminal_ends_with_the_same_case(numbers: list[int]) -> None:
    """The same random way with keys in the terminal."""
    person, case = walk(list(numbers), AROUND)
    assert same(through_terminal(person, AROUND)) == same(case)


@settings(max_examples=10)
@given(numbers=st.lists(st.integers(0, 10_000), min_size=20, max_size=60))
def test_the_input_may_end_at_every_question(numbers: list[int]) -> None:
    """Ctrl-D or the end of a pipe at any question; going on from there ends with the same case."""
    person = Plodder(list(numbers))
    person.begin()
    whole = run_interview(Case(), sections(), AROUND, person).case
    answers = [list(lines_of(asked, each)) for asked, each in person.sittings[0]]
    for place in range(len(answers)):
        first = type_lines(Case(), (line for lines in answers[:place] for line in lines), AROUND)
        rest = (line for lines in answers[place:] for line in lines)
        assert same(type_lines(first, rest, AROUND)) == same(whole)


def test_the_walk_meets_every_form_and_every_move() -> None:
    """Walks with these numbers type, pick, tick, go back, skip, change and come again."""
    seen: set[str] = set()
    for seed in range(40):
        numbers = random.Random(seed).choices(range(10_000), k=150)  # noqa: S311 (no secret)
        person, _ = walk(numbers, AROUND)
        for sitting in person.sittings:
            seen |= {getattr(asked, "form", "review") for asked, _ in sitting}
            seen |= {str(each) for _, each in sitting if not isinstance(each, tuple)}
        seen |= {"again"} if len(person.sittings) > 1 else set()
    wanted = {"line", "lines", "one", "many", "review", "again", "back", "unknown", "pass"}
    assert wanted | {"help", "leave", "done"} <= seen


def no_file(path: str) -> Found | Problem:
    """No file is given in these walks."""
    raise AssertionError(path)
