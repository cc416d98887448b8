"""What is wrong between files that are each right: channels, questions, law and wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.letters.debts import LENDER, OTHER, SLOT, TABLES
from complaintgen.letters.fields import permitted
from complaintgen.library.mistakes import among, missing_key, no_such_path
from complaintgen.library.wording import LETTER as WORDS
from complaintgen.library.wording import REVIEW
from complaintgen.model.conditions import When
from complaintgen.model.paths import field_type
from complaintgen.model.problem import Problem
from complaintgen.model.question import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from complaintgen.model.channel import Channel
    from complaintgen.model.law import Law
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.model.question import Section
    from complaintgen.model.wording import ReviewWords, Wording

_FILLED = frozenset({"proofs.*.sha256"})
"""Answers that come with another one: the hash with the file."""


def check_questions(
    channels: Mapping[str, Channel], sections: Sequence[Section]
) -> Iterator[Problem]:
    """Fields that a letter asks for and no question: nobody could ever fill them."""
    asked = {question.id for section in sections for question in section.questions}
    for place, form in _letters(channels):
        for path in sorted(permitted(form) - asked - _FILLED):
            yield Problem(
                code="no-question",
                place=place,
                message="No question asks for “{path}”.",
                hint="Add the question in data/questions, or take the field out of the letter.",
                values={"path": path},
            )


def check_grounds(channels: Mapping[str, Channel], law: Law) -> Iterator[Problem]:
    """Grounds of letters that the law data do not know."""
    for place, form in _letters(channels):
        for number, ground in enumerate(form.grounds, start=1):
            at = f"{place}.grounds[{number}]"
            yield from among(at, [ground.law], law.instruments)
            if ground.law in law.instruments:
                known = [article.number for article in law.instruments[ground.law].articles]
                yield from among(at, ground.articles, known)


def check_cites(channels: Mapping[str, Channel], law: Law) -> Iterator[Problem]:
    """Families of texts that a letter cites, or does not, and the law data do not know."""
    known = {instrument.family: None for instrument in law.instruments.values()}
    for place, form in _letters(channels):
        yield from among(f"{place}.cites.families", form.cites.families, known)
        yield from among(f"{place}.cites.without", form.cites.without, known)
        yield from among(f"{place}.cites.lead", form.cites.lead, known)


_SAID = ("requests", "texts", "grounds", "attach", "first", "next", "cannot", "warnings")
"""The texts of a channel and of its letters that are said in the words for the debt."""


def check_debts(
    channels: Mapping[str, Channel], wording: Wording, reading: Wording
) -> Iterator[Problem]:
    """Words for the debt that there are not, or that stand where nothing fills them."""
    known = {*next(iter(wording.debts.values()), {}), LENDER, OTHER}
    for kind in wording.debts:
        for words in (wording.debts[kind], reading.debts[kind]):
            for name in sorted(known ^ {*words, LENDER, OTHER}):
                yield missing_key(f"{WORDS}: debts.{kind}", name)
    yield from among(f"{WORDS}: debt_of", sorted(set(wording.debt_of.values())), wording.debts)
    for place, text in _texts(wording, WORDS):
        yield from among(place, SLOT.findall(text), known if _is_table(place) else ())
    for name, channel in channels.items():
        for place, text in _texts(channel, f"{name}/channel.toml"):
            yield from among(place, SLOT.findall(text), known if _is_said(place) else ())


def _is_said(place: str) -> bool:
    """Whether a place of a channel.toml is in one of the texts that are filled."""
    first, *below = place.partition(": ")[2].split(".")
    return (below[1] if first == "letters" else first) in _SAID


def _is_table(place: str) -> bool:
    return place.removeprefix(f"{WORDS}: ").partition(".")[0] in TABLES


def _texts(form: object, place: str) -> Iterator[tuple[str, str]]:
    """Every text below a form, with the place where it stands."""
    below: Mapping[str, object] = {}
    match form:
        case str():
            yield place, form
        case Form():
            below = {field: getattr(form, field) for field in form.__struct_fields__}
        case dict():
            below = form
        case tuple():
            below = {str(number): each for number, each in enumerate(form, start=1)}
        case _:
            pass
    sign = "." if ": " in place else ": "
    for name, value in below.items():
        yield from _texts(value, f"{place}{sign}{name}")


def check_words(
    channels: Mapping[str, Channel], law: Law, wording: Wording, review: ReviewWords
) -> Iterator[Problem]:
    """Behaviours and fields without a word, words for what there is not."""
    for behaviour in law.behaviours.keys() - wording.behaviours.keys():
        yield missing_key(f"{WORDS}: behaviours", behaviour)
    yield from among(f"{WORDS}: behaviours", sorted(wording.behaviours), law.behaviours)
    yield from among(f"{WORDS}: conditions", sorted(wording.conditions), tuple(When))
    named = wording.fields.keys() | wording.gaps.keys()
    wanted = set[str]().union(*(permitted(form) for _, form in _letters(channels)))
    for path in sorted(wanted - named):
        yield missing_key(f"{WORDS}: fields", path)
    for path in (*review.fields, *(path for rule in review.rules for path in rule.fields)):
        if field_type(path) is None:
            yield no_such_path(f"{REVIEW}: fields", path)


def _letters(channels: Mapping[str, Channel]) -> Iterator[tuple[str, LetterForm]]:
    for name, channel in channels.items():
        for letter, form in channel.letters.items():
            yield f"{name}/channel.toml: letters.{letter}", form
