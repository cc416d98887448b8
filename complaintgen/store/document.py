"""A case file that is being edited: changes go into the text, comments and order stay as they
are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.model.case import FORMAT, Case
from complaintgen.model.errors import CaseExistsError, FileProblemError
from complaintgen.store import atomic, files, parts

if TYPE_CHECKING:
    from pathlib import Path


class CaseFile:
    """The case of one folder, open for editing. `save` writes only what changed."""

    def __init__(self, folder: Path, case: Case, text: parts.Parts) -> None:
        self.folder = folder
        self.case = case
        self._parts = text
        self._on_disk: bytes | None = None

    @classmethod
    def create(cls, folder: Path) -> CaseFile:
        """A new, empty case; nothing is written before the first `save`.

        Raises:
            CaseExistsError: the folder holds a case already.
        """
        if (folder / files.CASE_FILE).exists():
            raise CaseExistsError(folder)
        return cls(folder, Case(), parts.blank())

    @classmethod
    def open(cls, folder: Path) -> CaseFile:
        """The case of a folder; one of an older format is lifted, its old file kept beside it.

        Raises:
            CaseNotFoundError, FileProblemError, NewerFormatError, ProblemsError.
        """
        loaded = files.load(folder)
        if loaded.found_format < FORMAT:
            return cls._lifted(folder, loaded)
        opened = cls(folder, loaded.case, parts.split(loaded.raw.decode("utf-8-sig")))
        opened._on_disk = loaded.raw
        return opened

    @classmethod
    def _lifted(cls, folder: Path, loaded: files.Loaded) -> CaseFile:
        path = folder / files.CASE_FILE
        backup = _free_name(path, f"format-{loaded.found_format}")
        atomic.write_bytes(backup, loaded.raw)
        lifted = cls(folder, Case(), parts.blank())
        lifted._on_disk = loaded.raw
        lifted.save(loaded.case)
        return lifted

    def save(self, case: Case) -> None:
        """Write the changed case in one step.

        A file that somebody else changed meanwhile is kept beside it under another name.

        Raises:
            FileProblemError: the system refused; what was saved before is still there.
        """
        changed = parts.update(self._parts, self.case, case)
        data = parts.join(changed)
        self._write(data)
        self.case, self._parts, self._on_disk = case, changed, data

    def _write(self, data: bytes) -> None:
        path = self.folder / files.CASE_FILE
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileProblemError(self.folder, error.strerror or str(error)) from error
        self._keep_foreign(path)
        atomic.write_bytes(path, data)

    def _keep_foreign(self, path: Path) -> None:
        """Keep what another program wrote since we last read or wrote the file."""
        try:
            present = path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise FileProblemError(path, error.strerror or str(error)) from error
        if present != self._on_disk:
            atomic.write_bytes(_free_name(path, "changed"), present)


def _free_name(path: Path, word: str) -> Path:
    """`case.changed-1.toml`, or the next number that is free."""
    number = 1
    while (candidate := path.with_name(f"{path.stem}.{word}-{number}{path.suffix}")).exists():
        number += 1
    return candidate
