"""The review: what was answered, where it comes from, who uses it, and what is kept unused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from complaintgen.interview.conduct import run_interview
from complaintgen.interview.prompts import Move, Origin, Row
from complaintgen.interview.rows import rows
from complaintgen.interview.steps import open_steps
from complaintgen.letters.belonging import unused
from complaintgen.model.case import (
    Case,
    Incident,
    IncidentKind,
    Interview,
    Lender,
    LenderKind,
    Platform,
)
from tests.interview.builders import Scripted, following, sections, surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

CALL = Incident(id="i1", kind=IncidentKind.PAPER, count=7, unknown=("connected",), number="1001")
CASE = Case(
    letters=("body/complaint",),
    lender=Lender(name="示例银行", kind=LenderKind.BANK, seat="重庆"),
    platform=Platform(company="虚构公司"),
    incidents=(CALL,),
    interview=Interview(
        computed=("lender.kind",), reused=("lender.name",), evidenced=("incidents.i1.number",)
    ),
)
FIELDS = frozenset(
    {"lender.name", "incidents.*.kind", "incidents.*.count", "incidents.*.connected"}
)


def shown(case: Case = CASE, fields: frozenset[str] = FIELDS) -> dict[str, Row]:
    """The rows of the review by their paths."""
    around = replace(
        surroundings(fields),
        used_by=lambda case, question: case.letters if question in fields else (),
    )
    steps = open_steps(case, sections(), fields)
    found = rows(case, sections(), steps, around, unused(case, sections()))
    assert len({row.path for row in found}) == len(found)
    return {row.path: row for row in found}


def test_each_answer_says_where_it_comes_from() -> None:
    """Computed, taken over, from a file, typed; nothing where there is no answer."""
    origins = {path: row.origin for path, row in shown().items()}
    assert origins["lender.kind"] is Origin.COMPUTED
    assert origins["lender.name"] is Origin.REUSED
    assert origins["incidents.i1.number"] is Origin.EVIDENCE
    assert origins["lender.seat"] is origins["letters"] is Origin.TYPED
    assert shown(Case())["letters"].origin is Origin.NONE


def test_each_answer_names_the_letters_that_use_it() -> None:
    """Of an open question; an unused answer is in no letter."""
    found = shown()
    assert found["lender.name"].letters == ("body/complaint",)
    assert found["incidents.i1.count"].letters == ()


def test_a_closed_answer_is_shown_with_what_closed_it() -> None:
    """Kept and marked, 不清楚 too, with the question whose answer closed it."""
    found = shown()
    assert [path for path, row in found.items() if row.unused] == [
        "platform.company",
        "incidents.i1.number",
        "incidents.i1.count",
        "incidents.i1.connected",
    ]
    assert found["incidents.i1.count"].answer == "7"
    assert "“By what means?”" in found["incidents.i1.count"].why
    assert "“Through which app or website did you borrow?”" in found["platform.company"].why


def test_what_no_chosen_letter_needs_is_shown_as_unused() -> None:
    """An answer for a letter that is no longer chosen stays in sight."""
    case = replace(CASE, platform=Platform(name="示例借款", company="虚构公司"))
    row = shown(case)["platform.company"]
    assert row.unused
    assert "no paper you chose" in row.why
    row = shown(replace(case, letters=()))["platform.company"]
    assert not row.unused, "nothing was chosen, nothing is left over"


def test_unused_rows_stand_under_their_section() -> None:
    """The order of sections is kept: what is unused comes after what is used, part by part."""
    titles = list(dict.fromkeys(row.section for row in shown().values()))
    order = [part.title.en for part in sections()]
    assert titles == [title for title in order if title in titles]
    assert [*shown()][-2:] == ["incidents.i1.count", "incidents.i1.connected"]


def test_an_unused_answer_can_be_looked_at_not_changed() -> None:
    """Picking it says why it is not used; the review comes again, and nothing is asked."""
    looks: list[str | Move] = ["incidents.i1.count", Move.DONE]

    def look(_rows: Sequence[Row]) -> str | Move:
        return looks.pop(0)

    case = replace(CASE, interview=replace(CASE.interview, done=("incidents",)))
    prompter = Scripted(following(), look)
    outcome = run_interview(case, sections(), surroundings(FIELDS), prompter)
    assert outcome.finished
    assert not prompter.asked
    assert any("Kept, but not used" in text for text in prompter.shown)
    assert outcome.case == case


def test_the_parts_that_are_left_are_named_once() -> None:
    """The first part names all that come; every part says which of how many it is."""
    case = Case(letters=("body/complaint",))
    fields = FIELDS | {"complainant.name"}
    prompter = Scripted(following("示例银行", ("bank",), "重庆", ("enough",), "陈某甲"))
    run_interview(case, sections(), surroundings(fields), prompter)
    told = [text for text in prompter.shown if text.startswith("Still to come")]
    assert told == ["Still to come: What happened; About you."]
    assert len([text for text in prompter.shown if "== Part" in text]) == 3


def test_a_part_is_explained_once() -> None:
    """Going back into a part says where one is, without what was read before."""
    given = ("示例银行", ("bank",), "重庆", Move.BACK, "重庆", ("enough",))
    prompter = Scripted(following(*given))
    run_interview(Case(letters=("body/complaint",)), sections(), surroundings(FIELDS), prompter)
    intro = next(part.intro.en for part in sections() if part.id == "lender")
    assert prompter.shown.count(intro) == 1
    assert len([text for text in prompter.shown if "== Part 2" in text]) == 2


def test_a_change_from_the_review_comes_without_an_introduction() -> None:
    """Whoever picked an answer to change knows its part: the question comes at once."""
    looks: list[str | Move] = ["lender.name", Move.DONE]

    def look(_rows: Sequence[Row]) -> str | Move:
        return looks.pop(0)

    case = replace(CASE, interview=replace(CASE.interview, done=("incidents",)))
    prompter = Scripted(following("别的银行"), look)
    outcome = run_interview(case, sections(), surroundings(FIELDS), prompter)
    assert outcome.case.lender.name == "别的银行"
    assert not any("== Part" in text for text in prompter.shown)
