"""What people type, and what is understood of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from complaintgen.interview.describe import plain
from complaintgen.interview.identities import (
    has_right_checksum,
    has_right_code_check,
    read_company_code,
    read_id_number,
)
from complaintgen.interview.moments import read_date, read_time
from complaintgen.interview.numerals import in_capitals
from complaintgen.interview.reading import (
    Around,
    Reading,
    Trouble,
    Understood,
    read,
    read_count,
    read_email,
    read_long_text,
    read_money,
    read_numbers,
    read_phone,
    read_text,
)
from complaintgen.library.package import load
from complaintgen.library.texts import install
from complaintgen.model.case import DayPart, IdKind, MonthPart
from complaintgen.model.question import AnswerKind, Question, Words
from complaintgen.model.rough import SPANS

TODAY = dt.date(2026, 11, 21)  # a Saturday
AROUND = Around(TODAY)
WORDS = Words(zh="问", en="Ask")


def understood(reading: Reading) -> Understood:
    """The reading, which must have succeeded."""
    assert isinstance(reading, Understood), reading
    return reading


@pytest.mark.parametrize(
    ("text", "day", "about"),
    [
        ("2026-3-5", (2026, 3, 5), False),
        ("2026/03/05", (2026, 3, 5), False),
        ("2026.3.5", (2026, 3, 5), False),
        ("2026 3 5", (2026, 3, 5), False),
        ("２０２６－３－５", (2026, 3, 5), False),
        ("2026年3月5日", (2026, 3, 5), False),
        ("2026年 3 月 5 号", (2026, 3, 5), False),
        ("2026年3月5日 星期四", (2026, 3, 5), False),
        ("26年3月5日", (2026, 3, 5), False),
        ("二〇二六年三月五日", (2026, 3, 5), False),
        ("20260305", (2026, 3, 5), False),
        ("3月5日", (2026, 3, 5), False),
        ("三月二十一号", (2026, 3, 21), False),
        ("12月31日", (2025, 12, 31), False),
        ("12-31", (2025, 12, 31), False),
        ("11/21", (2026, 11, 21), False),
        ("2月29日", (2024, 2, 29), False),
        ("去年12月1日", (2025, 12, 1), False),
        ("今天", (2026, 11, 21), False),
        ("昨天", (2026, 11, 20), False),
        ("昨晚", (2026, 11, 20), False),
        ("前天", (2026, 11, 19), False),
        ("大前天", (2026, 11, 18), False),
        ("3天前", (2026, 11, 18), False),
        ("三天前", (2026, 11, 18), False),
        ("上周三", (2026, 11, 11), False),
        ("周三", (2026, 11, 18), False),
        ("星期天", (2026, 11, 15), False),
        ("上上周五", (2026, 11, 6), False),
        ("yesterday", (2026, 11, 20), False),
        ("2 days ago", (2026, 11, 19), False),
        ("March 5", (2026, 3, 5), False),
        ("5 Mar 2025", (2025, 3, 5), False),
        ("大约3月5日", (2026, 3, 5), True),
        ("约 2026-3-5", (2026, 3, 5), True),
        ("大概三月五号", (2026, 3, 5), True),
        ("3月5日左右", (2026, 3, 5), True),
        ("about 2026-3-5", (2026, 3, 5), True),
        ("2026-5-1", (2026, 5, 1), False),
        ("5.1", (2026, 5, 1), False),
        ("26年5月1日", (2026, 5, 1), False),
        ("这周一", (2026, 11, 16), False),
        ("上个月5号", (2026, 10, 5), False),
        ("上月5日", (2026, 10, 5), False),
        ("5号", (2026, 11, 5), False),
        ("25号", (2026, 10, 25), False),
        ("昨天晚上", (2026, 11, 20), False),
        ("5月1日凌晨", (2026, 5, 1), False),
        ("last Wednesday", (2026, 11, 18), False),
        ("last Saturday", (2026, 11, 14), False),
        ("5 May 2026", (2026, 5, 5), False),
        ("May 5th, 2026", (2026, 5, 5), False),
        ("两周前", (2026, 11, 7), True),
        ("2个星期前", (2026, 11, 7), True),
        ("a month ago", (2026, 10, 21), True),
        ("一个月前", (2026, 10, 21), True),
        ("一个多月前", (2026, 10, 6), True),
        ("好像3月5日", (2026, 3, 5), True),
    ],
)
def test_days(text: str, day: tuple[int, int, int], about: bool) -> None:  # noqa: FBT001
    """A day in any of the usual forms, 大约 kept apart."""
    reading = understood(read_date(text, AROUND))
    assert (reading.value, reading.about) == (dt.date(*day), about)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2月30日", "2026-13-1", "很久以前", "1-2-3-4", "0001-1-1", "99999天前"),
        *(
            "2026年",
            "13月初",
            "月",
            "两三天前",
            "三四月",
            "几天前",
            "年底",
            "三月初三",
            "农历三月初",
        ),
    ],
)
def test_no_day_is_made_up(text: str) -> None:
    """A year, a season or a day that does not exist is asked again."""
    assert isinstance(read_date(text, AROUND), Trouble)


@pytest.mark.parametrize(
    ("text", "day", "part"),
    [
        ("三月初", (2026, 3, 1), MonthPart.EARLY),
        ("大约三月初", (2026, 3, 1), MonthPart.EARLY),
        ("3月上旬", (2026, 3, 1), MonthPart.EARLY),
        ("三月中旬", (2026, 3, 11), MonthPart.MIDDLE),
        ("3月中", (2026, 3, 11), MonthPart.MIDDLE),
        ("三月十几号", (2026, 3, 11), MonthPart.MIDDLE),
        ("三月底", (2026, 3, 21), MonthPart.LATE),
        ("３月下旬", (2026, 3, 21), MonthPart.LATE),
        ("三月二十几号", (2026, 3, 21), MonthPart.LATE),
        ("3月份", (2026, 3, 1), MonthPart.WHOLE),
        ("三月", (2026, 3, 1), MonthPart.WHOLE),
        ("12月初", (2025, 12, 1), MonthPart.EARLY),
        ("11月底", (2026, 11, 21), MonthPart.LATE),
        ("去年三月", (2025, 3, 1), MonthPart.WHOLE),
        ("去年的三月底", (2025, 3, 21), MonthPart.LATE),
        ("2025年3月", (2025, 3, 1), MonthPart.WHOLE),
        ("25年3月初", (2025, 3, 1), MonthPart.EARLY),
        ("2025-03", (2025, 3, 1), MonthPart.WHOLE),
        ("上个月", (2026, 10, 1), MonthPart.WHOLE),
        ("上个月底", (2026, 10, 21), MonthPart.LATE),
        ("月初", (2026, 11, 1), MonthPart.EARLY),
        ("early March", (2026, 3, 1), MonthPart.EARLY),
        ("mid-March 2025", (2025, 3, 11), MonthPart.MIDDLE),
        ("at the end of March", None, None),
        ("the end of March", (2026, 3, 21), MonthPart.LATE),
        ("in March", (2026, 3, 1), MonthPart.WHOLE),
    ],
)
def test_parts_of_a_month(
    text: str, day: tuple[int, int, int] | None, part: MonthPart | None
) -> None:
    """A rough day is kept as the part of its month, never as a day that nobody named."""
    reading = read_date(text, AROUND)
    if day is None:
        assert isinstance(reading, Trouble)
        return
    found = understood(reading)
    assert (found.value, found.part, found.about) == (dt.date(*day), part, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3月5日到8日", "several days"),
        ("3月5日-3月8日", "several days"),
        ("每天", "several days"),
        ("2月30日", "no 2-30"),
        ("2026-04-31", "no 4-31"),
        ("想想", "not understood"),
    ],
)
def test_what_is_wrong_with_a_day_is_said(text: str, said: str) -> None:
    """Several days and a day that does not exist are named as that, with what to write."""
    reading = read_date(text, AROUND)
    assert isinstance(reading, Trouble)
    assert said in install("en").say(reading.message)
    assert install("en").say(reading.hint)


def test_a_feast_is_asked_again_with_a_way_out() -> None:
    """春节前后 is another day each year: the month is asked for, with an example."""
    found = read_date("春节前后", AROUND)
    assert isinstance(found, Trouble)
    assert "2月中旬" in found.hint.text


def test_a_day_is_said_back_with_its_weekday() -> None:
    """The echo names the weekday, and says 大约 where the person did."""
    echo = understood(read_date("大约3月5日", AROUND)).echo
    assert echo is not None
    assert install("zh").say(echo) == "理解为：大约2026-03-05，星期四。"


def test_a_day_to_come_is_only_pointed_out() -> None:
    """A day after today is kept, with a word."""
    assert understood(read_date("2026-12-01", AROUND)).warning is not None
    assert understood(read_date("2026-11-21", AROUND)).warning is None


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("22:15", 22, 15),
        ("22：15", 22, 15),
        ("22:15:00", 22, 15),
        ("2215", 22, 15),
        ("22点15分", 22, 15),
        ("22点", 22, 0),
        ("22时5分", 22, 5),
        ("晚上十点", 22, 0),
        ("晚上10点半", 22, 30),
        ("凌晨1点半", 1, 30),
        ("凌晨12点", 0, 0),
        ("早上八点", 8, 0),
        ("中午12点", 12, 0),
        ("中午一点", 13, 0),
        ("下午3点一刻", 15, 15),
        ("下午三点三刻", 15, 45),
        ("傍晚6点", 18, 0),
        ("半夜两点", 2, 0),
        ("半夜12点", 0, 0),
        ("晚上12点", 0, 0),
        ("24:00", 0, 0),
        ("10pm", 22, 0),
        ("10:15 p.m.", 22, 15),
        ("12am", 0, 0),
        ("7:59", 7, 59),
        ("22点一刻", 22, 15),
        ("晚上十点钟", 22, 0),
        ("22点整", 22, 0),
        ("差5分22点", 21, 55),
        ("22点差一刻", 21, 45),
        ("22点过五分", 22, 5),
    ],
)
def test_times(text: str, hour: int, minute: int) -> None:
    """A time of day in any of the usual forms."""
    assert understood(read_time(text, AROUND)).value == dt.time(hour, minute)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("凌晨", DayPart.DAWN),
        ("早上", DayPart.MORNING),
        ("一大早", DayPart.MORNING),
        ("上午", DayPart.FORENOON),
        ("中午", DayPart.NOON),
        ("下午", DayPart.AFTERNOON),
        ("傍晚", DayPart.DUSK),
        ("晚上", DayPart.EVENING),
        ("夜里", DayPart.EVENING),
        ("晚上的时候", DayPart.EVENING),
        ("深夜", DayPart.NIGHT),
        ("半夜", DayPart.NIGHT),
        ("大约半夜", DayPart.NIGHT),
        ("late at night", DayPart.NIGHT),
        ("evening", DayPart.EVENING),
    ],
)
def test_parts_of_the_day(text: str, part: DayPart) -> None:
    """A word for a part of the day is kept as such; its first moment stands for the order."""
    found = understood(read_time(text, AROUND))
    assert (found.value, found.part, found.about) == (SPANS[part].first, part, True)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("下午两三点", 14, 0),
        ("晚上七八点", 19, 0),
        ("晚上十一二点", 23, 0),
        ("凌晨一两点", 1, 0),
        ("十点三四分", 10, 3),
    ],
)
def test_two_hours_are_about_the_first(text: str, hour: int, minute: int) -> None:
    """两三点 is about two o'clock: 23:00 would tell of a call at night that nobody made."""
    reading = understood(read_time(text, AROUND))
    assert (reading.value, reading.about) == (dt.time(hour, minute), True)


