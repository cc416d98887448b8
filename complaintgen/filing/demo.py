"""The worked example: an invented case, its letters, what to do next. The same bytes each time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from complaintgen.filing.next_steps import next_steps
from complaintgen.filing.run import Done, Order, run
from complaintgen.library.places import data_folder
from complaintgen.model.errors import DemoChangedError, FileProblemError
from complaintgen.store import atomic
from complaintgen.store.files import CASE_FILE, EVIDENCE_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 21)
"""The day of the example, unless another is asked for."""

NEXT = "next.txt"


def write_demo(out: Path, order: Order, today: dt.date) -> Done:
    """Write the example into a folder; run again, it writes the same once more.

    Raises:
        DemoChangedError: the folder holds another case, or the example with changes.
        FileProblemError: the system refused.
    """
    source = data_folder() / "demo"
    _copy(source / CASE_FILE, out / CASE_FILE)
    for original in sorted((source / EVIDENCE_FOLDER).iterdir()):
        _copy(original, out / EVIDENCE_FOLDER / original.name)
    done = run(out, order, today)
    atomic.write_bytes(out / NEXT, next_steps(done).encode())
    return done


def _copy(source: Path, target: Path) -> None:
    """Copy a file of the example; what stands there already must be the same."""
    data = source.read_bytes()
    try:
        if target.exists():
            if target.read_bytes() != data:
                raise DemoChangedError(target)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblemError(target, error.strerror or str(error)) from error
    atomic.write_bytes(target, data)
