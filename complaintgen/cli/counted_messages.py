"""All messages of collectors' numbers, to look through: which count, and which are mere notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from complaintgen.cli.session import write_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.interview.deciding import Counted
    from complaintgen.model.case import Case
    from complaintgen.model.record import Reading


def counted(
    case: Case, readings: Mapping[str, Reading], *, everything: bool = True
) -> list[Counted]:
    """The messages that came in from collectors' numbers, those that look like notices first.

    Without `everything` those of which the person said nothing yet.
    """
    from complaintgen.analysis.gathering import callers
    from complaintgen.analysis.merging import is_incoming
    from complaintgen.analysis.numbers import key_of
    from complaintgen.analysis.searching import is_notice
    from complaintgen.interview.deciding import Counted
    from complaintgen.library.phrases import load_phrases
    from complaintgen.model.record import RecordKind

    phrases, by = load_phrases(), callers(case)
    said = {p.record: p.confirmed for p in case.passages if p.confirmed is not None}
    found = [
        Counted(record, is_notice(record.text, phrases), said.get(record.id))
        for reading in readings.values()
        for record in reading.records
        if record.kind is not RecordKind.CALL
        and is_incoming(record)
        and by.get(key_of(record.number), "lender") != "lender"
        and (everything or record.id not in said)
    ]
    return sorted(found, key=lambda each: (not each.notice, each.record.at, each.record.id))


def show(session: Session, folder: Path, *, everything: bool, plain: bool, as_json: bool) -> int:
    """Ask about each in a terminal; else list them."""
    from complaintgen.filing.readings import readings_of
    from complaintgen.interview.terminal import is_terminal
    from complaintgen.store.files import load_case

    case = load_case(folder)
    found = counted(case, readings_of(folder, case), everything=everything or as_json)
    if as_json:
        write_json({"messages": [_plain(each) for each in found]})
        return 0
    if found and (plain or is_terminal()):
        return _ask(session, folder, found, plain=plain)
    _list(session, folder, found)
    return 0


def _plain(each: Counted) -> dict[str, Any]:
    record = each.record
    return {
        "record": record.id,
        "at": record.at.isoformat(),
        "number": record.number,
        "text": record.text,
        "notice": each.notice,
        "counts": each.counts,
        "said": each.said,
    }


def _ask(session: Session, folder: Path, found: Sequence[Counted], *, plain: bool) -> int:
    """The dialogue; exit status 1 where the person left before its end."""
    from complaintgen.cli.interviewing import front_end
    from complaintgen.interview.deciding import Desk, decide_counted
    from complaintgen.store.document import CaseFile

    prompter = front_end(session, folder, plain=plain)
    file = CaseFile.open(folder)
    try:
        _, finished = decide_counted(file.case, found, Desk(prompter, session.texts, file.save))
    except (KeyboardInterrupt, EOFError):
        finished = False
    session.note("What you said is saved in {folder}.", folder=folder)
    session.note("See what it comes to: {command}", command=session.command("check", folder))
    return 0 if finished else 1


def _list(session: Session, folder: Path, found: Sequence[Counted]) -> None:
    from complaintgen.interview.visible import visible

    texts = session.texts
    for each in found:
        state = texts.gettext("counts") if each.counts else texts.gettext("does not count")
        record = each.record
        session.line(f"{record.id[:12]}…:{record.row}  {record.at:%Y-%m-%d %H:%M}  {state}")
        session.line(f"    {visible(record.number)}  {visible(record.text)}")
    if not found:
        session.say("There is no message of a collector's number left to look at.")
        return
    session.note(
        "Run it in a terminal to say which count: {command}",
        command=session.command("messages", folder, "--counted"),
    )


def say(session: Session, folder: Path, harmless: Sequence[str], count: Sequence[str]) -> int:
    """What `--harmless` and `--count` say; a record is named by its id, or as `e1:17`."""
    from complaintgen.interview.naming import count_message, judge_message
    from complaintgen.store.document import CaseFile

    file = CaseFile.open(folder)
    case = file.case
    for name in harmless:
        case = judge_message(case, _record(session, folder, case, name), None)
    for name in count:
        case = count_message(case, _record(session, folder, case, name))
    if case != file.case:
        file.save(case)
    session.note("See what it comes to: {command}", command=session.command("check", folder))
    return 0


def _record(session: Session, folder: Path, case: Case, name: str) -> str:
    """The id of a record; refused where the files hold none of that name."""
    from complaintgen.filing.readings import readings_of

    proof, _, row = name.rpartition(":")
    for known, reading in readings_of(folder, case).items():
        for record in reading.records:
            if record.id == name or (known == proof and str(record.row) == row):
                return record.id
    raise click.BadParameter(session.texts.fill("There is no record {name}.", name=name))
