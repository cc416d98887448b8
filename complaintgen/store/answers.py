"""An answers file: bytes → plain data in the form of `case.toml`, or what is wrong with them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

from complaintgen.model.case import FORMAT
from complaintgen.model.errors import ProblemsError
from complaintgen.model.problem import Problem
from complaintgen.store import migrate

LIMIT = 20_000_000
"""Bytes of an answers file at most; ten thousand incidents take a quarter of it."""


def parse(raw: bytes, place: str) -> dict[str, Any]:
    """The data of an answers file; `place` names it in messages.

    UTF-8 with or without BOM, any line ends. An older format is lifted as a case would be.

    Raises:
        ProblemsError: it is too large, no UTF-8, no TOML, or of another format.
    """
    if len(raw) > LIMIT:
        raise ProblemsError(place, (_too_large(place),))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ProblemsError(place, (_not_utf8(f"{place}: line {line}"),)) from error
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise ProblemsError(place, (_not_toml(place, str(error)),)) from error
    found = data.get("format", FORMAT)
    if isinstance(found, bool) or not isinstance(found, int) or not 1 <= found <= FORMAT:
        raise ProblemsError(place, (_wrong_format(f"{place}: format", found),))
    return migrate.lift(data, found)


def _too_large(place: str) -> Problem:
    return Problem(
        code="too-large",
        place=place,
        message="The file is larger than {limit} MB: that is no answers file.",
        hint="Name the file with the answers; proofs are named in it by their paths.",
        values={"limit": str(LIMIT // 1_000_000)},
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
        values={"reason": reason[:300]},
    )


def _wrong_format(place: str, found: object) -> Problem:
    return Problem(
        code="wrong-format",
        place=place,
        message="There is no format “{found}”.",
        hint="Write: format = {known}",
        values={"found": str(found)[:60], "known": str(FORMAT)},
    )
