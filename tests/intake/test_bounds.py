"""No bytes make a reader fail or grow: bombs are refused, damage is said, rows add up."""

from __future__ import annotations

import html
import resource
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.intake.registry import read_file
from complaintgen.intake.rows import Options
from complaintgen.library.intake_words import load_table_words
from tests.intake import making

if TYPE_CHECKING:
    from complaintgen.model.record import Reading

ROOT = Path(__file__).parents[2]
WORDS = load_table_words()


def read(folder: Path, data: bytes) -> Reading:
    """The reading of these bytes; its rows add up."""
    path = folder / "file.bin"
    path.write_bytes(data)
    reading = read_file(path, Options(), WORDS)
    ignored = sum(reading.ignored.values())
    assert reading.rows == len(reading.records) + reading.merged + ignored + len(reading.problems)
    return reading


def sheet_of(body: bytes, **parts: bytes) -> bytes:
    """A workbook whose first sheet holds these bytes."""
    plain = making.xlsx({"a": making.UNICOM_2017})
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/sheet1.xml"] = body
    return making.packed(members | parts)


OPEN = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
    + "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in making.UNICOM_2017[0])
    + "</row>"
).encode()
CLOSE = b"</sheetData></worksheet>"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">'.encode() for n in range(1, 10))
    + b"]><worksheet>&lol9;</worksheet>"
)
BOMBS = {
    "table-bomb": lambda: sheet_of(OPEN + b"<row></row>" * 21_300_000 + CLOSE),
    "table-too-many-rows": lambda: sheet_of(OPEN + b"<row/>" * 1_000_100 + CLOSE),
    "table-too-many-columns": lambda: sheet_of(
        OPEN + b"<row>" + b"<c><v>1</v></c>" * 300 + b"</row>" + CLOSE
    ),
    "table-damaged": lambda: sheet_of(
        OPEN
        + b"<row>"
        + b"".join(b'<a b="%d"/>' % (n * 7919 % 1_000_003) for n in range(450_000))
        + b"</row>"
        + CLOSE
    ),
    "table-cell-too-long": lambda: sheet_of(
        OPEN + b'<row><c t="str"><v>' + b"x" * 3_000_000 + b"</v></c></row>" + CLOSE
    ),
    "table-forbidden-xml": lambda: sheet_of(LAUGHS),
    "not-read-too-many-members": lambda: making.packed({f"m{n}": b"" for n in range(10_001)}),
}


@pytest.mark.parametrize("code", BOMBS)
def test_bombs_are_refused(code: str, tmp_path: Path) -> None:
    """Each is refused with its own reason, nothing of it is kept, and memory stays small."""
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(BOMBS[code]())
    run = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)),
    )
    found, records, peak = run.stdout.split()
    assert (found, records) == (code, "0")
    assert int(peak) < 300_000


CHILD = r"""
import re, sys
from pathlib import Path
from complaintgen.intake.registry import read_file
from complaintgen.intake.rows import Options
from complaintgen.library.intake_words import load_table_words
reading = read_file(Path(sys.argv[1]), Options(), load_table_words())
status = Path("/proc/self/status")
peak = re.search(r"VmHWM:\s+(\d+)", status.read_text())[1] if status.is_file() else 0
print(reading.problems[-1].code, len(reading.records), peak)
"""


def test_a_text_without_an_end_of_line(tmp_path: Path) -> None:
    """One endless line is no list; a quotation mark that never ends costs the rest, not the rows
    before it.
    """
    assert read(tmp_path, b"a,b,c" * 1_000_000).problems[0].code == "unknown-file"
    good = making.text(making.UNICOM_2017[:3], "utf-8")
    reading = read(tmp_path, good + b'"' + b"x,y\r\n" * 60_000)
    assert len(reading.records) == 2
    assert [problem.code for problem in reading.problems] == ["table-damaged"]


def test_deep_pages_cost_nothing(tmp_path: Path) -> None:
    """A hundred thousand tables inside each other are no recursion."""
    assert not read(tmp_path, b"<table><tr><td>" * 100_000).records


def test_a_broken_workbook_is_said_to_be_broken(tmp_path: Path) -> None:
    """Half an .xls and half an .xlsx are damaged, not a crash."""
    for name in ("unicom-2016.xls", "unicom-2017.xlsx"):
        data = making.SAMPLES[name]()
        reading = read(tmp_path, data[: len(data) // 2])
        assert not reading.records
        assert reading.problems[0].hint


def test_rows_before_the_damage_of_a_workbook_are_kept(tmp_path: Path) -> None:
    """A sheet whose XML breaks off after some rows: these are read, the rest is one problem."""
    rows = "".join(
        "<row>"
        + "".join(f"<c t='str'><v>{html.escape(str(cell))}</v></c>" for cell in row)
        + "</row>"
        for row in making.UNICOM_2017[1:3]
    )
    reading = read(tmp_path, sheet_of(OPEN + rows.encode() + b"<row><c></row>" + CLOSE))
    assert reading.reader == "unicom"
    assert len(reading.records) == 2
    assert [problem.code for problem in reading.problems] == ["table-damaged"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (making.ole("EncryptedPackage", b"x"), "not-read-locked"),
        (making.ole("WordDocument", b"x"), "not-read-document"),
        (b"SSEF\x00\xff" + bytes(64), "not-read-ssef"),
        (b"MIUI BACKUP\n2\ncom.example x\n", "not-read-android-backup"),
        (
            b"SQLite format 3\x00" + bytes(84) + b"CREATE TABLE Files (fileID TEXT",
            "not-read-itunes",
        ),
        (b'<?xml version="1.0"?><info.xml><row table="BackupFilesTypeInfo"/>', "not-read-hisuite"),
        (
            b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook a="x">',
            "not-read-other-table",
        ),
        (making.packed({"word/document.xml": b""}), "not-read-document"),
        (
            b"From: <QQ>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x",
            "not-read-web-archive",
        ),
        (b"", "empty-file"),
        (bytes(range(256)) * 64, "unknown-file"),
    ],
)
def test_foreign_files_are_explained(data: bytes, code: str, tmp_path: Path) -> None:
    """What is not read is named, with what to do instead."""
    problem = read(tmp_path, data).problems[0]
    assert problem.code == code
    assert problem.hint


def test_a_locked_archive_is_explained(tmp_path: Path) -> None:
    """A member that needs a password is seen by its flag; nothing is tried."""
    data = bytearray(making.packed({"详单.xls": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert read(tmp_path, bytes(data)).problems[0].code == "not-read-locked-zip"


@given(st.binary(max_size=4000))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever the bytes are, there is a reading, and it adds up."""
    read(tmp_path_factory.mktemp("any"), data)
