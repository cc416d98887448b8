"""Answers as a person reads them: in the review, as the text already in the line, as labels."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.interview.moments import rough
from complaintgen.interview.prompts import Offer, Option, Surroundings
from complaintgen.interview.steps import REQUESTS, Step, StepKind, requests_asked
from complaintgen.interview.understood import masked
from complaintgen.letters.belonging import at
from complaintgen.model import paths
from complaintgen.model.paths import LETTERS
from complaintgen.model.question import AnswerKind, Choice, Question, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaintgen.library.texts import Texts
    from complaintgen.model.case import Case

YES, NO = "yes", "no"


def options(case: Case, question: Question, around: Surroundings) -> tuple[Option, ...]:
    """What can be picked as the answer to a question."""
    texts = around.texts
    if question.id == LETTERS:
        return tuple(offered(around.letters, texts))
    if question.id == REQUESTS:
        return tuple(offered(around.requests_for(case), texts))
    match question.kind:
        case AnswerKind.YES_NO:
            return yes_no(texts)
        case AnswerKind.COLLECTOR:
            return tuple(_parties(case, texts))
        case AnswerKind.PROOFS:
            return _items(case, "proofs", texts)
        case _:
            return tuple(
                Option(choice.value, texts.pick(_words(choice))) for choice in question.choices
            )


def offered(offers: Iterable[Offer], texts: Texts) -> Iterable[Option]:
    """Papers or requests as things to pick, each with the line about it."""
    for offer in offers:
        name = texts.pick(offer.name)
        note = texts.pick(offer.note) if offer.note else ""
        label = texts.fill("{name}: {note}", name=name, note=note) if note else name
        yield Option(offer.id, label, name)


def yes_no(texts: Texts) -> tuple[Option, ...]:
    """Yes and no as things to pick."""
    return Option(YES, texts.gettext("Yes")), Option(NO, texts.gettext("No"))


def _words(choice: Choice) -> Words:
    return Words(zh=choice.zh, en=choice.en)


def _parties(case: Case, texts: Texts) -> Iterable[Option]:
    """Who may have done it: the lender, the platform, each collector."""
    lender = texts.gettext("the lender itself")
    yield Option("lender", _with_name(lender, case.lender.name, texts))
    if case.platform.name or case.platform.company:
        platform = texts.gettext("the platform")
        name = case.platform.name or case.platform.company
        yield Option("platform", _with_name(platform, name, texts))
    yield from _items(case, "collectors", texts)


def _with_name(kind: str, name: str | None, texts: Texts) -> str:
    return texts.fill("{name}: {note}", name=kind, note=name) if name else kind


def _items(case: Case, table: str, texts: Texts) -> tuple[Option, ...]:
    """The items of a list as things to pick: by what is known of them, numbered where that does
    not tell them apart.
    """
    entries = getattr(case, table)
    known = [known_of(case, table, entry.id, texts) for entry in entries]
    return tuple(
        Option(
            entry.id,
            label
            if label and known.count(label) == 1
            else item_label(case, table, entry.id, number, texts),
        )
        for number, (entry, label) in enumerate(zip(entries, known, strict=True), start=1)
    )


_LABELS = {
    "instalments": ("due_on", "amount"),
    "paid": ("day", "amount"),
    "collectors": ("name", "person", "numbers"),
    "incidents": ("day", "time", "words", "account"),
    "proofs": ("name", "kept", "file"),
    "contacts": ("name", "numbers"),
    "statements": ("name", "day"),
    "passages": ("record",),
    "steps": ("body", "day"),
}


def item_label(case: Case, table: str, item: str, number: int, texts: Texts) -> str:
    """A short name of an item of a list: its number and what is known of it."""
    known = known_of(case, table, item, texts)
    return f"{number}. {known}" if known else f"{number}. ({texts.gettext('nothing yet')})"


def known_of(case: Case, table: str, item: str, texts: Texts, names: tuple[str, ...] = ()) -> str:
    """What is known of an item of a list, in a few words; empty = nothing yet.

    Args:
        case: the answers.
        table: the list.
        item: the id of the item.
        texts: the texts of the interface.
        names: the fields that tell it; empty = those of its label.
    """
    entry = paths.find(case, table, item)
    found = (_said(entry, name, texts) for name in names or _LABELS[table])
    return " ".join(_short(text) for text in found if text)


def _said(entry: Any, name: str, texts: Texts) -> str:  # noqa: ANN401 (an item of any list)
    """A value of an item; a rough day or time as it was said, never as its first moment."""
    value = getattr(entry, name)
    part = getattr(entry, f"{name}_part", None)
    return texts.say(rough(part, value)) if part and value is not None else plain(value or None)


def _short(text: str, room: int = 24) -> str:
    text = " ".join(text.split())
    return text if len(text) <= room else f"{text[:room]}..."


def plain(value: object) -> str:
    """A value in figures: days as 2026-03-05, times as 22:15, lists with commas."""
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M:%S" if value.second else "%H:%M")
        case Decimal():
            return f"{value:f}"
        case tuple():
            return ", ".join(str(part) for part in value)
        case _:
            return str(value)


def typed(case: Case, step: Step, texts: Texts) -> str:
    """The answer given before, as it could be typed again; empty where there is none."""
    value = at(case, step.path)
    if value is None or step.question is None:
        return ""
    return _marked(case, step, plain(value), texts)


def _marked(case: Case, step: Step, text: str, texts: Texts) -> str:
    """A value with 大约 or 至少 before it where the person said so; 三月初 and 半夜 as such."""
    question = step.question
    stem = step.path.rpartition(".")[0]
    if question and question.part and (part := paths.get(case, f"{stem}.{question.part}")):
        return texts.say(rough(part, at(case, step.path)))
    if question and question.about and paths.get(case, f"{stem}.{question.about}"):
        return texts.fill("about {value}", value=text)
    if question and question.at_least and paths.get(case, f"{stem}.{question.at_least}"):
        return texts.fill("at least {value}", value=text)
    return text


def picked(case: Case, step: Step, around: Surroundings) -> tuple[str, ...]:
    """The options picked before; of requests that were not offered before, the preset ones."""
    value = at(case, step.path)
    if step.path == REQUESTS:
        return _picked_requests(case, around)
    match value:
        case None:
            return ()
        case bool():
            return (YES if value else NO,)
        case tuple():
            return tuple(str(part) for part in value)
        case _:
            return (str(value),)


def _picked_requests(case: Case, around: Surroundings) -> tuple[str, ...]:
    kept = case.wishes.requests or ()
    asked = msgspec.structs.replace(case, letters=requests_asked(case))
    offers = around.requests_for(case)
    seen = offers if kept and not asked.letters else around.requests_for(asked)
    known = {offer.id for offer in seen}
    return tuple(
        offer.id for offer in offers if offer.id in kept or (offer.preset and offer.id not in known)
    )


def answer(case: Case, step: Step, around: Surroundings) -> str:
    """The answer as the review shows it; secret ones with stars."""
    texts = around.texts
    if step.kind is StepKind.MORE:
        return texts.fill("{count} so far", count=len(getattr(case, step.path)))
    value = at(case, step.path)
    question = step.question
    if value is None or question is None:
        return texts.gettext("not sure") if _unknown(case, step) else texts.gettext("(left empty)")
    if question.secret:
        return masked(plain(value))
    labels = {option.value: option.label for option in options(case, question, around)}
    if question.id == LETTERS:
        labels = {offer.id: texts.pick(offer.name) for offer in around.letters}
    if labels:
        names = (labels.get(part, part) for part in picked(case, step, around))
        joined = texts.gettext("; ").join(_short(name, 40) for name in names)
        return joined or texts.gettext("none")
    return _short(_marked(case, step, plain(value), texts), 80)


def _unknown(case: Case, step: Step) -> bool:
    return step.path != LETTERS and paths.is_unknown(case, step.path)
