"""One person at several front ends: a walk through the interview, and how to type it in each."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from complaintgen.interview import console, describe
from complaintgen.interview.asking import ENOUGH, MORE, PICKED, REMOVE, TICKED
from complaintgen.interview.conduct import run_interview
from complaintgen.interview.plain import LETTERS, PlainPrompter
from complaintgen.interview.prompts import Form, Given, Move, Prompt, Row, Surroundings
from complaintgen.interview.steps import Step, StepKind
from complaintgen.interview.terminal import TerminalPrompter
from complaintgen.interview.terminal_frame import Streams
from complaintgen.model.case import LISTS, TABLES, Case
from complaintgen.model.paths import pattern
from complaintgen.model.question import AnswerKind, Question
from tests.interview.builders import sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prompt_toolkit.input import PipeInput

QUESTIONS = {each.id: each for section in sections() for each in section.questions}
ROWS_AT_ONCE = 60
ITEMS = 2

TEXTS = {
    AnswerKind.TEXT: ("示例甲", "b", "-", " 两边有空格 ", "“引号” 'x' \"y\"", "u", "a  b；c"),
    AnswerKind.LONG_TEXT: (
        "今天不还钱，明天就去你单位",
        "第一段\n\n第二段\n  缩进\n.\n..\n完",
        "b\ns\n1",
        "\u202e反过来\u200b\u3164\n\n\n三行之后",
        "-",
    ),
    AnswerKind.DATE: ("2026-9-5", "大约2026年3月5日", "２０２６年１月２日", "什么时候来着"),
    AnswerKind.TIME: ("晚上十点半", "22:15", "大约8点", "25点"),
    AnswerKind.COUNT: ("12", "至少3次", "0", "很多"),
    AnswerKind.MONEY: ("1.2万", "大约15,800元", "三千五", "-1"),
    AnswerKind.PHONE: ("10012340001", "１００ １２３４ ０００２", "没有号码"),
    AnswerKind.NUMBERS: ("10012340001，10012340002", "9500000001"),
    AnswerKind.ID_NUMBER: ("990101199001010019", "12"),
    AnswerKind.EMAIL: ("person@example.com", "x"),
}
"""What may be typed, by the kind of the question; some of it is not understood."""


@dataclass
class Walk:
    """Somebody who answers by a list of numbers; without numbers they go straight to the end.

    `sittings` holds what they did, sitting by sitting: what was asked and what they gave.
    """

    numbers: list[int]
    sittings: list[list[tuple[Prompt | tuple[Row, ...], Given]]] = field(default_factory=list)
    keys: str = ""
    leaves: int = 0

    def pick(self, count: int) -> int:
        """The next of so many possibilities; the first when no number is left."""
        return self.numbers.pop(0) % count if self.numbers else 0

    def begin(self) -> None:
        """Sit down once more."""
        self.sittings.append([])

    def show(self, text: str) -> None:
        """Look at a text."""

    def ask(self, prompt: Prompt) -> Given:
        """Answer one prompt."""
        given = self._decide(prompt)
        self.sittings[-1].append((prompt, given))
        return given

    def review(self, rows: Sequence[Row]) -> str | Move:
        """Look the answers over: finish, leave, or change one."""
        what = self.pick(8)
        chosen: str | Move = Move.DONE
        if what == 1 and self._may_leave():
            chosen = Move.LEAVE
        elif what > 3 and len(rows) <= ROWS_AT_ONCE and self.numbers:
            chosen = rows[self.pick(len(rows))].path
        self.sittings[-1].append((tuple(rows), chosen))
        return chosen

    def _may_leave(self) -> bool:
        self.leaves += 1
        return self.leaves <= 2

    def _decide(self, prompt: Prompt) -> Given:
        what = self.pick(12)
        wished = {8: Move.BACK, 9: Move.UNKNOWN, 10: Move.PASS, 11: Move.HELP}.get(what)
        if wished in prompt.moves and wished is not None:
            return wished
        if what == 7 and self._may_leave():
            return Move.LEAVE
        return self._answer(prompt)

    def _answer(self, prompt: Prompt) -> Given:
        if prompt.form in (Form.LINE, Form.LINES):
            return self._text(prompt)
        if prompt.form is Form.MANY:
            return self._several(prompt)
        return self._one(prompt)

    def _text(self, prompt: Prompt) -> str:
        texts = TEXTS[QUESTIONS[pattern(prompt.path)].kind]
        if prompt.typed and not prompt.brief and self.pick(2):
            return prompt.typed
        return texts[self.pick(len(texts))]

    def _several(self, prompt: Prompt) -> tuple[str, ...]:
        values = [option.value for option in prompt.options]
        bits = self.pick(2 ** min(len(values), 5))
        chosen = tuple(value for place, value in enumerate(values) if bits >> place & 1)
        return chosen or (values[0],)

    def _one(self, prompt: Prompt) -> tuple[str, ...]:
        values = [option.value for option in prompt.options]
        if ENOUGH in values:
            full = REMOVE in values and self._items(prompt) >= ITEMS
            values = [ENOUGH, *([] if full else [MORE]), *([REMOVE] if REMOVE in values else [])]
        return (values[self.pick(len(values))],)

    def _items(self, prompt: Prompt) -> int:
        """How many items a list has at most, as far as this person knows."""
        asked = (each for sitting in self.sittings for each, _ in sitting)
        paths = {each.path for each in asked if isinstance(each, Prompt)}
        table = f"{prompt.path}."
        return len({path.split(".")[1] for path in paths if path.startswith(table)})


class Plodder(Walk):
    """Somebody who only ever goes on: no way back, no change, nothing taken away."""

    def review(self, rows: Sequence[Row]) -> str | Move:
        """All is right."""
        self.sittings[-1].append((tuple(rows), Move.DONE))
        return Move.DONE

    def _decide(self, prompt: Prompt) -> Given:
        given = self._answer(prompt)
        return (ENOUGH,) if given == (REMOVE,) else given


def walk(numbers: list[int], around: Surroundings) -> tuple[Walk, Case]:
    """Let a person go through the interview, sitting by sitting, to the end."""
    person, case = Walk(numbers), Case()
    while True:
        person.begin()
        outcome = run_interview(case, sections(), around, person)
        case = outcome.case
        if outcome.finished:
            return person, case


def through_plain(person: Walk, around: Surroundings) -> Case:
    """The same answers typed line by line."""
    case = Case()
    for sitting in person.sittings:
        case = type_lines(case, _lines(sitting), around)
    return case


def type_lines(case: Case, lines: Iterable[str], around: Surroundings) -> Case:
    """The case after lines were typed; all of them must have been asked for."""
    source = io.StringIO("".join(f"{line}\n" for line in lines), newline="\n")
    prompter = PlainPrompter(around.texts, source, io.StringIO())
    case = run_interview(case, sections(), around, prompter).case
    assert source.read() == "", "not everything typed was asked for"
    return case


def _lines(sitting: Sequence[tuple[Prompt | tuple[Row, ...], Given]]) -> Iterator[str]:
    for asked, given in sitting:
        yield from lines_of(asked, given)


def lines_of(asked: Prompt | tuple[Row, ...], given: Given) -> Iterator[str]:
    """The lines that give one answer."""
    if isinstance(asked, tuple):
        numbers = {row.path: str(place) for place, row in enumerate(asked, start=1)}
        yield "s" if given is Move.LEAVE else numbers.get(str(given), "")
    elif isinstance(given, Move):
        yield next(letter for letter, move in LETTERS.items() if move is given)
    elif isinstance(given, tuple):
        values = [option.value for option in asked.options]
        yield " ".join(str(values.index(value) + 1) for value in given)
    elif asked.form is Form.LINES:
        yield from ([""] if given == asked.typed and not asked.brief else _long(given))
    else:
        yield f" {given}" if given.lower() in LETTERS else given


def _long(text: str) -> Iterator[str]:
    lines = [f".{line}" if not line.strip(".") else line for line in text.split("\n")]
    first = f" {lines[0]}" if lines[0] in LETTERS else lines[0]
    yield from (first, *lines[1:], "")


class Typist(TerminalPrompter):
    """The front end in the terminal, with a person who presses the keys for each prompt."""

    def __init__(
        self,
        around: Surroundings,
        keyboard: PipeInput,
        sitting: Sequence[tuple[Prompt | tuple[Row, ...], Given]],
    ) -> None:
        super().__init__(around.texts)
        self._opened = Streams(keyboard, DummyOutput())
        self.keyboard = keyboard
        self.left = list(sitting)

    def ask(self, prompt: Prompt) -> Given:
        """Press the keys of the next answer."""
        asked, given = self.left.pop(0)
        assert isinstance(asked, Prompt)
        self.keyboard.send_text("".join(_keys(prompt, given)))
        return super().ask(prompt)

    def review(self, rows: Sequence[Row]) -> str | Move:
        """Press the keys of the next choice."""
        _, given = self.left.pop(0)
        places = {row.path: place for place, row in enumerate(rows, start=1)}
        keys = _HOME + _DOWN * places.get(str(given), 0) + _ENTER
        self.keyboard.send_text(_CTRL_C if given is Move.LEAVE else keys)
        return super().review(rows)


_ENTER, _CTRL_B, _CTRL_C, _HOME, _DOWN, _ERASE = "\r", "\x02", "\x03", "\x1b[H", "\x1b[B", "\x7f"


def _keys(prompt: Prompt, given: Given) -> Iterator[str]:
    if given is Move.LEAVE:
        yield _CTRL_C
    elif given is Move.BACK:
        yield _CTRL_B
    elif prompt.form in (Form.LINE, Form.LINES):
        yield _ERASE * len(prompt.typed)
        nothing = "none" if prompt.kept else ""
        words = {Move.UNKNOWN: "unknown", Move.PASS: nothing, Move.HELP: "?"}
        text = words[given] if isinstance(given, Move) else str(given)
        ends = _ENTER * 2 if prompt.form is Form.LINES and not isinstance(given, Move) else _ENTER
        paste = prompt.form is Form.LINES and not isinstance(given, Move)
        yield (f"\x1b[200~{text}\x1b[201~" if paste else text) + ends
    elif given is Move.HELP:
        yield "?"
    else:
        yield from _list_keys(prompt, given)


def _list_keys(prompt: Prompt, given: Given) -> Iterator[str]:
    values = [option.value for option in prompt.options]
    ends = values + (["ok"] if prompt.form is Form.MANY else [])
    ends += [move for move in (Move.UNKNOWN, Move.PASS) if move in prompt.moves]
    if isinstance(given, Move):
        yield _HOME + _DOWN * ends.index(given) + _ENTER
    elif prompt.form is Form.ONE:
        yield _HOME + _DOWN * values.index(given[0]) + _ENTER
    else:
        for value in set(given) ^ (set(prompt.picked) & set(values)):
            yield _HOME + _DOWN * values.index(value) + " "
        yield _HOME + _DOWN * ends.index("ok") + _ENTER


def through_terminal(person: Walk, around: Surroundings) -> Case:
    """The same answers typed in the terminal, in a window in which nothing has to be paged."""
    case = Case()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(console, "size", lambda: os.terminal_size((200, 10_000)))
        for sitting in person.sittings:
            with create_pipe_input() as keyboard:
                prompter = Typist(around, keyboard, sitting)
                case = run_interview(case, sections(), around, prompter).case
                assert prompter.left == []
    return case


def as_answers(case: Case, around: Surroundings) -> dict[str, Any]:
    """A case as an answers file: what can be typed as it would be typed, choices by their names."""
    plain = msgspec.to_builtins(case, builtin_types=_NATIVE)
    found = {name: plain[name] for name in ("letters", "interview") if name in plain}
    for table in TABLES:
        if table in plain:
            found[table] = _typed(case, table, "", getattr(case, table), around)
    for table in LISTS:
        if table in plain:
            found[table] = [
                _typed(case, table, item.id, item, around) for item in getattr(case, table)
            ]
    return found


_NATIVE = (date, time, Decimal)


def _typed(case: Case, table: str, item: str, holder: Any, around: Surroundings) -> dict[str, Any]:  # noqa: ANN401
    plain: dict[str, Any] = msgspec.to_builtins(holder, builtin_types=_NATIVE)
    for name in list(plain):
        question = QUESTIONS.get(f"{table}.*.{name}" if item else f"{table}.{name}")
        if question is None or (question.part and plain.get(question.part)):
            continue
        path = f"{table}.{item}.{name}" if item else question.id
        if question.kind in PICKED | TICKED:
            plain[name] = _label(case, question, plain[name], around)
        else:
            step = Step(path, sections()[0], StepKind.ASK, question, item or None)
            plain[name] = describe.typed(case, step, around.texts)
            for mark in (question.about, question.at_least):
                plain.pop(mark, None)
    return plain


def _label(case: Case, question: Question, value: Any, around: Surroundings) -> Any:  # noqa: ANN401
    if question.kind in (AnswerKind.COLLECTOR, AnswerKind.PROOFS) or "requests" in question.id:
        return value
    if isinstance(value, bool):
        return "是" if value else "No"
    labels = {each.value: each.label for each in describe.options(case, question, around)}
    return [labels[each] for each in value] if isinstance(value, list | tuple) else labels[value]


def same(case: Case) -> Any:  # noqa: ANN401
    """A case as it is compared: the order in which lists were ended and 不清楚 was said is none."""
    plain = msgspec.to_builtins(case)
    for key in plain.get("interview", {}):
        plain["interview"][key] = sorted(plain["interview"][key])
    holders = [plain[name] for name in TABLES if name in plain]
    holders += [item for name in LISTS for item in plain.get(name, [])]
    for holder in holders:
        if "unknown" in holder:
            holder["unknown"] = sorted(holder["unknown"])
    return plain
