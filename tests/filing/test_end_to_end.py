"""Half a year of calls and messages, through the commands, to letters that are counted again.

The counts of the letters are held against `six_months`, the list from which the files were made:
nothing of the program counts in these tests.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
import shutil
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import docx
import msgspec
import pypdf
import pytest

from complaintgen.store.document import CaseFile
from complaintgen.store.files import load_case
from tests.cli.conftest import ROOT, Program
from tests.filing import six_months as made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.conftest import Golden

SAMPLE = ROOT / "tests" / "scenarios" / "six-months"
STOP = dt.date(2026, 10, 13)
NAMES = {
    made.LENDER: "虚构消费金融有限公司",
    **dict.fromkeys((*made.FIRST, made.SENDER), "示例信用管理有限公司"),
    **dict.fromkeys(made.SECOND, "虚构法务服务有限公司"),
}
SHOWS = {
    "incidents.i1.proofs": (0, 1),
    "incidents.i3.proofs": (2,),
    "incidents.i4.proofs": (4,),
}
"""Which pictures the person says show what they told."""
LETTERS = {"complaint": "2026-11-21-cbirc-complaint", "report": "2026-11-21-nifa-report"}


@cache
def _tables(path: Path) -> list[list[list[str]]]:
    """The words of all tables of a Word file."""
    tables = docx.Document(str(path)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


@cache
def _pages(path: Path) -> list[str]:
    """The words of the pages of a PDF without white space."""
    pages = pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages
    return ["".join(page.extract_text().replace("\u200b", "").split()) for page in pages]


@dataclass(frozen=True)
class Filed:
    """The case after all commands, and its packs."""

    program: Program
    folder: Path

    def pack(self, letter: str) -> Path:
        """The folder of a letter's pack."""
        return self.folder / "packs" / LETTERS[letter]

    def text(self, letter: str) -> str:
        """The words of a letter without white space."""
        text = (self.pack(letter) / f"{letter}.txt").read_text(encoding="utf-8")
        return re.sub(r"\s+", "", text)

    def rows(self, letter: str) -> list[list[str]]:
        """The lines of the longest table of the Word file."""
        return max(_tables(self.pack(letter) / f"{letter}.docx"), key=len)[1:]

    def exhibits(self, letter: str) -> list[list[str]]:
        """The lines of the list of evidence."""
        tables = _tables(self.pack(letter) / f"{letter}.docx")
        return next(table for table in tables if table[0][-1] == "页码")[1:]

    def pages(self, letter: str) -> list[str]:
        """The pages of the exhibits without white space."""
        return _pages(self.pack(letter) / "exhibits.pdf")

    def part(self, letter: str, name: str) -> tuple[list[str], str]:
        """Of one exhibit, by a word of its name: its line in the list, the text of its pages."""
        line = next(line for line in self.exhibits(letter) if name in line[1])
        ends = [int(number) for number in re.findall(r"\d+", line[5])]
        return line, "".join(self.pages(letter)[ends[0] - 1 : ends[-1]])


def go_through(program: Program, folder: Path, files: Iterable[Path]) -> Filed:
    """All commands, as a person runs them, the files in the order given."""

    def run(*arguments: str | Path, stdin: str | None = None) -> None:
        done = program(*arguments, stdin=stdin.encode() if stdin is not None else None)
        assert done.status == 0, (arguments, done.out, done.err)

    started = program("new", folder, "--answers", SAMPLE / "answers.toml")
    assert started.status == 1  # the files are still missing
    run("add", folder, *files)
    run("numbers", folder, *made.FIRST, made.SENDER, "--collector", NAMES[made.SENDER])
    run("numbers", folder, *made.SECOND, "--collector", NAMES[made.SECOND[0]])
    answers = [message.answer for message in made.messages() if message.answer]
    run("messages", folder, "--plain", stdin="\n".join((*answers, "")))
    named = {proof.original: at for at, proof in enumerate(load_case(folder).proofs, start=1)}
    pictures = [named[name] for name in made.PICTURES]
    for path, shown in SHOWS.items():
        picked = " ".join(str(pictures[at]) for at in shown)
        run("edit", folder, path, "--plain", stdin=f"{picked}\n0\n")
    run("check", folder)
    run("letters", folder, "--engine", "typst")
    return Filed(program, folder)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program with a home of its own."""
    home = tmp_path_factory.mktemp("home")
    return Program(home, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The list, the log, the backup and twelve pictures."""
    return made.write_files(tmp_path_factory.mktemp("phone"))


