"""The front end of plain lines: for screen readers, simple terminals and pipes.

Every output line is whole: no escapes, no boxes, no colour, no wrapping, no cursor movement and
no unfinished line before the answer, so that a screen reader reads it and a pipe can follow it.
Lists are numbered. Typed alone, these mean a move: `b` back, `?` help, `s` save and leave, `u`
not sure, `-` leave it empty; an answer that really is one of them is typed with a space before
it or in quotation marks. An empty line keeps the earlier answer, or skips. A text of several
lines ends with an empty line; a line of dots loses one dot, so that `.` is a blank line inside.
Where somebody types, lines that come all at once are a paste: they are one answer, blank lines
included, and never answer the next questions.
"""

from __future__ import annotations

import re
import select
from typing import TYPE_CHECKING, TextIO

from complaintgen.interview import plain_review
from complaintgen.interview.commands import command_of, means_nothing
from complaintgen.interview.picking import pick_many, pick_one
from complaintgen.interview.prompts import Form, Given, Move, Option, Prompt, Row
from complaintgen.interview.reading import plain
from complaintgen.interview.understood import masked
from complaintgen.interview.visible import visible, writable
from complaintgen.model.question import AnswerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.library.texts import Texts

LETTERS = {
    "b": Move.BACK,
    "?": Move.HELP,
    "s": Move.LEAVE,
    "u": Move.UNKNOWN,
    "-": Move.PASS,
}
"""What stands for a move when it is all that was typed."""
_PASTE_SECONDS = 0.03
"""How long the next line of a paste may be on its way."""
_QUOTES = ('""', "''", "\u201c\u201d", "\u2018\u2019")
_HEAD = re.compile(r"^== (.*) ==$", re.MULTILINE)
_DOTS = re.compile(r"\.+")


