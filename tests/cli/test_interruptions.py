"""Ctrl-C, Ctrl-D and a closed window at every single question of a whole interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Program
from tests.cli.person import END, REVIEW, Person, case_file
from tests.cli.test_interview import ANSWERS, CALLS, NFRA, NIFA, finish
from tests.interview.pseudo_terminal import CTRL_C, CTRL_D

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = ANSWERS | {"letters": (NFRA, NIFA, CALLS)}
HALF = "半句"
"""Typed where nobody presses Enter any more."""


def files(folder: Path) -> set[str]:
    """The names of all files of a case."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> tuple[list[str], bytes]:
    """What is asked in an interview without interruption, and the case that comes of it."""
    program = Program(tmp_path_factory.mktemp("straight"), cache)
    person = Person(program, WHOLE)
    finish(person)
    return person.asked, case_file(program).read_bytes()


def kept_so_far(program: Program) -> bytes:
    """The case on the disk; empty before the first answer."""
    return case_file(program).read_bytes() if case_file(program).exists() else b""


def interrupt(person: Person, way: str) -> None:
    """Type half an answer, then leave: by a key, or because the window goes away."""
    terminal = person.terminal
    terminal.child.send(HALF)
    if way == "hang up":
        terminal.child.hang_up()
    else:
        terminal.child.send(way)
        assert terminal.close() == 1
        assert "complaintgenresumemy-case" in terminal.printed
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("way", [CTRL_C, CTRL_D, "hang up"], ids=["ctrl-c", "ctrl-d", "hang-up"])
def test_interrupted_at_every_question(
    program: Program, straight: tuple[list[str], bytes], way: str
) -> None:
    """Each question is left once with half an answer typed, and taken up again by `resume`: it is
    asked again, nothing else is, no file is left over, and the case ends the same to the byte.
    """
    asked, expected = straight
    person = Person(program, WHOLE)
    interrupt(person, way)
    for place, question in enumerate(asked):
        before = kept_so_far(program)
        person = Person(program, WHOLE, "resume" if before else "new")
        assert person.place() == question
        person.asked = asked[:place]
        person.answer(question)
        here = person.place()
        assert here == (asked[place + 1] if place + 1 < len(asked) else REVIEW)
        kept = case_file(program).read_bytes()
        assert kept != before
        interrupt(person, way)
        assert case_file(program).read_bytes() == kept
        assert files(program.home / "my-case") == {"case.toml"}
    last = Person(program, WHOLE, "resume")
    finish(last)
    assert not last.asked
    assert case_file(program).read_bytes() == expected
    assert END not in asked


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["ctrl-c", "ctrl-d"])
def test_the_terminal_is_as_it_was(program: Program, key: str) -> None:
    """After leaving, the terminal echoes and waits for lines again, in a list and in a text."""
    for stop in ("situation.happened", "lender.name"):
        person = Person(program, WHOLE, "resume" if case_file(program).exists() else "new")
        assert person.until(stop) == stop
        assert not person.terminal.child.echoes()
        person.terminal.child.send(key)
        assert person.terminal.close() == 1
        assert person.terminal.raw.endswith(b"\n")
        assert person.terminal.raw.rfind(b"\x1b[?25h") > person.terminal.raw.rfind(b"\x1b[?25l")
        assert person.terminal.child.echoed
