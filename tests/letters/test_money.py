"""Interest and fees in a letter: what is told can be recounted, and nothing else is told."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from complaintgen.analysis.charges import charges
from complaintgen.filing.prepare import reckon_charges
from complaintgen.letters.findings import fitting
from complaintgen.letters.phrases import bare
from complaintgen.letters.review import unreckoned
from complaintgen.model.case import LenderKind, Loan, Paid
from complaintgen.model.finding import FactKind
from tests.scenarios.making import FOLDER, TODAY, data, found, load, make

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaintgen.model.case import Case
    from complaintgen.model.letter import Text
    from tests.conftest import Golden

FEN = Decimal("0.01")
TAKE_IT = (
    "cbirc/complaint",
    "lender/complaint",
    "lender/statement",
    "local-finance/complaint",
    "private-lender/account",
)
BEYOND = ("charges-consumer-finance", "charges-paid-off")
SILENT = ("charges-within", "charges-rough")


def private(signed: date, received: date, paid: tuple[Paid, ...] = ()) -> Case:
    """A private loan of which far too much is demanded."""
    loan = Loan(
        signed_on=signed,
        principal=Decimal(50000),
        received=Decimal(45000),
        received_on=received,
        claimed=Decimal(150000),
        claimed_on=date(2026, 11, 10),
    )
    case = load("charges-consumer-finance")
    lender = replace(case.lender, kind=LenderKind.PRIVATE, name="虚某丙", seat=None)
    return replace(case, lender=lender, loan=loan, instalments=(), paid=paid)


def number(text: Text) -> Decimal:
    """A printed sum."""
    return Decimal(bare(text).replace(",", "").rstrip("%") or "0")


def recount(rows: tuple[Mapping[str, Text], ...]) -> tuple[Decimal, Decimal]:
    """Go through the printed table as a clerk with a pocket calculator; what is left at its end."""
    principal = unpaid = Decimal(0)
    before: date | None = None
    for row in rows:
        day = date.fromisoformat(bare(row["day"]))
        amount, what = number(row["amount"]), bare(row["what"])
        if before is not None:
            assert (day - before).days == number(row["days"])
            raw = max(principal, Decimal(0)) * number(row["percent"]) / 100 * number(row["days"])
            assert number(row["interest"]) == (raw / 365).quantize(FEN, ROUND_HALF_UP)
            unpaid += number(row["interest"])
        if what == "到账":
            principal += amount
        elif what == "还款":
            first = min(amount, unpaid)
            unpaid, principal = unpaid - first, principal - (amount - first)
        assert (number(row["unpaid"]), number(row["principal"])) == (unpaid, principal)
        before = day
    return unpaid, principal


def sums(text: Text) -> list[Decimal]:
    """The figures of the line below the table."""
    return [Decimal(each.replace(",", "")) for each in re.findall(r"-?[\d,]+\.\d\d", bare(text))]


@pytest.mark.parametrize("name", BEYOND)
def test_the_table_can_be_recounted(name: str) -> None:
    """Each line follows from the one before by its own printed figures, to the fen."""
    case = load(name)
    channel, _, letter = case.letters[0].partition("/")
    told = make(case, channel, letter).letter.context["charges"]
    unpaid, principal = recount(told["rows"])
    figures = sums(told["sums"])
    assert figures[:2] == [principal, unpaid]
    claimed = case.loan.claimed
    excess = -principal if claimed is None else claimed - (principal + unpaid)
    assert figures[-1] == excess
    assert f"{excess:,.2f}元" in bare(told["told"])


amounts = st.decimals(min_value="0.01", max_value="9000", places=2)
days = st.dates(min_value=date(2024, 8, 15), max_value=date(2026, 11, 10))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(days, amounts), max_size=8))
def test_any_table_can_be_recounted(paid: list[tuple[date, Decimal]]) -> None:
    """Whatever was paid and when: the printed figures carry each other."""
    rows = tuple(Paid(id=f"q{at}", day=day, amount=sum_) for at, (day, sum_) in enumerate(paid))
    case = private(date(2024, 8, 15), date(2024, 8, 15), rows)
    told = make(case, "private-lender", "account").letter.context["charges"]
    if told["annex"]:
        recount(told["rows"])


def test_a_private_loan_is_told_with_its_rate(golden: Golden) -> None:
    """Four times the loan prime rate of the contract's month, each number named."""
    paid = (Paid(id="q1", day=date(2024, 10, 15), amount=Decimal(5000)),)
    made = make(private(date(2024, 8, 15), date(2024, 8, 15), paid), "private-lender", "account")
    golden.check(FOLDER.parent / "letters" / "samples" / "private-loan.txt", made.text)
    assert "合同成立时一年期贷款市场报价利率3.35%的4倍即年利率13.4%" in made.text


