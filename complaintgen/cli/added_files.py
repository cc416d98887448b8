"""How files that were added are told: in sentences, and as plain data for `--json`."""

from __future__ import annotations

import re
import shlex
import sys
from typing import TYPE_CHECKING, Any

from complaintgen.filing.add import Outcome
from complaintgen.interview.visible import visible
from complaintgen.model.record import Coverage, RecordKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.filing.add import Added
    from complaintgen.model.problem import Problem
    from complaintgen.model.record import Reading

SHOWN = 20
"""So many different problems of a file are printed; the rest is counted."""

OUTCOMES = {
    Outcome.NEW: "{name}: taken in as {proof}, {what}.",
    Outcome.KNOWN: "{name}: already in the case as {proof}; nothing changed.",
    Outcome.AGAIN: "{name}: already in the case as {proof}; read anew.",
    Outcome.BACK: "{name}: the original of {proof} was gone; here it is again.",
    Outcome.REFUSED: "{name}: NOT taken in.",
}
KINDS = {
    "screenshot": "a screenshot",
    "call_list": "a list of calls",
    "recording": "a recording",
    "message": "messages",
    "photo": "a photo",
    "video": "a video",
    "document": "a document",
    "other": "another file",
}
IGNORED = {
    "blank": "blank",
    "title": "title",
    "total": "total",
    "summary": "summary",
    "header": "heading",
    "example": "example",
    "other-sheet": "other sheet",
    "draft": "draft",
    "system": "system message",
    "outbox": "not sent yet",
    "failed": "not sent",
    "queued": "not sent yet",
    "reaction": "reaction",
}
COVERAGES = {
    Coverage.CONNECTED: (
        "This list holds answered calls only: calls that rang in vain are missing, so every count "
        "is “at least”."
    ),
    Coverage.ATTEMPTS: "This list holds answered and unanswered calls.",
    Coverage.UNKNOWN: (
        "Whether calls that rang in vain are in this list is open; every count is “at least”."
    ),
}
SOURCES = {
    "exif": "the picture's own data",
    "name": "the name of the file, which tells when it was saved",
    "header": "the file's own data",
}


def needs_person(added: Added) -> bool:
    """Whether something is left to do about a file."""
    return added.outcome is Outcome.REFUSED or bool(added.reading.problems)


def plain(session: Session, added: Added, repeated: Mapping[str, int]) -> dict[str, Any]:
    """A file for `--json`: rows = records + all ignored + the number of problems, always.

    `records` are the rows that could be read, each of them; `merged` says how many of those repeat
    a row of the same file or of an earlier one of the case, and so count no second time.

    Args:
        session: the language.
        added: the file.
        repeated: how many records of each proof an earlier one shows too.
    """
    reading, period = added.reading, added.reading.period
    elsewhere = repeated.get(added.proof.id, 0) if added.proof else 0
    return {
        "name": added.path.name,
        "kind": added.kind,
        "sha256": added.sha256,
        "rows": reading.rows,
        "records": len(reading.records) + reading.merged,
        "merged": reading.merged + elsewhere,
        "ignored": dict(sorted(reading.ignored.items())),
        "problems": [_plain_problem(session, added, problem) for problem in reading.problems],
        "period": period and {"first": period.first.isoformat(), "last": period.last.isoformat()},
    }


def _plain_problem(session: Session, added: Added, problem: Problem) -> dict[str, str | int | None]:
    """A problem with its file and row; the row is None where it is about the whole file."""
    message, hint = session.texts.problem(problem)
    found = re.search(r"\b(?:row|entry|line) ([0-9]+)$", problem.place)
    return {
        "file": added.path.name,
        "row": int(found[1]) if found else None,
        "place": problem.place,
        "message": message,
        "hint": hint,
    }


def show(session: Session, folder: Path, added: Added) -> None:
    """Print what a file was, what was read from it, and what is left to do."""
    texts, typed = session.texts, _typed(folder, added.path)
    what = texts.gettext(KINDS.get(added.kind, "another file"))
    proof = added.proof.id if added.proof else ""
    name = visible(added.path.name)
    session.say(OUTCOMES[added.outcome], name=name, proof=proof, what=what)
    if added.borrowed:
        session.say("    Columns as you named them for {proof}.", proof=added.borrowed)
    if added.reading.records:
        _show_rows(session, added.reading)
    if added.facts:
        _show_facts(session, added)
    for remark in added.reading.notes:
        message, hint = texts.problem(remark)
        hint = typed(hint)
        session.line(visible(texts.fill("    note: {message} {hint}", message=message, hint=hint)))
    _show_problems(session, added.reading.problems, typed)


