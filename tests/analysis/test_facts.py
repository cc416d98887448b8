"""Facts: counts, closed hours, persons, days; edges of the clock and of the law."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintgen.analysis.calls import TOGETHER
from complaintgen.analysis.facts import derive_facts, only_kinds
from complaintgen.analysis.limits import CONNECTED, ClosedHours, Day, bounds
from complaintgen.model.case import (
    Act,
    Case,
    Collector,
    DayPart,
    Incident,
    IncidentKind,
    Lender,
    LenderKind,
    Loan,
    MonthPart,
    Step,
    Target,
)
from complaintgen.model.finding import Fact, FactKind
from complaintgen.model.rough import SPANS

if TYPE_CHECKING:
    from complaintgen.model.law import Law

NUMBER = "9500000001"
GBT_CALLS = "law:gbt_45251_2025/5.3 业务管理（频次，分条号待核）"
GBT_HOURS = "law:gbt_45251_2025/5.3 业务管理（时间，分条号待核）"
NIFA_CALLS = "law:nifa_2024/（频次条款，条号待核）"
NIFA_HOURS = "law:nifa_2024/（时间条款，条号待核）"
CBA_CALLS = "law:cba_2026/（频次，条号待核）"


def day(text: str) -> dt.date:
    """A day from its ISO form."""
    return dt.date.fromisoformat(text)


def call(name: str, on: str = "2025-06-01", **answers: Any) -> Incident:  # noqa: ANN401
    """A call to the writer by the lender, unless the answers say otherwise."""
    known: dict[str, Any] = {
        "kind": IncidentKind.CALL,
        "day": day(on),
        "target": Target.SELF,
        "by": "lender",
    }
    return Incident(id=name, **(known | answers))


def make(*incidents: Incident, **tables: Any) -> Case:  # noqa: ANN401
    """A case about a consumer-finance company with one agency."""
    known: dict[str, Any] = {
        "lender": Lender(kind=LenderKind.CONSUMER_FINANCE),
        "collectors": (Collector(id="agency", numbers=("95-0000-0001",)),),
    }
    return Case(incidents=incidents, **(known | tables))


def facts(case: Case, law: Law, kind: FactKind) -> list[Fact]:
    """The facts of one kind."""
    return [fact for fact in derive_facts(case, law) if fact.kind is kind]


def counts(case: Case, law: Law, kind: FactKind) -> list[tuple[str, int, bool, int | None]]:
    """Caller, value, at_least and limit of each fact of one kind."""
    return [(f.caller, f.value, f.at_least, f.limit) for f in facts(case, law, kind)]


# --- calls per day -----------------------------------------------------------------------------


def test_calls_of_one_caller_and_day_add_up(law: Law) -> None:
    """2 + 2 = 4 answered calls of the lender, one over the three of GB/T 45251-2025."""
    case = make(call("i1", count=2, connected=2), call("i2", count=5, connected=2))
    (fact,) = facts(case, law, FactKind.CONNECTED_PER_DAY)
    assert (fact.caller, fact.value, fact.limit, fact.limit_source) == ("lender", 4, 3, GBT_CALLS)
    assert fact.incidents == ("i1", "i2")
    assert "incidents.i1.connected" in fact.sources
    assert "incidents.i2.day" in fact.sources
    assert "lender.kind" in fact.sources


def test_three_answered_calls_are_within_the_limit(law: Law) -> None:
    """The text allows three; only a fourth is too many."""
    case = make(call("i1", count=3, connected=3))
    assert counts(case, law, FactKind.CONNECTED_PER_DAY) == [("lender", 3, False, None)]


def test_the_lender_counts_together_with_platform_and_agencies(law: Law) -> None:
    """1 + 1 + 2 = 4 of three callers: none alone is over the limit, together they are."""
    case = make(
        call("i1", count=1, connected=1),
        call("i2", count=1, connected=1, by="platform"),
        call("i3", count=2, connected=2, by="agency"),
    )
    assert counts(case, law, FactKind.CONNECTED_PER_DAY) == [
        ("agency", 2, False, None),
        ("lender", 1, False, None),
        ("platform", 1, False, None),
        (TOGETHER, 4, False, 3),
    ]


def test_the_limit_is_held_against_the_widest_count_once(law: Law) -> None:
    """The agency's four calls are part of the five together and not counted a second time."""
    case = make(call("i1", connected=1), call("i2", count=4, connected=4, by="agency"))
    limited = [c for c in counts(case, law, FactKind.CONNECTED_PER_DAY) if c[3] is not None]
    assert limited == [(TOGETHER, 5, False, 3)]


