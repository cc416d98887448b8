"""Records of several files made into events: what two files show of one call is one event.

Two records of *one* file are always two events; records of different files are matched one to one.
The result depends on what the files say only, never on the order in which they were added.
"""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.numbers import key_of
from complaintgen.model.record import Coverage, Event, Period, Precision, RecordKind, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from complaintgen.model.record import Reading, Record

TOLERANCE = dt.timedelta(seconds=90)
"""How far two sources may differ about one call: a telephone notes when it began to ring, a carrier
when the call was answered (networks let it ring for about a minute), and a clock set by hand may be
half a minute off. Sources of the same kind share their clock: there only the same second counts.
"""

TALK = 30
"""How many seconds two sources may differ about the length of one call (ringing counted or not)."""

_MINUTE = 60

_TOGETHER = dt.timedelta(0)
_SPAN = {
    Precision.SECOND: _TOGETHER,
    Precision.MINUTE: dt.timedelta(seconds=59),
    Precision.DAY: dt.timedelta(hours=23, minutes=59, seconds=59),
}
_EXACTNESS = {precision: place for place, precision in enumerate(Precision)}
_FAMILY = {RecordKind.MMS: RecordKind.SMS}
_at = attrgetter("at", "row")
_in_time = attrgetter("at", "number", "records")


class File(msgspec.Struct, frozen=True):
    """One file of evidence with all proofs that it is attached to.

    Attributes:
        proofs: ids of the proofs, in the order of the case.
        calls: the first and the last call in it; None without calls. `messages` likewise.
        owner: the contact whose telephone it is from; empty where it is the writer's.
    """

    sha256: str
    proofs: tuple[str, ...]
    reader: str
    coverage: Coverage
    records: tuple[Record, ...]
    calls: Period | None
    messages: Period | None
    owner: str = ""


def files_of(
    readings: Mapping[str, Reading], owners: Mapping[str, str] | None = None
) -> tuple[File, ...]:
    """The files behind the proofs, each once, in an order that is their own (by SHA-256).

    Args:
        readings: what reading the file of each proof gave, by proof id.
        owners: by proof id the contact whose telephone it is from (`analysis.owning`).
    """
    proofs: dict[str, list[str]] = {}
    found: dict[str, Reading] = {}
    for proof, reading in readings.items():
        if reading.records:
            sha256 = reading.records[0].file
            proofs.setdefault(sha256, []).append(proof)
            found.setdefault(sha256, reading)
    return tuple(
        File(
            sha256,
            tuple(proofs[sha256]),
            reading.reader,
            reading.coverage,
            reading.records,
            _period(reading.records, calls=True),
            _period(reading.records, calls=False),
            (owners or {}).get(proofs[sha256][0], ""),
        )
        for sha256, reading in sorted(found.items())
    )


def _period(records: Iterable[Record], *, calls: bool) -> Period | None:
    moments = [r.at for r in records if (r.kind is RecordKind.CALL) is calls]
    return Period(min(moments), max(moments)) if moments else None


def merge(files: Iterable[File], keep: Callable[[Record], bool]) -> tuple[Event, ...]:
    """The events that the kept records of these files show, by time, then number.

    What two persons' telephones show is never one event: a call to one is no call to the other.
    """
    known = {file.sha256: file for file in files}
    lines, alone = _lines(known, keep)
    found = [_event(record, known[record.file], "") for record in alone]
    for line, parts in lines.items():
        found += _events(line, parts, known)
    return tuple(sorted(found, key=_in_time))


def shared(files: Iterable[File]) -> Iterator[Event]:
    """The events that more than one of these files shows; what only one has is not looked at."""
    known = {file.sha256: file for file in files}
    lines, _alone = _lines(known, lambda _record: True)
    for line, parts in lines.items():
        if len(parts) > 1:
            yield from (event for event in _events(line, parts, known) if len(event.records) > 1)


def _lines(
    known: Mapping[str, File], keep: Callable[[Record], bool]
) -> tuple[dict[_Line, dict[str, list[Record]]], list[Record]]:
    """The kept records by their line and file, and those that no line joins to any other."""
    lines: dict[_Line, dict[str, list[Record]]] = {}
    alone: list[Record] = []
    for sha256, file in sorted(known.items()):
        for written, records in _by_number(filter(keep, file.records)).items():
            if line := _line(written, file.owner):
                lines.setdefault(line, {}).setdefault(sha256, []).extend(records)
            else:
                alone += records
    return lines, alone


