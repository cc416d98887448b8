"""What a finding is called, how one count of several days is said, and what is told once only."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from complaintgen.letters.fields import used_steps
from complaintgen.model.case import (
    Act,
    Case,
    Incident,
    IncidentKind,
    MonthPart,
    Party,
    Proof,
    ProofKind,
    Step,
    Target,
)
from tests.scenarios.making import data, load, make

BASE = load("consumer-finance")


def _case(*incidents: Incident, **more: Any) -> Case:  # noqa: ANN401
    """The case of a scenario with other incidents."""
    return msgspec.structs.replace(BASE, incidents=incidents, proofs=(), **more)


def _call(line: int, day: int, **more: Any) -> Incident:  # noqa: ANN401
    """A call to the writer."""
    at = dt.date(2026, 8, day)
    return Incident(
        id=f"i{line}", kind=IncidentKind.CALL, day=at, target=Target.SELF, count=1, **more
    )


def test_a_single_act_is_the_heading_and_is_not_said_again() -> None:
    """Who was only insulted reads of no threat, and of the insult once."""
    text = make(_case(_call(1, 3, acts=(Act.INSULT,))), "cbirc", "complaint").text
    assert "辱骂。2026年8月3日（序号1）致电本人。" in text
    assert "威胁" not in text.replace("相威胁", "")


def test_two_acts_of_a_kind_stand_under_its_name() -> None:
    """Where both were stated the kind is named, and each day says which it was."""
    case = _case(_call(1, 3, acts=(Act.INSULT,)), _call(2, 4, acts=(Act.THREAT,)))
    text = make(case, "cbirc", "complaint").text
    assert (
        "威胁、恐吓或者辱骂。2026年8月3日（序号1）致电本人，辱骂；8月4日（序号2）致电本人，威胁、恐吓。"
        in text
    )


def test_what_holds_for_a_kind_of_one_act_keeps_its_name() -> None:
    """That there was no consent is what makes a contact wrong: its heading says so."""
    entry = _call(1, 3, acts=(Act.CONTACTED_ADDRESS_BOOK,))
    friend = msgspec.structs.replace(entry, target=Target.FRIEND)
    text = make(_case(friend), "cbirc", "complaint").text
    assert "未经同意联系通讯录中的人。2026年8月3日（序号1）致电本人朋友。" in text


def test_the_same_number_of_calls_on_several_days_is_said_of_each() -> None:
    """Four calls on each of two days are not four calls in all."""
    calls = [msgspec.structs.replace(_call(n, n), count=4, connected=4) for n in (3, 4)]
    text = make(_case(*calls), "cbirc", "complaint").text
    assert "8月4日（序号2）接通的来电各4次，均多于" in text


def test_a_complaint_to_an_operator_is_not_told_to_a_supervisor_of_lenders() -> None:
    """It was about numbers; a step whose kind nobody gave is still told."""
    steps = (
        Step(id="s1", body="示例移动客服", party=Party.OPERATOR),
        Step(id="s2", body="示例银行客服", party=Party.LENDER),
        Step(id="s3", body="示例单位"),
    )
    case = msgspec.structs.replace(BASE, steps=steps)
    form = data().channels["cbirc"].letters["complaint"]
    assert [step.id for step in used_steps(case, form)] == ["s2", "s3"]


def test_the_same_text_of_the_same_sender_is_to_be_sent_once() -> None:
    """Two messages alike are one to report by message; another sender's is another."""
    entries = [
        Incident(
            id=f"i{n}",
            kind=IncidentKind.SMS,
            day=dt.date(2026, 8, n),
            time=dt.time(9),
            target=Target.SELF,
            number=number,
            words="请还款",
        )
        for n, number in (
            (1, "10690000000000001"),
            (2, "10690000000000001"),
            (3, "10690000000000002"),
        )
    ]
    sheet = make(_case(*entries), "12321", "sms").sheets["filing"]
    assert sheet.count("10690000000000001*请还款") == 1
    assert sheet.count("10690000000000002*请还款") == 1
    assert "第3次提交" in sheet


def test_a_number_is_read_out_once_with_how_often_it_came_back() -> None:
    """On the telephone each number is said once, and one number is not several."""
    calls = [_call(n, n, number="10012340001") for n in (3, 4, 5)]
    case = _case(*calls)
    script = make(case, "carrier", "complaint").sheets["call"]
    assert script.count("10012340001") == 1
    assert "另有2项" in script
    assert "有一个号码" in script
    assert "请核查并处置这个号码" in script


def test_since_when_hard_times_began_is_said_by_the_month() -> None:
    """A whole month is an answer to since when: nothing was forgotten."""
    case = load("card-plan")
    since = msgspec.structs.replace(
        case.repayment, since=dt.date(2026, 4, 1), since_part=MonthPart.WHOLE, since_about=False
    )
    text = make(msgspec.structs.replace(case, repayment=since), "lender", "negotiation").text
    assert "上述情况开始的时间：2026年4月。" in text


def test_a_list_of_calls_does_not_prove_what_was_said() -> None:
    """Beside a recorded insult one that only a list of calls shows is the writer's own account."""
    insults = (Act.INSULT,)
    calls = (
        _call(1, 3, acts=insults, proofs=("p1",)),
        _call(2, 4, acts=insults, proofs=("p2",)),
    )
    listed = Proof(id="p1", kind=ProofKind.CALL_LIST, file="p1.xls", reader="unicom-xls")
    recorded = Proof(id="p2", kind=ProofKind.RECORDING, name="录音")
    case = msgspec.structs.replace(_case(*calls), proofs=(listed, recorded))
    assert (
        "序号2有证据2为证，其余为本人陈述（另见证据1）。" in make(case, "cbirc", "complaint").text
    )
    both = msgspec.structs.replace(listed, kind=ProofKind.RECORDING, reader=None, file=None)
    proved = msgspec.structs.replace(case, proofs=(both, recorded))
    assert "其余为本人陈述" not in make(proved, "cbirc", "complaint").text
