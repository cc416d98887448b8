"""Evidence taken off the list: what it showed is gone, its original only where that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.store.files import load_case
from tests.intake import making

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program

CALLER = "10012340001"


def started(program: Program) -> Path:
    """A case with one list, and an incident that names it."""
    folder = program.home / "case"
    folder.mkdir()
    text = (
        'format = 1\n\n[[incidents]]\nid = "i1"\nkind = "call"\n\n'
        f'[[collectors]]\nid = "c1"\nname = "示例催收公司"\nnumbers = ["{CALLER}"]\n'
    )
    (folder / "case.toml").write_text(text, encoding="utf-8")
    path = program.home / "list.csv"
    path.write_bytes(making.text(making.MOBILE[:5]))
    assert program("add", folder, path).status == 0
    text = (folder / "case.toml").read_text(encoding="utf-8")
    linked = text.replace('kind = "call"\n', 'kind = "call"\nproofs = ["e1"]\n', 1)
    (folder / "case.toml").write_text(linked, encoding="utf-8")
    return folder


def test_what_it_showed_goes_and_the_original_stays(program: Program) -> None:
    """No incident names it any more, nothing is counted; the copy can be taken in again."""
    case = started(program)
    (proof,) = load_case(case).proofs
    copy = case / "evidence" / (proof.file or "")
    assert "1 calls and" in program("numbers", case).out
    done = program("remove", case, "e1")
    assert done.status == 0, done.err
    assert copy.is_file()
    left = load_case(case)
    assert left.proofs == ()
    assert not left.incidents[0].proofs
    assert "calls and" not in program("numbers", case).out
    assert program("add", case, copy).status == 0
    assert "1 calls and" in program("numbers", case).out


def test_the_original_goes_where_that_is_asked(program: Program) -> None:
    """`--original` deletes the copy; an id that is not there changes nothing."""
    case = started(program)
    copy = case / "evidence" / (load_case(case).proofs[0].file or "")
    assert program("remove", case, "e1", "e7").status == 2
    assert copy.is_file()
    assert len(load_case(case).proofs) == 1
    assert program("remove", case, "e1", "--original").status == 0
    assert not copy.exists()