_Written = tuple[RecordKind, Way, str, str]
"""Kind, way, number and name as one file writes them; the name only where there is no number."""
_Line = tuple[RecordKind, Way, str, str, str]
"""What two records must share to be one event at all: kind, way, number to compare, or the name,
and whose telephone it is.
"""


def _by_number(records: Iterable[Record]) -> dict[_Written, list[Record]]:
    """The records of one file, by what is the same in all of one number."""
    found: dict[_Written, list[Record]] = {}
    for record in records:
        number = record.number
        written = record.kind, record.way, number, "" if number else record.name
        found.setdefault(written, []).append(record)
    return found


def _line(written: _Written, owner: str) -> _Line | None:
    """The line of such records; None where nothing tells it: masked and hidden numbers."""
    kind, way, number, name = written
    family = _FAMILY.get(kind, kind)
    if key := key_of(number):
        return family, way, key, "", owner
    return (family, way, "", name, owner) if kind is RecordKind.CHAT and name else None


def _events(
    line: _Line, parts: Mapping[str, Sequence[Record]], files: Mapping[str, File]
) -> list[Event]:
    """The events of one line from its parts in the files: of one number, in or out."""
    number = line[2]
    if len(parts) == 1:
        ((sha256, records),) = parts.items()
        return [_event(record, files[sha256], number) for record in records]
    drafts: list[_Draft] = []
    for sha256, records in parts.items():
        file = files[sha256]
        new = sorted((_Draft(record, file) for record in records), key=_at)
        drafts = _joined(drafts, new, file.reader) if drafts else new
    return [draft.freeze(number) for draft in drafts]


class _Draft:
    """An event in the making: the records that show it."""

    __slots__ = ("answered", "at", "end", "files", "parts", "precision", "row", "seconds")

    def __init__(self, record: Record, file: File) -> None:
        self.at = record.at
        self.row = record.row
        self.precision = record.precision
        self.end = self._end()
        self.answered = _answered(record, file.coverage)
        self.seconds = record.seconds
        self.parts: tuple[Record, ...] = (record,)
        self.files: tuple[File, ...] = (file,)

    def _end(self) -> dt.datetime:
        """The last moment at which it may have begun."""
        return self.at if self.precision is Precision.SECOND else self.at + _SPAN[self.precision]

    def take(self, other: _Draft) -> None:
        """What another file says of the same event."""
        self.parts += other.parts
        self.files += other.files
        if (_EXACTNESS[other.precision], other.at) < (_EXACTNESS[self.precision], self.at):
            self.at, self.precision, self.end = other.at, other.precision, other.end
        self.answered = other.answered if self.answered is None else self.answered
        known = [seconds for seconds in (self.seconds, other.seconds) if seconds is not None]
        self.seconds = max(known, default=None)

    def agrees(self, other: _Draft) -> bool:
        """Whether nothing they say keeps them from being one event."""
        if None not in (self.answered, other.answered) and self.answered != other.answered:
            return False
        if self.seconds is not None and other.seconds is not None:
            return _lengths_apart(self.seconds, other.seconds) <= TALK
        return _same_words(self.parts[0].text, other.parts[0].text)

    def apart(self, other: _Draft) -> dt.timedelta:
        """How far apart they began at least."""
        if self.at > other.end:
            return self.at - other.end
        return other.at - self.end if other.at > self.end else _TOGETHER

    def freeze(self, number: str) -> Event:
        """The event that the records of this number show."""
        if len(self.parts) == 1:
            return _event(self.parts[0], self.files[0], number)
        first = self.parts[0]
        return Event(
            kind=first.kind,
            at=self.at,
            precision=self.precision,
            way=first.way,
            number=number,
            name=max((part.name for part in self.parts), key=len),
            answered=self.answered,
            seconds=self.seconds,
            text=max((part.text for part in self.parts), key=len),
            records=tuple(sorted(part.id for part in self.parts)),
            proofs=tuple(dict.fromkeys(proof for file in self.files for proof in file.proofs)),
            owner=self.files[0].owner,
        )


