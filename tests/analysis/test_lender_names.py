"""What a lender's name tells besides its kind."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.analysis.lender_names import find_company, name_remark, propose_seat
from complaintgen.analysis.routing import office_for, propose_kind
from complaintgen.library import package
from complaintgen.model.case import LenderKind

TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def library() -> package.Library:
    """All data of the package."""
    return package.load()


def remark(library: package.Library, name: str, kind: LenderKind | None = None) -> str:
    """The Chinese of what is said about a name; empty where nothing is."""
    found = name_remark(name, library.lender_words, library.consumer_finance, kind)
    return found.zh if found else ""


def seat(library: package.Library, name: str) -> str:
    """The seat proposed for a name; empty where none is."""
    found = propose_seat(
        name, library.lender_words, library.consumer_finance, library.offices.values()
    )
    return found.seat if found else ""


def test_there_are_thirty_one_companies(library: package.Library) -> None:
    """Each is found by its name, is of the right kind, and its bureau is known."""
    table = library.consumer_finance
    assert len(table.companies) == 31
    for company in table.companies:
        name = f"{company.name}消费金融有限公司"
        proposal = propose_kind(name, library.lender_words)
        assert proposal is not None
        assert proposal.kind is LenderKind.CONSUMER_FINANCE
        assert find_company(name, table) == company
        assert remark(library, name) == ""
        assert seat(library, name) == company.seat
        assert office_for(library.offices["nfra"], company.seat, TODAY) is not None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("京东消费金融有限公司", "天津京东"),
        ("天津市京东消费金融有限公司", "天津京东"),
        ("捷信消费金融有限公司", "天津京东"),
        ("蚂蚁消费金融", "重庆蚂蚁"),
        ("重庆市蚂蚁消费金融有限公司", "重庆蚂蚁"),
        ("四川唯品富邦消费金融有限公司", "四川省唯品富邦"),
        ("青岛海尔消费金融有限公司", "海尔"),
        ("海 尔 消 费 金 融 有限公司", "海尔"),
        ("新北银消费金融有限公司", ""),
        ("银消费金融有限公司", ""),
        ("虚构消费金融有限公司", ""),
        ("北京消费金融有限公司", ""),
        ("北银科技有限公司", ""),
    ],
)
def test_a_trade_name_is_found_with_and_without_its_place(
    library: package.Library, name: str, found: str
) -> None:
    """Only the place may differ: a name that merely ends alike is another company."""
    company = find_company(name, library.consumer_finance)
    assert (company.name if company else "") == found


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("虚构消费金融有限公司", "名单里没有找到"),
        ("捷信消费金融有限公司", "现在是天津京东消费金融"),
        ("示例易借", "可能是应用的品牌名"),
        ("示例银行股份有限公司、北银消费金融有限公司", "联合贷"),
        ("示例银行股份有限公司和虚构消费金融有限公司", "联合贷"),
        ("示例银行股份有限公司（重庆、上海）", ""),
        ("示例银行和谐支行", ""),
        ("示例农村信用合作联社", ""),
        ("重庆示例小额贷款有限公司", ""),
        ("天津京东消费金融有限公司（曾用名：捷信消费金融有限公司）", ""),
        ("", ""),
    ],
)
def test_a_name_that_may_lead_astray_gets_a_word(
    library: package.Library, name: str, said: str
) -> None:
    """Brands, two lenders, former and unknown names; nothing is said of an ordinary one."""
    found = remark(library, name)
    assert said in found
    assert bool(said) == bool(found)


def test_a_brand_leads_to_where_the_name_stands(library: package.Library) -> None:
    """Contract, bank entry, credit report and register are named, and going on is fine."""
    found = remark(library, "示例易借")
    assert all(place in found for place in ("合同", "流水", "征信报告", "公示系统", "先往下走"))


def test_a_private_lender_needs_no_registered_name(library: package.Library) -> None:
    """A person's name is no brand, once the person said so."""
    assert remark(library, "陈某甲", LenderKind.PRIVATE) == ""
    assert remark(library, "陈某甲") != ""


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("重庆示例小额贷款有限公司", "重庆"),
        ("深圳市示例小额贷款有限公司", "深圳"),
        ("示例小额贷款有限公司", ""),
        ("重庆小面", ""),
    ],
)
def test_a_registered_name_begins_with_its_seat(
    library: package.Library, name: str, place: str
) -> None:
    """The place is proposed only for what names a company."""
    assert seat(library, name) == place


@given(name=st.text())
def test_any_name_can_be_looked_at(name: str, library: package.Library) -> None:
    """No name makes the proposals fail."""
    remark(library, name)
    seat(library, name)


def test_a_remark_has_no_open_slots(library: package.Library) -> None:
    """A name with brackets of its own is no pattern."""
    assert "{x}" in remark(library, "{x}")
    assert "{" not in remark(library, "捷信消费金融有限公司")
