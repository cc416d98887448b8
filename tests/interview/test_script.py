"""The script: which steps the answers open, and that no answer is ever lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintgen.interview import script, steps
from complaintgen.interview.steps import StepKind, open_steps
from complaintgen.letters import belonging
from complaintgen.model import paths
from complaintgen.model.case import Case, Incident, Proof
from complaintgen.model.question import AskedWhen, Section
from tests.interview.builders import all_fields, sections

if TYPE_CHECKING:
    from collections.abc import Callable


def opened(case: Case, *fields: str) -> list[str]:
    """The paths of the open steps."""
    return [step.path for step in open_steps(case, sections(), frozenset(fields))]


def section(name: str) -> Section:
    """A shipped section by its id."""
    return next(each for each in sections() if each.id == name)


def test_only_routing_questions_without_a_letter() -> None:
    """Before a letter is chosen only what decides the body is asked."""
    assert opened(Case()) == ["letters", "lender.kind", "lender.seat"]


def test_what_no_letter_needs_is_not_asked() -> None:
    """A question is there because a letter needs it, and lists only with their questions."""
    paths_open = opened(Case(), "incidents.*.day", "complainant.name")
    assert paths_open == ["letters", "lender.kind", "lender.seat", "incidents", "complainant.name"]


def test_a_condition_brings_the_question_it_looks_at() -> None:
    """Who is needed to know whether a question makes sense is asked too."""
    needed = steps.needed(sections(), frozenset({"incidents.*.connected"}))
    assert "incidents.*.kind" in needed


def test_an_item_of_a_list_brings_its_questions() -> None:
    """Each incident has its own steps, then comes the question for more."""
    case, first = script.add_item(Case(), section("incidents"))
    case, second = script.add_item(case, section("incidents"))
    assert (first, second) == ("i1", "i2")
    assert opened(case, "incidents.*.day")[3:] == [
        "incidents.i1.day",
        "incidents.i2.day",
        "incidents",
    ]


def test_conditions_follow_the_item() -> None:
    """How many calls were answered is asked of calls only, and of each incident by itself."""
    case = Case(incidents=(Incident(id="i1"), Incident(id="i2")))
    case = script.set_answer(case, "incidents.i1.kind", "call")
    case = script.set_answer(case, "incidents.i2.kind", "paper")
    found = opened(case, "incidents.*.connected")
    assert "incidents.i1.connected" in found
    assert "incidents.i2.connected" not in found


def test_proofs_are_linked_once_there_are_proofs() -> None:
    """Which proof shows what is asked only when a proof was named."""
    case = Case(incidents=(Incident(id="i1"),))
    fields = ("incidents.*.proofs", "proofs.*.name")
    assert "incidents.i1.proofs" not in opened(case, *fields)
    case = msgspec.structs.replace(case, proofs=(Proof(id="p1"),))
    assert "incidents.i1.proofs" in opened(case, *fields)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (AskedWhen(path="lender.kind"), True),
        (AskedWhen(path="lender.name"), False),
        (AskedWhen(path="lender.name", unless=True), True),
        (AskedWhen(path="lender.kind", any_of=("bank", "p2p")), True),
        (AskedWhen(path="lender.kind", any_of=("p2p",)), False),
        (AskedWhen(path="lender.kind", any_of=("p2p",), unless=True), True),
        (AskedWhen(path="this.acts", any_of=("insult",)), True),
        (AskedWhen(path="this.acts", any_of=("bombing",)), False),
        (AskedWhen(path="proofs"), False),
        (AskedWhen(path="incidents"), True),
        (AskedWhen(path="letters", any_of=("body/complaint",)), True),
    ],
)
def test_conditions(condition: AskedWhen, expected: bool) -> None:  # noqa: FBT001
    """Any of several answers, an answer at all, and the opposite of both."""
    case = Case(letters=("body/complaint",), incidents=(Incident(id="i1"),))
    case = script.set_answer(case, "lender.kind", "bank")
    case = script.set_answer(case, "incidents.i1.acts", ("threat", "insult"))
    assert belonging.holds(case, condition, case.incidents[0]) is expected


def test_an_answer_that_no_longer_belongs_is_kept() -> None:
    """Changing the kind of an incident closes its questions and keeps their answers."""
    case = Case(incidents=(Incident(id="i1"),))
    case = script.set_answer(case, "incidents.i1.kind", "call")
    case = script.set_answer(case, "incidents.i1.connected", 3)
    case = script.set_answer(case, "incidents.i1.kind", "paper")
    assert "incidents.i1.connected" not in opened(case, "incidents.*.connected")
    assert paths.get(case, "incidents.i1.connected") == 3
    case = script.set_answer(case, "incidents.i1.kind", "call")
    step = open_steps(case, sections(), frozenset({"incidents.*.connected"})).find(
        "incidents.i1.connected"
    )
    assert step is not None
    assert steps.is_answered(case, step)


def test_unknown_empty_and_answered_replace_each_other() -> None:
    """不清楚, left empty and an answer: the last one said counts, and only that one."""
    path = "lender.phone"
    case = script.set_unknown(Case(), path)
    assert (paths.is_unknown(case, path), paths.is_passed(case, path)) == (True, False)
    case = script.pass_by(case, path)
    assert (paths.is_unknown(case, path), paths.is_passed(case, path)) == (False, True)
    case = script.set_answer(case, path, "9500000001")
    assert (paths.is_unknown(case, path), paths.is_passed(case, path)) == (False, False)
    case = script.set_unknown(case, path)
    assert paths.get(case, path) is None


def test_a_letter_added_later_asks_only_what_is_new() -> None:
    """All that was answered stays answered; the first open step is the new question."""
    fields = frozenset({"lender.name"})
    case = Case(letters=("body/complaint",))
    for path in ("lender.name", "lender.kind", "lender.seat"):
        case = script.set_unknown(case, path)
    assert steps.first_open(case, open_steps(case, sections(), fields)) is None
    more = fields | {"complainant.name"}
    step = steps.first_open(case, open_steps(case, sections(), more))
    assert step is not None
    assert step.path == "complainant.name"


def test_removing_an_item_removes_what_points_to_it() -> None:
    """A proof that is gone is named by no incident, and leaves no trace in what was passed."""
    case = Case(incidents=(Incident(id="i1"),), proofs=(Proof(id="p1"), Proof(id="p2")))
    case = script.set_answer(case, "incidents.i1.proofs", ("p1", "p2"))
    case = script.pass_by(case, "proofs.p1.kept")
    case = script.remove_item(case, "proofs", "p1")
    assert case.incidents[0].proofs == ("p2",)
    assert case.interview.passed == ()
    assert [proof.id for proof in case.proofs] == ["p2"]


def test_removing_a_collector_opens_who_did_it() -> None:
    """An incident whose collector is gone asks again who it was."""
    case, name = script.add_item(Case(incidents=(Incident(id="i1"),)), section("collectors"))
    case = script.set_answer(case, "incidents.i1.by", name)
    assert script.remove_item(case, "collectors", name).incidents[0].by is None


def test_back_is_the_step_before() -> None:
    """Back leads to the step before, over the border of a section, and nowhere at the first."""
    case = Case()
    opened_now = open_steps(case, sections(), frozenset({"complainant.name"}))
    assert opened_now.before("letters") is None
    previous = opened_now.before("complainant.name")
    assert previous is not None
    assert previous.path == "lender.seat"


def test_progress_counts_open_sections() -> None:
    """Progress is told in sections that have a question to ask."""
    opened_now = open_steps(Case(), sections(), frozenset({"complainant.name"}))
    assert opened_now.progress([*opened_now][-1]) == (3, 3)


TABLES = ("lender.name", "lender.kind", "loan.state", "platform.name", "complainant.email")
VALUES = {
    "lender.kind": st.sampled_from(["bank", "microloan", "private"]),
    "loan.state": st.sampled_from(["not_due", "overdue"]),
}
FIELDS = {
    "kind": st.sampled_from(["call", "sms", "visit", "paper"]),
    "target": st.sampled_from(["self", "family", "public"]),
    "count": st.integers(0, 50),
    "words": st.text(max_size=8),
}


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, object]:
    """A path and an answer to it."""
    if draw(st.booleans()):
        path = draw(st.sampled_from(TABLES))
        return path, draw(VALUES.get(path, st.text(max_size=8)))
    name = draw(st.sampled_from(sorted(FIELDS)))
    return f"incidents.i{draw(st.integers(1, 3))}.{name}", draw(FIELDS[name])


@settings(max_examples=60)
@given(st.lists(changes(), max_size=25))
def test_random_changes_keep_every_other_answer(walk: list[tuple[str, object]]) -> None:
    """After any changes each path holds what was said last; steps stay in order."""
    case = Case(incidents=tuple(Incident(id=f"i{number}") for number in (1, 2, 3)))
    said: dict[str, object] = {}
    for path, value in walk:
        case = script.set_answer(case, path, value)
        said[path] = value
        assert {name: paths.get(case, name) for name in said} == said
    found = [*open_steps(case, sections(), all_fields())]
    assert len({step.path for step in found}) == len(found)
    order = [step.section.order for step in found]
    assert order == sorted(order)
    assert [step.kind for step in found].count(StepKind.MORE) == 4


SAYING: dict[str, Callable[[Case, str, object], Case]] = {
    "set": script.set_answer,
    "unknown": lambda case, path, _value: script.set_unknown(case, path),
    "pass": lambda case, path, _value: script.pass_by(case, path),
    "reopen": lambda case, path, _value: script.reopen(case, path),
}
SPOKEN = (*SAYING, "add", "drop", "fields")


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SPOKEN), changes(), st.integers(1, 3)), max_size=30))
def test_what_is_remembered_is_what_would_be_computed(
    walk: list[tuple[str, tuple[str, object], int]],
) -> None:
    """However a case came about: the steps, and the first open one, are those of a fresh start."""
    remembering = steps.Script(sections())
    case, fields = Case(), all_fields()
    for word, (path, value), number in walk:
        if word == "fields":
            fields = frozenset({path.replace("i1", "*")}) if number > 1 else all_fields()
        elif word == "add":
            case, _ = script.add_item(case, section("incidents"))
        elif word == "drop":
            case = script.remove_item(case, "incidents", f"i{number}")
        elif paths.find(case, *paths.split(path)[:2]) is not None:
            case = SAYING[word](case, path, value)
        found = remembering.open(case, fields)
        fresh = [*open_steps(case, sections(), fields)]
        assert [*found] == fresh
        naive = next((step for step in fresh if not steps.is_answered(case, step)), None)
        assert remembering.first_open(case, found) == naive


def test_a_condition_on_a_closed_answer_is_as_if_it_was_never_given() -> None:
    """One call only, then the kind is corrected: what rests on the count follows the kind."""
    case = Case(incidents=(Incident(id="i1"),))
    for path, value in (("kind", "call"), ("count", 1), ("kind", "paper")):
        case = script.set_answer(case, f"incidents.i1.{path}", value)
    assert "incidents.i1.last_time" not in opened(case, "incidents.*.last_time")
    case = script.set_answer(case, "incidents.i1.kind", "call")
    assert "incidents.i1.last_time" not in opened(case, "incidents.*.last_time")
    case = script.set_answer(case, "incidents.i1.count", 9)
    assert "incidents.i1.last_time" in opened(case, "incidents.*.last_time")


def test_where_an_answer_comes_from_is_noted_once() -> None:
    """Computed, reused, from evidence or the person's own: the last one said counts."""
    case = script.with_origin(Case(), "lender.kind", "reused")
    case = script.with_origin(case, "lender.kind", "computed")
    assert (case.interview.reused, case.interview.computed) == ((), ("lender.kind",))
    assert script.with_origin(case, "lender.kind", "computed") is case
    assert script.with_origin(case, "lender.kind", "") == Case()
