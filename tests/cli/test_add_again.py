"""`add` where files overlap, are gone, come under a second name, or the person stops half way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from complaintgen.store.files import load_case
from tests.intake import making
from tests.interview.pseudo_terminal import CTRL_C, ENTER, Terminal, cold

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program

STRANGE = (
    ("when", "who", "how"),
    ("2026-03-01 10:00:00", "10012340001", "被叫"),
    ("2026-03-02 10:00:00", "10012340001", "被叫"),
)
TWICE = (*STRANGE, STRANGE[1], ("", "", ""), ("合计", "", ""))
COLUMNS = "time=when,number=who,way=how"


@pytest.fixture
def case(program: Program) -> Path:
    """An empty case."""
    folder = program.home / "case"
    folder.mkdir()
    (folder / "case.toml").write_text("format = 1\n", encoding="utf-8")
    return folder


def table(program: Program, name: str, rows: tuple[tuple[str, ...], ...]) -> Path:
    """A table in a form that nobody knows."""
    path = program.home / name
    path.write_bytes(making.text(rows))
    return path


def picture(program: Program, name: str) -> Path:
    """A picture that is the same under every name."""
    path = program.home / name
    Image.new("RGB", (60, 90), (200, 210, 220)).save(path, format="PNG")
    return path


def at_terminal(program: Program, *arguments: str | Path) -> Terminal:
    """`add` with somebody in front of it."""
    return Terminal(
        cold("-m", "complaintgen", "--lang", "en", "add", *map(str, arguments)),
        HOME=str(program.home),
        XDG_CACHE_HOME=str(program.cache),
    )


def test_rows_that_say_the_same_are_counted_apart(program: Program, case: Path) -> None:
    """Every row is a record, ignored or a problem; repeated ones are named beside that sum."""
    first = table(program, "a.csv", TWICE)
    more = (("2026-03-03 10:00:00", "10012340001", "被叫"), ("x", "y", "z"))
    second = table(program, "b.csv", (*STRANGE, *more))
    one, two = program("add", case, first, second, "--columns", COLUMNS, "--json").data["files"]
    assert (one["rows"], one["records"], one["merged"]) == (5, 3, 1)
    assert one["ignored"] == {"blank": 1, "total": 1}
    assert (two["rows"], two["records"], two["merged"]) == (4, 3, 2)
    assert [problem["row"] for problem in two["problems"]] == [5]
    told = program("add", case, first, second).out
    assert "e2: 2 of its calls and messages stand in other files of the case too" in told
    assert "1 of the rows read say the same as another row of this file" in told


def test_records_say_which_of_them_are_one(program: Program, case: Path) -> None:
    """Nobody counts a call twice because two lists show it."""
    paths = (table(program, "a.csv", STRANGE), table(program, "b.csv", (*STRANGE, ("", "", ""))))
    program("add", case, *paths, "--columns", COLUMNS)
    shown = program("show", case, "--records")
    assert "e1:2  2026-03-01 10:00:00  in  10012340001  = e2:2" in shown.out
    assert "4 rows, 2 calls and messages" in shown.err
    records = program("show", case, "--records", "--json").data["records"]
    known = {record["id"]: record for record in records}
    for record in records:
        (other,) = record["same_as"]
        assert known[other]["same_as"] == [record["id"]]
        assert known[other]["proof"] != record["proof"]


def test_what_was_not_taken_in_is_named_at_the_end(program: Program, case: Path) -> None:
    """The reason may have left the screen; the name stands last."""
    good, bad = picture(program, "a.png"), program.home / "b.bin"
    bad.write_bytes(bytes(range(256)))
    told = program("add", case, good, bad, good.parent / "gone").out.splitlines()
    assert told[-4] == "3 files: 1 taken in, 0 already there, 2 not taken in."
    assert [line.rpartition("/")[2] for line in told[-2:]] == ["b.bin", "gone"]


def test_an_original_that_is_gone_comes_back(program: Program, case: Path) -> None:
    """Deleted by hand it is named, counts nowhere, and is not “already in the case”."""
    path = table(program, "a.csv", STRANGE)
    program("add", case, path, "--columns", COLUMNS)
    (proof,) = load_case(case).proofs
    original = case / "evidence" / (proof.file or "")
    for damage in (original.unlink, lambda: original.write_bytes(b"something else")):
        damage()
        again = program("add", case, path)
        assert "the original of e1 was gone; here it is again" in again.out
        assert original.read_bytes() == path.read_bytes()
        assert load_case(case).proofs == (proof,)
        assert program("verify", case).status == 0


def test_a_missing_original_stops_no_letter(program: Program, scenario: object) -> None:
    """The letter is written without it; what is missing and what to do is said, in JSON, too."""
    folder = scenario("demo")  # type: ignore[operator]
    program("add", folder, picture(program, "Screenshot_20261004-213512.png"))
    lost = load_case(folder).proofs[-1]
    (folder / "evidence" / (lost.file or "")).unlink()
    done = program("letters", folder, "--letter", "cbirc/complaint", "--format", "txt")
    assert done.status == 0, done.err
    assert f"The original of {lost.id} (Screenshot_20261004-213512.png) is no longer" in done.out
    (pack,) = (folder / "packs").glob("*cbirc-complaint")
    assert "截图（2026年10月4日" not in (pack / "complaint.txt").read_text(encoding="utf-8")
    checked = program("check", folder, "--json").data["notes"]
    assert "lost-original" in [note["code"] for note in checked]
    assert program("show", folder, "--records").status == 0


def test_a_second_name_may_tell_the_day(program: Program, case: Path) -> None:
    """The first name told none; the day of the second is kept, unless the person said one."""
    program("add", case, picture(program, "copy.png"))
    assert load_case(case).proofs[0].day is None
    again = program("add", case, picture(program, "Screenshot_20261004-213512.png"))
    assert "read anew" in again.out
    proof = load_case(case).proofs[0]
    assert proof.day == dt.date(2026, 10, 4)
    assert proof.name == "截图（2026年10月4日21时35分）"
    text = (case / "case.toml").read_text(encoding="utf-8").replace("2026-10-04", "2026-10-07")
    (case / "case.toml").write_text(text, encoding="utf-8")
    told = program("add", case, picture(program, "Screenshot_20261004-213512.png")).out
    assert load_case(case).proofs[0].day == dt.date(2026, 10, 7)
    assert "the case says 2026-10-07" in told


def test_wrong_columns_are_asked_for_again(program: Program, case: Path) -> None:
    """Whoever named the wrong column is not left with a file that cannot be read."""
    terminal = at_terminal(program, case, table(program, "mother.csv", STRANGE))
    terminal.wait_for("mother.csv: the program does not know this table")
    for question, answer in (
        ("when the call was", "2"),
        ("time of day", ""),
        ("other side", "1"),
        ("came in or went out", ""),
        ("how long", ""),
    ):
        terminal.wait_for(question)
        terminal.child.send(answer + ENTER)
    terminal.wait_for("no row can be read")
    for question, answer in (
        ("when the call was", "1"),
        ("time of day", ""),
        ("other side", "2"),
        ("came in or went out", "3"),
        ("how long", ""),
    ):
        terminal.wait_for(question)
        terminal.child.send(answer + ENTER)
    terminal.wait_for("taken in as e1")
    assert terminal.close() == 0


def test_a_table_can_be_left_out_and_the_rest_goes_on(program: Program, case: Path) -> None:
    """0 at any question: this file stays outside, the next one is taken in."""
    terminal = at_terminal(
        program, case, table(program, "a.csv", STRANGE), picture(program, "b.png")
    )
    terminal.wait_for("when the call was")
    terminal.child.send("0" + ENTER)
    terminal.wait_for("b.png: taken in as e1")
    assert terminal.close() == 1


def test_whoever_stops_half_way_learns_what_was_kept(program: Program, case: Path) -> None:
    """Ctrl-C at a question: the files before it are in the case."""
    terminal = at_terminal(
        program, case, picture(program, "a.png"), table(program, "b.csv", STRANGE)
    )
    terminal.wait_for("when the call was")
    terminal.child.send(CTRL_C)
    terminal.wait_for("1 of 2 files are dealt with and kept")
    assert terminal.close() not in (0, None)
    assert [proof.id for proof in load_case(case).proofs] == ["e1"]
