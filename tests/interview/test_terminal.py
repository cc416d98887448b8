"""The front end in a real pseudo-terminal: what a person sees, and what keys do."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaintgen.model.case import Case
from tests.interview.builders import all_fields
from tests.interview.pseudo_terminal import (
    CTRL_B,
    CTRL_C,
    CTRL_D,
    DOWN,
    ENTER,
    ESC,
    HOME,
    ROOT,
    UP,
    Terminal,
    cold,
    python,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DRIVER = str(ROOT / "tests" / "interview" / "driver.py")
FIELDS = (
    "lender.name",
    "incidents.*.kind",
    "incidents.*.day",
    "incidents.*.acts",
    "incidents.*.words",
    "complainant.name",
)


class Interview:
    """The driver under the keys of a test."""

    def __init__(
        self,
        folder: Path,
        *fields: str,
        size: tuple[int, int] = (24, 80),
        language: str = "zh",
        start: Callable[..., list[str]] = python,
    ) -> None:
        self.file = folder / "case.json"
        command = start(DRIVER, str(self.file), language, *(fields or FIELDS))
        self.terminal = Terminal(command, rows=size[0], columns=size[1])

    @property
    def case(self) -> Case:
        """The case as it was saved last."""
        return msgspec.json.decode(self.file.read_bytes(), type=Case)


STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("您想准备哪些材料", (" ", ENTER)),
    ("贷款机构的全称", ("示例银行股份有限公司", ENTER)),
    ("属于哪一类", (DOWN, DOWN, ENTER)),
    ("注册在哪个省或市", ("不清楚", ENTER)),
    ("有什么事要记下来", (ENTER,)),
    ("用的是什么方式", (DOWN, ENTER)),
    ("是哪一天", ("大约3月5日", ENTER)),
    ("对方做了什么", (" ", DOWN, " ", ENTER)),
    ("原话或消息原文", ("今天不还钱", ENTER, "明天去你单位", ENTER, ENTER)),
    ("还有别的事", (DOWN, ENTER)),
    ("您的姓名", ("陈某甲", ENTER)),
    ("请看一遍", (ENTER,)),
)
"""The interview of `FIELDS`: what is asked, and the keys that answer it."""


def play(terminal: Terminal, steps: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    """Wait for each question and answer it."""
    for question, keys in steps:
        terminal.wait_for(question)
        terminal.press(*keys)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The case of an interview without interruption."""
    interview = Interview(tmp_path_factory.mktemp("straight"), start=cold)
    play(interview.terminal, STEPS)
    interview.terminal.wait_for("FINISHED")
    assert interview.terminal.close() == 0
    return interview.case


def test_an_interview_in_chinese(expected: Case) -> None:
    """Typed and picked answers arrive whole: Han characters, ticks, two lines of a message."""
    incident = expected.incidents[0]
    assert expected.lender.name == "示例银行股份有限公司"
    assert expected.lender.kind == "credit_card"
    assert expected.lender.unknown == ("seat",)
    assert incident.acts == ("threat", "insult")
    assert incident.words == "今天不还钱\n明天去你单位"
    assert incident.day_about


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("place", [0, 1, 2, 5, 8, 11])
def test_leaving_and_resuming(tmp_path: Path, expected: Case, place: int, key: str) -> None:
    """Ctrl-C or Ctrl-D anywhere: the program says how to go on, and the case ends the same."""
    interview = Interview(tmp_path)
    play(interview.terminal, STEPS[:place])
    interview.terminal.wait_for(STEPS[place][0])
    interview.terminal.press(key)
    interview.terminal.wait_for("complaintgen resume my-case")
    interview.terminal.wait_for("LEFT")
    assert interview.terminal.close() == 0
    assert b"Traceback" not in interview.terminal.raw
    again = Interview(tmp_path)
    play(again.terminal, STEPS[place:])
    again.terminal.wait_for("FINISHED")
    assert again.case == expected


def test_closing_the_window_loses_nothing(tmp_path: Path, expected: Case) -> None:
    """A terminal that goes away in the middle leaves all answers given."""
    interview = Interview(tmp_path)
    play(interview.terminal, STEPS[:7])
    interview.terminal.wait_for(STEPS[7][0])
    interview.terminal.child.hang_up()
    again = Interview(tmp_path)
    play(again.terminal, STEPS[7:])
    again.terminal.wait_for("FINISHED")
    assert again.case == expected


