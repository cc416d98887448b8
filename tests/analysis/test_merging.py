"""Merging: one call in two lists is one event, two calls in one list stay two."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.analysis.merging import files_of, is_incoming, merge
from complaintgen.analysis.numbers import key_of
from complaintgen.model.record import Coverage, Precision, RecordKind, Way
from tests.analysis.evidence import (
    CARRIER,
    NUMBER,
    OTHER,
    PHONE,
    at,
    carrier,
    phone,
    reading,
    record,
)

if TYPE_CHECKING:
    from complaintgen.model.record import Event, Reading


def events(*readings: Reading) -> tuple[Event, ...]:
    """All events of these files, attached as p1, p2 and so on."""
    named = {f"p{number}": each for number, each in enumerate(readings, start=1)}
    return merge(files_of(named), is_incoming)


def test_a_call_in_the_phone_and_on_the_bill_is_one_event_with_two_proofs() -> None:
    """The phone rang at 10:00:00, the bill says 10:00:21; ringing began the call."""
    own = phone(record("2026-03-01T10:00:00", answered=True))
    bill = carrier(record("2026-03-01T10:00:21", seconds=37))
    (event,) = events(own, bill)
    assert event.records == (f"{PHONE}:1", f"{CARRIER}:1")
    assert set(event.proofs) == {"p1", "p2"}
    assert (event.at, event.answered, event.seconds) == (at("2026-03-01T10:00:00"), True, 37)


def test_two_calls_in_the_same_second_of_one_file_stay_two() -> None:
    """Two rows of one list are two calls, however alike."""
    twice = (record("2026-03-01T10:00:00"), record("2026-03-01T10:00:00"))
    assert len(events(phone(*twice))) == 2
    assert len(events(phone(*twice), carrier(twice[0]))) == 2
    assert len(events(phone(*twice), carrier(*twice))) == 2


@pytest.mark.parametrize(("apart", "count"), [(89, 1), (90, 1), (91, 2)])
def test_clocks_may_differ_by_ninety_seconds(apart: int, count: int) -> None:
    """Ringing and clocks explain so much and no more."""
    later = at("2026-03-01T10:00:00") + dt.timedelta(seconds=apart)
    found = events(phone(record("2026-03-01T10:00:00")), carrier(record(later.isoformat())))
    assert len(found) == count


def test_lists_of_the_same_kind_share_their_clock() -> None:
    """Two monthly bills: a call before and one after midnight are two, the same second is one."""
    january = carrier(record("2026-01-31T23:59:40"), record("2026-01-31T12:00:00"))
    february = carrier(record("2026-02-01T00:00:10"), record("2026-01-31T12:00:00"), file="d" * 64)
    assert len(events(january, february)) == 3


@pytest.mark.parametrize(
    ("phone_says", "bill_says", "count"),
    [(65, 120, 1), (1, 60, 1), (120, 120, 1), (121, 180, 1), (60, 125, 2), (65, 180, 2)],
)
def test_a_bill_may_round_lengths_up_to_minutes(
    phone_says: int, bill_says: int, count: int
) -> None:
    """65 seconds billed as two minutes are one call, not two; three minutes are another call."""
    own = phone(record("2026-03-01T10:00:00", answered=True, seconds=phone_says))
    assert len(events(own, carrier(record("2026-03-01T10:00:05", seconds=bill_says)))) == count


@pytest.mark.parametrize(("seconds", "answered"), [(0, None), (None, True), (6, True)])
def test_a_billed_call_without_a_second_is_not_said_to_be_answered(
    seconds: int | None,
    answered: bool | None,  # noqa: FBT001 (a value to compare with)
) -> None:
    """A bill lists answered calls only, unless the row itself speaks against it."""
    (event,) = events(carrier(record("2026-03-01T10:00:00", seconds=seconds)))
    assert event.answered is answered


_TRUE_CALLS = st.lists(
    st.tuples(
        st.sampled_from([25, 40, 70, 300]),  # seconds since the last call ended
        st.integers(3, 45),  # seconds of ringing
        st.sampled_from([None, 6, 20, 61, 90, 200]),  # seconds of talk; None: nobody answered
    ),
    max_size=8,
)


@given(_TRUE_CALLS, st.sampled_from([-20, 0, 5, 30]), st.sampled_from([1, 60]))
def test_true_calls_are_counted_once_each(
    calls: list[tuple[int, int, int | None]], clock: int, unit: int
) -> None:
    """A phone that lists all, a bill that lists the answered ones by another clock, rounding up
    to minutes or not: as many events as there were calls.
    """
    moment = at("2026-02-28T21:55:00")
    logged, billed = [], []
    for pause, ringing, talk in calls:
        moment += dt.timedelta(seconds=pause)
        answered = talk is not None
        logged.append(record(moment.isoformat(), answered=answered, seconds=talk or 0))
        moment += dt.timedelta(seconds=ringing)
        if talk:
            begun = moment + dt.timedelta(seconds=clock)
            billed.append(record(begun.isoformat(), seconds=-(-talk // unit) * unit))
            moment += dt.timedelta(seconds=talk)
    assert len(events(phone(*logged), carrier(*billed))) == len(calls)


def test_a_missed_call_is_not_an_answered_one() -> None:
    """The bill lists answered calls only, so it cannot be about the call that was missed."""
    own = phone(
        record("2026-03-01T10:00:00", answered=False),
        record("2026-03-01T10:00:40", answered=True),
    )
    found = events(own, carrier(record("2026-03-01T10:00:10")))
    assert [(e.answered, len(e.records)) for e in found] == [(False, 1), (True, 2)]
    missed = phone(record("2026-03-01T10:00:00", answered=False))
    assert len(events(missed, carrier(record("2026-03-01T10:00:10")))) == 2


def test_as_many_as_can_be_are_matched() -> None:
    """A row that could be two calls goes where it leaves the other row a partner."""
    own = phone(record("2026-03-01T10:00:00"), record("2026-03-01T10:01:00"))
    bill = carrier(record("2026-03-01T10:01:10"), record("2026-03-01T10:02:10"))
    assert len(events(own, bill)) == 2


def test_the_nearer_row_is_taken_where_nothing_else_wants_it() -> None:
    """One billed call beside two of the phone belongs to the nearer."""
    own = phone(record("2026-03-01T10:00:00"), record("2026-03-01T10:01:00"))
    found = events(own, carrier(record("2026-03-01T10:01:05")))
    assert [len(e.records) for e in found] == [1, 2]


@pytest.mark.parametrize(
    "other",
    [
        {"number": OTHER},
        {"way": Way.OUT},
        {"kind": RecordKind.SMS},
        {"seconds": 300},
        {"number": "100****0001"},
        {"number": ""},
    ],
)
def test_what_differs_is_not_one_call(other: dict[str, Any]) -> None:
    """Another number, way, kind or length: no match; nor by a masked or hidden number."""
    own = phone(record("2026-03-01T10:00:00", seconds=10, answered=True))
    bill = reading(CARRIER, record("2026-03-01T10:00:00", **({"seconds": 10} | other)))
    files = files_of({"p1": own, "p2": bill})
    assert len(merge(files, lambda _: True)) == 2


def test_masked_and_hidden_numbers_never_match() -> None:
    """Two lists with the same stars need not mean the same telephone."""
    for number in ("100****0001", ""):
        one = phone(record("2026-03-01T10:00:00", number=number))
        two = carrier(record("2026-03-01T10:00:00", number=number))
        assert len(events(one, two)) == 2


def test_the_most_exact_time_is_kept() -> None:
    """A list to the minute and one to the second: the second; a list of days fits any time."""
    exact = phone(record("2026-03-01T10:00:59", answered=True))
    rough = carrier(record("2026-03-01T10:00:00", precision=Precision.MINUTE))
    (event,) = events(rough, exact)
    assert (event.at, event.precision) == (at("2026-03-01T10:00:59"), Precision.SECOND)
    minute = phone(record("2026-03-01T10:00:00", precision=Precision.MINUTE))
    (event,) = events(minute, carrier(record("2026-03-01T10:00:40")))
    assert (event.at, event.precision) == (at("2026-03-01T10:00:40"), Precision.SECOND)
    day = carrier(record("2026-03-01T00:00:00", precision=Precision.DAY))
    (event,) = events(day, exact)
    assert event.at == at("2026-03-01T10:00:59")


def test_the_same_words_in_two_backups_are_one_message() -> None:
    """Other words at the same second are another message; a list without words agrees with any."""
    sms: dict[str, Any] = {"kind": RecordKind.SMS, "text": "请尽快还款"}
    one = phone(record("2026-03-01T10:00:00", **sms))
    assert len(events(one, reading(CARRIER, record("2026-03-01T10:00:00", **sms)))) == 1
    other = {**sms, "text": "您已逾期"}
    assert len(events(one, reading(CARRIER, record("2026-03-01T10:00:00", **other)))) == 2
    bare = {**sms, "text": "", "kind": RecordKind.MMS}
    assert len(events(one, reading(CARRIER, record("2026-03-01T10:00:30", **bare)))) == 1


def test_one_file_attached_twice_is_read_once() -> None:
    """Two proofs of the same file: one set of calls, both proofs named."""
    own = phone(record("2026-03-01T10:00:00"))
    (event,) = events(own, own)
    assert event.proofs == ("p1", "p2")
    assert event.records == (f"{PHONE}:1",)


def test_outgoing_and_unknown_ways_are_not_incoming() -> None:
    """A call of unknown way may be the person's own."""
    ways = [record("2026-03-01T10:00:00", way=way) for way in Way]
    assert [is_incoming(each) for each in ways] == [True, False, False]


