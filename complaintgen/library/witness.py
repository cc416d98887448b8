"""Reads what witnesses are asked and how their statements are worded.

That is `data/witness/questions.toml` and `data/wording/witness.zh.toml` with its English beside it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from complaintgen.library.mistakes import missing_key
from complaintgen.library.places import data_folder
from complaintgen.library.questions import read_questions
from complaintgen.library.toml import read_form
from complaintgen.model.case import IncidentKind
from complaintgen.model.errors import ProblemsError
from complaintgen.model.witness import Witnessing, WitnessReading, WitnessWords, in_english

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.model.problem import Problem

FOLDER = "witness"
WORDS, READING = "wording/witness.zh.toml", "wording/witness.en.toml"


def load_witnessing(data: Path | None = None) -> Witnessing:
    """The questions and words that the package ships, or those of another data folder.

    Raises:
        ProblemsError: a file is wrong; all mistakes are listed.
    """
    witnessing, problems = read_witnessing(data or data_folder())
    if witnessing is None or problems:
        raise ProblemsError(FOLDER, problems)
    return witnessing


def read_witnessing(data: Path) -> tuple[Witnessing | None, tuple[Problem, ...]]:
    """The questions and words of a data folder, or None, and what is wrong with them."""
    sections, wrong = read_questions(data / FOLDER)
    words, problems = read_form(WitnessWords, data / WORDS, WORDS)
    english, faults = read_form(WitnessReading, data / READING, READING)
    if words is None or english is None:
        return None, (*wrong, *problems, *faults)
    found = (*wrong, *problems, *_missing_words(words, WORDS), *_missing_words(english, READING))
    hashes = {FOLDER: _hash(data / FOLDER / "questions.toml")}
    reading = in_english(words, english)
    return Witnessing(sections=sections, words=words, reading=reading, hashes=hashes), found


def _missing_words(words: WitnessWords | WitnessReading, place: str) -> Iterator[Problem]:
    for kind in IncidentKind:
        if kind not in words.happened:
            yield missing_key(f"{place}: happened", kind.value)
    for name in PATTERNS:
        if name not in words.patterns:
            yield missing_key(f"{place}: patterns", name)


PATTERNS = (
    *("opening", "opening_bare", "happened", "when", "count", "number", "caller", "forgotten"),
    *("number_word", "caller_word", "count_word", "kind_word", "account", "account_unknown"),
    *("words", "written", "words_unknown", "harm", "keeps", "truthful", "willing", "agrees"),
    "signed",
)
"""The patterns that `letters.witness` and `filing.witness` fill."""


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
