"""The evidence of a case as `show` lists it: an entry for each file, by the name it came with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.filing.originals import is_there
from complaintgen.filing.proof_names import with_days
from complaintgen.interview.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.model.case import Case, Proof


def filed(case: Case) -> tuple[str, ...]:
    """The beginnings of the paths of proofs that have a file: these are listed, not asked."""
    return tuple(f"proofs.{proof.id}." for proof in case.proofs if proof.file)


def tell_proofs(session: Session, folder: Path, case: Case) -> Iterator[str]:
    """Each proof with a file in two lines: what it is, then what is known of it."""
    gettext = session.texts.gettext
    for proof in with_days(case).proofs:
        if proof.file:
            name = visible(proof.name or proof.original or "")
            yield f"{proof.id}  {name}"
            yield "    " + gettext("; ").join(_facts(session, folder, case, proof))


def _facts(session: Session, folder: Path, case: Case, proof: Proof) -> Iterator[str]:
    fill = session.texts.fill
    if proof.original:
        yield fill("file: {name}", name=visible(proof.original))
    if not is_there(folder, proof):
        yield fill("its original is MISSING")
    if proof.day:
        yield fill("day: {day}", day=proof.day)
    if proof.shows:
        yield fill("shows: {what}", what=visible(proof.shows))
    if proof.kept:
        yield fill("kept: {what}", what=visible(proof.kept))
    if proof.reader:
        yield fill("read row by row")
        return
    linked = sum(proof.id in (incident.proofs or ()) for incident in case.incidents)
    linked += len(proof.lines or ())
    yield fill("shows {count} incidents", count=linked) if linked else fill("not linked yet")
