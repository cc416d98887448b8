"""`numbers` and `messages`, as a person runs them on files."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from complaintgen.analysis.grouping import KEPT
from complaintgen.model.case import Act
from complaintgen.store.files import load_case
from tests.interview.pseudo_terminal import CTRL_C, CTRL_D, DOWN, ENTER, Terminal, cold

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program

BEIJING = dt.timezone(dt.timedelta(hours=8))
NUMBER, OTHER = "10012340001", "10055550000"


def milliseconds(when: str) -> int:
    """Beijing time as a phone keeps it."""
    return int(dt.datetime.fromisoformat(when).replace(tzinfo=BEIJING).timestamp() * 1000)


@pytest.fixture
def case(program: Program) -> Path:
    """A case with a phone's log (five calls, two at night) and two messages."""
    folder = program.home / "case"
    folder.mkdir()
    (folder / "case.toml").write_text("format = 1\n# mine\n", encoding="utf-8")
    calls = "".join(
        f'<call number="{NUMBER}" duration="0" date="{milliseconds(f"2026-03-02T{hour}")}"'
        ' type="3" presentation="1" contact_name="(Unknown)" />'
        for hour in ("06:00:00", "09:00:00", "12:00:00", "15:00:00", "22:00:00")
    )
    messages = "".join(
        f'<sms protocol="0" address="{OTHER}" date="{milliseconds(f"2026-03-02T{hour}:00:00")}"'
        f' type="1" body="{text}" read="1" status="-1" contact_name="(Unknown)" />'
        for hour, text in (("10", "您的借款已逾期，请还款"), ("11", "再不还钱送你进去坐牢"))
    )
    for name, root, body in (("c", "calls", calls), ("m", "smses", messages)):
        path = program.home / f"{name}.xml"
        head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
        path.write_text(f'{head}\n<{root} count="5">{body}</{root}>\n', encoding="utf-8")
        assert program("add", folder, path).status == 0
    return folder


def test_numbers_are_proposed_with_reasons(program: Program, case: Path) -> None:
    """As JSON and in plain words; nothing is confirmed by itself."""
    groups = program("numbers", case, "--json").data["groups"]
    assert {number for group in groups for number in group["numbers"]} == {NUMBER, OTHER}
    reasons = {r["code"]: r["value"] for group in groups for r in group["reasons"]}
    assert reasons["closed"] == "2"
    assert reasons["words"] == "1"
    shown = program("numbers", case)
    assert NUMBER in shown.out
    assert "2 of them between 22:00 and 08:00" in shown.out
    assert load_case(case).collectors == ()


def test_a_number_once_said_is_counted_and_not_proposed_again(program: Program, case: Path) -> None:
    """Said twice it stays once; the comment in the file stays; `check` sees the calls."""
    for _ in range(2):
        said = program("numbers", case, "100 1234 0001", "--collector", "示例催收公司")
        assert said.status == 0
    (collector,) = load_case(case).collectors
    assert (collector.name, collector.numbers) == ("示例催收公司", (NUMBER,))
    assert "# mine" in (case / "case.toml").read_text(encoding="utf-8")
    groups = program("numbers", case, "--json").data["groups"]
    assert [group["numbers"] for group in groups] == [[OTHER]]
    assert program("check", case, "--json").status == 0


def test_contacts_and_others_are_not_proposed_again(program: Program, case: Path) -> None:
    """A friend, and a number of nobody who collects."""
    assert program("numbers", case, NUMBER, "--contact", "示例朋友").status == 0
    assert program("numbers", case, OTHER, "--not-one").status == 0
    assert program("numbers", case, "--json").data["groups"] == []
    (contact,) = load_case(case).contacts
    assert contact.numbers == (NUMBER,)


