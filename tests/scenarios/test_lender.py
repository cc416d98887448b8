"""Letters to the lender itself: who gets them, what they rest on, and what they never say."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from msgspec.structs import replace

from complaintgen.model import paths
from complaintgen.model.case import Case, LenderKind
from complaintgen.model.letter import Lack
from tests.scenarios.making import data, lacks, load, make, routed

CASES = ("card-plan", "consumer-plan", "microloan-plan")
LETTERS = ("complaint", "stop-contact", "agency", "statement", "negotiation", "review")


def with_kind(name: str, kind: LenderKind) -> Case:
    """A case about another kind of lender."""
    return paths.replace(load(name), "lender.kind", kind)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("letter", LETTERS[:-1])
def test_a_letter_goes_to_the_lender_by_its_name(name: str, letter: str) -> None:
    """The addressee is the answer, with the answer as its source."""
    case = load(name)
    made = make(case, "lender", letter)
    assert made.routing.addressee.full == case.lender.name
    assert made.letter.context["addressee"] == (
        {"text": case.lender.name, "from": ("lender.name",)},
    )


def test_a_review_goes_to_the_superior() -> None:
    """Not to the branch that decided."""
    assert make(load("card-plan"), "lender", "review").text.splitlines()[2] == (
        "示例银行股份有限公司："
    )


def test_without_a_name_the_addressee_is_an_open_place() -> None:
    """Nothing is sent to nobody: the name is asked for, and the draft shows it."""
    case = paths.replace(load("card-plan"), "lender.name", None)
    assert "lender.name" in {need.path for need in lacks(case, "lender", "statement")}
    made = make(case, "lender", "statement")
    assert "〔待补：发卡银行的全称〕：" in made.text
    assert made.routing.addressee.full == "贷款机构"


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("kind", LenderKind)
def test_private_and_unlicensed_lenders_get_no_letter(letter: str, kind: LenderKind) -> None:
    """They have nobody who handles it; each refusal says where to go instead."""
    no_superior = {"microloan", "local_finance", "platform", "p2p"}
    refused = kind in ("private", "unlicensed") or (letter == "review" and kind in no_superior)
    routing = routed(with_kind("card-plan", kind), "lender", letter)
    assert routing.allowed is not refused
    assert all(entry.instead.zh for entry in routing.refusals)


def test_the_platform_gets_a_copy_only_where_it_is_named() -> None:
    """Its company as the writer gave it; no line where nobody named one."""
    assert (
        "抄送：虚构数字科技有限公司" in make(load("microloan-plan"), "lender", "stop-contact").text
    )
    assert "抄送" not in make(load("card-plan"), "lender", "stop-contact").text


@pytest.mark.parametrize("name", CASES)
def test_no_sum_is_promised_that_nobody_named(name: str) -> None:
    """Without an answer there is no plan, no day and no amount; with one it is no promise."""
    case = load(name)
    for field in ("monthly", "first_on"):
        case = paths.replace(case, f"repayment.{field}", None)
    text = make(case, "lender", "negotiation").text
    assert "每月还款" not in text
    assert "以双方书面确认为准" in text
    said = make(paths.replace(case, "repayment.monthly", Decimal(321)), "lender", "negotiation")
    assert re.search("每月还款约?321元。本人提出的方案，以双方书面确认为准", said.text)
    assert "不构成还款承诺" in said.text


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("letter", ["statement", "negotiation"])
def test_letters_about_money_admit_nothing(name: str, letter: str) -> None:
    """No 欠款 of the writer's, no 承认 but the one that is denied, and no state of the loan."""
    text = make(load(name), "lender", letter).text
    assert "逾期" not in text
    assert not re.search("(?<!不构成)(?<!不构成对债务金额、利息、费用的)(?<!还款义务的)承认", text)
    assert "人民币46,820.35元" not in text or "单位要求偿还的金额为人民币46,820.35元" in text


def test_a_number_of_days_stands_only_where_a_rule_gives_it() -> None:
    """The lender's fifteen days are cited for banks, and not for a micro-loan company."""
    bank = make(load("card-plan"), "lender", "complaint")
    micro = make(load("microloan-plan"), "lender", "complaint")
    assert (
        "《银行业保险业消费投诉处理管理办法》第十八条，贵单位应当自收到投诉之日起15日内"
        in bank.text
    )
    assert "15日内" not in micro.text
    assert "- 15日内：" in bank.sheets["filing"]
    assert "- 15日内：" not in micro.sheets["filing"]
    assert "没有查到对这类机构统一规定的答复期限" in micro.sheets["filing"]
    assert "没有查到对这类机构统一规定的答复期限" not in bank.sheets["filing"]


def test_a_review_waits_for_an_answered_step_to_the_lender() -> None:
    """No such step, no review; a second step without an answer keeps nothing back."""
    case = load("consumer-plan")
    assert lacks(case, "lender", "review") == ()
    (need,) = [n for n in lacks(replace(case, steps=()), "lender", "review") if n.path == "steps"]
    assert need.lack is Lack.EMPTY
    waiting = replace(case, steps=case.steps[1:])
    assert "steps" in {need.path for need in lacks(waiting, "lender", "review")}
    text = make(case, "lender", "review").text
    assert "在线客服" in text
    assert "仍在处理之中" not in text


def test_what_the_branch_said_is_asked_for() -> None:
    """The day of the answer and the answer itself are open places until they are known."""
    case = paths.replace(load("card-plan"), "steps.s1.answered_on", None)
    case = paths.replace(case, "steps.s1.answer", None)
    missing = {need.path for need in lacks(case, "lender", "review")}
    assert {"steps.s1.answered_on", "steps.s1.answer"} <= missing
    text = make(case, "lender", "review").text
    assert "〔待补：收到答复的日期〕" in text
    assert "〔待补：答复内容〕" in text


def test_a_review_lists_every_proof() -> None:
    """It tells no incident, so what proves one is listed all the same."""
    assert [e.proof for e in make(load("card-plan"), "lender", "review").letter.exhibits] == ["p1"]


def test_the_third_persons_letter_tells_of_third_persons_only() -> None:
    """What was done to the writer is not in it; without such incidents the part is left out."""
    text = make(load("card-plan"), "lender", "stop-contact").text
    assert "明天去你公司前台等你" not in text
    assert "联系第三人的情况" in text
    assert "联系第三人的情况" not in make(load("consumer-plan"), "lender", "stop-contact").text


def test_every_ground_is_listed_among_what_is_cited() -> None:
    """The pack's list of citations holds the grounds, each once."""
    cited = make(load("card-plan"), "lender", "stop-contact").letter.cited
    assert cited == tuple(
        f"pipl/{n}" for n in ("第十三条", "第十五条", "第二十一条", "第四十七条", "第五十条")
    )
    known = data().law.instruments["pipl"]
    assert all(known.article(name.partition("/")[2]) for name in cited)
