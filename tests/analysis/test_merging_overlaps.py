"""Merging three sources: a telephone's log and two lists of a carrier that overlap."""

from __future__ import annotations

from itertools import permutations

import pytest

from complaintgen.analysis.merging import files_of, is_incoming, merge
from complaintgen.model.record import Coverage
from tests.analysis.evidence import carrier, reading, record

ORDERS = tuple(permutations(letter * 64 for letter in "123"))


@pytest.mark.parametrize("names", ORDERS)
def test_two_overlapping_lists_and_the_phone_show_one_call(names: tuple[str, ...]) -> None:
    """The phone notes it two seconds earlier: still one call with three proofs, not two calls."""
    of_phone, half_year, month = names
    files = files_of(
        {
            "e1": reading(
                of_phone,
                record("2026-11-19T08:11:25", seconds=115, answered=True),
                coverage=Coverage.ATTEMPTS,
                reader="phone-log",
            ),
            "e2": carrier(record("2026-11-19T08:11:27", seconds=115), file=half_year),
            "e3": carrier(record("2026-11-19T08:11:27", seconds=115), file=month),
        }
    )
    (event,) = merge(files, is_incoming)
    assert sorted(event.proofs) == ["e1", "e2", "e3"]


@pytest.mark.parametrize("names", ORDERS)
def test_two_calls_in_one_minute_stay_two_in_three_sources(names: tuple[str, ...]) -> None:
    """What is one call in each source is counted once, what are two in each is counted twice."""
    of_phone, half_year, month = names
    calls = (("2026-11-19T08:11:27", 7), ("2026-11-19T08:11:47", 9))
    earlier = (("2026-11-19T08:11:25", 7), ("2026-11-19T08:11:45", 9))
    files = files_of(
        {
            "e1": reading(
                of_phone,
                *(record(day, seconds=length, answered=True) for day, length in earlier),
                coverage=Coverage.ATTEMPTS,
                reader="phone-log",
            ),
            "e2": carrier(*(record(day, seconds=length) for day, length in calls), file=half_year),
            "e3": carrier(*(record(day, seconds=length) for day, length in calls), file=month),
        }
    )
    found = merge(files, is_incoming)
    assert [len(event.records) for event in found] == [3, 3]
