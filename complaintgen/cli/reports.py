"""How letters, their gaps and their refusals are told: in sentences and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.filing.prepare import State
from complaintgen.interview.describe import item_label
from complaintgen.interview.visible import visible
from complaintgen.letters.belonging import asked_as
from complaintgen.letters.review import HINDERED
from complaintgen.model.case import LISTS
from complaintgen.model.letter import Lack
from complaintgen.model.paths import is_path, pattern
from complaintgen.model.question import Words
from complaintgen.model.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from complaintgen.analysis.routing import Addressee, Refused
    from complaintgen.cli.session import Session
    from complaintgen.filing.prepare import Prepared
    from complaintgen.library.package import Library
    from complaintgen.library.texts import Texts
    from complaintgen.model.case import Case
    from complaintgen.model.letter import Need
    from complaintgen.model.problem import Problem
    from complaintgen.model.question import Question

STATES = {
    State.READY: "ready",
    State.GAPS: "not ready",
    State.REFUSED: "would be refused",
}
LACKS = {
    Lack.UNANSWERED: "not answered yet",
    Lack.UNKNOWN: "you answered “not sure”; this body needs it to take the letter",
    Lack.EMPTY: "nothing entered yet",
    Lack.NO_FINDING: "nothing told so far is a wrong this letter is for",
    Lack.NO_PROOF: "no proof is named yet",
}


def plain(session: Session, library: Library, case: Case, prepared: Prepared) -> dict[str, Any]:
    """A judged letter as plain data for `--json`."""
    return {
        "letter": prepared.name,
        "name": session.texts.pick(prepared.form.name),
        "state": prepared.state.value,
        "addressee": prepared.routing.addressee.full,
        "missing": [
            plain_need(session, library, case, need) for need in map(pointed, prepared.needs)
        ],
        "refused": [_plain_refusal(session.texts, entry) for entry in prepared.routing.refusals],
        "warnings": plain_warnings(session, prepared.warnings),
    }


def plain_warnings(session: Session, warnings: Iterable[Problem]) -> list[dict[str, str]]:
    """Warnings as plain data for `--json`."""
    return [
        {"code": warning.code, "place": warning.place, "message": message, "hint": hint}
        for warning in warnings
        for message, hint in (session.texts.problem(warning),)
    ]


def show_warnings(session: Session, warnings: Iterable[Problem]) -> None:
    """Print warnings about the case as a whole."""
    for line in told_warnings(session, warnings):
        session.line(line)


def told_warnings(session: Session, warnings: Iterable[Problem]) -> Iterator[str]:
    """Warnings as one line each."""
    for warning in warnings:
        message, hint = session.texts.problem(warning)
        yield session.texts.fill("note: {message} {hint}", message=visible(message), hint=hint)


def pointed(need: Need) -> Need:
    """A gap as it is told: of a list without a usable item, at the answer that would let one in."""
    if need.path not in LISTS or not need.alternatives:
        return need
    first, *others = need.alternatives
    return msgspec.structs.replace(need, path=first, alternatives=tuple(others))


def plain_need(
    session: Session, library: Library, case: Case, need: Need
) -> dict[str, str | list[str]]:
    """A gap as plain data for `--json`."""
    return {
        "field": need.path,
        "question": question_text(session.texts, library, case, need),
        "lack": need.lack.value,
        "rule": need.rule,
        "source": need.source,
        "or": list(need.alternatives),
    }


def _plain_refusal(texts: Texts, refused: Refused) -> dict[str, str | None]:
    return {
        "why": texts.pick(refused.why),
        "instead": texts.pick(refused.instead),
        "body": refused.office.full if refused.office else None,
        "source": refused.source,
        "confidence": refused.confidence.value,
    }


def show(
    session: Session, library: Library, case: Case, prepared: Prepared, *, brief: bool = False
) -> None:
    """Print a judged letter: its state, then what is missing or why it would be refused.

    A brief one names the questions that are missing in one line.
    """
    texts = session.texts
    name = texts.pick(prepared.form.name)
    state = texts.gettext(STATES[prepared.state])
    session.say("{letter}  {name}: {state}", letter=prepared.name, name=name, state=state)
    for refused in prepared.routing.refusals:
        show_refusal(session, refused)
    if prepared.state is State.REFUSED:
        return
    session.say("    addressed to: {body}", body=_body(texts, prepared.routing.addressee))
    if brief and prepared.needs:
        asked = (question_text(texts, library, case, need) for need in map(pointed, prepared.needs))
        session.say("    to be asked: {questions}", questions=" ".join(dict.fromkeys(asked)))
        return
    for need in map(pointed, prepared.needs):
        show_need(session, library, case, need)
    for warning in prepared.warnings:
        message, hint = texts.problem(warning)
        if warning.code == HINDERED and (which := _asked(texts, library, case, warning.place)):
            message = texts.fill("{name}: {note}", name=which, note=message)
        session.say("    note: {message} {hint}", message=message, hint=hint)


def _body(texts: Texts, addressee: Addressee) -> str:
    """The body's name on the letter; in English first what it is."""
    en = f"{addressee.en}: {addressee.full}" if addressee.en else addressee.full
    return texts.pick(Words(zh=addressee.full, en=en))


