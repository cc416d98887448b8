"""What the person says of pictures, recordings and papers: which of the things told they show.

Lines that were computed from other files can be linked, too: they are named by day, kind and
number (`Proof.lines`), so the link lasts however often they are computed again.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.gathering import line_names
from complaintgen.interview.prompts import Form, Move, Option, Prompt
from complaintgen.interview.visible import visible
from complaintgen.model.case import IncidentKind
from complaintgen.model.record import is_computed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaintgen.analysis.gathering import Gathered
    from complaintgen.interview.deciding import Desk
    from complaintgen.library.texts import Texts
    from complaintgen.model.case import Case, Incident, Proof

SEEN = "linked"
"""`interview.done` holds `linked:<proof>` for a proof that shows none of the things told."""
BEFORE = dt.timedelta(days=1)
"""A picture of the screen is often taken the day after."""
WORDS = 24


def waiting(case: Case) -> tuple[Proof, ...]:
    """The proofs with a file that is not read row by row, of which nothing was said yet."""
    told = {name for incident in case.incidents for name in incident.proofs or ()}
    return tuple(
        proof
        for proof in case.proofs
        if proof.file
        and not proof.reader
        and not proof.lines
        and proof.id not in told
        and f"{SEEN}:{proof.id}" not in case.interview.done
    )


def decide_links(case: Case, shown: Gathered, proofs: Sequence[Proof], desk: Desk) -> bool:
    """Ask of each proof what it shows; each answer is saved at once.

    Returns:
        Whether the person went through all of them.
    """
    for proof in proofs:
        given = desk.ask(_prompt(proof, shown, desk.texts))
        if given is Move.PASS or given == ():
            case = _marked(case, proof)
        elif isinstance(given, tuple):
            case = link(case, shown, proof.id, given)
        elif given is not Move.UNKNOWN:
            return False
        desk.save(case)
    return True


def _prompt(proof: Proof, shown: Gathered, texts: Texts) -> Prompt:
    name = proof.name or proof.id
    about = f"{proof.id}  {name}  {proof.original or ''}"
    return Prompt(
        "proofs.*.lines",
        Form.MANY,
        texts.fill("What does it show? (several are fine)"),
        help=texts.fill(
            "Open the picture or the recording beside this window, then tick what can be seen or "
            "heard in it. Shown are the things of its day and of the day before. None: skip. "
            "Another day: edit the day of the proof first."
        ),
        options=tuple(_options(proof, shown, texts)),
        moves=frozenset({Move.PASS, Move.UNKNOWN, Move.LEAVE, Move.HELP}),
        note=visible(about),
    )


def _options(proof: Proof, shown: Gathered, texts: Texts) -> Iterator[Option]:
    for incident in shown.case.incidents:
        if _is_near(proof, incident):
            yield Option(incident.id, tell(incident, texts))


def _is_near(proof: Proof, incident: Incident) -> bool:
    """Whether a proof may show it: by its day; without a day whatever was told or confirmed."""
    if proof.day is None or incident.day is None:
        return not is_computed(incident.id) or bool(incident.acts)
    return proof.day - BEFORE <= incident.day <= proof.day


def tell(incident: Incident, texts: Texts) -> str:
    """An incident in one line: day and time, how often, from whom, the first words."""
    day = str(incident.day or "?")
    at = f" {incident.time:%H:%M}" if incident.time else ""
    parts = [day + at]
    if incident.kind is IncidentKind.CALL:
        parts.append(texts.fill("{count} calls", count=incident.count or 1))
    if incident.number:
        parts.append(visible(incident.number))
    if incident.words:
        words = visible(incident.words)
        parts.append(words if len(words) <= WORDS else f"{words[:WORDS]}…")
    return "  ".join(parts)


def link(case: Case, shown: Gathered, proof: str, incidents: Sequence[str]) -> Case:
    """The case in which a proof shows these incidents, told or computed; the last word counts."""
    lines = tuple(
        dict.fromkeys(
            line
            for incident in shown.case.incidents
            if incident.id in incidents and is_computed(incident.id)
            for line in _lines(shown, incident)
        )
    )
    return msgspec.structs.replace(
        case,
        proofs=tuple(
            msgspec.structs.replace(each, lines=lines or None) if each.id == proof else each
            for each in case.proofs
        ),
        incidents=tuple(_told(each, proof, each.id in incidents) for each in case.incidents),
    )


def _lines(shown: Gathered, incident: Incident) -> tuple[str, ...]:
    events = shown.events.get(incident.id, ())
    if incident.day is None or incident.kind is None:
        return ()
    return line_names(incident.day, incident.kind, events)


def _told(incident: Incident, proof: str, shows: bool) -> Incident:  # noqa: FBT001 (one of two)
    own = incident.proofs or ()
    if shows == (proof in own):
        return incident
    proofs = (*own, proof) if shows else tuple(name for name in own if name != proof)
    return msgspec.structs.replace(
        incident,
        proofs=proofs or None,
        unknown=tuple(name for name in incident.unknown if name != "proofs"),
    )


def _marked(case: Case, proof: Proof) -> Case:
    done = (*case.interview.done, f"{SEEN}:{proof.id}")
    interview = msgspec.structs.replace(case.interview, done=done)
    return msgspec.structs.replace(case, interview=interview)
