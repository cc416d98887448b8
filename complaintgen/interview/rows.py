"""The rows of the review: each answer, where it comes from, which letters use it. Pure."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from complaintgen.interview import asking, describe
from complaintgen.interview.prompts import Origin, Row
from complaintgen.interview.steps import Step, StepKind
from complaintgen.letters.belonging import THIS, holds, says
from complaintgen.model import paths
from complaintgen.model.case import LISTS, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from complaintgen.interview.prompts import Surroundings
    from complaintgen.interview.steps import Steps
    from complaintgen.model.case import Case
    from complaintgen.model.question import AskedWhen, Question, Section


def rows(
    case: Case,
    sections: Sequence[Section],
    steps: Steps,
    around: Surroundings,
    closed: Sequence[str],
) -> tuple[Row, ...]:
    """All answers by section: the open questions, then what was answered and is not used.

    Args:
        case: the answers.
        sections: all sections, in order.
        steps: the open steps.
        around: texts and letters.
        closed: the paths of the answers that another answer closed.
    """
    return tuple(_Review(case, sections, steps, around, frozenset(closed)).rows())


class _Review:
    def __init__(
        self,
        case: Case,
        sections: Sequence[Section],
        steps: Steps,
        around: Surroundings,
        closed: frozenset[str],
    ) -> None:
        self.case, self.sections, self.around = case, sections, around
        self.steps, self.closed = steps, closed
        self.lacking = around.lacking(case)
        self.origins = _origins(case)
        self._near: dict[tuple[str, str], Case] = {}
        self.used_by: Callable[[str], tuple[str, ...]] = cache(
            lambda question: around.used_by(case, question)
        )
        self.known = {
            question.id: question for section in sections for question in section.questions
        }

    def rows(self) -> Iterator[Row]:
        asked: dict[str, list[Step]] = {section.id: [] for section in self.sections}
        for step in self.steps:
            asked[step.section.id].append(step)
        unused = self._unused(frozenset(step.path for step in self.steps))
        for section in self.sections:
            for step in asked[section.id]:
                yield self._row(step)
            for step in unused:
                if step.section is section:
                    yield self._unused_row(step)

    def _row(self, step: Step) -> Row:
        texts = self.around.texts
        section = texts.pick(step.section.title)
        lacking = step.path in self.lacking
        answer = describe.answer(self._around(step), step, self.around)
        if step.question is None:
            note = texts.gettext("Add or take away")
            head = texts.fill("{name}: {note}", name=section, note=note)
            return Row(step.path, section, head, answer, lacking=lacking)
        return Row(
            step.path,
            section,
            asking.headed(self.case, step, self.around),
            answer,
            lacking=lacking,
            origin=self._origin(step),
            letters=self.used_by(step.question.id),
        )

    def _around(self, step: Step) -> Case:
        """The case with only the item of the step in its list: among hundreds it is found once."""
        if step.item is None:
            return self.case
        table = step.section.repeats
        key = (table, step.item)
        if key not in self._near:
            for entry in getattr(self.case, table):
                near = msgspec.structs.replace(self.case, **{table: (entry,)})
                self._near[table, entry.id] = near
        return self._near[key]

    def _origin(self, step: Step) -> Origin:
        path, case = step.path, self._around(step)
        if path in self.origins:
            return self.origins[path]
        if path == paths.LETTERS:
            return Origin.TYPED if case.letters else Origin.NONE
        said = paths.get(case, path) is not None or paths.is_unknown(case, path)
        return Origin.TYPED if said else Origin.NONE

    def _unused(self, asked: frozenset[str]) -> tuple[Step, ...]:
        """A step for each answer that is given and not asked for."""
        order = [(question, section) for section in self.sections for question in section.questions]
        return tuple(
            step
            for question, section in order
            if question.id != paths.LETTERS
            for step in _answered(self.case, question, section)
            if step.path not in asked
        )

    def _unused_row(self, step: Step) -> Row:
        # Before papers are chosen nothing can be of no use: it only waits.
        unused = bool(self.case.letters) or step.path in self.closed
        return Row(
            step.path,
            self.around.texts.pick(step.section.title),
            asking.headed(self.case, step, self.around),
            describe.answer(self._around(step), step, self.around),
            origin=self._origin(step),
            unused=unused,
            why=self._why(step) if unused else "",
        )

    def _why(self, step: Step) -> str:
        texts = self.around.texts
        if step.path not in self.closed or step.question is None:
            return texts.gettext(
                "Kept, but no paper you chose uses it. It counts again if you choose one that does."
            )
        closing = self._closing(step, step.question)
        question = texts.pick(closing.text) if closing else ""
        return texts.fill(
            "Kept, but not used, because of your answer to “{question}”. To use or change it,"
            " change that answer first.",
            question=question,
        )

    def _closing(self, step: Step, question: Question) -> Question | None:
        """The question whose answer closes another."""
        entry = _entry(self.case, step)
        failing = (each for each in question.when if not holds(self.case, each, entry))
        condition = next(failing, question.when[0])
        return self.known.get(_asked_by(condition, step))


def _asked_by(condition: AskedWhen, step: Step) -> str:
    if condition.path.startswith(THIS):
        return f"{step.section.repeats}.*.{condition.path.removeprefix(THIS)}"
    return condition.path


def _entry(case: Case, step: Step) -> object:
    return paths.find(case, step.section.repeats, step.item) if step.item else None


def _answered(case: Case, question: Question, section: Section) -> Iterator[Step]:
    """A step for each answer to a question, asked or not; nothing that was only left empty."""
    table, _, field = question.id.rpartition(".")
    name = table.removesuffix(".*")
    if name not in LISTS:
        holder = getattr(case, name) if name in TABLES else None
        if holder is not None and says(holder, field):
            yield Step(question.id, section, StepKind.ASK, question)
        return
    for number, entry in enumerate(getattr(case, name), start=1):
        if says(entry, field):
            path = f"{name}.{entry.id}.{field}"
            yield Step(path, section, StepKind.ASK, question, entry.id, number)


def _origins(case: Case) -> dict[str, Origin]:
    """Where the answers come from that the person did not type."""
    marks = case.interview
    return (
        dict.fromkeys(marks.computed, Origin.COMPUTED)
        | dict.fromkeys(marks.reused, Origin.REUSED)
        | dict.fromkeys(marks.evidenced, Origin.EVIDENCE)
    )
