"""Changing answers by name: only what was meant is asked, and what the change opened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from complaintgen.interview.asking import MORE
from complaintgen.interview.editing import near, route, run_edit
from complaintgen.interview.prompts import Move
from complaintgen.interview.steps import open_steps
from complaintgen.model.case import (
    Case,
    Collector,
    Incident,
    IncidentKind,
    Interview,
    Lender,
    LenderKind,
)
from tests.interview.builders import Scripted, all_fields, following, sections, surroundings

if TYPE_CHECKING:
    from complaintgen.interview.prompts import Given

CASE = Case(
    letters=("body/complaint",),
    lender=Lender(name="示例银行股份有限公司", kind=LenderKind.BANK, seat="重庆", phone="1"),
    collectors=(Collector(id="k1", name="示例公司"),),
    incidents=(
        Incident(id="i1", kind=IncidentKind.CALL, day=date(2026, 9, 5)),
        Incident(id="i2", kind=IncidentKind.SMS, day=date(2026, 9, 6)),
    ),
    interview=Interview(done=("collectors",)),
)


def edit(name: str, *given: Given) -> tuple[Case, Scripted]:
    """Change what a name means by these answers; the case after, and what was asked."""
    steps = open_steps(CASE, sections(), all_fields())
    person = Scripted(following(*given))
    outcome = run_edit(CASE, sections(), surroundings(), person, route(steps, name))
    return outcome.case, person


def paths(name: str) -> tuple[str, ...]:
    """The paths that a name means."""
    return route(open_steps(CASE, sections(), all_fields()), name)


def test_what_names_mean() -> None:
    """A path, a question of each item, one item, a list, a section; else nothing."""
    assert paths("lender.phone") == ("lender.phone",)
    assert paths("incidents.i2.day") == ("incidents.i2.day",)
    assert paths("incidents.day") == paths("incidents.*.day")
    assert paths("incidents.day") == ("incidents.i1.day", "incidents.i2.day")
    assert set(paths("incidents.i2")) < set(paths("incidents"))
    assert all(path.startswith("incidents.i2.") for path in paths("incidents.i2"))
    assert paths("letters") == ("letters",)
    assert "lender.name" in paths("lender")
    assert "loan.product" not in paths("lender")
    for name in ("", "lend", "incidents.i9", "incidents.i9.day", "nothing.at.all"):
        assert paths(name) == (), name


def test_near_names_are_told() -> None:
    """A slip leads to the name that was meant; pure nonsense to the parts there are."""
    steps = open_steps(CASE, sections(), all_fields())
    assert near(steps, "lender.nmae")[0] == "lender.name"
    assert near(steps, "incident.i2.day")[0] == "incidents.i2.day"
    assert set(near(steps, "@@@@")) == {section.id for section in steps.sections()}


def test_one_question_then_all_answers() -> None:
    """Nothing else is asked, although much is open; the answers are looked over at the end."""
    case, person = edit("incidents.i2.day", "2026-10-01")
    assert case.incidents[1].day == date(2026, 10, 1)
    assert [prompt.path for prompt in person.asked] == ["incidents.i2.day"]
    assert len(person.reviewed) == 1
    assert not any("== Part" in text for text in person.shown), "no introduction for one answer"


def test_a_change_says_how_many_answers_it_leaves_over() -> None:
    """Another kind of act leaves the number over: kept, counted, and said once."""
    told = "Answers that do not belong any more: "
    calls = (replace(CASE.incidents[0], number="10012340001"), CASE.incidents[1])
    case = replace(CASE, incidents=calls)
    steps = open_steps(case, sections(), all_fields())
    for kind, said in (("visit", True), ("sms", False), ("call", False)):
        person = Scripted(following((kind,)))
        way = route(steps, "incidents.i1.kind")
        outcome = run_edit(case, sections(), surroundings(), person, way)
        assert outcome.case.incidents[0].number == "10012340001"
        assert any(text.startswith(f"{told}1.") for text in person.shown) is said


def test_a_part_goes_in_order_and_back() -> None:
    """Back within a part asks the question before; back at its first leads to the review."""
    names = paths("incidents.day")
    _, person = edit("incidents.day", "2026-10-01", Move.BACK, "2026-10-03", "2026-10-02")
    assert [prompt.path for prompt in person.asked] == [names[0], names[1], *names]
    case, person = edit("incidents.day", Move.BACK)
    assert case == CASE
    assert len(person.asked) == len(person.reviewed) == 1


def test_a_new_item_is_asked_about() -> None:
    """Saying “one more” in a list asks the questions of the new item, and then for more again."""
    case, person = edit("collectors", "示例公司", "", "10012340001", (MORE,), "虚构公司")
    asked = [prompt.path for prompt in person.asked]
    assert "collectors" in asked
    assert asked[asked.index("collectors") + 1].startswith("collectors.")
    assert len(case.collectors) == 2
    assert not any(path.startswith("incidents") for path in asked)


@pytest.mark.parametrize("given", [(), (Move.LEAVE,)])
def test_leaving_keeps_the_case(given: tuple[Given, ...]) -> None:
    """Leaving at the question changes nothing and is no end."""
    case, person = edit("lender.phone", *given)
    assert case == CASE
    assert person.reviewed == []


def test_without_a_name_all_answers_come_first() -> None:
    """An empty route begins with the review; a row picked there is asked, then shown again."""
    looks: list[str | Move] = ["lender.phone", Move.DONE]
    person = Scripted(following("9500000001"), look=lambda _rows: looks.pop(0))
    outcome = run_edit(CASE, sections(), surroundings(), person, ())
    assert outcome.finished
    assert outcome.case.lender.phone == "9500000001"
    assert [prompt.path for prompt in person.asked] == ["lender.phone"]
    assert len(person.reviewed) == 2
