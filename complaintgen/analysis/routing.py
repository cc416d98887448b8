"""Where a letter goes: may it be written to this body, what is the body called, which office.

No body, place or kind of company is named here: refusals, names and offices are channel data.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from complaintgen.analysis.waiting import is_early
from complaintgen.model import paths
from complaintgen.model.case import LenderKind
from complaintgen.model.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from complaintgen.model.body import Name, Office, Offices, Refusal
    from complaintgen.model.case import Case
    from complaintgen.model.channel import Channel
    from complaintgen.model.lender import LenderWords, NameRule
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.model.question import Words


PLACE = "________"
"""Where the place of an office is written in by hand."""


class Addressee(msgspec.Struct, frozen=True):
    """A body as it is called on the day of writing.

    Attributes:
        full: the name to print.
        short: the usual short name; the full one for a local office.
        fact: the part after `channel:<id>/` of the name's source.
        local: whether it is a local office, found by the lender's seat.
        answer: the path of the answer that names it, or is to name it; empty for a body of the
            data. `fact` is of no use then.
        en: what it is, in English.
        how: how to find a local office whose place is not known; `full` then holds `PLACE`.
    """

    full: str
    short: str
    fact: str
    confidence: Confidence
    local: bool
    answer: str = ""
    en: str = ""
    how: Words | None = None


class Refused(msgspec.Struct, frozen=True):
    """Why the body does not take the letter, and where to turn instead.

    `office` is the local body for the lender's seat; None where the seat or its office is unknown.
    """

    why: Words
    instead: Words
    office: Addressee | None
    source: str
    confidence: Confidence


class Routing(msgspec.Struct, frozen=True):
    """To whom a letter is addressed, and what speaks against sending it there."""

    addressee: Addressee
    refusals: tuple[Refused, ...]

    @property
    def allowed(self) -> bool:
        """Whether the letter may be written to this body at all."""
        return not self.refusals


class Proposal(NamedTuple):
    """A guess at the kind of lender: the kind, the word of the name that shows it, and why."""

    kind: LenderKind
    word: str
    reason: Words


def route(
    case: Case,
    channel: Channel,
    letter_id: str,
    offices: Mapping[str, Offices],
    *,
    today: date,
) -> Routing:
    """Where this letter goes on this day, and every refusal of the channel or the letter.

    Args:
        case: the answers; only `lender.kind`, `lender.seat`, the answers that name the
            addressee or its place, and the steps a letter must follow are looked at.
        channel: the body's data.
        letter_id: a key of `channel.letters`.
        offices: the files of `data/offices/` by id.
        today: the day of writing; names and offices are taken as of then.

    Raises:
        KeyError: the channel has no such letter, or names a file of offices that is not there.
    """
    seat = case.lender.seat
    form = channel.letters[letter_id]
    rules = (*channel.refusals, *form.refusals)
    named = form.addressee or channel.addressee
    return Routing(
        addressee=_named(case, channel, named, today)
        if named
        else _addressee(case, channel, offices, today),
        refusals=(
            *(_refused(rule, offices, seat, today) for rule in rules if _holds(rule, case)),
            *_too_early(case, form, today),
        ),
    )


def _holds(rule: Refusal, case: Case) -> bool:
    """Whether a refusal is meant for this kind of lender, and for whom the letter is about."""
    if (case.lender.kind or LenderKind.UNKNOWN) not in rule.lenders:
        return False
    if not rule.about:
        return True
    company, lender = paths.get(case, rule.about), case.lender.name
    return bool(company) and lender is not None and _plain(company) == _plain(lender)


def _too_early(case: Case, form: LetterForm, today: date) -> Iterable[Refused]:
    """The refusal of a letter that must follow an earlier step, while that is not over."""
    rule = form.waits
    if rule is not None and is_early(case, form, today):
        yield Refused(rule.why, rule.instead, None, rule.source, rule.confidence)


def _addressee(
    case: Case, channel: Channel, offices: Mapping[str, Offices], today: date
) -> Addressee:
    """The local office of the place; where none is known a blank for it, or the body itself."""
    general = _general(channel, today)
    if not channel.offices:
        return general
    file = offices[channel.offices]
    local = office_for(file, paths.get(case, channel.office_by), today)
    return local or _nameless(file, general, today)


def _nameless(file: Offices, general: Addressee, today: date) -> Addressee:
    """A local office whose place is not known, where the data say what such a one is called."""
    if not file.blank or not any(office.since <= today for office in file.offices):
        return general
    full = file.blank.replace("{place}", PLACE)
    return Addressee(
        full=full,
        short=full,
        fact=f"offices/{file.id}",
        confidence=Confidence.UNVERIFIED,
        local=False,
        en=file.name.en,
        how=file.how,
    )


def _general(channel: Channel, today: date) -> Addressee:
    name = name_on(channel.names, today)
    return Addressee(
        full=name.full,
        short=name.short,
        fact=f"names/{name.since}",
        confidence=name.confidence,
        local=False,
        en=name.en,
    )


def _named(case: Case, channel: Channel, named: Sequence[str], today: date) -> Addressee:
    """Whom the writer names; where nobody is named yet, what the body is called in general."""
    general = _general(channel, today)
    for path in named:
        if value := paths.get(case, path):
            return msgspec.structs.replace(general, full=value, short=value, answer=path)
    return msgspec.structs.replace(general, answer=named[0])


def _refused(
    rule: Refusal, offices: Mapping[str, Offices], seat: str | None, today: date
) -> Refused:
    return Refused(
        why=rule.why,
        instead=rule.instead,
        office=office_for(offices[rule.offices], seat, today) if rule.offices else None,
        source=rule.source,
        confidence=rule.confidence,
    )


def name_on(names: Iterable[Name], day: date) -> Name:
    """The name in use on a day; before the first known name, the first.

    Raises:
        ValueError: there are no names.
    """
    ordered = sorted(names, key=lambda name: name.since)
    if not ordered:
        raise ValueError("a body has no name")
    return next((name for name in reversed(ordered) if name.since <= day), ordered[0])


def office_for(offices: Offices, seat: str | None, day: date) -> Addressee | None:
    """The local office of a seat as it is called on a day; None where the data know none."""
    found = find_seat(offices, seat or "")
    known = [o for o in offices.offices if o.seat == found and o.since <= day]
    if not known:
        return None
    office: Office = max(known, key=lambda office: office.since)
    return Addressee(
        full=office.full,
        short=office.full,
        fact=f"offices/{offices.id}/{office.seat}",
        confidence=office.confidence,
        local=True,
        en=offices.name.en,
    )


def find_seat(offices: Offices, text: str) -> str | None:
    """The `seat` of the offices' file that a place belongs to: "Dalian" in "Liaoning, Dalian".

    A province comes first and is looked for at the beginning only, so a road named after another
    place is not taken for one. A city behind it wins only where it has an office of its own.
    """
    place = _plain(text)
    if zone := _TRADE_ZONE.match(place):
        return _find(offices, zone["rest"]) or _find(offices, zone["place"])
    return _find(offices, _NO_PLACE.sub("", place))


_TRADE_ZONE = re.compile(r"(?:中国)?\((?P<place>[^()]+)\)自由贸易试验区(?P<rest>.*)")
"""How addresses of companies in such zones begin."""

_NO_PLACE = re.compile(r"^中国|[^\w]")
"""What stands before a place or between two of them."""


def _find(offices: Offices, place: str) -> str | None:
    seats = {office.seat for office in offices.offices}
    cities = {city: office.seat for office in offices.offices for city in office.also}
    start = _longest((*seats, *cities), place)
    if start is None:
        return None
    behind = place[len(start) :]
    if start in seats:
        within = {office.seat for office in offices.offices if office.within == start}
        return _narrower(within, behind) or start
    return None if behind[:1] in _SMALLER else cities[start]


def _narrower(cities: Iterable[str], behind: str) -> str | None:
    """A city of the province with an office of its own, right behind the province's name or the
    one character that marks a province; a road called after it is none.
    """
    found = ((_longest(cities, rest), rest) for rest in (behind, behind[1:]))
    return next(
        (city for city, rest in found if city and rest[len(city) :][:1] not in _SMALLER), None
    )


_SMALLER = tuple("区县路街")  # a district may be called like a city of another province


def _longest(places: Iterable[str], text: str) -> str | None:
    """The longest place the text begins with."""
    return max((place for place in places if text.startswith(place)), key=len, default=None)


def propose_kind(name: str, words: LenderWords) -> Proposal | None:
    """The kind of lender its registered name points to; a guess for the person to confirm."""
    text = _plain(name)
    for rule in words.rules:
        for word in rule.words:
            if _matches(rule, word, text):
                return Proposal(rule.kind, word, rule.reason)
    return None


def _matches(rule: NameRule, word: str, text: str) -> bool:
    if word not in text or rule.also not in text:
        return False
    if not rule.followed_by:
        return True
    if any(text.endswith(ending) for ending in rule.or_ends):
        return True
    starts = (at for at in range(len(text)) if text.startswith(word, at))
    return any(_follows(text[at + len(word) :], rule.followed_by) for at in starts)


def _follows(rest: str, allowed: tuple[str, ...]) -> bool:
    return any(rest.startswith(start) if start else not rest for start in allowed)


def _plain(text: str) -> str:
    """The text without spaces, full-width letters and brackets as ASCII."""
    return "".join(unicodedata.normalize("NFKC", text).split())
