"""Measures how fast the interview answers, in a real pseudo-terminal of 80 by 24.

The start of `resume` up to its first prompt stands against a program of three lines that asks one
question with questionary. From a key to the next prompt has no peer: it stands against 30 ms, the
time in which a screen seems to answer at once. Measured is from the writing of Enter, after a
changed answer, to the mark with which the next prompt begins; the answer is on the disk by then.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from complaintgen.interview.steps import StepKind, is_answered, open_steps
from complaintgen.library.package import load
from complaintgen.store.document import CaseFile
from complaintgen.store.files import load_case

if TYPE_CHECKING:
    from complaintgen.model.case import Case

ROOT = Path(__file__).parents[1]
DAY = "2026-11-21"
NEXT = "lender.code"
"""The first open question; the one before it, the address, is changed again and again."""
BEGIN = b"\x1b[?2004h"
"""What a prompt begins with: bracketed paste on."""
BARE = "import questionary\nquestionary.text('?').unsafe_ask()\n"
KEY_MS, START_RATIO = 30, 3
PATIENCE = 30.0
ANSWERS_A_RUN = 20


class Terminal:
    """A process in a pseudo-terminal."""

    def __init__(self, argv: list[str]) -> None:
        self.began = time.perf_counter()
        self.pid, self.master = pty.fork()
        if not self.pid:
            os.execv(argv[0], argv)  # noqa: S606 (no shell is wanted)
        size = struct.pack("HHHH", 24, 80, 0, 0)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, size)

    def until(self, mark: bytes) -> None:
        """Read until a mark was printed."""
        seen, end = b"", time.monotonic() + PATIENCE
        while mark not in seen:
            if time.monotonic() > end:
                raise TimeoutError(seen[-2000:].decode(errors="replace"))
            if select.select([self.master], [], [], 1)[0]:
                seen += os.read(self.master, 65536)

    def rest(self) -> None:
        """Read until nothing more is printed."""
        while select.select([self.master], [], [], 0.03)[0]:
            os.read(self.master, 65536)

    def press(self, keys: bytes) -> float:
        """Press keys that lead to another prompt.

        Returns:
            Milliseconds until that prompt begins.
        """
        began = time.perf_counter()
        os.write(self.master, keys)
        self.until(BEGIN)
        taken = (time.perf_counter() - began) * 1000
        self.rest()
        return taken

    def close(self) -> None:
        """End the process."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)


def program(*arguments: str) -> list[str]:
    """A command of the program."""
    return [sys.executable, "-m", "complaintgen", "--today", DAY, *arguments]


def answered(case: Case, incidents: int) -> Case:
    """The worked example with so many incidents, all answered but the lender's code."""
    entry = case.incidents[1]
    items = tuple(
        msgspec.structs.replace(entry, id=f"n{number}") for number in range(1, incidents + 1)
    )
    case = msgspec.structs.replace(case, incidents=items)
    sections = load().sections
    fields = frozenset(question.id for section in sections for question in section.questions)
    steps = [
        step
        for step in open_steps(case, sections, fields)
        if not is_answered(case, step) and step.path != NEXT
    ]
    passed = tuple(step.path for step in steps if step.kind is StepKind.ASK)
    done = tuple(step.path for step in steps if step.kind is StepKind.MORE)
    old = case.interview
    interview = msgspec.structs.replace(old, passed=(*old.passed, *passed), done=(*old.done, *done))
    return msgspec.structs.replace(case, interview=interview)


def make_case(folder: Path, incidents: int) -> Path:
    """A case folder to resume."""
    place = folder / f"case-{incidents}"
    shutil.copytree(ROOT / "complaintgen/data/demo", place)
    case = answered(load_case(place), incidents)
    CaseFile.open(place).save(case)
    return place


def key_times(place: Path) -> list[float]:
    """Milliseconds from Enter to the next prompt: back to the address, a sign more, Enter."""
    terminal = Terminal(program("resume", str(place)))
    terminal.until(BEGIN)
    terminal.rest()
    taken = []
    for _ in range(ANSWERS_A_RUN):
        terminal.press(b"\x02")
        os.write(terminal.master, b"9")
        terminal.rest()
        taken.append(terminal.press(b"\r"))
    terminal.close()
    if not (load_case(place).lender.address or "").endswith("9" * ANSWERS_A_RUN):
        raise ValueError("the answers did not arrive")
    return taken


def start_time(argv: list[str]) -> float:
    """Milliseconds from the start of a process to its first prompt."""
    terminal = Terminal(argv)
    terminal.until(BEGIN)
    taken = (time.perf_counter() - terminal.began) * 1000
    terminal.close()
    return taken


def compare_start(name: str, argv: list[str], rounds: int) -> str:
    """One line of the table: starts in pairs."""
    bare = [sys.executable, "-c", BARE]
    for command in (argv, bare):
        start_time(command)
    pairs = [(start_time(argv), start_time(bare)) for _ in range(rounds)]
    ours, peer = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    met = "met" if ratio <= START_RATIO else "**missed**"
    return (
        f"| {name} | {ours:,.0f} ms | {peer:,.0f} ms | {ratio:.1f} × | ≤ {START_RATIO} × | {met} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    options, _ = parser.parse_known_args()
    os.environ |= {"PYTHONPATH": str(ROOT), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", str(ROOT / "complaintgen")], check=True
    )
    print("## The interview\n")
    print("| what | ours | peer | ratio | target | |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        for incidents in (0, 500):
            place = make_case(Path(work), incidents)
            name = f"start to the first prompt, {incidents} incidents, against bare questionary"
            print(compare_start(name, program("resume", str(place)), options.rounds), flush=True)
            taken = statistics.median(key_times(place))
            met = "met" if taken <= KEY_MS else "**missed**"
            print(
                f"| Enter to the next prompt, {incidents} incidents | {taken:.1f} ms | | "
                f"| ≤ {KEY_MS} ms | {met} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
