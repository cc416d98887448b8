"""One interview under way: the case as answered so far, and how to show, ask and keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.interview import computed
from complaintgen.interview.commands import command_of
from complaintgen.interview.prompts import Given, Move, Prompt, Prompter, Surroundings
from complaintgen.interview.steps import Script, Steps
from complaintgen.letters.belonging import unused

if TYPE_CHECKING:
    from complaintgen.interview.steps import Step
    from complaintgen.library.texts import Message
    from complaintgen.model.case import Case
    from complaintgen.model.question import Section


class Talk:
    """The case, the front end and the surroundings of one interview."""

    def __init__(
        self, case: Case, sections: tuple[Section, ...], around: Surroundings, prompter: Prompter
    ) -> None:
        self.case = case
        self.sections = sections
        self.around = around
        self.texts = around.texts
        self.prompter = prompter
        self.script = Script(sections, proposing=around.propose is not None)

    def fill(self, message: str, **values: object) -> str:
        """A sentence of the interface."""
        return self.texts.fill(message, **values)

    def show(self, text: str) -> None:
        """Show a text."""
        self.prompter.show(text)

    def say(self, message: Message) -> None:
        """Show a message."""
        self.show(self.texts.say(message))

    def warn(self, text: str) -> None:
        """Show what needs attention."""
        self.show("! " + text)

    def keep(self, case: Case) -> None:
        """Keep a changed case, and let the answers follow that were computed from others."""
        case, changes = computed.follow(case, self.sections, self.around)
        self.case = case
        self.around.save(case)
        for change in changes:
            self.show(computed.told(case, change, self.around))

    def keep_own(self, step: Step, case: Case) -> None:
        """Keep an answer, and that it is the person's own or let stand as proposed."""
        self.keep(computed.with_origin(self.case, case, step, self.around))

    def steps(self) -> Steps:
        """The steps that are open now."""
        return self.script.open(self.case, self.fields())

    def fields(self) -> frozenset[str]:
        """The question ids that the chosen letters need."""
        return computed.fields(self.case, self.around)

    def unused(self) -> tuple[str, ...]:
        """The answers that no longer belong."""
        return unused(self.case, self.sections)

    def ask(self, prompt: Prompt) -> Given:
        """Ask until there is an answer or a move other than help."""
        while True:
            given = self.prompter.ask(prompt)
            if isinstance(given, str) and not isinstance(given, Move):
                given = _move_or_text(prompt, given)
            if given is not Move.HELP:
                return given
            prompt = msgspec.structs.replace(prompt, brief=False)

    def ask_one(self, prompt: Prompt) -> str | Move:
        """Ask for one of the options, until one is picked or the person goes back or leaves."""
        while True:
            given = self.ask(prompt)
            if isinstance(given, tuple) and given:
                return given[0]
            if given in (Move.BACK, Move.LEAVE):
                return Move(str(given))


def _move_or_text(prompt: Prompt, text: str) -> Given:
    move = command_of(text)
    if move is None and not text.strip():
        move = Move.PASS
    if move is None:
        return text
    if move in prompt.moves or move in (Move.HELP, Move.LEAVE):
        return move
    return text if move in (Move.UNKNOWN, Move.PASS) else Move.HELP
