"""Which reader a file is for, and reading it: the one door to the readers.

No bytes make this raise: what escapes a library becomes a problem of the file. A file that is
refused as a whole, or from some row on, counts as one row that could not be read, so that
rows = records + merged + ignored + problems holds for every file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from complaintgen.intake.carriers import table_readers
from complaintgen.intake.foreign import Foreign, foreign_file, unknown_file
from complaintgen.intake.message_readers import MESSAGE_READERS
from complaintgen.intake.rows import Options, RefusedError, count
from complaintgen.intake.sniff import open_file
from complaintgen.model.problem import Problem
from complaintgen.model.record import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from complaintgen.intake.rows import Opened, Reader, Row
    from complaintgen.model.table_words import TableWords

    Answer = TypeVar("Answer")


def readers(words: TableWords) -> tuple[Reader, ...]:
    """All readers, in the order in which they are asked: messages and logs before tables."""
    return (*MESSAGE_READERS, *table_readers(words))


def recognise(file: Opened, known: tuple[Reader, ...]) -> Reader | Foreign | None:
    """The reader of a file, or what it is that we do not read; decided by content only."""
    foreign = _guarded(foreign_file, file)
    if isinstance(foreign, Foreign):
        return foreign
    return next((reader for reader in known if _guarded(reader.recognises, file)), None)


def _guarded(ask: Callable[[Opened], Answer], file: Opened) -> Answer | None:
    try:
        return ask(file)
    except Exception:  # noqa: BLE001 (no bytes may stop the files beside them)
        return None


def read_file(path: Path, options: Options, words: TableWords) -> Reading:
    """What a file holds; every mistake is a problem of the reading.

    Raises:
        OSError: the system refused to read the file.
    """
    return read_opened(open_file(path), options, readers(words))


def read_opened(
    file: Opened,
    options: Options,
    known: tuple[Reader, ...],
    progress: Callable[[int], None] | None = None,
) -> Reading:
    """As `read_file`, of a file whose first bytes are known; `progress` is told the rows so far."""
    match recognise(file, known):
        case None:
            return refused("", 0, unknown_file(file))
        case Foreign() as foreign:
            return refused(foreign.name, 0, foreign.problem)
        case reader:
            try:
                return count(reader, _told(_safely(reader, file, options), progress))
            except RefusedError as error:
                return refused(reader.name, reader.version, error.problem)


def refused(reader: str, version: int, problem: Problem) -> Reading:
    """A file that could not be read at all, as a reading."""
    return Reading(reader=reader, version=version, rows=1, problems=(problem,), row_problems=1)


def _told(rows: Iterator[Row], progress: Callable[[int], None] | None) -> Iterator[Row]:
    if progress is None:
        yield from rows
        return
    for number, row in enumerate(rows, start=1):
        if number % EVERY == 0:
            progress(number)
        yield row


EVERY = 5_000
"""How often progress is told."""


def _safely(reader: Reader, file: Opened, options: Options) -> Iterator[Row]:
    try:
        yield from reader.rows(Path(file.path), file.sha256, options)
    except RefusedError:
        raise
    except MemoryError:
        yield _not_readable("it needs too much memory")
    except Exception as error:  # noqa: BLE001 (no bytes may stop the files beside them)
        yield _not_readable(f"{type(error).__name__}: {error}"[:200])


def _not_readable(reason: str) -> Problem:
    return Problem(
        "not-readable",
        "",
        "The file, or the rest of it, cannot be read: {reason}.",
        "It may be damaged or cut short: export or copy it once more and add that file.",
        {"reason": reason},
    )
