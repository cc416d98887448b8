"""The one sanitizer of texts that go to a terminal: nothing in an answer can steer it."""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """A text with control, bidi and invisible characters shown as 〚U+001B〛; tabs are spaces."""
    return _HIDDEN.sub(_mark, text)


def _mark(found: re.Match[str]) -> str:
    return " " if found[0] == "\t" else f"〚U+{ord(found[0]):04X}〛"


def width(text: str) -> int:
    """How many columns a text takes: wide characters two, combining ones none."""
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


_OPENING = "\u2018\u201c\u3008\u300a\u300c\u300e\u3010\uff08"
_CLOSING = (
    "\u2019\u201d\u2026\u3001\u3002\u3009\u300b\u300d\u300f\u3011"
    "\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
)
"""Brackets and marks that stay with what they open, and with what they close."""
_PIECES = re.compile(rf"\s+|[{_OPENING}]*(?:[\x21-\x7e]+|[^\x21-\x7e\s])[{_CLOSING}]*")


def wrap(text: str, columns: int) -> list[str]:
    """Break a text into lines of at most so many columns: between words and between Han characters.

    A closing mark never begins a line, an opening one never ends it.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_line(paragraph, max(columns, 8)))
    return lines


def _wrap_line(text: str, columns: int) -> list[str]:
    lines, line = [], ""
    for piece in (part for found in _PIECES.findall(text) for part in _cut(found, columns)):
        if line and width(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        if line or not lines or not piece.isspace():
            line += piece
    return [*lines, line.rstrip()]


def _cut(piece: str, columns: int) -> list[str]:
    """A word longer than a line (a long address) in pieces that fit."""
    parts = [""]
    for sign in piece:
        if width(parts[-1] + sign) > columns:
            parts.append("")
        parts[-1] += sign
    return parts
