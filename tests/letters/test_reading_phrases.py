"""How reading copies say citations, lists, dates and lengths of time; Chinese stays as it was."""

from __future__ import annotations

import datetime as dt

import pytest

from complaintgen.letters.phrases import Numbered, Speaker, bare, plain, sources
from complaintgen.model.finding import Citation
from tests.scenarios.making import data

FILED, READ = Speaker(data().wording), Speaker(data().reading)


def article(number: str, more: str = "") -> Numbered:
    """An article of a law with that number."""
    return Numbered(number, more, f"law:x/{number}")


def test_articles_of_one_text_come_before_it_in_english() -> None:
    """The title is said once: after the last article in English, before the first in Chinese."""
    english = READ.cited(
        "the Civil Code", [article("Article 1032"), article("Article 1033, item 5")]
    )
    chinese = FILED.cited("《民法典》", [article("第一千零三十二条"), article("第一千零三十三条")])

    assert bare(english) == "Article 1032 and Article 1033, item 5, of the Civil Code"
    assert bare(chinese) == "《民法典》第一千零三十二条、第一千零三十三条"
    assert sources(english) == ("law:x/Article_1032", "law:x/Article_1033,_item_5")


def test_a_condition_stays_with_its_article() -> None:
    """What an article depends on stands behind it, not behind the title."""
    english = READ.cited("the Rules", [article("Article 2, item 2", " (provided that P)")])

    assert bare(english) == "Article 2, item 2 (provided that P), of the Rules"


def test_a_text_without_a_number_is_cited_whole() -> None:
    """Without an article it is the title with what it depends on."""
    english = READ.cited("GB/T 45251-2025", [article("", " (provided that P)")])

    assert bare(english) == "GB/T 45251-2025 (provided that P)"


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [(0, "", ""), (1, "1", "1"), (2, "1 and 2", "1、2"), (3, "1, 2 and 3", "1、2、3")],
)
def test_the_last_of_several_comes_after_and(count: int, english: str, chinese: str) -> None:
    """English puts “and” before the last; empty texts are passed over."""
    texts = [plain(str(number + 1)) for number in range(count)]

    assert bare(READ.listed([(), *texts, ()])) == english
    assert bare(FILED.listed([(), *texts, ()])) == chinese


def test_an_english_date_always_has_its_year() -> None:
    """Chinese leaves out a year just named, English has one form."""
    day, before = dt.date(2026, 10, 12), dt.date(2026, 9, 14)

    assert bare(READ.date(day, before=before)) == "12 October 2026"
    assert bare(FILED.date(day, before=before)) == "10月12日"


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("3分20秒", "3 minutes 20 seconds"),
        ("1分1秒", "1 minute 1 second"),
        ("2小时", "2 hours"),
        ("约5分钟", "about 5 minutes"),
        ("大约 1 小时 30 分", "about 1 hour 30 minutes"),
        ("3分多钟", "[in Chinese:] 3分多钟"),
        ("半小时", "[in Chinese:] 半小时"),
        ("3-5分钟", "[in Chinese:] 3-5分钟"),
        ("3:20", "3:20"),
    ],
)
def test_a_bare_length_of_time_is_said_in_english(said: str, english: str) -> None:
    """Numbers with plain units are said in English; anything else stays the writer's, marked."""
    assert bare(READ.own(said, "incidents.i1.duration")) == english
    assert bare(FILED.own(said, "incidents.i1.duration")) == said


@pytest.mark.parametrize(
    ("title", "english"),
    [
        ("某规定", "Some Rules"),
        ("消费金融公司管理办法", "Administrative Measures for Consumer Finance Companies"),
    ],
)
def test_a_title_has_its_usual_english_and_no_year_of_its_own(title: str, english: str) -> None:
    """The usual translation where there is one; the year is said by the edition alone."""
    known = {"title": title, "title_en": "Some Rules (2016 revision)", "edition": "2016年修订"}
    fields = {name: known.get(name, "") for name in Citation.__struct_fields__}
    citation = Citation(**fields)  # type: ignore[arg-type]

    assert READ.citation(citation)[0] == english
    assert READ.edition(citation) == "as revised in 2016"


def test_a_mother_is_my_mother_in_a_letter() -> None:
    """Who told it is somebody of the writer's."""
    assert bare(READ.own("母亲", "incidents.i1.told_by")) == "my mother"
    assert bare(FILED.own("母亲", "incidents.i1.told_by")) == "母亲"
