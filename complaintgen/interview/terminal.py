"""The front end in a terminal, with questionary; the only door to it and to prompt_toolkit.

Signs are ASCII only (`[x] [ ] >`): old consoles draw others with an uncertain width. Long texts
are printed before the prompt, wrapped to the window. The cursor stays visible, colour carries
no meaning, and everything shown goes through `visible`.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from complaintgen.interview.commands import command_of
from complaintgen.interview.prompts import Form, Given, Move, Prompt, Row
from complaintgen.interview.visible import visible, wrap
from complaintgen.model.errors import NoTerminalError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from questionary import Question as Widget
    from questionary.prompts.common import InquirerControl

    from complaintgen.library.texts import Texts

_NAVIGATION = "\x00"
"""Begins the values of rows that are moves; no answer can hold it."""
_OK = f"{_NAVIGATION}ok"


def _window() -> os.terminal_size:
    """The size of the window; standard output may be a file, so standard error is asked."""
    try:
        return os.get_terminal_size(sys.stderr.fileno())
    except (OSError, ValueError):
        return os.terminal_size((80, 24))


def is_terminal() -> bool:
    """Whether somebody can answer: both ends are a terminal."""
    try:
        return sys.stdin.isatty() and sys.stderr.isatty()
    except (AttributeError, ValueError):
        return False


def open_terminal(texts: Texts, case_file: Path) -> TerminalPrompter:
    """The front end in the terminal.

    Raises:
        NoTerminalError: standard input or standard error is no terminal.
    """
    if not is_terminal():
        raise NoTerminalError(case_file)
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    return TerminalPrompter(texts)


@dataclass(slots=True)
class _Line:
    """One row of a list: an option with its tick, or a move."""

    value: str
    label: str


_AROUND_LIST = 6
"""Lines of the window that a list leaves to its question, the keys and the prompt."""
_INDENT = 3
"""Columns that the pointer takes before each row of a list."""


@dataclass(slots=True)
class _List:
    """A list on the screen: its rows, which are ticked, how many lines above it stay in sight."""

    lines: list[_Line]
    hint: str
    moves: frozenset[Move] = frozenset()
    picked: set[str] = field(default_factory=set)
    many: bool = False
    above: int = 1

    @property
    def first(self) -> int:
        """The row where the pointer begins: the earlier answer, if one is picked."""
        values = [line.value for line in self.lines]
        chosen = [values.index(value) for value in self.picked if value in values]
        return min(chosen) if chosen and not self.many else 0

    def title(self, line: _Line) -> str:
        """A row as it is drawn: its tick, and its label in as many lines as it needs."""
        tick = ""
        if self.many and not line.value.startswith(_NAVIGATION):
            tick = f"[{'x' if line.value in self.picked else ' '}] "
        room = _window().columns - 1 - _INDENT - len(tick)
        label = wrap(visible(" ".join(line.label.split())), room)
        return tick + f"\n{' ' * (_INDENT + len(tick))}".join(label)

    def ticked(self) -> tuple[str, ...]:
        """The values of the ticked rows, in the order of the list."""
        return tuple(line.value for line in self.lines if line.value in self.picked)


class TerminalPrompter:
    """Asks in the terminal; shows on standard error, so that standard output stays clean."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self._input: Any = None
        self._output: Any = None

    def show(self, text: str) -> None:
        """Show a text, wrapped to the window."""
        sys.stderr.write("".join(f"{line}\n" for line in self._wrapped(text)))
        sys.stderr.flush()

    def _wrapped(self, text: str) -> list[str]:
        return wrap(visible(text), _window().columns - 1)

    def ask(self, prompt: Prompt) -> Given:
        """Put one question, its help and example first."""
        self._explain(prompt)
        if prompt.form in (Form.LINE, Form.LINES):
            return self._ask_text(prompt)
        return self._ask_list(prompt)

    def review(self, rows: Sequence[Row]) -> str | Move:
        """All answers as a list to pick from; the first row ends the interview."""
        lines = [_Line(f"{_NAVIGATION}{Move.DONE}", self._t("All is right: finish"))]
        for row in rows:
            mark = "! " if row.lacking else ""
            lines.append(_Line(row.path, f"{mark}{row.question} -> {row.answer}"))
        lines.append(_Line(f"{_NAVIGATION}{Move.LEAVE}", self._t("Save and leave")))
        hint = self._t("Up and down choose; Enter changes the answer. Nothing is lost by looking.")
        while True:
            chosen = self._choose(_List(lines, hint))
            if chosen in (Move.DONE, Move.LEAVE):
                return Move(chosen)
            if not isinstance(chosen, Move):
                return chosen[0]

    def _t(self, message: str, **values: object) -> str:
        return self.texts.fill(message, **values)

    def _explain(self, prompt: Prompt) -> None:
        self.show("")
        if prompt.help and not prompt.brief:
            self.show(prompt.help)
        if prompt.example and not prompt.brief:
            self.show(self._t("For example: {example}", example=prompt.example))
        if prompt.note:
            self.show(f"* {prompt.note}")
        self.show(f"? {prompt.question}")

    def _ask_text(self, prompt: Prompt) -> Given:
        from questionary import text  # noqa: PLC0415 (heavy: loaded when asked)

        many = prompt.form is Form.LINES
        self.show(self._text_hint(prompt, many=many))
        widget = text(
            "",
            qmark=">",
            default=visible(prompt.typed) if not many else _lines_visible(prompt.typed),
            multiline=many,
            instruction="",
            **self._streams(),
        )
        keys = self._keys(prompt.moves)
        if many:
            _bind_enter(keys)
        given = self._run(widget, keys)
        if isinstance(given, str) and not isinstance(given, Move) and prompt.typed:
            # What was only shown with marks is given back as it was, if nobody touched it.
            untouched = given in (visible(prompt.typed), _lines_visible(prompt.typed))
            return prompt.typed if untouched else given
        return given  # type: ignore[no-any-return]

    def _text_hint(self, prompt: Prompt, *, many: bool) -> str:
        parts = [self._t("two times Enter: go on") if many else self._t("Enter: go on")]
        if Move.PASS in prompt.moves:
            parts.append(self._t("empty: skip"))
        if Move.BACK in prompt.moves:
            parts.append(self._t("<: back"))
        if Move.UNKNOWN in prompt.moves:
            parts.append(self._t("“unknown”: not sure"))
        parts.append(self._t("?: help"))
        return f"({self._t('; ').join(parts)})"

    def _ask_list(self, prompt: Prompt) -> Given:
        many = prompt.form is Form.MANY
        lines = [_Line(option.value, option.label) for option in prompt.options]
        if many:
            lines.append(_Line(_OK, self._t("Go on with what is ticked")))
        names = (
            (Move.UNKNOWN, self._t("Not sure")),
            (Move.PASS, self._t("None / skip")),
            (Move.BACK, self._t("< Back")),
        )
        lines += [
            _Line(f"{_NAVIGATION}{move}", name) for move, name in names if move in prompt.moves
        ]
        parts = [self._t("up and down: choose")]
        parts += [self._t("space: tick"), self._t("Enter: go on")] if many else []
        parts += [] if many else [self._t("Enter: take it")]
        if Move.BACK in prompt.moves:
            parts.append(self._t("<: back"))
        if len(lines) > _window().lines - _AROUND_LIST:
            parts.append(self._t("{count} rows in all", count=len(lines)))
        hint = self._t("; ").join([*parts, self._t("?: help")])
        above = len(self._wrapped(f"? {prompt.question}"))
        rows = _List(lines, hint, prompt.moves, set(prompt.picked), many=many, above=above)
        return self._choose(rows)

    def _choose(self, rows: _List) -> tuple[str, ...] | Move:
        """Let one row be picked, or several be ticked."""
        shown = self._wrapped(f"({rows.hint})")
        self.show(f"({rows.hint})")
        widget = self._list_widget(rows)
        _limit_height(widget, _window().lines - rows.above - len(shown) - 2)
        keys = self._keys(rows.moves)
        _bind_signs(keys, rows.moves)
        if rows.many:
            _bind_ticks(keys, _control_of(widget), rows)
        given = self._run(widget, keys)
        if isinstance(given, str) and not isinstance(given, Move):
            given = Move(given[1:]) if given.startswith(_NAVIGATION) else (given,)
        self._confirm(given, rows.lines)
        return given  # type: ignore[no-any-return]

    def _list_widget(self, rows: _List) -> Widget:
        from questionary import Choice, select  # noqa: PLC0415 (heavy: loaded when asked)

        choices = [Choice(rows.title(line), value=line.value) for line in rows.lines]
        widget = select(
            "",
            choices=choices,
            qmark="",
            pointer=">",
            instruction=" ",
            use_indicator=False,
            use_jk_keys=False,
            show_description=False,
            **self._streams(),
        )
        _control_of(widget).pointed_at = rows.first
        widget.application.erase_when_done = True
        return widget

    def _confirm(self, given: tuple[str, ...] | Move, lines: Sequence[_Line]) -> None:
        """Leave a line that says what was picked."""
        if given is Move.HELP:
            return
        wanted = {f"{_NAVIGATION}{given}"} if isinstance(given, Move) else set(given)
        for line in lines:
            if line.value in wanted:
                self.show(f"> {line.label}")

    def _keys(self, moves: frozenset[Move]) -> KeyBindings:
        """The keys that work at every prompt: back, help (in lists), leave."""
        from prompt_toolkit.key_binding import KeyBindings  # noqa: PLC0415

        keys = KeyBindings()

        @keys.add("c-d", eager=True)
        def _leave(event: KeyPressEvent) -> None:
            event.app.exit(exception=EOFError)

        if Move.BACK in moves:
            keys.add("escape", eager=True)(_leaving_with(Move.BACK))
            keys.add("c-b", eager=True)(_leaving_with(Move.BACK))

        return keys

    def _run(self, widget: Widget, own: KeyBindings) -> Any:  # noqa: ANN401
        """Run a widget with our keys over its own."""
        from prompt_toolkit.key_binding import merge_key_bindings  # noqa: PLC0415

        app = widget.application
        app.ttimeoutlen = 0.05
        bindings = [app.key_bindings] if app.key_bindings is not None else []
        app.key_bindings = merge_key_bindings([*bindings, own])
        return widget.unsafe_ask()

    def _streams(self) -> dict[str, Any]:
        """Input and output of the widgets: the terminal on standard error."""
        if self._output is None:
            from prompt_toolkit.input import create_input  # noqa: PLC0415
            from prompt_toolkit.output import create_output  # noqa: PLC0415

            self._input = create_input(sys.stdin)
            self._output = create_output(sys.stderr)
        return {"input": self._input, "output": self._output}


