"""The law as data: instruments with their articles, behaviours with their bases, rates, caps.

One instrument is one *version* of a text: two editions of an act are two instruments of a family.
This module says what there is; what is in force on a day is `analysis.in_force`.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from complaintgen.model.case import Act, LenderKind
from complaintgen.model.conditions import Condition, When
from complaintgen.model.finding import FactKind
from complaintgen.model.question import Form, Words
from complaintgen.model.sourced import Confidence

LawId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Percent = Annotated[Decimal, Meta(description="per cent a year")]
Positive = Annotated[int, Meta(ge=1)]


class Rank(StrEnum):
    """What kind of text an instrument is; decides the word a letter may use for it."""

    LAW = "law"
    ADMIN_REGULATION = "admin_regulation"
    DEPARTMENT_RULE = "department_rule"
    NORMATIVE_DOCUMENT = "normative_document"
    JUDICIAL_INTERPRETATION = "judicial_interpretation"
    RECOMMENDED_STANDARD = "recommended_standard"
    SELF_DISCIPLINE = "self_discipline"


INDUSTRY_RANKS = (Rank.RECOMMENDED_STANDARD, Rank.SELF_DISCIPLINE)
"""Ranks that are never called law: an industry benchmark beside it."""


class TextStatus(StrEnum):
    """How an article's wording was obtained; only `verbatim` may stand in quotation marks."""

    VERBATIM = "verbatim"
    QUOTED_SECONDARY = "quoted_secondary"
    UNCHECKED_CORROBORATED = "unchecked_corroborated"
    RECONSTRUCTED = "reconstructed"
    PARAPHRASE = "paraphrase"


class Governed(StrEnum):
    """Who is governed by a text, where that is limited."""

    BANK = "bank"
    CREDIT_CARD = "credit_card"
    CONSUMER_FINANCE = "consumer_finance"
    MICROLOAN = "microloan"
    PLATFORM = "platform"
    PAYMENT = "payment"
    NIFA_MEMBER = "nifa_member"
    TELECOM = "telecom"


class Use(StrEnum):
    """What a basis is good for: to be cited, to be known, or to be warned by."""

    CITE = "cite"
    BACKGROUND = "background"
    CAUTION = "caution"


class Role(StrEnum):
    """What an article is to an act: what the act breaks, what measures it, or what follows.

    A definition, a rule for courts or a rule on the debtor's own duty measures; a claim, a power
    of an authority or a penalty follows. Of these only the first can be broken.
    """

    BREACHED = "breached"
    MEASURE = "measure"
    REMEDY = "remedy"


class Person(StrEnum):
    """Whom an article protects."""

    DEBTOR = "debtor"
    CONTACT = "contact"


class DecidingDay(StrEnum):
    """Which day decides the version of the law, or the rate."""

    ACT = "act"
    CONTRACT = "contract"


class RankWord(Form, frozen=True, kw_only=True):
    """The word for a rank; `is_law` = whether a letter may call it 法律、法规、规章 or 规定."""

    id: Rank
    zh: str
    en: str
    is_law: bool


class LenderRule(Form, frozen=True, kw_only=True):
    """A kind of lender, and the kind the law data know it by (None: only what is open to all)."""

    id: LenderKind
    zh: str
    en: str
    known_as: LenderKind | None = None


class Parameters(Form, frozen=True, kw_only=True):
    """Numbers that an article states; facts refer to these, none stands in Python."""

    max_connected_per_day: Positive | None = None
    max_attempts_per_day: Positive | None = None
    max_visits_per_day: Positive | None = None
    min_visitors: Positive | None = None
    max_visitors: Positive | None = None
    closed_from: dt.time | None = None
    closed_until: dt.time | None = None
    yearly_percent: Percent | None = None
    void_above_percent: Percent | None = None
    lpr_multiple: Decimal | None = None
    whereabouts_records: Positive | None = None
    keep_recording_years: Positive | None = None
    keep_records_years: Positive | None = None
    limit_months: Positive | None = None


class Article(Form, frozen=True, kw_only=True):
    """One article (条) or clause. `number` is as the source knows it; unverified ones contain 待核.

    `since` is set where the present wording is younger than the instrument. `text` has one line
    per 款 or 项.
    """

    number: str
    number_verified: bool = True
    since: dt.date | None = None
    text: str | None = None
    summary: str
    text_status: TextStatus
    confidence: Confidence
    confidence_note: str = ""
    note: str = ""
    parameters: Parameters = Parameters()

    @property
    def quotable(self) -> bool:
        """Whether the wording may stand in quotation marks."""
        return self.text_status is TextStatus.VERBATIM and self.text is not None


