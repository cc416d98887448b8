"""Lists in every layout and container become the same records; rows always add up."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from complaintgen.intake.registry import read_file
from complaintgen.intake.rows import Options
from complaintgen.library.intake_words import load_table_words
from complaintgen.model.record import Reading, Way
from tests.intake import making

if TYPE_CHECKING:
    from tests.conftest import Golden

WORDS = load_table_words()
GOLDEN = Path(__file__).parents[1] / "samples" / "intake"


def read(folder: Path, data: bytes, **said: object) -> Reading:
    """The reading of these bytes, checked to add up."""
    path = folder / "file.bin"
    path.write_bytes(data)
    reading = read_file(path, Options(**said), WORDS)  # type: ignore[arg-type]
    ignored = sum(reading.ignored.values())
    parts = (len(reading.records), reading.merged, ignored, len(reading.problems))
    assert reading.rows == sum(parts)
    return reading


def told(reading: Reading) -> str:
    """A reading as golden text."""
    counts = f"{len(reading.records)} records + {reading.merged} merged"
    rest = f"{reading.ignored} ignored + {reading.row_problems} problems"
    head = f"{reading.reader}, {reading.coverage.value}: {reading.rows} rows"
    lines = [f"{head} = {counts} + {rest}"]
    for record in reading.records:
        answered = {None: "?", True: "answered", False: "not answered"}[record.answered]
        lines.append(
            f"{record.row:>3} {record.kind.value} {record.at} {record.precision.value} "
            f"{record.way.value} {record.number or '-'} [{record.shown}] {record.seconds} "
            f"{answered} {record.place} {record.text!r}"
        )
    lines += [f"problem {each.code}, {each.place}: {each.text}" for each in reading.problems]
    lines += [f"note {each.code}, {each.place}: {each.text}" for each in reading.notes]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", making.SAMPLES)
def test_every_layout_and_container(name: str, tmp_path: Path, golden: Golden) -> None:
    """What is read from a sample is what the text beside it says."""
    golden.check(GOLDEN / f"{name}.txt", told(read(tmp_path, making.SAMPLES[name]())))


@pytest.mark.parametrize(
    "data",
    [
        making.xls({"a": making.UNICOM_2016}),
        making.xlsx({"a": making.UNICOM_2016}),
        making.xlsx({"a": making.UNICOM_2016}, inline=True, prefix="x"),
        making.text(making.UNICOM_2016, "gbk"),
        making.text(making.UNICOM_2016, "utf-8"),
        making.text(making.UNICOM_2016, "utf-8-sig", ";", "\n"),
        making.text(making.UNICOM_2016, "utf-16", "\t"),
        making.text(making.UNICOM_2016, "utf-16-le", "\t"),
        making.page(making.UNICOM_2016),
        making.page(making.UNICOM_2016, "utf-8"),
    ],
    ids=["xls", "xlsx", "inline", "gbk", "utf8", "bom", "utf16", "utf16-bare", "page", "page-utf8"],
)
def test_the_container_makes_no_difference(data: bytes, tmp_path: Path) -> None:
    """The same list gives the same calls from every container and encoding."""
    plain = read(tmp_path, making.text(making.UNICOM_2016, "utf-8"))
    other = read(tmp_path, data)
    key = [(each.row, each.at, each.way, each.number, each.seconds) for each in plain.records]
    assert key == [
        (each.row, each.at, each.way, each.number, each.seconds) for each in other.records
    ]
    assert len(key) == 3
    assert (other.reader, other.ignored) == ("unicom", {"blank": 1, "total": 1})


def test_workbooks_of_other_programs(tmp_path: Path) -> None:
    """What openpyxl writes is read: dates as dates, an hour as a time, numbers as numbers."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        making.SERIALS[0],
        (1, "语音电话", dt.datetime(2026, 3, 5), dt.time(0, 1, 12), "被叫", 10012340001),  # noqa: DTZ001
        (2, "语音电话", dt.datetime(2026, 3, 4, 21, 59, 59), 33, "主叫", "10012340001"),  # noqa: DTZ001
    ):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    found = [(str(each.at), each.seconds) for each in read(tmp_path, target.getvalue()).records]
    assert found == [("2026-03-05 00:00:00", 72), ("2026-03-04 21:59:59", 33)]


def _list(*times: str, title: str = "") -> bytes:
    rows = [(time, "示例市", "被叫", "10012340001", "5", "", "", "") for time in times]
    return making.text(((title,), making.MOBILE[2], *rows), "utf-8")


