"""Judges the templates of a channel folder as they stand, before a letter is written from them."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from complaintgen.filing.prepare import prepare, write_letter
from complaintgen.library.mistakes import problem
from complaintgen.model.case import Case
from complaintgen.model.problem import Problem, Severity
from complaintgen.render.template_faults import Slip, template_slips, used_templates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from complaintgen.library.package import Library
    from complaintgen.render.html import Templates

ENDINGS = (".zh.html.j2", ".en.html.j2", ".filing.zh.txt.j2", ".call.zh.txt.j2")
"""What a letter's own templates are called after its name."""


def letter_names(library: Library, today: dt.date) -> frozenset[str]:
    """The names that every letter gives its templates."""
    name = library.letter_ids()[0]
    case = Case()
    prepared = prepare(case, library, name, today)
    return frozenset({*write_letter(case, library, prepared, today, draft=True).context, "marks"})


def check_templates(
    templates: Templates, names: Collection[str], known: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with templates as they stand.

    Args:
        templates: all templates.
        names: the full names of those to look at.
        known: what letters give them (`letter_names`).
    """
    for name in sorted(names):
        for slip in template_slips(templates, name, known):
            yield _problem(name, slip)


def check_unused(
    templates: Templates, names: Collection[str], folder: str, letters: Collection[str]
) -> Iterator[Problem]:
    """Templates that belong to no letter and that no other takes in: a slip of the name."""
    expected = {f"{folder}/{letter}{ending}" for letter in letters for ending in ENDINGS}
    used = {found for name in names for found in used_templates(templates, name)}
    for name in sorted({*names} - expected - used):
        near = difflib.get_close_matches(name, sorted(expected - {*names}), 1, 0.8)
        yield Problem(
            code="not-read",
            place=name,
            message="No letter uses this template.",
            hint="Did you mean “{near}”?"
            if near
            else "Correct its name, or take it out: the name of a letter comes first.",
            values={"near": near[0].partition("/")[2]} if near else {},
            severity=Severity.WARNING,
        )


def _problem(name: str, slip: Slip) -> Problem:
    place, words = f"{name}:{slip.line}", _WORDS[slip.kind]
    code, message = words
    values = {"word": slip.word}
    if slip.kind == "syntax":
        return problem(
            code=code,
            place=place,
            message=message,
            hint="Correct the line; what templates may use stands in docs/new-channel.md.",
            reason=slip.word,
        )
    if slip.kind in _HINTS:
        return problem(code=code, place=place, message=message, hint=_HINTS[slip.kind], **values)
    if len(slip.known) == 1:
        values["near"] = slip.known[0]
        return problem(
            code=code, place=place, message=message, hint="Did you mean “{near}”?", **values
        )
    values["known"] = ", ".join(slip.known) or "-"
    return problem(code=code, place=place, message=message, hint="There are: {known}", **values)


def _t(message: str) -> str:
    """Marks a text of the interface."""
    return message


_WORDS = {
    "syntax": ("template-syntax", _t("The template cannot be read: {reason}")),
    "name": ("unknown-variable", _t("No letter has “{word}”.")),
    "filter": ("unknown-filter", _t("Templates have no filter “{word}”.")),
    "test": ("unknown-filter", _t("Templates have no test “{word}”.")),
    "part": ("unknown-part", _t("The template that it is taken from has no “{word}”.")),
    "template": ("no-template", _t("The template {word} is missing.")),
    "elsewhere": ("other-folder", _t("“{word}” is not a template of this folder or of house/.")),
    "computed": ("other-folder", _t("Which template is taken in here only shows when it runs.")),
}
_HINTS = {
    "template": _t("Correct the name; it begins with house/ or with this folder's name."),
    "elsewhere": _t("Take in templates of house/ and of this folder only; copy what you need."),
    "computed": _t("Write the name of the template itself, in quotation marks."),
}