class Instrument(Form, frozen=True, kw_only=True):
    """One version of a law, rule, judicial document, standard or industry norm.

    `until` is the last day in force, inclusive. `lenders`: None = citable against every kind,
    empty = only in letters about the telecom operator. `binding` says what force an industry text
    has; None for the rest.
    """

    id: LawId
    family: LawId
    title: str
    short: str
    edition: str = ""
    title_en: str
    rank: Rank
    criminal: bool = False
    issuer: str
    document_number: str = ""
    document_number_verified: bool = True
    document_number_note: str = ""
    promulgated: dt.date | None = None
    since: dt.date
    since_note: str = ""
    until: dt.date | None = None
    until_note: str = ""
    until_confidence: Confidence | None = None
    date_note: str = ""
    replaced_by: LawId | None = None
    confidence: Confidence
    citable: bool
    binding: str | None = None
    applies_to: tuple[Governed, ...] | None = None
    lenders: tuple[LenderKind, ...] | None = None
    note: str = ""
    source: str
    verified_on: dt.date
    articles: tuple[Article, ...]

    def article(self, number: str) -> Article | None:
        """The article with that number, as the data know it."""
        return next((found for found in self.articles if found.number == number), None)


class Item(Form, frozen=True, kw_only=True):
    """One 款 (`paragraph`) and, unless 0, one 项 (`item`) of it; `when` is for that one alone."""

    paragraph: Positive
    item: Annotated[int, Meta(ge=0)] = 0
    when: tuple[When, ...] = ()
    role: Role = Role.BREACHED


class Base(Form, frozen=True, kw_only=True):
    """A legal basis of a behaviour: an article, or the items of it that matter.

    `when`: all must hold. `lenders` limits the basis further than its instrument does: None = no
    further limit, empty = only in letters about the telecom operator. `protects` is set where
    others than the debtor are protected. `near`: it names this very act, so of its text it stands
    before what is general. `added`: it came after the import, with the reason in a comment.
    """

    instrument: LawId
    article: str
    items: tuple[Item, ...] = ()
    when: tuple[When, ...] = ()
    use: Use = Use.CITE
    role: Role = Role.BREACHED
    lenders: tuple[LenderKind, ...] | None = None
    protects: tuple[Person, ...] = (Person.DEBTOR,)
    near: bool = False
    added: bool = False


class Behaviour(Form, frozen=True, kw_only=True):
    """A kind of wrong (催收行为): what shows it, and its bases in order of citation.

    `weight`: the heavier stands first in a letter.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z]$")]
    name: Words
    acts: tuple[Act, ...] = ()
    facts: tuple[FactKind, ...] = ()
    day: DecidingDay = DecidingDay.ACT
    weight: int = 0
    source: str
    verified_on: dt.date
    bases: tuple[Base, ...]


class Rate(Form, frozen=True, kw_only=True):
    """The loan prime rate (LPR) of a month, in per cent; None where the value is not known."""

    month: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}$")]
    day: dt.date | None = None
    one_year: Percent | None = None
    five_years: Percent | None = None
    confidence: Confidence
    note: str = ""


class Afterwards(Form, frozen=True, kw_only=True):
    """The rule of transition of a cap: from a day of the loan on another cap holds.

    `instrument` and `article` say so. A multiple of the loan prime rate is then one of the rate on
    the day of suing, not of the contract.
    """

    since: dt.date
    cap: LawId
    instrument: LawId
    article: str


class Cap(Form, frozen=True, kw_only=True):
    """A cap on interest and fees, by kind of lender and period; its numbers beside the sentence.

    `day` says which day must lie in the period: that of the claim, or of the contract. What was
    paid up to `void_above_percent` cannot be had back. A cap without a number of its own measures
    nothing by itself. `on_request`: no rule sets it; courts reduce to it where the borrower asks.
    """

    id: LawId
    lender: str
    lenders: tuple[LenderKind, ...] | None = None
    since: dt.date | None = None
    since_note: str = ""
    until: dt.date | None = None
    cap: str
    basis: tuple[LawId, ...] = ()
    citable: bool
    yearly_percent: Percent | None = None
    void_above_percent: Percent | None = None
    lpr_multiple: Decimal | None = None
    day: DecidingDay = DecidingDay.ACT
    on_request: bool = False
    afterwards: Afterwards | None = None

    @property
    def measures(self) -> bool:
        """Whether a sum can be held against it: it may be cited and names a number."""
        return self.citable and (self.yearly_percent is not None or self.lpr_multiple is not None)


class Phrases(Form, frozen=True, kw_only=True):
    """How conditions are put together in Chinese."""

    between: str
    together: str
    of_item: str
    only_lenders: str


class Law(Form, frozen=True, kw_only=True):
    """Everything the program knows of the law, as of one day."""

    as_of: dt.date
    instruments: dict[str, Instrument]
    behaviours: dict[str, Behaviour]
    conditions: dict[str, Condition]
    ranks: dict[str, RankWord]
    lenders: dict[str, LenderRule]
    phrases: Phrases
    rates: tuple[Rate, ...]
    caps: tuple[Cap, ...]

    def family(self, family: str) -> tuple[Instrument, ...]:
        """The versions of one text, oldest first."""
        members = (entry for entry in self.instruments.values() if entry.family == family)
        return tuple(sorted(members, key=lambda entry: entry.since))

    def article(self, instrument: str, number: str) -> Article | None:
        """An article by the id of its instrument and its number; None where there is none."""
        found = self.instruments.get(instrument)
        return None if found is None else found.article(number)
