"""The real interview in a pseudo-terminal, from the first question to letters that are ready."""

from __future__ import annotations

import os
import signal
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.person import REVIEW, Person, case_file, questions
from tests.interview.pseudo_terminal import CTRL_C, CTRL_D, ENTER, ESC

if TYPE_CHECKING:
    from tests.cli.conftest import Program
    from tests.cli.person import Answer

UNKNOWN = "不清楚"
NFRA = "金融监管总局 消费投诉"
NIFA = "互金协会 互联网金融举报"
CALLS = "12321受理中心 骚扰电话投诉"

NONE = "没有，跳过"

ANSWERS: dict[str, Answer] = {
    "situation.happened": NONE,
    "situation.tried": NONE,
    "lender.name": "示例银行股份有限公司信用卡中心",
    "lender.kind": "银行信用卡",
    "lender.seat": "重庆",
    "lender.address": "重庆市示例区示例路1号",
    "lender.code": "",
    "lender.phone": "9500000001",
    "platform.name": "",
    "collectors": 1,
    "collectors.*.name": UNKNOWN,
    "collectors.*.person": "自称姓赵",
    "collectors.*.numbers": "１００１２３４０００１，10012340002",
    "loan.product": "示例银行信用卡",
    "loan.contract_number": "",
    "loan.signed_on": "大约2025年3月5日",
    "loan.principal": "1.2万",
    "loan.state": "已经逾期",
    "loan.due_on": "2026-6-15",
    "loan.claimed": "15,800",
    "incidents": 1,
    "incidents.*.kind": "电话",
    "incidents.*.day": "2026-9-5",
    "incidents.*.time": "晚上十点半",
    "incidents.*.by": "自称姓赵",
    "incidents.*.number": "10012340001",
    "incidents.*.caller": "",
    "incidents.*.target": "我本人",
    "incidents.*.count": "至少12次",
    "incidents.*.connected": "3",
    "incidents.*.last_time": UNKNOWN,
    "incidents.*.duration": "1分20秒",
    "incidents.*.acts": ("威胁", "辱骂"),
    "incidents.*.words": "今天不还钱，明天就去你单位",
    "incidents.*.account": "",
    "incidents.*.witness": "",
    "proofs": 1,
    "proofs.*.kind": "通话记录",
    "proofs.*.name": "2026年9月5日通话记录",
    "proofs.*.file": "",
    "proofs.*.kept": "本人手机",
    "proofs.*.shows": "当日同一号码来电12次以上",
    "proofs.*.day": "2026-9-5",
    "incidents.*.proofs": "2026年9月5日通话记录",
    "steps": 0,
    "wishes.requests": "勾选好了",
    "wishes.harm": "整夜睡不着",
    "complainant.name": "陈某甲",
    "complainant.id_kind": "居民身份证",
    "complainant.id_number": "990101199001010019",
    "complainant.phone": "10012340009",
    "complainant.address": "示例省示例市示例路2号",
    "complainant.email": "",
}
"""A credit card, one evening of calls. A question that stands not here may not be asked."""


def saved(program: Program) -> Any:  # noqa: ANN401 (what TOML holds)
    """The case as it lies on the disk."""
    return tomllib.loads(case_file(program).read_text(encoding="utf-8"))


def mark(path: str) -> str:
    """What stands before the question about an item of a list."""
    return "【第1项】" if ".1." in path else ""


def finish(person: Person) -> None:
    """Say in the review that all is right."""
    assert person.until() == REVIEW
    person.choose("都对了")
    assert person.terminal.close() == 0


CHANNELS = [
    ("cbirc/complaint", NFRA, "lender.seat", "lender.address"),
    ("nifa/report", NIFA, "lender.seat", "lender.address"),
    ("12321/call", CALLS, "incidents.1.time", "incidents.1.number"),
]


