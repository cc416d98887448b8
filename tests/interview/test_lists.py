"""Items of lists: taken away only after a question, with the copy of a proof if that is wanted."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from complaintgen.interview.conduct import run_interview
from complaintgen.interview.prompts import Given, Move
from complaintgen.model.case import Case, Interview, Lender, LenderKind, Proof
from complaintgen.model.problem import Problem
from tests.interview.builders import Scripted, following, sections, surroundings

CASE = Case(
    letters=("body/complaint",),
    lender=Lender(kind=LenderKind.BANK, seat="重庆"),
    proofs=(Proof(id="p1", name="a", file="p1-0.png"), Proof(id="p2", name="b", file="p2-0.png")),
    interview=Interview(passed=("proofs.p1.kept",)),
)
FIELDS = frozenset({"proofs.*.name"})


def remove(*given: Given, case: Case = CASE) -> tuple[Case, list[str], Scripted]:
    """The case after these answers at the list of proofs, the files forgotten, the front end."""
    gone: list[str] = []
    around = replace(surroundings(FIELDS), forget_file=gone.append)
    prompter = Scripted(following(*given))
    return run_interview(case, sections(), around, prompter).case, gone, prompter


@pytest.mark.parametrize(("delete", "expected"), [("yes", ["p1-0.png"]), ("no", [])])
def test_the_copy_goes_only_if_that_is_wanted(delete: str, expected: list[str]) -> None:
    """After “really?” comes “its copy too?”; both questions begin at no."""
    case, gone, prompter = remove(("remove",), ("p1",), ("yes",), (delete,), ("enough",))
    assert [proof.id for proof in case.proofs] == ["p2"]
    assert case.interview.passed == ()
    assert gone == expected
    assert all(prompt.options[0].value == "no" for prompt in prompter.asked[2:4])


def test_a_copy_that_another_proof_uses_stays() -> None:
    """Two proofs of one file: the file is not offered for deletion."""
    case = replace(CASE, proofs=(*CASE.proofs, Proof(id="p3", name="c", file="p1-0.png")))
    left, gone, prompter = remove(("remove",), ("p1",), ("yes",), ("enough",), case=case)
    assert [proof.id for proof in left.proofs] == ["p2", "p3"]
    assert gone == []
    assert len(prompter.asked) == 4


@pytest.mark.parametrize("place", [1, 2, 3])
@pytest.mark.parametrize("move", [Move.BACK, Move.LEAVE])
def test_until_the_last_answer_nothing_is_taken_away(place: int, move: Move) -> None:
    """Back or leaving at any of the questions keeps the proof and its copy."""
    walk: tuple[Given, ...] = (("remove",), ("p1",), ("yes",))
    case, gone, _ = remove(*walk[:place], move)
    assert case.proofs == CASE.proofs
    assert gone == []


def test_a_copy_that_cannot_be_deleted_is_told() -> None:
    """The proof is gone from the case; what the system refused is said with what to do."""
    refusal = Problem("no", "x", "{path}: {reason}.", "Delete it.", {"path": "x", "reason": "?"})
    around = replace(surroundings(FIELDS), forget_file=lambda _file: refusal)
    prompter = Scripted(following(("remove",), ("p1",), ("yes",), ("yes",), ("enough",)))
    outcome = run_interview(CASE, sections(), around, prompter)
    assert len(outcome.case.proofs) == 1
    assert "! x: ?.\nDelete it." in prompter.shown


def test_without_an_answer_nothing_is_taken_away() -> None:
    """An empty choice is no choice: the question is asked again."""
    case, _, prompter = remove((), ("remove",), (), ("p1",), ("no",), ("enough",))
    assert case.proofs == CASE.proofs
    assert len(prompter.asked) == 6
