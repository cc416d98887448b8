"""Which column means what: by its heading, and where a heading is used for several things, by the
values under it. What the person said about the columns comes first.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from complaintgen.analysis.numbers import is_hidden, normal_number
from complaintgen.intake.cells import duration_form, read_clock, read_seconds, read_stamp, text_of
from complaintgen.model.record import RecordKind, Way
from complaintgen.model.table_words import Meaning, ValueWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from complaintgen.intake.sheets import Cell, Row
    from complaintgen.model.table_words import Layout, TableWords

SEARCHED = 30
"""Among so many first rows the headings are looked for."""
SAMPLED = 200
ENOUGH = 0.5
"""The part of the values that must fit the meaning of a column."""
_MARKS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[\s*:]")


def key_of(heading: str) -> str:
    """A heading as it is compared: 通话时长(秒)* and 通话时长 are one."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", heading)).lower()


class Plan(NamedTuple):
    """Where in the rows what stands.

    Attributes:
        header: the number of the row of headings; 0 where there is none.
        columns: meaning → column from 0.
        own: the person's own number, where the list prints both sides.
        keys: the headings as they are compared, to know them again further down.
    """

    header: int
    columns: Mapping[Meaning, int]
    own: str
    keys: tuple[str, ...]


class Lookup:
    """The words of tables, ready for looking up."""

    def __init__(self, words: TableWords) -> None:
        self.words = words
        self.durations = duration_form(words.units)
        self.nothing = frozenset(word.lower() for word in words.nothing)
        self.meanings: dict[str, list[Meaning]] = {}
        for heading in words.headings:
            for word in heading.words:
                self.meanings.setdefault(key_of(word), []).append(heading.meaning)
        self._values = {word: entry for entry in words.values for word in entry.words}
        self._known: dict[str, ValueWords | None] = {}

    def value(self, cell: Cell) -> ValueWords | None:
        """What a word in a column of ways says: 主叫, or 主叫-国内 and 国内主叫 by one end."""
        text = text_of(cell)
        if text not in self._known:
            if len(self._known) > 10_000:  # noqa: PLR2004 (a hostile list has endless words)
                self._known.clear()
            self._known[text] = self._value(unicodedata.normalize("NFKC", text).lower().strip())
        return self._known[text]

    def _value(self, text: str) -> ValueWords | None:
        if text in self._values:
            return self._values[text]
        known = [word for word, entry in self._values.items() if _says(text, word, entry)]
        return self._values[max(known, key=len)] if known else None

    def is_nothing(self, cell: Cell) -> bool:
        """Whether a cell holds nothing, by itself or by a word like --."""
        return cell is None or text_of(cell).lower() in self.nothing

    def fits(self, meaning: Meaning, cell: Cell) -> bool:  # noqa: PLR0911 (one for each meaning)
        """Whether a value can stand in a column of this meaning."""
        match meaning:
            case Meaning.TIME:
                return bool((stamp := read_stamp(cell)) and stamp.clock)
            case Meaning.DATE:
                return bool((stamp := read_stamp(cell)) and not stamp.clock)
            case Meaning.CLOCK:
                return read_clock(cell) is not None
            case Meaning.NUMBER | Meaning.OWN | Meaning.CALLER | Meaning.CALLEE:
                text = text_of(cell)
                return normal_number(text) is not None or is_hidden(text)
            case Meaning.WAY:
                return self.value(cell) is not None
            case Meaning.ANSWERED:
                return bool((value := self.value(cell)) and value.answered is not None)
            case Meaning.SECONDS:
                return read_seconds(cell, self.durations) is not None
            case _:
                return True


def _says(text: str, word: str, entry: ValueWords) -> bool:
    """Whether a longer text says what a word says: what stands around it may deny it.

    接通失败 and 无人接听 are no answered calls, 点对点短信 may be one's own; a mere 主叫 or 被叫 is
    denied by nothing, so it may also stand at the end.
    """
    if len(word) < 2:  # noqa: PLR2004 (是 begins many words)
        return False
    if text.startswith(word):
        return entry.answered is not True or not text[len(word)].isalnum()
    plain = entry.kind is RecordKind.CALL and entry.way in (Way.IN, Way.OUT)
    return plain and entry.answered is None and text.endswith(word)


