"""Recordings and videos: how long they last and when their header says they were made.

Lengths of WAV, AMR and the MP4 family are computed; of other kinds they stay unknown.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from complaintgen.intake.containers import Box, boxes
from complaintgen.intake.stamps import Stamp, from_epoch, from_parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FROM_1904 = 2_082_844_800  # seconds between 1904, where MP4 counts from, and 1970
_FRAMES = {
    "audio/amr": (13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1),
    "audio/amr-wb": (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1),
}
_FRAMES_PER_SECOND = 50
_MOST_AMR = 64 << 20
_MOST_CHUNKS = 1000
_BOXED = {"audio/mp4", "video/mp4", "video/3gpp", "video/quicktime"}


class Sound(NamedTuple):
    """What a recording says about itself; `media` knows sound from video."""

    media: str
    seconds: int | None = None
    made: Stamp | None = None
    cut: bool = False


def listen(path: Path, media: str) -> Sound:
    """Length and date of a recording or video; raises OSError only."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if media in _FRAMES:
            return _amr(file, media)
        if media == "audio/wav":
            return _wav(file, size)
        if media in _BOXED:
            return _mp4(file, size, media)
    return Sound(media)


def _amr(file: BinaryIO, media: str) -> Sound:
    """Counts the frames, each 20 ms; its first byte tells how long it is."""
    sizes = _FRAMES[media]
    data = file.read(_MOST_AMR)
    place = data.find(b"\n") + 1
    count = 0
    while place < len(data):
        place += sizes[data[place] >> 3 & 15]
        count += 1
    return Sound(media, round(count / _FRAMES_PER_SECOND), None, place > len(data))


def _wav(file: BinaryIO, size: int) -> Sound:
    rate, length, cut, made = 0, 0, False, None
    for kind, start, chunk in _chunks(file, size):
        file.seek(start)
        if kind == b"fmt ":
            rate = int.from_bytes(file.read(12)[8:12], "little")
        elif kind == b"bext":
            made = _day_and_time(file.read(338)[320:338])
        elif kind == b"data":
            length, cut = min(chunk, size - start), chunk > size - start
    return Sound("audio/wav", round(length / rate) if rate else None, made, cut or not rate)


def _chunks(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, start and claimed length of each chunk of a RIFF file."""
    place = 12
    for _ in range(_MOST_CHUNKS):
        if place + 8 > size:
            return
        file.seek(place)
        head = file.read(8)
        length = int.from_bytes(head[4:], "little")
        yield head[:4], place + 8, length
        place += 8 + length + length % 2


def _day_and_time(text: bytes) -> Stamp | None:
    numbers = [int(part) for part in re.findall(rb"\d+", text)]
    moment = from_parts(*numbers) if len(numbers) == 6 else None  # noqa: PLR2004 (down to the second)
    return Stamp(moment) if moment else None


def _mp4(file: BinaryIO, size: int, media: str) -> Sound:
    seconds, made, last, handlers = None, None, 0, set()
    for box in boxes(file, size):
        last = max(last, box.end)
        if box.kind == b"mvhd":
            made, seconds = _movie_header(_content(file, box))
        elif box.kind == b"hdlr":
            handlers.add(_content(file, box)[8:12])
    if handlers & {b"soun", b"vide"}:
        sound_only = b"vide" not in handlers
        media = f"{'audio' if sound_only else 'video'}/{media.partition('/')[2]}"
    return Sound(media, seconds, made, last != size or seconds is None)


def _content(file: BinaryIO, box: Box) -> bytes:
    file.seek(box.start)
    return file.read(min(box.end - box.start, 256))


def _movie_header(data: bytes) -> tuple[Stamp | None, int | None]:
    """When it was made and how many seconds it lasts; both may be missing."""
    form = ">QQIQ" if data[:1] == b"\x01" else ">IIII"
    try:
        created, _, scale, duration = struct.unpack_from(form, data, 4)
    except struct.error:
        return None, None
    moment = from_epoch(created - _FROM_1904) if created else None
    return Stamp(moment) if moment else None, round(duration / scale) if scale else None
