"""What other cases know is offered once each, masked, and only read when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaintgen.cli.known_people import known_for
from complaintgen.library.texts import Texts
from complaintgen.store import known

if TYPE_CHECKING:
    from pathlib import Path

PERSON = """
[complainant]
name = "陈某甲"
id_kind = "resident_id"
id_number = "990101199001010019"
phone = "{phone}"
[lender]
name = "{lender}"
[[collectors]]
id = "k1"
name = "示例催收公司"
numbers = ["10012340002"]
[[contacts]]
id = "c1"
name = "陈某乙"
numbers = ["10012340003"]
agrees = true
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


def write(folder: Path, text: str) -> Path:
    """A remembered case."""
    folder.mkdir()
    (folder / "case.toml").write_text(text, encoding="utf-8")
    known.remember(folder)
    return folder


def test_each_is_offered_once(home: Path) -> None:
    """The case used last speaks for a person that stands in several; lenders differ."""
    write(home / "old", PERSON.format(phone="10012340001", lender="示例银行"))
    write(home / "new", PERSON.format(phone="10012340009", lender="虚构消费金融有限公司"))
    offered = known_for(Texts("en"), home / "mine")
    (person,) = offered("complainant")
    assert person.label == "陈某甲 9901**********0019 (from new)"
    assert person.fields["phone"] == "10012340009"
    assert [each.label for each in offered("lender")] == [
        "虚构消费金融有限公司 (from new)",
        "示例银行 (from old)",
    ]
    (collector,) = offered("collectors")
    assert collector.fields == {"name": "示例催收公司", "numbers": ("10012340002",)}
    assert "10012340002" in collector.label
    (contact,) = offered("contacts")
    assert contact.label == "陈某乙 1001***0003 (from new)"
    assert "agrees" not in contact.fields


def test_what_happened_is_never_offered(home: Path) -> None:
    """Incidents, proofs, wishes and the loan belong to their own case."""
    write(home / "old", PERSON.format(phone="10012340001", lender="示例银行"))
    offered = known_for(Texts("en"), home / "mine")
    assert [offered(table) for table in ("incidents", "proofs", "wishes", "loan", "leak")] == [
        ()
    ] * 5


def test_not_from_itself_nor_from_what_is_broken(home: Path) -> None:
    """The own case, broken and vanished ones offer nothing; archived ones do."""
    mine = write(home / "mine", PERSON.format(phone="10012340001", lender="示例银行"))
    write(home / "broken", "x =")
    gone = write(home / "gone", PERSON.format(phone="10012340001", lender="消失的公司"))
    (gone / "case.toml").unlink()
    put_away = "archived_on = 2026-01-01\n" + PERSON.format(phone="1", lender="旧公司")
    write(home / "archived", put_away)
    offered = known_for(Texts("en"), home / "x" / ".." / mine.name)
    assert [each.label for each in offered("lender")] == ["旧公司 (from archived)"]


def test_nothing_is_read_before_it_is_asked_for(home: Path) -> None:
    """Building the callback reads no case: who is never asked pays nothing."""
    offered = known_for(Texts("en"), home / "mine")
    write(home / "later", PERSON.format(phone="10012340001", lender="示例银行"))
    assert [each.label for each in offered("lender")] == ["示例银行 (from later)"]