def test_an_unknown_caller_is_not_added_to_the_lender(law: Law) -> None:
    """3 + 1 of nobody knows whom: the lender stays at three."""
    case = make(call("i1", count=3, connected=3), call("i2", by=None, connected=1))
    assert [c[3] for c in counts(case, law, FactKind.CONNECTED_PER_DAY)] == [None, None]


def test_a_number_that_belongs_to_a_collector_names_the_caller(law: Law) -> None:
    """The agency's number, however written, is the agency."""
    case = make(call("i1", by=None, number=NUMBER, connected=1))
    assert counts(case, law, FactKind.CONNECTED_PER_DAY) == [("agency", 1, False, None)]


@pytest.mark.parametrize("shown", ["+86 100 1234 0001", "008610012340001", "10012340001转2"])
def test_a_number_is_the_same_with_its_country_or_an_extension(law: Law, shown: str) -> None:
    """As a call list writes it and as the person typed it: one collector, four calls."""
    agency = Collector(id="agency", numbers=("10012340001",))
    case = make(
        call("i1", by=None, number=shown, count=2, connected=2),
        call("i2", by=None, number="100-1234-0001", count=2, connected=2),
        collectors=(agency,),
    )
    assert counts(case, law, FactKind.CONNECTED_PER_DAY) == [("agency", 4, False, 3)]


def test_masked_numbers_are_nobodys(law: Law) -> None:
    """Two calls from 100****0001 may be of two telephones: they are not added up."""
    case = make(*(call(f"i{n}", by=None, number="100****0001", connected=2) for n in (1, 2)))
    assert [c[1] for c in counts(case, law, FactKind.CONNECTED_PER_DAY)] == [2, 2]


def test_unknown_callers_are_told_apart_by_their_number(law: Law) -> None:
    """Two numbers, two groups; calls of one number add up, calls without a number do not."""
    case = make(
        call("i1", by=None, number="10690000000000001", connected=2, count=2),
        call("i2", by=None, number="1069 0000 0000 00001", connected=2, count=2),
        call("i3", by=None, number="10690000000000002", connected=1),
        call("i4", by=None, connected=1),
        call("i5", by=None, connected=1),
    )
    assert [c[1] for c in counts(case, law, FactKind.CONNECTED_PER_DAY)] == [4, 1, 1, 1]


def test_at_least_goes_through_to_the_sum(law: Law) -> None:
    """至少 3 + 1 = at least 4."""
    case = make(call("i1", count=5, connected=3, connected_at_least=True), call("i2", connected=1))
    assert counts(case, law, FactKind.CONNECTED_PER_DAY) == [("lender", 4, True, 3)]


def test_nobody_guesses_whether_a_call_was_answered(law: Law) -> None:
    """Ten calls, nobody said how many were answered: no count of answered or unanswered calls."""
    case = make(call("i1", count=10))
    assert counts(case, law, FactKind.CALLS_PER_DAY) == [("lender", 10, False, None)]
    assert counts(case, law, FactKind.CONNECTED_PER_DAY) == []
    assert counts(case, law, FactKind.ATTEMPTS_PER_DAY) == []


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, (1, False)),
        ({"unknown": ("count",)}, (1, True)),
        ({"count": 4}, (4, False)),
        ({"count": 4, "count_at_least": True}, (4, True)),
        ({"connected": 1}, (1, False)),
        ({"connected": 3}, (3, True)),
    ],
)
def test_how_many_calls_an_incident_is(
    law: Law, answers: dict[str, Any], expected: tuple[int, bool]
) -> None:
    """Without a count it is one call, with 不清楚 at least one, and never fewer than answered."""
    (fact,) = facts(make(call("i1", **answers)), law, FactKind.CALLS_PER_DAY)
    assert (fact.value, fact.at_least) == expected