def test_an_hour_without_its_part_of_the_day_shows_both() -> None:
    """十点 may be 22:00: the echo says which was understood and what to write for the other."""
    echo = understood(read_time("十点", AROUND)).echo
    assert echo is not None
    assert echo.values["time"] == "10:00"
    assert echo.values["other"] == "22:00"
    exact = [understood(read_time(text, AROUND)).echo for text in ("晚上十点", "22:00", "08:30")]
    assert all(each is not None and "{other}" not in each.text for each in exact)


@pytest.mark.parametrize("text", ["", "25:00", "22:60", "上午15点", "24:01", "13pm", "10点到11点"])
def test_no_time_is_made_up(text: str) -> None:
    """What is no time of day is asked again."""
    assert isinstance(read_time(text, AROUND), Trouble)


@pytest.mark.parametrize(
    "text",
    ["大约22点", "约22:00", "晚上10点左右", "about 22:00", "22点多", "快22点", "晚上十点来钟"],
)
def test_rough_times(text: str) -> None:
    """A rough time keeps its 大约."""
    reading = understood(read_time(text, AROUND))
    assert (reading.value, reading.about) == (dt.time(22), True)


@pytest.mark.parametrize(
    ("text", "count", "at_least"),
    [
        ("12", 12, False),
        ("１２", 12, False),
        ("十二次", 12, False),
        ("二十个", 20, False),
        ("一百零五", 105, False),
        ("0", 0, False),
        ("两次", 2, False),
        ("至少12次", 12, True),
        ("起码十二通", 12, True),
        ("12次以上", 12, True),
        ("20多次", 20, True),
        ("十几次", 10, True),
        ("几十条", 20, True),
        ("at least 12", 12, True),
        ("12+", 12, True),
        ("三四次", 3, True),
        ("三五次", 3, True),
        ("二三十次", 20, True),
        ("两三百条", 200, True),
        ("十七八个", 17, True),
        ("三十四次", 34, False),
    ],
)
def test_counts(text: str, count: int, at_least: bool) -> None:  # noqa: FBT001
    """A count, and whether there may have been more; 三四次 is at least three, never 34."""
    reading = understood(read_count(text, AROUND))
    assert (reading.value, reading.at_least) == (count, at_least)


