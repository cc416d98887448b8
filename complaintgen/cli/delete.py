"""`complaintgen delete`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from complaintgen.cli.session import Session
    from complaintgen.store.removal import Contents

KEPT = 1
"""The exit status when the person did not confirm."""


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "delete",
        help=gettext(
            "Delete the case in FOLDER for good: answers, originals, packs. Shows what will go "
            "and asks to type the name of the folder. Files that are not part of the case are "
            "never deleted without --all. Exit status 1: it was not confirmed."
        ),
        epilog=gettext("Example: complaintgen delete my-case"),
    )
    @click.argument("folder", type=click.Path(path_type=Path))
    @click.option("--yes", is_flag=True, help=gettext("Do not ask."))
    @click.option(
        "--all", "foreign", is_flag=True, help=gettext("Also what is not part of the case.")
    )
    def delete(folder: Path, yes: bool, foreign: bool) -> int:
        from complaintgen.model.errors import ForeignFilesError
        from complaintgen.store import known, removal

        contents = removal.look_into(folder)
        if contents.foreign and not foreign:
            raise ForeignFilesError(folder, contents.foreign)
        _show(session, contents)
        if not yes and not _confirmed(session, folder):
            session.note("Nothing was deleted.")
            return KEPT
        removal.remove(contents, foreign=foreign)
        known.forget(folder)
        session.say("{folder} is deleted.", folder=folder)
        session.note(
            "What no program can promise: traces on the disk itself, backups, synchronised copies,"
            " papers already sent. An encrypted disk protects what is left."
        )
        return 0

    return delete


def _show(session: Session, contents: Contents) -> None:
    """What will go."""
    session.note("This will be deleted for good: {folder}", folder=contents.folder)
    session.note("  answers: {names}", names=", ".join(contents.answers))
    session.note("  originals: {count}", count=contents.originals)
    session.note("  packs: {count}", count=len(contents.packs))
    for name in contents.packs:
        session.note("    {name}", name=name)
    for name in contents.foreign:
        session.note("  not part of the case: {name}", name=name)


def _confirmed(session: Session, folder: Path) -> bool:
    """Whether the person typed the name of the folder.

    Raises:
        NotConfirmedError: nobody can be asked here.
    """
    from complaintgen.model.errors import NotConfirmedError

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise NotConfirmedError
    name = folder.resolve().name
    question = session.texts.fill("Type {name} to delete it, or Enter to keep it", name=name)
    typed: str = click.prompt(question, default="", show_default=False, err=True)
    return typed.strip() == name
