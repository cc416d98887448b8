"""Reading `case.toml`: bytes → case, or everything that is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.model.case import FORMAT, Case
from complaintgen.model.checks import check_case
from complaintgen.model.errors import (
    CaseNotFoundError,
    FileProblemError,
    NewerFormatError,
    ProblemsError,
)
from complaintgen.model.forms import build
from complaintgen.store import migrate, plain_toml

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.model.problem import Problem

CASE_FILE = "case.toml"
EVIDENCE_FOLDER = "evidence"
PACKS_FOLDER = "packs"


class Loaded(msgspec.Struct, frozen=True):
    """A case as read: the case, the bytes of its file, the format that the file had."""

    case: Case
    raw: bytes
    found_format: int

    def __repr__(self) -> str:
        return "<Loaded, personal>"


def load_case(folder: Path) -> Case:
    """The case in a folder.

    Raises:
        CaseNotFoundError, FileProblemError, NewerFormatError, ProblemsError.
    """
    return load(folder).case


def load(folder: Path) -> Loaded:
    """The case in a folder with what is needed to save it again; raises as `load_case` does."""
    path = folder / CASE_FILE
    raw = _read(path)
    text = plain_toml.text_of(raw, CASE_FILE, str(path))
    data = plain_toml.data_of(text, CASE_FILE, str(path))
    found = plain_toml.format_of(data, CASE_FILE, str(path))
    if found > FORMAT:
        raise NewerFormatError(path, found, FORMAT)
    return Loaded(_case(migrate.lift(data, found), path), raw, found)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CaseNotFoundError(path.parent) from None
    except OSError as error:
        raise FileProblemError(path, error.strerror or str(error)) from error


def _case(data: dict[str, Any], path: Path) -> Case:
    """The case in plain data: at once where it is faultless, else with every mistake named."""
    try:
        case: Case | None = msgspec.convert(data, Case)
        problems: tuple[Problem, ...] = ()
    except msgspec.ValidationError:
        case, problems = build(Case, data, CASE_FILE)
    if case is not None:
        problems = check_case(case, CASE_FILE)
    if case is None or problems:
        raise ProblemsError(str(path), problems)
    return case
