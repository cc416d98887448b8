"""A pseudo-terminal with a screen: starts a program, presses keys, looks at what a person sees."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
ENTER, ESC, UP, DOWN, CTRL_B, CTRL_C, CTRL_D = (
    "\r",
    "\x1b",
    "\x1b[A",
    "\x1b[B",
    "\x02",
    "\x03",
    "\x04",
)
_BEGIN, _END = b"\x1b[?2004h", b"\x1b[?2004l"
"""What prompt_toolkit prints when a prompt begins and ends (bracketed paste on and off)."""
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.|\r|\x08")
_REACTION = 1.0
"""Seconds to wait for a key to draw something; some draw nothing."""
PATIENCE = 20.0
"""Seconds to wait for a text; a limit for hanging programs, no measurement."""


class Terminal:
    """A program in a pseudo-terminal of a given size.

    `text` is everything printed so far without escapes, `screen` the lines a person sees now.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        rows: int = 24,
        columns: int = 80,
        folder: Path | None = None,
        **environ: str,
    ) -> None:
        self._screen = pyte.HistoryScreen(columns, rows, history=5000, ratio=0.5)
        self._stream = pyte.ByteStream(self._screen)
        self._read = 0
        base = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": os.environ.get("HOME", "/"),
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "NO_COLOR": "1",
            **{name: os.environ[name] for name in os.environ if name.startswith("COVERAGE_")},
        }
        self.raw = b""
        self.child: Any = pexpect.spawn(
            argv[0],
            list(argv[1:]),
            cwd=folder,
            env=base | environ,
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = 0

    @property
    def screen(self) -> list[str]:
        """The lines on the screen, without trailing blanks (a wide character counts once)."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """All lines since the start that are still in the history, joined."""
        width = self._screen.columns
        past = [
            "".join(line[x].data for x in range(width)).rstrip()
            for line in self._screen.history.top
        ]
        return "\n".join([*past, *self.screen])

    def _pump(self, seconds: float) -> bool:
        """Take what the program printed; False when it ended."""
        try:
            data = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    @property
    def printed(self) -> str:
        """Everything printed so far in the order of printing, without escapes and white space."""
        return _flat(_ESCAPES.sub("", self.raw.decode("utf-8", "ignore")))

    def wait_for(self, wanted: str) -> None:
        """Wait until a text is printed after what was already waited for, white space aside."""
        end = time.monotonic() + PATIENCE
        wanted, alive = _flat(wanted), True
        while True:
            place = self.printed.find(wanted, self._read)
            if place >= 0:
                self._read = place + len(wanted)
                return
            if time.monotonic() > end or not alive:
                raise AssertionError(f"{wanted!r} does not come; the screen:\n{self.text[-3000:]}")
            alive = self._pump(0.2)

    def wait_for_prompt(self) -> None:
        """Wait until the program stands at a prompt and rests, or has ended."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            before = len(self.raw)
            if not self._pump(0.05):
                return
            at_prompt = self.raw.rfind(_BEGIN) > self.raw.rfind(_END)
            if at_prompt and len(self.raw) == before:
                return

    def press(self, *keys: str) -> None:
        """Press keys, each when the program stands at a prompt, and wait for what they draw."""
        for key in keys:
            self.wait_for_prompt()
            before = len(self.raw)
            self.child.send(key)
            end = time.monotonic() + _REACTION
            while len(self.raw) == before and time.monotonic() < end and self._pump(0.05):
                pass
        self.wait_for_prompt()

    def press_through(self, keys: str) -> None:
        """Press keys that end a prompt, and wait until the next one stands there or the end."""
        before = self.raw.count(_BEGIN)
        self.child.send(keys)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.raw.count(_BEGIN) == before:
            if not self.listen(0.05):
                return
        self.listen(0.02)

    def listen(self, seconds: float) -> bool:
        """Take what is printed within some seconds; False when the program has ended."""
        return self._pump(seconds)

    def type(self, text: str) -> None:
        """Type a line and press Enter."""
        self.press(text, ENTER)

    def close(self) -> int | None:
        """Wait for the end of the program.

        Returns:
            Its exit status.
        """
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._pump(0.2):
            pass
        self.child.close()
        status: int | None = self.child.exitstatus
        return status


def _flat(text: str) -> str:
    """A text without white space: lines break at different places in different windows."""
    return "".join(text.split())


def python(*arguments: str) -> list[str]:
    """The command line of a Python program."""
    return [sys.executable, *arguments]
