"""`complaintgen witness`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from complaintgen.cli.options import asking_options, case_argument, engine_option

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.cli.session import Session

ENGLISH = "en"


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "witness",
        help=gettext(
            "Ask a relative, friend or colleague who was called what happened to them, and write "
            "their own statement to be signed, with their consent and only their data. CONTACT is "
            "a name, an id or a number. With --notice: write a note they can be sent, what to do "
            "when somebody calls. Exit status 1: left before the end, or no statement was written."
        ),
        epilog=gettext(
            "Example: complaintgen witness my-case NAME; complaintgen witness my-case --notice"
        ),
    )
    @case_argument()
    @click.argument("contact", required=False)
    @click.option(
        "--notice", is_flag=True, help=gettext("Write the note for relatives and colleagues.")
    )
    @click.option("--anonymous", is_flag=True, help=gettext("With --notice: without your name."))
    @click.option(
        "--reading-copy/--no-reading-copy",
        "copy",
        default=session.lang_given == ENGLISH,
        help=gettext(
            "Also the paper in English, to be read and not signed (on with --lang en). "
            "What was said in Chinese stays Chinese."
        ),
    )
    @engine_option(session)
    @asking_options(session)
    def witness(
        folder: Path,
        contact: str | None,
        notice: bool,
        anonymous: bool,
        copy: bool,
        engine: str,
        plain: bool,
        answers: Path | None,
        as_json: bool,
    ) -> int:
        from complaintgen.cli import statements
        from complaintgen.filing.engines import Engine

        order = statements.Order(session, folder, Engine(engine), as_json, copy)
        if notice:
            if contact or answers:
                raise click.UsageError(gettext("--notice goes without a contact and --answers."))
            return statements.note(order, anonymous=anonymous)
        if anonymous:
            raise click.UsageError(gettext("--anonymous needs --notice."))
        if answers is not None:
            from complaintgen.cli.statement_files import take

            return take(order, contact, answers)
        if as_json:
            raise click.UsageError(gettext("--json needs --answers or --notice."))
        return statements.ask(order, contact, plain=plain)

    return witness
