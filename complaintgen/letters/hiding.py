"""Numbers and addresses that a paper may not hold, found however they are written, and left out
visibly.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from re import Pattern

    from complaintgen.model.case import Case

SHORTEST = 5
"""Shorter values may be ordinary words."""
_WIDE = 0xFEE0
"""From an ASCII character to its full-width form."""
_APART = r"[\s\u2010-\u2015\-_.]*"
_IDENTITY = re.compile(
    r"(?<!\d)\d{6}\s?(?:[1\uff11][9\uff19]|[2\uff12][0\uff10])\d{2}\s?\d{2}\s?\d{2}\s?\d{3}[\dXx](?!\d)"
)
"""The number of a resident's identity card, in ASCII or full-width figures."""


def secrets(case: Case, contact: str | None, own: Iterable[str] = ()) -> tuple[Pattern[str], ...]:
    """What a statement of a contact may not hold: the complainant's numbers and addresses, the
    contract number, the numbers of other contacts, identity numbers of anybody.

    Args:
        case: the answers.
        contact: the id of the contact whose statement it is.
        own: what is the witness's own and may stand.
    """
    person, loan = case.complainant, case.loan
    always = (person.id_number, person.phone, person.address, person.email, loan.contract_number)
    free = {_bare(each) for each in own}
    others = (each for each in case.contacts if each.id != contact)
    numbers = (number for each in others for number in each.numbers or ())
    found = [_bare(value) for value in always if value]
    found += [bare for number in numbers if (bare := _bare(number)) not in free]
    kept = sorted({value for value in found if len(value) >= SHORTEST}, key=lambda v: (-len(v), v))
    return (*(_pattern(value) for value in kept), _IDENTITY)


def _bare(value: str) -> str:
    return "".join(unicodedata.normalize("NFKC", value).split()).replace("-", "")


def _pattern(value: str) -> Pattern[str]:
    """A value in ASCII or full-width characters, with white space and dashes anywhere in it."""
    return re.compile(_APART.join(_any_width(sign) for sign in value), re.IGNORECASE)


def _any_width(sign: str) -> str:
    if "!" <= sign <= "~":
        return f"[{re.escape(sign)}{chr(ord(sign) + _WIDE)}]"
    return re.escape(sign)


def hide(
    context: Mapping[str, Any], hidden: Iterable[Pattern[str]], word: str
) -> tuple[dict[str, Any], bool]:
    """The context of a letter with a word where something may not stand, and whether any was."""
    patterns = tuple(hidden)
    changed = {key: _hidden(value, patterns, word) for key, value in context.items()}
    return changed, changed != dict(context)


def _hidden(value: Any, patterns: tuple[Pattern[str], ...], word: str) -> Any:  # noqa: ANN401
    match value:
        case str():
            for pattern in patterns:
                value = pattern.sub(word, value)
            return value
        case tuple():
            return tuple(_hidden(each, patterns, word) for each in value)
        case dict():
            return dict(_texts(value, patterns, word))
        case _:
            return value


def _texts(
    phrase: Mapping[str, Any], patterns: tuple[Pattern[str], ...], word: str
) -> Iterator[tuple[str, Any]]:
    """A phrase; its sources are paths, never answers."""
    for key, value in phrase.items():
        yield key, _hidden(value, patterns, word) if key == "text" else value
