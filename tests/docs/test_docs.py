"""Commands, error codes and the README are documented as they are."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from complaintgen.cli.main import COMMANDS
from complaintgen.model import errors

ROOT = Path(__file__).parents[2]


def test_the_first_code_block_is_the_two_commands() -> None:
    """Both READMEs begin with exactly the command that runs and the command that tests."""
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        first = re.search(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)

        assert first is not None
        assert first[1] == "./run demo\n./run test\n"


def test_every_command_is_documented() -> None:
    """The README, the tutorial or the pages on cases and evidence show each command."""
    names = (
        "README.md",
        "docs/tutorial.md",
        "docs/cases.md",
        "docs/evidence.md",
        "docs/new-channel.md",
    )
    pages = "".join((ROOT / name).read_text(encoding="utf-8") for name in names)

    assert [name for name in COMMANDS if f" {name} " not in pages] == []


def test_generated_pages_are_up_to_date() -> None:
    """docs/errors.md and docs/cli.md say what the code says: every error, problem and command."""
    result = subprocess.run(
        [sys.executable, ROOT / "scripts" / "docs", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.stdout == ""
    assert result.returncode == 0


def test_codes_and_exit_statuses_are_told_apart() -> None:
    """No two causes share a code, and only a wrong request shares its exit status with click's."""
    classes = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type)
        and issubclass(kind, errors.ComplaintgenError)
        and kind is not errors.ComplaintgenError
    ]
    kinds = {kind.code: kind.exit_status for kind in classes}

    assert len(kinds) == len(classes)
    assert set(kinds.values()) <= set(range(2, 9))


def test_no_page_names_a_machine() -> None:
    """Nothing tracked holds an address of a registry or a path of one machine."""
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("requirements/*")]:
        text = path.read_text(encoding="utf-8")

        assert "://" not in text.replace("http://www.w3.org", ""), path
        assert not re.search(r"(?<![\w.])/(root|tmp|home|work)/", text), path
