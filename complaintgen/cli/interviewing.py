"""What `new` and `resume` share: the interview over a case folder, then what comes next."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from complaintgen.cli import reports
from complaintgen.cli.surroundings import chosen_names, surroundings
from complaintgen.filing.prepare import prepare_all
from complaintgen.interview.conduct import run_interview
from complaintgen.interview.plain import PlainPrompter
from complaintgen.interview.terminal import is_terminal, open_terminal
from complaintgen.library import package
from complaintgen.store.files import CASE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.interview.prompts import Prompter
    from complaintgen.library.package import Library
    from complaintgen.model.case import Case
    from complaintgen.store.document import CaseFile


def conduct(
    session: Session, open_file: Callable[[], CaseFile], folder: Path, *, plain: bool = False
) -> int:
    """Interview the person about the case of a folder; all answers are in it afterwards.

    Returns:
        The exit status: 0 when all questions were gone through, 1 when the person left before.

    Raises:
        NoTerminalError: nobody can answer here.
    """
    prompter = front_end(session, folder, plain=plain)
    file = open_file()
    library = package.load()
    around = surroundings(session, library, file, folder)
    outcome = run_interview(file.case, library.sections, around, prompter)
    if not outcome.finished:
        return 1
    for line in closing(session, library, outcome.case, folder):
        prompter.show(line)
    return 0


def front_end(session: Session, folder: Path, *, plain: bool) -> Prompter:
    """What asks: plain lines where they are wished for or nothing else can be shown.

    Raises:
        NoTerminalError: nobody can answer here.
    """
    wished = plain or os.environ.get("COMPLAINTGEN_PLAIN", "") not in ("", "0")
    if wished and sys.stdin is not None:
        return _plain(session)
    if is_terminal() and _is_dumb(os.environ):
        prompter = _plain(session)
        prompter.show(
            session.texts.gettext("This terminal shows plain lines only: numbers choose.")
        )
        return prompter
    return open_terminal(session.texts, folder / CASE_FILE)


def _plain(session: Session) -> PlainPrompter:
    if isinstance(sys.stdin, TextIOWrapper):
        # Bytes that are no text are told to the person, as every other wrong answer is.
        sys.stdin.reconfigure(errors="surrogateescape")
    return PlainPrompter(session.texts, sys.stdin, sys.stdout)


def _is_dumb(environ: Mapping[str, str]) -> bool:
    """Whether a terminal does not say what it can show; Windows never says it."""
    return environ.get("TERM", "" if os.name != "nt" else "windows") in ("", "dumb")


def closing(session: Session, library: Library, case: Case, folder: Path) -> Iterator[str]:
    """What is said when nothing is open: where the answers are, what is ready, what comes next."""
    fill = session.texts.fill
    yield fill("All answers are saved in {folder}.", folder=folder)
    for letter in prepare_all(case, library, chosen_names(library, case), session.today):
        name, state = session.texts.pick(letter.form.name), reports.STATES[letter.state]
        yield fill("  {name}: {state}", name=name, state=session.texts.gettext(state))
    yield fill("See what is ready: {command}", command=session.command("check", folder))
    yield fill("Write the letters: {command}", command=session.command("letters", folder))
