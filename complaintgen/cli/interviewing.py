"""What `new` and `resume` share: the interview over a case folder, then what comes next."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click
import msgspec

from complaintgen.cli.closing import closing
from complaintgen.cli.missing_letters import note_missing
from complaintgen.cli.surroundings import surroundings
from complaintgen.interview.conduct import run_interview
from complaintgen.interview.plain import PlainPrompter
from complaintgen.interview.terminal import is_terminal, open_terminal
from complaintgen.library import package
from complaintgen.store.files import CASE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.interview.prompts import Prompter
    from complaintgen.store.document import CaseFile


class Wishes(msgspec.Struct, frozen=True):
    """How the answers are to be given: in plain lines, or in a file whose outcome may be JSON."""

    plain: bool = False
    answers: Path | None = None
    as_json: bool = False


def conduct(
    session: Session, open_file: Callable[[], CaseFile], folder: Path, wishes: Wishes
) -> int:
    """Take answers into the case of a folder, from a file or by asking the person.

    Returns:
        The exit status; see `interview` and `answering.take_answers`.

    Raises:
        NoTerminalError: nobody can answer here.
    """
    if wishes.answers is not None:
        from complaintgen.cli.answering import take_answers

        return take_answers(session, open_file, folder, wishes.answers, as_json=wishes.as_json)
    if wishes.as_json:
        raise click.UsageError(session.texts.gettext("--json needs --answers."))
    return interview(session, open_file, folder, plain=wishes.plain)


def interview(
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
    note_missing(session, library, file.case)
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
