"""What can be wrong with the law data beyond their form: dates, versions, references, items.

Each check yields `Problem` values that name file and key; none stops the others.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from complaintgen.analysis.article_text import has_item
from complaintgen.library.law_rates import check_caps, check_rates
from complaintgen.library.mistakes import problem
from complaintgen.model.case import LenderKind
from complaintgen.model.conditions import When
from complaintgen.model.law import (
    INDUSTRY_RANKS,
    Article,
    Base,
    Instrument,
    Item,
    Law,
    Rank,
    TextStatus,
    Use,
)
from complaintgen.model.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.model.problem import Problem

UNVERIFIED_MARK = "待核"
"""Stands in every article number that is not confirmed."""

_EARLIEST = date(1949, 10, 1)


def check_law(law: Law) -> Iterator[Problem]:
    """What is wrong with a law whose files all have the right form."""
    yield from _check_words(law)
    for instrument in law.instruments.values():
        yield from check_instrument(law, instrument)
    yield from _check_families(law)
    for behaviour in law.behaviours.values():
        for number, base in enumerate(behaviour.bases, start=1):
            place = f"{behaviour.id}.toml: bases[{number}]"
            yield from check_base(law, base, place)
    yield from check_rates(law)
    yield from check_caps(law)


def _check_words(law: Law) -> Iterator[Problem]:
    """Every value of the closed sets has its words."""
    for file, known, wanted in (
        ("ranks.toml", law.ranks, Rank),
        ("lenders.toml", law.lenders, LenderKind),
        ("conditions.toml", law.conditions, When),
    ):
        for value in wanted:
            if value not in known:
                yield problem(
                    code="no-words",
                    place=file,
                    message="There are no words for “{value}”.",
                    hint="Add a table with this id.",
                    value=value,
                )
    for rank in law.ranks.values():
        if rank.is_law == (rank.id in INDUSTRY_RANKS):
            yield problem(
                code="wrong-rank",
                place=f"ranks.toml: {rank.id}",
                message="An industry norm is never called law, and law is.",
                hint="Turn is_law round.",
            )


def check_instrument(law: Law, instrument: Instrument) -> Iterator[Problem]:
    """What is wrong with one instrument and its articles."""
    place = f"{instrument.id}.toml"
    yield from _check_dates(law, instrument, place)
    yield from _check_successor(law, instrument, place)
    if (instrument.binding is not None) != (instrument.rank in INDUSTRY_RANKS):
        yield problem(
            code="wrong-rank",
            place=f"{place}: rank",
            message="The rank “{rank}” and the key “binding” contradict each other.",
            hint="Say what force it has in “binding” if, and only if, it is a recommended "
            "standard or a self-discipline rule.",
            rank=instrument.rank,
        )
    if instrument.citable and instrument.confidence is Confidence.UNVERIFIED:
        yield problem(
            code="unverified-citable",
            place=f"{place}: citable",
            message="A text that nobody verified must not be cited.",
            hint="Write citable = false, or verify it.",
        )
    seen: set[str] = set()
    for article in instrument.articles:
        yield from check_article(instrument, article, f"{place}: articles[{article.number}]")
        if article.number in seen:
            yield problem(
                code="article-twice",
                place=f"{place}: articles[{article.number}]",
                message="The article stands there twice.",
                hint="Keep one.",
            )
        seen.add(article.number)


def _check_dates(law: Law, instrument: Instrument, place: str) -> Iterator[Problem]:
    """Promulgated before in force before repealed, and nothing from another age."""
    if instrument.until is not None and instrument.until < instrument.since:
        yield problem(
            code="wrong-dates",
            place=f"{place}: until",
            message="It ends before it begins.",
            hint="Compare since and until.",
        )
    if instrument.promulgated is not None and instrument.promulgated > instrument.since:
        yield problem(
            code="wrong-dates",
            place=f"{place}: promulgated",
            message="It is in force before it was promulgated.",
            hint="Compare promulgated and since.",
        )
    for key in ("since", "verified_on"):
        value = getattr(instrument, key)
        if not _EARLIEST <= value <= law.as_of:
            yield problem(
                code="wrong-dates",
                place=f"{place}: {key}",
                message="The day {day} lies outside the time the data cover.",
                hint="Correct the day, or move as_of in meta.toml.",
                day=str(value),
            )


def _check_successor(law: Law, instrument: Instrument, place: str) -> Iterator[Problem]:
    """What replaces a text exists and begins the day after it ends."""
    if instrument.replaced_by is None:
        return
    successor = law.instruments.get(instrument.replaced_by)
    if successor is None:
        yield problem(
            code="no-such-instrument",
            place=f"{place}: replaced_by",
            message="There is no instrument “{id}”.",
            hint="Name the id of a file in data/law.",
            id=instrument.replaced_by,
        )
    elif instrument.until is None or successor.since != instrument.until + timedelta(days=1):
        yield problem(
            code="wrong-dates",
            place=f"{place}: replaced_by",
            message="“{id}” does not begin the day after this text ends.",
            hint="until is the last day in force, inclusive.",
            id=successor.id,
        )


def check_article(instrument: Instrument, article: Article, place: str) -> Iterator[Problem]:
    """What is wrong with one article taken by itself."""
    marked = UNVERIFIED_MARK in article.number
    if marked == article.number_verified:
        yield problem(
            code="wrong-number",
            place=f"{place}.number_verified",
            message="The number of an article is unverified if, and only if, it contains “{mark}”.",
            hint="Make number and number_verified agree.",
            mark=UNVERIFIED_MARK,
        )
    if article.text is None and _is_verbatim(article):
        yield problem(
            code="no-text",
            place=f"{place}.text",
            message="The text is called verbatim, and there is none.",
            hint="Give the text, or another text_status.",
        )
    if _is_verbatim(article) and not article.number_verified:
        yield problem(
            code="wrong-status",
            place=f"{place}.text_status",
            message="A verbatim text has a verified number.",
            hint="Only a text from a source of law is verbatim.",
        )
    if article.since is not None and not _within(article.since, instrument):
        yield problem(
            code="wrong-dates",
            place=f"{place}.since",
            message="The article is in force when its text is not.",
            hint="An article's own since lies after the since of its text.",
        )
    hours = (article.parameters.closed_from, article.parameters.closed_until)
    if (hours[0] is None) != (hours[1] is None):
        yield problem(
            code="wrong-parameter",
            place=f"{place}.parameters",
            message="closed_from and closed_until need each other.",
            hint="Give both.",
        )


def _is_verbatim(article: Article) -> bool:
    return article.text_status is TextStatus.VERBATIM


def _within(day: date, instrument: Instrument) -> bool:
    return instrument.since <= day and (instrument.until is None or day <= instrument.until)


def _check_families(law: Law) -> Iterator[Problem]:
    """The versions of a text follow one another without gap or overlap."""
    ordered = sorted(law.instruments.values(), key=lambda each: (each.family, each.since))
    for _, members in groupby(ordered, key=lambda each: each.family):
        for earlier, later in pairwise(members):
            yield from _check_pair(earlier, later)


def _check_pair(earlier: Instrument, later: Instrument) -> Iterator[Problem]:
    place = f"{later.id}.toml: since"
    if earlier.until is None or later.since <= earlier.until:
        yield problem(
            code="overlap",
            place=place,
            message="Two versions are in force on one day: “{id}” too.",
            hint="until is the last day in force, inclusive.",
            id=earlier.id,
        )
    elif later.since > earlier.until + timedelta(days=1):
        yield problem(
            code="gap",
            place=place,
            message="No version is in force between “{id}” and this one.",
            hint="A version begins the day after the one before it ends.",
            id=earlier.id,
        )
    if earlier.replaced_by != later.id:
        yield problem(
            code="wrong-successor",
            place=f"{earlier.id}.toml: replaced_by",
            message="The next version of the family is “{id}”.",
            hint="Write replaced_by = {id}",
            id=later.id,
        )


def check_base(law: Law, base: Base, place: str) -> Iterator[Problem]:
    """What is wrong with one legal basis of a behaviour."""
    instrument = law.instruments.get(base.instrument)
    if instrument is None:
        yield problem(
            code="no-such-instrument",
            place=f"{place}.instrument",
            message="There is no instrument “{id}”.",
            hint="Name the id of a file in data/law.",
            id=base.instrument,
        )
        return
    article = instrument.article(base.article)
    if article is None:
        yield problem(
            code="no-such-article",
            place=f"{place}.article",
            message="“{id}” has no article “{number}”.",
            hint="Write the number exactly as in the instrument's file.",
            id=instrument.id,
            number=base.article,
        )
        return
    yield from _check_items(article, base, place)
    if base.use is Use.CITE and not instrument.citable:
        yield problem(
            code="not-citable",
            place=f"{place}.use",
            message="“{id}” must not be cited.",
            hint='Write use = "background".',
            id=instrument.id,
        )
    if base.lenders and instrument.lenders is not None:
        strangers = set(base.lenders) - set(instrument.lenders)
        if strangers:
            yield problem(
                code="wrong-lenders",
                place=f"{place}.lenders",
                message="“{id}” does not bind: {lenders}.",
                hint="Name only kinds of lender that the instrument names.",
                id=instrument.id,
                lenders=", ".join(sorted(strangers)),
            )


def _check_items(article: Article, base: Base, place: str) -> Iterator[Problem]:
    """The 款 and 项 exist in the text, stand in order, and belong to a verified number."""
    if base.items and not article.number_verified:
        yield problem(
            code="wrong-item",
            place=f"{place}.items",
            message="Items of an article whose number is unverified cannot be cited.",
            hint="Leave items out.",
        )
    for item in base.items:
        if article.text is None or not has_item(article.text, item):
            yield problem(
                code="no-such-paragraph",
                place=f"{place}.items",
                message="The article has no paragraph {paragraph} with an item {item}.",
                hint="Count paragraphs by line; items begin with their number in brackets.",
                paragraph=str(item.paragraph),
                item=str(item.item),
            )
    order = [_position(item) for item in base.items]
    if order != sorted(set(order)):
        yield problem(
            code="wrong-item",
            place=f"{place}.items",
            message="The items stand twice or out of order.",
            hint="Write each once, in the order of the text.",
        )


def _position(item: Item) -> tuple[int, int]:
    return item.paragraph, item.item
