"""Routing: refusals, dated names, local offices, and the kind of lender a name shows."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from complaintgen.analysis.routing import find_seat, name_on, office_for, propose_kind, route
from complaintgen.library.lender_words import read_lender_words
from complaintgen.library.places import data_folder
from complaintgen.model.body import Name, Office, Offices, Refusal
from complaintgen.model.case import Case, Lender, LenderKind
from complaintgen.model.channel import Channel
from complaintgen.model.forms import build
from complaintgen.model.letter_form import Cites, LetterForm
from complaintgen.model.question import Words
from complaintgen.model.sourced import Confidence, Sourced

if TYPE_CHECKING:
    from complaintgen.model.lender import LenderWords

TODAY = dt.date(2026, 11, 21)
TEXT = Words("甲", "a")
SOURCED: dict[str, Any] = {"source": "S1", "verified_on": TODAY, "confidence": Confidence.SURE}


def name(since: str, full: str) -> Name:
    """A dated name."""
    return Name(since=dt.date.fromisoformat(since), full=full, short=full, en=full, **SOURCED)


NAMES = (
    name("2023-05-18", "国家金融监督管理总局"),
    name("2003-04-28", "中国银行业监督管理委员会"),
    name("2018-04-08", "中国银行保险监督管理委员会"),
)


def office(
    seat: str, *also: str, since: str = "2023-07-20", full: str = "", within: str = ""
) -> Office:
    """A local office."""
    return Office(
        seat=seat,
        also=also,
        within=within,
        since=dt.date.fromisoformat(since),
        full=full or f"{seat}监管局",
        **SOURCED,
    )


BUREAUS = Offices(
    id="bureaus",
    name=TEXT,
    places=Sourced(**SOURCED),
    offices=(
        office("辽宁", "沈阳", "朝阳"),
        office("大连", within="辽宁"),
        office("北京"),
        office("重庆"),
        office("青海", "海南州"),
        office("海南", "海口"),
        office("吉林", "长春"),
    ),
)
LOCAL = Offices(
    id="local",
    name=TEXT,
    places=Sourced(**SOURCED),
    offices=(
        office("重庆", full="重庆市地方金融监督管理局", since="2018-11-01"),
        office("重庆", full="重庆市地方金融管理局", since="2024-01-01"),
    ),
)
OFFICES = {"bureaus": BUREAUS, "local": LOCAL}


def refusal(*lenders: LenderKind, offices: str = "") -> Refusal:
    """A refusal for these kinds of lender."""
    return Refusal(
        lenders=lenders,
        why=Words("不受理", "not taken"),
        instead=Words("另寻", "turn elsewhere"),
        offices=offices,
        **SOURCED,
    )


LETTER = LetterForm(
    title="投诉信",
    name=TEXT,
    purpose=TEXT,
    required=(),
    cites=Cites(ranks=()),
    ways=(),
    refusals=(refusal(LenderKind.P2P),),
)
CHANNEL = Channel(
    names=NAMES,
    offices="bureaus",
    summary=TEXT,
    refusals=(refusal(LenderKind.MICROLOAN, offices="local"), refusal(LenderKind.UNKNOWN)),
    letters={
        "complaint": LETTER,
        "report": msgspec.structs.replace(LETTER, refusals=()),
    },
)


def case(kind: LenderKind | None = LenderKind.BANK, seat: str | None = None) -> Case:
    """A case with nothing but its lender."""
    return Case(lender=Lender(kind=kind, seat=seat))


@pytest.mark.parametrize(
    ("day", "full"),
    [
        ("1999-01-01", "中国银行业监督管理委员会"),
        ("2018-04-07", "中国银行业监督管理委员会"),
        ("2018-04-08", "中国银行保险监督管理委员会"),
        ("2023-05-17", "中国银行保险监督管理委员会"),
        ("2023-05-18", "国家金融监督管理总局"),
        ("2026-11-21", "国家金融监督管理总局"),
    ],
)
def test_a_body_is_called_by_its_name_on_the_day(day: str, full: str) -> None:
    """The name changes on the very day it took effect."""
    assert full == name_on(NAMES, dt.date.fromisoformat(day)).full


def test_a_body_without_names_is_a_mistake_of_its_data() -> None:
    """No name is invented."""
    with pytest.raises(ValueError, match="no name"):
        name_on((), TODAY)


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        ("辽宁", "辽宁"),
        ("辽宁省沈阳市", "辽宁"),
        ("沈阳市", "辽宁"),
        ("辽宁省大连市", "大连"),
        ("辽宁大连", "大连"),
        ("大连市中山区", "大连"),
        ("重庆市渝北区北京路", "重庆"),
        ("北京市朝阳区", "北京"),
        ("朝阳区", None),
        ("朝阳市", "辽宁"),
        ("青海省海南藏族自治州", "青海"),
        ("青海海南", "青海"),
        ("辽宁大连开发区", "大连"),
        ("辽宁省大连保税区", "大连"),
        ("辽宁大连路8号", "辽宁"),
        ("辽宁省，大连市", "大连"),
        ("辽宁-大连", "大连"),
        ("中国辽宁省大连市", "大连"),
        ("中国（辽宁）自由贸易试验区大连片区", "大连"),
        ("中国（辽宁）自由贸易试验区沈阳片区", "辽宁"),
        ("中国（重庆）自由贸易试验区示例路8号", "重庆"),
        ("中国（香港）自由贸易试验区", None),
        ("辽阳", None),
        ("连大", None),
        ("吉林省吉林市", "吉林"),
        (" 重 庆 市 ", "重庆"),
        ("香港", None),
        ("", None),
    ],
)
def test_a_seat_leads_to_its_office(seat: str, expected: str | None) -> None:
    """Cities with an office of their own win over their province; roads and districts mislead
    nobody.
    """
    assert expected == find_seat(BUREAUS, seat)


def test_the_letter_goes_to_the_local_office_of_the_seat() -> None:
    """A known seat gives the local office, with its source."""
    to = route(case(seat="辽宁省大连市"), CHANNEL, "complaint", OFFICES, today=TODAY).addressee
    assert (to.full, to.local, to.fact) == ("大连监管局", True, "offices/bureaus/大连")


@pytest.mark.parametrize("seat", [None, "不在名单上的地方"])
def test_an_unknown_seat_gives_the_head_body(seat: str | None) -> None:
    """Nothing is guessed: the head body is named as it is called today."""
    to = route(case(seat=seat), CHANNEL, "complaint", OFFICES, today=TODAY).addressee
    assert (to.full, to.local, to.fact) == ("国家金融监督管理总局", False, "names/2023-05-18")


@pytest.mark.parametrize("seat", [None, "不在名单上的地方"])
def test_an_unknown_seat_leaves_a_blank_in_the_name_of_the_office(seat: str | None) -> None:
    """Where the data say what an office is called, its place is left to be written in."""
    how = Words("查注册地", "look up the seat")
    bureaus = msgspec.structs.replace(BUREAUS, blank="{place}监管局", how=how)
    files = {**OFFICES, "bureaus": bureaus}
    to = route(case(seat=seat), CHANNEL, "complaint", files, today=TODAY).addressee
    assert (to.full, to.local, to.how) == ("________监管局", False, how)
    assert to.confidence is Confidence.UNVERIFIED
    before = route(case(seat=seat), CHANNEL, "complaint", files, today=dt.date(2023, 7, 19))
    assert before.addressee.full == "国家金融监督管理总局"


def test_a_body_without_local_offices_is_the_addressee_itself() -> None:
    """A seat leads nowhere where the channel knows no offices."""
    single = msgspec.structs.replace(CHANNEL, offices="")
    to = route(case(seat="大连"), single, "complaint", OFFICES, today=TODAY).addressee
    assert to.full == "国家金融监督管理总局"


def test_an_office_that_did_not_exist_yet_is_not_written_to() -> None:
    """Before the bureaus were renamed the letter goes to the head body by its name then."""
    day = dt.date(2023, 7, 19)
    to = route(case(seat="大连"), CHANNEL, "complaint", OFFICES, today=day).addressee
    assert to.full == "国家金融监督管理总局"


@pytest.mark.parametrize(
    ("kind", "letter", "refused"),
    [
        (LenderKind.BANK, "complaint", False),
        (LenderKind.MICROLOAN, "complaint", True),
        (LenderKind.MICROLOAN, "report", True),
        (LenderKind.P2P, "complaint", True),
        (LenderKind.P2P, "report", False),
        (LenderKind.UNKNOWN, "complaint", True),
        (None, "complaint", True),
    ],
)
def test_channel_and_letter_refuse_kinds_of_lender(
    kind: LenderKind | None, letter: str, *, refused: bool
) -> None:
    """Refusals of the channel hold for all its letters; an unanswered kind is an unknown one."""
    routing = route(case(kind), CHANNEL, letter, OFFICES, today=TODAY)
    assert refused == (not routing.allowed)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2023, 12, 31), "重庆市地方金融监督管理局"),
        (dt.date(2024, 1, 1), "重庆市地方金融管理局"),
    ],
)
def test_a_refusal_names_the_body_at_the_seat(day: dt.date, expected: str) -> None:
    """For a micro-loan company the local office of its seat is named as it is called that day."""
    routing = route(case(LenderKind.MICROLOAN, "重庆市"), CHANNEL, "report", OFFICES, today=day)
    office = routing.refusals[0].office
    assert office is not None
    assert (expected, Confidence.SURE) == (office.full, office.confidence)


def test_a_refusal_without_a_known_seat_names_no_office() -> None:
    """Which office it is cannot be said before the seat is known."""
    routing = route(case(LenderKind.MICROLOAN), CHANNEL, "report", OFFICES, today=TODAY)
    assert [refused.office for refused in routing.refusals] == [None]


@cache
def shipped(file: str) -> Offices:
    """One file of `data/offices/`."""
    text = (data_folder() / "offices" / file).read_text(encoding="utf-8")
    offices, problems = build(Offices, tomllib.loads(text), file)
    assert offices is not None, problems
    return offices


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        ("辽宁省大连市", "国家金融监督管理总局大连监管局"),
        ("浙江省宁波市", "国家金融监督管理总局宁波监管局"),
        ("福建省厦门市", "国家金融监督管理总局厦门监管局"),
        ("山东省青岛市", "国家金融监督管理总局青岛监管局"),
        ("广东省深圳市", "国家金融监督管理总局深圳监管局"),
        ("深圳", "国家金融监督管理总局深圳监管局"),
        ("广东省广州市", "国家金融监督管理总局广东监管局"),
        ("杭州", "国家金融监督管理总局浙江监管局"),
        ("内蒙古自治区包头市", "国家金融监督管理总局内蒙古监管局"),
        ("新疆维吾尔自治区", "国家金融监督管理总局新疆监管局"),
        ("重庆市渝北区", "国家金融监督管理总局重庆监管局"),
    ],
)
def test_the_shipped_bureaus_are_found_by_seat(seat: str, expected: str) -> None:
    """The five cities planned separately have bureaus of their own."""
    found = office_for(shipped("nfra.toml"), seat, TODAY)
    assert found is not None
    assert expected == found.full


def test_every_shipped_place_leads_to_one_office() -> None:
    """No city is listed under two offices of one file."""
    for file in ("nfra.toml", "local-finance.toml"):
        offices = shipped(file)
        for entry in offices.offices:
            for place in (entry.seat, *entry.also):
                found = find_seat(offices, place)
                own = place in {other.seat for other in offices.offices}
                assert (place if own else entry.seat) == found, place


@cache
def words() -> LenderWords:
    """The shipped table."""
    table, problems = read_lender_words(data_folder())
    assert table is not None, problems
    return table


@pytest.mark.parametrize(
    ("name", "kind", "word"),
    [
        ("虚构消费金融有限公司", "consumer_finance", "消费金融"),
        ("示例银行消费金融股份有限公司", "consumer_finance", "消费金融"),
        ("示例汽车金融有限公司", "other_licensed", "汽车金融"),
        ("示例金融租赁股份有限公司", "other_licensed", "金融租赁"),
        ("示例国际信托有限公司", "other_licensed", "信托"),
        ("重庆示例小额贷款有限公司", "microloan", "小额贷款"),
        ("重庆示例网络小额贷款有限公司", "microloan", "网络小额贷款"),
        ("重庆示例科技小额贷款有限公司", "microloan", "小额贷款"),
        ("示例融资担保有限公司", "local_finance", "融资担保"),
        ("示例融资租赁有限公司", "local_finance", "融资租赁"),
        ("示例商业保理有限公司", "local_finance", "保理"),
        ("示例典当有限责任公司", "local_finance", "典当"),
        ("示例资产管理有限公司", "local_finance", "资产管理"),
        ("示例银行股份有限公司", "bank", "银行"),
        ("示例银行", "bank", "银行"),
        ("示例农村商业银行股份有限公司", "bank", "银行"),
        ("示例银行（中国）有限公司", "bank", "银行"),
        ("示例银行股份有限公司虚构市分行", "bank", "银行"),
        ("示例银行虚构市分行", "bank", "银行"),
        ("示例银行股份有限公司信用卡中心", "credit_card", "信用卡中心"),
        ("示例银行信用卡中心", "credit_card", "信用卡中心"),
        ("示例信用卡中心科技有限公司", "platform", "科技"),
        ("示例银行卡服务有限公司", None, ""),
        ("示例银行卡科技有限公司", "platform", "科技"),
        ("虚构网络科技有限公司", "platform", "科技"),
        ("示例信息技术有限公司", "platform", "信息技术"),
        ("示例商务咨询有限公司", "unknown", "商务咨询"),
        ("虚构律师事务所", "unknown", "律师事务所"),
        ("虚 构 消费 金融 有限公司", "consumer_finance", "消费金融"),
        ("陈某甲", None, ""),
        ("", None, ""),
    ],
)
def test_a_registered_name_shows_the_kind(name: str, kind: str | None, word: str) -> None:
    """The words are tried in the order of the table; a bank's word inside a longer one is not
    enough.
    """
    proposal = propose_kind(name, words())
    assert (kind, word) == ((proposal.kind, proposal.word) if proposal else (None, ""))


def test_every_proposal_gives_its_reason() -> None:
    """The guess is shown with its reason in both languages."""
    assert all(rule.reason.zh and rule.reason.en for rule in words().rules)
