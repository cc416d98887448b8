"""What a person typed, understood: dates, times, counts, amounts, numbers. Pure.

Every reader gives `Understood` (the value, whether 大约 or 至少 was said, and a sentence that
says what was understood) or `Trouble` (a gentle sentence and what to do). Full-width forms are
read like others. Free texts and the words of a message are kept exactly as they came.
"""

# ruff: noqa: PLR2004 (hours of the clock, digits of numbers)
from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.numbers import normal_number
from complaintgen.interview.dates import find_date
from complaintgen.interview.numerals import parse_number
from complaintgen.library.texts import Message
from complaintgen.model.case import DayPart, IdKind, MonthPart
from complaintgen.model.question import AnswerKind, Question

if TYPE_CHECKING:
    from collections.abc import Callable

WEEKDAYS = (
    Message("Monday"),
    Message("Tuesday"),
    Message("Wednesday"),
    Message("Thursday"),
    Message("Friday"),
    Message("Saturday"),
    Message("Sunday"),
)


class Understood(msgspec.Struct, frozen=True):
    """An answer that was understood; `echo` says it back, `warning` is soft: it can stay so.

    `part` is the part of the month or the day that a rough `value` is the beginning of.
    """

    value: object
    about: bool = False
    at_least: bool = False
    part: MonthPart | DayPart | None = None
    echo: Message | None = None
    warning: Message | None = None


class Trouble(msgspec.Struct, frozen=True):
    """An answer that was not understood: what, and what to do."""

    message: Message
    hint: Message


Reading = Understood | Trouble


class Around(msgspec.Struct, frozen=True):
    """What a reader may need to know besides the text."""

    today: date
    id_kind: IdKind | None = None


