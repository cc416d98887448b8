"""Keys, pastes, consoles and windows that change, each with a prompt in a real terminal."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaintgen.interview.prompts import Form, Move, Option, Prompt
from tests.interview.pseudo_terminal import (
    BEGIN,
    CTRL_B,
    CTRL_D,
    DOWN,
    END,
    ENTER,
    ESC,
    HOME,
    UP,
    Terminal,
)
from tests.interview.sitting import Sitting

if TYPE_CHECKING:
    from pathlib import Path

MOVES = frozenset({Move.BACK, Move.HELP, Move.UNKNOWN, Move.LEAVE})
TEN = Prompt(
    "lender.kind",
    Form.ONE,
    "属于哪一类？",
    options=tuple(Option(f"v{n}", f"第{n}类机构，例如虚构的公司") for n in range(1, 11)),
    moves=MOVES,
)
LINE = Prompt("lender.name", Form.LINE, "全称是什么？", moves=MOVES)
LONG = Prompt("incidents.i1.words", Form.LINES, "原话是什么？", moves=MOVES)


class Sat:
    """A sitting under the keys of a test."""

    def __init__(
        self,
        folder: Path,
        *prompts: Prompt,
        rows: int = 24,
        columns: int = 80,
        pages: bool = True,
        encoding: str = "utf-8",
    ) -> None:
        self.file = folder / "sitting.json"
        self.file.with_suffix(".given").unlink(missing_ok=True)
        sitting = Sitting("zh", prompts)
        self.file.write_bytes(msgspec.json.encode(sitting))
        argv = ["sitting", str(self.file)]
        self.terminal = Terminal(
            argv, rows=rows, columns=columns, turns_pages=pages, PYTHONIOENCODING=encoding
        )
        self.terminal.wait_for_prompt()

    @property
    def given(self) -> list[Any]:
        """What was given so far: answers, and moves by their names."""
        file = self.file.with_suffix(".given")
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [json.loads(line)[1] for line in lines]

    def bytes_of(self, key: str) -> bytes:
        """What a key draws."""
        before = len(self.terminal.raw)
        self.terminal.press(key)
        return self.terminal.raw[before:]


def test_moving_costs_little(tmp_path: Path) -> None:
    """Each step in a list of ten sends less than 1 KiB, and the window is never cleared: no
    flicker on a slow line.
    """
    sat = Sat(tmp_path, TEN)
    for key in (DOWN, DOWN, UP, DOWN, DOWN, DOWN):
        drawn = sat.bytes_of(key)
        assert 0 < len(drawn) < 1024
        assert b"\x1b[2J" not in drawn


def test_typing_costs_little(tmp_path: Path) -> None:
    """Each sign typed sends less than 300 bytes, in a line and in a long text."""
    sat = Sat(tmp_path, LINE, LONG)
    for _ in range(2):
        for key in "示例a1":
            assert 0 < len(sat.bytes_of(key)) < 300
        sat.terminal.press(ENTER)
    assert b"\x1b[2J" not in sat.terminal.raw
    assert b"\x1b[6n" not in sat.terminal.raw


@pytest.mark.parametrize("prompt", [TEN, LINE, LONG], ids=["list", "line", "text"])
def test_suspending_types_nothing(tmp_path: Path, prompt: Prompt) -> None:
    """Ctrl-Z where nothing can take the program up again does nothing; it is not typed."""
    sat = Sat(tmp_path, prompt)
    sat.terminal.press("\x1a", "\x1a")
    assert "^Z" not in sat.terminal.text
    sat.terminal.press("甲", ENTER, *((ENTER,) if prompt is LONG else ()))
    sat.terminal.wait_for("THE END")
    assert sat.given == [["v1"] if prompt is TEN else "甲"]


def test_suspended_and_taken_up_again(tmp_path: Path) -> None:
    """Under a shell Ctrl-Z stops the program; `fg` draws the line again, text and all."""
    file = tmp_path / "sitting.json"
    file.write_bytes(msgspec.json.encode(Sitting("zh", (LINE,))))
    shell = Terminal(["/bin/bash", "--norc", "--noprofile", "-i"], folder=tmp_path)
    shell.child.send(f"{sys.executable} -m tests.interview.sitting sitting.json\r")
    shell.wait_for("全称是什么")
    shell.wait_for_prompt()
    shell.press("示例")
    shell.child.send("\x1a")
    shell.wait_for("Stopped")
    shell.child.send("fg\r")
    shell.wait_for("示例")
    shell.wait_for_prompt()
    shell.press("公司", ENTER)
    shell.wait_for("THE END")
    assert json.loads(file.with_suffix(".given").read_text("utf-8"))[1] == "示例公司"


@pytest.mark.parametrize("prompt", [TEN, LINE, LONG], ids=["list", "line", "text"])
def test_drawn_again(tmp_path: Path, prompt: Prompt) -> None:
    """Ctrl-L clears what another program wrote into the window; the question is there again."""
    sat = Sat(tmp_path, prompt)
    sat.terminal.press("\x0c")
    assert any(prompt.question in line for line in sat.terminal.screen)
    assert any(line.lstrip().startswith(">") for line in sat.terminal.screen)
    sat.terminal.press(ENTER)


@pytest.mark.parametrize("prompt", [TEN, LINE, LONG], ids=["list", "line", "text"])
@pytest.mark.parametrize("size", [(12, 40), (30, 100), (3, 10)])
def test_the_window_changes(tmp_path: Path, prompt: Prompt, size: tuple[int, int]) -> None:
    """A window made smaller or larger during a prompt shows the question again, broken anew."""
    sat = Sat(tmp_path, prompt)
    sat.terminal.press("甲")
    begun = len(sat.terminal.raw)
    sat.terminal.resize(*size)
    if size[0] > 3:
        sat.terminal.wait_until(lambda t: prompt.question.encode() in t.raw[begun:])
    sat.terminal.wait_for_prompt()
    assert "small" not in sat.terminal.printed
    sat.terminal.press(ENTER, *((ENTER,) if prompt is LONG else ()))
    sat.terminal.wait_for("THE END")
    assert sat.given == [["v1"] if prompt is TEN else "甲"]


def test_a_paste_stays_whole(tmp_path: Path) -> None:
    """Blank lines in a paste do not end a text, whether the console marks pastes or not; a paste
    of several lines into one line stays one line.
    """
    pasted = "第一段。\n\n第二段，很长。\n\n\n第三段。"
    sat = Sat(tmp_path, LONG, LONG, LINE)
    sat.terminal.press(f"\x1b[200~{pasted}\x1b[201~")
    sat.terminal.press(ENTER, ENTER)
    sat.terminal.press(pasted.replace("\n", "\r"))
    sat.terminal.press(ENTER, ENTER)
    sat.terminal.press("\x1b[200~示例银行\n股份有限公司\x1b[201~", ENTER)
    sat.terminal.wait_for("THE END")
    assert sat.given == [pasted, pasted, "示例银行 股份有限公司"]


def test_a_paste_into_a_line_without_marks(tmp_path: Path) -> None:
    """On consoles that do not mark pastes the second line answers no other question; Enter twice
    at once is no paste.
    """
    sat = Sat(tmp_path, LINE, LINE, LINE)
    sat.terminal.child.send("示例银行\r股份有限公司\r")
    sat.terminal.wait_until(lambda _: len(sat.given) == 1)
    sat.terminal.child.send("乙\r\r")
    sat.terminal.wait_for("THE END")
    assert sat.given == ["示例银行 股份有限公司", "乙", ""]


def test_a_long_paste_in_pieces(tmp_path: Path) -> None:
    """A paste longer than what is read at once stays whole too."""
    pasted = "\n\n".join(f"{n} {'今天不还钱明天去你单位' * 9}" for n in range(40))
    sat = Sat(tmp_path, LONG)
    sat.terminal.child.send(pasted.replace("\n", "\r"))
    sat.terminal.wait_until(lambda t: any("39 今天" in line for line in t.screen))
    sat.terminal.press(ENTER, ENTER)
    sat.terminal.wait_for("THE END")
    assert sat.given == [pasted]


def test_earlier_answers_are_not_offered(tmp_path: Path) -> None:
    """The arrow up in a line brings back no answer to another question: an id number would show."""
    sat = Sat(tmp_path, LINE, LINE)
    sat.terminal.press("990101199001010019", ENTER)
    sat.terminal.press(UP, "乙", ENTER)
    sat.terminal.wait_for("THE END")
    assert sat.given == ["990101199001010019", "乙"]


def test_a_secret_answer_stays_behind_stars(tmp_path: Path) -> None:
    """Enter keeps it, another one typed replaces it, 没有 goes through; it is never drawn. What
    was just typed and refused stands in the line to be mended.
    """
    number = "990101199001010019"
    moves = MOVES | {Move.PASS}
    secret = Prompt(
        "complainant.id_number", Form.LINE, "号码是什么？", typed=number, moves=moves, secret=True
    )
    refused = msgspec.structs.replace(secret, typed="12", brief=True)
    sat = Sat(tmp_path, secret, secret, secret, refused)
    assert any("9901**********0019" in line for line in sat.terminal.screen)
    sat.terminal.press(ENTER)
    sat.terminal.press("E00000000", ENTER)
    sat.terminal.press("没有", ENTER)
    sat.terminal.press("3", ENTER)
    sat.terminal.wait_for("THE END")
    assert sat.given == [number, "E00000000", "没有", "123"]
    assert number.encode() not in sat.terminal.raw


RARE = "甲😀𠮷\u3164乙"


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_console_of_another_encoding(tmp_path: Path, encoding: str) -> None:
    """What a GBK console cannot show is shown by its number, in help, question, row and answer;
    an answer that nobody touched is given back as it was.
    """
    options = (Option("v1", f"行{RARE}"),)
    line = msgspec.structs.replace(LINE, typed=RARE, question=f"问{RARE}", help=f"说明{RARE}")
    row = msgspec.structs.replace(TEN, question=f"列{RARE}", options=options)
    sat = Sat(tmp_path, line, row, columns=60, encoding=encoding)
    sat.terminal.press(ENTER, ENTER)
    assert sat.terminal.close() == 0
    assert sat.given == [RARE, ["v1"]]
    printed = sat.terminal.raw.decode(encoding)
    assert printed.count("[U+1F600]") >= 5
    assert "[U+20BB7]" in printed
    assert "U+3164" in printed
    assert not any(sat.terminal.edge)


def test_typed_in_gbk(tmp_path: Path) -> None:
    """What a GBK console sends is read as GBK."""
    sat = Sat(tmp_path, LINE, encoding="gbk")
    sat.terminal.child.send("示例银行".encode("gbk") + b"\r")
    sat.terminal.wait_for("THE END")
    assert sat.given == ["示例银行"]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A broken byte is drawn as a mark and kept; nothing stops."""
    sat = Sat(tmp_path, LINE)
    sat.terminal.child.send("示例".encode() + b"\xff" + "银行".encode())
    sat.terminal.wait_for("〚U+DCFF〛")
    sat.terminal.press(ENTER)
    sat.terminal.wait_for("THE END")
    assert sat.given == ["示例\udcff银行"]