@pytest.fixture(scope="module")
def filed(program: Program, files: tuple[Path, ...]) -> Filed:
    """The case with its packs."""
    return go_through(program, program.home / "case", files)


both = pytest.mark.parametrize("letter", list(LETTERS))

# --- counted again ----------------------------------------------------------------------------


def calls() -> list[made.Call]:
    """The collectors' calls that some file still shows."""
    shown = (call for call in made.calls() if call.is_listed or call.is_logged)
    return [call for call in shown if call.number in NAMES and not call.out]


def messages() -> list[made.Message]:
    """The messages that count: the agencies', without the one the person called harmless."""
    numbers = {*made.FIRST, *made.SECOND, made.SENDER}
    known = (m for m in made.messages() if m.number in numbers and not m.out)
    return [message for message in known if message.answer != "3"]


def logged_whole(day: dt.date) -> bool:
    """Whether the phone's log holds all of a day: neither its first nor its last."""
    days = [call.at.date() for call in made.calls() if call.is_logged]
    return min(days) < day < max(days)


_WHEN = re.compile(r"约?(\d+)年(\d+)月(\d+)日")
_CALLS = re.compile(r"^电话(至少)?(\d+)次(?:（(.*?)）)?；([^；]*)")
_ANSWERED = re.compile(r"接通(至少)?(\d+)次")


@dataclass(frozen=True)
class Counted:
    """What a line of the letter says of calls to the writer."""

    day: dt.date
    by: str
    count: int
    answered: int
    at_least: bool


def counted(rows: list[list[str]]) -> Iterator[Counted]:
    """The lines that count calls to the writer."""
    for row in rows:
        found = _CALLS.match(row[2])
        if not found or row[3] != "本人":
            continue
        when = _WHEN.match(row[1])
        assert when, row
        count, words = int(found[2]), found[3] or ""
        told = _ANSWERED.search(words)
        answered = int(told[2]) if told else 0 if "未接通" in words else count
        day = dt.date(*(int(part) for part in when.groups()))
        yield Counted(day, found[4], count, answered, bool(found[1]))


@both
def test_every_line_is_counted_again(filed: Filed, letter: str) -> None:
    """Calls and answered calls of each day and caller, and 至少 where the log does not reach."""
    expected: dict[tuple[dt.date, str], list[int]] = defaultdict(lambda: [0, 0])
    for call in calls():
        entry = expected[call.shown_at.date(), NAMES[call.number]]
        entry[0] += 1
        entry[1] += call.answered
    found: dict[tuple[dt.date, str], list[int]] = defaultdict(lambda: [0, 0])
    for line in counted(filed.rows(letter)):
        entry = found[line.day, line.by]
        entry[0] += line.count
        entry[1] += line.answered
        assert line.at_least is not logged_whole(line.day), line

    assert found == expected


@both
def test_the_sums_are_counted_again(filed: Filed, letter: str) -> None:
    """All calls, the answered ones, their days, those after the request to stop, the messages."""
    own = calls()
    answered = sum(call.answered for call in own)
    days = len({call.shown_at.date() for call in own})
    later = sum(call.shown_at.date() > STOP for call in own)

    assert (
        f"对方向本人来电共至少{len(own)}次，其中接通至少{answered}次，分布在{days}日"
        f"（2026年10月13日本人要求停止之后仍来电至少{later}次）；"
        f"发送短信或者即时通信消息共{len(messages())}条。"
    ) in filed.text(letter)


@both
def test_days_over_the_limit_and_the_worst_are_counted_again(filed: Filed, letter: str) -> None:
    """More than three answered calls of all together, or more than six in vain of one caller."""
    answered = Counter(call.shown_at.date() for call in calls() if call.answered)
    missed = Counter((c.shown_at.date(), NAMES[c.number]) for c in calls() if not c.answered)
    over = sum(count > 3 for count in answered.values())
    in_vain = {day for (day, _), count in missed.items() if count > 6}
    said = filed.text(letter)

    assert (f"接通的来电多于当时适用的每日3次的限度的，共有{over}日，其中次数最多的：") in said
    assert f"各{max(answered.values())}次；" in said
    assert len(in_vain) == 1
    assert f"未接通的来电{max(missed.values())}次，多于当时适用的每日6次的限度" in said


