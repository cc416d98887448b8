"""What was in force on a day, and which articles may be cited for an act. Pure.

Only what the law data allow is ever returned: in force on the day, citable, not `unverified`, open
to the kind of lender, and meant to be cited (`use`). Of a family of versions only the one of the
day can be in force, since the loader refuses overlaps.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.article_text import (
    ENUMERATION,
    english_number,
    labels,
    passages,
    printed_number,
)
from complaintgen.model.conditions import When
from complaintgen.model.finding import Citation
from complaintgen.model.law import (
    Article,
    Base,
    Instrument,
    Item,
    Law,
    Rank,
    Role,
    Use,
)
from complaintgen.model.sourced import Confidence

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from complaintgen.model.case import LenderKind

Holds = Callable[[When], bool]
"""Decides for one finding whether a condition is met."""


class Number(msgspec.Struct, frozen=True):
    """A number that an article in force states, with its source (`law:<instrument>/<article>`)."""

    value: int | Decimal | dt.time
    source: str
    base: Base


def in_force(instrument: Instrument, day: dt.date) -> bool:
    """Whether the instrument was in force on the day; the last day counts."""
    return instrument.since <= day and (instrument.until is None or day <= instrument.until)


def article_in_force(instrument: Instrument, article: Article, day: dt.date) -> bool:
    """Whether the article's present wording was in force on the day."""
    return in_force(instrument, day) and (article.since is None or article.since <= day)


def is_citable(instrument: Instrument, article: Article) -> bool:
    """Whether the data are good enough to be cited at all."""
    unverified = Confidence.UNVERIFIED in (instrument.confidence, article.confidence)
    return instrument.citable and not unverified


def citations_for(  # noqa: PLR0913 (each is a rule of its own)
    law: Law,
    behaviour_id: str,
    day: dt.date,
    lender: LenderKind,
    *,
    ranks: Sequence[str] | None = None,
    prefer: Sequence[str] = (),
    criminal: bool = False,
    conditions: Holds | None = None,
    limit: int | None = None,
    operator: bool = False,
    remedies: bool = True,
    families: Collection[str] = (),
    without: Collection[str] = (),
    lead: Collection[str] = (),
) -> tuple[Citation, ...]:
    """The articles that may be cited for a behaviour on a day, in order of strength.

    Args:
        law: the law data.
        behaviour_id: `a` to `q`.
        day: the day of the act.
        lender: the kind of lender; unknown = only what is open to every kind.
        ranks: ranks the letter may cite; None = all. Judicial interpretations that set a cap on
            interest may always be cited.
        prefer: ranks of which one rule made for the kind of lender comes first; the rest stay in
            order of strength.
        criminal: whether criminal law may be cited.
        conditions: decides which conditions hold; None = the conditions are only named.
        limit: how many at most; then an instrument whose article numbers are unverified counts,
            and is cited, once.
        operator: the letter is about the telecom operator.
        remedies: also articles on claims, powers and penalties, and items that no act breaks.
        families: families of instruments the letter may cite; empty = all.
        without: families that it does not cite.
        lead: families of which the first rule comes before everything else.

    Raises:
        KeyError: there is no such behaviour.
    """
    bases = _near_first(_bases(law, behaviour_id, day, lender, operator=operator))
    own = {(b.instrument, b.article) for b, i, _ in bases if (b.lenders, i.lenders) != (None, None)}
    found = [
        cite(law, instrument, article, chosen.items, chosen.when, role=base.role)
        for base, instrument, article in bases
        if _is_wanted(law, instrument, ranks, criminal=criminal)
        and (not families or instrument.family in families)
        and instrument.family not in without
        and (chosen := _holding(base, conditions, remedies=remedies)) is not None
    ]
    found = _leading(found, prefer, {f"{instrument}/{article}" for instrument, article in own})
    leading = [c for c in found if law.instruments[c.id.partition("/")[0]].family in lead][:1]
    found = [*leading, *(citation for citation in found if citation not in leading)]
    return tuple(found) if limit is None else tuple(_distinct(found))[:limit]


_Basis = tuple[Base, Instrument, Article]


def _near_first(bases: Iterable[_Basis]) -> list[_Basis]:
    """Of each text the article that names the very act before the general one; texts stay put."""
    found = list(bases)
    families: dict[str, list[_Basis]] = {}
    for each in found:
        families.setdefault(each[1].family, []).append(each)
    ordered = {
        family: iter(sorted(own, key=lambda each: not each[0].near))
        for family, own in families.items()
    }
    return [next(ordered[instrument.family]) for _, instrument, _ in found]


def _leading(
    citations: list[Citation], prefer: Sequence[str], own: Collection[str]
) -> list[Citation]:
    """The citations with the first one of the most preferred rank in front, if there is one."""
    for rank in prefer:
        for citation in citations:
            if citation.rank == rank and citation.role == Role.BREACHED and citation.id in own:
                return [citation, *(other for other in citations if other is not citation)]
    return citations


def numbers_for(
    law: Law, behaviour_id: str, name: str, day: dt.date, lender: LenderKind
) -> tuple[Number, ...]:
    """The values of a parameter (a field of `model.law.Parameters`) in force, strongest first.

    Raises:
        KeyError: there is no such behaviour.
        AttributeError: there is no such parameter.
    """
    return tuple(
        Number(value, f"law:{instrument.id}/{article.number}", base)
        for base, instrument, article in _bases(law, behaviour_id, day, lender)
        if (value := getattr(article.parameters, name)) is not None
    )


