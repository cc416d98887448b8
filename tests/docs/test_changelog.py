"""A change of law or channel data is told in the changelog."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from tests.scenarios.making import data

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


def stamp(form: object) -> str:
    """A short hash of what data say; comments and layout of their files do not count."""
    return hashlib.sha256(msgspec.msgpack.encode(form)).hexdigest()[:8]


def test_a_change_of_law_or_channels_has_an_entry() -> None:
    """Under “Law and channels” stands which data it describes, so other data need a word there."""
    found = {"law": data().law, "offices": data().offices, "channels": data().channels}
    line = "- Data: " + ", ".join(f"{name} `{stamp(form)}`" for name, form in found.items())
    latest = CHANGELOG.read_text(encoding="utf-8").split("\n## ")[1]
    section = latest.partition("### Law and channels\n")[2].partition("\n### ")[0]
    assert section.strip()
    assert line in section, f"tell under “Law and channels” what changed, then write: {line}"
