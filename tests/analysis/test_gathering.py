"""Gathering: what files show becomes incidents, counted once, judged call by call."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.analysis.facts import derive_facts
from complaintgen.analysis.findings import judge
from complaintgen.analysis.gathering import SEPARATE, Gathered, gather
from complaintgen.model.case import (
    Act,
    Case,
    Collector,
    Contact,
    Incident,
    IncidentKind,
    Lender,
    LenderKind,
    Loan,
    Passage,
    Proof,
    Step,
    Target,
)
from complaintgen.model.finding import Basis, Fact, FactKind
from complaintgen.model.record import Precision, RecordKind, Way, is_computed
from tests.analysis.evidence import (
    BACKUP,
    CARRIER,
    NUMBER,
    OTHER,
    PHONE,
    at,
    carrier,
    case,
    phone,
    reading,
    record,
)

if TYPE_CHECKING:
    from complaintgen.model.law import Law
    from complaintgen.model.record import Reading, Record

DAY = "2026-03-10"
TODAY = dt.date(2026, 11, 21)


def around(*records: Record) -> Reading:
    """A phone's log that covers the day of these records wholly: it begins before, ends after."""
    other: dict[str, Any] = {"number": "10099990000"}
    return phone(record("2026-01-01T00:00:00", **other), *records, record("2026-12-31", **other))


def calls(*times: str, **known: Any) -> tuple[Record, ...]:  # noqa: ANN401
    """Calls of that day."""
    return tuple(record(f"{DAY}T{time}", **known) for time in times)


def told(name: str = "i1", **answers: Any) -> Incident:  # noqa: ANN401
    """A call to the writer by the agency on that day, as the writer tells it."""
    known: dict[str, Any] = {
        "kind": IncidentKind.CALL,
        "day": dt.date.fromisoformat(DAY),
        "by": "c1",
        "target": Target.SELF,
    }
    return Incident(id=name, **(known | answers))


def computed(gathered: Gathered) -> list[Incident]:
    """The incidents that nobody told."""
    return [incident for incident in gathered.case.incidents if is_computed(incident.id)]


def facts(gathered: Gathered, law: Law, kind: FactKind) -> list[Fact]:
    """The facts of one kind."""
    return [f for f in derive_facts(gathered.case, law, gathered.events) if f.kind is kind]


# --- what becomes an incident ------------------------------------------------------------------


def test_calls_of_a_day_and_number_become_one_incident() -> None:
    """Three calls, one of them answered, seen by a log that covers the whole day."""
    shown = around(
        *calls("09:00:00", "23:30:00", answered=False),
        *calls("12:00:00", answered=True, seconds=61),
    )
    (incident,) = computed(gather(case(), {"p1": shown}))
    assert (incident.count, incident.connected) == (3, 1)
    assert (incident.count_at_least, incident.connected_at_least) == (False, False)
    assert (incident.time, incident.last_time) == (dt.time(9), dt.time(23, 30))
    assert (incident.by, incident.number, incident.target) == ("c1", NUMBER, Target.SELF)
    assert incident.proofs == ("p1",)
    assert incident.duration == "0:00:00、0:01:01、0:00:00"


def test_a_bill_shows_answered_calls_only_so_counts_say_at_least() -> None:
    """A carrier's list drops the rings nobody answered; of those answered it misses none."""
    shown = carrier(
        *calls("09:00:00"), record("2026-03-12T09:00:00", number=OTHER), *calls("10:00:00")
    )
    (incident,) = computed(gather(case(), {"p1": shown}))
    assert (incident.count, incident.count_at_least) == (2, True)
    assert (incident.connected, incident.connected_at_least) == (2, False)


def test_the_ends_of_a_log_are_not_whole_days() -> None:
    """A phone keeps so many entries: the first day is cut, and the last ended with the export."""
    shown = phone(
        record("2026-03-10T09:00:00", answered=True), record("2026-03-12T09:00:00", answered=False)
    )
    first, last = computed(gather(case(), {"p1": shown}))
    assert (first.count_at_least, first.connected_at_least) == (True, True)
    assert (last.count_at_least, last.connected) == (True, None)


