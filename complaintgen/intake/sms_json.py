"""SMS Import/Export: messages as JSON array (v1) or JSON lines in a zip (v2), calls as JSON.

By its README: Android's own columns, all values as text; what the app adds begins with `__` since
v2. Other programs write the same with numbers. Dates of SMS and calls are milliseconds, of MMS
seconds.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

from complaintgen.intake import android, remarks
from complaintgen.intake.json_rows import column, objects, rows_in
from complaintgen.intake.mending import visible
from complaintgen.intake.rows import Ignored, Repaired
from complaintgen.intake.sniff import start_of_text, zip_entries
from complaintgen.intake.stamps import from_unix
from complaintgen.intake.streams import byte_parts, is_bomb, text_parts
from complaintgen.model.record import Coverage, Record, RecordKind, Way

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.intake.rows import Opened, Options, Row

_MESSAGES = re.compile(r"\"(?:address|msg_box|thread_id)\"\s*:")
_CALLS = re.compile(r"\"number\"\s*:")
_DURATION = re.compile(r"\"duration\"\s*:")
_DATE = re.compile(r"\"date\"\s*:")
_START = 16_384


class SmsJson:
    """Reader of the app's files, messages and calls alike."""

    name = "sms-import-export"
    version = 1
    coverage = Coverage.ATTEMPTS

    def recognises(self, file: Opened) -> bool:
        """Android's columns in the first object, or a zip with .ndjson in it."""
        if file.head.startswith(b"PK\x03\x04"):
            return any(_is_lines(entry) for entry in zip_entries(file))
        text = start_of_text(file.head[:_START]).lstrip("\ufeff \r\n\t")
        if not text.startswith(("[", "{")) or not _DATE.search(text):
            return False
        return bool(_MESSAGES.search(text) or (_CALLS.search(text) and _DURATION.search(text)))

    def rows(self, path: Path, sha256: str, options: Options) -> Iterator[Row]:  # noqa: ARG002
        """Every object, numbered from 1."""
        return remarks.watched(_rows(path, sha256), android=True)


def _is_lines(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(".ndjson") and "/" not in entry.filename


def _rows(path: Path, sha256: str) -> Iterator[Row]:
    reading = _Reading(sha256)
    for member in _members(path):
        if member is not None and is_bomb(member):
            raise remarks.bomb()
        for row in objects(text_parts(byte_parts(path, member))):
            yield reading.row(row)
    yield from reading.said()


def _members(path: Path) -> list[zipfile.ZipInfo | None]:
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return [None]
    with zipfile.ZipFile(path) as archive:
        return [entry for entry in archive.infolist() if _is_lines(entry)]


class _Reading:
    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        self.number = self.repaired = self.unknown_calls = 0

    def said(self) -> Iterator[Row]:
        if self.unknown_calls:
            yield remarks.other_calls(self.unknown_calls)
        if self.repaired:
            yield Repaired(self.repaired)

    def row(self, row: dict[str, Any] | None) -> Row:
        self.number += 1
        if row is None:
            return remarks.broken_element(self.number)
        mms = "msg_box" in row or "m_type" in row
        kind = android.draft_kind(column(row, "msg_box" if mms else "type"))
        if kind and "duration" not in row:
            return Ignored(kind)
        written = column(row, "date")
        whole = android.whole_number(written)
        at = from_unix(whole) if whole is not None else None
        if at is None:
            return remarks.no_time(self.number, written)
        if "duration" in row:
            return self._call(row, at)
        return self._mms(row, at) if mms else self._sms(row, at)

    def _text(self, text: str) -> str:
        text, repaired = visible(text)
        self.repaired += repaired
        return text

    def _name(self, row: dict[str, Any]) -> str:
        return android.known_text(self._text(column(row, "__display_name", "display_name", "name")))

    def _call(self, row: dict[str, Any], at: dt.datetime) -> Record:
        seconds = android.length(column(row, "duration"))
        way, answered = android.call_way(column(row, "type"), seconds)
        self.unknown_calls += way is Way.UNKNOWN
        number, shown = android.other_side(self._text(column(row, "number")))
        return Record(
            file=self.sha256,
            row=self.number,
            kind=RecordKind.CALL,
            at=at,
            way=way,
            number=number,
            shown=shown,
            name=self._name(row),
            answered=answered,
            seconds=seconds,
            place=android.known_text(self._text(column(row, "geocoded_location"))),
        )

    def _sms(self, row: dict[str, Any], at: dt.datetime) -> Record:
        number, shown = android.other_side(self._text(column(row, "address")))
        return Record(
            file=self.sha256,
            row=self.number,
            kind=RecordKind.SMS,
            at=at,
            way=android.message_way(column(row, "type")),
            number=number,
            shown=shown,
            name=self._name(row),
            text=self._text(column(row, "body")),
        )

    def _mms(self, row: dict[str, Any], at: dt.datetime) -> Record:
        way = android.message_way(column(row, "msg_box"))
        sender = rows_in(row, "__sender_address", "sender_address")
        people = rows_in(row, "__recipient_addresses", "recipient_addresses")
        listed = [column(person, "address") for person in (people if way is Way.OUT else sender)]
        number, shown = android.other_side(self._text("~".join(filter(None, listed))))
        texts = [
            column(part, "text")
            for part in rows_in(row, "__parts", "parts")
            if column(part, "ct") == "text/plain"
        ]
        subject = android.known_text(column(row, "sub"))
        return Record(
            file=self.sha256,
            row=self.number,
            kind=RecordKind.MMS,
            at=at,
            way=way,
            number=number,
            shown=shown,
            name=self._name(row),
            text=self._text("\n".join(filter(None, [subject, *texts]))),
        )
