"""Readers of call lists and message lists in tables: the carriers', our own form, any other.

A row becomes a record, is ignored by kind (blank, total, title …), or is a problem with its place.
"""

from __future__ import annotations

import contextlib
import itertools
from typing import TYPE_CHECKING

from complaintgen.intake import tables
from complaintgen.intake.cells import text_of
from complaintgen.intake.columns import Lookup, find_header, key_of, match_layout, plan_table
from complaintgen.intake.rows import Ignored, Note, RefusedError
from complaintgen.intake.sheets import TableError
from complaintgen.intake.sniff import Shape, open_head, shape_of
from complaintgen.intake.table_rows import Around, RowReader
from complaintgen.intake.years import years_for
from complaintgen.model.problem import Problem, Severity
from complaintgen.model.record import Coverage, Record, RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.intake.columns import Plan
    from complaintgen.intake.rows import Opened, Options
    from complaintgen.intake.rows import Row as Found
    from complaintgen.intake.sheets import Row, Sheet
    from complaintgen.model.table_words import Layout, TableWords

TABLE = "table"
"""The reader of tables whose columns only the person knows."""
VERSION = 2
_START = 230
_MOST_SHEETS = 40
"""No list of calls has so many."""
HOPELESS = 1_000
"""After so many rows without one that can be read, the list is no list of calls."""
_TABLES = {Shape.XLS, Shape.XLSX, Shape.MARKUP, Shape.TEXT}


def table_readers(words: TableWords) -> tuple[TableReader, ...]:
    """One reader for each layout, and the one that asks for the columns."""
    look = Peek(Lookup(words))
    return (
        *(TableReader(look, layout) for layout in words.layouts),
        TableReader(look, None),
    )


