"""Which papers are proposed for a situation, from the shipped folders alone."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from complaintgen.analysis.proposing import MOST, propose
from complaintgen.library.package import Library, load
from complaintgen.model.case import Case, Happening, Lender, LenderKind, Party, Situation

TODAY = date(2026, 11, 22)


@cache
def library() -> Library:
    """The shipped data."""
    return load()


def proposed(kind: str, *happened: str, tried: tuple[str, ...] = ()) -> list[str]:
    """The ids of the papers proposed, in order."""
    situation = Situation(
        happened=tuple(map(Happening, happened)), tried=tuple(map(Party, tried)) or None
    )
    case = Case(situation=situation, lender=Lender(name="示例公司", kind=LenderKind(kind)))
    found = propose(case, library().channels, library().offices, today=TODAY)
    return [each.letter for each in found]


def test_the_lender_first_then_its_supervisor() -> None:
    """Of a licensed lender: its own complaint, then the regulator, then the numbers."""
    assert proposed("credit_card", "calls") == ["lender/complaint", "cbirc/complaint", "12321/call"]
    assert proposed("microloan", "insults")[:2] == ["lender/complaint", "local-finance/complaint"]


def test_the_police_at_once_where_there_is_violence() -> None:
    """Violence comes before everything; a threat in its place in the order."""
    assert proposed("bank", "violence")[0] == "police/report"
    assert proposed("bank", "threats").index("police/report") > 0
    assert proposed("unlicensed", "violence") == ["police/report"]


def test_who_was_turned_to_already_is_not_proposed_again() -> None:
    """After the lender the regulator; after the police the prosecutor; then the appeal."""
    assert proposed("bank", "insults", tried=("branch",)) == ["cbirc/complaint"]
    assert "prosecutor/supervise" in proposed("bank", "violence", tried=("police",))
    assert "miit/appeal" in proposed("bank", "calls", tried=("operator",))
    assert "miit/appeal" not in proposed("bank", "calls")


@pytest.mark.parametrize("kind", list(LenderKind))
def test_what_a_body_refuses_is_never_proposed(kind: LenderKind) -> None:
    """Whatever happened: at most five, and none of a body that does not take this lender."""
    found = proposed(kind.value, *Happening)
    assert len(found) <= MOST
    assert len(set(found)) == len(found)
    licensed = {"bank", "credit_card", "consumer_finance", "other_licensed"}
    assert kind.value in licensed or "cbirc/complaint" not in found


@pytest.mark.parametrize("what", list(Happening))
def test_whatever_happened_there_is_a_paper(what: Happening) -> None:
    """For a bank and a platform each row of the question leads somewhere; nothing to nothing."""
    assert proposed("bank", what.value)
    assert proposed("platform", what.value)
    assert proposed("bank") == []


def test_each_proposal_says_why_and_names_a_term_that_is_there() -> None:
    """One line in both languages, short enough for a row, and a period among the letter's own."""
    for channel in library().channels.values():
        for form in channel.letters.values():
            if form.proposed is not None:
                assert 0 < len(form.proposed.why.zh) <= 30
                assert form.proposed.why.en
                assert 0 <= form.proposed.term <= len(form.terms)
