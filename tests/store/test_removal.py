"""Deleting for good: all that is ours, nothing that is not, and never through a link."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from complaintgen.model.errors import (
    CaseNotFoundError,
    FileProblemError,
    ForeignFilesError,
    NotDeletableError,
)
from complaintgen.store import removal

if TYPE_CHECKING:
    from pathlib import Path


def case(folder: Path) -> Path:
    """A case with answers, what was kept beside them, originals and packs."""
    for name in ("case.toml", "case.changed-1.toml", "case.format-1.toml", ".case.toml.x1y2"):
        _write(folder / name)
    _write(folder / "evidence" / "p1-00000000.png")
    _write(folder / "evidence" / ".old" / "p2-00000000.png")
    _write(folder / "evidence" / ".read" / "00000000.msgpack")
    _write(folder / "packs" / "2026-11-21-cbirc-complaint" / "letter.pdf")
    _write(folder / "packs" / "2026-11-21-cbirc-complaint" / "exhibits" / "1.png")
    return folder


def _write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", encoding="utf-8")


def test_all_that_is_ours_goes(tmp_path: Path) -> None:
    """What will go is counted before, and the folder itself is gone after."""
    folder = case(tmp_path / "a")
    contents = removal.look_into(folder)
    assert contents.originals == 2
    assert contents.packs == ("2026-11-21-cbirc-complaint",)
    assert contents.foreign == ()
    assert len(contents.answers) == 4
    removal.remove(contents)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["diary.txt", "case.txt", "other/case.toml", "case.toml.d/x"])
def test_what_is_not_ours_stops_it(tmp_path: Path, name: str) -> None:
    """With a file or a folder of somebody else nothing at all is removed, unless it is said."""
    folder = case(tmp_path / "a")
    _write(folder / name)
    contents = removal.look_into(folder)
    assert contents.foreign == (name.split("/", maxsplit=1)[0],)
    before = sorted(folder.rglob("*"))
    with pytest.raises(ForeignFilesError, match=name.split("/", maxsplit=1)[0]):
        removal.remove(contents)
    assert sorted(folder.rglob("*")) == before
    removal.remove(contents, foreign=True)
    assert not folder.exists()


def test_what_came_meanwhile_stops_it(tmp_path: Path) -> None:
    """A file that nobody was shown is not removed, and nothing else either."""
    folder = case(tmp_path / "a")
    contents = removal.look_into(folder)
    _write(folder / "new.txt")
    with pytest.raises(ForeignFilesError, match=r"new\.txt"):
        removal.remove(contents, foreign=True)
    assert (folder / "case.toml").exists()


def test_links_are_never_followed(tmp_path: Path) -> None:
    """What a link points to stays, whether the link stands inside or is the folder itself."""
    outside = tmp_path / "outside"
    _write(outside / "precious.txt")
    folder = case(tmp_path / "a")
    (folder / "evidence" / "link").symlink_to(outside, target_is_directory=True)
    (folder / "packs" / "link").symlink_to(outside / "precious.txt")
    removal.remove(removal.look_into(folder))
    assert (outside / "precious.txt").read_text(encoding="utf-8") == "x"
    other = case(tmp_path / "b")
    link = tmp_path / "link"
    link.symlink_to(other, target_is_directory=True)
    with pytest.raises(NotDeletableError):
        removal.look_into(link)
    assert (other / "case.toml").exists()


@pytest.mark.parametrize("name", ["evidence", "packs"])
def test_a_folder_of_ours_that_is_a_link_is_not_ours(tmp_path: Path, name: str) -> None:
    """A linked evidence folder is somebody else's: it is told, and only the link ever goes."""
    outside = tmp_path / "outside"
    _write(outside / "precious.txt")
    folder = tmp_path / "a"
    _write(folder / "case.toml")
    (folder / name).symlink_to(outside, target_is_directory=True)
    contents = removal.look_into(folder)
    assert contents.foreign == (name,)
    assert contents.originals == 0
    assert contents.packs == ()
    removal.remove(contents, foreign=True)
    assert not folder.exists()
    assert (outside / "precious.txt").exists()


def test_write_protected_copies_go_too(tmp_path: Path) -> None:
    """Originals that were made read-only do not keep a case alive."""
    folder = case(tmp_path / "a")
    (folder / "evidence" / "p1-00000000.png").chmod(0o400)
    (folder / "evidence").chmod(0o500)
    removal.remove(removal.look_into(folder))
    assert not folder.exists()


def test_too_much_is_never_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home folder, what lies above it, and a whole disk are no case folders."""
    home = tmp_path / "above" / "home"
    _write(home / "case.toml")
    _write(home.parent / "case.toml")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for folder in (home, home.parent, home / "..", home / "x" / ".."):
        (home / "x").mkdir(exist_ok=True)
        with pytest.raises(NotDeletableError):
            removal.look_into(folder)


def test_no_case_no_deletion(tmp_path: Path) -> None:
    """A folder without a case file, or none at all, is refused."""
    _write(tmp_path / "a" / "letter.txt")
    for folder in (tmp_path / "a", tmp_path / "nowhere"):
        with pytest.raises(CaseNotFoundError):
            removal.look_into(folder)


def test_what_the_system_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers go last: a folder that could not be emptied is still a case."""
    folder = case(tmp_path / "a")

    def refuse(path: Path) -> None:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(shutil, "rmtree", refuse)
    with pytest.raises(FileProblemError, match="Input/output error"):
        removal.remove(removal.look_into(folder))
    assert (folder / "case.toml").exists()
