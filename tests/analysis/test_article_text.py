"""Chinese numbers and the paragraphs and items of articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.analysis.article_text import (
    Reference,
    english_number,
    has_item,
    paragraphs,
    passages,
    printed_number,
    reference,
    to_number,
    to_numeral,
)
from complaintgen.model.law import Article, Item, TextStatus
from complaintgen.model.sourced import Confidence

TEXT = "有下列行为之一的：\n（一）甲；\n（二）乙。\n前款第二项的，从重。"


def article(text: str | None, **more: object) -> Article:
    """A verified, verbatim article."""
    fields = {
        "number": "第五十条",
        "summary": "",
        "text_status": TextStatus.VERBATIM,
        "confidence": Confidence.SURE,
        "text": text,
    }
    return Article(**(fields | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("五", 5),
        ("十", 10),
        ("十二", 12),
        ("四十", 40),
        ("九十九", 99),
        ("一百一十一", 111),
        ("二百零七", 207),
        ("二百九十三", 293),
        ("一千零三十三", 1033),
        ("一千二百六十", 1260),
        ("50", 50),
        ("５０", 50),
    ],
)
def test_numerals_are_read(numeral: str, number: int) -> None:
    """Han numerals as statutes write them, and digits of either width."""
    assert to_number(numeral) == number


@given(st.integers(min_value=1, max_value=99))
def test_a_numeral_is_read_back(number: int) -> None:
    """What is printed for a 款 or 项 is read as the same number."""
    assert to_number(to_numeral(number)) == number


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("第五十条", Reference(50)),
        ("第50条", Reference(50)),
        ("五十", Reference(50)),
        ("50", Reference(50)),
        ("第五十条第一款第五项", Reference(50, paragraph=1, item=5)),
        ("第五十条第一款第（五）项", Reference(50, paragraph=1, item=5)),
        ("第四十二条第六项", Reference(42, item=6)),
        ("第二百九十三条之一", Reference(293, inserted=1)),
        ("民法典", None),
        ("22:00", None),
        ("", None),
    ],
)
def test_references_are_read(word: str, expected: Reference | None) -> None:
    """Every way in which people name an article, and nothing else."""
    assert reference(word) == expected


@given(st.text(max_size=20))
def test_reading_a_reference_never_fails(word: str) -> None:
    """Any word at all is a reference or None."""
    assert reference(word) is None or reference(word)


def test_a_text_falls_into_paragraphs_and_items() -> None:
    """A line that begins with a number in brackets is an item of the paragraph before it."""
    first, second = paragraphs(TEXT)
    assert first.items == {1: "甲；", 2: "乙。"}
    assert second.items == {}


def test_narrow_brackets_mark_items_too() -> None:
    """Some regulations print (一) with narrow brackets."""
    assert paragraphs("甲：\n(一)乙；\n(十)丙。")[0].items == {1: "乙；", 10: "丙。"}


@pytest.mark.parametrize(
    ("item", "there"),
    [
        (Item(paragraph=1), True),
        (Item(paragraph=1, item=2), True),
        (Item(paragraph=1, item=3), False),
        (Item(paragraph=2), True),
        (Item(paragraph=2, item=1), False),
        (Item(paragraph=3), False),
    ],
)
def test_only_real_items_exist(item: Item, *, there: bool) -> None:
    """An item must stand in the paragraph that is named."""
    assert has_item(TEXT, item) is there


def test_the_paragraph_is_named_where_there_are_several() -> None:
    """第一款 is said only once, and only where there is a second one."""
    items = (Item(paragraph=1, item=1), Item(paragraph=1, item=2), Item(paragraph=2))
    assert printed_number(article(TEXT), items) == "第五十条第一款第一项、第二项、第二款"
    single = article("甲：\n（一）乙。")
    assert printed_number(single, (Item(paragraph=1, item=1),)) == "第五十条第一项"
    assert printed_number(single, (Item(paragraph=1),)) == "第五十条"
    assert printed_number(single, ()) == "第五十条"


def test_items_of_one_paragraph_are_named_together_in_english() -> None:
    """One word for several items or paragraphs; an article alone is its number."""
    items = (Item(paragraph=1, item=1), Item(paragraph=1, item=2), Item(paragraph=2))
    assert english_number(article(TEXT), items[:2]) == "Article 50, paragraph 1, items 1 and 2"
    assert (
        english_number(article(TEXT), items)
        == "Article 50, paragraph 1, items 1 and 2, paragraph 2"
    )
    whole = (Item(paragraph=1), Item(paragraph=2))
    assert english_number(article(TEXT), whole) == "Article 50, paragraphs 1 and 2"
    assert english_number(article(TEXT), ()) == "Article 50"
    assert english_number(article(TEXT, number_verified=False), ()) == ""


@pytest.mark.parametrize(
    ("number", "english"),
    [
        ("第一部分第（五）项", "Part 1, item 5"),
        ("第二条第2项", "Article 2, item 2"),
        ("第三条第二款第一项", "Article 3, paragraph 2, item 1"),
        ("第一项", "item 1"),
        ("二", "Section 2"),
        ("二（二）", "Section 2, item 2"),
        ("二（一）4", "Section 2, item 1, point 4"),
        ("5.6 投诉处理", "clause 5.6"),
        ("第二百九十三条之一", "Article 293-1"),
    ],
)
def test_what_is_numbered_otherwise_is_numbered_in_english_too(number: str, english: str) -> None:
    """Parts, outline numbers and items that stand in the number itself are not lost."""
    assert english_number(article(TEXT, number=number), ()) == english


def test_the_paragraph_of_a_text_from_elsewhere_is_not_named() -> None:
    """Lines of a wording that was not taken from the law need not be its paragraphs."""
    secondary = article(TEXT, text_status=TextStatus.QUOTED_SECONDARY)
    assert printed_number(secondary, (Item(paragraph=1, item=2),)) == "第五十条第二项"


def test_an_unverified_number_is_not_printed() -> None:
    """The instrument is cited alone."""
    assert printed_number(article(TEXT, number_verified=False), ()) == ""


def test_passages_are_pieces_of_the_text() -> None:
    """Items come without their mark; without items it is the whole text."""
    items = (Item(paragraph=1, item=2), Item(paragraph=2))
    assert passages(article(TEXT), items) == ("乙。", "前款第二项的，从重。")
    assert passages(article(TEXT), ()) == (TEXT,)
    assert passages(article(None), ()) == ()
