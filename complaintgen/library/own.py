"""Folders of channels that are somebody's own: what is read from them, and how little that is.

Only plain files directly in `DIR/<channel>/` (and a restyled `DIR/house/`) are read, each once,
into memory: texts and masters. No link is followed, nothing large is opened, nothing is run.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from complaintgen.library.channels import FILE, HOUSE
from complaintgen.library.mistakes import problem
from complaintgen.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

VARIABLE = "COMPLAINTGEN_TEMPLATES"
MASTER, CSS = "letter.docx", "letter.css"
ENDINGS = (".html.j2", ".txt.j2")
LIMITS = {FILE: 256 << 10, MASTER: 2 << 20, CSS: 64 << 10}
"""The largest size of each kind of file in bytes; a template's is that of channel.toml."""
MOST_FILES = 100
IDS = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
PLACEHOLDER = re.compile(r"⟦\s*([^⟧\s][^⟧]*)⟧")
"""What `complaintgen channel new` leaves to be filled in."""


class Own(msgspec.Struct, frozen=True):
    """What the folders of one's own hold.

    Attributes:
        folders: the channels' folders by id.
        texts: the templates by full name, `<channel>/<letter>.zh.html.j2`.
        files: Word masters and style sheets, `<channel>/letter.docx`.
        data: each `channel.toml` by id.
    """

    folders: dict[str, Path] = {}
    texts: dict[str, str] = {}
    files: dict[str, bytes] = {}
    data: dict[str, bytes] = {}

    def digest(self) -> str:
        """One hash over everything that was read; empty where there is nothing."""
        if not (self.folders or self.files):
            return ""
        digest = hashlib.sha256()
        for kind in (self.data, {k: v.encode() for k, v in self.texts.items()}, self.files):
            for name in sorted(kind):
                digest.update(f"{name}\0{len(kind[name])}\0".encode() + kind[name])
        return digest.hexdigest()


