"""Several items of a list typed at once: a day and a sum each, `2025-4-5 1150.40; 2025-5-5 ...`.

For questions with a `beside`: the field that stands in the same row of a bank statement. Pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from complaintgen.interview import script
from complaintgen.interview.reading import Around, Trouble, Understood, plain, read
from complaintgen.library.texts import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaintgen.interview.steps import Step
    from complaintgen.model.case import Case
    from complaintgen.model.question import Question

_BETWEEN_ROWS = re.compile(r"[;\n。]+")
_BETWEEN = re.compile(r"[\s,:]+")


class Pair(msgspec.Struct, frozen=True):
    """One row: the answer itself and the one beside it."""

    first: Understood
    second: Understood


def partner(step: Step) -> Question | None:
    """The question of the field beside; None where an answer stands alone."""
    question = step.question
    if question is None or not question.beside:
        return None
    wanted = f"{question.id.rpartition('.')[0]}.{question.beside}"
    return next((each for each in step.section.questions if each.id == wanted), None)


def read_rows(step: Step, text: str, around: Around) -> tuple[Pair, ...] | Trouble | None:
    """The rows of a text; None where it is one answer (or none at all).

    Args:
        step: the step that is answered.
        text: what was typed.
        around: what a reader has to know.
    """
    question, other = step.question, partner(step)
    if question is None or other is None or isinstance(read(question, text, around), Understood):
        return None
    parts = [part.strip() for part in _BETWEEN_ROWS.split(plain(text)) if part.strip()]
    rows: list[Pair] = []
    for part in parts:
        found = tuple(_pairs(question, other, part, around))
        if not found:
            return _trouble(part) if len(parts) > 1 or rows else None
        rows += found
    return tuple(rows) or None


def _pairs(question: Question, other: Question, part: str, around: Around) -> Iterator[Pair]:
    """The one pair of a part, else the pairs of words that follow each other."""
    one = _pair(question, other, part, around)
    if one is not None:
        yield one
        return
    words = part.split()
    pairs = [
        _pair(question, other, f"{first} {second}", around)
        for first, second in zip(words[::2], words[1::2], strict=False)
    ]
    if len(words) % 2 == 0 and None not in pairs:
        yield from (pair for pair in pairs if pair is not None)


def _pair(question: Question, other: Question, part: str, around: Around) -> Pair | None:
    """A part taken apart at the first place where both sides are understood."""
    for match in _BETWEEN.finditer(part):
        first = read(question, part[: match.start()], around)
        second = read(other, part[match.end() :], around)
        if isinstance(first, Understood) and isinstance(second, Understood):
            return Pair(first, second)
    return None


def _trouble(part: str) -> Trouble:
    return Trouble(
        Message("“{row}” was not understood; nothing of the line was kept.", {"row": part[:40]}),
        Message("Write a day and a sum in each row, a semicolon between rows."),
    )


def keep_rows(case: Case, step: Step, rows: Sequence[Pair]) -> Case:
    """The case with the rows: the first in the item of the step, each other in an item of its own.

    Raises:
        KeyError: the step belongs to no item.
    """
    question, other = step.question, partner(step)
    if question is None or other is None or step.item is None:
        raise KeyError(step.path)
    item = step.item
    for place, row in enumerate(rows):
        if place:
            case, item = script.add_item(case, step.section)
        case = script.set_answer(case, question.id.replace("*", item), row.first.value)
        case = script.set_answer(case, other.id.replace("*", item), row.second.value)
    return case
