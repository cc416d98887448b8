"""Taking a proof into the case: the file is copied unchanged, named by us, and hashed."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import msgspec

from complaintgen.model.errors import FileProblemError
from complaintgen.store import atomic
from complaintgen.store.files import EVIDENCE_FOLDER

if TYPE_CHECKING:
    from pathlib import Path


class Attached(msgspec.Struct, frozen=True):
    """An original in the case: its file name inside `evidence/`, and its SHA-256 in hex."""

    file: str
    sha256: str


def attach(folder: Path, source: Path, proof: str) -> Attached:
    """Copy a file into the case as the original of a proof.

    The name is `<proof id>-<first 8 of the SHA-256>.<ending>`: the original name may hold a
    person's data and never becomes a path. The same file attached twice stays one file.

    Raises:
        FileProblemError: the file cannot be read or the copy cannot be written.
    """
    try:
        data = source.read_bytes()
    except OSError as error:
        raise FileProblemError(source, error.strerror or str(error)) from error
    digest = hashlib.sha256(data).hexdigest()
    name = f"{proof}-{digest[:8]}{_ending(source)}"
    target = folder / EVIDENCE_FOLDER / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblemError(target.parent, error.strerror or str(error)) from error
    if not target.exists() or target.read_bytes() != data:
        atomic.write_bytes(target, data)
    return Attached(name, digest)


def _ending(source: Path) -> str:
    ending = source.suffix.lower()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""
