"""Chats and messages as CSV with a header: iMazing, and old exports of WeChatMsg.

Columns are found by name; their number and order differ by version.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from typing import TYPE_CHECKING

from complaintgen.intake import android, remarks
from complaintgen.intake.mending import without_lost_bytes
from complaintgen.intake.rows import Ignored, Repaired
from complaintgen.intake.sniff import start_of_text
from complaintgen.intake.stamps import Stamp, from_unix, from_utc
from complaintgen.intake.streams import byte_parts, lines, text_parts
from complaintgen.model.record import Coverage, Record, RecordKind, Way

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.intake.rows import Opened, Options, Row

_TITLE = re.compile(r"<title>([^<]{1,500})</title>")
_CHAT_TYPES = {"1": "text", "10000": "system", "49": "card"}
_IMAZING_WAYS = {"incoming": Way.IN, "outgoing": Way.OUT}


class _Csv:
    """What the two have in common: header, rows, counting."""

    name = ""
    version = 1
    coverage = Coverage.UNKNOWN
    needed: frozenset[str] = frozenset()

    def recognises(self, file: Opened) -> bool:
        """The columns that its header must name."""
        first = start_of_text(file.head[:8192]).lstrip("\ufeff").partition("\n")[0]
        return self.needed <= {cell.strip(' "\r') for cell in first.split(",")}

    def rows(self, path: Path, sha256: str, options: Options) -> Iterator[Row]:  # noqa: ARG002
        """Every row below the header, numbered from 1."""
        return remarks.watched(self._rows(path, sha256))

    def _rows(self, path: Path, sha256: str) -> Iterator[Row]:
        table = csv.reader(f"{line}\n" for line in lines(text_parts(byte_parts(path))))
        header: list[str] | None = None
        number = repaired = 0
        while True:
            try:
                cells = next(table)
            except StopIteration:
                break
            except csv.Error:
                number += 1
                yield remarks.too_long(number)
                continue
            if header is None:
                header = [cell.strip("\ufeff ") for cell in cells]
                continue
            number += 1
            cleaned = [without_lost_bytes(cell) for cell in cells]
            repaired += sum(count for _, count in cleaned)
            texts = dict(zip(header, (text for text, _ in cleaned), strict=False))
            if not any(text.strip() for text in texts.values()):
                yield Ignored("blank")
            else:
                yield self.row(texts, sha256, number)
        if repaired:
            yield Repaired(repaired)

    def row(self, cells: dict[str, str], sha256: str, number: int) -> Row:
        """One row, its cells by header."""
        raise NotImplementedError


class ImazingCsv(_Csv):
    """iMazing: messages and WhatsApp; 13 to 16 columns by version."""

    name = "imazing-csv"
    needed = frozenset({"Chat Session", "Type", "Sender ID", "Text"})

    def row(self, cells: dict[str, str], sha256: str, number: int) -> Row:
        """One message; a notification is none."""
        way = _IMAZING_WAYS.get(cells.get("Type", "").strip().lower())
        if way is None:
            return Ignored("system")
        written = cells.get("Message Date") or cells.get("Sent Date", "")
        at = _iso(written)
        if at is None:
            return remarks.no_time(number, written)
        service = cells.get("Service", "").strip().lower()
        whatsapp = service == "whatsapp" or "Sent Date" in cells
        session = cells.get("Chat Session", "")
        other = session if way is Way.OUT else cells.get("Sender ID", "") or session
        side, shown = android.other_side(other)
        return Record(
            file=sha256,
            row=number,
            kind=RecordKind.CHAT if whatsapp else RecordKind.SMS,
            at=at.at,
            way=way,
            number=side,
            shown=shown,
            name=session if way is Way.OUT else cells.get("Sender Name", ""),
            text=_with_subject(cells),
        )


def _with_subject(cells: dict[str, str]) -> str:
    parts = (cells.get("Subject", ""), cells.get("Text", ""), cells.get("Attachment", ""))
    return "\n".join(part for part in parts if part)


def _iso(written: str) -> Stamp | None:
    """A local moment, or one with its zone."""
    try:
        moment = dt.datetime.fromisoformat(written.strip())
        return Stamp(from_utc(moment) if moment.tzinfo else moment.replace(microsecond=0))
    except (ValueError, OverflowError):
        return None


class WeChatCsv(_Csv):
    """Old exports of WeChatMsg; only what lies on a disk already is read."""

    name = "wechatmsg-csv"
    needed = frozenset({"IsSender", "CreateTime", "StrContent", "StrTime"})

    def row(self, cells: dict[str, str], sha256: str, number: int) -> Row:
        """One message; pictures and the like have no words."""
        kind = _CHAT_TYPES.get(cells.get("Type", "").strip(), "other")
        if kind == "system":
            return Ignored("system")
        written = cells.get("CreateTime", "")
        whole = android.whole_number(written)
        at = from_unix(whole) if whole is not None else None
        if at is None:
            return remarks.no_time(number, written)
        content = cells.get("StrContent", "")
        title = _TITLE.search(content) if kind == "card" else None
        way = {"1": Way.OUT, "0": Way.IN}.get(cells.get("IsSender", "").strip(), Way.UNKNOWN)
        return Record(
            file=sha256,
            row=number,
            kind=RecordKind.CHAT,
            at=at,
            way=way,
            shown=cells.get("Sender", "") if way is not Way.OUT else "",
            name="" if way is Way.OUT else cells.get("Remark") or cells.get("NickName", ""),
            text=content if kind == "text" else title[1] if title else "",
        )
