"""What `witness --answers FILE` does: all answers of a file or none, then the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.cli import answering, statements
from complaintgen.cli.session import write_json
from complaintgen.filing import witness as filing
from complaintgen.interview import witnessing as sitting
from complaintgen.interview.answers_file import read_answers
from complaintgen.library.witness import load_witnessing
from complaintgen.model.errors import ProblemsError
from complaintgen.model.problem import Problem
from complaintgen.store import answers
from complaintgen.store.document import CaseFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from complaintgen.cli.statements import Order
    from complaintgen.filing.witness import Written
    from complaintgen.interview.answers_file import Answered
    from complaintgen.model.case import Case
    from complaintgen.model.witness import Witnessing

ID, CONTACT = "id", "contact"


class Told(msgspec.Struct, frozen=True):
    """One statement of the file: what it lacks, or the paper where there is one."""

    item: str
    agrees: bool | None
    missing: tuple[str, ...]
    written: Written | None

    @property
    def status(self) -> int:
        """0 where the paper was written."""
        return 0 if self.written else statements.INCOMPLETE


def take(order: Order, wanted: str | None, source: Path) -> int:
    """Put the statements of a file into the case, all or none, and write those that are complete.

    Raises:
        NoNameError: the case has no name of the complainant yet.
        FileProblemError: the file cannot be read.
    """
    file, witnessing = CaseFile.open(order.folder), load_witnessing()
    filing.named(file.case, order.folder)
    try:
        answered = _read(order, file.case, wanted, source, witnessing)
    except ProblemsError as error:
        wrong = error.problems
        return answering.refuse(order.session, source, wrong, as_json=order.as_json)
    named = _named(file.case, answered.case, wanted)
    file.save(answered.case)
    order.session.show_problems(answered.notes)
    return _report(order, [_told(order, file, item, witnessing) for item in named])


def _read(
    order: Order, case: Case, wanted: str | None, source: Path, witnessing: Witnessing
) -> Answered:
    """What the file makes of the case.

    Raises:
        ProblemsError: something in it is wrong; all of it is listed.
    """
    place = "stdin" if str(source) == answering.STDIN else source.name
    rows = _rows(answers.parse(answering.read_file(source, order.folder), place), place)
    if wanted is not None:
        contact = sitting.find_contact(case, wanted)
        if contact is None:
            case, contact = sitting.add_contact(case, wanted)
        rows = list(_of(case, contact.id, rows))
    around = statements.surroundings(order, witnessing, "")
    data = {sitting.TABLE: rows}
    found = read_answers(case, data, witnessing.sections, around, statements.no_files, place=place)
    if found.wrong:
        raise ProblemsError(place, found.wrong)
    return found


def _of(case: Case, contact: str, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows as statements of a contact: the first is their first, so that a corrected file
    corrects, and only what is more is new.
    """
    own = [{ID: each.id} for each in case.statements if each.contact == contact]
    for place, row in enumerate(rows):
        known = own[place] if place < len(own) and ID not in row else {}
        yield {CONTACT: contact, **known, **row}


def _rows(data: Mapping[str, Any], place: str) -> list[dict[str, Any]]:
    """The statements of a file; it may hold nothing else.

    Raises:
        ProblemsError: it holds something else, or none.
    """
    rows = data.get(sitting.TABLE)
    others = [key for key in data if key not in ("format", sitting.TABLE)]
    if not others and isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    raise ProblemsError(
        place, tuple(_no_statement(place, key) for key in others or [sitting.TABLE])
    )


def _no_statement(place: str, key: str) -> Problem:
    return Problem(
        code="unknown-key",
        place=place,
        message="“{key}” is no statement of a witness.",
        hint="The file holds statements only: [[statements]], each with agrees, name, account …",
        values={"key": key[:60]},
    )


def _named(before: Case, after: Case, wanted: str | None) -> tuple[str, ...]:
    """The statements that the file is about: changed ones; where none is, those of the contact."""
    known = {each.id: each for each in before.statements}
    changed = tuple(each.id for each in after.statements if known.get(each.id) != each)
    if changed or wanted is None:
        return changed
    contact = sitting.find_contact(after, wanted)
    return tuple(each.id for each in after.statements if contact and each.contact == contact.id)


def _told(order: Order, file: CaseFile, item: str, witnessing: Witnessing) -> Told:
    agrees = filing.statement_of(file.case, item, witnessing).agrees
    missing = tuple(filing.missing(file.case, item, witnessing))
    written = None if missing else statements.write(order, file, item, witnessing)
    return Told(item, agrees, missing, written)


def _report(order: Order, all_told: list[Told]) -> int:
    if order.as_json:
        write_json({"saved": True, "wrong": [], "statements": [_plain(each) for each in all_told]})
    else:
        for line in _lines(order, all_told):
            order.session.line(line)
    return max((each.status for each in all_told), default=0)


def _plain(told: Told) -> dict[str, Any]:
    return {
        "id": told.item,
        "agrees": told.agrees,
        "missing": list(told.missing),
        "written": statements.plain(told.written),
    }


def _lines(order: Order, all_told: list[Told]) -> Iterator[str]:
    for each in all_told:
        if each.missing:
            yield order.session.texts.fill(
                "Statement {id} still lacks: {fields}", id=each.item, fields=", ".join(each.missing)
            )
        else:
            yield from statements.told(order, each.item, each.written)
