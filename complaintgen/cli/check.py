"""`complaintgen check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from complaintgen.cli.options import case_argument, channel_options, json_option, templates_option
from complaintgen.cli.session import write_json

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.cli.session import Session


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "check",
        help=gettext(
            "Show for every letter of every body whether it is ready, which questions are missing "
            "and by which rule, and where it would be refused and why."
        ),
        epilog=gettext("Example: complaintgen check my-case --json"),
    )
    @case_argument()
    @channel_options(session)
    @templates_option(session)
    @json_option(session)
    def check(folder: Path, channel: str | None, letter: str | None, as_json: bool) -> None:
        from complaintgen.cli import reports
        from complaintgen.cli.lost_files import lost_files
        from complaintgen.cli.missing_letters import note_missing
        from complaintgen.filing.gathered import gathered
        from complaintgen.filing.prepare import State, prepare_all, select
        from complaintgen.letters.review import proofs_without_claim
        from complaintgen.library.package import load
        from complaintgen.store.files import load_case

        library = load()
        stored = load_case(folder)
        shown = gathered(folder, stored, library.sections)
        case = shown.case
        note_missing(session, library, case)
        names = select(library, case, channel, letter) if channel or letter else None
        letters = prepare_all(shown, library, names or library.letter_ids(), session.today)
        loose = (*lost_files(session, folder, stored), *proofs_without_claim(case))
        if as_json:
            write_json(
                {
                    "letters": [reports.plain(session, library, case, entry) for entry in letters],
                    "notes": reports.plain_warnings(session, loose),
                }
            )
            return
        chosen = [entry for entry in letters if names or entry.name in case.letters]
        others = [entry for entry in letters if entry not in chosen]
        if chosen and others:
            session.say(
                "Not chosen yet; to add one, run {command} and change the first answer:",
                command=session.command("resume", folder),
            )
        for entry in others:
            reports.show(session, library, case, entry, brief=bool(chosen))
        # What was chosen comes last: the end of a long list is what a terminal still shows.
        if chosen and others:
            session.line()
            session.say("Your letters:")
        for entry in chosen:
            reports.show(session, library, case, entry)
        reports.show_warnings(session, loose)
        if any(entry.state is State.GAPS for entry in chosen or letters):
            reports.resume_hint(session, folder)
        if any(entry.state is State.READY for entry in chosen):
            reports.letters_hint(session, folder)

    return check
