"""Records become incidents: counted anew each time, never stored.

For the numbers that the person said are the collectors' or the lender's, the events of the files
become one incident for each day, caller, kind and number; each confirmed message becomes an
incident of its own with its exact words. Only what came in is counted; where a source does not say
whether a call came in or went out, it may be the person's own and counts for nobody. What somebody
else's telephone shows reached that person, not the writer. See
docs/decisions/0012-records-become-incidents.md and 0021-whose-telephone.md.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.analysis.calls import caller_of
from complaintgen.analysis.claiming import claim
from complaintgen.analysis.counting import order
from complaintgen.analysis.merging import File, files_of, is_incoming, merge
from complaintgen.analysis.numbers import key_of
from complaintgen.analysis.owning import is_open, owners, person, relation
from complaintgen.model.case import Case, Incident, IncidentKind, Target
from complaintgen.model.record import (
    Coverage,
    Event,
    Events,
    Period,
    Precision,
    RecordKind,
    Way,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from complaintgen.model.case import Act
    from complaintgen.model.record import Reading, Record

SEPARATE = 20
"""Up to so many numbers of one caller and day stand in lines of their own, more in one together.

A carrier and 12321 look into each number by itself; where a body does not, `letters.lines` puts
the numbers of a day together."""

LISTED = "\u3001"
"""What parts several numbers in one line, and several lengths of calls."""

DURATIONS = 3
"""Up to so many calls have their lengths listed."""

_KINDS = {
    RecordKind.CALL: IncidentKind.CALL,
    RecordKind.SMS: IncidentKind.SMS,
    RecordKind.MMS: IncidentKind.SMS,
    RecordKind.CHAT: IncidentKind.CHAT,
}
_LETTERS = {IncidentKind.CALL: "c", IncidentKind.SMS: "s", IncidentKind.CHAT: "t"}
_ATTEMPTS = frozenset({Coverage.ATTEMPTS})
_CONNECTED = frozenset({Coverage.ATTEMPTS, Coverage.CONNECTED})
_MESSAGES = frozenset(Coverage)
_REQUIRED = ("duration", "words", "number", "time", "by")
"""What a letter may require of an incident and the files may not know: then it is not known."""


class SourceNote(msgspec.Struct, frozen=True):
    """What the counts from one file rest on: which calls it lists, from when until when."""

    reader: str
    coverage: Coverage
    calls: Period | None
    messages: Period | None


class Gathered(msgspec.Struct, frozen=True):
    """A case with what its files show.

    Attributes:
        case: the case, its incidents those told and those computed; the one to judge and to print.
        events: the events behind the incidents that the files show.
        sources: by proof id, what each file lists.
    """

    case: Case
    events: Events = {}
    sources: Mapping[str, SourceNote] = {}

    @property
    def records(self) -> dict[str, tuple[str, ...]]:
        """The ids of the records behind each incident."""
        return {
            name: tuple(record for event in events for record in event.records)
            for name, events in self.events.items()
        }


def _never(_text: str) -> bool:
    return False


def gather(
    case: Case, readings: Mapping[str, Reading], is_notice: Callable[[str], bool] = _never
) -> Gathered:
    """The case with the incidents that the files of its proofs show.

    Args:
        case: the answers; collectors' numbers, the lender's telephone, contacts, passages and the
            incidents told are read.
        readings: what reading the file of each proof gave, by proof id; of other proofs nothing.
        is_notice: which messages of a collector's number look like a service notice: these count
            only where the person said that they do.
    """
    known = {
        proof.id: readings[proof.id]
        for proof in case.proofs
        if proof.id in readings and not is_open(case, proof)
    }
    files = files_of(known, owners(case))
    if not files:
        return Gathered(case)
    incidents, events = _Gatherer(case, files, is_notice).incidents()
    return Gathered(
        msgspec.structs.replace(case, incidents=incidents),
        events,
        {proof: _note(file) for file in files for proof in file.proofs},
    )


def as_gathered(case: Case | Gathered) -> Gathered:
    """A case alone, as one without files."""
    return Gathered(case) if isinstance(case, Case) else case


def _note(file: File) -> SourceNote:
    return SourceNote(file.reader, file.coverage, file.calls, file.messages)


def callers(case: Case) -> dict[str, str]:
    """Who calls from which number, as the person said: number → `lender` or a collector's id.

    A number that is also a contact's is nobody's: two answers contradict each other.
    """
    found: dict[str, str] = {}
    for collector in case.collectors:
        for number in collector.numbers or ():
            found.setdefault(key_of(number), collector.id)
    found.setdefault(key_of(case.lender.phone or ""), "lender")
    friends = {key_of(number) for contact in case.contacts for number in contact.numbers or ()}
    return {number: by for number, by in found.items() if number and number not in friends}


_Place = tuple[dt.date, IncidentKind, str, str]
"""A day, a kind of act, who did it (empty where nobody said), and the contact whom it reached
(empty = the writer).
"""


class _Gatherer:
    """Makes incidents of the files of one case."""

    def __init__(
        self, case: Case, files: tuple[File, ...], is_notice: Callable[[str], bool]
    ) -> None:
        self.case = case
        self.is_notice = is_notice
        self.files = files
        self.owners = {file.sha256: file.owner for file in files}
        self.people = {owner: person(case, owner) for owner in self.owners.values() if owner}
        self.callers = callers(case)
        looked = [passage for passage in case.passages if passage.record]
        self.harmless = {passage.record for passage in looked if passage.confirmed is False}
        self.confirmed = {p.record: tuple(p.acts or ()) for p in looked if p.confirmed}
        self.proofs = {proof.id: place for place, proof in enumerate(case.proofs)}
        self.told: dict[tuple[dt.date, IncidentKind | None], list[Incident]] = {}
        for incident in case.incidents:
            if incident.day and not (incident.day_about or incident.day_part):
                self.told.setdefault((incident.day, incident.kind), []).append(incident)

    def incidents(self) -> tuple[tuple[Incident, ...], dict[str, tuple[Event, ...]]]:
        """All incidents, those told and those computed, and the events behind them."""
        told = {incident.id: incident for incident in self.case.incidents}
        events: dict[str, tuple[Event, ...]] = {}
        computed: list[Incident] = []
        for place, found in self._places().items():
            claims = claim(self._told_of(place, events), found)
            for name, own in claims.events.items():
                told[name] = self._shown(told[name], own, found, place)
            events |= claims.events
            for name, own in self._lines(place, claims.rest):
                computed.append(self._incident(name, place, own))
                events[name] = own
        return (*told.values(), *sorted(computed, key=order)), events

    def _places(self) -> dict[_Place, list[Event]]:
        """The events that count, by day, kind and caller."""
        found: dict[_Place, list[Event]] = {}
        for event in merge(self.files, self._is_wanted):
            if self.harmless and not self.harmless.isdisjoint(event.records):
                continue
            by = self.callers.get(event.number, "")
            place = event.at.date(), _KINDS[event.kind], by, event.owner
            found.setdefault(place, []).append(event)
        return found

    def _is_wanted(self, record: Record) -> bool:
        """Whether a record counts: come in, from a number that was named, or confirmed itself.

        What the lender's own number writes may be anything, a code to log in with too; so of
        its messages only those count that the person confirmed. What it has to do with somebody
        else nobody knows: they may be its customer, too.
        """
        call = record.kind is RecordKind.CALL
        if not call and (self.confirmed or self.harmless):
            name = record.id
            if name in self.confirmed or name in self.harmless:
                return record.way is not Way.OUT
        if not is_incoming(record):
            return False
        by = self.callers.get(key_of(record.number))
        if by == "lender":
            return call and not self.owners.get(record.file)
        return by is not None and (call or not self.is_notice(record.text))

    def _told_of(self, place: _Place, taken: Collection[str]) -> list[Incident]:
        """The incidents told of this day, kind and caller, none twice.

        Whose a message is that was confirmed but not named can be told by its words alone.
        """
        day, kind, by, owner = place
        return [
            incident
            for incident in self.told.get((day, kind), ())
            if incident.id not in taken
            and self._reached(incident, owner)
            and (self._caller(incident) == by if by else bool(incident.words))
        ]

    def _reached(self, incident: Incident, owner: str) -> bool:
        """Whether an incident tells of the writer, or of the contact, whose telephone it is."""
        if not owner:
            return not incident.told_by and incident.target in (None, Target.SELF)
        contact = self.people[owner]
        named = (incident.target_name, contact.name)
        return incident.target is relation(contact) and (None in named or _alike(*named))

    def _caller(self, incident: Incident) -> str:
        own = caller_of(self.case.collectors, incident)
        return own or self.callers.get(key_of(incident.number or ""), "")

    def _lines(
        self, place: _Place, events: Iterable[Event]
    ) -> Iterator[tuple[str, tuple[Event, ...]]]:
        """The incidents to make of what is left of a day: their ids and events."""
        numbers: dict[str, list[Event]] = {}
        for event in events:
            known = [r for r in event.records if self.confirmed.get(r)] if self.confirmed else ()
            if known:
                yield _name(place, "m", known[0]), (event,)
            else:
                numbers.setdefault(event.number, []).append(event)
        if len(numbers) > SEPARATE:
            everything = [event for own in numbers.values() for event in own]
            numbers = {"": sorted(everything, key=lambda event: (event.at, event.records))}
        letter = _LETTERS[place[1]]
        for number, own in numbers.items():
            yield _name(place, letter, f"{place[2]} {number}"), tuple(own)

    # --- what an incident says -------------------------------------------------------------

    def _incident(self, name: str, place: _Place, events: tuple[Event, ...]) -> Incident:
        """An incident that nobody told: everything in it is read from the files."""
        day, kind, by, owner = place
        answers = self._answers(kind, day, events, owner)
        words = events[0].text if self._acts(events) else None
        known = {
            **answers,
            "by": by or None,
            "acts": self._acts(events) or None,
            "words": words or None,
            "duration": _durations(events) if kind is IncidentKind.CALL else None,
        }
        unknown = tuple(field for field in _REQUIRED if known.get(field) is None)
        return Incident(id=name, kind=kind, day=day, unknown=unknown, **known)

    def _shown(
        self, incident: Incident, events: tuple[Event, ...], day: Sequence[Event], place: _Place
    ) -> Incident:
        """An incident told, with what the files know better: how often, when, which proof."""
        proofs = tuple(dict.fromkeys((*(incident.proofs or ()), *self._proofs(events or day))))
        by, owner = place[2:]
        if not events:
            target = incident.target if owner else Target.SELF
            return msgspec.structs.replace(incident, target=target, proofs=proofs)
        kind = incident.kind or _KINDS[events[0].kind]
        answers = self._answers(kind, events[0].at.date(), events, owner)
        known = {name: value for name, value in answers.items() if value is not None}
        acts = tuple(dict.fromkeys((*(incident.acts or ()), *self._acts(events))))
        known |= {"proofs": proofs, "acts": acts or incident.acts}
        if owner:
            known |= {"target": incident.target, "target_name": incident.target_name}
        if by and not incident.by:
            known["by"] = by  # the number was said to be theirs
        if "time" in known:
            known |= {"time_about": False, "time_part": None, "last_time": answers["last_time"]}
        unknown = tuple(field for field in incident.unknown if field not in known)
        return msgspec.structs.replace(incident, unknown=unknown, **known)

    def _answers(
        self, kind: IncidentKind, day: dt.date, events: tuple[Event, ...], owner: str
    ) -> dict[str, Any]:
        """What the events say beside who it was and what was said."""
        timed = [event.at.time() for event in events if event.precision is not Precision.DAY]
        numbers = tuple(dict.fromkeys(event.number for event in events if event.number))
        answers = {
            **self._whom(owner),
            "number": LISTED.join(numbers) or None,
            "time": min(timed, default=None),
            "last_time": max(timed) if len(set(timed)) > 1 else None,
            "count": len(events),
            "proofs": self._proofs(events, line_names(day, kind, events)),
        }
        if kind is not IncidentKind.CALL:
            return answers | {"count_at_least": not self._covered(day, _MESSAGES, owner)}
        answers["count_at_least"] = not self._covered(day, _ATTEMPTS, owner)
        known = [event.answered for event in events]
        sure = None not in known and self._covered(day, _CONNECTED, owner)
        if sure or True in known:
            answers |= {"connected": known.count(True), "connected_at_least": not sure}
        return answers

    def _whom(self, owner: str) -> dict[str, Any]:
        """Whom the events of a telephone reached; who does not want to be named is not."""
        if not owner:
            return {"target": Target.SELF}
        contact = self.people[owner]
        name = None if contact.agrees is False else contact.name
        return {"target": relation(contact), "target_name": name}

    def _proofs(self, events: Iterable[Event], lines: Collection[str] = ()) -> tuple[str, ...]:
        """The proofs that show the events, or were linked to them, in the order of the case."""
        found = {proof for event in events for proof in event.proofs}
        found |= {p.id for p in self.case.proofs if p.lines and not set(lines).isdisjoint(p.lines)}
        return tuple(sorted(found, key=lambda proof: self.proofs[proof]))

    def _acts(self, events: Iterable[Event]) -> tuple[Act, ...]:
        """The acts that the person confirmed in the messages."""
        return tuple(
            dict.fromkeys(
                act
                for event in events
                for record in event.records
                for act in self.confirmed.get(record, ())
            )
        )

    def _covered(self, day: dt.date, lists: frozenset[Coverage], owner: str) -> bool:
        """Whether one file of a person lists all of a day: neither its first nor its last, cut
        somewhere.

        A carrier's list begins with a whole day, so its first day is complete.
        """
        for file in self.files:
            period = file.messages if lists is _MESSAGES else file.calls
            if period is None or file.coverage not in lists or file.owner != owner:
                continue
            whole = file.coverage is Coverage.CONNECTED and period.first.date() == day
            if (whole or period.first.date() < day) and day < period.last.date():
                return True
        return False


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two names may be one person's: 母亲 and 我母亲, 王示例 and 母亲王示例."""
    first, second = ("".join((name or "").split()) for name in (one, other))
    return first in second or second in first


