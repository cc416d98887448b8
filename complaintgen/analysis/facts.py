"""What can be computed from incidents entered by hand: counts, hours, persons, and the acts stated.

Nothing is inferred from words: a count nobody gave is not guessed, an hour that may lie outside the
closed hours is not counted, an approximate day is never added to another. The result does not
depend on the order of the incidents.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.calls import call_facts
from complaintgen.analysis.counting import (
    LAST,
    Count,
    DayOfIncidents,
    by_day,
    make_fact,
    order,
    paths,
    times,
    total,
)
from complaintgen.analysis.evidenced import closed, crowded, settled
from complaintgen.analysis.limits import Bounds, ClosedHours, bounds, known_day
from complaintgen.model.case import Act, Incident, IncidentKind, Target
from complaintgen.model.finding import Fact, FactKind
from complaintgen.model.rough import SPANS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from complaintgen.model.case import Case, Step
    from complaintgen.model.law import Law
    from complaintgen.model.record import Events

ABOUT_MINUTES = 30
"""How far 大约 may reach: an approximate time this near an edge of the closed hours is not sure."""

_DAY = ("day", "day_about", "day_part")
_RINGING = (IncidentKind.CALL, IncidentKind.VISIT)
_BOMBING = (IncidentKind.CALL, IncidentKind.SMS, IncidentKind.CHAT)


def derive_facts(case: Case, law: Law, events: Events | None = None) -> tuple[Fact, ...]:
    """All facts of a case, by day (unknown days last), kind, caller and incidents.

    Args:
        case: the answers; incidents, collectors, steps, `loan.due_on` and `lender.kind` are read.
        law: the law data, for the limits and hours in force on each day.
        events: the calls and messages behind incidents that files show: each judged by itself.
    """
    shown = events or {}
    case = settled(case, shown)
    limits = bounds(law, case.lender.kind)
    incidents = sorted(case.incidents, key=order)
    facts = [fact for incident in incidents for fact in _acts(incident)]
    facts += [fact for i in incidents if i.id not in shown for fact in _bombing(i)]
    for day in by_day(incidents):
        facts.extend(call_facts(case, limits, day, shown))
        facts.extend(crowded(case, limits, day, shown) if shown else ())
        facts.extend(_closed_hours(limits, day, shown))
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


def _fact_order(fact: Fact) -> tuple[dt.date, int, str, str, tuple[str, ...]]:
    kind = tuple(FactKind).index(fact.kind)
    return fact.day or LAST, kind, fact.caller, fact.act, fact.incidents


# --- acts stated -------------------------------------------------------------------------------


def _acts(incident: Incident) -> Iterator[Fact]:
    day = known_day(incident, "day")
    for act in dict.fromkeys(incident.acts or ()):
        yield Fact(
            kind=FactKind.ACT,
            day=incident.day,
            about=day is not None and day.about,
            act=act,
            incidents=(incident.id,),
            sources=paths((incident,), "acts", *_DAY, "told_by"),
        )


def _bombing(incident: Incident) -> Iterator[Fact]:
    """How many within how many minutes, where the writer states a bombing and both its ends.

    No number makes a bombing: the act must be stated, so no yardstick is needed here.
    """
    stated = Act.BOMBING in (incident.acts or ()) and incident.kind in _BOMBING
    first, last, count = incident.time, incident.last_time, incident.count
    day = known_day(incident, "day")
    if not stated or day is None or incident.time_about or incident.time_part:
        return
    if first is None or last is None or first > last or count is None or count <= 1:
        return
    seconds = _seconds(last) - _seconds(first)
    yield Fact(
        kind=FactKind.MANY_IN_MINUTES,
        day=day.date,
        about=day.about,
        value=count,
        at_least=incident.count_at_least,
        minutes=max(1, -(-seconds // 60)),
        incidents=(incident.id,),
        sources=paths(
            (incident,), "acts", "day", "time", "last_time", "count", "count_at_least", "told_by"
        ),
    )


def _seconds(time: dt.time) -> int:
    return time.hour * 3600 + time.minute * 60 + time.second


# --- hours, persons, days ----------------------------------------------------------------------


def _closed_hours(limits: Bounds, day: DayOfIncidents, events: Events) -> Iterator[Fact]:
    """Calls and visits certainly in the closed hours of that day, by the rule they break."""
    rules = limits.closed_hours(day.day)
    broken: dict[str, list[tuple[Incident, Count, Moments]]] = {}
    for incident in day.those(lambda i: i.kind in _RINGING):
        for rule in rules:
            count, moments = _inside(rule, incident, events)
            if count.value:
                broken.setdefault(rule.source, []).append((incident, count, moments))
                break
    for source, entries in broken.items():
        incidents = tuple(incident for incident, *_ in entries)
        sources = (*paths(incidents, *_TIMED), "lender.kind")
        count = total(entry for _, entry, _ in entries)
        fact = make_fact(FactKind.CLOSED_HOURS, day.day, incidents, count, sources)
        when = tuple((i.id, moment) for i, _, those in entries for moment in those)
        yield msgspec.structs.replace(fact, limit_source=source, moments=when)


Moments = tuple[dt.time, ...]


def _inside(rule: ClosedHours, incident: Incident, events: Events) -> tuple[Count, Moments]:
    """How many acts lie in the closed hours; where files show the calls also when."""
    own = events.get(incident.id)
    return (_count_in(rule, incident), ()) if own is None else closed(rule, incident, own)


_TIMED = (
    *("kind", *_DAY, "time", "time_about", "time_part", "last_time"),
    *("count", "count_at_least", "told_by"),
)


def _count_in(rule: ClosedHours, incident: Incident) -> Count:
    """How many acts of an incident certainly lie in the closed hours.

    Of several acts only the first and the last have a time; those between are counted where
    no moment between the two is outside.
    """
    ends = [time for time in (incident.time, incident.last_time) if time is not None]
    inside = [time for time in ends if _surely(rule, incident, time)]
    count = times(incident)
    if not inside or not count.value:
        return Count(0)
    if count.value == 1:
        return count if incident.time in inside else Count(0)
    if len(inside) == len(ends) > 1 and rule.contains_all(ends[0], ends[1]):
        return count
    return Count(min(count.value, len(set(inside))), at_least=True)


def _surely(rule: ClosedHours, incident: Incident, time: dt.time) -> bool:
    """Whether a time of an incident lies in the closed hours.

    Of a part of the day (半夜) all of it must; an approximate time more than half an hour deep.
    """
    if incident.time_part is not None and time == incident.time:
        span = SPANS[incident.time_part]
        return rule.contains_all(span.first, span.last)
    if not (incident.time_about or incident.time_part):
        return rule.contains(time)
    reach = dt.timedelta(minutes=ABOUT_MINUTES, seconds=1)
    middle = dt.datetime.combine(dt.date(2000, 1, 2), time)
    return all(rule.contains(t.time()) for t in (middle - reach, middle, middle + reach))


def _third_parties(day: DayOfIncidents) -> Iterator[Fact]:
    """How many others were reached on a day; one without a name counts once for each kind."""
    reached = day.those(lambda i: i.target not in (None, Target.SELF))
    persons = {(incident.target, incident.target_name or "") for incident in reached}
    if persons:
        count = Count(len(persons), at_least=any(not name for _, name in persons))
        sources = paths(reached, "target", "target_name", *_DAY, "told_by")
        yield make_fact(FactKind.THIRD_PARTY, day.day, reached, count, sources)


def _before_due(case: Case, day: DayOfIncidents) -> Iterator[Fact]:
    """Acts before the loan was due; only where both days are known exactly.

    What is dated before the contract is a slip or another debt: it was not collected too early.
    """
    due, signed = known_day(case.loan, "due_on"), known_day(case.loan, "signed_on")
    if due is None or due.about or day.day.about or day.day.date >= due.date:
        return
    if signed is not None and not signed.about and day.day.date < signed.date:
        return
    sources = (*paths(day.incidents, "day", "count", "told_by"), "loan.due_on")
    count = total(map(times, day.incidents))
    yield make_fact(FactKind.BEFORE_DUE, day.day, day.incidents, count, sources)


def _after_stop(case: Case, day: DayOfIncidents) -> Iterator[Fact]:
    """Acts after the first day on which the writer asked to stop; both days known exactly."""
    request = first_request(case.steps)
    if request is None or request.day is None or day.day.about or day.day.date <= request.day:
        return
    step = (f"steps.{request.id}.asked_to_stop", f"steps.{request.id}.day")
    sources = (*paths(day.incidents, "day", "count", "told_by"), *step)
    count = total(map(times, day.incidents))
    yield make_fact(FactKind.AFTER_STOP_REQUEST, day.day, day.incidents, count, sources)


def _is_exact(step: Step) -> bool:
    day = known_day(step, "day")
    return day is not None and not day.about


def first_request(steps: Iterable[Step]) -> Step | None:
    """The first step on an exact day that asked to stop; None where there is none."""
    asked = [step for step in steps if step.asked_to_stop and _is_exact(step)]
    return min(asked, key=lambda step: (step.day or LAST, step.id), default=None)
