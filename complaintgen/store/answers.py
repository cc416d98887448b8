"""An answers file: bytes → plain data in the form of `case.toml`, or what is wrong with them."""

from __future__ import annotations

from typing import Any

from complaintgen.model.case import FORMAT
from complaintgen.model.errors import ProblemsError
from complaintgen.model.problem import Problem
from complaintgen.store import migrate, plain_toml

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
    data = plain_toml.data_of(plain_toml.text_of(raw, place, place), place, place)
    found = plain_toml.format_of(data, place, place)
    if found > FORMAT:
        raise ProblemsError(place, (plain_toml.wrong_format(place, found),))
    return migrate.lift(data, found)


def _too_large(place: str) -> Problem:
    return Problem(
        code="too-large",
        place=place,
        message="The file is larger than {limit} MB: that is no answers file.",
        hint="Name the file with the answers; proofs are named in it by their paths.",
        values={"limit": str(LIMIT // 1_000_000)},
    )
