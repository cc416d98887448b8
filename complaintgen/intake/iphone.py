"""iPhone databases: CallHistory.storedata and sms.db, opened so that nothing is ever written.

A database that came from somebody else may hold anything: only plain tables are asked, and every
query is given up after a bounded amount of work.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, Any

from complaintgen.intake import android, remarks
from complaintgen.intake.mending import without_lost_bytes
from complaintgen.intake.rows import Ignored, Repaired
from complaintgen.intake.stamps import from_cocoa
from complaintgen.model.record import Coverage, Record, RecordKind, Way

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.intake.rows import Opened, Options, Row

_START = b"SQLite format 3\x00"
_STEPS = 1_000_000
_MOST_STEPS = 1_500  # of that many instructions each: a few seconds of work
_LARGEST_VALUE = 16 << 20
_LEAST_NANOSECONDS = 100_000_000_000
_PHONE = 1
_REACTIONS = 2000
_BODY = b"NSString"
_BODY_GAP = 5
_LONGEST_BODY = 1 << 20


class _Database:
    """What both have in common: the table by which it is known, its columns, its rows."""

    name = ""
    version = 2
    coverage = Coverage.UNKNOWN
    table = ""
    needed: frozenset[str] = frozenset()

    def recognises(self, file: Opened) -> bool:
        """A SQLite file with the table of this source."""
        if not file.head.startswith(_START):
            return False
        with contextlib.suppress(sqlite3.Error), _opened(file.path) as database:
            return self.table in _tables(database)
        return False

    def rows(self, path: Path, sha256: str, options: Options) -> Iterator[Row]:  # noqa: ARG002
        """Every row of the table, numbered from 1 in the order of its keys."""
        return remarks.watched(self._rows(path, sha256))

    def _rows(self, path: Path, sha256: str) -> Iterator[Row]:
        if _keeps_a_journal(path):
            yield remarks.journal_apart()
        with _opened(str(path)) as database:
            columns = _columns(database, self.table)
            if not self.needed <= columns:
                yield remarks.other_schema(", ".join(sorted(self.needed - columns)))
                return
            repaired = unread = 0
            for number, row in enumerate(database.execute(self.query(database, columns)), 1):
                read = self.row(dict(row), sha256, number)
                if isinstance(read, Record):
                    repaired += read.text.count("〚")
                    unread += not read.text and self.has_unread_words(row)
                yield read
        if unread:
            yield remarks.words_not_read(unread)
        if repaired:
            yield Repaired(repaired)

    def query(self, database: sqlite3.Connection, columns: set[str]) -> str:
        """What is asked, by the columns that are there."""
        raise NotImplementedError

    def row(self, row: dict[str, Any], sha256: str, number: int) -> Row:
        """One row as a record."""
        raise NotImplementedError

    def has_unread_words(self, row: sqlite3.Row) -> bool:  # noqa: ARG002
        """Whether the row holds words in a form that we could not read."""
        return False


@contextlib.contextmanager
def _opened(path: str) -> Iterator[sqlite3.Connection]:
    """The database, read only and immutable: no journal is played back, no file is made."""
    from pathlib import Path  # noqa: PLC0415 (only its form as a URI)

    uri = f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1"
    database = sqlite3.connect(uri, uri=True)
    try:
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA cell_size_check = ON")
        database.text_factory = lambda raw: raw.decode("utf-8", "complaintgen-halves")
        database.row_factory = sqlite3.Row
        steps = iter(range(_MOST_STEPS))
        database.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
        yield database
    finally:
        database.close()


def _tables(database: sqlite3.Connection) -> set[str]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row["name"] for row in found}


def _columns(database: sqlite3.Connection, table: str) -> set[str]:
    if table not in _tables(database):
        return set()
    return {row["name"] for row in database.execute(f'PRAGMA table_info("{table}")')}


def _keeps_a_journal(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(20)
    return head[18:20] == b"\x02\x02"


def _text(value: object) -> str:
    """A value of any type as text."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "complaintgen-halves")
    return without_lost_bytes(str(value))[0] if value is not None else ""


def _cocoa(value: object) -> dt.datetime | None:
    """Seconds, or nanoseconds since iOS 11, from 2001."""
    if not isinstance(value, (int, float)) or value <= 0:
        return None
    return from_cocoa(value / 1e9 if abs(value) > _LEAST_NANOSECONDS else value)


def _way(out: object) -> Way:
    """In or out by a column that is 1 for out, 0 for in; a column left empty says neither."""
    return {1: Way.OUT, 0: Way.IN}.get(out, Way.UNKNOWN) if isinstance(out, int) else Way.UNKNOWN


