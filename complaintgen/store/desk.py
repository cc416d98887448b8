"""Many cases in one folder: found, read quickly, and never stopped by one that is broken."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from complaintgen.model.errors import ComplaintgenError
from complaintgen.store import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo
    from pathlib import Path

    from complaintgen.model.case import Case

DEPTH = 4
"""How many folders deep cases are looked for."""
VISITED = 20_000
"""How many folders are looked into: a list of a whole disk would never end."""


class Found(msgspec.Struct, frozen=True):
    """One case folder as it was found.

    Attributes:
        folder: the folder.
        case: what is in it; None where it cannot be read.
        error: why not.
        changed: when its file was last written, in seconds since 1970; 0 = unknown.
    """

    folder: Path
    case: Case | None = None
    error: ComplaintgenError | None = None
    changed: float = 0.0

    def changed_at(self, zone: tzinfo) -> datetime | None:
        """When the file was last written, in a time zone."""
        return datetime.fromtimestamp(self.changed, zone) if self.changed else None


def find_cases(root: Path, depth: int = DEPTH) -> Iterator[Path]:
    """The case folders in a folder and below it, by name; links are not followed.

    What lies inside a case folder is its own, and hidden folders are passed by.
    """
    waiting, seen = [(root, 0)], 0
    while waiting and seen < VISITED:
        folder, level = waiting.pop()
        seen += 1
        if (folder / files.CASE_FILE).is_file():
            yield folder
        elif level < depth:
            waiting.extend((child, level + 1) for child in reversed(_folders(folder)))


def _folders(folder: Path) -> list[Path]:
    """The folders in a folder, by name; none where the system refuses."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(
                entry.name
                for entry in entries
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
            )
    except OSError:
        return []
    return [folder / name for name in names]


def look_at(folder: Path) -> Found:
    """The case of a folder, or why it cannot be read; never raises for what the file holds."""
    path = folder / files.CASE_FILE
    try:
        changed = path.stat().st_mtime
    except OSError:
        changed = 0.0
    try:
        case = files.load_case(folder)
    except ComplaintgenError as error:
        return Found(folder, error=error, changed=changed)
    return Found(folder, case, changed=changed)


def is_archived(folder: Path) -> bool:
    """Whether a case was put away; looks into the file only where the word stands in it."""
    try:
        if b"archived_on" not in (folder / files.CASE_FILE).read_bytes():
            return False
    except OSError:
        return False
    found = look_at(folder)
    return found.case is not None and found.case.archived_on is not None


def packs(folder: Path) -> tuple[str, ...]:
    """The names of the packs written for a case, oldest first."""
    return tuple(path.name for path in _folders(folder / files.PACKS_FOLDER))
