"""What is wrong between files that are each right: channels, questions, law and wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.letters.fields import permitted
from complaintgen.library.mistakes import among, missing_key, no_such_path
from complaintgen.library.wording import LETTER, REVIEW
from complaintgen.model.conditions import When
from complaintgen.model.paths import field_type
from complaintgen.model.problem import Problem

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


def check_words(
    channels: Mapping[str, Channel], law: Law, wording: Wording, review: ReviewWords
) -> Iterator[Problem]:
    """Behaviours and fields without a word, words for what there is not."""
    for behaviour in law.behaviours.keys() - wording.behaviours.keys():
        yield missing_key(f"{LETTER}: behaviours", behaviour)
    yield from among(f"{LETTER}: behaviours", sorted(wording.behaviours), law.behaviours)
    yield from among(f"{LETTER}: conditions", sorted(wording.conditions), tuple(When))
    named = wording.fields.keys() | wording.gaps.keys()
    wanted = set[str]().union(*(permitted(form) for _, form in _letters(channels)))
    for path in sorted(wanted - named):
        yield missing_key(f"{LETTER}: fields", path)
    for path in review.fields:
        if field_type(path) is None:
            yield no_such_path(f"{REVIEW}: fields", path)


def _letters(channels: Mapping[str, Channel]) -> Iterator[tuple[str, LetterForm]]:
    for name, channel in channels.items():
        for letter, form in channel.letters.items():
            yield f"{name}/channel.toml: letters.{letter}", form
