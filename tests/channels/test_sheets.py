"""Filing sheets and call scripts say only what belongs to their own letter, not to another one of
the same folder.
"""

from __future__ import annotations

import pytest

from tests.scenarios.making import load, make

FOREIGN = {
    "12315/report": ("调解", "消费者协会", "不予受理", "办理的期限", "消费争议和线索"),
    "12315/complaint": ("举报人", "匿名"),
    "cbirc/report": ("民间借贷的投诉", "此致", "小程序", "核查"),
    "cbirc/withdrawal": ("民间借贷的投诉", "重新计算"),
    "pboc/objection": ("12363", "12378", "征信投诉申请单"),
    "pboc/complaint": ("个人征信异议申请表", "转交被投诉机构"),
    "pboc/payment": ("征信投诉", "异议"),
    "cac/online": ("法律要求依法及时处理并告知结果",),
    "court/injunction": ("反诉", "不立案", "起诉状"),
    "court/statement": ("禁令",),
    "police/reconsider": ("六个月", "受案回执："),
    "lender/review": ("投诉书”处",),
}


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("scenario", ["guarantee-company", "bank-card"])
def test_a_sheet_tells_nothing_of_another_letter(name: str, scenario: str) -> None:
    """A report is not mediated, an objection does not go to the central bank, and so on."""
    channel, _, letter = name.partition("/")
    sheets = make(load(scenario), channel, letter).sheets

    for kind, text in sheets.items():
        assert not [word for word in FOREIGN[name] if word in text], kind


def test_an_anonymous_report_needs_no_name() -> None:
    """The sheet says that it is filed without one, the script leaves the name out."""
    case = load("lender-unknown")
    complainant = type(case.complainant)()
    made = make(type(case)(complainant=complainant, consumer=case.consumer), "12315", "report")

    assert "举报人：没有填写，匿名提交\n" in made.sheets["filing"]
    assert "可以匿名" in made.sheets["call"]
    assert "我叫" not in made.sheets["call"]
