"""The tutorial does what it says: its console blocks are run, and each line shown must appear."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def steps(page: Path) -> list[tuple[str, list[str]]]:
    """The commands of a page's console blocks, each with the lines shown below it."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.strip() and line.strip() != "...":
                found[-1][1].append(line.strip())
    return found


PAGES = ["tutorial.md", "front-ends.md"]


@pytest.mark.parametrize("page", PAGES)
def test_the_page_runs(page: str, tmp_path: Path) -> None:
    """Each command of the page succeeds in an empty folder and prints the lines shown."""
    (tmp_path / "bin").mkdir()
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    command = tmp_path / "bin" / "complaintgen"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m complaintgen "$@"\n')
    command.chmod(0o755)
    environ = {
        "PATH": f"{tmp_path / 'bin'}:{os.defpath}",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "COMPLAINTGEN_LANG": "en",
        "LANG": "C.UTF-8",
    }
    shell = shutil.which("sh")
    assert shell
    for line, shown in steps(ROOT / "docs" / page):
        result = subprocess.run(
            [shell, "-c", line],
            cwd=tmp_path,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        output = result.stdout + result.stderr
        assert result.returncode == 0, f"{line}\n{output}"
        for expected in shown:
            assert expected in output, f"{line}\n{output}"


@pytest.mark.parametrize("page", PAGES)
def test_the_page_shows_something(page: str) -> None:
    """A page without commands would pass unnoticed."""
    assert len(steps(ROOT / "docs" / page)) >= 6
