"""What the events behind incidents show exactly, where the incidents themselves keep only ends."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.calls import TOGETHER, caller_of
from complaintgen.analysis.counting import Count, make_fact, paths
from complaintgen.analysis.limits import ATTEMPTS, CONNECTED
from complaintgen.model.case import Act, IncidentKind, Target
from complaintgen.model.finding import FactKind
from complaintgen.model.record import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaintgen.analysis.counting import DayOfIncidents
    from complaintgen.analysis.limits import Bounds, ClosedHours
    from complaintgen.model.case import Case, Incident
    from complaintgen.model.finding import Fact
    from complaintgen.model.record import Event, Events

    _Crowd = tuple[tuple[Event, Incident], ...]

WINDOW = dt.timedelta(minutes=10)
"""Our yardstick for a bombing, no law: within so many minutes more calls or messages than the texts
on calls allow in a whole day (answered and unanswered together; the numbers are theirs).
"""


def settled(case: Case, events: Events) -> Case:
    """The case with incidents that count nothing of their own where others count it already."""
    if () not in events.values():
        return case
    incidents = tuple(
        msgspec.structs.replace(incident, count=0, connected=0, count_at_least=False)
        if events.get(incident.id) == ()
        else incident
        for incident in case.incidents
    )
    return msgspec.structs.replace(case, incidents=incidents)


def closed(
    rule: ClosedHours, incident: Incident, events: tuple[Event, ...]
) -> tuple[Count, tuple[dt.time, ...]]:
    """How many of the events began in the closed hours, each judged by itself, and when."""
    moments = tuple(e.at.time() for e in events if e.precision is not Precision.DAY)
    inside = tuple(time for time in moments if rule.contains(time))
    return Count(len(inside), at_least=incident.count_at_least), inside


def crowded(case: Case, limits: Bounds, day: DayOfIncidents, events: Events) -> Iterator[Fact]:
    """Where many calls, or many messages, came within minutes: the densest minutes of the day.

    Of one caller with all its numbers, or of all known callers together where that is more; to one
    person, for what reached others is no storm on the writer. Below our yardstick only where the
    writer states a bombing of these very incidents.
    """
    usual = sum(limits.yardstick(name) or 0 for name in (CONNECTED, ATTEMPTS))
    for kind, person in _crowds(day):
        groups = _groups(case, day, kind, person, events)
        dense = {caller: _densest(own, events) for caller, own in groups.items()}
        caller = max(dense, key=lambda name: (len(dense[name]), name != TOGETHER), default="")
        found = dense.get(caller, ())
        shown = {incident.id for _, incident in found}
        own = tuple(i for i in groups.get(caller, ()) if i.id in shown)
        stated = any(Act.BOMBING in (incident.acts or ()) for incident in own)
        if len(found) > (1 if stated else usual):
            yield _crowd(day, caller, own, found, stated=stated, usual=usual)


_BOMBING = (IncidentKind.CALL, IncidentKind.SMS, IncidentKind.CHAT)


_Person = tuple[Target | None, str | None]
"""Whom an incident reached: what they are to the writer, and their name."""


def _person(incident: Incident) -> _Person:
    return incident.target, incident.target_name


def _crowds(day: DayOfIncidents) -> Iterator[tuple[IncidentKind, _Person]]:
    """Each kind and person of a day."""
    people = dict.fromkeys(_person(incident) for incident in day.incidents)
    return ((kind, person) for kind in _BOMBING for person in people)


def _groups(
    case: Case, day: DayOfIncidents, kind: IncidentKind, person: _Person, events: Events
) -> dict[str, list[Incident]]:
    """The incidents of a kind that reached one person by caller, and those of all callers."""
    groups: dict[str, list[Incident]] = {}
    for incident in day.incidents:
        if incident.kind is not kind or _person(incident) != person:
            continue
        if not events.get(incident.id):
            continue
        if caller := caller_of(case.collectors, incident):
            groups.setdefault(caller, []).append(incident)
            groups.setdefault(TOGETHER, []).append(incident)
    return groups


def _densest(incidents: Sequence[Incident], events: Events) -> _Crowd:
    """The most events that began within the window, the first such where there are several."""
    entries = sorted(
        ((event, i) for i in incidents for event in events[i.id] if _is_timed(event)),
        key=lambda entry: (entry[0].at, entry[0].records),
    )
    best, first = (0, 0), 0
    for last, (event, _) in enumerate(entries, start=1):
        while event.at - entries[first][0].at > WINDOW:
            first += 1
        if last - first > best[1] - best[0]:
            best = (first, last)
    return tuple(entries[best[0] : best[1]])


def _is_timed(event: Event) -> bool:
    return event.precision is not Precision.DAY


def _crowd(  # noqa: PLR0913 (what the fact says)
    day: DayOfIncidents,
    caller: str,
    incidents: tuple[Incident, ...],
    found: _Crowd,
    *,
    stated: bool,
    usual: int,
) -> Fact:
    """So many within so many minutes."""
    seconds = (found[-1][0].at - found[0][0].at).total_seconds()
    sources = paths(incidents, "kind", "day", "time", "last_time", "count", "by", "number")
    fact = make_fact(FactKind.MANY_IN_MINUTES, day.day, incidents, Count(len(found)), sources)
    return msgspec.structs.replace(
        fact,
        caller=caller,
        minutes=max(1, -(-int(seconds) // 60)),
        yardstick=None if stated else usual,
    )
