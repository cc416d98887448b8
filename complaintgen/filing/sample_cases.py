"""Invented cases of many kinds, made from the worked example: what a channel is tried out with."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_args, get_origin

import msgspec

from complaintgen.letters.fields import permitted
from complaintgen.library.places import data_folder
from complaintgen.model import paths
from complaintgen.model.case import LISTS, Case, LenderKind
from complaintgen.model.forms import without_none
from complaintgen.model.question import AnswerKind
from complaintgen.store.files import load_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from complaintgen.model.letter_form import LetterForm
    from complaintgen.model.question import Question, Section

HOSTILE = "A&B <b>{{ x }}</b> {% if %} ]]> \x1b\u202e\u200b 堃喆"
_DAY = dt.date(2026, 3, 5)
_PLAIN: dict[type, Any] = {
    bool: True,
    int: 3,
    Decimal: Decimal("1234.50"),
    dt.date: _DAY,
    dt.time: dt.time(21, 30),
}
_KINDS = {
    AnswerKind.PHONE: "10012340001",
    AnswerKind.EMAIL: "a@example.com",
    AnswerKind.COMPANY_CODE: "91990000MA00000000",
}


def sample_cases(form: LetterForm, sections: Iterable[Section]) -> Iterator[tuple[str, Case]]:
    """Cases by what is special about them; the first answers everything that the letter asks."""
    demo = load_case(data_folder() / "demo")
    questions = {question.id: question for section in sections for question in section.questions}
    full = filled(demo, form, questions)
    yield "full", full
    yield "no proofs", _without_proofs(full)
    yield "one incident", msgspec.structs.replace(full, incidents=full.incidents[:1])
    yield "forty incidents", _many(full, 40)
    yield "nothing but what is required", _bare(full, form)
    yield "empty", Case()
    yield "hostile", _hostile(full)
    for kind in LenderKind:
        yield f"lender {kind.value}", paths.replace(full, "lender.kind", kind)


def filled(case: Case, form: LetterForm, questions: Mapping[str, Question]) -> Case:
    """The case with an invented answer to each question that the letter may ask."""
    for path in sorted(permitted(form)):
        table, item, field = paths.split(path)
        if item is None:
            if paths.get(case, path) is None:
                case = paths.replace(case, path, _value(path, form, questions.get(path)))
            continue
        if not getattr(case, table):
            case = msgspec.structs.replace(case, **{table: (LISTS[table](id="x1"),)})
        if all(getattr(entry, field) is None for entry in getattr(case, table)):
            first = getattr(case, table)[0].id
            answer = _value(path, form, questions.get(path))
            case = paths.replace(case, f"{table}.{first}.{field}", answer)
    return case


def _value(path: str, form: LetterForm, question: Question | None) -> Any:  # noqa: ANN401 (any answer)
    if path == "wishes.requests":
        return form.requests
    if path.endswith((".file", ".sha256", ".proofs")):
        return None
    kind = without_none(paths.field_type(path))
    if get_origin(kind) is tuple:
        part = _single(get_args(kind)[0], question)
        return (part,)
    return _single(kind, question)


def _single(kind: Any, question: Question | None) -> Any:  # noqa: ANN401 (any answer)
    while hasattr(kind, "__metadata__"):
        kind = kind.__origin__
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind))
    if kind in _PLAIN:
        return _PLAIN[kind]
    if question is None:
        return "x"
    if question.choices:
        return question.choices[0].value
    return _KINDS.get(question.kind) or question.example.zh


def _without_proofs(case: Case) -> Case:
    bare = tuple(msgspec.structs.replace(entry, proofs=None) for entry in case.incidents)
    return msgspec.structs.replace(case, proofs=(), incidents=bare)


def _many(case: Case, count: int) -> Case:
    entries = case.incidents
    many = tuple(
        msgspec.structs.replace(
            entries[number % len(entries)],
            id=f"i{number}",
            day=_DAY + dt.timedelta(days=number),
        )
        for number in range(count)
    )
    return msgspec.structs.replace(case, incidents=many)


def _bare(case: Case, form: LetterForm) -> Case:
    """Only what is required is known; of that 不清楚 where it may be."""
    required = {rule.path: rule.unknown for rule in form.required}
    kept = {*required, *(choice.paths[0] for choice in form.one_of), "lender.kind", "lender.seat"}
    tables: dict[str, Any] = {}
    for name in case.__struct_fields__:
        found = getattr(case, name)
        if name in LISTS:
            prefix = f"{name}.*."
            tables[name] = tuple(_emptied(entry, prefix, kept, required) for entry in found)
        elif hasattr(found, "unknown"):
            tables[name] = _emptied(found, f"{name}.", kept, required)
    return msgspec.structs.replace(case, **tables)


def _emptied(table: Any, prefix: str, kept: set[str], required: Mapping[str, bool]) -> Any:  # noqa: ANN401
    names = [name for name in table.__struct_fields__ if name not in ("id", "unknown")]
    gone = [name for name in names if prefix + name not in kept]
    unknown = tuple(name for name in names if required.get(prefix + name))
    blank = type(table)(**({"id": table.id} if hasattr(table, "id") else {}))
    changes = {name: getattr(blank, name) for name in (*gone, *unknown)}
    return msgspec.structs.replace(table, **changes, unknown=unknown)


_SAFE = ("id", "by", "file", "sha256", "seat", "reader", "number", "phone", "id_number")


def _hostile(case: Case) -> Case:
    """What nobody should write, in every answer in words."""
    tables: dict[str, Any] = {}
    for name in case.__struct_fields__:
        found = getattr(case, name)
        if name in LISTS:
            tables[name] = tuple(_spoilt(entry) for entry in found)
        elif hasattr(found, "unknown"):
            tables[name] = _spoilt(found)
    return msgspec.structs.replace(case, **tables)


def _spoilt(table: Any) -> Any:  # noqa: ANN401 (a table of any type)
    changes = {
        name: HOSTILE
        for name in table.__struct_fields__
        if name not in _SAFE and type(getattr(table, name)) is str
    }
    return msgspec.structs.replace(table, **changes)
