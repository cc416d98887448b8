"""What is taken for ours by its name, what goes last, and a case that is forgotten by any name."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from complaintgen.model.errors import FileProblemError
from complaintgen.store import known, removal

if TYPE_CHECKING:
    from pathlib import Path


def case(folder: Path, *more: str) -> Path:
    """A case folder with these files beside its own."""
    folder.mkdir()
    for name in ("case.toml", "case.changed-1.toml", *more):
        (folder / name).write_text("format = 1\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "name", ["case.changed-notes.toml", "case.changed.toml", "case.formatted.toml", "mycase.toml"]
)
def test_a_file_with_almost_our_name_is_the_persons_own(tmp_path: Path, name: str) -> None:
    """Only what the program itself writes is deleted without a word."""
    assert removal.look_into(case(tmp_path / "a", name)).foreign == (name,)


def test_all_answers_stay_where_something_could_not_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the case file alone: what was kept beside it stays too."""
    folder = case(tmp_path / "a")
    (folder / "evidence").mkdir()

    def refuse(path: Path) -> None:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(shutil, "rmtree", refuse)
    with pytest.raises(FileProblemError):
        removal.remove(removal.look_into(folder))
    assert {each.name for each in folder.iterdir()} == {
        *("case.toml", "case.changed-1.toml", "evidence")
    }


def test_a_case_is_forgotten_by_whatever_path_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path from where one stands names the same folder as the whole one."""
    place = {"XDG_STATE_HOME": str(tmp_path / "state")}
    folder = case(tmp_path / "a")
    known.remember(folder, place)
    monkeypatch.chdir(tmp_path)
    known.forget(folder.relative_to(tmp_path), environ=place)
    assert known.known(place) == ()
