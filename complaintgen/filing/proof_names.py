"""The names that files were given by themselves, after the person corrected their day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from complaintgen.model.case import Case, Proof


def with_days(case: Case) -> Case:
    """The case with the names of files telling the day that the person says, not the file's.

    Only names that nobody typed are changed, and only where the day was: a list of evidence that
    says one day in the name of a proof and another beside it contradicts itself.
    """
    read = frozenset(case.interview.evidenced)
    if not any(_is_corrected(proof, read) for proof in case.proofs):
        return case
    return msgspec.structs.replace(
        case,
        proofs=tuple(
            _renamed(proof) if _is_corrected(proof, read) else proof for proof in case.proofs
        ),
    )


def _is_corrected(proof: Proof, read: frozenset[str]) -> bool:
    path = f"proofs.{proof.id}"
    return (
        bool(proof.file)
        and not proof.reader
        and f"{path}.name" in read
        and f"{path}.day" not in read
    )


def _renamed(proof: Proof) -> Proof:
    from complaintgen.filing.readings import words  # noqa: PLC0415 (40 ms, only if used)

    names, day = words().names, proof.day
    name = names.get(proof.kind.value) if proof.kind else None
    if name is None:
        return proof
    if day is not None:
        first = names["date"].format(year=day.year, month=day.month, day=day.day)
        name = names["day"].format(name=name, first=first)
    return msgspec.structs.replace(proof, name=name)
