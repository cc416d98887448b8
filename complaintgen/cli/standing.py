"""Where a case stands: what is open, what is ready, what is written, what makes sense next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.cli.surroundings import chosen
from complaintgen.filing.gathered import gathered
from complaintgen.filing.prepare import State, prepare_all
from complaintgen.interview import steps
from complaintgen.interview.steps import Step, StepKind
from complaintgen.letters import belonging
from complaintgen.letters.fields import fields

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.library.package import Library
    from complaintgen.library.texts import Texts
    from complaintgen.model.case import Case
    from complaintgen.model.question import Question, Section


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
    return tuple(
        step
        for step in steps.open_steps(
            case, library.sections, asked_fields(library, case), proposing=True
        )
        if not steps.is_answered(case, step)
    )


def asked_fields(library: Library, case: Case) -> frozenset[str]:
    """The question ids that the chosen letters need."""
    forms = [form for _, form in chosen(library, case)]
    asked = fields(forms)
    return asked if any(form.requests for form in forms) else asked - {steps.REQUESTS}


class Counter:
    """Counts the open questions of many cases: as `len(open_steps(…))`, without building steps.

    Whether a question belongs is looked at only where its answer is missing.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._asked: dict[tuple[str, ...], list[tuple[Section, tuple[Question, ...]]]] = {}

    def count(self, case: Case) -> int:
        """How many questions of a case wait."""
        rest = belonging.with_belonging_tables(case, self.library.sections)
        passed = frozenset(case.interview.passed)
        return sum(
            self._in_list(case, rest, section, questions, passed)
            if section.repeats
            else self._in_section(case, rest, section, questions)
            for section, questions in self._questions(case)
        )

    def _questions(self, case: Case) -> list[tuple[Section, tuple[Question, ...]]]:
        """The questions that the letters of a case ask for, by section."""
        if case.letters not in self._asked:
            sections = self.library.sections
            first = frozenset(question.id for _, question in steps.deciding(sections))
            asked = (
                steps.needed(sections, asked_fields(self.library, case)) if case.letters else first
            )
            wanted = (
                (section, tuple(each for each in section.questions if each.id in asked))
                for section in sections
            )
            self._asked[case.letters] = [pair for pair in wanted if pair[1]]
        return self._asked[case.letters]

    def _in_section(
        self, case: Case, rest: Case, section: Section, questions: tuple[Question, ...]
    ) -> int:
        waiting = (
            question
            for question in questions
            if not steps.is_answered(case, Step(question.id, section, StepKind.ASK, question))
        )
        return sum(belonging.is_open(rest, question) for question in waiting)

    def _in_list(
        self,
        case: Case,
        rest: Case,
        section: Section,
        questions: tuple[Question, ...],
        passed: frozenset[str],
    ) -> int:
        table = section.repeats
        open_list = section.more is not None and steps.may_begin(rest, questions)
        more = open_list and table not in case.interview.done
        return more + sum(
            self._in_item(rest, table, entry, questions, passed) for entry in getattr(case, table)
        )

    def _in_item(
        self,
        rest: Case,
        table: str,
        entry: Any,  # noqa: ANN401 (an item of any list)
        questions: tuple[Question, ...],
        passed: frozenset[str],
    ) -> int:
        waiting = []
        for question in questions:
            field = question.id.rpartition(".")[2]
            given = getattr(entry, field) is not None or field in entry.unknown
            if not given and f"{table}.{entry.id}.{field}" not in passed:
                waiting.append(question)
        if not waiting:
            return 0
        item = belonging.belonging_item(rest, table, entry, self.library.sections)
        return sum(belonging.is_open(rest, question, item) for question in waiting)


def standing(library: Library, folder: Path, case: Case, texts: Texts, today: date) -> Standing:
    """Where the case of a folder stands, its chosen letters judged.

    Raises:
        FileProblemError, OriginalChangedError: its originals cannot be read.
    """
    waiting = open_steps(library, case)
    return Standing(
        open=len(waiting),
        question=_question(case, waiting[0], texts) if waiting else "",
        chosen=len(case.letters),
        ready=_ready(library, folder, case, waiting, today),
    )


def _ready(
    library: Library, folder: Path, case: Case, waiting: tuple[Step, ...], today: date
) -> int:
    """How many chosen letters are ready; one that requires an open answer is not judged."""
    empty = {step.path for step in waiting}
    names = [
        name
        for name, form in chosen(library, case)
        if not any(rule.path in empty for rule in form.required)
    ]
    letters = (
        prepare_all(gathered(folder, case, library.sections), library, names, today)
        if names
        else ()
    )
    return sum(letter.state is State.READY for letter in letters)


def _question(case: Case, step: Step, texts: Texts) -> str:
    """What a step asks; of one that asks for more items, that."""
    words = belonging.asked_as(case, step.question).text if step.question else None
    if words is None:
        words = step.section.more if step.number else step.section.first
    return texts.pick(words or step.section.title)


def tell(session: Session, found: Standing, written: int) -> str:
    """Where a case stands, in one line."""
    fill = session.texts.fill
    if not found.chosen:  # nobody knows yet how many questions there will be
        return fill("no letter chosen yet; next: {question}", question=found.question)
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
