"""Bytes that a person may have edited → plain data of TOML, or what is wrong with them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

from complaintgen.model.case import FORMAT
from complaintgen.model.errors import ProblemsError
from complaintgen.model.problem import Problem

_LONGEST = 300
"""Characters of a reason: the parser may repeat half the file."""


def text_of(raw: bytes, place: str, source: str) -> str:
    """UTF-8 with or without BOM as text.

    Args:
        raw: the bytes of the file.
        place: its short name, for the place of a mistake.
        source: its full name, for the error.

    Raises:
        ProblemsError: they are no UTF-8.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ProblemsError(source, (_not_utf8(f"{place}: line {line}"),)) from error


def data_of(text: str, place: str, source: str) -> dict[str, Any]:
    """The data of a text; figures with a point are Decimal.

    Raises:
        ProblemsError: it is no TOML, or nothing that can be read: endless figures or brackets.
    """
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise ProblemsError(source, (_not_toml(place, str(error)),)) from error


def format_of(data: dict[str, Any], place: str, source: str) -> int:
    """The format that a file says it has; it may be newer than this program.

    Raises:
        ProblemsError: it is no number from 1 on.
    """
    found = data.get("format", FORMAT)
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        raise ProblemsError(source, (wrong_format(place, found),))
    return found


def wrong_format(place: str, found: object) -> Problem:
    """That there is no such format."""
    return Problem(
        code="wrong-format",
        place=f"{place}: format",
        message="There is no format “{found}”.",
        hint="Write: format = {known}",
        values={"found": str(found)[:60], "known": str(FORMAT)},
    )


def _not_utf8(place: str) -> Problem:
    return Problem(
        code="not-utf8",
        place=place,
        message="The file is not UTF-8 text.",
        hint="Save it again as UTF-8 in your editor (not ANSI or GBK).",
    )


def _not_toml(place: str, reason: str) -> Problem:
    return Problem(
        code="not-toml",
        place=place,
        message="The file is not valid TOML: {reason}.",
        hint="Text needs quotation marks, dates look like 2026-03-05, each key stands once.",
        values={"reason": reason[:_LONGEST]},
    )
