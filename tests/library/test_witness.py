"""The questions and words for witnesses."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from complaintgen.library.places import data_folder
from complaintgen.library.witness import PATTERNS, load_witnessing, read_witnessing
from complaintgen.model.errors import ProblemsError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The shipped questions and words, to be changed."""
    for name in ("witness", "wording"):
        shutil.copytree(data_folder() / name, tmp_path / name)
    return tmp_path


def test_the_shipped_data_is_right() -> None:
    """Nothing is wrong with it, and no word is there that nothing uses."""
    witnessing = load_witnessing()
    assert set(witnessing.words.patterns) == set(PATTERNS)
    assert witnessing.hashes.keys() == {"witness"}


def test_nothing_is_asked_before_the_witness_agrees() -> None:
    """The first question is the consent; every other one waits for a yes."""
    (section,) = load_witnessing().sections
    first, *others = section.questions
    assert first.id == "statements.*.agrees"
    for question in others:
        waits = [each for each in question.when if each.path == "this.agrees"]
        assert [each.any_of for each in waits] == [("true",)], question.id


def test_the_open_question_comes_before_all_others_about_what_happened() -> None:
    """No question leads: what happened is asked in the open, and none names a wrong."""
    (section,) = load_witnessing().sections
    ids = [question.id.rpartition(".")[2] for question in section.questions]
    assert ids.index("account") < min(
        ids.index(name) for name in ("kind", "day", "words", "caller")
    )
    leading = re.compile("威胁|恐吓|辱骂|骚扰|催收|欠款|逾期|借款")
    for question in section.questions:
        assert not leading.search(question.text.zh + question.help.zh), question.id


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('truthful = "', 'untrue = "', "missing-key"),
        ('visit = "', 'visits = "', None),
    ],
)
def test_a_missing_word_is_named(data: Path, old: str, new: str, code: str | None) -> None:
    """A statement never stops in the middle for want of a word."""
    path = data / "wording" / "witness.zh.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    _, problems = read_witnessing(data)
    assert problems
    assert code in (None, problems[0].code)


def test_a_broken_question_is_named(data: Path) -> None:
    """The questions are checked as those of the interview are."""
    path = data / "witness" / "questions.toml"
    text = path.read_text(encoding="utf-8").replace("statements.*.harm", "statements.*.hurt", 1)
    path.write_text(text, encoding="utf-8")
    _, problems = read_witnessing(data)
    assert [problem.code for problem in problems] == ["no-such-path"]


def test_wrong_data_stops_the_command(data: Path) -> None:
    """All mistakes are carried along."""
    (data / "wording" / "witness.zh.toml").unlink()
    with pytest.raises(ProblemsError):
        load_witnessing(data)