def _typed(folder: Path, path: Path) -> Callable[[str], str]:
    """Puts the case and the file into the commands of a hint, so that they can be typed."""
    case, file = (visible(quoted(str(each))) for each in (folder, path))
    return lambda hint: re.sub(
        r"\b(CASE|FILE)\b", lambda word: case if word[0] == "CASE" else file, hint
    )


def quoted(text: str) -> str:
    """A name as a shell takes it."""
    # shlex also quotes every Chinese character, which no shell needs.
    return text if re.fullmatch(r"[\w@%+=:,./-]+", text) else shlex.quote(text)


def _show_rows(session: Session, reading: Reading) -> None:
    texts = session.texts
    left_out = texts.gettext("; ").join(
        texts.fill("{name}: {note}", name=texts.gettext(IGNORED.get(kind, kind)), note=count)
        for kind, count in sorted(reading.ignored.items())
    )
    session.say(
        "    rows: {rows}; read: {records}; left out: {ignored}; not readable: {problems}",
        rows=reading.rows,
        records=len(reading.records) + reading.merged,
        ignored=sum(reading.ignored.values()),
        problems=reading.row_problems,
    )
    if reading.merged:
        session.say(
            "    {count} of the rows read say the same as another row of this file; each counts "
            "once.",
            count=reading.merged,
        )
    if left_out:
        session.say("    left out: {kinds}", kinds=left_out)
    if reading.repaired:
        session.say("    {count} damaged characters were mended.", count=reading.repaired)
    if period := reading.period:
        session.say("    from {first} to {last}", first=period.first, last=period.last)
    if any(record.kind is RecordKind.CALL for record in reading.records):
        session.line(f"    {texts.gettext(COVERAGES[reading.coverage])}")


def _show_facts(session: Session, added: Added) -> None:
    facts = added.facts
    if facts is None:
        return
    for found in facts.dates:
        session.say(
            "    date: {day}, from {source}",
            day=found.at if found.exact else found.at.date(),
            source=session.texts.gettext(SOURCES.get(found.source.value, "the file's own data")),
        )
    if added.proof and added.proof.day and facts.day and added.proof.day != facts.day:
        session.say("    the case says {day}; that stays", day=added.proof.day)
    for remark in facts.notes:
        message, hint = session.texts.problem(remark)
        line = session.texts.fill("    note: {message} {hint}", message=message, hint=hint)
        session.line(visible(line))


def _show_problems(
    session: Session, problems: Iterable[Problem], typed: Callable[[str], str]
) -> None:
    """Print problems; the same one in many rows is said once, with its rows."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.hint), []).append(problem)
    for same in list(groups.values())[:SHOWN]:
        message, hint = session.texts.problem(same[0])
        places = [_place(session, problem.place) for problem in same]
        where = ", ".join(place for place in places[:3] if place)
        if len(places) > 3:  # noqa: PLR2004 (three show where to look)
            where = session.texts.fill(
                "{places} and {count} more", places=where, count=len(places) - 3
            )
        line = f"    ! {where}: {message}" if where else f"    ! {message}"
        session.line(visible(line))
        session.line(visible(f"      → {typed(hint)}"))
    if len(groups) > SHOWN:
        session.say("    … and {count} more.", count=len(groups) - SHOWN)


def _place(session: Session, place: str) -> str:
    """Where a problem is, in the language of the interface."""
    found = re.search(r"\b(row|entry) ([0-9]+)$", place)
    if found is None:
        return place
    fill, number = session.texts.fill, found[2]
    where = fill("row {number}", number=number)
    if found[1] == "entry":
        where = fill("entry {number}", number=number)
    return place[: found.start()] + where


class Progress:
    """Tells on a terminal how many rows of a long file have been read."""

    def __init__(self, session: Session, path: Path) -> None:
        self.session, self.name = session, visible(path.name)
        self.on = sys.stderr.isatty()
        self.told = False

    def __call__(self, rows: int) -> None:
        """So many rows have been read."""
        if self.on:
            text = self.session.texts.fill("{name}: {rows} rows …", name=self.name, rows=rows)
            sys.stderr.write(f"\r{text}\x1b[K")
            sys.stderr.flush()
            self.told = True

    def clear(self) -> None:
        """Take the line away."""
        if self.told:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.told = False