def test_a_list_without_years_is_refused_rather_than_guessed(tmp_path: Path) -> None:
    """No year anywhere: every row is a problem that names --year; a year alone does not help."""
    for title in ("", "2026年度详单"):
        reading = read(tmp_path, _list("12-31 08:50:29", "01-01 09:00:00", title=title))
        assert [problem.code for problem in reading.problems] == ["no-year", "no-year"]
        assert "--year" in reading.problems[0].hint


def test_the_year_of_the_first_row_turns_at_new_year(tmp_path: Path) -> None:
    """Said once, the year goes up from December to January and down the other way."""
    up = read(tmp_path, _list("12-31 23:59:59", "01-01 00:00:00"), year=2025)
    assert [each.at.year for each in up.records] == [2025, 2026]
    down = read(tmp_path, _list("01-01 00:00:00", "12-31 23:59:59", "11-30 10:00:00"), year=2026)
    assert [each.at.year for each in down.records] == [2026, 2025, 2025]


def test_the_month_a_list_names_gives_the_year(tmp_path: Path) -> None:
    """A row outside that month gets the year that brings it nearest; far away it stays open."""
    reading = read(tmp_path, _list("01-15 10:00:00", "12-31 10:00:00", title="查询月份:202601"))
    assert [each.at.date() for each in reading.records] == [
        dt.date(2026, 1, 15),
        dt.date(2025, 12, 31),
    ]
    far = read(tmp_path, _list("07-15 10:00:00", title="2026-01-01至2026-01-31"))
    assert [problem.code for problem in far.problems] == ["no-year"]


def test_a_leap_day_exists_only_in_leap_years(tmp_path: Path) -> None:
    """29 February is read in 2024 and a problem in 2026."""
    assert read(tmp_path, _list("02-29 10:00:00"), year=2024).records[0].at.day == 29
    problem = read(tmp_path, _list("02-29 10:00:00"), year=2026).problems[0]
    assert (problem.code, problem.place) == ("no-such-day", "row 3")


@pytest.mark.parametrize(
    "cell", ["47秒", "00:00:47", "0:47", "47", "0时0分47秒", "0分47秒", "47.0"]
)
def test_lengths_in_every_form(cell: str, tmp_path: Path) -> None:
    """All forms of a length are the same seconds, and a length shows that it was answered."""
    rows = (
        making.UNICOM_2017[0],
        ("1", "语音电话", "2026-03-01 10:00:00", cell, *making.UNICOM_2017[1][4:]),
    )
    record = read(tmp_path, making.text(rows)).records[0]
    assert (record.seconds, record.answered) == (47, True)


@pytest.mark.parametrize("cell", ["--", "", "0", "0秒"])
def test_no_length_shows_nothing(cell: str, tmp_path: Path) -> None:
    """Without a length it stays open whether the call was answered."""
    rows = (
        making.UNICOM_2017[0],
        ("1", "语音电话", "2026-03-01 10:00:00", cell, *making.UNICOM_2017[1][4:]),
    )
    record = read(tmp_path, making.text(rows)).records[0]
    assert record.answered is None
    assert not record.seconds


def test_a_length_that_cannot_be_read_costs_no_call(tmp_path: Path) -> None:
    """The call counts, its length is left open, and that is said."""
    rows = (
        making.UNICOM_2017[0],
        ("1", "语音电话", "2026-03-01 10:00:00", "很久", *making.UNICOM_2017[1][4:]),
    )
    reading = read(tmp_path, making.text(rows))
    assert reading.records[0].seconds is None
    assert [note.code for note in reading.notes] == ["odd-length"]


def test_rows_that_say_the_same_are_merged_and_counted(tmp_path: Path) -> None:
    """A page repeated with its headings gives no call twice."""
    table = (*making.UNICOM_2017[:3], *making.UNICOM_2017[:3])
    reading = read(tmp_path, making.text(table))
    assert (len(reading.records), reading.merged, reading.ignored) == (2, 2, {"header": 1})


def test_calls_without_seconds_are_never_merged(tmp_path: Path) -> None:
    """Three calls of one day, or of one minute, in the form kept by hand are three calls."""
    head = ["日期", "时间", "对方号码", "类型", "是否接通", "时长", "内容"]
    for clock, count in (("", 3), ("21:30", 3), ("21:30:00", 1)):
        row = ["2026-03-05", clock, "10012340001", "来电", "否", "", ""]
        reading = read(tmp_path, making.text([head, row, row, row]))
        assert (len(reading.records), reading.merged) == (count, 3 - count)


def test_what_was_answered_is_not_merged_with_what_was_not(tmp_path: Path) -> None:
    """Two rows of the same second that differ in this say two things."""
    head = ["日期", "时间", "对方号码", "类型", "是否接通"]
    rows = [["2026-03-05", "21:30:00", "10012340001", "来电", said] for said in ("是", "否")]
    assert [r.answered for r in read(tmp_path, making.text([head, *rows])).records] == [True, False]


