"""What `add` says when it is through: how many files, which not, what several of them show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.cli.added_files import quoted
from complaintgen.filing.add import Outcome
from complaintgen.interview.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.filing.add import Added

NAMED = 12
"""So many files that were not taken in are named once more."""


def tell_summary(
    session: Session, folder: Path, added: Sequence[Added], repeated: Mapping[str, int]
) -> None:
    """What became of all files; what is left to do stands last, where the eye is.

    Args:
        session: language and day.
        folder: the case.
        added: the files, in their order.
        repeated: how many records of each proof an earlier one shows too.
    """
    for each in _once(added):
        if each.proof is not None and (count := repeated.get(each.proof.id)):
            session.say(
                "{proof}: {count} of its calls and messages stand in other files of the case too; "
                "each counts once.",
                proof=each.proof.id,
                count=count,
            )
    if len(added) > 1:
        _tell_all(session, added)
    if any(each.reading.records for each in added):
        session.note(
            "See what was read: {command}", command=session.command("show", folder, "--records")
        )
        session.note(
            "Say whose the numbers are: {command}", command=session.command("numbers", folder)
        )


def _once(added: Sequence[Added]) -> list[Added]:
    """Each proof once, though its file may have been named twice."""
    return list({each.proof.id if each.proof else str(each.path): each for each in added}.values())


def _tell_all(session: Session, added: Sequence[Added]) -> None:
    refused = [each for each in added if each.outcome is Outcome.REFUSED]
    known = sum(each.outcome is Outcome.KNOWN for each in added)
    session.say(
        "{count} files: {new} taken in, {known} already there, {refused} not taken in.",
        count=len(added),
        new=len(added) - known - len(refused),
        known=known,
        refused=len(refused),
    )
    if refused:
        session.say("Not taken in, see above why:")
    for each in refused[:NAMED]:
        session.line(f"    {visible(quoted(str(each.path)))}")
    if len(refused) > NAMED:
        session.say("    … and {count} more.", count=len(refused) - NAMED)
