"""What may be cited for an act on a day: versions, lenders, ranks, conditions."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.analysis.in_force import (
    article_in_force,
    citations_for,
    cite,
    in_force,
    is_citable,
    numbers_for,
)
from complaintgen.library.law import read_law
from complaintgen.library.places import data_folder
from complaintgen.model.case import LenderKind
from complaintgen.model.conditions import When
from complaintgen.model.law import Law, Rank, Role, TextStatus, Use
from complaintgen.model.sourced import Confidence

if TYPE_CHECKING:
    from complaintgen.model.finding import Citation

FIRST_DAY = dt.date(2018, 6, 1)
BEHAVIOURS = "abcdefghijklmnopq"


@cache
def law() -> Law:
    """The shipped law."""
    found, _ = read_law(data_folder() / "law", data_folder() / "behaviours")
    assert found is not None
    return found


def changing_days() -> list[dt.date]:
    """Every day since 2018-06-01 on which some version begins, or is gone."""
    days = {FIRST_DAY, law().as_of}
    for instrument in law().instruments.values():
        days.add(instrument.since)
        if instrument.until is not None:
            days |= {instrument.until, instrument.until + dt.timedelta(days=1)}
        days |= {article.since for article in instrument.articles if article.since is not None}
    return sorted(day for day in days if FIRST_DAY <= day <= law().as_of)


def ids(citations: tuple[Citation, ...]) -> list[str]:
    """The ids, in order."""
    return [citation.id for citation in citations]


def cited(behaviour: str, day: str, lender: LenderKind = LenderKind.BANK) -> list[str]:
    """The ids that may be cited, criminal law included."""
    return ids(citations_for(law(), behaviour, dt.date.fromisoformat(day), lender, criminal=True))


days = st.dates(min_value=FIRST_DAY, max_value=dt.date(2026, 11, 21))
lenders = st.sampled_from(LenderKind)
letters = st.sampled_from(BEHAVIOURS)


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
@pytest.mark.parametrize("lender", [LenderKind.BANK, LenderKind.MICROLOAN])
def test_there_is_something_to_cite_on_every_day(behaviour: str, lender: LenderKind) -> None:
    """From 2018-06-01 to the day of the data, whenever anything changes; the source has no hole."""
    bare = [
        str(day)
        for day in changing_days()
        if not citations_for(law(), behaviour, day, lender, criminal=True)
    ]
    assert bare == []


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_without_the_law_of_other_bodies_there_is_something_to_cite(behaviour: str) -> None:
    """What a lender or its supervisor cannot apply is left out, and the letter is never empty."""
    police = ("zhian", "jingcha", "fdz", "dxtl")
    for day in changing_days():
        found = citations_for(law(), behaviour, day, LenderKind.BANK, without=police)
        assert found != (), day
        texts = {citation.id.partition("/")[0] for citation in found}
        assert {law().instruments[text].family for text in texts}.isdisjoint(police)


def test_a_body_reads_its_own_rule_first() -> None:
    """One rule of the families that lead; the rest keeps its order."""
    day = dt.date(2026, 3, 2)
    usual = ids(citations_for(law(), "e", day, LenderKind.BANK))
    led = ids(citations_for(law(), "e", day, LenderKind.BANK, lead=("post_loan",)))
    first = next(each for each in usual if each.startswith("gbt_45251_2025"))
    assert led == [first, *(each for each in usual if each != first)]


@pytest.mark.parametrize(
    ("behaviour", "order"),
    [
        ("a", "第一千零三十三条 第一千零三十二条"),
        ("c", "第一千零三十三条 第一千零三十二条"),
        ("d", "第一千零三十三条 第一千零三十二条 第一千零三十八条 第一千零二十四条"),
        ("e", "第一千零二十四条 第一千零三十三条 第九百九十一条"),
        ("f", "第一千零三十三条 第一千零三十三条 第一千零二十四条 第九百九十一条"),
        ("m", "第一千零三十三条"),
        ("n", "第一千零二十四条 第一千零一十九条 第一千零三十三条"),
        ("o", "第九百九十一条"),
    ],
)
def test_the_article_that_names_the_act_stands_before_the_general_one(
    behaviour: str, order: str
) -> None:
    """Of one text: peace of private life before privacy, reputation before personality rights."""
    found = citations_for(law(), behaviour, dt.date(2026, 3, 2), LenderKind.BANK, remedies=False)
    code = [each.id.partition("/")[2] for each in found if each.id.startswith("mfd/")]
    assert code == order.split()


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_the_civil_and_public_law_alone_has_something_to_cite(behaviour: str) -> None:
    """A letter to a regulator may cite no criminal law, and still is never empty."""
    for day in changing_days():
        assert citations_for(law(), behaviour, day, LenderKind.BANK) != (), day


def test_the_first_and_the_last_day_count() -> None:
    """A text is in force from its first to its last day, both included."""
    old, new = law().instruments["zhian_2012"], law().instruments["zhian_2025"]
    last, first = dt.date(2025, 12, 31), dt.date(2026, 1, 1)
    assert [in_force(old, last), in_force(old, first)] == [True, False]
    assert [in_force(new, last), in_force(new, first)] == [False, True]
    assert not in_force(old, dt.date(2012, 12, 31))


def test_an_article_younger_than_its_text_begins_later() -> None:
    """刑法 293条之一 exists since 2021-03-01, the Code since 1997."""
    code = law().instruments["xf"]
    added = code.article("第二百九十三条之一")
    assert added is not None
    assert not article_in_force(code, added, dt.date(2021, 2, 28))
    assert article_in_force(code, added, dt.date(2021, 3, 1))


def test_each_version_of_the_police_law_on_its_own_days() -> None:
    """Acts of 2025 fall under article 42 of 2012, acts of 2026 under article 50 of 2025."""
    assert "zhian_2012/第四十二条" in cited("e", "2025-12-31")
    assert "zhian_2025/第五十条" in cited("e", "2026-01-01")
    assert not any(each.startswith("zhian_2025") for each in cited("e", "2025-12-31"))
    assert not any(each.startswith("zhian_2012") for each in cited("e", "2026-01-01"))


@given(letters, days, lenders)
def test_never_two_versions_of_one_text(behaviour: str, day: dt.date, lender: LenderKind) -> None:
    """On no day two members of a family are cited together."""
    found = {each.partition("/")[0] for each in cited(behaviour, str(day), lender)}
    families = [law().instruments[each].family for each in found]
    assert len(families) == len(set(families))


@given(letters, days, lenders)
def test_only_what_the_data_allow(behaviour: str, day: dt.date, lender: LenderKind) -> None:
    """In force, citable, verified, to be cited; the number printed and quoted only if it may be."""
    found = citations_for(law(), behaviour, day, lender, criminal=True, operator=True)
    bases = {f"{b.instrument}/{b.article}": b for b in law().behaviours[behaviour].bases}
    for citation in found:
        instrument = law().instruments[citation.id.partition("/")[0]]
        article = instrument.article(citation.id.partition("/")[2])
        assert article is not None
        assert article_in_force(instrument, article, day)
        assert is_citable(instrument, article)
        assert bases[citation.id].use is Use.CITE
        assert citation.quotable == (article.text_status is TextStatus.VERBATIM)
        assert citation.text == article.text
        assert (citation.article == "") == (not article.number_verified)
        assert "待核" not in citation.article
        if not instrument.document_number_verified:
            assert citation.document_number == ""
        for passage in citation.passages:
            assert passage in (article.text or "")


def test_the_item_is_printed_with_the_article() -> None:
    """款 and 项 stand in the number; only the item's line is the passage."""
    found = citations_for(law(), "i", dt.date(2026, 1, 2), LenderKind.BANK)[0]
    assert found.article == "第五十条第一款第五项"
    assert found.passages == (
        "多次发送淫秽、侮辱、恐吓等信息或者采取滋扰、纠缠、跟踪等方法，干扰他人正常生活的；",
    )


