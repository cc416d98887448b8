"""The chronology of a letter: all lines, those a long letter keeps, and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaintgen.letters.lines import Line, numbers
from complaintgen.letters.phrases import phrase
from complaintgen.letters.totals import totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.letters.paper import Paper
    from complaintgen.letters.parties import Parties
    from complaintgen.letters.telling import Teller
    from complaintgen.model.case import Incident
    from complaintgen.model.letter import Text
    from complaintgen.model.wording import Wording


def chronology(
    paper: Paper, tell: Teller, found: Sequence[Line], parties: Parties
) -> dict[str, Any]:
    """The table of incidents, the part of it a long letter keeps, and how many there are."""
    entries, rows = paper.case.incidents, numbers(found)
    wording = paper.say.wording
    annex = len(found) > wording.rows
    kept = worst(found, wording.worst, wording) if annex else found
    return {
        "count": (phrase(str(len(found)), *(f"incidents.{e.id}" for e in entries)),),
        "number": len(found),
        "period": _period(tell, entries),
        "totals": totals(paper.say, paper.case, paper.events),
        "annex": annex,
        "rows": tuple(_row(tell, line) for line in kept),
        "spoken": tuple(_row(tell, line) for line in worst(found, wording.spoken, wording)),
        "all": tuple(_row(tell, line) for line in found),
        "items": tuple(tell.item(rows[entry.id], entry) for entry in entries),
        "messages": _once(tell, [entry for entry in entries if entry.words]),
        "senders": _senders(tell, entries),
        "gap": parties.open("incidents"),
    }


def _once(tell: Teller, entries: Sequence[Incident]) -> tuple[dict[str, Any], ...]:
    """Messages by sender and text, each once: a body that is sent the text needs it once."""
    found = {(entry.number, entry.words): entry for entry in reversed(entries)}
    firsts = [entry for entry in entries if found[entry.number, entry.words] is entry]
    return tuple(tell.item(at, entry) for at, entry in enumerate(firsts, 1))


def _senders(tell: Teller, entries: Sequence[Incident]) -> tuple[dict[str, Any], ...]:
    """Each number once, with the first time it was used and how many entries follow."""
    used: dict[str, list[Incident]] = {}
    for entry in entries:
        used.setdefault(entry.number or entry.id, []).append(entry)
    return tuple(
        {**tell.item(at, first), "more": len(others)}
        for at, (first, *others) in enumerate(used.values(), 1)
    )


def _row(tell: Teller, line: Line) -> dict[str, Text]:
    return line.sourced(tell.row(line.number, line.shown))


def _period(tell: Teller, entries: Sequence[Incident]) -> Text:
    """From the first day to the last, where both are known and differ."""
    dated = [entry for entry in entries if entry.day is not None]
    if not dated or dated[0].day == dated[-1].day:
        return ()
    return tell.say.pattern(
        "period", first=tell.end(dated[0]), last=tell.end(dated[-1], dated[0].day)
    )


def worst(found: Sequence[Line], most: int, wording: Wording) -> tuple[Line, ...]:
    """The gravest lines, in their order: of each gravest act one, then the next of each.

    Among those of the same act the one with most calls comes first; counts without an act last.
    """
    gravity = wording.gravity
    grave = {act: place for place, act in enumerate(gravity)}
    kinds: dict[int, list[Line]] = {}
    for line in sorted(found, key=lambda line: -(line.shown.count or 0)):
        worst = min((grave[act] for act in line.shown.acts or ()), default=len(gravity))
        kinds.setdefault(worst, []).append(line)
    ranked = [
        (worst == len(gravity), turn, worst, line.number)
        for worst, alike in kinds.items()
        for turn, line in enumerate(alike)
    ]
    chosen = {number for *_, number in sorted(ranked)[:most]}
    return tuple(line for line in found if line.number in chosen)
