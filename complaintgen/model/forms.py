"""From plain data (what a TOML or JSON file holds) to the typed forms, with every mistake
collected.

msgspec stops at the first mistake; a person who edits a file by hand wants them all. So
tables are taken apart here, field by field, and only single values go to msgspec. Nothing
is guessed: `"5"` is no number.
"""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from complaintgen.model.problem import Problem

T = TypeVar("T")


def build(
    kind: type[T], data: Mapping[str, Any], place: str
) -> tuple[T | None, tuple[Problem, ...]]:
    """Build a form from plain data.

    Args:
        kind: a `msgspec.Struct` type.
        data: nested mappings, lists and scalars, dates as `datetime` objects.
        place: the file (and table) the data come from; keys are appended to it.

    Returns:
        The form, or None, and all problems found: unknown keys, missing keys, wrong values.
    """
    problems: list[Problem] = []
    value = _table(kind, data, place, problems)
    return (None if problems else value), tuple(problems)


def _table(kind: Any, data: object, place: str, problems: list[Problem]) -> Any:  # noqa: ANN401
    """A table as a Struct, or None with its problems appended."""
    if not isinstance(data, Mapping):
        problems.append(_wrong_type(place, EXPECTED["table"], data))
        return None
    fields = _fields(kind)
    before = len(problems)
    problems.extend(
        _unknown_key(place, str(key), tuple(fields)) for key in data if key not in fields
    )
    hints = _hints(kind)
    values: dict[str, Any] = {}
    for name, field in fields.items():
        if name in data:
            values[field.name] = _value(hints[field.name], data[name], _join(place, name), problems)
        elif field.required:
            problems.append(_missing_key(place, name))
    return kind(**values) if len(problems) == before else None


def _value(kind: Any, data: object, place: str, problems: list[Problem]) -> Any:  # noqa: ANN401
    """One value: a table, a list of tables, a mapping of tables, or something msgspec knows."""
    bare = without_none(kind)
    if _is_struct(bare):
        return _table(bare, data, place, problems)
    origin, arguments = get_origin(bare), get_args(bare)
    if origin is tuple and _is_struct(arguments[0]):
        return _list(arguments[0], data, place, problems)
    if origin is dict and _is_struct(arguments[1]):
        return _mapping(arguments[1], data, place, problems)
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        problems.append(_wrong_value(place, kind, data, str(error)))
        return None


def _list(kind: Any, data: object, place: str, problems: list[Problem]) -> Any:  # noqa: ANN401
    if not isinstance(data, list | tuple):
        problems.append(_wrong_type(place, EXPECTED["tables"], data))
        return None
    return tuple(
        _table(kind, entry, f"{place}[{_label(entry, number)}]", problems)
        for number, entry in enumerate(data, start=1)
    )


def _mapping(kind: Any, data: object, place: str, problems: list[Problem]) -> Any:  # noqa: ANN401
    if not isinstance(data, Mapping):
        problems.append(_wrong_type(place, "a table of tables", data))
        return None
    return {key: _table(kind, entry, _join(place, key), problems) for key, entry in data.items()}


def _label(entry: object, number: int) -> str:
    """How an item of a list is named in a message: by its id where it has one."""
    if isinstance(entry, Mapping) and isinstance(entry.get("id"), str):
        return str(entry["id"])
    return str(number)


def _join(place: str, key: str) -> str:
    return f"{place}: {key}" if place.endswith(".toml") else f"{place}.{key}"


@cache
def _fields(kind: Any) -> dict[str, msgspec.structs.FieldInfo]:  # noqa: ANN401
    """The fields of a form by their keys; msgspec works them out anew at each call."""
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    return typing.get_type_hints(kind, include_extras=True)


def without_none(kind: Any) -> Any:  # noqa: ANN401
    """`X` of `X | None`; anything else unchanged."""
    if get_origin(kind) in (types.UnionType, typing.Union):
        rest = [argument for argument in get_args(kind) if argument is not type(None)]
        return rest[0] if len(rest) == 1 else kind
    return kind


def _is_struct(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _unknown_key(place: str, key: str, known: tuple[str, ...]) -> Problem:
    near = difflib.get_close_matches(key, known, n=1)
    if near:
        return Problem(
            code="unknown-key",
            place=place,
            message="There is no key “{key}” here.",
            hint="Did you mean “{near}”?",
            values={"key": key, "near": near[0]},
        )
    return Problem(
        code="unknown-key",
        place=place,
        message="There is no key “{key}” here.",
        hint="Known keys: {known}",
        values={"key": key, "known": ", ".join(known)},
    )


def _missing_key(place: str, key: str) -> Problem:
    return Problem(
        code="missing-key",
        place=place,
        message="The key “{key}” is missing.",
        hint="Add a line: {key} = …",
        values={"key": key},
    )


def _wrong_type(place: str, expected: str, data: object) -> Problem:
    return Problem(
        code="wrong-type",
        place=place,
        message="Expected {expected}, but this is {kind}.",
        hint="A table begins with [name], one of several with [[name]]; a list stands in [ ].",
        values={"expected": expected, "kind": _KINDS.get(type(data).__name__, _KINDS[""])},
    )


def _wrong_value(place: str, kind: Any, data: object, reason: str) -> Problem:  # noqa: ANN401
    return Problem(
        code="wrong-value",
        place=place,
        message="“{found}” is not {expected}.",
        hint="Write it like that, or take the line out.",
        values={
            "found": str(data)[:60],
            "expected": expectation(kind),
            "reason": reason,
        },
    )


EXPECTED = {
    "table": "a table",
    "tables": "a list of tables",
    "id": "a short name like i3: small letters and figures",
}
"""What a value must look like that is no single value."""

_KINDS = {
    "": "something else",
    "dict": "a table",
    "list": "a list",
    "tuple": "a list",
    "str": "text in quotation marks",
    "bool": "true or false",
    "int": "a whole number",
    "Decimal": "a number",
    "float": "a number",
    "date": "a date",
    "datetime": "a date",
    "time": "a time",
}
"""What a value is that is not what it must be."""

_PLAIN = {
    "date": "a date like 2026-03-05 (without quotation marks)",
    "time": "a time like 22:15:00 (without quotation marks)",
    "bool": "true or false",
    "int": "a whole number",
    "Decimal": "an amount like 12000.50",
    "str": "text in quotation marks",
}


def expectation(kind: Any) -> str:  # noqa: ANN401 (a type, possibly annotated)
    """What a value of this type looks like, in plain words."""
    bare = without_none(kind)
    if get_origin(bare) is typing.Annotated:
        bare, *metas = get_args(bare)
        detail = "; ".join(_detail(metas))
        return f"{expectation(bare)} ({detail})" if detail else expectation(bare)
    if get_origin(bare) is tuple:
        return f"a list, each item {expectation(get_args(bare)[0])}"
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return "one of " + ", ".join(member.value for member in bare)
    return _PLAIN.get(getattr(bare, "__name__", ""), str(bare))


def _detail(metas: list[Any]) -> Iterator[str]:
    for meta in metas:
        if meta.description:
            yield meta.description
        if meta.pattern:
            yield f"pattern {meta.pattern}"
        if meta.ge is not None:
            yield f"at least {meta.ge}"
        if meta.le is not None:
            yield f"at most {meta.le}"