def test_hidden_signs_are_edited_as_they_are(tmp_path: Path) -> None:
    """A hidden sign is a mark on the screen and one sign for the cursor."""
    line = msgspec.structs.replace(LINE, typed="甲\u202e乙")
    sat = Sat(tmp_path, line)
    assert any("甲〚U+202E〛乙" in each for each in sat.terminal.screen)
    sat.terminal.press("\x1b[D", "\x7f", ENTER)
    sat.terminal.wait_for("THE END")
    assert sat.given == ["甲乙"]


def test_long_help_is_read_page_by_page(tmp_path: Path) -> None:
    """Help longer than the window waits; Enter and space turn the page, q goes to the question."""
    lines = [f"第{n}行说明" for n in range(1, 41)]
    line = msgspec.structs.replace(LINE, help="\n".join(lines))
    for keys in ((ENTER, " ", ENTER, " "), ("q",)):
        sat = Sat(tmp_path, line, rows=12, columns=40, pages=False)
        seen = set(sat.terminal.screen)
        for key in keys:
            sat.terminal.wait_until(lambda terminal: terminal.at_page)
            sat.terminal.press(key)
            seen |= set(sat.terminal.screen)
        sat.terminal.wait_until(lambda terminal: not terminal.at_page)
        assert any("全称是什么" in each for each in sat.terminal.screen)
        assert (set(lines) <= seen) is (len(keys) > 1)
        assert not any("--" in each for each in sat.terminal.screen)
        sat.terminal.press("甲", ENTER)
        sat.terminal.wait_for("THE END")
        assert sat.given == ["甲"]


