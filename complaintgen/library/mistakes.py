"""Mistakes that more than one kind of data file can have."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from complaintgen.model.paths import all_questions
from complaintgen.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def problem(*, code: str, place: str, message: str, hint: str, **values: str) -> Problem:
    """A problem, the values of its sentence given by name."""
    return Problem(code=code, place=place, message=message, hint=hint, values=values)


def no_such_path(place: str, path: str) -> Problem:
    """A path that leads to no field of a case."""
    near = difflib.get_close_matches(path, all_questions(), 1)
    if near:
        return Problem(
            code="no-such-path",
            place=place,
            message="The case has no field “{path}”.",
            hint="Did you mean “{near}”?",
            values={"path": path, "near": near[0]},
        )
    return Problem(
        code="no-such-path",
        place=place,
        message="The case has no field “{path}”.",
        hint="Use the name of a field of the case: complaintgen schema",
        values={"path": path},
    )


def twice(place: str, name: str) -> Problem:
    """A name that only one may have."""
    return Problem(
        code="twice",
        place=place,
        message="“{name}” stands there twice.",
        hint="Give each its own.",
        values={"name": name},
    )


def missing_key(place: str, key: str) -> Problem:
    """A key that a table must have."""
    return Problem(
        code="missing-key",
        place=place,
        message="The key “{key}” is missing.",
        hint="Add a line: {key} = …",
        values={"key": key},
    )


def among(place: str, names: Collection[str], known: Collection[str]) -> Iterator[Problem]:
    """The names that are not among the known ones."""
    for name in names:
        near = difflib.get_close_matches(name, sorted(known), 1) if name not in known else []
        if near:
            yield Problem(
                code="unknown-name",
                place=place,
                message="There is no “{name}”.",
                hint="Did you mean “{near}”?",
                values={"name": name, "near": near[0]},
            )
        elif name not in known:
            yield Problem(
                code="unknown-name",
                place=place,
                message="There is no “{name}”.",
                hint="There are: {known}",
                values={"name": name, "known": ", ".join(sorted(known)) or "-"},
            )