def test_numbers_left_to_decide_are_named_by_check(program: Program, case: Path) -> None:
    """A letter that looks ready may lack most calls: as long as a number is undecided."""

    def notes() -> list[str]:
        found = program("check", case, "--json").data["notes"]
        return [note["message"] for note in found if note["code"] == "undecided-numbers"]

    (first,) = notes()
    assert first.startswith("7 calls and messages in the files are in no letter yet")
    assert "(2 in all)" in first
    program("numbers", case, NUMBER, "--collector", "示例催收公司")
    (second,) = notes()
    assert second.startswith("2 calls and messages")
    program("numbers", case, OTHER, "--not-one")
    assert notes() == []


@pytest.mark.parametrize(
    "arguments",
    [(NUMBER,), ("--not-one",), (NUMBER, "--not-one", "--contact", "x"), ("100****1", "--not-one")],
)
def test_what_cannot_be_meant_is_refused(
    program: Program, case: Path, arguments: tuple[str, ...]
) -> None:
    """Numbers without saying whose, the other way round, two at once, and a masked one."""
    before = (case / "case.toml").read_bytes()
    assert program("numbers", case, *arguments).status == 2
    assert (case / "case.toml").read_bytes() == before


def test_the_dialogue_about_numbers(program: Program, case: Path) -> None:
    """A new collector for the first group, later for the second; status 0 at the end."""
    done = program("numbers", case, "--plain", stdin="1\n示例催收公司\n5\n".encode())
    assert done.status == 0, done.err
    (collector,) = load_case(case).collectors
    assert collector.name == "示例催收公司"
    assert len(collector.numbers or ()) == 1
    left = program("numbers", case, "--plain", stdin=b"")
    assert left.status == 1


def test_messages_are_proposed_and_nothing_is_stored(program: Program, case: Path) -> None:
    """The passage, its place, the act proposed and why; the reminder beside it is no hit."""
    (message,) = program("messages", case, "--json").data["messages"]
    (passage,) = message["passages"]
    assert message["text"][passage["start"] : passage["end"]] == passage["text"]
    assert (passage["entry"], passage["acts"]) == ("crime", ["false_crime_threat"])
    assert message["confirmed"] is None
    assert "»" in program("messages", case).out
    assert load_case(case).passages == ()


@pytest.mark.parametrize(
    ("typed", "acts"),
    [
        ("1\n", (Act.FALSE_CRIME_THREAT,)),
        ("2\n1 2\n", (Act.THREAT, Act.INSULT)),
        ("3\n", None),
    ],
)
def test_what_the_person_says_of_a_message_is_kept(
    program: Program, case: Path, typed: str, acts: tuple[Act, ...] | None
) -> None:
    """It did this, it did something else, or it is harmless; then it is not asked again."""
    assert program("messages", case, "--plain", stdin=typed.encode()).status == 0
    (passage,) = load_case(case).passages
    assert (passage.confirmed, passage.acts) == (acts is not None, acts)
    assert program("messages", case, "--json").data["messages"] == []
    (again,) = program("messages", case, "--json", "--all").data["messages"]
    assert again["confirmed"] is (acts is not None)


def test_later_stores_nothing(program: Program, case: Path) -> None:
    """What is left for later is asked again."""
    assert program("messages", case, "--plain", stdin=b"4\n").status == 0
    assert load_case(case).passages == ()
    assert len(program("messages", case, "--json").data["messages"]) == 1


def test_a_case_without_files_says_so(program: Program) -> None:
    """No file, no number, no message; no failure either."""
    folder = program.home / "bare"
    folder.mkdir()
    (folder / "case.toml").write_text("format = 1\n", encoding="utf-8")
    assert json.loads(program("numbers", folder, "--json").out) == {"groups": []}
    assert program("messages", folder).status == 0


def at_terminal(program: Program, *arguments: str | Path) -> Terminal:
    """The program with somebody in front of it, in a window of the usual size."""
    return Terminal(
        cold("-m", "complaintgen", "--lang", "en", *map(str, arguments)),
        HOME=str(program.home),
        XDG_CACHE_HOME=str(program.cache),
    )


