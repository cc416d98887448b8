"""Which numbers may be a collector's: proposed in groups with reasons; only the person decides.

Nothing here says whose a number is. Groups come from what the files show: numbers that sign alike
or begin alike, how often and when they called, what they wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.gathering import callers
from complaintgen.analysis.merging import files_of, merge
from complaintgen.analysis.numbers import NumberKind, classify, key_of
from complaintgen.analysis.owning import owners
from complaintgen.analysis.searching import search
from complaintgen.model.record import Precision, RecordKind, Way

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from complaintgen.model.case import Case
    from complaintgen.model.phrases import Phrases
    from complaintgen.model.record import Event, Reading

CLOSED_FROM, CLOSED_UNTIL = 22, 8
"""Hours that are worth a remark here; what is forbidden when is judged by the law of the day."""

FEWEST = 3
"""A number seen less often, by day only and without a word of a debt, is passed over."""

CROWDED = 4
"""So many calls and messages on one day are named as a reason."""

OFTEN = 3
"""Whom the person called or wrote so often may be a friend; a missed call is called back once."""

KEPT = "numbers"
"""`interview.done` holds `numbers:<number>` for a number the person said is no collector's."""

_SIGNATURE = re.compile(r"^\s{0,9}【([^【】]{1,30})】|【([^【】]{1,30})】\s{0,9}$")
_COMMON = {
    NumberKind.MOBILE: 8,
    NumberKind.VIRTUAL: 8,
    NumberKind.IOT: 9,
    NumberKind.LANDLINE: 9,
    NumberKind.HOTLINE: 8,
    NumberKind.SERVICE: 5,
    NumberKind.PORT: 12,
}
"""So many first signs of two numbers are the same where they may be one exchange."""


class Reason(msgspec.Struct, frozen=True):
    """Why a group is proposed: a code of `phrases.reasons`, and what fills its {count}."""

    code: str
    value: str = ""


class Group(msgspec.Struct, frozen=True):
    """Numbers that belong together as it seems, and what they did.

    Attributes:
        numbers: in normal form, the busiest first.
        calls, messages: how many came in; each counted once, whatever the number of files.
        first, last: when the first and the last came in.
        signatures: what stands in 【】 in their messages, the most frequent first; not verified.
        reasons: the strongest first.
        score: what ranks the groups; says nothing by itself.
    """

    numbers: tuple[str, ...]
    calls: int
    messages: int
    first: dt.datetime
    last: dt.datetime
    signatures: tuple[str, ...]
    reasons: tuple[Reason, ...]
    score: int


def signature(text: str) -> str:
    """The signature at the beginning or the end of a message, as written; empty without one."""
    found = _SIGNATURE.search(text)
    return (found[1] or found[2]) if found else ""


def propose(case: Case, readings: Mapping[str, Reading], phrases: Phrases) -> tuple[Group, ...]:
    """The groups of numbers that may be a collector's, the likeliest first.

    Left out are numbers already named as somebody's, contacts, carriers, short public numbers,
    masked and hidden ones, and those the person said are none.
    """
    known = {proof.id: readings[proof.id] for proof in case.proofs if proof.id in readings}
    named = _named(case)
    events = merge(files_of(known, owners(case)), lambda record: key_of(record.number) not in named)
    lines: dict[str, _Line] = {}
    for event in events:
        if event.number and _is_open(event.number, phrases):
            lines.setdefault(event.number, _Line(event.number)).add(event)
    _mark_hits(lines, known, phrases)
    found = [line for line in lines.values() if line.is_telling(phrases)]
    groups = [_group(own, phrases) for own in _together(found)]
    return tuple(sorted(groups, key=lambda group: (-group.score, group.numbers)))


def _named(case: Case) -> frozenset[str]:
    """The numbers about which the person has decided; the empty one stands for hidden numbers."""
    friends = {key_of(number) for contact in case.contacts for number in contact.numbers or ()}
    prefix = f"{KEPT}:"
    none = {m.removeprefix(prefix) for m in case.interview.done if m.startswith(prefix)}
    return frozenset({*callers(case), *friends, *none, key_of(case.complainant.phone or ""), ""})


def _is_open(number: str, phrases: Phrases) -> bool:
    closed = (NumberKind.CARRIER, NumberKind.SHORT)
    return number not in phrases.senders.public and classify(number) not in closed


