"""A letter about a credit card speaks of a card, one about a loan of a loan, others of neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
import pytest

from complaintgen.filing.reading_copy import reading_html
from complaintgen.filing.sample_cases import sample_cases
from complaintgen.library.places import data_folder
from complaintgen.library.questions import read_questions
from complaintgen.model import paths
from complaintgen.model.case import Case, LenderKind
from tests.scenarios.making import data, load, make, routed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.scenarios.making import Made

LETTERS = [(name, letter) for name, body in data().channels.items() for letter in body.letters]
each_letter = pytest.mark.parametrize(("channel", "letter"), LETTERS)
CARDS = ("bank-card", "card-plan", "new-facts-card")
SAMPLES = ("full", "no proofs", "empty")
TITLES = re.compile("《[^》]*》|另行借款|数额返还借款")
OF_A_LOAN = re.compile("借款|出借|放款|贷款合同")
IN_ENGLISH = re.compile(r"\b(?<!another )(?<![Pp]ost-)(?:loans?|lend\w*|borrow\w*)\b")
OF_A_CARD = re.compile("信用卡|发卡|透支")
SLOT = re.compile(r"\{debt|\{\{")


def _of_kind(case: Case, kind: LenderKind) -> Case:
    """The case with another kind of lender, and with nothing of a loan in the person's words."""
    plain = msgspec.json.encode(case).decode()
    for word in ("示例借款", "借款应用", "借款会员", "虚构优贷借款"):
        plain = plain.replace(word, "示例应用")
    told = plain.replace('"借款信息"', '"\\u501f\\u6b3e信息"').replace("本人有借款", "本人欠钱")
    told = re.sub("借款(?!信息)", "事情", told)
    own = paths.replace(msgspec.json.decode(told, type=Case), "lender.kind", kind)
    return own if kind is LenderKind.BANK else paths.replace(own, "wishes.charges", None)


def _cases(channel: str, letter: str, kind: LenderKind) -> Iterator[tuple[str, Case]]:
    sections, _ = read_questions(data_folder() / "questions")
    form = data().channels[channel].letters[letter]
    samples = dict(sample_cases(form, sections))
    yield from ((label, _of_kind(samples[label], kind)) for label in SAMPLES)


def _texts(made: Made) -> Iterator[tuple[str, str]]:
    yield "letter", TITLES.sub("", made.text)
    for name, text in made.sheets.items():
        yield name, TITLES.sub("", text)


def _copy(made: Made) -> str:
    assert made.copy is not None
    return re.sub("<[^>]+>", "", reading_html(data().templates, made.copy))


def _words(found: re.Pattern[str], text: str) -> set[str]:
    """The lines in which such a word stands."""
    return {line for line in text.split("\n") if found.search(line)}


@each_letter
def test_a_card_is_never_called_a_loan(channel: str, letter: str) -> None:
    """In no letter, sheet, call script or copy of a card holder stands a word of a loan."""
    cases = [*_cases(channel, letter, LenderKind.CREDIT_CARD), *((n, load(n)) for n in CARDS)]
    for label, case in cases:
        if not routed(case, channel, letter).allowed:
            continue
        made = make(case, channel, letter)
        for name, text in _texts(made):
            assert _words(OF_A_LOAN, text) | _words(SLOT, text) == set(), (label, name)
        copy = _copy(made)
        assert _words(IN_ENGLISH, copy) | _words(SLOT, copy) == set(), label


@each_letter
@pytest.mark.parametrize("kind", [LenderKind.BANK, LenderKind.UNKNOWN])
def test_no_other_debt_is_called_a_card(channel: str, letter: str, kind: LenderKind) -> None:
    """The words of a card stay with cards; the letter itself, its sheets may tell of both."""
    for label, case in _cases(channel, letter, kind):
        made = make(case, channel, letter)
        assert _words(OF_A_CARD, TITLES.sub("", made.text)) == set(), label
        assert not any(_words(SLOT, text) for _, text in _texts(made)), label


SAID = [
    ("card-plan", "cbirc/complaint", "本人信用卡的情况：名称为示例信用卡，办理于2021年3月"),
    ("card-plan", "cbirc/complaint", "到期还款日为2026年6月15日"),
    ("card-plan", "cbirc/complaint", "信用卡欠款已经逾期"),
    ("card-plan", "cbirc/complaint", "停止向其透露本人的信用卡欠款信息"),
    ("card-plan", "lender/statement", "信用卡领用合约副本"),
    ("card-plan", "lender/statement", "透支本金、利息、复利、违约金"),
    ("card-plan", "lender/negotiation", "一、信用卡的情况"),
    ("card-plan", "lender/agency", "就本人信用卡欠款委托了外部机构催收"),
    ("bank-card", "police/report", "发卡银行"),
    ("bank-card", "court/injunction", "信用卡欠款信息"),
    ("demo", "cbirc/complaint", "本人借款的情况：产品名称为"),
    ("consumer-plan", "lender/statement", "借款合同副本"),
    ("lender-unknown", "cbirc/complaint", "所涉债务的情况：通过示例快借办理"),
    ("lender-unknown", "cbirc/complaint", "〔待补：贷款机构的全称〕"),
    ("guarantee-company", "local-finance/complaint", "透露本人的债务信息"),
    ("unlicensed-threats", "police/report", "放贷人"),
]


@pytest.mark.parametrize(("name", "which", "words"), SAID)
def test_each_debt_has_its_own_words(name: str, which: str, words: str) -> None:
    """A card, a loan, a debt of which no more is known: each in the words of the field."""
    channel, _, letter = which.partition("/")
    assert words in make(load(name), channel, letter).text


def test_an_overdrawn_principal_is_called_so() -> None:
    """What the card holder gives as principal is the overdrawn principal, not that of a loan."""
    case = paths.replace(load("card-plan"), "loan.principal", load("demo").loan.principal)

    assert "透支本金为人民币" in make(case, "lender", "negotiation").text


def test_advance_deduction_is_no_ground_against_a_card() -> None:
    """Nobody deducts interest from an overdraft in advance: the article on it is left out."""
    assert "预先" in make(load("consumer-plan"), "lender", "statement").text
    assert "预先" not in make(load("card-plan"), "lender", "statement").text