@pytest.mark.parametrize("text", ["", "很多", "好几次", "大约三四次", "1.5", "-1", "999999"])
def test_no_count_is_made_up(text: str) -> None:
    """What is no count is asked again."""
    assert isinstance(read_count(text, AROUND), Trouble)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12000", "12000"),
        ("12,345.67", "12345.67"),
        ("１２，３４５．６７", "12345.67"),
        ("1.2万", "12000"),
        ("1.2w", "12000"),
        ("1万2千", "12000"),
        ("一万二", "12000"),
        ("三千五", "3500"),
        ("三千零五", "3005"),
        ("三千五百", "3500"),
        ("一百五", "150"),
        ("十五万", "150000"),
        ("两千万", "20000000"),
        ("¥500", "500"),
        ("人民币500元", "500"),
        ("500块", "500"),
        ("0.5", "0.50"),
        ("三千五百块", "3500"),
        ("３千", "3000"),
        ("两万三", "23000"),
        ("人民币5000元整", "5000"),
        ("1万2", "12000"),
        ("一点二万", "12000"),
        ("十二万三千四百五十六元七角八分", "123456.78"),
        ("叁仟伍佰元", "3500"),
        ("壹万零伍佰元整", "10500"),
        ("三块五", "3.50"),
        ("三块五毛二", "3.52"),
        ("五毛", "0.50"),
    ],
)
def test_amounts(text: str, amount: str) -> None:
    """An amount in yuan, exact to the fen."""
    assert understood(read_money(text, AROUND)).value == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    ["", "很多钱", "1.234", "-5", "1,23", "12 or 13", "五六千", "三四块", "五百三千", "1.5元5"],
)
def test_no_amount_is_made_up(text: str) -> None:
    """What is no exact amount is asked again."""
    assert isinstance(read_money(text, AROUND), Trouble)