def test_no_calls_at_all_are_no_fact(law: Law) -> None:
    """A count of nought says nothing."""
    assert derive_facts(make(call("i1", count=0, connected=0)), law) == ()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"count": 9, "connected": 2}, [("lender", 7, False, 6)]),  # 9 - 2 = 7 > 6
        ({"count": 8, "connected": 2}, [("lender", 6, False, None)]),  # 8 - 2 = 6
        ({"count": 9, "connected": 2, "count_at_least": True}, [("lender", 7, True, 6)]),
        ({"count": 9, "connected": 2, "connected_at_least": True}, []),  # perhaps all answered
        ({"connected": 2, "unknown": ("count",)}, []),
        ({"count": 9}, []),
    ],
)
def test_unanswered_calls_are_counted_apart(
    law: Law, answers: dict[str, Any], expected: list[tuple[str, int, bool, int | None]]
) -> None:
    """The CBA guideline of 2026-01-30 bounds unanswered attempts, and only certain ones count."""
    case = make(call("i1", "2026-02-01", **answers))
    assert counts(case, law, FactKind.ATTEMPTS_PER_DAY) == expected


@pytest.mark.parametrize("target", [Target.FAMILY, Target.COLLEAGUE, None])
def test_only_calls_to_the_writer_count_against_the_limit(law: Law, target: Target | None) -> None:
    """The texts limit calls to one debtor; whoever nobody named is not taken for the debtor."""
    case = make(call("i1", count=9, connected=9, target=target))
    assert facts(case, law, FactKind.CALLS_PER_DAY) == []


def test_no_answered_call_is_an_answer(law: Law) -> None:
    """Nought answered is what makes them unanswered, so it is among the sources."""
    (fact,) = facts(make(call("i1", count=7, connected=0)), law, FactKind.ATTEMPTS_PER_DAY)
    assert "incidents.i1.connected" in fact.sources
    assert "incidents.i1.connected_at_least" not in fact.sources


def test_messages_are_no_calls(law: Law) -> None:
    """Nine messages are not nine calls."""
    case = make(call("i1", kind=IncidentKind.SMS, count=9))
    assert facts(case, law, FactKind.CALLS_PER_DAY) == []


@pytest.mark.parametrize(
    ("on", "limit", "source"),
    [
        ("2024-05-14", None, ""),  # the convention of 2018 names no number
        ("2024-05-15", 3, NIFA_CALLS),
        ("2025-02-27", 3, NIFA_CALLS),
        ("2025-02-28", 3, GBT_CALLS),
    ],
)
def test_the_limit_is_that_of_the_day(law: Law, on: str, limit: int | None, source: str) -> None:
    """Four answered calls: which text they break depends on the day."""
    (fact,) = facts(make(call("i1", on, count=4, connected=4)), law, FactKind.CONNECTED_PER_DAY)
    assert (fact.limit, fact.limit_source) == (limit, source)


@pytest.mark.parametrize(
    ("on", "limit"), [("2026-01-29", None), ("2026-01-30", 6), ("2026-11-21", 6)]
)
def test_the_limit_of_attempts_begins_with_its_text(law: Law, on: str, limit: int | None) -> None:
    """Seven unanswered calls before and after the CBA guideline."""
    (fact,) = facts(make(call("i1", on, count=7, connected=0)), law, FactKind.ATTEMPTS_PER_DAY)
    assert (fact.limit, CBA_CALLS if limit else "") == (limit, fact.limit_source)


@pytest.mark.parametrize(
    ("kind", "limit"),
    [
        (LenderKind.BANK, 3),
        (LenderKind.CREDIT_CARD, 3),
        (LenderKind.CONSUMER_FINANCE, 3),
        (LenderKind.MICROLOAN, 3),
        (LenderKind.PLATFORM, 3),
        (LenderKind.PRIVATE, None),
        (LenderKind.UNLICENSED, None),
        (LenderKind.UNKNOWN, None),
        (None, None),
    ],
)
def test_a_limit_holds_only_for_lenders_it_binds(
    law: Law, kind: LenderKind | None, limit: int | None
) -> None:
    """A text is not held against a lender it does not bind, nor against an unknown one."""
    case = make(call("i1", count=4, connected=4), lender=Lender(kind=kind))
    (fact,) = facts(case, law, FactKind.CONNECTED_PER_DAY)
    assert fact.limit == limit


