"""Runs the program as a person does: in a process of its own, with a home of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DAY = "2026-11-21"


@dataclass(frozen=True)
class Result:
    """What one run left: exit status, what it printed, what it said beside."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 (any JSON)
        """The one JSON document on standard output."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Program:
    """The program, in English unless told otherwise; `without` names variables to leave out."""

    home: Path
    cache: Path
    without: tuple[str, ...] = ()

    def __call__(
        self,
        *arguments: str | Path,
        day: str = DAY,
        lang: str = "en",
        stdin: bytes | None = None,
        **environ_more: str,
    ) -> Result:
        """Run one command; `stdin` comes through a pipe."""
        environ = {
            "PATH": os.defpath,
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.cache),
            "LANG": "C.UTF-8",
            "COMPLAINTGEN_LANG": lang,
            "PYTHONPATH": str(ROOT),
            **{name: os.environ[name] for name in os.environ if name.startswith("COVERAGE_")},
            **environ_more,
        }
        process = subprocess.run(
            [
                *(sys.executable, "-m", "complaintgen"),
                *("--today", day),
                *(str(argument) for argument in arguments),
            ],
            capture_output=True,
            check=False,
            input=stdin,
            cwd=self.home,
            env={name: value for name, value in environ.items() if name not in self.without},
        )
        assert b"Traceback" not in process.stderr, process.stderr.decode()
        return Result(process.returncode, process.stdout.decode(), process.stderr.decode())


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache of checked data and compiled templates for all runs, cold for the first."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def program(tmp_path: Path, cache: Path) -> Program:
    """The program with a fresh home."""
    home = tmp_path / "home"
    home.mkdir()
    return Program(home, cache)


@pytest.fixture
def scenario(program: Program) -> Any:  # noqa: ANN401 (a function)
    """Copies an invented case into the home and gives its folder."""

    def copy(name: str) -> Path:
        folder = program.home / name
        source = (
            ROOT / "complaintgen/data/demo" if name == "demo" else ROOT / "tests/scenarios" / name
        )
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("expected"))
        return folder

    return copy
