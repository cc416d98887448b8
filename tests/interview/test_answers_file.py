"""Values of an answers file: as saved, or as a person types them."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from complaintgen.interview.answers_file import Answered, read_answers
from complaintgen.interview.answers_values import Found
from complaintgen.interview.prompts import Offer
from complaintgen.model.case import Case, Collector, Incident, Interview, Lender, LenderKind
from complaintgen.model.paths import get, is_unknown
from complaintgen.model.problem import Problem
from complaintgen.model.question import Words
from tests.interview.builders import sections, surroundings


def read(data: dict[str, Any], case: Case | None = None, *, language: Any = "en") -> Answered:  # noqa: ANN401
    """What the answers make of a case; every file is there."""
    around = surroundings(language=language)
    look = lambda path: Found(path, "1" * 64)  # noqa: E731
    return read_answers(case or Case(), data, sections(), around, look, place="x.toml")


def test_an_answer_takes_the_place_of_one_left_empty() -> None:
    """Left empty in the interview, given in the file: only the answer stands, others stay empty."""
    case = Case(interview=Interview(passed=("lender.code", "lender.address")))
    answered = read({"lender": {"code": "91110000MA0000000X"}}, case)
    assert answered.case.lender.code == "91110000MA0000000X"
    assert answered.case.interview.passed == ("lender.address",)


@pytest.mark.parametrize(
    ("path", "raw", "kept"),
    [
        ("lender.kind", "bank", LenderKind.BANK),
        ("lender.kind", "Bank (a loan, not a credit card)", LenderKind.BANK),
        ("lender.kind", "消费金融公司", LenderKind.CONSUMER_FINANCE),
        ("lender.phone", 9500000001, "9500000001"),
        ("loan.signed_on", date(2026, 3, 5), date(2026, 3, 5)),
        ("loan.signed_on", "2026年3月5日", date(2026, 3, 5)),
        ("loan.principal", 12000, Decimal(12000)),
        ("loan.principal", Decimal("0.5"), Decimal("0.5")),
        ("loan.principal", "1.2万", Decimal(12000)),
        ("incidents.i1.time", time(22, 15, 30), time(22, 15, 30)),
        ("incidents.i1.time", "晚上十点", time(22)),
        ("incidents.i1.count", 3, 3),
        ("incidents.i1.count", "３次", 3),
        ("incidents.i1.acts", ["威胁", "insult"], ("threat", "insult")),
        ("incidents.i1.acts", "威胁，辱骂", ("threat", "insult")),
        ("incidents.i1.words", "一\n\n二 ", "一\n\n二 "),
        ("incidents.i1.by", "lender", "lender"),
        ("incidents.i1.by", "示例银行", "lender"),
        ("collectors.c1.numbers", ["10012340001", 9500000001], ("10012340001", "9500000001")),
        ("steps.s1.asked_to_stop", True, True),
        ("steps.s1.asked_to_stop", "否", False),
        ("steps.s1.asked_to_stop", "Yes", True),
        ("complainant.id_kind", "居民身份证", "resident_id"),
    ],
)
def test_a_value_is_understood(path: str, raw: object, kept: object) -> None:
    """The same types as in case.toml, the same words as in the interview, in both languages."""
    table, _, rest = path.partition(".")
    item, _, field = rest.rpartition(".")
    told = {field: raw}
    data = {table: [{"id": item, **told}] if item else told}
    answered = read(data, Case(lender=Lender(name="示例银行")))
    assert answered.wrong == ()
    assert get(answered.case, path) == kept


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("loan.principal", Decimal("NaN")),
        ("loan.principal", True),
        ("incidents.i1.count", 100_001),
        ("incidents.i1.count", 1.5),
        ("incidents.i1.count", 0),
        ("incidents.i1.count", "没有"),
        ("incidents.i1.day", time(3)),
        ("incidents.i1.acts", ["threat", 3]),
        ("incidents.i1.by", "somebody"),
        ("incidents.i1.proofs", ["p9"]),
        ("incidents.i1.kind", ["call"]),
        ("lender.kind", ""),
        ("lender.name", ["x"]),
        ("lender.name", {"x": 1}),
        ("incidents.i1.words", 3.5),
        ("complainant.phone", "不清楚"),
        ("collectors.c1.numbers", [["1"]]),
    ],
)
def test_a_value_that_is_none_is_a_problem(path: str, raw: object) -> None:
    """With its key, and the case stays without it."""
    table, _, rest = path.partition(".")
    item, _, field = rest.rpartition(".")
    answered = read({table: [{"id": item, field: raw}] if item else {field: raw}})
    (problem,) = answered.wrong
    assert problem.place.endswith(f".{field}")
    assert problem.hint


def test_marks_come_from_the_text_or_stand_beside_it() -> None:
    """大约 in the text, or the key beside; an exact answer takes the earlier mark away."""
    rough = read({"loan": {"principal": "大约1.2万", "signed_on": date(2026, 3, 5)}})
    assert rough.case.loan.principal_about
    assert not rough.case.loan.signed_on_about
    beside = {"signed_on": date(2026, 3, 5), "signed_on_about": True}
    assert read({"loan": beside}).case.loan.signed_on_about
    exact = read({"loan": {"principal": 12000}}, rough.case)
    assert not exact.case.loan.principal_about


def test_unknown_takes_an_answer_back_and_an_answer_takes_unknown_back() -> None:
    """不清楚 and an answer never stand side by side."""
    unsure = read({"lender": {"unknown": ["seat"]}}, Case(lender=Lender(seat="重庆")))
    assert is_unknown(unsure.case, "lender.seat")
    assert unsure.case.lender.seat is None
    sure = read({"lender": {"seat": "四川"}}, unsure.case)
    assert not is_unknown(sure.case, "lender.seat")


def test_an_identity_number_is_judged_by_its_kind() -> None:
    """The kind of paper is read first, wherever it stands in the file."""
    answers = {"id_number": "12345678", "id_kind": "居民身份证"}
    assert [note.place for note in read({"complainant": answers}).notes] == [
        "x.toml: complainant.id_number"
    ]
    assert read({"complainant": answers | {"id_kind": "护照"}}).notes == ()


def test_items_get_free_ids_in_the_order_of_the_file() -> None:
    """Ids of the case and ids named later in the file are not given twice."""
    case = Case(incidents=(Incident(id="i1"),))
    items = [{"count": 2}, {"id": "i2", "count": 3}, {"count": 4}]
    found = read({"incidents": items}, case).case.incidents
    assert [(item.id, item.count) for item in found] == [
        ("i1", None),
        ("i3", 2),
        ("i2", 3),
        ("i4", 4),
    ]


def test_two_of_the_same_name_are_not_guessed() -> None:
    """A name that two collectors have names neither."""
    case = Case(collectors=(Collector(id="c1", name="示例"), Collector(id="c2", name="示例")))
    (problem,) = read({"incidents": [{"by": "示例"}]}, case).wrong
    assert problem.code == "no-such-answer"


def test_a_list_that_is_there_is_complete() -> None:
    """An empty list says that there is none; one that is not mentioned stays open."""
    done = read({"proofs": [], "incidents": [{"count": 1}]}).case.interview.done
    assert set(done) == {"proofs", "incidents"}


def test_requests_once_answered_count_as_offered() -> None:
    """As in the interview: a letter that is chosen later has its own requests."""
    data = {"letters": ["body/complaint"], "wishes": {"requests": ["停止骚扰"]}}
    interview = read(data).case.interview
    assert interview.done == ("wishes.requests:body/complaint",)


def test_what_may_be_asked_for_can_hang_on_an_answer_beside_it() -> None:
    """A request only for who wants interest and fees worked out, wished for in the same table."""

    def offers(case: Case) -> tuple[Offer, ...]:
        return (Offer("reduce", Words(zh="调减", en="Reduce")),) if case.wishes.charges else ()

    around = replace(surroundings(), requests_for=offers)
    data = {"letters": ["body/complaint"], "wishes": {"requests": ["reduce"], "charges": True}}
    look = lambda path: Found(path, "1" * 64)  # noqa: E731
    answered = read_answers(Case(), data, sections(), around, look, place="x.toml")
    assert not answered.wrong
    assert answered.case.wishes.requests == ("reduce",)


def test_files_are_only_looked_for() -> None:
    """Copying comes after everything was right; a file that is in the case already stays."""
    answered = read({"proofs": [{"file": "a.png"}]})
    assert answered.files == (("p1", Found("a.png", "1" * 64)),)
    missing = read_answers(
        Case(),
        {"proofs": [{"file": "a.png"}]},
        sections(),
        surroundings(),
        lambda path: Problem("not-attached", path, "{path}", "hint", {"path": path}),
        place="x",
    )
    assert [problem.place for problem in missing.wrong] == ["x: proofs[1].file"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.dates() | st.times(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "unknown", "day", "by", "acts", "x"]), inner)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(["letters", "interview", "lender", "incidents", "proofs", "wishes", "x"])


@given(data=st.dictionaries(KEYS, VALUES))
def test_no_data_make_the_reader_fail(data: dict[str, Any]) -> None:
    """Whatever stands in the file, the outcome is a case or a list of problems."""
    answered = read(data)
    assert all(problem.place.startswith("x.toml") for problem in answered.wrong)