@pytest.mark.parametrize(("answered", "yardstick"), [(3, None), (4, 3)])
def test_without_a_rule_our_yardstick_is_marked_as_one(
    law: Law, answered: int, yardstick: int | None
) -> None:
    """In 2023 no text named a number: no limit, only a mark of ours."""
    case = make(call("i1", "2023-03-01", count=answered, connected=answered))
    (fact,) = facts(case, law, FactKind.CONNECTED_PER_DAY)
    assert (fact.limit, fact.limit_source, fact.yardstick) == (None, "", yardstick)


def test_where_there_is_a_rule_there_is_no_yardstick(law: Law) -> None:
    """A limit and a yardstick never stand together."""
    case = make(call("i1", count=9, connected=9))
    assert all(f.limit is None or f.yardstick is None for f in derive_facts(case, law))


@pytest.mark.parametrize(("count", "yardstick"), [(9, None), (10, 9)])
def test_so_many_calls_are_too_many_however_many_were_answered(
    law: Law, count: int, yardstick: int | None
) -> None:
    """3 answered and 6 unanswered are within both numbers; a tenth call is over one of them."""
    (fact,) = facts(make(call("i1", count=count)), law, FactKind.CALLS_PER_DAY)
    assert (fact.limit, fact.yardstick) == (None, yardstick)


@pytest.mark.parametrize(
    ("on", "answers", "marked"),
    [
        # 12 = 4 answered (limit 3) + 8 unanswered: the limit speaks
        ("2025-06-01", {"count": 12, "connected": 4}, []),
        # 12 = 4 + 8, no rule yet: both kinds are over our yardstick, all calls add nothing
        ("2023-06-01", {"count": 12, "connected": 4}, ["connected_per_day", "attempts_per_day"]),
        ("2023-06-01", {"count": 12}, ["calls_per_day"]),
    ],
)
def test_our_yardstick_speaks_only_where_nothing_firmer_does(
    law: Law, on: str, answers: dict[str, Any], marked: list[str]
) -> None:
    """A limit is firmer than a yardstick, answered calls than all calls."""
    found = derive_facts(make(call("i1", on, **answers)), law)
    assert [fact.kind for fact in found if fact.yardstick is not None] == marked


def test_approximate_days_are_not_added_up(law: Law) -> None:
    """Twice “about 1 June” may be two days: 2 and 2 stay apart, and say so."""
    case = make(
        call("i1", count=2, connected=2, day_about=True),
        call("i2", count=2, connected=2, day_about=True),
        call("i3", count=2, connected=2),
    )
    found = facts(case, law, FactKind.CONNECTED_PER_DAY)
    assert [(f.value, f.about) for f in found] == [(2, True), (2, True), (2, False)]


@pytest.mark.parametrize(
    ("on", "limit"),
    [("2024-05-29", None), ("2024-05-30", 3), ("2025-02-20", None), ("2025-04-01", 3)],
)
def test_an_approximate_day_near_a_change_of_rules_has_no_limit(
    law: Law, on: str, limit: int | None
) -> None:
    """About 29 May 2024 may be 14 May, when there was no number: 15 days either way count."""
    case = make(call("i1", on, count=4, connected=4, day_about=True))
    (fact,) = facts(case, law, FactKind.CONNECTED_PER_DAY)
    assert fact.limit == limit


# --- closed hours ------------------------------------------------------------------------------


def at(hours: str, **answers: Any) -> Incident:  # noqa: ANN401
    """A call at a time."""
    return call("i1", answers.pop("on", "2025-06-01"), time=dt.time.fromisoformat(hours), **answers)


@pytest.mark.parametrize(
    ("hours", "closed"),
    [
        ("21:59:59", False),
        ("22:00:00", True),
        ("23:59:59", True),
        ("00:00:00", True),
        ("07:59:59", True),
        ("08:00:00", False),
        ("12:00:00", False),
    ],
)
def test_the_edges_of_the_closed_hours_are_exact(law: Law, hours: str, *, closed: bool) -> None:
    """From 22:00:00 on, before 08:00:00, Beijing time."""
    assert bool(facts(make(at(hours)), law, FactKind.CLOSED_HOURS)) == closed


