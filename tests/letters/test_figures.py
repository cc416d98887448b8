"""The pictures of a letter count the records behind its incidents, under the rules of each day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from complaintgen.analysis.gathering import gather
from complaintgen.analysis.limits import bounds
from complaintgen.letters.figures import FEWEST, figures
from complaintgen.library.package import load
from complaintgen.model.case import Act, Case, Incident, IncidentKind, LenderKind
from tests.analysis.evidence import carrier, case, phone, record

if TYPE_CHECKING:
    from complaintgen.model.figure import Figures
    from complaintgen.model.record import Record

FIRST = dt.datetime.fromisoformat("2026-03-02T21:59:59")  # a Monday


def drawn(calls: list[Record], *, log: bool = False, own: Case | None = None) -> Figures:
    """What is drawn of these calls, read from a carrier's list or from the telephone."""
    reading = phone(*calls) if log else carrier(*calls)
    gathered = gather(own or case(), {"p1": reading})
    limits = bounds(load().law, LenderKind.CONSUMER_FINANCE)
    return figures(gathered.case.incidents, gathered.events, limits, load().wording)


def calls(*days: int, answered: bool | None = True) -> list[Record]:
    """So many calls on each day from `FIRST` on, a second apart."""
    return [
        record((FIRST + dt.timedelta(days=day, seconds=n)).isoformat(), answered=answered)
        for day, count in enumerate(days)
        for n in range(count)
    ]


def test_each_day_has_its_count_and_the_limit_in_force() -> None:
    """Answered calls are held against the limit that binds the lender that day."""
    found = drawn(calls(4, 0, 7))
    assert [(entry.day.day, entry.count, entry.limit) for entry in found.days] == [
        (2, 4, 3),
        (4, 7, 3),
    ]
    assert found.answered
    assert len(found.incidents) == 2


def test_unanswered_calls_are_never_held_against_the_limit_of_answered_ones() -> None:
    """Where nothing tells which calls were answered, all are counted and no limit is drawn."""
    found = drawn(calls(6, 6, answered=None), log=True)
    assert [(entry.count, entry.limit) for entry in found.days] == [(6, None), (6, None)]
    assert not found.answered
    some = drawn([*calls(5, 5), *(r for r in calls(4, 4, answered=False))], log=True)
    assert [entry.count for entry in some.days] == [5, 5]


def test_hours_are_those_in_which_calls_began() -> None:
    """A call at 21:59:59 is of hour 21, one a second later of the closed hour 22."""
    found = drawn(calls(6, 6))
    assert found.hours == {(0, 21): 1, (0, 22): 5, (1, 21): 1, (1, 22): 5}
    assert found.closed == frozenset({22, 23, *range(8)})


def test_few_calls_and_calls_of_one_day_are_not_drawn() -> None:
    """A picture of a handful of calls says less than the table."""
    assert not drawn(calls(FEWEST - 2, 1)).days
    assert drawn(calls(FEWEST - 1, 1)).days
    assert not drawn(calls(FEWEST + 5)).days


def test_moments_are_the_gravest_acts_in_the_order_of_days() -> None:
    """What the writer stated stands on the axis; rough days and mere counts do not."""
    threat = Incident(id="i2", kind=IncidentKind.SMS, day=dt.date(2026, 3, 5), acts=(Act.THREAT,))
    insult = Incident(
        id="i1", kind=IncidentKind.CALL, day=dt.date(2026, 3, 9), acts=(Act.ROBOT_CALL, Act.INSULT)
    )
    rough = Incident(
        id="i3", kind=IncidentKind.CALL, day=dt.date(2026, 3, 1), day_about=True, acts=(Act.THREAT,)
    )
    found = drawn([], own=case(insult, threat, rough))
    assert [(moment.day.day, moment.text) for moment in found.moments] == [
        (5, "短信：威胁、恐吓"),
        (9, "电话：辱骂"),
    ]
