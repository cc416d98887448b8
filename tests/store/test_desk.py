"""Many cases in one folder: found without following links, read quickly, broken ones kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.model.errors import NewerFormatError, ProblemsError
from complaintgen.store import desk
from complaintgen.store.files import load_case

if TYPE_CHECKING:
    from pathlib import Path


def case(folder: Path, text: str = "format = 1\n") -> Path:
    """A folder with a case file."""
    folder.mkdir(parents=True)
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


def test_cases_are_found_below(tmp_path: Path) -> None:
    """By name, to a bounded depth; hidden folders, links and what lies in a case are left out."""
    found = [case(tmp_path / name) for name in ("2026/a", "2026/b", "c")]
    case(tmp_path / "c" / "packs" / "copy")
    case(tmp_path / ".trash" / "old")
    case(tmp_path / "1/2/3/4/5/deep")
    (tmp_path / "link").symlink_to(tmp_path / "2026", target_is_directory=True)
    (tmp_path / "2026" / "round").symlink_to(tmp_path, target_is_directory=True)
    assert list(desk.find_cases(tmp_path)) == found
    assert list(desk.find_cases(tmp_path / "c")) == [tmp_path / "c"]
    assert list(desk.find_cases(tmp_path / "nowhere")) == []


def test_a_case_comes_with_its_last_change(tmp_path: Path) -> None:
    """The answers, and when they were written."""
    folder = case(tmp_path / "a", '[complainant]\nname = "陈某甲"\n')
    found = desk.look_at(folder)
    assert found.case == load_case(folder)
    assert found.changed == (folder / "case.toml").stat().st_mtime


def test_broken_cases_come_with_their_problem(tmp_path: Path) -> None:
    """No TOML, a wrong value, a contradiction, a newer format, not there: an error, no crash."""
    wrong = {
        "not-toml": "x = ",
        "brackets without end": "x = " + "[" * 100_000,
        "figures without end": "x = " + "1" * 5_000,
        "value": "[lender]\nkind = 'shop'\n",
        "bytes": "",
        "contradiction": "[[incidents]]\nid = 'i1'\ncount = 1\nconnected = 5\n",
    }
    for name, text in wrong.items():
        case(tmp_path / name, text)
    (tmp_path / "bytes" / "case.toml").write_bytes(b"\xff\xfe")
    for name in wrong:
        found = desk.look_at(tmp_path / name)
        assert found.case is None
        assert isinstance(found.error, ProblemsError), name
    newer = desk.look_at(case(tmp_path / "newer", "format = 99\n"))
    assert isinstance(newer.error, NewerFormatError)
    assert desk.look_at(tmp_path / "nowhere").error is not None


def test_archived_is_what_the_answer_says(tmp_path: Path) -> None:
    """The word alone, in a comment or in a text, does not put a case away."""
    assert desk.is_archived(case(tmp_path / "a", "archived_on = 2026-11-21\n"))
    assert not desk.is_archived(case(tmp_path / "b", "# archived_on = 2026-11-21\n"))
    assert not desk.is_archived(tmp_path / "nowhere")
