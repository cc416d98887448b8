"""`complaintgen show --records`: the rows of evidence themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaintgen.cli.session import write_json
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
    found = [
        (proof, record)
        for proof, reading in readings_of(folder, load_case(folder)).items()
        for record in reading.records
    ]
    found.sort(key=lambda entry: (entry[1].at, entry[0], entry[1].row))
    if as_json:
        write_json({"records": [_plain(proof, record) for proof, record in found]})
        return
    for proof, record in found:
        session.line(visible(_line(session, proof, record)))
    if not found:
        session.say("No file of this case has been read into records yet.")
        session.note("Add files: {command}", command=session.command("add", folder, "FILE"))


def _plain(proof: str, record: Record) -> dict[str, Any]:
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
    }


def _line(session: Session, proof: str, record: Record) -> str:
    """One record in one line."""
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
    return "  ".join(parts)
