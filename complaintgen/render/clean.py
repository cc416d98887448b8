"""The one sanitizer: what somebody typed or pasted, made safe to print.

In a letter, a character that cannot be seen or printed is replaced by its number in brackets,
`〚U+202E〛`: controls, bidirectional and zero-width characters, unassigned ones, lone surrogates,
and all that the letter fonts have no glyph for. (The brackets are ones the letter fonts have.)
Line breaks and tabs stay. In text to paste only C0 controls go.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

GLYPHS = "glyphs.bin"
KEPT = "\n\t"

# Control, format (bidi, zero width), surrogate, private use, unassigned, line and paragraph
# separator. (Other invisible characters, such as the Hangul fillers, have no glyph in the letter
# fonts; a test holds that.)
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_C0 = {code: None for code in range(0x20) if chr(code) not in KEPT}


@cache
def _coverage() -> bytes:
    """One bit for each code point that both letter fonts can print, lowest bit first."""
    return Path(__file__).with_name(GLYPHS).read_bytes()


def has_glyph(character: str) -> bool:
    """Whether both letter fonts have a glyph for the character."""
    code = ord(character)
    bits = _coverage()
    return code >> 3 < len(bits) and bool(bits[code >> 3] >> (code & 7) & 1)


@cache
def is_printable(character: str) -> bool:
    """Whether a letter can show the character as it is; a line break and a tab count as shown."""
    if character in KEPT:
        return True
    if unicodedata.category(character) in _REFUSED:
        return False
    return has_glyph(character)


def mark(character: str) -> str:
    """What a letter shows in place of a character that it cannot print."""
    return f"〚U+{ord(character):04X}〛"


def clean(text: str) -> tuple[str, int]:
    """The text as a letter can print it, and how many characters had to be marked.

    Line ends of other systems become plain ones; that is no loss and is not counted.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = [character for character in set(text) if not is_printable(character)]
    if not bad:
        return text, 0
    marked = sum(text.count(character) for character in bad)
    return text.translate({ord(character): mark(character) for character in bad}), marked


def clean_paste(text: str) -> str:
    """Text for a web form: all stays but C0 controls; line ends become plain."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_C0)


def clean_context(context: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """A copy of a letter's context with every text cleaned, and the number of characters marked."""
    marked = 0

    def walk(value: Any) -> Any:  # noqa: ANN401 (plain data of any shape)
        nonlocal marked
        match value:
            case str():
                text, count = clean(value)
                marked += count
                return text
            case dict() | MappingProxyType():
                return {key: walk(entry) for key, entry in value.items()}
            case list() | tuple():
                return tuple(walk(entry) for entry in value)
            case _:
                return value

    return {key: walk(value) for key, value in context.items()}, marked
