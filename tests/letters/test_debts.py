"""What a debt is called follows from the kind of lender, and from nothing that a letter hides."""

from __future__ import annotations

import msgspec
import pytest

from complaintgen.letters.belonging import asked_as
from complaintgen.letters.debts import filled, lender_for, speaking_of, words_of
from complaintgen.library.package import load
from complaintgen.library.together import check_debts
from complaintgen.model.case import Case, Lender, LenderKind
from tests.scenarios.making import load as load_scenario
from tests.scenarios.making import make

LIBRARY = load()


def _card() -> Case:
    return Case(lender=Lender(kind=LenderKind.CREDIT_CARD))


def test_other_slots_are_left_alone() -> None:
    """Only the places for the debt's words are filled; a word that there is not is an error."""
    assert filled("{debt.a}为{value}", {"a": "透支本金"}) == "透支本金为{value}"
    with pytest.raises(KeyError):
        filled("{debt.b}", {"a": "透支本金"})


@pytest.mark.parametrize(
    ("kind", "contract", "lender"),
    [
        (LenderKind.CREDIT_CARD, "信用卡领用合约", "发卡银行"),
        (LenderKind.BANK, "借款合同", "贷款机构"),
        (LenderKind.PRIVATE, "借款合同", "出借人"),
        (LenderKind.LOCAL_FINANCE, "合同", "对方机构"),
        (LenderKind.UNKNOWN, "合同", "贷款机构"),
        (None, "合同", "贷款机构"),
    ],
)
def test_words_follow_the_lender(kind: LenderKind | None, contract: str, lender: str) -> None:
    """A card, a loan, what is neither, and what nobody told."""
    words = words_of(LIBRARY.wording, kind)
    assert (words["contract"], words["lender"]) == (contract, lender)


@pytest.mark.parametrize("kind", [None, *LenderKind])
def test_no_place_stays_open(kind: LenderKind | None) -> None:
    """Whatever the lender, in both tongues every word of the letters is whole."""
    for wording in (LIBRARY.wording, LIBRARY.reading):
        assert "{debt." not in str(msgspec.structs.replace(speaking_of(wording, kind), debts={}))


def test_a_letter_that_may_not_tell_the_lender_speaks_of_a_debt() -> None:
    """The operator of a telephone does not learn from our words that it is a card."""
    carrier = LIBRARY.channels["carrier"].letters["complaint"]
    regulator = LIBRARY.channels["cbirc"].letters["complaint"]

    assert lender_for(_card(), carrier) is None
    assert lender_for(_card(), regulator) is LenderKind.CREDIT_CARD


def test_a_word_that_there_is_not_is_named_with_its_place() -> None:
    """A misspelt word in a channel, one where nothing fills it, one that only Chinese has."""
    body = LIBRARY.channels["cbirc"]
    (first, *others) = body.requests
    wrong = msgspec.structs.replace(first, zh="{debt.contrakt}")
    named = msgspec.structs.replace(body.names[0], full="{debt.matter}")
    broken = msgspec.structs.replace(body, requests=(wrong, *others), names=(named,))
    reading = msgspec.structs.replace(LIBRARY.reading, debts={k: {} for k in LIBRARY.wording.debts})

    found = list(check_debts({"cbirc": broken}, LIBRARY.wording, LIBRARY.reading))
    assert {problem.values["name"] for problem in found} == {"contrakt", "matter"}
    assert list(check_debts(LIBRARY.channels, LIBRARY.wording, LIBRARY.reading)) == []
    assert list(check_debts({}, LIBRARY.wording, reading))


def test_questions_about_a_card_speak_of_a_card() -> None:
    """The same question, in other words; who has a loan is asked as before."""
    questions = {q.id: q for section in LIBRARY.sections for q in section.questions}
    principal = questions["loan.principal"]

    assert asked_as(_card(), principal).text.zh == "透支的本金是多少（元）？"
    assert asked_as(_card(), principal).id == principal.id
    assert asked_as(Case(), principal) == principal
    for question in questions.values():
        asked = asked_as(_card(), question)
        if question.id.startswith("loan.") and not question.id.startswith("loan.claimed_"):
            assert "借" not in asked.text.zh, question.id


def test_a_letter_to_the_lender_speaks_to_it_and_others_hear_of_it() -> None:
    """贵单位 in the letter it gets itself, 贵方 to a private lender, 对方 to a supervisor."""
    company, person = map(load_scenario, ("charges-alone", "private-loan"))
    assert "贵单位于2026年11月18日要求偿还" in make(company, "lender", "complaint").text
    assert "对方于2026年11月18日要求偿还" in make(company, "cbirc", "complaint").text
    told = make(person, "private-lender", "account").text
    assert "贵方于2026年11月10日要求偿还" in told
    assert "对方要求" not in told
