"""The lines of a letter's chronology: what files show of one caller on one day stands in one line.

A line is numbered (序号); findings, the list of evidence and the exhibits' pages cite that number.
Where a body wants each number by itself, each incident keeps its own line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.model.record import is_computed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from complaintgen.model.case import Incident
    from complaintgen.model.letter import Phrase, Text
    from complaintgen.model.letter_form import LetterForm

BETWEEN = "\u3001"
"""What parts several numbers in one line."""


class Line(msgspec.Struct, frozen=True):
    """One numbered line: what is printed, and the incidents it stands for."""

    number: int
    shown: Incident
    incidents: tuple[Incident, ...]

    def sourced(self, row: Mapping[str, Text]) -> dict[str, Text]:
        """A printed line whose phrases name every incident of it."""
        if len(self.incidents) == 1:
            return dict(row)
        return {name: tuple(map(self._all, text)) for name, text in row.items()}

    def _all(self, part: Phrase) -> Phrase:
        own = f"incidents.{self.shown.id}"
        found: list[str] = []
        for source in part["from"]:
            is_own = source == own or source.startswith(f"{own}.")
            rest = source.removeprefix(own)
            names = [f"incidents.{each.id}{rest}" for each in self.incidents]
            found += names if is_own else [source]
        return {**part, "from": tuple(dict.fromkeys(found))}


def lines(incidents: Sequence[Incident], form: LetterForm) -> tuple[Line, ...]:
    """The lines of a letter, numbered from 1.

    Args:
        incidents: those the letter tells, in order, with only what it may hold.
        form: the letter.
    """
    apart = any(rule.path == "incidents.*.number" for rule in form.required)
    groups: dict[object, list[Incident]] = {}
    for incident in incidents:
        groups.setdefault(incident.id if apart else _place(incident), []).append(incident)
    return tuple(
        Line(number, _together(own), tuple(own))
        for number, own in enumerate(groups.values(), start=1)
    )


def numbers(found: Iterable[Line]) -> dict[str, int]:
    """The number of the line of each incident, by its id."""
    return {incident.id: line.number for line in found for incident in line.incidents}


def _place(incident: Incident) -> object:
    """What one line holds: the counted acts of one caller and day; else the incident alone."""
    counted = is_computed(incident.id) and not (incident.acts or incident.words)
    if not (counted and incident.by and incident.day):
        return incident.id
    return incident.day, incident.kind, incident.by, incident.target, incident.target_name


def _together(own: Sequence[Incident]) -> Incident:
    """Incidents of one line as one: counts added up, the first and the last moment."""
    first = own[0]
    if len(own) == 1:
        return first
    times = sorted(moment for each in own for moment in _ends(each))
    connected = [each.connected for each in own if each.connected is not None]
    named = (each.number for each in own if each.number)
    listed = dict.fromkeys(number for text in named for number in text.split(BETWEEN))
    return msgspec.structs.replace(
        first,
        time=times[0] if times else None,
        last_time=times[-1] if len(set(times)) > 1 else None,
        number=BETWEEN.join(listed) or None,
        count=sum(each.count or 0 for each in own),
        count_at_least=any(each.count_at_least for each in own),
        connected=sum(connected) if connected else None,
        connected_at_least=len(connected) < len(own)
        or any(each.connected_at_least for each in own),
        duration=None,
        proofs=tuple(dict.fromkeys(proof for each in own for proof in each.proofs or ())),
    )


def _ends(incident: Incident) -> tuple[dt.time, ...]:
    return tuple(time for time in (incident.time, incident.last_time) if time is not None)