def test_a_loan_across_the_change_is_told_with_both_rates(golden: Golden) -> None:
    """A contract of 2019: the old rule to 2020-08-19, then a rate that hangs on a day to come."""
    made = make(private(date(2019, 3, 1), date(2019, 3, 1)), "private-lender", "account")
    golden.check(FOLDER.parent / "letters" / "samples" / "private-loan-2019.txt", made.text)
    recount(made.letter.context["charges"]["rows"])


@pytest.mark.parametrize(
    ("signed", "rule"),
    [
        (date(2020, 8, 20), "（2020年8月修正）第二十六条、第三十条（"),
        (date(2020, 12, 31), "（2020年8月修正）第二十六条、第三十条（"),
        (date(2021, 1, 1), "（2020年第二次修正）第二十五条、第二十九条，利息"),
    ],
)
def test_the_rule_is_named_as_the_text_of_the_contract_day_has_it(signed: date, rule: str) -> None:
    """The articles of the amendment then in force; nothing of older contracts is said."""
    notes = make(private(signed, signed), "private-lender", "account").letter.context["charges"]
    told = bare(notes["notes"][1])
    assert rule in told
    assert "起诉" not in told


def test_who_brings_it_down_to_24_per_cent_is_said_once() -> None:
    """Against a licensed lender a court at the borrower's request; of a cap by rule nobody."""
    made = make(load("charges-consumer-finance"), "cbirc", "complaint")
    told = made.letter.context["charges"]
    said = (
        "总计超过年利率24%的部分，借款人可以请求人民法院予以调减（法发〔2017〕22号第二条第2项）。"
    )
    assert said in bare(told["told"])
    assert made.text.count(said) == 1
    private_ = make(load("private-loan"), "private-lender", "account")
    assert "请求人民法院" not in bare(private_.letter.context["charges"]["told"])
    assert "显著背离实际损失的，借款人可以请求人民法院" in bare(told["notes"][1])


@pytest.mark.parametrize("name", BEYOND)
def test_a_letter_prints_the_sums_that_were_worked_out(name: str) -> None:
    """What `costs` shows and what the letter prints are the same, to the fen, line by line."""
    case = load(name)
    channel, _, letter = case.letters[0].partition("/")
    working = charges(case, data().law, TODAY).working
    told = make(case, channel, letter).letter.context["charges"]
    assert working is not None
    for entry, row in zip(working.entries, told["rows"], strict=True):
        assert number(row["interest"]) == entry.interest
        assert (number(row["unpaid"]), number(row["principal"])) == (entry.unpaid, entry.principal)
    assert sums(told["sums"])[-1] == working.excess


def test_a_private_lender_learns_no_more_than_it_must() -> None:
    """It may be the one that threatens: no identity number, no address, no words of a call."""
    case = load("charges-consumer-finance")
    case = replace(private(date(2024, 5, 6), date(2024, 5, 6)), incidents=case.incidents)
    made = make(case, "private-lender", "account")
    text = made.text + "".join(made.sheets.values())
    assert case.complainant.id_number is not None
    assert case.complainant.id_number not in text
    assert (case.complainant.address or "示例路") not in text
    assert all(incident.words not in text for incident in case.incidents if incident.words)


@pytest.mark.parametrize("name", SILENT)
def test_nothing_is_asserted_that_the_figures_do_not_carry(name: str) -> None:
    """Within the cap, or with a rough figure: no paragraph, no table, no request, no finding."""
    case = load(name)
    for letter in case.letters:
        channel, _, own = letter.partition("/")
        made = make(case, channel, own)
        assert made.letter.context["charges"]["told"] == ()
        for word in ("测算", "调减", "年利率", "收取过高"):
            assert word not in made.text, (letter, word)
        assert "本投诉针对催收行为，不构成" in made.text or own == "statement"


