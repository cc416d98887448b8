"""Reading `case.toml` that a person wrote by hand."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from complaintgen.library.places import data_folder
from complaintgen.model.case import Case
from complaintgen.model.errors import CaseNotFoundError, NewerFormatError, ProblemsError
from complaintgen.model.forms import build
from complaintgen.store.files import load, load_case

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = {
    "unknown key": ('[complainant]\nnmae = "x"', "complainant", "nmae", "Did you mean “name”?"),
    "date as text": ('[loan]\ndue_on = "2026-1-5"', "loan.due_on", "2026-1-5", "a date like"),
    "number as text": (
        '[[incidents]]\nid = "i1"\ncount = "5"',
        "incidents[i1].count",
        "5",
        "a whole number",
    ),
    "wrong choice": ('[lender]\nkind = "banc"', "lender.kind", "banc", "consumer_finance"),
    "missing id": ("[[incidents]]\ncount = 5", "incidents[1]", "id", "Add a line: id"),
    "double id": (
        '[[incidents]]\nid = "i1"\n[[incidents]]\nid = "i1"',
        "incidents[i1]",
        "already taken",
        "id of its own",
    ),
    "lost collector": (
        '[[incidents]]\nid = "i1"\nby = "c9"',
        "incidents[i1].by",
        "c9",
        "lender, platform",
    ),
    "lost proof": (
        '[[incidents]]\nid = "i1"\nproofs = ["p1"]',
        "incidents[i1].proofs",
        "p1",
        "There are",
    ),
    "unknown twice": (
        '[complainant]\nname = "x"\nunknown = ["name"]',
        "complainant.name",
        "also listed as unknown",
        "Remove one",
    ),
    "unknown word": (
        '[complainant]\nunknown = ["nick"]',
        "complainant.unknown",
        "nick",
        "complaintgen schema",
    ),
    "more answered than made": (
        '[[incidents]]\nid = "i1"\ncount = 2\nconnected = 3',
        "incidents[i1].connected",
        "3 calls were answered",
        "Correct one",
    ),
    "a table for a text": (
        "complainant = 5",
        "complainant",
        "Expected a table",
        "A table begins with [name]",
    ),
    "format of the past": ("format = 0", "format", "0", "format = 1"),
}


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_mistake_is_named_with_place_and_mend(tmp_path: Path, mistake: str) -> None:
    """Each mistake gives the key, what was found, and what to write instead."""
    text, place, found, hint = BROKEN[mistake]
    (tmp_path / "case.toml").write_text(text, encoding="utf-8")

    with pytest.raises(ProblemsError) as raised:
        load_case(tmp_path)

    (problem,) = raised.value.problems
    assert place in problem.place
    assert found in problem.text
    assert problem.hint
    assert hint in f"{problem.text} {problem.hint.format(**problem.values)}"


def test_a_faultless_file_is_read_at_once_and_the_same(tmp_path: Path) -> None:
    """What msgspec reads in one go is what is read field by field."""
    raw = (data_folder() / "demo" / "case.toml").read_bytes()
    (tmp_path / "case.toml").write_bytes(raw)
    data = tomllib.loads(raw.decode(), parse_float=Decimal)
    assert load_case(tmp_path) == build(Case, data, "case.toml")[0]


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    """Three mistakes give three problems, not one after the other."""
    (tmp_path / "case.toml").write_text(
        'nam = 1\n[loan]\nprincipal = "viel"\n[[proofs]]\nid = "p1"\nkind = 3\n', encoding="utf-8"
    )

    with pytest.raises(ProblemsError) as raised:
        load_case(tmp_path)

    assert [problem.code for problem in raised.value.problems] == [
        "unknown-key",
        "wrong-value",
        "wrong-value",
    ]


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    """A syntax mistake carries line and column."""
    (tmp_path / "case.toml").write_text('format = 1\n[complainant]\nname = "x\n', encoding="utf-8")

    with pytest.raises(ProblemsError) as raised:
        load_case(tmp_path)

    assert "line 3" in raised.value.problems[0].text


def test_a_file_saved_as_gbk_is_explained(tmp_path: Path) -> None:
    """Text that is not UTF-8 names its line and the remedy."""
    (tmp_path / "case.toml").write_bytes('format = 1\n[complainant]\nname = "赵"\n'.encode("gbk"))

    with pytest.raises(ProblemsError) as raised:
        load_case(tmp_path)

    assert "line 3" in raised.value.problems[0].place
    assert "UTF-8" in raised.value.problems[0].hint


def test_windows_marks_are_read(tmp_path: Path) -> None:
    """A byte order mark and CR LF, as Notepad writes them, are no mistake."""
    text = 'format = 1\r\n[complainant]\r\nname = "赵一诺"\r\n'
    (tmp_path / "case.toml").write_bytes(text.encode("utf-8-sig"))

    assert load_case(tmp_path).complainant.name == "赵一诺"


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    """A file of a later version is never half-read."""
    (tmp_path / "case.toml").write_text("format = 99\nfuture = true\n", encoding="utf-8")

    with pytest.raises(NewerFormatError, match="99"):
        load_case(tmp_path)


def test_no_case(tmp_path: Path) -> None:
    """A folder without a case says so."""
    with pytest.raises(CaseNotFoundError, match=r"case\.toml"):
        load_case(tmp_path)


def test_an_answer_never_shows_in_repr(tmp_path: Path) -> None:
    """Logs and tracebacks cannot leak what a person answered."""
    (tmp_path / "case.toml").write_text(
        '[complainant]\nname = "赵一诺"\n[[incidents]]\nid = "i1"\nwords = "secret words"\n',
        encoding="utf-8",
    )

    shown = repr(load_case(tmp_path))

    assert "赵一诺" not in shown
    assert "secret" not in shown
    assert "secret" not in repr(load(tmp_path))