@pytest.mark.parametrize(
    ("word", "way", "answered"),
    [
        ("被叫", Way.IN, None),
        ("国内被叫", Way.IN, None),
        ("VoLTE主叫", Way.OUT, None),
        ("被叫（漫游）", Way.IN, None),
        ("incoming", Way.IN, None),
        ("MISSED", Way.IN, False),
        ("未接来电", Way.IN, False),
        ("接通失败", Way.UNKNOWN, None),
        ("无人接听", Way.UNKNOWN, None),
        ("呼叫转移", Way.UNKNOWN, None),
        ("点对点短信", Way.UNKNOWN, None),
    ],
)
def test_words_for_the_way_of_a_call(
    word: str,
    way: Way,
    answered: bool | None,  # noqa: FBT001 (a value to compare with)
    tmp_path: Path,
) -> None:
    """主叫 and 被叫 are known at either end of a longer word; a word that may be denied is not."""
    reading = read(tmp_path, _mobile(word))
    assert [(r.way, r.answered) for r in reading.records] == [(way, answered)]


def test_a_list_that_does_not_say_the_way_is_remarked(tmp_path: Path) -> None:
    """Such calls count for nobody, so the person is told, and told what to do."""
    for words, count in (((), None), (("被叫",), None), (("",), "1"), (("被叫", ""), "1")):
        notes = {note.code: note for note in read(tmp_path, _mobile(*words)).notes}
        found = notes["no-way"].values["count"] if "no-way" in notes else None
        assert found == count
    odd = read(tmp_path, _mobile("国际", "国际", "被叫"))
    assert [r.way for r in odd.records] == [Way.UNKNOWN, Way.UNKNOWN, Way.IN]
    assert "odd-way" in {note.code for note in odd.notes}


def _mobile(*ways: str) -> bytes:
    """A list of 移动 with these words for the ways of its calls."""
    rows = [
        [f"2026-03-05 21:30:0{second}", "北京", way, "10012340001", "--"]
        for second, way in enumerate(ways)
    ]
    return making.text([["起始时间", "通信地点", "通信方式", "对方号码", "通信时长"], *rows])


def test_a_short_list_under_many_title_lines_is_still_known(tmp_path: Path) -> None:
    """Titles, page numbers and sums of one cell each do not hide headings that are known."""
    titles = [["导出说明：仅供参考"], ["用户号码", "10012340099"], ["第1页/共1页"], [""]]
    table = [*titles, *making.UNICOM_2017[:2], ["本页小计"], ["合计"], ["打印日期：2026-03-05"]]
    reading = read(tmp_path, making.text(table, "gbk"))
    assert (reading.reader, len(reading.records)) == ("unicom", 1)
    assert reading.rows == 8


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("214951", dt.time(21, 49, 51)),
        ("91505", dt.time(9, 15, 5)),
        ("0915", dt.time(9, 15)),
        ("915", None),
        ("991505", None),
    ],
)
def test_times_of_day_in_figures(clock: str, expected: dt.time | None, tmp_path: Path) -> None:
    """Five figures have lost their first nought; three may be anything."""
    head, row = ["通话日期", "通话时间", "对方号码"], ["2026-03-01", clock, "10012340001"]
    reading = read(tmp_path, making.text([head, row, ["2026-03-02", "214951", "10012340001"]]))
    assert [r.at.time() for r in reading.records][:-1] == ([expected] if expected else [])
    assert len(reading.problems) == (expected is None)


def test_unknown_columns_are_asked_for_and_then_read(tmp_path: Path) -> None:
    """The problem lists the headings; named by heading or by letter they are read."""
    data = making.text((("when", "who", "how"), ("2026-03-01 10:00:00", "10012340001", "呼入")))
    reading = read(tmp_path, data)
    assert [problem.code for problem in reading.problems] == ["unknown-columns"]
    assert "when · who · how" in reading.problems[0].text
    for said in (("time=when", "number=who", "way=how"), ("time=@A", "number=@B", "way=@C")):
        record = read(tmp_path, data, columns=said).records[0]
        assert (record.number, record.way) == ("10012340001", Way.IN)


def test_a_hopeless_list_is_given_up(tmp_path: Path) -> None:
    """A thousand rows without one that can be read are enough; the rest counts as one problem."""
    table = (making.UNICOM_2017[0], *(("1", "x", "morgen", "1", "被叫", "5") for _ in range(3000)))
    reading = read(tmp_path, making.text(table))
    assert not reading.records
    assert (reading.problems[-1].code, reading.rows) == ("not-this-list", 1001)
