"""What readers of messages say about a file: problems of rows and notes, each in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.intake.rows import Note, RefusedError
from complaintgen.model.problem import Problem, Severity
from complaintgen.model.record import Record, RecordKind, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaintgen.intake.rows import Row

MOST_UNREAD = 100_000
"""So many damaged entries, and the file is no backup any more: reading stops."""
_COMPANY_SENDERS = ("95", "106")


def broken_element(row: int) -> Problem:
    """An element whose end or values nobody can tell."""
    return Problem(
        "broken-element",
        f"row {row}",
        "This entry is damaged and cannot be read with certainty; the others were read.",
        "Look it up on the phone; if it matters, take a screenshot of it and add that.",
    )


def too_long(row: int) -> Problem:
    """An element larger than any message."""
    return Problem(
        "entry-too-long",
        f"row {row}",
        "This entry is far too long for a message and was passed over.",
        "Look it up on the phone; if it matters, take a screenshot of it and add that.",
    )


def no_time(row: int, written: str) -> Problem:
    """A row without a usable moment."""
    return Problem(
        "no-time",
        f"row {row}",
        "This entry has no usable time: {written}",
        "Look it up on the phone; if it matters, take a screenshot of it and add that.",
        {"written": written[:40] or "-"},
    )


def day_open(row: int, written: str) -> Problem:
    """A message headed by a day that depends on when it was copied: 昨天 13:58."""
    return Problem(
        "day-open",
        f"row {row}",
        "Which day “{written}” means, only the day of copying tells; it was not guessed.",
        "Write the whole date into a copy, like 2026年03月05日 13:58, and add that copy; or take a "
        "screenshot that shows the date.",
        {"written": written[:40]},
    )


def document_type() -> RefusedError:
    """A file with a DOCTYPE, which no backup has; nothing of it is read."""
    return RefusedError(
        Problem(
            "unsafe-file",
            "",
            "This file declares a document type, as no real backup does, and was not read.",
            "Make the backup once more on the phone and add that file.",
        )
    )


def nested_too_deeply() -> RefusedError:
    """Elements within elements within elements; nothing of the file is read."""
    return RefusedError(
        Problem(
            "unsafe-file",
            "",
            "The entries of this file are nested as in no real backup; it was not read.",
            "Make the backup once more on the phone and add that file.",
        )
    )


def bomb() -> RefusedError:
    """A zip that unpacks to far more than it holds; nothing of it is read."""
    return RefusedError(
        Problem(
            "unsafe-file",
            "",
            "This zip unpacks to far more than any backup does; it was not read.",
            "Unpack it yourself, look at what it is, and add the file that matters.",
        )
    )


def too_many() -> Problem:
    """So much is damaged that reading stops."""
    return Problem(
        "too-many-damaged",
        "",
        "So many entries cannot be read that reading was stopped.",
        "It may be damaged or cut short: make the backup once more and add that file.",
    )


def damaged(reason: str) -> Problem:
    """The file, or the rest of it, could not be read."""
    return Problem(
        "damaged-file",
        "",
        "The rest of this file cannot be read: {reason}.",
        "It may be damaged or cut short: make the backup once more and add that file.",
        {"reason": reason[:200]},
    )


def cut_short() -> Note:
    """The file ends before its last element is closed."""
    return _note(
        "ends-early",
        message="This file ends too early: the last entries may be missing.",
        hint="Copy it from the phone once more; if it stays so, make a new backup.",
    )


_LONG = 12
"""A count of so many figures is no count."""


def wrong_count(said: str, found: int) -> Note:
    """The file's own count is not what it holds; where it holds more, nothing can be missing."""
    counted = {"said": said[:20], "found": str(found)}
    if said.isdecimal() and len(said) < _LONG and found > int(said):
        return _note(
            "count-differs",
            message="The file says it holds {said} entries; {found} were found. "
            "What was found counts.",
            hint="This is common: nothing is missing.",
            **counted,
        )
    return _note(
        "count-differs",
        message="The file says it holds {said} entries; {found} were found. What was found counts.",
        hint="This is common. If calls or messages are missing, make the backup once more.",
        **counted,
    )


def mended_entries(number: int) -> Note:
    """Entries whose quotes were not written as they must be."""
    return _note(
        "entries-mended",
        message="{number} entries were not written correctly by the app; they were mended.",
        hint="Compare the ones you rely on with the phone.",
        number=str(number),
    )


def other_calls(number: int) -> Note:
    """Calls of a kind that only this phone's maker knows."""
    return _note(
        "unknown-call-kind",
        message="{number} calls are of an unknown kind; they are kept, in or out is open.",
        hint="Look at them with: complaintgen show --records",
        number=str(number),
    )


def words_not_read(number: int) -> Note:
    """Messages whose time and number are known, and whose words are stored in an unknown form."""
    return _note(
        "words-not-read",
        message="The words of {number} messages are stored in a form that could not be read; time "
        "and number are kept.",
        hint="If they matter, take screenshots, or export the messages with iMazing as CSV.",
        number=str(number),
    )


def whose_side() -> Note:
    """A chat in which the person's own name is not known."""
    return _note(
        "own-name-unknown",
        message="Nobody can tell from this chat which messages are yours.",
        hint="Say your own nickname in it: complaintgen add CASE FILE --me NICKNAME",
    )


def forged_headers(number: int, places: str) -> Note:
    """Lines inside messages that look like the head of a message."""
    return _note(
        "looks-like-header",
        message="{number} lines inside messages look like the head of another message: {places}.",
        hint="Compare these places with the phone.",
        number=str(number),
        places=places,
    )


def journal_apart() -> Note:
    """A database whose latest changes may stand in a second file."""
    return _note(
        "journal-apart",
        message="The latest entries may stand in a second file (-wal), which was not read.",
        hint="If the last days are missing, take the database from a backup made with a computer.",
    )


def other_schema(missing: str) -> Problem:
    """A database of a version whose columns are others."""
    return Problem(
        "other-schema",
        "",
        "This database has another form than the known ones: it lacks {missing}.",
        "Export the calls or messages as CSV instead, or take screenshots, and add those.",
        {"missing": missing[:200]},
    )


def _note(code: str, message: str, hint: str, **values: str) -> Note:
    return Note(problem=Problem(code, "", message, hint, values, Severity.WARNING))


def _no_company_sender() -> Note:
    return _note(
        "no-company-sender",
        message="No message here comes from a 95 or 106 number; Xiaomi phones may hide those.",
        hint="Let the app read notification messages and make a new backup; or take screenshots.",
    )


def watched(rows: Iterable[Row], *, android: bool = False) -> Iterator[Row]:
    """The rows; nothing but `RefusedError` is raised.

    An Android phone whose messages hold none of a company gets a note about that.
    """
    received, company, unread = False, False, 0
    try:
        for row in rows:
            yield row
            if isinstance(row, Problem):
                unread += 1
                if unread > MOST_UNREAD:
                    yield too_many()
                    return
            elif not company and isinstance(row, Record) and row.kind is RecordKind.SMS:
                received = received or row.way is Way.IN
                company = row.way is Way.IN and row.number.startswith(_COMPANY_SENDERS)
    except RefusedError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever the bytes do, the rows before them stay)
        yield damaged(f"{type(error).__name__}: {error}")
    if android and received and not company:
        yield _no_company_sender()
