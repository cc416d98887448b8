"""Phrases keep their sources; days, hours, numbers and money as they are said."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.letters.phrases import (
    Speaker,
    bare,
    fill,
    is_closed,
    join,
    overlapping,
    phrase,
    plain,
    sources,
)
from tests.scenarios.making import data

SAY = Speaker(data().wording)
TEXTS = st.lists(st.tuples(st.text(), st.text(min_size=1)), max_size=4).map(
    lambda pairs: tuple(phrase(text, source) for text, source in pairs)
)


@given(TEXTS, TEXTS)
def test_a_filled_pattern_loses_neither_words_nor_sources(
    first: tuple[dict[str, object], ...], second: tuple[dict[str, object], ...]
) -> None:
    """Everything that goes into the slots comes out, in order, with its sources."""
    made = fill("A{one}B{two}C", one=first, two=second)
    assert bare(made) == f"A{bare(first)}B{bare(second)}C"
    assert sources(made) == tuple(dict.fromkeys((*sources(first), *sources(second))))


@given(st.text())
def test_a_source_never_holds_white_space(source: str) -> None:
    """Sources are written one after another with spaces between them."""
    assert all(not any(c.isspace() for c in name) for name in phrase("x", source)["from"])


def test_empty_texts_are_passed_over_when_joined() -> None:
    """Between two texts stands one separator, around nothing none."""
    assert bare(join((plain("a"), (), plain("b"), ()), "、")) == "a、b"


@pytest.mark.parametrize(
    ("time", "about", "said"),
    [
        (dt.time(22, 10), False, "22时10分"),
        (dt.time(22, 0), False, "22时"),
        (dt.time(8, 5), True, "约8时05分"),
        (dt.time(0, 0), False, "0时"),
    ],
)
def test_times(time: dt.time, about: bool, said: str) -> None:  # noqa: FBT001
    """The full hour goes without minutes; 大约 is said."""
    assert bare(SAY.time(time, about=about)) == said


def test_days_counts_and_money() -> None:
    """Days without leading zeros, 至少 before the number, money parted by thousands."""
    assert bare(SAY.date(dt.date(2026, 3, 5), about=True)) == "约2026年3月5日"
    assert bare(SAY.count(12, "次", at_least=True)) == "至少12次"
    assert bare(SAY.amount(Decimal(12000))) == "12,000元"
    assert bare(SAY.amount(Decimal("38650.5"))) == "38,650.50元"
    assert bare(SAY.amount(Decimal(12000), about=True)) == "约12,000元"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("李经理", "自称“李经理”"),
        ("自称李经理", "自称“李经理”"),
        ("自称“法务部”工作人员，姓赵", "自称“法务部”工作人员，姓赵"),
        ("“法务部”工作人员", "自称“法务部”工作人员"),
    ],
)
def test_who_a_caller_claimed_to_be_is_quoted_once(words: str, said: str) -> None:
    """Neither 自称 nor the quotation marks are said twice, however the answer was written."""
    assert bare(SAY.claimed(words, "incidents.i1.caller")) == said


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("好。", True),
        ("他说：“好。”", True),
        ("好", False),
        ("好”", False),
        ("好（真的）", False),
        ("", False),
    ],
)
def test_a_full_stop_is_set_once(text: str, closed: bool) -> None:  # noqa: FBT001
    """A text that ends with a mark, also inside quotation marks, gets no second one."""
    assert is_closed(text) is closed


@given(st.text(), st.text())
def test_an_overlap_holds_both_words(first: str, second: str) -> None:
    """Two words made one begin with the first and end with the second."""
    merged = overlapping(first, second)
    if merged:
        assert merged.startswith(first)
        assert merged.endswith(second)
        assert len(merged) < len(first) + len(second)
