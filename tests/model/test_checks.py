"""Mistakes inside one case that its types cannot express."""

from __future__ import annotations

import pytest

from complaintgen.model.case import Case, Collector, Complainant, Incident, Interview, Loan, Proof
from complaintgen.model.checks import check_case


def codes(case: Case) -> list[str]:
    """The codes of all problems."""
    return [problem.code for problem in check_case(case, "case.toml")]


def test_a_case_that_hangs_together_has_no_problem() -> None:
    """References that lead somewhere, unknowns that have no answer, counts that can be."""
    case = Case(
        complainant=Complainant(unknown=("email",)),
        collectors=(Collector(id="c1"),),
        incidents=(
            Incident(id="i1", by="c1", proofs=("p1",), count=5, connected=5),
            Incident(id="i2", by="lender", count=None, connected=9),
            Incident(id="i3", by="platform"),
        ),
        proofs=(Proof(id="p1"),),
        interview=Interview(passed=("complainant.address", "incidents.i1.words")),
    )
    assert check_case(case, "case.toml") == ()


@pytest.mark.parametrize("name", ["lender", "platform"])
def test_no_item_is_called_like_a_fixed_actor(name: str) -> None:
    """`by = "lender"` always means the lender, so no collector may have that id."""
    assert codes(Case(collectors=(Collector(id=name),))) == ["duplicate-id"]


def test_more_calls_answered_than_made() -> None:
    """Three answered of two made cannot be; of at least two it can."""
    incident = Incident(id="i1", count=2, connected=3)
    assert codes(Case(incidents=(incident,))) == ["impossible-count"]
    open_end = Incident(id="i1", count=2, count_at_least=True, connected=3)
    assert codes(Case(incidents=(open_end,))) == []


def test_known_and_unknown_at_once() -> None:
    """An answer is there or it is not; a mark that was not ticked is no answer."""
    assert codes(Case(loan=Loan(product="x", unknown=("product",)))) == ["known-and-unknown"]
    assert codes(Case(loan=Loan(unknown=("due_on", "due_on_about")))) == []
    assert codes(Case(incidents=(Incident(id="i1", unknown=("id",)),))) == ["no-such-field"]


def test_what_was_passed_over_is_a_field() -> None:
    """A path that leads nowhere would hide a question that was never asked."""
    assert codes(Case(interview=Interview(passed=("complainant.nick",)))) == ["no-such-field"]
    assert codes(Case(interview=Interview(passed=("horses.h1.name",)))) == ["no-such-field"]
