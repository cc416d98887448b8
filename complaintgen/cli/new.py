"""`complaintgen new`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaintgen.cli.options import asking_options, templates_option

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
    @templates_option(session)
    @asking_options(session)
    def new(folder: Path, plain: bool, answers: Path | None, as_json: bool) -> int:
        from complaintgen.cli.interviewing import Wishes, conduct
        from complaintgen.store.document import CaseFile

        return conduct(
            session, lambda: CaseFile.create(folder), folder, Wishes(plain, answers, as_json)
        )

    return new