@pytest.mark.parametrize(
    ("hours", "closed"),
    [
        ("22:00", False),
        ("22:30", False),
        ("22:31", True),
        ("02:00", True),
        ("07:29", True),
        ("07:30", False),
        ("08:00", False),
        ("12:00", False),
    ],
)
def test_an_approximate_time_near_an_edge_is_not_counted(
    law: Law, hours: str, *, closed: bool
) -> None:
    """大约 22:30 may have been 22:00 or a minute before; only more than half an hour is sure."""
    assert bool(facts(make(at(hours, time_about=True)), law, FactKind.CLOSED_HOURS)) == closed


@pytest.mark.parametrize(
    ("part", "closed"),
    [
        (DayPart.DAWN, True),
        (DayPart.MORNING, False),
        (DayPart.FORENOON, False),
        (DayPart.NOON, False),
        (DayPart.AFTERNOON, False),
        (DayPart.DUSK, False),
        (DayPart.EVENING, False),
        (DayPart.NIGHT, True),
    ],
)
def test_a_part_of_the_day_is_counted_only_if_all_of_it_is_closed(
    law: Law, part: DayPart, *, closed: bool
) -> None:
    """晚上 reaches past 22:00 but begins before; 早上 begins before 8:00 but reaches past."""
    first = SPANS[part].first.isoformat()
    found = facts(make(at(first, time_about=True, time_part=part)), law, FactKind.CLOSED_HOURS)
    assert bool(found) == closed
    assert all("incidents.i1.time_part" in fact.sources for fact in found)


def test_of_several_calls_from_the_evening_on_only_the_last_is_sure(law: Law) -> None:
    """晚上 until 23:40: the last call was in the closed hours, the others may not have been."""
    evening = at("17:00", time_about=True, time_part=DayPart.EVENING, count=5)
    night = at("22:00", time_about=True, time_part=DayPart.NIGHT, count=5)
    last = dt.time(23, 40)
    found = [
        facts(make(msgspec.structs.replace(each, last_time=last)), law, FactKind.CLOSED_HOURS)
        for each in (evening, night)
    ]
    assert [(f.value, f.at_least) for (f,) in found] == [(1, True), (5, False)]


@pytest.mark.parametrize(
    ("on", "part", "limit"),
    [
        ("2024-05-21", MonthPart.LATE, None),
        ("2024-06-01", MonthPart.EARLY, 3),
        ("2024-05-01", MonthPart.WHOLE, None),
        ("2024-06-01", MonthPart.WHOLE, 3),
        ("2026-01-11", MonthPart.MIDDLE, 3),
    ],
)
def test_a_part_of_a_month_has_a_limit_only_if_it_held_all_the_time(
    law: Law, on: str, part: MonthPart, limit: int | None
) -> None:
    """Late May 2024 may have been the 11th, when there was no number yet."""
    case = make(call("i1", on, count=4, connected=4, day_about=True, day_part=part))
    (fact,) = facts(case, law, FactKind.CONNECTED_PER_DAY)
    assert (fact.limit, fact.about) == (limit, True)


def test_a_part_alone_makes_a_day_rough(law: Law) -> None:
    """A case written by hand may lack day_about: the day is added to no other all the same."""
    case = make(
        call("i1", count=2, connected=2, day_part=MonthPart.EARLY),
        call("i2", count=2, connected=2),
    )
    found = facts(case, law, FactKind.CALLS_PER_DAY)
    assert sorted((f.value, f.about) for f in found) == [(2, False), (2, True)]


def test_an_unknown_time_is_not_counted(law: Law) -> None:
    """Without a time there are no closed hours."""
    assert facts(make(call("i1")), law, FactKind.CLOSED_HOURS) == []


@pytest.mark.parametrize(
    ("on", "source"),
    [
        ("2024-05-14", None),
        ("2024-05-15", NIFA_HOURS),
        ("2025-02-27", NIFA_HOURS),
        ("2025-02-28", GBT_HOURS),
        ("2026-01-30", GBT_HOURS),
    ],
)
def test_closed_hours_exist_only_where_a_rule_has_them(
    law: Law, on: str, source: str | None
) -> None:
    """Before 2024-05-15 no text named hours, so a call at 23:00 is no such fact."""
    found = facts(make(at("23:00", on=on)), law, FactKind.CLOSED_HOURS)
    assert [fact.limit_source for fact in found] == ([source] if source else [])


