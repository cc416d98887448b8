"""How a value is spelt: whatever stands in an answer, the file can be read again."""

from __future__ import annotations

import tomllib

import pytest

from complaintgen.store import writing

CONTROL = [*map(chr, range(0x20)), "\x7f", '"', "\\", "\u0085", "\u2028", "\ufeff", "\U0001f4de"]


@pytest.mark.parametrize("character", CONTROL, ids=ascii)
@pytest.mark.parametrize("pattern", ["{}", "a{}b", "{}\n", "\n{}\n\n", '""{}"', "\\{}"])
def test_no_character_makes_a_file_that_cannot_be_read(character: str, pattern: str) -> None:
    """Control characters, quotes and backslashes come back as they were, on one line or several."""
    text = pattern.format(character)
    assert tomllib.loads(f"x = {writing.literal(text)}\n")["x"] == text


@pytest.mark.parametrize(
    ("half", "mark"),
    [("\ud800", "〚U+D800〛"), ("\udabc", "〚U+DABC〛"), ("\udfff", "〚U+DFFF〛")],
    ids=ascii,
)
def test_every_half_character_is_marked(half: str, mark: str) -> None:
    """From the first to the last of them, for no file can hold one."""
    for text, expected in ((f"a{half}", f"a{mark}"), (f"a\n{half}", f"a\n{mark}")):
        spelt = f"x = {writing.literal(text)}\n"
        spelt.encode()
        assert tomllib.loads(spelt)["x"] == expected


def test_the_id_stands_first_and_what_is_not_known_last() -> None:
    """A person who reads the file finds the name of an item at its top."""
    entry = {"unknown": ["day"], "kind": "call", "id": "i1", "count": 3}
    assert writing.lines(entry) == 'id = "i1"\nkind = "call"\ncount = 3\nunknown = ["day"]\n'
