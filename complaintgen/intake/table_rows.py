"""One row of a list: a record, a row that is none, or a problem with its place and what to do."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from complaintgen.analysis.numbers import normal_number
from complaintgen.intake.cells import DAMAGED, read_clock, read_seconds, read_stamp, text_of
from complaintgen.intake.columns import key_of
from complaintgen.intake.rows import Ignored, Note
from complaintgen.model.problem import Problem, Severity
from complaintgen.model.record import Precision, Record, RecordKind, Way
from complaintgen.model.table_words import Meaning, ValueWords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.intake.cells import Stamp
    from complaintgen.intake.columns import Lookup, Plan
    from complaintgen.intake.sheets import Cell
    from complaintgen.intake.years import Years

_BLANK = Ignored("blank")
_TOTAL = Ignored("total")
_SUMMARY = Ignored("summary")
_HEADER = Ignored("header")
_EXAMPLE = Ignored("example")
_SILENT = ValueWords(words=(), source="")
_LONGEST_SHOWN = 40


class Around(NamedTuple):
    """What the rows of a sheet share: the file, what they are where they do not say it, from when
    dates count, how many rows other sheets had before, how problems name the sheet.
    """

    sha256: str
    kind: RecordKind
    since_1904: bool
    before: int
    sheet: str


class RowReader:
    """Reads the rows of one sheet after its plan."""

    def __init__(
        self,
        lookup: Lookup,
        plan: Plan,
        years: Years,
        around: Around,
    ) -> None:
        self.lookup, self.plan, self.years = lookup, plan, years
        self.sha256, self.kind, self.since_1904, self.before, self.sheet = around
        self.without_way = 0
        self.odd_lengths = 0
        self.odd_length = ""
        self.odd_ways = 0
        self.odd_way = ""
        column = plan.columns.get
        self.time, self.date, self.clock = map(column, (Meaning.TIME, Meaning.DATE, Meaning.CLOCK))
        self.number, self.caller, self.callee = map(
            column, (Meaning.NUMBER, Meaning.CALLER, Meaning.CALLEE)
        )
        self.way, self.answered = column(Meaning.WAY), column(Meaning.ANSWERED)
        self.seconds, self.where = column(Meaning.SECONDS), column(Meaning.PLACE)
        self.name, self.text = column(Meaning.NAME), column(Meaning.TEXT)

    def place(self, number: int) -> str:
        """How a problem names a row."""
        return f"{self.sheet}: row {number}" if self.sheet else f"row {number}"

    def read(self, number: int, cells: list[Cell]) -> Record | Ignored | Problem:
        """What a row below the headings is."""
        none = self._no_row(cells)
        if none is not None:
            return none
        stamp = self._stamp(cells)
        if stamp is None:
            return self._without_time(number, cells)
        year = self.years.of(stamp)
        if year is None:
            return self._problem(number, _NO_YEAR, self._when(cells))
        at = stamp.at(year)
        if at is None:
            when = self._when(cells) if stamp.year else f"{year}-{self._when(cells)}"
            return self._problem(number, _NO_SUCH_DAY, when)
        return self._record(number, cells, at, stamp.precision)

    def _no_row(self, cells: list[Cell]) -> Ignored | None:
        first = next((cell for cell in cells if cell is not None and cell != ""), None)
        text = text_of(first)
        if not text and not any(map(text_of, cells)):
            return _BLANK
        if not text or text[0].isdigit():
            return None
        return self._no_row_by(text, cells)

    def _no_row_by(self, text: str, cells: list[Cell]) -> Ignored | None:
        """What the first words of a row say it is, other than a row of the list."""
        if text.startswith("#"):
            return _EXAMPLE
        if text.lower().startswith(self.lookup.words.totals):
            return _TOTAL
        keys = self.plan.keys
        if (
            keys
            and key_of(text) in keys
            and [key_of(text_of(cell)) for cell in cells] == list(keys[: len(cells)])
        ):
            return _HEADER
        return None

    def _stamp(self, cells: list[Cell]) -> Stamp | None:
        if self.time is not None:
            return self._whole_stamp(_at(cells, self.time))
        stamp = read_stamp(_at(cells, self.date), since_1904=self.since_1904)
        if stamp is None or self.clock is None:
            return stamp
        cell = _at(cells, self.clock)
        if self.lookup.is_nothing(cell):
            return stamp._replace(precision=Precision.DAY)
        clock = read_clock(cell)
        return stamp._replace(clock=clock[0], precision=clock[1]) if clock else None

    def _whole_stamp(self, cell: Cell) -> Stamp | None:
        stamp = read_stamp(cell, since_1904=self.since_1904)
        if stamp and stamp.clock is None and isinstance(cell, float):
            # A spreadsheet holds midnight as a whole day.
            return stamp._replace(clock=dt.time(), precision=Precision.SECOND)
        return stamp

    def _when(self, cells: list[Cell]) -> str:
        texts = (text_of(_at(cells, place)) for place in (self.time, self.date, self.clock))
        return " ".join(text for text in texts if text)[:_LONGEST_SHOWN]

    def _without_time(self, number: int, cells: list[Cell]) -> Ignored | Problem:
        when = self._when(cells)
        nobody = all(
            self.lookup.is_nothing(_at(cells, place))
            for place in (self.number, self.caller, self.callee)
            if place is not None
        )
        summary = any(text_of(cell) in self.lookup.words.summaries for cell in cells)
        if self.lookup.is_nothing(when) and (nobody or summary):
            return _SUMMARY
        return self._problem(number, _BAD_TIME if when else _NO_TIME, when)

    def _record(
        self, number: int, cells: list[Cell], at: dt.datetime, precision: Precision
    ) -> Record | Problem:
        way, printed = self._other_side(cells)
        if DAMAGED.fullmatch(printed):
            return self._problem(number, _DAMAGED_NUMBER, printed)
        value = self._value(cells, self.way) or _SILENT
        heard = self._value(cells, self.answered)
        normal = normal_number(printed) or ""
        seconds = self._seconds(cells)
        answered = heard.answered if heard else None
        if answered is None:
            answered = True if seconds else value.answered
        kind = value.kind or self.kind
        self.without_way += way is None and self.lookup.is_nothing(_at(cells, self.way))
        return Record(
            file=self.sha256,
            row=self.before + number,
            kind=kind,
            at=at,
            precision=precision,
            way=way or value.way or Way.UNKNOWN,
            number=normal,
            shown="" if printed == normal else printed,
            name=self._words(cells, self.name),
            answered=answered if kind is RecordKind.CALL else None,
            seconds=seconds if kind is RecordKind.CALL else None,
            text=self._words(cells, self.text),
            place=self._words(cells, self.where),
        )

    def _other_side(self, cells: list[Cell]) -> tuple[Way | None, str]:
        """The other side as printed, and the way where both sides are printed."""
        if self.number is not None:
            return None, self._words(cells, self.number)
        caller, callee = (self._words(cells, place) for place in (self.caller, self.callee))
        if normal_number(caller) == self.plan.own:
            return Way.OUT, callee
        return (Way.IN if normal_number(callee) == self.plan.own else None), caller

    def _words(self, cells: list[Cell], place: int | None) -> str:
        cell = _at(cells, place)
        return "" if self.lookup.is_nothing(cell) else text_of(cell)

    def _value(self, cells: list[Cell], place: int | None) -> ValueWords | None:
        cell = _at(cells, place)
        if place is None or self.lookup.is_nothing(cell):
            return None
        value = self.lookup.value(cell)
        if value is None:
            self.odd_ways += 1
            self.odd_way = self.odd_way or text_of(cell)[:_LONGEST_SHOWN]
        return value

    def _seconds(self, cells: list[Cell]) -> int | None:
        cell = _at(cells, self.seconds)
        if self.lookup.is_nothing(cell):
            return None
        seconds = read_seconds(cell, self.lookup.durations)
        if seconds is None:
            self.odd_lengths += 1
            self.odd_length = self.odd_length or text_of(cell)[:_LONGEST_SHOWN]
        return seconds

    def _problem(self, number: int, kind: _Kind, found: str = "") -> Problem:
        values = {"found": found} if found else {}
        return Problem(kind.code, self.place(number), kind.message, kind.hint, values)

    def notes(self) -> Iterator[Note]:
        """What was left open in rows that are records nevertheless."""
        for count, found, kind in (
            (self.odd_lengths, self.odd_length, _ODD_LENGTHS),
            (self.odd_ways, self.odd_way, _ODD_WAYS),
            (self.without_way, "", _WITHOUT_WAY),
        ):
            if count:
                values = {"count": str(count), "found": found}
                yield Note(
                    Problem(
                        kind.code, self.sheet, kind.message, kind.hint, values, Severity.WARNING
                    )
                )


def _at(cells: list[Cell], place: int | None) -> Cell:
    return cells[place] if place is not None and place < len(cells) else None


class _Kind(NamedTuple):
    """A kind of problem."""

    code: str
    message: str
    hint: str


_NO_YEAR = _Kind(
    code="no-year",
    message="The list prints no year here: {found}.",
    hint="Say the year of the first row: complaintgen add CASE FILE --year 2026",
)
_NO_SUCH_DAY = _Kind(
    code="no-such-day",
    message="The calendar has no such day: {found}.",
    hint="Check the row in the list; if the year is wrong, say it with --year.",
)
_NO_TIME = _Kind(
    code="no-time",
    message="The row has no time.",
    hint="Look at the row in the list; if it is a call, write it into the empty form "
    "(complaintgen add --form) and add that too.",
)
_BAD_TIME = _Kind(
    code="bad-time",
    message="“{found}” is no time that can be read without doubt.",
    hint="Write it in a copy as 2026-03-05 21:30:00 and add that copy too.",
)
_DAMAGED_NUMBER = _Kind(
    code="damaged-number",
    message="The number reads {found}: Excel has rounded it, its last figures are lost.",
    hint="Download the list once more and add it without opening and saving it in Excel.",
)
_ODD_LENGTHS = _Kind(
    code="odd-length",
    message="In {count} rows the length of the call could not be read, first “{found}”; the calls "
    "count, their length is left open.",
    hint="Compare the rows with the list: complaintgen show CASE --records",
)
_WITHOUT_WAY = _Kind(
    code="no-way",
    message="The list does not say of {count} rows whether they came in or went out; these count "
    "for nobody.",
    hint="If a column says it: complaintgen add CASE FILE --columns way=…; or write the calls that "
    "came in into the empty form: complaintgen add --form",
)
_ODD_WAYS = _Kind(
    code="odd-way",
    message="In {count} rows it is open whether the call came in or went out, first “{found}”.",
    hint="Compare the rows with the list: complaintgen show CASE --records",
)
