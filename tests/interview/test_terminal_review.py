"""The review as lists: by sections, by items when there are many; and in a real terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from complaintgen.interview.prompts import Move, Origin, Row
from complaintgen.interview.terminal_list import NAVIGATION
from complaintgen.interview.terminal_review import Place, detail, lines_at, opened, place_of
from complaintgen.library.texts import install
from tests.interview.pseudo_terminal import DOWN, ENTER, ESC, HOME, UP, Terminal
from tests.interview.sitting import Sitting

if TYPE_CHECKING:
    from pathlib import Path

FEW = (
    Row("letters", "写给谁", "您想准备哪些材料？", "示例机构投诉书", origin=Origin.TYPED),
    Row("lender.name", "谁放的贷款", "贷款机构的全称？", "示例银行股份有限公司", lacking=True),
    Row("lender.kind", "谁放的贷款", "属于哪一类？", "银行", origin=Origin.COMPUTED),
    Row("incidents", "发生了什么", "发生了什么：增加或删除", "目前1项"),
    Row("incidents.i1.words", "发生了什么", "【第1项】原话？", "今天不还钱，" * 40, unused=True),
)


def many(incidents: int) -> tuple[Row, ...]:
    """A case with so many incidents of ten answers each."""
    items = tuple(
        Row(
            f"incidents.n{n}.f{f}",
            "发生了什么",
            f"【第{n}项】问题{f}？",
            f"回答{n}-{f}",
            origin=Origin.TYPED,
            letters=("投诉书",),
        )
        for n in range(1, incidents + 1)
        for f in range(10)
    )
    return (*FEW, *items)


def labels(rows: tuple[Row, ...], place: Place = Place()) -> list[str]:  # noqa: B008 (frozen)
    """The rows of a list as they read."""
    return [line.label for line in lines_at(rows, place, install("zh"))]


def test_few_answers_are_one_list_by_sections() -> None:
    """Titles stand above their answers and cannot be picked; marks say what lacks or is unused."""
    lines = lines_at(FEW, Place(), install("zh"))
    assert [line.label for line in lines if line.heading] == [
        "== 写给谁 ==",
        "== 谁放的贷款 ==",
        "== 发生了什么 ==",
    ]
    assert [line.value for line in lines if not line.heading and line.value in dict_of(FEW)] == [
        row.path for row in FEW
    ]
    assert labels(FEW)[4] == "! 贷款机构的全称？ -> 示例银行股份有限公司"
    assert labels(FEW)[8].startswith("[未使用] 【第1项】原话？")


def dict_of(rows: tuple[Row, ...]) -> dict[str, Row]:
    """The rows by their paths."""
    return {row.path: row for row in rows}


def test_many_answers_are_found_step_by_step() -> None:
    """First a section, then an item, then its answers; every answer can be reached."""
    rows = many(500)
    assert labels(rows)[1:-1] == [
        "写给谁 (1 个回答)",
        "! 谁放的贷款 (2 个回答)",
        "发生了什么 (5002 个回答)",
    ]
    reached = set()
    for section in lines_at(rows, Place(), install("zh")):
        place = opened(section.value, Place())
        for line in lines_at(rows, place, install("zh")) if place else ():
            inside = opened(line.value, place or Place())
            found = lines_at(rows, inside, install("zh")) if inside else [line]
            reached |= {each.value for each in found if not each.value.startswith(NAVIGATION)}
    assert reached == {row.path for row in rows}


@pytest.mark.parametrize("path", ["lender.name", "incidents.n7.f3", "incidents", "gone"])
def test_the_review_opens_where_it_was_left(path: str) -> None:
    """The list in which an answer stands is the one that opens after it was changed."""
    rows = many(20)
    found = lines_at(rows, place_of(rows, path), install("zh"))
    assert (path in {line.value for line in found}) is (path != "gone")


def test_all_that_is_known_about_an_answer() -> None:
    """Question, whole answer, where it comes from, which letters use it."""
    row = Row("a.b", "", "问题？", "回答", origin=Origin.EVIDENCE, letters=("投诉书", "举报信"))
    assert detail(row, install("zh")) == "问题？\n-> 回答\n(从证据中读出；用于：投诉书, 举报信)"


def review(folder: Path, rows: tuple[Row, ...], size: tuple[int, int]) -> tuple[Terminal, Path]:
    """A review in a terminal, and the file of what is given."""
    file = folder / "sitting.json"
    file.write_bytes(msgspec.json.encode(Sitting("zh", (), rows)))
    terminal = Terminal(["sitting", str(file)], rows=size[0], columns=size[1])
    terminal.wait_for_prompt()
    return terminal, file.with_suffix(".given")


def given(file: Path) -> list[Any]:
    """What was given."""
    return [json.loads(line)[1] for line in file.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("size", [(24, 80), (15, 60), (12, 40), (12, 30)])
def test_details_of_the_row_below_the_list(tmp_path: Path, size: tuple[int, int]) -> None:
    """The row of the pointer is told in full below the list; space shows what had no room."""
    terminal, file = review(tmp_path, FEW, size)
    terminal.press(DOWN, DOWN)
    screen = terminal.screen
    pointer = next(y for y, line in enumerate(screen) if line.startswith(" > ! 贷款机构"))
    assert "贷款机构的全称？" in screen[pointer + 1 :]
    terminal.press(UP, UP, UP, UP)
    assert any(line.startswith(" > [未使用]") for line in terminal.screen)
    assert not any(terminal.edge)
    before = terminal.printed.count("今天不还钱")
    terminal.press(" ")
    assert terminal.printed.count("今天不还钱") >= before + 40
    assert any(line.startswith(" > [未使用]") for line in terminal.screen)
    terminal.press(ENTER)
    terminal.press(HOME, ENTER)
    terminal.wait_for("THE END")
    assert given(file) == ["incidents.i1.words", "done"]


def test_five_hundred_incidents(tmp_path: Path) -> None:
    """Section, item and answer in a small window; search finds an item; back leads up; after a
    change the same place is open again.
    """
    terminal, file = review(tmp_path, many(500), (12, 40))
    terminal.press(DOWN, DOWN, DOWN, ENTER)
    terminal.press("回答499-0")
    assert any(line.startswith(" > 500. 回答499-0") for line in terminal.screen)
    terminal.press(ENTER, DOWN, ENTER)
    assert any(line.startswith(" > 【第499项】问题1") for line in terminal.screen)
    terminal.press(ESC)
    assert any(line.startswith(" > 500. ") for line in terminal.screen)
    terminal.press(ESC)
    assert any(line.startswith(" > 发生了什么") for line in terminal.screen)
    terminal.press(HOME, ENTER)
    terminal.wait_for("THE END")
    assert given(file) == ["incidents.n499.f1", Move.DONE]
