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
        f"entry {row}",
        "This entry is damaged and cannot be read with certainty; the others were read.",
        "Look it up on the phone; if it matters, take a screenshot of it and add that.",
    )


def too_long(row: int) -> Problem:
    """An element larger than any message."""
    return Problem(
        "entry-too-long",
        f"entry {row}",
        "This entry is far too long for a message and was passed over.",
        "Look it up on the phone; if it matters, take a screenshot of it and add that.",
    )


def no_time(row: int, written: str) -> Problem:
    """A row without a usable moment."""
    return Problem(
        "no-time",
        f"entry {row}",
        "This entry has no usable time: {written}",
        "Look it up on the phone; if it matters, take a screenshot of it and add that.",
        {"written": written[:40] or "-"},
    )


def no_backup(reason: str) -> RefusedError:
    """A file that declares what no backup has; nothing of it is read."""
    return RefusedError(
        Problem(
            "unsafe-file",
            "",
            "This file is built as no real backup is ({reason}) and was not read.",
            "Make the backup once more on the phone and add that file.",
            {"reason": reason},
        )
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
        "This file ends too early: the last entries may be missing.",
        "Copy it from the phone once more; if it stays so, make a new backup.",
    )


def wrong_count(said: str, found: int) -> Note:
    """The file's own count is not what it holds."""
    return _note(
        "count-differs",
        "The file says it holds {said} entries; {found} were found. What was found counts.",
        "This is common. If messages are missing, make the backup once more.",
        said=said[:20],
        found=str(found),
    )


def mended_entries(number: int) -> Note:
    """Entries whose quotes were not written as they must be."""
    return _note(
        "entries-mended",
        "{number} entries were not written correctly by the app and were mended to be read.",
        "Compare the ones you rely on with the phone.",
        number=str(number),
    )


def other_calls(number: int) -> Note:
    """Calls of a kind that only this phone's maker knows."""
    return _note(
        "unknown-call-kind",
        "{number} calls are of a kind this program does not know; they are kept, their direction "
        "is open.",
        "Look at them with: complaintgen show --records",
        number=str(number),
    )


def whose_side() -> Note:
    """A chat in which the person's own name is not known."""
    return _note(
        "own-name-unknown",
        "Nobody can tell from this chat which messages are yours.",
        "Say your own nickname in it when adding the file.",
    )


def forged_headers(number: int, places: str) -> Note:
    """Lines inside messages that look like the head of a message."""
    return _note(
        "looks-like-header",
        "{number} lines inside messages look like the head of another message: {places}.",
        "They were read as words of the message they stand in. Compare them with the phone.",
        number=str(number),
        places=places,
    )


def journal_apart() -> Note:
    """A database whose latest changes may stand in a second file."""
    return _note(
        "journal-apart",
        "This database may keep its latest entries in a second file (its name ends in -wal), "
        "which was not read.",
        "If the last days are missing, make a backup of the telephone with a computer and take "
        "the database from it.",
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
        "No message in this file comes from a 95 or 106 number. Phones by Xiaomi keep such "
        "messages from apps unless they are allowed to read notification messages.",
        "Allow the app to read notification messages, make the backup once more and "
        "add that file too; or take screenshots.",
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
                    yield damaged("too many entries cannot be read")
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
