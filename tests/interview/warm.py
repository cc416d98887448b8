"""A warm process that has imported the program and forks once for each sitting at a terminal.

Usage: python -m tests.interview.warm SOCKET. Each connection brings the end of a pseudo-terminal
and, as JSON, `argv`, `environ` and `folder`. The fork is the leader of a session of its own on
that terminal; its process id goes back at once, its wait status when it has ended.
"""

from __future__ import annotations

import contextlib
import fcntl
import io
import json
import os
import signal
import socket
import sys
import termios
from pathlib import Path
from typing import Any

import complaintgen.__main__  # this and what follows is imported to be warm
import complaintgen.cli.main
import complaintgen.cli.new
import complaintgen.cli.resume
import complaintgen.filing.prepare
import complaintgen.interview.terminal_list
import complaintgen.interview.terminal_review
import complaintgen.interview.terminal_text
import complaintgen.library.questions
import complaintgen.store.document
from tests.interview import driver, exhibition, sitting


def serve(place: str) -> None:
    """Fork for each connection; ends with the first empty message."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.bind(place)
        door.listen()
        sys.stdout.write("READY\n")
        sys.stdout.flush()
        while True:
            connection, _ = door.accept()
            message, ends, _, _ = socket.recv_fds(connection, 65536, 1)
            if not message:
                return
            if not os.fork():
                door.close()
                attend(connection, ends[0], json.loads(message))
            os.close(ends[0])
            connection.close()


def attend(connection: socket.socket, end: int, wanted: dict[str, Any]) -> None:
    """Fork the program, tell its number and how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    number = os.fork()
    if not number:
        connection.close()
        enter(end, wanted)
    os.close(end)
    connection.sendall(f"{number:<12}".encode())
    _, status = os.waitpid(number, 0)
    connection.sendall(f"{status:<12}".encode())
    os._exit(0)


def enter(end: int, wanted: dict[str, Any]) -> None:
    """Become the program at its terminal."""
    os.setsid()
    fcntl.ioctl(end, termios.TIOCSCTTY, 0)
    for stream in (0, 1, 2):
        os.dup2(end, stream)
    os.close(end)
    os.environ.clear()
    os.environ.update(wanted["environ"])
    os.chdir(wanted["folder"])
    encoding = os.environ.get("PYTHONIOENCODING", "utf-8").partition(":")[0]
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding, "surrogateescape")
    sys.stdout = _writer(1, encoding, "strict")
    sys.stderr = _writer(2, encoding, "backslashreplace")
    sys.argv = wanted["argv"]
    try:
        if sys.argv[0] == "complaintgen":
            complaintgen.__main__.main()
            status = 0
        elif sys.argv[0] == "exhibition":
            status = exhibition.main()
        elif sys.argv[0] == "sitting":
            status = sitting.main()
        else:
            status = driver.main()
    except SystemExit as end_of_program:
        status = end_of_program.code if isinstance(end_of_program.code, int) else 1
    if "coverage" in sys.modules:
        sys.exit(status)  # what was covered is written at the exit of the interpreter
    for stream_out in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream_out.flush()
    os._exit(status)


def _writer(number: int, encoding: str, errors: str) -> io.TextIOWrapper:
    raw = io.BufferedWriter(io.FileIO(number, "w", closefd=False))
    return io.TextIOWrapper(raw, encoding, errors, line_buffering=True)


if __name__ == "__main__":
    serve(str(Path(sys.argv[1])))
