"""Says which chosen letters no folder holds: those of a folder of one's own that was not named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from complaintgen.cli.session import Session
    from complaintgen.library.package import Library
    from complaintgen.model.case import Case


def note_missing(session: Session, library: Library, case: Case) -> None:
    """Name them beside the output, with what brings them back; they stay chosen in the case."""
    known = library.letter_ids()
    for name in case.letters:
        if name not in known:
            session.note(
                "The chosen letter {letter} is in no folder that is used now. It stays chosen; "
                "name the folder that holds it: --templates DIR",
                letter=name,
            )
