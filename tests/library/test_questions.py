"""The questions of the interview: what the reader refuses, and what the shipped ones must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from complaintgen.library.places import data_folder
from complaintgen.library.questions import read_questions
from complaintgen.library.witness import load_witnessing
from complaintgen.model.case import LISTS, TABLES, Case
from complaintgen.model.question import Section

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
id = "loan"
order = 1
title = { zh = "借款", en = "Loan" }
intro = { zh = "说明", en = "Intro" }

[[questions]]
id = "loan.state"
kind = "choice"
text = { zh = "情况？", en = "State?" }
help = { zh = "帮助", en = "Help" }
example = { zh = "例子", en = "Example" }
choices = [
  { value = "not_due", zh = "一", en = "1" }, { value = "overdue", zh = "二", en = "2" },
  { value = "paid", zh = "三", en = "3" }, { value = "disputed", zh = "四", en = "4" },
]
"""


def sections() -> tuple[Section, ...]:
    """The shipped sections."""
    return read_questions(data_folder() / "questions")[0]


def test_shipped_questions_have_no_problem() -> None:
    """What the package ships is read without one problem."""
    found, problems = read_questions(data_folder() / "questions")
    assert [(problem.place, problem.text) for problem in problems] == []
    assert [section.order for section in found] == sorted(section.order for section in found)


def test_every_answer_of_the_case_has_a_question() -> None:
    """No field of the case is left that nobody is ever asked for."""
    both = (*sections(), *load_witnessing().sections)
    asked = {question.id for section in both for question in section.questions}
    marks = {
        "unknown",
        "id",
        "sha256",
        "original",
        "reader",
        "columns",
        "year",
        "added_on",
        "own_names",
        "owner",
        "own_number",
        "lines",
        "contact",
    }
    read = {"contacts", "passages"}  # filled in by commands of their own
    fields = {
        f"{table}.{name}": table
        for table in TABLES
        for name in type(getattr(Case(), table)).__struct_fields__
        if name not in marks
    }
    fields |= {
        f"{table}.*.{name}": table
        for table, kind in LISTS.items()
        if table not in read
        for name in kind.__struct_fields__
        if name not in marks
    }
    silent = {path for path in fields if path.endswith(("_about", "_at_least", "_part"))}
    assert set(fields) - asked - silent == set()
    siblings = {
        f"{question.id.rpartition('.')[0]}.{name}"
        for section in both
        for question in section.questions
        for name in (question.about, question.at_least, question.part)
        if name
    }
    assert siblings == silent


def test_identity_is_asked_last() -> None:
    """Who the person is comes after everything else; the situation and the letters come first."""
    order = [section.id for section in sections()]
    assert order[:2] == ["situation", "letters"]
    assert order[-1] == "complainant"


def test_the_popular_hours_are_named_as_what_they_are() -> None:
    """The 8:00–21:00 list stands in the help of the time only, as a list without a source."""
    texts = {
        question.id: question.help.zh for section in sections() for question in section.questions
    }
    holders = [path for path, text in texts.items() if "21:00" in text]
    assert holders == ["incidents.*.time"]
    assert "没有法律出处" in texts["incidents.*.time"]
    assert "22:00" in texts["incidents.*.time"]
    assert "2024年5月15日" in texts["incidents.*.time"]
    assert "2025年2月28日" in texts["incidents.*.time"]


def test_sections_survive_msgpack() -> None:
    """The form goes through the cache unchanged."""
    kind = tuple[Section, ...]
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(sections()), type=kind) == sections()


def test_good_section_has_no_problem(tmp_path: Path) -> None:
    """The sample that the broken ones are made from is sound."""
    (tmp_path / "loan.toml").write_text(GOOD, encoding="utf-8")
    assert read_questions(tmp_path)[1] == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('id = "loan.state"', 'id = "loan.colour"', "no-such-path"),
        ('id = "loan.state"', 'id = "incidents.*.kind"', "no-such-path"),
        ('zh = "情况？"', 'zh = " "', "one-language"),
        ('zh = "一", en = "1"', 'zh = "一", en = ""', "one-language"),
        ('{ value = "paid", zh = "三", en = "3" }, ', "", "wrong-choices"),
        ('value = "paid"', 'value = "gone"', "wrong-choices"),
        ('kind = "choice"', 'kind = "text"', "wrong-choices"),
        ('kind = "choice"', 'kind = "choose"', "wrong-value"),
        ("order = 1", "order = 1\ncolour = 2", "unknown-key"),
        ("order = 1", "order = ", "unreadable"),
        ("order = 1", 'order = 1\nrepeats = "horses"', "no-such-path"),
        ("order = 1", 'order = 1\nmore = { zh = "还", en = "more" }', "incomplete-list"),
        ('kind = "choice"', 'kind = "choice"\nabout = "state_about"', "no-such-path"),
        (
            'kind = "choice"',
            'kind = "choice"\nwhen = [{ path = "lender.sort" }]',
            "no-such-path",
        ),
        (
            'kind = "choice"',
            'kind = "choice"\nwhen = [{ path = "lender.kind", any_of = ["shop"] }]',
            "wrong-choices",
        ),
        (
            'kind = "choice"',
            'kind = "choice"\nwhen = [{ path = "incidents.*.kind" }]',
            "no-such-path",
        ),
    ],
)
def test_each_mistake_is_named(tmp_path: Path, old: str, new: str, code: str) -> None:
    """A broken section is refused with the code and the file of its mistake."""
    assert old in GOOD
    (tmp_path / "loan.toml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    problems = read_questions(tmp_path)[1]
    assert code in {problem.code for problem in problems}
    assert all(problem.place.startswith(("loan.toml", "questions")) for problem in problems)
    assert all(problem.text and problem.hint for problem in problems)


def test_two_sections_may_not_share_order_or_question(tmp_path: Path) -> None:
    """Two files with the same order and the same question are named."""
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    assert [problem.code for problem in read_questions(tmp_path)[1]] == ["twice", "twice"]
