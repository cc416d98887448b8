"""What can be computed from incidents entered by hand: counts, hours, persons, and the acts stated.

Nothing is inferred from words: a count nobody gave is not guessed, an hour that may lie outside the
closed hours is not counted, an approximate day is never added to another. The result does not
depend on the order of the incidents.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.limits import ATTEMPTS, CONNECTED, Bounds, ClosedHours, Day, bounds
from complaintgen.model.case import Act, Incident, IncidentKind, Target
from complaintgen.model.finding import Fact, FactKind, Sources

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from complaintgen.model.case import Case, Collector, Step
    from complaintgen.model.law import Law

TOGETHER = "together"
"""The `caller` of calls by the lender, its platform and its agencies, counted together."""

ABOUT_MINUTES = 30
"""How far 大约 may reach: an approximate time this near an edge of the closed hours is not sure."""

_RINGING = (IncidentKind.CALL, IncidentKind.VISIT)
_BOMBING = (IncidentKind.CALL, IncidentKind.SMS, IncidentKind.CHAT)
_LAST = dt.date.max


def derive_facts(case: Case, law: Law) -> tuple[Fact, ...]:
    """All facts of a case, by day (unknown days last), kind, caller and incidents.

    Args:
        case: the answers; incidents, collectors, steps, `loan.due_on` and `lender.kind` are read.
        law: the law data, for the limits and hours in force on each day.
    """
    limits = bounds(law, case.lender.kind)
    incidents = sorted(case.incidents, key=order)
    facts = [fact for incident in incidents for fact in (*_acts(incident), *_bombing(incident))]
    for day in _days(incidents):
        facts.extend(_calls(case, limits, day))
        facts.extend(_closed_hours(limits, day))
        facts.extend(_third_parties(day))
        facts.extend(_before_due(case, day))
        facts.extend(_after_stop(case, day))
    return tuple(sorted(facts, key=_fact_order))


def only_kinds(case: Case, kinds: Collection[IncidentKind]) -> Case:
    """The case with only the incidents of these kinds; with no kinds given, the case itself."""
    if not kinds:
        return case
    kept = tuple(incident for incident in case.incidents if incident.kind in kinds)
    return msgspec.structs.replace(case, incidents=kept)


def order(incident: Incident) -> tuple[dt.date, dt.time, str]:
    """The order of incidents: by day and time, unknown ones last, then by id."""
    return incident.day or _LAST, incident.time or dt.time.max, incident.id


def _fact_order(fact: Fact) -> tuple[dt.date, int, str, str, tuple[str, ...]]:
    kind = tuple(FactKind).index(fact.kind)
    return fact.day or _LAST, kind, fact.caller, fact.act, fact.incidents


@dataclass(frozen=True, slots=True)
class _Count:
    """A count, and whether the true one may be higher."""

    value: int
    at_least: bool = False


def _sum(counts: Iterable[_Count]) -> _Count:
    entries = tuple(counts)
    return _Count(
        sum(entry.value for entry in entries), at_least=any(entry.at_least for entry in entries)
    )


def _times(incident: Incident) -> _Count:
    """How often: without a count once; with 不清楚 at least once."""
    answered = incident.connected or 0
    if incident.count is None:
        unsure = "count" in incident.unknown or answered > 1
        return _Count(max(1, answered), at_least=unsure)
    return _Count(max(incident.count, answered), at_least=incident.count_at_least)


@dataclass(frozen=True, slots=True)
class _DayOfIncidents:
    """Incidents of one day; one that is only roughly of that day stands alone."""

    day: Day
    incidents: tuple[Incident, ...]

    def those(self, wanted: Callable[[Incident], bool]) -> tuple[Incident, ...]:
        return tuple(incident for incident in self.incidents if wanted(incident))


def _days(incidents: Iterable[Incident]) -> Iterator[_DayOfIncidents]:
    """The incidents with a day, by day."""
    exact: dict[dt.date, list[Incident]] = {}
    for incident in incidents:
        if incident.day is None:
            continue
        if incident.day_about:
            yield _DayOfIncidents(Day(incident.day, about=True), (incident,))
        else:
            exact.setdefault(incident.day, []).append(incident)
    for date, entries in exact.items():
        yield _DayOfIncidents(Day(date), tuple(entries))


def _fact(
    kind: FactKind, day: Day, incidents: Iterable[Incident], count: _Count, sources: Sources
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


def _paths(incidents: Iterable[Incident], *fields: str) -> Sources:
    """The answer paths of those fields that were answered."""
    return tuple(
        f"incidents.{incident.id}.{field}"
        for incident in incidents
        for field in fields
        if getattr(incident, field) not in (None, False, ())
    )


# --- acts stated -------------------------------------------------------------------------------


def _acts(incident: Incident) -> Iterator[Fact]:
    for act in dict.fromkeys(incident.acts or ()):
        yield Fact(
            kind=FactKind.ACT,
            day=incident.day,
            about=incident.day_about,
            act=act,
            incidents=(incident.id,),
            sources=_paths((incident,), "acts", "day", "day_about", "told_by"),
        )


def _bombing(incident: Incident) -> Iterator[Fact]:
    """How many within how many minutes, where the writer states a bombing and both its ends.

    No number makes a bombing: the act must be stated, so no yardstick is needed here.
    """
    stated = Act.BOMBING in (incident.acts or ()) and incident.kind in _BOMBING
    first, last, count = incident.time, incident.last_time, incident.count
    if not stated or incident.day is None or incident.time_about:
        return
    if first is None or last is None or first > last or count is None or count <= 1:
        return
    seconds = _seconds(last) - _seconds(first)
    yield Fact(
        kind=FactKind.MANY_IN_MINUTES,
        day=incident.day,
        about=incident.day_about,
        value=count,
        at_least=incident.count_at_least,
        minutes=max(1, -(-seconds // 60)),
        incidents=(incident.id,),
        sources=_paths(
            (incident,), "acts", "day", "time", "last_time", "count", "count_at_least", "told_by"
        ),
    )


def _seconds(time: dt.time) -> int:
    return time.hour * 3600 + time.minute * 60 + time.second


# --- calls -------------------------------------------------------------------------------------


def _calls(case: Case, limits: Bounds, day: _DayOfIncidents) -> Iterator[Fact]:
    """Calls to the writer on a day: per caller, and all known callers together.

    The texts that limit answered calls count the lender with its agencies, so that limit is held
    against the widest count only; the one on unanswered calls against what one caller tries.
    """
    calls = day.those(lambda i: i.kind == IncidentKind.CALL and i.target == Target.SELF)
    groups = _by_caller(case.collectors, day.day, calls)
    several = len({group.caller for group in groups if group.caller}) > 1
    found = [
        _counted(
            limits, group, measure, judged=measure.per_caller or not (several and group.caller)
        )
        for group in groups
        for measure in _MEASURES
    ]
    if several:
        known = tuple(i for i in calls if _caller(case.collectors, i))
        together = _Group(day.day, TOGETHER, known)
        wide = (measure for measure in _MEASURES if not measure.per_caller)
        found += [_counted(limits, together, measure, judged=True) for measure in wide]
    yield from _marked([fact for fact in found if fact.value])


def _marked(facts: list[Fact]) -> Iterator[Fact]:
    """The counts of a day with our yardstick only where nothing firmer speaks.

    A limit is firmer than a yardstick, and a count of answered calls than one of all calls.
    """
    limited = any(fact.limit is not None for fact in facts)
    counted = any(f.yardstick is not None and f.kind is not FactKind.CALLS_PER_DAY for f in facts)
    for fact in facts:
        weak = limited or (counted and fact.kind is FactKind.CALLS_PER_DAY)
        yield replace(fact, yardstick=None) if weak else fact


@dataclass(frozen=True, slots=True)
class _Group:
    """Calls of one day and one caller, or of all known callers."""

    day: Day
    caller: str
    calls: tuple[Incident, ...]


def _counted(limits: Bounds, group: _Group, measure: _Measure, *, judged: bool) -> Fact:
    """One count of one group; `judged` = held to the limit."""
    count = _sum(measure.count(incident) for incident in group.calls)
    sources = _paths(group.calls, *measure.fields)
    fact = _fact(measure.kind, group.day, group.calls, count, sources)
    fact = replace(fact, caller=group.caller)
    return _held_to(limits, group.day, fact, measure) if judged else fact


def _held_to(limits: Bounds, day: Day, fact: Fact, measure: _Measure) -> Fact:
    """The fact with the limit it is over, or, on a day without a limit, with our yardstick."""
    limit = limits.limit(measure.limit, day) if measure.limit else None
    if limit is None:
        ours = _yardstick(limits, measure)
        return replace(fact, yardstick=ours) if ours is not None and fact.value > ours else fact
    if fact.value <= limit.value:
        return fact
    sources = (*fact.sources, "lender.kind")
    return replace(fact, limit=limit.value, limit_source=limit.source, sources=sources)


def _yardstick(limits: Bounds, measure: _Measure) -> int | None:
    """Our yardstick for a measure; all calls have that of the answered and unanswered together.

    So many calls cannot but be too many of the one kind or the other, whichever were answered.
    """
    names = (measure.limit,) if measure.limit else (CONNECTED, ATTEMPTS)
    ours = [limits.yardstick(name) for name in names]
    known = [number for number in ours if number is not None]
    return sum(known) if len(known) == len(names) else None


def _connected(incident: Incident) -> _Count:
    """Answered calls; where nobody said whether they were answered, none is certain."""
    if incident.connected is None:
        return _Count(0, at_least=True)
    return _Count(incident.connected, at_least=incident.connected_at_least)


def _unanswered(incident: Incident) -> _Count:
    """Unanswered calls, certain only where the answered ones are known exactly."""
    if incident.connected is None or incident.connected_at_least or "count" in incident.unknown:
        return _Count(0, at_least=True)
    calls = 1 if incident.count is None else incident.count
    return _Count(max(0, calls - incident.connected), at_least=incident.count_at_least)


@dataclass(frozen=True, slots=True)
class _Measure:
    """One way of counting calls: which fact, how, from which answers, and the limit it obeys."""

    kind: FactKind
    count: Callable[[Incident], _Count]
    fields: tuple[str, ...]
    limit: str = ""
    per_caller: bool = False


_COUNTED = (
    *("kind", "day", "day_about", "target", "by", "number", "told_by"),
    *("count", "count_at_least"),
)
_ANSWERED = (*_COUNTED, "connected", "connected_at_least")
_MEASURES = (
    _Measure(FactKind.CALLS_PER_DAY, _times, _COUNTED),
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
    """The calls of each caller; of unknown callers those of one number, else each call alone."""
    groups: dict[tuple[str, str], list[Incident]] = {}
    for incident in calls:
        caller = _caller(collectors, incident)
        mark = "" if caller else _digits(incident.number) or incident.id
        groups.setdefault((caller, mark), []).append(incident)
    return tuple(_Group(day, caller, tuple(own)) for (caller, _), own in groups.items())


def _caller(collectors: tuple[Collector, ...], incident: Incident) -> str:
    """Who called: as answered, or the collector whose number it was; empty where unknown."""
    if incident.by:
        return incident.by
    number = _digits(incident.number)
    numbers = ((c.id, {_digits(n) for n in c.numbers or ()}) for c in collectors)
    return next((caller for caller, own in numbers if number and number in own), "")


def _digits(number: str | None) -> str:
    return "".join(character for character in number or "" if character.isdecimal())


# --- hours, persons, days ----------------------------------------------------------------------


def _closed_hours(limits: Bounds, day: _DayOfIncidents) -> Iterator[Fact]:
    """Calls and visits certainly in the closed hours of that day, by the rule they break."""
    rules = limits.closed_hours(day.day)
    broken: dict[str, list[tuple[Incident, _Count]]] = {}
    for incident in day.those(lambda i: i.kind in _RINGING):
        for rule in rules:
            if (count := _count_in(rule, incident)).value:
                broken.setdefault(rule.source, []).append((incident, count))
                break
    for source, entries in broken.items():
        incidents = tuple(incident for incident, _ in entries)
        sources = (*_paths(incidents, *_TIMED), "lender.kind")
        count = _sum(entry for _, entry in entries)
        fact = _fact(FactKind.CLOSED_HOURS, day.day, incidents, count, sources)
        yield replace(fact, limit_source=source)


_TIMED = (
    *("kind", "day", "day_about", "time", "time_about", "last_time"),
    *("count", "count_at_least", "told_by"),
)


def _count_in(rule: ClosedHours, incident: Incident) -> _Count:
    """How many acts of an incident certainly lie in the closed hours.

    Of several acts only the first and the last have a time; those between are counted where
    no moment between the two is outside.
    """
    ends = [time for time in (incident.time, incident.last_time) if time is not None]
    inside = [time for time in ends if _surely(rule, time, about=incident.time_about)]
    count = _times(incident)
    if not inside or not count.value:
        return _Count(0)
    if count.value == 1:
        return count if incident.time in inside else _Count(0)
    if len(inside) == len(ends) > 1 and rule.contains_all(ends[0], ends[1]):
        return count
    return _Count(min(count.value, len(set(inside))), at_least=True)


def _surely(rule: ClosedHours, time: dt.time, *, about: bool) -> bool:
    """Whether a time lies in the closed hours; an approximate one more than half an hour deep."""
    if not about:
        return rule.contains(time)
    reach = dt.timedelta(minutes=ABOUT_MINUTES, seconds=1)
    middle = dt.datetime.combine(dt.date(2000, 1, 2), time)
    return all(rule.contains(t.time()) for t in (middle - reach, middle, middle + reach))


def _third_parties(day: _DayOfIncidents) -> Iterator[Fact]:
    """How many others were reached on a day; one without a name counts once for each kind."""
    reached = day.those(lambda i: i.target not in (None, Target.SELF))
    persons = {(incident.target, incident.target_name or "") for incident in reached}
    if persons:
        count = _Count(len(persons), at_least=any(not name for _, name in persons))
        sources = _paths(reached, "target", "target_name", "day", "day_about", "told_by")
        yield _fact(FactKind.THIRD_PARTY, day.day, reached, count, sources)


def _before_due(case: Case, day: _DayOfIncidents) -> Iterator[Fact]:
    """Acts before the loan was due; only where both days are known exactly."""
    due = case.loan.due_on
    if due is None or case.loan.due_on_about or day.day.about or day.day.date >= due:
        return
    sources = (*_paths(day.incidents, "day", "count", "told_by"), "loan.due_on")
    count = _sum(map(_times, day.incidents))
    yield _fact(FactKind.BEFORE_DUE, day.day, day.incidents, count, sources)


def _after_stop(case: Case, day: _DayOfIncidents) -> Iterator[Fact]:
    """Acts after the first day on which the writer asked to stop; both days known exactly."""
    request = _first_request(case.steps)
    if request is None or request.day is None or day.day.about or day.day.date <= request.day:
        return
    step = (f"steps.{request.id}.asked_to_stop", f"steps.{request.id}.day")
    sources = (*_paths(day.incidents, "day", "count", "told_by"), *step)
    count = _sum(map(_times, day.incidents))
    yield _fact(FactKind.AFTER_STOP_REQUEST, day.day, day.incidents, count, sources)


def _first_request(steps: Iterable[Step]) -> Step | None:
    asked = [step for step in steps if step.asked_to_stop and step.day and not step.day_about]
    return min(asked, key=lambda step: (step.day or _LAST, step.id), default=None)
