"""What a file is, by its first bytes and the names inside it, never by its own name.

Nothing is parsed here beyond what tells kinds apart; nothing is ever decrypted.
"""

from __future__ import annotations

import contextlib
import hashlib
import struct
import zipfile
from enum import StrEnum
from typing import TYPE_CHECKING

from complaintgen.intake.rows import Opened

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 65_536
_PART = 1 << 20
MOST_MEMBERS = 10_000
"""A zip with more members is not looked into."""
_TRAILER = struct.Struct("<4s4H2LH")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Shape(StrEnum):
    """What the bytes are, before asking whose they are."""

    EMPTY = "empty"
    XLS = "xls"
    XLSX = "xlsx"
    ZIP = "zip"
    SQLITE = "sqlite"
    MARKUP = "markup"
    JSON = "json"
    TEXT = "text"
    BINARY = "binary"


def open_file(path: Path) -> Opened:
    """Size, SHA-256 and first 64 KiB of a file, read once in small parts.

    Raises:
        OSError: the system refused.
    """
    digest, size, head = hashlib.sha256(), 0, b""
    with path.open("rb") as file:
        while part := file.read(_PART):
            head = head or part[:HEAD]
            size += len(part)
            digest.update(part)
    return Opened(path=str(path), sha256=digest.hexdigest(), size=size, head=head)


def open_head(path: Path, sha256: str) -> Opened:
    """A file whose SHA-256 is known: size and first bytes are read again."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        size = file.seek(0, 2)
    return Opened(path=str(path), sha256=sha256, size=size, head=head)


def shape_of(file: Opened) -> Shape:
    """What the bytes of a file are."""
    head = file.head
    if not head.strip(b"\x00 \t\r\n"):
        return Shape.EMPTY if file.size <= len(head) else Shape.BINARY
    if head.startswith(_OLE):
        return Shape.XLS if ole_streams(file) & {"Workbook", "Book"} else Shape.BINARY
    if head.startswith(b"PK\x03\x04"):
        return Shape.XLSX if "xl/workbook.xml" in zip_names(file) else Shape.ZIP
    if head.startswith(b"SQLite format 3\x00"):
        return Shape.SQLITE
    return Shape.BINARY if head.startswith((b"%PDF-", b"{\\rtf")) else _text_shape(head)


def _text_shape(head: bytes) -> Shape:
    text = start_of_text(head)
    if not text:
        return Shape.BINARY
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "<":
        return Shape.MARKUP
    return Shape.JSON if start in ("{", "[") else Shape.TEXT


def start_of_text(head: bytes) -> str:
    """The first bytes as text; empty where they are none in any encoding that we read."""
    encoding = unicode_encoding(head)
    if encoding is None and b"\x00" not in head:
        encoding = "utf-8" if _decodes(head, "utf-8") else "gb18030"
    text = head.decode(encoding, "replace") if encoding else ""
    odd = sum(sign < " " and sign not in "\t\r\n\f\x1b" for sign in text) + text.count("\ufffd")
    return text if odd * 20 <= len(text) else ""


def unicode_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark says, or the NULs of UTF-16 without one."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if head.startswith(mark):
            return encoding
    sample = head[:4096]
    half = len(sample) // 2 or 1
    if sample[1::2].count(0) > half * 0.2 and sample[0::2].count(0) < half * 0.05:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.2 and sample[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return None


def _decodes(head: bytes, encoding: str) -> bool:
    """Whether the bytes are of an encoding, a character cut off at the end aside."""
    try:
        head.decode(encoding)
    except UnicodeDecodeError as error:
        return len(head) == HEAD and error.start > len(head) - 4
    return True


def zip_names(file: Opened) -> frozenset[str]:
    """The names inside a zip; none where it is damaged or holds too many.

    How many it holds stands at its end and is read first: a list of millions would take minutes.
    """
    return frozenset(entry.filename for entry in zip_entries(file))


def zip_entries(file: Opened) -> tuple[zipfile.ZipInfo, ...]:
    """The members of a zip; none where it is damaged or holds more than MOST_MEMBERS."""
    if member_count(file) > MOST_MEMBERS:
        return ()
    with contextlib.suppress(Exception), zipfile.ZipFile(file.path) as archive:
        return tuple(archive.infolist())
    return ()


def member_count(file: Opened) -> int:
    """How many members a zip says it holds; more than MOST_MEMBERS where that cannot be told."""
    with open(file.path, "rb") as stream:  # noqa: PTH123 (the path is text)
        stream.seek(max(0, file.size - HEAD - _TRAILER.size))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + _TRAILER.size:
        return 0  # no zip after all: opening it will say so
    _, _, _, _, count, directory, _, _ = _TRAILER.unpack_from(tail, at)
    # The whole directory is read whatever the count says; a usual entry has well under 200 bytes.
    return max(int(count), int(directory) // 200)


def is_encrypted_zip(file: Opened) -> bool:
    """Whether a member of a zip needs a password."""
    return any(entry.flag_bits & 1 for entry in zip_entries(file))


def ole_streams(file: Opened) -> frozenset[str]:
    """Which of the known streams an OLE file (.xls, .doc, a locked .xlsx) names."""
    known = ("Workbook", "Book", "EncryptedPackage", "WordDocument", "PowerPoint Document")
    found: set[str] = set()
    kept = b""
    with open(file.path, "rb") as stream:  # noqa: PTH123 (the path is text)
        while part := stream.read(_PART):
            window = kept + part
            found.update(name for name in known if f"{name}\0".encode("utf-16-le") in window)
            kept = window[-64:]
    return frozenset(found)