_ORDER = (
    Meaning.TIME,
    Meaning.DATE,
    Meaning.CLOCK,
    Meaning.NUMBER,
    Meaning.OWN,
    Meaning.CALLER,
    Meaning.CALLEE,
    Meaning.WAY,
    Meaning.ANSWERED,
    Meaning.SECONDS,
    Meaning.PLACE,
    Meaning.NAME,
    Meaning.TEXT,
)
_WHEN = {Meaning.TIME, Meaning.DATE}
_WHO = {Meaning.NUMBER, Meaning.CALLER, Meaning.CALLEE}


def plan_table(start: list[Row], lookup: Lookup, said: tuple[str, ...]) -> Plan | None:
    """Where what stands in a table whose first rows these are; None where that is unknown.

    Args:
        start: the first rows.
        lookup: the words.
        said: what the person said, `meaning=heading`, or `meaning=@C` for the column C.
    """
    wishes = dict(_wish(entry) for entry in said if "=" in entry)
    if wishes and all(place.startswith("@") for place in wishes.values()):
        columns = {meaning: letters(place[1:]) for meaning, place in wishes.items()}
        return _finish(0, columns, (), start, lookup)
    header = find_header(start, lookup, wishes)
    if header is None:
        return None
    number, cells = start[header]
    keys = tuple(key_of(text_of(cell)) for cell in cells)
    below = [row for row in start[header + 1 :] if not is_example(row[1])][:SAMPLED]
    columns = {
        meaning: letters(place[1:]) if place.startswith("@") else keys.index(key_of(place))
        for meaning, place in wishes.items()
        if place.startswith("@") or key_of(place) in keys
    }
    _choose(columns, keys, below, lookup)
    return _finish(number, columns, keys, below, lookup)


def is_example(cells: list[Cell]) -> bool:
    """Whether a row is an example or a remark of the form: it begins with #."""
    first = next((cell for cell in cells if cell), None)
    return isinstance(first, str) and first.lstrip().startswith("#")


def _wish(entry: str) -> tuple[Meaning, str]:
    name, _, heading = entry.partition("=")
    known = name.strip().lower()
    return (Meaning(known) if known in set(Meaning) else Meaning.OTHER), heading.strip()


def letters(column: str) -> int:
    """The column C from 0: 2; unknown letters are the column after the last allowed one."""
    place = 0
    for letter in column.strip().upper()[:3]:
        place = place * 26 + (ord(letter) - 64 if "A" <= letter <= "Z" else 10_000)
    return max(0, place - 1)


def find_header(
    start: list[Row], lookup: Lookup, wishes: Mapping[Meaning, str] | None = None
) -> int | None:
    """The place of the row of headings among the first rows: the one that knows most of them."""
    best, most = None, 0
    named = {key_of(place) for place in (wishes or {}).values() if not place.startswith("@")}
    for place, (_, cells) in enumerate(start[:SEARCHED]):
        keys = [key_of(cell) for cell in cells if isinstance(cell, str) and len(cell) <= 40]  # noqa: PLR2004
        known = {meaning for key in keys for meaning in lookup.meanings.get(key, ())}
        usable = bool(known & _WHEN and known & _WHO) or bool(named and named <= set(keys))
        score = sum(key in lookup.meanings or key in named for key in keys)
        if usable and score > most:
            best, most = place, score
    return best


def _choose(
    columns: dict[Meaning, int], keys: tuple[str, ...], below: list[Row], lookup: Lookup
) -> None:
    """Give each meaning the column whose heading and values fit it best."""
    for meaning in _ORDER:
        if meaning in columns or (meaning in (Meaning.DATE, Meaning.CLOCK) and _has_time(columns)):
            continue
        scores = {
            column: _fitting(meaning, column, below, lookup)
            for column, key in enumerate(keys)
            if column not in columns.values() and meaning in lookup.meanings.get(key, ())
        }
        best = max(scores, key=lambda column: scores[column], default=None)
        if best is not None and _is_enough(meaning, scores[best]):
            columns[meaning] = best
    if not columns.keys() & _WHEN:
        # A time that cannot be read is a problem of its row, not a list without times.
        columns.update(_when_by_name(keys, lookup))


