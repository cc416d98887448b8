"""The words of the letters: the form of `data/wording/letter.zh.toml` and `review.zh.toml`.

A pattern holds slots, `{day}`; what fills a slot brings its own sources, the rest is the letter's
own.
"""

from __future__ import annotations

import re

import msgspec

from complaintgen.model.case import (
    Act,
    DayPart,
    IdKind,
    IncidentKind,
    LenderKind,
    LoanState,
    MonthPart,
    ProofKind,
    Reply,
    Target,
)
from complaintgen.model.finding import FactKind
from complaintgen.model.law import Rank
from complaintgen.model.question import Form, Words

ZH, EN = "zh", "en"
"""The tongues of a letter: Chinese is filed, English is a reading copy."""

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class Means(Form, frozen=True, kw_only=True):
    """How an act of one kind is called: in a table, in a sentence, and when it is counted."""

    noun: str
    verb: str
    unit: str


class ProofWords(Form, frozen=True, kw_only=True):
    """A form of proof: its name in the list, and where it comes from when nobody said."""

    name: str
    form: str


class ChartWords(Form, frozen=True, kw_only=True):
    """The words of the pictures; the `*_alt` ones say in a sentence what a picture shows."""

    calls_title: str
    answered_title: str
    calls_alt: str
    limit: str
    day: str
    month: str
    hours_title: str
    hours_alt: str
    closed: str
    weekdays: tuple[str, ...]
    timeline_title: str
    timeline_alt: str
    moment: str


class AnnexWords(Form, frozen=True, kw_only=True):
    """The words of the pages on which exhibits are laid out, and of what is left out there."""

    title: str
    page: str
    pages: str
    one_page: str
    head_calls: tuple[str, ...]
    head_messages: tuple[str, ...]
    answered: str
    unanswered: str
    unknown: str
    seconds: str
    row: str
    table_row: str
    original: str
    original_named: str
    original_kept: str
    original_kept_named: str
    length: str
    hash: str
    kept: str
    connected_only: str
    period: str
    counted: str
    no_picture: str
    piece: str
    caption: str


class MaskWords(Form, frozen=True, kw_only=True):
    """How names and numbers are masked where anybody may read the letter.

    `person` takes the `surname`, `number` the `head` of a number, `text` stands for the rest.
    `surnames` are single signs, `compound` surnames of two; `before` and `after` are words that
    stand around a name without being part of it, the longer first.
    """

    person: str
    number: str
    text: str
    surnames: str
    compound: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


class Wording(Form, frozen=True, kw_only=True):
    """Every word of a letter that no template holds.

    Attributes:
        rows: how many incidents a letter shows itself; more go to an annex.
        worst: how many of them the letter keeps then.
        spoken: how many are told on the telephone.
        facts_shown: how many facts a finding spells out at most.
        facts_kept: how many of them it keeps where there are more.
        quote_up_to: the longest wording of an article, in characters, quoted in full; 0 = none.
        opens: the mark at the end of a passage that only introduces items.
        gaps: what an open place is called where the name of the field alone would not do.
        month_parts: a roughly known day, `{month}` standing for the month; `day_parts`: a roughly
            known time.
        gravity: acts, the worst first; decides which incidents a letter keeps.
        conditions: conditions of an article that no fact shows and the letter must say (`When`).
        charges: patterns of what is told of interest and fees; `caps` the rule behind each cap.
        tongue: the language of these words; `months` the names of the months where they have any.
        editions, choices: in a reading copy what editions of texts, and answers to be picked, are
            called there, by their Chinese.
        titles, units: there, what texts are called by their Chinese title, and the words for units
            of time by the Chinese ones, `minute|minutes`.
        own: the questions whose answers are free texts, to be marked in a reading copy.
        debts: what a debt is called, by its kind, word by word; `debt_of` says which kind each
            lender stands for, `lenders` what the lender is called,
            `other` how it is spoken of where it is the other side. `debt`: the words of one case
            (`letters.debts`), empty as long as no case was looked at.
        by_act: behaviours whose heading is the act itself where only one was stated.
        with_document, short_titles, by_number: ranks cited with their document number at first,
            by their short title, by their number alone when cited again.
    """

    rows: int
    worst: int
    spoken: int
    facts_shown: int
    facts_kept: int
    quote_up_to: int
    opens: str
    gravity: tuple[Act, ...]
    patterns: dict[str, str]
    numerals: tuple[str, ...]
    fields: dict[str, str]
    gaps: dict[str, str]
    means: dict[IncidentKind, Means]
    charts: ChartWords
    annex: AnnexWords
    masks: MaskWords
    month_parts: dict[MonthPart, str]
    day_parts: dict[DayPart, str]
    targets: dict[Target, str]
    acts: dict[Act, str]
    ids: dict[IdKind, str]
    proofs: dict[ProofKind, ProofWords]
    loan: dict[str, str]
    loan_states: dict[LoanState, str]
    debts: dict[str, dict[str, str]]
    debt_of: dict[LenderKind, str]
    lenders: dict[LenderKind, str]
    other: str
    replies: dict[Reply, str]
    facts: dict[FactKind, str]
    charges: dict[str, str]
    caps: dict[str, str]
    behaviours: dict[str, str]
    ranks: dict[Rank, str]
    conditions: dict[str, str]
    by_act: tuple[str, ...]
    with_document: tuple[Rank, ...]
    short_titles: tuple[Rank, ...]
    by_number: tuple[Rank, ...]
    tongue: str = ZH
    months: tuple[str, ...] = ()
    editions: dict[str, str] = msgspec.field(default_factory=dict)
    choices: dict[str, str] = msgspec.field(default_factory=dict)
    titles: dict[str, str] = msgspec.field(default_factory=dict)
    units: dict[str, str] = msgspec.field(default_factory=dict)
    own: tuple[str, ...] = ()
    debt: dict[str, str] = msgspec.field(default_factory=dict)

    def is_own(self, text: str) -> bool:
        """Whether a text is in Chinese although the letter is not."""
        return self.tongue == ZH or bool(_HAN.search(text))


class ReviewRule(Form, frozen=True, kw_only=True):
    """Something a writer had better not put into a letter: regular expressions over free texts.

    `fields` are the questions it is for, where these are not those of all rules.
    """

    id: str
    fields: tuple[str, ...] = ()
    patterns: tuple[str, ...]
    message: Words
    hint: Words


class ReviewWords(Form, frozen=True, kw_only=True):
    """All rules, and the free texts they are held against (question ids)."""

    fields: tuple[str, ...]
    rules: tuple[ReviewRule, ...]
