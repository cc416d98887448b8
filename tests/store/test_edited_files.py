"""Files that somebody wrote in their own way, and what the program leaves alone in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaintgen.model import paths
from complaintgen.model.case import Case
from complaintgen.store import parts
from complaintgen.store.document import CaseFile
from complaintgen.store.files import load_case

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "text",
    [
        'incidents = [\n{ id = "i1", words = "骂人" },\n]\n[lender]\nname = "示例"\n',
        'incidents = [\n  # first\n  { id = "i1", words = "骂人" }\n]\n',
        '[[incidents]]\nid = "i1"\nwords = "骂人"\nproofs = [\n"p1",\n]\n[[proofs]]\nid = "p1"\n',
        '[[incidents]]\nid = "i1"\nwords = """\n[lender]\n骂人"""\n',
        '[[incidents]]\nid = "i1"\nwords = """\n# 骂人"""\n[lender]\nname = "示例"\n',
        "[[incidents]]\nid = 'i1'\nwords = '''\n[[incidents]]\n骂人'''\n",
    ],
)
def test_a_bracket_at_the_start_of_a_line_is_not_always_a_table(tmp_path: Path, text: str) -> None:
    """In a list over several lines, or in a text, it is what it is: nothing is lost on saving."""
    (tmp_path / "case.toml").write_text(text, encoding="utf-8")
    file = CaseFile.open(tmp_path)
    changed = paths.replace(file.case, "incidents.i1.count", 3)
    changed = paths.replace(changed, "complainant.name", "赵一诺")
    file.save(changed)
    assert load_case(tmp_path) == changed
    assert CaseFile.open(tmp_path).case == changed


def test_a_new_file_holds_no_empty_answers() -> None:
    """Only what was said stands in it."""
    text = parts.join(parts.blank()).decode()
    assert text == parts.HEAD + f"format = {Case().format}\n"


def test_whatever_others_wrote_is_kept_under_a_name_of_its_own(tmp_path: Path) -> None:
    """A file that is changed again and again by others: none of their texts replaces another."""
    file = CaseFile.create(tmp_path)
    file.save(file.case)
    path = tmp_path / "case.toml"
    for number in range(4):
        path.write_text(f"format = 1\n# theirs {number}\n", encoding="utf-8")
        file.save(file.case)
    kept = [each.read_text(encoding="utf-8") for each in sorted(tmp_path.glob("case.changed-*"))]
    assert kept == [f"format = 1\n# theirs {number}\n" for number in range(4)]
    assert len(list(tmp_path.iterdir())) == 5


def test_a_file_that_nobody_else_changed_is_not_kept_twice(tmp_path: Path) -> None:
    """Opened and saved, again and again: there is one file with the person's answers."""
    (tmp_path / "case.toml").write_text('# mine\n[lender]\nname = "示例"\n', encoding="utf-8")
    for name in ("赵一诺", "陈某甲"):
        file = CaseFile.open(tmp_path)
        file.save(paths.replace(file.case, "complainant.name", name))
        file.save(paths.replace(file.case, "lender.name", name))
    assert [each.name for each in tmp_path.iterdir()] == ["case.toml"]
