"""Reading the words of the letters and the rules of the review."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import complaintgen
from complaintgen.library.places import data_folder
from complaintgen.library.wording import LETTER, REVIEW, read_review, read_wording
from tests.scenarios.making import data

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = data_folder() / "wording"


def test_the_package_has_a_word_for_everything() -> None:
    """Every act, kind, target and behaviour has its word."""
    wording, problems = read_wording(FOLDER)
    assert problems == ()
    assert wording is not None
    assert set(wording.behaviours) == set(data().law.behaviours)
    assert set(wording.gravity) == set(wording.acts)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('threat = "威胁、恐吓"\n', "", "The key “threat” is missing."),
        ('about = "约{value}"', 'about = "约{value"', "“约{value” is no valid pattern."),
        ('about = "约{value}"', 'about = "约{}"', "“约{}” is no valid pattern."),
        ("worst = ", 'worst = "five" # ', "“five” is not a whole number"),
    ],
)
def test_each_mistake_in_the_words_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    """A missing word or a broken pattern is found before a letter stops in the middle."""
    text = (FOLDER / LETTER).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / LETTER).write_text(text.replace(old, new, 1), encoding="utf-8")
    _, problems = read_wording(tmp_path)
    assert any(words in problem.text for problem in problems), [p.text for p in problems]


def test_a_broken_expression_is_named(tmp_path: Path) -> None:
    """A rule whose expression is wrong is found."""
    shutil.copy(FOLDER / REVIEW, tmp_path)
    text = (tmp_path / REVIEW).read_text(encoding="utf-8").replace("同归于尽'", "(同归于尽'", 1)
    (tmp_path / REVIEW).write_text(text, encoding="utf-8")
    _, problems = read_review(tmp_path)
    assert [problem.code for problem in problems] == ["bad-pattern"]


def test_files_that_are_not_there_are_a_problem(tmp_path: Path) -> None:
    """A folder without the files gives problems, no exception."""
    assert read_wording(tmp_path)[1][0].code == "unreadable"
    assert read_review(tmp_path)[1][0].code == "unreadable"


def _nodes() -> Iterator[ast.AST]:
    """All of the source of what writes letters and packs."""
    package = Path(complaintgen.__file__).parent
    for folder in ("letters", "filing"):
        for path in sorted((package / folder).glob("*.py")):
            yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def test_every_pattern_is_used_and_every_used_one_is_there() -> None:
    """A pattern that nothing prints misleads who edits the words; a missing one stops a letter."""
    patterns = set(data().wording.patterns)
    texts = {node.value for node in _nodes() if isinstance(node, ast.Constant)}
    assert patterns - texts == set()
    asked = {
        node.args[0].value
        for node in _nodes()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"pattern", "word"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert asked
    assert asked - patterns - set(data().wording.charges) == set()
