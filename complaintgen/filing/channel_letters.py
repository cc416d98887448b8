"""Tries the letters of a channel: writes those of many invented cases, and looks at them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.filing import engines
from complaintgen.filing.copies_check import check_copy, check_faithful
from complaintgen.filing.pack import CSS, Format, Workshop, render_letter
from complaintgen.filing.prepare import State, prepare, write_letter
from complaintgen.filing.sample_cases import sample_cases
from complaintgen.library.mistakes import problem
from complaintgen.model.errors import RenderError
from complaintgen.model.problem import Problem, Severity
from complaintgen.render.blocks import read_document
from complaintgen.render.trace import trace, unsourced

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping

    from complaintgen.library.package import Library
    from complaintgen.model.case import Case
    from complaintgen.model.letter import Letter
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.render.html import Templates

WHOLE = ("forty incidents", "empty", "hostile")
"""The cases that are written in every form; of the others the words are enough."""
READ = ("full", "no proofs", "one incident", "forty incidents", "empty")
"""The cases in which a reading copy is held against its letter."""
MARK = "龘"
"""Put before every answer: where it stands without a source, an answer does."""
_PHONE = re.compile("电话|热线|拨打")
_CALL = ".call.zh.txt.j2"


class Tried(msgspec.Struct, frozen=True):
    """What trying showed; `words` are sentences of the letters that stand on no source."""

    problems: tuple[Problem, ...]
    words: tuple[str, ...]


class _Trial(msgspec.Struct, frozen=True):
    """One channel with what its letters are made with."""

    id: str
    library: Library
    workshop: Workshop
    today: dt.date

    @property
    def templates(self) -> Templates:
        return self.workshop.templates


def try_letters(
    name: str, library: Library, templates: Templates, today: dt.date, letters: Collection[str]
) -> Tried:
    """Write letters of a channel that `library` holds.

    Args:
        name: the channel's id.
        library: the data, the channel among them.
        templates: the templates, the channel's among them.
        today: the day of the letters.
        letters: those whose templates can be used at all.
    """
    workshop = Workshop(
        templates=templates,
        formats=tuple(Format),
        engine=engines.Engine.TYPST,
        hashes={},
        draft_word=library.wording.patterns["draft"],
    )
    trial = _Trial(name, library, workshop, today)
    problems: list[Problem] = []
    words: dict[str, None] = {}
    for letter, form in library.channels[name].letters.items():
        if letter not in letters:
            continue
        problems += _call_sheet(trial, letter, form)
        problems += check_copy(f"{name}/{letter}", form, templates)
        for label, case in sample_cases(form, library.sections):
            problems += _try(trial, letter, label, case, words)
            if label in READ:
                tried = (label, case)
                problems += check_faithful(f"{name}/{letter}", tried, library, templates, today)
    return Tried(tuple(_once(problems)), tuple(words))


def _once(problems: list[Problem]) -> Iterator[Problem]:
    """What fails in the same way for several cases is said for the first of them."""
    seen: set[tuple[str, str, str]] = set()
    for found in problems:
        key = (
            found.code,
            found.place,
            found.values.get("reason") or found.values.get("difference") or found.text,
        )
        if key not in seen:
            seen.add(key)
            yield found


def _call_sheet(trial: _Trial, letter: str, form: LetterForm) -> Iterator[Problem]:
    """A letter for a hotline has words to say there."""
    ways = [way for way in trial.library.channels[trial.id].ways if way.id in form.ways]
    if any(_PHONE.search(way.zh) for way in ways):
        name = f"{trial.id}/{letter}{_CALL}"
        if not trial.templates.has(name):
            yield Problem(
                code="no-call-sheet",
                place=name,
                message="A way of this letter is by telephone, and there are no words to say.",
                hint="Write the sheet {name}, or take the way out of the letter.",
                values={"name": name.rpartition("/")[2]},
                severity=Severity.WARNING,
            )


def _try(
    trial: _Trial, letter: str, label: str, case: Case, words: dict[str, None]
) -> Iterator[Problem]:
    name = f"{trial.id}/{letter}"
    prepared = prepare(case, trial.library, name, trial.today)
    draft = prepared.state is not State.READY or bool(prepared.needs)
    made = write_letter(case, trial.library, prepared, trial.today, draft=draft)
    try:
        html = trial.templates.letter(made.template, made.context)
        read_document(html)
        if label == "full":
            words |= {entry["text"]: None for entry in trace(html) if not entry["from"]}
            yield from _untraced(trial, made)
        if label in WHOLE:
            _whole(trial, made)
        else:
            _sheets(trial, made)
    except RenderError as error:
        yield _failed(error, name, label)


def _sheets(trial: _Trial, made: Letter) -> None:
    for sheet in ("filing", "call"):
        name = f"{made.template}.{sheet}.zh.txt.j2"
        if trial.templates.has(name):
            trial.templates.text(name, made.context)


def _whole(trial: _Trial, made: Letter) -> None:
    """Each form of the letter, by both engines where rules of its own speak to one of them."""
    render_letter(made, trial.workshop)
    rules = trial.templates.files.get(f"{made.channel}/{CSS}")
    if rules is not None and engines.choose(engines.Engine.AUTO).missing is None:
        paged = msgspec.structs.replace(
            trial.workshop, formats=(Format.PDF,), engine=engines.Engine.WEASYPRINT
        )
        render_letter(made, paged)


def _untraced(trial: _Trial, made: Letter) -> Iterator[Problem]:
    """Answers that a template prints without their source."""
    html = trial.templates.letter(made.template, _marked(made.context))
    for sentence in unsourced(html, MARK):
        yield problem(
            code="untraced",
            place=f"{made.template}.zh.html.j2",
            message="An answer stands here without its source: “{sentence}”.",
            hint="Print it by say(…), so that the trace knows where it comes from.",
            sentence=sentence.replace(MARK, "")[:80],
        )


def _marked(value: Any) -> Any:  # noqa: ANN401 (plain data of any shape)
    if isinstance(value, dict):
        if value.get("from") and isinstance(value.get("text"), str):
            return {**value, "text": MARK + value["text"]}
        return {key: _marked(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_marked(entry) for entry in value)
    return value


# --- problems ----------------------------------------------------------------------------------


def _failed(error: RenderError, name: str, label: str) -> Problem:
    values: Mapping[str, str] = error.values
    place = values["template"] if "/" in values["template"] else f"{name}.zh.html.j2"
    return problem(
        code="template-fails",
        place=place,
        message="No letter comes out of it: {reason} (case: {case}).",
        hint="Correct the line; what templates may use stands in docs/new-channel.md.",
        reason=values["reason"],
        case=label or "-",
    )
