"""The one door to the data files the package ships: TOML into a form, or what is wrong with it."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from complaintgen.model.forms import build
from complaintgen.model.problem import Problem
from complaintgen.model.question import Form

if TYPE_CHECKING:
    from pathlib import Path

F = TypeVar("F", bound=Form)


def read_form(kind: type[F], path: Path, place: str) -> tuple[F | None, tuple[Problem, ...]]:
    """One file as a form, or None, and everything that is wrong with it.

    Args:
        kind: the form of the file.
        path: the file; if it is missing or no TOML, that is a problem too.
        place: how problems name the file.
    """
    try:
        data = read_data(path)
    except tomllib.TOMLDecodeError as error:
        return None, (_slip(place, path, str(error)),)
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        return None, (_unreadable(place, str(error)),)
    return build(kind, data, place)


def read_data(path: Path) -> dict[str, Any]:
    """A file as plain data; a mark of UTF-8 at its beginning is no part of it.

    Raises:
        OSError: the system refused.
        ValueError: it is no TOML in UTF-8.
        RecursionError: its lists are nested too deeply.
    """
    return tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)


_AT = re.compile(r"(?P<what>.*) \(at line (?P<line>\d+), column \d+\)")
_TWICE = re.compile("Cannot (?:overwrite|declare|mutate|redefine)|already|twice", re.IGNORECASE)


def _slip(place: str, path: Path, reason: str) -> Problem:
    """What is no TOML, with the line as it stands."""
    found = _AT.fullmatch(reason)
    if found is None:
        return _unreadable(place, reason)
    number = int(found["line"])
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    line = lines[number - 1].strip()[:60] if number <= len(lines) else ""
    values = {"number": str(number), "line": line}
    if _TWICE.search(found["what"]):
        return Problem(
            code="unreadable",
            place=place,
            message="The file cannot be read: what line {number} names stands there already: "
            "{line}",
            hint="Keep one of the two; several of a kind are written as [[ ]].",
            values=values,
        )
    return Problem(
        code="unreadable",
        place=place,
        message="The file cannot be read at line {number}: {line}",
        hint="Text stands in quotation marks, a day like 2026-03-05 without; every bracket and "
        "quotation mark is closed.",
        values=values,
    )


def _unreadable(place: str, reason: str) -> Problem:
    return Problem(
        code="unreadable",
        place=place,
        message="The file cannot be read: {reason}.",
        hint="It must be there and hold TOML in UTF-8.",
        values={"reason": reason},
    )
