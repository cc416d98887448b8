"""The window on standard error: its size, the signs it can show, and lines written to it.

Standard output may be a file; what is asked goes to standard error. Nothing here knows a prompt.
"""

from __future__ import annotations

import os
import sys

from complaintgen.interview.visible import visible, wrap, writable

USUAL = os.terminal_size((80, 24))


def size() -> os.terminal_size:
    """The size of the window now; 80 by 24 where it is not known or no number to work with."""
    try:
        found = os.get_terminal_size(sys.stderr.fileno())
    except (OSError, ValueError):
        return USUAL
    return found if found.columns and found.lines else USUAL


def is_terminal() -> bool:
    """Whether somebody can answer: both ends are a terminal."""
    try:
        return sys.stdin.isatty() and sys.stderr.isatty()
    except (AttributeError, ValueError):
        return False


def shown(text: str) -> str:
    """A text as this window can show it: nothing hidden, no sign that its encoding lacks."""
    return writable(visible(text), sys.stderr.encoding or "ascii")


def wrapped(text: str, less: int = 0) -> list[str]:
    """A text in lines that fit the window, `less` columns aside; the last column stays free."""
    return wrap(shown(text), size().columns - 1 - less)


def write(line: str) -> None:
    """Write one line; a window that is gone takes nothing and stops nothing."""
    try:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except OSError:
        pass
