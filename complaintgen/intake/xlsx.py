"""New Excel files (.xlsx): its few XML files read in one pass, in memory that does not grow.

Only what a list needs is read: the names of sheets, the shared texts, the values of cells. No
formula is calculated, no style looked at, no link followed. A DOCTYPE or an ENTITY ends the
reading, and so does a file that unpacks to more than a list ever does. Why not openpyxl:
docs/decisions.
"""

from __future__ import annotations

import contextlib
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from complaintgen.intake.sheets import Sheet, TableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from complaintgen.intake.sheets import Cell, Row

LARGEST = 200 << 20
"""Bytes of all members together; a list of 100,000 rows has about 60 MB."""
LARGEST_TEXTS = 64 << 20
SUSPECT = 8 << 20
HIGHEST_RATIO = 100
MOST_COLUMNS = 200
_PART = 1 << 18
_LAST_ROW = 1_048_576
START_TEXTS = 5_000
"""How many shared texts are enough for the first rows."""


def sheets(path: str, *, only_start: bool = False) -> Iterator[Sheet]:
    """The sheets of a workbook, in its order.

    Raises:
        TableError: damaged, too large, or with definitions that no list needs.
    """
    with _damage_is_said(), zipfile.ZipFile(path) as archive:
        _refuse_bombs(archive)
        yield from _workbook(archive, START_TEXTS if only_start else None)


@contextlib.contextmanager
def _damage_is_said() -> Iterator[None]:
    """Whatever the libraries make of broken bytes is a `TableError`."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        KeyError,
        EOFError,
        OSError,
        NotImplementedError,
        zlib.error,
    ) as error:
        raise TableError("damaged", reason=type(error).__name__) from error
    except expat.ExpatError as error:
        raise TableError("damaged", reason=str(error)) from error


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    """What members say they hold is also the most that zipfile ever reads of them."""
    entries = archive.infolist()
    whole = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if whole > SUSPECT and whole > HIGHEST_RATIO * packed:
        raise TableError("bomb", ratio=str(whole // packed))
    if whole > LARGEST:
        raise TableError("too-large", limit=str(LARGEST >> 20))


def _workbook(archive: zipfile.ZipFile, most_texts: int | None) -> Iterator[Sheet]:
    listed, since_1904 = _listed_sheets(archive)
    targets = _targets(archive)
    texts = _shared_texts(archive, most_texts)
    names = set(archive.namelist())
    for name, relation in listed:
        target = targets.get(relation, "")
        if target in names:
            yield Sheet(name, _Rows(texts).read(archive, target), since_1904)


def _listed_sheets(archive: zipfile.ZipFile) -> tuple[list[tuple[str, str]], bool]:
    found: list[tuple[str, str]] = []
    since_1904 = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal since_1904
        bare = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "sheet":
            found.append((bare.get("name", ""), bare.get("id", "")))
        elif name == "workbookPr":
            since_1904 = bare.get("date1904", "0") in ("1", "true")

    _parse(archive, "xl/workbook.xml", start)
    return found, since_1904


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Which member each relation of the workbook names."""
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            found[attributes.get("Id", "")] = posixpath.normpath(
                target[1:] if target.startswith("/") else posixpath.join("xl", target)
            )

    _parse(archive, "xl/_rels/workbook.xml.rels", start)
    return found


class _Enough(Exception):  # noqa: N818 (it is no error)
    """What was wanted has been read."""


def _shared_texts(archive: zipfile.ZipFile, most: int | None) -> list[str]:  # noqa: C901 (three handlers)
    """The texts that cells refer to by number; phonetic hints in them are left out."""
    member = "xl/sharedStrings.xml"
    if member not in archive.namelist():
        return []
    if archive.getinfo(member).file_size > LARGEST_TEXTS:
        raise TableError("too-large", limit=str(LARGEST_TEXTS >> 20))
    texts: list[str] = []
    parts: list[str] = []
    depth_of_hint = 0
    inside = False

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal inside, depth_of_hint
        if name == "si":
            parts.clear()
        elif name == "rPh":
            depth_of_hint += 1
        inside = name == "t" and not depth_of_hint

    def end(name: str) -> None:
        nonlocal inside, depth_of_hint
        inside = False
        if name == "si":
            texts.append("".join(parts))
            if most is not None and len(texts) >= most:
                raise _Enough
        elif name == "rPh":
            depth_of_hint = max(0, depth_of_hint - 1)

    def words(text: str) -> None:
        if inside:
            parts.append(text)

    with contextlib.suppress(_Enough):
        _parse(archive, member, start, end, words)
    return texts


def _parse(
    archive: zipfile.ZipFile,
    member: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    words: Callable[[str], None] | None = None,
) -> None:
    """Read one small member to its end."""
    parser = _parser()
    parser.StartElementHandler = lambda name, attributes: start(_bare(name), attributes)
    if end:
        parser.EndElementHandler = lambda name: end(_bare(name))
    if words:
        parser.CharacterDataHandler = words
    with archive.open(member) as stream:
        while part := stream.read(_PART):
            parser.Parse(part)
        parser.Parse(b"", True)  # noqa: FBT003 (expat's own signature)


