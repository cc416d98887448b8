"""Whose number it is where hardly anything is known: nobody's, and never the writer's by chance."""

from __future__ import annotations

import pytest

from complaintgen.analysis.owning import SELF, named_owner, owners, relation
from complaintgen.model.case import Case, Complainant, Contact, Proof, Target

NUMBER = "10012340001"


@pytest.mark.parametrize("number", ["", "  ", "无"])
def test_no_number_is_nobodys(number: str) -> None:
    """A list that names no number is not the writer's only because theirs is not known either."""
    assert named_owner(Case(), number) == ""
    assert named_owner(Case(complainant=Complainant(phone="")), number) == ""


def test_the_writers_own_number_is_theirs() -> None:
    """However it is written."""
    case = Case(complainant=Complainant(phone="+86 100 1234 0001"))
    assert named_owner(case, NUMBER) == SELF


@pytest.mark.parametrize(
    ("said", "told"),
    [(None, Target.OTHER), (Target.SELF, Target.OTHER), (Target.FAMILY, Target.FAMILY)],
)
def test_a_contact_is_somebody_else(said: Target | None, told: Target) -> None:
    """Calls on a contact's list never become calls to the writer, whatever was ticked."""
    assert relation(Contact(id="t1", relation=said)) is told


def test_a_list_said_to_be_the_writers_own_has_no_other_owner() -> None:
    """Said so, or not said at all; only a named contact is another owner."""
    proofs = (Proof(id="p1"), Proof(id="p2", owner=SELF), Proof(id="p3", owner="t1"))
    assert owners(Case(proofs=proofs)) == {"p1": "", "p2": "", "p3": "t1"}