@pytest.mark.parametrize(
    "text", ["五万多", "5万多块", "大约五万", "将近五万", "五万块左右", "5万以上"]
)
def test_rough_amounts(text: str) -> None:
    """Where only 大约 can be kept, 五万多 is about 50,000, and the echo says so."""
    reading = read(question(AnswerKind.MONEY, "claimed_about"), text, AROUND)
    found = understood(reading)
    assert (found.value, found.about, found.at_least) == (Decimal(50000), True, False)
    assert found.echo is not None
    assert install("zh").say(found.echo) == "理解为：大约50,000元（伍万元整）。"


@given(st.integers(0, 10**14 - 1).map(lambda fen: Decimal(fen) / 100))
def test_amounts_in_capitals_read_back(amount: Decimal) -> None:
    """What is written in 大写 is the amount again, for every amount."""
    assert understood(read_money(in_capitals(amount), AROUND)).value == amount


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("10", "壹拾元整"),
        ("100.05", "壹佰元零伍分"),
        ("100.5", "壹佰元伍角整"),
        ("10500", "壹万零伍佰元整"),
        ("107000", "壹拾万柒仟元整"),
        ("12345.67", "壹万贰仟叁佰肆拾伍元陆角柒分"),
        ("100000001", "壹亿零壹元整"),
        ("1200003000", "壹拾贰亿零叁仟元整"),
    ],
)
def test_capitals(amount: str, capitals: str) -> None:
    """零 stands once for noughts inside, 整 where nothing follows."""
    assert in_capitals(Decimal(amount)) == capitals


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10690000000000001", "理解为：10690000000000001，106短信端口号码。"),
        ("100****0001", "理解为：100****0001，部分号码，不能与别的号码比对。"),
        ("9500000001", "理解为：9500000001，95开头的客服号码。"),
        ("10012340001", "理解为：10012340001。"),
    ],
)
def test_a_number_is_said_back_with_its_sort(text: str, said: str) -> None:
    """The echo tells what the form of a number tells, and nothing more."""
    echo = understood(read_phone(text, AROUND)).echo
    assert echo is not None
    assert install("zh").say(echo) == said


