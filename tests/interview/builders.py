"""What tests of the interview share: the real questions, a front end that is a list of moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from complaintgen.interview.prompts import (
    Attached,
    Given,
    Move,
    Offer,
    Prompt,
    Row,
    Surroundings,
)
from complaintgen.interview.steps import SITUATION
from complaintgen.library.places import data_folder
from complaintgen.library.questions import read_questions
from complaintgen.library.texts import Language, install
from complaintgen.model.question import Section, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from complaintgen.model.case import Case

TODAY = date(2026, 11, 21)
LETTERS = (
    Offer("body/complaint", Words(zh="示例机构投诉书", en="Sample complaint")),
    Offer("body/report", Words(zh="示例机构举报信", en="Sample report")),
)
REQUESTS = {
    "body/complaint": (
        Offer("stop", Words(zh="停止骚扰", en="Stop"), preset=True),
        Offer("reply", Words(zh="书面答复", en="Answer in writing")),
    ),
    "body/report": (Offer("inquire", Words(zh="依法查处", en="Inquire"), preset=True),),
}


@cache
def sections() -> tuple[Section, ...]:
    """The shipped questions."""
    return read_questions(data_folder() / "questions")[0]


@cache
def all_fields() -> frozenset[str]:
    """Every question that a letter can need: none holds what the papers are proposed by."""
    every = (question.id for section in sections() for question in section.questions)
    return frozenset(name for name in every if not name.startswith(SITUATION))


def requests_for(case: Case) -> tuple[Offer, ...]:
    """The requests of the chosen letters."""
    return tuple(offer for letter in case.letters for offer in REQUESTS.get(letter, ()))


def surroundings(
    fields: frozenset[str] | None = None,
    save: Callable[[Case], None] = lambda _case: None,
    language: Language = "en",
) -> Surroundings:
    """Surroundings with two letters; they need the fields given, or every question."""
    needed = all_fields() if fields is None else fields
    return Surroundings(
        texts=install(language),
        today=TODAY,
        fields_for=lambda case: needed if case.letters else frozenset(),
        letters=LETTERS,
        requests_for=requests_for,
        save=save,
        attach=lambda item, path: Attached(f"evidence/{item}-{path}", "0" * 64),
        resume="complaintgen resume my-case",
    )


@dataclass
class Scripted:
    """A front end that answers from a function and remembers what it was shown."""

    answer: Callable[[Prompt], Given]
    look: Callable[[Sequence[Row]], str | Move] = lambda _rows: Move.DONE
    asked: list[Prompt] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    reviewed: list[tuple[Row, ...]] = field(default_factory=list)
    keys: str = "Keys."

    def ask(self, prompt: Prompt) -> Given:
        """Answer one prompt."""
        self.asked.append(prompt)
        return self.answer(prompt)

    def show(self, text: str) -> None:
        """Remember a text."""
        self.shown.append(text)

    def review(self, rows: Sequence[Row]) -> str | Move:
        """Look the rows over."""
        self.reviewed.append(tuple(rows))
        return self.look(rows)


def following(*given: Given) -> Callable[[Prompt], Given]:
    """Give these answers one after the other, then leave."""
    left = list(given)

    def answer(_prompt: Prompt) -> Given:
        return left.pop(0) if left else Move.LEAVE

    return answer