@both
def test_the_closed_hours_are_counted_again(filed: Filed, letter: str) -> None:
    """22:00:00 and 07:59:59 count, 21:59:59 and 08:00:00 do not, midnight ends no night."""
    closed = [c.shown_at for c in calls() if not dt.time(8) <= c.shown_at.time() < dt.time(22)]
    days = len({moment.date() for moment in closed})
    said = filed.text(letter)

    assert len(closed) == 11
    assert f"共至少{len(closed)}次，分布在{days}日，择要如下：2026年8月5日22时15分" in said
    assert "9月14日22时10分、22时31分、22时44分、23时05分" in said


@both
def test_bombings_are_counted_again(filed: Filed, letter: str) -> None:
    """The densest ten minutes of the messages of 12 October and of the calls of the 21st."""
    said = filed.text(letter)

    def densest(moments: list[dt.datetime]) -> int:
        window = dt.timedelta(minutes=10)
        return max(sum(first <= m <= first + window for m in moments) for first in moments)

    burst = [m.at for m in messages() if m.at.date() == dt.date(2026, 10, 12)]
    second = [c.at for c in calls() if c.at.date() == dt.date(2026, 10, 21)]
    assert f"10分钟之内连续向本人发送短信{densest(burst)}条" in said
    assert f"9分钟之内连续致电本人{densest(second)}次" in said


def test_what_was_not_confirmed_is_no_accusation(filed: Filed) -> None:
    """Reminders, codes, the announced suit and visit, the person's own words: quoted nowhere."""
    said = filed.text("complaint")
    for words in ("验证码", "提起诉讼", "外访人员", "涉嫌诈骗", "请不要再联系", "驿站"):
        assert words not in said
    for words in (made.SCENE, made.PRISON, made.INSULT):
        assert f"“{words}”" in said


# --- recounted from the pages -----------------------------------------------------------------


@both
def test_the_pages_show_each_call_of_the_list_with_its_row(filed: Filed, letter: str) -> None:
    """As the carrier prints it: moment, number, seconds, and the row of the .xls."""
    line, text = filed.part(letter, "联通")
    own = [(row, call) for row, call in made.carrier_rows() if call.number in NAMES]
    own = [(row, call) for row, call in own if not call.out]

    assert "仅含接通的通话" in line[4]
    assert len(re.findall(r"第\d+行", text)) == len(own)
    for row, call in own:
        shown = f"{call.billed:%Y-%m-%d%H:%M:%S}{call.number}接通，{call.seconds}秒"
        assert re.search(rf"{shown}\d+第{row}行", text), (row, call)


@both
def test_the_pages_show_each_call_of_the_log(filed: Filed, letter: str) -> None:
    """Answered and missed, by the phone's own clock."""
    _, text = filed.part(letter, "通话记录备份")
    own = [call for call in calls() if call.is_logged]

    assert len(re.findall(r"第\d+条", text)) == len(own)
    for call in own:
        what = f"接通，{call.seconds}秒" if call.answered else "未接通"
        assert f"{call.at:%Y-%m-%d%H:%M:%S}{call.number}{what}" in text


@both
def test_the_line_beside_a_record_is_the_line_that_counts_it(filed: Filed, letter: str) -> None:
    """附表序号: as many records lead to a line as it counts, each call once."""
    rows = {row[0]: row for row in filed.rows(letter)}
    by_line: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in ("联通", "通话记录备份"):
        for moment, number, line in re.findall(
            r"(\d{4}-\d\d-\d\d\d\d:\d\d:\d\d)(\d{10,11})(?:接通，\d+秒|未接通)(\d+)第",
            filed.part(letter, name)[1],
        ):
            by_line[line].add((moment, number))
    billed = {(f"{c.billed:%Y-%m-%d%H:%M:%S}", c.number): c for c in calls()}
    rung = {(f"{c.at:%Y-%m-%d%H:%M:%S}", c.number): c for c in calls()}
    for line, moments in by_line.items():
        own = {rung.get(moment) or billed[moment] for moment in moments}
        found = _CALLS.match(rows[line][2])
        assert found, rows[line]
        assert len(own) == int(found[2])


