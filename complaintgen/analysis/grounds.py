"""What a letter rests a claim on that is no finding: articles in force on the day that decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.in_force import article_in_force, cite, is_citable
from complaintgen.model.case import LenderKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from complaintgen.model.finding import Citation
    from complaintgen.model.law import Article, Instrument, Law
    from complaintgen.model.letter_form import Ground, LetterForm


class Grounded(msgspec.Struct, frozen=True):
    """A ground that holds on the day: its citations, and what they give, in the letter's words."""

    citations: tuple[Citation, ...]
    says: str
    says_en: str = ""


def grounds(
    form: LetterForm,
    law: Law,
    lender: LenderKind | None,
    today: date,
    signed_on: date | None = None,
) -> tuple[Grounded, ...]:
    """The grounds of a letter that may be cited against this kind of lender, in order.

    Of a ground only what is in force is named; a ground of which nothing is, is left out. The day
    of writing decides; for what a contract is judged by, that of the contract where it is known.
    """
    kind = lender or LenderKind.UNKNOWN
    days = {"writing": today, "contract": signed_on or today}
    found = (_ground(each, form, law, kind, days[each.day]) for each in form.grounds)
    return tuple(each for each in found if each is not None)


def _ground(
    ground: Ground, form: LetterForm, law: Law, lender: LenderKind, day: date
) -> Grounded | None:
    instrument = law.instruments[ground.law]
    if not _is_open(ground, instrument, law, lender) or instrument.rank not in form.cites.ranks:
        return None
    cited = tuple(
        cite(law, instrument, article, (), ())
        for article in _articles(ground, instrument)
        if is_citable(instrument, article) and article_in_force(instrument, article, day)
    )
    return Grounded(cited, ground.zh, ground.en) if cited else None


def _articles(ground: Ground, instrument: Instrument) -> Iterator[Article]:
    for number in ground.articles:
        article = instrument.article(number)
        if article is not None:
            yield article


def _is_open(ground: Ground, instrument: Instrument, law: Law, lender: LenderKind) -> bool:
    """Whether the text binds this kind of lender, and the letter means it for this kind."""
    if ground.lenders and lender not in ground.lenders:
        return False
    known = law.lenders[lender].known_as
    return instrument.lenders is None or known in instrument.lenders