def _bind_ticks(keys: KeyBindings, control: InquirerControl, rows: _List) -> None:
    """Space ticks; Enter goes on with what is ticked, or takes the row when nothing is."""

    @keys.add(" ", eager=True)
    def _space(_event: KeyPressEvent) -> None:
        value = rows.lines[control.pointed_at].value
        if not value.startswith(_NAVIGATION):
            rows.picked.symmetric_difference_update({value})
            for line, choice in zip(rows.lines, control.choices, strict=True):
                choice.title = rows.title(line)

    @keys.add("enter", eager=True)
    def _enter(event: KeyPressEvent) -> None:
        value = rows.lines[control.pointed_at].value
        if value.startswith(_NAVIGATION) and value != _OK:
            event.app.exit(result=value)
            return
        if not rows.picked and value != _OK:
            rows.picked.add(value)
        if rows.ticked():
            event.app.exit(result=rows.ticked())


def _limit_height(widget: Widget, rows: int) -> None:
    """Keep a long list so low that the question above it stays in sight; the cursor goes into it.

    questionary hides the cursor beside the list; screen readers and input methods follow it.
    """
    from prompt_toolkit.filters import to_filter  # noqa: PLC0415
    from prompt_toolkit.layout.dimension import Dimension  # noqa: PLC0415

    control = _control_of(widget)
    control.focusable = to_filter(True)  # noqa: FBT003
    for window in widget.application.layout.find_all_windows():
        if window.content is control:
            window.height = Dimension(max=max(rows, 3))
    widget.application.layout.focus(control)


def _bind_signs(keys: KeyBindings, moves: frozenset[Move]) -> None:
    """In lists `?` shows help and `<` goes back, as they do when typed."""
    signs = {Move.HELP: "?\uff1f", Move.BACK: "<\uff1c"}
    for move in moves & signs.keys():
        for sign in signs[move]:
            keys.add(sign, eager=True)(_leaving_with(move))


def _leaving_with(move: Move) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=move)

    return leave


def _lines_visible(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))


def _control_of(widget: Widget) -> InquirerControl:
    """The list inside a widget."""
    from questionary.prompts.common import InquirerControl  # noqa: PLC0415

    controls = widget.application.layout.find_all_controls()
    return next(control for control in controls if isinstance(control, InquirerControl))


def _bind_enter(keys: KeyBindings) -> None:
    """In a field of several lines: Enter on an empty line ends, or right after a typed move."""

    @keys.add("enter", eager=True)
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        text = buffer.text
        if not text.strip() or command_of(text) is not None:
            buffer.validate_and_handle()
        elif buffer.document.is_cursor_at_the_end and text.endswith("\n"):
            buffer.text = text[:-1]
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")
