"""Reads the words of the letters and the rules of the review: `data/wording/*.toml`."""

from __future__ import annotations

import re
import string
import tomllib
from typing import TYPE_CHECKING, TypeVar

from complaintgen.model.case import Act, IdKind, IncidentKind, LoanState, ProofKind, Reply, Target
from complaintgen.model.finding import FactKind
from complaintgen.model.forms import build
from complaintgen.model.law import Rank
from complaintgen.model.problem import Problem
from complaintgen.model.wording import ReviewWords, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum
    from pathlib import Path

LETTER = "letter.zh.toml"
REVIEW = "review.zh.toml"

F = TypeVar("F", Wording, ReviewWords)

_CLOSED: dict[str, type[StrEnum]] = {
    "means": IncidentKind,
    "targets": Target,
    "acts": Act,
    "ids": IdKind,
    "proofs": ProofKind,
    "loan_states": LoanState,
    "replies": Reply,
    "facts": FactKind,
    "ranks": Rank,
}


def read_wording(folder: Path) -> tuple[Wording | None, tuple[Problem, ...]]:
    """The words of the letters in a folder of wordings, or None, and what is wrong with them."""
    wording, problems = _read(Wording, folder, LETTER)
    return wording, problems or (tuple(_missing_words(wording)) if wording else ())


def read_review(folder: Path) -> tuple[ReviewWords | None, tuple[Problem, ...]]:
    """The rules of the review in a folder of wordings, or None, and what is wrong with them."""
    review, problems = _read(ReviewWords, folder, REVIEW)
    return review, problems or (tuple(_broken_patterns(review)) if review else ())


def _read(kind: type[F], folder: Path, name: str) -> tuple[F | None, tuple[Problem, ...]]:
    try:
        data = tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return None, (_unreadable(name, str(error)),)
    return build(kind, data, name)


def _missing_words(wording: Wording) -> Iterator[Problem]:
    """A member of a closed set without a word would stop a letter in the middle."""
    for table, members in _CLOSED.items():
        words = getattr(wording, table)
        for member in members:
            if member not in words:
                yield _missing(f"{LETTER}: {table}", str(member))
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


def _missing(place: str, key: str) -> Problem:
    return Problem(
        code="missing-key",
        place=place,
        message="The key “{key}” is missing.",
        hint="Add a line: {key} = …",
        values={"key": key},
    )


def _bad_pattern(place: str, pattern: str) -> Problem:
    return Problem(
        code="bad-pattern",
        place=place,
        message="“{pattern}” is no valid pattern.",
        hint="Close every bracket and give every slot a name.",
        values={"pattern": pattern},
    )


def _unreadable(place: str, reason: str) -> Problem:
    return Problem(
        code="unreadable",
        place=place,
        message="The file cannot be read: {reason}.",
        hint="It must be there and hold TOML in UTF-8.",
        values={"reason": reason},
    )