def test_a_hidden_number_is_no_number_to_write() -> None:
    """私密号码 is answered with what to do instead."""
    found = read_phone("私密号码", AROUND)
    assert isinstance(found, Trouble)
    assert "not sure" in found.hint.text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10012340001", "10012340001"),
        ("100 1234 0001", "10012340001"),
        ("100-1234-0001", "10012340001"),
        ("+86 10012340001", "10012340001"),
        ("008610012340001", "10012340001"),
        ("８６１００１２３４０００１", "10012340001"),
        ("9500000001", "9500000001"),
        ("400-000-0001", "4000000001"),
        ("10690000000000001", "10690000000000001"),
        ("0000-10000001", "000010000001"),
        ("(010)10000001", "010-10000001"),
        ("0999 10000001转 801", "0999-10000001转801"),
        ("0999-10000001-801", None),
        ("100****0001", "100****0001"),
        ("+852 1000 0001", "+85210000001"),
    ],
)
def test_numbers(text: str, number: str | None) -> None:
    """Spaces and country code go, extensions and masks stay."""
    reading = read_phone(text, AROUND)
    if number is None:
        assert isinstance(reading, Understood)
    else:
        assert understood(reading).value == number


@pytest.mark.parametrize("text", ["", "没有", "****", "12", "1" * 30, "abc123"])
def test_no_number_is_made_up(text: str) -> None:
    """What is no number is asked again."""
    assert isinstance(read_phone(text, AROUND), Trouble)


