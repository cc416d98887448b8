"""Conducts the interview: asks the open questions through a front end and keeps each answer.

It goes on at the first open question, lets the person go back at every question, shows all
answers before the end, and can be left at any time: each answer is saved as it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.interview import asking, describe, script
from complaintgen.interview.commands import command_of, means_nothing
from complaintgen.interview.prompts import (
    Attached,
    Form,
    Given,
    Move,
    Option,
    Prompt,
    Prompter,
    Surroundings,
)
from complaintgen.interview.reading import Around, Trouble, Understood, read
from complaintgen.interview.script import Step, StepKind
from complaintgen.model.checks import check_case
from complaintgen.model.paths import field_type
from complaintgen.model.question import AnswerKind, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.library.texts import Message
    from complaintgen.model.case import Case
    from complaintgen.model.problem import Problem


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
    return Conductor(case, tuple(sections), around, prompter).run()


class Conductor:
    """One interview under way: the case as answered so far, and where the person stands."""

    def __init__(
        self, case: Case, sections: tuple[Section, ...], around: Surroundings, prompter: Prompter
    ) -> None:
        self.case = case
        self.sections = sections
        self.around = around
        self.texts = around.texts
        self.prompter = prompter
        self.at: str | None = None
        self.from_review = False
        self.section = ""
        self.remark = ""

    def run(self) -> Outcome:
        """Ask until all is answered and looked over, or the person leaves."""
        try:
            self._welcome()
            finished = self._walk()
        except (KeyboardInterrupt, EOFError):
            finished = False
        if not finished:
            self.around.save(self.case)
            self._show("\n" + self._t("All answers so far are saved."))
            self._show(self._t("Go on whenever you like: {command}", command=self.around.resume))
        return Outcome(self.case, finished)

    def _t(self, message: str, **values: object) -> str:
        return self.texts.fill(message, **values)

    def _show(self, text: str) -> None:
        self.prompter.show(text)

    def _say(self, message: Message) -> None:
        self._show(self.texts.say(message))

    def _keep(self, case: Case) -> None:
        self.case = case
        self.around.save(case)

    def _welcome(self) -> None:
        if self.case.letters:
            self._show(self._t("Welcome back. We go on where you stopped."))
        else:
            self._show(
                self._t(
                    "One question after the other; it takes about twenty minutes. Helpful to have"
                    " at hand: the loan contract or app, the call list, messages, screenshots."
                )
            )
        self._show(
            self._t(
                "Each answer is saved at once on this computer and nowhere else. Esc or < goes"
                " back, ? shows help, Ctrl-C leaves. “Not sure” is a good answer."
            )
        )

    def _steps(self) -> tuple[Step, ...]:
        fields = self.around.fields_for(self.case)
        if not self.around.requests_for(self.case):
            fields -= {script.REQUESTS}
        return script.open_steps(self.case, self.sections, fields)

    def _walk(self) -> bool:
        while True:
            steps = self._steps()
            here = next((step for step in steps if step.path == self.at), None)
            step = here or script.first_open(self.case, steps)
            if step is None:
                chosen = self._review(steps)
                if isinstance(chosen, Move):
                    return chosen is Move.DONE
                self.at, self.from_review = chosen, True
                continue
            move = self._take(step, steps)
            if move is Move.LEAVE:
                return False
            if move is Move.BACK:
                self._go_back(step, steps)
            else:
                self.at, self.from_review = None, False
                self._remark(step)

    def _remark(self, step: Step) -> None:
        """Say once, and early, that a chosen body would refuse: nobody answers for nothing."""
        if step.question is None or not step.question.routing:
            return
        remark = self.around.remark(self.case)
        if remark and remark != self.remark:
            self._show("! " + remark)
        self.remark = remark

    def _may_go_back(self, step: Step, steps: Sequence[Step]) -> bool:
        return self.from_review or steps[0].path != step.path

    def _go_back(self, step: Step, steps: Sequence[Step]) -> None:
        """To the step before; from a change in the review, to the review."""
        if self.from_review:
            self.at, self.from_review = None, False
            return
        if self._undo_empty(step):
            return
        previous = script.before(steps, step.path)
        self.at = previous.path if previous else step.path

    def _undo_empty(self, step: Step) -> bool:
        """Going back from an item that was just begun takes it away again."""
        table = step.section.repeats
        if step.item is None or step.section.more is None:
            return False
        if not script.is_empty_item(self.case, table, step.item):
            return False
        self._keep(script.remove_item(self.case, table, step.item))
        self.at = table
        return True

    def _take(self, step: Step, steps: Sequence[Step]) -> Move | None:
        """Put one step to the person until it is answered or left; None when it is answered."""
        self._introduce(step, steps)
        if step.kind is StepKind.MORE:
            return self._take_more(step, steps)
        back = self._may_go_back(step, steps)
        prompt = asking.prompt(self.case, step, self.around, back=back)
        while True:
            given = self._ask(prompt)
            if isinstance(given, Move):
                if self._take_move(step, given):
                    return given if given in (Move.BACK, Move.LEAVE) else None
            elif isinstance(given, tuple):
                self._keep_picked(step, given)
                return None
            elif self._take_text(step, given):
                return None
            else:
                prompt = msgspec.structs.replace(prompt, typed=given, brief=True)

    def _ask(self, prompt: Prompt) -> Given:
        """Ask until there is an answer or a move other than help."""
        while True:
            given = self.prompter.ask(prompt)
            if isinstance(given, str) and not isinstance(given, Move):
                given = self._move_or_text(prompt, given)
            if given is not Move.HELP:
                return given
            prompt = msgspec.structs.replace(prompt, brief=False)

    def _move_or_text(self, prompt: Prompt, text: str) -> Given:
        move = command_of(text)
        if move is None and not text.strip():
            move = Move.PASS
        if move is None:
            return text
        if move in prompt.moves or move in (Move.HELP, Move.LEAVE):
            return move
        return text if move in (Move.UNKNOWN, Move.PASS) else Move.HELP

    def _take_move(self, step: Step, move: Move) -> bool:
        """Keep 不清楚 or an empty answer; False where the question needs another answer."""
        case = self.case
        match move:
            case Move.UNKNOWN:
                self._keep_empty(step, script.set_unknown(case, step.path))
            case Move.PASS:
                self._keep_empty(step, script.pass_by(case, step.path))
            case Move.BACK | Move.LEAVE:
                pass
            case _:
                return False
        return True

    def _keep_empty(self, step: Step, case: Case) -> None:
        case = _with_marks(case, step, Understood(None))
        self._keep(_with_letters_asked(case, step))

    def _take_text(self, step: Step, text: str) -> bool:
        """Read what was typed and keep it; False, with a word why, where it was not understood."""
        question = asking.question_of(step)
        if command_of(text) is Move.UNKNOWN or not text.strip():
            self._show("! " + self._t("Here an answer is needed to go on."))
            return False
        optional = asking.is_optional(self.case, question, self.around)
        if optional and means_nothing(question.kind, text):
            return self._take_move(step, Move.PASS)
        if question.kind is AnswerKind.FILE:
            return self._attach(step, text)
        around = Around(self.around.today, self.case.complainant.id_kind)
        reading = read(question, text, around)
        if isinstance(reading, Trouble):
            self._show("! " + self.texts.say(reading.message))
            self._say(reading.hint)
            return False
        return self._keep_reading(step, reading)

    def _keep_reading(self, step: Step, reading: Understood) -> bool:
        case = script.set_answer(self.case, step.path, reading.value)
        case = _with_marks(case, step, reading)
        conflict = self._conflict(case)
        if conflict is not None:
            self._show("! {}\n{}".format(*self.texts.problem(conflict)))
            if not step.path.endswith(".count"):
                return False
            # The new total stands; how many were answered is asked again.
            case = script.reopen(case, f"{step.path.removesuffix('.count')}.connected")
        self._keep(case)
        if reading.echo is not None:
            self._say(reading.echo)
        if reading.warning is not None:
            self._show("! " + self.texts.say(reading.warning))
            self._show(self._t("It is kept as you wrote it; go back to change it."))
        return True

    def _conflict(self, case: Case) -> Problem | None:
        """What contradicts an answer given elsewhere, so that the case could not be read again."""
        known = check_case(self.case, "")
        return next((each for each in check_case(case, "") if each not in known), None)

    def _attach(self, step: Step, text: str) -> bool:
        """Let the copy be made, and keep its name and checksum; a copy that is there stays."""
        if text == script.value_at(self.case, step.path):
            return True
        found = self.around.attach(step.item or "", _bare_path(text))
        if not isinstance(found, Attached):
            sentence, hint = self.texts.problem(found)
            self._show(f"! {sentence}\n{hint}")
            return False
        case = script.set_answer(self.case, step.path, found.file)
        stem = step.path.rpartition(".")[0]
        self._keep(script.set_answer(case, f"{stem}.sha256", found.sha256))
        self._show(self._t("Copied into the case, unchanged: {file}", file=found.file))
        return True

    def _keep_picked(self, step: Step, values: tuple[str, ...]) -> None:
        question = asking.question_of(step)
        value: Any = values if question.kind in asking.TICKED else values[0]
        if question.kind is AnswerKind.YES_NO:
            value = value == describe.YES
        elif question.kind in (AnswerKind.CHOICE, AnswerKind.CHOICES):
            value = msgspec.convert(value, field_type(question.id))
        if question.id == script.REQUESTS:
            offered = {offer.id for offer in self.around.requests_for(self.case)}
            others = (name for name in self.case.wishes.requests or () if name not in offered)
            value = (*others, *values)
        case = script.set_answer(self.case, step.path, value)
        self._keep(_with_letters_asked(case, step))

    def _introduce(self, step: Step, steps: Sequence[Step]) -> None:
        """Say once, at the beginning of a section, where we are and what it is about."""
        if step.section.id == self.section:
            return
        self.section = step.section.id
        number, total = script.progress(steps, step)
        title = self.texts.pick(step.section.title)
        head = self._t("Part {number}: {title}", number=number, title=title)
        if self.case.letters:  # before that nobody knows how many parts there will be
            head = self._t(
                "Part {number} of {total}: {title}", number=number, total=total, title=title
            )
        self._show(f"\n== {head} ==")
        self._show(self.texts.pick(step.section.intro))

    def _take_more(self, step: Step, steps: Sequence[Step]) -> Move | None:
        """Ask whether there is one more item; begin it, go on, or take one away."""
        prompt = asking.more_prompt(
            self.case, step, self.around, back=self._may_go_back(step, steps)
        )
        given = self._ask(prompt)
        match given:
            case (chosen,) if chosen == asking.MORE:
                case, _ = script.add_item(self.case, step.section)
                self._keep(case)
            case (chosen,) if chosen == asking.ENOUGH:
                self._keep(script.set_done(self.case, step.path, done=True))
            case (chosen,) if chosen == asking.REMOVE:
                return self._remove(step)
            case Move():
                return given
            case _:
                pass
        return None

    def _remove(self, step: Step) -> Move | None:
        """Take one item away, after asking which and whether really."""
        table = step.path
        entries = getattr(self.case, table)
        labels = tuple(
            Option(entry.id, describe.item_label(self.case, table, entry.id, number, self.texts))
            for number, entry in enumerate(entries, start=1)
        )
        moves = frozenset({Move.BACK, Move.LEAVE, Move.HELP})
        which = Prompt(table, Form.ONE, self._t("Which one?"), options=labels, moves=moves)
        given = self._ask(which)
        if isinstance(given, tuple):
            item = given[0]
            sure = Prompt(
                table,
                Form.ONE,
                self._t("Take it away with all its answers?"),
                options=tuple(reversed(describe.yes_no(self.texts))),
                moves=moves,
            )
            given = self._ask(sure)
            if given == (describe.YES,):
                self._keep(script.remove_item(self.case, table, item))
        if given is Move.LEAVE:
            return Move.LEAVE
        self.at = table
        return self._take_more_again(step)

    def _take_more_again(self, step: Step) -> Move | None:
        steps = self._steps()
        again = next((each for each in steps if each.path == step.path), None)
        return self._take_more(again, steps) if again else None

    def _review(self, steps: Sequence[Step]) -> str | Move:
        """All answers in a table; the person picks one to change, or ends."""
        self._show("\n== " + self._t("All questions are answered. Please look them over.") + " ==")
        lacking = self.around.lacking(self.case)
        rows = [asking.row(self.case, step, self.around, lacking) for step in steps]
        if any(each.lacking for each in rows):
            self._show(
                self._t(
                    "A letter you chose still needs the answers marked with “!”. If you cannot"
                    " find them out now, finish; you can add them later."
                )
            )
        return self.prompter.review(rows)


def _with_marks(case: Case, step: Step, reading: Understood) -> Case:
    """大约, 至少 and 三月初 kept in the fields beside the answer, where there are such fields."""
    question = asking.question_of(step)
    for sibling, value in (
        (question.about, reading.about),
        (question.at_least, reading.at_least),
        (question.part, reading.part),
    ):
        if sibling:
            case = script.set_mark(case, step.path, sibling, value)
    return case


def _with_letters_asked(case: Case, step: Step) -> Case:
    """Remember for which letters the requests were chosen: a letter added later has its own."""
    if step.path != script.REQUESTS:
        return case
    for letter in case.letters:
        case = script.set_done(case, script.requests_mark(letter), done=True)
    return case


def _bare_path(text: str) -> str:
    """A path without the quotation marks or backslashes that dragging into a terminal adds."""
    text = text.strip()
    for mark in "'\"":
        if len(text) > 1 and text[0] == text[-1] == mark:
            return text[1:-1]
    return text.replace("\\ ", " ")