def test_an_unknown_lender_gets_only_what_is_open_to_all() -> None:
    """Nothing that binds certain kinds of lender is cited for an unknown one."""
    for behaviour in BEHAVIOURS:
        for each in cited(behaviour, "2026-06-01", LenderKind.UNKNOWN):
            assert law().instruments[each.partition("/")[0]].lenders is None
        assert cited(behaviour, "2026-06-01", LenderKind.UNKNOWN) == cited(
            behaviour, "2026-06-01", LenderKind.OTHER_LICENSED
        )


def test_a_p2p_lender_is_judged_as_a_platform() -> None:
    """The law data know no P2P lender; it is a platform to them."""
    for behaviour in BEHAVIOURS:
        assert cited(behaviour, "2024-06-01", LenderKind.P2P) == cited(
            behaviour, "2024-06-01", LenderKind.PLATFORM
        )


def test_each_lender_gets_its_own_rule() -> None:
    """Consumer finance, micro-loan and card rules are cited against their own kind only."""
    own = {
        LenderKind.CONSUMER_FINANCE: "xjgs_2024_4/（催收条款，条号待核）",
        LenderKind.MICROLOAN: "xd_2024_26/第三十七条",
        LenderKind.CREDIT_CARD: "xykgl_2011/第六十八条",
        LenderKind.BANK: "hlwdk_2020/（贷款清收条款，条号待核）",
    }
    for lender, rule in own.items():
        found = cited("p", "2026-06-01", lender)
        assert rule in found
        assert not set(found) & (set(own.values()) - {rule})