class IphoneCalls(_Database):
    """CallHistory.storedata: calls, missed ones included."""

    name = "iphone-calls"
    coverage = Coverage.ATTEMPTS
    table = "ZCALLRECORD"
    needed = frozenset({"ZDATE", "ZDURATION", "ZADDRESS", "ZORIGINATED", "ZANSWERED"})

    def query(self, database: sqlite3.Connection, columns: set[str]) -> str:  # noqa: ARG002
        """All calls in the order of their keys."""
        wanted = sorted(self.needed | columns & {"ZCALLTYPE", "ZNAME", "ZLOCATION"})
        return f"SELECT {', '.join(wanted)} FROM ZCALLRECORD ORDER BY rowid"  # noqa: S608 (our own words)

    def row(self, row: dict[str, Any], sha256: str, number: int) -> Row:
        """One call; those of FaceTime say so in `shown`."""
        at = _cocoa(row["ZDATE"])
        if at is None:
            return remarks.no_time(number, _text(row["ZDATE"]))
        way = _way(row["ZORIGINATED"])
        lasted = row["ZDURATION"]
        usable = isinstance(lasted, (int, float)) and 0 <= lasted < 10**6
        seconds = int(lasted) if usable else None
        side, shown = android.other_side(_text(row["ZADDRESS"]))
        kind = row.get("ZCALLTYPE", _PHONE)
        return Record(
            file=sha256,
            row=number,
            kind=RecordKind.CALL,
            at=at,
            way=way,
            number=side,
            shown=shown if kind in {_PHONE, None} else f"FaceTime {shown or side}".strip(),
            name=android.known_text(_text(row.get("ZNAME"))),
            answered=_was_answered(way, row["ZANSWERED"], seconds),
            seconds=seconds,
            place=android.known_text(_text(row.get("ZLOCATION"))),
        )


def _was_answered(way: Way, said: object, seconds: int | None) -> bool | None:
    """Whether a call was answered: one's own if it lasted, another's as the column says."""
    if way is Way.OUT:
        return None if seconds is None else seconds > 0
    return bool(said) if isinstance(said, int) else None


class IphoneMessages(_Database):
    """sms.db: SMS and iMessage."""

    name = "iphone-messages"
    table = "message"
    needed = frozenset({"date", "is_from_me", "text", "handle_id"})

    def query(self, database: sqlite3.Connection, columns: set[str]) -> str:
        """All messages with the other side's address, from the handle or from the chat."""
        tables = _tables(database)
        extra = sorted(columns & {"attributedBody", "item_type", "associated_message_type"})
        wanted = ["m.date", "m.is_from_me", "m.text", *(f"m.{name}" for name in extra)]
        address = "NULL"
        if {"id"} <= _columns(database, "handle"):
            address = "(SELECT h.id FROM handle h WHERE h.ROWID = m.handle_id)"
        if {"chat", "chat_message_join"} <= tables:
            address = (
                f"COALESCE({address}, (SELECT c.chat_identifier FROM chat_message_join j"  # noqa: S608
                " JOIN chat c ON c.ROWID = j.chat_id WHERE j.message_id = m.ROWID LIMIT 1))"
            )
        return f"SELECT {', '.join(wanted)}, {address} AS address FROM message m ORDER BY m.ROWID"  # noqa: S608

    def row(self, row: dict[str, Any], sha256: str, number: int) -> Row:
        """One message; reactions and notices about a group are none."""
        if row.get("item_type"):
            return Ignored("system")
        reaction = row.get("associated_message_type")
        if isinstance(reaction, int) and reaction >= _REACTIONS:
            return Ignored("reaction")
        at = _cocoa(row["date"])
        if at is None:
            return remarks.no_time(number, _text(row["date"]))
        side, shown = android.other_side(_text(row["address"]))
        text = _text(row["text"]) or body_text(row.get("attributedBody")) or ""
        return Record(
            file=sha256,
            row=number,
            kind=RecordKind.SMS,
            at=at,
            way=_way(row["is_from_me"]),
            number=side,
            shown=shown,
            text=text.replace("\ufffc", "").strip("\n"),
        )

    def has_unread_words(self, row: sqlite3.Row) -> bool:
        """Whether its words stand in an `attributedBody` of a form unknown to us."""
        body = row["attributedBody"] if "attributedBody" in row.keys() else None  # noqa: SIM118 (a Row is none)
        return not row["text"] and bool(body) and body_text(body) is None


def body_text(body: object) -> str | None:
    """The words in an `attributedBody`: the first string of Apple's typed stream.

    The other strings in it name attributes. None where it is damaged, or of another form.
    """
    if not isinstance(body, bytes):
        return None
    place = body.find(_BODY)
    start = place + len(_BODY) + _BODY_GAP
    if place < 0 or start >= len(body):
        return None
    width = {0x81: 2, 0x82: 4}.get(body[start], 0)
    length = int.from_bytes(body[start + 1 : start + 1 + width], "little") if width else body[start]
    words = body[start + 1 + width :][:length]
    return _text(words) if len(words) == length <= _LONGEST_BODY else None
