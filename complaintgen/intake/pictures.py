"""Pictures: their size, the moment they were taken, whether they are whole.

A picture is never decoded: all of this stands in its header, so one that claims a thousand million
pixels costs nothing. `MOST_PIXELS` is what other parts of the program agree to open.
"""

from __future__ import annotations

import datetime as dt
import re
import struct
from typing import TYPE_CHECKING, NamedTuple

from complaintgen.intake.containers import boxes
from complaintgen.intake.stamps import Stamp, from_parts, from_utc
from complaintgen.intake.tiff import ORIGINAL_TAGS, read_tags

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.intake.tiff import Tags

MOST_PIXELS = 120_000_000
_MOST_BYTES = 64 << 20
_WRITTEN = re.compile(r"(\d{4})[:\-/](\d\d)[:\-/](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_ZONE = re.compile(r"([+\-])(\d\d):?(\d\d)")
_EXIF = re.compile(rb"(?:Exif\0\0|eXIf|EXIF....)(?=II\*\0|MM\0\*)", re.DOTALL)
_LONE_MARKERS = {0x01, *range(0xD0, 0xD9)}
_FRAME_MARKERS = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN = 0xDA

Size = tuple[int, int]


class Look(NamedTuple):
    """What a picture's header says; `camera` if it names the maker of one."""

    width: int | None = None
    height: int | None = None
    taken: Stamp | None = None
    camera: bool = False
    too_large: bool = False
    cut: bool = False


def look(path: Path, media: str) -> Look:
    """The picture's size and moment; of a damaged one what could be read, marked as cut short."""
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES)
        whole = not file.read(1)
    size, ends = _measure(path, media, data)
    width, height = size or (None, None)
    found = _EXIF.search(data)
    tags = read_tags(data[found.end() : found.end() + (1 << 16)]) if found else {}
    return Look(
        width=width,
        height=height,
        taken=_taken(tags),
        camera="maker" in tags,
        too_large=size is not None and size[0] * size[1] > MOST_PIXELS,
        cut=size is None or (whole and not ends),
    )


def _measure(path: Path, media: str, data: bytes) -> tuple[Size | None, bool]:
    """Width and height, and whether the file ends where its form says it does."""
    match media:
        case "image/png":
            size = struct.unpack(">II", data[16:24]) if _has(data, 24) else None
            return size, b"IEND\xaeB`\x82" in data[-4096:]
        case "image/gif":
            return _little(data, "<HH", 6), data.rstrip(b"\0").endswith(b";")
        case "image/bmp":
            return _little(data, "<II", 18), len(data) >= int.from_bytes(data[2:6], "little")
        case "image/jpeg":
            return _jpeg(data)
        case "image/webp":
            return _webp(data), len(data) >= int.from_bytes(data[4:8], "little") + 8
        case _:
            return _heic(path)


def _has(data: bytes, length: int) -> bool:
    return len(data) >= length


def _little(data: bytes, form: str, start: int) -> Size | None:
    if not _has(data, start + struct.calcsize(form)):
        return None
    width, height = struct.unpack_from(form, data, start)
    return width, height


def _jpeg(data: bytes) -> tuple[Size | None, bool]:
    """Walks the segments up to the first scan; the picture ends with FF D9 behind it."""
    size: Size | None = None
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 (each marker begins so)
        marker = data[place + 1]
        if marker in _LONE_MARKERS or marker == 0xFF:  # noqa: PLR2004 (a fill byte)
            place += 2 if marker in _LONE_MARKERS else 1
            continue
        if marker in _FRAME_MARKERS and _has(data, place + 9):
            height, width = struct.unpack_from(">HH", data, place + 5)
            size = size or (width, height)
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
        if marker == _START_OF_SCAN:
            return size, data.find(b"\xff\xd9", place) >= 0
    return size, False


def _webp(data: bytes) -> Size | None:
    if not _has(data, 30):
        return None
    match data[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(
                data[27:30], "little"
            )
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
        case _:
            return None


def _heic(path: Path) -> tuple[Size | None, bool]:
    """The largest image that a HEIC or AVIF file describes; tiles are smaller."""
    largest: Size | None = None
    last = 0
    length = path.stat().st_size
    with path.open("rb") as file:
        for box in boxes(file, length):
            last = max(last, box.end)
            if box.kind == b"ispe" and box.end - box.start >= 12:  # noqa: PLR2004 (flags, two sizes)
                file.seek(box.start + 4)
                sizes = file.read(8)
                if _has(sizes, 8):
                    width, height = struct.unpack(">II", sizes)
                    largest = max(largest or (0, 0), (width, height))
    return largest, last == length


def _taken(tags: Tags) -> Stamp | None:
    """When it was taken: the camera's clock, whose zone counts where the picture states it."""
    for tag in ORIGINAL_TAGS:
        found = _WRITTEN.match(tags.get(tag, ""))
        moment = from_parts(*map(int, found.groups())) if found else None
        if moment is not None:
            return Stamp(_in_beijing(moment, _ZONE.match(tags.get("offset", ""))))
    return None


def _in_beijing(moment: dt.datetime, zone: re.Match[str] | None) -> dt.datetime:
    if zone is None:
        return moment
    offset = dt.timedelta(hours=int(zone[2]) % 24, minutes=int(zone[3]) % 60)
    return from_utc(moment.replace(tzinfo=dt.timezone(-offset if zone[1] == "-" else offset)))