def test_leaving_while_reading(tmp_path: Path) -> None:
    """Ctrl-D at a page of a long text leaves as it does at a question."""
    line = msgspec.structs.replace(LINE, help="说明\n" * 40)
    sat = Sat(tmp_path, line, rows=12, columns=40, pages=False)
    assert sat.terminal.at_page
    sat.terminal.press(CTRL_D)
    sat.terminal.wait_for("THE END")
    assert sat.given == ["EOFError"]


def test_a_long_list_is_searched(tmp_path: Path) -> None:
    """In a list longer than the window typing finds rows; Esc ends the search, then goes back."""
    options = tuple(Option(f"v{n}", f"第{n}件事") for n in range(1, 501))
    long = msgspec.structs.replace(TEN, options=options)
    sat = Sat(tmp_path, long, long, rows=12, columns=40)
    sat.terminal.press("4", "9", "9")
    assert any("> 第499件事" in line for line in sat.terminal.screen)
    assert any("查找: 499 (1)" in line for line in sat.terminal.screen)
    sat.terminal.press("没", ENTER, "\x7f", ENTER)
    sat.terminal.press("1", ESC)
    sat.terminal.press(UP)
    assert any("> < 上一步" in line for line in sat.terminal.screen)
    sat.terminal.press(HOME, ESC)
    sat.terminal.wait_for("THE END")
    assert sat.given == [["v499"], "back"]


