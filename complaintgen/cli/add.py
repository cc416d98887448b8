"""`complaintgen add`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaintgen.cli.options import json_option
from complaintgen.cli.session import write_json

if TYPE_CHECKING:
    from complaintgen.cli.session import Session
    from complaintgen.filing.add import Added, Wish
    from complaintgen.store.document import CaseFile

INCOMPLETE = 1
FIRST_YEAR, LAST_YEAR = 1990, 2099


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "add",
        help=gettext(
            "Take FILES into the case in FOLDER: call lists of the carriers, exported messages, "
            "chats, pictures, recordings; folders and patterns too. What a file is, its content "
            "says. Each is copied unchanged; calls and messages are read from it. "
            "Every row is read, left out or a problem: rows = records + ignored + problems; "
            "“merged” tells how many of the records repeat others and count once. "
            "Exit status 1: something needs you."
        ),
        epilog=gettext("Example: complaintgen add my-case call-list.xls Screenshots/"),
    )
    @click.argument("folder", type=click.Path(path_type=Path), required=False)
    @click.argument("files", type=click.Path(path_type=Path), nargs=-1)
    @click.option(
        "--year",
        type=click.IntRange(FIRST_YEAR, LAST_YEAR),
        help=gettext("The year of the first row, where a list prints none."),
    )
    @click.option(
        "--columns",
        metavar="time=…,number=…",
        callback=_read_columns,
        help=gettext(
            "Which column is what, in the words of the table: time (or date and clock), number, "
            "way, answered, seconds, place, text; @C is the third column."
        ),
    )
    @click.option(
        "--me",
        "names",
        multiple=True,
        metavar="NAME",
        help=gettext("Your own nickname in an exported chat."),
    )
    @click.option(
        "--of",
        "owner",
        metavar="NAME",
        help=gettext(
            "Whose telephone the files are from: somebody you know, by name, or self. Calls to "
            "others are never counted as calls to you."
        ),
    )
    @click.option(
        "--relation",
        type=click.Choice(
            ["family", "relative", "friend", "colleague", "employer", "neighbour", "other"]
        ),
        help=gettext("What the person named with --of is to you."),
    )
    @click.option(
        "--as-exhibit",
        is_flag=True,
        help=gettext("Keep the files as they are; read nothing from them."),
    )
    @click.option(
        "--statement",
        metavar="ID",
        help=gettext("The files are the signed statement of a witness, as `witness` names it."),
    )
    @click.option(
        "--form",
        "empty_form",
        is_flag=True,
        help=gettext("Print an empty form for calls written down by hand, and stop."),
    )
    @json_option(session)
    def add(
        folder: Path | None,
        files: tuple[Path, ...],
        year: int | None,
        columns: tuple[str, ...],
        names: tuple[str, ...],
        owner: str | None,
        relation: str | None,
        as_exhibit: bool,
        statement: str | None,
        empty_form: bool,
        as_json: bool,
    ) -> int:
        from complaintgen.filing.add import Wish

        if empty_form:
            return _print_form()
        if folder is None or not files:
            raise click.UsageError(gettext("Name the case and at least one file."))
        if statement is not None:
            _check_statement(session, folder, statement)
        exhibit = as_exhibit or statement is not None
        wish = Wish(columns=columns, year=year, own_names=names, exhibit=exhibit)
        if owner is not None:
            wish = _with_owner(folder, wish, owner, relation)
        elif relation is not None:
            raise click.UsageError(gettext("--relation needs --of."))
        added, settled = _add_all(session, folder, files, wish, as_json=as_json)
        if statement is not None:
            _take_signed(session, folder, statement, added)
        status = _finish(session, folder, added, as_json=as_json)
        return status if settled else INCOMPLETE

    return add


def _with_owner(folder: Path, wish: Wish, name: str, relation: str | None) -> Wish:
    """The wish with whose telephone the files are from; a new person is kept in the case."""
    import msgspec

    from complaintgen.cli.whose import owner_named
    from complaintgen.store.document import CaseFile

    owner = owner_named(CaseFile.open(folder), name, relation)
    return msgspec.structs.replace(wish, owner=owner)


def _check_statement(session: Session, folder: Path, item: str) -> None:
    """Refuse before a file is copied where there is no such statement."""
    from complaintgen.store.files import load_case

    known = [each.id for each in load_case(folder).statements if each.agrees]
    if item not in known:
        sentence = session.texts.fill(
            "There is no statement {id}; there are: {known}.",
            id=item,
            known=", ".join(known) or "-",
        )
        raise click.BadParameter(sentence, param_hint="--statement")


def _take_signed(session: Session, folder: Path, item: str, added: list[Added]) -> None:
    """Keep that the files are the signed statement, and say what is left to do."""
    from complaintgen.filing.witness import take_signed
    from complaintgen.library.witness import load_witnessing
    from complaintgen.store.document import CaseFile

    file, witnessing = CaseFile.open(folder), load_witnessing()
    for each in added:
        if each.proof is not None:
            take_signed(file, item, each.proof.id, witnessing)
            session.note("{proof} is the signed statement {id}.", proof=each.proof.id, id=item)
    session.note("Say which incidents it shows: {command}", command=session.command("edit", folder))


def _print_form() -> int:
    """The empty form, with the mark by which Excel knows UTF-8."""
    from complaintgen.filing.readings import words

    sys.stdout.flush()
    sys.stdout.buffer.write("\r\n".join((*words().form, "")).encode("utf-8-sig"))
    sys.stdout.buffer.flush()
    return 0


def _read_columns(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> tuple[str, ...]:
    from complaintgen.model.table_words import Meaning

    entries = tuple(part.strip() for part in re.split(r"[,，]", value or "") if part.strip())  # noqa: RUF001
    known = [meaning.value for meaning in Meaning if meaning is not Meaning.OTHER]
    for entry in entries:
        name, _, heading = entry.partition("=")
        if name.strip() not in known or not heading.strip():
            raise click.BadParameter(f"{entry}: {', '.join(known)}")
    return entries


def _add_all(
    session: Session, folder: Path, files: tuple[Path, ...], wish: Wish, *, as_json: bool
) -> tuple[list[Added], bool]:
    """Add the files; also whether it is known of each list whose it is."""
    from complaintgen.cli import added_files
    from complaintgen.cli.whose import settle
    from complaintgen.filing.add import find_files, options_of
    from complaintgen.filing.ahead import read_ahead
    from complaintgen.store.document import CaseFile
    from complaintgen.store.known import remember

    case_file = CaseFile.open(folder)
    remember(folder)
    done, settled = [], True
    found = list(find_files(files))
    if not wish.exhibit:
        read_ahead(folder, found, options_of(wish))
    try:
        for path in found:
            added = _add_one(session, case_file, path, wish, ask=not as_json)
            if not as_json:
                added_files.show(session, folder, added)
            settled &= settle(session, case_file, folder, added, ask=not as_json)
            done.append(added)
    except (click.Abort, KeyboardInterrupt):
        session.note(
            "\nStopped. {count} of {all} files are dealt with and kept; for the rest run the same "
            "command again.",
            count=len(done),
            all=len(found),
        )
        raise
    return done, settled


def _add_one(session: Session, case_file: CaseFile, path: Path, wish: Wish, *, ask: bool) -> Added:
    """Add a file; in a terminal ask which column is what where the table does not say it."""
    import msgspec

    from complaintgen.cli import added_files
    from complaintgen.cli.columns import ask_columns
    from complaintgen.filing.add import add_file

    progress = added_files.Progress(session, path)
    added = add_file(case_file, path, wish, session.today, progress)
    progress.clear()
    unknown = any(problem.code == "unknown-columns" for problem in added.reading.problems)
    if not (ask and unknown and sys.stdin.isatty() and sys.stdout.isatty()):
        return added
    while columns := ask_columns(session, path):
        said = msgspec.structs.replace(wish, columns=columns)
        added = add_file(case_file, path, said, session.today, progress)
        progress.clear()
        if added.reading.records:
            break
        session.say("With these columns no row can be read. Please look at them once more.")
    return added


def _repeated(folder: Path, added: list[Added]) -> dict[str, int]:
    """How many records of each proof an earlier one shows too; {} where nothing was read."""
    if not any(each.reading.records and each.proof for each in added):
        return {}
    from complaintgen.analysis.owning import owners
    from complaintgen.filing.overlaps import told_before
    from complaintgen.filing.readings import readings_of
    from complaintgen.store.files import load_case

    case = load_case(folder)
    read = {each.proof.id: each.reading for each in added if each.proof and each.reading.records}
    return told_before(readings_of(folder, case, read), owners(case))


def _finish(session: Session, folder: Path, added: list[Added], *, as_json: bool) -> int:
    from complaintgen.cli import added_files
    from complaintgen.cli.added_summary import tell_summary

    repeated = _repeated(folder, added)
    if as_json:
        write_json({"files": [added_files.plain(session, each, repeated) for each in added]})
    else:
        tell_summary(session, folder, added, repeated)
    return INCOMPLETE if any(added_files.needs_person(each) for each in added) else 0
