"""Files that are recognised but not read: encrypted, foreign or unusual. Each says what to do.

Nothing here is ever decrypted or cracked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaintgen.intake import sniff
from complaintgen.intake.sniff import Shape
from complaintgen.model.problem import Problem
from complaintgen.model.question import Form

if TYPE_CHECKING:
    from complaintgen.intake.rows import Opened


class Foreign(Form, frozen=True, kw_only=True):
    """Something that we know and do not read; `problem` says what it is and what to do."""

    name: str
    problem: Problem


def _foreign(name: str, *, message: str, hint: str) -> Foreign:
    return Foreign(name=name, problem=Problem(f"not-read-{name}", "", message, hint))


LOCKED = _foreign(
    "locked",
    message="This file is locked with a password; the program does not open locked files.",
    hint="Open it yourself with its password (the carrier's e-mail names it), save it without one, "
    "and add that copy.",
)
LOCKED_ZIP = _foreign(
    "locked-zip",
    message="This archive is locked with a password; the program does not open locked files.",
    hint="Unpack it yourself with its password and add the files inside.",
)
SSEF = _foreign(
    "ssef",
    message="This is an encrypted export of SMS Import/Export.",
    hint="Export once more in the app without encryption, and add that file.",
)
HISUITE = _foreign(
    "hisuite",
    message="This is a backup of HUAWEI HiSuite or the phone's own backup; it is encrypted.",
    hint="Export calls and messages with SMS Backup & Restore or SMS Import/Export instead.",
)
MIUI = _foreign(
    "android-backup",
    message="This is a phone's own backup; the program does not unpack it.",
    hint="Export calls and messages with SMS Backup & Restore or SMS Import/Export instead.",
)
ITUNES = _foreign(
    "itunes",
    message="This is the index of an iPhone backup and holds no calls or messages itself.",
    hint="Export the messages with iMazing as CSV, or add sms.db or CallHistory.storedata.",
)
WORD = _foreign(
    "document",
    message="This is a text document or presentation, not a list.",
    hint="Keep it as an exhibit with --as-exhibit; a list inside it: copy it into a table and save "
    "that as .xlsx or .csv.",
)
OTHER_TABLE = _foreign(
    "other-table",
    message="This is a table in a form that the program does not read.",
    hint="Open it and save it as .xlsx or .csv, then add that file.",
)
WEB_ARCHIVE = _foreign(
    "web-archive",
    message="This is a web page with its pictures in one file (.mht), as QQ once exported chats.",
    hint="In QQ, export the chat once more as text (.txt) and add that; or keep this file as an "
    "exhibit with --as-exhibit.",
)
ARCHIVE = _foreign(
    "archive",
    message="This is an archive that the program does not look into.",
    hint="Unpack it and add the files inside.",
)
TOO_MANY = _foreign(
    "too-many-members",
    message="This archive holds more than 10,000 files; it was not opened.",
    hint="Unpack it yourself and add only the files that matter.",
)

_STARTS: tuple[tuple[bytes, Foreign], ...] = (
    (b"SSEF\x00\xff", SSEF),
    (b"MIUI BACKUP\n", MIUI),
    (b"ANDROID BACKUP\n", MIUI),
    (b"{\\rtf", WORD),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!\x1a\x07", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
)
_WEB_ARCHIVE = re.compile(
    rb"\A\s*(?:[\w-]{1,40}:[^\n]{0,400}\n){0,20}?Content-Type:\s*multipart/related", re.IGNORECASE
)
_ROOT = re.compile(
    r"\ufeff?\s*(?:<\?[^<>]{0,400}>\s*|<!--[^<>]{0,400}-->\s*){0,9}<([\w.:-]{1,40})[\s>]"
)
_ROOTS = {"info.xml": HISUITE, "Workbook": OTHER_TABLE, "ss:Workbook": OTHER_TABLE}
_OLE_STREAMS = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", WORD),
    ("PowerPoint Document", WORD),
)
_ZIP_NAMES = (
    ("xl/workbook.bin", OTHER_TABLE),
    ("word/document.xml", WORD),
    ("ppt/presentation.xml", WORD),
    ("content.xml", OTHER_TABLE),
    ("Index/Document.iwa", OTHER_TABLE),
)


def foreign_file(file: Opened) -> Foreign | None:
    """What a file is that we do not read; None where a reader may be asked."""
    for start, foreign in _STARTS:
        if file.head.startswith(start):
            return foreign
    if file.head.startswith(b"PK\x03\x04"):
        return _foreign_zip(file)
    match sniff.shape_of(file):
        case Shape.BINARY if file.head.startswith(b"\xd0\xcf\x11\xe0"):
            return _foreign_ole(file)
        case Shape.SQLITE if b"CREATE TABLE Files (fileID" in file.head:
            return ITUNES
        case Shape.MARKUP | Shape.TEXT:
            return _foreign_text(file)
        case _:
            return None


def _foreign_zip(file: Opened) -> Foreign | None:
    if sniff.member_count(file) > sniff.MOST_MEMBERS:
        return TOO_MANY
    if sniff.is_encrypted_zip(file):
        return LOCKED_ZIP
    names = sniff.zip_names(file)
    return next((foreign for name, foreign in _ZIP_NAMES if name in names), None)


def _foreign_ole(file: Opened) -> Foreign:
    streams = sniff.ole_streams(file)
    return next((foreign for name, foreign in _OLE_STREAMS if name in streams), WORD)


def _foreign_text(file: Opened) -> Foreign | None:
    if _WEB_ARCHIVE.search(file.head[:2000]):
        return WEB_ARCHIVE
    # Only what the sources' own programs write decides: words in a message may be a trap.
    root = _ROOT.match(sniff.start_of_text(file.head))
    return _ROOTS.get(root[1]) if root else None


def unknown_file(file: Opened) -> Problem:
    """A file that no reader knows."""
    if sniff.shape_of(file) is Shape.EMPTY:
        return Problem(
            "empty-file", "", "This file is empty.", "Export or copy it once more and add that."
        )
    return Problem(
        "unknown-file",
        "",
        "This is no call list and no export of messages that the program knows.",
        "Keep it as an exhibit with --as-exhibit; a list: save it as .xlsx or .csv with a line of "
        "headings (complaintgen add --form prints an empty one).",
    )
