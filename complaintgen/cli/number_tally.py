"""What the calls and messages come to once it is said whose the numbers are, and how to mend it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from complaintgen.interview.deciding import called

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.model.case import Case


def holder(session: Session, case: Case, number: str) -> str:
    """Whose a number is so far, in words; empty where nobody said it."""
    from complaintgen.analysis.numbers import key_of

    fill, key = session.texts.fill, key_of(number)
    for collector in case.collectors:
        if key in map(key_of, collector.numbers or ()):
            return fill("of the collector {name}", name=called(collector))
    for contact in case.contacts:
        if key in map(key_of, contact.numbers or ()):
            return fill("of {name}, whom you know", name=called(contact))
    return ""


def tell(session: Session, folder: Path, case: Case) -> None:
    """How many calls and messages each collector comes to, as the letters will count them."""
    counted = _counted(folder, case)
    for collector in case.collectors:
        calls, messages, days = counted.get(collector.id, (0, 0, set()))
        if calls or messages:
            session.say(
                "{name}: {calls} calls and {messages} messages on {days} days",
                name=called(collector),
                calls=calls,
                messages=messages,
                days=len(days),
            )
    _tell_notices(session, folder, case)


def _tell_notices(session: Session, folder: Path, case: Case) -> None:
    """How many messages of collectors look like notices and are left out; nothing is silent."""
    from complaintgen.cli.counted_messages import counted
    from complaintgen.filing.readings import readings_of

    if not any(collector.numbers for collector in case.collectors):
        return
    found = counted(case, readings_of(folder, case), everything=False)
    if notices := sum(each.notice for each in found):
        session.say(
            "{count} messages of these numbers look like service notices (account, codes) and do "
            "not count until you say so: {command}",
            count=notices,
            command=session.command("messages", folder, "--counted"),
        )


def _counted(folder: Path, case: Case) -> dict[str, tuple[int, int, set[dt.date]]]:
    """Calls, messages and days by collector, of the rows of files only."""
    from complaintgen.filing.gathered import gathered
    from complaintgen.library.package import load
    from complaintgen.model.case import IncidentKind
    from complaintgen.model.record import is_computed

    found: dict[str, tuple[int, int, set[dt.date]]] = defaultdict(lambda: (0, 0, set()))
    for incident in gathered(folder, case, load().sections).case.incidents:
        if incident.by and incident.day and is_computed(incident.id):
            calls, messages, days = found[incident.by]
            called_ = incident.kind is IncidentKind.CALL
            count = incident.count or 1
            days.add(incident.day)
            found[incident.by] = (
                calls + count * called_,
                messages + count * (not called_),
                days,
            )
    return dict(found)


def tell_mending(session: Session, folder: Path) -> None:
    """How an answer about a number is changed: the last word counts."""
    session.note(
        "A number was given to the wrong one? Say it anew, the last word counts: {nobody}; {known}",
        nobody=session.command("numbers", folder, "NUMBER", "--not-one"),
        known=session.command("numbers", folder, "NUMBER", "--collector NAME"),
    )
