"""What a file of records lists: from when until when, and whether it holds answered calls only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.letters.phrases import join
from complaintgen.model.record import Coverage

if TYPE_CHECKING:
    from complaintgen.analysis.gathering import SourceNote
    from complaintgen.letters.phrases import Speaker
    from complaintgen.model.letter import Text
    from complaintgen.model.record import Period


def listing(say: Speaker, note: SourceNote | None, *where: str) -> Text:
    """The period of the calls and of the messages in a file; empty where it was not read."""
    if note is None:
        return ()
    kind = "lists_connected" if note.coverage is Coverage.CONNECTED else "lists_calls"
    parts = [
        say.pattern(name, period=_period(say, period, *where))
        for name, period in ((kind, note.calls), ("lists_messages", note.messages))
        if period is not None
    ]
    return join(parts, say.word("semicolon"))


def _period(say: Speaker, period: Period, *where: str) -> Text:
    first, last = period.first.date(), period.last.date()
    begins = say.date(first, *where)
    if first == last:
        return begins
    return say.pattern("period", first=begins, last=say.date(last, *where, before=first))
