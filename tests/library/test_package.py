"""The package data: checked once, then read from a cache that is only ever a copy."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from complaintgen.library import package
from complaintgen.library.places import data_folder, templates_folder
from complaintgen.model.errors import ProblemsError

if TYPE_CHECKING:
    from pathlib import Path


def caches(folder: Path) -> list[Path]:
    """The cache files below a folder."""
    return sorted(folder.glob("complaintgen/*.msgpack"))


def test_the_second_time_the_cache_is_read(tmp_path: Path) -> None:
    """What comes from the cache equals what was checked, and nothing is written again."""
    environ = {"XDG_CACHE_HOME": str(tmp_path)}
    first = package.load(environ)
    (cache,) = caches(tmp_path)
    before = cache.stat().st_mtime_ns
    assert package.load(environ) == first
    assert [path.stat().st_mtime_ns for path in caches(tmp_path)] == [before]
    assert "cbirc/complaint" in first.letter_ids()


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xff" * 100, b"\x80"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    """Half a file, another form or no form at all: the data are read and kept again."""
    environ = {"XDG_CACHE_HOME": str(tmp_path)}
    first = package.load(environ)
    (cache,) = caches(tmp_path)
    whole = cache.read_bytes()
    cache.write_bytes(damage or whole[:-7])
    assert package.load(environ) == first
    assert cache.read_bytes() == whole


def test_without_a_cache_folder_it_works_too(tmp_path: Path) -> None:
    """Where the system lets us write nothing, the program is only slower."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert package.load({"XDG_CACHE_HOME": str(tmp_path / "file")}).law.instruments


def test_changed_data_are_read_at_once(tmp_path: Path) -> None:
    """A change in any file counts from the next run on, and a mistake in it is told."""
    data = tmp_path / "data"
    shutil.copytree(data_folder(), data)
    environ = {"XDG_CACHE_HOME": str(tmp_path)}
    old = package.load(environ, data=data)
    path = data / "wording" / "letter.zh.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nworst = ", "\nworst = 1", 1), encoding="utf-8")
    new = package.load(environ, data=data)
    assert new.wording.worst == int(f"1{old.wording.worst}")
    assert len(caches(tmp_path)) == 2
    path.write_text(text.replace("\nworst = ", "\nwurst = ", 1), encoding="utf-8")
    with pytest.raises(ProblemsError, match="problems in"):
        package.load(environ, data=data)
    assert len(caches(tmp_path)) == 2


@pytest.mark.parametrize(
    ("folder", "file"),
    [
        ("data", "law/pipl.toml"),
        ("data", "law/rates/lpr.toml"),
        ("data", "behaviours/a.toml"),
        ("data", "questions/40_loan.toml"),
        ("data", "offices/nfra.toml"),
        ("data", "wording/review.zh.toml"),
        ("data", "intake/phrases.toml"),
        ("templates", "nifa/channel.toml"),
        ("templates", "house/parts.html.j2"),
        ("templates", "house/annex.typ"),
    ],
)
def test_every_file_counts_in_its_hash(tmp_path: Path, folder: str, file: str) -> None:
    """One more byte in a file changes exactly one of the hashes that packs name."""
    shutil.copytree(data_folder(), tmp_path / "data")
    shutil.copytree(templates_folder(), tmp_path / "templates")
    before = package.hash_files(tmp_path / "data", tmp_path / "templates")
    path = tmp_path / folder / file
    path.write_bytes(path.read_bytes() + b"\n")
    after = package.hash_files(tmp_path / "data", tmp_path / "templates")
    assert sum(before[name] != after[name] for name in before) == 1


def test_old_caches_do_not_pile_up(tmp_path: Path) -> None:
    """Only the newest few stay, the one in use among them."""
    folder = tmp_path / "complaintgen"
    folder.mkdir()
    for number in range(9):
        old = folder / f"{number}.msgpack"
        old.write_bytes(b"old")
        os.utime(old, (number, number))
    package.load({"XDG_CACHE_HOME": str(tmp_path)})
    names = {path.stem for path in caches(tmp_path)}
    assert len(names) == package.KEPT
    assert {"6", "7", "8"} <= names
