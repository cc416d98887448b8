"""Reads and checks whom to call in danger (`data/safety/*.toml`)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from complaintgen.library.mistakes import among, problem, twice
from complaintgen.library.toml import read_form
from complaintgen.model.safety import Hotline, Hotlines, Safety, Triage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.model.problem import Problem
    from complaintgen.model.question import Words
    from complaintgen.model.safety import Danger

HOTLINES = "safety/hotlines.toml"
TRIAGE = "safety/triage.toml"
NUMBER = re.compile(r"\d{3,5}")
"""National short numbers: what can be dialled from every phone in the country."""


def read_safety(folder: Path) -> tuple[Safety | None, tuple[Problem, ...]]:
    """The hotlines and the triage of a data folder, or None, and what is wrong with them."""
    hotlines, problems = read_form(Hotlines, folder / HOTLINES, HOTLINES)
    triage, more = read_form(Triage, folder / TRIAGE, TRIAGE)
    if hotlines is None or triage is None:
        return None, (*problems, *more)
    found = (*_check_hotlines(hotlines.hotlines), *_check_triage(triage, hotlines.hotlines))
    if found:
        return None, found
    return Safety(hotlines=hotlines.hotlines, triage=triage), ()


def _check_hotlines(hotlines: tuple[Hotline, ...]) -> Iterator[Problem]:
    for name, count in Counter(hotline.id for hotline in hotlines).items():
        if count > 1:
            yield twice(f"{HOTLINES}: hotlines", name)
    for hotline in hotlines:
        place = f"{HOTLINES}: {hotline.id}"
        if not NUMBER.fullmatch(hotline.number):
            yield problem(
                code="not-a-hotline",
                place=f"{place}.number",
                message="“{number}” cannot be dialled.",
                hint="A national short number has three to five figures.",
                number=hotline.number,
            )
        if not hotline.source.strip():
            yield _empty(f"{place}.source")
        for field in ("name", "takes", "hours", "how"):
            yield from _silent(getattr(hotline, field), f"{place}.{field}")


def _check_triage(triage: Triage, hotlines: tuple[Hotline, ...]) -> Iterator[Problem]:
    for field in ("ask", "none", "ready", "closing"):
        yield from _silent(getattr(triage, field), f"{TRIAGE}: {field}")
    if not triage.source.strip():
        yield _empty(f"{TRIAGE}: source")
    if not triage.rows:
        yield _empty(f"{TRIAGE}: rows")
    for name, count in Counter(row.id for row in triage.rows).items():
        if count > 1:
            yield twice(f"{TRIAGE}: rows", name)
    known = [hotline.id for hotline in hotlines]
    for row in triage.rows:
        yield from _check_row(row, known)


def _check_row(row: Danger, known: list[str]) -> Iterator[Problem]:
    place = f"{TRIAGE}: {row.id}"
    yield from among(f"{place}.hotlines", row.hotlines, known)
    yield from _silent(row.label, f"{place}.label")
    for field in ("tell", "hotlines"):
        if not getattr(row, field):
            yield _empty(f"{place}.{field}")
    for words in row.tell:
        yield from _silent(words, f"{place}.tell")


def _silent(words: Words | None, place: str) -> Iterator[Problem]:
    """A text that is missing in one of the languages."""
    if words is not None and not (words.zh.strip() and words.en.strip()):
        yield _empty(place)


def _empty(place: str) -> Problem:
    return problem(
        code="empty",
        place=place,
        message="Nothing stands there.",
        hint="Whoever is in danger needs these words, in both languages; a source is needed too.",
    )
