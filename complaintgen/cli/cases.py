"""`complaintgen cases`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from complaintgen.cli.options import json_option
from complaintgen.cli.session import write_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.analysis.case_search import Wanted
    from complaintgen.cli.session import Session
    from complaintgen.cli.standing import Counter
    from complaintgen.store.desk import Found

NOTHING = 1
"""The exit status when no case was found."""


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "cases",
        help=gettext(
            "List cases: those this computer knows, or, with FOLDER, every case in it and below "
            "it. Each with its person, lender, letters, open questions and last change. A case "
            "that cannot be read is listed with its problem. Exit status 1: there is none."
        ),
        epilog=gettext("Example: complaintgen cases our-desk --search 10012340001"),
    )
    @click.argument("folder", required=False, type=click.Path(path_type=Path))
    @click.option(
        "--search",
        metavar="TEXT",
        help=gettext("Only cases in which a name, a number or a text holds this."),
    )
    @click.option("--archived", is_flag=True, help=gettext("Show those put away, too."))
    @click.option(
        "--forget",
        is_flag=True,
        help=gettext("First forget known cases whose folders are not there any more."),
    )
    @json_option(session)
    def cases(
        folder: Path | None, search: str | None, archived: bool, forget: bool, as_json: bool
    ) -> int:
        from complaintgen.analysis.case_search import wanted
        from complaintgen.store import known
        from complaintgen.store.files import CASE_FILE

        if forget:
            gone = [path for path in known.known() if not (path / CASE_FILE).is_file()]
            known.forget(*gone)
        found = list(_found(folder, wanted(search) if search else None, archived=archived))
        rows = _rows(session, found)
        if as_json:
            write_json({"cases": rows})
        else:
            _print(session, rows)
            _print_gone(session, folder)
        return 0 if found else NOTHING

    return cases


def _found(folder: Path | None, what: Wanted | None, *, archived: bool) -> Iterator[Found]:
    """The cases that are meant; a broken one is never left out, since nobody can look into it.

    Raises:
        FileProblemError: there is no such folder.
    """
    from complaintgen.analysis.case_search import matches
    from complaintgen.model.errors import FileProblemError
    from complaintgen.store import desk, known
    from complaintgen.store.files import CASE_FILE

    if folder is not None and not folder.is_dir():
        raise FileProblemError(folder, "No such file or directory")
    remembered = (path for path in known.known() if (path / CASE_FILE).is_file())
    for path in desk.find_cases(folder) if folder else remembered:
        found = desk.look_at(path)
        case = found.case
        wished = case is None or archived or case.archived_on is None
        if wished and (case is None or what is None or matches(case, what)):
            yield found


def _rows(session: Session, found: list[Found]) -> list[dict[str, Any]]:
    """Each case as plain data; the questions are read once for all."""
    if not found:
        return []
    from complaintgen.cli.standing import Counter
    from complaintgen.library.package import load

    counter = Counter(load())
    return [_row(session, counter, each) for each in found]


def _row(session: Session, counter: Counter, found: Found) -> dict[str, Any]:
    from complaintgen.cli.greeting import problem
    from complaintgen.cli.main import BEIJING
    from complaintgen.store.desk import packs

    changed = found.changed_at(BEIJING)
    row: dict[str, Any] = {
        "folder": str(found.folder),
        "changed": changed.date().isoformat() if changed else None,
    }
    case = found.case
    if case is None:
        return row | {"problem": problem(session, found)}
    return row | {
        "person": case.complainant.name,
        "lender": case.lender.name or case.platform.company or case.platform.name,
        "letters": list(case.letters),
        "packs": len(packs(found.folder)),
        "open": counter.count(case),
        "archived_on": case.archived_on.isoformat() if case.archived_on else None,
    }


def _print(session: Session, rows: list[dict[str, Any]]) -> None:
    texts = session.texts
    for row in rows:
        session.line(row["folder"])
        if "problem" in row:
            session.line(f"    ! {row['problem']}")
            continue
        nobody, nothing = texts.gettext("(no name yet)"), texts.gettext("(no lender yet)")
        session.line(f"    {row['person'] or nobody}, {row['lender'] or nothing}")
        session.say(
            "    letters: {letters}; packs: {packs}; open questions: {open}; changed {changed}",
            letters=len(row["letters"]),
            packs=row["packs"],
            open=row["open"],
            changed=row["changed"] or "?",
        )
        if row["archived_on"]:
            session.say("    put away on {day}", day=row["archived_on"])
    session.note("{count} cases.", count=len(rows))


def _print_gone(session: Session, folder: Path | None) -> None:
    """With the known cases: say which are not there any more."""
    from complaintgen.cli.greeting import known_cases, say_gone

    gone = [] if folder else known_cases()[1]
    if gone:
        say_gone(session, gone)
