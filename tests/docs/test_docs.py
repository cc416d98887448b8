"""Commands, error codes and the README are documented as they are."""

from __future__ import annotations

import re
from pathlib import Path

from complaintgen.cli.main import COMMANDS
from complaintgen.model import errors

ROOT = Path(__file__).parents[2]


def _classes(base: type[errors.ComplaintgenError]) -> list[type[errors.ComplaintgenError]]:
    found = []
    for child in base.__subclasses__():
        found += [child, *_classes(child)]
    return found


def test_the_first_code_block_is_the_two_commands() -> None:
    """Both READMEs begin with exactly the command that runs and the command that tests."""
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        first = re.search(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)

        assert first is not None
        assert first[1] == "./run demo\n./run test\n"


def test_every_command_is_documented() -> None:
    """The tutorial or the README shows each command."""
    pages = "".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/tutorial.md")
    )

    assert [name for name in COMMANDS if f" {name} " not in pages] == []


def test_every_error_code_is_documented_in_order() -> None:
    """docs/errors.md lists each class once with its code and exit status, and nothing else."""
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (\d+) \|", page, re.MULTILINE)
    classes = _classes(errors.ComplaintgenError)

    assert rows == [(kind.code, str(kind.exit_status)) for kind in classes]
    assert len({kind.code for kind in classes}) == len(classes)


def test_every_problem_code_is_documented() -> None:
    """docs/errors.md lists the code of every problem that the program can find."""
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^- `([a-z0-9-]+)`", page, re.MULTILINE))
    used = {
        code
        for path in (ROOT / "complaintgen").rglob("*.py")
        for code in re.findall(r'\bcode="([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    }

    assert used == documented


def test_no_page_names_a_machine() -> None:
    """Nothing tracked holds an address of a registry or a path of one machine."""
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("requirements/*")]:
        text = path.read_text(encoding="utf-8")

        assert "://" not in text.replace("http://www.w3.org", ""), path
        assert not re.search(r"(?<![\w.])/(root|tmp|home|work)/", text), path
