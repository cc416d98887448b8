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
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from complaintgen.model.record import Reading, Record

TOLERANCE = dt.timedelta(seconds=90)
"""How far two sources may differ about one call: a telephone notes when it began to ring, a carrier
when the call was answered (networks let it ring for about a minute), and a clock set by hand may be
half a minute off. Sources of the same kind share their clock: there only the same second counts.
"""

TALK = 30
"""How many seconds two sources may differ about the length of one call (ringing counted or not)."""

_MINUTE = 60

_SPAN = {
    Precision.SECOND: dt.timedelta(0),
    Precision.MINUTE: dt.timedelta(seconds=59),
    Precision.DAY: dt.timedelta(hours=23, minutes=59, seconds=59),
}
_EXACTNESS = tuple(Precision)
_at = attrgetter("at", "row")


class File(msgspec.Struct, frozen=True):
    """One file of evidence with all proofs that it is attached to.

    Attributes:
        proofs: ids of the proofs, in the order of the case.
        calls: the first and the last call in it; None without calls. `messages` likewise.
    """

    sha256: str
    proofs: tuple[str, ...]
    reader: str
    coverage: Coverage
    records: tuple[Record, ...]
    calls: Period | None
    messages: Period | None


def files_of(readings: Mapping[str, Reading]) -> tuple[File, ...]:
    """The files behind the proofs, each once, in an order that is their own (by SHA-256)."""
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
        )
        for sha256, reading in sorted(found.items())
    )


def _period(records: Iterable[Record], *, calls: bool) -> Period | None:
    moments = [r.at for r in records if (r.kind is RecordKind.CALL) is calls]
    return Period(min(moments), max(moments)) if moments else None


def merge(files: Iterable[File], keep: Callable[[Record], bool]) -> tuple[Event, ...]:
    """The events that the kept records of these files show, by time, then number."""
    lines: dict[tuple[str, ...], dict[str, list[Record]]] = {}
    alone: list[Event] = []
    known = {file.sha256: file for file in files}
    for sha256, file in sorted(known.items()):
        for record in filter(keep, file.records):
            if key := _line(record):
                lines.setdefault(key, {}).setdefault(sha256, []).append(record)
            else:
                alone.append(_event(record, file))
    for line in lines.values():
        alone.extend(_events(line, known))
    return tuple(sorted(alone, key=lambda event: (event.at, event.number, event.records)))


def _events(line: Mapping[str, Sequence[Record]], files: Mapping[str, File]) -> list[Event]:
    """The events of one line: of one number, in or out."""
    if len(line) == 1:
        ((sha256, records),) = line.items()
        return [_event(record, files[sha256]) for record in records]
    drafts: list[_Draft] = []
    for sha256, records in line.items():
        file = files[sha256]
        new = sorted((_Draft(record, file) for record in records), key=_at)
        drafts = _joined(drafts, new, file.reader) if drafts else new
    return [draft.freeze() for draft in drafts]


def _line(record: Record) -> tuple[str, ...]:
    """What two records must share to be one event at all; empty where nothing tells it."""
    family = {RecordKind.MMS: RecordKind.SMS}.get(record.kind, record.kind)
    if number := key_of(record.number):
        return family, record.way, number
    if record.kind is RecordKind.CHAT and record.name and not record.number:
        return family, record.way, "", record.name
    return ()


class _Draft:
    """An event in the making: the records that show it."""

    __slots__ = ("answered", "at", "files", "parts", "precision", "row", "seconds")

    def __init__(self, record: Record, file: File) -> None:
        self.at = record.at
        self.row = record.row
        self.precision = record.precision
        self.answered = _answered(record, file.coverage)
        self.seconds = record.seconds
        self.parts: tuple[Record, ...] = (record,)
        self.files: tuple[File, ...] = (file,)

    @property
    def end(self) -> dt.datetime:
        """The last moment at which it may have begun."""
        return self.at + _SPAN[self.precision]

    def take(self, other: _Draft) -> None:
        """What another file says of the same event."""
        self.parts += other.parts
        self.files += other.files
        best = min(self.parts, key=lambda part: (_EXACTNESS.index(part.precision), part.at))
        self.at, self.precision = best.at, best.precision
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
        return max(self.at - other.end, other.at - self.end, dt.timedelta(0))

    def freeze(self) -> Event:
        """The event that the records show."""
        if len(self.parts) == 1:
            return _event(self.parts[0], self.files[0])
        first = self.parts[0]
        return Event(
            kind=first.kind,
            at=self.at,
            precision=self.precision,
            way=first.way,
            number=key_of(first.number),
            name=max((part.name for part in self.parts), key=len),
            answered=self.answered,
            seconds=self.seconds,
            text=max((part.text for part in self.parts), key=len),
            records=tuple(sorted(part.id for part in self.parts)),
            proofs=tuple(dict.fromkeys(proof for file in self.files for proof in file.proofs)),
        )


def _lengths_apart(one: int, other: int) -> int:
    """By how many seconds two lengths differ at least; a bill may round up to whole minutes."""
    return max(_least(one) - other, _least(other) - one, 0)


def _least(seconds: int) -> int:
    """The shortest call that a list may print with this length."""
    return seconds - _MINUTE + 1 if seconds and seconds % _MINUTE == 0 else seconds


def _event(record: Record, file: File) -> Event:
    """An event that one record shows."""
    return Event(
        kind=record.kind,
        at=record.at,
        precision=record.precision,
        way=record.way,
        number=key_of(record.number),
        name=record.name,
        answered=_answered(record, file.coverage),
        seconds=record.seconds,
        text=record.text,
        records=(record.id,),
        proofs=file.proofs,
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
