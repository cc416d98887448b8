"""SMS Backup & Restore (SyncTech) and what writes the same XML: messages, calls, MMS.

By the vendor's list of fields. `readable_date` is a text in the phone's language and is never
read: the epoch is. Attachments are passed over without being held.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from complaintgen.intake import android, remarks
from complaintgen.intake.markup import Tag, begins_with, tags
from complaintgen.intake.mending import unescaped
from complaintgen.intake.rows import Ignored, Repaired
from complaintgen.intake.sniff import start_of_text, zip_entries
from complaintgen.intake.stamps import from_unix
from complaintgen.intake.streams import byte_parts, is_bomb, start_of_member, text_parts
from complaintgen.model.record import Coverage, Record, RecordKind, Way

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.intake.rows import Opened, Options, Row
    from complaintgen.model.problem import Problem

_ROOT = re.compile(r"<(?:smses|calls)[\s>]")
_ROOTS = frozenset({"smses", "calls"})
_ROWS = frozenset({"sms", "mms", "call"})
_ELEMENTS = _ROOTS | _ROWS | {"parts", "part", "addrs", "addr"}
_ATTRIBUTES = frozenset(
    """
    protocol address date type subject body toa sc_toa service_center read status locked date_sent
    sub_id readable_date contact_name number duration presentation subscription_id
    post_dial_digits subscription_component_name msg_box sub text_only seq ct name chset cd fn cid
    cl text data charset m_type m_id ct_t m_size
    """.split()  # noqa: SIM905 (so it can be compared with the vendor's list)
)
_LEAVES = frozenset({"sms", "call", "part", "addr"})
_DEEPEST = 12
_START = 4096
_FROM, _TO = "137", "151"
_LAYOUT_PART = "-1"


class SmsBackup:
    """Reader of one XML file, or of a zip that holds one."""

    name = "sms-backup-restore"
    version = 2
    coverage = Coverage.ATTEMPTS

    def recognises(self, file: Opened) -> bool:
        """A root element `smses` or `calls`, in the file or in a member of the zip."""
        if file.head.startswith(b"PK\x03\x04"):
            return any(_is_backup(file.path, member) for member in zip_entries(file))
        return begins_with(start_of_text(file.head[:_START]), _ROOT)

    def rows(self, path: Path, sha256: str, options: Options) -> Iterator[Row]:  # noqa: ARG002
        """Every sms, mms and call, numbered from 1 through the file."""
        return remarks.watched(_rows(path, sha256), android=True)


def _is_backup(path: str, member: zipfile.ZipInfo) -> bool:
    if not member.filename.lower().endswith(".xml"):
        return False
    return begins_with(start_of_text(start_of_member(path, member, _START)), _ROOT)


def _rows(path: Path, sha256: str) -> Iterator[Row]:
    backup = _Backup(sha256)
    for member in members(path):
        if member is not None and is_bomb(member):
            raise remarks.bomb()
        found = tags(text_parts(byte_parts(path, member)), _ELEMENTS, _ATTRIBUTES)
        yield from backup.read(found)


def members(path: Path) -> list[zipfile.ZipInfo | None]:
    """What is to be read: the file itself, or the backups in the zip that it is."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return [None]
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    return [entry for entry in entries if _is_backup(str(path), entry)]


class _Message:
    """An MMS being read: its own tag, then its parts and addresses."""

    def __init__(self, row: int, tag: Tag) -> None:
        self.row = row
        self.values = tag.values
        self.broken = tag.broken
        self.texts: list[str] = []
        self.sender = ""
        self.receivers: list[str] = []


