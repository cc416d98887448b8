"""Safety before paper in a real terminal; deleting and editing where somebody can answer."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from complaintgen.library.places import data_folder
from complaintgen.library.safety import read_safety
from tests.interview.pseudo_terminal import CTRL_C, DOWN, ENTER, Terminal, python

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from complaintgen.model.safety import Safety
    from tests.cli.conftest import Program

    Scenario = Callable[[str], Path]

FIRST = {"zh": "遇到了什么事", "en": "What is happening to you"}


def safety() -> Safety:
    """The hotlines the program ships."""
    found, _ = read_safety(data_folder())
    assert found is not None
    return found


def run(program: Program, *arguments: str, lang: str = "zh", rows: int = 24) -> Terminal:
    """The program in a terminal."""
    return Terminal(
        python("-m", "complaintgen", "--today", "2026-11-21", "--lang", lang, *arguments),
        rows=rows,
        columns=80,
        folder=program.home,
        HOME=str(program.home),
        XDG_CACHE_HOME=str(program.cache),
    )


def start(program: Program, *arguments: str, lang: str = "zh", rows: int = 24) -> Terminal:
    """The program in a terminal, at its first prompt."""
    terminal = run(program, *arguments, lang=lang, rows=rows)
    terminal.wait_for_prompt()
    return terminal


def answers(folder: Path) -> Any:  # noqa: ANN401 (what TOML holds)
    """The answers of a case as they stand in its file."""
    return tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_key_leaves_and_it_is_not_asked_again(program: Program, lang: str) -> None:
    """Enter goes on; nothing is kept but that it was shown; resume asks the first question."""
    terminal = start(program, "new", "my-case", lang=lang)
    terminal.press_through(ENTER)
    terminal.wait_for(FIRST[lang])
    terminal.press_through(CTRL_C)
    assert terminal.close() == 1
    assert answers(program.home / "my-case") == {"format": 1, "interview": {"done": ["triage"]}}
    again = start(program, "resume", "my-case", lang=lang)
    again.wait_for(FIRST[lang])
    triage = safety().triage
    ask = triage.ask.zh if lang == "zh" else triage.ask.en
    assert "".join(ask.split()) not in again.printed
    again.press_through(CTRL_C)
    again.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_row_shows_its_numbers(program: Program, lang: str) -> None:
    """Every row, one after the other: what to do, whom to call, then the list again."""
    terminal = start(program, "new", "my-case", lang=lang, rows=60)
    for place, row in enumerate(safety().triage.rows, start=1):
        terminal.press(*([DOWN] * place))
        terminal.press_through(ENTER)
        told = row.tell[0].zh if lang == "zh" else row.tell[0].en
        terminal.wait_for(told)
        for hotline in safety().hotlines_of(row):
            name = hotline.name.zh if lang == "zh" else hotline.name.en
            terminal.wait_for(f"{hotline.number}{name}")
        ready = safety().triage.ready
        terminal.wait_for(ready.zh if lang == "zh" else ready.en)
        terminal.press_through(ENTER)
    terminal.press_through(ENTER)
    terminal.wait_for(FIRST[lang])
    terminal.press_through(CTRL_C)
    terminal.close()
    assert answers(program.home / "my-case") == {"format": 1, "interview": {"done": ["triage"]}}


def test_who_stops_there_can_come_back(program: Program) -> None:
    """Stopping at the numbers saves, says how to go on, and ends with status 1."""
    terminal = start(program, "new", "my-case")
    terminal.press(DOWN)
    terminal.press_through(ENTER)
    terminal.press(DOWN, DOWN)
    terminal.press_through(ENTER)
    terminal.wait_for("complaintgen resume my-case")
    assert terminal.close() == 1


def test_deleting_asks_for_the_name(program: Program, scenario: Scenario) -> None:
    """Enter alone, or another word, keeps the case; its name deletes it."""
    folder = scenario("bank-card")
    for typed, status in (("", 1), ("yes", 1), ("bank-card", 0)):
        assert folder.exists()
        terminal = run(program, "delete", "bank-card")
        terminal.wait_for("bank-card确认删除")
        terminal.child.send(typed + ENTER)
        assert terminal.close() == status, typed
    assert not folder.exists()


def test_one_answer_is_changed(program: Program, scenario: Scenario) -> None:
    """`edit` asks that question alone, then shows all answers; only this answer differs."""
    folder = scenario("bank-card")
    before = answers(folder)
    terminal = start(program, "edit", "bank-card", "lender.phone")
    terminal.press_through("\x01\x0b9500000002" + ENTER)
    terminal.wait_for("请看一遍")
    terminal.press_through(ENTER)
    terminal.close()
    after = answers(folder)
    assert after["lender"].pop("phone") == "9500000002"
    before["lender"].pop("phone", None)
    assert after == before


def test_a_copy_in_a_terminal_asks_what_goes_along(program: Program, scenario: Scenario) -> None:
    """Ticking the first row takes the lender; the person goes along unasked."""
    folder = scenario("bank-card")
    terminal = start(program, "copy", "bank-card", "second")
    terminal.press(" ")
    terminal.press_through(ENTER)
    assert terminal.close() == 0
    new = answers(program.home / "second")
    assert new["lender"] == answers(folder)["lender"]
    assert "collectors" not in new
