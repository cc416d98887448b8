"""Taking a proof into the case."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from complaintgen.model.errors import FileProblemError
from complaintgen.store import evidence
from complaintgen.store.evidence import attach

if TYPE_CHECKING:
    from pathlib import Path

DATA = bytes(range(256)) * 3
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.mark.parametrize(
    ("original", "ending"),
    [
        ("张某某欠款截图.PNG", ".png"),
        ("录音.m4a", ".m4a"),
        ("no ending", ""),
        ("odd.jp g", ""),
        ("long.abcdefghij", ""),
        (".hidden", ""),
        ("二.图片", ""),
    ],
)
def test_the_copy_is_unchanged_and_named_by_us(tmp_path: Path, original: str, ending: str) -> None:
    """Not one byte differs, and nothing of the original's name but a plain ending is kept."""
    source = tmp_path / original
    source.write_bytes(DATA)
    attached = attach(tmp_path / "case", source, "p1")
    assert attached.file == f"p1-{DIGEST[:8]}{ending}"
    assert attached.sha256 == DIGEST
    copies = list((tmp_path / "case" / "evidence").iterdir())
    assert [(copy.name, copy.read_bytes()) for copy in copies] == [(attached.file, DATA)]
    assert source.read_bytes() == DATA


def test_the_same_file_twice_stays_one_file(tmp_path: Path) -> None:
    """A second time changes nothing; other content under the same name gets a name of its own."""
    source = tmp_path / "a.txt"
    source.write_bytes(DATA)
    first = attach(tmp_path / "case", source, "p1")
    assert attach(tmp_path / "case", source, "p1") == first
    source.write_bytes(DATA + b"more")
    second = attach(tmp_path / "case", source, "p1")
    names = {path.name for path in (tmp_path / "case" / "evidence").iterdir()}
    assert names == {first.file, second.file}
    assert first.file != second.file


def test_a_damaged_copy_is_made_whole_again(tmp_path: Path) -> None:
    """Attaching once more repairs a copy that somebody changed."""
    source = tmp_path / "a.txt"
    source.write_bytes(DATA)
    copy = tmp_path / "case" / "evidence" / attach(tmp_path / "case", source, "p1").file
    copy.write_bytes(b"changed")
    attach(tmp_path / "case", source, "p1")
    assert copy.read_bytes() == DATA


def test_what_cannot_be_read_or_written_is_said(tmp_path: Path) -> None:
    """A missing original and a folder that is none are named; nothing is left behind."""
    with pytest.raises(FileProblemError, match=r"gone\.png"):
        attach(tmp_path / "case", tmp_path / "gone.png", "p1")
    assert not (tmp_path / "case").exists()
    source = tmp_path / "a.txt"
    source.write_bytes(DATA)
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(FileProblemError, match="evidence"):
        attach(tmp_path / "file", source, "p1")


def test_a_copy_is_forgotten_and_nothing_else(tmp_path: Path) -> None:
    """Only the copy named goes, once or twice; a name that leads elsewhere is refused."""
    source = tmp_path / "a.txt"
    source.write_bytes(DATA)
    case = tmp_path / "case"
    first, second = (attach(case, source, proof).file for proof in ("p1", "p2"))
    for _ in range(2):
        evidence.forget(case, first)
    assert [entry.name for entry in (case / "evidence").iterdir()] == [second]
    with pytest.raises(FileProblemError):
        evidence.forget(case, "../../a.txt")
    assert source.exists()
