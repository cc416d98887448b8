"""Files as containers: the media type by content, the boxes of MP4 and HEIC, the date of a PDF."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from complaintgen.intake.stamps import Stamp, from_parts, from_utc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%PDF-", "application/pdf"),
    (b"#!AMR-WB\n", "audio/amr-wb"),
    (b"#!AMR\n", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"\x02#!SILK_V3", "audio/silk"),
    (b"#!SILK_V3", "audio/silk"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_RIFF = {b"WAVE": "audio/wav", b"WEBP": "image/webp", b"AVI ": "video/x-msvideo"}
_BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"hevc": "image/heic",
    b"avif": "image/avif",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
_AAC = re.compile(rb"\xff[\xf0\xf1\xf8\xf9]")
_MP3 = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")  # layer III
_PDF_DATE = re.compile(
    rb"/CreationDate\s*\(D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:([+\-Z])(?:(\d\d)'?(\d\d)?)?)?"
)
_PDF_PART = 1 << 20
MOST_BOXES = 4096
DEEPEST = 8


def media_type(head: bytes) -> str:
    """The media type that the first bytes show; empty where they show none."""
    for start, media in _STARTS:
        if head.startswith(start):
            return media
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return _brand(head)
    if _AAC.match(head):
        return "audio/aac"
    if _MP3.match(head):
        return "audio/mpeg"
    return ""


def _brand(head: bytes) -> str:
    brand = head[8:12]
    if brand.startswith(b"3g"):
        return "video/3gpp"
    return _BRANDS.get(brand, "video/mp4")


def pdf_date(path: Path) -> Stamp | None:
    """When a PDF says it was made; a date without zone is taken as Beijing time."""
    with path.open("rb") as file:
        part = file.read(_PDF_PART)
        file.seek(0, 2)
        file.seek(max(len(part), file.tell() - _PDF_PART))
        found = _PDF_DATE.search(part + b"\n" + file.read(_PDF_PART))
    if found is None:
        return None
    moment = from_parts(*(int(part or 0) for part in found.groups()[:6]))
    if moment is None:
        return None
    return Stamp(_zoned(moment, found[7], found[8], found[9]), found[4] is not None)


def _zoned(
    moment: dt.datetime, sign: bytes | None, hours: bytes | None, minutes: bytes | None
) -> dt.datetime:
    if sign is None:
        return moment
    offset = dt.timedelta(hours=int(hours or 0) % 24, minutes=int(minutes or 0) % 60)
    return from_utc(moment.replace(tzinfo=dt.timezone(-offset if sign == b"-" else offset)))


class Box(NamedTuple):
    """One box of an MP4 or HEIC file: its kind, where its content begins and ends."""

    kind: bytes
    start: int
    end: int


_PARENTS = {b"moov", b"trak", b"mdia", b"iprp", b"ipco"}


def boxes(file: BinaryIO, size: int) -> Iterator[Box]:
    """The boxes of a file and of those that hold others, in order, bounded in number and depth.

    A box may claim to end after the file does; then the file was cut short.
    """
    open_ends = [(0, size)]
    for _ in range(MOST_BOXES):
        while open_ends and open_ends[-1][0] + 8 > open_ends[-1][1]:
            open_ends.pop()
        if not open_ends:
            return
        start, limit = open_ends[-1]
        box = _box(file, start, limit)
        if box is None:
            return
        yield box
        open_ends[-1] = (box.end, limit)
        if (box.kind in _PARENTS or box.kind == b"meta") and len(open_ends) < DEEPEST:
            inner = box.start + (4 if box.kind == b"meta" else 0)
            open_ends.append((inner, min(box.end, limit)))


def _box(file: BinaryIO, start: int, limit: int) -> Box | None:
    file.seek(start)
    head = file.read(16)
    length, kind, body = int.from_bytes(head[:4]), head[4:8], start + 8
    if length == 1:
        length, body = int.from_bytes(head[8:16]), start + 16
    end = limit if length == 0 else start + length
    return Box(kind, body, end) if len(head) >= 8 and end >= body else None  # noqa: PLR2004