def test_the_micro_loan_rule_changes_in_january_2025() -> None:
    """86号 to 2025-01-16, 26号 from 2025-01-17."""
    before = cited("p", "2025-01-16", LenderKind.MICROLOAN)
    after = cited("p", "2025-01-17", LenderKind.MICROLOAN)
    assert any(each.startswith("xd_2020_86") for each in before)
    assert any(each.startswith("xd_2024_26") for each in after)
    assert not any(each.startswith("xd_2020_86") for each in after)


def test_texts_for_the_telecom_operator_are_kept_out() -> None:
    """They are cited only in letters about the operator."""
    day = dt.date(2026, 3, 1)
    operator = {"fdz_2022/第十三条", "sms_2015_31/（条号待核）"}
    usual = ids(citations_for(law(), "q", day, LenderKind.BANK))
    about_operator = ids(citations_for(law(), "q", day, LenderKind.BANK, operator=True))
    assert not operator & set(usual)
    assert operator < set(about_operator)


def test_criminal_law_is_cited_only_where_asked_for() -> None:
    """A letter to a regulator holds no criminal law and no interpretation of it."""
    for behaviour in BEHAVIOURS:
        found = citations_for(law(), behaviour, dt.date(2026, 6, 1), LenderKind.BANK)
        assert not [c.id for c in found if law().instruments[c.id.partition("/")[0]].criminal]
    assert "xf/第二百三十八条" in cited("o", "2026-06-01")


def test_a_letter_cites_only_its_ranks() -> None:
    """Texts of another rank are left out."""
    ranks = (Rank.LAW, Rank.DEPARTMENT_RULE)
    for behaviour in BEHAVIOURS:
        found = citations_for(law(), behaviour, dt.date(2026, 6, 1), LenderKind.BANK, ranks=ranks)
        assert {citation.rank for citation in found} <= set(ranks)


REGULATOR = (Rank.DEPARTMENT_RULE, Rank.NORMATIVE_DOCUMENT)


@pytest.mark.parametrize(
    ("behaviour", "lender", "first"),
    [
        ("e", LenderKind.CONSUMER_FINANCE, "xiaofei_2022_9/第四十一条"),
        ("p", LenderKind.CONSUMER_FINANCE, "xjgs_2024_4/（催收条款，条号待核）"),
        ("a", LenderKind.CREDIT_CARD, "xykgl_2011/第六十八条"),
        ("d", LenderKind.MICROLOAN, "xd_2024_26/第三十七条"),
        ("d", LenderKind.CREDIT_CARD, "pbc_xb_2020/第三十四条"),
    ],
)
def test_a_body_is_told_its_own_rule_first(behaviour: str, lender: LenderKind, first: str) -> None:
    """One rule made for the kind of lender leads; the others stay, in their order."""
    day = dt.date(2026, 6, 1)
    usual = ids(citations_for(law(), behaviour, day, lender))
    led = ids(citations_for(law(), behaviour, day, lender, prefer=REGULATOR))
    assert led == [first, *(each for each in usual if each != first)]


def test_a_notice_to_all_kinds_of_lender_does_not_lead() -> None:
    """The campaign notice of 2017 is nobody's own rule: the order stays as it is."""
    day, lender = dt.date(2026, 6, 1), LenderKind.CONSUMER_FINANCE
    usual = ids(citations_for(law(), "d", day, lender))
    assert "xjd_2017_141/第一部分第（六）项" in usual
    assert ids(citations_for(law(), "d", day, lender, prefer=REGULATOR)) == usual


@pytest.mark.parametrize("role", [Role.MEASURE, Role.REMEDY])
def test_only_what_is_broken_leads(role: Role) -> None:
    """A body's own rule that the act does not break stays in its place."""
    known, day, lender = law(), dt.date(2026, 6, 1), LenderKind.CONSUMER_FINANCE
    behaviour = known.behaviours["e"]
    bases = tuple(
        msgspec.structs.replace(base, role=role) if base.instrument == "xiaofei_2022_9" else base
        for base in behaviour.bases
    )
    changed = {**known.behaviours, "e": msgspec.structs.replace(behaviour, bases=bases)}
    other = msgspec.structs.replace(known, behaviours=changed)
    assert ids(citations_for(known, "e", day, lender, prefer=REGULATOR))[0] in {
        f"{base.instrument}/{base.article}" for base in bases if base.role is role
    }
    led = ids(citations_for(other, "e", day, lender, prefer=REGULATOR))
    assert not led[0].startswith("xiaofei_2022_9/")


