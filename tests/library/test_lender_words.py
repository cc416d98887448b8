"""The reader of `data/wording/lender_words.toml`: good data, and one broken sample per mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from complaintgen.library.lender_words import COMPANIES, FILE, read_companies, read_lender_words
from complaintgen.library.places import data_folder
from complaintgen.model.lender import LenderWords

if TYPE_CHECKING:
    from pathlib import Path

GOOD = (data_folder() / FILE).read_text(encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    """A data folder with this table."""
    path = folder / FILE
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_the_shipped_table_reads_without_a_problem() -> None:
    """Every rule of the package is well formed."""
    table, problems = read_lender_words(data_folder())
    assert problems == ()
    assert table is not None
    assert table.rules[0].words[0] == "消费金融"


def test_the_table_survives_the_cache() -> None:
    """What is read goes through MessagePack and back unchanged."""
    table, _ = read_lender_words(data_folder())
    packed = msgspec.msgpack.encode(table)
    assert table == msgspec.msgpack.decode(packed, type=LenderWords)


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ('kind = "bank"', 'kind = "banc"', "wrong-value", "rules[8].kind"),
        ("or_ends", "or_end", "unknown-key", "rules[8]"),
        ('words = ["小额贷款"]', "", "missing-key", "rules[4]"),
        ('words = ["小额贷款"]', "words = []", "empty-word", "rules[4].words"),
        ('words = ["小额贷款"]', 'words = [""]', "empty-word", "rules[4].words"),
        ("[[rules]]", "[[rules", "unreadable", FILE),
    ],
)
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, code: str, place: str
) -> None:
    """One broken sample per mistake."""
    _, problems = read_lender_words(written(tmp_path, GOOD.replace(old, new)))
    assert [code] == [problem.code for problem in problems]
    assert place in problems[0].place


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """The reader never raises for bad data."""
    table, problems = read_lender_words(tmp_path)
    assert (table, [problem.code for problem in problems]) == (None, ["unreadable"])


COMPANIES_GOOD = (data_folder() / COMPANIES).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ('name = "中信"', 'name = "北银"', "twice", "companies[2]"),
        ('formerly = ["捷信"]', 'formerly = ["建信"]', "twice", "companies[5]"),
        ('name = "中信"', 'name = ""', "empty-word", "companies[2]"),
        ('province = "天津", ', "", "missing-key", "companies[5]"),
        ("as_of = 2025-06-30", 'as_of = "bald"', "wrong-value", "as_of"),
    ],
)
def test_a_mistake_in_the_companies_is_named(
    tmp_path: Path, old: str, new: str, code: str, place: str
) -> None:
    """One broken sample per mistake."""
    path = tmp_path / COMPANIES
    path.parent.mkdir(parents=True)
    path.write_text(COMPANIES_GOOD.replace(old, new, 1), encoding="utf-8")
    _, problems = read_companies(tmp_path)
    assert [code] == [problem.code for problem in problems]
    assert place in problems[0].place


def test_the_shipped_companies_read_without_a_problem() -> None:
    """The list has its day and its source."""
    table, problems = read_companies(data_folder())
    assert problems == ()
    assert table is not None
    assert table.as_of.isoformat() == "2025-06-30"
