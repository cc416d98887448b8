"""Folders that iTunes or the Finder made of an iPhone: what of them is looked at, if anything.

Such a folder holds thousands of files under meaningless names, all pictures of a life among them;
only its messages and its list of calls can be evidence here. An encrypted one is never opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

INDEX = "Manifest.db"
_BESIDE = ("Manifest.plist", "Info.plist", "Status.plist")
MESSAGES, CALLS = (
    "3d0d7e5fb2ce288813306e4d4636395e047a3d28",
    "5a4935c78a5255723f707230a451d79c540d2741",
)
"""How a backup names sms.db and CallHistory.storedata (SHA-1 of their place in the telephone)."""
_SQLITE = b"SQLite format 3\x00"

LOCKED = Problem(
    "not-read-locked-backup",
    "",
    "This folder is an encrypted backup of an iPhone; the program does not open locked files.",
    "Back up once more without encryption and add that folder (it holds the messages), or export "
    "the messages with iMazing as CSV. For calls: the carrier's list, or pictures of the screen.",
)


def without_backups(files: Iterable[Path]) -> list[Path]:
    """The files with those of backups of iPhones left out: of an open one its messages and calls
    stay, an encrypted one is named once, as a folder.
    """
    files = list(files)
    roots = {file.parent for file in files if file.name == INDEX and is_backup(file.parent)}
    kept: dict[Path, None] = {}
    for file in files:
        root = next((parent for parent in file.parents if parent in roots), None)
        if root is None or (not is_locked(root) and file.name in (MESSAGES, CALLS)):
            kept[file] = None
        elif is_locked(root):
            kept[root] = None
    return list(kept)


def is_backup(folder: Path) -> bool:
    """Whether a folder is a backup of an iPhone, by the files that every one has."""
    return (folder / INDEX).is_file() and any((folder / name).is_file() for name in _BESIDE)


def is_locked(folder: Path) -> bool:
    """Whether a backup is encrypted: then its index is no database that can be read."""
    try:
        with (folder / INDEX).open("rb") as file:
            return file.read(len(_SQLITE)) != _SQLITE
    except OSError:
        return True
