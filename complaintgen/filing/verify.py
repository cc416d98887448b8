"""Proves that nothing in a case changed: the originals against their SHA-256, packs against their
manifests.
"""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from complaintgen.filing.pack import MANIFEST
from complaintgen.store.files import EVIDENCE_FOLDER, PACKS_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.model.case import Case


class Verdict(StrEnum):
    """What was found about one file."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"


class Checked(msgspec.Struct, frozen=True):
    """One file: its path inside the case folder, the proof it belongs to, and the verdict.

    `unknown`: a file that no proof or manifest names.
    """

    path: str
    verdict: Verdict
    proof: str = ""
    sha256: str = ""


def verify(folder: Path, case: Case) -> tuple[Checked, ...]:
    """Every original of a case and every file of its packs, in the order of the case and of names.

    Nothing is changed and nothing is followed out of the folder: a link counts as changed.
    """
    return (*_originals(folder, case), *_packs(folder))


def is_sound(found: tuple[Checked, ...]) -> bool:
    """Whether every file that was promised is there unchanged; unknown files hinder nothing."""
    return all(entry.verdict in (Verdict.SAME, Verdict.UNKNOWN) for entry in found)


def _originals(folder: Path, case: Case) -> Iterator[Checked]:
    named: set[str] = set()
    for proof in case.proofs:
        if proof.file:
            path = f"{EVIDENCE_FOLDER}/{proof.file.rpartition('/')[2]}"
            named.add(path)
            yield _judged(folder, path, proof.sha256 or "", proof.id)
    for path in _files(folder, folder / EVIDENCE_FOLDER):
        if path not in named:
            yield Checked(path, Verdict.UNKNOWN)


def _files(root: Path, folder: Path) -> Iterator[str]:
    """All files under a folder as paths from the root; what we keep for ourselves begins with a
    dot.
    """
    if not folder.is_dir() or folder.is_symlink():
        return
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if not any(part.startswith(".") for part in inside.parts) and not path.is_dir():
            yield path.relative_to(root).as_posix()


def _judged(folder: Path, path: str, sha256: str, proof: str = "") -> Checked:
    file = folder / path
    if file.is_symlink():
        return Checked(path, Verdict.CHANGED, proof, sha256)
    if not file.is_file():
        return Checked(path, Verdict.MISSING, proof, sha256)
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return Checked(path, Verdict.UNREADABLE, proof, sha256)
    if not sha256:
        return Checked(path, Verdict.UNKNOWN, proof, found)
    return Checked(path, Verdict.SAME if found == sha256 else Verdict.CHANGED, proof, sha256)


_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def _packs(folder: Path) -> Iterator[Checked]:
    packs = folder / PACKS_FOLDER
    if not packs.is_dir() or packs.is_symlink():
        return
    for pack in sorted(packs.iterdir()):
        if pack.is_dir() and not pack.name.startswith("."):
            yield from _pack(folder, pack)


def _pack(folder: Path, pack: Path) -> Iterator[Checked]:
    """The files that a manifest names, then those it does not."""
    place = pack.relative_to(folder).as_posix()
    try:
        lines = (pack / MANIFEST).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        yield Checked(f"{place}/{MANIFEST}", Verdict.MISSING)
        lines = []
    except (OSError, UnicodeDecodeError):
        yield Checked(f"{place}/{MANIFEST}", Verdict.UNREADABLE)
        lines = []
    named = {f"{place}/{MANIFEST}"}
    for line in lines:
        found = _LINE.fullmatch(line)
        if not found or not _is_inside(found[2]):
            yield Checked(f"{place}/{MANIFEST}", Verdict.CHANGED)
            continue
        named.add(f"{place}/{found[2]}")
        yield _judged(folder, f"{place}/{found[2]}", found[1])
    for path in _files(folder, pack):
        if path not in named:
            yield Checked(path, Verdict.UNKNOWN)


def _is_inside(name: str) -> bool:
    """Whether a name of a manifest stays inside its pack."""
    parts = name.split("/")
    return not name.startswith("/") and ".." not in parts and "\\" not in name
