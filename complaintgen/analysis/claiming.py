"""Which of the events of a day an incident entered by hand is about: nothing is counted twice.

What the person told stays as told: account, words, acts, witness. How often and when is taken from
the files, which know it better.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.numbers import key_of
from complaintgen.model.record import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from complaintgen.model.case import Incident
    from complaintgen.model.record import Event

REACH = dt.timedelta(minutes=60)
"""How far a time given by hand may be off the one the files show; twice as far where it is 大约."""


class Claims(msgspec.Struct, frozen=True):
    """The events of each incident entered by hand, by its id, and those that no incident is about.

    An incident that the files show but that names none of its day's events has no events.
    """

    events: dict[str, tuple[Event, ...]]
    rest: tuple[Event, ...]


def claim(incidents: Sequence[Incident], events: Sequence[Event]) -> Claims:
    """Share out the events of one day, kind and caller among the incidents told of them.

    First single acts with words or a time take the event that fits best, then those with a time
    from and until, then those with a count and no time take what is left. A single act without
    a time is one of the events, whichever: it has none of its own, unless only one is left.
    """
    free = dict(enumerate(events))
    claimed: dict[str, tuple[Event, ...]] = {}
    for name, place in _singles(incidents, events):
        if name not in claimed and place in free:
            claimed[name] = (free.pop(place),)
    for incident in sorted(incidents, key=_widest_last):
        own = [at for at, event in free.items() if _covers(incident, event)]
        if incident.id in claimed or (incident.time is not None and not own):
            continue
        if _is_single(incident) and len(own) > 1:
            own = []
        if own or any(_of_number(incident, event) for event in events):
            claimed[incident.id] = tuple(free.pop(at) for at in own)
    return Claims(claimed, tuple(free.values()))


def _singles(incidents: Iterable[Incident], events: Sequence[Event]) -> Iterable[tuple[str, int]]:
    """Single acts with the events they may be, the best fit first."""
    fits = sorted(
        (distance, incident.id, place)
        for incident in incidents
        if _is_single(incident)
        for place, event in enumerate(events)
        if _of_number(incident, event) and (distance := _distance(incident, event)) is not None
    )
    return [(name, place) for _, name, place in fits]


def _is_single(incident: Incident) -> bool:
    return (incident.count or 1) == 1 and incident.last_time is None


def _widest_last(incident: Incident) -> tuple[bool, bool, bool, str]:
    """Those with an end first, then counts without a time, then single acts."""
    return (
        incident.last_time is None,
        _is_single(incident),
        incident.time is None,
        incident.id,
    )


def _distance(incident: Incident, event: Event) -> dt.timedelta | None:
    """How far a single act is from an event; None where it is not this one, or nobody can say."""
    if incident.words and event.text:
        same = "".join(incident.words.split()) in "".join(event.text.split())
        return dt.timedelta(0) if same else None
    if incident.time is None or event.precision is Precision.DAY:
        return None
    apart = abs(dt.datetime.combine(event.at.date(), incident.time) - event.at)
    return apart if apart <= _reach(incident) else None


def _reach(incident: Incident) -> dt.timedelta:
    return 2 * REACH if incident.time_about or incident.time_part else REACH


def _covers(incident: Incident, event: Event) -> bool:
    """Whether an event may be among those that an incident tells of."""
    if not _of_number(incident, event) or (incident.words and event.text):
        return False
    if incident.time is None:
        return True
    if event.precision is Precision.DAY:
        return False
    day, reach = event.at.date(), _reach(incident)
    first = dt.datetime.combine(day, incident.time) - reach
    last = dt.datetime.combine(day, incident.last_time or dt.time.max) + reach
    return first <= event.at <= last


def _of_number(incident: Incident, event: Event) -> bool:
    own = key_of(incident.number or "")
    return not own or own == event.number
