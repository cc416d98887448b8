"""Reads and checks the questions of the interview: `data/questions/*.toml`, one section a file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from complaintgen.library.mistakes import no_such_path, twice
from complaintgen.library.toml import read_form
from complaintgen.model.case import LISTS, DayPart, MonthPart
from complaintgen.model.paths import LETTERS, field_type, members
from complaintgen.model.problem import Problem
from complaintgen.model.question import AnswerKind, AskedWhen, Question, Section, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OPEN_CHOICES = {LETTERS, "wishes.requests"}
"""Their choices are built from the channels when the program runs."""

_PICKS = {AnswerKind.CHOICE, AnswerKind.CHOICES}


def read_questions(folder: Path) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    """All sections in the order in which they are asked, and what is wrong with them."""
    sections: list[Section] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        section, found = read_form(Section, path, path.name)
        problems.extend(found)
        if section is not None:
            sections.append(section)
            problems.extend(check_section(section, path.name))
    sections.sort(key=lambda section: section.order)
    problems.extend(_check_together(sections))
    return tuple(sections), tuple(problems)


def check_section(section: Section, place: str) -> Iterator[Problem]:
    """What is wrong with one section taken by itself."""
    if section.repeats and section.repeats not in LISTS:
        yield no_such_path(place, section.repeats)
    if section.more is not None and not (section.prefix and section.first):
        yield _incomplete_list(place)
    words = (section.title, section.intro, section.first, section.more)
    yield from _check_words(place, [each for each in words if each is not None])
    for question in section.questions:
        yield from _check_question(question, section, f"{place}: {question.id}")


def _check_question(question: Question, section: Section, place: str) -> Iterator[Problem]:
    texts = [question.text, question.help, question.example]
    texts += [Words(zh=choice.zh, en=choice.en) for choice in question.choices]
    others = (words for each in question.instead for words in (each.text, each.help, each.example))
    yield from _check_words(place, [*texts, *(words for words in others if words is not None)])
    field = field_type(question.id)
    if field is None or not _belongs(question.id, section.repeats):
        yield no_such_path(place, question.id)
        return
    yield from _check_choices(question, field, place)
    kinds = {question.about: (bool,), question.at_least: (bool,), question.part: _PARTS}
    for sibling, allowed in kinds.items():
        if sibling and field_type(_sibling(question.id, sibling)) not in allowed:
            yield no_such_path(place, sibling)
    if question.beside and field_type(_sibling(question.id, question.beside)) is None:
        yield no_such_path(place, question.beside)
    conditions = (*question.when, *(each for own in question.instead for each in own.when))
    for condition in conditions:
        yield from _check_condition(condition, section, place)


_PARTS = (MonthPart, DayPart)
"""What the field beside a roughly known day or time holds."""


def _belongs(path: str, repeats: str) -> bool:
    """A question of a list section is about its items, any other about a single table."""
    return path.startswith(f"{repeats}.*.") if repeats else ".*." not in path


def _sibling(path: str, name: str) -> str:
    return f"{path.rpartition('.')[0]}.{name}"


def _check_choices(question: Question, field: Any, place: str) -> Iterator[Problem]:  # noqa: ANN401
    values = [choice.value for choice in question.choices]
    allowed = members(field)
    if question.kind not in _PICKS:
        if values:
            yield _wrong_choices(place, ", ".join(values), "")
        return
    if question.id in _OPEN_CHOICES:
        return
    if allowed and set(values) != set(allowed):
        differing = sorted(set(values) ^ set(allowed))
        yield _wrong_choices(place, ", ".join(differing), ", ".join(allowed))
    if len(set(values)) != len(values) or not values:
        yield _wrong_choices(place, ", ".join(values), ", ".join(allowed))


def _check_condition(condition: AskedWhen, section: Section, place: str) -> Iterator[Problem]:
    path = condition.path
    if path in LISTS:
        return
    if path.startswith("this.") and section.repeats:
        path = f"{section.repeats}.*.{path.removeprefix('this.')}"
    elif ".*." in path:
        yield no_such_path(place, condition.path)
        return
    field = field_type(path)
    if field is None:
        yield no_such_path(place, condition.path)
        return
    allowed = members(field)
    for value in condition.any_of:
        if allowed and value not in allowed:
            yield _wrong_choices(place, value, ", ".join(allowed))


def _check_together(sections: list[Section]) -> Iterator[Problem]:
    """What is wrong with the sections beside each other: double orders, double questions."""
    for order, count in Counter(section.order for section in sections).items():
        if count > 1:
            yield twice("questions", f"order = {order}")
    ids = Counter(question.id for section in sections for question in section.questions)
    for name, count in ids.items():
        if count > 1:
            yield twice("questions", name)


def _check_words(place: str, texts: list[Words]) -> Iterator[Problem]:
    for words in texts:
        if not (words.zh.strip() and words.en.strip()):
            yield _one_language(place, words.zh or words.en)


def _wrong_choices(place: str, found: str, known: str) -> Problem:
    return Problem(
        code="wrong-choices",
        place=place,
        message="The choices do not match the case: {found}",
        hint="The case knows: {known}",
        values={"found": found, "known": known or "-"},
    )


def _incomplete_list(place: str) -> Problem:
    return Problem(
        code="incomplete-list",
        place=place,
        message="A section that adds items needs first, more and prefix.",
        hint="Add the missing keys.",
    )


def _one_language(place: str, found: str) -> Problem:
    return Problem(
        code="one-language",
        place=place,
        message="A text stands in one language only: {found}",
        hint="Write it in zh and in en.",
        values={"found": found[:40]},
    )