def test_numbers_are_asked_about_in_a_terminal(program: Program, case: Path) -> None:
    """Help, a first answer, back to it, another one; the last word counts and is counted."""
    terminal = at_terminal(program, "numbers", case)
    terminal.wait_for("Only you know whose a number is")
    terminal.wait_for(NUMBER)
    terminal.wait_for("of nobody who collects")
    assert "I have not named yet" not in terminal.text, "there is no collector to be another of"
    terminal.child.send(DOWN + DOWN + ENTER)  # nobody who collects
    terminal.wait_for(OTHER)
    terminal.wait_for("later")
    assert f"{KEPT}:{NUMBER}" in load_case(case).interview.done, "saved at once"
    terminal.child.send("<")
    terminal.wait_for(NUMBER)
    terminal.wait_for("later")
    assert load_case(case).interview.done == ()
    terminal.child.send("?")
    terminal.wait_for("Only you know whose a number is")
    terminal.wait_for("later")
    terminal.child.send(ENTER)  # a collector
    terminal.wait_for("What is the collector called")
    terminal.child.send("<" + ENTER)
    terminal.wait_for("Whose numbers are these")
    terminal.wait_for("later")
    terminal.child.send(ENTER)
    terminal.wait_for("What is the collector called")
    terminal.child.send(ENTER)
    terminal.wait_for(OTHER)
    terminal.wait_for(f"of the collector {NUMBER}")
    terminal.wait_for("later")
    terminal.child.send(ENTER)
    terminal.wait_for(f"{NUMBER}: 5 calls and 2 messages on 1 days")
    assert terminal.close() == 0
    (collector,) = load_case(case).collectors
    assert (collector.numbers, collector.unknown) == ((NUMBER, OTHER), ("name",))


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_leaving_the_numbers_keeps_what_was_said(program: Program, case: Path, key: str) -> None:
    """The way on and the way to change an answer stand at the end."""
    terminal = at_terminal(program, "numbers", case)
    terminal.wait_for("of nobody who collects")
    terminal.child.send(DOWN + DOWN + ENTER)
    terminal.wait_for(OTHER)
    terminal.wait_for("later")
    terminal.child.send(key)
    terminal.wait_for("The other numbers can wait")
    terminal.wait_for("Say it anew, the last word counts")
    assert terminal.close() == 1
    assert f"{KEPT}:{NUMBER}" in load_case(case).interview.done


def test_messages_are_asked_about_in_a_terminal(program: Program, case: Path) -> None:
    """Out of the list of acts there is a way back; the passage stands between its marks."""
    terminal = at_terminal(program, "messages", case)
    terminal.wait_for("»")
    terminal.wait_for("later")
    terminal.child.send(DOWN + ENTER)
    terminal.wait_for("What did this message do?")
    terminal.wait_for("[x]")
    terminal.child.send("<")
    terminal.wait_for("Did this message do that?")
    terminal.wait_for("later")
    terminal.child.send(ENTER)
    terminal.wait_for("change what you said")
    assert terminal.close() == 0
    (passage,) = load_case(case).passages
    assert passage.acts == (Act.FALSE_CRIME_THREAT,)


def test_a_number_that_changes_hands_says_so(program: Program, case: Path) -> None:
    """From a collector to a friend and to nobody: whose it was, and what is left to count."""
    first = program("numbers", case, NUMBER, "--collector", "示例催收公司")
    assert "示例催收公司: 5 calls and 0 messages on 1 days" in first.out
    second = program("numbers", case, NUMBER, "--contact", "示例朋友")
    assert f"{NUMBER} was of the collector 示例催收公司 until now." in second.out
    assert "5 calls" not in second.out
    third = program("numbers", case, NUMBER, "--not-one")
    assert f"{NUMBER} was of 示例朋友, whom you know until now." in third.out
