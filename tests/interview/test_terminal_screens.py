"""What a person sees of every question, in windows of several sizes and in both languages."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pyte.screens
import pytest
from wcwidth import wcwidth

from complaintgen.interview.prompts import Form, Prompt
from complaintgen.interview.visible import wrap
from tests.interview.exhibition import exhibits
from tests.interview.pseudo_terminal import CTRL_B, ENTER, PAGES, Terminal

if TYPE_CHECKING:
    from complaintgen.library.texts import Language

CLOSING = "，。、；：！？）】》”’…"
SIZES = [(24, 80), (15, 60), (12, 40), (12, 30)]


def wide_signs(sign: str) -> int:
    """Columns as a console with a Chinese font draws them: ambiguous signs are wide."""
    return 2 if unicodedata.east_asian_width(sign) == "A" else wcwidth(sign)


def is_page(screen: list[str]) -> bool:
    """Whether a screen waits to be read."""
    last = next((line for line in reversed(screen) if line), "")
    return any(last.startswith(page.decode()) for page in PAGES)


def look(terminal: Terminal) -> list[list[str]]:
    """The pages before a question, and the screen at which it stands."""
    screens = []
    while True:
        terminal.wait_for_prompt()
        screens.append(terminal.screen)
        assert not any(terminal.edge), "\n".join(terminal.screen)
        if not is_page(terminal.screen):
            return screens
        terminal.press_through(ENTER)


def check(prompt: Prompt, screens: list[list[str]], rows: int, columns: int) -> None:
    """The question stands above its prompt; help, example and question could all be read."""
    picture = "\n".join(screens[-1])
    asked = wrap(f"? {prompt.question}", columns - 1)
    head = next(y for y in range(rows) if screens[-1][y : y + len(asked)] == asked)
    pointers = [y for y, line in enumerate(screens[-1]) if line.startswith(("> ", " > "))]
    listed = prompt.form in (Form.ONE, Form.MANY)
    pointers = [y for y in pointers if screens[-1][y].startswith(" >" if listed else ">")]
    pointed = len([y for y in pointers if y > head])
    assert pointed == (not prompt.still) or not listed, picture
    if not listed:
        assert any(line.rstrip() == ">" for line in screens[-1][head:]), picture
    seen = {line for screen in screens for line in screen}
    missing = [line for line in wrap(prompt.help, columns - 1) if line.rstrip() not in seen]
    assert not missing, (missing, picture)
    starts = {line.strip()[:1] for line in screens[-1]}
    assert not starts & set(CLOSING), picture


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[1]}x{size[0]}")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_question_is_readable(language: Language, size: tuple[int, int]) -> None:
    """In sight above its list or line, nothing torn by the edge, no help scrolled away unread."""
    rows, columns = size
    terminal = Terminal(["exhibition", language], rows=rows, columns=columns, turns_pages=False)
    for _, prompt in exhibits(language):
        check(prompt, look(terminal), rows, columns)
        terminal.press_through(CTRL_B)
    assert terminal.close() == 0
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("language", ["zh", "en"])
def test_signs_that_a_console_draws_wide(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where quotation marks, dashes and dots take two columns, still no line is torn."""
    monkeypatch.setattr(pyte.screens, "wcwidth", wide_signs)
    terminal = Terminal(["exhibition", language], rows=12, columns=40, turns_pages=False)
    for _, prompt in exhibits(language):
        check(prompt, look(terminal), 12, 40)
        terminal.press_through(CTRL_B)
