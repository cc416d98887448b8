"""Plain data as the lines of `case.toml`: one spelling for each value, so that the same answers
are the same bytes.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LINE = 80
"""A list that is longer than this is written over several lines."""


def table(header: str, data: Mapping[str, object]) -> str:
    """A table with a blank line before its header; the id first, what is not known last."""
    return f"\n{header}\n{lines(data)}"


def lines(data: Mapping[str, object]) -> str:
    """Keys and values, one a line."""
    names = sorted(data, key=lambda name: (name != "id", name == "unknown"))
    return "".join(f"{name} = {literal(data[name])}\n" for name in names)


def literal(value: object) -> str:
    """A value as TOML writes it.

    Raises:
        TypeError: a case holds no such value.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case date() | time():
            return value.isoformat()
        case str():
            return _string(value)
        case list() | tuple():
            return _array([literal(part) for part in value])
        case _:
            raise TypeError(type(value).__name__)


def _array(parts: list[str]) -> str:
    """A list on one line, a long one with a line for each part."""
    line = f"[{', '.join(parts)}]"
    return line if len(line) <= LINE else "[\n" + "".join(f"    {part},\n" for part in parts) + "]"


def _string(text: str) -> str:
    """A text over several lines stays readable; one that TOML would alter is written with escapes.

    TOML drops a line break right behind the opening quotes and may turn CR LF into LF.
    """
    if "\n" not in text or "\r" in text:
        return f'"{_escaped(text)}"'
    body = "\n".join(_escaped(line) for line in text.split("\n"))
    return f'"""\n{body}"""'


_SPECIAL = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _escape(found[0]), text)


def _escape(character: str) -> str:
    """Half characters, which no file can hold, are marked, not lost."""
    if "\ud800" <= character <= "\udfff":
        return f"〚U+{ord(character):04X}〛"
    return _SHORT.get(character) or f"\\u{ord(character):04x}"
