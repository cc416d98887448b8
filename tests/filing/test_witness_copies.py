"""The reading copies of a witness's statement and of the note say what these say."""

from __future__ import annotations

import datetime as dt
import html
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.filing.reading_copy import reading_html
from complaintgen.letters.witness import compose_notice, compose_statement
from complaintgen.library.package import load
from complaintgen.library.witness import load_witnessing
from complaintgen.model.case import (
    Case,
    Complainant,
    Contact,
    DayPart,
    IncidentKind,
    MonthPart,
    Statement,
)
from complaintgen.model.reading_words import other_slots_of
from complaintgen.render.faithful import differences
from tests.scenarios.making import TODAY, data

CASE = Case(
    complainant=Complainant(name="陈某甲", phone="10012349999"),
    contacts=(Contact(id="k1", name="母亲"),),
)
FULL = Statement(
    id="s1",
    contact="k1",
    agrees=True,
    name="王某某",
    relation="母亲",
    account="有人打来电话。\n对方让我转告10012349999的机主还钱",
    kind=IncidentKind.CALL,
    day=dt.date(2026, 9, 6),
    time=dt.time(20, 15),
    number="10690000000001",
    caller="某某公司的",
    count=3,
    words="让他今天回电！",
    harm="之后我没有再接",
    keeps="通话记录截图",
    truthful=True,
    willing=True,
    phone="10012340005",
)
FIELDS = ("day", "time", "number", "caller", "count", "account", "words", "kind")
library, witnessing = load(), load_witnessing()


def copies(statement: Statement) -> tuple[str, str]:
    """A statement and its reading copy, as HTML."""
    filed, copy = (
        compose_statement(CASE, statement, wording, words, TODAY)
        for wording, words in (
            (library.wording, witnessing.words),
            (library.reading, witnessing.reading),
        )
    )
    templates = data().templates
    return templates.letter(filed.template, filed.context), reading_html(templates, copy)


@given(
    without=st.frozensets(st.sampled_from((*FIELDS, "relation", "harm", "keeps", "phone"))),
    unknown=st.frozensets(st.sampled_from(FIELDS)),
    said=st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    kind=st.none() | st.sampled_from(IncidentKind),
    parts=st.tuples(st.none() | st.sampled_from(MonthPart), st.none() | st.sampled_from(DayPart)),
)
def test_a_copy_says_what_the_statement_says(
    without: frozenset[str],
    unknown: frozenset[str],
    said: tuple[bool, bool, bool, bool],
    kind: IncidentKind | None,
    parts: tuple[MonthPart | None, DayPart | None],
) -> None:
    """The same blocks, sentences and sources, whatever the witness said or left open."""
    truthful, willing, about, at_least = said
    statement = msgspec.structs.replace(
        FULL,
        truthful=truthful,
        willing=willing,
        day_about=about,
        count_at_least=at_least,
        day_part=parts[0],
        time_part=parts[1],
        unknown=tuple(sorted(unknown)),
        **{"kind": kind} | dict.fromkeys(without | unknown),
    )

    assert list(differences(*copies(statement))) == []


def test_a_number_left_out_of_the_statement_is_left_out_of_its_copy() -> None:
    """What may not stand in the paper stands in no copy of it, and both say so."""
    filed, copy = copies(FULL)

    assert "10012349999" not in filed + copy
    assert "〔略〕" in filed
    assert "[left out]" in copy


def test_a_copy_reads_as_english() -> None:
    """Day, time, count and number are said in English; the witness's own words stay Chinese."""
    _, copy = copies(FULL)
    text = html.unescape(re.sub("<[^>]+>", "", copy))

    assert "I am 王某某, the mother of 陈某甲." in text
    assert (
        "When: 6 September 2026, 20:15; I was telephoned (3 calls); the other side's number" in text
    )
    assert 'own words: [in Chinese:] "让他今天回电！"' in text


@pytest.mark.parametrize("name", ["", "陈某甲"])
def test_a_copy_of_the_note_says_what_the_note_says(name: str) -> None:
    """The same blocks, sentences and sources, with a name and without."""
    filed, copy = (
        compose_notice(name, wording, words, TODAY)
        for wording, words in (
            (library.wording, witnessing.words),
            (library.reading, witnessing.reading),
        )
    )
    templates = data().templates
    read = reading_html(templates, copy)

    assert list(differences(templates.letter(filed.template, filed.context), read)) == []
    assert (name in read) or not name


def test_the_patterns_of_both_tongues_take_the_same() -> None:
    """A slot that only one of the two has would say more or less than the other."""
    assert other_slots_of(witnessing.words.patterns, witnessing.reading.patterns) == ()
