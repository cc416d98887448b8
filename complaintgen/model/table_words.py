"""The words of call lists and message lists: what their columns, values and layouts mean.

The data lie in `data/intake/*.toml`; `library.intake_words` reads them and hands them to intake.
"""

from __future__ import annotations

from enum import StrEnum

from complaintgen.model.question import Form, Words
from complaintgen.model.record import Coverage, RecordKind, Way
from complaintgen.model.sourced import Confidence


class Meaning(StrEnum):
    """What a column holds.

    time: day and time together; date and clock: the two apart. number: the other side; own: the
    person's own number; caller and callee: either of both. way: in or out, or answered or not.
    other: known to us and not needed (fees).
    """

    TIME = "time"
    DATE = "date"
    CLOCK = "clock"
    NUMBER = "number"
    OWN = "own"
    CALLER = "caller"
    CALLEE = "callee"
    WAY = "way"
    ANSWERED = "answered"
    SECONDS = "seconds"
    PLACE = "place"
    NAME = "name"
    TEXT = "text"
    OTHER = "other"


class Heading(Form, frozen=True, kw_only=True):
    """The words that head a column of one meaning. One word may head columns of several meanings:
    then the values under it decide.
    """

    meaning: Meaning
    words: tuple[str, ...]
    source: str


class ValueWords(Form, frozen=True, kw_only=True):
    """Words in a column of ways, and what they say of the row; what they leave open is None."""

    words: tuple[str, ...]
    way: Way | None = None
    answered: bool | None = None
    kind: RecordKind | None = None
    source: str


class Layout(Form, frozen=True, kw_only=True):
    """One kind of list.

    Attributes:
        id: the reader's name.
        name: how the list is called to the person.
        coverage: which calls it lists at all.
        marks: headings that only this list has together; one set is enough.
        experimental: no real file of it was seen; the person is told to check the rows.
        kind: what its rows are where no value says it.
        source: where the headings were seen.
        confidence: how well that is known.
    """

    id: str
    name: Words
    coverage: Coverage
    marks: tuple[tuple[str, ...], ...] = ()
    experimental: bool = False
    kind: RecordKind = RecordKind.CALL
    source: str
    confidence: Confidence


class Units(Form, frozen=True, kw_only=True):
    """The words for hours, minutes and seconds in lengths of calls."""

    hours: tuple[str, ...]
    minutes: tuple[str, ...]
    seconds: tuple[str, ...]
    source: str


class TableWords(Form, frozen=True, kw_only=True):
    """All words of tables.

    Attributes:
        headings: words above columns.
        values: words in columns of ways.
        layouts: the lists that are told apart, the surest first.
        units: of lengths of calls.
        nothing: what stands in a cell that holds nothing.
        totals: how a row of sums begins.
        summaries: words of rows that are no calls.
        form: the lines of the empty form for calls written down by hand.
        names: how the list of exhibits names a file, by kind of proof; with `period` and `day`.
    """

    headings: tuple[Heading, ...]
    values: tuple[ValueWords, ...]
    layouts: tuple[Layout, ...]
    units: Units
    nothing: tuple[str, ...]
    totals: tuple[str, ...]
    summaries: tuple[str, ...]
    form: tuple[str, ...]
    names: dict[str, str]
