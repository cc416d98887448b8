"""What Android's own columns mean, in whichever file they stand.

Kinds of messages: Telephony.TextBasedSmsColumns; kinds of calls: CallLog.Calls.
"""

from __future__ import annotations

import re
from functools import lru_cache

from complaintgen.analysis.numbers import is_hidden, normal_number
from complaintgen.model.record import Way

_UNKNOWN = frozenset(
    {"null", "(unknown)", "unknown", "(未知)", "未知", "\uff08未知\uff09", "未知联系人"}
)
_MESSAGE_WAYS = {"1": Way.IN, "2": Way.OUT}
_DRAFTS = {"3": "draft", "4": "outbox", "5": "failed", "6": "queued"}
_CALLS: dict[str, tuple[Way, bool | None]] = {
    "1": (Way.IN, True),  # incoming
    "2": (Way.OUT, True),  # outgoing
    "3": (Way.IN, False),  # missed
    "4": (Way.IN, False),  # voicemail
    "5": (Way.IN, False),  # rejected
    "6": (Way.IN, False),  # blocked
    "7": (Way.IN, True),  # answered on another device
}
_WHOLE = re.compile(r"-?\d{1,19}")
_SECONDS = re.compile(r"\d{1,6}")


def draft_kind(kind: str) -> str | None:
    """What a message that was never sent is called; None for those sent or received."""
    return _DRAFTS.get(kind)


def message_way(kind: str) -> Way:
    """In or out by a message's kind."""
    return _MESSAGE_WAYS.get(kind, Way.UNKNOWN)


def call_way(kind: str, seconds: int | None) -> tuple[Way, bool | None]:
    """In or out, and whether it was answered.

    An outgoing call of 0 s was not; an incoming one of 0 s may have been. Kinds of a maker's own
    are (unknown, None).
    """
    way, answered = _CALLS.get(kind, (Way.UNKNOWN, None))
    if kind == "1" and not seconds:
        return way, None
    if kind == "2":
        return way, seconds > 0 if seconds is not None else None
    return way, answered


@lru_cache(maxsize=65_536)
def other_side(address: str) -> tuple[str, str]:
    """The number in its normal form, and the text as printed where it says something else."""
    bare = address.strip()
    number = normal_number(bare) or ""
    shown = "" if bare == number or is_hidden(bare) or bare.lower() in _UNKNOWN else bare
    return number, shown


def known_text(text: str) -> str:
    """A text, empty where it is one of the words that stand for none."""
    return "" if text.strip().lower() in _UNKNOWN else text


def whole_number(text: str) -> int | None:
    """A whole number as databases write it; None for anything else."""
    bare = text.strip()
    return int(bare) if _WHOLE.fullmatch(bare) else None


def length(text: str) -> int | None:
    """Seconds of a call; None where the text is no such number."""
    bare = text.strip()
    return int(bare) if _SECONDS.fullmatch(bare) else None
