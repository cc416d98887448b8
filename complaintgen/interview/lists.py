"""Lists: one more item, enough of them, or one taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.interview import asking, describe, script
from complaintgen.interview.prompts import Form, Move, Option, Prompt

if TYPE_CHECKING:
    from complaintgen.interview.steps import Step
    from complaintgen.interview.talk import Talk

_MOVES = frozenset({Move.BACK, Move.LEAVE, Move.HELP})


def take_more(talk: Talk, step: Step, *, back: bool) -> Move | None:
    """Ask whether there is one more item; begin it, go on, or take one away."""
    while True:
        prompt = asking.more_prompt(talk.case, step, talk.around, back=back)
        match talk.ask_one(prompt):
            case Move() as move:
                return move
            case asking.MORE:
                talk.keep(script.add_item(talk.case, step.section)[0])
                return None
            case asking.ENOUGH:
                talk.keep(script.set_done(talk.case, step.path, done=True))
                return None
            case _:
                if _remove(talk, step.path) is Move.LEAVE:
                    return Move.LEAVE
        step = talk.steps().find(step.path) or step


def _remove(talk: Talk, table: str) -> Move | None:
    """Take one item away, after asking which and whether really."""
    which = talk.ask_one(_which(talk, table))
    if isinstance(which, Move):
        return which
    sure = _sure(talk, table, talk.fill("Take it away with all its answers?"))
    if isinstance(sure, Move) or not sure:
        return sure or None
    file = _only_copy(talk, table, which)
    forget = False
    if file:
        question = talk.fill(
            "Also delete its copy in the case folder ({file})? Your original is not touched.",
            file=file,
        )
        answer = _sure(talk, table, question)
        if isinstance(answer, Move):
            return answer
        forget = answer
    talk.keep(script.remove_item(talk.case, table, which))
    if forget:
        _forget(talk, file)
    return None


def _which(talk: Talk, table: str) -> Prompt:
    entries = getattr(talk.case, table)
    labels = tuple(
        Option(entry.id, describe.item_label(talk.case, table, entry.id, number, talk.texts))
        for number, entry in enumerate(entries, start=1)
    )
    return Prompt(table, Form.ONE, talk.fill("Which one?"), options=labels, moves=_MOVES)


def _sure(talk: Talk, table: str, question: str) -> bool | Move:
    """Yes or no, “no” first; or a move."""
    options = tuple(reversed(describe.yes_no(talk.texts)))
    given = talk.ask_one(Prompt(table, Form.ONE, question, options=options, moves=_MOVES))
    return given if isinstance(given, Move) else given == describe.YES


def _only_copy(talk: Talk, table: str, item: str) -> str:
    """The copied file of a proof that no other proof uses; empty = none."""
    if table != "proofs":
        return ""
    files = {proof.id: proof.file for proof in talk.case.proofs if proof.file}
    file = files.pop(item, None)
    return file if file and file not in files.values() else ""


def _forget(talk: Talk, file: str) -> None:
    problem = talk.around.forget_file(file)
    if problem is not None:
        talk.warn("{}\n{}".format(*talk.texts.problem(problem)))
