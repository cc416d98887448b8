"""Which messages of a collector's number count: notices of a bank do not until it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaintgen.analysis.searching import is_notice
from complaintgen.library.phrases import load_phrases
from complaintgen.store.files import load_case
from tests.cli.test_numbers import NUMBER, milliseconds

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program

NOTICE = "【示例银行】您尾号0001的账户3月2日支出100元，余额2.50元"
DUNNING = "【示例银行】您尾号0001的借款已逾期，请尽快处理"


@pytest.fixture
def case(program: Program) -> Path:
    """A case with one notice and two other messages of a collector's number."""
    folder = program.home / "case"
    folder.mkdir()
    (folder / "case.toml").write_text("format = 1\n", encoding="utf-8")
    body = "".join(
        f'<sms protocol="0" address="{NUMBER}" date="{milliseconds(f"2026-03-02T{hour}:00:00")}"'
        f' type="1" body="{text}" read="1" status="-1" contact_name="(Unknown)" />'
        for hour, text in (("10", NOTICE), ("11", DUNNING), ("12", "回电"))
    )
    path = program.home / "m.xml"
    path.write_text(
        f"<?xml version='1.0' encoding='UTF-8' ?>\n<smses count='3'>{body}</smses>\n",
        encoding="utf-8",
    )
    assert program("add", folder, path).status == 0
    return folder


def test_a_notice_is_left_out_and_that_is_said(program: Program, case: Path) -> None:
    """Two of three count; the third is named with the command to look at it."""
    said = program("numbers", case, NUMBER, "--collector", "示例催收公司").out
    assert "0 calls and 2 messages" in said
    assert "1 messages of these numbers look like service notices" in said
    assert "--counted" in said
    found = program("messages", case, "--counted", "--json").data["messages"]
    assert [(each["text"], each["notice"], each["counts"]) for each in found] == [
        (NOTICE, True, False),
        (DUNNING, False, True),
        ("回电", False, True),
    ]
    listed = program("messages", case, "--counted").out
    assert NOTICE in listed
    assert "does not count" in listed


def test_the_person_has_the_last_word(program: Program, case: Path) -> None:
    """A notice said to count does, without becoming a line of its own; a harmless one does not."""
    program("numbers", case, NUMBER, "--collector", "示例催收公司")
    assert program("messages", case, "--count", "e1:1", "--harmless", "e1:3").status == 0
    found = program("messages", case, "--counted", "--json").data["messages"]
    assert [each["said"] for each in found] == [True, None, False]
    tally = program("numbers", case).out
    assert "0 calls and 2 messages" in tally
    assert "service notices" not in tally
    assert program("messages", case, "--harmless", "e1:9").status == 2


def test_each_is_asked_in_a_dialogue(program: Program, case: Path) -> None:
    """The notice first, with leaving it out on top; then the others with counting on top."""
    program("numbers", case, NUMBER, "--collector", "示例催收公司")
    done = program("messages", case, "--counted", "--plain", stdin=b"1\n1\n2\n")
    assert done.status == 0, done.err
    assert [p.confirmed for p in load_case(case).passages] == [False, True, False]
    assert "nothing of a debt" in done.out + done.err


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        (NOTICE, True),
        ("【示例银行】验证码123456，请勿泄露", True),
        ("您尾号为0001的卡转出人民币1,000.00元", True),
        ("【示例移动】您的话费余额不足10元", True),
        (DUNNING, False),
        ("您尾号0001的贷款余额5000元请立即还款", False),
        ("尾号0001支出失败，我们将上门找你家人", False),
        ("请立即回电处理", False),
    ],
)
def test_what_looks_like_a_notice(text: str, notice: bool) -> None:  # noqa: FBT001
    """Its form, and no word of a debt or a threat."""
    assert is_notice(text, load_phrases()) is notice