def test_a_mobile_number_of_wrong_length_is_only_pointed_out() -> None:
    """It may be how the call list shows it: kept, with a word."""
    reading = understood(read_phone("139000", AROUND))
    assert reading.warning is not None
    assert reading.echo is not None
    assert install("en").say(reading.echo) == "Understood: 139000."


@pytest.mark.parametrize(
    "text",
    [
        "10012340001，10012340002",
        "10012340001、100 1234 0002",
        "10012340001 10012340002",
        "10012340001\n10012340002\n10012340001",
        "10012340001和10012340002",
        "10012340001 / 10012340002。",
    ],
)
def test_several_numbers(text: str) -> None:
    """Commas, 、, lines and blanks part numbers; each counts once."""
    assert understood(read_numbers(text, AROUND)).value == ("10012340001", "10012340002")


def test_identity_numbers() -> None:
    """A right check digit is silent, a wrong one is pointed out and kept."""
    right = understood(read_id_number("９９０１０１ 19900101 0019", AROUND))
    assert (right.value, right.warning) == ("990101199001010019", None)
    wrong = understood(read_id_number("990101199001010018", AROUND))
    assert wrong.value == "990101199001010018"
    assert wrong.warning is not None
    short = understood(read_id_number("E00000000", Around(TODAY, IdKind.RESIDENT)))
    assert short.warning is not None
    assert understood(read_id_number("E00000000", Around(TODAY, IdKind.PASSPORT))).warning is None
    assert isinstance(read_id_number("我的号码", AROUND), Trouble)


def test_masked_numbers_among_others_are_pointed_out() -> None:
    """Of several numbers only the masked ones are named as not comparable."""
    found = understood(read_numbers("10012340001、100****0002", AROUND))
    assert found.warning is not None
    assert found.warning.values["numbers"] == "100****0002"
    assert understood(read_numbers("10012340001、10012340002", AROUND)).warning is None


def checked(base: str) -> str:
    """Seventeen digits with the check digit that fits."""
    return next(base + last for last in "0123456789X" if has_right_checksum(base + last))


@pytest.mark.parametrize(
    ("text", "kind", "warned"),
    [
        (checked("99010119900101001"), IdKind.RESIDENT, ""),
        (checked("99010119900101001").lower(), IdKind.RESIDENT, ""),
        (checked("99010118000101001"), IdKind.RESIDENT, "birth day"),
        (checked("99010120300101001"), IdKind.RESIDENT, "birth day"),
        (checked("99010119900231001"), IdKind.RESIDENT, "birth day"),
        ("990101900101001", IdKind.RESIDENT, "15 digits"),
        (checked("81000019900101001"), IdKind.HMT_RESIDENCE, ""),
        (checked("83000019900101001"), IdKind.HMT_RESIDENCE, ""),
        (checked("99010119900101001"), IdKind.HMT_RESIDENCE, "81, 82 or 83"),
        (checked("81000019900101001"), IdKind.RESIDENT, "Hong Kong"),
        (checked("91199919900101001"), IdKind.FOREIGN_RESIDENCE, ""),
        ("ABC990190010100", IdKind.FOREIGN_RESIDENCE, ""),
        ("AB990190010100", IdKind.FOREIGN_RESIDENCE, "begins with 9"),
        ("E00000000", IdKind.PASSPORT, ""),
        (checked("99010119900101001"), IdKind.PASSPORT, "passport"),
        ("9901**********0010", IdKind.RESIDENT, "hidden"),
        ("anything1", IdKind.OTHER, ""),
    ],
)
def test_every_paper_has_its_number(text: str, kind: IdKind, warned: str) -> None:
    """What does not fit the paper chosen is pointed out, and kept as written."""
    found = understood(read_id_number(text, Around(TODAY, kind)))
    assert found.value == text.upper()
    assert warned in (found.warning.text if found.warning else "")
    assert bool(warned) == bool(found.warning)


