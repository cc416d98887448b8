"""Answers that the program proposed and the person let stand: they follow what they were computed
from until the person sets them. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.interview import describe, script
from complaintgen.interview.asking import headed
from complaintgen.interview.reading import Around, Understood, read
from complaintgen.interview.steps import REQUESTS, Step, StepKind, is_answered, requests_mark
from complaintgen.letters.belonging import at
from complaintgen.model import paths
from complaintgen.model.paths import LETTERS, field_type
from complaintgen.model.question import AnswerKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaintgen.interview.prompts import Suggestion, Surroundings
    from complaintgen.model.case import Case
    from complaintgen.model.question import Question, Section

COMPUTED = "computed"


class Change(msgspec.Struct, frozen=True):
    """A computed answer that moved: where, and why; without `why` it is open again."""

    step: Step
    why: Suggestion | None = None
    open: bool = False


def fields(case: Case, around: Surroundings) -> frozenset[str]:
    """The question ids to ask: no requests where the chosen letters take none."""
    found = around.fields_for(case)
    return found if around.requests_for(case) else found - {REQUESTS}


def presets(case: Case, around: Surroundings) -> tuple[str, ...]:
    """The requests that the chosen letters make unless the person unticks them."""
    return tuple(offer.id for offer in around.requests_for(case) if offer.preset)


def with_origin(before: Case, after: Case, step: Step, around: Surroundings) -> Case:
    """The case after an answer, with the note whose answer it is.

    An answer that is given again unchanged stays what it was; a proposal that was taken while the
    question was open, or that the program made before, is computed; anything else is the person's.
    """
    path = step.path
    if path == LETTERS or step.question is None:
        return after
    if is_answered(before, step) and _said(before, path) == _said(after, path):
        return after
    may = path in before.interview.computed or not is_answered(before, step)
    taken = may and _is_proposed(before, after, step.question, path, around)
    return script.with_origin(after, path, COMPUTED if taken else "")


def _said(case: Case, path: str) -> object:
    """All that a table says: an answer with its marks."""
    table, item, _ = paths.split(path)
    return paths.find(case, table, item), path in case.interview.passed


def _is_proposed(
    before: Case, after: Case, question: Question, path: str, around: Surroundings
) -> bool:
    value, marked = at(after, path), _is_marked(after, question, path)
    proposed = _proposed(before, question, path, around)
    if value is None or proposed is None or marked:
        return False
    if path == REQUESTS:
        return set(value) == set(proposed)
    return bool(value == proposed)


def _is_marked(case: Case, question: Question, path: str) -> bool:
    stem = path.rpartition(".")[0]
    marks = (question.about, question.at_least, question.part)
    return any(paths.get(case, f"{stem}.{mark}") for mark in marks if mark)


def _proposed(case: Case, question: Question, path: str, around: Surroundings) -> Any:  # noqa: ANN401
    """The answer that would be proposed at a path, as the case keeps it; None = none."""
    if path == REQUESTS:
        return presets(case, around) or None
    suggestion = around.suggest(case, path)
    return None if suggestion is None else _value(case, question, suggestion.value, around)


def _value(case: Case, question: Question, text: str, around: Surroundings) -> Any:  # noqa: ANN401
    match question.kind:
        case AnswerKind.CHOICE:
            return msgspec.convert(text, field_type(question.id))
        case AnswerKind.YES_NO:
            return text == describe.YES
        case AnswerKind.COLLECTOR:
            return text
        case AnswerKind.CHOICES | AnswerKind.PROOFS:
            return (text,)
        case _:
            reading = read(question, text, Around(around.today, case.complainant.id_kind))
            return reading.value if isinstance(reading, Understood) else None


def follow(
    case: Case, sections: Sequence[Section], around: Surroundings
) -> tuple[Case, tuple[Change, ...]]:
    """The case with every computed answer as it would be proposed now, and what changed.

    One that depends on another computed answer follows it in turn; one for which nothing can be
    proposed any more is open again.
    """
    changes: dict[str, Change] = {}
    for _ in case.interview.computed:
        followed, moved = _follow_once(case, sections, around)
        if not moved:
            break
        case = followed
        changes |= {change.step.path: change for change in moved}
    return case, tuple(changes.values())


def _follow_once(
    case: Case, sections: Sequence[Section], around: Surroundings
) -> tuple[Case, tuple[Change, ...]]:
    moved = []
    for step in _computed_steps(case, sections):
        question, path = step.question, step.path
        if question is None:
            continue
        proposed = _proposed(case, question, path, around)
        if proposed is None:
            case = script.with_origin(script.reopen(case, path), path, "")
            moved.append(Change(step, open=True))
        elif at(case, path) != proposed:
            case = _with_requests_asked(script.set_answer(case, path, proposed), path)
            moved.append(Change(step, None if path == REQUESTS else around.suggest(case, path)))
    return case, tuple(moved)


def _computed_steps(case: Case, sections: Sequence[Section]) -> Iterator[Step]:
    computed = frozenset(case.interview.computed)
    if not computed:
        return
    patterns = {paths.pattern(path): path for path in computed if _is_there(case, path)}
    for section in sections:
        for question in section.questions:
            if question.id in patterns and "*" not in question.id:
                yield Step(question.id, section, StepKind.ASK, question)
            elif question.id in patterns:
                yield from _item_steps(case, section, question, computed)


def _item_steps(
    case: Case, section: Section, question: Question, computed: frozenset[str]
) -> Iterator[Step]:
    for number, entry in enumerate(getattr(case, section.repeats), start=1):
        path = question.id.replace("*", entry.id)
        if path in computed:
            yield Step(path, section, StepKind.ASK, question, entry.id, number)


def _is_there(case: Case, path: str) -> bool:
    if not paths.is_path(path):
        return False
    table, item, _ = paths.split(path)
    return paths.find(case, table, item) is not None


def _with_requests_asked(case: Case, path: str) -> Case:
    return with_requests_asked(case) if path == REQUESTS else case


def with_requests_asked(case: Case) -> Case:
    """Remember for which letters the requests were chosen: a letter added later has its own."""
    for letter in case.letters:
        case = script.set_done(case, requests_mark(letter), done=True)
    return case


def told(case: Case, change: Change, around: Surroundings) -> str:
    """What is said of a computed answer that moved, in one line."""
    texts, step = around.texts, change.step
    question = headed(case, step, around)
    if change.open:
        return texts.fill(
            "“{question}” will be asked again: an answer it was concluded from has changed.",
            question=question,
        )
    answer = describe.answer(case, step, around)
    if change.why is None:
        return texts.fill(
            "“{question}” follows the papers you chose: {answer}.", question=question, answer=answer
        )
    return texts.fill(
        "“{question}” is now “{answer}”, because {reason}. You can change it in the review.",
        question=question,
        answer=answer,
        reason=texts.pick(change.why.reason),
    )
