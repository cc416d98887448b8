"""What all prompts in the terminal share: streams, keys, what is repeated after a resize."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.input import create_input
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.layout import (
    ConditionalContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    Window,
)
from prompt_toolkit.output import create_output
from prompt_toolkit.styles import DummyStyle
from prompt_toolkit.utils import suspend_to_background_supported

from complaintgen.interview import console
from complaintgen.interview.prompts import Move

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.layout import AnyContainer
    from prompt_toolkit.output import Output

ESCAPE_SECONDS = 0.05
"""How long an Esc waits for the rest of an arrow key."""

_LEAST_BELOW = 3
"""So many lines of a small window are left to the prompt itself."""


@dataclass(frozen=True, slots=True)
class Streams:
    """Where prompts read and draw."""

    input: Input
    output: Output


def open_streams() -> Streams:
    """Standard input, and the terminal on standard error."""
    return Streams(create_input(sys.stdin), create_output(sys.stderr))


@dataclass(slots=True)
class Head:
    """The lines above a prompt: printed before it, and repeated in it when the window changed.

    `texts` are not wrapped yet; `printed` is how many lines of the window they and what is not
    read yet took when the prompt began.
    """

    texts: tuple[str, ...]
    printed: int
    began: os.terminal_size = field(default_factory=console.size)
    redrawn: bool = False

    @property
    def repeated(self) -> bool:
        """Whether the lines above are drawn by the prompt now."""
        return self.redrawn or console.size() != self.began

    def lines(self) -> list[str]:
        """The lines as they are broken in the window of now."""
        return [line for text in self.texts for line in console.wrapped(text)]

    @property
    def below(self) -> int:
        """How many lines of the window are left below them; the last one stays free."""
        taken = len(self.lines()) if self.repeated else self.printed
        return max(console.size().lines - taken - 1, 1)


def draw(
    streams: Streams, body: AnyContainer, keys: KeyBindings, focus: Window
) -> Application[Any]:
    """A prompt of our own: erased when it is done, without colours."""
    app: Application[Any] = Application(
        layout=Layout(body, focused_element=focus),
        key_bindings=keys,
        style=DummyStyle(),
        include_default_pygments_style=False,
        erase_when_done=True,
        input=streams.input,
        output=streams.output,
    )
    app.ttimeoutlen = ESCAPE_SECONDS
    return app


def add_keys(app: Application[Any], own: KeyBindings) -> None:
    """Lay keys over those of a prompt."""
    app.ttimeoutlen = ESCAPE_SECONDS
    given = [app.key_bindings] if app.key_bindings is not None else []
    app.key_bindings = merge_key_bindings([*given, own])


class Frame:
    """What a prompt that is used again and again stands in: its head and moves change."""

    def __init__(self) -> None:
        self.head: Head | None = None
        self.moves: frozenset[Move] = frozenset()

    def over(self, body: AnyContainer) -> HSplit:
        """A container with the lines above it, where they have to be repeated."""
        control = FormattedTextControl(lambda: "\n".join(self._lines()))
        above = Window(control, height=self._height, dont_extend_height=True)
        repeated = Condition(lambda: self.head is not None and self.head.repeated)
        return HSplit([ConditionalContainer(above, repeated), body])

    def _lines(self) -> list[str]:
        return self.head.lines() if self.head is not None else []

    def _height(self) -> int:
        """As high as the lines, but a prompt always has room below."""
        return max(min(len(self._lines()), console.size().lines - _LEAST_BELOW), 0)

    def keys(self) -> KeyBindings:
        """The keys that work at every prompt: leave, back, suspend, draw again."""
        keys = KeyBindings()
        for key, error in (("c-c", KeyboardInterrupt), ("<sigint>", KeyboardInterrupt)):
            keys.add(key, eager=True)(_failing_with(error))
        keys.add("c-d", eager=True)(_failing_with(EOFError))
        keys.add("escape", eager=True)(self.back)
        keys.add("c-b", eager=True)(self.back)
        keys.add("c-z", eager=True)(_suspend)
        keys.add("c-l", eager=True)(self._draw_again)
        return keys

    def back(self, event: KeyPressEvent) -> None:
        """Go back where that is possible; the key is never typed."""
        if Move.BACK in self.moves:
            event.app.exit(result=Move.BACK)

    def _draw_again(self, event: KeyPressEvent) -> None:
        if self.head is not None:
            self.head.redrawn = True
        event.app.renderer.clear()


def leaving_with(result: object) -> Callable[[KeyPressEvent], None]:
    """A key that ends the prompt with a result."""

    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=result)

    return leave


def _failing_with(error: type[BaseException]) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=error)

    return leave


def _suspend(event: KeyPressEvent) -> None:
    """Ctrl-Z stops the program where a shell can take it up again; it is never typed."""
    if suspend_to_background_supported():
        event.app.suspend_to_background()


def pause(streams: Streams, hint: str) -> bool:
    """Wait until what stands in the window was read.

    Returns:
        False if the rest is to be skipped.
    """
    keys = Frame().keys()
    for key in ("enter", " ", "down", "pagedown", "\u3000"):
        keys.add(key, eager=True)(leaving_with(result=True))
    for key in ("q", "Q", "\uff51"):
        keys.add(key, eager=True)(leaving_with(result=False))
    line = Window(FormattedTextControl(hint, focusable=True), height=1, dont_extend_height=True)
    return bool(draw(streams, line, keys, line).run())
