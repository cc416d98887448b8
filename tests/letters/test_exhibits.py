"""What the list of evidence says that an exhibit shows."""

from __future__ import annotations

from typing import Any

import msgspec

from complaintgen.letters.phrases import bare
from complaintgen.model.case import Proof, ProofKind
from tests.scenarios.making import load, make

REVIEW = load("card-plan")


def _shows(*proofs: Proof, **changed: Any) -> list[str]:  # noqa: ANN401
    """What the exhibits of an application for review show."""
    case = msgspec.structs.replace(REVIEW, proofs=proofs or REVIEW.proofs, **changed)
    lines = make(case, "lender", "review").letter.context["exhibits"]
    return [bare(line["shows"]) for line in lines]


def test_a_letter_that_tells_no_acts_says_of_which_days_an_exhibit_is() -> None:
    """Day and kind of the acts it proves; nothing of what was said in them."""
    assert _shows() == ["2026年10月9日、10月10日的电话"]


def test_what_the_writer_says_it_shows_goes_first() -> None:
    """Then nothing is added."""
    own = msgspec.structs.replace(REVIEW.proofs[0], shows="当晚的来电时间")
    assert _shows(own) == ["当晚的来电时间"]


def test_where_nothing_is_known_the_column_is_left_out() -> None:
    """No phrase that says nothing."""
    loose = Proof(id="p9", kind=ProofKind.PHOTO, name="照片")
    case = msgspec.structs.replace(REVIEW, proofs=(loose,))
    text = make(case, "lender", "review").text
    assert "证据1" in text
    assert "证明内容" not in text
    assert "与所述事项有关" not in text


def test_where_one_exhibit_says_something_the_other_is_marked() -> None:
    """The column stays, its empty place is a dash."""
    loose = Proof(id="p9", kind=ProofKind.PHOTO, name="照片")
    case = msgspec.structs.replace(REVIEW, proofs=(*REVIEW.proofs, loose))
    text = make(case, "lender", "review").text
    assert "证明内容" in text
    assert "—" in text.partition("证明内容")[2]


def test_a_list_of_calls_is_said_to_show_the_calls_and_no_word_of_them() -> None:
    """So is a picture of the list on the screen; a recording shows what happened."""
    case = load("consumer-finance")
    kinds = (
        ProofKind.CALL_LIST,
        ProofKind.SCREENSHOT,
        ProofKind.RECORDING,
        ProofKind.WITNESS,
    )
    shown = {}
    for proof in (msgspec.structs.replace(case.proofs[0], kind=kind) for kind in kinds):
        changed = msgspec.structs.replace(case, proofs=(proof, *case.proofs[1:]))
        lines = make(changed, "court", "statement").letter.context["exhibits"]
        shown[proof.kind] = bare(lines[0]["shows"])
    assert shown == {
        ProofKind.CALL_LIST: "序号1至12的来电日期、时间和次数",
        ProofKind.SCREENSHOT: "序号1至12的来电日期、时间和次数",
        ProofKind.RECORDING: "序号1至12的事实",
        ProofKind.WITNESS: "序号1至12的事实",
    }
