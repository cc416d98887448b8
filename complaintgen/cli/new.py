"""`complaintgen new`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaintgen.cli.options import plain_option

if TYPE_CHECKING:
    from complaintgen.cli.session import Session


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "new",
        help=gettext("Start a case in FOLDER: a guided interview, saved after each answer."),
        epilog=gettext("Example: complaintgen new my-case"),
    )
    @click.argument("folder", type=click.Path(path_type=Path))
    @plain_option(session)
    def new(folder: Path, plain: bool) -> int:
        from complaintgen.cli.interviewing import conduct
        from complaintgen.store.document import CaseFile

        return conduct(session, lambda: CaseFile.create(folder), folder, plain=plain)

    return new