def test_the_hours_bind_only_some_lenders(law: Law) -> None:
    """Against an unknown lender no rule of hours is held."""
    assert facts(make(at("23:00"), lender=Lender()), law, FactKind.CLOSED_HOURS) == []


@pytest.mark.parametrize(
    ("kind", "counted"),
    [
        (IncidentKind.CALL, True),
        (IncidentKind.VISIT, True),
        (IncidentKind.SMS, False),
        (IncidentKind.POST, False),
    ],
)
def test_calls_and_visits_count_in_closed_hours(
    law: Law, kind: IncidentKind, *, counted: bool
) -> None:
    """A message that lies in the box at night woke nobody for certain."""
    assert bool(facts(make(at("23:00", kind=kind)), law, FactKind.CLOSED_HOURS)) == counted


@pytest.mark.parametrize(
    ("first", "last", "count", "expected"),
    [
        ("22:10", "23:50", 5, [(5, False)]),  # all between lie inside
        ("23:50", "00:20", 5, [(5, False)]),  # past midnight
        ("21:00", "22:30", 5, [(1, True)]),  # the last one at least
        ("07:00", "09:00", 5, [(1, True)]),  # the first one at least
        ("07:00", "22:30", 5, [(2, True)]),  # both ends, the day between is open
        ("09:00", "21:00", 5, []),
        ("22:10", "22:10", 2, [(2, False)]),
        ("21:00", "22:30", 1, []),  # one call has one time: the first
    ],
)
def test_how_many_of_several_calls_fell_in_closed_hours(
    law: Law, first: str, last: str, count: int, expected: list[tuple[int, bool]]
) -> None:
    """Only what both known ends allow is counted."""
    case = make(at(first, last_time=dt.time.fromisoformat(last), count=count))
    found = facts(case, law, FactKind.CLOSED_HOURS)
    assert [(fact.value, fact.at_least) for fact in found] == expected


def test_several_calls_with_one_time_are_one_for_certain(law: Law) -> None:
    """Five calls, one time: at least one at night."""
    (fact,) = facts(make(at("23:00", count=5)), law, FactKind.CLOSED_HOURS)
    assert (fact.value, fact.at_least) == (1, True)


def test_hours_that_pass_midnight_contain_both_sides() -> None:
    """The open day between them is outside."""
    hours = ClosedHours(dt.time(22), dt.time(8), "")
    assert hours.contains_all(dt.time(23), dt.time(7))
    assert not hours.contains_all(dt.time(7), dt.time(23))


# --- persons, bombing, due date, stop request, acts --------------------------------------------


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ([(Target.FAMILY, "赵某乙")], [(1, False)]),
        ([(Target.FAMILY, "赵某乙"), (Target.FAMILY, "赵某乙")], [(1, False)]),
        ([(Target.FAMILY, "赵某乙"), (Target.FRIEND, "钱某丙")], [(2, False)]),
        ([(Target.COLLEAGUE, None), (Target.COLLEAGUE, None)], [(1, True)]),
        ([(Target.PUBLIC, None)], [(1, True)]),
        ([(Target.SELF, None)], []),
        ([(None, "孙某丁")], []),
    ],
)
def test_third_persons_reached_on_a_day(
    law: Law, targets: list[tuple[Target | None, str | None]], expected: list[tuple[int, bool]]
) -> None:
    """Persons with a name are told apart; without one nobody is counted twice."""
    incidents = (
        call(f"i{n}", target=target, target_name=name) for n, (target, name) in enumerate(targets)
    )
    found = facts(make(*incidents), law, FactKind.THIRD_PARTY)
    assert [(fact.value, fact.at_least) for fact in found] == expected


def bombing(**answers: Any) -> Incident:  # noqa: ANN401
    """40 messages from 10:00 to 10:10:30, stated as a bombing."""
    known: dict[str, Any] = {
        "kind": IncidentKind.SMS,
        "acts": (Act.BOMBING,),
        "count": 40,
        "time": dt.time(10),
        "last_time": dt.time(10, 10, 30),
    }
    return call("i1", **(known | answers))


