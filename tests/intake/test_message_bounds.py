"""No bytes make a reader of messages fail or grow; what is broken costs itself only."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintgen.intake.message_readers import MESSAGE_READERS
from complaintgen.intake.rows import Options, Reader, RefusedError, count
from tests.intake import message_making as making

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaintgen.model.record import Reading

ROOT = Path(__file__).parents[2]
BY_NAME = {reader.name: reader for reader in MESSAGE_READERS}


def read(reader: Reader, path: Path, data: bytes) -> Reading | None:
    """What a reader makes of bytes, its rows adding up; None if it refuses them."""
    path.write_bytes(data)
    try:
        reading = count(reader, reader.rows(path, "0" * 64, Options()))
    except RefusedError:
        return None
    ignored = sum(reading.ignored.values())
    assert reading.rows == len(reading.records) + reading.merged + ignored + reading.row_problems
    return reading


@settings(max_examples=40)
@given(data=st.binary(max_size=300))
def test_any_bytes(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No bytes at all make any reader raise, recognised or not."""
    path = tmp_path_factory.getbasetemp() / "any"
    for reader in MESSAGE_READERS:
        read(reader, path, data)
        read(reader, path, b"PK\x03\x04" + data)
        read(reader, path, b"SQLite format 3\x00" + data)


TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\"'<>&\x00\x1b\n\t\ufffe\U0001f61c;#"),
    ),
    max_size=40,
)


