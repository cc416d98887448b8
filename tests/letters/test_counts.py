"""Counts over a limit: the limit is said once for each that was in force."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from complaintgen.letters.phrases import bare
from complaintgen.model.case import Incident, IncidentKind, Target
from tests.scenarios.making import load, make

if TYPE_CHECKING:
    from collections.abc import Iterable

BASE = load("consumer-finance")
FIRST = dt.date(2026, 3, 2)


def told(*days: tuple[int, int, int]) -> str:
    """What the complaint says of calls in one day: days after the first, calls, answered ones."""
    incidents = tuple(
        Incident(
            id=f"i{number}",
            kind=IncidentKind.CALL,
            day=FIRST + dt.timedelta(days=after),
            by="lender",
            target=Target.SELF,
            count=count,
            connected=connected,
        )
        for number, (after, count, connected) in enumerate(days)
    )
    case = msgspec.structs.replace(BASE, incidents=incidents, proofs=())
    found = make(case, "cbirc", "complaint").letter.context["findings"]
    (finding,) = (each for each in found if each["title"] == "一日之内多次来电")
    return bare(finding["facts"])


def test_one_day_over_the_limit() -> None:
    """The day, the number, the limit."""
    assert told((0, 5, 5)) == "2026年3月2日（序号1）接通的来电5次，多于当时适用的每日3次的限度。"


def test_days_of_the_same_number_stand_together() -> None:
    """Each of them has that many."""
    assert told((0, 4, 4), (1, 4, 4)) == (
        "2026年3月2日（序号1）、3月3日（序号2）接通的来电各4次，均多于当时适用的每日3次的限度。"
    )


def test_several_numbers_share_one_limit() -> None:
    """What is counted is said once, and the limit once, behind the last."""
    assert told((0, 4, 4), (1, 5, 5), (2, 4, 4)) == (
        "2026年3月2日（序号1）、3月4日（序号3）接通的来电各4次，3月3日（序号2）5次，"
        "均多于当时适用的每日3次的限度。"
    )


def test_each_limit_is_said_of_its_own_calls() -> None:
    """Answered calls have one limit, unanswered ones another."""
    text = told((0, 4, 4), (1, 9, 0))
    assert text == (
        "2026年3月2日（序号1）接通的来电4次，多于当时适用的每日3次的限度；"
        "2026年3月3日（序号2）未接通的来电9次，多于当时适用的每日6次的限度。"
    )


@pytest.mark.parametrize("many", [6, 40])
def test_of_many_days_how_many_and_the_worst(many: int) -> None:
    """The limit leads, once; three days follow."""
    text = told(*((day, 4 + day % 3, 4 + day % 3) for day in range(many)))
    assert text.startswith(
        f"接通的来电多于当时适用的每日3次的限度的，共有{many}日，其中次数最多的："
    )
    assert text.count("限度") == 1
    assert text.count("序号") == 3
    assert "接通的来电" not in text.partition("：")[2]


def test_of_many_days_under_two_limits_each_is_said_once() -> None:
    """The few of one are named, the many of the other counted."""
    days: Iterable[tuple[int, int, int]] = ((day, 4, 4) for day in range(6))
    text = told(*days, (7, 9, 0), (8, 9, 0))
    assert text.count("每日3次的限度") == text.count("每日6次的限度") == 1
    assert "共有6日" in text
    assert "未接通的来电各9次，均多于当时适用的每日6次的限度。" in text
