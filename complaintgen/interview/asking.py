"""Steps of the script as prompts and rows of the review, in the language of the interface. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.interview import describe
from complaintgen.interview.prompts import Form, Move, Option, Prompt
from complaintgen.interview.steps import is_answered
from complaintgen.letters.belonging import asked_as
from complaintgen.model import paths
from complaintgen.model.question import AnswerKind, Question, Words

if TYPE_CHECKING:
    from complaintgen.interview.prompts import Surroundings
    from complaintgen.interview.steps import Step
    from complaintgen.model.case import Case

PICKED = {AnswerKind.CHOICE, AnswerKind.YES_NO, AnswerKind.COLLECTOR}
TICKED = {AnswerKind.CHOICES, AnswerKind.PROOFS}
MORE, ENOUGH, REMOVE = "more", "enough", "remove"


def question_of(step: Step) -> Question:
    """The question of a step that asks one.

    Raises:
        TypeError: the step asks for more items.
    """
    if step.question is None:
        raise TypeError(step.path)
    return step.question


def prompt(case: Case, step: Step, around: Surroundings, *, back: bool) -> Prompt:
    """A question as it is put to the person, with the answer given before."""
    question, texts = asked_as(case, question_of(step)), around.texts
    options = describe.options(case, question, around)
    form = form_of(question)
    typing = form in (Form.LINE, Form.LINES)
    picked = describe.picked(case, step, around) if options else ()
    typed = describe.typed(case, step, texts) if typing else ""
    note = ""
    if options and not picked:
        picked, note = _suggested(case, step, options, around)
    elif typing and not is_answered(case, step):
        typed, note = _suggested_text(case, step, around)
    return Prompt(
        path=step.path,
        form=form,
        question=headed(case, step, around),
        help=texts.pick(question.help),
        example=texts.pick(question.example),
        options=options,
        typed=typed,
        picked=picked,
        note="\n".join(each for each in (_begun(case, step, around), note) if each),
        secret=question.secret,
        still=form is Form.ONE and not picked,
        moves=_moves(question, back=back, optional=is_optional(case, question, around)),
    )


def _suggested(
    case: Case, step: Step, options: tuple[Option, ...], around: Surroundings
) -> tuple[tuple[str, ...], str]:
    """The option at which the pointer begins where nothing was answered, and a word why."""
    found, texts = around.suggest(case, step.path), around.texts
    label = next((option.label for option in options if found and option.value == found.value), "")
    if found is None or not label:
        return (), ""
    note = texts.fill(
        "Our guess: “{answer}”, because {reason}. You decide; choose another row if it is wrong.",
        answer=label,
        reason=texts.pick(found.reason),
    )
    return (found.value,), note


def _suggested_text(case: Case, step: Step, around: Surroundings) -> tuple[str, str]:
    """The answer that stands in the line where nothing was answered, and a word why."""
    found, texts = around.suggest(case, step.path), around.texts
    if found is None:
        return "", ""
    note = texts.fill(
        "Our guess: “{answer}”, because {reason}. You decide; write over it if it is wrong.",
        answer=found.value,
        reason=texts.pick(found.reason),
    )
    return found.value, note


def _begun(case: Case, step: Step, around: Surroundings) -> str:
    """Which item it is, where a choice that comes later in it was made before it was begun."""
    if step.item is not None and not step.section.prefix:
        return _told_before(case, step.section.repeats, step.item, around)
    if step.item is None or is_answered(case, step) or step.question is None:
        return ""
    later = step.section.questions[step.section.questions.index(step.question) + 1 :]
    stem = step.path.rpartition(".")[0]
    for question in later:
        value = paths.get(case, f"{stem}.{question.id.rpartition('.')[2]}")
        label = next((each for each in question.choices if each.value == value), None)
        if label is not None:
            answer = around.texts.pick(Words(zh=label.zh, en=label.en))
            return around.texts.fill("This is about: {answer}", answer=answer)
    return ""


def _told_before(case: Case, table: str, item: str, around: Surroundings) -> str:
    """Which item it is, where another section told it: “this” alone would say nothing."""
    names = ("day", "time", "number", "words", "account") if table == "incidents" else ()
    answer = describe.known_of(case, table, item, around.texts, names)
    return around.texts.fill("This is about: {answer}", answer=answer) if answer else ""


def form_of(question: Question) -> Form:
    """How a question is answered."""
    if question.kind in PICKED:
        return Form.ONE
    if question.kind in TICKED:
        return Form.MANY
    return Form.LINES if question.kind is AnswerKind.LONG_TEXT else Form.LINE


def headed(case: Case, step: Step, around: Surroundings) -> str:
    """The question, in a list with the number of the item before it."""
    text = around.texts.pick(asked_as(case, question_of(step)).text)
    if not step.number:
        return text
    return around.texts.fill("[no. {number}] {question}", number=step.number, question=text)


def is_optional(case: Case, question: Question, around: Surroundings) -> bool:
    """Whether an answer may be left empty: no chosen letter, nor the way to a body, needs it."""
    if question.optional or around.demanded_for is None:
        return question.optional
    decides = question.routing or question.deciding
    return not decides and question.id not in around.demanded_for(case)


def _moves(question: Question, *, back: bool, optional: bool) -> frozenset[Move]:
    possible = {
        Move.HELP: True,
        Move.LEAVE: True,
        Move.BACK: back,
        Move.UNKNOWN: question.unknown,
        Move.PASS: optional,
    }
    return frozenset(move for move, may in possible.items() if may)


def more_prompt(case: Case, step: Step, around: Surroundings, *, back: bool) -> Prompt:
    """Whether there is a first, or another, item of a list."""
    texts = around.texts
    words = step.section.more if step.number else step.section.first
    options = [
        Option(MORE, texts.gettext("Yes")),
        Option(ENOUGH, texts.gettext("No, go on")),
    ]
    if step.number:
        options.append(Option(REMOVE, texts.gettext("Take one away")))
    moves = {Move.HELP, Move.LEAVE} | ({Move.BACK} if back else set())
    return Prompt(
        path=step.path,
        form=Form.ONE,
        question=texts.pick(words) if words else "",
        options=tuple(options),
        picked=(ENOUGH,) if step.path in case.interview.done else (),
        moves=frozenset(moves),
    )
