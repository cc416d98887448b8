"""The working as a table: a line a day, what is left, and what stands behind it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from complaintgen.letters.phrases import join, phrase, plain
from complaintgen.model.money import Entry, EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaintgen.letters.money_words import MoneyWords
    from complaintgen.model.letter import Text
    from complaintgen.model.money import Ceiling


def table(words: MoneyWords) -> dict[str, Any]:
    """The rows, the sum below them and the notes."""
    return {
        "rows": tuple(_row(words, entry) for entry in words.working.entries),
        "sums": _sums(words),
        "notes": tuple(_notes(words)),
    }


def _row(words: MoneyWords, entry: Entry) -> dict[str, Text]:
    """One line as it is printed; days and interest are those since the line before."""
    where = entry.sources
    counted = entry.kind is not EntryKind.RECEIVED
    return {
        "day": (phrase(entry.day.isoformat(), *where),),
        "what": (phrase(words.word(f"entry_{entry.kind}"), *where),),
        "amount": () if entry.kind is EntryKind.CHANGED else words.sum(entry.amount, *where),
        "days": (phrase(str(entry.days), *where),) if counted else (),
        "percent": words.percent(entry.percent, *where) if counted else (),
        "interest": words.sum(entry.interest, *where) if counted else (),
        "unpaid": words.sum(entry.unpaid, *where),
        "principal": words.sum(entry.principal, *where),
    }


def _sums(words: MoneyWords) -> Text:
    """What is left after the last line, and how the difference comes about."""
    working, last = words.working, words.working.entries[-1]
    name = "sums_over" if last.principal < 0 else "sums_claimed"
    return words.pattern(
        "sums_paid" if working.claimed is None else name,
        principal=words.sum(last.principal, *last.sources),
        unpaid=words.sum(last.unpaid, *last.sources),
        allowed=words.sum(working.allowed, *last.sources),
        excess=words.sum(working.excess, *working.sources),
        claimed=words.sum(working.claimed or Decimal(0), *last.sources),
    )


def _notes(words: MoneyWords) -> Iterator[Text]:
    yield plain(words.word("note_own"))
    rules = join(_rules(words), words.say.word("semicolon"))
    yield words.pattern("note_rules", rules=rules)
    for ceiling in _rated(words.working.ceilings):
        month = _month(words, ceiling)
        yield words.pattern("note_rate", month=month, rate=words.rate(ceiling))
    where = words.working.sources
    yield (phrase(words.word("note_method"), *where),)
    if words.is_unsure:
        yield (phrase(words.word("note_least"), *where),)


def _rules(words: MoneyWords) -> Iterator[Text]:
    """The public rules that the rates are taken from, each once."""
    ceilings = words.working.ceilings
    for rule in dict.fromkeys(map(words.rule, ceilings)):
        where = [source for each in ceilings if words.rule(each) == rule for source in each.sources]
        yield (phrase(rule, *where),)


def _rated(ceilings: Iterable[Ceiling]) -> tuple[Ceiling, ...]:
    """The ceilings that are a multiple of a published rate, each month once."""
    return tuple({each.rate_month: each for each in ceilings if each.rate_month}.values())


def _month(words: MoneyWords, ceiling: Ceiling) -> Text:
    year, month = map(int, ceiling.rate_month.split("-"))
    return words.say.month(dt.date(year, month, 1), *ceiling.sources)
