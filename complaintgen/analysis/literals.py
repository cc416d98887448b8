"""Which texts must stand in a message for a pattern to match: so that most need never be tried.

Understands the patterns of `data/intake/phrases.toml`: texts, dots, groups, alternatives, bounded
repetitions. What it does not understand requires nothing, which is slow and never wrong.
"""

from __future__ import annotations

import msgspec

_SPECIAL = frozenset("\\[]^$*+")


def required(pattern: str) -> frozenset[str]:
    """Texts of which at least one stands in whatever the pattern matches; empty = nothing known."""
    if _SPECIAL.intersection(pattern) or "(?" in pattern:
        return frozenset()
    found, _ = _alternatives(_Source(pattern), 0)
    return found


class _Source(msgspec.Struct, frozen=True):
    text: str

    def at(self, place: int) -> str:
        """The character at a place; empty behind the end."""
        return self.text[place : place + 1]


def _alternatives(source: _Source, place: int) -> tuple[frozenset[str], int]:
    """What one of several branches requires: something of each, or nothing is known."""
    branches: list[frozenset[str]] = []
    while True:
        branch, place = _sequence(source, place)
        branches.append(branch)
        if source.at(place) != "|":
            break
        place += 1
    return (frozenset().union(*branches) if all(branches) else frozenset()), place


def _sequence(source: _Source, place: int) -> tuple[frozenset[str], int]:
    """The best of what the parts of a branch require."""
    best: frozenset[str] = frozenset()
    run = ""
    while (sign := source.at(place)) not in ("", "|", ")"):
        part: frozenset[str] = frozenset()
        if sign == "(":
            part, place = _alternatives(source, place + 1)
        place += 1
        optional, place = _repetition(source, place)
        if sign not in "(." and not optional:
            run += sign
            continue
        best, run = _better(best, _literal(run)), ""
        best = best if optional else _better(best, part)
    return _better(best, _literal(run)), place


def _repetition(source: _Source, place: int) -> tuple[bool, int]:
    """Whether a part may be missing, and where its repetition ends."""
    if source.at(place) == "?":
        return True, place + 1
    if source.at(place) == "{":
        return source.at(place + 1) == "0", source.text.index("}", place) + 1
    return False, place


def _literal(run: str) -> frozenset[str]:
    return frozenset({run}) if run else frozenset()


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The requirement that fewer messages meet: longer texts, then fewer of them."""
    return max((one, other), key=lambda found: (min(map(len, found), default=0), -len(found)))
