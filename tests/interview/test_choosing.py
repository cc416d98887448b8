"""Papers proposed by the situation: what is asked first, what is ticked, and what stays open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from complaintgen.interview.choosing import ALL
from complaintgen.interview.conduct import run_interview
from complaintgen.interview.offering import ANOTHER
from complaintgen.interview.prompts import Form, Given, Move, Offer, Prompt, Surroundings
from complaintgen.model.case import (
    Case,
    Collector,
    Happening,
    Incident,
    IncidentKind,
    Party,
    Proof,
    Situation,
)
from complaintgen.model.question import Words
from tests.interview.builders import LETTERS, Scripted, following, sections, surroundings
from tests.interview.front_ends import same, through_plain, through_terminal, walk

if TYPE_CHECKING:
    from collections.abc import Callable

FITTING = Offer("body/report", Words(zh="举报信", en="Report"), Words(zh="因为", en="because"))


def proposing(case: Case) -> tuple[Offer, ...]:
    """One of the two letters, where calls were told."""
    return (FITTING,) if Happening.CALLS in (case.situation.happened or ()) else ()


def around() -> Surroundings:
    """Surroundings that propose a letter."""
    return replace(surroundings(frozenset()), propose=proposing)


def asked(answer: Callable[[Prompt], Given], case: Case | None = None) -> tuple[Scripted, Case]:
    """What was asked, and the case that came of it."""
    front = Scripted(answer)
    return front, run_interview(case or Case(), sections(), around(), front).case


TOLD = (("calls",), Move.PASS, "示例银行股份有限公司", ("bank",))
"""Calls, nobody turned to yet, a bank."""


def test_four_questions_decide_before_the_papers() -> None:
    """What happened, to whom one turned, the lender's name and kind; then what fits, ticked."""
    front, _ = asked(following(*TOLD))
    assert [prompt.path for prompt in front.asked] == [
        "situation.happened",
        "situation.tried",
        "lender.name",
        "lender.kind",
        "letters",
    ]
    letters = front.asked[-1]
    assert [option.value for option in letters.options] == ["body/report", ALL]
    assert letters.options[0].label == "Report: because"
    assert letters.picked == ("body/report",)


def test_the_proposal_is_taken_by_going_on() -> None:
    """The letters are those ticked; nobody turned to means that the list of steps is complete."""
    _, case = asked(following(*TOLD, ("body/report",)))
    assert case.letters == ("body/report",)
    assert "steps" in case.interview.done
    assert case.steps == ()


def test_every_paper_can_be_chosen() -> None:
    """The last row shows all, those ticked so far ticked; going back there keeps the proposal."""
    front, case = asked(following(*TOLD, ("body/report", ALL), ("body/complaint", "body/report")))
    whole = front.asked[5]
    assert {option.value for option in whole.options} == {offer.id for offer in LETTERS}
    assert whole.picked == ("body/report",)
    assert set(case.letters) == {"body/complaint", "body/report"}
    front, _ = asked(following(*TOLD, (ALL,), Move.BACK))
    assert front.asked[5].picked == ("body/report",)
    assert [option.value for option in front.asked[6].options] == ["body/report", ALL]
    assert front.asked[6].picked == ("body/report",)


def test_the_first_questions_are_one_part() -> None:
    """The parts are counted on without a step back; what was asked is not named as to come."""
    fields = frozenset({"lender.name", "lender.kind", "lender.seat", "complainant.name"})
    front = Scripted(following(*TOLD, ("body/report",), "重庆"))
    run_interview(Case(), sections(), replace(surroundings(fields), propose=proposing), front)
    heads = [text.strip("\n= ") for text in front.shown if text.startswith("\n==")]
    assert heads == [
        "Part 1: About your situation",
        "Who lent the money or issued the card",
        "Whom to write to",
        "Part 2 of 3: Who lent the money or issued the card",
        "Part 3 of 3: About you",
    ]
    assert not any("Still to come: Whom" in text for text in front.shown)


def test_a_paper_is_said_back_by_its_name() -> None:
    """The line about it helps to choose; afterwards the name says what was chosen."""
    front, _ = asked(following(*TOLD))
    fitting, rest = front.asked[-1].options
    assert (fitting.label, fitting.said) == ("Report: because", "Report")
    assert rest.said == ""


def test_where_nothing_fits_all_papers_are_offered() -> None:
    """Who skips what happened sees the whole list at once."""
    front, _ = asked(following(Move.PASS, *TOLD[1:]))
    assert {option.value for option in front.asked[-1].options} == {each.id for each in LETTERS}


