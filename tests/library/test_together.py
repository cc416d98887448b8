"""Files that are each right and do not fit each other."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from complaintgen.library.package import problems_of
from complaintgen.library.places import data_folder, templates_folder

if TYPE_CHECKING:
    from pathlib import Path

LETTER = "data/wording/letter.zh.toml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of all data to break."""
    shutil.copytree(data_folder(), tmp_path / "data")
    shutil.copytree(templates_folder(), tmp_path / "templates")
    return tmp_path


def _broken(folder: Path, file: str, old: str, new: str) -> list[str]:
    """The problems after one change, each with its place."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = problems_of(folder / "data", folder / "templates")
    return [f"{problem.place} {problem.text}" for problem in found]


def test_the_shipped_files_fit_each_other() -> None:
    """What is shipped has no problem, taken alone or together."""
    assert problems_of(data_folder(), templates_folder()) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        (
            "templates/cbirc/channel.toml",
            '{ path = "lender.code" }',
            '{ path = "collectors.*.id" }',
            "letters.complaint No question asks for “collectors.*.id”.",
        ),
        (LETTER, "\n[behaviours]\na = ", "\n[behaviours]\nz = ", "behaviours There is no “z”."),
        (
            LETTER,
            "\n[behaviours]\na = ",
            "\n[behaviours]\nz = ",
            "behaviours The key “a” is missing.",
        ),
        (LETTER, "\n[conditions]\n", '\n[conditions]\nrainy = "下雨"\n', "There is no “rainy”."),
        (
            LETTER,
            '"complainant.email" = ',
            '"complainant.emeil" = ',
            "fields The key “complainant.email” is missing.",
        ),
        (
            "data/wording/review.zh.toml",
            '"wishes.harm"',
            '"wishes.ham"',
            "review.zh.toml: fields The case has no field “wishes.ham”.",
        ),
        (
            "templates/cbirc/channel.toml",
            "offices = ",
            'offices = "nowhere" # ',
            "There is no “nowhere”.",
        ),
        (
            "templates/12321/channel.toml",
            "[letters.call]",
            '[letters.call]\nbehaviours = ["z"]',
            "There is no “z”.",
        ),
        (
            "templates/lender/channel.toml",
            'without = ["zhian", ',
            'without = ["zhiam", ',
            "letters.complaint.cites.without There is no “zhiam”.",
        ),
        (
            "templates/nifa/channel.toml",
            'lead = ["post_loan"]',
            'lead = ["after_loan"]',
            "letters.report.cites.lead There is no “after_loan”.",
        ),
        ("data/offices/nfra.toml", 'id = "nfra"', 'id = "nfro"', "There is no “nfro”."),
    ],
)
def test_each_misfit_is_named(copy: Path, file: str, old: str, new: str, named: str) -> None:
    """A field without a question, a word or a name for nothing: each with its place."""
    found = _broken(copy, file, old, new)
    assert any(named in text for text in found), found


def test_mistakes_in_several_kinds_of_data_are_told_at_once(copy: Path) -> None:
    """One broken file of each kind gives a problem for each of them."""
    kinds = {
        "data/law/meta.toml": "meta.toml",
        "data/behaviours/a.toml": "a.toml",
        "data/questions/40_loan.toml": "40_loan.toml",
        "data/offices/nfra.toml": "nfra.toml",
        "data/wording/letter.zh.toml": "letter.zh.toml",
        "data/wording/review.zh.toml": "review.zh.toml",
        "data/wording/lender_words.toml": "wording/lender_words.toml",
        "templates/nifa/channel.toml": "nifa/channel.toml",
    }
    for file in kinds:
        (copy / file).write_text("= nothing", encoding="utf-8")
    found = problems_of(copy / "data", copy / "templates")
    assert set(kinds.values()) <= {problem.place for problem in found}
