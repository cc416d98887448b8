"""The words of reading copies: the form of `data/wording/letter.en.toml`.

Only words stand there. How many rows a letter shows, what is grave, how names are masked stays as
the Chinese has it, or the two would not say the same; so does a word that is missing there.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

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
from complaintgen.model.question import Form
from complaintgen.model.wording import EN, ChartWords, Means, ProofWords, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping


class PageWords(Form, frozen=True, kw_only=True):
    """What the list of evidence says of pages; the exhibits themselves are not made in English."""

    page: str
    pages: str
    one_page: str
    length: str


class ReadingWords(Form, frozen=True, kw_only=True):
    """The English of `Wording`, key by key.

    Attributes:
        months: the names of the months.
        own: the questions whose answers are free texts; Chinese in them is marked.
        editions, choices: editions of texts, and answers to be picked, by their Chinese.
        titles: what texts are called where the law data has a shorter name; `units` of time.
    """

    months: tuple[str, ...]
    numerals: tuple[str, ...]
    own: tuple[str, ...]
    patterns: dict[str, str]
    fields: dict[str, str]
    gaps: dict[str, str]
    means: dict[IncidentKind, Means]
    month_parts: dict[MonthPart, str]
    day_parts: dict[DayPart, str]
    targets: dict[Target, str]
    acts: dict[Act, str]
    ids: dict[IdKind, str]
    proofs: dict[ProofKind, ProofWords]
    loan: dict[str, str]
    loan_states: dict[LoanState, str]
    debts: dict[str, dict[str, str]]
    lenders: dict[LenderKind, str]
    other: str
    replies: dict[Reply, str]
    facts: dict[FactKind, str]
    behaviours: dict[str, str]
    ranks: dict[Rank, str]
    conditions: dict[str, str]
    editions: dict[str, str]
    choices: dict[str, str]
    titles: dict[str, str]
    units: dict[str, str]
    charts: ChartWords
    annex: PageWords
    charges: dict[str, str] = msgspec.field(default_factory=dict)
    caps: dict[str, str] = msgspec.field(default_factory=dict)


def in_english(filed: Wording, words: ReadingWords) -> Wording:
    """The words of letters with all that there is in English said in English."""
    return msgspec.structs.replace(
        filed,
        tongue=EN,
        **{name: _over(getattr(filed, name), value) for name, value in _pairs(words)},
    )


def untranslated(filed: Wording, words: ReadingWords) -> tuple[str, ...]:
    """The words that only the Chinese has, as `table.key`."""
    return tuple(
        f"{name}.{key}"
        for name, value in _pairs(words)
        if isinstance(value, dict) and name not in _OWN
        for key in getattr(filed, name)
        if key not in value
    )


PATTERNED = ("patterns", "loan", "facts", "ranks", "month_parts", "charges", "means")
"""The tables whose values hold slots."""


def other_slots(filed: Wording, words: ReadingWords) -> tuple[str, ...]:
    """The patterns, as `table.key`, that do not take what the Chinese takes.

    A slot that only one of the two has would say more or less than the other.
    """
    return tuple(
        f"{table}.{name}"
        for table in PATTERNED
        for name in other_slots_of(getattr(filed, table), getattr(words, table))
    )


def other_slots_of(
    filed: Mapping[str, str | Means], words: Mapping[str, str | Means]
) -> tuple[str, ...]:
    """The names in a table of patterns of those that do not take what the Chinese takes."""
    return tuple(
        name
        for name, pattern in words.items()
        if name in filed and _slots(filed[name]) != _slots(pattern)
    )


def _slots(pattern: str | Means) -> frozenset[str]:
    """The slots of a pattern; the words that go with a number are none."""
    text = pattern.verb if isinstance(pattern, Means) else pattern
    found = (slot for _, slot, _, _ in string.Formatter().parse(text) if slot)
    return frozenset(slot for slot in found if "|" not in slot)


_OWN = frozenset({"editions", "choices", "titles", "units"})


def _pairs(words: ReadingWords) -> list[tuple[str, Any]]:
    return [(name, getattr(words, name)) for name in words.__struct_fields__]


def _over(filed: Any, own: Any) -> Any:  # noqa: ANN401 (words of any form)
    if isinstance(own, dict):
        return {**filed, **own}
    if isinstance(own, PageWords):
        return msgspec.structs.replace(
            filed, **{name: getattr(own, name) for name in own.__struct_fields__}
        )
    return own