def test_an_extension_is_left_out_of_the_comparison() -> None:
    """A telephone shows the line, never the extension."""
    assert key_of("0755-10000001转801") == key_of("0755-10000001") != ""
    assert key_of("100****0001") == key_of("") == ""


_ROWS = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sampled_from([None, True, False]),
        st.sampled_from([None, 5, 20, 90]),
        st.sampled_from(list(Precision)),
        st.sampled_from([NUMBER, OTHER, "", "1001234****"]),
    ),
    max_size=8,
)


def made(file: str, entries: list[Any], **known: Any) -> Reading:  # noqa: ANN401
    """A file of drawn rows."""
    start = at("2026-02-28T23:57:00")
    return reading(
        file,
        *(
            record(
                (start + dt.timedelta(seconds=second)).isoformat(),
                answered=answered,
                seconds=seconds,
                precision=precision,
                number=number,
            )
            for second, answered, seconds, precision, number in entries
        ),
        **known,
    )


@given(_ROWS, _ROWS, _ROWS)
def test_no_row_is_lost_or_used_twice(one: list[Any], two: list[Any], three: list[Any]) -> None:
    """Every row is in exactly one event, and an event has at most one row of each file."""
    files = [
        made("a" * 64, one, coverage=Coverage.ATTEMPTS),
        made("b" * 64, two, coverage=Coverage.CONNECTED, reader="bill"),
        made("c" * 64, three, coverage=Coverage.CONNECTED, reader="bill"),
    ]
    found = events(*files)
    names = [name for event in found for name in event.records]
    assert sorted(names) == sorted(r.id for each in files for r in each.records)
    for event in found:
        own = [name.partition(":")[0] for name in event.records]
        assert len(own) == len(set(own))


@given(_ROWS, _ROWS, _ROWS, st.permutations([0, 1, 2]))
def test_the_order_of_import_changes_nothing(
    one: list[Any], two: list[Any], three: list[Any], order: list[int]
) -> None:
    """The same files added in another order give the same events."""
    files = [made("a" * 64, one), made("b" * 64, two), made("c" * 64, three)]
    named = {f"p{number}": each for number, each in enumerate(files)}
    shuffled = {f"p{number}": files[number] for number in order}
    assert merge(files_of(named), is_incoming) == merge(files_of(shuffled), is_incoming)


@given(_ROWS)
def test_a_list_that_says_nothing_new_adds_no_event(entries: list[Any]) -> None:
    """The same rows from another source change the number of calls by none, hidden ones aside."""
    known = [entry for entry in entries if entry[4] in (NUMBER, OTHER)]
    one, two = made("a" * 64, known), made("b" * 64, known)
    assert len(events(one, two)) == len(known)
