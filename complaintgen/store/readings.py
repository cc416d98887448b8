"""What reading an original gave, kept beside it so that it need not be read again.

A cache, never the truth: it is written under the SHA-256 of the original with all that the reading
depends on, and what does not fit exactly, or cannot be read, is read from the original again.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import msgspec

from complaintgen.model.errors import FileProblemError
from complaintgen.model.record import Reading  # noqa: TC001 (msgspec reads the annotation)
from complaintgen.store import atomic
from complaintgen.store.files import EVIDENCE_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

CACHE_FOLDER = ".read"
FORM = 1
"""The form of the cache itself; another one is read anew."""


class _Kept(msgspec.Struct, array_like=True):
    form: int
    key: str
    reading: Reading


def cache_path(folder: Path, sha256: str) -> Path:
    """Where the reading of an original is kept."""
    return folder / EVIDENCE_FOLDER / CACHE_FOLDER / f"{sha256}.msgpack"


def kept_reading(folder: Path, sha256: str, key: str) -> Reading | None:
    """The reading kept for an original; None where there is none for exactly this key.

    Args:
        folder: the case.
        sha256: of the original.
        key: all that the reading depends on beside the original: reader, version, options, words.
    """
    try:
        kept = msgspec.msgpack.decode(cache_path(folder, sha256).read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return kept.reading if (kept.form, kept.key) == (FORM, key) else None


def keep_reading(folder: Path, sha256: str, key: str, reading: Reading) -> None:
    """Keep a reading; where the system does not let us, the next one only takes longer."""
    path = cache_path(folder, sha256)
    with contextlib.suppress(OSError, FileProblemError):
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_bytes(path, msgspec.msgpack.encode(_Kept(FORM, key, reading)))
