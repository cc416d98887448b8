"""Old chat exports of WeFlow as JSON; only what lies on a disk already is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from complaintgen.intake import android, remarks
from complaintgen.intake.json_rows import column, objects
from complaintgen.intake.mending import visible
from complaintgen.intake.rows import Ignored, Repaired
from complaintgen.intake.sniff import start_of_text
from complaintgen.intake.stamps import from_unix
from complaintgen.intake.streams import byte_parts, text_parts
from complaintgen.model.record import Coverage, Record, RecordKind, Way

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.intake.rows import Opened, Options, Row

_MARK = re.compile(r"\A\ufeff?\s*\{.*?\"weflow\"\s*:", re.DOTALL)
_SYSTEM = "系统"


class WeFlowJson:
    """Reader of an object with `weflow`, `session` and `messages`."""

    name = "weflow-json"
    version = 1
    coverage = Coverage.UNKNOWN

    def recognises(self, file: Opened) -> bool:
        """A JSON object with the key `weflow` near its beginning."""
        return _MARK.match(start_of_text(file.head[:4096])) is not None

    def rows(self, path: Path, sha256: str, options: Options) -> Iterator[Row]:
        """Every message, numbered from 1."""
        return remarks.watched(_rows(path, sha256, options))


def _rows(path: Path, sha256: str, options: Options) -> Iterator[Row]:
    found = objects(text_parts(byte_parts(path)), after=r"\"messages\"\s*:\s*\[")
    repaired, unknown = 0, False
    for number, row in enumerate(found, 1):
        if row is None:
            yield remarks.broken_element(number)
            continue
        read, count = _row(row, sha256, number, options)
        repaired += count
        unknown = unknown or (isinstance(read, Record) and read.way is Way.UNKNOWN)
        yield read
    if unknown:
        yield remarks.whose_side()
    if repaired:
        yield Repaired(repaired)


def _row(row: dict[str, Any], sha256: str, number: int, options: Options) -> tuple[Row, int]:
    if _SYSTEM in column(row, "type"):
        return Ignored("system"), 0
    written = column(row, "createTime")
    whole = android.whole_number(written)
    at = from_unix(whole) if whole is not None else None
    if at is None:
        return remarks.no_time(number, written), 0
    text, first = visible(column(row, "content"))
    name, second = visible(column(row, "senderDisplayName", "senderUsername"))
    way = {"1": Way.OUT, "0": Way.IN}.get(column(row, "isSend"), Way.UNKNOWN)
    if way is Way.UNKNOWN and options.own_names:
        way = Way.OUT if name in options.own_names else Way.IN
    record = Record(
        file=sha256,
        row=number,
        kind=RecordKind.CHAT,
        at=at,
        way=way,
        name="" if way is Way.OUT else name,
        text=text,
    )
    return record, first + second
