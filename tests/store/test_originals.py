"""Originals are real files of the case: no links, no devices, no halves."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from complaintgen.model.errors import FileProblemError
from complaintgen.store.desk import find_cases
from complaintgen.store.evidence import attach

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_no_plain_file_is_no_original(tmp_path: Path) -> None:
    """A link may lead anywhere, a folder and a pipe are no files; nothing is made of them."""
    (tmp_path / "real.txt").write_text("x", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("link.txt", "folder.txt", "pipe.txt"):
        with pytest.raises(FileProblemError, match="Not a regular file"):
            attach(tmp_path / "case", tmp_path / name, "p1")
    assert not (tmp_path / "case").exists()


def test_a_link_in_the_place_of_a_copy_is_replaced(tmp_path: Path) -> None:
    """The case holds the file itself, also where a link to the same bytes stood in its place."""
    source = tmp_path / "a.txt"
    source.write_bytes(b"what they wrote")
    copy = tmp_path / "case" / "evidence" / attach(tmp_path / "case", source, "p1").file
    copy.unlink()
    copy.symlink_to(source)
    attach(tmp_path / "case", source, "p1")
    source.write_bytes(b"changed")
    assert not copy.is_symlink()
    assert copy.read_bytes() == b"what they wrote"


def test_a_copy_that_could_not_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk there is no half of an original, and no rubbish with somebody's data."""
    source = tmp_path / "a.txt"
    source.write_bytes(b"what they wrote")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblemError, match="No space left"):
        attach(tmp_path / "case", source, "p1")
    assert list((tmp_path / "case" / "evidence").iterdir()) == []


def test_cases_are_looked_for_so_deep_and_no_deeper(tmp_path: Path) -> None:
    """As many folders below as was asked for; the folder itself counts as none."""
    for folder in (tmp_path / "a", tmp_path / "b" / "c"):
        folder.mkdir(parents=True)
        (folder / "case.toml").write_text("format = 1\n", encoding="utf-8")
    assert list(find_cases(tmp_path, depth=0)) == []
    assert list(find_cases(tmp_path, depth=1)) == [tmp_path / "a"]
    assert list(find_cases(tmp_path, depth=2)) == [tmp_path / "a", tmp_path / "b" / "c"]
