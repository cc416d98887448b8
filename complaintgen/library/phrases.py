"""Reads the words by which messages are searched: `data/intake/phrases.toml`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaintgen.library.mistakes import problem, twice
from complaintgen.library.places import data_folder
from complaintgen.library.toml import read_form
from complaintgen.model.errors import ProblemsError
from complaintgen.model.phrases import REASONS, PhraseEntry, Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.model.problem import Problem

FILE = "intake/phrases.toml"
_UNBOUNDED = re.compile(r"(?<!\\)(?:[*+]|\{[0-9]*,\})")


def load_phrases() -> Phrases:
    """The phrases that the package ships.

    Raises:
        ProblemsError: the file is wrong; all mistakes are listed.
    """
    phrases, problems = read_phrases(data_folder())
    if phrases is None or problems:
        raise ProblemsError(FILE, problems)
    return phrases


def read_phrases(folder: Path) -> tuple[Phrases | None, tuple[Problem, ...]]:
    """The phrases of `folder`/intake/phrases.toml, or None, and what is wrong with them."""
    phrases, problems = read_form(Phrases, folder / FILE, FILE)
    return phrases, problems or (tuple(_mistakes(phrases)) if phrases else ())


def _mistakes(phrases: Phrases) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in phrases.entries:
        place = f"{FILE}: {entry.id}"
        if entry.id in seen:
            yield twice(place, entry.id)
        seen.add(entry.id)
        yield from _entry_mistakes(entry, place)
    for pattern in (*phrases.notices.patterns, *phrases.notices.unless):
        if not _is_bounded(pattern):
            yield _bad_pattern(f"{FILE}: notices", pattern)
    for code in REASONS:
        if code not in phrases.reasons:
            yield problem(
                code="missing-key",
                place=f"{FILE}: reasons",
                message="The key “{key}” is missing.",
                hint="Add a line: {key} = …",
                key=code,
            )


def _entry_mistakes(entry: PhraseEntry, place: str) -> Iterator[Problem]:
    if not entry.acts or not (entry.words or entry.patterns) or "" in entry.words:
        yield problem(
            code="empty-word",
            place=place,
            message="An entry needs acts and words or patterns, and no word may be empty.",
            hint="Write what stands in the messages, and which act it may be.",
        )
    for pattern in (*entry.patterns, *entry.unless):
        if not _is_bounded(pattern):
            yield _bad_pattern(place, pattern)


def _bad_pattern(place: str, pattern: str) -> Problem:
    return problem(
        code="bad-pattern",
        place=place,
        message="“{pattern}” is no valid pattern.",
        hint="Close every bracket and bound every repetition, like {{0,8}}.",
        pattern=pattern,
    )


def _is_bounded(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return not _UNBOUNDED.search(pattern)
