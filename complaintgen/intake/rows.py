"""What every reader gives, row by row, and the count over them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from complaintgen.model.problem import Problem
from complaintgen.model.question import Form
from complaintgen.model.record import Coverage, Precision, Reading, Record, RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class Ignored(Form, frozen=True):
    """A row that is no record by nature; `kind` is counted: `blank`, `total`, `draft` and so on."""

    kind: str


class Note(Form, frozen=True):
    """Something the person should know about the file; it hinders nothing and is no row."""

    problem: Problem


class Repaired(Form, frozen=True):
    """So many characters had to be mended; it is no row."""

    count: int


Row = Record | Ignored | Problem | Note | Repaired
"""A record, a row that is none, a row that could not be read, or a remark on the file."""


class RefusedError(Exception):
    """Raised by `Reader.rows`: the file as a whole is refused (a bomb, a locked file), and nothing
    that was read from it before counts.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Options(Form, frozen=True, kw_only=True):
    """What the person said about a file that does not say it itself.

    Attributes:
        columns: which column means what, `meaning=header`, where the headers are unknown to us.
        year: the year of the first row, where the file prints none.
        own_names: the person's own nicknames in an exported chat.
    """

    columns: tuple[str, ...] = ()
    year: int | None = None
    own_names: tuple[str, ...] = ()


class Opened(Form, frozen=True, kw_only=True):
    """A file to be read: where it lies, its SHA-256, its size, and its first bytes."""

    path: str
    sha256: str
    size: int
    head: bytes


class Reader(Protocol):
    """One source. On no bytes a reader raises anything but `RefusedError`: what is wrong is a row
    of its own.
    """

    name: str
    version: int
    coverage: Coverage

    def recognises(self, file: Opened) -> bool:
        """Whether the file is of this source; decided by content, never by its name."""
        ...

    def rows(self, path: Path, sha256: str, options: Options) -> Iterator[Row]:
        """All rows of the file, in its order, in memory that does not grow with its size."""
        ...


def count(reader: Reader, rows: Iterable[Row]) -> Reading:
    """The rows of a file counted and sorted out; rows that say the same are merged into one."""
    kept: dict[tuple[object, ...], Record] = {}
    ignored: Counter[str] = Counter()
    problems: list[Problem] = []
    notes: list[Problem] = []
    total = merged = repaired = 0
    for row in rows:
        match row:
            case Record():
                total += 1
                if kept.setdefault(_same(row), row) is not row:
                    merged += 1
            case Ignored():
                total += 1
                ignored[row.kind] += 1
            case Problem():
                total += 1
                problems.append(row)
            case Note():
                notes.append(row.problem)
            case Repaired():
                repaired += row.count
    return Reading(
        reader=reader.name,
        version=reader.version,
        rows=total,
        records=tuple(kept.values()),
        merged=merged,
        ignored=dict(ignored),
        problems=tuple(problems),
        row_problems=len(problems),
        coverage=reader.coverage,
        repaired=repaired,
        notes=tuple(notes),
    )


def _same(record: Record) -> tuple[object, ...]:
    """What two rows share that say the same thing twice; a time alone is too coarse.

    Five calls of one day in a list kept by hand are five calls. Chats know minutes only, and what
    was copied twice stands in one file twice.
    """
    other = record.number or record.shown or record.name
    coarse = record.precision is not Precision.SECOND and record.kind is not RecordKind.CHAT
    what = record.kind, record.at, record.way, other, record.seconds, record.text, record.answered
    return (*what, record.row) if coarse else what
