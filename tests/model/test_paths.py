"""Paths into a case: splitting, reading, replacing, and the types of answers."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import msgspec
import pytest

from complaintgen.model import paths
from complaintgen.model.case import LISTS, Act, Case, Collector, Complainant, Incident, LenderKind

CASE = Case(
    complainant=Complainant(name="陈某甲", unknown=("email",)),
    incidents=(Incident(id="i1", day=dt.date(2026, 3, 1)), Incident(id="i2")),
    collectors=(Collector(id="c1"),),
)


@pytest.mark.parametrize(
    ("path", "parts", "pattern"),
    [
        ("complainant.name", ("complainant", None, "name"), "complainant.name"),
        ("incidents.i1.day", ("incidents", "i1", "day"), "incidents.*.day"),
    ],
)
def test_a_path_and_its_question(
    path: str, parts: tuple[str, str | None, str], pattern: str
) -> None:
    """A path falls into table, item and field; its question stands for all items."""
    assert paths.split(path) == parts
    assert paths.pattern(path) == pattern


@pytest.mark.parametrize("path", ["", "name", "incidents.day", "complainant.x.name", "a.b.c.d"])
def test_what_is_no_path_is_refused(path: str) -> None:
    """A list needs an item, a single table has none."""
    with pytest.raises(KeyError):
        paths.split(path)
    assert not paths.is_path(path)


def test_an_answer_is_replaced_in_a_copy() -> None:
    """Only that answer changes, only in the copy, and only where the item exists."""
    changed = paths.replace(CASE, "incidents.i2.day", dt.date(2026, 3, 2))
    assert paths.get(changed, "incidents.i2.day") == dt.date(2026, 3, 2)
    assert paths.get(CASE, "incidents.i2.day") is None
    assert msgspec.structs.replace(changed, incidents=CASE.incidents) == CASE
    with pytest.raises(KeyError):
        paths.replace(CASE, "incidents.i9.day", None)


def test_not_knowing_is_an_answer() -> None:
    """不清楚 counts as answered; a table of a list that is not there is not."""
    assert paths.is_unknown(CASE, "complainant.email")
    assert paths.is_answered(CASE, "complainant.email")
    assert paths.is_answered(CASE, "complainant.name")
    assert not paths.is_answered(CASE, "complainant.phone")
    assert not paths.is_answered(CASE, "incidents.i9.day")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("complainant.name", str),
        ("lender.kind", LenderKind),
        ("incidents.*.day", dt.date),
        ("incidents.*.day_about", bool),
        ("letters", tuple[str, ...]),
        ("incidents.day", None),
        ("complainant.*.name", None),
        ("complainant.nick", None),
        ("format.x", None),
        ("horses.*.name", None),
        ("interview.passed", tuple[str, ...]),
    ],
)
def test_the_type_of_an_answer(question: str, kind: object) -> None:
    """The type without `None`; nothing for what is no field of a case."""
    assert paths.field_type(question) == kind


def test_the_closed_sets_of_answers() -> None:
    """An enumeration, or a list of one, has members; anything else is open."""
    assert paths.members(paths.field_type("lender.kind")) == tuple(LenderKind)
    assert paths.members(paths.field_type("incidents.*.acts")) == tuple(Act)
    assert paths.members(paths.field_type("complainant.name")) == ()


def test_every_field_of_the_case_has_a_type() -> None:
    """All that a question may name is found, in single tables and in lists."""
    for name, kind in LISTS.items():
        for field in kind.__struct_fields__:
            found = paths.field_type(f"{name}.*.{field}")
            assert found is not None
            assert type(None) not in get_args(found)
