"""What every reader of typed text gives, and what readers share. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from datetime import date

    from complaintgen.library.texts import Message
    from complaintgen.model.case import DayPart, IdKind, MonthPart


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


def plain(text: str) -> str:
    """A text for understanding: full-width forms made narrow, no white space around it."""
    return unicodedata.normalize("NFKC", text).strip()


_ABOUT = re.compile(
    r"^(?:(?:大约|大概|大致|约莫|约|差不多|可能|好像|应该)是?|about|around|approximately|approx\.?|roughly"
    r"|circa|ca\.?|~|\u2248)\s*"
    r"|\s*(?:左右|前后|上下|的样子|吧|or so)$"
)
_AT_LEAST = re.compile(
    r"^(?:至少|最少|起码|不少于|不低于|超过|at least|more than|over|>=?)\s*"
    r"|\s*(?:以上|or more|\+)$|(?<=[十百千万\d])[多几](?=\D{0,2}$)"
)


def take_about(text: str) -> tuple[str, bool]:
    """A text in lower case without 大约, and whether it had it."""
    rest, about = _ABOUT.subn("", plain(text).lower())
    return rest.strip(), bool(about)


def take_marks(text: str) -> tuple[str, bool, bool]:
    """A text without 大约 and 至少, and whether it had them."""
    rest, about = take_about(text)
    rest, at_least = _AT_LEAST.subn("", rest)
    return rest.strip(), about, bool(at_least)


_SHOWN = 4


def masked(text: str) -> str:
    """A number with its middle hidden: `9901**********0010`."""
    hidden = max(len(text) - 2 * _SHOWN, 0)
    return f"{text[:_SHOWN]}{'*' * hidden}{text[-_SHOWN:]}" if hidden else "*" * len(text)
