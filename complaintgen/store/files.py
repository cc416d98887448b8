"""Reading `case.toml`: bytes → case, or everything that is wrong with them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
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
from complaintgen.model.problem import Problem
from complaintgen.store import migrate

if TYPE_CHECKING:
    from pathlib import Path

CASE_FILE = "case.toml"
EVIDENCE_FOLDER = "evidence"
PACKS_FOLDER = "packs"


class Loaded(msgspec.Struct, frozen=True):
    """A case as read: the case, the text of its file, and the format the file had."""

    case: Case
    text: str
    found_format: int


def load_case(folder: Path) -> Case:
    """The case in a folder.

    Raises:
        CaseNotFoundError, FileProblemError, NewerFormatError, ProblemsError.
    """
    return load(folder).case


def load(folder: Path) -> Loaded:
    """The case in a folder with what is needed to save it again; raises as `load_case` does."""
    path = folder / CASE_FILE
    text = _read_text(path)
    data, found = _read_data(path, text)
    case, problems = build(Case, data, CASE_FILE)
    if case is not None:
        problems = check_case(case, CASE_FILE)
    if case is None or problems:
        raise ProblemsError(str(path), problems)
    return Loaded(case, text, found)


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise CaseNotFoundError(path.parent) from None
    except OSError as error:
        raise FileProblemError(path, error.strerror or str(error)) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ProblemsError(str(path), (_not_utf8(line),)) from error


def _not_utf8(line: int) -> Problem:
    return Problem(
        code="not-utf8",
        place=f"{CASE_FILE}: line {line}",
        message="The file is not UTF-8 text.",
        hint="Save it again as UTF-8 in your editor (not ANSI or GBK).",
    )


def _read_data(path: Path, text: str) -> tuple[dict[str, Any], int]:
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ProblemsError(str(path), (_not_toml(str(error)),)) from error
    found = data.get("format", FORMAT)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise ProblemsError(str(path), (_wrong_format(found),))
    if found > FORMAT:
        raise NewerFormatError(path, found, FORMAT)
    return migrate.lift(data, found), found


def _not_toml(reason: str) -> Problem:
    return Problem(
        code="not-toml",
        place=CASE_FILE,
        message="The file is not valid TOML: {reason}.",
        hint="Text needs quotation marks, dates look like 2026-03-05, each key stands once.",
        values={"reason": reason},
    )


def _wrong_format(found: object) -> Problem:
    return Problem(
        code="wrong-format",
        place=f"{CASE_FILE}: format",
        message="There is no format “{found}”.",
        hint="Write: format = {known}",
        values={"found": str(found), "known": str(FORMAT)},
    )