@pytest.mark.parametrize("back", [ESC, CTRL_B, "<\r", "上一步\r"])
def test_back_from_a_line(tmp_path: Path, back: str) -> None:
    """Esc, Ctrl-B, `<` and 上一步 go back from a line; the earlier answer stands in it."""
    interview = Interview(tmp_path)
    terminal = interview.terminal
    play(terminal, STEPS[:3])
    terminal.wait_for(STEPS[3][0])
    terminal.press(*(back.partition("\r")[0], ENTER) if back.endswith("\r") else (back,))
    terminal.wait_for("属于哪一类")
    terminal.wait_for("> 银行信用卡")
    terminal.press(ESC)
    terminal.wait_for("> 示例银行股份有限公司")
    terminal.press("信用卡中心", ENTER)
    terminal.wait_for("注册在哪个省或市")
    assert interview.case.lender.name == "示例银行股份有限公司信用卡中心"
    assert interview.case.lender.kind == "credit_card"


@pytest.mark.parametrize("keys", [(ESC,), ("<",), (CTRL_B,), (UP, ENTER)])
def test_back_from_a_list(tmp_path: Path, keys: tuple[str, ...]) -> None:
    """In a list the keys go back, and so does the last row, which says so."""
    interview = Interview(tmp_path)
    terminal = interview.terminal
    play(terminal, STEPS[:2])
    terminal.wait_for("属于哪一类")
    terminal.wait_for("< 上一步")
    terminal.press(*keys)
    terminal.wait_for("贷款机构的全称")
    terminal.wait_for("> 示例银行股份有限公司")


def test_back_from_a_long_text_and_in_several_choices(tmp_path: Path) -> None:
    """Back works in long texts and in lists of ticks; the ticks are still there."""
    interview = Interview(tmp_path)
    terminal = interview.terminal
    play(terminal, STEPS[:8])
    terminal.wait_for("原话或消息原文")
    terminal.press("<", ENTER)
    terminal.wait_for("对方做了什么")
    terminal.wait_for("[x] 威胁")
    terminal.wait_for("[x] 辱骂")
    terminal.press(ESC)
    terminal.wait_for("> 大约2026-03-05")


def test_wrong_input_is_explained_gently(tmp_path: Path) -> None:
    """What was not understood stays in the line, with a sentence what to do."""
    interview = Interview(tmp_path)
    terminal = interview.terminal
    play(terminal, STEPS[:6])
    terminal.wait_for("是哪一天")
    terminal.press("三月的一天", ENTER)
    terminal.wait_for("没看懂这个日期")
    terminal.wait_for("> 三月的一天")
    terminal.press("\x15", "３月５日", ENTER)
    terminal.wait_for("理解为：2026-03-05，星期四")


@pytest.mark.parametrize("sign", ["?", "？"])
def test_help_is_shown_again(tmp_path: Path, sign: str) -> None:
    """A question mark brings the help and the example again, in lists and in lines."""
    interview = Interview(tmp_path)
    terminal = interview.terminal
    play(terminal, STEPS[:1])
    terminal.wait_for("在哪里找")
    terminal.wait_for("? 贷款机构的全称")
    terminal.press(sign, ENTER)
    terminal.wait_for("在哪里找")
    terminal.press("示例银行股份有限公司", ENTER)
    terminal.wait_for("看全称里的字")
    terminal.wait_for("< 上一步")
    terminal.press(sign)
    terminal.wait_for("看全称里的字")


def test_enter_takes_the_row_when_nothing_is_ticked(tmp_path: Path) -> None:
    """Whoever just presses Enter on a row of a list of ticks gets that row."""
    interview = Interview(tmp_path)
    interview.terminal.wait_for("您想准备哪些材料")
    interview.terminal.press(DOWN, ENTER)
    interview.terminal.wait_for("贷款机构的全称")
    assert interview.case.letters == ("body/report",)


