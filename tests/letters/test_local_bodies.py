"""Letters to bodies that exist in every place: whom they name, what they cite, what they ask."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import msgspec
import pytest

from complaintgen.filing.prepare import prepare
from complaintgen.library.channels import read_channel
from complaintgen.library.package import load as load_library
from complaintgen.library.places import templates_folder
from complaintgen.model import paths
from complaintgen.model.case import Offices
from tests.scenarios.making import TODAY, data, lacks, load, make

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.model.case import Case

THREATS = "unlicensed-threats"


def _codes(case: Case, name: str, today: dt.date = TODAY) -> list[str]:
    return [problem.code for problem in prepare(case, load_library(), name, today).warnings]


def test_a_body_that_the_writer_names_is_addressed() -> None:
    """The name stands as given; the sheet then has nothing to look up."""
    made = make(load(THREATS), "police", "report")

    assert "此致\n示例市公安局示例分局示例派出所\n" in made.text
    assert "示例派出所【请核对】" not in made.sheets["filing"]
    assert "收件单位留了空白" not in made.sheets["filing"]


def test_a_body_nobody_can_name_is_left_blank() -> None:
    """不清楚 gives a blank to fill in by hand; the sheet says how to find the name."""
    case = paths.replace(load(THREATS), "offices.police", None)
    case = msgspec.structs.replace(case, offices=Offices(unknown=("police",)))
    made = make(case, "police", "report")

    assert "此致\n________公安局________派出所\n" in made.text
    assert not made.letter.draft
    assert "________派出所【请核对】" in made.sheets["filing"]
    assert "收件单位留了空白" in made.sheets["filing"]


@pytest.mark.parametrize("letter", ["complaint", "payment"])
def test_the_branch_of_the_central_bank_is_named_by_the_writer(letter: str) -> None:
    """The branch as given; 不清楚 leaves a blank in its name; without an answer it is a draft."""
    case = load("guarantee-company")
    unknown = msgspec.structs.replace(case, offices=Offices(unknown=("central_bank",)))
    silent = msgspec.structs.replace(case, offices=Offices())
    made = make(unknown, "pboc", letter)

    assert "此致\n中国人民银行示例市分行\n" in make(case, "pboc", letter).text
    assert "此致\n中国人民银行________分行\n" in made.text
    assert not made.letter.draft
    assert "中国人民银行________分行【请核对】\n" in made.sheets["filing"]
    assert "收件单位留了空白" in made.sheets["filing"]
    assert [need.path for need in lacks(silent, "pboc", letter)] == ["offices.central_bank"]


def test_a_body_nobody_was_asked_for_is_an_open_place() -> None:
    """Without an answer the letter is a draft: the question is still to be put."""
    case = msgspec.structs.replace(load(THREATS), offices=Offices())

    assert [need.path for need in lacks(case, "police", "report")] == ["offices.police"]
    assert "〔待补：公安机关名称〕" in make(case, "police", "report").text


@pytest.mark.parametrize("name", [THREATS, "bank-card", "consumer-finance", "p2p-2019"])
def test_the_police_are_told_of_police_matters_only(name: str) -> None:
    """Public-security law, criminal law and the law on telecom fraud; never called a complaint."""
    made = make(load(name), "police", "report")
    instruments = {article.partition("/")[0] for article in made.letter.cited}
    families = {data().law.instruments[each].family for each in instruments}

    assert families
    assert families <= {"zhian", "xf", "fdz"}
    assert "投诉" not in made.text


def test_acts_are_told_under_the_law_of_their_own_day() -> None:
    """Before 2026 the old numbers and the old edition, from then on the new ones."""
    old = make(load("p2p-2019"), "police", "report").text
    new = make(load(THREATS), "police", "report").text

    assert "《治安管理处罚法》（2012年修正）第四十二条" in old
    assert "《治安管理处罚法》（2025年修订）第五十条" in new


def test_an_order_of_the_new_law_is_asked_for_new_acts_only() -> None:
    """No contact can be ordered for acts since 2026-01-01."""
    assert "禁止接触本人" in make(load("bank-card"), "police", "report").text
    assert "禁止接触本人" not in make(load("p2p-2019"), "police", "report").text


def test_extortion_is_named_only_where_somebody_threatened() -> None:
    """An insult over a paid debt is no extortion."""
    assert "第二百七十四条" in make(load(THREATS), "police", "report").text
    assert "第二百七十四条" not in make(load("p2p-2019"), "police", "report").text


def test_the_six_months_are_counted_from_the_last_act() -> None:
    """Near the end and after it there is a warning; long before it there is none."""
    case = load(THREATS)
    last = max(entry.day for entry in case.incidents if entry.day)
    assert last == dt.date(2026, 10, 15)

    assert _codes(case, "police/report", dt.date(2027, 2, 28)).count("period-ends") == 0
    assert _codes(case, "police/report", dt.date(2027, 4, 15)).count("period-ends") == 1
    assert _codes(case, "police/report", dt.date(2027, 4, 16)).count("period-over") == 1
    assert "到2027年4月15日为止" in make(case, "police", "report").sheets["filing"]


def test_reconsideration_has_seven_days_and_needs_a_notice() -> None:
    """After the seventh day the other way is named; without a notice the letter is not ready."""
    case = load(THREATS)
    notice = dt.date(2026, 10, 28)

    assert "period-ends" in _codes(case, "police/reconsider", notice + dt.timedelta(days=7))
    assert "period-over" in _codes(case, "police/reconsider", notice + dt.timedelta(days=8))
    silent = paths.replace(case, "police.notice_on", None)
    (need,) = lacks(silent, "police", "reconsider")
    assert need.path == "police.notice_on"
    assert need.why is not None
    assert "立案监督" in need.why.zh


def test_the_procuratorate_comes_after_the_police() -> None:
    """Without a report and what came of it the request is not ready."""
    case = load(THREATS)
    for path in ("police.reported_on", "police.outcome"):
        case = paths.replace(case, path, None)

    found = {need.path for need in lacks(case, "prosecutor", "supervise")}
    assert found == {"police.reported_on", "police.outcome"}


@pytest.mark.parametrize("letter", ["statement", "injunction"])
def test_court_papers_say_to_ask_a_lawyer(letter: str) -> None:
    """The word stands on the sheet and is said when the letter is judged."""
    case = load(THREATS)
    heeds = [
        problem.values["message_zh"]
        for problem in prepare(case, load_library(), f"court/{letter}", TODAY).warnings
        if problem.code == "heed"
    ]

    assert len(heeds) == 1
    assert "律师" in heeds[0]
    assert "12348" in heeds[0]
    assert heeds[0] in make(case, "court", letter).sheets["filing"]


def test_a_claim_names_the_rights_that_were_found_infringed() -> None:
    """Reputation, privacy and data each need a finding: a threat disturbs peace, no reputation."""
    whole = make(load(THREATS), "court", "statement").text
    case = load(THREATS)
    threat = msgspec.structs.replace(case, incidents=case.incidents[:1])

    assert "侵害了原告的名誉权、隐私权、个人信息权益。" in whole
    assert "侵害了原告的隐私权。" in make(threat, "court", "statement").text


def test_there_is_a_copy_for_each_defendant() -> None:
    """With a second defendant there are two copies, and both are joint debtors."""
    two, one = (make(load(name), "court", "statement") for name in ("bank-card", THREATS))

    assert "副本两份" in two.text
    assert "这次是两份" in two.sheets["filing"]
    assert "连带责任" in two.text
    assert "副本一份" in one.text
    assert "连带责任" not in one.text


def test_damages_are_claimed_only_with_a_sum() -> None:
    """The sum stands in a claim before the costs; without one there is no such claim."""
    case = load(THREATS)
    without = paths.replace(case, "court.damages", None)

    assert (
        "5. 判令被告赔偿原告精神损害抚慰金人民币5,000元；" in make(case, "court", "statement").text
    )
    assert "精神损害" not in make(without, "court", "statement").text


def test_a_petition_comes_after_something_else() -> None:
    """Without an earlier step it is not ready."""
    case = msgspec.structs.replace(load(THREATS), steps=())

    assert [need.path for need in lacks(case, "petition", "letter")] == ["steps"]


def test_criminal_law_is_for_judicial_bodies(tmp_path: Path) -> None:
    """A folder that cites it without being one is refused."""
    folder = tmp_path / "police"
    shutil.copytree(templates_folder() / "police", folder)
    file = folder / "channel.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("judicial = true\n", ""), encoding="utf-8"
    )

    assert {problem.code for problem in read_channel(folder)[1]} == {"not-judicial"}


def test_a_petition_is_not_for_what_a_court_handles() -> None:
    """The sheet says what is not taken, and that what is pending is waited for."""
    sheet = make(load(THREATS), "petition", "letter").sheets["filing"]

    assert "依法应当通过诉讼、仲裁、行政复议解决的" in sheet
    assert "先等结果" in sheet