@both
def test_exhibits_are_numbered_as_mentioned_and_stand_on_their_pages(
    filed: Filed, letter: str
) -> None:
    """证据N comes first in the order of the table, and its page begins with its name."""
    cited = [name for row in filed.rows(letter) for name in row[5].split("、") if "证据" in name]
    lines, pages = filed.exhibits(letter), filed.pages(letter)

    assert list(dict.fromkeys(cited)) == [f"证据{n}" for n in range(1, len(set(cited)) + 1)]
    assert [line[0] for line in lines] == [f"证据{n}" for n in range(1, 16)]
    for line in lines:
        page = re.search(r"\d+", line[5])
        assert page, line
        assert f"{line[0]}{line[1]}" in pages[int(page[0]) - 1]


@both
def test_pictures_and_originals_are_named(filed: Filed, letter: str) -> None:
    """Each exhibit's pages name the file it was and its checksum."""
    text = "".join(filed.pages(letter))
    for name, data in made.files():
        assert name.replace(" ", "") in text
        assert hashlib.sha256(data).hexdigest() in text


@both
def test_records_lead_to_rows(filed: Filed, letter: str) -> None:
    """records.json names each row of the list that counts, and no other row of it."""
    listed = hashlib.sha256(made.carrier_list()).hexdigest()
    content = json.loads((filed.pack(letter) / "records.json").read_bytes())
    named = [name for own in content.values() for event in own for name in event["records"]]
    rows = [int(name.partition(":")[2]) for name in named if name.startswith(listed)]
    expected = [row for row, call in made.carrier_rows() if call.number in NAMES and not call.out]

    assert sorted(rows) == sorted(expected)


@both
def test_pictures_name_the_incidents_that_they_count(filed: Filed, letter: str) -> None:
    """From a picture the trace leads to incidents, and from these records.json on to every call."""
    content = json.loads((filed.pack(letter) / "records.json").read_bytes())
    trace = json.loads((filed.pack(letter) / "trace.json").read_bytes())
    drawn = [entry for entry in trace if re.fullmatch(r"\[\S+\]", entry["text"])]
    assert drawn
    for entry in drawn[:2]:  # the days and the hours; the third shows moments that were told
        assert all(source.startswith("incidents.") for source in entry["from"])
        behind = [event for source in entry["from"] for event in content[source.split(".")[1]]]
        assert len(behind) == len({record for event in behind for record in event["records"][:1]})
        assert len(behind) == len(calls())


@both
def test_each_page_number_comes_from_the_file_that_stands_there(filed: Filed, letter: str) -> None:
    """In the trace of the list of evidence the page column names the proof of its line."""
    trace = json.loads((filed.pack(letter) / "trace.json").read_bytes())
    entries = {entry["text"]: entry for entry in trace}
    proofs = {proof.id: proof for proof in load_case(filed.folder).proofs}
    for line in filed.exhibits(letter):
        spans = entries["\t".join(line)]["spans"]
        (page,) = [span for span in spans if span["text"] == line[5]]
        ((kind, proof, field),) = [source.split(".") for source in page["from"]]
        assert (kind, field) == ("proofs", "file")
        assert proofs[proof].name in {None, line[1]}


def test_the_association_gets_no_more_than_it_takes(filed: Filed) -> None:
    """Under 2 MB, smaller pictures said so; the regulator gets them as they are."""
    small, large = (filed.pack(name) / "exhibits.pdf" for name in ("report", "complaint"))
    sheet = (filed.pack("report") / "report.filing.txt").read_text(encoding="utf-8")

    assert small.stat().st_size <= 2_000_000 < large.stat().st_size
    assert "图片已经缩小" in sheet
    assert "没有放入" not in sheet
    assert len(filed.exhibits("report")) == 15


@both
def test_letters_read_as_agreed(filed: Filed, letter: str, golden: Golden) -> None:
    """The whole letter, as it was reviewed."""
    text = (filed.pack(letter) / f"{letter}.txt").read_text(encoding="utf-8")
    golden.check(SAMPLE / "reviewed" / f"{letter}.txt", text)


# --- what changes and what does not -----------------------------------------------------------


