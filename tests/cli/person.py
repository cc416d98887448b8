"""A person at the terminal: answers the questions of the real program by what they ask."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from complaintgen.model.question import AnswerKind, Question
from tests.interview.builders import sections
from tests.interview.pseudo_terminal import DOWN, ENTER, UP, Terminal, python

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.cli.conftest import Program

    Answer = str | int | tuple[str, ...]

REVIEW = "review"
END = "end"
YES, NO_MORE = "是", "没有，继续"
LOOK_OVER = "请看一遍"
SAFE = "现在没有，继续"
"""The first row of what is asked before the first question."""
ANOTHER = "别的号码（自己输入）"
"""The last row where known numbers are offered."""
FIRST = "先用上下键选一行"
"""Stands above a list in which no row is pointed at yet."""
CLEAR = "\x01\x0b"
"""Ctrl-A, Ctrl-K: empties the line of a prompt."""
_NUMBER = re.compile(r"【第(\d+)项】$")
_POINTER = re.compile(r"^\s*>\s+(?:\[[x ]\]\s)?(.*)$")


@cache
def questions() -> dict[str, Question]:
    """All questions by id."""
    return {each.id: each for section in sections() for each in section.questions}


@cache
def sentences() -> tuple[tuple[str, str, str], ...]:
    """What is asked, the id of the question or the name of the list, the title of the section.

    Sentences and titles are without white space.
    """
    found = []
    for section in sections():
        title = _flat(section.title.zh) + "=="
        found += [(_flat(each.text.zh), each.id, title) for each in section.questions]
        found += [
            (_flat(other.text.zh), each.id, title)
            for each in section.questions
            for other in each.instead
            if other.text
        ]
        found += [
            (_flat(words.zh), section.repeats, title)
            for words in (section.first, section.more)
            if words
        ]
    return tuple(found)


class Person:
    """One sitting at the terminal.

    Args:
        program: gives the home in which the case lies.
        answers: what to say: by question id, or by the number of the item (`incidents.2.day`);
            of a list the number of its items; of a choice the beginning of its row.
    """

    def __init__(
        self,
        program: Program,
        answers: Mapping[str, Answer],
        command: str = "new",
        *,
        size: tuple[int, int] = (24, 80),
    ) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.keys = 0
        self._seen = 0
        arguments = ("-m", "complaintgen", "--today", "2026-11-21", command, "my-case")
        home = program.home
        self.terminal = Terminal(
            python(*arguments),
            rows=size[0],
            columns=size[1],
            folder=home,
            HOME=str(home),
            XDG_CACHE_HOME=str(program.cache),
        )
        self.terminal.wait_for_prompt()
        if SAFE in self.terminal.printed:
            self.enter(ENTER)

    def until(self, stop: str = END) -> str:
        """Answer all that is asked until a question stands there, the review, or the end."""
        while True:
            here = self.place()
            if here == stop or here in (REVIEW, END):
                return here
            self.answer(here)

    def place(self) -> str:
        """What is asked now: `incidents.2.day`, the name of a list, the review, or the end."""
        everything = self.terminal.printed
        printed = everything[self._seen :]
        if LOOK_OVER in printed:
            return REVIEW
        place, _, _, name = max(
            (printed.rfind(text), len(text), everything.rfind(title), name)
            for text, name, title in sentences()
        )
        if place < 0:
            assert not self.terminal.child.isalive(), self.terminal.text[-2000:]
            return END
        found = _NUMBER.search(printed[:place])
        return name.replace("*", found[1]) if found else name

    def answer(self, here: str) -> None:
        """Say what the answers hold for a question."""
        self.asked.append(here)
        name = re.sub(r"\.\d+\.", ".*.", here)
        value = self.answers.get(here, self.answers.get(name))
        assert value is not None, f"{here} is asked, and nobody expected it"
        if isinstance(value, int):
            self.choose(YES if self._begun(here) < value else NO_MORE)
        elif ANOTHER in "".join(self.terminal.screen):
            self.choose(str(value))
        elif name in questions() and questions()[name].kind in _TYPED:
            self.say(str(value), long=questions()[name].kind is AnswerKind.LONG_TEXT)
        else:
            self.choose(*((value,) if isinstance(value, str) else value))

    def _begun(self, table: str) -> int:
        """How many items of a list were begun, as far as this sitting shows."""
        parts = (path.split(".") for path in self.asked)
        return max((int(part[1]) for part in parts if part[0] == table and part[1:]), default=0)

    def say(self, text: str, *, long: bool = False) -> None:
        """Type an answer over what stands there, and Enter."""
        end = ENTER * 2 if long and text else ENTER
        self.enter(("" if long else CLEAR) + text + end)

    def choose(self, *rows: str) -> None:
        """Go to each row and tick it, or take it where one is enough."""
        for row in rows:
            self.point_at(row)
            if len(rows) > 1:
                self.press(" ")
        self.enter(ENTER)

    def point_at(self, row: str) -> None:
        """Move the pointer to the row that begins so."""
        if self._still():
            self.press(DOWN)
        labels = self._labels()
        here = _index(labels, self.pointed())
        there = _index(labels, _flat(row))
        if None not in (here, there) and here != there:
            way = (there or 0) - (here or 0)
            self.press((DOWN if way > 0 else UP) * abs(way))
        for key in (DOWN, UP):
            for _ in range(80):
                before = self.pointed()
                if before.startswith(_flat(row)):
                    return
                self.press(key)
                if self.pointed() == before:
                    break
        raise AssertionError(f"no row {row!r} on the screen:\n{self.terminal.text[-2000:]}")

    def _still(self) -> bool:
        """Whether no row of the question asked last is pointed at yet."""
        lines = [_flat(line) for line in self.terminal.screen]
        asked = [place for place, line in enumerate(lines) if FIRST in line]
        return bool(asked) and not any(
            _POINTER.match(line) for line in self.terminal.screen[asked[-1] :]
        )

    def _labels(self) -> tuple[str, ...]:
        """The rows of the question asked last, where they are the same for everybody."""
        name = re.sub(r"\.\d+\.", ".*.", self.asked[-1]) if self.asked else ""
        known = questions().get(name)
        return tuple(_flat(choice.zh) for choice in known.choices) if known else ()

    def pointed(self) -> str:
        """The row at which the pointer stands, without white space."""
        for _ in range(50):
            rows = (_POINTER.match(line) for line in reversed(self.terminal.screen))
            found = next((_flat(row[1]) for row in rows if row), "")
            if found:
                return found
            self.terminal.listen(0.05)
        return ""

    def press(self, keys: str) -> None:
        """Press keys within a question."""
        self._count(keys)
        self.terminal.press(keys)

    def enter(self, keys: str) -> None:
        """Press keys that end a question, and wait for the next one or for the end."""
        self._count(keys)
        self._seen = len(self.terminal.printed)
        self.terminal.press_through(keys)

    def change(self, row: str) -> str:
        """Take a row of the review to change its answer; what is asked then."""
        self.choose(row)
        return self.place()

    def _count(self, keys: str) -> None:
        self.keys += len(keys.replace(UP, "u").replace(DOWN, "d"))


def _index(labels: tuple[str, ...], start: str) -> int | None:
    """Which label begins so, or is what the start begins with (long rows are wrapped)."""
    found = (i for i, label in enumerate(labels) if start and label.startswith(start))
    return next(found, None)


_TYPED = frozenset(AnswerKind) - {
    AnswerKind.CHOICE,
    AnswerKind.CHOICES,
    AnswerKind.YES_NO,
    AnswerKind.COLLECTOR,
    AnswerKind.PROOFS,
}


def case_file(program: Program) -> Path:
    """The file of the case that `Person` speaks about."""
    return program.home / "my-case" / "case.toml"


def _flat(text: str) -> str:
    return "".join(text.split())
