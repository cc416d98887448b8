"""Required texts: never wrong about a pattern, so a search loses nothing by them."""

from __future__ import annotations

import re

import pytest

from complaintgen.analysis.literals import required
from complaintgen.library.phrases import load_phrases


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("大字报", {"大字报"}),
        ("泼(红)?油漆", {"油漆"}),
        ("(死|臭)(骗子|老赖)", {"骗子", "老赖"}),
        ("(去|到).{0,8}(闹|堵)", {"去", "到"}),
        ("(知道|清楚)(你|您)", {"知道", "清楚"}),
        ("a{0,3}bc", {"bc"}),
        ("(a|b)?", set()),
        ("(a|(b)?)", set()),
        ("[ab]c", set()),
        ("", set()),
    ],
)
def test_what_a_pattern_requires(pattern: str, texts: set[str]) -> None:
    """The longest texts that no match can do without; nothing where that is not certain."""
    assert required(pattern) == texts


def test_every_shipped_pattern_requires_something() -> None:
    """A pattern tried on every message would make a search of a whole telephone slow."""
    for entry in load_phrases().entries:
        for pattern in entry.patterns:
            assert required(pattern), f"{entry.id}: {pattern}"


def test_required_texts_stand_in_every_match() -> None:
    """Held against the passages that the corpus brings out."""
    from tests.analysis.test_searching import CORPUS  # noqa: PLC0415 (a table of the other module)

    patterns = [pattern for entry in load_phrases().entries for pattern in entry.patterns]
    matches = [
        (pattern, match[0])
        for _, text in CORPUS
        for pattern in patterns
        for match in re.finditer(pattern, text)
    ]
    assert len(matches) > 40
    assert all(any(part in match for part in required(pattern)) for pattern, match in matches)