def test_what_a_list_does_not_say_is_not_counted_as_answered() -> None:
    """A source that knows nothing of answers gives a number of calls and no more."""
    shown = reading(PHONE, *calls("09:00:00", "10:00:00"))
    (incident,) = computed(gather(case(), {"p1": shown}))
    assert (incident.count, incident.count_at_least, incident.connected) == (2, True, None)


@pytest.mark.parametrize(
    "other",
    [{"way": Way.OUT}, {"way": Way.UNKNOWN}, {"number": OTHER}, {"number": "100****0001"}],
)
def test_what_may_not_be_the_collectors_call_is_not_counted(other: dict[str, Any]) -> None:
    """The person's own calls, calls of unknown way, other and masked numbers count for nobody."""
    assert computed(gather(case(), {"p1": around(*calls("09:00:00", **other))})) == []


def test_a_contacts_number_is_never_a_collectors() -> None:
    """Two answers contradict each other, so nothing is said."""
    mine = case(contacts=(Contact(id="k1", numbers=(NUMBER,)),))
    assert computed(gather(mine, {"p1": around(*calls("09:00:00"))})) == []


def test_the_lenders_number_calls_but_its_messages_need_a_look() -> None:
    """A code to log in with is no collection; a call of the lender is the lender's."""
    mine = case(collectors=(), lender=Lender(phone=NUMBER))
    shown = around(*calls("09:00:00"), *calls("09:01:00", kind=RecordKind.SMS, text="验证码"))
    (incident,) = computed(gather(mine, {"p1": shown}))
    assert (incident.kind, incident.by) == (IncidentKind.CALL, "lender")


def test_many_numbers_of_one_caller_stand_in_one_line() -> None:
    """Up to twenty numbers a line each; more in one, all of them named."""
    for many, lines in ((SEPARATE, SEPARATE), (SEPARATE + 1, 1)):
        numbers = tuple(f"100123400{n:02}" for n in range(many))
        mine = case(collectors=(Collector(id="c1", numbers=numbers),))
        shown = around(*(r for n in numbers for r in calls("09:00:00", number=n)))
        found = computed(gather(mine, {"p1": shown}))
        assert len(found) == lines
        assert sum(incident.count or 0 for incident in found) == many
        assert sorted("、".join(i.number or "" for i in found).split("、")) == list(numbers)


def test_ids_are_stable_and_unlike_those_of_told_incidents() -> None:
    """More evidence of other days and numbers changes no id."""
    one = around(*calls("09:00:00"))
    more = around(*calls("09:00:00", "10:00:00"), record("2026-03-11T09:00:00"))
    (first,) = computed(gather(case(), {"p1": one}))
    assert first.id in {incident.id for incident in computed(gather(case(), {"p1": more}))}
    assert NUMBER not in first.id
    assert not is_computed("i1")


def test_a_proof_taken_out_takes_its_calls_along(law: Law) -> None:
    """No proof, no computed incident, no fact; a told one is the writer's own account again."""
    readings = {"p1": around(*calls("09:00:00", "10:00:00", "11:00:00", "12:00:00", answered=True))}
    mine = case(told(acts=(Act.BOMBING,)))
    with_proof = gather(mine, readings)
    (basis,) = {f.basis for f in _findings(with_proof, law) if f.behaviour == "b"}
    assert basis is Basis.DOCUMENTED
    without = gather(msgspec.structs.replace(mine, proofs=()), readings)
    assert without.case.incidents == mine.incidents
    assert without.events == {}
    assert {f.basis for f in _findings(without, law)} == {Basis.STATED}


def _findings(gathered: Gathered, law: Law) -> Any:  # noqa: ANN401
    return judge(gathered.case, law, today=TODAY, events=gathered.events)[1]


def test_without_readings_nothing_changes() -> None:
    """The same object: a case without files costs nothing."""
    mine = case(told())
    assert gather(mine, {}).case is mine


# --- messages ----------------------------------------------------------------------------------

