"""Backups of iPhones: an encrypted one is one refusal, an open one gives messages and calls."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from complaintgen.filing.add import Outcome, Wish, add_file, find_files
from complaintgen.filing.phone_backup import CALLS, INDEX, MESSAGES
from complaintgen.store.document import CaseFile

if TYPE_CHECKING:
    from pathlib import Path


def backup(folder: Path, index: bytes) -> Path:
    """A backup beside a picture that is not part of it."""
    root = folder / "phone" / "Backup"
    for name in (MESSAGES, CALLS, "ff" * 20):
        (root / name[:2]).mkdir(parents=True, exist_ok=True)
        (root / name[:2] / name).write_bytes(b"some")
    (root / INDEX).write_bytes(index)
    (root / "Info.plist").write_bytes(b"<plist/>")
    (folder / "phone" / "picture.png").write_bytes(b"some")
    return root


@pytest.mark.parametrize("below", [False, True], ids=["itself", "the folder above"])
def test_an_encrypted_backup_is_one_refusal_with_a_way_out(tmp_path: Path, *, below: bool) -> None:
    """Not one refusal for each of its thousands of files; what lies beside it is still taken."""
    root = backup(tmp_path, b"\x93 nothing that can be read")
    found = list(find_files([tmp_path / "phone" if below else root]))
    assert found == ([root, tmp_path / "phone" / "picture.png"] if below else [root])
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "case.toml").write_text("format = 1\n", encoding="utf-8")
    case = CaseFile.open(tmp_path / "case")
    added = add_file(case, root, Wish(), dt.date(2026, 11, 22))
    assert (added.outcome, added.kind) == (Outcome.REFUSED, "itunes")
    assert "encrypted" in added.reading.problems[0].message
    assert "iMazing" in added.reading.problems[0].hint


def test_of_an_open_backup_only_messages_and_calls_are_looked_at(tmp_path: Path) -> None:
    """Nobody's photographs are taken into a case because they lay in the same backup."""
    root = backup(tmp_path, b"SQLite format 3\x00 and so on")
    assert {file.name for file in find_files([root])} == {MESSAGES, CALLS}