@given(bodies=st.lists(TEXTS, min_size=1, max_size=5, unique=True))
def test_every_text_comes_back(bodies: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """What an app writes with its malformed references is read as it was, controls marked."""
    rows = "".join(making.sms(1000 * at, "10690000", body) for at, body in enumerate(bodies))
    data = making.smses(rows, len(bodies)).encode()
    reading = read(BY_NAME["sms-backup-restore"], tmp_path_factory.getbasetemp() / "x", data)
    assert reading is not None
    assert not reading.problems
    expected = ["" if body == "null" else body for body in bodies]
    assert [each.text for each in reading.records] == [_marked(body) for body in expected]


def _marked(text: str) -> str:
    controls = set(map(chr, range(32))) - {"\t", "\n", "\r"} | {"\ufffe", "\uffff"}
    return "".join(f"〚U+{ord(sign):04X}〛" if sign in controls else sign for sign in text)


@given(bodies=st.lists(TEXTS, min_size=1, max_size=5), broken=st.integers(0, 4))
def test_one_broken_element_costs_itself_only(
    bodies: list[str], broken: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """An element without its end is one problem with its number; all others are read."""
    rows = [making.sms(1000 * at, "10690000", body) for at, body in enumerate(bodies)]
    rows.insert(min(broken, len(rows)), '  <sms address="1069" date="5" body="x\n')
    data = making.smses("".join(rows), len(rows)).encode()
    reading = read(BY_NAME["sms-backup-restore"], tmp_path_factory.getbasetemp() / "x", data)
    assert reading is not None
    assert [each.place for each in reading.problems] == [f"row {min(broken, len(bodies)) + 1}"]
    assert len(reading.records) == len(bodies)


LAUGHS = (
    "<!DOCTYPE lolz ["
    + "".join(f'<!ENTITY lol{n + 1} "{f"&lol{n};" * 10}">' for n in range(9))
    + "]>"
)
ROW = making.sms(0, "10690000", "甲")


REFUSED: dict[str, Callable[[], bytes]] = {
    "laughs": lambda: making.smses(ROW, 1, prolog=LAUGHS).encode(),
    "deep": lambda: making.smses(ROW + "<a>" * 3_000_000, 1).encode(),
    "zip-bomb": lambda: making.zipped({"sms.xml": making.smses(" " * 70_000_000, 1)}),
    "ndjson-bomb": lambda: making.zipped({"messages.ndjson": " " * 70_000_000}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_backup_has_is_refused_whole(name: str, tmp_path: Path) -> None:
    """Document types, deep nesting and bombs are refused; nothing of the file is kept."""
    readers = [BY_NAME["sms-import-export" if "json" in name else "sms-backup-restore"]]
    assert [read(reader, tmp_path / "f", REFUSED[name]()) for reader in readers] == [None]


# Whatever holds an attachment whole needs more than the process is given.
SMALL = """
import resource, sys
from pathlib import Path
from complaintgen.intake.registry import read_file
from complaintgen.intake.rows import Options
from complaintgen.library.intake_words import load_table_words
resource.setrlimit(resource.RLIMIT_AS, (260 << 20, 260 << 20))
reading = read_file(Path(sys.argv[1]), Options(), load_table_words())
print(reading.reader or "none", len(reading.records), len(reading.problems))
"""


def _in_a_small_process(path: Path) -> list[str]:
    run = [sys.executable, "-c", SMALL, str(path)]
    return subprocess.run(
        run, check=True, capture_output=True, text=True, cwd=ROOT, timeout=120
    ).stdout.split()


def test_attachments_of_any_size_are_not_held(tmp_path: Path) -> None:
    """MMS parts of 200 MB in one attribute leave memory as it was; the words around are read."""
    path = tmp_path / "sms.xml"
    head, foot = making.MMS.split("/9j/", 1)
    with path.open("w", encoding="utf-8") as file:
        file.write(making.PROLOG + '<smses count="2">\n' + head)
        for _ in range(200):
            file.write("A" * (1 << 20))
        file.write(foot + ROW + "</smses>")
    assert _in_a_small_process(path) == ["sms-backup-restore", "2", "0"]


def test_a_message_of_any_size_is_a_problem(tmp_path: Path) -> None:
    """A body of 200 MB is passed over and said; the message behind it is read."""
    path = tmp_path / "sms.xml"
    with path.open("w", encoding="utf-8") as file:
        file.write('<smses count="2"><sms address="1069" date="1763726400000" type="1" body="')
        for _ in range(200):
            file.write("A" * (1 << 20))
        file.write('" />' + ROW + "</smses>")
    assert _in_a_small_process(path) == ["sms-backup-restore", "1", "1"]


def test_ten_thousand_members_are_not_looked_into(tmp_path: Path) -> None:
    """A zip of more members than any backup has is not of ours."""
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_050):
            archive.writestr(f"{number}.xml", "<smses/>")
    reader, records, _ = _in_a_small_process(path)
    assert (reader.startswith("sms"), records) == (False, "0")


def test_a_zip_in_a_zip_is_not_opened(tmp_path: Path) -> None:
    """Only what lies directly in a zip is read."""
    inner = making.zipped({"sms.xml": making.SMSES})
    reading = read(BY_NAME["sms-backup-restore"], tmp_path / "f", making.zipped({"a.zip": inner}))
    assert reading is not None
    assert reading.rows == 0


def test_a_broken_object_costs_itself_only(tmp_path: Path) -> None:
    """A JSON line that is none is one problem; the lines beside it are read."""
    lines = making.lines_of([making.ie_sms(at, "10690000", str(at)) for at in range(5)]).split("\n")
    lines[2] = lines[2].replace('"body"', 'body"', 1)
    reading = read(BY_NAME["sms-import-export"], tmp_path / "f", "\n".join(lines).encode())
    assert reading is not None
    assert [each.text for each in reading.records] == ["0", "1", "3", "4"]
    assert [each.place for each in reading.problems] == ["row 3"]


def test_json_nested_without_end_is_no_crash(tmp_path: Path) -> None:
    """Brackets without end are a broken object, not the end of the program."""
    for data in (
        b'[{"address": ' + b"[" * 300_000,
        b'[{"date": 1, "address": ' + b'{"a":' * 99_999,
    ):
        assert read(BY_NAME["sms-import-export"], tmp_path / "f", data) is not None


def test_a_database_that_never_ends_is_given_up(tmp_path: Path) -> None:
    """A view that would run for ever in the place of a table is not asked."""
    endless = (
        "CREATE VIEW message AS WITH RECURSIVE r(date) AS "
        "(SELECT 1 UNION ALL SELECT date + 1 FROM r) "
        "SELECT date, 0 AS is_from_me, '' AS text, 1 AS handle_id FROM r"
    )
    data = making._database(endless, [])  # noqa: SLF001 (the maker of databases)
    reading = read(BY_NAME["iphone-messages"], tmp_path / "f", data)
    assert reading is not None
    assert [each.code for each in reading.problems] == ["other-schema"]


def test_numbers_of_any_kind_in_json(tmp_path: Path) -> None:
    """Values of a wrong type are problems or empty, never an error."""
    odd: list[object] = [None, True, [], {}, 1e308, -1, "9" * 400, "x", float("nan")]
    rows = [{"address": value, "date": value, "type": value, "body": value} for value in odd]
    reading = read(BY_NAME["sms-import-export"], tmp_path / "f", json.dumps(rows).encode())
    assert reading is not None
    assert reading.rows == len(odd)
