"""Which proof shows what of an act: one table, for every finding and every letter.

A proof shows what stands in it, and nothing beside it. A list of calls holds who called when and
how often, and no word of what was said; a recording holds the words, and not how many calls there
were; a picture of a screen shows a message with its words, and of a call only that it came. The
written statement of a witness tells what that person saw and heard; it counts nothing. The mere
name of a witness shows nothing yet. Whether a court believes a proof is not judged here.
"""

from __future__ import annotations

from enum import Flag, auto
from typing import TYPE_CHECKING

from complaintgen.model.case import Act, IncidentKind, ProofKind
from complaintgen.model.finding import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaintgen.model.case import Incident, Proof
    from complaintgen.model.finding import Fact


class Shows(Flag):
    """What of an act a proof can show.

    CONTACT that, when and by whom; COUNT how often; WORDS what was said or written; DEED what was
    done beside that.
    """

    CONTACT = auto()
    COUNT = auto()
    WORDS = auto()
    DEED = auto()


_NOTHING = Shows(0)
_LIST = Shows.CONTACT | Shows.COUNT
_SPEECH = Shows.CONTACT | Shows.WORDS
_SIGHT = Shows.CONTACT | Shows.DEED
_ALL = ~_NOTHING

_WRITTEN = frozenset({IncidentKind.SMS, IncidentKind.CHAT, IncidentKind.POST, IncidentKind.PAPER})

_PICTURE = (_LIST, _ALL, _SIGHT)
_OF_CALL_WRITING_REST: dict[ProofKind, tuple[Shows, Shows, Shows]] = {
    ProofKind.CALL_LIST: (_LIST, _NOTHING, _NOTHING),
    ProofKind.MESSAGE: (_NOTHING, _ALL, _NOTHING),
    ProofKind.RECORDING: (_SPEECH, _SPEECH, _SPEECH),
    ProofKind.SCREENSHOT: _PICTURE,
    ProofKind.PHOTO: _PICTURE,
    ProofKind.DOCUMENT: _PICTURE,
    ProofKind.VIDEO: (_ALL, _ALL, _ALL),
    ProofKind.WITNESS: (_SPEECH | _SIGHT,) * 3,
    ProofKind.OTHER: _PICTURE,
}
"""By kind of proof: what it shows of a call, of what was written, of a visit or anything else."""

_ACTS: dict[Act, Shows] = {
    Act.BOMBING: Shows.COUNT,
    Act.HIDDEN_NUMBER: Shows.CONTACT,
    Act.CONTACTED_ADDRESS_BOOK: Shows.CONTACT,
    Act.VIOLENCE: Shows.DEED,
    Act.TRACKED: Shows.DEED,
    Act.HUMILIATING_PICTURE: Shows.DEED,
    Act.DETAINED: Shows.DEED,
    Act.ENTERED_HOME: Shows.DEED,
    Act.DISTURBED_WORKPLACE: Shows.DEED,
    Act.POSTED_NOTICES: Shows.DEED,
    Act.DAMAGED_PROPERTY: Shows.DEED,
    Act.FORGED_PAPER: Shows.DEED,
}
"""What must be shown of an act that does not consist in words."""

_COUNTS = frozenset(
    {
        FactKind.CALLS_PER_DAY,
        FactKind.CONNECTED_PER_DAY,
        FactKind.ATTEMPTS_PER_DAY,
        FactKind.MANY_IN_MINUTES,
    }
)


def is_there(proof: Proof) -> bool:
    """Whether a proof can be handed in: a file, or a thing of a named kind.

    A witness without a written statement is a name, and the person has yet to be heard.
    """
    return bool(proof.file) or proof.kind not in (None, ProofKind.WITNESS)


def shown_by(proof: Proof, incident: Incident) -> Shows:
    """What a proof shows of an incident that names it."""
    if not is_there(proof):
        return _NOTHING
    call, writing, rest = _of(proof)
    match incident.kind:
        case None:
            return call | writing | rest
        case IncidentKind.CALL:
            return call
        case kind:
            return writing if kind in _WRITTEN else rest


def shows_only_calls(proof: Proof, incidents: Iterable[Incident]) -> bool:
    """Whether a proof shows of these incidents that and how often somebody called, and no more."""
    shown = [
        shown_by(proof, incident) if incident.kind is IncidentKind.CALL else _ALL
        for incident in incidents
    ]
    return bool(shown) and all(each != _NOTHING and each in _LIST for each in shown)


def _of(proof: Proof) -> tuple[Shows, Shows, Shows]:
    """What a proof shows of a call, of writing, of the rest; a file that is read is a list."""
    if proof.reader:
        return _LIST, _ALL, _NOTHING
    return _OF_CALL_WRITING_REST[proof.kind or ProofKind.OTHER]


def needed_for(fact: Fact) -> Shows:
    """What must be shown for a fact to be more than the writer's own account."""
    if fact.kind is FactKind.ACT:
        return _ACTS.get(Act(fact.act), Shows.WORDS)
    return Shows.COUNT if fact.kind in _COUNTS else Shows.CONTACT


def proves(proof: Proof, incident: Incident, fact: Fact) -> bool:
    """Whether a proof that an incident names shows a fact about it."""
    return needed_for(fact) in shown_by(proof, incident)