@pytest.mark.parametrize("size", [(24, 80), (15, 60), (12, 40)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_small_windows(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    """In a small window the question stays above its list and no line is broken by the edge."""
    interview = Interview(tmp_path, size=size, language=language)
    terminal = interview.terminal
    for _, keys in STEPS[:7]:
        terminal.press(*keys)
    terminal.wait_for("对方做了什么" if language == "zh" else "What did they do?")
    terminal.wait_for_prompt()
    screen = terminal.screen
    head = next(index for index, line in enumerate(screen) if line.startswith("? "))
    assert any(" > [ ]" in line for line in screen[head:])
    for _, keys in STEPS[7:]:
        terminal.press(*keys)
    terminal.wait_for("FINISHED")
    assert len(interview.case.incidents) == 1


def test_nothing_english_in_chinese(tmp_path: Path) -> None:
    """No text of the toolkit is left: all the person reads is in their language."""
    interview = Interview(tmp_path)
    play(interview.terminal, STEPS)
    interview.terminal.wait_for("FINISHED")
    text = interview.terminal.text
    for english in (
        "done",
        "selections",
        "arrow keys",
        "Invalid",
        "Yes",
        "Cancelled",
        "For example",
    ):
        assert english not in text


def test_only_signs_of_certain_width(tmp_path: Path) -> None:
    """No round bullets and arrows, no colour when NO_COLOR is set, the cursor in sight."""
    interview = Interview(tmp_path)
    for question, keys in STEPS:
        interview.terminal.wait_for(question)
        interview.terminal.wait_for_prompt()
        raw = interview.terminal.raw
        assert raw.rfind(b"\x1b[?25h") > raw.rfind(b"\x1b[?25l")
        interview.terminal.press(*keys)
    interview.terminal.wait_for("FINISHED")
    assert "CPR" not in interview.terminal.text
    assert not set("●○»❯✔") & set(interview.terminal.text)
    assert not re.search(rb"\x1b\[[0-9;]*(?:3[0-7]|9[0-7]|38;)[0-9;]*m", interview.terminal.raw)


def test_answers_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """An escape in a saved answer is shown as a mark and kept as it was when nobody touches it."""
    words = "abc\x1b]0;x\x07\u202e\n\n第二段"
    case = msgspec.json.encode(
        {
            "letters": ["body/complaint"],
            "lender": {"name": "甲\x1b[31m乙", "kind": "bank", "unknown": ["seat"]},
            "incidents": [{"id": "i1", "words": words, "kind": "sms", "day": "2026-03-05"}],
            "interview": {"done": ["incidents"], "passed": ["incidents.i1.acts"]},
        }
    )
    (tmp_path / "case.json").write_bytes(case)
    interview = Interview(tmp_path)
    terminal = interview.terminal
    terminal.wait_for("您的姓名")
    terminal.press("陈某甲", ENTER)
    terminal.wait_for("甲〚U+001B〛[31m乙")
    terminal.press(DOWN, DOWN, ENTER)
    terminal.wait_for("> 甲〚U+001B〛[31m乙")
    terminal.press(ENTER)
    terminal.wait_for("请看一遍")
    terminal.press(HOME, ENTER)
    terminal.wait_for("FINISHED")
    assert b"\x1b]0;x" not in terminal.raw
    assert b"\x1b[31m" not in terminal.raw
    assert interview.case.lender.name == "甲\x1b[31m乙"
    assert interview.case.incidents[0].words == words


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    """A pipe instead of a terminal is told so before anything else."""
    done = subprocess.run(
        [sys.executable, DRIVER, str(tmp_path / "case.json"), "zh"],
        input="",
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 2
    assert done.stdout.startswith("NO TERMINAL")
    assert not (tmp_path / "case.json").exists()


def test_heavy_imports_wait_for_the_first_prompt() -> None:
    """Loading the conduct of the interview does not load the terminal toolkit."""
    code = "import sys, complaintgen.interview.conduct, complaintgen.interview.terminal;"
    code += "print('questionary' in sys.modules, 'prompt_toolkit' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    assert done.stdout == "False False\n"


def test_an_early_key_is_not_lost(tmp_path: Path) -> None:
    """A key pressed while the next question is drawn counts for it, not for nothing."""
    interview = Interview(tmp_path)
    interview.terminal.wait_for("您想准备哪些材料")
    interview.terminal.press(" ")
    interview.terminal.child.send(ENTER)
    interview.terminal.child.send("示例公司")
    time.sleep(0.5)
    interview.terminal.press(ENTER)
    interview.terminal.wait_for("属于哪一类")
    assert interview.case.lender.name == "示例公司"


WALK = st.sampled_from(
    (
        UP,
        DOWN,
        ENTER,
        ENTER,
        ENTER,
        ESC,
        "<\r",
        "?\r",
        " ",
        "甲",
        "3",
        "2026-3-5\r",
        "不清楚\r",
        "\r\r",
    )
)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(keys=st.lists(WALK, min_size=20, max_size=120))
def test_a_walk_through_the_interview(tmp_path: Path, keys: list[str]) -> None:
    """Whatever is pressed in whatever order, nothing crashes, and the case can be read again."""
    interview = Interview(tmp_path, *all_fields(), size=(12, 40))
    terminal = interview.terminal
    terminal.wait_for_prompt()
    for key in keys:
        terminal.child.send(key)
    terminal.child.send(CTRL_D)
    terminal.wait_until(lambda t: "LEFT" in t.printed or "FINISHED" in t.printed)
    assert terminal.close() == 0
    assert b"Exception" not in terminal.raw
    assert b"Traceback" not in terminal.raw
    assert isinstance(interview.case, Case)
