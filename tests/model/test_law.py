"""The law data against their source: nothing lost or changed, every note with a structure."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from complaintgen.analysis.in_force import article_in_force
from complaintgen.library.law import read_law
from complaintgen.library.places import data_folder
from complaintgen.model.conditions import When
from complaintgen.model.law import INDUSTRY_RANKS, Base, Law, Parameters, Rank, Role, Use

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
NOTES = SAMPLES / "law-notes-resolved.tsv"
PERIODS = re.compile(r"(from|to|before) (\d{4}-\d{2}-\d{2})|(\d{4}-\d{2}-\d{2}) to ")


@cache
def source() -> dict[str, Any]:
    """The source, unchanged."""
    text = (SAMPLES / "law-source.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return found


@cache
def law() -> Law:
    """The law as the program reads it."""
    found, problems = read_law(data_folder() / "law", data_folder() / "behaviours")
    assert problems == ()
    assert found is not None
    return found


def bases() -> list[tuple[str, dict[str, Any], Base]]:
    """Every basis of the source beside ours."""
    return [
        (behaviour["id"], theirs, ours)
        for behaviour in source()["behaviours"]
        for theirs, ours in zip(behaviour["bases"], _own(behaviour["id"]), strict=True)
    ]


def noted() -> list[tuple[str, dict[str, Any], Base]]:
    """The bases that carry a note in the source."""
    return [entry for entry in bases() if entry[1]["note"]]


def resolution(base: Base) -> str:
    """The structure of a basis on one line."""
    parts = [
        f"{item.paragraph}/{item.item}"
        + (f"[{' '.join(item.when)}]" if item.when else "")
        + (f"({item.role})" if item.role is not Role.BREACHED else "")
        for item in base.items
    ]
    parts += [f"role:{base.role}"] if base.role is not Role.BREACHED else []
    parts += [f"when:{each}" for each in base.when]
    parts += [f"use:{base.use}"] if base.use is not Use.CITE else []
    parts += ["protects:contact"] if len(base.protects) > 1 else []
    parts += ["lenders:none"] if base.lenders == () else []
    return " ".join(parts)


def test_every_instrument_of_the_source_is_there() -> None:
    """As many instruments as the source has, in the same chains of versions."""
    theirs = {entry["id"]: entry for entry in source()["instruments"]}
    assert theirs.keys() == law().instruments.keys()
    assert len(theirs) == 55


@pytest.mark.parametrize("entry", source()["instruments"], ids=lambda entry: str(entry["id"]))
def test_an_instrument_says_what_the_source_says(entry: dict[str, Any]) -> None:
    """Titles, numbers, days, notes and limits are those of the source."""
    ours = law().instruments[entry["id"]]
    expected = {
        "title_en": ours.title_en,
        "issuer": ours.issuer,
        "doc_no": ours.document_number or None,
        "doc_no_verified": ours.document_number_verified,
        "doc_no_note": ours.document_number_note or None,
        "promulgated": ours.promulgated and str(ours.promulgated),
        "effective_from": str(ours.since),
        "effective_from_note": ours.since_note or None,
        "effective_to": ours.until and str(ours.until),
        "effective_to_note": ours.until_note or None,
        "effective_to_confidence": ours.until_confidence,
        "date_note": ours.date_note or None,
        "superseded_by": ours.replaced_by,
        "confidence": ours.confidence,
        "citable": ours.citable,
        "binding": ours.binding,
        "applies_to": None if ours.applies_to is None else list(ours.applies_to),
        "lenders": None if ours.lenders is None else list(ours.lenders),
        "note": ours.note or None,
        "source": ours.source,
    }
    assert {key: entry[key] for key in expected} == expected
    brackets, year = f"（{ours.edition}）", f"（{ours.edition.removesuffix('年')}）"
    assert entry["title_zh"] in (ours.title, ours.title + brackets, ours.title + year)
    assert not ours.title.endswith(brackets)


@pytest.mark.parametrize("entry", source()["instruments"], ids=lambda entry: str(entry["id"]))
def test_articles_are_equal_to_the_last_character(entry: dict[str, Any]) -> None:
    """Number, text, marks and notes of each article, in the same order."""
    ours = [
        {
            "no": article.number,
            "no_verified": article.number_verified,
            "text_zh": article.text,
            "summary_en": article.summary,
            "text_status": article.text_status.value,
            "confidence": article.confidence.value,
            "confidence_note": article.confidence_note or None,
            "article_effective_from": article.since and str(article.since),
            "note": article.note or None,
        }
        for article in law().instruments[entry["id"]].articles
    ]
    assert entry["articles"] == ours


def test_there_are_as_many_articles_and_bases_as_in_the_source() -> None:
    """329 articles, 17 behaviours with 290 bases, 106 of them with a note."""
    assert sum(len(each.articles) for each in law().instruments.values()) == 329
    assert len(law().behaviours) == 17
    assert len(bases()) == 290
    assert len(noted()) == 106


@pytest.mark.parametrize("entry", source()["behaviours"], ids=lambda entry: str(entry["id"]))
def test_a_behaviour_keeps_its_bases_in_their_order(entry: dict[str, Any]) -> None:
    """The same articles in the same order, limited to the same kinds of lender."""
    ours = law().behaviours[entry["id"]]
    assert (entry["name_zh"], entry["name_en"]) == (ours.name.zh, ours.name.en)
    theirs = [(base["instrument_id"], base["article_no"]) for base in entry["bases"]]
    assert theirs == [(base.instrument, base.article) for base in _own(entry["id"])]
    for base, own in zip(entry["bases"], _own(entry["id"]), strict=True):
        if own.lenders != ():
            assert base["lender"] == (None if own.lenders is None else list(own.lenders))


def test_the_rates_are_those_of_the_source() -> None:
    """Every month, with its day and both values as decimals."""
    ours = [
        {
            "month": rate.month,
            "date": rate.day and str(rate.day),
            "lpr_1y": rate.one_year,
            "lpr_5y": rate.five_years,
            "confidence": rate.confidence.value,
            "note": rate.note or None,
        }
        for rate in law().rates
    ]
    assert source()["lpr"] == ours
    assert len(ours) == 88


def test_the_caps_are_those_of_the_source() -> None:
    """Every cap with its period, its sentence and its basis."""
    ours = [
        {
            "id": cap.id,
            "lender": cap.lender,
            "lenders": None if cap.lenders is None else list(cap.lenders),
            "from_": cap.since and str(cap.since),
            "from_note": cap.since_note or None,
            "to": cap.until and str(cap.until),
            "cap": cap.cap,
            "basis": list(cap.basis),
            "citable": cap.citable,
        }
        for cap in law().caps
    ]
    assert source()["interest_caps"] == ours
    assert len(ours) == 7


def test_the_numbers_of_a_cap_stand_in_its_sentence() -> None:
    """What is structured beside the sentence is what the sentence says."""
    for cap in law().caps:
        numbers = (cap.yearly_percent, cap.void_above_percent, cap.lpr_multiple)
        for number in filter(None, numbers):
            assert str(number) in cap.cap


def test_every_note_has_its_reviewed_structure() -> None:
    """The table of all 106 notes, reviewed by hand, is what the files hold; none is prose."""
    with NOTES.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file, delimiter="\t"))
    ours = [
        [letter, base.instrument, base.article, str(theirs["note"]), resolution(base)]
        for letter, theirs, base in noted()
    ]
    assert table == ours


def test_a_note_without_items_conditions_or_use_says_only_a_period() -> None:
    """Only a note that repeats the period of its instrument may leave the basis bare."""
    bare = [str(theirs["note"]) for _, theirs, base in noted() if not resolution(base)]
    assert bare == ["acts before 2020-11-01"]


def test_the_items_of_a_note_are_the_items_of_the_basis() -> None:
    """“items 1, 2, 5” gives items 1, 2 and 5, “items 3-5” three, “para. 3” a paragraph."""
    checked = 0
    for _, theirs, base in noted():
        note = str(theirs["note"]).replace("3-5", "3, 4, 5")
        wanted = {
            int(number)
            for numbers in re.findall(r"items? (\d(?:, \d)*)", note)
            for number in numbers.split(", ")
        }
        if wanted:
            checked += 1
            assert wanted == {item.item for item in base.items if item.item}, note
        if paragraph := re.search(r"para\. (\d)", note):
            assert [item.paragraph for item in base.items] == [int(paragraph[1])]
    assert checked == 59


def test_the_days_of_a_note_are_days_of_its_text_or_condition() -> None:
    """“from”, “to” and “before” repeat the period of the instrument, the article or the loan."""
    checked = 0
    for _, theirs, base in noted():
        instrument = law().instruments[base.instrument]
        article = instrument.article(base.article)
        assert article is not None
        signed = [law().conditions[each].signed_from for each in base.when]
        for word, day, first in PERIODS.findall(str(theirs["note"])):
            checked += 1
            named = date.fromisoformat(day or first)
            match word:
                case "to":
                    assert instrument.until == named
                case "before":
                    assert instrument.until == named - timedelta(days=1)
                case _:
                    assert named in (instrument.since, article.since, *signed)
    assert checked == 10


def parameters(instrument: str, number: str) -> Parameters:
    """The numbers of one article."""
    article = law().article(instrument, number)
    assert article is not None
    return article.parameters


def test_the_numbers_of_the_notes_are_parameters_of_the_articles() -> None:
    """3 calls, 6 attempts, 22:00–08:00, 24 and 36 per cent, four times the LPR, 50 records."""
    gbt = parameters("gbt_45251_2025", "5.3 业务管理（频次，分条号待核）")
    assert gbt.max_connected_per_day == 3
    assert parameters("nifa_2024", "（频次条款，条号待核）").max_connected_per_day == 3
    assert parameters("cba_2026", "（频次，条号待核）").max_attempts_per_day == 6
    hours = {
        (found.closed_from, found.closed_until)
        for found in (
            parameters("gbt_45251_2025", "5.3 业务管理（时间，分条号待核）"),
            parameters("nifa_2024", "（时间条款，条号待核）"),
            parameters("cba_2026", "（时间，条号待核）"),
        )
    }
    assert [tuple(map(str, pair)) for pair in hours] == [("22:00:00", "08:00:00")]
    assert parameters("mjjd_2015", "第二十六条").yearly_percent == 24
    assert parameters("mjjd_2015", "第二十六条").void_above_percent == 36
    assert parameters("mjjd_2021", "第二十五条").lpr_multiple == 4
    assert parameters("jrsp_2017_22", "第二条第2项").yearly_percent == 24
    assert parameters("gmgrxx_2017", "第五条").whereabouts_records == 50


def test_the_2018_convention_states_no_number() -> None:
    """It says 频繁 and 恰当时间 only; a number must not be read into it."""
    assert parameters("nifa_2018", "第十七条") == Parameters()


def test_ranks_follow_from_issuer_and_number() -> None:
    """主席令 is law, 国务院令 a regulation, 法释 an interpretation, GB/T a standard, 令 a rule."""
    marks = {
        "主席令": Rank.LAW,
        "国务院令": Rank.ADMIN_REGULATION,
        "法释": Rank.JUDICIAL_INTERPRETATION,
        "法发": Rank.NORMATIVE_DOCUMENT,
        "GB/T": Rank.RECOMMENDED_STANDARD,
        "中支协发": Rank.SELF_DISCIPLINE,
    }
    for instrument in law().instruments.values():
        number = instrument.document_number
        expected = [rank for mark, rank in marks.items() if number.startswith(mark)]
        if not expected and re.search("令(第|2|〔)", number):
            expected = [Rank.DEPARTMENT_RULE]
        if expected:
            assert [instrument.rank] == expected, instrument.id
        assert (instrument.rank in INDUSTRY_RANKS) == (instrument.binding is not None)


def test_only_criminal_texts_are_marked_criminal() -> None:
    """The Code, the interpretations on crimes, and the opinion on soft violence."""
    criminal = {each.id for each in law().instruments.values() if each.criminal}
    assert criminal == {
        "xf", "xxzs_2013", "wlfb_2013", "gmgrxx_2017", "qzls_2013", "rbl_2019",
    }  # fmt: skip


def test_usury_and_extortion_are_never_taken_for_granted() -> None:
    """An unlawful debt and earlier punishment cannot be shown by incidents or by the lender."""
    for when in (When.UNLAWFUL_DEBT, When.STOPPED_BEFORE):
        condition = law().conditions[when]
        bare = type(condition)(id=condition.id, zh=condition.zh, en=condition.en)
        assert condition == bare


def test_article_293_1_always_demands_an_unlawful_debt() -> None:
    """No behaviour may cite it for an ordinary debt."""
    found = [base for _, _, base in bases() if base.article == "第二百九十三条之一"]
    assert len(found) == 5
    assert all(When.UNLAWFUL_DEBT in base.when for base in found)


def test_claims_powers_and_penalties_are_remedies() -> None:
    """What gives a claim or names a penalty cannot be broken by the act."""
    claims = "请求|有权|可以向|责令|承担.{0,10}责任|停止侵害|处.{0,12}罚款"
    marked = {(base.instrument, base.article) for _, _, base in bases() if base.role is Role.REMEDY}
    assert len(marked) == 15
    for instrument, number in marked:
        article = law().article(instrument, number)
        assert article is not None
        assert re.search(claims, article.text or ""), number


def test_hardly_anything_is_assumed() -> None:
    """Only that nothing else was agreed on hours, and that the loan was made online.

    The second is a premise that a letter states beside the rule.
    """
    assumed = {each.id for each in law().conditions.values() if each.assumed}
    hours = {When.NO_AGREEMENT_ON_HOURS, When.NO_CONSENT_TO_HOURS}
    assert assumed == {*hours, When.ONLINE_LOAN}


@pytest.mark.parametrize("letter", sorted(source()["meta"]["coverage_check"]["bases_in_force"]))
def test_as_many_bases_are_in_force_as_the_source_counts(letter: str) -> None:
    """On each of its ten sample days, for every behaviour."""
    check = source()["meta"]["coverage_check"]
    counted = [
        sum(_base_in_force(base, date.fromisoformat(day)) for base in _own(letter))
        for day in check["sample_days"]
    ]
    assert check["bases_in_force"][letter] == counted


def _own(letter: str) -> tuple[Base, ...]:
    """The bases that came with the import."""
    return tuple(base for base in law().behaviours[letter].bases if not base.added)


def _base_in_force(base: Base, day: date) -> bool:
    instrument = law().instruments[base.instrument]
    article = instrument.article(base.article)
    return article is not None and article_in_force(instrument, article, day)


def test_the_law_survives_the_cache() -> None:
    """The form that is kept in a msgpack cache is the same law."""
    kept = msgspec.msgpack.encode(law())
    assert law() == msgspec.msgpack.decode(kept, type=Law)


def test_every_condition_is_used() -> None:
    """A condition that no basis names would be a sentence nobody can ever read."""
    known = [base for behaviour in law().behaviours.values() for base in behaviour.bases]
    used = {when for base in known for when in base.when}
    used |= {when for base in known for item in base.items for when in item.when}
    assert set(When) - used == set()
