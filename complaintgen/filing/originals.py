"""What a case has left when originals are gone: the proofs whose file is missing show nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from complaintgen.store.files import EVIDENCE_FOLDER

if TYPE_CHECKING:
    from complaintgen.model.case import Case, Incident, Proof


def lost(folder: Path, case: Case) -> tuple[Proof, ...]:
    """The proofs whose original was taken into the case and is no longer there.

    Without the case folder itself nothing can be told, so nothing is.
    """
    if not folder.is_dir():
        return ()
    return tuple(proof for proof in case.proofs if proof.file and not is_there(folder, proof))


def is_there(folder: Path, proof: Proof) -> bool:
    """Whether the copy that a proof names lies in the case."""
    return (folder / EVIDENCE_FOLDER / Path(proof.file or "").name).is_file()


def is_unchanged(folder: Path, proof: Proof) -> bool:
    """Whether the copy that a proof names lies in the case as it was taken in."""
    path = folder / EVIDENCE_FOLDER / Path(proof.file or "").name
    if not is_there(folder, proof):
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == proof.sha256


def without_lost(folder: Path, case: Case) -> Case:
    """The case without the proofs whose original is gone: what they showed is the person's word.

    An incident keeps its other proofs; one that has none left is told as the person's own account.
    """
    gone = {proof.id for proof in lost(folder, case)}
    if not gone:
        return case
    return msgspec.structs.replace(
        case,
        proofs=tuple(proof for proof in case.proofs if proof.id not in gone),
        incidents=tuple(_left(incident, gone) for incident in case.incidents),
    )


def _left(incident: Incident, gone: set[str]) -> Incident:
    proofs = incident.proofs
    if not proofs or gone.isdisjoint(proofs):
        return incident
    return msgspec.structs.replace(
        incident, proofs=tuple(each for each in proofs if each not in gone)
    )