def test_who_was_turned_to_is_told_one_by_one() -> None:
    """Each picked party begins an item, once; the first question of it says which."""
    told = (TOLD[0], ("branch", "police"), *TOLD[2:], ("body/report",))
    _, case = asked(following(*told))
    assert [step.party for step in case.steps] == [Party.BRANCH, Party.POLICE]
    fields = replace(surroundings(frozenset({"steps.*.body", "steps.*.party"})), propose=proposing)
    front = Scripted(following("重庆", Move.LEAVE))
    run_interview(case, sections(), fields, front)
    first = next(prompt for prompt in front.asked if prompt.path == "steps.s1.body")
    assert "A branch of the lender" in first.note


def test_a_case_with_letters_goes_on_as_it_was() -> None:
    """Nothing of the situation is asked where the papers were chosen before."""
    front, _ = asked(lambda _prompt: Move.LEAVE, Case(letters=("body/complaint",)))
    assert front.asked[0].path == "lender.kind"


def test_the_situation_stays_in_the_review() -> None:
    """Answered before, it can be looked at and changed afterwards; it is in no letter."""
    told = Situation(happened=(Happening.CALLS,), tried=())
    case = Case(letters=("body/report",), situation=told)
    front, _ = asked(_settle, case)
    rows = {row.path: row for row in front.reviewed[0]}
    assert not rows["situation.happened"].unused
    assert rows["situation.happened"].letters == ()


def _settle(prompt: Prompt) -> Given:
    return Move.UNKNOWN if Move.UNKNOWN in prompt.moves else (prompt.options[0].value,)


def test_known_numbers_are_offered() -> None:
    """Those of the collector who did it first; another one can be typed; none is pointed at."""
    case = Case(
        letters=("body/report",),
        collectors=(
            Collector(id="c1", numbers=("10012340001",)),
            Collector(id="c2", numbers=("10012340002", "10012340003")),
        ),
        incidents=(Incident(id="i1", kind="call", by="c2"),),  # type: ignore[arg-type]
    )
    only = surroundings(frozenset({"incidents.*.number", "incidents.*.kind"}))
    front = Scripted(_number)
    ended = run_interview(case, sections(), only, front).case
    listed, line = [each for each in front.asked if each.path == "incidents.i1.number"]
    values = [option.value for option in listed.options]
    assert values == ["10012340002", "10012340003", "10012340001", ANOTHER]
    assert listed.still
    assert line.form is Form.LINE
    assert ended.incidents[0].number == "10012340009"


def _number(prompt: Prompt) -> Given:
    if prompt.path.endswith(".number"):
        return (ANOTHER,) if prompt.form is Form.ONE else "10012340009"
    return ("enough",) if prompt.path == "incidents" else _settle(prompt)


def test_a_proof_is_asked_for_by_what_it_shows() -> None:
    """Which of the incidents “this” is stands beside the question, also when it is changed."""
    case = Case(
        letters=("body/report",),
        incidents=(
            Incident(id="i1", kind=IncidentKind.CALL, day=date(2026, 3, 5), number="10012340001"),
            Incident(id="i2", kind=IncidentKind.SMS, words="今天不还钱"),
            Incident(id="i3", kind=IncidentKind.SMS),
        ),
        proofs=tuple(
            Proof(id=name, name=said)
            for name, said in (("p1", "截图"), ("p2", "截图"), ("p3", "录音"))
        ),
    )
    front = Scripted(lambda prompt: ("p1",) if prompt.path.endswith(".proofs") else _settle(prompt))
    run_interview(case, sections(), surroundings(frozenset({"incidents.*.proofs"})), front)
    asked = [prompt for prompt in front.asked if prompt.path.endswith(".proofs")]
    assert [prompt.note for prompt in asked] == [
        "This is about: 2026-03-05 10012340001",
        "This is about: 今天不还钱",
        "",
    ]
    assert [option.label for option in asked[0].options] == ["1. 截图", "2. 截图", "录音"]


@pytest.mark.parametrize("path", ["steps.s1.asked_to_stop", "loan.state", "incidents.i1.kind"])
def test_no_choice_is_made_by_enter_alone(path: str) -> None:
    """A choice that nobody made yet has no pointer; one that was made has it."""
    fields = frozenset({"steps.*.asked_to_stop", "loan.state", "incidents.*.kind"})
    seen: dict[str, Prompt] = {}

    def answer(prompt: Prompt) -> Given:
        seen.setdefault(prompt.path, prompt)
        if prompt.path in ("steps", "incidents"):
            return ("enough",) if len(prompt.options) > 2 else ("more",)
        return ("body/report",) if prompt.path == "letters" else _settle(prompt)

    run_interview(Case(), sections(), surroundings(fields), Scripted(answer))
    assert seen[path].still
    assert not seen["steps"].still


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 10**6), max_size=60))
def test_the_same_walk_at_each_front_end(numbers: list[int]) -> None:
    """With proposals too, plain lines and the terminal end with the same case."""
    person, case = walk(list(numbers), around())
    assert same(through_plain(person, around())) == same(case)
    assert same(through_terminal(person, around())) == same(case)