SMS: dict[str, Any] = {"kind": RecordKind.SMS, "text": "今天不还就去你单位"}


def test_a_confirmed_message_stands_alone_with_its_exact_words() -> None:
    """It is not counted among the messages of its day a second time; harmless ones not at all."""
    words = [record(f"{DAY}T09:0{n}:00", kind=RecordKind.SMS, text=f"第{n}条") for n in range(4)]
    looked = (
        Passage(id="m1", record=f"{BACKUP}:2", acts=(Act.THREAT,), confirmed=True),
        Passage(id="m2", record=f"{BACKUP}:3", confirmed=False),
        Passage(id="m3", record=f"{BACKUP}:99", acts=(Act.THREAT,), confirmed=True),
    )
    found = computed(gather(case(passages=looked), {"p1": reading(BACKUP, *words)}))
    assert sorted((i.count, i.words, i.acts) for i in found if i.words) == [
        (1, "第1条", (Act.THREAT,))
    ]
    assert [(i.count, i.acts) for i in found if not i.words] == [(2, None)]


def test_a_confirmed_message_of_an_unknown_number_counts_alone() -> None:
    """Whose it is nobody said; what it did the person did."""
    shown = reading(BACKUP, record(f"{DAY}T09:00:00", number="106900000001", **SMS))
    looked = (Passage(id="m1", record=f"{BACKUP}:1", acts=(Act.THREAT,), confirmed=True),)
    (incident,) = computed(gather(case(passages=looked), {"p1": shown}))
    assert (incident.by, incident.words) == (None, SMS["text"])
    assert "by" in incident.unknown
    assert computed(gather(case(), {"p1": shown})) == []


def test_the_persons_own_message_is_never_held_against_a_collector() -> None:
    """A message that went out stays out, even if it was confirmed by mistake."""
    shown = reading(BACKUP, record(f"{DAY}T09:00:00", way=Way.OUT, **SMS))
    looked = (Passage(id="m1", record=f"{BACKUP}:1", acts=(Act.THREAT,), confirmed=True),)
    assert computed(gather(case(passages=looked), {"p1": shown})) == []


# --- told and shown ----------------------------------------------------------------------------


def test_a_told_call_takes_the_event_it_is_about_and_the_rest_is_counted_apart(law: Law) -> None:
    """Four calls in the file, one of them told with its words: four in all, not five."""
    shown = around(*calls("09:00:00", "12:00:00", "15:00:00", "22:10:00", answered=True))
    found = gather(case(told(time=dt.time(22, 0), acts=(Act.THREAT,))), {"p1": shown})
    first = found.case.incidents[0]
    assert (first.time, first.acts) == (dt.time(22, 10), (Act.THREAT,))
    assert [i.count for i in computed(found)] == [3]
    (fact,) = facts(found, law, FactKind.CONNECTED_PER_DAY)
    assert (fact.value, fact.limit) == (4, 3)


def test_a_told_count_is_replaced_by_the_files(law: Law) -> None:
    """Told: ten calls. Shown: four. The letter says four, and which proof shows them."""
    shown = around(*calls("09:00:00", "12:00:00", "15:00:00", "16:10:00", answered=True))
    found = gather(case(told(count=10, connected=2, account="一直打电话")), {"p1": shown})
    (incident,) = found.case.incidents
    assert (incident.count, incident.connected, incident.account) == (4, 4, "一直打电话")
    assert incident.proofs == ("p1",)
    assert [f.value for f in facts(found, law, FactKind.CALLS_PER_DAY)] == [4]


def test_a_told_call_without_a_time_is_one_of_those_shown(law: Law) -> None:
    """Which one nobody knows: it keeps its words and is not counted a second time."""
    shown = around(*calls("09:00:00", "12:00:00", answered=True))
    found = gather(case(told(acts=(Act.THREAT,))), {"p1": shown})
    assert found.events["i1"] == ()
    assert [f.value for f in facts(found, law, FactKind.CALLS_PER_DAY)] == [2]


