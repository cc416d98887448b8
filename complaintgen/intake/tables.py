"""One form for tables of every origin: sheets of numbered rows of cells.

.xls, .xlsx, .csv and other text, HTML tables: what comes out is the same. Numbers stay numbers
(a date in a spreadsheet is one); what a cell means, its column decides later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from complaintgen.intake import delimited, html_table, xls, xlsx
from complaintgen.intake.sheets import Sheet, TableError
from complaintgen.intake.sniff import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ROWS = 1_000_000
MOST_COLUMNS = 200
LONGEST_CELL = 32_767
"""The longest text that Excel itself lets a cell hold."""


class Place(NamedTuple):
    """Where a table lies and what shape its bytes have."""

    path: str
    size: int
    shape: Shape


def open_sheets(place: Place, *, only_start: bool = False) -> Iterator[Sheet]:
    """The sheets of a file, one after the other; each must be read before the next is asked for.

    Args:
        place: the file.
        only_start: only the first rows will be read; saves reading all texts of a workbook.

    Raises:
        TableError: the file is none of its kind, locked, damaged, or too large in some measure.
    """
    for sheet in _sheets(place, only_start=only_start):
        yield sheet._replace(rows=_bounded(sheet))


def _sheets(place: Place, *, only_start: bool) -> Iterator[Sheet]:
    match place.shape:
        case Shape.XLS:
            return xls.sheets(place.path, place.size)
        case Shape.XLSX:
            return xlsx.sheets(place.path, only_start=only_start)
        case Shape.MARKUP:
            return html_table.sheets(place.path, place.size)
        case Shape.TEXT:
            return delimited.sheets(place.path)
        case _:
            return iter(())


def _bounded(sheet: Sheet) -> Iterator[tuple[int, list[str | float | None]]]:
    for seen, (number, cells) in enumerate(sheet.rows, start=1):
        if seen > MOST_ROWS:
            raise TableError("too-many-rows", limit=f"{MOST_ROWS:,}")
        if len(cells) > MOST_COLUMNS:
            raise TableError("too-many-columns", limit=str(MOST_COLUMNS))
        if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
            raise TableError("cell-too-long", limit=f"{LONGEST_CELL:,}")
        yield number, cells
