"""Taking one answer: it is asked for until it is understood, left empty or left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.interview import asking, describe, offering, script
from complaintgen.interview.commands import command_of, means_nothing
from complaintgen.interview.computed import with_requests_asked
from complaintgen.interview.prompts import Attached, Move
from complaintgen.interview.reading import Around, Trouble, Understood, read
from complaintgen.interview.several import Pair, keep_rows, read_rows
from complaintgen.interview.steps import REQUESTS
from complaintgen.letters.belonging import at
from complaintgen.model import paths
from complaintgen.model.case import LISTS, Case
from complaintgen.model.checks import check_case
from complaintgen.model.paths import field_type
from complaintgen.model.question import AnswerKind

if TYPE_CHECKING:
    from complaintgen.interview.steps import Step
    from complaintgen.interview.talk import Talk
    from complaintgen.model.problem import Problem


def take(talk: Talk, step: Step, *, back: bool) -> Move | None:
    """Put one question to the person.

    Returns:
        None when it is answered (an empty answer and 不清楚 included), Move.BACK or Move.LEAVE.
    """
    prompt = asking.prompt(talk.case, step, talk.around, back=back)
    known = offering.known(talk.case, step)
    while True:
        given = talk.ask(offering.prompt(talk, prompt, known) if known else prompt)
        if known and isinstance(given, tuple):
            known, given = (), given[0]
            if given == offering.ANOTHER:
                continue
        if isinstance(given, Move):
            if _take_move(talk, step, given):
                return given if given in (Move.BACK, Move.LEAVE) else None
        elif isinstance(given, tuple):
            keep_picked(talk, step, given)
            return None
        elif _take_text(talk, step, given):
            return None
        else:
            prompt = msgspec.structs.replace(prompt, typed=given, brief=True)


def _take_move(talk: Talk, step: Step, move: Move) -> bool:
    """Keep 不清楚 or an empty answer; False where the question needs another answer."""
    match move:
        case Move.UNKNOWN:
            _keep_empty(talk, step, script.set_unknown(talk.case, step.path))
        case Move.PASS:
            _keep_empty(talk, step, script.pass_by(talk.case, step.path))
        case Move.BACK | Move.LEAVE:
            pass
        case _:
            return False
    return True


def _keep_empty(talk: Talk, step: Step, case: Case) -> None:
    case = _with_marks(case, step, Understood(None))
    talk.keep_own(step, with_requests_asked(case) if step.path == REQUESTS else case)


def _take_text(talk: Talk, step: Step, text: str) -> bool:
    """Read what was typed and keep it; False, with a word why, where it was not understood."""
    question = asking.question_of(step)
    if command_of(text) is Move.UNKNOWN or not text.strip():
        talk.warn(talk.fill("Here an answer is needed to go on."))
        if question.unknown:
            talk.show(talk.fill("If you cannot find it out, “not sure” is an answer too."))
        return False
    optional = asking.is_optional(talk.case, question, talk.around)
    if optional and means_nothing(question.kind, text):
        return _take_move(talk, step, Move.PASS)
    if question.kind is AnswerKind.FILE:
        return _attach(talk, step, text)
    around = Around(talk.around.today, talk.case.complainant.id_kind)
    rows = read_rows(step, text, around)
    if isinstance(rows, tuple):
        return _keep_rows(talk, step, rows)
    reading = rows or read(question, text, around)
    if isinstance(reading, Trouble):
        talk.warn(talk.texts.say(reading.message))
        talk.say(reading.hint)
        return False
    return _keep_reading(talk, step, reading)


def _keep_rows(talk: Talk, step: Step, rows: tuple[Pair, ...]) -> bool:
    """Several items typed at once: each is kept, and all are said back."""
    talk.keep_own(step, keep_rows(talk.case, step, rows))
    talk.show(talk.fill("Kept: {count} rows.", count=len(rows)))
    for row in rows:
        talk.show(f"{describe.plain(row.first.value)}  {row.second.value:,.2f}")
        if row.first.warning is not None:
            talk.warn(talk.texts.say(row.first.warning))
    return True


def _keep_reading(talk: Talk, step: Step, reading: Understood) -> bool:
    case = script.set_answer(talk.case, step.path, reading.value)
    case = _with_marks(case, step, reading)
    conflict = _conflict(talk.case, case, step.path)
    if conflict is not None:
        talk.warn("{}\n{}".format(*talk.texts.problem(conflict)))
        if not step.path.endswith(".count"):
            return False
        # The new total stands; how many were answered is asked again.
        case = script.reopen(case, f"{step.path.removesuffix('.count')}.connected")
    if reading.echo is not None:
        talk.say(reading.echo)
    talk.keep_own(step, case)
    if reading.warning is not None:
        talk.warn(talk.texts.say(reading.warning))
        talk.show(talk.fill("It is kept as you wrote it; go back to change it."))
    return True


def _conflict(before: Case, after: Case, path: str) -> Problem | None:
    """What contradicts an answer given elsewhere, so that the case could not be read again."""
    known = check_case(_around(before, path), "")
    return next((each for each in check_case(_around(after, path), "") if each not in known), None)


def _around(case: Case, path: str) -> Case:
    """The part of a case that an answer can contradict: its own table or item, and what that names.

    Hundreds of other incidents are not looked at again after each answer.
    """
    table, item, _ = paths.split(path)
    holder = paths.find(case, table, item)
    named = Case(collectors=case.collectors, proofs=case.proofs)
    own = (holder,) if table in LISTS else holder
    return msgspec.structs.replace(named, **{table: own})


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


def _attach(talk: Talk, step: Step, text: str) -> bool:
    """Let the copy be made, and keep its name and checksum; a copy that is there stays."""
    if text == at(talk.case, step.path):
        return True
    found = talk.around.attach(step.item or "", _bare_path(text))
    if not isinstance(found, Attached):
        sentence, hint = talk.texts.problem(found)
        talk.warn(f"{sentence}\n{hint}")
        return False
    case = script.set_answer(talk.case, step.path, found.file)
    stem = step.path.rpartition(".")[0]
    talk.keep_own(step, script.set_answer(case, f"{stem}.sha256", found.sha256))
    talk.show(talk.fill("Copied into the case, unchanged: {file}", file=found.file))
    return True


def _bare_path(text: str) -> str:
    """A path without the quotation marks or backslashes that dragging into a terminal adds."""
    text = text.strip()
    for mark in "'\"":
        if len(text) > 1 and text[0] == text[-1] == mark:
            return text[1:-1]
    return text.replace("\\ ", " ")


def keep_picked(talk: Talk, step: Step, values: tuple[str, ...]) -> None:
    """Keep what was picked as the answer of a step."""
    question = asking.question_of(step)
    value: Any = values if question.kind in asking.TICKED else values[0]
    if question.kind is AnswerKind.YES_NO:
        value = value == describe.YES
    elif question.kind in (AnswerKind.CHOICE, AnswerKind.CHOICES):
        value = msgspec.convert(value, field_type(question.id))
    if question.id == REQUESTS:
        offered = {offer.id for offer in talk.around.requests_for(talk.case)}
        others = (name for name in talk.case.wishes.requests or () if name not in offered)
        value = (*others, *values)
    case = script.set_answer(talk.case, step.path, value)
    talk.keep_own(step, with_requests_asked(case) if step.path == REQUESTS else case)
