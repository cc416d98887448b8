"""The cases this computer knows: their folders, newest use first, and nothing of what is in them.

One small JSON file in the state folder of the person. It is a convenience: when it cannot be read
or written, nothing is known and no command stops. Why there is no address book:
docs/decisions/0011-cases-are-remembered-by-path.md.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from complaintgen.model.errors import FileProblemError
from complaintgen.store import atomic
from complaintgen.store.files import CASE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

CAP = 500
"""How many cases are remembered; the ones used longest ago are dropped first."""
FILE = "known-cases.json"
_EXAMPLE = "next.txt"
"""What only the folder of the worked example holds (`filing.demo.NEXT`)."""
_PLACES = (("XDG_STATE_HOME", ()), ("LOCALAPPDATA", ()), ("HOME", (".local", "state")))
_TRIES, _PAUSE = 40, 0.01


def state_folder(environ: Mapping[str, str] | None = None) -> Path | None:
    """Where the list is kept: XDG_STATE_HOME, or LOCALAPPDATA on Windows, or below HOME.

    None where the system names no such place.
    """
    environ = os.environ if environ is None else environ
    for name, below in _PLACES:
        if os.path.isabs(environ.get(name, "")):  # noqa: PTH117 (an empty text is no path)
            return Path(environ[name], *below, "complaintgen")
    return None


def known(environ: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """The folders of the known cases, those used last first; vanished ones included."""
    folder = state_folder(environ)
    return () if folder is None else tuple(map(Path, _read(folder / FILE)))


def remember(folder: Path, environ: Mapping[str, str] | None = None) -> None:
    """Put a case first among the known ones; the worked example is not remembered."""
    if (folder / _EXAMPLE).exists() or not (folder / CASE_FILE).is_file():
        return
    name = os.path.abspath(folder)  # noqa: PTH100 (a link stays the name the person gave)
    _change(lambda paths: [name, *(path for path in paths if path != name)][:CAP], environ)


def forget(*folders: Path, environ: Mapping[str, str] | None = None) -> None:
    """Drop folders from the known ones."""
    gone = {os.path.abspath(folder) for folder in folders}  # noqa: PTH100 (as in `remember`)
    _change(lambda paths: [path for path in paths if path not in gone], environ)


def _read(path: Path) -> list[str]:
    """The paths in the file; none where it is missing, damaged or somebody else's."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    paths = found.get("cases") if isinstance(found, dict) else None
    if not isinstance(paths, list):
        return []
    return [entry for entry in paths[:CAP] if _is_path(entry)]


def _is_path(entry: object) -> bool:
    return isinstance(entry, str) and os.path.isabs(entry) and "\0" not in entry  # noqa: PTH117


def _change(
    change: Callable[[list[str]], list[str]], environ: Mapping[str, str] | None = None
) -> None:
    """Read, change and write the list while no other process does; what fails is let be."""
    folder = state_folder(environ)
    if folder is None:
        return
    with contextlib.suppress(OSError, FileProblemError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / FILE
        with _alone(folder / f"{FILE}.lock"):
            before = _read(path)
            after = change(before)
            if after != before:
                text = json.dumps({"cases": after}, indent=1)
                atomic.write_bytes(path, text.encode("ascii") + b"\n")


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock of the list; after a short wait go on without it: a list is no reason to
    hang.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        for _ in range(_TRIES):
            try:
                _lock(handle)
                break
            except OSError:
                time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Lock an open file for this process; closing it lets go.

    Raises:
        OSError: another process holds it.
    """
    try:
        import fcntl  # noqa: PLC0415 (not on Windows)
    except ImportError:
        import msvcrt  # noqa: PLC0415 (only on Windows)

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
