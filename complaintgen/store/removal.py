"""Deleting a case for good: what is ours in its folder, what is not, and taking it away.

Links are removed, never followed: what they point to belongs to somebody else.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from complaintgen.model.errors import (
    CaseNotFoundError,
    FileProblemError,
    ForeignFilesError,
    NotDeletableError,
)
from complaintgen.store.files import CASE_FILE, EVIDENCE_FOLDER, PACKS_FOLDER
from complaintgen.store.readings import CACHE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS = re.compile(r"\.?case(\.(changed|format)-\d+)?\.toml(\..*)?")
"""The case file, what was kept beside it, and what a killed save left."""
_FOLDERS = {EVIDENCE_FOLDER, PACKS_FOLDER}


class Contents(msgspec.Struct, frozen=True):
    """What a case folder holds.

    Attributes:
        folder: the folder.
        answers: the case file and what was kept beside it.
        originals: how many files lie in `evidence/`, without what was only read from them.
        packs: the names of the packs.
        foreign: what is not ours, by name.
    """

    folder: Path
    answers: tuple[str, ...]
    originals: int
    packs: tuple[str, ...]
    foreign: tuple[str, ...]


def look_into(folder: Path) -> Contents:
    """What a case folder holds.

    Raises:
        CaseNotFoundError: it holds no case.
        NotDeletableError: it is a link, or a folder that holds more than a case ever does: the
            home folder, a disk, or what lies above one of them.
        FileProblemError: the system refused.
    """
    if folder.is_symlink():
        raise NotDeletableError(folder)
    if not (folder / CASE_FILE).is_file():
        raise CaseNotFoundError(folder)
    if _is_too_much(folder.resolve()):
        raise NotDeletableError(folder)
    try:
        names = _children(folder)
    except OSError as error:
        raise FileProblemError(folder, error.strerror or str(error)) from error
    return Contents(
        folder=folder,
        answers=tuple(name for name in names if _OURS.fullmatch(name)),
        originals=sum(1 for _ in _files(folder / EVIDENCE_FOLDER)),
        packs=tuple(_children(folder / PACKS_FOLDER)),
        foreign=tuple(name for name in names if not _is_ours(folder / name)),
    )


def _is_too_much(folder: Path) -> bool:
    try:
        home = Path.home().resolve()
    except (OSError, RuntimeError):
        home = folder / "nowhere"
    return folder in (home, *home.parents) or os.path.ismount(folder)


def _is_ours(path: Path) -> bool:
    if path.is_symlink():
        return False
    return path.name in _FOLDERS if path.is_dir() else _OURS.fullmatch(path.name) is not None


def _files(folder: Path) -> Iterator[Path]:
    """The originals in a folder and below it; a folder that is a link is not looked into."""
    if folder.is_symlink():
        return
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if name != CACHE_FOLDER]
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        yield from (Path(place) / name for name in (*names, *links))


def _children(folder: Path) -> list[str]:
    if folder.is_symlink() or not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir())


def remove(contents: Contents, *, foreign: bool = False) -> None:
    """Remove a case folder; the answers go last, so that a folder half removed is still a case.

    Args:
        contents: what `look_into` found.
        foreign: also what is not ours.

    Raises:
        ForeignFilesError: something is not ours, and nobody said that it may go; nothing was
            removed.
        FileProblemError: the system refused; what is left is still there.
    """
    if contents.foreign and not foreign:
        raise ForeignFilesError(contents.folder, contents.foreign)
    names = _children(contents.folder)
    seen = {*contents.answers, *contents.foreign, *_FOLDERS}
    late = tuple(name for name in names if name not in seen)
    if late:
        raise ForeignFilesError(contents.folder, late)
    for name in sorted(names, key=lambda name: (name in contents.answers, name == CASE_FILE)):
        _take_away(contents.folder / name)
    try:
        contents.folder.rmdir()
    except OSError as error:
        raise FileProblemError(contents.folder, error.strerror or str(error)) from error


def _take_away(path: Path) -> None:
    """Remove a file, a link, or a folder with all in it; write-protected copies too."""
    try:
        try:
            _remove(path)
        except PermissionError:
            _make_writable(path)
            _remove(path)
    except OSError as error:
        raise FileProblemError(path, error.strerror or str(error)) from error


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _make_writable(path: Path) -> None:
    """Give the right to write to a file, or to a folder and all in it; links are left alone."""
    for place, _, names in os.walk(path, followlinks=False):
        Path(place).chmod(stat.S_IRWXU)
        for each in (Path(place) / name for name in names):
            if not each.is_symlink():
                each.chmod(stat.S_IRUSR | stat.S_IWUSR)
    if path.is_file() and not path.is_symlink():
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