def test_a_stated_bombing_is_counted(law: Law) -> None:
    """40 within 10½ minutes, rounded up to 11."""
    (fact,) = facts(make(bombing()), law, FactKind.MANY_IN_MINUTES)
    assert (fact.value, fact.minutes, fact.limit, fact.limit_source) == (40, 11, None, "")


@pytest.mark.parametrize(
    "answers",
    [
        {"acts": ()},
        {"acts": (Act.THREAT,)},
        {"count": None},
        {"count": 1},
        {"time": None},
        {"last_time": None},
        {"last_time": dt.time(9)},
        {"time_about": True},
        {"kind": IncidentKind.VISIT},
        {"day": None},
    ],
)
def test_many_in_minutes_needs_a_stated_bombing_and_both_ends(
    law: Law, answers: dict[str, Any]
) -> None:
    """No number of messages makes a bombing that nobody stated."""
    assert facts(make(bombing(**answers)), law, FactKind.MANY_IN_MINUTES) == []


@pytest.mark.parametrize(
    ("loan", "answers", "expected"),
    [
        (Loan(due_on=day("2025-06-02")), {}, 1),
        (Loan(due_on=day("2025-06-01")), {}, 0),
        (Loan(due_on=day("2025-05-31")), {}, 0),
        (Loan(signed_on=day("2025-06-01"), due_on=day("2025-06-02")), {}, 1),
        (Loan(signed_on=day("2025-06-02"), due_on=day("2025-07-02")), {}, 0),
        (Loan(due_on=day("2025-06-02"), due_on_about=True), {}, 0),
        (Loan(due_on=day("2025-06-02")), {"day_about": True}, 0),
        (Loan(due_on=day("2025-06-02")), {"day": None}, 0),
        (Loan(), {}, 0),
    ],
)
def test_before_the_due_day(law: Law, loan: Loan, answers: dict[str, Any], expected: int) -> None:
    """Strictly before but not before the contract, and only where both days are exact."""
    found = facts(make(call("i1", **answers), loan=loan), law, FactKind.BEFORE_DUE)
    assert len(found) == expected
    assert all("loan.due_on" in fact.sources for fact in found)


@pytest.mark.parametrize(
    ("step", "answers", "expected"),
    [
        (Step(id="s1", day=day("2025-05-31"), asked_to_stop=True), {}, 1),
        (Step(id="s1", day=day("2025-06-01"), asked_to_stop=True), {}, 0),
        (Step(id="s1", day=day("2025-05-31"), asked_to_stop=True, day_about=True), {}, 0),
        (Step(id="s1", day=day("2025-05-31"), asked_to_stop=False), {}, 0),
        (Step(id="s1", day=day("2025-05-31")), {}, 0),
        (Step(id="s1", asked_to_stop=True), {}, 0),
        (Step(id="s1", day=day("2025-05-31"), asked_to_stop=True), {"day_about": True}, 0),
    ],
)
def test_after_a_request_to_stop(
    law: Law, step: Step, answers: dict[str, Any], expected: int
) -> None:
    """On a later day, and only where both days are exact."""
    found = facts(make(call("i1", **answers), steps=(step,)), law, FactKind.AFTER_STOP_REQUEST)
    assert len(found) == expected
    assert all("steps.s1.asked_to_stop" in fact.sources for fact in found)


def test_the_first_request_to_stop_counts(law: Law) -> None:
    """Of several requests the earliest is the source."""
    steps = (
        Step(id="s1", day=day("2025-05-30"), asked_to_stop=True),
        Step(id="s2", day=day("2025-05-20"), asked_to_stop=True),
    )
    (fact,) = facts(make(call("i1"), steps=steps), law, FactKind.AFTER_STOP_REQUEST)
    assert "steps.s2.day" in fact.sources


@pytest.mark.parametrize("act", list(Act))
def test_every_act_stated_is_a_fact_of_its_incident(law: Law, act: Act) -> None:
    """One fact for each act and incident, with its answer path."""
    found = facts(make(call("i1", acts=(act, act)), call("i2")), law, FactKind.ACT)
    assert [(f.act, f.incidents, f.day) for f in found] == [(act, ("i1",), day("2025-06-01"))]
    assert "incidents.i1.acts" in found[0].sources