def test_the_order_of_the_files_changes_nothing(
    filed: Filed, program: Program, files: tuple[Path, ...]
) -> None:
    """The same packs byte for byte; only the case file's own names for the files differ."""
    other = go_through(program, program.home / "turned", files[::-1])
    for letter in LETTERS:
        for path in sorted(filed.pack(letter).rglob("*")):
            twin = other.pack(letter) / path.relative_to(filed.pack(letter))
            if path.is_file() and path.name not in ("trace.json", "manifest.sha256"):
                assert path.read_bytes() == twin.read_bytes(), path.name


def test_whole_lists_and_backups_stay_with_the_writer(filed: Filed, program: Program) -> None:
    """No pack holds the number of a friend, who stands in the list; asked for, the lists come."""
    read = {proof.sha256 for proof in load_case(filed.folder).proofs if proof.reader}
    friends = [number.encode() for number in made.ORDINARY[:22]]
    for letter in LETTERS:
        for path in (each for each in filed.pack(letter).rglob("*") if each.is_file()):
            data = path.read_bytes()
            assert hashlib.sha256(data).hexdigest() not in read, path
            assert not any(number in data for number in friends), path
        sheet = (filed.pack(letter) / f"{letter}.filing.txt").read_text(encoding="utf-8")
        assert "没有放进材料包" in sheet
        assert "由本人保存，备查" in "".join(filed.pages(letter))
    copied = program.home / "originals"
    shutil.copytree(filed.folder, copied, ignore=shutil.ignore_patterns("packs"))
    assert program("letters", copied, "--originals", "--engine", "typst").status == 0
    found = {hashlib.sha256(path.read_bytes()).hexdigest() for path in copied.rglob("exhibit-*")}
    assert read <= found
    sheets = [path.read_text(encoding="utf-8") for path in copied.rglob("*.filing.txt")]
    assert all("没有放进材料包" not in sheet for sheet in sheets)


def test_verify_finds_one_flipped_byte(filed: Filed) -> None:
    """Sound before; after one byte of one exhibit it names the file; then sound again."""
    path = next((filed.pack("report") / "exhibits").iterdir())
    assert filed.program("verify", filed.folder).status == 0
    whole = path.read_bytes()
    path.write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
    try:
        found = filed.program("verify", filed.folder)
    finally:
        path.write_bytes(whole)

    assert found.status != 0
    assert path.name in found.out + found.err
    assert filed.program("verify", filed.folder).status == 0


def without(filed: Filed, program: Program, *names: str) -> Any:  # noqa: ANN401 (a function)
    """The letter of a copy of the case from which files were taken out."""
    folder = program.home / f"without-{len(names)}-{names[0][:4]}"
    shutil.copytree(filed.folder, folder, ignore=shutil.ignore_patterns("packs"))
    file = CaseFile.open(folder)
    gone = {proof.id for proof in file.case.proofs if proof.original in names}
    assert len(gone) == len(names)
    incidents = tuple(
        msgspec.structs.replace(i, proofs=tuple(p for p in i.proofs or () if p not in gone) or None)
        for i in file.case.incidents
    )
    proofs = tuple(proof for proof in file.case.proofs if proof.id not in gone)
    file.save(msgspec.structs.replace(file.case, proofs=proofs, incidents=incidents))
    done = program(
        "letters", folder, "--channel", "cbirc", "--letter", "complaint", "--format", "txt"
    )
    assert done.status == 0, done.err
    return Filed(program, folder).text("complaint")


def test_a_file_taken_out_takes_its_findings_along(filed: Filed, program: Program) -> None:
    """No backup of messages: no threat of prison; the threat told by hand stays."""
    said = without(filed, program, "sms-20261112204500.xml")
    assert "以诈骗、坐牢等刑事责任相威胁" not in said
    assert "10分钟之内连续向本人发送短信" not in said
    assert "9分钟之内连续致电本人12次" in said
    assert "今晚不还，明天就带人到你单位找你领导" in said


def test_without_lists_only_the_writers_own_account_is_left(filed: Filed, program: Program) -> None:
    """No list and no log: no count of calls; what was told stands as 本人陈述."""
    said = without(filed, program, "语音业务历史详单.xls", "calls-20261112204500.xml")
    assert "一日之内多次来电" not in said
    assert "对方向本人来电共" not in said
    assert "22时31分" not in said
