"""Reading the law: the shipped data are right, and each mistake in them is named with its place."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from complaintgen.library.law import read_law
from complaintgen.library.places import data_folder

if TYPE_CHECKING:
    from complaintgen.model.law import Law
    from complaintgen.model.problem import Problem

BROKEN = Path(__file__).resolve().parents[1] / "samples" / "law-broken"
SAMPLES = sorted(BROKEN.glob("*.toml"))


def read(folder: Path) -> tuple[Law | None, tuple[Problem, ...]]:
    """The law below a data folder."""
    return read_law(folder / "law", folder / "behaviours")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the law data to break."""
    for name in ("law", "behaviours"):
        shutil.copytree(data_folder() / name, tmp_path / name)
    return tmp_path


def break_file(folder: Path, sample: dict[str, Any]) -> None:
    """Make the mistake of a sample at its first occurrence."""
    path = folder / sample["file"]
    text = path.read_text(encoding="utf-8")
    assert sample["old"] in text
    path.write_text(text.replace(sample["old"], sample["new"], 1), encoding="utf-8")


def test_the_shipped_law_has_no_problem() -> None:
    """What is shipped passes every check."""
    law, problems = read(data_folder())
    assert problems == ()
    assert law is not None


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_mistake_is_named_with_its_place(path: Path, copy: Path) -> None:
    """One broken sample for each mistake: file, key, what is wrong, and how to mend it."""
    sample = tomllib.loads(path.read_text(encoding="utf-8"))
    break_file(copy, sample)
    _, problems = read(copy)
    named = [f"{problem.place} {problem.text}" for problem in problems]
    assert any(sample["place"] in text and sample["words"] in text for text in named), named
    for problem in problems:
        assert "{" not in problem.text
        assert "{" not in problem.hint.format(**problem.values)
        assert problem.hint


def test_several_mistakes_are_told_at_once(copy: Path) -> None:
    """Good files survive bad ones: mistakes in two files give problems in two files."""
    for name in ("lender-unknown", "not-toml"):
        break_file(copy, tomllib.loads((BROKEN / f"{name}.toml").read_text(encoding="utf-8")))
    places = {problem.place.partition(":")[0] for problem in read(copy)[1]}
    assert places == {"pcac_card_2024.toml", "pipl.toml"}


def test_a_missing_file_is_a_problem(copy: Path) -> None:
    """A folder without one of its files gives no law, and says which file is missing."""
    (copy / "law" / "ranks.toml").unlink()
    law, problems = read(copy)
    assert law is None
    assert [problem.place for problem in problems] == ["ranks.toml"]