def test_an_incident_without_a_day_gives_only_its_acts(law: Law) -> None:
    """What nobody dated can be stated, not counted or judged."""
    undated = call("i1", day=None, count=9, connected=9, time=dt.time(23), acts=(Act.THREAT,))
    found = derive_facts(make(undated), law)
    assert [(fact.kind, fact.day) for fact in found] == [(FactKind.ACT, None)]


def test_hearsay_is_among_the_sources(law: Law) -> None:
    """据…说 can be traced from the fact."""
    case = make(call("i1", target=Target.FAMILY, told_by="我母亲"))
    (fact,) = facts(case, law, FactKind.THIRD_PARTY)
    assert "incidents.i1.told_by" in fact.sources


def test_other_kinds_of_incident_can_be_left_out() -> None:
    """A letter about calls counts calls only."""
    case = make(call("i1"), call("i2", kind=IncidentKind.SMS))
    assert [i.id for i in only_kinds(case, (IncidentKind.CALL,)).incidents] == ["i1"]
    assert only_kinds(case, ()) is case


def test_a_parameter_nobody_states_bounds_nothing(law: Law) -> None:
    """Before the first text there is no limit; the yardstick is the lowest of all times."""
    limits = bounds(law, LenderKind.BANK)
    assert limits.limit(CONNECTED, Day(day("2018-01-01"))) is None
    assert limits.yardstick(CONNECTED) == 3


# --- properties --------------------------------------------------------------------------------

DAYS = st.sampled_from(["2024-05-14", "2024-05-15", "2025-12-31", "2026-01-30"]).map(day)
INCIDENTS = st.builds(
    Incident,
    id=st.just("i"),
    kind=st.sampled_from(IncidentKind) | st.none(),
    day=DAYS | st.none(),
    day_about=st.booleans(),
    day_part=st.none() | st.sampled_from(MonthPart),
    time=st.none() | st.times(),
    time_about=st.booleans(),
    time_part=st.none() | st.sampled_from(DayPart),
    last_time=st.none() | st.times(),
    by=st.sampled_from(["lender", "agency"]) | st.none(),
    number=st.sampled_from([NUMBER, "10690000000000001"]) | st.none(),
    target=st.sampled_from(Target) | st.none(),
    count=st.none() | st.integers(0, 12),
    count_at_least=st.booleans(),
    connected=st.none() | st.integers(0, 12),
    connected_at_least=st.booleans(),
    acts=st.none() | st.lists(st.sampled_from(Act), max_size=3).map(tuple),
)


def numbered(incidents: list[Incident]) -> tuple[Incident, ...]:
    """The incidents with ids of their own."""
    return tuple(
        Incident(**{**{f: getattr(i, f) for f in i.__struct_fields__}, "id": f"i{n}"})
        for n, i in enumerate(incidents)
    )


@settings(max_examples=60, deadline=None)
@given(incidents=st.lists(INCIDENTS, max_size=4).map(numbered), data=st.data())
def test_the_order_of_incidents_changes_nothing(
    incidents: tuple[Incident, ...], data: st.DataObject, law: Law
) -> None:
    """However the person typed them in, the same facts come out."""
    shuffled = data.draw(st.permutations(incidents))
    loan = Loan(due_on=day("2025-01-01"))
    assert derive_facts(make(*incidents, loan=loan), law) == derive_facts(
        make(*shuffled, loan=loan), law
    )


@settings(max_examples=60, deadline=None)
@given(incidents=st.lists(INCIDENTS, max_size=4).map(numbered))
def test_every_fact_names_its_incidents_and_answers(
    incidents: tuple[Incident, ...], law: Law
) -> None:
    """No fact without an incident, no incident without a path that somebody answered."""
    case = make(*incidents)
    known = {incident.id: incident for incident in incidents}
    for fact in derive_facts(case, law):
        assert fact.incidents
        assert (fact.limit is None) or fact.value > fact.limit
        for source in fact.sources:
            table, *rest = source.split(".")
            if table == "incidents":
                assert getattr(known[rest[0]], rest[1]) is not None


def test_three_incidents_in_any_order(law: Law) -> None:
    """The same in all six orders, spelled out."""
    night = call("i3", time=dt.time(23))
    entries = (call("i1", connected=2), call("i2", connected=2, by="agency"), night)
    results = {derive_facts(make(*order), law) for order in permutations(entries)}
    assert len(results) == 1