def test_who_does_not_wish_it_gets_nothing_of_it() -> None:
    """A no leaves out the figures, also those that were given before."""
    case = load("charges-consumer-finance")
    no = replace(case, wishes=replace(case.wishes, charges=False))
    text = make(no, "cbirc", "complaint").text
    assert "测算" not in text
    assert "11,400" not in text
    assert "收取过高" not in text


@pytest.mark.parametrize("letter", ["cbirc/report", "nifa/report"])
def test_bodies_that_do_not_deal_with_sums_get_none(letter: str) -> None:
    """A report of misconduct holds no figure of the debt and no finding of fees."""
    channel, _, own = letter.partition("/")
    text = make(load("charges-consumer-finance"), channel, own).text
    for word in ("8,560", "11,400", "3,622.83", "测算", "收取过高"):
        assert word not in text


def test_findings_of_money_stay_out_without_a_working() -> None:
    """What was found of sums is told only beside the working that shows it."""
    case = load("charges-consumer-finance")
    form = data().channels["cbirc"].letters["complaint"]
    findings = found(case, "cbirc", "complaint")
    kinds = {fact.kind for each in findings for fact in each.facts}
    assert {FactKind.CHARGES_OVER_CAP, FactKind.DEDUCTED_FIRST} <= kinds
    told = fitting(findings, form, case.incidents)
    assert not {fact.kind for each in told for fact in each.facts if fact.amount is not None}


def test_it_is_said_why_nothing_is_worked_out() -> None:
    """The answer that hinders is named; within the cap that is said too; else nothing."""
    form = data().channels["cbirc"].letters["complaint"]

    def said(name: str) -> list[tuple[str, str]]:
        charges = reckon_charges(load(name), data().law, form, TODAY)
        return [(problem.code, problem.place) for problem in unreckoned(charges)]

    assert said("charges-rough") == [("charges-hindered", "loan.claimed")]
    assert said("charges-within") == [("charges-within", "wishes.charges")]
    assert said("charges-consumer-finance") == []


@pytest.mark.parametrize("letter", TAKE_IT)
def test_a_letter_that_takes_it_takes_all_of_it(letter: str) -> None:
    """No figure of the working is asked and then kept out of the letter."""
    channel, _, own = letter.partition("/")
    form = data().channels[channel].letters[own]
    allowed = {rule.path for rule in (*form.required, *form.allowed)}
    sums_ = ("received", "claimed", "principal", "signed_on", "received_on", "claimed_on")
    assert {f"loan.{name}" for name in sums_} <= allowed
    assert {"paid.*.day", "paid.*.amount", "instalments.*.times"} <= allowed


def test_a_finding_of_money_alone_names_no_rows() -> None:
    """Of no incident: no day, no row and no exhibit is said of it, but how it came about."""
    context = make(load("charges-paid-off"), "local-finance", "complaint").letter.context
    told = next(each for each in context["findings"] if "过高" in each["title"])
    assert "序号" not in bare(told["facts"])
    assert bare(told["facts"]).endswith("。")
    assert "测算" in bare(told["basis"])
    assert "本人陈述" not in bare(told["basis"])
    assert "日期记不清" not in bare(told["law"])
    assert {"loan.received", "paid.q1.amount"} <= set(told["plain_number"][0]["from"])


def test_act_and_sum_stand_in_one_finding() -> None:
    """Who also said that fees were demanded has both in one paragraph, each with its basis."""
    case = load("charges-consumer-finance")
    first = replace(case.incidents[0], acts=("threat", "excessive_fees"))
    context = make(replace(case, incidents=(first,)), "cbirc", "complaint").letter.context
    told = next(each for each in context["findings"] if "过高" in each["title"])
    facts = bare(told["facts"])
    assert "（序号1）" in facts
    assert "多3,622.83元" in facts
    assert bare(told["basis"]).startswith("以上为本人陈述。以上金额由本人")


def test_nothing_is_asked_to_be_reduced_where_nothing_goes_beyond() -> None:
    """What goes beyond is asked to be reduced only where something goes beyond."""
    ticked = replace(load("charges-within").wishes, requests=("reduce_excess", "written_reply"))
    case = replace(load("charges-within"), wishes=ticked)
    assert "调减" not in make(case, "cbirc", "complaint").text
