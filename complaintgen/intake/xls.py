"""Old Excel files (.xls, BIFF) through xlrd, the only library right on the carriers' files."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, TextIO, TypeVar

import xlrd
from xlrd.biffh import XL_CELL_BLANK, XL_CELL_EMPTY, XL_CELL_ERROR, XL_CELL_TEXT, XLRDError

from complaintgen.intake.sheets import Sheet, TableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xlrd.sheet import Sheet as XlrdSheet

    from complaintgen.intake.sheets import Cell, Row

    Taken = TypeVar("Taken")

LARGEST = 48 << 20
"""A sheet of 65,536 rows, the most that the form allows, takes about 15 MB."""


def sheets(path: str, size: int) -> Iterator[Sheet]:
    """The sheets of a workbook.

    Raises:
        TableError: locked, damaged or too large.
    """
    if size > LARGEST:
        raise TableError("too-large", limit=str(LARGEST >> 20))
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 (no path of ours)
        book = _open(path, nowhere)
        with book:
            for number in range(book.nsheets):
                sheet = _guarded(partial(book.sheet_by_index, number))
                yield Sheet(sheet.name, _rows(sheet), bool(book.datemode))
                book.unload_sheet(number)


def _open(path: str, nowhere: TextIO) -> xlrd.Book:
    return _guarded(
        lambda: xlrd.open_workbook(path, logfile=nowhere, on_demand=True, ragged_rows=True)
    )


def _guarded(step: Callable[[], Taken]) -> Taken:
    """Take a step in the library; whatever it makes of broken bytes is a `TableError`."""
    try:
        return step()
    except XLRDError as error:
        if "encrypted" in str(error).lower():
            raise TableError("locked") from error
        raise TableError("damaged", reason=str(error)[:120]) from error
    except Exception as error:
        raise TableError("damaged", reason=type(error).__name__) from error


def _rows(sheet: XlrdSheet) -> Iterator[Row]:
    for row in range(sheet.nrows):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        yield row + 1, [_cell(kind, value) for kind, value in zip(kinds, values, strict=True)]


def _cell(kind: int, value: object) -> Cell:
    if kind == XL_CELL_TEXT or isinstance(value, str):
        return str(value)
    if kind in (XL_CELL_EMPTY, XL_CELL_BLANK, XL_CELL_ERROR):
        return None
    return float(value) if isinstance(value, int | float) else None