def own_roots(environ: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """The folders that COMPLAINTGEN_TEMPLATES names, parted as in PATH."""
    value = (os.environ if environ is None else environ).get(VARIABLE, "")
    return tuple(Path(part).expanduser() for part in value.split(os.pathsep) if part)


def read_roots(roots: Iterable[Path], shipped: Collection[str]) -> tuple[Own, tuple[Problem, ...]]:
    """All channels in some folders, and what is wrong with their files.

    Args:
        roots: folders that hold channel folders, and perhaps a `house/`.
        shipped: the ids that are taken.
    """
    folders: list[Path] = []
    problems: list[Problem] = []
    for root in roots:
        if not root.is_dir():
            problems.append(_no_folder(root))
            continue
        try:
            folders += folders_in(root)
        except OSError as error:
            problems.append(_unreadable(str(root), error))
    own, faults = read_folders(folders, shipped)
    return own, (*problems, *faults)


def folders_in(root: Path) -> list[Path]:
    """The channel folders in a folder and a `house`, by name, also those that cannot be used.

    Raises:
        OSError: the system refused.
    """
    found = (path for path in sorted(root.iterdir()) if path.is_dir())
    return [path for path in found if path.name == HOUSE or os.path.lexists(path / FILE)]


def read_folders(
    folders: Iterable[Path], shipped: Collection[str] = ()
) -> tuple[Own, tuple[Problem, ...]]:
    """Some channel folders, and what is wrong with their files; as `read_roots`."""
    own, problems = Own(), list[Problem]()
    for folder in folders:
        if folder.name != HOUSE:
            if folder.name in shipped or folder.name in own.folders:
                problems.append(_taken(folder.name))
                continue
            if not IDS.fullmatch(folder.name):
                problems.append(_bad_id(folder.name))
                continue
            own.folders[folder.name] = folder
        problems.extend(_read_folder(folder, own))
    return own, tuple(problems)


def _read_folder(folder: Path, own: Own) -> Iterator[Problem]:
    if folder.is_symlink():
        yield _link(folder.name)
        return
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        yield _unreadable(folder.name, error)
        return
    if len(names) > MOST_FILES:
        yield _too_many(folder.name)
        return
    for name in names:
        if is_read(folder.name, name):
            yield from _read_file(folder / name, own)


def is_read(folder: str, name: str) -> bool:
    """Whether a file of that name is looked at; in a house only how letters look."""
    if folder == HOUSE:
        return name in (MASTER, CSS)
    return name in LIMITS or (name.endswith(ENDINGS) and not name.startswith("."))


def _read_file(path: Path, own: Own) -> Iterator[Problem]:
    place = f"{path.parent.name}/{path.name}"
    limit = LIMITS.get(path.name, LIMITS[FILE])
    try:
        data = _plain_bytes(path, limit)
    except OSError as error:
        yield _unreadable(place, error)
        return
    if data is None:
        yield _link(place)
    elif len(data) > limit:
        yield _too_large(place, limit)
    elif path.name == MASTER:
        own.files[place] = data
    elif path.name == CSS:
        own.files[place] = data
        yield from () if _is_utf8(data) else (_no_utf8(place),)
    else:
        yield from _take_text(place, path, data, own)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _take_text(place: str, path: Path, data: bytes, own: Own) -> Iterator[Problem]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield _no_utf8(place)
        return
    if path.name == FILE:
        own.data[path.parent.name] = data
    else:
        own.texts[place] = text
    yield from placeholders(place, text)


def _plain_bytes(path: Path, limit: int) -> bytes | None:
    """A plain file's bytes, at most one more than the limit; None for a link or anything else.

    Raises:
        OSError: the system refused.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        return file.read(limit + 1)


def placeholders(place: str, text: str) -> Iterator[Problem]:
    """Each place that still waits to be filled in, by its line."""
    for number, line in enumerate(text.splitlines(), start=1):
        for found in PLACEHOLDER.finditer(line):
            yield Problem(
                code="not-filled-in",
                place=f"{place}:{number}",
                message="To be filled in: {what}",
                hint="Write it there, and take the brackets ⟦ ⟧ away.",
                values={"what": found[1].strip()},
            )


# --- problems ----------------------------------------------------------------------------------


def _no_folder(root: Path) -> Problem:
    return problem(
        code="no-such-folder",
        place=str(root),
        message="There is no folder {folder}.",
        hint="Name the folder that holds your channel folders: --templates DIR",
        folder=str(root),
    )


def _taken(name: str) -> Problem:
    return problem(
        code="channel-exists",
        place=name,
        message="There is a channel “{name}” already; a folder of your own cannot replace it.",
        hint="Give your folder another name.",
        name=name,
    )


def _bad_id(name: str) -> Problem:
    return problem(
        code="bad-channel-id",
        place=name,
        message="“{name}” cannot be the name of a channel folder.",
        hint="Use small letters, figures and hyphens, 31 at most, e.g. my-city.",
        name=name,
    )


def _link(place: str) -> Problem:
    return problem(
        code="no-plain-file",
        place=place,
        message="This is a link or no plain file; it is not read.",
        hint="Put a copy of the file itself there.",
    )


def _too_many(place: str) -> Problem:
    return problem(
        code="too-many-files",
        place=place,
        message="The folder holds more than {count} files.",
        hint="Keep only the channel's own files in it.",
        count=str(MOST_FILES),
    )


def _too_large(place: str, limit: int) -> Problem:
    return problem(
        code="too-large",
        place=place,
        message="The file is larger than {limit} KB.",
        hint="A template holds words; take large pictures out of a Word master.",
        limit=str(limit >> 10),
    )


def _no_utf8(place: str) -> Problem:
    return problem(
        code="no-utf8",
        place=place,
        message="The file is not written in UTF-8.",
        hint="Save it again as UTF-8.",
    )


def _unreadable(place: str, error: OSError) -> Problem:
    return problem(
        code="unreadable-file",
        place=place,
        message="The file cannot be read: {reason}.",
        hint="Check that it is there and yours.",
        reason=error.strerror or str(error),
    )
