"""Says what keeps files out of the letters: originals that are gone, lists and numbers of which
nobody said whose they are; what that means, and what to do.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from complaintgen.analysis.owning import is_open
from complaintgen.filing.originals import is_there, lost, without_lost
from complaintgen.interview.visible import visible
from complaintgen.model.problem import Problem, Severity
from complaintgen.store.files import EVIDENCE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.model.case import Case, Proof


def lost_files(session: Session, folder: Path, case: Case) -> tuple[Problem, ...]:
    """A warning for each original that is gone, for each list that nobody said whose it is, and for
    the numbers that are left to decide; the stored case is wanted, with all its proofs.
    """
    gone = tuple(_lost(session, folder, proof) for proof in lost(folder, case))
    unsaid = (proof for proof in case.proofs if is_open(case, proof) and is_there(folder, proof))
    whose = (_whose(session, folder, proof) for proof in unsaid)
    return (*gone, *whose, *_undecided(session, folder, case))


def told_lost_files(session: Session, folder: Path, case: Case) -> Iterator[str]:
    """The same as lines."""
    for problem in lost_files(session, folder, case):
        message, hint = session.texts.problem(problem)
        yield session.texts.fill("note: {message} {hint}", message=visible(message), hint=hint)


def _lost(session: Session, folder: Path, proof: Proof) -> Problem:
    original = proof.original or proof.file or proof.id
    return Problem(
        code="lost-original",
        place=f"proofs.{proof.id}",
        message="The original of {proof} ({name}) is no longer in the case: no letter names it, "
        "and nothing is counted from it.",
        hint="Add the file once more: {add} – or, if you do not need it: {remove}",
        values={
            "proof": proof.id,
            "name": original,
            "add": session.command("add", folder, visible(shlex.quote(original))),
            "remove": session.command("remove", folder, proof.id),
        },
        severity=Severity.WARNING,
    )


def _whose(session: Session, folder: Path, proof: Proof) -> Problem:
    copy = folder / EVIDENCE_FOLDER / (proof.file or "")
    return Problem(
        code="whose-list",
        place=f"proofs.{proof.id}",
        message="{proof} names another number as its own ({number}): nothing is counted from it "
        "until you say whose it is.",
        hint="Say it, self where the number is yours too: {command}",
        values={
            "proof": proof.id,
            "number": proof.own_number or "",
            "command": session.command(
                "add", folder, f"{visible(shlex.quote(str(copy)))} --of NAME"
            ),
        },
        severity=Severity.WARNING,
    )


def _undecided(session: Session, folder: Path, case: Case) -> Iterator[Problem]:
    """The numbers in files that may be a collector's and are still nobody's: in no letter."""
    case = without_lost(folder, case)
    if not any(proof.reader and proof.file for proof in case.proofs):
        return
    from complaintgen.analysis.grouping import propose
    from complaintgen.filing.readings import readings_of
    from complaintgen.library.phrases import load_phrases

    groups = propose(case, readings_of(folder, case), load_phrases())
    if groups:
        yield Problem(
            code="undecided-numbers",
            place="proofs",
            message="{count} calls and messages in the files are in no letter yet: nobody said "
            "whose these numbers are ({numbers} in all).",
            hint="Say it, the collector's or not: {command}",
            values={
                "count": str(sum(group.calls + group.messages for group in groups)),
                "numbers": str(sum(len(group.numbers) for group in groups)),
                "command": session.command("numbers", folder),
            },
            severity=Severity.WARNING,
        )
