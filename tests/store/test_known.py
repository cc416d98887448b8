"""Known cases: by path only, newest use first, and never a reason to stop."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from complaintgen.store import known

ROOT = Path(__file__).parents[2]


def environ(tmp_path: Path) -> dict[str, str]:
    """A state folder of its own."""
    return {"XDG_STATE_HOME": str(tmp_path / "state")}


def case(folder: Path) -> Path:
    """A folder with a case file."""
    folder.mkdir(parents=True)
    (folder / "case.toml").write_text("format = 1\n", encoding="utf-8")
    return folder


def state_file(tmp_path: Path) -> Path:
    """The one file of the state."""
    return tmp_path / "state" / "complaintgen" / known.FILE


def test_the_last_used_stands_first(tmp_path: Path) -> None:
    """Each use moves a case to the front; forgetting one leaves the others."""
    one, two = case(tmp_path / "一 案"), case(tmp_path / "two")
    place = environ(tmp_path)
    for folder in (one, two, one):
        known.remember(folder, place)
    assert known.known(place) == (one, two)
    known.forget(one, environ=place)
    assert known.known(place) == (two,)


def test_only_paths_are_kept(tmp_path: Path) -> None:
    """The file holds the path and nothing else, and nobody else may read it."""
    folder = case(tmp_path / "a")
    (folder / "case.toml").write_text('[complainant]\nname = "陈某甲"\n', encoding="utf-8")
    known.remember(folder, environ(tmp_path))
    assert json.loads(state_file(tmp_path).read_bytes()) == {"cases": [str(folder)]}
    if os.name != "nt":
        assert state_file(tmp_path).stat().st_mode & 0o077 == 0


def test_what_is_no_case_or_the_example_is_not_remembered(tmp_path: Path) -> None:
    """A folder without a case, and the worked example, leave no trace."""
    example = case(tmp_path / "demo")
    (example / "next.txt").write_text("", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for folder in (example, tmp_path / "empty", tmp_path / "nowhere"):
        known.remember(folder, environ(tmp_path))
    assert not state_file(tmp_path).exists()


def test_the_oldest_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list has an end; who was used longest ago goes first."""
    monkeypatch.setattr(known, "CAP", 3)
    folders = [case(tmp_path / str(number)) for number in range(5)]
    for folder in folders:
        known.remember(folder, environ(tmp_path))
    assert known.known(environ(tmp_path)) == tuple(reversed(folders[2:]))
    assert len(json.loads(state_file(tmp_path).read_bytes())["cases"]) == 3


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\x00",
        b"{",
        b"[]",
        b'{"cases": 3}',
        b'{"cases": [1, "relative", "/with\\u0000null", null]}',
        b"[" * 5000,
    ],
)
def test_damage_means_nothing_is_known(tmp_path: Path, damage: bytes) -> None:
    """A damaged state is empty, and the next case is remembered all the same."""
    place, folder = environ(tmp_path), case(tmp_path / "a")
    state_file(tmp_path).parent.mkdir(parents=True)
    state_file(tmp_path).write_bytes(damage)
    assert known.known(place) == ()
    known.remember(folder, place)
    assert known.known(place) == (folder,)


def test_a_state_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    """A file where the folder should be, a folder where the file should be: no error."""
    folder = case(tmp_path / "a")
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    known.remember(folder, environ(tmp_path))
    assert known.known(environ(tmp_path)) == ()
    other = {"XDG_STATE_HOME": str(tmp_path / "other")}
    (tmp_path / "other" / "complaintgen" / known.FILE).mkdir(parents=True)
    known.remember(folder, other)
    assert known.known(other) == ()


def test_where_the_state_lies() -> None:
    """XDG_STATE_HOME, LOCALAPPDATA or HOME; relative ones and an empty environment are none."""
    here = str(Path.cwd())
    below = Path(here) / "complaintgen"
    assert known.state_folder({"XDG_STATE_HOME": here, "HOME": "/x"}) == below
    assert known.state_folder({"LOCALAPPDATA": here, "HOME": "/x"}) == below
    assert known.state_folder({"HOME": here}) == Path(here) / ".local/state/complaintgen"
    assert known.state_folder({"XDG_STATE_HOME": "rel", "HOME": here}) == (
        Path(here) / ".local/state/complaintgen"
    )
    assert known.state_folder({}) is None
    assert known.known({}) == ()
    known.remember(Path(here), {})


def test_many_processes_lose_nothing(tmp_path: Path) -> None:
    """Four processes that remember ten cases each, at once: all forty are known."""
    place = environ(tmp_path)
    folders = [case(tmp_path / f"c{number}") for number in range(40)]
    code = (
        "import sys; from pathlib import Path; from complaintgen.store import known\n"
        "known._TRIES = 2000\n"
        "for name in sys.argv[1:]: known.remember(Path(name))"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, *map(str, folders[start::4])],
            env=os.environ | place | {"PYTHONPATH": str(ROOT)},
        )
        for start in range(4)
    ]
    assert [process.wait() for process in processes] == [0] * 4
    assert sorted(known.known(place)) == sorted(folders)
