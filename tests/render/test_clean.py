"""The sanitizer marks what cannot be printed and leaves the rest alone."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.render.clean import (
    GLYPHS,
    clean,
    clean_context,
    clean_paste,
    has_glyph,
    is_printable,
    mark,
)

ROOT = Path(__file__).parents[2]
ANY_TEXT = st.text(st.characters(exclude_categories=[]))


def test_glyph_data_equals_the_fonts() -> None:
    """The committed coverage is what the script reads from the fonts installed now."""
    script = runpy.run_path(str(ROOT / "scripts" / "make_glyphs.py"))
    committed = (ROOT / "complaintgen" / "render" / GLYPHS).read_bytes()
    assert script["coverage"]() == committed


@pytest.mark.parametrize("character", "堃喆镕昇頔玥㛃䶮𬱖〚〛“”‹›□①　\u00a0")
def test_rare_and_needed_characters_stay(character: str) -> None:
    """Rare name characters and the marks letters need have glyphs in both fonts."""
    assert clean(character) == (character, 0)


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x00", "〚U+0000〛"),
        ("\x07", "〚U+0007〛"),
        ("\x0b", "〚U+000B〛"),
        ("\x85", "〚U+0085〛"),
        ("\u00ad", "〚U+00AD〛"),
        ("\u200b", "〚U+200B〛"),
        ("\u202e", "〚U+202E〛"),
        ("\u2028", "〚U+2028〛"),
        ("\u2066", "〚U+2066〛"),
        ("\u3164", "〚U+3164〛"),
        ("\ufe0f", "〚U+FE0F〛"),
        ("\ufeff", "〚U+FEFF〛"),
        ("\ue000", "〚U+E000〛"),
        ("\uffff", "〚U+FFFF〛"),
        ("\ud800", "〚U+D800〛"),
        ("😀", "〚U+1F600〛"),
        ("☑", "〚U+2611〛"),
    ],
)
def test_what_cannot_be_printed_is_marked(character: str, shown: str) -> None:
    """Controls, bidi, invisible, unassigned, lone and glyphless characters show their number."""
    assert clean(f"前{character}后{character}") == (f"前{shown}后{shown}", 2)


INVISIBLE = (
    *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164),
    *(0xFFA0, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
)
"""Assigned and still invisible on paper (Unicode: Default_Ignorable_Code_Point outside category
Cf, and the blank Braille pattern)."""


def test_no_invisible_character_passes() -> None:
    """Fillers, selectors and blanks are marked, whatever the letter fonts come to hold."""
    assert [hex(code) for code in INVISIBLE if is_printable(chr(code))] == []


def test_line_ends_become_plain_ones_uncounted() -> None:
    """Line breaks and tabs are kept; those of other systems lose nothing."""
    assert clean("一\r\n二\r三\n\t四  五") == ("一\n二\n三\n\t四  五", 0)


@given(ANY_TEXT)
def test_cleaning_loses_nothing_and_settles(text: str) -> None:
    """Cleaned text is printable throughout, needs no second cleaning, and counts what it marked."""
    cleaned, marked = clean(text)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert all(map(is_printable, cleaned))
    assert clean(cleaned) == (cleaned, 0)
    assert marked == sum(not is_printable(character) for character in plain)
    assert cleaned == "".join(c if is_printable(c) else mark(c) for c in plain)


@given(ANY_TEXT)
def test_paste_keeps_all_but_controls(text: str) -> None:
    """Text for a web form loses C0 controls only."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = [c for c in plain if c in "\n\t" or ord(c) >= 32]
    assert clean_paste(text) == "".join(kept)


def test_context_is_cleaned_all_the_way_down() -> None:
    """Texts in lists and mappings are cleaned and counted together; other values stay."""
    context = {"a": ["x\x00", {"b": "\u200b", "n": 3, "none": None}], "t": ("好",)}
    cleaned, marked = clean_context(context)
    assert cleaned == {
        "a": ("x〚U+0000〛", {"b": "〚U+200B〛", "n": 3, "none": None}),
        "t": ("好",),
    }
    assert marked == 2


def test_a_character_beyond_the_data_has_no_glyph() -> None:
    """The last code point of Unicode is no surprise."""
    assert not has_glyph("\U0010fffe")
