"""The few EXIF tags that matter, read from the TIFF block of a picture."""

from __future__ import annotations

import struct

Tags = dict[str, str]
"""Texts by name: original, digitised, changed, offset, maker."""

ORIGINAL_TAGS = ("original", "digitised", "changed")
_NAMES = {
    0x010F: "maker",
    0x0132: "changed",
    0x9003: "original",
    0x9004: "digitised",
    0x9011: "offset",
}
_EXIF_FOLDER = 0x8769
_ASCII = 2
_ENTRY = 12
_MOST_ENTRIES = 512
_LONGEST = 64


def read_tags(block: bytes) -> Tags:
    """The texts of the first folder and of the Exif folder; of damaged blocks what is whole."""
    order = "<" if block.startswith(b"II") else ">"
    tags: Tags = {}
    places = [4]
    for place in places:
        try:
            (start,) = struct.unpack_from(f"{order}I", block, place)
            deeper = _read_folder(block, order, start, tags)
        except struct.error:
            continue
        if len(places) == 1:
            places.extend(deeper)
    return tags


def _read_folder(block: bytes, order: str, start: int, tags: Tags) -> list[int]:
    """Fills `tags` from one folder; gives the places that point at an Exif folder."""
    (number,) = struct.unpack_from(f"{order}H", block, start)
    deeper = []
    for entry in range(start + 2, start + 2 + _ENTRY * min(number, _MOST_ENTRIES), _ENTRY):
        tag, form, length = struct.unpack_from(f"{order}HHI", block, entry)
        if tag == _EXIF_FOLDER:
            deeper.append(entry + 8)
        elif tag in _NAMES and form == _ASCII:
            at = entry + 8
            if length > 4:  # noqa: PLR2004 (what is longer stands elsewhere)
                (at,) = struct.unpack_from(f"{order}I", block, at)
            text = block[at : at + min(length, _LONGEST)].split(b"\0")[0]
            tags.setdefault(_NAMES[tag], text.decode("ascii", "replace").strip())
    return deeper[:1]