class Peek:
    """Looks at the first rows of a file and keeps what it saw for the next reader that asks."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self._seen: tuple[str, str | None] = ("", None)

    def __call__(self, file: Opened) -> str | None:
        """The id of the layout of a table, TABLE where it is unknown; None where it is no table."""
        if self._seen[0] != file.sha256:
            self._seen = (file.sha256, self._look(file))
        return self._seen[1]

    def _look(self, file: Opened) -> str | None:
        shape = shape_of(file)
        if shape not in _TABLES:
            return None
        if shape is Shape.MARKUP and not _holds_a_table(file):
            return None
        with contextlib.suppress(TableError):  # reading it will say why
            if layout := self._first_layout(file):
                return layout
        is_table = shape is not Shape.TEXT or _looks_like_table(file)
        return TABLE if is_table else None

    def _first_layout(self, file: Opened) -> str | None:
        """The layout of the first sheet whose headings are known, few or many title lines above."""
        sheets = tables.open_sheets(_place(file), only_start=True)
        for sheet in itertools.islice(sheets, _MOST_SHEETS):
            start, _ = _start(sheet.rows)
            if layout := self._layout(start):
                return layout
        return None

    def _layout(self, start: list[Row]) -> str | None:
        header = find_header(start, self.lookup)
        if header is None:
            return None
        keys = [key_of(text_of(cell)) for cell in start[header][1]]
        layouts = self.lookup.words.layouts
        layout = match_layout(keys, layouts)
        if layout is None and plan_table(start, self.lookup, ()) is None:
            return None
        return (layout or layouts[-1]).id


def _holds_a_table(file: Opened) -> bool:
    lower = file.head.replace(b"\0", b"").lower()
    return b"<table" in lower or b"<tr" in lower


def _looks_like_table(file: Opened) -> bool:
    """Whether most lines of a text fall into several cells: then its columns can be asked for."""
    try:
        start, _ = _start(next(tables.open_sheets(_place(file))).rows, SEEN)
        widths = [len(cells) for _, cells in start if any(cells)]
    except (TableError, StopIteration):
        return False
    return bool(widths) and sum(width > 2 for width in widths) * 2 > len(widths)  # noqa: PLR2004


SEEN = 60


def _start(rows: Iterator[Row], most: int = _START) -> tuple[list[Row], Iterator[Row]]:
    """The first rows, and all rows, these too; damage behind the first ones is met again there."""
    start: list[Row] = []
    try:
        start.extend(itertools.islice(rows, most))
    except TableError as error:
        if not start or error.problem.code != "table-damaged":
            raise
        return start, _then_raise(start, error)
    return start, itertools.chain(start, rows)


def _then_raise(start: list[Row], error: TableError) -> Iterator[Row]:
    yield from start
    raise error


def _place(file: Opened) -> tables.Place:
    return tables.Place(file.path, file.size, shape_of(file))


class TableReader:
    """Reads the lists of one layout; without a layout those whose columns the person names."""

    def __init__(self, look: Peek, layout: Layout | None) -> None:
        self.look = look
        self.layout = layout
        self.name = layout.id if layout else TABLE
        self.version = VERSION
        self.coverage = layout.coverage if layout else Coverage.UNKNOWN

    def recognises(self, file: Opened) -> bool:
        """Whether the first rows are of this layout."""
        return self.look(file) == self.name

    def rows(self, path: Path, sha256: str, options: Options) -> Iterator[Found]:
        """All rows of all sheets; their numbers go on from sheet to sheet.

        Raises:
            RefusedError: too large in some measure, locked, or with forbidden definitions.
        """
        try:
            yield from self._rows(path, sha256, options)
        except TableError as error:
            if error.problem.code != "table-damaged":
                raise RefusedError(error.problem) from error
            yield error.problem

    def _rows(self, path: Path, sha256: str, options: Options) -> Iterator[Found]:
        file = open_head(path, sha256)
        if self.layout is None and not options.columns:
            yield unknown_columns(_first_rows(file, 1))
            return
        if self.layout and self.layout.experimental:
            yield Note(_experimental())
        before, planned = 0, False
        for sheet in tables.open_sheets(_place(file)):
            last = before
            for number, found in self._sheet(sheet, sha256, options, before):
                last = max(last, number)
                planned = planned or isinstance(found, Record | Problem)
                yield found
            before = last
        if not planned and self.layout is None:
            yield unknown_columns(first_rows(file))

    def _sheet(
        self, sheet: Sheet, sha256: str, options: Options, before: int
    ) -> Iterator[tuple[int, Found]]:
        start, everything = _start(iter(sheet.rows))
        plan = plan_table(start, self.look.lookup, options.columns)
        if plan is None:
            yield from _other_sheet(sheet, everything, before)
            return
        kind = self.layout.kind if self.layout else RecordKind.CALL
        around = Around(sha256, kind, sheet.since_1904, before, sheet.name if before else "")
        years = years_for(sheet.name, start, plan, options.year)
        reader = RowReader(self.look.lookup, plan, years, around)
        yield from _read_sheet(reader, everything, plan, before)
        yield from ((before, note) for note in reader.notes())


def _read_sheet(
    reader: RowReader, rows: Iterator[Row], plan: Plan, before: int
) -> Iterator[tuple[int, Found]]:
    good = bad = 0
    for number, cells in rows:
        if number == plan.header:
            continue
        found: Found
        if number < plan.header:
            found = Ignored("title" if any(text_of(cell) for cell in cells) else "blank")
        else:
            found = reader.read(number, cells)
        yield before + number, found
        good += isinstance(found, Record)
        bad += isinstance(found, Problem)
        if bad >= HOPELESS and not good:
            yield before + number, hopeless(reader.place(number))
            return


def _other_sheet(sheet: Sheet, rows: Iterator[Row], before: int) -> Iterator[tuple[int, Found]]:
    """A sheet that holds no list: counted row by row, and said once."""
    number = 0
    for number, cells in rows:
        blank = not any(text_of(cell) for cell in cells)
        yield before + number, Ignored("blank" if blank else "other-sheet")
    if number:
        yield (
            before + number,
            Note(
                Problem(
                    "sheet-not-read",
                    sheet.name,
                    "The sheet “{sheet}” has no headings of a call list; its rows were left out.",
                    "If it is a list, name its columns: complaintgen add --columns …",
                    {"sheet": sheet.name},
                    Severity.WARNING,
                )
            ),
        )


def first_rows(file: Opened, most: int = 6) -> list[list[str]]:
    """The first rows of a table that hold anything, as text, to ask which column is what."""
    try:
        return _first_rows(file, most)
    except TableError:
        return []


def _first_rows(file: Opened, most: int) -> list[list[str]]:
    for sheet in tables.open_sheets(_place(file), only_start=True):
        rows = (
            [text_of(cell) for cell in cells] for _, cells in itertools.islice(sheet.rows, _START)
        )
        filled = [row for row in rows if sum(map(bool, row)) > 1]
        if filled:
            return filled[:most]
    return []


def unknown_columns(start: list[list[str]]) -> Problem:
    """A table whose headings say nothing to us."""
    found = " · ".join(cell for cell in start[0] if cell)[:300] if start else ""
    return Problem(
        "unknown-columns",
        "",
        "The program does not know the columns of this table: {found}",
        "Say which is which, in the words of the table: "
        "complaintgen add CASE FILE --columns time=…,number=…,way=…,seconds=… "
        "(or answer the questions in a terminal); without headings: time=@A,number=@C",
        {"found": found},
    )


def hopeless(place: str) -> Problem:
    """A list of which nothing could be read."""
    return Problem(
        "not-this-list",
        place,
        "None of the first {count} rows could be read; the rest was not tried.",
        "Check that the columns are right: complaintgen add CASE FILE --columns time=…,number=…",
        {"count": f"{HOPELESS:,}"},
    )


def _experimental() -> Problem:
    return Problem(
        "experimental-list",
        "",
        "Reading lists of this kind is experimental: no real file could be tested yet.",
        "Compare some rows with the list: complaintgen show CASE --records",
        {},
        Severity.WARNING,
    )