def test_a_told_stretch_takes_its_calls_before_a_told_number_of_the_day() -> None:
    """Two calls between 9 and 10, and many that day: two and the other three."""
    shown = around(*calls("09:10:00", "09:50:00", "15:00:00", "18:00:00", "20:00:00"))
    many = told("i1", count=20)
    stretch = told("i2", count=3, time=dt.time(9), last_time=dt.time(10))
    found = gather(case(many, stretch), {"p1": shown})
    assert [i.count for i in found.case.incidents] == [3, 2]


def test_a_told_call_far_from_all_that_is_shown_stays_told(law: Law) -> None:
    """A bill does not disprove a call; it is added as the writer's own account."""
    shown = carrier(*calls("09:00:00"))
    found = gather(case(told(time=dt.time(18, 0))), {"p1": shown})
    assert "i1" not in found.events
    assert [f.value for f in facts(found, law, FactKind.CALLS_PER_DAY)] == [2]


def test_a_list_of_calls_does_not_show_what_was_said(law: Law) -> None:
    """The threat in a call stays 本人陈述 although the call itself is shown."""
    shown = around(*calls("22:10:00", answered=True))
    found = gather(case(told(time=dt.time(22, 0), acts=(Act.THREAT,))), {"p1": shown})
    bases = {finding.behaviour: finding.basis for finding in _findings(found, law)}
    assert bases["e"] is Basis.STATED
    assert bases["c"] is Basis.DOCUMENTED


def test_told_words_and_the_message_itself_are_one() -> None:
    """A message copied by hand and confirmed in the file is one message with the acts of both."""
    shown = reading(BACKUP, record(f"{DAY}T09:00:00", number="106900000001", **SMS))
    looked = (Passage(id="m1", record=f"{BACKUP}:1", acts=(Act.THREAT,), confirmed=True),)
    mine = told(kind=IncidentKind.SMS, words="不还就去你单位", acts=(Act.INSULT,))
    found = gather(case(mine, passages=looked), {"p1": shown})
    (incident,) = found.case.incidents
    assert incident.acts == (Act.INSULT, Act.THREAT)
    assert incident.words == "不还就去你单位"


@pytest.mark.parametrize(
    "other",
    [
        {"by": "lender"},
        {"kind": IncidentKind.VISIT},
        {"target": Target.FAMILY},
        {"number": OTHER},
        {"day_about": True},
        {"day": dt.date(2026, 3, 11)},
    ],
)
def test_what_was_told_of_something_else_is_left_alone(other: dict[str, Any]) -> None:
    """Another caller, kind, person, number or day, or a day that is not sure."""
    mine = told(**({"count": 2} | other))
    found = gather(case(mine), {"p1": around(*calls("09:00:00"))})
    assert found.case.incidents[0] == mine
    assert len(computed(found)) == 1


# --- facts, call by call -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "closed"),
    [
        ("2026-03-10T21:59:59", 0),
        ("2026-03-10T22:00:00", 1),
        ("2026-03-10T23:59:59", 1),
        ("2026-03-11T00:00:00", 1),
        ("2026-03-10T07:59:59", 1),
        ("2026-03-10T08:00:00", 0),
        ("2026-02-28T23:59:59", 1),
        ("2028-02-29T22:00:00", 1),
        ("2025-12-31T22:00:00", 1),
        ("2024-05-14T23:00:00", 0),  # the convention of 2018 names no hours
    ],
)
def test_closed_hours_call_by_call(law: Law, when: str, closed: int) -> None:
    """22:00:00 ≤ start < 08:00:00, on the day itself, where a text in force closes the hours."""
    shown = phone(record(when, answered=True, seconds=600))
    found = facts(gather(case(), {"p1": shown}), law, FactKind.CLOSED_HOURS)
    assert sum(fact.value for fact in found) == closed
    assert [time for f in found for _, time in f.moments] == [at(when).time()][:closed]


def test_each_call_in_the_closed_hours_counts_and_no_other(law: Law) -> None:
    """07:00, 12:00, 22:30 and 23:00: three of four, with their times."""
    shown = around(*calls("07:00:00", "12:00:00", "22:30:00", "23:00:00"))
    (fact,) = facts(gather(case(), {"p1": shown}), law, FactKind.CLOSED_HOURS)
    assert fact.value == 3
    assert [time.hour for _, time in fact.moments] == [7, 22, 23]


