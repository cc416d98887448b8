"""Masking: what the case knows of persons is in no text, whatever its spacing; companies stay."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.letters.masking import cut_name, masked, names_in
from complaintgen.model.case import (
    Case,
    Collector,
    Complainant,
    Contact,
    Incident,
    Lender,
    LenderKind,
    Loan,
    Step,
)
from tests.scenarios.making import data

WORDS = data().wording.masks
CASE = Case(
    complainant=Complainant(
        name="欧阳若兰",
        id_number="990101199311110027",
        phone="10012342222",
        address="示例省示例市示例区虚构路11号",
        email="ruolan@example.invalid",
    ),
    lender=Lender(name="示例刘氏小额贷款有限公司", kind=LenderKind.MICROLOAN),
    loan=Loan(contract_number="HT-甲-08"),
    collectors=(Collector(id="k1", name="示例信用管理有限公司", person="李建军（工号8021）"),),
    contacts=(Contact(id="c1", name="陈某乙"), Contact(id="c2", name="John Smith")),
    incidents=(
        Incident(
            id="i1",
            day=dt.date(2026, 3, 5),
            target_name="表姐刘某霞",
            told_by="高中同学王小明",
            number="10077770001",
        ),
    ),
)


def _told(text: str) -> str:
    """A text of an incident as a public letter has it."""
    own = Case(incidents=(Incident(id="i1", account=text),))
    return masked(own, CASE, WORDS).incidents[0].account or ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("欧阳若兰欠钱", "欧阳某欠钱"),
        ("欧 阳\u200b若·兰欠钱", "欧阳某欠钱"),
        ("若兰你听着", "某你听着"),
        ("打给刘某霞和王小明", "打给刘某和王某"),
        ("李建军说", "李某说"),
        ("打给JOHN SMITH", "打给J****"),
        ("身份证990101199311110027", "身份证****"),
        ("身份证 9901 0119 9311 1100 27", "身份证 ****"),
        ("身份证99010119931111002X!", "身份证****!"),
        ("电话１００１２３４２２２２", "电话****"),
        ("电话100-7777-0001", "电话****"),
        ("打了13800001111", "打了138****"),
        ("打了一三八零零零零一一一一", "打了一三八****"),
        ("卡号6222 0200 0000 0000 001", "卡号****"),
        ("尾号8899的卡", "尾号****的卡"),
        ("合同HT-甲-08", "合同****"),
        ("合同ＨＴ甲08", "合同****"),
        ("住在虚构路11号", "住在****"),
        ("生于1993年11月11日", "生于****"),
        ("信箱ruolan@example.invalid", "信箱****"),
        ("信箱other.one @ example . com", "信箱****"),
        ("2026-03-05打来三次", "2026-03-05打来三次"),
        ("2026年3月5日22时10分打来12次", "2026年3月5日22时10分打来12次"),
        ("要我还120000.50元", "要我还120000.50元"),
        ("拨打12378、95588", "拨打12378、95588"),
        ("打给我母亲和同事", "打给我母亲和同事"),
    ],
)
def test_names_and_numbers_are_masked(text: str, expected: str) -> None:
    """Known names and values in every spelling, unknown numbers by their length; no day, no sum."""
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("表姐刘某霞", ["刘某霞"]),
        ("同事王强（财务部）", ["王强"]),
        ("母亲", []),
        ("人事部同事", []),
        ("高中同学", []),
        ("李经理", []),
        ("自称律师张三丰", ["张三丰"]),
        ("欧阳若", ["欧阳若"]),
        ("示例信用管理有限公司", []),
        ("邻居王某、朋友吴某", ["王某", "吴某"]),
    ],
)
def test_names_are_found_among_other_words(text: str, names: list[str]) -> None:
    """Kin, posts and companies are no names; what follows them may be one."""
    assert list(names_in(text, WORDS)) == names


def test_fields_that_hold_names_are_masked_and_companies_stay() -> None:
    """The complainant, people reached and collectors are cut; lender and agency are named."""
    own = masked(CASE, CASE, WORDS)
    assert own.complainant.name == "欧阳某"
    assert own.incidents[0].target_name == "表姐刘某"
    assert own.collectors[0].person == "李某（工号8021）"
    assert own.collectors[0].name == "示例信用管理有限公司"
    assert own.lender.name == "示例刘氏小额贷款有限公司"
    assert [contact.name for contact in own.contacts] == ["陈某", "J****"]


def test_a_private_lender_and_a_collector_that_is_a_person_are_persons() -> None:
    """A name in the place of a company is masked like any other."""
    case = Case(
        lender=Lender(name="赵大海", kind=LenderKind.PRIVATE),
        collectors=(Collector(id="k1", name="钱小刚"),),
        steps=(Step(id="s1", body="赵大海本人"),),
    )
    own = masked(case, case, WORDS)
    assert own.lender.name == "赵某"
    assert own.collectors[0].name == "钱某"
    assert own.steps[0].body == "赵某本人"


def test_masking_keeps_links_and_kinds() -> None:
    """Ids, links and closed answers are untouched; masking twice changes nothing more."""
    own = masked(CASE, CASE, WORDS)
    assert [entry.id for entry in own.incidents] == ["i1"]
    assert own.lender.kind is LenderKind.MICROLOAN
    assert masked(own, CASE, WORDS) == own


HAN = st.sampled_from("兰建军霞强丽海波")
BETWEEN = st.sampled_from(["", " ", "\u200b", "·", "　", "-", "\n", "\ufeff"])


@given(
    surname=st.sampled_from(["欧阳", "司马", "王", "陈", "刘"]),
    rest=st.text(HAN, min_size=1, max_size=2),
    around=st.tuples(st.text(max_size=8), st.text(max_size=8)),
    gap=BETWEEN,
)
def test_no_spelling_of_the_writers_name_survives(
    surname: str, rest: str, around: tuple[str, str], gap: str
) -> None:
    """However it is spaced and whatever stands around it, the full name is gone."""
    name = surname + rest
    case = Case(complainant=Complainant(name=name))
    text = around[0] + gap.join(name) + around[1]
    own = msgspec.structs.replace(case, incidents=(Incident(id="i1", words=text),))
    words = masked(own, own, WORDS).incidents[0].words or ""
    assert gap.join(name) not in words
    assert cut_name(name, WORDS) == f"{surname}某"


@given(
    number=st.text(st.sampled_from("0123456789０１２３４５６７８９"), min_size=7, max_size=19),
    gap=st.sampled_from(["", " ", "-", "\u200b", ". "]),
)
def test_no_long_number_survives(number: str, gap: str) -> None:
    """Seven signs and more are cut to three at most, whatever parts them."""
    told = _told(f"号码{gap.join(number)}。")
    assert sum(sign.isdigit() for sign in told) <= 3
