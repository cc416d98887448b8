"""`add` and `show --records`, as a person runs them."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

import pytest

from complaintgen.store.files import load_case
from complaintgen.store.readings import cache_path
from tests.intake import making
from tests.interview.pseudo_terminal import ENTER, Terminal, cold

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program


@pytest.fixture
def case(program: Program) -> Path:
    """An empty case."""
    folder = program.home / "case"
    folder.mkdir()
    (folder / "case.toml").write_text("format = 1\n# mine\n", encoding="utf-8")
    return folder


def sample(program: Program, name: str, sample: str) -> Path:
    """A sample under another name, for names say nothing."""
    path = program.home / name
    path.write_bytes(making.SAMPLES[sample]())
    return path


def test_a_list_becomes_a_proof_with_records(program: Program, case: Path) -> None:
    """The original lies in the case unchanged, the proof names it, the comment of the person stays,
    and the records can be listed.
    """
    path = sample(program, "a.dat", "unicom-2016.xls")
    found = program("add", case, path)
    assert found.status == 0, found.err
    assert "rows: 5; read: 3" in found.out
    assert "at least" in found.out
    (proof,) = load_case(case).proofs
    assert (proof.id, proof.kind, proof.reader, proof.original) == (
        "e1",
        "call_list",
        "unicom",
        "a.dat",
    )
    copy = case / "evidence" / (proof.file or "")
    assert copy.read_bytes() == path.read_bytes()
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == proof.sha256
    assert "# mine" in (case / "case.toml").read_text(encoding="utf-8")
    records = program("show", case, "--records", "--json").data["records"]
    assert [(each["id"], each["number"]) for each in records] == [
        (f"{proof.sha256}:4", "4001010101"),
        (f"{proof.sha256}:3", "10012340002"),
        (f"{proof.sha256}:2", "10012340001"),
    ]
    assert (
        "e1:2  2016-02-29 23:59:59  in  10012340001  84 s" in program("show", case, "--records").out
    )


def test_the_report_for_programs(program: Program, case: Path) -> None:
    """`--json` has exactly the keys promised, and rows = records + ignored + problems, always."""
    files = [sample(program, name, name) for name in making.SAMPLES]
    bad = program.home / "bad.bin"
    bad.write_bytes(bytes(range(256)) * 9)
    found = program("add", case, *files, bad, program.home / "gone", "--json")
    assert found.status == 1
    entries = found.data["files"]
    assert len(entries) == len(files) + 2
    for entry in entries:
        assert list(entry) == [
            *(
                "name",
                "kind",
                "sha256",
                "rows",
                "records",
                "merged",
                "ignored",
                "problems",
                "period",
            )
        ]
        ignored = sum(entry["ignored"].values())
        assert entry["rows"] == entry["records"] + ignored + len(entry["problems"])
        assert entry["merged"] <= entry["records"]
        assert all(problem["hint"] for problem in entry["problems"])
    first = next(entry for entry in entries if entry["name"] == "mobile.csv")
    assert first["period"] == {"first": "2025-12-31T23:59:58", "last": "2026-01-31T22:15:07"}
    assert len(load_case(case).proofs) == len(files), "one bad file stops no other"


def test_the_same_file_twice_changes_nothing(program: Program, case: Path) -> None:
    """Not the case, not the evidence; and it is said."""
    path = sample(program, "a.csv", "mobile.csv")
    program("add", case, path)
    before = {file: file.read_bytes() for file in case.rglob("*") if file.is_file()}
    twin = program.home / "twin.csv"
    twin.write_bytes(path.read_bytes())
    assert "already in the case as e1" in program("add", case, twin).out
    assert before == {file: file.read_bytes() for file in case.rglob("*") if file.is_file()}


def test_the_cache_is_never_the_truth(program: Program, case: Path) -> None:
    """Missing or damaged it is made again; without the original there is no record."""
    program("add", case, sample(program, "a.xlsx", "unicom-2017.xlsx"))
    (proof,) = load_case(case).proofs
    kept = cache_path(case, proof.sha256 or "")
    whole = program("show", case, "--records").out
    for damage in (b"", b"nonsense", kept.read_bytes()[:-9]):
        kept.write_bytes(damage)
        assert program("show", case, "--records").out == whole
    kept.unlink()
    assert program("show", case, "--records").out == whole
    assert kept.is_file()
    (case / "evidence" / (proof.file or "")).unlink()
    assert program("show", case, "--records", "--json").data == {"records": []}


def test_a_changed_original_is_said(program: Program, case: Path) -> None:
    """Rows are never read from a file that is not the one taken in."""
    program("add", case, sample(program, "a.csv", "mobile.csv"))
    (proof,) = load_case(case).proofs
    cache_path(case, proof.sha256 or "").unlink()
    (case / "evidence" / (proof.file or "")).write_bytes(making.SAMPLES["both-sides.csv"]())
    assert program("show", case, "--records").status == 6


def test_the_year_is_asked_for_and_kept(program: Program, case: Path) -> None:
    """Without a year nothing is taken in; said once it stays with the proof."""
    rows = (making.MOBILE[2], *making.MOBILE[3:5])
    path = program.home / "a.csv"
    path.write_bytes(making.text(rows, "gbk"))
    found = program("add", case, path)
    assert found.status == 1
    assert f"add {case} {path} --year" in found.out
    assert not load_case(case).proofs
    assert not (case / "evidence").exists()
    assert program("add", case, path, "--year", "2026").status == 0
    assert load_case(case).proofs[0].year == 2026
    cache_path(case, load_case(case).proofs[0].sha256 or "").unlink()
    assert len(program("show", case, "--records", "--json").data["records"]) == 2


STRANGE = (("when", "who", "how"), ("2026-03-01 10:00:00", "10012340001", "呼入"))


def test_columns_are_remembered(program: Program, case: Path) -> None:
    """Columns that were named for one file are taken over for the next with the same headings."""
    first, second = program.home / "a.csv", program.home / "b.csv"
    first.write_bytes(making.text(STRANGE))
    second.write_bytes(making.text((*STRANGE, ("2026-03-02 10:00:00", "10012340001", "呼入"))))
    assert program("add", case, first).status == 1
    assert program("add", case, first, "--columns", "time=when,number=who,way=how").status == 0
    found = program("add", case, second)
    assert found.status == 0
    assert "as you named them for e1" in found.out
    assert load_case(case).proofs[1].columns == ("time=when", "number=who", "way=how")
    assert program("add", case, first, "--columns", "colour=when").status == 2


def test_columns_are_asked_for_in_a_terminal(program: Program, case: Path) -> None:
    """Shown with the first rows, answered by number; what was meant is kept with the proof."""
    path = program.home / "a.csv"
    path.write_bytes(making.text(STRANGE))
    terminal = Terminal(
        cold("-m", "complaintgen", "--lang", "en", "add", str(case), str(path)),
        HOME=str(program.home),
        XDG_CACHE_HOME=str(program.cache),
    )
    for question, answer in (
        ("when the call was", "1"),
        ("time of day", ""),
        ("other side", "9"),
        ("from 1 to 3", "2"),
        ("came in or went out", "３"),
        ("how long", ""),
    ):
        terminal.wait_for(question)
        terminal.child.send(answer + ENTER)
    terminal.wait_for("taken in as e1")
    assert terminal.close() == 0
    assert load_case(case).proofs[0].columns == ("time=when", "number=who", "way=how")


def test_folders_and_patterns_name_files(program: Program, case: Path) -> None:
    """All files in a folder, hidden ones and links aside; a pattern that the shell left alone."""
    inside = program.home / "in"
    (inside / "deep").mkdir(parents=True)
    for name in ("a.csv", "deep/b.csv", ".hidden.csv"):
        (inside / name).write_bytes(making.text((*STRANGE, (name,))))
    (inside / "link.csv").symlink_to("/etc/hostname")
    names = [entry["name"] for entry in program("add", case, inside, "--json").data["files"]]
    assert names == ["a.csv", "b.csv"]
    pattern = program("add", case, f"{inside}/*.csv", "--as-exhibit", "--json").data["files"]
    assert [entry["name"] for entry in pattern] == ["a.csv", "link.csv"]
    assert load_case(case).proofs[0].reader is None


def test_links_and_devices_are_no_files(program: Program, case: Path) -> None:
    """Neither is followed or read."""
    link = program.home / "link.csv"
    link.symlink_to(sample(program, "a.csv", "mobile.csv"))
    pipe = program.home / "pipe"
    os.mkfifo(pipe)
    found = program("add", case, link, pipe)
    assert found.status == 1
    assert found.out.count("a link or a device") == 2
    assert not load_case(case).proofs


def test_the_empty_form_can_be_filled_and_added(program: Program, case: Path) -> None:
    """Printed with the mark that Excel needs; a filled one is read, its examples left out."""
    form = program("add", "--form").out
    assert form.startswith("\ufeff日期")
    path = program.home / "calls.csv"
    path.write_text(form + "2026-03-05,22:10,10012340001,来电,否,,\n", encoding="utf-8")
    (entry,) = program("add", case, path, "--json").data["files"]
    assert (entry["records"], entry["ignored"], entry["problems"]) == (1, {"example": 2}, [])


def test_hostile_words_of_a_list_are_shown_marked(program: Program, case: Path) -> None:
    """Escapes and bidi signs of a file never reach the terminal."""
    path = program.home / "a.csv"
    nasty = "\x1b[2J\u202e\x9b"
    path.write_text(
        f"日期,时间,对方号码,类型\n2026-03-05,{nasty},10012340001,来电\n"
        f"2026-03-05,22:10,{nasty},来电\n",
        encoding="utf-8",
    )
    out = program("add", case, path).out + program("show", case, "--records").out
    assert not {"\x1b", "\u202e", "\x9b"} & set(out)
    assert "〚U+001B〛" in out


def test_nothing_to_add_is_a_mistake_of_the_command(program: Program, case: Path) -> None:
    """Without a file the command line is wrong."""
    assert program("add", case).status == 2
    assert json.dumps(load_case(case).proofs) == "[]"


def test_only_a_file_that_holds_too_little_may_lack_something(program: Program, case: Path) -> None:
    """A list that holds more entries than it says has lost none."""
    entry = (
        '<call number="10012340001" duration="0" date="1772400000000" type="3" presentation="1" />'
    )
    for said, hint in (("5", "make the backup once more"), ("0", "nothing is missing")):
        path = program.home / f"calls-{said}.xml"
        head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
        path.write_text(f'{head}\n<calls count="{said}">{entry}</calls>\n', encoding="utf-8")
        assert hint in program("add", case, path).out