class PlainPrompter:
    """Asks line by line.

    Args:
        texts: the texts of the interface.
        source: where the answers come from, a line each; bytes that are no text arrive as half
            characters (`errors="surrogateescape"`).
        target: where everything is shown.
    """

    def __init__(self, texts: Texts, source: TextIO, target: TextIO) -> None:
        self.texts = texts
        self._source = source
        self._target = target
        self._helped: set[str] = set()
        self._begun = False
        self._refused: tuple[str, Given, str] | None = None

    @property
    def keys(self) -> str:
        """The letters that work at every question."""
        return self._t(
            "Typed alone, b goes back, ? shows help, s saves and leaves; to answer with one of"
            " these letters, type a space before it."
        )

    def show(self, text: str) -> None:
        """Show a text as it is, what could steer a terminal made visible."""
        shown = writable(visible(_HEAD.sub(r"\1", text)), self._target.encoding or "utf-8")
        self._target.write(shown + "\n")

    def ask(self, prompt: Prompt) -> Given:
        """Put one question; its help and example come the first time and with `?`."""
        earlier = self._earlier(prompt)
        self._explain(prompt)
        while True:
            given = self._ask_once(prompt, earlier)
            if given is Move.HELP:
                self._help(prompt)
                self._list(prompt)
            elif given is not None:
                self._refused = (prompt.path, given, earlier)
                return given

    def review(self, rows: Sequence[Row]) -> str | Move:
        """All answers as a numbered list; a long one in parts that can be asked for."""
        view = plain_review.Review(rows, self.texts)
        self.show(view.opening())
        while True:
            self.show(view.keys())
            text = plain(self._read())
            if text in ("", "0"):
                return Move.DONE
            if LETTERS.get(text.lower()) is Move.LEAVE or command_of(text) is Move.LEAVE:
                return Move.LEAVE
            row = view.row(text)
            if row is not None:
                return row.path
            self.show(view.look_up(text))

    def _t(self, message: str, **values: object) -> str:
        return self.texts.fill(message, **values)

    def _read(self) -> str:
        """The next line that was typed, without its end.

        Raises:
            EOFError: there is no more input.
        """
        self._target.flush()
        line = self._source.readline()
        if not line:
            raise EOFError
        if not self._begun:
            self._begun, line = True, line.removeprefix("\ufeff")
        return line.rstrip("\r\n")

    def _more_comes(self) -> bool:
        """Whether the next line of a paste waits; of a pipe nobody can say, so never."""
        try:
            waiting = self._source.isatty() and select.select(
                [self._source], [], [], _PASTE_SECONDS
            )
        except (OSError, ValueError):
            return False
        return bool(waiting and waiting[0])

    def _earlier(self, prompt: Prompt) -> str:
        """The answer given before; of one that was just refused, the one before that."""
        if self._refused is not None and prompt.brief:
            path, given, earlier = self._refused
            if (path, given) == (prompt.path, prompt.typed):
                return earlier
        return prompt.typed

    def _explain(self, prompt: Prompt) -> None:
        self.show("")
        self.show(prompt.question)
        kind = re.sub(r"\.[^.]+\.", ".*.", prompt.path)
        if not prompt.brief and kind not in self._helped:
            self._helped.add(kind)
            self._help(prompt)
        if prompt.note:
            self.show(prompt.note)
        self._list(prompt)

    def _list(self, prompt: Prompt) -> None:
        for number, option in enumerate(prompt.options, start=1):
            self.show(self._line(number, option, prompt))

    def _help(self, prompt: Prompt) -> None:
        if prompt.help:
            self.show(prompt.help)
        if prompt.example:
            self.show(self._t("For example: {example}", example=prompt.example))

    def _line(self, number: int, option: Option, prompt: Prompt) -> str:
        label = " ".join(option.label.split())
        chosen = prompt.form is Form.MANY and option.value in prompt.picked
        mark = self._t(" (chosen)") if chosen else ""
        counted = label if label.startswith(f"{number}. ") else f"{number}. {label}"
        return f"{counted}{mark}"

    def _ask_once(self, prompt: Prompt, earlier: str) -> Given | None:
        """Read one answer; None where it was none, after saying why."""
        if prompt.form is Form.LINES and earlier:
            self.show(self._t("Your text so far:"))
            self.show(earlier)
        self.show(self._keys(prompt, earlier))
        line = self._read()
        typing = prompt.form in (Form.LINE, Form.LINES)
        while typing and not line.strip() and self._more_comes():
            line = self._read()
        move = self._move(prompt, line)
        if move is not None:
            return self._possible(prompt, move)
        if prompt.form in (Form.ONE, Form.MANY):
            return self._picked(prompt, line)
        if not line.strip():
            return earlier or Move.PASS if Move.PASS in prompt.moves else earlier
        if prompt.form is Form.LINES and command_of(line) is None:
            return self._lines(line)
        return self._joined(prompt, _bare(line))

    def _joined(self, prompt: Prompt, line: str) -> str:
        """A line with the rest of what was pasted behind it: one answer, said back."""
        parts = [line]
        while self._more_comes():
            parts.append(self._read())
        if len(parts) == 1:
            return line
        text = " ".join(" ".join(parts).split())
        shown = masked(text) if prompt.secret else text
        self.show(self._t("Several lines came at once: one answer, “{answer}”.", answer=shown))
        return text

    def _move(self, prompt: Prompt, line: str) -> Move | None:
        """The move that a line means, if it is one."""
        if line[:1].isspace():
            return None
        move = LETTERS.get(plain(line).lower())
        if move is not None or prompt.form in (Form.LINE, Form.LINES):
            return move
        # In a list a word may be the beginning of an option, as 不清楚 is of one kind of lender.
        move = command_of(line)
        return move if move in prompt.moves or move is Move.LEAVE else None

    def _possible(self, prompt: Prompt, move: Move) -> Given | None:
        if move in prompt.moves or move in (Move.HELP, Move.LEAVE):
            return move
        if move is Move.UNKNOWN and prompt.form is Form.ONE:
            value = pick_one(self._t("Not sure"), prompt.options)
            if value is not None:
                return self._confirmed(prompt, (value,))
        self.show("! " + self._t("That is not possible at this question."))
        return None

    def _picked(self, prompt: Prompt, line: str) -> Given | None:
        if not line.strip():
            if prompt.picked:
                return self._confirmed(prompt, prompt.picked)
            if Move.PASS in prompt.moves:
                return Move.PASS
            self.show("! " + self._t("Here an answer is needed to go on."))
            return None
        found: tuple[str, ...] | str
        if prompt.form is Form.MANY:
            found = pick_many(line, prompt.options)
        else:
            one = pick_one(line, prompt.options, whole=bool(prompt.another))
            found = line.strip() if one is None else (one,)
        if isinstance(found, tuple):
            return self._confirmed(prompt, found)
        if Move.PASS in prompt.moves and means_nothing(AnswerKind.CHOICE, line):
            return Move.PASS
        return self._unlisted(prompt, found)

    def _unlisted(self, prompt: Prompt, found: str) -> str | None:
        """What is not in the list as an answer, where it may be one; else say that it is not."""
        if prompt.another:
            return found
        words = self._t(
            "“{found}” is none of them: type a number from 1 to {count}.",
            found=found[:60],
            count=len(prompt.options),
        )
        self.show(f"! {words}")
        return None

    def _confirmed(self, prompt: Prompt, values: tuple[str, ...]) -> tuple[str, ...]:
        """Say what was picked, and give it back."""
        self.show(self._t("Chosen: {answer}", answer=self._labels(prompt, values)))
        return values

    def _labels(self, prompt: Prompt, values: tuple[str, ...]) -> str:
        names = (
            " ".join((each.said or each.label).split())
            for each in prompt.options
            if each.value in values
        )
        return self._t("; ").join(names)

    def _lines(self, first: str) -> str:
        """A text of several lines, to an empty line or the end of the input.

        An empty line with more right behind it stands inside a paste.
        """
        lines = [_bare(first) if not _DOTS.fullmatch(first) else first[1:]]
        blank = 0
        while True:
            try:
                line = self._read()
            except EOFError:
                break
            if line:
                lines += [""] * blank
                lines.append(line[1:] if _DOTS.fullmatch(line) else line)
                blank = 0
            elif self._more_comes():
                blank += 1
            else:
                break
        return "\n".join(lines)

    def _keys(self, prompt: Prompt, earlier: str) -> str:
        """The line before the answer: how to answer, what an empty line does, the letters."""
        ways = {
            Form.LINE: self._t("Type the answer and Enter"),
            Form.LINES: self._t("Type the text; an empty line ends it, a “.” alone is a blank one"),
            Form.ONE: self._t("Type a number"),
            Form.MANY: self._t("Type the numbers of all that fit, like 1 3"),
        }
        if prompt.another:
            ways[Form.ONE] = self._t("Type a number of the list, or the answer itself")
        parts = [ways[prompt.form], *self._empty(prompt, earlier)]
        names = (
            (Move.UNKNOWN, self._t("u: not sure")),
            (Move.BACK, self._t("b: back")),
        )
        parts += [name for move, name in names if move in prompt.moves]
        if Move.HELP in prompt.moves and (prompt.help or prompt.example):
            parts.append(self._t("?: help"))
        parts.append(self._t("s: save and leave"))
        return f"({self._t('; ').join(parts)})"

    def _empty(self, prompt: Prompt, earlier: str) -> list[str]:
        """What an empty line does, and how to leave the answer empty where it keeps one."""
        kept = earlier if prompt.form is Form.LINE else self._labels(prompt, prompt.picked)
        kept = masked(kept) if prompt.secret else kept
        may_skip = Move.PASS in prompt.moves
        if prompt.form is Form.LINES and earlier:
            parts = [self._t("empty line: keep the text")]
        elif prompt.form is Form.MANY and len(prompt.picked) > 1:
            parts = [self._t("empty line: all that is marked “chosen”")]
        elif kept:
            parts = [self._t("empty line: “{answer}”", answer=" ".join(kept.split()))]
        else:
            return [self._t("empty line: skip")] if may_skip else []
        return [*parts, self._t("-: leave it empty")] if may_skip else parts


def _bare(line: str) -> str:
    """An answer without the space or the quotation marks that tell it from a move."""
    for marks in _QUOTES:
        inner = line.strip()[1:-1]
        if line.strip() == f"{marks[0]}{inner}{marks[1]}" and plain(inner).lower() in LETTERS:
            return inner
    return line.lstrip() if plain(line).lower() in LETTERS else line
