"""What a lender's name tells besides its kind: its seat, and where it may lead astray. Pure.

Everything here is a proposal or a soft word: the person decides, and nothing is blocked. Which
words and companies there are is data (`model.lender`).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from complaintgen.analysis.routing import find_seat
from complaintgen.model.case import LenderKind
from complaintgen.model.question import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaintgen.model.body import Offices
    from complaintgen.model.lender import Company, ConsumerFinance, LenderWords

_MARK = "\u6d88\u8d39\u91d1\u878d"  # 消费金融
_NAMELESS = (LenderKind.PRIVATE, LenderKind.UNLICENSED, LenderKind.P2P)


class SeatProposal(NamedTuple):
    """A guess at the seat of a lender, and why."""

    seat: str
    reason: Words


def propose_seat(
    name: str, words: LenderWords, companies: ConsumerFinance, offices: Iterable[Offices]
) -> SeatProposal | None:
    """Where a lender seems to be registered: by the list of companies, or by how its name begins.

    Args:
        name: the registered name as typed.
        words: the words for the reasons.
        companies: the consumer-finance companies known.
        offices: the files of `data/offices/`, for the places there are.
    """
    listed = find_company(name, companies)
    if listed is not None:
        return SeatProposal(listed.seat, _filled(words.seat_listed, name=listed.name))
    if not _names_company(name, words):
        return None
    found = (find_seat(each, name) for each in offices)
    place = next((seat for seat in found if seat), None)
    return SeatProposal(place, _filled(words.seat_named, place=place)) if place else None


def find_company(name: str, companies: ConsumerFinance) -> Company | None:
    """The consumer-finance company of that name, today's or a former one.

    The place before a trade name may be there or not: 京东消费金融 is 天津京东消费金融.
    """
    head, mark, _ = _plain(name).partition(_MARK)
    if not mark:
        return None
    return next((each for each in companies.companies if _is_called(head, each)), None)


def _is_called(head: str, company: Company) -> bool:
    names = {_without_place(name, company) for name in (company.name, *company.formerly)}
    return _without_place(head, company) in names


def _without_place(name: str, company: Company) -> str:
    """A trade name without the places of the seat before it: 天津, 四川省; 湖北 alone stays."""
    for place in (company.province, company.city):
        rest = name.removeprefix(place).lstrip("\u7701\u5e02")  # 省, 市
        if place and name.startswith(place) and rest:
            name = rest
    return name


def name_remark(
    name: str,
    words: LenderWords,
    companies: ConsumerFinance,
    kind: LenderKind | None = None,
) -> Words | None:
    """A soft word about a lender's name; None where there is nothing to say.

    A brand without a company in it, two names in one, a consumer-finance company that is not on
    the list, a former name. `kind` is the kind the person chose, if any: a private lender has no
    registered name.
    """
    bare = _plain(name)
    if not bare or kind in _NAMELESS:
        return None
    if not _names_company(name, words):
        return _filled(words.remarks.brand, name=name.strip())
    if _is_two(name, words):
        return words.remarks.two_lenders
    return _list_remark(bare, words, companies)


def _list_remark(bare: str, words: LenderWords, companies: ConsumerFinance) -> Words | None:
    if _MARK not in bare:
        return None
    as_of = companies.as_of.isoformat()
    company = find_company(bare, companies)
    if company is None:
        return _filled(words.remarks.not_listed, as_of=as_of)
    head = bare.partition(_MARK)[0]
    former = next((old for old in company.formerly if head.endswith(old)), None)
    if former is None:
        return None
    return _filled(words.remarks.renamed, name=former + _MARK, now=company.name, as_of=as_of)


def _is_two(name: str, words: LenderWords) -> bool:
    """Whether an answer names two companies, with a mark between them; brackets aside."""
    text = _plain(name)
    for mark in words.between:
        first, found, rest = text.partition(_plain(mark))
        depth = first.count("(") - first.count(")")
        both = all(any(word in part for word in words.whole) for part in (first, rest))
        if found and depth <= 0 and both:
            return True
    return False


def _names_company(name: str, words: LenderWords) -> bool:
    return _has_company(_plain(name), words)


def _has_company(text: str, words: LenderWords) -> bool:
    return any(word in text for word in words.company)


def _filled(words: Words, **values: str) -> Words:
    return Words(zh=words.zh.format(**values), en=words.en.format(**values))


def _plain(text: str) -> str:
    """The text without spaces, full-width letters and brackets as ASCII."""
    return "".join(unicodedata.normalize("NFKC", text).split())
