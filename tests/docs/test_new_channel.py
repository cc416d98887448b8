"""docs/new-channel.md does what it says: its files are written, its commands run, in order."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "new-channel.md"
BLOCK = re.compile(r"(?:^`([\w./-]+)`:\n\n)?^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _program(folder: Path) -> dict[str, str]:
    """The environment of a person who has only the program, on the day of the page."""
    (folder / "bin").mkdir()
    command = folder / "bin" / "complaintgen"
    command.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m complaintgen --today 2026-11-21 "$@"\n'
    )
    command.chmod(0o755)
    return {
        "PATH": f"{folder / 'bin'}:{os.defpath}",
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "COMPLAINTGEN_LANG": "en",
        "LANG": "C.UTF-8",
    }


def _run(line: str, shown: list[str], folder: Path, environ: dict[str, str]) -> None:
    shell = shutil.which("sh")
    assert shell
    result = subprocess.run(
        [shell, "-c", line], cwd=folder, env=environ, capture_output=True, text=True, check=False
    )
    output = result.stdout + result.stderr
    assert result.returncode == 0, f"{line}\n{output}"
    for expected in shown:
        assert expected in output, f"{line}\n{output}"


def test_a_channel_is_added_by_following_the_page(tmp_path: Path) -> None:
    """A new folder is found by `check`, judged in order, and its letter is written."""
    environ = _program(tmp_path)
    commands = 0
    for name, kind, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if name:
            assert (tmp_path / name).is_file(), f"{name} was not made by channel new"
            (tmp_path / name).write_text(text, encoding="utf-8")
        elif kind == "console":
            for step in text.split("$ ")[1:]:
                line, *shown = step.splitlines()
                _run(line, [entry.strip() for entry in shown if entry.strip()], tmp_path, environ)
                commands += 1
    assert commands >= 10
    letter = next(tmp_path.glob("demo/packs/*-my-city-complaint/complaint.docx"))
    assert letter.stat().st_size > 1000
