"""Finding law by words, and nothing that may not be cited that day."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.analysis.in_force import in_force
from complaintgen.analysis.law_search import search
from complaintgen.library.law import read_law
from complaintgen.library.places import data_folder

if TYPE_CHECKING:
    from complaintgen.model.finding import Citation
    from complaintgen.model.law import Law


@cache
def law() -> Law:
    """The shipped law."""
    found, _ = read_law(data_folder() / "law", data_folder() / "behaviours")
    assert found is not None
    return found


def find(words: str, day: str) -> tuple[Citation, ...]:
    """What a search for some words gives on a day."""
    return search(law(), words.split(), dt.date.fromisoformat(day))


def ids(words: str, day: str) -> list[str]:
    """The ids of what is found."""
    return [citation.id for citation in find(words, day)]


@pytest.mark.parametrize(
    "words",
    [
        "治安管理处罚法 第五十条",
        "治安管理处罚法 五十",
        "治安管理处罚法 第50条",
        "治安管理处罚法 ５０",
        "《治安管理处罚法》 50",
        "中华人民共和国治安管理处罚法 第五十条",
        "治安管理处罚 第五十条",
        "主席令第四十九号 第五十条",
        "zhian_2025 50",
        "ZHIAN_2025 50",
    ],
)
def test_an_article_is_found_however_it_is_named(words: str) -> None:
    """By title, part of it, id or document number; the number in any form."""
    assert ids(words, "2026-01-02") == ["zhian_2025/第五十条"]


def test_the_version_of_the_day_is_found() -> None:
    """On the last day of 2025 article 50 is another one, and article 42 the one on threats."""
    (new,) = find("治安管理处罚法 第五十条", "2026-01-02")
    (old,) = find("治安管理处罚法 第四十二条", "2025-12-31")
    assert (new.edition, old.edition) == ("2025年修订", "2012年修正")
    assert find("治安管理处罚法 第四十二条", "2026-01-02") == ()


def test_the_id_of_another_version_finds_nothing() -> None:
    """The edition of 2012 was not in force in 2026, nor is it replaced by a guess."""
    assert find("zhian_2012 第五十条", "2026-01-02") == ()
    assert find("民法总则", "2022-01-01") == ()


def test_paragraph_and_item_are_found_and_checked() -> None:
    """An item that does not exist is not found; one that does is the passage."""
    (found,) = find("治安管理处罚法 第五十条第一款第五项", "2026-01-02")
    assert found.article == "第五十条第一款第五项"
    assert found.passages[0].startswith("多次发送淫秽")
    assert find("治安管理处罚法 第五十条第一款第七项", "2026-01-02") == ()


def test_an_inserted_article_is_another_one() -> None:
    """第二百九十三条 and 第二百九十三条之一 are not mixed up."""
    assert ids("刑法 293", "2026-01-02") == ["xf/第二百九十三条"]
    assert ids("刑法 第二百九十三条之一", "2026-01-02") == ["xf/第二百九十三条之一"]


def test_a_condition_of_every_use_is_named() -> None:
    """Article 293条之一 is for unlawful debts only, whoever looks it up."""
    (found,) = find("刑法 第二百九十三条之一", "2026-01-02")
    assert found.condition == law().conditions["unlawful_debt"].zh


def test_the_lenders_of_a_text_are_named() -> None:
    """A rule for micro-loan companies says that it is one."""
    (found,) = find("xd_2024_26 第三十七条", "2026-01-02")
    assert found.condition == "仅适用于小额贷款公司"


def test_texts_for_the_operator_say_so() -> None:
    """They are no weapon against a lender."""
    found = find("电信用户申诉处理办法 第十条", "2026-01-02")
    assert [citation.condition for citation in found] == [law().conditions["telecom_operator"].zh]


def test_words_of_the_text_are_found() -> None:
    """A phrase finds the articles that hold it; several words must all match."""
    found = ids("呼死你", "2026-06-01")
    assert "gbt_45251_2025/5.3 业务管理（手段，分条号待核）" in found
    both = ids("私人生活安宁 隐私权", "2026-06-01")
    assert both == ["mfd/第一千零三十二条", "mfd/第一千零三十三条"]


def test_a_large_number_is_a_word() -> None:
    """12321 is no article but the name of a centre that texts speak of."""
    assert ids("12321", "2026-03-01") == ["sms_2015_31/（投诉举报，条号待核）"]


def test_stronger_texts_come_first() -> None:
    """Law before rules, rules before standards and self-discipline."""
    found = [citation.rank for citation in find("催收", "2026-06-01")]
    assert found == sorted(found, key=list(law().ranks).index)
    assert len(set(found)) > 3


def test_an_unverified_number_is_neither_found_nor_printed() -> None:
    """第二十一条（条号待核） cannot be asked for by its number."""
    assert find("pbc_xb_2016 第二十一条", "2020-06-01") == ()
    assert {citation.article for citation in find("pbc_xb_2016", "2020-06-01")} == {""}


def test_what_must_not_be_cited_is_not_found() -> None:
    """The unpublished guideline on micro-loan costs is known to the data only."""
    assert find("xdzhrz_2025", "2026-06-01") == ()


def test_background_is_not_found() -> None:
    """The campaign of 2018 cannot be cited against a lender."""
    assert "srdh_2018/二（一）4" not in ids("呼死你", "2019-01-01")


def test_no_words_find_nothing() -> None:
    """An empty search is no request for everything."""
    assert find("", "2026-01-02") == ()
    assert search(law(), ["  "], dt.date(2026, 1, 2)) == ()


WORDS = st.one_of(
    st.sampled_from(
        ["治安管理处罚法", "第五十条", "骚扰", "网络安全法", "催收", "22:00", "民间借贷", "50"]
    ),
    st.text(max_size=12),
)
DAYS = st.dates(min_value=dt.date(2018, 6, 1), max_value=dt.date(2026, 11, 21))


@given(st.lists(WORDS, max_size=3), DAYS)
def test_only_the_law_of_the_day_is_named(words: list[str], day: dt.date) -> None:
    """Any words at all: what is found is in force, and no other version of it is named."""
    for citation in search(law(), words, day):
        instrument = law().instruments[citation.id.partition("/")[0]]
        assert in_force(instrument, day)
        assert instrument.citable
        printed = (citation.title, citation.edition, citation.article, citation.condition)
        others = [each for each in law().family(instrument.family) if each is not instrument]
        for other in others:
            assert other.document_number == "" or other.document_number not in citation.text
            assert other.edition == "" or other.edition not in "".join((*printed, citation.text))


def test_an_article_that_repeals_its_predecessor_is_not_found() -> None:
    """Article 46 of order 121 names order 20, so it is left out; its neighbours are found."""
    assert find("samr_121 第四十六条", "2026-06-01") == ()
    assert ids("samr_121 第十六条", "2026-06-01") == ["samr_121/第十六条"]


@pytest.mark.parametrize("day", ["2019-06-01", "2020-09-01", "2022-06-01", "2026-11-21"])
def test_no_answer_names_another_version(day: str) -> None:
    """Whole instruments asked for by id name no sibling's edition, number or title."""
    for instrument in law().instruments.values():
        siblings = [each for each in law().family(instrument.family) if each is not instrument]
        marks = {mark for each in siblings for mark in (each.edition, each.document_number)}
        marks |= {each.title for each in siblings if each.title not in instrument.title}
        for citation in find(instrument.id, day):
            printed = f"{citation.title}{citation.edition}{citation.article}{citation.condition}"
            assert not [mark for mark in marks - {""} if mark in printed + citation.text]
