"""Whether an earlier step is over, where a body takes a letter only after it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from complaintgen.model.case import Case
    from complaintgen.model.letter_form import LetterForm, Waits


def is_early(case: Case, form: LetterForm, today: dt.date) -> bool:
    """Whether the body would send the letter back because the earlier step is not over.

    Without any step of which the day or the reply is known there is nothing to judge: what is
    missing then is a gap of the letter.
    """
    if form.waits is None:
        return False
    steps = [entry for entry in case.steps if not form.steps or entry.party in form.steps]
    known = [step for step in steps if _field(step, form.waits.since) is not None]
    return bool(known) and not any(_is_over(step, form.waits, today) for step in known)


def _is_over(step: Any, rule: Waits, today: dt.date) -> bool:  # noqa: ANN401 (an item of any list)
    reply = _field(step, rule.reply)
    if reply in rule.settled:
        return False
    return reply in rule.over or _field(step, rule.since) + dt.timedelta(days=rule.days) < today


def _field(step: Any, question: str) -> Any:  # noqa: ANN401
    return getattr(step, question.rpartition(".")[2])
