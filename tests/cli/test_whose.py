"""Whose telephone an added list is from, as a person says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaintgen.model.case import Target
from complaintgen.store.files import load_case
from tests.intake import making
from tests.interview.pseudo_terminal import ENTER, Terminal, cold

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program

OWN, CALLER = "10012349999", "10012340001"
"""The number that the sample names as its own, and one of those that called it."""


@pytest.fixture
def case(program: Program) -> Path:
    """A case whose writer has another number than the list."""
    folder = program.home / "case"
    folder.mkdir()
    text = (
        'format = 1\n\n[complainant]\nphone = "10012340008"\n\n'
        f'[[collectors]]\nid = "c1"\nname = "示例催收公司"\nnumbers = ["{CALLER}"]\n'
    )
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def listed(program: Program) -> Path:
    """A carrier's list of the number 10012349999."""
    path = program.home / "list.csv"
    path.write_bytes(making.text(making.MOBILE[:5]))
    return path


def test_a_list_of_another_number_is_not_counted_until_said(
    program: Program, case: Path, listed: Path
) -> None:
    """It is taken in, the status says that something is left, and so does `check`."""
    found = program("add", case, listed)
    assert found.status == 1
    assert OWN in found.out
    assert "--of" in found.out
    assert load_case(case).proofs[0].own_number == OWN
    assert "calls and" not in program("numbers", case).out
    assert "nothing is counted from it" in program("check", case).out + program("check", case).err


def test_it_is_said_with_an_option(program: Program, case: Path, listed: Path) -> None:
    """A new person is kept with what they are; said anew the list changes hands."""
    found = program("add", case, listed, "--of", "母亲", "--relation", "family")
    assert found.status == 0, found.err
    known = load_case(case)
    (mother,) = known.contacts
    assert (mother.name, mother.relation) == ("母亲", Target.FAMILY)
    assert known.proofs[0].owner == mother.id
    assert "示例催收公司: 1 calls and" in program("numbers", case).out
    assert program("add", case, listed, "--of", "self").status == 0
    assert load_case(case).proofs[0].owner == "self"
    assert program("add", case, listed, "--of", "母亲").status == 0
    assert (load_case(case).proofs[0].owner, len(load_case(case).contacts)) == (mother.id, 1)


def test_the_writers_own_list_asks_nothing(program: Program, case: Path, listed: Path) -> None:
    """Where the number is the writer's and nobody else is known, nothing is said of it."""
    text = (case / "case.toml").read_text(encoding="utf-8").replace("10012340008", OWN)
    (case / "case.toml").write_text(text, encoding="utf-8")
    found = program("add", case, listed)
    assert found.status == 0
    assert "--of" not in found.out
    assert load_case(case).proofs[0].owner is None


def test_with_others_known_the_default_is_said(program: Program, case: Path, listed: Path) -> None:
    """Without a terminal a list counts as the writer's own, and that is told."""
    program("numbers", case, "10012340009", "--contact", "母亲")
    text = (case / "case.toml").read_text(encoding="utf-8").replace("10012340008", OWN)
    (case / "case.toml").write_text(text, encoding="utf-8")
    found = program("add", case, listed)
    assert found.status == 0
    assert "counts as your own" in found.out


def test_a_relation_needs_a_person(program: Program, case: Path, listed: Path) -> None:
    """`--relation` alone means nobody."""
    assert program("add", case, listed, "--relation", "family").status == 2


def test_a_person_at_the_terminal_is_asked(program: Program, case: Path, listed: Path) -> None:
    """Somebody else, a name, a relation: three short questions."""
    terminal = Terminal(
        cold("-m", "complaintgen", "--lang", "en", "add", str(case), str(listed)),
        HOME=str(program.home),
        XDG_CACHE_HOME=str(program.cache),
    )
    for question, answer in (
        ("Whose telephone", "2"),
        ("What do you call this person", "母亲"),
        ("What is this person to you", "1"),
    ):
        terminal.wait_for(question)
        terminal.child.send(answer + ENTER)
    terminal.wait_for("never as calls to you")
    assert terminal.close() == 0
    known = load_case(case)
    assert known.proofs[0].owner == known.contacts[0].id
    assert known.contacts[0].relation is Target.FAMILY
