"""`complaintgen archive`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from complaintgen.cli.options import case_argument

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.cli.session import Session


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "archive",
        help=gettext(
            "Put the case in FOLDER away: it stays where it is, whole, and is no longer offered. "
            "--undo takes it out again."
        ),
        epilog=gettext("Example: complaintgen archive my-case"),
    )
    @case_argument()
    @click.option("--undo", is_flag=True, help=gettext("Take it out again."))
    def archive(folder: Path, undo: bool) -> None:
        import msgspec

        from complaintgen.store.document import CaseFile

        file = CaseFile.open(folder)
        day = None if undo else file.case.archived_on or session.today
        if day != file.case.archived_on:
            file.save(msgspec.structs.replace(file.case, archived_on=day))
        if undo:
            session.say("{folder} is offered again.", folder=folder)
            return
        session.say(
            "{folder} is put away since {day}; nothing was deleted.", folder=folder, day=day
        )
        session.note(
            "Take it out again: {command}", command=session.command("archive", folder, "--undo")
        )

    return archive