WAYS = (UP, DOWN, HOME, "\x1b[F", "\x1b[5~", "\x1b[6~")
SIGNS = (ENTER, ESC, CTRL_B, "<", "?", " ", "甲", "1", "\x7f", "\t", "不清楚")
OTHERS = ("\x1a", "\x0c", "\x15", "\x18", "\x1b[200~a\n\nb\x1b[201~")
KEYS = st.sampled_from((*WAYS, *SIGNS, *OTHERS))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(keys=st.lists(KEYS, min_size=5, max_size=60))
def test_any_keys(tmp_path: Path, keys: list[str]) -> None:
    """Whatever is pressed, nothing crashes, and what is given has the form of an answer."""
    many = msgspec.structs.replace(TEN, form=Form.MANY)
    options = tuple(Option(f"v{n}", f"第{n}件事") for n in range(1, 41))
    long = msgspec.structs.replace(TEN, options=options)
    prompts = (TEN, LINE, many, LONG, long) * 4
    sat = Sat(tmp_path, *prompts, rows=12, columns=40)
    sat.terminal.child.send("".join(keys))
    sat.terminal.child.send(CTRL_D * len(prompts))
    for _ in range(200):  # between two prompts the terminal itself may swallow a Ctrl-D
        if not sat.terminal.listen(0.1) or b"THE END" in sat.terminal.raw:
            break
        sat.terminal.child.send(CTRL_D)
    sat.terminal.wait_for("THE END")
    assert sat.terminal.close() == 0
    assert b"Exception" not in sat.terminal.raw
    assert sat.terminal.raw.count(BEGIN) == sat.terminal.raw.count(END)
    values = {option.value for option in options}
    for prompt, answer in zip(prompts, sat.given, strict=False):
        if isinstance(answer, list):
            assert prompt.form in (Form.ONE, Form.MANY)
            assert set(answer) <= values


