"""`link`, and the day of an exhibit corrected: as a person runs them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from complaintgen.store.files import load_case
from tests.cli.test_numbers import NUMBER, OTHER, at_terminal, milliseconds
from tests.interview.pseudo_terminal import CTRL_C, ENTER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program


def backup(program: Program, name: str, root: str, body: str) -> Path:
    """A backup of a telephone."""
    path = program.home / f"{name}.xml"
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
    path.write_text(f'{head}\n<{root} count="5">{body}</{root}>\n', encoding="utf-8")
    return path


@pytest.fixture
def case(program: Program) -> Path:
    """Five calls of a collector on 2 March, a threat of another, and a picture of that day."""
    folder = program.home / "case"
    folder.mkdir()
    start = 'format = 1\nletters = ["cbirc/complaint"]\n'
    (folder / "case.toml").write_text(start, encoding="utf-8")
    calls = "".join(
        f'<call number="{NUMBER}" duration="0" date="{milliseconds(f"2026-03-02T{hour}:00:00")}"'
        ' type="3" />'
        for hour in ("06", "09", "12", "15", "22")
    )
    text = (
        f'<sms address="{OTHER}" date="{milliseconds("2026-03-02T11:00:00")}" type="1"'
        ' body="再不还钱送你进去坐牢" />'
    )
    picture = program.home / "Screenshot_20260303-213512.png"
    Image.new("RGB", (60, 90), (200, 210, 220)).save(picture)
    files = (backup(program, "c", "calls", calls), backup(program, "m", "smses", text), picture)
    assert program("add", folder, *files).status == 0
    assert program("numbers", folder, NUMBER, OTHER, "--collector", "示例催收公司").status == 0
    return folder


def shows(program: Program, case: Path, proof: str) -> list[str]:
    """The incidents that a proof shows, told and computed."""
    entries = program("link", case, "--json").data["proofs"]
    return next(entry["incidents"] for entry in entries if entry["proof"] == proof)


def test_a_picture_can_show_calls_counted_from_a_file(program: Program, case: Path) -> None:
    """Taken the day after, linked to the day's line of calls; the message is not its business."""
    terminal = at_terminal(program, "link", case)
    terminal.wait_for("Screenshot_20260303-213512.png")
    terminal.wait_for(f"5 calls  {NUMBER}")
    terminal.wait_for("Not sure")
    terminal.child.send(" " + ENTER)
    terminal.wait_for("See what it comes to")
    assert terminal.close() == 0
    assert load_case(case).proofs[2].lines == (f"2026-03-02 call {NUMBER}",)
    (line,) = shows(program, case, "e3")
    assert line.startswith("r20260302c")
    assert shows(program, case, "e1") == [line]
    assert "shows 1 incidents" in program("show", case).out
    assert "Nothing waits" in program("link", case).out


def test_a_picture_goes_to_one_message_and_not_to_the_next(program: Program, case: Path) -> None:
    """Each message is a line of its own; and the log taken out takes its line along, not others."""
    done = program("link", case, "--plain", stdin=b"2\n")
    assert done.status == 0, done.err
    assert load_case(case).proofs[2].lines == (f"2026-03-02 sms {OTHER} 11:00",)
    (message,) = shows(program, case, "e3")
    assert shows(program, case, "e2") == [message]
    (case / "evidence" / (load_case(case).proofs[1].file or "")).unlink()
    assert shows(program, case, "e3") == []


def test_a_picture_that_shows_nothing_told_is_not_asked_about_again(
    program: Program, case: Path
) -> None:
    """Skipped it rests, with --all it comes back; Ctrl-C leaves it for later."""
    terminal = at_terminal(program, "link", case)
    terminal.wait_for("What does it show?")
    terminal.wait_for("Not sure")
    terminal.child.send(CTRL_C)
    terminal.wait_for("The others can wait")
    assert terminal.close() == 1
    assert program("link", case, "--plain", stdin="无\n".encode()).status == 0
    assert "Nothing waits" in program("link", case).out
    assert "Screenshot" in program("link", case, "--all").out


def test_a_corrected_day_is_in_the_name_too(program: Program, case: Path) -> None:
    """The file says 3 March, the person the 2nd: no list of evidence says both."""
    assert "截图（2026年3月3日21时35分）" in program("show", case).out
    terminal = at_terminal(program, "edit", case, "proofs.e3.day")
    terminal.wait_for("day")
    terminal.wait_for_prompt()
    terminal.child.send("\x152026-03-02" + ENTER)
    terminal.wait_for("2026-03-02")
    terminal.wait_until(lambda _: load_case(case).proofs[2].day == dt.date(2026, 3, 2))
    terminal.child.send(CTRL_C)
    terminal.close()
    shown = program("show", case).out
    assert "截图（2026年3月2日）" in shown
    assert "3月3日" not in shown
    again = program("add", case, program.home / "Screenshot_20260303-213512.png").out
    assert "the case says 2026-03-02; that stays" in again
