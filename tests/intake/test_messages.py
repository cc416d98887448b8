"""Messages and logs of every source become the records that the text beside the sample shows."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from complaintgen.intake.registry import read_file
from complaintgen.intake.rows import Options
from complaintgen.library.intake_words import load_table_words
from complaintgen.model.record import Reading, Way
from tests.intake import message_making as making

if TYPE_CHECKING:
    from tests.conftest import Golden

WORDS = load_table_words()
GOLDEN = Path(__file__).parents[1] / "samples" / "intake"


def read(folder: Path, data: bytes | str, *own_names: str) -> Reading:
    """The reading of these bytes, checked to add up."""
    path = folder / "file.bin"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    reading = read_file(path, Options(own_names=own_names), WORDS)
    ignored = sum(reading.ignored.values())
    parts = (len(reading.records), reading.merged, ignored, len(reading.problems))
    assert reading.rows == sum(parts)
    return reading


def told(reading: Reading) -> str:
    """A reading as golden text."""
    parts = f"{len(reading.records)} records + {reading.merged} merged + {reading.ignored} ignored"
    source = f"{reading.reader}, {reading.coverage.value}: {reading.rows} rows"
    problems = f"{reading.row_problems} problems; {reading.repaired} repaired"
    lines = [f"{source} = {parts} + {problems}"]
    for record in reading.records:
        answered = {None: "?", True: "answered", False: "not answered"}[record.answered]
        lasted = "" if record.seconds is None else f" {record.seconds} s, {answered}"
        lines.append(
            f"{record.row:>3} {record.kind.value} {record.at} {record.precision.value} "
            f"{record.way.value} {record.number or '-'} [{record.shown}] {record.name!r}{lasted} "
            f"{record.place} {record.text!r}"
        )
    lines += [f"problem {each.code}, {each.place}: {each.text}" for each in reading.problems]
    lines += [f"note {each.code}: {each.text}" for each in reading.notes]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", making.SAMPLES)
def test_every_source(name: str, tmp_path: Path, golden: Golden) -> None:
    """What is read from a sample is what the text beside it says; reading twice is the same."""
    own = making.OWN_NAMES.get(name, ())
    reading = read(tmp_path, making.SAMPLES[name](), *own)
    assert reading == read(tmp_path, making.SAMPLES[name](), *own)
    golden.check(GOLDEN / f"{name}.txt", told(reading))


def test_reading_writes_nothing(tmp_path: Path) -> None:
    """A database is opened so that neither it nor a journal beside it is written."""
    for data in (making.call_history(), making.sms_db()):
        assert read(tmp_path, data).records
        assert [each.name for each in tmp_path.iterdir()] == ["file.bin"]
        assert (tmp_path / "file.bin").read_bytes() == data


def test_a_journal_is_not_played_back(tmp_path: Path) -> None:
    """A journal beside a database is left alone: the file that was hashed is what is read."""
    (tmp_path / "live").mkdir()
    live = tmp_path / "live" / "d"
    live.write_bytes(making.call_history())
    database = sqlite3.connect(live)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("UPDATE ZCALLRECORD SET ZADDRESS = '10012340099'")
    database.commit()
    data, journal = live.read_bytes(), (tmp_path / "live" / "d-wal").read_bytes()
    database.close()
    (tmp_path / "file.bin-wal").write_bytes(journal)
    reading = read(tmp_path, data)
    assert reading.records[0].number == "10012340001"
    assert "journal-apart" in {each.code for each in reading.notes}
    assert (tmp_path / "file.bin").read_bytes() == data
    assert (tmp_path / "file.bin-wal").read_bytes() == journal


def test_epochs_are_beijing_time(tmp_path: Path) -> None:
    """An epoch at the edges of the night, of a month and of a leap year falls on their day."""
    moments = ["2024-02-29 21:59:59", "2024-02-29 22:00:00", "2024-03-01 00:00:00"]
    moments += ["2024-03-01 07:59:59", "2024-03-01 08:00:00", "2025-12-31 23:59:59"]
    zone = dt.timezone(dt.timedelta(hours=8))
    epochs = [
        int(dt.datetime.fromisoformat(moment).replace(tzinfo=zone).timestamp() * 1000)
        for moment in moments
    ]
    rows = "".join(making.call(at - making.BASE, "10012340001", 3, 0) for at in epochs)
    reading = read(tmp_path, making.smses(rows, len(epochs), "calls"))
    assert [str(each.at) for each in reading.records] == moments
    assert reading.notes == ()


def test_a_wrong_count_changes_only_the_notes(tmp_path: Path) -> None:
    """What the file says about itself is never trusted, only reported."""
    rows = making.sms(0, "10690000", "甲") + making.sms(1, "10690000", "乙")
    right, wrong = (read(tmp_path, making.smses(rows, count)) for count in (2, 7))
    assert [each.text for each in right.records] == [each.text for each in wrong.records]
    assert (right.notes, [each.code for each in wrong.notes]) == ((), ["count-differs"])


def test_a_file_without_companies_is_remarked(tmp_path: Path) -> None:
    """Phones that hide notification messages leave no 95 or 106 sender: the person is told."""
    private = making.sms(0, "10012340001", "甲")
    reading = read(tmp_path, making.smses(private, 1))
    assert [each.code for each in reading.notes] == ["no-company-sender"]
    assert not read(tmp_path, making.smses(private + making.sms(1, "1069123", "乙"), 2)).notes
    assert not read(tmp_path, making.smses(making.sms(0, "1001234", "甲", 2), 1)).notes


def test_whose_messages_a_chat_holds_is_asked(tmp_path: Path) -> None:
    """Without the person's own name every side is open and a note asks; with it both are known."""
    asked = read(tmp_path, making.WECHAT)
    assert {each.way for each in asked.records} == {Way.UNKNOWN}
    assert "own-name-unknown" in {each.code for each in asked.notes}
    known = read(tmp_path, making.WECHAT, "我的昵称")
    assert [each.way for each in known.records] == [Way.IN, Way.OUT, Way.IN]
    assert "own-name-unknown" not in {each.code for each in known.notes}