@pytest.mark.parametrize(
    ("keys", "given"),
    [((ENTER,), "pass"), ((DOWN, ENTER), ["v2"]), ((" ", ENTER), ["v1"])],
    ids=["nothing touched", "a row gone to", "ticked"],
)
def test_an_enter_before_anything_was_touched_asserts_nothing(
    tmp_path: Path, keys: tuple[str, ...], given: str | list[str]
) -> None:
    """In a list that may be skipped a tired Enter skips it; the first row is never taken so."""
    acts = msgspec.structs.replace(TEN, form=Form.MANY, moves=MOVES | {Move.PASS})
    sat = Sat(tmp_path, acts)
    sat.terminal.wait_for("什么都没勾选：跳过")
    sat.terminal.press(*keys)
    sat.terminal.wait_for("THE END")
    assert sat.given == [given]


def test_without_a_pointer_enter_says_nothing(tmp_path: Path) -> None:
    """Where a row would assert something none is pointed at: Enter alone does nothing."""
    sat = Sat(tmp_path, msgspec.structs.replace(TEN, still=True))
    sat.terminal.wait_for("先用上下键选一行")
    sat.terminal.press(ENTER, ENTER)
    assert sat.given == []
    assert not any(line.startswith(" >") for line in sat.terminal.screen)
    sat.terminal.press(DOWN, ENTER)
    sat.terminal.wait_for("THE END")
    assert sat.given == [["v1"]]


def test_a_search_without_a_hit_says_so(tmp_path: Path) -> None:
    """No empty window: a line says that no row has it, and Esc brings all of them back."""
    sat = Sat(tmp_path, TEN, rows=8)
    sat.terminal.press("x")
    sat.terminal.wait_for("没有这样的行")
    sat.terminal.press(ESC)
    sat.terminal.wait_for("第1类机构")
    sat.terminal.press(ENTER)
    sat.terminal.wait_for("THE END")
    assert sat.given == [["v1"]]


def test_a_number_of_a_person_leaves_its_ends_only(tmp_path: Path) -> None:
    """After Enter a secret answer stands there with stars; what is given is whole."""
    number = "990101199001010019"
    asked = Prompt("complainant.id_number", Form.LINE, "号码？", moves=MOVES, secret=True)
    sat = Sat(tmp_path, asked)
    sat.terminal.press(number, ENTER)
    sat.terminal.wait_for("THE END")
    assert "> 9901**********0019" in sat.terminal.screen
    assert not any(number in line for line in sat.terminal.screen)
    assert sat.given == [number]


def test_a_long_help_is_shown_once_for_all_items(tmp_path: Path) -> None:
    """The same question about the next item comes without its help; the sign for help shows it."""
    day = Prompt("incidents.i1.day", Form.LINE, "哪一天？", help="照记录上的写。", moves=MOVES)
    other = msgspec.structs.replace(day, path="incidents.i2.day", question="又是哪一天？")
    sat = Sat(tmp_path, day, other, other)
    sat.terminal.press("3月5日", ENTER)
    sat.terminal.wait_for("又是哪一天")
    assert sat.terminal.text.count("照记录上的写。") == 1
    sat.terminal.press("?", ENTER)
    sat.terminal.press("3月6日", ENTER)
    sat.terminal.wait_for("THE END")
    assert sat.terminal.text.count("照记录上的写。") == 2
    assert sat.given == ["3月5日", "?", "3月6日"]


def test_help_is_not_promised_where_there_is_none(tmp_path: Path) -> None:
    """The line of keys names ? only where it leads to something."""
    sat = Sat(tmp_path, TEN)
    assert not any("说明" in line for line in sat.terminal.screen)
