"""`complaintgen show --records`: the rows of evidence themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaintgen.analysis.owning import owners
from complaintgen.cli.lost_files import lost_files
from complaintgen.cli.session import write_json
from complaintgen.filing.overlaps import same_rows
from complaintgen.filing.readings import readings_of
from complaintgen.interview.visible import visible
from complaintgen.model.record import Way
from complaintgen.store.files import load_case

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.model.record import Record

WAYS = {Way.IN: "in", Way.OUT: "out", Way.UNKNOWN: "?"}


def show_records(session: Session, folder: Path, *, as_json: bool) -> None:
    """Print all records of a case in the order of time, each with its file and row.

    Raises:
        CaseNotFoundError, ProblemsError, FileProblemError, OriginalChangedError.
    """
    case = load_case(folder)
    readings = readings_of(folder, case)
    found = [(proof, record) for proof, reading in readings.items() for record in reading.records]
    found.sort(key=lambda entry: (entry[1].at, entry[0], entry[1].row))
    same = same_rows(readings, owners(case))
    if as_json:
        write_json({"records": [_plain(proof, record, same) for proof, record in found]})
        return
    place = {record.id: f"{proof}:{record.row}" for proof, record in found}
    for proof, record in found:
        others = [place[name] for name in same.get(record.id, ()) if name != record.id]
        session.line(visible(_line(session, proof, record, others)))
    session.show_problems(lost_files(session, folder, case))
    if found:
        _count(session, found, same)
    else:
        session.say("No file of this case has been read into records yet.")
        session.note("Add files: {command}", command=session.command("add", folder, "FILE"))


def _count(
    session: Session, found: list[tuple[str, Record]], same: dict[str, tuple[str, ...]]
) -> None:
    """How many calls and messages the rows are."""
    repeated = sum(name != own[0] for name, own in same.items())
    if repeated:
        session.note(
            "{rows} rows, {count} calls and messages: rows with = are the same one in another "
            "file; it counts once.",
            rows=len(found),
            count=len(found) - repeated,
        )


def _plain(proof: str, record: Record, same: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    return {
        "id": record.id,
        "proof": proof,
        "row": record.row,
        "kind": record.kind.value,
        "at": record.at.isoformat(),
        "precision": record.precision.value,
        "way": record.way.value,
        "number": record.number,
        "shown": record.shown or record.number,
        "name": record.name,
        "answered": record.answered,
        "seconds": record.seconds,
        "text": record.text,
        "place": record.place,
        "same_as": [name for name in same.get(record.id, ()) if name != record.id],
    }


def _line(session: Session, proof: str, record: Record, others: list[str]) -> str:
    """One record in one line; the rows of other files that say the same at its end."""
    gettext = session.texts.gettext
    parts = [
        f"{proof}:{record.row}",
        str(record.at),
        gettext(WAYS[record.way]),
        record.number or record.shown or record.name or "—",
    ]
    if record.seconds is not None:
        parts.append(session.texts.fill("{seconds} s", seconds=record.seconds))
    if record.answered is False:
        parts.append(gettext("not answered"))
    if record.text:
        parts.append(record.text.replace("\n", " "))
    if others:
        parts.append(f"= {', '.join(others)}")
    return "  ".join(parts)