def test_an_identity_number_is_said_back_masked() -> None:
    """Somebody may look over the shoulder: only the ends are shown."""
    echo = understood(read_id_number("990101199001010019", AROUND)).echo
    assert echo is not None
    assert echo.values["number"] == "9901**********0019"


def test_company_codes() -> None:
    """A code whose last sign does not fit is kept, with a word."""
    base = "99000000000000000"
    right = [
        base + sign
        for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY"
        if has_right_code_check(base + sign)
    ]
    assert len(right) == 1
    assert understood(read_company_code(right[0].lower(), AROUND)).warning is None
    wrong = understood(read_company_code(base + ("1" if right[0][-1] != "1" else "2"), AROUND))
    assert wrong.warning is not None
    assert understood(read_company_code("9900-0000", AROUND)).warning is not None
    assert isinstance(read_company_code("不知道", AROUND), Trouble)


def test_check_digit_may_be_x() -> None:
    """X stands for ten (GB 11643)."""
    found = [f"9901011990010100{n:02d}"[:17] for n in range(10, 99)]
    ends = {last for base in found for last in "0123456789X" if has_right_checksum(base + last)}
    assert "X" in ends


def test_e_mail() -> None:
    """An address needs an @ and a dot behind it."""
    assert understood(read_email(" chen＠example.com ", AROUND)).value == "chen@example.com"
    assert isinstance(read_email("chen@example", AROUND), Trouble)


def test_words_stay_exactly_as_received() -> None:
    """Blanks, empty lines and full-width signs are kept; only line ends are unified."""
    text = "  【示例】您好，\r\n\r\n\t请于１８：００前还款  \x1b[31m"
    assert understood(read_long_text(text, AROUND)).value == text.replace("\r\n", "\n")


def test_a_line_is_kept_but_for_the_blanks_around_it() -> None:
    """A pasted line break becomes a blank; rare characters and full-width signs stay."""
    assert understood(read_text(" 堃喆镕\n（示例） ", AROUND)).value == "堃喆镕 （示例）"


def question(kind: AnswerKind, about: str = "", max_length: int = 0, part: str = "") -> Question:
    """A question of a kind."""
    return Question(
        id="loan.due_on",
        kind=kind,
        text=WORDS,
        help=WORDS,
        example=WORDS,
        about=about,
        part=part,
        max_length=max_length,
    )


def test_rough_answers_need_a_place_to_be_kept() -> None:
    """Where 大约 could not reach the letter, an exact answer is asked for."""
    assert isinstance(read(question(AnswerKind.DATE), "大约3月5日", AROUND), Trouble)
    assert isinstance(
        read(question(AnswerKind.DATE, "due_on_about"), "大约3月5日", AROUND), Understood
    )
    assert isinstance(read(question(AnswerKind.MONEY), "大约3000", AROUND), Trouble)
    only_about = question(AnswerKind.DATE, "due_on_about")
    assert isinstance(read(only_about, "三月初", AROUND), Trouble)
    both = question(AnswerKind.DATE, "due_on_about", part="due_on_part")
    assert isinstance(read(both, "三月初", AROUND), Understood)


def test_too_long_and_broken_texts_are_asked_again() -> None:
    """A text over its limit, or with half a character, is not kept."""
    assert isinstance(read(question(AnswerKind.TEXT, max_length=3), "一二三四", AROUND), Trouble)
    assert isinstance(read(question(AnswerKind.TEXT), "a\ud800", AROUND), Trouble)


