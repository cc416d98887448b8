"""A pseudo-terminal with a screen: starts a program, presses keys, looks at what a person sees."""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[2]
ENTER, ESC, UP, DOWN, HOME, CTRL_B, CTRL_C, CTRL_D = (
    "\r",
    "\x1b",
    "\x1b[A",
    "\x1b[B",
    "\x1b[H",
    "\x02",
    "\x03",
    "\x04",
)
BEGIN, END = b"\x1b[?2004h", b"\x1b[?2004l"
"""What prompt_toolkit prints when a prompt begins and ends (bracketed paste on and off)."""
PAGES = ("-- 回车".encode(), b"-- Enter")
"""What stands below a page of a long text."""
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.|\r|\x08")
_REACTION = 1.0
"""Seconds to wait for a key to draw something; some draw nothing."""
_REST = 0.02
"""Seconds without output after which a prompt is drawn."""
PATIENCE = 20.0
"""Seconds to wait for a text; a limit for hanging programs, no measurement."""


_NUMBER = 12
"""Bytes of a number from the warm process."""


class Child:
    """A program on the other end of a pseudo-terminal."""

    def __init__(
        self, argv: Sequence[str], folder: Path, environ: dict[str, str], size: tuple[int, int]
    ) -> None:
        self.master, end = pty.openpty()
        self.resize(*size)
        self.pid = 0
        self.exitstatus: int | None = None
        self.signalstatus: int | None = None
        self.echoed = False  # as the program left the terminal
        self._process: subprocess.Popen[bytes] | None = None
        self._waiter: socket.socket | None = None
        if argv[0].startswith("/"):
            self._process = subprocess.Popen(
                argv,
                stdin=end,
                stdout=end,
                stderr=end,
                cwd=folder,
                env=environ,
                preexec_fn=lambda: _take_terminal(end),  # noqa: PLW1509 (no threads here)
            )
            self.pid = self._process.pid
        else:
            self._waiter = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self._waiter.settimeout(PATIENCE)
            self._waiter.connect(str(_warm()))
            wanted = {"argv": list(argv), "environ": environ, "folder": str(folder)}
            socket.send_fds(self._waiter, [json.dumps(wanted).encode()], [end])
            self.pid = int(self._waiter.recv(_NUMBER))
        os.close(end)

    def resize(self, rows: int, columns: int) -> None:
        """Give the terminal another size; the program is told by SIGWINCH."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, text: str | bytes) -> None:
        """Type."""
        data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
        while data:
            data = data[os.write(self.master, data) :]

    def read(self, seconds: float) -> bytes | None:
        """What the program printed within some seconds; None when it has ended."""
        if not select.select([self.master], [], [], seconds)[0]:
            if self.isalive():
                return b""
            # What it said between the look at the terminal and its end is still there.
            if not select.select([self.master], [], [], 0)[0]:
                return None
        try:
            return os.read(self.master, 65536) or None
        except OSError:  # the other end is closed
            return None

    def isalive(self) -> bool:
        """Whether the program has not ended."""
        if self.exitstatus is None and self.signalstatus is None:
            self._look(0)
        return self.exitstatus is None and self.signalstatus is None

    def _look(self, seconds: float) -> None:
        """See whether it ended, and how."""
        if self._process is not None:
            try:
                found = self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                return
        elif self._waiter is not None and select.select([self._waiter], [], [], seconds)[0]:
            found = os.waitstatus_to_exitcode(int(self._waiter.recv(_NUMBER) or b"1"))
            self._waiter.close()
        else:
            return
        if found < 0:
            self.signalstatus = -found
        else:
            self.exitstatus = found

    def echoes(self) -> bool:
        """Whether the terminal shows what is typed and waits for lines: as a shell left it."""
        flags = termios.tcgetattr(self.master)[3]
        return bool(flags & termios.ECHO) and bool(flags & termios.ICANON)

    def hang_up(self) -> None:
        """Close the window, and wait for the end of the program."""
        os.close(self.master)
        self.master = -1
        if self.isalive():
            self._look(PATIENCE)
        assert not self.isalive(), "the program outlives its terminal"

    def close(self, patience: float = 0.5) -> None:
        """Take the terminal away; a program that is still there is killed."""
        if self.isalive():
            self._look(patience)
        if self.isalive():
            with contextlib.suppress(ProcessLookupError):  # it ended just now
                os.kill(self.pid, signal.SIGKILL)
            self._look(PATIENCE)
        if self.master >= 0:
            self.echoed = self.echoes()
            os.close(self.master)
            self.master = -1
        if self._waiter is not None:
            self._waiter.close()

    def __del__(self) -> None:
        """Leave no program behind whose test has ended."""
        if self.master >= 0 and self.pid:
            self.close(0)
        if self._waiter is not None:
            self._waiter.close()


def _take_terminal(end: int) -> None:
    # Tests that run in the background ignore Ctrl-C, and children inherit that.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.setsid()
    fcntl.ioctl(end, termios.TIOCSCTTY, 0)


@cache
def _warm() -> Path:
    """The socket of the warm process; started with the first sitting."""
    folder = Path(tempfile.mkdtemp(prefix="warm-"))
    place = folder / "socket"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.interview.warm", str(place)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PROMPT_TOOLKIT_NO_CPR": "1"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"READY\n"
    process.stdout.close()

    def stop() -> None:
        process.terminate()
        process.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return place


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
        turns_pages: bool = True,
        **environ: str,
    ) -> None:
        self._screen = pyte.HistoryScreen(columns, rows, history=5000, ratio=0.5)
        self._stream = pyte.ByteStream(self._screen)
        self._read = 0
        self._rested = 0
        self._turns_pages = turns_pages
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
        self.child = Child(argv, folder or Path.cwd(), base | environ, (rows, columns))

    def resize(self, rows: int, columns: int) -> None:
        """Give the window another size."""
        self._screen.resize(rows, columns)
        self.child.resize(rows, columns)

    @property
    def screen(self) -> list[str]:
        """The lines on the screen, without trailing blanks (a wide character counts once)."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def edge(self) -> list[str]:
        """What stands in the last column of the window, which stays free."""
        last = self._screen.columns - 1
        signs = (self._screen.buffer[y][last].data for y in range(self._screen.lines))
        return [sign for sign in signs if sign != " "]

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
        data = self.child.read(seconds)
        if data is None:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    @property
    def at_prompt(self) -> bool:
        """Whether a prompt was begun and not ended."""
        return self.raw.rfind(BEGIN) > self.raw.rfind(END)

    @property
    def at_page(self) -> bool:
        """Whether a long text waits to be read."""
        last = self.raw[self.raw.rfind(BEGIN) :]
        return self.at_prompt and any(page in last for page in PAGES)

    def _turn_page(self) -> bool:
        """Read on where a long text waits; False where none does."""
        if not (self._turns_pages and self.at_page):
            return False
        before = len(self.raw)
        self.child.send(ENTER)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.raw.find(END, before) < 0 and self._pump(_REST):
            pass
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
            if self.printed.find(wanted, self._read) < 0:
                self._turn_page()

    def wait_until(self, true: Callable[[Terminal], bool]) -> None:
        """Wait until something is true of the terminal."""
        end = time.monotonic() + PATIENCE
        while not true(self):
            assert time.monotonic() < end, f"it does not come; the screen:\n{self.text[-3000:]}"
            self._pump(_REST)

    def wait_for_prompt(self) -> None:
        """Wait until the program stands at a prompt and rests, or has ended; pages are turned."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            before = len(self.raw)
            if not self._pump(0 if before == self._rested else _REST):
                return
            if self.at_prompt and len(self.raw) == before and not self._turn_page():
                self._rested = before
                return

    def press(self, *keys: str) -> None:
        """Press keys, each when the program stands at a prompt, and wait for what they draw."""
        for key in keys:
            self.wait_for_prompt()
            before = len(self.raw)
            self.child.send(key)
            end = time.monotonic() + _REACTION
            while len(self.raw) == before and time.monotonic() < end and self._pump(_REST):
                pass
        self.wait_for_prompt()

    def press_through(self, keys: str) -> None:
        """Press keys that end a prompt, and wait until the next one stands there or the end."""
        before = self.raw.count(BEGIN)
        self.child.send(keys)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not self._pump(_REST):
                return
            if self.raw.count(BEGIN) > before and self.at_prompt and not self._turn_page():
                break
        self.listen(_REST / 4)
        self._rested = len(self.raw)

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
        self.child.close(max(end - time.monotonic(), 0))
        return self.child.exitstatus


def _flat(text: str) -> str:
    """A text without white space: lines break at different places in different windows."""
    return "".join(text.split())


def python(*arguments: str) -> list[str]:
    """A Python program as the warm process runs it: `-m complaintgen …` or the driver."""
    return ["complaintgen", *arguments[2:]] if arguments[0] == "-m" else ["driver", *arguments[1:]]


def cold(*arguments: str) -> list[str]:
    """The command line of a Python program that is started anew."""
    return [sys.executable, *arguments]
