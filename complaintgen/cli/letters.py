"""`complaintgen letters`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from complaintgen.cli.options import (
    case_argument,
    channel_options,
    engine_option,
    json_option,
    templates_option,
)
from complaintgen.cli.session import write_json

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.filing.pack import Format, Pack
    from complaintgen.filing.run import Done

FORMATS = "docx,pdf,txt"
INCOMPLETE = 1
ENGLISH = "en"


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "letters",
        help=gettext(
            "Write the letters of the case in FOLDER that are ready, each as a pack in "
            "FOLDER/packs. Without --channel and --letter: those chosen in the case. "
            "Exit status 1: not everything asked for could be written."
        ),
        epilog=gettext("Example: complaintgen letters my-case --channel cbirc --format pdf"),
    )
    @case_argument()
    @channel_options(session)
    @click.option(
        "--format",
        "formats",
        default=FORMATS,
        show_default=True,
        callback=_read_formats,
        help=gettext("Which forms to write, parted by commas."),
    )
    @click.option(
        "--draft",
        is_flag=True,
        help=gettext("Write letters with gaps too, marked as drafts, each gap visible."),
    )
    @click.option(
        "--reading-copy/--no-reading-copy",
        "copy",
        default=session.lang_given == ENGLISH,
        help=gettext(
            "Also each letter in English, to be read and not filed (on with --lang en). "
            "What was said in Chinese stays Chinese."
        ),
    )
    @click.option(
        "--originals",
        is_flag=True,
        help=gettext(
            "Also put whole call lists, backups and chats into the packs. They name everybody you "
            "speak with; without this only the rows that the letter counts are in a pack."
        ),
    )
    @templates_option(session)
    @engine_option(session)
    @json_option(session)
    def letters(
        folder: Path,
        channel: str | None,
        letter: str | None,
        formats: tuple[Format, ...],
        draft: bool,
        copy: bool,
        originals: bool,
        engine: str,
        as_json: bool,
    ) -> int:
        from complaintgen.cli.missing_letters import note_missing
        from complaintgen.filing import engines
        from complaintgen.filing.run import Order, run
        from complaintgen.library.package import load
        from complaintgen.store.files import load_case

        order = Order(channel, letter, formats, engines.Engine(engine), draft, copy, originals)
        note_missing(session, load(), load_case(folder))
        done = run(folder, order, session.today)
        if as_json:
            from complaintgen.cli import reports
            from complaintgen.cli.lost_files import lost_files

            notes = reports.plain_warnings(session, lost_files(session, folder, done.stored))
            write_json({"letters": _plain(session, done), "notes": notes})
        else:
            show(session, folder, done)
        return 0 if all(pack for _, pack in done.letters) else INCOMPLETE

    return letters


def _read_formats(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[Format, ...]:
    from complaintgen.filing.pack import Format

    try:
        return tuple(dict.fromkeys(Format(name.strip()) for name in value.split(",")))
    except ValueError:
        raise click.BadParameter(f"{value}: {FORMATS}") from None


def _plain(session: Session, done: Done) -> list[dict[str, Any]]:
    from complaintgen.cli import reports

    return [
        {**reports.plain(session, done.library, done.case, judged), "written": _written(pack)}
        for judged, pack in done.letters
    ]


def _written(pack: Pack | None) -> dict[str, Any] | None:
    if pack is None:
        return None
    return {"pack": str(pack.folder), "files": list(pack.files), "new": pack.written}


def show(session: Session, folder: Path, done: Done) -> None:
    """Print what was written, what is missing, and what to do about it."""
    from complaintgen.cli import reports
    from complaintgen.cli.lost_files import told_lost_files
    from complaintgen.filing.prepare import State

    for judged, pack in done.letters:
        reports.show(session, done.library, done.case, judged)
        if pack is not None:
            _show_pack(session, pack, draft=judged.state is State.GAPS)
            if done.reading_copy:
                _show_copy(session, pack)
    for line in told_lost_files(session, folder, done.stored):
        session.line(line)
    if done.missing:
        session.note(
            "PDFs were made with Typst: WeasyPrint lacks {library} here. They are as good to send.",
            library=done.missing,
        )
    gaps = [pack for judged, pack in done.letters if judged.state is State.GAPS]
    if gaps:
        reports.resume_hint(session, folder)
    if None in gaps:
        command = session.command("letters", folder, "--draft")
        session.note("See them as drafts: {command}", command=command)


def _show_copy(session: Session, pack: Pack) -> None:
    """Where the reading copy is, or that there is none."""
    from complaintgen.filing.reading_copy import NAME

    found = [name for name in pack.files if NAME in name and not name.endswith(".json")]
    if found:
        session.say(
            "    reading copy in English, not for filing: {path}", path=pack.folder / found[0]
        )
    else:
        session.say("    there is no reading copy in English of this letter yet")


def _show_pack(session: Session, pack: Pack, *, draft: bool) -> None:
    if draft:
        session.say("    DRAFT, not for sending: {folder}", folder=pack.folder)
    elif pack.written:
        session.say("    written: {folder}", folder=pack.folder)
    else:
        session.say("    already there, unchanged: {folder}", folder=pack.folder)
    sheet = next((name for name in pack.files if name.endswith(".filing.txt")), None)
    if sheet and not draft:
        session.say("    how to file it: {path}", path=pack.folder / sheet)