@pytest.mark.parametrize(
    ("letter", "row", "stop", "unsure"), CHANNELS, ids=[each[0] for each in CHANNELS]
)
def test_from_the_first_question_to_a_ready_letter(
    program: Program, letter: str, row: str, stop: str, unsure: str
) -> None:
    """In Chinese, with a way back, Ctrl-C and resume, 不清楚 and a change in the review: the letter
    is ready, and no question was put twice.
    """
    answers = ANSWERS | {"letters": (row,), unsure: UNKNOWN}
    person = Person(program, answers)
    assert person.until(stop) == stop
    before = person.asked[-1]
    person.enter(ESC)
    assert person.place() == before
    person.enter(ENTER)  # the earlier answer stands there still
    assert person.place() == stop
    person.enter(CTRL_C)
    person.terminal.wait_for("complaintgen resume my-case")
    assert person.terminal.close() == 1

    again = Person(program, answers, "resume")
    assert again.place() == stop
    assert again.until() == REVIEW
    waiting = "带“!”的回答" in again.terminal.text
    assert waiting == (letter != "cbirc/complaint")  # who needs what was answered with 不清楚
    asked = questions()[unsure.replace(".1.", ".*.")]
    # It is about a card: where a question has other words for one, they stand in the review.
    question = next((other.text for other in asked.instead if other.text), asked.text).zh
    assert again.change(("!" if waiting else "") + mark(unsure) + question) == unsure
    again.say(str(ANSWERS[unsure.replace(".1.", ".*.")]))
    assert again.place() == REVIEW
    again.choose("都对了")
    again.terminal.wait_for("已齐全")
    assert again.terminal.close() == 0

    single = [path for path in (*person.asked, *again.asked) if "." in path]
    assert len(single) == len(set(single))
    assert saved(program)["letters"] == [letter]
    result = program("letters", "my-case", lang="zh")
    assert result.status == 0, result.out + result.err
    (pack,) = (program.home / "my-case" / "packs").iterdir()
    assert {"docx", "pdf", "txt"} <= {file.suffix[1:] for file in pack.iterdir()}


def test_a_letter_chosen_later_asks_only_what_is_new(program: Program) -> None:
    """12321 first, then the regulator's complaint too: what 12321 asked is not asked again, and
    the requests of the new letter are offered.
    """
    person = Person(program, ANSWERS | {"letters": (CALLS,)})
    finish(person)
    first = set(person.asked)

    later = Person(program, ANSWERS, "resume")
    assert later.place() == REVIEW
    assert later.change("您想准备哪些材料") == "letters"
    later.point_at(NFRA)
    later.enter(f" {ENTER}")
    finish(later)
    assert {"cbirc/complaint", "12321/call"} == set(saved(program)["letters"])
    assert not first & set(later.asked) - {"incidents", "collectors", "proofs", "steps"}
    assert "wishes.requests" in later.asked
    assert program("letters", "my-case").status == 0


def test_closing_the_window_loses_nothing(program: Program) -> None:
    """All answers before the open question are on the disk; resume goes on at that question."""
    answers = ANSWERS | {"letters": (CALLS,)}
    person = Person(program, answers)
    assert person.until("incidents.1.number") == "incidents.1.number"
    person.terminal.press("1001234")
    os.kill(person.terminal.child.pid, signal.SIGHUP)
    person.terminal.close()
    (incident,) = saved(program)["incidents"]
    assert str(incident["time"]) == "22:30:00"

    again = Person(program, answers, "resume")
    assert again.place() == "incidents.1.number"
    again.answer("incidents.1.number")
    again.enter(CTRL_C)
    assert again.terminal.close() == 1
    assert saved(program)["incidents"][0]["number"] == "10012340001"


def test_a_lender_of_another_body_is_told_at_once(program: Program) -> None:
    """The kind is proposed from the name; whom the regulator does not supervise is said at once,
    in the smallest window too.
    """
    name = "重庆示例小额贷款有限公司"
    person = Person(program, ANSWERS | {"letters": (NFRA,), "lender.name": name}, size=(15, 60))
    assert person.until("lender.kind") == "lender.kind"
    assert person.pointed().startswith("小额贷款公司")
    person.enter(ENTER)
    assert person.until("lender.seat") == "lender.seat"
    person.terminal.wait_for("不由金融监管总局受理")
    person.enter(CTRL_D)
    assert person.terminal.close() == 1


def test_a_proof_is_attached_by_its_path(program: Program) -> None:
    """A path with spaces and Chinese, as dragging it writes it; a wrong one is asked again."""
    folder = program.home / "我的 证据"
    folder.mkdir()
    (folder / "通话 记录.png").write_bytes(b"picture")
    person = Person(program, ANSWERS | {"letters": (CALLS,)})
    assert person.until("proofs.1.file") == "proofs.1.file"
    for wrong in ("没有这个.png", "'我的 证据'"):
        person.say(wrong)
        person.terminal.wait_for("! ")
        assert person.place() == "proofs.1.file"
    person.say("我的\\ 证据/通话\\ 记录.png")
    person.terminal.wait_for("已原样复制")
    finish(person)
    (proof,) = saved(program)["proofs"]
    copy = program.home / "my-case" / "evidence" / proof["file"]
    assert copy.read_bytes() == b"picture"