def test_a_time_known_to_the_day_only_is_in_no_hours(law: Law) -> None:
    """Midnight there stands for nothing."""
    shown = around(*calls("00:00:00", precision=Precision.DAY))
    found = gather(case(), {"p1": shown})
    assert facts(found, law, FactKind.CLOSED_HOURS) == []
    assert computed(found)[0].time is None


@pytest.mark.parametrize(("missed", "limit"), [(6, None), (7, 6)])
def test_more_than_six_unanswered_attempts(law: Law, missed: int, limit: int | None) -> None:
    """The CBA guideline of 2026-01-30, for consumer finance, per caller."""
    times = [f"{hour:02d}:00:00" for hour in range(9, 9 + missed)]
    shown = around(*calls(*times, answered=False), *calls("20:00:00", answered=True))
    (fact,) = facts(gather(case(), {"p1": shown}), law, FactKind.ATTEMPTS_PER_DAY)
    assert (fact.value, fact.limit) == (missed, limit)


def test_the_limit_on_attempts_binds_no_microlender(law: Law) -> None:
    """The guideline is for banks and consumer finance: elsewhere seven attempts are over none."""
    mine = case(lender=Lender(kind=LenderKind.MICROLOAN))
    shown = around(*calls(*(f"{h:02d}:00:00" for h in range(9, 16)), answered=False))
    (fact,) = facts(gather(mine, {"p1": shown}), law, FactKind.ATTEMPTS_PER_DAY)
    assert fact.limit is None


def test_unanswered_calls_are_counted_also_where_the_log_is_cut(law: Law) -> None:
    """On the first day of a log: at least seven, each seen unanswered."""
    shown = phone(*calls(*(f"{h:02d}:00:00" for h in range(9, 16)), answered=False))
    (fact,) = facts(gather(case(), {"p1": shown}), law, FactKind.ATTEMPTS_PER_DAY)
    assert (fact.value, fact.at_least, fact.limit) == (7, True, 6)


def test_the_lender_counts_with_its_agency(law: Law) -> None:
    """Two calls of each are four together, over three."""
    mine = case(lender=Lender(kind=LenderKind.CONSUMER_FINANCE, phone=OTHER))
    shown = around(
        *calls("09:00:00", "10:00:00", answered=True),
        *calls("11:00:00", "12:00:00", answered=True, number=OTHER),
    )
    found = facts(gather(mine, {"p1": shown}), law, FactKind.CONNECTED_PER_DAY)
    assert [(f.caller, f.value, f.limit) for f in found] == [
        ("c1", 2, None),
        ("lender", 2, None),
        ("together", 4, 3),
    ]


def test_days_before_the_due_date_and_after_a_request(law: Law) -> None:
    """Two calls the day before the loan is due, three the day after the writer asked to stop."""
    mine = case(
        loan=Loan(due_on=dt.date(2026, 3, 11)),
        steps=(Step(id="s1", day=dt.date(2026, 3, 12), asked_to_stop=True),),
    )
    shown = around(
        *calls("09:00:00", "10:00:00"),
        *(record(f"2026-03-13T{hour:02d}:00:00") for hour in (9, 10, 11)),
    )
    found = gather(mine, {"p1": shown})
    assert [f.value for f in facts(found, law, FactKind.BEFORE_DUE)] == [2]
    assert [f.value for f in facts(found, law, FactKind.AFTER_STOP_REQUEST)] == [3]


