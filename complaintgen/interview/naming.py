"""What the person's word about numbers and messages in files does to the case. Pure."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, TypeVar

import msgspec

from complaintgen.analysis.grouping import KEPT
from complaintgen.analysis.numbers import key_of
from complaintgen.model.case import Collector, Contact, Passage, Target

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from complaintgen.model.case import Act, Case

Party = TypeVar("Party", bound=Collector | Contact)
"""Somebody who has numbers."""


def name_collector(case: Case, numbers: Iterable[str], collector: str) -> Case:
    """The numbers as those of a collector: one of the case by id or name, else a new one.

    The last word counts: from whomever else the numbers were said to be they are taken. Doing it
    twice changes nothing.
    """
    added = _by_key(numbers)
    found = next((c for c in case.collectors if collector and collector in (c.id, c.name)), None)
    if found is None:
        unknown = () if collector else ("name",)
        name = _free(case.collectors, "c")
        found = Collector(id=name, name=collector or None, unknown=unknown)
    case = _freed(case, added, keep=found.id)
    collectors = _with(case.collectors, _with_numbers(found, added))
    return msgspec.structs.replace(case, collectors=collectors)


def name_contact(case: Case, numbers: Iterable[str], name: str) -> Case:
    """The numbers as those of somebody the person knows; the last word counts here, too."""
    added = _by_key(numbers)
    found = next((each for each in case.contacts if name and each.name == name), None)
    if found is None:
        found = Contact(id=_free(case.contacts, "k"), name=name or None, relation=Target.OTHER)
    case = _freed(case, added, keep=found.id)
    contacts = _with(case.contacts, _with_numbers(found, added))
    return msgspec.structs.replace(case, contacts=contacts)


def not_one(case: Case, numbers: Iterable[str]) -> Case:
    """The numbers as those of nobody who collects: they are not proposed and not counted."""
    added = _by_key(numbers)
    case = _freed(case, added)
    marks = (*case.interview.done, *map(_mark, added))
    interview = msgspec.structs.replace(case.interview, done=marks)
    return msgspec.structs.replace(case, interview=interview)


def _by_key(numbers: Iterable[str]) -> dict[str, str]:
    return {key_of(number): number for number in numbers}


def _mark(key: str) -> str:
    """What `interview.done` holds for a number of nobody who collects."""
    return f"{KEPT}:{key}"


def _freed(case: Case, keys: Collection[str], keep: str = "") -> Case:
    """The case in which nobody has these numbers, but whoever has the id to keep."""
    marks = set(map(_mark, keys))
    done = tuple(mark for mark in case.interview.done if mark not in marks)
    return msgspec.structs.replace(
        case,
        collectors=tuple(e if e.id == keep else _without(e, keys) for e in case.collectors),
        contacts=tuple(e if e.id == keep else _without(e, keys) for e in case.contacts),
        interview=msgspec.structs.replace(case.interview, done=done),
    )


def _without(party: Party, keys: Collection[str]) -> Party:
    numbers = party.numbers or ()
    kept = tuple(number for number in numbers if key_of(number) not in keys)
    return party if kept == numbers else msgspec.structs.replace(party, numbers=kept or None)


def _with_numbers(party: Party, added: Mapping[str, str]) -> Party:
    known = party.numbers or ()
    own = {key_of(number) for number in known}
    new = tuple(number for key, number in added.items() if key not in own)
    unknown = tuple(name for name in party.unknown if name != "numbers")
    return msgspec.structs.replace(party, numbers=(*known, *new) or None, unknown=unknown)


def _with(parties: tuple[Party, ...], party: Party) -> tuple[Party, ...]:
    """The parties with one of them as it is now, a new one at the end."""
    if all(each.id != party.id for each in parties):
        return (*parties, party)
    return tuple(party if each.id == party.id else each for each in parties)


def _free(entries: Iterable[Collector | Contact | Passage], prefix: str) -> str:
    taken = {each.id for each in entries}
    return next(name for number in count(1) if (name := f"{prefix}{number}") not in taken)


def count_message(case: Case, record: str) -> Case:
    """A message of a collector's number counts, though it may look like a mere notice."""
    return judge_message(case, record, ())


def judge_message(case: Case, record: str, acts: tuple[Act, ...] | None) -> Case:
    """What the person says of a message: the acts (none = it is counted only), or None = harmless.
    The last word counts.
    """
    old = next((each for each in case.passages if each.record == record), None)
    name = old.id if old else _free(case.passages, "m")
    new = Passage(id=name, record=record, acts=acts, confirmed=acts is not None)
    rest = tuple(new if each.id == name else each for each in case.passages)
    passages = rest if old else (*rest, new)
    return msgspec.structs.replace(case, passages=passages)
