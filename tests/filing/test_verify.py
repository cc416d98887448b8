"""`verify` finds every change to an original or a pack, and changes nothing itself."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from complaintgen.filing.verify import Checked, Verdict, is_sound, verify
from complaintgen.model.case import Case, Proof

if TYPE_CHECKING:
    from pathlib import Path

ORIGINAL, LETTER = b"\x89PNG original", "投诉书".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder with one original and one pack of two files."""
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "p1-00000000.png").write_bytes(ORIGINAL)
    pack = tmp_path / "packs" / "2026-11-21-cbirc-complaint"
    (pack / "exhibits").mkdir(parents=True)
    (pack / "complaint.txt").write_bytes(LETTER)
    (pack / "exhibits" / "exhibit-01.png").write_bytes(ORIGINAL)
    lines = f"{_sha(LETTER)}  complaint.txt\n{_sha(ORIGINAL)}  exhibits/exhibit-01.png\n"
    (pack / "manifest.sha256").write_text(lines)
    return tmp_path


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


CASE = Case(
    proofs=(
        Proof(id="p1", file="p1-00000000.png", sha256=_sha(ORIGINAL)),
        Proof(id="p2", name="只写了名称，没有文件"),
    )
)
PACK = "packs/2026-11-21-cbirc-complaint"


def verdicts(folder: Path, case: Case = CASE) -> dict[str, Verdict]:
    """What is found about each file."""
    return {entry.path: entry.verdict for entry in verify(folder, case)}


def test_an_untouched_case_is_sound(folder: Path) -> None:
    """Original and pack are named and unchanged; a proof without a file is not asked for."""
    assert verdicts(folder) == {
        "evidence/p1-00000000.png": Verdict.SAME,
        f"{PACK}/complaint.txt": Verdict.SAME,
        f"{PACK}/exhibits/exhibit-01.png": Verdict.SAME,
    }
    assert is_sound(verify(folder, CASE))
    assert verify(folder, CASE)[0] == Checked(
        "evidence/p1-00000000.png", Verdict.SAME, "p1", _sha(ORIGINAL)
    )


@pytest.mark.parametrize(
    "path", ["evidence/p1-00000000.png", f"{PACK}/complaint.txt", f"{PACK}/exhibits/exhibit-01.png"]
)
def test_one_byte_more_and_a_missing_file_are_found(folder: Path, path: str) -> None:
    """Whichever file it is, its change and its loss make the case unsound."""
    file = folder / path
    file.write_bytes(file.read_bytes() + b"!")
    assert verdicts(folder)[path] is Verdict.CHANGED
    assert not is_sound(verify(folder, CASE))
    file.unlink()
    assert verdicts(folder)[path] is Verdict.MISSING
    assert not is_sound(verify(folder, CASE))


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """A link to the same bytes elsewhere is no original."""
    file = folder / "evidence" / "p1-00000000.png"
    elsewhere = tmp_path / "elsewhere"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert verdicts(folder)["evidence/p1-00000000.png"] is Verdict.CHANGED


def test_files_nobody_named_are_told_but_hinder_nothing(folder: Path) -> None:
    """A foreign file is reported; what the program keeps for itself is not."""
    (folder / "evidence" / "foreign.txt").write_text("?")
    (folder / PACK / "note.txt").write_text("?")
    (folder / "evidence" / ".read").mkdir()
    (folder / "evidence" / ".read" / "cache.msgpack").write_bytes(b"")
    found = verdicts(folder)
    assert found["evidence/foreign.txt"] is Verdict.UNKNOWN
    assert found[f"{PACK}/note.txt"] is Verdict.UNKNOWN
    assert not [path for path in found if "cache" in path]
    assert is_sound(verify(folder, CASE))


def test_a_pack_without_its_manifest_is_not_sound(folder: Path) -> None:
    """Without the list nothing proves what the pack was."""
    (folder / PACK / "manifest.sha256").unlink()
    assert verdicts(folder)[f"{PACK}/manifest.sha256"] is Verdict.MISSING
    assert not is_sound(verify(folder, CASE))


@pytest.mark.parametrize("name", ["../../case.toml", "/etc/hostname", "..\\case.toml"])
def test_a_manifest_cannot_point_outside(folder: Path, name: str) -> None:
    """A line that leaves the pack makes the manifest a changed one."""
    manifest = folder / PACK / "manifest.sha256"
    manifest.write_text(manifest.read_text() + f"{_sha(b'')}  {name}\n")
    assert verdicts(folder)[f"{PACK}/manifest.sha256"] is Verdict.CHANGED


def test_a_case_without_files_is_sound(tmp_path: Path) -> None:
    """Nothing was promised, so nothing is missing."""
    assert verify(tmp_path, Case()) == ()
    assert is_sound(())
