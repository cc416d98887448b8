"""What `new` and `resume` share: the interview over a case folder, then what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.cli import reports
from complaintgen.cli.surroundings import chosen_names, surroundings
from complaintgen.filing.prepare import prepare_all
from complaintgen.interview.conduct import run_interview
from complaintgen.interview.terminal import open_terminal
from complaintgen.library import package
from complaintgen.store.files import CASE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.library.package import Library
    from complaintgen.model.case import Case
    from complaintgen.store.document import CaseFile


def conduct(session: Session, open_file: Callable[[], CaseFile], folder: Path) -> int:
    """Interview the person about the case of a folder; all answers are in it afterwards.

    Returns:
        The exit status: 0 when all questions were gone through, 1 when the person left before.

    Raises:
        NoTerminalError: nobody can answer here.
    """
    prompter = open_terminal(session.texts, folder / CASE_FILE)
    file = open_file()
    library = package.load()
    around = surroundings(session, library, file, folder)
    outcome = run_interview(file.case, library.sections, around, prompter)
    if not outcome.finished:
        return 1
    session.note("All answers are saved in {folder}.", folder=folder)
    _tell_states(session, library, outcome.case)
    session.note("See what is ready: {command}", command=session.command("check", folder))
    session.note("Write the letters: {command}", command=session.command("letters", folder))
    return 0


def _tell_states(session: Session, library: Library, case: Case) -> None:
    """Say of each chosen letter whether it is ready."""
    for letter in prepare_all(case, library, chosen_names(library, case), session.today):
        name, state = session.texts.pick(letter.form.name), reports.STATES[letter.state]
        session.note("  {name}: {state}", name=name, state=session.texts.gettext(state))
