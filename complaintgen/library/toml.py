"""The one door to the data files the package ships: TOML into a form, or what is wrong with it."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

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
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return None, (_unreadable(place, str(error)),)
    return build(kind, data, place)


def _unreadable(place: str, reason: str) -> Problem:
    return Problem(
        code="unreadable",
        place=place,
        message="The file cannot be read: {reason}.",
        hint="It must be there and hold TOML in UTF-8.",
        values={"reason": reason},
    )
