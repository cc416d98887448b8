"""What was told before is offered where it is asked for again: nobody types a number twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.interview import describe
from complaintgen.interview.prompts import Form, Option, Prompt
from complaintgen.letters.belonging import at
from complaintgen.model import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.interview.steps import Step
    from complaintgen.interview.talk import Talk
    from complaintgen.model.case import Case

ANOTHER = "another-one"
"""The row for what is not among them; no number looks like it."""
MOST = 15
"""So many are offered at once; a longer list is no help."""


def known(case: Case, step: Step) -> tuple[str, ...]:
    """The answers that may be meant, those of the party that this item names first.

    Empty where the question offers none, or nothing was told yet.
    """
    question = step.question
    if question is None or not question.offers or step.item is None:
        return ()
    holder = paths.find(case, step.section.repeats, step.item)
    party = getattr(holder, "by", None)
    found = [pair for pattern in question.offers for pair in _answers(case, pattern, step.item)]
    found.sort(key=lambda pair: pair[0] != party or party is None)
    numbers = tuple(dict.fromkeys(number for _, number in found))[:MOST]
    own = at(case, step.path)
    return numbers if own is None or own in numbers else (own, *numbers) if numbers else ()


def _answers(case: Case, pattern: str, item: str) -> Iterator[tuple[str, str]]:
    """The answers to a question about other items, each with the id of its item."""
    table, _, field = pattern.split(".")
    for entry in getattr(case, table):
        value: Any = getattr(entry, field)
        if entry.id != item and value:
            for each in value if isinstance(value, tuple) else (value,):
                yield entry.id, describe.plain(each)


def prompt(talk: Talk, asked: Prompt, numbers: tuple[str, ...]) -> Prompt:
    """A question for a number as a list of those known, with a row for another one."""
    another = Option(ANOTHER, talk.texts.gettext("Another number: type it"))
    picked = (asked.typed,) if asked.typed in numbers else ()
    return msgspec.structs.replace(
        asked,
        form=Form.ONE,
        options=(*(Option(number, number) for number in numbers), another),
        typed="",
        picked=picked,
        still=not picked,
        another=ANOTHER,
    )
