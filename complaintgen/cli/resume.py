"""`complaintgen resume`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from complaintgen.cli.options import asking_options, case_argument, templates_option

if TYPE_CHECKING:
    from pathlib import Path

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
    @case_argument()
    @templates_option(session)
    @asking_options(session)
    def resume(folder: Path, plain: bool, answers: Path | None, as_json: bool) -> int:
        from complaintgen.cli.interviewing import Wishes, conduct
        from complaintgen.store.document import CaseFile

        return conduct(
            session, lambda: CaseFile.open(folder), folder, Wishes(plain, answers, as_json)
        )

    return resume
