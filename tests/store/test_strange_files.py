"""Case files at the edge of what can be read: refused with a reason, or read to the last figure."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from complaintgen.model.case import FORMAT
from complaintgen.model.errors import NewerFormatError, ProblemsError
from complaintgen.store.desk import Found, look_at
from complaintgen.store.files import load_case

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, text: str) -> Path:
    """A case folder with this file."""
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_very_next_format_is_a_newer_one(tmp_path: Path) -> None:
    """Nothing of it is guessed at."""
    with pytest.raises(NewerFormatError):
        load_case(write(tmp_path, f"format = {FORMAT + 1}\n"))


@pytest.mark.parametrize("found", ["true", "false", "0", "-1", "1.0", '"1"', "[1]"])
def test_what_is_no_number_from_one_on_is_no_format(tmp_path: Path, found: str) -> None:
    """Yes and no are no numbers either."""
    with pytest.raises(ProblemsError) as raised:
        load_case(write(tmp_path, f"format = {found}\n"))
    assert [problem.code for problem in raised.value.problems] == ["wrong-format"]


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 50_000, "x = " + "9" * 10_000, "x = " + "{a=" * 50_000]
)
def test_endless_brackets_and_figures_are_no_toml(tmp_path: Path, text: str) -> None:
    """They are named like any other mistake, and stop no list of cases."""
    with pytest.raises(ProblemsError) as raised:
        load_case(write(tmp_path, text))
    assert [problem.code for problem in raised.value.problems] == ["not-toml"]
    assert look_at(tmp_path).error is not None


@pytest.mark.parametrize(
    "sum_", ["100.10", "0.30", "99999999999999.99", "12345.000000000000000001"]
)
def test_sums_are_read_to_the_last_figure(tmp_path: Path, sum_: str) -> None:
    """No fen is lost between the file and the letter."""
    case = load_case(write(tmp_path, f"[loan]\nprincipal = {sum_}\n"))
    assert str(case.loan.principal) == str(Decimal(sum_))


def test_a_case_of_unknown_age_has_no_last_change(tmp_path: Path) -> None:
    """It was not last changed in 1970."""
    assert Found(tmp_path).changed_at(dt.UTC) is None
    assert look_at(tmp_path / "nowhere").changed_at(dt.UTC) is None