def test_a_forged_head_is_words_of_its_message(tmp_path: Path) -> None:
    """A collector who writes a head into his message makes no second message of it."""
    reading = read(tmp_path, making.QQ, "1000456")
    assert "2025-11-20 01:00:00 假的(999999)" in reading.records[0].text
    assert "looks-like-header" in {each.code for each in reading.notes}


@pytest.mark.parametrize(
    ("head", "code"),
    [
        *((head, "day-open") for head in ("昨天 13:58", "星期三 09:12", "周日 9:12", "上午9:12")),
        *((head, "day-open") for head in ("13:58", "前天 下午1:58", "3月1日 13:58", "03-01 13:58")),
        *((head, "no-time") for head in ("2026年02月29日 13:58", "2026年3月1日 晚上12:05")),
    ],
)
def test_a_head_without_a_sure_day_is_a_message_that_could_not_be_read(
    head: str, code: str, tmp_path: Path
) -> None:
    """Its words are not put into the mouth of whoever wrote before, and its day is not guessed."""
    sure = "催收员\n2026年03月01日 21:59\n还钱\n\n"
    reading = read(tmp_path, f"{sure}我的昵称\n{head}\n我打死你\n\n{sure.replace('59', '58')}")
    assert [each.text for each in reading.records] == ["还钱", "还钱"]
    assert [(each.code, each.place) for each in reading.problems] == [(code, "row 5")]
    alone = read(tmp_path, f"我的昵称\n{head}\n我打死你\n\n")
    assert [each.code for each in alone.problems] == [code]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("2026-03-01 10:00:00 甲(1000123)\n还钱\n\n2026-02-29 10:00:00 乙(1000124)\n我打死你\n", 4),
        ("May 17, 2022  5:29:42 PM\n10690000\n还钱\n\nMay 32, 2022  5:29:42 PM\nMe\n我打死你\n", 5),
    ],
)
def test_a_head_of_a_day_that_never_was(text: str, row: int, tmp_path: Path) -> None:
    """A day that no calendar has costs its own message, named by its line, and no other."""
    reading = read(tmp_path, text)
    assert [each.text for each in reading.records] == ["还钱"]
    assert [(each.code, each.place) for each in reading.problems] == [("no-time", f"row {row}")]


def test_a_stray_quote_between_two_messages_costs_neither(tmp_path: Path) -> None:
    """What stands between two elements is nobody's, even if a tag like it was read before."""
    rows = [making.sms(at, "10690000", "您已逾期") for at in range(3)]
    for stray in ('  "', '  "x', '">'):
        reading = read(tmp_path, making.smses(f"{rows[0]}{rows[1]}{stray}\n{rows[2]}", 3))
        assert "damaged-file" not in {each.code for each in reading.problems}
        assert reading.rows == 3
        assert reading.records[-1].at == read(tmp_path, making.smses(rows[2])).records[0].at


def test_quotes_cannot_smuggle_attributes(tmp_path: Path) -> None:
    """Words that would give an element a second type make it a problem, never a sent message."""
    for body in ('还钱" type="2" body="假', '还"钱" <b type="2" body="假'):
        reading = read(tmp_path, making.smses(making.sms(0, "10690000", body, raw="body"), 1))
        assert [each.code for each in reading.problems] == ["broken-element"]
        assert reading.records == ()


