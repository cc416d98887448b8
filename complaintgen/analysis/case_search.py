"""Whether a case is the one somebody looks for: by names, numbers and free text. Pure."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

import msgspec

from complaintgen.analysis.numbers import normal_number
from complaintgen.model.case import LISTS, TABLES
from complaintgen.model.forms import without_none

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.model.case import Case

_OURS = {"id", "sha256", "file", "reader", "record", "columns", "unknown"}
"""Fields that hold names of ours, nothing that a person remembers."""
_FIGURES = 4
"""So many figures make a number worth comparing: three stand in every second sentence."""


class Wanted(msgspec.Struct, frozen=True):
    """What is looked for: a text as it is compared, and a number in its normal form, if it is
    one.
    """

    text: str
    number: str | None = None


def wanted(words: str) -> Wanted:
    """What a line that was typed looks for."""
    number = normal_number(words)
    enough = number is not None and sum(sign.isdigit() for sign in number) >= _FIGURES
    return Wanted(_bare(words), number if enough else None)


def matches(case: Case, what: Wanted) -> bool:
    """Whether a name, a number or a text of the case holds what is looked for."""
    return any(_holds(text, what) for text in texts(case))


def _holds(text: str, what: Wanted) -> bool:
    if what.text in _bare(text):
        return True
    number = normal_number(text) if what.number else None
    return number is not None and what.number is not None and what.number in number


def texts(case: Case) -> Iterator[str]:
    """All that the person wrote in a case: names, numbers, addresses, words; no choices."""
    for table in TABLES:
        yield from _texts_of(getattr(case, table))
    for table in LISTS:
        for entry in getattr(case, table):
            yield from _texts_of(entry)


def _texts_of(entry: Any) -> Iterator[str]:  # noqa: ANN401 (a table of any type)
    kind: Any = type(entry)
    for name in _written(kind):
        value = getattr(entry, name)
        if isinstance(value, str):
            yield value
        elif value:
            yield from value


@cache
def _written(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 (any table)
    """The fields of a table that hold free text or numbers."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        name
        for name, hint in hints.items()
        if name not in _OURS and without_none(hint) in (str, tuple[str, ...])
    )


def _bare(text: str) -> str:
    """A text as it is compared: full-width forms, capitals and white space make no difference."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
