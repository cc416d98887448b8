"""How much the files show in all, in one sentence: calls, answered ones, days, messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.analysis.facts import first_request
from complaintgen.letters.phrases import Speaker, join, phrase
from complaintgen.letters.telling import person_reached
from complaintgen.model.case import IncidentKind, Target
from complaintgen.model.record import Event, Events, RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from complaintgen.model.case import Case, Incident
    from complaintgen.model.letter import Text


def totals(say: Speaker, case: Case, events: Events) -> Text:
    """The calls and messages that files show one by one; empty where they show hardly any.

    A call counts as answered only where a file says so; 至少 stands where a day may have had more.

    Args:
        say: the words.
        case: what the letter may hold.
        events: the records behind incidents; those of other letters are left alone.
    """
    shown = [incident for incident in case.incidents if events.get(incident.id)]
    if sum(len(events[incident.id]) for incident in shown) < FEWEST:
        return ()
    own = [i for i in shown if i.target in (None, Target.SELF)]
    parts = (*_to_writer(say, case, own, events), *_to_others(say, shown, events))
    told = join(parts, say.word("semicolon"))
    return say.pattern("totals", told=told) if told else ()


def _to_writer(
    say: Speaker, case: Case, shown: Sequence[Incident], events: Events
) -> tuple[Text, Text]:
    """The calls and the messages to the writer."""
    found = {incident.id: events[incident.id] for incident in shown}
    calls = [e for own in found.values() for e in own if e.kind is RecordKind.CALL]
    messages = [e for own in found.values() for e in own if e.kind is not RecordKind.CALL]
    where = tuple(f"incidents.{incident.id}.count" for incident in shown)
    after = _after(say, case, found)
    return (
        _calls(say, calls, _own_calls(shown), where, after),
        _messages(say, messages, where),
    )


def _to_others(say: Speaker, shown: Sequence[Incident], events: Events) -> Iterator[Text]:
    """What reached others by their own records: each person apart, never added to the writer's."""
    people: dict[tuple[object, str | None], list[Incident]] = {}
    for incident in shown:
        if incident.target not in (None, Target.SELF):
            people.setdefault((incident.target, incident.target_name), []).append(incident)
    for own in people.values():
        person = person_reached(say, own[0])
        everything = [event for incident in own for event in events[incident.id]]
        calls = sum(event.kind is RecordKind.CALL for event in everything)
        where = tuple(f"incidents.{incident.id}.count" for incident in own)
        if calls:
            at_least = any(incident.count_at_least for incident in own)
            count = say.count(calls, say.word("times"), *where, at_least=at_least)
            yield say.pattern("total_person_calls", person=person, count=count)
        if messages := len(everything) - calls:
            number = (phrase(str(messages), *where),)
            yield say.pattern("total_person_messages", person=person, count=number)


FEWEST = 10
"""Fewer are seen at a glance."""


def _own_calls(shown: Sequence[Incident]) -> tuple[Incident, ...]:
    return tuple(incident for incident in shown if incident.kind is IncidentKind.CALL)


def _calls(
    say: Speaker,
    calls: Sequence[Event],
    own: Sequence[Incident],
    where: tuple[str, ...],
    after: Text,
) -> Text:
    """The calls of the lines `own`: as sure, both numbers of them, as these lines say."""
    if not calls:
        return ()
    unit = say.word("times")
    at_least = any(incident.count_at_least for incident in own)
    more_answered = any(each.connected is None or each.connected_at_least for each in own)
    answered = sum(bool(call.answered) for call in calls)
    days = len({call.at.date() for call in calls})
    return say.pattern(
        "total_calls",
        count=say.count(len(calls), unit, *where, at_least=at_least),
        connected=say.count(answered, unit, *where, at_least=more_answered and answered > 0),
        days=(phrase(str(days), *where),),
        after=after,
    )


def _after(say: Speaker, case: Case, found: Mapping[str, Sequence[Event]]) -> Text:
    """The calls from the day after the first request to stop; empty without one."""
    step = first_request(case.steps)
    if step is None or step.day is None:
        return ()
    own = {
        item: sum(e.kind is RecordKind.CALL and e.at.date() > step.day for e in events)
        for item, events in found.items()
    }
    later = [each for each in case.incidents if own.get(each.id)]
    if not later:
        return ()
    where = (f"steps.{step.id}.asked_to_stop", *(f"incidents.{each.id}.count" for each in later))
    at_least = any(each.count_at_least for each in later)
    count = say.count(sum(own.values()), say.word("times"), *where, at_least=at_least)
    return say.pattern("total_after", day=say.date(step.day, f"steps.{step.id}.day"), count=count)


def _messages(say: Speaker, messages: Sequence[Event], where: tuple[str, ...]) -> Text:
    if not messages:
        return ()
    return say.pattern("total_messages", count=(phrase(str(len(messages)), *where),))
