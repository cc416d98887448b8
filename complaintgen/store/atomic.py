"""Writing a file so that a crash, a full disk or a sync client never leaves half of it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from complaintgen.model.errors import FileProblemError


def write_bytes(path: Path, data: bytes) -> None:
    """Replace a file in one step: temporary file beside it, flushed to disk, then renamed.

    Raises:
        FileProblemError: the system refused; the old file is still there, whole.
    """
    try:
        _replace(path, data)
    except OSError as error:
        raise FileProblemError(path, error.strerror or str(error)) from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can (Windows cannot open a folder)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