def _bare(name: str) -> str:
    """A name without its prefix: some programs write x:row."""
    return name.rpartition(":")[2]


def _parser() -> Any:  # noqa: ANN401 (pyexpat has no public type)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _forbidden
    parser.EntityDeclHandler = _forbidden
    return parser


def _forbidden(*_details: object) -> None:
    raise TableError("forbidden-xml")


class _Rows:
    """Reads the rows of one sheet as its XML comes in.

    The three handlers are called several times for each cell of a list, millions of times in all:
    they share variables instead of attributes, and decide by the first letters of a name.
    """

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts

    def read(self, archive: zipfile.ZipFile, member: str) -> Iterator[Row]:
        """The rows of a member; an unfinished last row is lost with the error that ends it."""
        done: list[Row] = []
        parser = _parser()
        _handle(parser, done, self.texts)
        with _damage_is_said(), archive.open(member) as stream:
            while part := stream.read(_PART):
                try:
                    parser.Parse(part)
                except expat.ExpatError:
                    yield from done  # the rows before the damage are whole
                    raise
                yield from done
                done.clear()
            parser.Parse(b"", True)  # noqa: FBT003 (expat's own signature)
        yield from done


def _handle(  # noqa: C901, PLR0915 (three handlers that share variables)
    parser: Any,  # noqa: ANN401
    done: list[Row],
    texts: list[str],
) -> None:
    """Let a parser put the rows of a sheet into a list."""
    cells: list[Cell] = []
    number = column = in_hint = 0
    kind = ""
    held: str | None = None  # the text of the cell so far; None = it has no value
    inside = False
    in_row = strange = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal cells, number, column, in_hint, kind, held, inside, in_row, strange
        if ":" in name:
            name = _bare(name)
        if name == "c":
            in_row += 1
            if in_row > _WIDEST:
                raise TableError("too-many-columns", limit=str(MOST_COLUMNS))
            held = None
            kind = attributes.get("t", "")
            reference = attributes.get("r", "").rstrip("0123456789")
            known = _COLUMNS.get(reference)
            column = _column(reference, len(cells)) if known is None else known
        elif name == "v" or name == "t":  # noqa: PLR1714 (faster than a set)
            if not in_hint:
                inside = True
                held = held or ""
        elif name == "row":
            given = attributes.get("r", "")
            at = int(given) if given.isdecimal() and len(given) < 8 else 0  # noqa: PLR2004
            number = at if number < at <= _LAST_ROW else number + 1
            cells, in_row = [], 0
        elif name == "rPh":
            in_hint += 1
        else:
            strange += 1 if name in _INNER else _STRANGER
            if strange > _STRANGEST:
                raise TableError("damaged", reason="it is built as no real list is")

    def end(name: str) -> None:
        nonlocal cells, in_hint, held, inside
        inside = False
        if ":" in name:
            name = _bare(name)
        if name == "c":
            if held is not None:
                if column == len(cells) < MOST_COLUMNS:
                    cells.append(_value(kind, held, texts))
                else:
                    _put(cells, column, _value(kind, held, texts))
        elif name == "row":
            done.append((number, cells))
            cells = []
        elif name == "rPh":
            in_hint = max(0, in_hint - 1)

    def words(text: str) -> None:
        nonlocal held
        if inside:
            held = held + text if held else text

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words


_WIDEST = 16_384
"""A row of a workbook has no more cells, empty ones included."""
_INNER = frozenset({"is", "f", "r", "rPr"})
"""What may stand in a cell beside its value."""
_STRANGER = 20
"""How much an element counts that stands in no list of calls, beside one that may stand in a cell.
"""
_STRANGEST = 8_000_000
"""So much of what is no row, cell or value; a file with more is made to be slow."""


def _put(cells: list[Cell], column: int, value: Cell) -> None:
    """Set a cell out of turn; those left out before it are empty."""
    if column >= MOST_COLUMNS:
        raise TableError("too-many-columns", limit=str(MOST_COLUMNS))
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = value


_COLUMNS: dict[str, int] = {}


def _column(letters: str, after: int) -> int:
    """The column of letters from 0; a cell without them stands after the last."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:  # noqa: PLR2004 (XFD)
        return after
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    _COLUMNS[letters] = column - 1
    return column - 1


def _value(kind: str, text: str, texts: list[str]) -> Cell:
    if kind == "s":
        at = int(text) if text.strip().isdecimal() and len(text) < 10 else -1  # noqa: PLR2004
        return texts[at] if 0 <= at < len(texts) else None
    if kind in ("", "n"):
        return _number(text)
    return None if kind == "e" else text


def _number(text: str) -> Cell:
    try:
        return float(text)
    except ValueError:
        return text or None
