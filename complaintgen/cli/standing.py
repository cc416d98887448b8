"""Where a case stands: what is open, what is ready, what is written, what makes sense next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.cli.surroundings import chosen, chosen_names
from complaintgen.filing.prepare import State, prepare_all
from complaintgen.interview import steps
from complaintgen.letters.fields import fields

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.interview.steps import Block, Step
    from complaintgen.library.package import Library
    from complaintgen.library.texts import Texts
    from complaintgen.model.case import Case


class Standing(msgspec.Struct, frozen=True):
    """Where a case stands.

    Attributes:
        open: how many questions wait, as far as the answers so far open them.
        question: the first of them, in the language of the interface; empty where none waits.
        chosen: how many letters are chosen.
        ready: how many of them are ready; a question that no body insists on may still be open.
    """

    open: int
    question: str
    chosen: int
    ready: int

    @property
    def next_command(self) -> str:
        """The command that makes sense next."""
        if self.ready and self.ready == self.chosen:
            return "letters"
        if self.open or not self.chosen:
            return "resume"
        return "letters" if self.ready else "check"


def open_steps(library: Library, case: Case) -> tuple[Step, ...]:
    """The questions of a case that nobody answered yet."""
    asked = fields(form for _, form in chosen(library, case))
    if not any(form.requests for _, form in chosen(library, case)):
        asked -= {steps.REQUESTS}
    passed = frozenset(case.interview.passed)
    return tuple(
        step
        for block in steps.open_steps(case, library.sections, asked).blocks
        for step in block.steps
        if not _is_answered(case, block, step, passed)
    )


def _is_answered(case: Case, block: Block, step: Step, passed: frozenset[str]) -> bool:
    """As `steps.is_answered`, without looking each item up in its list."""
    if block.entry is None:
        return steps.is_answered(case, step)
    field = step.path.rpartition(".")[2]
    given = getattr(block.entry, field) is not None or field in block.entry.unknown
    return given or step.path in passed


def standing(library: Library, case: Case, texts: Texts, today: date) -> Standing:
    """Where a case stands, its chosen letters judged."""
    waiting = open_steps(library, case)
    letters = prepare_all(case, library, chosen_names(library, case), today)
    return Standing(
        open=len(waiting),
        question=_question(waiting[0], texts) if waiting else "",
        chosen=len(letters),
        ready=sum(letter.state is State.READY for letter in letters),
    )


def _question(step: Step, texts: Texts) -> str:
    """What a step asks; of one that asks for more items, that."""
    words = step.question.text if step.question else None
    if words is None:
        words = step.section.more if step.number else step.section.first
    return texts.pick(words or step.section.title)


def tell(session: Session, found: Standing, written: int) -> str:
    """Where a case stands, in one line."""
    fill = session.texts.fill
    if found.open and found.ready:
        return fill(
            "{count} questions open; next: {question}; letters ready: {ready} of {chosen}",
            count=found.open,
            question=found.question,
            ready=found.ready,
            chosen=found.chosen,
        )
    if found.open:
        return fill(
            "{count} questions open; next: {question}", count=found.open, question=found.question
        )
    return fill(
        "all questions answered; letters ready: {ready} of {chosen}; packs written: {packs}",
        ready=found.ready,
        chosen=found.chosen,
        packs=written,
    )


def plain(session: Session, folder: Path, found: Standing, written: int) -> dict[str, Any]:
    """Where a case stands, as plain data."""
    return {
        "open": found.open,
        "question": found.question or None,
        "chosen": found.chosen,
        "ready": found.ready,
        "packs": written,
        "next": session.command(found.next_command, folder),
    }
