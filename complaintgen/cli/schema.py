"""`complaintgen schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from complaintgen.cli.session import write_json

if TYPE_CHECKING:
    from complaintgen.cli.session import Session


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "schema",
        help=gettext("Print the JSON Schema of case.toml, for editors and other programs."),
        epilog=gettext("Example: complaintgen schema > case.schema.json"),
    )
    def schema() -> None:
        from complaintgen.store.schema import case_schema

        write_json(case_schema())

    return schema
