"""Which numbers bound a collector on a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from complaintgen.analysis.limits import CONNECTED, ClosedHours, Day, bounds
from complaintgen.model.case import LenderKind

if TYPE_CHECKING:
    from complaintgen.model.law import Law

NIGHT = ClosedHours(dt.time(22), dt.time(8), "law:example/1")


def with_limit(law: Law, instrument: str, calls: int) -> Law:
    """The law with another number of calls a day in one of its texts, which never ended."""
    text = law.instruments[instrument]
    articles = tuple(
        msgspec.structs.replace(
            article,
            parameters=msgspec.structs.replace(article.parameters, max_connected_per_day=calls),
        )
        if article.parameters.max_connected_per_day
        else article
        for article in text.articles
    )
    changed = msgspec.structs.replace(text, articles=articles, until=None)
    return msgspec.structs.replace(law, instruments={**law.instruments, instrument: changed})


@pytest.mark.parametrize("instrument", ["nifa_2024", "gbt_45251_2025"])
def test_of_two_limits_the_lower_one_holds(law: Law, instrument: str) -> None:
    """Who keeps to the lower number keeps to both; it is named with its own source."""
    changed = with_limit(law, instrument, 2)
    limit = bounds(changed, LenderKind.CONSUMER_FINANCE).limit(CONNECTED, Day(dt.date(2025, 6, 1)))
    assert limit is not None
    assert limit.value == 2
    assert limit.source.startswith(f"law:{instrument}/")


def test_the_yardstick_is_the_lowest_number_of_all(law: Law) -> None:
    """Our yardstick for days without a rule follows the data, and is no limit."""
    old = bounds(with_limit(law, "nifa_2024", 2), LenderKind.CONSUMER_FINANCE)
    assert old.yardstick(CONNECTED) == 2
    assert old.limit(CONNECTED, Day(dt.date(2020, 1, 1))) is None


@pytest.mark.parametrize(
    ("first", "last", "inside"),
    [
        ("22:00", "23:59", True),
        ("22:00", "07:59", True),
        ("00:10", "07:59", True),
        ("23:00", "08:00", False),
        ("21:59", "23:00", False),
        ("07:00", "22:30", False),  # both ends inside, the day between them is not
        ("07:59", "07:59", True),
    ],
)
def test_a_span_is_inside_only_as_a_whole(first: str, last: str, *, inside: bool) -> None:
    """From the first moment to the last nothing lies outside; the edges are exact."""
    times = (dt.time.fromisoformat(first), dt.time.fromisoformat(last))
    assert NIGHT.contains_all(*times) is inside
