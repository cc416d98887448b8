"""`complaintgen edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from complaintgen.cli.options import case_argument

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.interview.prompts import Surroundings
    from complaintgen.library.package import Library
    from complaintgen.model.case import Case

LEFT = 1
"""The exit status when the person left before the end."""


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "edit",
        help=gettext(
            "Change answers of the case in FOLDER. WHAT is the name of an answer as `show` "
            "prints it (lender.name, incidents.i3.day), one item (incidents.i3) or a part "
            "(lender); without it all answers are shown to pick from."
        ),
        epilog=gettext("Example: complaintgen edit my-case incidents.i3.day"),
    )
    @case_argument()
    @click.argument("what", required=False)
    @click.option(
        "--plain",
        is_flag=True,
        help=gettext("Ask line by line, without colours and keys: for screen readers and pipes."),
    )
    def edit(folder: Path, what: str | None, plain: bool) -> int:
        from complaintgen.cli.closing import closing
        from complaintgen.cli.interviewing import front_end
        from complaintgen.cli.surroundings import surroundings
        from complaintgen.interview.editing import run_edit
        from complaintgen.library.package import load
        from complaintgen.store.document import CaseFile

        file, library = CaseFile.open(folder), load()
        around = surroundings(session, library, file, folder)
        paths = _route(library, around, file.case, what)
        prompter = front_end(session, folder, plain=plain)
        outcome = run_edit(file.case, library.sections, around, prompter, paths)
        if not outcome.finished:
            return LEFT
        for line in closing(session, library, outcome.case, folder):
            prompter.show(line)
        return 0

    return edit


def _route(library: Library, around: Surroundings, case: Case, what: str | None) -> tuple[str, ...]:
    """The questions that are meant.

    Raises:
        UnknownQuestionError: no question of this case has such a name.
    """
    from complaintgen.interview import computed, editing, steps
    from complaintgen.model.errors import UnknownQuestionError

    if what is None:
        return ()
    open_now = steps.open_steps(
        case, library.sections, computed.fields(case, around), proposing=True
    )
    found = editing.route(open_now, what)
    if not found:
        raise UnknownQuestionError(what, ", ".join(editing.near(open_now, what)))
    return found