def read(question: Question, text: str, around: Around) -> Reading:
    """Read the answer to a question that is answered by typing."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        return Trouble(
            Message("A character did not arrive whole."), Message("Please type the answer again.")
        )
    reading = _READERS[question.kind](text, around)
    if isinstance(reading, Trouble):
        return reading
    if question.max_length and len(text) > question.max_length:
        limit = {"limit": str(question.max_length), "length": str(len(text))}
        return Trouble(
            Message("That is {length} characters; there is room for {limit}.", limit),
            Message("Please say the most important part."),
        )
    if (
        (reading.about and not question.about)
        or (reading.at_least and not question.at_least)
        or (reading.part and not question.part)
    ):
        return Trouble(
            Message("Here only an exact answer can be used."),
            Message("If you do not know it exactly, choose “not sure”."),
        )
    return reading


_ABOUT = re.compile(
    r"^(?:大约|大概|约莫|约|差不多|可能|about|around|approximately|approx\.?|circa|ca\.?|~)\s*"
    r"|\s*(?:左右|前后|上下)$"
)
_AT_LEAST = re.compile(
    r"^(?:至少|最少|起码|不少于|不低于|超过|at least|more than|over|>=?)\s*"
    r"|\s*(?:以上|or more|\+)$|(?<=[十百千万\d])[多几](?=\D{0,2}$)"
)


def plain(text: str) -> str:
    """A text for understanding: full-width forms made narrow, no white space around it."""
    return unicodedata.normalize("NFKC", text).strip()


def take_marks(text: str) -> tuple[str, bool, bool]:
    """A text without 大约 and 至少, and whether it had them."""
    text = plain(text).lower()
    rest, about = _ABOUT.subn("", text)
    rest, at_least = _AT_LEAST.subn("", rest)
    return rest.strip(), bool(about), bool(at_least)


def read_text(text: str, _around: Around) -> Reading:
    """One line, as typed; only white space around it goes, and line breaks become spaces."""
    return Understood(" ".join(text.splitlines()).strip())


def read_long_text(text: str, _around: Around) -> Reading:
    """Any text exactly as it came; only the ends of lines are made the same."""
    return Understood(text.replace("\r\n", "\n").replace("\r", "\n"))


def read_date(text: str, around: Around) -> Reading:
    """A day: 2026-3-5, 2026年3月5日, 20260305, 3月5日 (the last one gone by), 昨天, 上周三."""
    rest, about, _ = take_marks(text)
    day = find_date(rest, around.today)
    if day is None or day.year < 1980:
        return Trouble(
            Message("This day was not understood."),
            Message("Write it like 2026-03-05 or 3月5日; a rough day like 大约3月5日 is fine."),
        )
    values: dict[str, str | Message] = {
        "day": day.isoformat(),
        "weekday": WEEKDAYS[day.weekday()],
    }
    echo = Message(
        "Understood: about {day}, {weekday}." if about else "Understood: {day}, {weekday}.", values
    )
    warning = Message("This day is still to come.") if day > around.today else None
    return Understood(day, about=about, echo=echo, warning=warning)


_TIME = re.compile(
    r"(?P<part>凌晨|清晨|早晨|早上|早|上午|中午|午间|下午|傍晚|晚上|晚|夜里|夜间|深夜|半夜|夜)?\s*"
    r"(?P<hour>[\d零\u3007一二两三四五六七八九十]{1,3})\s*(?:[:点时h.]|o'clock)?\s*"
    r"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>[\d零\u3007一二三四五六七八九十]{1,3})\s*分?)?"
    r"(?::(?P<second>\d{2}))?\s*(?P<half_day>[ap]\.?m\.?)?"
)
_MORNING = {"凌晨", "清晨", "早晨", "早上", "早", "上午"}
_NOON = {"中午", "午间"}
_AFTERNOON = {"下午", "傍晚"}


def read_time(text: str, _around: Around) -> Reading:
    """A time of day: 22:15, 22点15分, 晚上十点, 凌晨1点半, 10pm."""
    rest, about, _ = take_marks(text)
    if re.fullmatch(r"\d{4}", rest):
        rest = f"{rest[:2]}:{rest[2:]}"
    found = _TIME.fullmatch(rest)
    value = _time_of(found) if found else None
    if value is None:
        return Trouble(
            Message("This time was not understood."),
            Message("Write it like 22:15 or 晚上10点15分; a rough time like 大约22点 is fine."),
        )
    values: dict[str, str | Message] = {
        "time": value.strftime("%H:%M"),
        "part": _part_of_day(value.hour),
    }
    echo = Message(
        "Understood: about {time}, {part}." if about else "Understood: {time}, {part}.", values
    )
    return Understood(value, about=about, echo=echo)


def _time_of(found: re.Match[str]) -> time | None:
    hour, minute = parse_number(found["hour"]), Decimal(0)
    if found["half"]:
        minute = Decimal(30)
    elif found["quarter"]:
        minute = Decimal(15 if found["quarter"] == "一" else 45)
    elif found["minute"]:
        minute = parse_number(found["minute"]) or Decimal(0)
    if hour is None or minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    whole = _hour(int(hour), found["part"] or "", (found["half_day"] or "").replace(".", ""))
    return time(whole % 24, int(minute)) if whole is not None else None


def _hour(hour: int, part: str, half_day: str) -> int | None:
    """The hour on the 24-hour clock; None where the words contradict it (上午15点)."""
    if half_day:
        return hour % 12 + (12 if half_day == "pm" else 0) if 1 <= hour <= 12 else None
    if part in _MORNING:
        return None if hour > 12 else (0 if part == "凌晨" and hour == 12 else hour)
    if part in _NOON:
        return hour + 12 if hour in (1, 2) else hour
    if part in _AFTERNOON:
        return hour + 12 if hour < 12 else hour
    if part and 5 <= hour <= 11:
        return hour + 12
    return 0 if part and hour == 12 else hour


def _part_of_day(hour: int) -> Message:
    if hour < 6:
        return Message("in the night")
    if hour < 12:
        return Message("in the morning")
    return Message("in the afternoon") if hour < 18 else Message("in the evening")


_COUNT_WORDS = re.compile(r"\s*(?:次|个|通|条|遍|回|趟|封|times?|calls?|messages?|visits?)$")
_TENS = {"十几": 10, "几十": 20, "几百": 200, "上百": 100, "上千": 1000, "数十": 20}
_NONE = {"没有", "没", "无", "none"}


def read_count(text: str, _around: Around) -> Reading:
    """A number of times: 12, 十二次, 至少12次, 20多次."""
    bare = _COUNT_WORDS.sub("", plain(text).lower())
    if bare in _NONE:
        return _counted(0, at_least=False)
    if bare in _TENS:
        return _counted(_TENS[bare], at_least=True)
    rest, _, at_least = take_marks(_COUNT_WORDS.sub("", bare))
    number = parse_number(_COUNT_WORDS.sub("", rest))
    if number is None or number != number.to_integral() or number > 100_000 or _ABOUT.search(bare):
        return Trouble(
            Message("This number was not understood."),
            Message("Write it like 12; if there may have been more, 至少12 (at least 12)."),
        )
    return _counted(int(number), at_least=at_least)


def _counted(count: int, *, at_least: bool) -> Understood:
    values = {"count": str(count)}
    echo = Message("Understood: at least {count}." if at_least else "Understood: {count}.", values)
    return Understood(count, at_least=at_least, echo=echo)


_MONEY_WORDS = re.compile(r"^(?:人民币|rmb|cny|¥|\$)\s*|\s*(?:元整|元|圆|块钱|块|rmb|cny|yuan)$")


def read_money(text: str, _around: Around) -> Reading:
    """An amount in yuan: 12000, 12,345.67, 1.2万, 三千五."""
    rest, about, at_least = take_marks(_MONEY_WORDS.sub("", plain(text).lower()))
    number = parse_number(_MONEY_WORDS.sub("", rest).replace(" ", ""))
    if number is None or number != round(number, 2) or number >= 10**12:
        return Trouble(
            Message("This amount was not understood."),
            Message("Write it in yuan, like 12000 or 1.2万."),
        )
    values = {"amount": f"{number:,.2f}"}
    echo = Message(
        "Understood: about {amount} yuan." if about else "Understood: {amount} yuan.", values
    )
    amount = number.quantize(Decimal("0.01")) if number % 1 else number.quantize(Decimal(1))
    return Understood(amount, about=about, at_least=at_least, echo=echo)


def read_phone(text: str, _around: Around) -> Reading:
    """One telephone number; 95, 106, 400 and masked numbers too."""
    number = normal_number(text)
    if number is None:
        return _not_a_number(text)
    digits = number.split("转")[0]
    odd = re.fullmatch(r"1[3-9][\d*]*", digits) and len(digits) != 11
    warning = None
    if odd:
        count = {"count": str(len(digits))}
        warning = Message("A mobile number has 11 digits, this one has {count}.", count)
    echo = Message("Understood: {number}.", {"number": number})
    return Understood(number, echo=echo, warning=warning)


def _not_a_number(text: str) -> Trouble:
    return Trouble(
        Message("“{found}” is no telephone number.", {"found": plain(text)[:30]}),
        Message("Write figures only; unknown digits may be stars: 100****0001."),
    )


def read_numbers(text: str, around: Around) -> Reading:
    """Several numbers, with commas, 、 or lines between them."""
    pieces = [piece for piece in re.split(r"[,;、\n]+", plain(text)) if piece.strip()]
    numbers: list[str] = []
    for piece in (part for whole in pieces for part in _apart(whole)):
        number = normal_number(piece)
        if number is None:
            return _not_a_number(piece)
        if number not in numbers:
            numbers.append(number)
    if not numbers:
        return _not_a_number(text)
    if len(numbers) == 1:
        return _as_tuple(read_phone(numbers[0], around))
    values = {"count": str(len(numbers)), "numbers": ", ".join(numbers)}
    return Understood(tuple(numbers), echo=Message("Understood: {count}: {numbers}.", values))


def _as_tuple(reading: Reading) -> Reading:
    return (
        msgspec.structs.replace(reading, value=(reading.value,))
        if isinstance(reading, Understood)
        else reading
    )


def _apart(piece: str) -> list[str]:
    """The numbers of a piece with spaces: several where each part is long enough to be one."""
    parts = piece.split()
    long_enough = all(len(re.sub(r"\D", "", part)) >= 7 for part in parts)
    return parts if long_enough else [piece]


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def has_right_checksum(number: str) -> bool:
    """Whether the last sign of an 18-digit identity number fits the others (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17]


