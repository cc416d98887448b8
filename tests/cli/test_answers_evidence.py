"""`resume --answers` counts what the files show, as `check` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.test_answers import EXAMPLE, write
from tests.intake import making

if TYPE_CHECKING:
    from tests.cli.conftest import Program


def test_calls_from_a_list_are_not_missing(program: Program) -> None:
    """Without an incident told, the calls of a collector's number on a list are the incidents."""
    answers = EXAMPLE.partition("[[incidents]]")[0] + "[wishes]" + EXAMPLE.partition("[wishes]")[2]
    source = write(program, answers)
    program("new", "case", "--answers", source)
    before = program("resume", "case", "--answers", source, "--json").data["missing"]
    assert any(need["field"].startswith("incidents") for need in before)
    path = program.home / "list.csv"
    path.write_bytes(making.text(making.MOBILE[:5]))
    assert program("add", "case", path, "--of", "self").status == 0
    after = program("resume", "case", "--answers", source, "--json").data["missing"]
    assert not any(need["field"] == "incidents" for need in after)
