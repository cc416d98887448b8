"""Large files read beside each other, one for each processor, before they are taken in one by one.

Each reading is kept in the cache of the case, where taking the file in finds it. A file that holds
no records leaves nothing; whatever goes wrong here is found again, and said, when it is added.
"""

from __future__ import annotations

import os
import stat
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from complaintgen.filing.readings import key_of, known_readers, read_and_keep
from complaintgen.intake.foreign import Foreign
from complaintgen.intake.registry import recognise
from complaintgen.intake.sniff import open_file
from complaintgen.store.readings import kept_reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from complaintgen.intake.rows import Options

LARGE = 4_000_000
"""Bytes from which a file is worth a process of its own."""


def read_ahead(folder: Path, files: Iterable[Path], options: Options) -> None:
    """Read all large files at once, where there are several of them and several processors."""
    large = [file for file in files if _is_large(file)]
    workers = min(len(large), os.cpu_count() or 1)
    if workers < 2:  # noqa: PLR2004 (alone it is read as it is added)
        return
    with ProcessPoolExecutor(workers) as pool:
        for done in [pool.submit(_read, folder, file, options) for file in large]:
            done.exception()


def _is_large(file: Path) -> bool:
    try:
        about = file.lstat()
    except OSError:
        return False
    return stat.S_ISREG(about.st_mode) and about.st_size >= LARGE


def _read(folder: Path, file: Path, options: Options) -> None:
    opened = open_file(file)
    reader = recognise(opened, known_readers())
    if reader is None or isinstance(reader, Foreign):
        return
    if kept_reading(folder, opened.sha256, key_of(reader.name, options)) is None:
        read_and_keep(folder, opened, options)
