"""Texts from evidence made whole: references decoded, what no text may hold marked visibly.

Nothing is dropped and nothing else is changed: `〚U+0000〛` stands for a character that cannot be
shown, `〚0xE4〛` for a byte that is no text, and each of them is counted.
"""

from __future__ import annotations

import re

_NAMED = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|apos|#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,6});")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BYTE = re.compile("[\udc00-\udcff]")
_TO_MEND = re.compile("[&\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HIGHEST = 0x10FFFF


def unescaped(raw: str) -> tuple[str, int]:
    """The value of an attribute as it was meant, and how many characters had to be mended.

    Two references that are the halves of one character are joined; references to controls, lone
    halves, U+FFFE and U+FFFF become marks. What is no reference stays as it is.
    """
    if not _TO_MEND.search(raw):
        return raw, 0
    text, lost = _BYTE.subn(_byte_mark, raw)
    text = _REFERENCE.sub(_character, text)
    mended, count = visible(text)
    return mended, lost + count


def visible(text: str) -> tuple[str, int]:
    """A text without halves and controls, each joined or marked, and how many there were."""
    if not _ODD.search(text):
        return text, 0
    text, joined = _PAIR.subn(_joined, text)
    text, marked = _ODD.subn(_mark, text)
    return text, joined + marked


def without_lost_bytes(text: str) -> tuple[str, int]:
    """A text of `streams.text_parts` with the bytes that were no text, and controls, marked."""
    if not _ODD.search(text):
        return text, 0
    text, lost = _BYTE.subn(_byte_mark, text)
    text, marked = _ODD.subn(_mark, text)
    return text, lost + marked


def _character(found: re.Match[str]) -> str:
    written = found[0]
    if written in _NAMED:
        return _NAMED[written]
    code = int(written[3:-1], 16) if written[2] in "xX" else int(written[2:-1])
    return chr(code) if code <= _HIGHEST else written


def _joined(found: re.Match[str]) -> str:
    return found[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _mark(found: re.Match[str]) -> str:
    return f"〚U+{ord(found[0]):04X}〛"


def _byte_mark(found: re.Match[str]) -> str:
    return f"〚0x{ord(found[0]) - 0xDC00:02X}〛"
