"""Reads the words of the letters and the rules of the review: `data/wording/*.toml`."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from complaintgen.library.mistakes import missing_key
from complaintgen.library.toml import read_form
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
from complaintgen.model.problem import Problem
from complaintgen.model.reading_words import PATTERNED, ReadingWords, in_english
from complaintgen.model.wording import ReviewWords, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum
    from pathlib import Path

LETTER = "letter.zh.toml"
READING = "letter.en.toml"
REVIEW = "review.zh.toml"

_CLOSED: dict[str, type[StrEnum]] = {
    "means": IncidentKind,
    "month_parts": MonthPart,
    "day_parts": DayPart,
    "targets": Target,
    "acts": Act,
    "ids": IdKind,
    "proofs": ProofKind,
    "loan_states": LoanState,
    "debt_of": LenderKind,
    "lenders": LenderKind,
    "replies": Reply,
    "facts": FactKind,
    "ranks": Rank,
}


def read_wording(folder: Path) -> tuple[Wording | None, tuple[Problem, ...]]:
    """The words of the letters in a folder of wordings, or None, and what is wrong with them."""
    wording, problems = read_form(Wording, folder / LETTER, LETTER)
    return wording, problems or (tuple(_missing_words(wording)) if wording else ())


def read_reading(folder: Path, filed: Wording) -> tuple[Wording | None, tuple[Problem, ...]]:
    """The words of reading copies in English, or None, and what is wrong with them.

    Args:
        folder: the folder of wordings.
        filed: the words of the letters; what is missing in English is said as there.
    """
    words, problems = read_form(ReadingWords, folder / READING, READING)
    if words is None:
        return None, problems
    return in_english(filed, words), problems or tuple(
        _bad_pattern(f"{READING}: {table}.{name}", pattern)
        for table in PATTERNED
        if table != "means"
        for name, pattern in getattr(words, table).items()
        if not _is_pattern(pattern)
    )


def read_review(folder: Path) -> tuple[ReviewWords | None, tuple[Problem, ...]]:
    """The rules of the review in a folder of wordings, or None, and what is wrong with them."""
    review, problems = read_form(ReviewWords, folder / REVIEW, REVIEW)
    return review, problems or (tuple(_broken_patterns(review)) if review else ())


def _missing_words(wording: Wording) -> Iterator[Problem]:
    """A member of a closed set without a word would stop a letter in the middle."""
    for table, members in _CLOSED.items():
        words = getattr(wording, table)
        for member in members:
            if member not in words:
                yield missing_key(f"{LETTER}: {table}", str(member))
    for name, pattern in wording.patterns.items():
        if not _is_pattern(pattern):
            yield _bad_pattern(f"{LETTER}: patterns.{name}", pattern)


def _is_pattern(pattern: str) -> bool:
    try:
        return all(name != "" for _, name, _, _ in string.Formatter().parse(pattern))
    except ValueError:
        return False


def _broken_patterns(review: ReviewWords) -> Iterator[Problem]:
    for rule in review.rules:
        for pattern in rule.patterns:
            try:
                re.compile(pattern)
            except re.error:
                yield _bad_pattern(f"{REVIEW}: {rule.id}", pattern)


def _bad_pattern(place: str, pattern: str) -> Problem:
    return Problem(
        code="bad-pattern",
        place=place,
        message="“{pattern}” is no valid pattern.",
        hint="Close every bracket and give every slot a name.",
        values={"pattern": pattern},
    )
