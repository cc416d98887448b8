"""Whose telephone a file of records is from: the writer's, somebody else's, or not said yet.

A call on a mother's list is no call to the writer. So nothing is counted from a list that names
another number as its own until the person says whose it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.analysis.numbers import key_of
from complaintgen.model.case import Contact, Target

if TYPE_CHECKING:
    from complaintgen.model.case import Case, Proof

SELF = "self"
"""`Proof.owner` where the person said that it is their own."""


def owners(case: Case) -> dict[str, str]:
    """By proof id the contact whose telephone it is from; empty = the writer's own."""
    return {p.id: "" if p.owner in (None, SELF) else p.owner for p in case.proofs}


def is_open(case: Case, proof: Proof) -> bool:
    """Whether a list names another number as its own than the writer's and nobody said whose it is.

    While the writer's number is not known, lists of two numbers cannot both be the writer's.
    """
    own = key_of(proof.own_number or "")
    if proof.owner is not None or not own:
        return False
    if phone := key_of(case.complainant.phone or ""):
        return own != phone
    return len({own, *_unsaid(case)}) > 1


def _unsaid(case: Case) -> set[str]:
    """The numbers that lists which are the writer's, or nobody's yet, name as their own."""
    writers = (p.own_number for p in case.proofs if p.owner in (None, SELF) and p.own_number)
    return {number for number in map(key_of, writers) if number}


def named_owner(case: Case, own_number: str) -> str:
    """Whose number it is as far as the case knows: `self`, a contact's id, or empty."""
    own = key_of(own_number)
    if not own:
        return ""
    if own == key_of(case.complainant.phone or ""):
        return SELF
    found = (c.id for c in case.contacts if own in map(key_of, c.numbers or ()))
    return next(found, "")


def person(case: Case, owner: str) -> Contact:
    """The contact with an id; somebody of whom nothing is known where it is gone from the case."""
    found = (contact for contact in case.contacts if contact.id == owner)
    return next(found, Contact(id=owner))


def relation(contact: Contact) -> Target:
    """What a contact is to the writer, as an incident says it; at least somebody else."""
    said = contact.relation
    return Target.OTHER if said in (None, Target.SELF) else said
