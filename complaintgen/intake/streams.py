"""Bytes of a file, or of one member of a zip, as text in parts; memory stays level.

Bytes that are no text in the file's encoding come out as the lone halves U+DC00–U+DCFF, one per
byte, which `mending` turns into visible marks; a text decoded from Unicode never holds such halves.
"""

from __future__ import annotations

import codecs
import re
import zipfile
from typing import TYPE_CHECKING

from complaintgen.intake.sniff import unicode_encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PART = 1 << 18
LONGEST_LINE = 1 << 20
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w-]{1,20})", re.IGNORECASE)
_CHINESE = {"gbk", "gb2312", "gb18030", "cp936"}
MOST_TIMES_LARGER = 150
"""A member of a zip that says it becomes so many times larger is a bomb, never a backup."""
_HARMLESS = 64 << 20


def _as_halves(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(chr(0xDC00 + byte) for byte in bad), error.end


codecs.register_error("complaintgen-halves", _as_halves)


def byte_parts(path: Path, member: zipfile.ZipInfo | None = None) -> Iterator[bytes]:
    """A file, or a member of the zip that it is, part by part; never extracted by name."""
    if member is None:
        with path.open("rb") as file:
            while part := file.read(PART):
                yield part
        return
    with zipfile.ZipFile(path) as archive, archive.open(member) as file:
        while part := file.read(PART):
            yield part


def text_parts(parts: Iterable[bytes]) -> Iterator[str]:
    """The parts as text: by byte order mark, declaration, UTF-8, GB18030, in this order."""
    decoder: codecs.IncrementalDecoder | None = None
    for part in parts:
        if decoder is None:
            decoder = codecs.getincrementaldecoder(encoding_of(part))("complaintgen-halves")
        text = decoder.decode(part)
        if text:
            yield text
    rest = decoder.decode(b"", final=True) if decoder else ""
    if rest:
        yield rest


def lines(parts: Iterable[str]) -> Iterator[str]:
    """The lines of a text without their ends; one of more than LONGEST_LINE comes in pieces."""
    rest = ""
    for part in parts:
        *whole, rest = (rest + part).split("\n")
        for line in whole:
            yield line.removesuffix("\r")
        if len(rest) > LONGEST_LINE:
            yield rest
            rest = ""
    if rest:
        yield rest.removesuffix("\r")


def encoding_of(head: bytes) -> str:
    """The encoding of a text that begins with `head`."""
    marked = unicode_encoding(head)
    if marked is not None:
        return marked
    declared = _DECLARED.search(head[:400])
    if declared and declared[1].decode("ascii", "replace").lower() in _CHINESE:
        return "gb18030"
    return "utf-8" if _decodes(head, "utf-8") or not _decodes(head, "gb18030") else "gb18030"


def _decodes(head: bytes, encoding: str) -> bool:
    """Whether the bytes are of an encoding, a character cut off at the end aside."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def is_bomb(member: zipfile.ZipInfo) -> bool:
    """Whether a member of a zip claims to unpack to far more than any backup does."""
    return member.file_size > max(_HARMLESS, MOST_TIMES_LARGER * member.compress_size)


def start_of_member(path: str, member: zipfile.ZipInfo, length: int = 4096) -> bytes:
    """The first bytes of a member of a zip; none where it is damaged or locked."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            return file.read(length)
    except Exception:  # noqa: BLE001 (a damaged zip fails in many ways; then it is not ours)
        return b""