class _Line:
    """What one number did."""

    def __init__(self, number: str) -> None:
        self.number = number
        self.calls: list[Event] = []
        self.messages: list[Event] = []
        self.own = 0
        self.names: Counter[str] = Counter()
        self.signatures: Counter[str] = Counter()
        self.hits = 0

    def add(self, event: Event) -> None:
        """Count one event."""
        if event.way is not Way.IN:
            self.own += event.way is Way.OUT
            return
        (self.calls if event.kind is RecordKind.CALL else self.messages).append(event)
        if event.name:
            self.names[event.name] += 1
        if signed := signature(event.text):
            self.signatures[signed] += 1

    @property
    def closed(self) -> int:
        """Calls late in the evening or at night."""
        return sum(
            event.precision is not Precision.DAY and not CLOSED_UNTIL <= event.at.hour < CLOSED_FROM
            for event in self.calls
        )

    def debts(self, phrases: Phrases) -> int:
        """Messages that speak of a debt."""
        words = phrases.senders.debt
        return sum(any(word in event.text for word in words) for event in self.messages)

    def is_telling(self, phrases: Phrases) -> bool:
        """Whether there is anything to ask about."""
        if any(name in phrases.senders.others for name in self.signatures):
            return False
        often = len(self.calls) + len(self.messages) >= FEWEST
        quiet = not (self.hits or self.closed or self.debts(phrases))
        texted = not self.calls and quiet
        return bool(self.calls or self.messages) and not texted and (often or not quiet)


def _mark_hits(
    lines: Mapping[str, _Line], readings: Mapping[str, Reading], phrases: Phrases
) -> None:
    """How many messages of each number hold words of threat and the like."""
    records = {r.id: r for reading in readings.values() for r in reading.records if r.text}
    for record in dict.fromkeys(hit.record for hit in search(records.values(), phrases)):
        if line := lines.get(key_of(records[record].number)):
            line.hits += 1


def _together(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines that share a signature or their first digits, as one group each."""
    shared: dict[tuple[str, str], list[int]] = {}
    for place, line in enumerate(lines):
        for mark in _marks(line):
            shared.setdefault(mark, []).append(place)
    parent = list(range(len(lines)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for places in shared.values():
        for place in places[1:]:
            parent[root(place)] = root(places[0])
    groups: dict[int, list[_Line]] = {}
    for place, line in enumerate(lines):
        groups.setdefault(root(place), []).append(line)
    yield from groups.values()


def _marks(line: _Line) -> Iterator[tuple[str, str]]:
    for signed in line.signatures:
        yield "signature", signed
    common = _COMMON.get(classify(line.number))
    if common and line.own < OFTEN and not line.names:
        yield "digits", line.number[:common]


def _group(lines: list[_Line], phrases: Phrases) -> Group:
    """A group with the reasons to propose it."""
    lines.sort(key=lambda line: (-len(line.calls) - len(line.messages), line.number))
    calls = [event for line in lines for event in line.calls]
    messages = [event for line in lines for event in line.messages]
    days = Counter(event.at.date() for event in (*calls, *messages))
    signed = sum((line.signatures for line in lines), Counter[str]())
    signatures = tuple(name for name, _ in sorted(signed.items(), key=lambda e: (-e[1], e[0])))
    names = sorted({name for line in lines for name in line.names})
    own = sum(line.own for line in lines if line.own >= OFTEN)
    hits, closed = sum(line.hits for line in lines), sum(line.closed for line in lines)
    debts = sum(line.debts(phrases) for line in lines)
    most = max(days.values())
    kinds = {classify(line.number) for line in lines}
    counted = {
        "words": hits,
        "debt": debts,
        "calls": len(calls),
        "closed": closed,
        "crowded": most if most >= CROWDED else 0,
        "messages": len(messages),
        "days": len(days) if len(days) > 1 else 0,
        "same_digits": _alike(lines),
    }
    reasons = [Reason(code, str(count)) for code, count in counted.items() if count]
    reasons += [Reason("signature", ", ".join(signatures))] if signatures else []
    reasons += [Reason("service")] if NumberKind.SERVICE in kinds else []
    reasons += [Reason("port")] if NumberKind.PORT in kinds else []
    reasons += [Reason("named", ", ".join(names))] if names else []
    reasons += [Reason("you_called", str(own))] if own else []
    score = 6 * hits + 3 * debts + 3 * closed + len(calls) + len(messages) + most + len(days)
    moments = [event.at for event in (*calls, *messages)]
    return Group(
        tuple(line.number for line in lines),
        len(calls),
        len(messages),
        min(moments),
        max(moments),
        signatures,
        tuple(reasons),
        score - 5 * own - (score // 2 if names else 0),
    )


def _alike(lines: Iterable[_Line]) -> int:
    """How many of the numbers begin alike."""
    marks = Counter(mark for line in lines for mark in _marks(line) if mark[0] == "digits")
    most = max(marks.values(), default=0)
    return most if most > 1 else 0