def read_id_number(text: str, around: Around) -> Reading:
    """An identity number; a wrong check digit is only pointed out, it may be kept."""
    number = re.sub(r"[\s-]", "", plain(text)).upper()
    if not re.fullmatch(r"[0-9A-Z()*]{5,20}", number):
        return Trouble(
            Message("This identity number was not understood."),
            Message("Write it as it stands on the paper, figures and letters only."),
        )
    full = re.fullmatch(r"\d{17}[\dX]", number)
    warning = None
    if full and not has_right_checksum(number):
        warning = Message("The last digit does not fit the others; please compare with the paper.")
    elif not full and around.id_kind in (IdKind.RESIDENT, IdKind.HMT_RESIDENCE):
        count = {"count": str(len(number))}
        warning = Message("Such a number has 18 digits, this one has {count}.", count)
    return Understood(number, warning=warning)


def read_email(text: str, _around: Around) -> Reading:
    """An e-mail address."""
    address = plain(text)
    if not re.fullmatch(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+", address):
        return Trouble(
            Message("This is no e-mail address."), Message("Write it like name@example.com.")
        )
    return Understood(address)


_READERS: dict[AnswerKind, Callable[[str, Around], Reading]] = {
    AnswerKind.TEXT: read_text,
    AnswerKind.LONG_TEXT: read_long_text,
    AnswerKind.DATE: read_date,
    AnswerKind.TIME: read_time,
    AnswerKind.COUNT: read_count,
    AnswerKind.MONEY: read_money,
    AnswerKind.PHONE: read_phone,
    AnswerKind.NUMBERS: read_numbers,
    AnswerKind.ID_NUMBER: read_id_number,
    AnswerKind.EMAIL: read_email,
    AnswerKind.FILE: read_text,
}
