"""Reading copies in English beside the letters: when they come, and what they say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdf
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program

NAMES = {f"complaint.reading-copy.en.{ending}" for ending in ("pdf", "txt", "trace.json")}


def _files(folder: Path) -> set[str]:
    (pack,) = (folder / "packs").iterdir()
    return {path.name for path in pack.iterdir()}


@pytest.mark.parametrize(
    ("before", "after", "there"),
    [
        ((), ("--reading-copy",), True),
        (("--lang", "en"), (), True),
        (("--lang", "en"), ("--no-reading-copy",), False),
        (("--lang", "zh_CN"), (), False),
        ((), (), False),
    ],
    ids=["wished", "English typed", "English typed, not wished", "Chinese", "English computer"],
)
def test_when_reading_copies_come(
    program: Program,
    scenario: Any,  # noqa: ANN401 (a function)
    before: tuple[str, ...],
    after: tuple[str, ...],
    there: bool,  # noqa: FBT001
) -> None:
    """With the option or with English typed; the language of the computer alone brings none."""
    folder = scenario("consumer-finance")
    letter = ("--letter", "cbirc/complaint", "--engine", "typst")
    result = program(*before, "letters", folder, *letter, *after)
    assert result.status == 0, result.err
    assert _files(folder) & NAMES == (NAMES if there else set())


def test_a_reading_copy_says_what_it_is(
    program: Program,
    scenario: Any,  # noqa: ANN401 (a function)
) -> None:
    """On each page; it is in the manifest and on no list of what to hand in."""
    folder = scenario("consumer-finance")
    letter = ("--letter", "cbirc/complaint", "--engine", "typst")
    assert program("letters", folder, *letter, "--reading-copy").status == 0
    (pack,) = (folder / "packs").iterdir()
    pages = pypdf.PdfReader(pack / "complaint.reading-copy.en.pdf").pages
    assert len(pages) > 1
    for page in pages:
        assert "READING COPY" in page.extract_text()
        assert "NOT FOR FILING" in page.extract_text()
    manifest = (pack / "manifest.sha256").read_text()
    assert all(name in manifest for name in NAMES)
    assert "reading-copy" not in (pack / "complaint.filing.txt").read_text()
