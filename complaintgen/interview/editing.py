"""Changing single answers: the questions of one place in a row, then all answers to look over."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from complaintgen.interview.conduct import Conductor, Outcome
from complaintgen.interview.steps import StepKind, is_answered
from complaintgen.interview.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.interview.prompts import Prompter, Surroundings
    from complaintgen.interview.steps import Step, Steps
    from complaintgen.model.case import Case
    from complaintgen.model.question import Section


def run_edit(
    case: Case,
    sections: Sequence[Section],
    around: Surroundings,
    prompter: Prompter,
    route: Sequence[str],
) -> Outcome:
    """Ask the questions at some paths again and what the changes open, then show all answers.

    An empty route begins with all answers. What closes meanwhile is passed by, and what was open
    before stays open.
    """
    return Editor(Talk(case, tuple(sections), around, prompter), tuple(route)).run()


class Editor(Conductor):
    """An interview that goes where the person wants, and never to what is merely open."""

    def __init__(self, talk: Talk, route: tuple[str, ...]) -> None:
        super().__init__(talk)
        self.route = route
        self.place = 0
        self.open_before = frozenset(
            step.path for step in talk.steps() if not is_answered(talk.case, step)
        )

    def _open(self) -> bool:
        return True

    def _introduce(self, step: Step, steps: Steps) -> None:
        """Nothing: who names an answer to change knows what part it is of."""

    def _next(self, steps: Steps) -> Step | None:
        """The step picked in the review, else the next one of the route that is open."""
        here = steps.find(self.at) if self.at is not None else None
        while here is None and self.place < len(self.route):
            here = steps.find(self.route[self.place])
            self.place += 1
            self.from_review = self.place == 1
        return here or self._opened(steps)

    def _opened(self, steps: Steps) -> Step | None:
        """The first question that a change of this sitting opened."""
        return next(
            (
                step
                for step in steps
                if step.path not in self.open_before and not is_answered(self.talk.case, step)
            ),
            None,
        )

    def _go_back(self, step: Step, steps: Steps) -> None:
        """Within the route to the question before; from its first one, to the review."""
        if self.from_review:
            self.place = len(self.route)
            self.at, self.from_review = None, False
            return
        if step.path not in self.route:
            super()._go_back(step, steps)
            return
        self.place = max(self.route.index(step.path) - 1, 0)
        self.at = None


def route(steps: Steps, name: str) -> tuple[str, ...]:
    """The paths that a name means: of a question, an item of a list, a list or a section.

    A question of a list (`incidents.*.day` or `incidents.day`) means that of each item.
    """
    paths = [step.path for step in steps]
    if not name:
        return ()
    if name in paths and not _is_list(steps, name):
        return (name,)
    chosen = (step for step in steps if _is_meant(step, name))
    return tuple(step.path for step in chosen)


def _is_list(steps: Steps, name: str) -> bool:
    return any(step.path == name and step.kind is StepKind.MORE for step in steps)


def _is_meant(step: Step, name: str) -> bool:
    question = step.question.id if step.question else ""
    table = step.section.repeats
    return (
        name in (step.section.id, question, question.replace("*.", ""))
        or (bool(table) and name == table)
        or (step.item is not None and name == f"{table}.{step.item}")
    )


def near(steps: Steps, name: str) -> tuple[str, ...]:
    """Names that look like one that does not exist, the nearest first; all sections where none
    does.
    """
    parts = [section.id for section in steps.sections()]
    known = [*parts, *(step.path for step in steps)]
    return tuple(difflib.get_close_matches(name, known, n=3, cutoff=0.5) or parts)
