"""The one sanitizer of texts that go to a terminal: nothing in an answer can steer it.

And their widths: a text is broken into lines that fit whatever the console makes of it. Signs of
ambiguous width (quotation marks, dots, dashes) count as two columns: consoles with a Chinese font
draw them so, elsewhere a line ends a column early. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """A text with control, bidi and invisible characters shown as 〚U+001B〛; tabs are spaces."""
    return _HIDDEN.sub(_mark, text)


def _mark(found: re.Match[str]) -> str:
    return " " if found[0] == "\t" else f"〚U+{ord(found[0]):04X}〛"


_BRACKETS = str.maketrans("〚〛", "[]")


def writable(text: str, encoding: str) -> str:
    """A text of which a console with some encoding can show all: the rest as `[U+1F600]`.

    An encoding that Python does not know counts as ASCII.
    """
    if _fits(text, encoding):
        return text
    return "".join(
        sign if _fits(sign, encoding) else f"[U+{ord(sign):04X}]"
        for sign in text.translate(_BRACKETS)
    )


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    except LookupError:
        return text.isascii()
    return True


def width(text: str) -> int:
    """How many columns a text takes at most: wide and ambiguous signs two, combining ones none."""
    return sum(map(_columns, text))


_PICTURE = "\ufe0f"
"""Makes the sign before it a picture, which is wide."""


@lru_cache(maxsize=8192)
def _columns(sign: str) -> int:
    if sign == _PICTURE:
        return 1
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1


_OPENING = "\u2018\u201c\u3008\u300a\u300c\u300e\u3010\u3014\uff08"
_CLOSING = (
    "\u00b7\u2014\u2019\u201d\u2026\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015"
    "\uff01\uff05\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff5e"
)
"""Brackets and marks that stay with what they open, and with what they close."""
_LETTERS = "\x21-\x7e\u00c0-\u024f\u0300-\u052f"
"""Signs of words that are not torn: Latin, Greek, Cyrillic, figures."""
_PIECES = re.compile(rf"\s+|[{_OPENING}]*(?:[{_LETTERS}]+|[^{_LETTERS}\s])[{_CLOSING}]*")


def wrap(text: str, columns: int) -> list[str]:
    """Break a text into lines of at most so many columns: between words and between Han characters.

    A closing mark never begins a line, an opening one never ends it.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_line(paragraph, max(columns, 8)))
    return lines


def _wrap_line(text: str, columns: int) -> list[str]:
    if width(text) <= columns:
        return [text.rstrip()]
    lines, line, taken = [], "", 0
    for piece in (part for found in _PIECES.findall(text) for part in _cut(found, columns)):
        if line and taken + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line, taken = "", 0
        if line or not lines or not piece.isspace():
            line, taken = line + piece, taken + width(piece)
    return [*lines, line.rstrip()]


def _cut(piece: str, columns: int) -> list[str]:
    """A word longer than a line (a long address) in pieces that fit."""
    if width(piece) <= columns:
        return [piece]
    parts = [""]
    for sign in piece:
        if width(parts[-1] + sign) > columns:
            parts.append("")
        parts[-1] += sign
    return parts


_REST = "..."


def shortened(text: str, columns: int) -> str:
    """A text in one line of at most so many columns; `...` where something is left out."""
    text = " ".join(text.split())
    if width(text) <= columns:
        return text
    room, end = columns - len(_REST), 0
    for sign in text:
        room -= _columns(sign)
        if room < 0:
            break
        end += 1
    return text[:end].rstrip() + _REST
