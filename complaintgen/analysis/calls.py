"""Calls to the writer on a day: all, answered and unanswered, by caller and together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.counting import Count, DayOfIncidents, make_fact, paths, times, total
from complaintgen.analysis.limits import ATTEMPTS, CONNECTED, Bounds, Day
from complaintgen.analysis.numbers import key_of
from complaintgen.model.case import Case, Incident, IncidentKind, Target
from complaintgen.model.finding import Fact, FactKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from complaintgen.model.case import Collector
    from complaintgen.model.record import Event, Events

TOGETHER = "together"
"""The `caller` of calls by the lender, its platform and its agencies, counted together."""


def call_facts(case: Case, limits: Bounds, day: DayOfIncidents, events: Events) -> Iterator[Fact]:
    """Calls to the writer on a day: per caller, and all known callers together.

    The texts that limit answered calls count the lender with its agencies, so that limit is held
    against the widest count only; the one on unanswered calls against what one caller tries.
    Of incidents that files show, the `events` behind them say which calls were unanswered.
    """
    calls = day.those(lambda i: i.kind == IncidentKind.CALL and i.target == Target.SELF)
    groups = _by_caller(case.collectors, day.day, calls)
    several = len({group.caller for group in groups if group.caller}) > 1
    found = [
        _counted(
            limits,
            group,
            measure,
            events,
            judged=measure.per_caller or not (several and group.caller),
        )
        for group in groups
        for measure in _MEASURES
    ]
    if several:
        known = tuple(i for i in calls if caller_of(case.collectors, i))
        together = _Group(day.day, TOGETHER, known)
        wide = (measure for measure in _MEASURES if not measure.per_caller)
        found += [_counted(limits, together, measure, events, judged=True) for measure in wide]
    yield from _marked([fact for fact in found if fact.value])


def _marked(facts: list[Fact]) -> Iterator[Fact]:
    """The counts of a day with our yardstick only where nothing firmer speaks.

    A limit is firmer than a yardstick, and a count of answered calls than one of all calls.
    """
    limited = any(fact.limit is not None for fact in facts)
    counted = any(f.yardstick is not None and f.kind is not FactKind.CALLS_PER_DAY for f in facts)
    for fact in facts:
        weak = limited or (counted and fact.kind is FactKind.CALLS_PER_DAY)
        yield msgspec.structs.replace(fact, yardstick=None) if weak else fact


class _Group(msgspec.Struct, frozen=True):
    """Calls of one day and one caller, or of all known callers."""

    day: Day
    caller: str
    calls: tuple[Incident, ...]


def _counted(
    limits: Bounds, group: _Group, measure: _Measure, events: Events, *, judged: bool
) -> Fact:
    """One count of one group; `judged` = held to the limit."""
    shown = events if measure.limit == ATTEMPTS else {}
    count = total(
        _missed(i, shown[i.id]) if i.id in shown else measure.count(i) for i in group.calls
    )
    sources = paths(group.calls, *measure.fields)
    fact = make_fact(measure.kind, group.day, group.calls, count, sources)
    fact = msgspec.structs.replace(fact, caller=group.caller)
    return _held_to(limits, group.day, fact, measure) if judged else fact


def _held_to(limits: Bounds, day: Day, fact: Fact, measure: _Measure) -> Fact:
    """The fact with the limit it is over, or, on a day without a limit, with our yardstick."""
    limit = limits.limit(measure.limit, day) if measure.limit else None
    if limit is None:
        ours = _yardstick(limits, measure)
        return (
            msgspec.structs.replace(fact, yardstick=ours)
            if ours is not None and fact.value > ours
            else fact
        )
    if fact.value <= limit.value:
        return fact
    sources = (*fact.sources, "lender.kind")
    return msgspec.structs.replace(
        fact, limit=limit.value, limit_source=limit.source, sources=sources
    )


def _yardstick(limits: Bounds, measure: _Measure) -> int | None:
    """Our yardstick for a measure; all calls have that of the answered and unanswered together.

    So many calls cannot but be too many of the one kind or the other, whichever were answered.
    """
    names = (measure.limit,) if measure.limit else (CONNECTED, ATTEMPTS)
    ours = [limits.yardstick(name) for name in names]
    known = [number for number in ours if number is not None]
    return sum(known) if len(known) == len(names) else None


def _connected(incident: Incident) -> Count:
    """Answered calls; where nobody said whether they were answered, none is certain."""
    if incident.connected is None:
        return Count(0, at_least=True)
    return Count(incident.connected, at_least=incident.connected_at_least)


def _unanswered(incident: Incident) -> Count:
    """Unanswered calls, certain only where the answered ones are known exactly."""
    if incident.connected is None or incident.connected_at_least or "count" in incident.unknown:
        return Count(0, at_least=True)
    calls = 1 if incident.count is None else incident.count
    return Count(max(0, calls - incident.connected), at_least=incident.count_at_least)


def _missed(incident: Incident, events: tuple[Event, ...]) -> Count:
    """Unanswered calls that files show one by one."""
    missed = sum(event.answered is False for event in events)
    return Count(missed, at_least=incident.count_at_least or None in {e.answered for e in events})


class _Measure(msgspec.Struct, frozen=True):
    """One way of counting calls: which fact, how, from which answers, and the limit it obeys."""

    kind: FactKind
    count: Callable[[Incident], Count]
    fields: tuple[str, ...]
    limit: str = ""
    per_caller: bool = False


_COUNTED = (
    *("kind", "day", "day_about", "day_part", "target", "by", "number", "told_by"),
    *("count", "count_at_least"),
)
_ANSWERED = (*_COUNTED, "connected", "connected_at_least")
_MEASURES = (
    _Measure(FactKind.CALLS_PER_DAY, times, _COUNTED),
    _Measure(FactKind.CONNECTED_PER_DAY, _connected, _ANSWERED, CONNECTED),
    _Measure(
        FactKind.ATTEMPTS_PER_DAY,
        _unanswered,
        _ANSWERED,
        ATTEMPTS,
        per_caller=True,
    ),
)


def _by_caller(
    collectors: tuple[Collector, ...], day: Day, calls: tuple[Incident, ...]
) -> tuple[_Group, ...]:
    """The calls of each caller; of unknown callers those of one number, else each call alone.

    A number counts as the same however it is written; a masked one is nobody's.
    """
    groups: dict[tuple[str, str], list[Incident]] = {}
    for incident in calls:
        caller = caller_of(collectors, incident)
        mark = "" if caller else key_of(incident.number or "") or incident.id
        groups.setdefault((caller, mark), []).append(incident)
    return tuple(_Group(day, caller, tuple(own)) for (caller, _), own in groups.items())


def caller_of(collectors: tuple[Collector, ...], incident: Incident) -> str:
    """Who called: as answered, or the collector whose number it was; empty where unknown."""
    if incident.by:
        return incident.by
    number = key_of(incident.number or "")
    numbers = ((c.id, {key_of(n) for n in c.numbers or ()}) for c in collectors)
    return next((caller for caller, own in numbers if number and number in own), "")
