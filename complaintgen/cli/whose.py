"""Asks whose telephone a list is from, and says what that means: a call to a mother is no call to
the writer.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
import msgspec

from complaintgen.analysis.owning import SELF, is_open, named_owner
from complaintgen.interview.visible import visible
from complaintgen.model.case import Contact, Target

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.filing.add import Added
    from complaintgen.model.case import Case, Proof
    from complaintgen.store.document import CaseFile

RELATIONS = {
    Target.FAMILY: "family",
    Target.RELATIVE: "a relative",
    Target.FRIEND: "a friend",
    Target.COLLEAGUE: "a colleague",
    Target.EMPLOYER: "my employer",
    Target.NEIGHBOUR: "a neighbour",
    Target.OTHER: "somebody else",
}


def owner_named(case_file: CaseFile, name: str, relation: str | None) -> str:
    """What `--of NAME` means, as `Proof.owner`; a person not known yet is kept in the case."""
    from complaintgen.interview.witnessing import add_contact, find_contact

    if name.strip().lower() in (SELF, *_OWN):
        return SELF
    case, contact = case_file.case, find_contact(case_file.case, name)
    if contact is None:
        case, contact = add_contact(case, name)
    if relation is not None:
        contact = msgspec.structs.replace(contact, relation=Target(relation))
        case = _with(case, contact)
    if case != case_file.case:
        case_file.save(case)
    return contact.id


_OWN = ("\u672c\u4eba", "\u6211", "\u81ea\u5df1", "me")


def settle(session: Session, case_file: CaseFile, folder: Path, added: Added, *, ask: bool) -> bool:
    """Ask whose a new list is where that is a question; False where it is left open.

    It is one where the list names another number than the writer's, or where others are known.
    """
    proof = _now(case_file.case, added)
    if proof is None or proof.owner is not None or not added.reading.records:
        return True
    case = case_file.case
    open_ = is_open(case, proof)
    if not (open_ or case.contacts):
        return True
    if ask and sys.stdin.isatty() and sys.stdout.isatty():
        _ask(session, case_file, proof)
    elif ask:
        _tell(session, folder, proof, open_=open_)
    return not is_open(case_file.case, _now(case_file.case, added) or proof)


def _now(case: Case, added: Added) -> Proof | None:
    """The proof of a file as the case has it now."""
    name = added.proof.id if added.proof else ""
    return next((proof for proof in case.proofs if proof.id == name), None)


def _tell(session: Session, folder: Path, proof: Proof, *, open_: bool) -> None:
    command = session.command("add", folder, f"FILE --of {session.texts.gettext('NAME')}")
    if open_:
        session.say(
            "    ! Whose list is {proof}? It names another number as its own ({number}). Until you "
            "say it, nothing is counted from it: {command}",
            proof=proof.id,
            number=visible(proof.own_number or ""),
            command=command,
        )
        return
    session.say(
        "    {proof} counts as your own. If it is from somebody else's telephone: {command}",
        proof=proof.id,
        command=command,
    )


def _ask(session: Session, case_file: CaseFile, proof: Proof) -> None:
    """Ask in lines, and keep the answer; Enter takes what the number of the list says."""
    case, fill = case_file.case, session.texts.fill
    known = named_owner(case, proof.own_number or "")
    owners = [SELF, *(contact.id for contact in case.contacts)]
    session.say("Whose telephone or account is {proof} from?", proof=proof.id)
    if proof.own_number:
        session.say("    It names this number as its own: {number}", number=proof.own_number)
    rows = [fill("my own"), *(_called(session, contact) for contact in case.contacts)]
    rows.append(fill("of somebody else: tell who"))
    default = owners.index(known) + 1 if known else None
    place = _choose(session, rows, default)
    owner = owners[place] if place < len(owners) else _new_person(session, case_file)
    case = case_file.case
    proofs = (
        msgspec.structs.replace(each, owner=owner) if each.id == proof.id else each
        for each in case.proofs
    )
    case_file.save(msgspec.structs.replace(case, proofs=tuple(proofs)))
    if owner != SELF:
        session.say("    Its calls count as calls to that person, never as calls to you.")


def _called(session: Session, contact: Contact) -> str:
    name = contact.name or next(iter(contact.numbers or ()), contact.id)
    if contact.relation in RELATIONS:
        relation = session.texts.gettext(RELATIONS[contact.relation])
        return session.texts.fill("{name} ({note})", name=visible(name), note=relation)
    return visible(name)


def _choose(session: Session, rows: Iterable[str], default: int | None = None) -> int:
    """Print the rows and have one chosen; gives its place from 0."""
    shown = list(rows)
    for number, row in enumerate(shown, start=1):
        session.line(f"  {number}  {row}")
    numbers = click.IntRange(1, len(shown))
    question = session.texts.gettext("Number")
    chosen: int = click.prompt(question, type=numbers, default=default)
    return chosen - 1


def _new_person(session: Session, case_file: CaseFile) -> str:
    """Who somebody else is: a name and what they are to the writer."""
    from complaintgen.interview.witnessing import add_contact

    name = click.prompt(session.texts.gettext("What do you call this person?")).strip()
    case, contact = add_contact(case_file.case, name)
    session.say("What is this person to you?")
    relations = list(RELATIONS)
    place = _choose(session, (session.texts.gettext(RELATIONS[each]) for each in relations))
    contact = msgspec.structs.replace(contact, relation=relations[place])
    case_file.save(_with(case, contact))
    return contact.id


def _with(case: Case, contact: Contact) -> Case:
    contacts = tuple(contact if each.id == contact.id else each for each in case.contacts)
    return msgspec.structs.replace(case, contacts=contacts)
