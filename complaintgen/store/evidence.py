"""Taking a proof into the case: the file is copied unchanged, named by us, and hashed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from complaintgen.model.errors import FileProblemError
from complaintgen.store.files import EVIDENCE_FOLDER

if TYPE_CHECKING:
    from typing import BinaryIO

_PART = 1 << 20


class Attached(msgspec.Struct, frozen=True):
    """An original in the case: its file name inside `evidence/`, and its SHA-256 in hex."""

    file: str
    sha256: str


def attach(folder: Path, source: Path, proof: str) -> Attached:
    """Copy a file into the case as the original of a proof, in small parts, whatever its size.

    The name is `<proof id>-<first 8 of the SHA-256>.<ending>`: the original name may hold a
    person's data and never becomes a path. The same file attached twice stays one file.

    Raises:
        FileProblemError: the file cannot be read or the copy cannot be written; a link or a device
            is no file.
    """
    _refuse_other_than_files(source)
    target_folder = folder / EVIDENCE_FOLDER
    try:
        digest = _digest(source)
    except OSError as error:
        raise FileProblemError(source, error.strerror or str(error)) from error
    target = target_folder / f"{proof}-{digest[:8]}{_ending(source)}"
    try:
        target_folder.mkdir(parents=True, exist_ok=True)
        if target.is_symlink() or not target.exists() or _digest(target) != digest:
            digest = _copy(source, target)
    except OSError as error:
        raise FileProblemError(target, error.strerror or str(error)) from error
    return Attached(target.name, digest)


def _refuse_other_than_files(source: Path) -> None:
    """A link could lead anywhere, a device never ends."""
    try:
        mode = source.lstat().st_mode
    except OSError as error:
        raise FileProblemError(source, error.strerror or str(error)) from error
    if not stat.S_ISREG(mode):
        raise FileProblemError(source, "Not a regular file")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(source: Path, target: Path) -> str:
    """Copy beside the target, flush to disk, rename; gives the SHA-256 of what was written."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as copy, source.open("rb") as file:
            digest = _pour(file, copy)
            copy.flush()
            os.fsync(copy.fileno())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return digest


def _pour(file: BinaryIO, copy: BinaryIO) -> str:
    digest = hashlib.sha256()
    while part := file.read(_PART):
        digest.update(part)
        copy.write(part)
    return digest.hexdigest()


def forget(folder: Path, file: str) -> None:
    """Delete the copy of a proof; one that is gone already is no mistake.

    Raises:
        FileProblemError: the system refused, or the name leads out of the case.
    """
    target = folder / EVIDENCE_FOLDER / file
    if Path(file).name != file:
        raise FileProblemError(target, "Not a regular file")
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        raise FileProblemError(target, error.strerror or str(error)) from error


def _ending(source: Path) -> str:
    ending = source.suffix.lower()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""
