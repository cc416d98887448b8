"""Whom to call: every row leads to numbers, every number has a source, every mistake is named."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from complaintgen.library.places import data_folder
from complaintgen.library.safety import read_safety
from complaintgen.model.sourced import Confidence

if TYPE_CHECKING:
    from pathlib import Path


def test_the_data_have_no_mistake() -> None:
    """All six dangers lead to numbers that can be dialled, in the order of their urgency."""
    safety, problems = read_safety(data_folder())
    assert problems == ()
    assert safety is not None
    first = {row.id: safety.hotlines_of(row)[0].number for row in safety.triage.rows}
    assert first == {
        "violence": "110",
        "held": "110",
        "child": "110",
        "suicide": "12356",
        "minor": "12355",
        "woman": "110",
    }
    told = {row.id: [line.number for line in safety.hotlines_of(row)] for row in safety.triage.rows}
    assert "12110" in told["held"]
    assert "12338" in told["woman"]
    assert "12355" in told["child"]
    assert {"120", "110"} <= set(told["suicide"])


def test_what_is_not_sure_is_marked() -> None:
    """The address of 12110 and hours that differ by place are probable at most."""
    safety, _ = read_safety(data_folder())
    assert safety is not None
    known = {line.id: line for line in safety.hotlines}
    assert known["12110"].confidence is Confidence.SURE
    assert known["12110"].how_confidence is Confidence.PROBABLE
    for name in ("12355", "12338", "12348", "12309"):
        assert known[name].hours_confidence is Confidence.PROBABLE
    assert known["110"].hours_confidence is known["12356"].hours_confidence is Confidence.SURE


def test_nothing_is_promised() -> None:
    """No diagnosis, no promise that a call stops the collectors; help is not tied to paying."""
    safety, _ = read_safety(data_folder())
    assert safety is not None
    words = [*(each for row in safety.triage.rows for each in row.tell), safety.triage.closing]
    text = "".join(each.zh for each in words)
    assert "您不必先还钱才能求助" in text
    assert not [word for word in ("一定会", "保证", "抑郁", "就会停止", "立即停止") if word in text]


BROKEN = [
    ("triage.toml", '["12356", "120", "110"]', '["12356", "12o"]', "12o"),
    ("triage.toml", '["110", "12110", "12338"]', "[]", "woman.hotlines"),
    ("triage.toml", 'id = "minor"', 'id = "child"', "child"),
    ("hotlines.toml", 'number = "12356"', 'number = "12356转1"', "12356.number"),
    ("hotlines.toml", 'id = "119"', 'id = "120"', "120"),
    ("hotlines.toml", 'source = "2019年公开报道"', 'source = " "', "12337.source"),
    ("hotlines.toml", 'source = "2019年公开报道"\n', "", "source"),
    ("hotlines.toml", 'en = "24 hours"', 'en = ""', "110.hours"),
    ("hotlines.toml", 'confidence = "sure"', 'confidence = "certain"', "confidence"),
]


@pytest.mark.parametrize(("file", "old", "new", "named"), BROKEN, ids=[each[3] for each in BROKEN])
def test_mistakes_are_named(tmp_path: Path, file: str, old: str, new: str, named: str) -> None:
    """An unknown hotline, a missing source, an empty text: the problem says where."""
    shutil.copytree(data_folder() / "safety", tmp_path / "safety")
    path = tmp_path / "safety" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    safety, problems = read_safety(tmp_path)
    assert safety is None
    assert any(named in f"{each.place} {each.text}" for each in problems), problems
