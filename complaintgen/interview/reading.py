"""What a person typed, understood: texts, counts, amounts, numbers; days in `moments`. Pure.

Every reader gives `Understood` (the value, whether 大约 or 至少 was said, and a sentence that
says what was understood) or `Trouble` (a gentle sentence and what to do). Full-width forms are
read like others. Free texts and the words of a message are kept exactly as they came.
"""

# ruff: noqa: PLR2004 (digits of numbers)
from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.numbers import NumberKind, classify, is_hidden, normal_number
from complaintgen.interview.identities import read_company_code, read_id_number
from complaintgen.interview.moments import read_date, read_time
from complaintgen.interview.numerals import (
    in_capitals,
    parse_amount,
    parse_number,
    smaller_of_two,
)
from complaintgen.interview.understood import (
    Around,
    Reading,
    Trouble,
    Understood,
    plain,
    take_about,
    take_marks,
)
from complaintgen.library.texts import Message
from complaintgen.model.question import AnswerKind, Question

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Around", "Reading", "Trouble", "Understood", "plain", "read", "take_marks"]


def read(question: Question, text: str, around: Around) -> Reading:
    """Read the answer to a question that is answered by typing."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        return Trouble(
            Message("A character did not arrive whole."), Message("Please type the answer again.")
        )
    reading = _READERS[question.kind](text, around)
    if isinstance(reading, Trouble):
        return reading
    if question.ahead:
        reading = _ahead(reading, around)
    if question.max_length and len(text) > question.max_length:
        limit = {"limit": str(question.max_length), "length": str(len(text))}
        return Trouble(
            Message("That is {length} characters; there is room for {limit}.", limit),
            Message("Please say the most important part."),
        )
    if question.least and isinstance(reading.value, int) and reading.value < question.least:
        least = {"least": str(question.least)}
        return Trouble(
            Message("That is fewer than can be told: here it is at least {least}.", least),
            Message("If it did not happen at all, go back and take it away."),
        )
    if reading.at_least and not question.at_least and question.kind is AnswerKind.MONEY:
        reading = _roughly(reading)
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


def _ahead(reading: Understood, around: Around) -> Understood:
    """A day that is to come: that it is over is worth a word, that it is not is as it should be."""
    over = isinstance(reading.value, date) and reading.value < around.today
    warning = Message("This day is over already.") if over else None
    return msgspec.structs.replace(reading, warning=warning)


def read_text(text: str, _around: Around) -> Reading:
    """One line, as typed; only white space around it goes, and line breaks become spaces."""
    return Understood(" ".join(text.splitlines()).strip())


def read_long_text(text: str, _around: Around) -> Reading:
    """Any text exactly as it came; only the ends of lines are made the same."""
    return Understood(text.replace("\r\n", "\n").replace("\r", "\n"))


_COUNT_WORDS = re.compile(r"\s*(?:次|个|通|条|遍|回|趟|封|times?|calls?|messages?|visits?)$")
_TENS = {"十几": 10, "几十": 20, "几百": 200, "上百": 100, "上千": 1000, "数十": 20}


_NONE = {"没有", "没", "无", "none"}


def read_count(text: str, _around: Around) -> Reading:
    """A number of times: 12, 十二次, 至少12次, 20多次, 二三十次."""
    bare = _COUNT_WORDS.sub("", plain(text).lower())
    smaller = smaller_of_two(bare)
    if smaller is not None:
        return _counted(int(parse_number(smaller) or 0), at_least=True)
    if bare in _NONE:
        return _counted(0, at_least=False)
    if bare in _TENS:
        return _counted(_TENS[bare], at_least=True)
    rest, _, at_least = take_marks(_COUNT_WORDS.sub("", bare))
    number = parse_number(_COUNT_WORDS.sub("", rest))
    if number is None or number != number.to_integral() or number > 100_000 or take_about(bare)[1]:
        return Trouble(
            Message("Here a number is needed."),
            Message(
                "Write it like 12. If they cannot be counted, write how many it was at least:"
                " 至少12 (at least 12)."
            ),
        )
    return _counted(int(number), at_least=at_least)


def _counted(count: int, *, at_least: bool) -> Understood:
    values = {"count": str(count)}
    echo = Message("Understood: at least {count}." if at_least else "Understood: {count}.", values)
    return Understood(count, at_least=at_least, echo=echo)


_MONEY_WORDS = re.compile(r"^(?:人民币|rmb|cny|¥|\$)\s*|\s*(?:rmb|cny|yuan)$")
_NEARLY = re.compile(
    r"^(?:将近|接近|不到|不足|近|快)\s*|(?<=[十百千万\d])来(?=[万千百]?[元块圆]?钱?$)|(?<=[万千百元块])(?:不到|出头)$"
)


def read_money(text: str, _around: Around) -> Reading:
    """An amount in yuan: 12000, 12,345.67, 1.2万, 三千五, 十二元七角, 五万多."""
    rest, about, at_least = take_marks(_MONEY_WORDS.sub("", plain(text).lower()))
    rest, nearly = _NEARLY.subn("", rest)
    bare = _MONEY_WORDS.sub("", rest).replace(" ", "")
    number = parse_amount(bare) if smaller_of_two(bare.rstrip("元块圆钱")) is None else None
    if number is None or number != round(number, 2) or number >= 10**12:
        return Trouble(
            Message("This amount was not understood."),
            Message("Write it in yuan, like 12000 or 1.2万; if you are not certain, 大约1.2万."),
        )
    amount = number.quantize(Decimal("0.01")) if number % 1 else number.quantize(Decimal(1))
    reading = Understood(amount, about=about or bool(nearly), at_least=at_least)
    return msgspec.structs.replace(reading, echo=_told_money(reading, amount))


def _roughly(reading: Understood) -> Understood:
    """五万多 where only 大约 can be kept."""
    rough = msgspec.structs.replace(reading, about=True, at_least=False)
    amount = reading.value
    echo = _told_money(rough, amount) if isinstance(amount, Decimal) else None
    return msgspec.structs.replace(rough, echo=echo)


def _told_money(reading: Understood, amount: Decimal) -> Message:
    figures = f"{amount:,.2f}".removesuffix(".00")
    values = {"amount": figures, "capitals": in_capitals(amount)}
    if reading.at_least:
        return Message("Understood: at least {amount} yuan ({capitals}).", values)
    if reading.about:
        return Message("Understood: about {amount} yuan ({capitals}).", values)
    return Message("Understood: {amount} yuan ({capitals}).", values)


KINDS = {
    NumberKind.MOBILE: Message("a mobile number"),
    NumberKind.VIRTUAL: Message("a mobile number from a range given to resellers"),
    NumberKind.IOT: Message("a number from a range for machines"),
    NumberKind.LANDLINE: Message("a landline"),
    NumberKind.HOTLINE: Message("a 400 or 800 number"),
    NumberKind.SERVICE: Message("a 95 service number"),
    NumberKind.LOCAL_SERVICE: Message("a 96 service number"),
    NumberKind.CARRIER: Message("a number of a telephone company"),
    NumberKind.PORT: Message("a 106 port number for messages"),
    NumberKind.SHORT: Message("a short service number"),
    NumberKind.FOREIGN: Message("a number from outside the mainland"),
    NumberKind.MASKED: Message("partly hidden, so it cannot be compared with others"),
}


def read_phone(text: str, _around: Around) -> Reading:
    """One telephone number; 95, 106, 400 and masked numbers too."""
    number = normal_number(text)
    if number is None:
        return _not_a_number(text)
    digits = number.split("转")[0]
    warning = None
    echo = _told_number(number)
    if re.fullmatch(r"1[3-9][0-9*]*", digits) and len(digits) != 11 and not _is_machine(number):
        count = {"count": str(len(digits))}
        warning = Message("A mobile number has 11 digits, this one has {count}.", count)
        # What seems to lack digits is not called a short number in the line above.
        echo = Message("Understood: {number}.", {"number": number})
    if _IDENTITY.fullmatch(digits):
        warning = Message("This looks like the number of an identity card, not of a telephone.")
    return Understood(number, echo=echo, warning=warning)


_IDENTITY = re.compile(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}")
"""A place, a day of birth and four more; message ports begin with 106, no such place does."""


def _is_machine(number: str) -> bool:
    return classify(number) is NumberKind.IOT


def _told_number(number: str) -> Message:
    """A number, and what sort of number it is where its form tells."""
    kind = KINDS.get(classify(number))
    if kind is None:
        return Message("Understood: {number}.", {"number": number})
    return Message("Understood: {number}, {kind}.", {"number": number, "kind": kind})


def _not_a_number(text: str) -> Trouble:
    found = {"found": plain(text)[:30]}
    if is_hidden(text) and plain(text):
        return Trouble(
            Message("“{found}” means that the number was hidden.", found),
            Message(
                "Choose “not sure” here; that it was hidden can be chosen among what was done."
            ),
        )
    return Trouble(
        Message("“{found}” is no telephone number.", found),
        Message("Write figures only; unknown digits may be stars: 100****0001."),
    )


_BETWEEN_NUMBERS = re.compile(r"[,;、/|\n。]+|(?<=[\d*)])\s*(?:和|跟|与|及|and)\s*(?=[\d+*(])")


def read_numbers(text: str, around: Around) -> Reading:
    """Several numbers, with commas, 、, strokes, 和 or lines between them."""
    pieces = [piece for piece in _BETWEEN_NUMBERS.split(plain(text)) if piece.strip()]
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
    echo = Message("Understood: {count}: {numbers}.", values)
    masked = [number for number in numbers if classify(number) is NumberKind.MASKED]
    hidden = {"numbers": ", ".join(masked)}
    warning = Message("Partly hidden, so not compared with others: {numbers}", hidden)
    return Understood(tuple(numbers), echo=echo, warning=warning if masked else None)


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


def read_email(text: str, _around: Around) -> Reading:
    """An e-mail address."""
    address = plain(text).replace("\u3002", ".").replace(" ", "")
    if not re.fullmatch(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+", address):
        return Trouble(
            Message("This is no e-mail address."), Message("Write it like name@example.com.")
        )
    return Understood(address, echo=Message("Understood: {address}.", {"address": address}))


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
    AnswerKind.COMPANY_CODE: read_company_code,
    AnswerKind.EMAIL: read_email,
    AnswerKind.FILE: read_text,
}
