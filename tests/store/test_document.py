"""Saving a case: round trips, comments, foreign changes, full disks."""

from __future__ import annotations

import datetime as dt
import functools
import os
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaintgen.model import paths
from complaintgen.model.case import Case, Collector, Complainant, Incident, Loan
from complaintgen.model.errors import CaseExistsError, FileProblemError
from complaintgen.store import document, files, migrate
from complaintgen.store.document import CaseFile
from complaintgen.store.files import load_case

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
"""The folder may be shared between examples; a busy computer must not fail a test."""


@settings(suppress_health_check=SHARED, max_examples=150)
@given(TEXT, TEXT, st.decimals("0.01", 99_999_999, places=2))
def test_any_text_comes_back_as_it_was(
    tmp_path: Path, words: str, name: str, principal: Decimal
) -> None:
    """What is saved is read again, whatever characters it holds."""
    folder = tmp_path / "case"
    (folder / "case.toml").unlink(missing_ok=True)
    case = Case(
        complainant=Complainant(name=name),
        loan=Loan(principal=principal, due_on=dt.date(2026, 1, 31)),
        incidents=(Incident(id="i1", words=words, time=dt.time(22, 0)),),
    )

    CaseFile.create(folder).save(case)

    assert load_case(folder) == case


@settings(suppress_health_check=SHARED, max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["set", "drop", "front"]), TEXT)))
def test_any_sequence_of_changes_is_saved(
    tmp_path: Path, changes: list[tuple[int, str, str]]
) -> None:
    """Adding, changing, removing and reordering items one save at a time ends in the same case."""
    folder = tmp_path / "case"
    (folder / "case.toml").unlink(missing_ok=True)
    file = CaseFile.create(folder)
    file.save(file.case)
    for number, change, text in changes:
        file.save(_changed(file.case, f"i{number}", change, text))

    assert load_case(folder) == file.case
    assert CaseFile.open(folder).case == file.case


def _changed(case: Case, item: str, change: str, text: str) -> Case:
    rest = tuple(entry for entry in case.incidents if entry.id != item)
    match change:
        case "drop":
            return msgspec.structs.replace(case, incidents=rest)
        case "front":
            return msgspec.structs.replace(case, incidents=(Incident(id=item, words=text), *rest))
        case _ if paths.find(case, "incidents", item) is None:
            return msgspec.structs.replace(case, incidents=(*case.incidents, Incident(id=item)))
        case _:
            return paths.replace(case, f"incidents.{item}.words", text or None)


def test_comments_and_order_stay(tmp_path: Path) -> None:
    """A file edited by hand keeps its comments through a save."""
    path = tmp_path / "case.toml"
    path.write_text(
        '# mine\nformat = 1\n\n[complainant]\n# my phone\nphone = "10012340001" # private\n\n'
        '[[incidents]]\n# the worst night\nid = "i1"\nwords = "x"\n',
        encoding="utf-8",
    )
    file = CaseFile.open(tmp_path)
    case = paths.replace(file.case, "complainant.name", "赵一诺")
    file.save(paths.replace(case, "incidents.i1.count", 3))

    text = path.read_text(encoding="utf-8")
    for comment in ("# mine", "# my phone", "# private", "# the worst night"):
        assert comment in text
    assert text.index("# my phone") < text.index('name = "赵一诺"') < text.index("# the worst")
    assert load_case(tmp_path).incidents[0].count == 3


def test_a_file_changed_by_others_is_kept(tmp_path: Path) -> None:
    """What an editor wrote meanwhile is not lost when the interview saves."""
    file = CaseFile.create(tmp_path)
    file.save(file.case)
    path = tmp_path / "case.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# theirs\n", encoding="utf-8")

    file.save(msgspec.structs.replace(file.case, collectors=(Collector(id="c1"),)))

    assert "# theirs" in (tmp_path / "case.changed-1.toml").read_text(encoding="utf-8")
    assert load_case(tmp_path).collectors[0].id == "c1"


def test_half_a_character_is_marked(tmp_path: Path) -> None:
    """A lone surrogate, which no file can hold, is written visibly instead of failing."""
    file = CaseFile.create(tmp_path)
    file.save(Case(complainant=Complainant(name="a\udc80b")))

    assert load_case(tmp_path).complainant.name == "a〚U+DC80〛b"


def test_an_older_format_is_lifted_with_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older file is upgraded step by step, and stays beside the new one as it was."""
    path = tmp_path / "case.toml"
    path.write_text('format = 1\n[complainant]\nphone = "10012340001"\n', encoding="utf-8")
    before = path.read_bytes()
    monkeypatch.setattr(files, "FORMAT", 3)
    monkeypatch.setattr(document, "FORMAT", 3)
    steps = {
        1: lambda data: {**data, "platform": {"name": "示例"}},
        2: lambda data: {**data, "platform": {"name": data["platform"]["name"] + "贷"}},
    }
    monkeypatch.setattr(migrate, "lift", functools.partial(migrate.lift, steps=steps, target=3))

    case = CaseFile.open(tmp_path).case

    assert case.platform.name == "示例贷"
    assert case.complainant.phone == "10012340001"
    assert "format = 3" in path.read_text(encoding="utf-8")
    assert (tmp_path / "case.format-1-1.toml").read_bytes() == before
    kept = {each.name for each in tmp_path.iterdir()}
    assert kept == {"case.toml", "case.format-1-1.toml"}  # once is enough


def test_a_case_is_never_overwritten_by_a_new_one(tmp_path: Path) -> None:
    """`create` refuses a folder that holds a case."""
    CaseFile.create(tmp_path).save(Case())

    with pytest.raises(CaseExistsError):
        CaseFile.create(tmp_path)


def test_a_failing_save_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk while saving costs nothing that was saved before, and leaves no rubbish."""
    file = CaseFile.create(tmp_path)
    file.save(file.case)
    before = (tmp_path / "case.toml").read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(FileProblemError, match="No space left"):
        file.save(msgspec.structs.replace(file.case, letters=("a/b",)))

    assert (tmp_path / "case.toml").read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["case.toml"]


def test_a_save_after_one_that_failed_writes_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Room was made: what could not be saved is saved with what came after, comments and all."""
    file = CaseFile.create(tmp_path)
    file.save(Case(complainant=Complainant(name="陈某甲", email="a@example.invalid")))
    path = tmp_path / "case.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    file = CaseFile.open(tmp_path)
    fewer = msgspec.structs.replace(file.case, complainant=Complainant(name="陈某甲"))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(FileProblemError):
            file.save(fewer)

    file.save(fewer)

    assert load_case(tmp_path) == fewer
    assert "# mine" in path.read_text(encoding="utf-8")


def test_a_case_can_stand_in_no_file(tmp_path: Path) -> None:
    """A folder that cannot be made, or a case file that is a folder, is named."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(FileProblemError, match="file"):
        CaseFile.create(tmp_path / "file" / "case").save(Case())
    file = CaseFile.create(tmp_path / "odd")
    (tmp_path / "odd" / "case.toml").mkdir(parents=True)
    with pytest.raises(FileProblemError, match=r"case\.toml"):
        file.save(Case(letters=("a/b",)))
