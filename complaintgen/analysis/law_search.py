"""Finding law by words: a title, a number, a phrase. Pure.

It gives only what may be cited on the day. Of a text with several versions that is the one in
force; the others are not looked at, so that none of them can slip into an answer.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.article_text import Reference, has_item, reference
from complaintgen.analysis.in_force import article_in_force, cite, in_force, is_citable
from complaintgen.model.conditions import When
from complaintgen.model.law import Item, Rank, Use

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from complaintgen.model.finding import Citation
    from complaintgen.model.law import Article, Base, Instrument, Law

_HIGHEST_NUMBER = 1260
"""No act here has more articles (民法典); a larger number is a word: 12321."""


class _Word(msgspec.Struct, frozen=True):
    """One word of the search: as typed, as the number of an article, and whether it is a name."""

    text: str
    reference: Reference | None
    is_name: bool


def search(law: Law, words: Sequence[str], day: dt.date) -> tuple[Citation, ...]:
    """The articles that match every word and may be cited for an act on the day.

    A word is a title (whole or part), a short title, an id or a document number; the number of an
    article (第五十条, 第50条, 五十, 50, 第五十条第一款第五项); or text that stands in the article.
    A word that is the name of an instrument, in whatever version, asks for that instrument only.
    Texts are ordered by rank, then by id; articles as in the text.
    """
    wanted = [_read_word(law, word) for word in words if word.strip()]
    if not wanted:
        return ()
    return tuple(
        _citation(law, instrument, article, wanted)
        for instrument in _searched(law, day)
        for article in instrument.articles
        if article_in_force(instrument, article, day)
        and is_citable(instrument, article)
        and not _is_background(law, instrument, article)
        and not _names_another(law, instrument, article)
        and all(_matches(word, instrument, article) for word in wanted)
    )


def _searched(law: Law, day: dt.date) -> list[Instrument]:
    """The instruments in force, the strongest rank first."""
    order = list(Rank)
    found = [each for each in law.instruments.values() if in_force(each, day)]
    return sorted(found, key=lambda each: (order.index(each.rank), each.id))


def _read_word(law: Law, typed: str) -> _Word:
    text = _plain(typed)
    is_name = any(text in _names(instrument) for instrument in law.instruments.values())
    found = None if is_name else reference(text)
    if found is not None and found.article > _HIGHEST_NUMBER:
        found = None
    return _Word(text, found, is_name)


def _names(instrument: Instrument) -> tuple[str, ...]:
    """Everything an instrument is called, in plain form."""
    number = instrument.document_number if instrument.document_number_verified else ""
    names = (instrument.title, instrument.short, instrument.id, number)
    return tuple(_plain(name) for name in names if name)


@cache
def _plain(text: str) -> str:
    """One width, one kind of bracket, no title marks, small letters."""
    narrow = unicodedata.normalize("NFKC", text).strip().casefold()
    return narrow.translate(str.maketrans("[]\u3014\u3015", "()()", '《》“”"'))


def _matches(word: _Word, instrument: Instrument, article: Article) -> bool:
    names = _names(instrument)
    if word.is_name:
        return word.text in names
    if word.reference is not None:
        return _is_number(word.reference, article)
    if any(word.text in name for name in names):
        return True
    number = article.number if article.number_verified else ""
    return word.text in _plain(f"{number}\n{article.text or article.summary}")


def _is_number(wanted: Reference, article: Article) -> bool:
    """Whether the article has that number, and the paragraph and item that were named."""
    own = reference(article.number) if article.number_verified else None
    if own is None or (own.article, own.inserted) != (wanted.article, wanted.inserted):
        return False
    item = _item(wanted)
    return item is None or (article.text is not None and has_item(article.text, item))


def _item(wanted: Reference) -> Item | None:
    """The item that was named; an item without its paragraph is one of the first."""
    if not wanted.paragraph and not wanted.item:
        return None
    return Item(paragraph=wanted.paragraph or 1, item=wanted.item)


def _citation(
    law: Law, instrument: Instrument, article: Article, wanted: Sequence[_Word]
) -> Citation:
    items = tuple(
        item
        for word in wanted
        if word.reference is not None and (item := _item(word.reference)) is not None
    )
    return cite(
        law, instrument, article, items, _conditions(law, instrument, article), name_lenders=True
    )


def _bases(law: Law, instrument: Instrument, article: Article) -> Iterator[Base]:
    """Every basis that stands on the article."""
    for behaviour in law.behaviours.values():
        for base in behaviour.bases:
            if (base.instrument, base.article) == (instrument.id, article.number):
                yield base


def _is_background(law: Law, instrument: Instrument, article: Article) -> bool:
    """Whether the article is known for background only."""
    uses = {base.use for base in _bases(law, instrument, article)}
    return uses == {Use.BACKGROUND}


def _names_another(law: Law, instrument: Instrument, article: Article) -> bool:
    """Whether the text names another version: a closing article that repeals the one before."""
    text = article.text or article.summary
    others = [
        each
        for each in law.instruments.values()
        if each is not instrument
        and (each.family == instrument.family or each.replaced_by == instrument.id)
    ]
    marks = [mark for other in others for mark in (other.edition, other.document_number) if mark]
    marks += [other.title for other in others if other.title not in instrument.title]
    return any(mark in text for mark in marks)


def _conditions(law: Law, instrument: Instrument, article: Article) -> tuple[When, ...]:
    """What every use of the article demands, whatever the behaviour."""
    demands = [base.when for base in _bases(law, instrument, article)]
    shared = set(demands[0]).intersection(*demands[1:]) if demands else set()
    operator = (When.TELECOM_OPERATOR,) if instrument.lenders == () else ()
    return (*operator, *(each for each in (demands[0] if demands else ()) if each in shared))