def _lengths_apart(one: int, other: int) -> int:
    """By how many seconds two lengths differ at least; a bill may round up to whole minutes."""
    return max(_least(one) - other, _least(other) - one, 0)


def _least(seconds: int) -> int:
    """The shortest call that a list may print with this length."""
    return seconds - _MINUTE + 1 if seconds and seconds % _MINUTE == 0 else seconds


def _event(record: Record, file: File, number: str) -> Event:
    """An event that one record shows; its number as it is compared."""
    return Event(
        kind=record.kind,
        at=record.at,
        precision=record.precision,
        way=record.way,
        number=number,
        name=record.name,
        answered=_answered(record, file.coverage),
        seconds=record.seconds,
        text=record.text,
        records=(record.id,),
        proofs=file.proofs,
        owner=file.owner,
    )


def _answered(record: Record, coverage: Coverage) -> bool | None:
    """Whether a call was answered: as the row says; a bill lists answered calls only.

    A row of a bill that lasted no second says so of itself: it stays open.
    """
    if record.kind is not RecordKind.CALL or record.answered is not None:
        return record.answered
    billed = coverage is Coverage.CONNECTED and record.seconds is None
    return True if billed or record.seconds else None


def _same_words(one: str, other: str) -> bool:
    """A list of messages without their words agrees with any."""
    return not one or not other or one.split() == other.split()


def _joined(known: list[_Draft], new: list[_Draft], reader: str) -> list[_Draft]:
    """The events of earlier files with those of one more."""
    left, rest = _same_moment(known, new)
    near = [draft for draft in left if all(file.reader != reader for file in draft.files)]
    for answered in (True, False, None):
        one = [d for d in near if answered is None or d.answered is answered]
        other = [d for d in rest if answered is None or d.answered is answered]
        taken = _side_by_side(one, other)
        near = [draft for draft in near if id(draft) not in taken]
        rest = [draft for draft in rest if id(draft) not in taken]
    return sorted((*known, *rest), key=_at)


def _same_moment(known: list[_Draft], new: list[_Draft]) -> tuple[list[_Draft], list[_Draft]]:
    """Take over what begins in the same second as any record of it; what is left of both.

    Any record: where a telephone's log shows the call a moment earlier, two lists of the carrier
    that overlap would else count it twice.
    """
    places: dict[tuple[dt.datetime, Precision], list[_Draft]] = {}
    for draft in known:
        for moment in dict.fromkeys((part.at, part.precision) for part in draft.parts):
            places.setdefault(moment, []).append(draft)
    rest, taken = [], set[int]()
    for draft in new:
        here = places.get((draft.at, draft.precision), ())
        found = next((d for d in here if id(d) not in taken and d.agrees(draft)), None)
        if found is None:
            rest.append(draft)
            continue
        found.take(draft)
        taken.add(id(found))
    return [draft for draft in known if id(draft) not in taken], rest


def _side_by_side(known: Sequence[_Draft], new: Sequence[_Draft]) -> set[int]:
    """Match two lines in time, one to one, as many as can be; returns what was matched.

    As many as can be, because a call counted twice would be an accusation, one too few is none.
    """
    taken: set[int] = set()
    i = j = 0
    while i < len(known) and j < len(new):
        if _fits(known[i], new[j]):
            if _nearer(known, i, new, j):
                i += 1
            elif _nearer(new, j, known, i):
                j += 1
            else:
                taken |= {id(known[i]), id(new[j])}
                known[i].take(new[j])
                i, j = i + 1, j + 1
        elif known[i].at <= new[j].at:
            i += 1
        else:
            j += 1
    return taken


def _fits(one: _Draft, other: _Draft) -> bool:
    return one.apart(other) <= TOLERANCE and one.agrees(other)


def _nearer(line: Sequence[_Draft], i: int, other: Sequence[_Draft], j: int) -> bool:
    """Whether the next of the line fits better, and no later one of the other line wants it."""
    if i + 1 >= len(line) or not _fits(line[i + 1], other[j]):
        return False
    if line[i + 1].apart(other[j]) >= line[i].apart(other[j]):
        return False
    return not (j + 1 < len(other) and _fits(line[i + 1], other[j + 1]))


def is_incoming(record: Record) -> bool:
    """Whether it came in. Where the source does not say, it may be the person's own call."""
    return record.way is Way.IN
