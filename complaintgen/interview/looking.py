"""What is shown around the questions: the welcome, where we are, all answers at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.interview import rows
from complaintgen.interview.prompts import Move

if TYPE_CHECKING:
    from complaintgen.interview.steps import Step, Steps
    from complaintgen.interview.talk import Talk


def welcome(talk: Talk, *, new: bool) -> None:
    """What to have ready, how long it takes, and that it can be left at any time."""
    if new:
        talk.show(
            talk.fill(
                "One question after the other, about twenty minutes in all; you can stop at any"
                " time and go on another day. Helpful to have at hand: the loan contract or app,"
                " the call list, messages, screenshots. Nothing ready? Begin all the same."
            )
        )
    else:
        talk.show(talk.fill("Welcome back. We go on where you stopped."))
    talk.show(
        talk.fill(
            "Each answer is saved at once on this computer and nowhere else. {keys} “Not sure” is"
            " a good answer.",
            keys=talk.prompter.keys,
        )
    )
    talk.show(talk.fill("Whom to call in danger or despair, at any time: complaintgen hotlines"))


def introduce(talk: Talk, step: Step, steps: Steps, *, intro: bool, outlook: bool) -> None:
    """Where we are; with an intro what this part is about, with an outlook what comes after it."""
    number, total = steps.progress(step)
    title = talk.texts.pick(step.section.title)
    head = talk.fill("Part {number}: {title}", number=number, title=title)
    if talk.case.letters:  # before that nobody knows how many parts there will be
        head = talk.fill(
            "Part {number} of {total}: {title}", number=number, total=total, title=title
        )
    if steps.continues(step):
        head = title
    talk.show(f"\n== {head} ==")
    if intro:
        talk.show(talk.texts.pick(step.section.intro))
    later = [talk.texts.pick(section.title) for section in steps.parts()[number:]]
    if outlook and later and talk.case.letters:
        talk.show(talk.fill("Still to come: {parts}.", parts=talk.fill("; ").join(later)))


def review(talk: Talk, steps: Steps) -> str | Move:
    """All answers in a table.

    Returns:
        The path of the open step to change, Move.DONE or Move.LEAVE.
    """
    waiting = talk.script.first_open(talk.case, steps) is not None
    head = talk.fill("All questions are answered. Please look them over.")
    if waiting:
        head = talk.fill("Your answers so far. Please look them over.")
    talk.show(f"\n== {head} ==")
    shown = rows.rows(talk.case, talk.sections, steps, talk.around, talk.unused())
    if any(each.lacking for each in shown):
        talk.show(
            talk.fill(
                "A letter you chose still needs the answers marked with “!”. If you cannot"
                " find them out now, finish; you can add them later."
            )
        )
    while True:
        chosen = talk.prompter.review(shown)
        unused = next((row for row in shown if row.path == chosen and row.unused), None)
        if isinstance(chosen, Move) or unused is None:
            return chosen
        talk.show(talk.fill("{question} {answer}", question=unused.question, answer=unused.answer))
        talk.show(unused.why)
