"""Six invented cases and the worked example: what stands in every letter, and what must not."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from complaintgen.filing.prepare import find
from complaintgen.letters.fields import permitted
from complaintgen.model import paths
from complaintgen.model.letter import Lack
from tests.scenarios.making import DEMO, FOLDER, TODAY, Made, data, lacks, load, make, routed

if TYPE_CHECKING:
    from complaintgen.model.case import Case
    from tests.conftest import Golden

SCENARIOS = ("demo", *sorted(path.parent.name for path in FOLDER.glob("*/case.toml")))
LETTERS = tuple(
    (channel, letter)
    for channel, found in sorted(data().channels.items())
    for letter in found.letters
)
CHOSEN = tuple(
    (name, channel, letter)
    for name in SCENARIOS
    for channel, _, letter in (chosen.partition("/") for chosen in load(name).letters)
    if routed(load(name), channel, letter).allowed
)


def _all_chosen(name: str) -> list[tuple[str, str]]:
    return [(channel, letter) for scenario, channel, letter in CHOSEN if scenario == name]


@pytest.mark.parametrize(("name", "channel", "letter"), CHOSEN)
def test_letters_read_as_agreed(name: str, channel: str, letter: str, golden: Golden) -> None:
    """Each letter that a case asks for, and its sheets, say exactly what was reviewed."""
    made = make(load(name), channel, letter)
    folder = FOLDER / name / "expected"
    golden.check(folder / f"{channel}-{letter}.txt", made.text)
    for kind, text in made.sheets.items():
        golden.check(folder / f"{channel}-{letter}.{kind}.txt", text)


def test_there_are_six_cases_of_the_kinds_agreed() -> None:
    """The six kinds of case are there: each with its own way to go wrong."""
    kinds = {load(name).lender.kind for name in SCENARIOS if name != "demo"}
    assert len(SCENARIOS) >= 7
    assert {"credit_card", "consumer_finance", "microloan", "p2p", "bank", "unknown"} <= kinds


def test_no_golden_text_is_left_over() -> None:
    """Every expected text belongs to a letter that is still made."""
    known = {
        FOLDER / name / "expected" / f"{channel}-{letter}{kind}.txt"
        for name, channel, letter in CHOSEN
        for kind in ("", ".filing", ".call")
    }
    assert set(FOLDER.glob("*/expected/*")) <= known


def test_the_worked_example_has_six_letters_ready() -> None:
    """All letters that the worked example asks for can be signed and sent."""
    chosen = [name.partition("/") for name in load("demo").letters]
    assert [lacks(load("demo"), channel, letter) for channel, _, letter in chosen] == [()] * 6


# --- sentences that must or must not be there ----------------------------------------------------

PRESENT = [
    ("demo", "cbirc/complaint", "国家金融监督管理总局重庆监管局"),
    (
        "consumer-finance",
        "police/report",
        "其中2025年12月30日、12月31日的行为，涉嫌违反《治安管理处罚法》（2012年修正）第四十二条",
    ),
    (
        "consumer-finance",
        "police/report",
        "其中2026年2月3日、2月20日的行为，涉嫌违反《治安管理处罚法》（2025年修订）第五十条",
    ),
    ("demo", "cbirc/complaint", "据母亲说：对方告诉本人母亲本人有借款没有还"),
    ("demo", "cbirc/complaint", "约2026年9月16日"),
    ("demo", "cbirc/complaint", "至少2次"),
    ("demo", "cbirc/complaint", "“今晚不还，明天就带人到你单位找你领导。”"),
    ("demo", "cbirc/complaint", "编号KF20261013001"),
    (
        "demo",
        "cbirc/complaint",
        "不符合推荐性国家标准《互联网金融 个人网络消费信贷 贷后催收风控指引》（GB/T 45251-2025）",
    ),
    ("demo", "cbirc/report", "依法查处"),
    ("demo", "nifa/report", "不符合行业自律规范《金融机构个人消费类贷款催收工作指引（试行）》"),
    ("consumer-finance", "cbirc/complaint", "国家金融监督管理总局厦门监管局"),
    ("consumer-finance", "cbirc/complaint", "的催收经过共14项，全部列在附表中"),
    ("consumer-finance", "cbirc/complaint", "附表：催收经过"),
    ("bank-card", "cbirc/complaint", "据人事部同事说，对方滋扰工作单位"),
    ("bank-card", "cbirc/complaint", "日期记不清"),
    ("bank-card", "cbirc/complaint", "至少12次（其中接通至少4次）"),
    ("p2p-2019", "police/report", "《治安管理处罚法》（2012年修正）第四十二条第五项"),
    ("p2p-2019", "nifa/report", "行业自律规范《互联网金融逾期债务催收自律公约（试行）》第十七条"),
    ("agency-unknown", "cbirc/complaint", "电话1次（接通）；身份不明的人员"),
    ("agency-unknown", "cbirc/complaint", "早于还款到期日"),
    ("lender-unknown", "cbirc/complaint", "〔待补：贷款机构的全称〕"),
    ("lender-unknown", "12321/call", "10066660001"),
]

ABSENT = [
    ("demo", "cbirc/complaint", "治安管理处罚法"),
    ("demo", "nifa/report", "治安管理处罚法"),
    ("card-plan", "lender/complaint", "治安管理处罚法"),
    ("unlicensed-threats", "court/statement", "治安管理处罚法"),
    ("demo", "cbirc/complaint", "刑法》"),
    ("demo", "cbirc/complaint", "8:00"),
    ("demo", "cbirc/complaint", "贷后催收风控指引》（GB/T 45251-2025）第"),
    ("demo", "cbirc/report", "本人还款"),
    ("demo", "nifa/report", "12,000"),
    ("p2p-2019", "nifa/report", "民法典"),
    ("p2p-2019", "nifa/report", "个人信息保护法"),
    ("p2p-2019", "nifa/report", "GB/T"),
    ("p2p-2019", "nifa/report", "每日3次"),
    ("agency-unknown", "cbirc/complaint", "证据目录</h2>"),
    ("lender-unknown", "12321/call", "2026年11月3日"),
]


@pytest.mark.parametrize(("name", "which", "words"), PRESENT)
def test_what_must_be_said_is_said(name: str, which: str, words: str) -> None:
    """Names of the day, versions of the law, 约, 至少 and 据…说 reach the sentence."""
    channel, _, letter = which.partition("/")
    assert words in make(load(name), channel, letter).text


@pytest.mark.parametrize(("name", "which", "words"), ABSENT)
def test_what_must_not_be_said_is_not(name: str, which: str, words: str) -> None:
    """No law of another time, no folklore, no amount where none belongs."""
    channel, _, letter = which.partition("/")
    assert words not in make(load(name), channel, letter).text


def test_a_micro_loan_company_is_refused_and_sent_to_its_own_bureau() -> None:
    """The regulator refuses a micro-loan company; the local bureau follows from the seat."""
    case = load("microloan-platform")
    for letter in data().channels["cbirc"].letters:
        (refused,) = routed(case, "cbirc", letter).refusals
        assert refused.office is not None
        assert refused.office.full == "重庆市地方金融管理局"


def test_without_the_lenders_name_the_regulator_cannot_be_written_to() -> None:
    """A clear respondent is required; the need says where to find it; 12321 goes without."""
    case = load("lender-unknown")
    named = {need.path: need for need in lacks(case, "cbirc", "complaint")}
    need = named["lender.name"]
    assert need.lack is Lack.UNKNOWN
    assert need.why is not None
    assert "征信报告" in need.why.zh
    assert lacks(case, "12321", "call") == ()


# --- rules for every letter --------------------------------------------------------------------


def _personal(case: Case, question: str) -> list[str]:
    """The answers a question id stands for, as they would be printed."""
    table, _, field = question.partition(".*.")
    found = (
        [getattr(entry, field) for entry in getattr(case, table)]
        if field
        else [paths.get(case, question)]
    )
    return [value for value in found if isinstance(value, str) and len(value) > 2]


@pytest.mark.parametrize(("name", "channel", "letter"), CHOSEN)
def test_forbidden_answers_never_reach_a_template(name: str, channel: str, letter: str) -> None:
    """What a channel must not get is in no part of the context, not even unprinted."""
    case = load(name)
    form = data().channels[channel].letters[letter]
    context = str(make(case, channel, letter).letter.context)
    told = [text for entry in case.incidents for text in (entry.words, entry.account) if text]
    told += [case.leak.account or "", case.leak.source or ""]
    if "incidents.*.told_by" in permitted(form):
        told += [entry.told_by for entry in case.incidents if entry.told_by]
    for rule in form.forbidden:
        for value in _personal(case, rule.path):
            if not any(value in text for text in told):
                assert value not in context, rule.path


NAMES = (
    "complainant.name",
    "lender.name",
    "platform.name",
    "platform.company",
    "collectors.*.name",
    "incidents.*.target_name",
    "incidents.*.told_by",
)
_FACTS = re.compile(r"\d|“|”|《")
_NUMBERED = re.compile(r"^\d+\.\s")


@pytest.mark.parametrize(("name", "channel", "letter"), CHOSEN)
def test_every_number_quotation_and_name_has_a_source(name: str, channel: str, letter: str) -> None:
    """Outside the marked phrases of a letter stands no digit, no quotation and no name."""
    case = load(name)
    made = make(case, channel, letter)
    names = [text for question in NAMES for text in _personal(case, question)]
    for entry in made.trace:
        rest = str(entry["text"])
        for span in entry["spans"]:  # type: ignore[attr-defined]
            for piece in str(span["text"]).split("\n"):
                rest = rest.replace(piece.strip(), "", 1)
        rest = _NUMBERED.sub("", rest).replace("“本人陈述”", "")
        rest = re.sub(r"〔待补：[^〕]*〕", "", rest)
        assert not _FACTS.search(rest), entry
        assert not [name for name in names if name in rest], entry


@pytest.mark.parametrize(("name", "channel", "letter"), CHOSEN)
def test_every_source_leads_somewhere(name: str, channel: str, letter: str) -> None:
    """A source is an answer that was given, an article of the law data, channel data, or today."""
    case, made = load(name), make(load(name), channel, letter)
    for entry in made.trace:
        for source in entry["from"]:  # type: ignore[attr-defined]
            assert _leads_somewhere(case, made, source), source


def _leads_somewhere(case: Case, made: Made, source: str) -> bool:
    if source == "today":
        return True
    kind, _, rest = source.partition(":")
    if kind == "channel":
        return rest.startswith(f"{made.letter.channel}/")
    if kind == "law":
        instrument, _, number = rest.partition("/")
        if instrument == "lpr":
            return number in {rate.month for rate in data().law.rates}
        numbers = ("_".join(a.number.split()) for a in data().law.instruments[instrument].articles)
        return number in numbers
    table, item, *field = source.split(".")
    if table in ("incidents", "proofs", "collectors", "steps"):
        holder = paths.find(case, table, item)
        return holder is not None and (not field or hasattr(holder, field[0]))
    return paths.is_answered(case, source)


@pytest.mark.parametrize(("name", "channel", "letter"), CHOSEN)
def test_letters_are_written_carefully(name: str, channel: str, letter: str) -> None:
    """No slash between and and or, no empty heading, no doubled mark, nothing undefined."""
    text = make(load(name), channel, letter).text
    for fault in (
        "和/或",
        "。。",
        "，，",
        "、、",
        "；；",
        "：：",
        "，。",
        "；。",
        "None",
        "（）",
        "《》",
    ):
        assert fault not in text
    headings = re.findall(r"\n　　[一二三四五六七八]、[^\n]*\n\n　　[一二三四五六七八]、", text)
    assert not headings


@pytest.mark.parametrize("name", SCENARIOS)
def test_drafts_show_their_gaps_and_ready_letters_have_none(name: str) -> None:
    """A letter that lacks something shows it; one that lacks nothing shows no open place."""
    for channel, letter in _all_chosen(name):
        made = make(load(name), channel, letter)
        assert ("〔待补" in made.text) is bool(made.letter.needs)


def test_the_message_is_pasted_exactly_as_it_came() -> None:
    """White space, line breaks and markup of a message stand in the sheet as received."""
    case = load("consumer-finance")
    (message,) = [entry for entry in case.incidents if entry.kind == "sms"]
    assert message.words is not None
    assert f"\n{message.words}\n" in make(case, "12321", "sms").sheets["filing"]
    assert message.words in make(case, "12321", "sms").text


def test_the_proofs_of_the_worked_example_are_the_ones_named() -> None:
    """Each attached file is there, unchanged, under the name the program gives it."""
    attached = [proof for proof in load("demo").proofs if proof.file]
    assert {proof.file for proof in attached} == {
        path.name for path in (DEMO / "evidence").iterdir()
    }
    for proof in attached:
        digest = hashlib.sha256((DEMO / "evidence" / str(proof.file)).read_bytes()).hexdigest()
        assert digest == proof.sha256
        assert proof.file == f"{proof.id}-{digest[:8]}{Path(str(proof.file)).suffix}"


def test_only_what_was_chosen_is_asked_for() -> None:
    """A request that the person took the tick from does not come back into the letter."""
    case = load("agency-unknown")
    fewer = paths.replace(case, "wishes.requests", ("name_agency",))

    assert "书面答复本人" in make(case, "cbirc", "complaint").text
    assert "书面答复本人" not in make(fewer, "cbirc", "complaint").text
    assert "告知受托催收机构的名称" in make(fewer, "cbirc", "complaint").text


@pytest.mark.parametrize(("channel", "letter"), [("cbirc", "complaint"), ("12321", "sms")])
def test_marked_characters_are_explained(channel: str, letter: str) -> None:
    """Where a character had to be marked the letter says so; the sheet to paste keeps it."""
    case = load("demo")
    for incident in case.incidents:
        words = f"{incident.words or ''}\u202e\U0001f600"
        case = paths.replace(case, f"incidents.{incident.id}.words", words)
    clear, marked = make(load("demo"), channel, letter), make(case, channel, letter)

    assert "〚U+202E〛〚U+1F600〛" in marked.text
    assert "注：文中〚〛" in marked.text
    assert "注：文中〚〛" not in clear.text
    assert "\u202e\U0001f600" in marked.sheets["filing"]


def test_a_rough_amount_stays_rough() -> None:
    """An amount given as 大约 is printed as 约, an exact one without."""
    case = load("demo")
    rough = paths.replace(case, "loan.principal_about", value=True)

    assert "借款本金为人民币12,000元" in make(case, "cbirc", "complaint").text
    assert "借款本金为人民币约12,000元" in make(rough, "cbirc", "complaint").text


def test_an_incident_that_cannot_be_told_names_what_it_lacks() -> None:
    """Where 不清楚 keeps the only incident out of a letter, the gap is that answer."""
    (need,) = [
        need
        for need in lacks(load("agency-unknown"), "12321", "call")
        if need.path.startswith("incidents")
    ]

    assert need.lack is Lack.UNKNOWN
    assert need.question == "incidents.*.number"
    assert need.alternatives == ("incidents.i1.number",)


def test_what_a_letter_leaves_out_does_not_count_in_it() -> None:
    """An incident that a letter cannot tell shows no wrong in that letter, but in others."""
    case, forms = load("agency-unknown"), data().channels

    assert find(case, data().law, forms["12321"].letters["call"], TODAY) == ()
    assert find(case, data().law, forms["cbirc"].letters["complaint"], TODAY) != ()
