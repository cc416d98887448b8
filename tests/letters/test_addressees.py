"""To whom letters go, wherever the lender or the phone company sits: always a name, never a
description of one.
"""

from __future__ import annotations

import re

import msgspec
import pytest

from complaintgen.model import paths
from complaintgen.model.case import Case, Offices
from tests.scenarios.making import data, load, make, routed

PROVINCES = (
    *("河北省", "山西省", "辽宁省", "吉林省", "黑龙江省", "江苏省", "浙江省", "安徽省", "福建省"),
    *("江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "海南省", "四川省", "贵州省"),
    *("云南省", "陕西省", "甘肃省", "青海省"),
)
REGIONS = ("内蒙古自治区", "广西壮族自治区", "西藏自治区", "宁夏回族自治区", "新疆维吾尔自治区")
CITIES = ("北京市", "天津市", "上海市", "重庆市")
SEPARATE = {"大连": "辽宁", "青岛": "山东", "宁波": "浙江", "厦门": "福建", "深圳": "广东"}
SHORT = {name: re.sub(r"(壮族|回族|维吾尔)?自治区$|[省市]$", "", name) for name in REGIONS}
UNITS = {name: SHORT.get(name, name[:-1]) for name in (*PROVINCES, *REGIONS, *CITIES)}

LOCAL = tuple(
    (channel_id, letter)
    for channel_id, channel in sorted(data().channels.items())
    for letter, form in channel.letters.items()
    if channel.offices and not form.addressee
)
ALL = tuple(
    (channel_id, letter)
    for channel_id, channel in sorted(data().channels.items())
    for letter in channel.letters
)
NOT_A_NAME = re.compile(r"[（）()：，。]|的|不清楚|(市|省|区|县|局|分行|监管局)\1")


def _full(channel: str, letter: str, place: str | None) -> str:
    """Whom a letter is addressed to where the lender or the phone company sits at a place."""
    case = paths.replace(Case(), data().channels[channel].office_by, place)
    return routed(case, channel, letter).addressee.full


def test_there_are_31_units() -> None:
    """Every province, region and city under the central government is tried below."""
    assert len(set(UNITS.values())) == 31


@pytest.mark.parametrize(("channel", "letter"), LOCAL)
@pytest.mark.parametrize("unit", [*UNITS, *(f"{city}市" for city in SEPARATE)])
def test_every_place_has_an_office_with_a_name(channel: str, letter: str, unit: str) -> None:
    """However the place is written, the same office is found, and its name is a name."""
    short = UNITS.get(unit, unit[:-1])
    full = _full(channel, letter, unit)
    ways = (short, f"{unit}示例区", f"中国{unit}", f"（{unit}）", f" {unit} ", f"{unit}、")

    assert {_full(channel, letter, way) for way in ways} == {full}
    assert not NOT_A_NAME.search(full)
    assert "_" not in full
    assert short in full or SEPARATE[short] in full


@pytest.mark.parametrize(("channel", "letter"), LOCAL)
@pytest.mark.parametrize(("city", "province"), SEPARATE.items())
def test_a_city_planned_separately_is_found_in_its_province(
    channel: str, letter: str, city: str, province: str
) -> None:
    """The province before it changes nothing; a road of that name in another town is no city."""
    full = _full(channel, letter, city)

    for way in (f"{province}省{city}市", f"{province}{city}", f"{province}省{city}保税区"):
        assert _full(channel, letter, way) == full, way
    assert _full(channel, letter, f"{province}{city}路8号") == _full(channel, letter, province)


@pytest.mark.parametrize(
    ("place", "bureau"),
    [
        ("苏州市", "江苏"),
        ("苏州", "江苏"),
        ("江苏省昆山市", "江苏"),
        ("湖南省长沙县", "湖南"),
        ("上海市浦东新区", "上海"),
        ("中国（上海）自由贸易试验区示例路8号", "上海"),
        ("中国（广东）自由贸易试验区珠海横琴", "广东"),
        ("广东，深圳", "深圳"),
        ("新疆生产建设兵团", "新疆"),
        ("新疆维吾尔自治区石河子市", "新疆"),
        ("延边朝鲜族自治州", "吉林"),
        ("北京市朝阳区", "北京"),
    ],
)
def test_places_smaller_than_a_province_belong_to_one(place: str, bureau: str) -> None:
    """A town, a county, a district or a free-trade zone leads to the bureau over it."""
    assert _full("cbirc", "complaint", place) == f"国家金融监督管理总局{bureau}监管局"


@pytest.mark.parametrize(
    "place",
    ["香港", "澳门特别行政区", "台湾", "朝阳区", "昆山", "浦东新区", "深训市", "Shanghai", "。"],
)
def test_a_place_nobody_knows_leaves_a_line_to_write_on(place: str) -> None:
    """Nothing is guessed, and no body is named that is in charge nowhere; the sheet helps on."""
    case = load("consumer-finance")
    made = make(paths.replace(case, "lender.seat", place), "cbirc", "complaint")

    assert "此致\n国家金融监督管理总局________监管局\n" in made.text
    assert not made.letter.draft
    assert "国家金融监督管理总局________监管局【请核对】\n" in made.sheets["filing"]
    assert "收件单位的地名没有确定" in made.sheets["filing"]
    assert _full("local-finance", "complaint", place) == "________地方金融管理局"
    assert _full("miit", "appeal", place) == "________电信用户申诉受理中心"


@pytest.mark.parametrize(
    ("channel", "letter", "expected"),
    [
        ("cbirc", "complaint", "国家金融监督管理总局〔待补：对方机构所在地〕监管局"),
        ("cbirc", "report", "国家金融监督管理总局〔待补：对方机构所在地〕监管局"),
        ("local-finance", "complaint", "〔待补：对方机构所在地〕地方金融管理局"),
        ("miit", "appeal", "〔待补：运营商所在的省份〕电信用户申诉受理中心"),
    ],
)
def test_an_open_place_stands_where_the_place_stands(
    channel: str, letter: str, expected: str
) -> None:
    """A draft has the whole name but for the place; so has its reading copy."""
    case = load("guarantee-company")
    case = paths.replace(case, data().channels[channel].office_by, None)
    made = make(case, channel, letter)

    assert re.search(f"\n{expected}：?\n", made.text)
    assert made.copy is not None
    english = "".join(part["text"] for part in made.copy.context["addressee"])
    before, _, after = re.split(r"(〔.*〕)", expected)
    assert english.startswith(before)
    assert f"{after} (" in english


@pytest.mark.parametrize(("channel", "letter"), ALL)
@pytest.mark.parametrize("unit", ["广东省深圳市", "新疆维吾尔自治区", "香港"])
def test_no_letter_is_addressed_to_a_description(channel: str, letter: str, unit: str) -> None:
    """Whoever the letter goes to, with all bodies unknown too: a name, or a name with a line."""
    case = load("guarantee-company")
    for path in ("lender.seat", "carrier.place"):
        case = paths.replace(case, path, unit)
    offices = Offices(unknown=tuple(n for n in Offices.__struct_fields__ if n != "unknown"))
    made = make(msgspec.structs.replace(case, offices=offices), channel, letter)
    parts = made.letter.context["addressee"]
    name = "".join(part["text"] for part in parts if not part.get("gap"))

    assert parts
    assert not NOT_A_NAME.search(name)
