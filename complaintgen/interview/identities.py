"""Identity numbers and company codes as typed: read, and pointed out where they look mistyped.

A wrong check digit or birth day is a soft warning only: the number is kept, for the paper is
right and not we. The forms: GB 11643 (resident identity card, 港澳台居民居住证), the
外国人永久居留身份证 of 2023 and those before, and GB 32100 (统一社会信用代码).
"""

# ruff: noqa: PLR2004 (places of the numbers)
from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from complaintgen.interview.understood import Around, Reading, Trouble, Understood, masked, plain
from complaintgen.library.texts import Message
from complaintgen.model.case import IdKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FULL = re.compile(r"[0-9]{17}[0-9X]")
_FORMS = {
    IdKind.RESIDENT: re.compile(r"(?!8[123]0000)[0-9]{17}[0-9X]|[0-9]{15}"),
    IdKind.HMT_RESIDENCE: re.compile(r"8[123]0000[0-9]{11}[0-9X]"),
    IdKind.FOREIGN_RESIDENCE: re.compile(r"9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12}"),
    IdKind.PASSPORT: re.compile(r"(?=.*[0-9])[A-Z0-9]{5,12}"),
}
_SHAPES = {
    IdKind.RESIDENT: Message("A resident identity number has 18 digits, this one has {count}."),
    IdKind.HMT_RESIDENCE: Message(
        "The number of this residence permit has 18 digits and begins with 81, 82 or 83;"
        " please compare with the paper."
    ),
    IdKind.FOREIGN_RESIDENCE: Message(
        "The number of this card has 18 digits and begins with 9, or on older cards 3 letters and"
        " 12 digits; please compare with the paper."
    ),
    IdKind.PASSPORT: Message(
        "This does not look like the number of a passport; please compare with the paper."
    ),
}


def has_right_checksum(number: str) -> bool:
    """Whether the last sign of an 18-digit identity number fits the others (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17]


def read_id_number(text: str, around: Around) -> Reading:
    """An identity number, said back masked; what looks mistyped is pointed out and kept."""
    number = re.sub(r"[\s\-\u2010-\u2015\u200b-\u200f\ufeff]", "", plain(text)).upper()
    if not re.fullmatch(r"[0-9A-Z()*]{5,20}", number):
        return Trouble(
            Message("This identity number was not understood."),
            Message("Write it as it stands on the paper, figures and letters only."),
        )
    values = {"number": masked(number), "count": str(len(number))}
    return Understood(
        number,
        echo=Message("Understood: {number}, {count} signs.", values),
        warning=next(_doubts(number, around), None),
    )


def _doubts(number: str, around: Around) -> Iterator[Message]:
    """What looks mistyped, the surest first."""
    form = _FORMS.get(around.id_kind) if around.id_kind else None
    if "*" in number:
        yield Message("Part of this number is hidden; a body that asks for it needs all of it.")
    elif around.id_kind and form and not form.fullmatch(number):
        if around.id_kind is IdKind.RESIDENT and re.match(r"8[123]0000", number):
            yield Message(
                "This looks like a residence permit for people from Hong Kong, Macau or"
                " Taiwan; if so, go back and change the kind of paper."
            )
        values = {"count": str(len(number))}
        yield Message(_SHAPES[around.id_kind].text, values)
    if _FULL.fullmatch(number) and around.id_kind is not IdKind.PASSPORT:
        if not _is_birth(number[6:14], around.today):
            yield Message(
                "The birth day in this number cannot be right; please compare with the paper."
            )
        if not has_right_checksum(number):
            yield Message("The last digit does not fit the others; please compare with the paper.")
    elif re.fullmatch(r"[0-9]{15}", number) and around.id_kind in (None, IdKind.RESIDENT):
        yield Message(
            "This is an old number with 15 digits; bodies usually ask for the 18 of today."
        )


def _is_birth(text: str, today: date) -> bool:
    """Whether the eight digits can be the birth day of a person who lives."""
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return today.year - 120 <= day.year and day <= today


_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def has_right_code_check(code: str) -> bool:
    """Whether the last sign of a 统一社会信用代码 fits the others (GB 32100)."""
    if not all(sign in _CODE_SIGNS for sign in code):
        return False
    total = sum(_CODE_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(code[:17]))
    return _CODE_SIGNS[-total % 31] == code[17]


def read_company_code(text: str, _around: Around) -> Reading:
    """A 统一社会信用代码; one that looks mistyped is pointed out and kept."""
    code = re.sub(r"[\s\-\u2010-\u2015]", "", plain(text)).upper()
    if not re.fullmatch(r"[0-9A-Z]{5,20}", code):
        return Trouble(
            Message("This code was not understood."),
            Message("Write it as it stands in the contract or register: 18 figures and letters."),
        )
    count = {"count": str(len(code))}
    warning = None
    if len(code) != 18:
        warning = Message("Such a code has 18 signs, this one has {count}.", count)
    elif not has_right_code_check(code):
        warning = Message(
            "The last sign does not fit the others; I, O, S, V and Z never stand in such a code."
            " Please compare with the contract or the register."
        )
    return Understood(code, echo=Message("Understood: {code}.", {"code": code}), warning=warning)