def _is_enough(meaning: Meaning, fitting: float) -> bool:
    """Whether a column is the one of a meaning when so much of its values fits.

    Words for the way of a call that we do not know leave that call open; without the column every
    call would be.
    """
    if meaning is Meaning.WAY:
        return fitting > 0
    return fitting >= ENOUGH or meaning in _BY_NAME


def _when_by_name(keys: tuple[str, ...], lookup: Lookup) -> dict[Meaning, int]:
    """The columns of day and time by their headings alone: 日期 beside 时间, or one for both."""
    meanings = [set(lookup.meanings.get(key, ())) for key in keys]
    days = [at for at, known in enumerate(meanings) if known == {Meaning.DATE}]
    clocks = [at for at, known in enumerate(meanings) if Meaning.CLOCK in known]
    if days and clocks:
        return {Meaning.DATE: days[0], Meaning.CLOCK: clocks[0]}
    times = [at for at, known in enumerate(meanings) if Meaning.TIME in known]
    return {Meaning.TIME: times[0]} if times else {}


_BY_NAME = {Meaning.NUMBER, Meaning.SECONDS}
"""Their headings mean nothing else, so values that do not fit are mistakes in the list."""


def _has_time(columns: Mapping[Meaning, int]) -> bool:
    return Meaning.TIME in columns


def _fitting(meaning: Meaning, column: int, rows: Iterable[Row], lookup: Lookup) -> float:
    """The part of a column's values that fit; the empty ones say nothing.

    An empty column is no column of moments: in the form kept by hand 时间 stands beside 日期, and
    whoever remembers no hour leaves it empty throughout.
    """
    values = [cells[column] for _, cells in rows if column < len(cells)]
    filled = [cell for cell in values if not lookup.is_nothing(cell)]
    if not filled:
        return 0 if meaning is Meaning.TIME else ENOUGH
    return sum(lookup.fits(meaning, cell) for cell in filled) / len(filled)


def _finish(
    header: int,
    columns: dict[Meaning, int],
    keys: tuple[str, ...],
    below: list[Row],
    lookup: Lookup,
) -> Plan | None:
    own = ""
    if Meaning.NUMBER not in columns:
        if Meaning.CALLER in columns and Meaning.CALLEE in columns:
            own = _own_number(columns, below, lookup)
            if not own:
                return None
        elif Meaning.CALLEE in columns:
            columns[Meaning.NUMBER] = columns.pop(Meaning.CALLEE)
        else:
            return None
    if not columns.keys() & _WHEN:
        return None
    return Plan(header, columns, own, keys)


def _own_number(columns: Mapping[Meaning, int], below: list[Row], lookup: Lookup) -> str:
    """The number that is on one side of nearly every row; empty where none, or both, are."""
    pairs = [
        tuple(
            normal_number(text_of(cells[columns[side]])) if columns[side] < len(cells) else None
            for side in (Meaning.CALLER, Meaning.CALLEE)
        )
        for _, cells in below
        if not all(lookup.is_nothing(cell) for cell in cells)
    ]
    pairs = [pair for pair in pairs if any(pair)]
    often = [
        number
        for number in {number for pair in pairs for number in pair if number}
        if sum(number in pair for pair in pairs) >= 0.9 * len(pairs)
    ]
    return often[0] if len(often) == 1 else ""


def match_layout(keys: Iterable[str], layouts: Iterable[Layout]) -> Layout | None:
    """The list that these headings mark; None where they mark none."""
    present = set(keys)
    return next(
        (
            layout
            for layout in layouts
            for marks in layout.marks
            if present >= {key_of(word) for word in marks}
        ),
        None,
    )
