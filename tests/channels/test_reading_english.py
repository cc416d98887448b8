"""The English of reading copies: what a native reader would stumble over stands in none of them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import pytest

from complaintgen.analysis.article_text import english_number, printed_number
from complaintgen.filing.prepare import State, prepare, write_letter
from complaintgen.filing.reading_copy import has_reading_copy, reading_html
from complaintgen.library.package import load
from complaintgen.render.reader import Grid, Leaf, Reader, settle
from tests.scenarios.making import TODAY, data
from tests.scenarios.making import load as load_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaintgen.library.package import Library
    from complaintgen.render.reader import Piece

CASES = (
    "demo",
    "bank-card",
    "consumer-finance",
    "charges-consumer-finance",
    "guarantee-company",
    "microloan-plan",
    "p2p-2019",
    "private-loan-2020-03",
    "unlicensed-threats",
)
OWN = "[in Chinese:]"
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
TITLES = "(?:Law|Code|Measures|Provisions)"
NOUN = "(?:call|message|visit|post|paper|day|minute|second|hour|time|instance|repayment|instalment)"
TEXT = "(?:Law|Code|Measures|Provisions|Regulations?|Opinions|Guidelines|Notice|Convention)"


@cache
def library() -> Library:
    """The package data."""
    return load()


@cache
def written() -> tuple[tuple[str, str], ...]:
    """Every block and cell of every reading copy of the cases, as `where` and its own words.

    What is marked as written or received in Chinese is left out.
    """
    lib = library()
    english = msgspec.structs.replace(lib, wording=lib.reading)
    found = []
    for label in CASES:
        case = load_case(label)
        for name in lib.letter_ids():
            if not has_reading_copy(data().templates, name):
                continue
            prepared = prepare(case, lib, name, TODAY)
            draft = prepared.state is not State.READY or bool(prepared.needs)
            letter = write_letter(case, english, prepared, TODAY, draft=draft)
            html = reading_html(data().templates, letter)
            found += [(f"{label} {name}", text) for text in _texts(html)]
    return tuple(found)


def _texts(html: str) -> Iterator[str]:
    for block in Reader().read(html):
        if isinstance(block, Leaf):
            yield _ours(settle(block.pieces))
        elif isinstance(block, Grid) and block.style != "sums":
            rows = (*block.head, *block.body)
            yield from (_ours(settle(cell.pieces)) for row in rows for cell in row)


def _ours(pieces: Iterable[Piece]) -> str:
    return "".join("X" if piece.text.startswith(OWN) else piece.text for piece in pieces)


def faults(pattern: str) -> list[tuple[str, str]]:
    """Where a regular expression is found."""
    found = ((where, re.search(f".{{0,40}}{pattern}.{{0,20}}", text)) for where, text in written())
    return [(where, fault[0]) for where, fault in found if fault]


@pytest.mark.parametrize(
    "pattern",
    [
        rf"{TEXT}(?: \([^)]*\))?, (?:Article|Part|Section|clause) \d+(?:[;.]|, (?:item|para)|$)",
        r"breach(?:es|ing) (?:the )?[A-Z]",
        rf"(?:breach of|reference to|Under|under) (?:[A-Z][a-z]+ )*{TITLES}\b",
    ],
)
def test_an_article_stands_before_its_text(pattern: str) -> None:
    """Article 991 of the Civil Code, never Civil Code, Article 991; a text has its “the”."""
    assert faults(pattern) == []


@pytest.mark.parametrize("pattern", [rf"\b1 {NOUN}s\b", rf"\b(?:0|[2-9]|\d\d+) {NOUN}\b"])
def test_one_is_one_and_several_are_several(pattern: str) -> None:
    """1 call, 2 calls: the noun goes with its number."""
    assert faults(pattern) == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:\d|[一二三四五六七八九十百千])(?:年|月|日|时|小时|分钟?|秒|次|条|份|元|万)",
        rf"\b\d{{1,2}} {MONTH}\b(?! \d{{4}})",
        rf"{MONTH} \d{{1,2}}\b",
        r"\d{4}-\d\d-\d\d",
        r"(?:CNY|¥|yuan)",
        r"\d RMB\b",
    ],
)
def test_dates_money_and_lengths_have_one_form(pattern: str) -> None:
    """3 March 2026, RMB 12,000, 3 minutes 20 seconds: no other form, no Chinese unit."""
    assert faults(pattern) == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b([A-Za-z]+) \1\b(?<!had had)",
        r" [,.;:]",
        r"[,;:]{2}|\.\.(?!\.)",
        r", (?:on|from) [^,;]{3,40} I (?:made|repaid)",
        r"\bmandated\b",
        r"\bby way of\b",
        r"\b(?:told by|According to) (?:mother|father|colleague|friend|relative|neighbour)\b",
    ],
)
def test_what_templates_leave_behind_is_in_none(pattern: str) -> None:
    """No word twice, no stray mark, no comma between two sentences, no word-by-word rendering."""
    assert faults(pattern) == []


def test_every_number_of_an_article_has_english() -> None:
    """What a letter prints of an article's number is not lost in its copy."""
    articles = [each for text in library().law.instruments.values() for each in text.articles]
    numbered = [each for each in articles if printed_number(each, ())]
    assert [each.number for each in numbered if not english_number(each, ())] == []


def test_everything_is_looked_at() -> None:
    """The cases reach all letters, and there is much to look at."""
    names = {where.split()[1] for where, _ in written()}
    assert names == set(library().letter_ids())
    assert len(written()) > 3000