def line_names(day: dt.date, kind: IncidentKind, events: Iterable[Event]) -> tuple[str, ...]:
    """How `Proof.lines` names what a line tells: `<day> <kind> <number>`, of nobody's number the
    nickname; of messages also the minute, for each is a line of its own.
    """
    calls = kind is IncidentKind.CALL
    found = (
        f"{day} {kind.value} {event.number or event.name}{'' if calls else f' {event.at:%H:%M}'}"
        for event in events
    )
    return tuple(dict.fromkeys(found))


def _name(place: _Place, letter: str, what: str) -> str:
    """The id of a computed incident: the same whatever else there is, and never that of a told one.

    It says nothing about whose number it is.
    """
    day, kind, by, owner = place
    whose = f" {owner}" if owner else ""
    digest = hashlib.sha256(f"{kind} {by} {what}{whose}".encode()).hexdigest()[:8]
    return f"r{day:%Y%m%d}{letter}{digest}"


def _durations(events: Sequence[Event]) -> str | None:
    """The lengths of a few calls, as h:mm:ss; a call that nobody answered lasted none."""
    lengths = [0 if event.answered is False else event.seconds for event in events]
    if len(lengths) > DURATIONS or None in lengths:
        return None
    return LISTED.join(str(dt.timedelta(seconds=length or 0)) for length in lengths)
