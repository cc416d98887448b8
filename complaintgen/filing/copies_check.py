"""Judges the reading copies of a channel: whether there are any, and whether they are faithful."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.filing.prepare import State, prepare, write_letter
from complaintgen.filing.reading_copy import ENDING, has_reading_copy, reading_html
from complaintgen.model.errors import RenderError
from complaintgen.model.problem import Problem, Severity
from complaintgen.render.faithful import differences

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from complaintgen.library.package import Library
    from complaintgen.model.case import Case
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.render.html import Templates


def check_copy(name: str, form: LetterForm, templates: Templates) -> Iterator[Problem]:
    """What a letter lacks for its reading copy: the template, or the English of its data.

    Args:
        name: `<channel>/<letter>`.
        form: the letter.
        templates: all templates.
    """
    if not has_reading_copy(templates, name):
        yield _warning(
            code="no-reading-copy",
            place=name,
            message="The letter has no reading copy in English.",
            hint="Write {file}, sentence for sentence; docs/new-channel.md shows how.",
            file=f"{name.rpartition('/')[2]}{ENDING}",
        )
        return
    for key in english_missing(form):
        yield _warning(
            code="no-english",
            place=f"{name}: {key}",
            message="The reading copy needs “{key}”, and it is empty.",
            hint="Say in English what the Chinese beside it says.",
            key=key,
        )


def english_missing(form: LetterForm) -> Iterator[str]:
    """The keys of a letter that a reading copy prints and that are empty."""
    for number, ground in enumerate(form.grounds):
        if not ground.en:
            yield f"grounds[{number}].en"
    for name, said in form.texts.items():
        if not said.en:
            yield f"texts.{name}.en"
    if form.local and not form.local.blank_en:
        yield "local.blank_en"
    if form.cites.breach and not form.cites.breach_en:
        yield "cites.breach_en"


def unfaithful(
    name: str, case: Case, library: Library, templates: Templates, today: dt.date
) -> Iterator[str]:
    """Where the reading copy of a letter leaves it, for one case; nothing where there is none."""
    if not has_reading_copy(templates, name):
        return
    prepared = prepare(case, library, name, today)
    draft = prepared.state is not State.READY or bool(prepared.needs)
    english = msgspec.structs.replace(library, wording=library.reading)
    filed, read = (
        write_letter(case, each, prepared, today, draft=draft) for each in (library, english)
    )
    try:
        letter = templates.letter(filed.template, filed.context)
    except RenderError:
        return  # its own fault, told where letters are tried
    yield from differences(letter, reading_html(templates, read))


def check_faithful(
    name: str, tried: tuple[str, Case], library: Library, templates: Templates, today: dt.date
) -> Iterator[Problem]:
    """Where a reading copy leaves its letter, as warnings; a template that fails is one too.

    `tried` is a case with what is special about it.
    """
    label, case = tried
    try:
        found = list(unfaithful(name, case, library, templates, today))
    except RenderError as error:
        found = [error.values["reason"]]
    for difference in found:
        yield _warning(
            code="unfaithful-copy",
            place=f"{name}{ENDING}",
            message="It does not say what the letter says: {difference} (case: {case}).",
            hint="Bring the two together: the same blocks, sentences and sources.",
            difference=difference,
            case=label,
        )


def _warning(*, code: str, place: str, message: str, hint: str, **values: str) -> Problem:
    return Problem(
        code=code,
        place=place,
        message=message,
        hint=hint,
        values=values,
        severity=Severity.WARNING,
    )
