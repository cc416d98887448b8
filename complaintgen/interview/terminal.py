"""The front end in a terminal, with questionary and prompt_toolkit behind it.

Signs are ASCII only (`[x] [ ] >`): old consoles draw others with an uncertain width. Long texts
are printed before the prompt, wrapped to the window, and wait to be read where they are longer
than it. The cursor stays visible, colour carries no meaning, and everything shown goes through
`visible`. The toolkit is loaded with the first prompt.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from complaintgen.interview import console
from complaintgen.interview.commands import command_of
from complaintgen.interview.console import is_terminal
from complaintgen.interview.prompts import Form, Given, Move, Prompt, Row
from complaintgen.interview.understood import masked
from complaintgen.model.errors import NoTerminalError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from complaintgen.interview.terminal_frame import Head, Streams
    from complaintgen.interview.terminal_list import Chosen, Line, Lists, Rows
    from complaintgen.interview.terminal_text import Field
    from complaintgen.library.texts import Texts

__all__ = ["TerminalPrompter", "is_terminal", "open_terminal"]

_LEAST_ROWS = 5
"""A list with fewer rows in sight than this waits until the help above it was read."""


def open_terminal(texts: Texts, case_file: Path) -> TerminalPrompter:
    """The front end in the terminal.

    Raises:
        NoTerminalError: standard input or standard error is no terminal.
    """
    if not is_terminal():
        raise NoTerminalError(case_file)
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    return TerminalPrompter(texts)


class TerminalPrompter:
    """Asks in the terminal; shows on standard error, so that standard output stays clean."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self._opened: Streams | None = None
        self._lists: Lists | None = None
        self._fields: dict[bool, Field] = {}
        self._unread = 0
        self._skips = False
        self._looked_at = ""
        self._explained: set[str] = set()

    @property
    def keys(self) -> str:
        """The keys that work at every prompt."""
        return self._t("Esc or < goes back, ? shows help, Ctrl-C leaves.")

    def show(self, text: str) -> None:
        """Show a text, wrapped; a window full of lines waits until it was read."""
        for line in console.wrapped(text):
            if self._unread >= console.size().lines - 1:
                self._pause()
            if self._skips:
                return
            console.write(line)
            self._unread += 1

    def ask(self, prompt: Prompt) -> Given:
        """Put one question, its help and example first."""
        self._explain(prompt)
        text = prompt.form in (Form.LINE, Form.LINES)
        given = self._ask_text(prompt) if text else self._ask_list(prompt)
        if given is Move.HELP or command_of(str(given)) is Move.HELP:
            self._explained.discard(_kind(prompt))
        return given

    def review(self, rows: Sequence[Row]) -> str | Move:
        """All answers as lists to pick from; the first row ends the interview."""
        from complaintgen.interview import terminal_review as lists  # noqa: PLC0415

        at, place = self._looked_at, lists.place_of(rows, self._looked_at)
        while True:
            given, at = self._look(lists.lines_at(rows, place, self.texts), at)
            if given is Move.BACK:
                at, place = lists.row_of(place), place.above
            elif isinstance(given, Move):
                return given
            else:
                inside = lists.opened(given[0], place)
                if inside is None:
                    self._looked_at = given[0]
                    return given[0]
                at, place = "", inside

    def _look(self, lines: list[Line], at: str) -> tuple[tuple[str, ...] | Move, str]:
        """One list of the review; the whole answer first where that is asked for."""
        from complaintgen.interview import terminal_list as shown  # noqa: PLC0415

        top = lines[-1].value != f"{shown.NAVIGATION}{Move.BACK}"
        answers = any(line.detail for line in lines)
        parts = [self._t("up and down: choose"), self._t("Enter: change") if answers else ""]
        parts += [self._t("space: all of it") if answers else self._t("Enter: open")]
        parts += [self._t("type to search"), "" if top else self._t("<: back")]
        hint = f"({self._t('; ').join(part for part in parts if part)})"
        while True:
            rows = shown.Rows(
                lines,
                self._head(hint, rows=len(lines)),
                frozenset() if top else frozenset({Move.BACK}),
                {at},
                search=self._t("Search"),
                whole=True,
                nothing=self._t("No row has this; Esc shows all rows again."),
            )
            chosen = self._choose(rows, confirm=False)
            if chosen.given != (shown.WHOLE,):
                return chosen.given, chosen.at
            at = chosen.at
            self.show("\n" + next(line.detail for line in lines if line.value == at))
            self._pause()

    def _t(self, message: str, **values: object) -> str:
        return self.texts.fill(message, **values)

    def _streams(self) -> Streams:
        """Where prompts read and draw; opened with the first one."""
        if self._opened is None:
            from complaintgen.interview.terminal_frame import open_streams  # noqa: PLC0415

            self._opened = open_streams()
        return self._opened

    def _pause(self) -> None:
        """Wait until the lines in the window were read."""
        from complaintgen.interview.terminal_frame import pause  # noqa: PLC0415

        if self._skips:
            return
        hint = console.wrapped(self._t("-- Enter: read on; q: skip --"))[0]
        self._unread = 0
        self._skips = not pause(self._streams(), hint)

    def _head(self, *texts: str, rows: int) -> Head:
        """Print what stands above a prompt that takes so many lines; wait first if it must."""
        from complaintgen.interview.terminal_frame import Head  # noqa: PLC0415

        above = sum(len(console.wrapped(text)) for text in texts)
        window = console.size().lines
        body = min(rows, max(_LEAST_ROWS, window // 3)) + 1
        if self._unread and self._unread + above + body > window:
            self._pause()
        self._skips = False
        for text in texts:
            self.show(text)
        head = Head(texts, self._unread)
        self._unread = 0
        return head

    def _explain(self, prompt: Prompt) -> None:
        self.show("")
        told = prompt.brief or _kind(prompt) in self._explained
        self._explained.add(_kind(prompt))
        if prompt.help and not told:
            self.show(prompt.help)
        if prompt.example and not told:
            self.show(self._t("For example: {example}", example=prompt.example))
        if prompt.note:
            self.show(f"* {prompt.note}")

    def _ask_text(self, prompt: Prompt) -> Given:
        many = prompt.form is Form.LINES
        typed = "" if prompt.kept else prompt.typed
        rows = len(console.wrapped(typed)) + 2 * many
        head = self._head(f"? {prompt.question}", self._text_hint(prompt, many=many), rows=rows)
        given = self._field(many=many).type(head, typed, prompt.moves, erased=prompt.secret)
        if prompt.secret:
            self._trace(given)
        return given if given.strip() else prompt.kept

    def _field(self, *, many: bool) -> Field:
        """The prompt for texts; built with the first question of its form."""
        from complaintgen.interview.terminal_text import Field  # noqa: PLC0415

        if many not in self._fields:
            self._fields[many] = Field(self._streams(), many=many)
        return self._fields[many]

    def _text_hint(self, prompt: Prompt, *, many: bool) -> str:
        parts = [self._t("two times Enter: go on") if many else self._t("Enter: go on")]
        if prompt.kept:
            parts = [self._t("Enter: keep {answer}", answer=masked(prompt.kept))]
        if Move.PASS in prompt.moves:
            empty = self._t("“none”: leave it empty") if prompt.kept else self._t("empty: skip")
            parts.append(empty)
        if Move.BACK in prompt.moves:
            parts.append(self._t("<: back"))
        if Move.UNKNOWN in prompt.moves:
            parts.append(self._t("“unknown”: not sure"))
        parts.append(self._t("?: help"))
        return f"({self._t('; ').join(parts)})"

    def _trace(self, given: str) -> None:
        """What a secret number leaves on the screen: its ends; a word that is a move whole."""
        if given.strip():
            self.show(f"> {given if command_of(given) else masked(given.strip())}")

    def _ask_list(self, prompt: Prompt) -> Given:
        from complaintgen.interview.terminal_list import Rows  # noqa: PLC0415

        many = prompt.form is Form.MANY
        lines = self._lines(prompt, many=many)
        long = len(lines) > console.size().lines
        hint = self._list_hint(prompt, lines, many=many, long=long)
        head = self._head(f"? {prompt.question}", hint, rows=len(lines))
        search = self._t("Search") if long and not many else ""
        picked = set(prompt.picked)
        rows = Rows(lines, head, prompt.moves, picked, many, search, still=prompt.still)
        rows.nothing = self._t("No row has this; Esc shows all rows again.")
        return self._choose(rows).given

    def _lines(self, prompt: Prompt, *, many: bool) -> list[Line]:
        """The options, then what can be done instead."""
        from complaintgen.interview.terminal_list import NAVIGATION, OK, Line  # noqa: PLC0415

        lines = [Line(each.value, each.label, said=each.said) for each in prompt.options]
        if many:
            lines.append(Line(OK, self._t("Go on with what is ticked")))
        names = (
            (Move.UNKNOWN, self._t("Not sure")),
            (Move.PASS, self._t("None / skip")),
            (Move.BACK, self._t("< Back")),
        )
        moves = (Line(f"{NAVIGATION}{move}", name) for move, name in names if move in prompt.moves)
        return [*lines, *moves]

    def _list_hint(self, prompt: Prompt, lines: Sequence[Line], *, many: bool, long: bool) -> str:
        parts = [self._t("up and down: choose")]
        if prompt.still:
            parts = [self._t("choose a row first, up or down")]
        parts += [self._t("space: tick"), self._t("Enter: go on")] if many else []
        parts += [] if many else [self._t("Enter: take it")]
        if many and Move.PASS in prompt.moves and not prompt.picked:
            parts.append(self._t("nothing ticked: skip"))
        if Move.BACK in prompt.moves:
            parts.append(self._t("<: back"))
        if len(lines) > console.size().lines // 2:
            parts.append(self._t("{count} rows in all", count=len(lines)))
        if long and not many:
            parts.append(self._t("type to search"))
        if Move.HELP in prompt.moves and (prompt.help or prompt.example):
            parts.append(self._t("?: help"))
        return f"({self._t('; ').join(parts)})"

    def _choose(self, rows: Rows, *, confirm: bool = True) -> Chosen:
        """Let one row be picked, or several be ticked; a line says what it was."""
        from complaintgen.interview.terminal_list import Lists  # noqa: PLC0415

        if self._lists is None:
            self._lists = Lists(self._streams())
        chosen = self._lists.choose(rows)
        if confirm:
            self._confirm(chosen.given, rows.lines)
        return chosen

    def _confirm(self, given: tuple[str, ...] | Move, lines: Sequence[Line]) -> None:
        """Leave a line that says what was picked."""
        from complaintgen.interview.terminal_list import NAVIGATION  # noqa: PLC0415

        if given is Move.HELP:
            return
        wanted = {f"{NAVIGATION}{given}"} if isinstance(given, Move) else set(given)
        for line in lines:
            if line.value in wanted:
                self.show(f"> {line.said or line.label}")


def _kind(prompt: Prompt) -> str:
    """What was explained: a question, whatever item of a list it is asked about."""
    return f"{_ITEM.sub('.*.', prompt.path)} {prompt.form}"


_ITEM = re.compile(r"\.[^.]+\.")