class _Backup:
    """What is known while the tags of a backup go by."""

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        self.row = 0
        self.message: _Message | None = None
        self.said: str | None = None
        self.first_row = 0
        self.depth = 0
        self.repaired = self.mended = self.unknown_calls = 0

    def read(self, found: Iterator[Tag]) -> Iterator[Row]:
        """All rows of one text, then what is to be said about it."""
        self.said, self.first_row, self.depth = None, self.row, 0
        self.repaired = self.mended = self.unknown_calls = 0
        closed = False
        for tag in found:
            self._refuse_danger(tag)
            closed = tag.end and tag.name in _ROOTS
            yield from self._take(tag)
        yield from self._finish_message()
        yield from self._said(closed=closed)

    def _refuse_danger(self, tag: Tag) -> None:
        """Raises where a tag is what no backup has."""
        if tag.name == "!DOCTYPE":
            raise remarks.document_type()
        if tag.name not in _LEAVES and not tag.single:
            self.depth += -1 if tag.end else 1
        if self.depth > _DEEPEST:
            raise remarks.nested_too_deeply()

    def _said(self, *, closed: bool) -> Iterator[Row]:
        rows = self.row - self.first_row
        if self.said is not None and self.said.strip() != str(rows):
            yield remarks.wrong_count(self.said, rows)
        if not closed:
            yield remarks.cut_short()
        if self.mended:
            yield remarks.mended_entries(self.mended)
        if self.unknown_calls:
            yield remarks.other_calls(self.unknown_calls)
        if self.repaired:
            yield Repaired(self.repaired)

    def _take(self, tag: Tag) -> Iterator[Row]:
        if tag.end:
            if tag.name == "mms":
                yield from self._finish_message()
        elif tag.name in _ROWS:
            yield from self._finish_message()
            self.row += 1
            self.mended += tag.mended
            yield from self._row(tag)
        elif tag.name in _ROOTS:
            self.said = tag.values.get("count")
        elif self.message is not None:
            self._part(self.message, tag)

    def _row(self, tag: Tag) -> Iterator[Row]:
        if tag.cut:
            yield remarks.too_long(self.row)
        elif tag.broken:
            yield remarks.broken_element(self.row)
        elif tag.name == "mms":
            self.message = _Message(self.row, tag)
            if tag.single:
                yield from self._finish_message()
        else:
            yield self._sms(tag) if tag.name == "sms" else self._call(tag)

    def _value(self, tag: Tag, name: str) -> str:
        raw = tag.values.get(name, "")
        if not raw or raw == "null":
            return ""
        if raw.isascii() and raw.isalnum():
            return raw
        text, repaired = unescaped(raw)
        self.repaired += repaired
        return text

    def _sms(self, tag: Tag) -> Record | Ignored | Problem:
        kind = tag.values.get("type", "")
        draft = android.draft_kind(kind)
        if draft:
            return Ignored(draft)
        written = tag.values.get("date", "")
        at = moment(written)
        if at is None:
            return remarks.no_time(self.row, written)
        number, shown = android.other_side(self._value(tag, "address"))
        return Record(
            file=self.sha256,
            row=self.row,
            kind=RecordKind.SMS,
            at=at,
            way=android.message_way(kind),
            number=number,
            shown=shown,
            name=android.known_text(self._value(tag, "contact_name")),
            text=self._value(tag, "body"),
        )

    def _call(self, tag: Tag) -> Record | Problem:
        written = tag.values.get("date", "")
        at = moment(written)
        if at is None:
            return remarks.no_time(self.row, written)
        seconds = android.length(tag.values.get("duration", ""))
        way, answered = android.call_way(tag.values.get("type", ""), seconds)
        self.unknown_calls += way is Way.UNKNOWN
        number, shown = android.other_side(self._value(tag, "number"))
        return Record(
            file=self.sha256,
            row=self.row,
            kind=RecordKind.CALL,
            at=at,
            way=way,
            number=number,
            shown=shown,
            name=android.known_text(self._value(tag, "contact_name")),
            answered=answered,
            seconds=seconds,
        )

    def _part(self, message: _Message, tag: Tag) -> None:
        if tag.name == "addr":
            address = self._value(tag, "address")
            if tag.values.get("type") == _FROM:
                message.sender = address
            elif tag.values.get("type") == _TO:
                message.receivers.append(address)
        elif tag.name == "part" and tag.values.get("seq") != _LAYOUT_PART:
            text = self._value(tag, "text") if tag.values.get("ct") == "text/plain" else ""
            if text and text != "null":
                message.texts.append(text)

    def _finish_message(self) -> Iterator[Row]:
        message, self.message = self.message, None
        if message is None:
            return
        draft = android.draft_kind(message.values.get("msg_box", ""))
        written = message.values.get("date", "")
        at = moment(written)
        if draft:
            yield Ignored(draft)
        elif at is None:
            yield remarks.no_time(message.row, written)
        else:
            yield self._mms(message, at)

    def _mms(self, message: _Message, at: dt.datetime) -> Record:
        tag = Tag("mms", message.values)
        way = android.message_way(tag.values.get("msg_box", ""))
        people = message.receivers if way is Way.OUT else [message.sender]
        listed = [person for person in people if person and "insert-address" not in person]
        number, shown = android.other_side(
            "~".join(listed) or self._value(tag, "address").replace(",", "~")
        )
        subject = android.known_text(self._value(tag, "sub"))
        return Record(
            file=self.sha256,
            row=message.row,
            kind=RecordKind.MMS,
            at=at,
            way=way,
            number=number,
            shown=shown,
            name=android.known_text(self._value(tag, "contact_name")),
            text="\n".join([subject, *message.texts] if subject else message.texts),
        )


def moment(written: str) -> dt.datetime | None:
    """The epoch of a backup as Beijing time; milliseconds, whatever other writers meant."""
    whole = android.whole_number(written)
    return from_unix(whole) if whole is not None else None
