"""Asks in a terminal, line by line, which column of an unknown table is what."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import click

from complaintgen.interview.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.cli.session import Session

QUESTIONS = {
    "time": "Which column says when the call was (day and time, or only the day)?",
    "clock": "Which column says the time of day, if it stands apart?",
    "number": "Which column holds the other side's number?",
    "way": "Which column says whether the call came in or went out?",
    "seconds": "Which column says how long the call lasted?",
}
NEEDED = {"time", "number"}
LEAVE = -1
"""The person types 0: the file is not to be taken in."""
SHORT = 24
EXAMPLES = 3


def ask_columns(session: Session, path: Path) -> tuple[str, ...]:
    """The columns as the person names them, `meaning=@C`; none where they leave the file out."""
    from complaintgen.intake.carriers import first_rows
    from complaintgen.intake.sniff import open_file

    start = first_rows(open_file(path))
    if not start:
        return ()
    _show_columns(session, path, start)
    said: dict[str, int] = {}
    for meaning, question in QUESTIONS.items():
        needed = meaning in NEEDED
        column = _ask(session, question, len(start[0]), needed=needed)
        if column == LEAVE:
            return ()
        if column is not None:
            said[meaning] = column
    if "clock" in said:
        said["date"] = said.pop("time")
    return tuple(f"{meaning}={_place(start[0], column)}" for meaning, column in said.items())


def _show_columns(session: Session, path: Path, start: list[list[str]]) -> None:
    session.say(
        "{name}: the program does not know this table. Its columns, with the first rows:",
        name=visible(path.name),
    )
    for column, heading in enumerate(start[0]):
        below = [row[column] for row in start[1 : EXAMPLES + 1] if column < len(row)]
        cells = " | ".join(visible(cell)[:SHORT] for cell in (heading, *below))
        session.line(f"  {column + 1:>2}  {cells}")


def _ask(session: Session, question: str, columns: int, *, needed: bool) -> int | None:
    """A column from 0; None for Enter where it may be none; `LEAVE` = not this file."""
    gettext = session.texts.gettext
    while True:
        more = gettext("a number; 0 = leave this file out")
        if not needed:
            more = gettext("a number; Enter = none of them; 0 = leave this file out")
        text = click.prompt(
            f"{gettext(question)} ({more})", default="", show_default=False, prompt_suffix=" "
        )
        text = unicodedata.normalize("NFKC", text).strip()
        if not text and not needed:
            return None
        if text and not text.strip("0"):
            return LEAVE
        if text.isdecimal() and 1 <= int(text) <= columns:
            return int(text) - 1
        session.say("Please type a number from 1 to {count}.", count=columns)


def _place(headings: list[str], column: int) -> str:
    """The heading, where it stands there once and is words; else the letter of the column."""
    heading = headings[column].strip()
    plain = heading and "," not in heading and "=" not in heading and headings.count(heading) == 1
    if plain and not any(sign.isdigit() for sign in heading):
        return heading
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"@{letters}"
