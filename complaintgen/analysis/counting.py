"""What counting incidents takes: order, days, counts that may be higher, answer paths."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.limits import Day, known_day
from complaintgen.model.finding import Fact, FactKind, Sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from complaintgen.model.case import Incident

LAST = dt.date.max
"""Stands for an unknown day where days are put in order."""


def order(incident: Incident) -> tuple[dt.date, dt.time, str]:
    """The order of incidents: by day and time, unknown ones last, then by id."""
    return incident.day or LAST, incident.time or dt.time.max, incident.id


class Count(msgspec.Struct, frozen=True):
    """A count, and whether the true one may be higher."""

    value: int
    at_least: bool = False


def total(counts: Iterable[Count]) -> Count:
    """The sum, at least that much if any of the counts is."""
    entries = tuple(counts)
    return Count(
        sum(entry.value for entry in entries), at_least=any(entry.at_least for entry in entries)
    )


def times(incident: Incident) -> Count:
    """How often: without a count once; with 不清楚 at least once."""
    answered = incident.connected or 0
    if incident.count is None:
        unsure = "count" in incident.unknown or answered > 1
        return Count(max(1, answered), at_least=unsure)
    return Count(max(incident.count, answered), at_least=incident.count_at_least)


class DayOfIncidents(msgspec.Struct, frozen=True):
    """Incidents of one day; one that is only roughly of that day stands alone."""

    day: Day
    incidents: tuple[Incident, ...]

    def those(self, wanted: Callable[[Incident], bool]) -> tuple[Incident, ...]:
        """The incidents of the day that are wanted."""
        return tuple(incident for incident in self.incidents if wanted(incident))


def by_day(incidents: Iterable[Incident]) -> Iterator[DayOfIncidents]:
    """The incidents with a day, by day."""
    exact: dict[dt.date, list[Incident]] = {}
    for incident in incidents:
        day = known_day(incident, "day")
        if day is None:
            continue
        if day.about:
            yield DayOfIncidents(day, (incident,))
        else:
            exact.setdefault(day.date, []).append(incident)
    for date, entries in exact.items():
        yield DayOfIncidents(Day(date), tuple(entries))


def make_fact(
    kind: FactKind, day: Day, incidents: Iterable[Incident], count: Count, sources: Sources
) -> Fact:
    """A fact of one day, its sources without repetition."""
    return Fact(
        kind=kind,
        day=day.date,
        about=day.about,
        value=count.value,
        at_least=count.at_least,
        incidents=tuple(incident.id for incident in incidents),
        sources=tuple(dict.fromkeys(sources)),
    )


def paths(incidents: Iterable[Incident], *fields: str) -> Sources:
    """The answer paths of those fields that were answered."""
    return tuple(
        f"incidents.{incident.id}.{field}"
        for incident in incidents
        for field in fields
        if _is_answered(getattr(incident, field))
    )


def _is_answered(value: object) -> bool:
    """Whether an answer says something: nought does, a 大约 that was not ticked does not."""
    return value is not None and value is not False and value != ()
