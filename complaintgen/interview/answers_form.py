"""The outer form of an answers file: which table and which item each key belongs to. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.model.case import LISTS, TABLES, Case, Interview
from complaintgen.model.forms import EXPECTED, build
from complaintgen.model.paths import is_path
from complaintgen.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ID = re.compile(r"[a-z][a-z0-9_]{0,30}")
_BESIDE = ("format", "archived_on", "letters", "interview")
"""Keys of the file that are no table of answers."""


class Entry(msgspec.Struct, frozen=True):
    """The answers about one table, or about one item of a list; `item` is empty for a table."""

    table: str
    item: str
    place: str
    values: Mapping[str, Any]
    unknown: tuple[str, ...] = ()

    @property
    def kind(self) -> Any:  # noqa: ANN401 (a type)
        """The type of the table or of the item."""
        return LISTS[self.table] if self.table in LISTS else type(getattr(Case(), self.table))

    def question(self, field: str) -> str:
        """The question id of a field."""
        return f"{self.table}.*.{field}" if self.item else f"{self.table}.{field}"

    def path(self, field: str) -> str:
        """The path of a field."""
        return f"{self.table}.{self.item}.{field}" if self.item else f"{self.table}.{field}"


class Taken(msgspec.Struct, frozen=True):
    """A file taken apart: its entries, the lists it mentions, and what is wrong so far."""

    letters: object
    entries: tuple[Entry, ...]
    lists: tuple[str, ...]
    interview: Interview
    wrong: tuple[Problem, ...]
    archived_on: object = None


def take_apart(
    data: Mapping[str, Any], case: Case, prefixes: Mapping[str, str], place: str
) -> Taken:
    """Find out which table and item each key belongs to.

    Args:
        data: the file.
        case: its items are changed where the file names their ids.
        prefixes: how the ids of new items begin, by list.
        place: the name of the file.
    """
    wrong: list[Problem] = []
    entries: list[Entry] = []
    known = (*_BESIDE, *TABLES, *LISTS)
    wrong.extend(_no_key(place, key, known) for key in data if key not in known)
    for table in TABLES:
        if table in data:
            entries.extend(_entry(table, "", f"{place}: {table}", data[table], wrong))
    lists = tuple(table for table in LISTS if table in data)
    for table in lists:
        rows = _rows(data[table], f"{place}: {table}", wrong)
        entries.extend(_items(table, rows, case, prefixes.get(table, table[0]), wrong))
    interview = _interview(data.get("interview", {}), f"{place}: interview", wrong)
    return Taken(
        data.get("letters"),
        tuple(entries),
        lists,
        interview,
        tuple(wrong),
        archived_on=data.get("archived_on"),
    )


Row = tuple[str, object, str]
"""Where an item stands in the file, what it holds, and the id that its key gives it."""


def _rows(value: object, place: str, wrong: list[Problem]) -> list[Row]:
    """The items of a list: `[[incidents]]`, or `[incidents.i3]` with the id in the name."""
    if isinstance(value, Mapping) and all(isinstance(each, Mapping) for each in value.values()):
        return [(f"{place}[{key}]", each, str(key)) for key, each in value.items()]
    if isinstance(value, list | tuple):
        return [
            (f"{place}[{_label(each, number)}]", each, "")
            for number, each in enumerate(value, start=1)
        ]
    wrong.append(_not_expected(place, EXPECTED["tables"], value))
    return []


def _label(value: object, number: int) -> str:
    name = value.get("id") if isinstance(value, Mapping) else None
    return name if isinstance(name, str) else str(number)


def _items(
    table: str, rows: Sequence[Row], case: Case, prefix: str, wrong: list[Problem]
) -> Iterator[Entry]:
    """The items of a list, each with its id: its own, or the next free one."""
    named = [_own_id(value, name, place, wrong) for place, value, name in rows]
    taken = {entry.id for entry in getattr(case, table)} | set(named)
    free = (f"{prefix}{number}" for number in range(1, len(rows) + len(taken) + 2))
    seen: set[str] = set()
    for (place, value, _), name in zip(rows, named, strict=True):
        item = name or next(each for each in free if each not in taken)
        if item in seen:
            wrong.append(_twice(place, item))
        seen.add(item)
        yield from _entry(table, item, place, value, wrong)


def _own_id(value: object, name: str, place: str, wrong: list[Problem]) -> str:
    """The id that the file gives an item; empty where it gives none."""
    found = value.get("id", name) if isinstance(value, Mapping) else name
    if not found:
        return ""
    if isinstance(found, str) and _ID.fullmatch(found):
        return found
    wrong.append(_not_expected(f"{place}.id", EXPECTED["id"], found))
    return ""


def _entry(
    table: str, item: str, place: str, value: object, wrong: list[Problem]
) -> Iterator[Entry]:
    if not isinstance(value, Mapping):
        wrong.append(_not_expected(place, EXPECTED["table"], value))
        return
    entry = Entry(table, item, place, {})
    fields = tuple(name for name in entry.kind.__struct_fields__ if name not in ("id", "unknown"))
    wrong.extend(
        _no_key(place, str(key), fields) for key in value if key not in (*fields, "id", "unknown")
    )
    if "id" in value and not item:
        wrong.append(_no_key(place, "id", fields))
    unknown = tuple(_unknown(value.get("unknown", []), fields, f"{place}.unknown", wrong))
    wrong.extend(_both(f"{place}.{name}", name) for name in unknown if name in value)
    values = {name: value[name] for name in value if name in fields and name not in unknown}
    yield msgspec.structs.replace(entry, values=values, unknown=unknown)


def _unknown(
    value: object, fields: Sequence[str], place: str, wrong: list[Problem]
) -> Iterator[str]:
    names = value if isinstance(value, list | tuple) else [value]
    for name in names:
        if name in fields:
            yield str(name)
        else:
            wrong.append(_no_key(place, str(name), fields))


def _interview(value: object, place: str, wrong: list[Problem]) -> Interview:
    if not isinstance(value, Mapping):
        wrong.append(_not_expected(place, EXPECTED["table"], value))
        return Interview()
    found, problems = build(Interview, value, place)
    wrong.extend(problems)
    if found is None:
        return Interview()
    wrong.extend(_no_key(f"{place}.passed", path, ()) for path in _no_paths(found.passed))
    return found


def _no_paths(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if not is_path(name))


def _no_key(place: str, key: str, known: Sequence[str]) -> Problem:
    near = difflib.get_close_matches(key, known, n=1)
    if near:
        hint, values = "Did you mean “{near}”?", {"near": near[0]}
    else:
        hint, values = "Known keys: {known}", {"known": ", ".join(known) or "-"}
    return Problem(
        code="unknown-key",
        place=place,
        message="There is no key “{key}” here.",
        hint=hint,
        values={"key": key[:60]} | values,
    )


def _not_expected(place: str, expected: str, value: object) -> Problem:
    return Problem(
        code="wrong-type",
        place=place,
        message="Expected {expected}, found {found}.",
        hint="Compare the form of the file: complaintgen schema",
        values={"expected": expected, "found": str(value)[:60]},
    )


def _twice(place: str, item: str) -> Problem:
    return Problem(
        code="duplicate-id",
        place=place,
        message="The id “{item}” is already taken.",
        hint="Give each item of the list an id of its own.",
        values={"item": item},
    )


def _both(place: str, field: str) -> Problem:
    return Problem(
        code="known-and-unknown",
        place=place,
        message="“{field}” has an answer and is also listed as unknown.",
        hint="Remove one of the two.",
        values={"field": field},
    )
