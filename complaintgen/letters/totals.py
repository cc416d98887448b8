"""How much the files show in all, in one sentence: calls, answered ones, days, messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.letters.phrases import Speaker, join, phrase
from complaintgen.model.record import Event, Events, RecordKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.model.case import Incident
    from complaintgen.model.letter import Text


def totals(say: Speaker, incidents: Sequence[Incident], events: Events) -> Text:
    """The calls and messages that files show one by one; empty where they show hardly any.

    A call counts as answered only where a file says so; 至少 stands where a day may have had more.
    """
    shown = [incident for incident in incidents if events.get(incident.id)]
    found = {incident.id: events[incident.id] for incident in shown}
    calls = [e for own in found.values() for e in own if e.kind is RecordKind.CALL]
    messages = [e for own in found.values() for e in own if e.kind is not RecordKind.CALL]
    if len(calls) + len(messages) < FEWEST:
        return ()
    where = tuple(f"incidents.{incident.id}.count" for incident in shown)
    at_least = any(incident.count_at_least for incident in shown)
    parts = (_calls(say, calls, where, at_least=at_least), _messages(say, messages, where))
    told = join(parts, say.word("semicolon"))
    return say.pattern("totals", told=told) if told else ()


FEWEST = 10
"""Fewer are seen at a glance."""


def _calls(say: Speaker, calls: Sequence[Event], where: tuple[str, ...], *, at_least: bool) -> Text:
    if not calls:
        return ()
    unit = say.word("times")
    answered = sum(bool(call.answered) for call in calls)
    days = len({call.at.date() for call in calls})
    return say.pattern(
        "total_calls",
        count=say.count(len(calls), unit, *where, at_least=at_least),
        connected=say.count(answered, unit, *where),
        days=(phrase(str(days), *where),),
    )


def _messages(say: Speaker, messages: Sequence[Event], where: tuple[str, ...]) -> Text:
    if not messages:
        return ()
    return say.pattern("total_messages", count=(phrase(str(len(messages)), *where),))
