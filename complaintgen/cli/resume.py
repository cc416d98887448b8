"""`complaintgen resume`."""

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
        "resume",
        help=gettext(
            "Go on with the case in FOLDER at the first open question. When all is answered, "
            "look the answers over and change any of them, the choice of letters included."
        ),
        epilog=gettext("Example: complaintgen resume my-case"),
    )
    @click.argument("folder", type=click.Path(path_type=Path))
    @plain_option(session)
    def resume(folder: Path, plain: bool) -> int:
        from complaintgen.cli.interviewing import conduct
        from complaintgen.store.document import CaseFile

        return conduct(session, lambda: CaseFile.open(folder), folder, plain=plain)

    return resume
