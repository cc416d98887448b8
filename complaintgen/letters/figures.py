"""What a letter's pictures show, counted from the records behind its incidents. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from complaintgen.analysis.limits import CONNECTED, Bounds, Day
from complaintgen.model.case import IncidentKind, Target
from complaintgen.model.figure import DayCount, Figures, Moment
from complaintgen.model.record import Event, Events, Precision, RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from complaintgen.model.case import Incident
    from complaintgen.model.wording import Wording

FEWEST = 10
"""Fewer calls are told in words alone."""
MOST_MOMENTS = 12
"""More moments than fit beside each other are left to the table."""
HOURS = 24


def figures(
    incidents: Sequence[Incident], events: Events, limits: Bounds, words: Wording
) -> Figures:
    """What can be drawn of the incidents of one letter.

    Args:
        incidents: those the letter tells, in order, with only what it may hold.
        events: the records behind incidents; those of other letters are left alone.
        limits: for the limit and the closed hours in force on each day.
        words: the letter's words, for the moments.
    """
    moments = tuple(_moments(incidents, words))
    counted = [i for i in incidents if _is_to_writer(i) and events.get(i.id)]
    calls = [e for i in counted for e in events[i.id] if e.kind is RecordKind.CALL]
    if len(calls) < FEWEST or len({call.at.date() for call in calls}) < 2:  # noqa: PLR2004 (one day needs no picture)
        return Figures(moments=moments)
    answered = [call for call in calls if call.answered]
    shown = answered if any(_limit(limits, call.at.date()) for call in answered) else calls
    days = Counter(call.at.date() for call in shown)
    return Figures(
        days=tuple(
            DayCount(day, days[day], _bound(limits, day, shown, calls)) for day in sorted(days)
        ),
        answered=shown is answered,
        hours=dict(_by_hour(calls)),
        closed=_closed(limits, {call.at.date() for call in calls}),
        moments=moments,
        incidents=tuple(incident.id for incident in counted),
    )


def _is_to_writer(incident: Incident) -> bool:
    """The limits bind calls to one debtor: calls to others stand in no bar beside them."""
    return incident.kind is IncidentKind.CALL and incident.target in (None, Target.SELF)


def _limit(limits: Bounds, day: dt.date) -> int | None:
    found = limits.limit(CONNECTED, Day(day))
    return found.value if found else None


def _bound(
    limits: Bounds, day: dt.date, shown: Sequence[Event], calls: Sequence[Event]
) -> int | None:
    """The limit of a day; it counts answered calls, so it is none of all calls."""
    return None if shown is calls else _limit(limits, day)


def _by_hour(calls: Iterable[Event]) -> Counter[tuple[int, int]]:
    timed = (call.at for call in calls if call.precision is not Precision.DAY)
    return Counter((moment.weekday(), moment.hour) for moment in timed)


def _closed(limits: Bounds, days: Iterable[dt.date]) -> frozenset[int]:
    """The hours that no call may come in on any of these days, from their first to last second."""
    hours = set(range(HOURS))
    for day in days:
        rules = limits.closed_hours(Day(day))
        ends = {hour: (dt.time(hour), dt.time(hour, 59, 59)) for hour in hours}
        hours = {
            hour
            for hour, (first, last) in ends.items()
            if any(rule.contains(first) and rule.contains(last) for rule in rules)
        }
    return frozenset(hours)


def _moments(incidents: Sequence[Incident], words: Wording) -> Iterable[Moment]:
    """The gravest acts with their days; more than one act a day stays one moment each."""
    rank = {act: place for place, act in enumerate(words.gravity)}
    told = [
        (min((rank[act] for act in incident.acts or ()), default=len(rank)), incident)
        for incident in incidents
        if incident.day and not incident.day_about and incident.acts
    ]
    gravest = sorted(told, key=lambda entry: (entry[0], entry[1].day, entry[1].id))[:MOST_MOMENTS]
    for _, incident in sorted(gravest, key=lambda entry: (entry[1].day, entry[1].id)):
        if incident.day and incident.kind and incident.acts:
            act = min(incident.acts, key=lambda act: rank[act])
            noun = words.means[incident.kind].noun
            yield Moment(incident.day, words.charts.moment.format(kind=noun, act=words.acts[act]))