def cite(  # noqa: PLR0913 (what, and under which conditions)
    law: Law,
    instrument: Instrument,
    article: Article,
    items: Sequence[Item],
    when: Sequence[When],
    *,
    role: Role = Role.BREACHED,
    name_lenders: bool = False,
) -> Citation:
    """The citation of an article, or of some of its items, with the conditions in words.

    `name_lenders`: where the instrument binds certain kinds of lender only, say so too.
    """
    named = _lenders_in_words(law, instrument) if name_lenders else ()
    return Citation(
        id=f"{instrument.id}/{article.number}",
        title=instrument.title,
        short=instrument.short,
        edition=instrument.edition,
        rank=instrument.rank,
        article=printed_number(article, items),
        text=article.text or article.summary,
        quotable=article.quotable,
        condition=law.phrases.between.join((*named, *_in_words(law, article, items, when))),
        document_number=(instrument.document_number if instrument.document_number_verified else ""),
        passages=passages(article, items),
        role=role,
        when=tuple(dict.fromkeys([*when, *(each for item in items for each in item.when)])),
        cap=_sets_cap(law, instrument),
        title_en=instrument.title_en,
        article_en=english_number(article, items),
    )


def _in_words(
    law: Law, article: Article, items: Sequence[Item], when: Sequence[When]
) -> tuple[str, ...]:
    """The conditions as sentences; those of a single item follow its name."""
    parts = [law.conditions[each].zh for each in when]
    if len({item.when for item in items}) == 1:
        parts += [law.conditions[each].zh for each in items[0].when]
    else:
        parts += [
            law.phrases.of_item.format(item=label, condition=_joined(law, item.when))
            for item, label in zip(items, labels(article, items), strict=True)
            if item.when
        ]
    return tuple(dict.fromkeys(parts))


def _lenders_in_words(law: Law, instrument: Instrument) -> tuple[str, ...]:
    """The kinds of lender an instrument binds, as a sentence; nothing where it binds all."""
    if not instrument.lenders:
        return ()
    names = ENUMERATION.join(law.lenders[lender].zh for lender in instrument.lenders)
    return (law.phrases.only_lenders.format(lenders=names),)


def _joined(law: Law, when: Sequence[When]) -> str:
    return law.phrases.together.join(law.conditions[each].zh for each in when)


def _bases(
    law: Law, behaviour_id: str, day: dt.date, lender: LenderKind, *, operator: bool = False
) -> Iterator[tuple[Base, Instrument, Article]]:
    """The bases of a behaviour that are in force, citable and open to the kind of lender."""
    known = law.lenders[lender].known_as
    for base in law.behaviours[behaviour_id].bases:
        instrument = law.instruments[base.instrument]
        article = instrument.article(base.article)
        if (
            article is not None
            and base.use is Use.CITE
            and is_citable(instrument, article)
            and article_in_force(instrument, article, day)
            and _is_open(instrument.lenders, known, operator=operator)
            and _is_open(base.lenders, known, operator=operator)
        ):
            yield base, instrument, article


def _is_open(
    limits: tuple[LenderKind, ...] | None, known: LenderKind | None, *, operator: bool
) -> bool:
    """Whether a limit lets the kind of lender in: none = all, empty = only the operator."""
    if limits is None:
        return True
    return known in limits if limits else operator


def _is_wanted(
    law: Law, instrument: Instrument, ranks: Sequence[str] | None, *, criminal: bool
) -> bool:
    """Whether the letter may cite texts of this rank, and criminal law if it is."""
    if instrument.criminal and not criminal:
        return False
    return ranks is None or instrument.rank in ranks or _sets_cap(law, instrument)


def _sets_cap(law: Law, instrument: Instrument) -> bool:
    """Whether it is a judicial interpretation behind a cap on interest, which any letter needs."""
    return instrument.rank is Rank.JUDICIAL_INTERPRETATION and any(
        cap.citable and instrument.id in cap.basis for cap in law.caps
    )


class _Chosen(msgspec.Struct, frozen=True):
    """The part of a basis whose conditions hold."""

    items: tuple[Item, ...]
    when: tuple[When, ...]


def _holding(base: Base, conditions: Holds | None, *, remedies: bool) -> _Chosen | None:
    """The part of the basis that is wanted and whose conditions hold; None if nothing is left."""
    if base.role is Role.REMEDY and not remedies:
        return None
    items = [item for item in base.items if remedies or item.role is Role.BREACHED]
    if conditions is not None:
        if not all(map(conditions, base.when)):
            return None
        items = [item for item in items if all(map(conditions, item.when))]
    return None if base.items and not items else _Chosen(tuple(items), base.when)


def _distinct(citations: Sequence[Citation]) -> Iterator[Citation]:
    """Without repeats of an instrument that is cited without an article."""
    seen: set[str] = set()
    for citation in citations:
        instrument = citation.id.partition("/")[0]
        if citation.article == "":
            if instrument in seen:
                continue
            seen.add(instrument)
        yield citation
