"""Reads the words of call lists, `data/intake/tables.toml`; intake is handed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.library.places import data_folder
from complaintgen.library.toml import read_form
from complaintgen.model.errors import ProblemsError
from complaintgen.model.problem import Problem
from complaintgen.model.table_words import Meaning, TableWords

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "intake/tables.toml"


def load_table_words(folder: Path | None = None) -> TableWords:
    """The words the package ships, or those of another data folder.

    Raises:
        ProblemsError: the file is wrong; all mistakes are listed.
    """
    words, problems = read_table_words(folder or data_folder())
    if words is None or problems:
        raise ProblemsError("the program's data", problems)
    return words


def read_table_words(folder: Path) -> tuple[TableWords | None, tuple[Problem, ...]]:
    """The words of `folder`/intake/tables.toml, or None, and what is wrong with them."""
    words, problems = read_form(TableWords, folder / FILE, FILE)
    return words, problems or tuple(_check(words) if words else ())


def _check(words: TableWords) -> Iterator[Problem]:
    known = {word for heading in words.headings for word in heading.words}
    for layout in words.layouts:
        for mark in (word for marks in layout.marks for word in marks):
            if mark not in known:
                yield Problem(
                    "unknown-heading",
                    f"{FILE}: layouts.{layout.id}",
                    "The mark “{word}” is no known heading.",
                    "Add it to a [[headings]], or correct its spelling.",
                    {"word": mark},
                )
    missing = {Meaning.TIME, Meaning.NUMBER} - {heading.meaning for heading in words.headings}
    for meaning in sorted(missing):
        yield Problem(
            "missing-heading",
            FILE,
            "No heading means “{meaning}”.",
            "Add a [[headings]] with this meaning.",
            {"meaning": meaning.value},
        )
