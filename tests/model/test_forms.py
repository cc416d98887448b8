"""From plain data to forms: every mistake is found, with its key and what is expected."""

from __future__ import annotations

from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from complaintgen.model.case import Case, LenderKind
from complaintgen.model.forms import build, expectation
from complaintgen.model.question import Form


class Leaf(Form, frozen=True, kw_only=True):
    """A table below another."""

    id: str = ""
    size: Annotated[int, Meta(ge=1, le=9)]


class Tree(Form, frozen=True, kw_only=True):
    """A table with all that a form may hold."""

    top: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    named: dict[str, Leaf] = {}  # noqa: RUF012 (msgspec copies it)
    words: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        ({"top": 3}, "x.toml: top", "Expected a table, but this is a whole number."),
        (
            {"leaves": {"size": 1}},
            "x.toml: leaves",
            "Expected a list of tables, but this is a table.",
        ),
        (
            {"leaves": [{"size": 1}, 5]},
            "x.toml: leaves[2]",
            "Expected a table, but this is a whole number.",
        ),
        ({"leaves": [{"id": "a"}]}, "x.toml: leaves[a]", "The key “size” is missing."),
        ({"named": [1]}, "x.toml: named", "Expected a table of tables, but this is a list."),
        ({"named": {"a": {"size": 0}}}, "x.toml: named.a.size", "“0” is not a whole number"),
        ({"words": ["a", 1]}, "x.toml: words", "is not a list, each item text"),
        ({"tops": {}}, "x.toml", "There is no key “tops” here."),
        ({"zzzzzz": {}}, "x.toml", "There is no key “zzzzzz” here."),
    ],
)
def test_each_mistake_has_its_place(data: dict[str, object], place: str, words: str) -> None:
    """The place is the file and the path of keys; an item of a list goes by its id."""
    form, (problem,) = build(Tree, data, "x.toml")
    assert form is None
    assert problem.place == place
    assert words in problem.text
    assert "{" not in problem.hint.format(**problem.values)


def test_all_mistakes_are_found_at_once() -> None:
    """Four mistakes on three levels are four problems."""
    data = {"top": {"size": 99}, "leaves": [{}, {"size": "1"}], "wrods": []}
    _, problems = build(Tree, data, "x.toml")
    assert sorted(problem.code for problem in problems) == [
        "missing-key",
        "unknown-key",
        "wrong-value",
        "wrong-value",
    ]
    assert any("“words”" in p.hint.format(**p.values) for p in problems)


def test_right_data_become_the_form() -> None:
    """Tables, lists and tables of tables, to the last value."""
    data = {"top": {"size": 1}, "leaves": [{"id": "a", "size": 2}], "named": {"b": {"size": 9}}}
    form, problems = build(Tree, data, "x.toml")
    assert problems == ()
    assert form == Tree(top=Leaf(size=1), leaves=(Leaf(id="a", size=2),), named={"b": Leaf(size=9)})


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (bool, "true or false"),
        (LenderKind | None, "one of bank, credit_card"),
        (Annotated[int, Meta(ge=0, le=5)], "a whole number (at least 0; at most 5)"),
        (Annotated[str, Meta(pattern="^a$")], "text in quotation marks (pattern ^a$)"),
        (tuple[bool, ...], "a list, each item true or false"),
    ],
)
def test_what_is_expected_is_said_in_words(kind: object, words: str) -> None:
    """A person reads what to write, not the name of a type."""
    assert expectation(kind).startswith(words)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*Case.__struct_fields__, "id", "name", "day", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*Case.__struct_fields__, "nonsense"]), JSON, max_size=6))
def test_no_data_break_it(data: dict[str, object]) -> None:
    """Whatever stands in a file: a case that says it again, or problems; never an exception."""
    case, problems = build(Case, data, "case.toml")
    assert (case is None) == bool(problems)
    if case is not None:
        assert build(Case, msgspec.to_builtins(case), "case.toml") == (case, ())
