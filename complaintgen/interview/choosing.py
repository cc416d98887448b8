"""Choosing the papers: those that fit the situation first, ticked; all others behind one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.interview import asking, describe
from complaintgen.interview.prompts import Move, Offer, Option, Prompt
from complaintgen.interview.taking import keep_picked
from complaintgen.model.paths import LETTERS

if TYPE_CHECKING:
    from complaintgen.interview.steps import Step
    from complaintgen.interview.talk import Talk

ALL = "all-papers"
"""The row that shows every paper; no id of a letter looks like it."""


def proposals(talk: Talk, step: Step) -> tuple[Offer, ...]:
    """What is proposed at a step: papers, at the question for them, where any are known to fit."""
    if step.path != LETTERS or talk.around.propose is None:
        return ()
    return talk.around.propose(talk.case)


def take_proposed(
    talk: Talk, step: Step, proposed: tuple[Offer, ...], *, back: bool
) -> Move | None:
    """Let the person choose among the proposed papers, or among all.

    Returns:
        None when papers were chosen, Move.BACK or Move.LEAVE.
    """
    prompt = _first(talk, step, proposed, back=back)
    while True:
        given = talk.ask(prompt)
        if given in (Move.BACK, Move.LEAVE):
            return Move(str(given))
        if not isinstance(given, tuple) or not given:
            continue
        if ALL in given:
            # Typed as a number, the row stands alone: what was proposed stays ticked.
            kept = tuple(value for value in given if value != ALL) or prompt.picked
            given = talk.ask(_whole(talk, step, kept))
            if given is Move.LEAVE:
                return Move.LEAVE
            prompt = msgspec.structs.replace(prompt, picked=kept)
        if isinstance(given, tuple) and given:
            keep_picked(talk, step, given)
            return None


def _first(talk: Talk, step: Step, proposed: tuple[Offer, ...], *, back: bool) -> Prompt:
    """The proposed papers and those chosen before; the last row shows all."""
    texts, chosen = talk.texts, talk.case.letters
    known = {offer.id for offer in proposed}
    others = tuple(offer for offer in talk.around.letters if offer.id in set(chosen) - known)
    rest = len(talk.around.letters) - len(proposed) - len(others)
    show_all = Option(ALL, texts.fill("See all other papers ({count})", count=rest))
    return msgspec.structs.replace(
        asking.prompt(talk.case, step, talk.around, back=back),
        question=texts.gettext("These papers fit. Which do you want to prepare?"),
        options=(*describe.offered((*proposed, *others), texts), show_all),
        picked=chosen or tuple(offer.id for offer in proposed),
        help=texts.gettext(
            "They stand in the order in which they are handed in. Keep only those you want; you"
            " can change it at any time."
        ),
        example="",
    )


def _whole(talk: Talk, step: Step, kept: tuple[str, ...]) -> Prompt:
    """All papers there are, those ticked that were ticked before."""
    prompt = asking.prompt(talk.case, step, talk.around, back=True)
    return msgspec.structs.replace(prompt, picked=kept)
