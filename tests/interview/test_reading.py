"""What people type, and what is understood of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.interview.describe import plain
from complaintgen.interview.reading import (
    Around,
    Reading,
    Trouble,
    Understood,
    has_right_checksum,
    read,
    read_count,
    read_date,
    read_email,
    read_id_number,
    read_long_text,
    read_money,
    read_numbers,
    read_phone,
    read_text,
    read_time,
)
from complaintgen.library.texts import install
from complaintgen.model.case import IdKind
from complaintgen.model.question import AnswerKind, Question, Words

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
    ],
)
def test_days(text: str, day: tuple[int, int, int], about: bool) -> None:  # noqa: FBT001
    """A day in any of the usual forms, 大约 kept apart."""
    reading = understood(read_date(text, AROUND))
    assert (reading.value, reading.about) == (dt.date(*day), about)


@pytest.mark.parametrize(
    "text",
    ["", "三月", "三月初", "2月30日", "2026-13-1", "很久以前", "1-2-3-4", "0001-1-1", "99999天前"],
)
def test_no_day_is_made_up(text: str) -> None:
    """A month without a day, or a day that does not exist, is asked again."""
    assert isinstance(read_date(text, AROUND), Trouble)


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
    ],
)
def test_times(text: str, hour: int, minute: int) -> None:
    """A time of day in any of the usual forms."""
    assert understood(read_time(text, AROUND)).value == dt.time(hour, minute)


@pytest.mark.parametrize("text", ["", "晚上", "25:00", "22:60", "上午15点", "24:01", "13pm"])
def test_no_time_is_made_up(text: str) -> None:
    """What is no time of day is asked again."""
    assert isinstance(read_time(text, AROUND), Trouble)


@pytest.mark.parametrize("text", ["大约22点", "约22:00", "晚上10点左右", "about 22:00"])
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
    ],
)
def test_counts(text: str, count: int, at_least: bool) -> None:  # noqa: FBT001
    """A count, and whether there may have been more; 十几 is at least ten, never more."""
    reading = understood(read_count(text, AROUND))
    assert (reading.value, reading.at_least) == (count, at_least)


@pytest.mark.parametrize("text", ["", "很多", "好几次", "1.5", "大约5次", "-1", "999999"])
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
    ],
)
def test_amounts(text: str, amount: str) -> None:
    """An amount in yuan, exact to the fen."""
    assert understood(read_money(text, AROUND)).value == Decimal(amount)


@pytest.mark.parametrize("text", ["", "很多钱", "1.234", "-5", "1,23", "12 or 13", "五六千"])
def test_no_amount_is_made_up(text: str) -> None:
    """What is no exact amount is asked again."""
    assert isinstance(read_money(text, AROUND), Trouble)


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
    assert understood(read_phone("139000", AROUND)).warning is not None


@pytest.mark.parametrize(
    "text",
    [
        "10012340001，10012340002",
        "10012340001、100 1234 0002",
        "10012340001 10012340002",
        "10012340001\n10012340002\n10012340001",
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


def question(kind: AnswerKind, about: str = "", max_length: int = 0) -> Question:
    """A question of a kind."""
    return Question(
        id="loan.due_on",
        kind=kind,
        text=WORDS,
        help=WORDS,
        example=WORDS,
        about=about,
        max_length=max_length,
    )


def test_rough_answers_need_a_place_to_be_kept() -> None:
    """Where 大约 could not reach the letter, an exact answer is asked for."""
    assert isinstance(read(question(AnswerKind.DATE), "大约3月5日", AROUND), Trouble)
    assert isinstance(
        read(question(AnswerKind.DATE, "due_on_about"), "大约3月5日", AROUND), Understood
    )
    assert isinstance(read(question(AnswerKind.MONEY), "大约3000", AROUND), Trouble)


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
    AnswerKind.EMAIL,
]
TYPED_SIGNS = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("0123456789年月日点半分上下午晚约至少多十百千万零一二三+-:/.,、转* "),
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


@given(st.dates(dt.date(1980, 1, 1), TODAY))
def test_every_day_is_read_in_every_form(day: dt.date) -> None:
    """Each day between 1980 and today is read back from each full form."""
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
