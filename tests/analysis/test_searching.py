"""Searching messages: what is proposed, what is not, and where the passage stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.analysis.searching import LONGEST, search
from complaintgen.library.phrases import load_phrases
from complaintgen.model.record import RecordKind, Way
from tests.analysis.evidence import record, rows

if TYPE_CHECKING:
    from complaintgen.model.record import Record

PHRASES = load_phrases()
CORPUS = tuple(
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "samples" / "messages.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
)


def sms(text: str, **known: object) -> Record:
    """A message that came in."""
    return msgspec.structs.replace(
        record("2026-03-01T10:00:00"), kind=RecordKind.SMS, text=text, **known
    )


@pytest.mark.parametrize(("expected", "text"), CORPUS)
def test_what_is_proposed_for_a_message(expected: str, text: str) -> None:
    """Threats, insults and the like are proposed; reminders and lawful announcements are not."""
    found = {hit.entry for hit in search([sms(text)], PHRASES)}
    wanted = set() if expected == "-" else set(expected.split())
    assert found >= wanted
    assert bool(found) is bool(wanted)


def test_the_corpus_is_large_and_covers_every_entry() -> None:
    """Sixty messages and more, lawful ones among them, and each entry at least once."""
    named = {name for expected, _ in CORPUS for name in expected.split()}
    assert len(CORPUS) >= 60
    assert sum(expected == "-" for expected, _ in CORPUS) >= 25
    assert {entry.id for entry in PHRASES.entries} == named - {"-"}


def test_a_hit_shows_its_passage_in_the_text_as_received() -> None:
    """Spaces put between the characters of a word belong to the passage."""
    text = "您好。你 不 要 脸 的东西"
    (hit,) = search([sms(text)], PHRASES)
    assert text[hit.start : hit.end] == "不 要 脸"
    assert hit.record == sms(text).id
    assert [act.value for act in hit.acts] == ["insult"]


def test_only_messages_that_came_in_are_searched() -> None:
    """The person's own anger and calls are no hits; chats of unknown way are searched."""
    own = [
        sms("去死吧", way=Way.OUT),
        msgspec.structs.replace(sms("去死吧"), kind=RecordKind.CALL),
        sms("去死吧", way=Way.UNKNOWN, row=9),
    ]
    assert [hit.record[-2:] for hit in search(own, PHRASES)] == [":9"]


def test_an_excuse_holds_for_its_own_sentence_only() -> None:
    """谨防诈骗 in one sentence does not excuse a threat in the next."""
    hits = search([sms("谨防诈骗，请勿相信。再不还就送你去坐牢！")], PHRASES)
    assert [hit.entry for hit in hits] == ["crime"]


def test_a_message_is_proposed_once_for_each_entry() -> None:
    """The same insult ten times is one proposal."""
    assert len(search([sms("人渣！" * 10)], PHRASES)) == 1


def test_whatever_is_longer_than_a_message_is_cut() -> None:
    """Ten thousand characters are searched, and no more."""
    assert search([sms("好" * (LONGEST - 2) + "人渣")], PHRASES)
    assert not search([sms("好" * (LONGEST - 1) + "人渣")], PHRASES)


@given(st.lists(st.text(st.sampled_from("你的去家单位不还死老赖，。 我是法院\u200b"), max_size=60)))
def test_hits_point_into_their_messages_whatever_the_text(texts: list[str]) -> None:
    """Every passage lies in its message, and the same messages give the same hits."""
    messages = rows("c" * 64, *map(sms, texts))
    hits = search(messages, PHRASES)
    known = {each.id: each.text for each in messages}
    assert all(0 <= hit.start < hit.end <= len(known[hit.record]) for hit in hits)
    assert search(messages, PHRASES) == hits
