"""Super Backup (MobileIdea): its XML, in which quotes in a message are not escaped.

Its attributes always stand in the same order, so a message ends at the last ` read="` of its
element, whatever it holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaintgen.intake import android, remarks
from complaintgen.intake.markup import LONGEST_TAG, begins_with, pieces
from complaintgen.intake.mending import unescaped
from complaintgen.intake.rows import Ignored, Repaired
from complaintgen.intake.sniff import start_of_text
from complaintgen.intake.stamps import from_unix
from complaintgen.intake.streams import byte_parts, text_parts
from complaintgen.model.record import Coverage, Record, RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from complaintgen.intake.rows import Opened, Options, Row

_ROOT = re.compile(r"<allsms[\s>]")
_COUNT = re.compile(r"<?allsms\s[^>]*count=\"(\d{1,12})\"")
_HEAD = re.compile(
    r"sms\s+address=\"([^\"]*)\"\s+time=\"[^\"]*\"\s+date=\"([^\"]*)\"\s+type=\"([^\"]*)\"\s+body=\""
)
_TAIL = re.compile(r"[^\"]*\"\s+service_center=\"[^\"]*\"\s+name=\"(.*)\"\s*/?>\s*\Z", re.DOTALL)
_BODY_END = re.compile(r"\"\s+read=\"")


class SuperBackup:
    """Reader of `allsms`."""

    name = "super-backup"
    version = 1
    coverage = Coverage.UNKNOWN

    def recognises(self, file: Opened) -> bool:
        """A root element `allsms`."""
        return begins_with(start_of_text(file.head[:4096]), _ROOT)

    def rows(self, path: Path, sha256: str, options: Options) -> Iterator[Row]:  # noqa: ARG002
        """Every message, numbered from 1."""
        return remarks.watched(_rows(path, sha256), android=True)


def _rows(path: Path, sha256: str) -> Iterator[Row]:
    said, number, repaired, closed = None, 0, 0, False
    for element in _elements(pieces(text_parts(byte_parts(path)))):
        if element.startswith("!"):
            raise remarks.document_type()
        if element.startswith("sms"):
            number += 1
            row, mended = _row(element, sha256, number)
            repaired += mended
            yield row
        elif element.startswith("/allsms"):
            closed = True
        else:
            count = _COUNT.match(element)
            said = count[1] if count else said
    if said is not None and said != str(number):
        yield remarks.wrong_count(said, number)
    if not closed:
        yield remarks.cut_short()
    if repaired:
        yield Repaired(repaired)


def _elements(all_pieces: Iterable[str]) -> Iterator[str]:
    """Pieces joined up to where the next message, or the end of the file, begins."""
    held: list[str] = []
    for piece in all_pieces:
        begins = piece.startswith(("sms address=", "/allsms", "allsms", "!DOCTYPE", "!ENTITY"))
        if held and (begins or sum(map(len, held)) > LONGEST_TAG):
            yield "<".join(held)
            held = []
        if begins or held:
            held.append(piece)
    if held:
        yield "<".join(held)


def _row(element: str, sha256: str, row: int) -> tuple[Row, int]:
    if len(element) > LONGEST_TAG // 2:
        return remarks.too_long(row), 0
    head = _HEAD.match(element)
    ends = list(_BODY_END.finditer(element, head.end())) if head else []
    tail = _TAIL.match(element, ends[-1].end()) if ends else None
    if head is None or tail is None:
        return remarks.broken_element(row), 0
    draft = android.draft_kind(head[3])
    if draft:
        return Ignored(draft), 0
    whole = android.whole_number(head[2])
    at = from_unix(whole) if whole is not None else None
    if at is None:
        return remarks.no_time(row, head[2]), 0
    address, first = unescaped(head[1])
    text, second = unescaped(element[head.end() : ends[-1].start()])
    name, third = unescaped(tail[1])
    number, shown = android.other_side(address)
    record = Record(
        file=sha256,
        row=row,
        kind=RecordKind.SMS,
        at=at,
        way=android.message_way(head[3]),
        number=number,
        shown=shown,
        name=android.known_text(name),
        text=text,
    )
    return record, first + second + third