def show_refusal(session: Session, refused: Refused) -> None:
    """Print why a body would refuse, and where to turn instead."""
    texts = session.texts
    session.line(f"    {texts.pick(refused.why)}")
    session.say("    instead: {instead}", instead=texts.pick(refused.instead))
    if refused.office:
        doubt = refused.office.confidence is not Confidence.SURE
        mark = " " + texts.gettext("(please check the name)") if doubt else ""
        session.say("    that is: {body}{mark}", body=refused.office.full, mark=mark)


def show_need(session: Session, library: Library, case: Case, need: Need) -> None:
    """Print one gap: the question that fills it, its field, why, and the rule that requires it."""
    texts = session.texts
    session.say(
        "    missing: {question} [{field}]: {lack}",
        question=question_text(texts, library, case, need),
        field=need.path,
        lack=texts.gettext(LACKS[need.lack]),
    )
    if need.alternatives:
        session.say("        or: {fields}", fields=_fields(texts, library, case, need.alternatives))
    if need.why:
        session.line(f"        {texts.pick(need.why)}")
    if need.rule:
        session.say("        rule: {rule}", rule=need.rule)


def _fields(texts: Texts, library: Library, case: Case, names: Iterable[str]) -> str:
    """Other answers that would do as well: the question, and the name to give to `edit`."""
    told = []
    for name in names:
        question = _question(library, case, name if name in LISTS else pattern(name))
        words = texts.pick(question.text) if question else ""
        told.append(f"{words} [{name}]".lstrip())
    return texts.gettext("; ").join(told)


def question_text(texts: Texts, library: Library, case: Case, need: Need) -> str:
    """The question that fills a gap, with the item of the list it is about."""
    if need.path in LISTS:  # nothing is noted at all: the part of the interview, not a question
        titles = (each.title for each in library.sections if each.repeats == need.path)
        return next(map(texts.pick, titles), need.question)
    question = _question(library, case, need.question)
    text = texts.pick(question.text) if question else need.question
    table, _, rest = need.path.partition(".")
    item = rest.partition(".")[0]
    for number, entry in enumerate(_entries(case, table), start=1):
        if entry.id == item:
            label = item_label(case, table, item, number, texts)
            return texts.fill("{name}: {note}", name=label, note=text)
    return text


def _asked(texts: Texts, library: Library, case: Case, place: str) -> str:
    """The question at a place with the name to give to `edit`; of a list whether there is any."""
    if place in LISTS:
        firsts = (each.first for each in library.sections if each.repeats == place)
        words = next((first for first in firsts if first), None)
    else:
        question = _question(library, case, pattern(place)) if is_path(place) else None
        words = question.text if question else None
    return f"{texts.pick(words)} [{place}]" if words else ""


def _entries(case: Case, table: str) -> tuple[Any, ...]:
    entries = getattr(case, table, ())
    return entries if isinstance(entries, tuple) and table != "letters" else ()


def _question(library: Library, case: Case, name: str) -> Question | None:
    found = (asked_as(case, entry) for entry in _questions(library) if entry.id == name)
    return next(found, None)


def _questions(library: Library) -> Iterator[Question]:
    for section in library.sections:
        yield from section.questions


def resume_hint(session: Session, folder: Path) -> None:
    """Say how to fill gaps."""
    session.note("Fill what is missing: {command}", command=session.command("resume", folder))


def letters_hint(session: Session, folder: Path) -> None:
    """Say how to write what is ready."""
    session.note("Write the letters: {command}", command=session.command("letters", folder))