@pytest.mark.parametrize(("many", "last", "bombed"), [(10, 600, 10), (10, 700, 0), (9, 600, 0)])
def test_a_bombing_is_more_than_a_days_worth_in_ten_minutes(
    law: Law, many: int, last: int, bombed: int
) -> None:
    """Our yardstick: more than the 3 + 6 calls that texts allow in a day, within ten minutes."""
    start = at(f"{DAY}T15:00:00")
    moments = [start + dt.timedelta(seconds=last * n // (many - 1)) for n in range(many)]
    shown = around(*(record(m.isoformat(), answered=False) for m in moments))
    found = facts(gather(case(), {"p1": shown}), law, FactKind.MANY_IN_MINUTES)
    assert [f.value for f in found] == [bombed][: bombed and 1]
    assert [(f.minutes, f.yardstick, f.limit) for f in found] == [(10, 9, None)][: bombed and 1]


def test_a_bombing_from_many_numbers_is_one(law: Law) -> None:
    """Twelve numbers of one agency within two minutes."""
    numbers = tuple(f"100123401{n:02d}" for n in range(12))
    mine = case(collectors=(Collector(id="c1", numbers=numbers),))
    shown = around(
        *(record(f"{DAY}T15:0{n // 6}:{n % 6}0", number=x) for n, x in enumerate(numbers))
    )
    (fact,) = facts(gather(mine, {"p1": shown}), law, FactKind.MANY_IN_MINUTES)
    assert (fact.value, fact.minutes, fact.caller) == (12, 2, "c1")


def test_a_bombing_told_needs_no_yardstick(law: Law) -> None:
    """Three calls in a minute that the writer calls a bombing: counted as the file shows them."""
    shown = around(*calls("15:00:00", "15:00:20", "15:00:40"))
    found = gather(case(told(count=50, acts=(Act.BOMBING,))), {"p1": shown})
    (fact,) = facts(found, law, FactKind.MANY_IN_MINUTES)
    assert (fact.value, fact.minutes, fact.yardstick) == (3, 1, None)


# --- recounted ---------------------------------------------------------------------------------

_CALLS = st.lists(
    st.tuples(
        st.integers(0, 4 * 86_400),
        st.booleans(),
        st.sampled_from([NUMBER, OTHER, "10012349999"]),
    ),
    max_size=40,
)


@given(_CALLS, st.permutations(["p1", "p2", "p3"]))
def test_every_count_can_be_recounted(drawn: list[Any], order: list[str]) -> None:
    """Rows counted here by plain sums are what the incidents say; the order of files is nothing."""
    start = at("2026-02-27T00:00:00")
    known = {(start + dt.timedelta(seconds=s), a, n) for s, a, n in drawn}
    rows = [record(m.isoformat(), answered=a, number=n) for m, a, n in sorted(known)]
    bill = [r for r in rows if r.answered]
    halves = {"p1": phone(*rows), "p2": carrier(*bill), "p3": carrier(*bill[::2], file="d" * 64)}
    mine = case(collectors=(Collector(id="c1", numbers=(NUMBER, OTHER)),))
    found = gather(mine, {proof: halves[proof] for proof in order})
    own = [r for r in rows if r.number in (NUMBER, OTHER)]
    days = Counter((r.at.date(), r.number) for r in own)
    answered = Counter((r.at.date(), r.number) for r in own if r.answered)
    assert {(i.day, i.number): i.count for i in computed(found)} == dict(days)
    assert {(i.day, i.number): i.connected for i in computed(found) if i.connected} == answered
    assert found.case.incidents == gather(mine, halves).case.incidents
    listed = {name for names in found.records.values() for name in names}
    assert {r.id for r in halves["p1"].records if r.number in (NUMBER, OTHER)} <= listed


def test_sources_say_what_each_file_lists() -> None:
    """Coverage and period, calls and messages apart."""
    shown = carrier(*calls("09:00:00", "10:00:00"))
    note = gather(case(), {"p2": shown}).sources["p2"]
    assert (note.reader, note.coverage, note.messages) == ("carrier-xls", "connected", None)
    assert note.calls is not None
    assert (note.calls.first, note.calls.last) == (at(f"{DAY}T09:00:00"), at(f"{DAY}T10:00:00"))
    assert CARRIER in next(iter(gather(case(), {"p2": shown}).records.values()))[0]
    assert isinstance(gather(Case(proofs=(Proof(id="p9"),)), {"p2": shown}).case, Case)
