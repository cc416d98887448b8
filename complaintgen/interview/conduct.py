"""Conducts the interview: asks the open questions through a front end and keeps each answer.

It goes on at the first open question, lets the person go back at every question, shows all
answers before the end, and can be left at any time: each answer is saved as it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.interview import asking, beginning, choosing, looking, reuse, script
from complaintgen.interview.lists import take_more
from complaintgen.interview.prompts import Move, Prompter, Surroundings
from complaintgen.interview.steps import StepKind, is_answered
from complaintgen.interview.taking import take
from complaintgen.interview.talk import Talk
from complaintgen.interview.triage import PATH as TRIAGE
from complaintgen.letters.belonging import unused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.interview.prompts import Known
    from complaintgen.interview.steps import Step, Steps
    from complaintgen.model.case import Case
    from complaintgen.model.question import Section


class Outcome(msgspec.Struct, frozen=True):
    """How an interview ended: the case with all answers; `finished` if nothing is open."""

    case: Case
    finished: bool


def run_interview(
    case: Case, sections: Sequence[Section], around: Surroundings, prompter: Prompter
) -> Outcome:
    """Conduct the interview from the first open question to the end, or until the person leaves.

    Nothing given is lost on Ctrl-C or Ctrl-D: all answers so far are saved and returned.
    """
    return Conductor(Talk(case, tuple(sections), around, prompter)).run()


class Conductor:
    """One interview under way, and where the person stands in it."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.at: str | None = None
        self.from_review = False
        self.section = ""
        self.introduced: set[str] = set()
        self.outlook = False
        self.remark = ""
        self.offered: set[str] = set()

    def run(self) -> Outcome:
        """Ask until all is answered and looked over, or the person leaves."""
        talk = self.talk
        try:
            finished = self._open() and self._walk()
        except (KeyboardInterrupt, EOFError):
            finished = False
        if not finished:
            talk.around.save(talk.case)
            talk.show("\n" + talk.fill("All answers so far are saved."))
            talk.show(talk.fill("Go on whenever you like: {command}", command=talk.around.resume))
        return Outcome(talk.case, finished)

    def _open(self) -> bool:
        """Safety first, then the welcome; False when the person left before."""
        talk = self.talk
        new = not talk.case.letters
        if new and TRIAGE not in talk.case.interview.done:
            move = talk.around.opening(talk.prompter)
            # Kept with the first answer, or on leaving: nobody who was killed off misses it.
            talk.case = script.set_done(talk.case, TRIAGE, done=True)
            if move is Move.LEAVE:
                return False
        looking.welcome(talk, new=new)
        return True

    def _walk(self) -> bool:
        while True:
            steps = self.talk.steps()
            step = self._next(steps)
            if step is None:
                chosen = looking.review(self.talk, steps)
                if isinstance(chosen, Move):
                    return chosen is Move.DONE
                self.at, self.from_review = chosen, True
                continue
            before = self.talk.case
            move = self._take(step, steps)
            self._tell_unused(step, before)
            if move is Move.LEAVE:
                return False
            if move is Move.BACK:
                self._go_back(step, steps)
            else:
                self.at, self.from_review = None, False
                beginning.begin_items(self.talk, step, before)
                self._remark(step)

    def _next(self, steps: Steps) -> Step | None:
        """The step the person went to, or the first open one."""
        here = steps.find(self.at) if self.at is not None else None
        if here is None:
            self.from_review = False
        return here or self.talk.script.first_open(self.talk.case, steps)

    def _take(self, step: Step, steps: Steps) -> Move | None:
        """Put one step to the person until it is answered or left; None when it is answered."""
        self._introduce(step, steps)
        back = self.from_review or steps.blocks[0].steps[0].path != step.path
        if step.kind is StepKind.MORE:
            return take_more(self.talk, step, back=back)
        proposed = choosing.proposals(self.talk, step)
        if proposed:
            return choosing.take_proposed(self.talk, step, proposed, back=back)
        known = self._known(step)
        if known:
            move = reuse.offer(self.talk, step, known, back=back)
            if move is None:
                self.offered.add(reuse.place(step))
            return move
        return take(self.talk, step, back=back)

    def _known(self, step: Step) -> tuple[Known, ...]:
        """What other cases know, where that was not offered yet."""
        if self.from_review or reuse.place(step) in self.offered:
            return ()
        return reuse.offers(self.talk, step)

    def _tell_unused(self, step: Step, before: Case) -> None:
        """Say that a changed choice left answers over: nobody wonders where they went."""
        question, talk = step.question, self.talk
        if question is None or question.kind not in asking.PICKED or before == talk.case:
            return
        if not is_answered(before, step):  # nothing can hang on it yet
            return
        left = set(talk.unused()) - set(unused(before, talk.sections))
        if left:
            talk.show(
                talk.fill(
                    "Answers that do not belong any more: {count}. They are kept, marked “not"
                    " used”, and count again if you change this back.",
                    count=len(left),
                )
            )

    def _introduce(self, step: Step, steps: Steps) -> None:
        """Say at the beginning of a section where we are, and once what it is about.

        Who changes one answer knows that already; what is still to come is told once a sitting.
        """
        if step.section.id == self.section:
            return
        self.section = step.section.id
        if not self.from_review:
            seen = self.section in self.introduced
            looking.introduce(self.talk, step, steps, intro=not seen, outlook=not self.outlook)
            self.introduced.add(self.section)
            self.outlook = self.outlook or bool(self.talk.case.letters)

    def _remark(self, step: Step) -> None:
        """Say once, and early, that a chosen body would refuse: nobody answers for nothing.

        Remarks are parted by empty lines; one that was said the last time is not said again.
        """
        question = step.question
        if question is None or not (question.routing or question.remarked):
            return
        remark = self.talk.around.remark(self.talk.case)
        said = self.remark.split("\n\n")
        if new := "\n\n".join(each for each in remark.split("\n\n") if each not in said):
            self.talk.warn(new)
        self.remark = remark

    def _go_back(self, step: Step, steps: Steps) -> None:
        """To the step before; from a change in the review, to the review."""
        if self.from_review:
            self.at, self.from_review = None, False
            return
        if self._undo_empty(step):
            return
        previous = steps.before(step.path)
        self.at = previous.path if previous else step.path

    def _undo_empty(self, step: Step) -> bool:
        """Going back from an item that was just begun takes it away again."""
        table, talk = step.section.repeats, self.talk
        if step.item is None or step.section.more is None:
            return False
        if not script.is_empty_item(talk.case, table, step.item):
            return False
        self.offered.discard(f"{table}.{step.item}")
        talk.keep(script.remove_item(talk.case, table, step.item))
        self.at = table
        return True
