"""Items that an answer begins: who was turned to already is then told one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.interview import script
from complaintgen.letters.belonging import at

if TYPE_CHECKING:
    from complaintgen.interview.steps import Step
    from complaintgen.interview.talk import Talk
    from complaintgen.model.case import Case
    from complaintgen.model.question import Section


def begin_items(talk: Talk, step: Step, before: Case) -> None:
    """Begin an item for each value that was picked, where the question of a step does so.

    Nothing is taken away: of what is picked no more, the items stay. The list counts as complete;
    more can be added in the review.
    """
    pattern = step.question.begins if step.question is not None else ""
    if not pattern or talk.case == before:
        return
    table, _, field = pattern.split(".")
    section = _section(talk, table)
    case = talk.case
    for value in at(case, step.path) or ():
        if all(getattr(entry, field) != value for entry in getattr(case, table)):
            case, item = script.add_item(case, section)
            case = script.set_answer(case, f"{table}.{item}.{field}", value)
    talk.keep(script.set_done(case, table, done=True))


def _section(talk: Talk, table: str) -> Section:
    """The section that begins the items of a list."""
    return next(each for each in talk.sections if each.repeats == table and each.prefix)
