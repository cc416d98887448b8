"""Records: the rows of evidence, as every reader gives them. Nothing here is an answer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from complaintgen.model.problem import Problem
from complaintgen.model.question import Form


class RecordKind(StrEnum):
    """What a row is."""

    CALL = "call"
    SMS = "sms"
    MMS = "mms"
    CHAT = "chat"


class Way(StrEnum):
    """Whether it came in or went out; unknown where the source does not say."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How exactly the source gives the time."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"


class Record(Form, frozen=True, kw_only=True, gc=False):
    """One row of evidence: a call or a message (no cycles, so the collector can pass it by).

    Attributes:
        file: SHA-256 of the file, in hex; with `row` it makes the record's id.
        row: its place in the file, from 1: the row of a table, the element of an XML file, the
            line where a block of text begins. Never changes while the file is the same.
        kind: what it is.
        at: when it began, Beijing time (UTC+08:00), without a zone.
        precision: how exactly the source gives `at`.
        way: in or out, seen from the person's telephone.
        number: the other side's number in the form of `analysis.numbers.normal_number`; empty
            where the source hides or lacks it.
        shown: the other side as the source prints it, where that differs from `number`.
        name: the contact's name or nickname in the source.
        answered: whether a call was answered; None where the source does not say.
        seconds: how long a call lasted.
        text: the words of a message exactly as received, repaired characters marked.
        place: the place the source gives, as printed.
    """

    file: str
    row: int
    kind: RecordKind
    at: dt.datetime
    precision: Precision = Precision.SECOND
    way: Way = Way.UNKNOWN
    number: str = ""
    shown: str = ""
    name: str = ""
    answered: bool | None = None
    seconds: int | None = None
    text: str = ""
    place: str = ""

    @property
    def id(self) -> str:
        """`<SHA-256 of the file>:<row>`."""
        return f"{self.file}:{self.row}"


class Coverage(StrEnum):
    """Which calls a source lists at all: a carrier bills answered ones only."""

    CONNECTED = "connected"
    ATTEMPTS = "attempts"
    UNKNOWN = "unknown"


class Period(Form, frozen=True):
    """The first and the last moment found in a file, Beijing time."""

    first: dt.datetime
    last: dt.datetime


class Reading(Form, frozen=True, kw_only=True):
    """What reading one file gave: `rows` = records + merged + ignored + problems of rows.

    Attributes:
        reader: the reader's name, `unicom-xls`; `version` its version: another one reads again.
        rows: how many rows (elements, messages) the file has; the header is not one.
        records: the rows that could be read, duplicates within the file merged.
        merged: how many rows said the same as another row of the same file.
        ignored: rows that are none by nature, counted by kind: `blank`, `total`, `summary`,
            `draft`, `system` and so on.
        problems: what could not be read; each with its place (`row 17`) and what to do.
        row_problems: how many of `rows` could not be read (each has a problem).
        coverage: which calls the source lists.
        repaired: how many characters or elements had to be mended to read the file.
        notes: what the person should know about this file, as problems that hinder nothing.
    """

    reader: str
    version: int
    rows: int = 0
    records: tuple[Record, ...] = ()
    merged: int = 0
    ignored: dict[str, int] = {}  # noqa: RUF012 (msgspec copies an empty dict)
    problems: tuple[Problem, ...] = ()
    row_problems: int = 0
    coverage: Coverage = Coverage.UNKNOWN
    repaired: int = 0
    notes: tuple[Problem, ...] = ()

    @property
    def period(self) -> Period | None:
        """From the first record to the last; None without records."""
        moments = [record.at for record in self.records]
        return Period(min(moments), max(moments)) if moments else None


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One call or message as all the files together show it; never stored.

    Attributes:
        at: when it began, Beijing time, from the most exact record; of several the earliest.
        precision: how exactly `at` is known.
        number: the other side in its normal form without 转; empty where it is hidden or masked.
        answered: of a call, from whichever record knows.
        seconds: how long it lasted, from whichever record knows.
        text: the words of a message exactly as received.
        records: the ids of all records that show it, sorted.
        proofs: the ids of the proofs whose files hold them, in the order of the case.
        owner: the contact whose telephone shows it; empty where it is the writer's.
    """

    kind: RecordKind
    at: dt.datetime
    precision: Precision = Precision.SECOND
    way: Way = Way.UNKNOWN
    number: str = ""
    name: str = ""
    answered: bool | None = None
    seconds: int | None = None
    text: str = ""
    records: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    owner: str = ""


Events = Mapping[str, tuple[Event, ...]]
"""The events behind an incident, by its id. An incident of which the files show all that it counts,
but under other incidents of its day, has none: it is not counted a second time.
"""

_COMPUTED = re.compile(r"r[0-9]{8}[a-z][0-9a-f]{6,}")


def is_computed(incident: str) -> bool:
    """Whether an id is that of an incident computed from records: nobody can be asked about it."""
    return bool(_COMPUTED.fullmatch(incident))
