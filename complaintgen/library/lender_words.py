"""Reads the words by which a registered name shows the kind of lender.

The table is data (`data/wording/lender_words.toml`); `analysis.routing.propose_kind` applies it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.library.toml import read_form
from complaintgen.model.lender import LenderWords
from complaintgen.model.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path

FILE = "wording/lender_words.toml"


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
