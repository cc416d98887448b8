"""The words by which messages are searched: the shipped file is right, wrong ones are named."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from complaintgen.library.phrases import FILE, load_phrases, read_phrases
from complaintgen.library.places import data_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_phrases_have_reasons_and_sources() -> None:
    """Each entry says why it is proposed, in both languages, and what it rests on."""
    for entry in load_phrases().entries:
        assert entry.source, entry.id
        assert entry.reason.zh, entry.id
        assert entry.reason.en, entry.id


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ('patterns = ["(a+)+b"]', "bad-pattern"),
        ('patterns = ["a.*b"]', "bad-pattern"),
        ('patterns = ["(a"]', "bad-pattern"),
        ('words = [""]', "empty-word"),
        ("words = []", "empty-word"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, wrong: str, code: str) -> None:
    """An unbounded repetition could stall the search; an empty word stands in every message."""
    path = tmp_path / FILE
    path.parent.mkdir()
    shutil.copy(data_folder() / FILE, path)
    text = path.read_text("utf-8")
    entry = f'[[entries]]\nid = "x"\nacts = ["threat"]\n{wrong}\n'
    reason = 'reason = { zh = "理由", en = "why" }\nsource = "s"\n\n[reasons]'
    path.write_text(text.replace("[reasons]", entry + reason, 1), "utf-8")
    _, problems = read_phrases(tmp_path)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].place == f"{FILE}: x"


def test_a_reason_that_is_missing_and_an_id_used_twice_are_named(tmp_path: Path) -> None:
    """What the program looks up must be there, and once."""
    path = tmp_path / FILE
    path.parent.mkdir()
    text = (data_folder() / FILE).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("closed =")]
    path.write_text("\n".join(lines).replace('id = "curse"', 'id = "insult"'), "utf-8")
    _, problems = read_phrases(tmp_path)
    assert [problem.code for problem in problems] == ["twice", "missing-key"]
