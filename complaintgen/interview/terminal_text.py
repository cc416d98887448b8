"""A text typed in the terminal, in one line or several, with questionary.

What is typed is kept as it is; hidden characters in it are only drawn as marks. A paste stays
whole, also on consoles that do not mark pastes: a blank line in it does not end a text, and its
second line does not answer the next question.
"""

from __future__ import annotations

import select
from typing import TYPE_CHECKING

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Dimension, Layout
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from questionary import text as text_widget

from complaintgen.interview import console
from complaintgen.interview.commands import command_of
from complaintgen.interview.terminal_frame import Frame, add_keys

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent

    from complaintgen.interview.prompts import Move
    from complaintgen.interview.terminal_frame import Head, Streams

_PASTE_SECONDS = 0.03
"""How long the rest of a paste may be on its way."""


class Field:
    """A line, or a field of several lines: one prompt, used again with other texts."""

    def __init__(self, streams: Streams, *, many: bool) -> None:
        self._frame = Frame()
        self._widget = text_widget(
            "",
            qmark=">",
            multiline=many,
            instruction="",
            history=DummyHistory(),
            input_processors=[_Marks()],
            input=streams.input,
            output=streams.output,
        )
        app = self._widget.application
        self._field = app.layout.current_window
        self._buffer = app.layout.current_buffer
        # A long text stays so low that the question is in sight.
        self._field.height = lambda: Dimension(max=self._room())
        app.layout = Layout(self._frame.over(app.layout.container), focused_element=self._field)
        keys = self._frame.keys()
        if many:
            keys.add("enter", eager=True)(_enter)
        else:
            keys.add(Keys.BracketedPaste, eager=True)(_paste)
            keys.add("enter", eager=True)(_enter_line)
        add_keys(app, keys)

    def _room(self) -> int:
        return self._frame.head.below if self._frame.head is not None else 1

    def type(self, head: Head, typed: str, moves: frozenset[Move], *, erased: bool = False) -> str:
        """Let a text be typed or changed; a move is a text, too. `erased`: no trace of it stays.

        Raises:
            KeyboardInterrupt, EOFError: the person leaves.
        """
        self._frame.head, self._frame.moves = head, moves
        if self._buffer is not None:
            self._buffer.reset(Document(typed))
        self._widget.application.erase_when_done = erased
        return self._widget.unsafe_ask()  # type: ignore[no-any-return]


class _Marks(Processor):
    """Draws what cannot be shown as marks, and leaves the text as it is."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """One line of the text as it is drawn, and which sign stands where."""
        line = fragment_list_to_text(transformation_input.fragments)
        drawn = [console.shown(sign) for sign in line]
        if "".join(drawn) == line:
            return Transformation(transformation_input.fragments)
        starts = [0]
        for mark in drawn:
            starts.append(starts[-1] + len(mark))

        def to_display(place: int) -> int:
            return starts[min(place, len(line))] + max(place - len(line), 0)

        def to_source(place: int) -> int:
            return sum(start <= place for start in starts) - 1

        style = transformation_input.fragments[0][0] if transformation_input.fragments else ""
        return Transformation([(style, "".join(drawn))], to_display, to_source)


def _paste(event: KeyPressEvent) -> None:
    """What is pasted into one line stays one line."""
    event.current_buffer.insert_text(" ".join(event.data.split()))


def _enter_line(event: KeyPressEvent) -> None:
    """In one line Enter ends, unless signs came with it: then it is a line break in a paste."""
    waiting = event.key_processor.input_queue
    if any(not isinstance(each.key, Keys) and each.key.isprintable() for each in waiting):
        event.current_buffer.insert_text(" ")
    else:
        event.current_buffer.validate_and_handle()


def _enter(event: KeyPressEvent) -> None:
    """In a field of several lines: Enter on an empty line ends, or right after a typed move."""
    buffer = event.current_buffer
    text = buffer.text
    if not _ends(text, at_end=buffer.document.is_cursor_at_the_end) or _more_comes(event):
        buffer.insert_text("\n")
        return
    if text.endswith("\n") and text.strip():
        buffer.text = text[:-1]
    buffer.validate_and_handle()


def _ends(text: str, *, at_end: bool) -> bool:
    """Whether Enter ends the text: nothing typed, a move, or an empty line at the end."""
    return not text.strip() or command_of(text) is not None or (at_end and text.endswith("\n"))


def _more_comes(event: KeyPressEvent) -> bool:
    """Whether something is waiting behind this Enter: then it is part of a paste."""
    if event.key_processor.input_queue:
        return True
    try:
        return bool(select.select([event.app.input.fileno()], [], [], _PASTE_SECONDS)[0])
    except (OSError, ValueError, NotImplementedError):
        return False
