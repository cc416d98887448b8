"""What a statement of claim says of the defendant and of the rights that were infringed."""

from __future__ import annotations

import msgspec
import pytest

from complaintgen.model.case import Act, Case, Incident, LenderKind, Target
from tests.scenarios.making import load, make

BASE = load("unlicensed-threats")


def told(*acts: Act, target: Target = Target.SELF) -> Case:
    """The case with one incident of these acts."""
    (first, *_) = BASE.incidents
    incident: Incident = msgspec.structs.replace(first, acts=acts, target=target)
    return msgspec.structs.replace(BASE, incidents=(incident,))


def test_a_threat_in_a_message_infringes_no_reputation() -> None:
    """名誉权 is claimed only where a finding rests on the article on reputation."""
    text = make(told(Act.THREAT), "court", "statement").text
    assert "侵害了原告的隐私权。" in text
    shown = told(Act.HUMILIATING_PICTURE, target=Target.COLLEAGUE)
    assert "侵害了原告的名誉权" in make(shown, "court", "statement").text


@pytest.mark.parametrize(("kind", "answers"), [("private", False), ("bank", True)])
def test_a_person_answers_for_no_staff(kind: str, answers: bool) -> None:  # noqa: FBT001
    """Article 1191 is about employers: a claim against a person does not cite it."""
    lender = msgspec.structs.replace(BASE.lender, kind=LenderKind(kind))
    text = make(msgspec.structs.replace(BASE, lender=lender), "court", "statement").text
    assert ("第一千一百九十一条" in text) is answers