def test_the_interpretations_on_caps_may_always_be_cited() -> None:
    """The cap on private lending stands in an interpretation; letters of any rank need it."""
    found = citations_for(law(), "j", dt.date(2020, 8, 19), LenderKind.PRIVATE, ranks=(Rank.LAW,))
    assert ids(found)[:2] == ["mjjd_2015/第二十六条", "mjjd_2015/第三十条"]
    others = citations_for(law(), "n", dt.date(2026, 6, 1), LenderKind.BANK, ranks=(Rank.LAW,))
    assert all(citation.rank == Rank.LAW for citation in others)


def test_the_private_cap_changes_with_its_versions() -> None:
    """24/36 per cent to 2020-08-19, four times the LPR from 2020-08-20, renumbered in 2021."""
    days = ("2020-08-19", "2020-08-20", "2020-12-31", "2021-01-01")
    found = [cited("j", day, LenderKind.PRIVATE)[0] for day in days]
    assert found == [
        "mjjd_2015/第二十六条",
        "mjjd_202008/第二十六条",
        "mjjd_202008/第二十六条",
        "mjjd_2021/第二十五条",
    ]


def test_cautions_and_background_are_not_cited() -> None:
    """What limits an argument, or ended, is known and not cited."""
    assert "xxzs_2013/第一条" not in cited("e", "2026-06-01")
    assert "mjjd_pf_2021/第一项" not in cited("j", "2026-06-01", LenderKind.MICROLOAN)
    assert "srdh_2018/二（一）4" not in cited("i", "2019-01-01")


def test_a_condition_that_does_not_hold_drops_the_basis() -> None:
    """With no condition met, nothing that has one is cited."""
    found = citations_for(
        law(), "e", dt.date(2026, 6, 1), LenderKind.BANK, criminal=True, conditions=lambda _: False
    )
    assert [citation.when for citation in found] == [()] * len(found)
    assert not {"xf/第二百九十三条之一", "zhian_2025/第五十条"} & set(ids(found))


def test_an_item_whose_condition_does_not_hold_is_left_out() -> None:
    """A threat alone cites item 1 of article 50, not the items on insults or messages."""
    found = citations_for(
        law(),
        "e",
        dt.date(2026, 6, 1),
        LenderKind.BANK,
        conditions=lambda when: when is When.THREATENED,
    )
    assert found[0].article == "第五十条第一款第一项"
    assert found[0].when == (When.THREATENED,)
    assert found[0].condition == law().conditions[When.THREATENED].zh


def test_remedies_are_left_out_where_only_breaches_are_wanted() -> None:
    """A finding names what was broken: no claim for damages, no power of the police."""
    day = dt.date(2026, 6, 1)
    everything = citations_for(law(), "e", day, LenderKind.BANK)
    broken = citations_for(law(), "e", day, LenderKind.BANK, remedies=False)
    left_out = set(ids(everything)) - set(ids(broken))
    assert left_out == {"mfd/第一千一百六十七条", "mfd/第一千一百八十三条"}
    assert everything[0].article.endswith("第五项、第二款")
    assert broken[0].article.endswith("第五项")
    assert Role.REMEDY not in {citation.role for citation in broken}
    whereabouts = citations_for(law(), "l", day, LenderKind.BANK, remedies=False)[0]
    assert whereabouts.article == "第二十八条第二款"  # its first paragraph only defines


def test_a_rule_for_courts_measures_the_act() -> None:
    """The opinion on 24 per cent tells courts what to do; a lender cannot break it."""
    found = citations_for(law(), "j", dt.date(2026, 6, 1), LenderKind.BANK, remedies=False)
    assert found[0].id == "jrsp_2017_22/第二条第2项"
    assert found[0].role == Role.MEASURE


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_some_rule_is_broken_or_measures_the_act_on_every_day(behaviour: str) -> None:
    """Without remedies and criminal law there is still something to say, whatever the lender."""
    for day in changing_days():
        for lender in (LenderKind.BANK, LenderKind.MICROLOAN, LenderKind.UNKNOWN):
            found = citations_for(law(), behaviour, day, lender, remedies=False)
            assert found != (), (day, lender)


