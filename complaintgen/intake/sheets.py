"""What the readers of tables share: a sheet, its cells, and why a table is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from complaintgen.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

Cell = str | float | None
"""A cell: text, a number (a spreadsheet's date is one too), or nothing."""
Row = tuple[int, list[Cell]]
"""A row with its number in the sheet, from 1."""


class Sheet(NamedTuple):
    """One table: its name (empty where it has none), its rows, from when its dates count."""

    name: str
    rows: Iterator[Row]
    since_1904: bool = False


class _Refusal(NamedTuple):
    message: str
    hint: str


_REFUSALS = {
    "locked": _Refusal(
        message="This file is locked with a password; the program does not open locked files.",
        hint=(
            "Open it yourself with its password (the carrier's e-mail names it), save it without "
            "one, and add that copy."
        ),
    ),
    "damaged": _Refusal(
        message="The table is damaged or cut short: {reason}.",
        hint="Export or download it once more and add that file.",
    ),
    "too-large": _Refusal(
        message="The file would unpack to more than {limit} MB; no call list is that large.",
        hint="Export a shorter period, or save the list as .csv.",
    ),
    "bomb": _Refusal(
        message="The file unpacks to {ratio} times its size; it was not opened.",
        hint="Export it once more. If it comes from somebody else, do not open it.",
    ),
    "forbidden-xml": _Refusal(
        message=(
            "The file contains definitions (DOCTYPE or ENTITY) that no table needs; it was not "
            "read."
        ),
        hint="Open it yourself and save it as .xlsx or .csv, if it comes from a source you trust.",
    ),
    "too-many-rows": _Refusal(
        message="The table has more than {limit} rows.",
        hint="Export a shorter period, or split the list.",
    ),
    "too-many-columns": _Refusal(
        message="The table has more than {limit} columns.",
        hint="Keep the columns with time, number, direction and length, and save it anew.",
    ),
    "cell-too-long": _Refusal(
        message="A cell holds more than {limit} characters; no list has such a cell.",
        hint="Export it once more, or remove that cell in a copy.",
    ),
}


class TableError(Exception):
    """A table that cannot be read, or not to its end; `problem` says why and what to do."""

    def __init__(self, why: str, **values: str) -> None:
        super().__init__(why)
        refusal = _REFUSALS[why]
        self.problem = Problem(f"table-{why}", "", *refusal, values)
