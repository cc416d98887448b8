"""A case file that is being edited: changes go into the text, comments and order stay as they
are.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import msgspec
import tomlkit
from tomlkit.items import AoT, Item
from tomlkit.items import Table as TomlTable

from complaintgen.model.case import FORMAT, LISTS, Case
from complaintgen.model.errors import CaseExistsError, FileProblemError
from complaintgen.store import atomic, files

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
# Your case. You may read and edit this file; comments stay.
# Its form: complaintgen schema. A mistake is named with its place and never costs an answer.
"""


class CaseFile:
    """The case of one folder, open for editing. `save` writes only what changed."""

    def __init__(self, folder: Path, case: Case, document: tomlkit.TOMLDocument) -> None:
        self.folder = folder
        self.case = case
        self._document = document
        self._on_disk: bytes | None = None

    @classmethod
    def create(cls, folder: Path) -> CaseFile:
        """A new, empty case; nothing is written before the first `save`.

        Raises:
            CaseExistsError: the folder holds a case already.
        """
        if (folder / files.CASE_FILE).exists():
            raise CaseExistsError(folder)
        return cls(folder, Case(), _blank())

    @classmethod
    def open(cls, folder: Path) -> CaseFile:
        """The case of a folder; one of an older format is lifted, its old file kept beside it.

        Raises:
            CaseNotFoundError, FileProblemError, NewerFormatError, ProblemsError.
        """
        loaded = files.load(folder)
        if loaded.found_format < FORMAT:
            return cls._lifted(folder, loaded)
        opened = cls(folder, loaded.case, tomlkit.parse(loaded.text))
        opened._on_disk = (folder / files.CASE_FILE).read_bytes()
        return opened

    @classmethod
    def _lifted(cls, folder: Path, loaded: files.Loaded) -> CaseFile:
        path = folder / files.CASE_FILE
        backup = _free_name(path, f"format-{loaded.found_format}")
        atomic.write_bytes(backup, path.read_bytes())
        lifted = cls(folder, Case(), _blank())
        lifted.save(loaded.case)
        return lifted

    def save(self, case: Case) -> None:
        """Write the changed case in one step.

        A file that somebody else changed meanwhile is kept beside it under another name.

        Raises:
            FileProblemError: the system refused; what was saved before is still there.
        """
        _update_document(self._document, self.case, case)
        data = _utf8(tomlkit.dumps(self._document))
        try:
            self._write(data)
        except FileProblemError:
            # The document must say what the file says, or the next change would not fit it.
            self._document = (
                tomlkit.parse(self._on_disk.decode("utf-8-sig")) if self._on_disk else _blank()
            )
            raise
        self.case = case
        self._on_disk = data

    def _write(self, data: bytes) -> None:
        path = self.folder / files.CASE_FILE
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileProblemError(self.folder, error.strerror or str(error)) from error
        self._keep_foreign(path)
        atomic.write_bytes(path, data)

    def _keep_foreign(self, path: Path) -> None:
        """Keep what another program wrote since we last read or wrote the file."""
        try:
            present = path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise FileProblemError(path, error.strerror or str(error)) from error
        if present != self._on_disk:
            atomic.write_bytes(_free_name(path, "changed"), present)


def _blank() -> tomlkit.TOMLDocument:
    """The document of a case without answers."""
    return tomlkit.parse(f"{HEAD}format = {FORMAT}\n")


def _utf8(text: str) -> bytes:
    """The bytes of a text; half characters, which no file can hold, are marked, not lost."""
    return _HALF.sub(lambda half: f"〚U+{ord(half[0]):04X}〛", text).encode()


_HALF = re.compile("[\ud800-\udfff]")


def _free_name(path: Path, word: str) -> Path:
    """`case.changed-1.toml`, or the next number that is free."""
    number = 1
    while (candidate := path.with_name(f"{path.stem}.{word}-{number}{path.suffix}")).exists():
        number += 1
    return candidate


def _plain(value: object) -> Any:  # noqa: ANN401 (any TOML value)
    return msgspec.to_builtins(value, builtin_types=(date, time, Decimal))


def _update_document(document: tomlkit.TOMLDocument, old: Case, new: Case) -> None:
    """Bring a document from one case to another, touching only what differs."""
    for field in msgspec.structs.fields(Case):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before is after or before == after:
            continue
        if field.name in LISTS:
            _update_list(document, field.name, before, after)
        else:
            _update_key(document, field.name, before, after)


def _update_key(document: tomlkit.TOMLDocument, name: str, before: object, after: object) -> None:
    if not isinstance(after, msgspec.Struct):
        document[name] = _item(_plain(after))
        return
    table = document.get(name)
    if table is None:
        table = tomlkit.table()
        document[name] = table
    _update_table(table, _plain(before), _plain(after))


def _update_table(table: TomlTable, before: dict[str, Any], after: dict[str, Any]) -> None:
    for key in before.keys() - after.keys():
        table.remove(key)
    for key, value in after.items():
        if key not in table or before.get(key) != value:
            table[key] = _item(value)


def _update_list(
    document: tomlkit.TOMLDocument, name: str, before: tuple[Any, ...], after: tuple[Any, ...]
) -> None:
    """Bring an array of tables to its new items: same order and ids keep their tables."""
    old = {entry.id: entry for entry in before}
    present = {table["id"]: table for table in document.get(name, ())}
    if [entry.id for entry in before if entry.id in {item.id for item in after}] + [
        entry.id for entry in after if entry.id not in old
    ] != [entry.id for entry in after]:
        old, present = {}, {}  # reordered: written anew
    array = AoT([])
    for entry in after:
        table = present.get(entry.id)
        if table is None:
            table = tomlkit.table()
            _update_table(table, {}, _plain(entry))
        elif old[entry.id] is not entry:
            _update_table(table, _plain(old[entry.id]), _plain(entry))
        array.append(table)
    if name in document:
        document.remove(name)
    if array:
        document.append(name, array)


def _item(value: Any) -> Item:  # noqa: ANN401 (any TOML value)
    match value:
        case str():
            return _string(value)
        case Decimal():
            return _parsed(f"{value:f}")
        case list():
            array = tomlkit.array()
            array.extend(value)
            return array.multiline(multiline=len(str(value)) > LINE)
        case _:
            item: Item = tomlkit.item(value)
            return item


LINE = 80
"""A list that is longer than this is written over several lines."""


def _parsed(literal: str) -> Item:
    """The item that a TOML literal stands for, its spelling kept."""
    return cast("Item", tomlkit.parse(f"x = {literal}").item("x"))


def _string(text: str) -> Item:
    """A text over several lines stays readable; one that TOML would alter is written with escapes.

    TOML drops a line break right behind the opening quotes and may turn CR LF into LF.
    """
    if "\n" not in text or "\r" in text:
        return tomlkit.string(text)
    lines = (tomlkit.string(line).as_string()[1:-1] for line in text.split("\n"))
    body = "\n".join(lines)
    return _parsed(f'"""\n{body}"""')
