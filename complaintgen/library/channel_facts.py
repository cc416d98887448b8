"""Whether the facts of a channel are sourced and dated, and nobody's data stand in its files."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING

from complaintgen.library.channels import FILE
from complaintgen.library.mistakes import problem
from complaintgen.library.toml import read_data
from complaintgen.model.problem import Problem, Severity
from complaintgen.model.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.model.channel import Channel

_MONTH = dt.timedelta(days=30)


def check_names(name: str, channel: Channel, today: dt.date) -> Iterator[Problem]:
    """Whether a channel has a name that is in use; not if each is one of a day to come."""
    started = [entry for entry in channel.names if entry.since <= today]
    if channel.names and not started:
        yield _no_name(f"{name}/{FILE}: names")


def check_raw(path: Path, place: str, today: dt.date, months: int) -> Iterator[Problem]:
    """What can be said of `channel.toml` whether or not its form is right.

    Facts without a source, checked on a day to come, or checked long ago (a warning); texts that
    are empty or hold characters that nobody sees.
    """
    try:
        data = read_data(path)
    except (OSError, ValueError, RecursionError):
        return
    yield from _check_table(data, place, today, months)


def _check_table(value: object, place: str, today: dt.date, months: int) -> Iterator[Problem]:
    if isinstance(value, dict):
        yield from _check_day(value.get("verified_on"), place, today, months)
        for key, entry in value.items():
            if isinstance(entry, str):
                yield from _check_text(key, entry, place)
            yield from _check_table(entry, _below(place, key), today, months)
    elif isinstance(value, list):
        for number, entry in enumerate(value, start=1):
            label = entry.get("id", number) if isinstance(entry, dict) else number
            yield from _check_table(entry, f"{place}[{label}]", today, months)
    elif isinstance(value, str) and hidden_characters(value):
        yield _hidden(place, hidden_characters(value))


def _check_day(day: object, place: str, today: dt.date, months: int) -> Iterator[Problem]:
    if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
        return
    if day > today:
        yield _to_come(place, day)
    elif today - day > months * _MONTH:
        yield _stale(place, day, months)


def _check_text(key: str, text: str, place: str) -> Iterator[Problem]:
    if text.strip():
        return
    if key == "source":
        yield _no_source(place)
    elif key in _SAID:
        yield _no_words(place, key)


_SAID = frozenset(
    {"zh", "title", "full", "short", "where", "label", "rule", "path", "id", "law", "blank"}
)
"""Keys that say something wherever they stand: an empty text there is a slip."""


def _below(place: str, field: str) -> str:
    return f"{place}: {field}" if place.endswith(".toml") else f"{place}.{field}"


# --- characters that nobody sees -----------------------------------------------------------------

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def hidden_characters(text: str) -> str:
    """The characters of a text that nobody sees and that change how it reads, by their codes."""
    return ", ".join(f"U+{ord(found):04X}" for found in dict.fromkeys(_HIDDEN.findall(text)))


def check_characters(place: str, text: str) -> Iterator[Problem]:
    """Characters in a file that nobody sees, by line."""
    for number, line in enumerate(text.split("\n"), start=1):
        codes = hidden_characters(line)
        if codes:
            yield _hidden(f"{place}:{number}", codes)


# --- nobody's data -----------------------------------------------------------------------------

_GAP = r"[ \-\u2010-\u2015.]?"
_MOBILE = re.compile(rf"(?<![\d.*-])(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)")
_RESIDENT = re.compile(rf"(?<!\d)\d{{6}}{_GAP}\d{{8}}{_GAP}\d{{3}}[\dXx](?![\dXx])")
_OLD_RESIDENT = re.compile(
    r"(?<!\d)[1-6]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)"
)
_CARD = re.compile(rf"(?<![\d.])[3-6]\d{{3}}(?:{_GAP}\d{{4}}){{2,3}}{_GAP}\d{{1,4}}(?!\d)")
_MAIL = re.compile(
    r"[\w.+-]+@(?:[\w-]+\.)?(?:qq|foxmail|163|126|yeah|sina|sohu|139|189|wo|263|tom|21cn|aliyun"
    r"|gmail|hotmail|outlook|live|msn|icloud|me|yahoo|proton|protonmail|mail)\.\w+",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:QQ|微信|WeChat|VX)(?:号|号码|ID)?\s*:?\s*(?=[\w-]*\d)[A-Za-z0-9][\w-]{5,19}(?![\w-])",
    re.IGNORECASE | re.ASCII,
)


def check_personal(place: str, text: str) -> Iterator[Problem]:
    """Numbers and addresses in a file that could be somebody's, however they are written.

    Mobiles that begin with 10 and identity numbers of area 99 are nobody's.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        plain = unicodedata.normalize("NFKC", line)
        for pattern in (_MOBILE, _RESIDENT, _OLD_RESIDENT, _CARD, _MAIL, _CONTACT):
            for found in pattern.findall(plain):
                if _could_be_real(pattern, found):
                    yield _somebody(f"{place}:{number}", found)


def _could_be_real(pattern: re.Pattern[str], found: str) -> bool:
    digits = re.sub(r"[^\dXx]", "", found).upper()
    if pattern is _RESIDENT:
        return _has_check_digit(digits) and not digits.startswith("99")
    if pattern is _CARD:
        return _luhn(digits)
    return True


def _has_check_digit(number: str) -> bool:
    """GB 11643: the last place follows from the others."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(number[:17]))
    return number[17] == "10X98765432"[total % 11]


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)  # noqa: PLR2004 (the rule's own figure)
    return total % 10 == 0


# --- problems ----------------------------------------------------------------------------------


def _no_source(place: str) -> Problem:
    return problem(
        code="no-source",
        place=place,
        message="This fact has no source.",
        hint="Write where it stands (source), or take it out; what is uncertain is confidence "
        "= {unverified}.",
        unverified=f'"{Confidence.UNVERIFIED.value}"',
    )


def _to_come(place: str, day: dt.date) -> Problem:
    return problem(
        code="verified-in-future",
        place=place,
        message="It says that it was checked on {day}; that day is still to come.",
        hint="Write the day on which you read the source (verified_on).",
        day=day.isoformat(),
    )


def _stale(place: str, day: dt.date, months: int) -> Problem:
    return Problem(
        code="checked-long-ago",
        place=place,
        message="Last checked on {day}, more than {months} months ago.",
        hint="Read the source again and write today's day (verified_on).",
        values={"day": day.isoformat(), "months": str(months)},
        severity=Severity.WARNING,
    )


def _no_name(place: str) -> Problem:
    return problem(
        code="no-name-yet",
        place=place,
        message="None of the names is in use yet.",
        hint="Give the name that is used today, with the day from which it is used (since).",
    )


def _somebody(place: str, found: str) -> Problem:
    return problem(
        code="could-be-somebody",
        place=place,
        message="“{found}” could be somebody's.",
        hint="Take it out. An example is invented: mobiles begin with 10, identity numbers with "
        "99.",
        found=f"{found[:3]}…{found[-2:]}",
    )


def _no_words(place: str, key: str) -> Problem:
    return problem(
        code="no-words",
        place=place,
        message="“{key}” says nothing.",
        hint="Write what it is to say, or take the line out.",
        key=key,
    )


def _hidden(place: str, codes: str) -> Problem:
    return problem(
        code="hidden-characters",
        place=place,
        message="Characters that nobody sees stand here: {codes}.",
        hint="Type the line anew; they come along when text is copied from elsewhere.",
        codes=codes,
    )
