"""What is said when nothing is open: where the answers are, what is ready, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.cli import reports
from complaintgen.cli.lost_files import told_lost_files
from complaintgen.cli.surroundings import chosen_names
from complaintgen.filing.gathered import gathered
from complaintgen.filing.prepare import prepare_all
from complaintgen.letters.review import claims_without_proof, proofs_without_claim

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.library.package import Library
    from complaintgen.model.case import Case


def closing(session: Session, library: Library, case: Case, folder: Path) -> Iterator[str]:
    """The last lines, one after the other."""
    fill = session.texts.fill
    yield fill("All answers are saved in {folder}.", folder=folder)
    shown = gathered(folder, case, library.sections)
    for letter in prepare_all(shown, library, chosen_names(library, case), session.today):
        name, state = session.texts.pick(letter.form.name), reports.STATES[letter.state]
        yield fill("  {name}: {state}", name=name, state=session.texts.gettext(state))
    yield from told_lost_files(session, folder, case)
    warnings = (*claims_without_proof(shown.case), *proofs_without_claim(shown.case))
    yield from reports.told_warnings(session, warnings)
    yield fill("See what is ready: {command}", command=session.command("check", folder))
    yield fill("Write the letters: {command}", command=session.command("letters", folder))
