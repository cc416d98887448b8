"""What a front end is asked to show, and what it gives back. No front end knows the script."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from complaintgen.library.texts import Texts
    from complaintgen.model.case import Case
    from complaintgen.model.problem import Problem
    from complaintgen.model.question import Words


class Move(StrEnum):
    """What a person does instead of answering."""

    BACK = "back"
    UNKNOWN = "unknown"
    PASS = "pass"  # noqa: S105 (no password)
    HELP = "help"
    LEAVE = "leave"
    DONE = "done"


class Form(StrEnum):
    """How a prompt is answered: typing one line or several, picking one or several."""

    LINE = "line"
    LINES = "lines"
    ONE = "one"
    MANY = "many"


class Option(msgspec.Struct, frozen=True):
    """One thing to pick.

    Attributes:
        value: what is kept.
        label: how it is listed.
        said: how it is said back once it was picked; empty = as it is listed.
    """

    value: str
    label: str
    said: str = ""


class Prompt(msgspec.Struct, frozen=True):
    """One question as it is put to the person, in the language of the interface.

    Attributes:
        path: the path of the answer.
        form: how it is answered.
        question: the sentence that asks.
        help: why and how; shown before the prompt.
        example: an answer as it could be; empty where there is none.
        options: what can be picked.
        typed: what stands in the line already (the earlier answer).
        picked: the options already picked.
        moves: what the person may do instead of answering.
        note: what the program guesses, and from what; shown after the help.
        brief: the help was just shown; leave it out. `typed` is what was just refused.
        another: the option that stands for what is not in the list; where lines are typed, such an
            answer may be typed at once.
        still: no row is pointed at until the person moves: Enter alone would say what nobody said.
        secret: an earlier answer is shown with stars; it is kept, or typed anew as a whole.
    """

    path: str
    form: Form
    question: str
    help: str = ""
    example: str = ""
    options: tuple[Option, ...] = ()
    typed: str = ""
    picked: tuple[str, ...] = ()
    moves: frozenset[Move] = frozenset()
    note: str = ""
    brief: bool = False
    secret: bool = False
    still: bool = False
    another: str = ""

    @property
    def kept(self) -> str:
        """The secret answer that stays unless another one is typed; empty = none."""
        return self.typed if self.secret and not self.brief else ""


class Origin(StrEnum):
    """Where an answer comes from; NONE where nothing was answered."""

    NONE = "none"
    TYPED = "typed"
    COMPUTED = "computed"
    REUSED = "reused"
    EVIDENCE = "evidence"


class Row(msgspec.Struct, frozen=True):
    """One line of the review: what was asked and answered.

    Attributes:
        path: the path of the answer.
        section: the title of its section.
        question: the question, in a list with the number of its item.
        answer: the answer as the person reads it.
        lacking: a chosen letter waits for it.
        origin: where the answer comes from.
        letters: the short names of the chosen letters that use it.
        unused: it no longer belongs: kept, never printed (未使用).
        why: why it is unused, in one sentence.
    """

    path: str
    section: str
    question: str
    answer: str
    lacking: bool = False
    origin: Origin = Origin.NONE
    letters: tuple[str, ...] = ()
    unused: bool = False
    why: str = ""


Given = str | tuple[str, ...] | Move


class Prompter(Protocol):
    """A front end: it shows and asks, and decides nothing."""

    @property
    def keys(self) -> str:
        """How to go back, to see the help and to leave: a sentence of the welcome."""
        ...

    def ask(self, prompt: Prompt) -> Given:
        """Put one question.

        Returns:
            What was typed, what was picked, or a move. KeyboardInterrupt and EOFError may
            come through: they mean “leave”.
        """
        ...

    def show(self, text: str) -> None:
        """Show a text; blank lines part paragraphs."""
        ...

    def review(self, rows: Sequence[Row]) -> str | Move:
        """Show all answers.

        Returns:
            The path of the one to change, Move.DONE or Move.LEAVE.
        """
        ...


class Offer(msgspec.Struct, frozen=True):
    """Something a channel offers to pick: a letter or a request; `preset` ones are ticked."""

    id: str
    name: Words
    note: Words | None = None
    preset: bool = False


class Suggestion(msgspec.Struct, frozen=True):
    """An answer that seems likely, and what it is concluded from.

    Attributes:
        value: the value of the option, or the answer as it could be typed.
        reason: the rest of a sentence that begins with “because”.
    """

    value: str
    reason: Words


class Attached(msgspec.Struct, frozen=True):
    """A copied file: its name in the case folder and the SHA-256 of its bytes."""

    file: str
    sha256: str


class Known(msgspec.Struct, frozen=True):
    """What another case knows already: a person, a lender, a collector.

    Attributes:
        label: how it is offered: whose or what it is, and from which case.
        fields: the answers by the names of their fields in the table (`name`, `numbers`); the
            values have the types of the case form.
    """

    label: str
    fields: Mapping[str, object]


class Surroundings(msgspec.Struct, frozen=True):
    """All that the interview gets from outside.

    Attributes:
        texts: the texts of the interface.
        today: the day on which the person answers.
        fields_for: the question ids that the letters chosen in a case need.
        letters: the letters to choose from; their ids go into `case.letters`.
        requests_for: the requests that the letters chosen in a case may make.
        save: keeps the case; called after each answer.
        attach: copies a file into the case; gets the item's id and the path as typed.
        resume: the command that goes on with this case, for the last line.
        remark: what to say after a question that decides the way was answered, in paragraphs: the
            lender's name is a brand, a chosen body would refuse. Empty = nothing.
        suggest: proposes the answer at a path, and says why; the person decides.
        lacking: the paths of the answers without which a chosen letter is not ready.
        demanded_for: the question ids without which a chosen letter is not ready; every other
            question may be left empty. None = only what the questions themselves call optional.
        used_by: the short names of the chosen letters that use the question with an id.
        opening: run before the first question of a new interview, where somebody can be asked;
            Move.LEAVE ends the interview, anything else begins it.
        known_for: what other cases know for a table or a list (`complainant`, `collectors`):
            offered before the first question of one of which nothing is known yet.
        propose: the papers that fit what was said so far, in the order of filing, with a line why;
            what decides about them is asked first. None = nothing is proposed, all are offered.
        forget_file: removes the copy of a proof from the case; says why where it cannot.
    """

    texts: Texts
    today: date
    fields_for: Callable[[Case], frozenset[str]]
    letters: tuple[Offer, ...]
    requests_for: Callable[[Case], tuple[Offer, ...]]
    save: Callable[[Case], None]
    attach: Callable[[str, str], Attached | Problem]
    resume: str = "complaintgen resume"
    demanded_for: Callable[[Case], frozenset[str]] | None = None
    lacking: Callable[[Case], frozenset[str]] = lambda _case: frozenset()
    remark: Callable[[Case], str] = lambda _case: ""
    suggest: Callable[[Case, str], Suggestion | None] = lambda _case, _question: None
    used_by: Callable[[Case, str], tuple[str, ...]] = lambda _case, _question: ()
    opening: Callable[[Prompter], Move | None] = lambda _prompter: None
    known_for: Callable[[str], tuple[Known, ...]] = lambda _table: ()
    forget_file: Callable[[str], Problem | None] = lambda _file: None
    propose: Callable[[Case], tuple[Offer, ...]] | None = None
