"""Paths into a case: reading, replacing and matching answers by name. Pure; a case is never
changed in place.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from complaintgen.model.case import LISTS, Case
from complaintgen.model.forms import without_none


def split(path: str) -> tuple[str, str | None, str]:
    """Split a path into table, item id (None for a single table) and field.

    Raises:
        KeyError: the path has not the form `table.field` or `list.item.field`.
    """
    match path.split("."):
        case [table, field] if table not in LISTS:
            return table, None, field
        case [table, item, field] if table in LISTS:
            return table, item, field
        case _:
            raise KeyError(path)


def pattern(path: str) -> str:
    """The question id of a path: `incidents.i3.day` → `incidents.*.day`."""
    table, item, field = split(path)
    return f"{table}.{field}" if item is None else f"{table}.*.{field}"


def find(case: Case, table: str, item: str | None) -> Any:  # noqa: ANN401 (a table of any type)
    """The table, or the item of a list, that a path points into; None where there is no such
    item.
    """
    found = getattr(case, table)
    if item is None:
        return found
    return next((entry for entry in found if entry.id == item), None)


def get(case: Case, path: str) -> Any:  # noqa: ANN401 (an answer of any type)
    """The answer at a path, or None where nobody answered."""
    table, item, field = split(path)
    holder = find(case, table, item)
    return None if holder is None else getattr(holder, field)


def get_mark(case: Case, path: str, mark: str) -> Any:  # noqa: ANN401 (a mark of any type)
    """The answer beside the one at a path (`_about`, `_part`); None where its table has none."""
    table, item, field = split(path)
    return getattr(find(case, table, item), field + mark, None)


def is_unknown(case: Case, path: str) -> bool:
    """Whether the answer was 不清楚."""
    table, item, field = split(path)
    holder = find(case, table, item)
    return holder is not None and field in holder.unknown


def is_passed(case: Case, path: str) -> bool:
    """Whether the answer was left empty on purpose."""
    return path in case.interview.passed


def is_answered(case: Case, path: str) -> bool:
    """Whether the person said anything at all, 不清楚 and an empty answer included."""
    return get(case, path) is not None or is_unknown(case, path) or is_passed(case, path)


def replace(case: Case, path: str, value: object) -> Case:
    """A copy of the case with another answer at the path; the item of a list must exist.

    Raises:
        KeyError: there is no such item.
    """
    table, item, field = split(path)
    if item is None:
        changed = msgspec.structs.replace(getattr(case, table), **{field: value})
        return msgspec.structs.replace(case, **{table: changed})
    entries = getattr(case, table)
    if find(case, table, item) is None:
        raise KeyError(path)
    changed_entries = tuple(
        msgspec.structs.replace(entry, **{field: value}) if entry.id == item else entry
        for entry in entries
    )
    return msgspec.structs.replace(case, **{table: changed_entries})


def is_path(path: str) -> bool:
    """Whether a text names an answer of the case form, whatever items the case has."""
    try:
        table, _, field = split(path)
    except KeyError:
        return False
    kind = LISTS.get(table) or _SINGLE.get(table)
    return kind is not None and field in kind.__struct_fields__


_SINGLE = {
    field.name: type(field.default)
    for field in msgspec.structs.fields(Case)
    if isinstance(field.default, msgspec.Struct)
}


LETTERS = "letters"
"""The one answer that stands in no table: which letters are wanted."""


@cache
def all_questions() -> tuple[str, ...]:
    """Every question id that the form of a case has, by name."""
    listed = (f"{name}.*.{field}" for name, kind in LISTS.items() for field in _named(kind))
    single = (f"{name}.{field}" for name, kind in _SINGLE.items() for field in _named(kind))
    return tuple(sorted((*listed, *single)))


def _named(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 (a type of any table)
    names: tuple[str, ...] = kind.__struct_fields__
    return names


@cache
def field_type(question: str) -> Any:  # noqa: ANN401 (a type of any form)
    """The type of the answer to a question id, without `None`; None if there is no such field."""
    if question == LETTERS:
        return get_type_hints(Case)[LETTERS]
    match question.split("."):
        case [table, "*", field] if table in LISTS:
            kind = LISTS.get(table)
        case [table, field]:
            kind = _SINGLE.get(table)
        case _:
            return None
    return without_none(get_type_hints(kind).get(field)) if kind else None


def members(kind: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The closed set that an answer of that type, or each part of it, comes from; empty if open."""
    for part in (kind, *get_args(kind)):
        if isinstance(part, type) and issubclass(part, StrEnum):
            return tuple(member.value for member in part)
    return ()
