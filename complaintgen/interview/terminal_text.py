"""A text typed in the terminal, in one line or several, with questionary.

What is typed is kept as it is; hidden characters in it are only drawn as marks. A paste stays
whole: also on consoles that do not mark pastes, a blank line in it does not end the text.
"""

from __future__ import annotations

import select
from typing import TYPE_CHECKING, Any

from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, Dimension, Layout
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from questionary import text as text_widget

from complaintgen.interview import console
from complaintgen.interview.commands import command_of
from complaintgen.interview.terminal_frame import Head, Streams, add_keys, common_keys

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    from complaintgen.interview.prompts import Given, Move

_PASTE_SECONDS = 0.03
"""How long the rest of a paste may be on its way."""


def type_text(
    streams: Streams, head: Head, typed: str, moves: frozenset[Move], *, many: bool
) -> Given:
    """Let a text be typed or changed.

    Raises:
        KeyboardInterrupt, EOFError: the person leaves.
    """
    widget = text_widget(
        "",
        qmark=">",
        default=typed,
        multiline=many,
        instruction="",
        input_processors=[_Marks()],
        input=streams.input,
        output=streams.output,
    )
    app = widget.application
    _frame(app, head)
    keys = common_keys(head, moves)
    if many:
        _bind_enter(keys)
    else:
        _bind_paste(keys)
    add_keys(app, keys)
    return widget.unsafe_ask()  # type: ignore[no-any-return]


def _frame(app: Application[Any], head: Head) -> None:
    """Keep a long text so low that the question stays in sight; repeat it after a resize."""
    layout = app.layout
    focus = layout.current_window
    for window in layout.find_all_windows():
        if window is focus and isinstance(window.content, BufferControl):
            window.height = lambda: Dimension(max=head.below)
    app.layout = Layout(head.over(layout.container), focused_element=focus)


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


def _bind_paste(keys: KeyBindings) -> None:
    """What is pasted into one line stays one line."""

    @keys.add(Keys.BracketedPaste, eager=True)
    def _paste(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(" ".join(event.data.split()))


def _bind_enter(keys: KeyBindings) -> None:
    """In a field of several lines: Enter on an empty line ends, or right after a typed move."""

    @keys.add("enter", eager=True)
    def _enter(event: KeyPressEvent) -> None:
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
