"""Large files read beside each other give what reading them one after the other gives."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from complaintgen.filing import ahead
from complaintgen.filing.add import Wish, add_file, options_of
from complaintgen.filing.readings import readings_of
from complaintgen.store.document import CaseFile
from complaintgen.store.readings import CACHE_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TODAY = dt.date(2026, 11, 21)


def backups(folder: Path) -> list[Path]:
    """Two message backups and a text that is no evidence."""
    files = []
    for name, number in (("a.xml", "10012340001"), ("b.xml", "10012340002")):
        rows = "".join(
            f'<sms address="{number}" date="{1772460000000 + n}" type="1" body="第{n}条" />'
            for n in range(50)
        )
        files.append(folder / name)
        files[-1].write_text(f'<?xml version="1.0"?>\n<smses count="50">{rows}</smses>', "utf-8")
    files.append(folder / "c.txt")
    files[-1].write_text("没有记录的文字", "utf-8")
    return files


def test_what_was_read_ahead_is_what_is_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The readings are the same, and a file without records leaves nothing behind."""
    files = backups(tmp_path)
    taken = {}
    for name, large in (("one by one", 10**9), ("ahead", 1)):
        monkeypatch.setattr(ahead, "LARGE", large)
        case_file = CaseFile.create(tmp_path / name)
        ahead.read_ahead(case_file.folder, files, options_of(Wish()))
        kept = case_file.folder / "evidence" / CACHE_FOLDER
        assert len(list(kept.glob("*"))) == (2 if large == 1 else 0)
        outcomes = [add_file(case_file, file, Wish(), TODAY).outcome for file in files]
        readings = readings_of(case_file.folder, case_file.case)
        taken[name] = ([str(outcome) for outcome in outcomes], readings)
    assert taken["ahead"] == taken["one by one"]
    assert [len(reading.records) for reading in taken["ahead"][1].values()] == [50, 50]


def test_a_file_that_is_gone_or_a_folder_stops_nothing(tmp_path: Path) -> None:
    """Whatever cannot be read ahead is said when it is added, not here."""
    ahead.read_ahead(tmp_path, [tmp_path / "gone.xml", tmp_path], options_of(Wish()))
    assert list(tmp_path.iterdir()) == []