TYPED = [
    AnswerKind.TEXT,
    AnswerKind.LONG_TEXT,
    AnswerKind.DATE,
    AnswerKind.TIME,
    AnswerKind.COUNT,
    AnswerKind.MONEY,
    AnswerKind.PHONE,
    AnswerKind.NUMBERS,
    AnswerKind.ID_NUMBER,
    AnswerKind.COMPANY_CODE,
    AnswerKind.EMAIL,
]
TYPED_SIGNS = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "0123456789年月日点半分上下午晚约至少多十百千万零一二三+-:/.,、转*初中旬底周前差快元角 "
        ),
    ),
    max_size=24,
)


@given(st.sampled_from(TYPED), TYPED_SIGNS)
def test_any_text_is_understood_or_asked_again(kind: AnswerKind, text: str) -> None:
    """No reader raises; what was understood, shown as it would be typed again, reads the same."""
    reading = read(question(kind, "x", 0), text, AROUND)
    if isinstance(reading, Understood):
        again = read(question(kind, "x", 0), plain(reading.value), AROUND)
        if plain(reading.value).strip():
            assert isinstance(again, Understood), (reading, again)
            assert again.value == reading.value


@given(st.dates(dt.date(1900, 1, 1), TODAY))
@example(dt.date(1949, 10, 1))
def test_every_day_is_read_in_every_form(day: dt.date) -> None:
    """Each day from 1900 until today, a day of birth too, is read back from each full form."""
    forms = (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
    )
    assert {understood(read_date(form, AROUND)).value for form in forms} == {day}


@given(st.times())
def test_every_time_is_read_in_every_form(time: dt.time) -> None:
    """Each minute of the day is read back from each form."""
    whole = time.replace(second=0, microsecond=0)
    forms = (f"{whole:%H:%M}", f"{whole.hour}点{whole.minute}分", f"{whole:%H%M}")
    assert {understood(read_time(form, AROUND)).value for form in forms} == {whole}


@pytest.mark.parametrize(
    ("text", "ahead", "warned"),
    [
        ("2027-01-10", True, ""),
        ("2026-11-21", True, ""),
        ("2026-11-20", True, "This day is over already."),
        ("2027-01-10", False, "This day is still to come."),
        ("2026-11-20", False, ""),
    ],
)
def test_a_day_that_lies_ahead_is_no_slip(text: str, ahead: bool, warned: str) -> None:  # noqa: FBT001
    """Where the first day of payment is asked for, a day that is over is the odd one."""
    words = Words("甲", "a")
    question = Question(
        id="repayment.first_on",
        kind=AnswerKind.DATE,
        text=words,
        help=words,
        example=words,
        ahead=ahead,
    )
    found = read(question, text, Around(TODAY))
    assert isinstance(found, Understood)
    assert (found.warning.text if found.warning else "") == warned


@pytest.mark.parametrize(("text", "taken"), [("0", False), ("没有", False), ("1", True)])
def test_what_never_happened_has_no_count(text: str, taken: bool) -> None:  # noqa: FBT001
    """Where at least one is asked for, nought is not taken; how many were answered may be none."""
    asked = question(AnswerKind.COUNT)
    least = msgspec.structs.replace(asked, least=1)
    assert isinstance(read(least, text, AROUND), Understood) is taken
    assert isinstance(read(asked, text, AROUND), Understood)


def test_the_count_of_an_incident_is_at_least_one() -> None:
    """The shipped questions ask for at least one time, and let the answered ones be none."""
    least = {q.id: q.least for section in load().sections for q in section.questions}
    assert least["incidents.*.count"] == 1
    assert least["incidents.*.connected"] == 0


def test_the_number_of_an_identity_card_is_no_telephone_number() -> None:
    """Typed into the wrong box it would go to bodies that must not get it; a port may be long."""
    slipped = read(question(AnswerKind.PHONE), "990101199001010019", AROUND)
    port = read(question(AnswerKind.PHONE), "106900010012340001", AROUND)

    assert isinstance(slipped, Understood)
    assert slipped.warning is not None
    assert isinstance(port, Understood)
    assert port.warning is None
