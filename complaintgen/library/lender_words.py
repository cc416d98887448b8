"""Reads the words by which a registered name shows the kind of lender, and the companies by name.

The tables are data (`data/wording/lender_words.toml` and `consumer_finance.toml`);
`analysis.routing.propose_kind` and `analysis.lender_names` apply them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.library.mistakes import twice
from complaintgen.library.toml import read_form
from complaintgen.model.lender import ConsumerFinance, LenderWords
from complaintgen.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "wording/lender_words.toml"
COMPANIES = "wording/consumer_finance.toml"


def read_lender_words(folder: Path) -> tuple[LenderWords | None, tuple[Problem, ...]]:
    """The table of `folder`/wording/lender_words.toml, or None, and what is wrong with it."""
    words, problems = read_form(LenderWords, folder / FILE, FILE)
    return words, problems or _empty_words(words)


def _empty_words(words: LenderWords | None) -> tuple[Problem, ...]:
    """An empty word would stand in every name, so the rules after it could never match."""
    rules = words.rules if words else ()
    return tuple(
        Problem(
            code="empty-word",
            place=f"{FILE}: rules[{number}].words",
            message="A rule needs words, and no word may be empty.",
            hint="Write the characters that stand in the registered name.",
        )
        for number, rule in enumerate(rules, start=1)
        if not rule.words or "" in rule.words
    )


def read_companies(folder: Path) -> tuple[ConsumerFinance | None, tuple[Problem, ...]]:
    """The table of `folder`/wording/consumer_finance.toml, or None, and what is wrong with it."""
    table, problems = read_form(ConsumerFinance, folder / COMPANIES, COMPANIES)
    return table, problems or (tuple(_wrong_companies(table)) if table else ())


def _wrong_companies(table: ConsumerFinance) -> Iterator[Problem]:
    """An empty name would fit every company; one that stands twice has two seats."""
    seen: set[str] = set()
    for number, company in enumerate(table.companies, start=1):
        place = f"{COMPANIES}: companies[{number}]"
        for name in (company.name, *company.formerly):
            if not name:
                yield Problem(
                    code="empty-word",
                    place=place,
                    message="A company needs a name, and no name may be empty.",
                    hint="Write the characters that stand before 消费金融.",
                )
            elif name in seen:
                yield twice(place, name)
            seen.add(name)
