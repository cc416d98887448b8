"""What stands in the line when a person comes back to an answer reads to the same answer."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintgen.interview.describe import item_label, typed
from complaintgen.interview.reading import Around, Understood, read
from complaintgen.interview.steps import Step, StepKind
from complaintgen.library import package
from complaintgen.library.texts import install
from complaintgen.model.case import Case, DayPart, Incident, Loan, MonthPart
from complaintgen.model.rough import SPANS, first_day

if TYPE_CHECKING:
    from complaintgen.model.question import Question, Section

TODAY = dt.date(2026, 11, 21)
DAYS = st.dates(dt.date(1900, 1, 1), TODAY)
NUMBERS = st.from_regex(r"1[3-9][0-9]{9}|95[0-9]{3,8}|106[0-9]{8,14}|0755[0-9]{8}", fullmatch=True)


@pytest.fixture(scope="module")
def asked() -> dict[str, tuple[Section, Question]]:
    """Every question of the package, by its id."""
    sections = package.load().sections
    return {
        question.id: (section, question) for section in sections for question in section.questions
    }


def back(
    asked: dict[str, tuple[Section, Question]],
    case: Case,
    path: str,
    language: Any,  # noqa: ANN401
) -> Understood:
    """What is read when the answer of a case is typed again as it is shown."""
    question_id = path.replace(".i1.", ".*.")
    section, question = asked[question_id]
    step = Step(path, section, StepKind.ASK, question, "i1" if ".i1." in path else None, 1)
    reading = read(question, typed(case, step, install(language)), Around(TODAY))
    assert isinstance(reading, Understood), reading
    return reading


LANGUAGES = st.sampled_from(["zh", "en"])


@settings(deadline=None)
@given(LANGUAGES, DAYS, st.none() | st.sampled_from(MonthPart), st.booleans())
def test_days(
    asked: dict[str, tuple[Section, Question]],
    language: str,
    day: dt.date,
    part: MonthPart | None,
    about: bool,  # noqa: FBT001
) -> None:
    """Exact, about and rough days."""
    if part is not None:
        day, about = first_day(part, day.year, day.month), True
    case = Case(incidents=(Incident(id="i1", day=day, day_about=about, day_part=part),))
    found = back(asked, case, "incidents.i1.day", language)
    assert (found.value, found.about, found.part) == (day, about, part)


@settings(deadline=None)
@given(
    LANGUAGES,
    st.times().map(lambda time: time.replace(microsecond=0)),
    st.none() | st.sampled_from(DayPart),
    st.booleans(),
)
def test_times(
    asked: dict[str, tuple[Section, Question]],
    language: str,
    time: dt.time,
    part: DayPart | None,
    about: bool,  # noqa: FBT001
) -> None:
    """Exact, about and rough times."""
    if part is not None:
        time, about = SPANS[part].first, True
    case = Case(incidents=(Incident(id="i1", time=time, time_about=about, time_part=part),))
    found = back(asked, case, "incidents.i1.time", language)
    assert (found.value, found.about, found.part) == (time, about, part)


@settings(deadline=None)
@given(LANGUAGES, st.integers(0, 10**13).map(lambda fen: Decimal(fen) / 100), st.booleans())
def test_amounts(
    asked: dict[str, tuple[Section, Question]],
    language: str,
    amount: Decimal,
    about: bool,  # noqa: FBT001
) -> None:
    """Exact and rough amounts."""
    case = Case(loan=Loan(claimed=amount, claimed_about=about))
    found = back(asked, case, "loan.claimed", language)
    assert (found.value, found.about) == (amount, about)


@settings(deadline=None)
@given(LANGUAGES, st.integers(1, 100_000), st.booleans())
def test_counts(
    asked: dict[str, tuple[Section, Question]],
    language: str,
    count: int,
    at_least: bool,  # noqa: FBT001
) -> None:
    """Counts that may be higher too."""
    case = Case(incidents=(Incident(id="i1", count=count, count_at_least=at_least),))
    found = back(asked, case, "incidents.i1.count", language)
    assert (found.value, found.at_least) == (count, at_least)


@settings(deadline=None)
@given(LANGUAGES, NUMBERS)
def test_numbers(asked: dict[str, tuple[Section, Question]], language: str, number: str) -> None:
    """Numbers in their normal form."""
    first = back(
        asked, Case(incidents=(Incident(id="i1", number=number),)), "incidents.i1.number", language
    )
    again = Case(incidents=(Incident(id="i1", number=str(first.value)),))
    assert back(asked, again, "incidents.i1.number", language).value == first.value


def test_an_item_is_called_by_its_rough_day() -> None:
    """The list of things that happened never shows the first moment of a part as exact."""
    entry = Incident(
        id="i1",
        day=dt.date(2026, 3, 1),
        day_about=True,
        day_part=MonthPart.EARLY,
        time=dt.time(22),
        time_about=True,
        time_part=DayPart.NIGHT,
    )
    label = item_label(Case(incidents=(entry,)), "incidents", "i1", 1, install("zh"))
    assert label == "1. 2026年3月初 深夜"
    exact = msgspec.structs.replace(entry, day_part=None, time_part=None)
    label = item_label(Case(incidents=(exact,)), "incidents", "i1", 1, install("zh"))
    assert label == "1. 2026-03-01 22:00"
