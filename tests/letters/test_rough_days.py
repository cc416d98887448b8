"""Rough days and times in the letters: said as roughly as they are known, and traced."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from complaintgen.letters.phrases import Speaker, bare, sources
from complaintgen.letters.telling import Teller
from complaintgen.model.case import Case, DayPart, Incident, IncidentKind, MonthPart, Target
from tests.scenarios.making import data, load, make

SAY = Speaker(data().wording)


def incident(name: str = "i1", **answers: Any) -> Incident:  # noqa: ANN401
    """A call to the writer."""
    known: dict[str, Any] = {"kind": IncidentKind.CALL, "target": Target.SELF, "by": "lender"}
    return Incident(id=name, **(known | answers))


def when(entry: Incident) -> tuple[str, tuple[str, ...]]:
    """What a row of the table says of the day and time, and from which answers."""
    tell = Teller(Case(incidents=(entry,)), SAY, {}, {}, frozenset())
    text = tell.when(entry)
    return bare(text), sources(text)


@pytest.mark.parametrize(
    ("day", "part", "said"),
    [
        ("2026-03-01", MonthPart.EARLY, "约2026年3月初"),
        ("2026-03-11", MonthPart.MIDDLE, "约2026年3月中旬"),
        ("2026-03-21", MonthPart.LATE, "约2026年3月下旬"),
        ("2026-03-01", MonthPart.WHOLE, "2026年3月（具体日期记不清）"),
    ],
)
def test_a_part_of_a_month_is_printed_without_a_day(day: str, part: MonthPart, said: str) -> None:
    """The first day of the part, which is only kept for the order, is never printed."""
    entry = incident(day=dt.date.fromisoformat(day), day_about=True, day_part=part)
    assert when(entry) == (said, ("incidents.i1.day", "incidents.i1.day_part"))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (DayPart.DAWN, "凌晨"),
        (DayPart.MORNING, "早上"),
        (DayPart.FORENOON, "上午"),
        (DayPart.NOON, "中午"),
        (DayPart.AFTERNOON, "下午"),
        (DayPart.DUSK, "傍晚"),
        (DayPart.EVENING, "晚上"),
        (DayPart.NIGHT, "深夜"),
    ],
)
def test_a_part_of_the_day_is_printed_as_such(part: DayPart, said: str) -> None:
    """No hour is printed that nobody named."""
    entry = incident(day=dt.date(2026, 3, 5), time=dt.time(22), time_about=True, time_part=part)
    text, where = when(entry)
    assert text == f"2026年3月5日{said}"
    assert "incidents.i1.time_part" in where


def test_a_rough_day_and_a_time_are_parted() -> None:
    """约2026年3月初 is no day that an hour could belong to."""
    entry = incident(
        day=dt.date(2026, 3, 1),
        day_about=True,
        day_part=MonthPart.EARLY,
        time=dt.time(22),
        time_about=True,
        time_part=DayPart.NIGHT,
        last_time=dt.time(23, 30),
    )
    assert when(entry)[0] == "约2026年3月初，深夜至23时30分"


def rough(case: Case) -> Case:
    """The case with its incidents' days and times, and those of the loan, known only roughly."""
    parts = list(MonthPart)
    incidents = tuple(
        msgspec.structs.replace(
            entry,
            day_about=True,
            day_part=parts[number % len(parts)],
            time=dt.time(22),
            time_about=True,
            time_part=DayPart.NIGHT,
        )
        for number, entry in enumerate(case.incidents)
    )
    steps = tuple(
        msgspec.structs.replace(step, day_about=True, day_part=MonthPart.MIDDLE)
        for step in case.steps
    )
    loan = msgspec.structs.replace(
        case.loan,
        signed_on=dt.date(2025, 3, 1),
        signed_on_about=True,
        signed_on_part=MonthPart.WHOLE,
        due_on=dt.date(2026, 1, 21),
        due_on_about=True,
        due_on_part=MonthPart.LATE,
    )
    return msgspec.structs.replace(case, incidents=incidents, steps=steps, loan=loan)


def test_a_letter_of_rough_days_names_no_exact_one() -> None:
    """Neither the table nor the findings nor the loan print a day or hour that nobody named."""
    case = rough(load("demo"))
    made = make(case, "cbirc", "complaint")
    exact = {f"{e.day.month}月{e.day.day}日" for e in case.incidents if e.day}
    assert exact
    told = made.text.partition("证据目录")[0]  # an exhibit has a day of its own
    assert not {day for day in exact if day in told}
    assert "22时" not in told
    assert "深夜" in made.text
    assert "合同签订于2025年3月（具体日期记不清）" in made.text
    assert "应还款日为约2026年1月下旬" in made.text


def test_an_exact_day_prints_as_before() -> None:
    """Without a part 大约 stands before the day, and only there."""
    entry = incident(day=dt.date(2026, 3, 5), day_about=True, time=dt.time(22))
    assert when(entry)[0] == "约2026年3月5日22时"


def test_a_month_alone_is_enough_for_a_period() -> None:
    """From March to April needs no remark that the days are forgotten; a row of the table does."""
    case = load("demo")
    days = {0: dt.date(2026, 3, 1), len(case.incidents) - 1: dt.date(2026, 10, 1)}
    incidents = tuple(
        msgspec.structs.replace(
            entry,
            day=days.get(number, dt.date(2026, 6, 5)),
            day_about=number in days,
            day_part=MonthPart.WHOLE if number in days else None,
        )
        for number, entry in enumerate(case.incidents)
    )
    made = make(msgspec.structs.replace(case, incidents=incidents), "cbirc", "complaint")
    period = made.letter.context["incidents"]["period"]
    assert bare(period) == "2026年3月至10月"
    assert "incidents.i1.day_part" in sources(period)
    assert "2026年3月（具体日期记不清）" in made.text
