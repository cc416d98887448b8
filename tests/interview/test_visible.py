"""Texts on their way to the terminal: nothing steers it, nothing is broken by its edge."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.interview.visible import visible, width, wrap


@given(st.text())
def test_nothing_hidden_reaches_the_terminal(text: str) -> None:
    """Of control, bidi and invisible characters only line ends are left."""
    categories = {unicodedata.category(sign) for sign in visible(text) if sign != "\n"}
    assert not categories & {"Cc", "Cs", "Zl", "Zp"}
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u200b\u200e\ufeff\u00ad") & set(
        visible(text)
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a〚U+001B〛[31mb"),
        ("\u202e倒", "〚U+202E〛倒"),
        ("a\tb\nc", "a b\nc"),
        ("\x9b2J", "〚U+009B〛2J"),
        ("堃喆镕昇頔玥㛃䶮𬱖", "堃喆镕昇頔玥㛃䶮𬱖"),
    ],
)
def test_marks_say_what_was_there(text: str, shown: str) -> None:
    """A hidden character is shown by its number; rare names stay as they are."""
    assert visible(text) == shown


@given(
    st.text(alphabet=st.sampled_from("甲乙丙，。；、（）“”ab cd-1 "), max_size=120),
    st.integers(12, 80),
)
def test_lines_fit_and_nothing_is_lost(text: str, columns: int) -> None:
    """No line is wider than the window, and all but white space is there in its order."""
    lines = wrap(text, columns)
    assert max(width(line) for line in lines) <= columns
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("columns", [20, 38, 60])
def test_closing_marks_do_not_begin_a_line(columns: int) -> None:
    """A comma stays with what it follows, a bracket with what it opens."""
    text = "看合同里的“贷款人”（出借人、授信方），不是应用的名字。查不到也没关系，选“不清楚”。" * 3
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert not any(line[0] in "，。、）”" for line in lines)
    assert not any(line[-1] in "（“" for line in lines)


def test_words_are_not_torn() -> None:
    """English breaks between words; only a word longer than the line is cut."""
    assert wrap("one two three four", 11) == ["one two", "three four"]
    assert all(width(line) <= 10 for line in wrap("x" * 35, 10))
