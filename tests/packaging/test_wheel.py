"""The built wheel, in an environment of its own outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the checkout, built without the network."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT],
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `complaintgen` of a fresh environment that holds the wheel.

    Its dependencies are taken from the environment of the tests, so nothing is downloaded.
    """
    home = tmp_path_factory.mktemp("env")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", python, "install", "--quiet"),
            *("--no-deps", "--no-index", "--disable-pip-version-check", wheel),
        ],
        check=True,
    )
    (site,) = home.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return home / "bin" / "complaintgen"


def test_the_wheel_holds_data_and_templates(wheel: Path) -> None:
    """Law, questions, wording, texts and every channel folder are inside."""
    names = zipfile.ZipFile(wheel).namelist()
    shipped = {
        f"complaintgen/_templates/{path.relative_to(ROOT / 'templates').as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    } | {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "complaintgen").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert shipped
    assert shipped <= set(names)


def test_the_wheel_runs_the_example(installed: Path, tmp_path: Path) -> None:
    """Outside the checkout, with a fresh home, the installed command writes the same example."""
    environ = {"PATH": os.defpath, "HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"}
    command = [str(installed), "demo", "--out", str(tmp_path / "wheel"), "--engine", "typst"]
    subprocess.run(command, check=True, cwd=tmp_path, env=environ, capture_output=True)
    subprocess.run(
        [
            *(sys.executable, "-m", "complaintgen", "demo"),
            *("--out", tmp_path / "checkout", "--engine", "typst"),
        ],
        check=True,
        cwd=ROOT,
        env=environ,
        capture_output=True,
    )

    assert _files(tmp_path / "wheel") == _files(tmp_path / "checkout")
    assert any(name.endswith(".pdf") for name in _files(tmp_path / "wheel"))


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