def test_conditions_are_printed_in_words() -> None:
    """The hours bind only where nothing else was agreed, and the citation says so."""
    found = citations_for(law(), "c", dt.date(2026, 1, 2), LenderKind.BANK)[0]
    assert found.when == (When.CLOSED_HOURS, When.NO_AGREEMENT_ON_HOURS)
    assert found.condition.endswith("双方未另行约定催收时间")


def test_conditions_of_single_items_name_their_item() -> None:
    """Where items differ, each condition follows the name of its item."""
    found = citations_for(law(), "g", dt.date(2026, 1, 2), LenderKind.BANK)[0]
    assert found.article == "第六十二条第一款、第三款"
    assert found.condition.startswith("第一款：冒充国家机关工作人员；第三款：")


def test_a_limit_keeps_the_strongest_and_names_a_text_once() -> None:
    """Three at most; a text whose numbers are unverified is not cited twice."""
    everything = citations_for(law(), "q", dt.date(2026, 6, 1), LenderKind.BANK)
    assert ids(everything).count("cba_2026/（告知，条号待核）") == 1
    limited = citations_for(law(), "q", dt.date(2026, 6, 1), LenderKind.BANK, limit=5)
    assert [each.partition("/")[0] for each in ids(limited)] == [
        "fdz_2022", "fdz_2022", "gbt_45251_2025", "cba_2026", "mfd",
    ]  # fmt: skip


def test_an_unverified_or_uncitable_text_is_never_cited() -> None:
    """Whatever the basis says, the marks of the data decide."""
    instrument = law().instruments["pipl"]
    article = instrument.articles[0]
    doubtful = msgspec.structs.replace(instrument, confidence=Confidence.UNVERIFIED)
    barred = msgspec.structs.replace(instrument, citable=False)
    unsure = msgspec.structs.replace(article, confidence=Confidence.UNVERIFIED)
    assert is_citable(instrument, article)
    assert not is_citable(doubtful, article)
    assert not is_citable(barred, article)
    assert not is_citable(instrument, unsure)


def test_an_unknown_behaviour_is_refused() -> None:
    """There are seventeen, a to q."""
    with pytest.raises(KeyError):
        citations_for(law(), "z", FIRST_DAY, LenderKind.BANK)


@pytest.mark.parametrize(
    ("day", "lender", "limits"),
    [
        ("2024-05-14", LenderKind.BANK, []),
        ("2024-05-15", LenderKind.BANK, [3]),
        ("2025-02-27", LenderKind.BANK, [3]),
        ("2025-02-28", LenderKind.MICROLOAN, [3]),
        ("2026-06-01", LenderKind.UNKNOWN, []),
    ],
)
def test_the_limit_of_calls_is_that_of_the_day(
    day: str, lender: LenderKind, limits: list[int]
) -> None:
    """No number before 2024-05-15, three connected calls from then on, none for a stranger."""
    on = dt.date.fromisoformat(day)
    found = numbers_for(law(), "b", "max_connected_per_day", on, lender)
    assert [number.value for number in found] == limits


def test_the_closed_hours_come_with_their_source() -> None:
    """22:00 and 08:00, and the article they stand in."""
    day = dt.date(2026, 6, 1)
    start = numbers_for(law(), "c", "closed_from", day, LenderKind.BANK)
    end = numbers_for(law(), "c", "closed_until", day, LenderKind.BANK)
    assert [number.value for number in start] == [dt.time(22), dt.time(22)]
    assert [number.value for number in end] == [dt.time(8), dt.time(8)]
    assert [number.source.partition("/")[0] for number in start] == [
        "law:gbt_45251_2025",
        "law:cba_2026",
    ]


def test_six_attempts_bind_banks_from_2026_01_30() -> None:
    """The number of unanswered attempts stands in the guideline of the banks."""
    for day, limits in ((dt.date(2026, 1, 29), []), (dt.date(2026, 1, 30), [6])):
        found = numbers_for(law(), "b", "max_attempts_per_day", day, LenderKind.BANK)
        assert [number.value for number in found] == limits


def test_an_unverified_document_number_is_never_printed() -> None:
    """A text may be cited by its title while nobody has confirmed its number."""
    doubtful = {each.id for each in law().instruments.values() if not each.document_number_verified}
    assert doubtful
    for instrument in map(law().instruments.get, doubtful):
        assert instrument is not None
        citation = cite(law(), instrument, instrument.articles[0], (), ())
        assert citation.title == instrument.title
        assert citation.document_number == ""
