"""Two people's letters are not twins: what tells of a case is that case's own."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest

from tests.scenarios.making import load, make

NAMES = (
    "demo",
    "consumer-finance",
    "bank-card",
    "branch-decision",
    "microloan-platform",
    "guarantee-company",
    "unlicensed-threats",
    "card-plan",
    "consumer-plan",
    "p2p-2019",
)
TELLING = (
    "incidents.",
    "findings",
    "steps.",
    "loan.",
    "leak.",
    "credit.",
    "payment.",
    "consumer.",
    "police.",
    "court.",
    "online.",
    "petition.",
    "platform.trouble",
)
PHRASE = 20
"""A sentence of the frame (以上有证据1为证) is shorter than any that tells what happened."""


@cache
def letters() -> dict[str, list[str]]:
    """The cases of each kind of letter that at least two people send."""
    found: dict[str, list[str]] = {}
    for name in NAMES:
        for letter in load(name).letters:
            found.setdefault(letter, []).append(name)
    return {letter: names for letter, names in found.items() if len(names) > 1}


@cache
def told(name: str, letter: str) -> frozenset[str]:
    """The sentences of a letter that rest on what this person answered of the matter.

    The list of evidence is left out: 短信截图 is what many people have.
    """
    channel, _, kind = letter.partition("/")
    return frozenset(
        str(entry["text"])
        for entry in make(load(name), channel, kind).trace
        if any(source.startswith(TELLING) for source in map(str, entry["from"]))  # type: ignore[call-overload]
        and not str(entry["text"]).startswith("证据")
    )


@pytest.mark.parametrize("letter", sorted(letters()))
def test_two_people_share_no_sentence_that_tells(letter: str) -> None:
    """Beside short phrases of the frame no sentence about the matter stands in both letters."""
    names = letters()[letter]
    assert any(told(name, letter) for name in names)
    for one, other in combinations(names, 2):
        shared = told(one, letter) & told(other, letter)
        assert [text for text in shared if len(text) > PHRASE] == [], (one, other)