@pytest.mark.parametrize(
    "words",
    [
        "BackupFilesTypeInfo",
        "<Workbook urn:schemas-microsoft-com:office:spreadsheet",
        "CREATE TABLE Files (fileID",
        "<!DOCTYPE x",
        "消息记录",
        "<smses >",
        "<allsms count=",
        "Content-Type: multipart/related",
        "multipart/related; SSEF MIUI BACKUP",
        '"weflow": {"messages": [',
    ],
)
def test_no_words_in_a_message_keep_a_backup_from_being_read(words: str, tmp_path: Path) -> None:
    """A sender cannot make a file look like another one that is refused."""
    rows = [making.sms(0, "10690000", words), making.sms(1, "10690000", "还钱")]
    json_rows = json.dumps([making.ie_sms(at, "1069", t) for at, t in ((0, words), (1, "还钱"))])
    chat = f"催收员\n2026年03月01日 21:58\n{words}\n\n催收员\n2026年03月01日 21:59\n还钱\n\n"
    table = making.table(
        [
            ["Chat Session", "Message Date", "Service", "Type", "Sender ID", "Text"],
            ["甲", "2026-03-01 21:58:00", "SMS", "Incoming", "1069", words],
            ["甲", "2026-03-01 21:59:00", "SMS", "Incoming", "1069", "还钱"],
        ]
    )
    for data in (making.smses("".join(rows), 2), json_rows, chat, table):
        reading = read(tmp_path, data)
        assert [each.text for each in reading.records] == [words, "还钱"]
        assert not reading.problems


def test_a_comment_holds_no_messages(tmp_path: Path) -> None:
    """What an XML comment encloses is not read."""
    rows = f"<!-- {making.sms(0, '10690000', '甲')} -->" + making.sms(1, "10690000", "乙")
    assert [each.text for each in read(tmp_path, making.smses(rows, 1)).records] == ["乙"]


def test_a_file_cut_short_says_so(tmp_path: Path) -> None:
    """What stands before the end is read, and a note says that the end is missing."""
    whole = making.smses(making.sms(0, "10690000", "甲") * 1 + making.sms(1, "10690000", "乙"), 2)
    reading = read(tmp_path, whole[:-60])
    assert [each.text for each in reading.records] == ["甲"]
    assert "ends-early" in {each.code for each in reading.notes}


def test_bytes_that_are_no_text_stay_visible(tmp_path: Path) -> None:
    """A byte outside the encoding becomes a mark, is counted and costs nothing else."""
    data = (
        making.smses(making.sms(0, "10690000", "甲?乙"), 1)
        .encode()
        .replace(b"?\xe4\xb9", b"\xff\xe4\xb9")
    )
    reading = read(tmp_path, data)
    assert (reading.records[0].text, reading.repaired) == ("甲〚0xFF〛乙", 1)


def test_a_database_of_another_form_is_explained(tmp_path: Path) -> None:
    """A known table without its columns is a problem that says what to do instead."""
    data = making._database("CREATE TABLE message (ROWID INTEGER PRIMARY KEY, words TEXT)", [])  # noqa: SLF001
    assert [each.code for each in read(tmp_path, data).problems] == ["other-schema"]


def test_words_of_an_unknown_form_are_said_to_be_unread(tmp_path: Path) -> None:
    """A message is kept without words rather than with half of them, and the person is told."""
    whole = making.typed_stream("再不还款就告诉你家人")
    for body, unread in ((whole, 0), (whole[:-10], 1), (b"bplist00", 1), (None, 0)):
        reading = read(tmp_path, making.message_database(body))
        notes = {note.code: note.values for note in reading.notes}
        assert len(reading.records) == 1
        assert notes.get("words-not-read", {}).get("number") == ("1" if unread else None)
        assert bool(reading.records[0].text) == (body is whole)


@pytest.mark.parametrize(
    ("originated", "answered", "lasted", "expected"),
    [
        (0, 1, 12.0, (Way.IN, True)),
        (0, 0, 0.0, (Way.IN, False)),
        (0, None, 5.0, (Way.IN, None)),
        (1, 0, 5.0, (Way.OUT, True)),
        (1, 0, 0.0, (Way.OUT, False)),
        (1, 0, None, (Way.OUT, None)),
        (None, 1, 5.0, (Way.UNKNOWN, True)),
        (None, None, None, (Way.UNKNOWN, None)),
    ],
)
def test_an_empty_column_of_a_telephone_says_nothing(
    originated: int | None,
    answered: int | None,
    lasted: float | None,
    expected: tuple[Way, bool | None],
    tmp_path: Path,
) -> None:
    """What a database leaves empty is open, never a call that came in or was missed."""
    (record,) = read(tmp_path, making.one_call(originated, answered, lasted)).records
    assert (record.way, record.answered) == expected


def test_a_journal_apart_is_said(tmp_path: Path) -> None:
    """A database that keeps its latest entries in a second file is read, and that is said."""
    data = bytearray(making.call_history())
    data[18:20] = b"\x02\x02"
    assert "journal-apart" in {each.code for each in read(tmp_path, bytes(data)).notes}
