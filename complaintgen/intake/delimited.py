"""Tables in text: .csv, and tab-separated text that calls itself .xls.

The encoding is found by one rule: a byte order mark, else strict UTF-8, else UTF-16 where there
are NULs, else GB18030. That the words of the headings are known then proves it right.
"""

from __future__ import annotations

import codecs
import csv
from typing import TYPE_CHECKING

from complaintgen.intake.sheets import Sheet, TableError
from complaintgen.intake.sniff import HEAD, unicode_encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaintgen.intake.sheets import Row

_PART = 1 << 20
_SEPARATORS = "\t,;|\uff0c"
LONGEST_LINE = 1 << 20
LONGEST_CELL = 131_072


def sheets(path: str) -> Iterator[Sheet]:
    """The one table of a text file.

    Raises:
        TableError: a line is too long for any list.
    """
    encoding = encoding_of(path)
    yield Sheet("", _rows(path, encoding, separator_of(path, encoding)))


def encoding_of(path: str) -> str:
    """The encoding of a text file."""
    with open(path, "rb") as stream:  # noqa: PTH123 (the path is text)
        head = stream.read(HEAD)
        encoding = unicode_encoding(head)
        if encoding is not None:
            return encoding
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(head)
            while part := stream.read(_PART):
                decoder.decode(part)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "gb18030"
    return "utf-8"


def separator_of(path: str, encoding: str) -> str:
    """What parts the cells: the sign that most lines hold equally often; the comma if none does."""
    with open(path, encoding=encoding, errors="replace", newline="") as stream:  # noqa: PTH123
        lines = [line for line in stream.read(HEAD).splitlines()[:50] if line.strip()]
    return max(_SEPARATORS, key=lambda sign: _evenness(lines, sign)) if lines else ","


def _evenness(lines: list[str], sign: str) -> tuple[int, int]:
    """How many lines hold the sign as often as most do, and how often that is."""
    counts = [line.count(sign) for line in lines]
    usual = max(set(counts) - {0}, key=counts.count, default=0)
    return (counts.count(usual) if usual else 0, usual)


def _rows(path: str, encoding: str, separator: str) -> Iterator[Row]:
    with open(path, encoding=encoding, errors="replace", newline="") as stream:  # noqa: PTH123
        if csv.field_size_limit() != LONGEST_CELL:
            csv.field_size_limit(LONGEST_CELL)
        table = csv.reader(_short_lines(stream), delimiter=separator)
        try:
            for number, cells in enumerate(table, start=1):
                yield number, list(cells)
        except csv.Error as error:
            raise TableError("damaged", reason=str(error)) from error


def _short_lines(stream: Iterable[str]) -> Iterator[str]:
    """The lines of a text; readline itself is bounded, for a file may be one endless line."""
    while line := stream.readline(LONGEST_LINE + 1):  # type: ignore[attr-defined]
        if len(line) > LONGEST_LINE:
            raise TableError("cell-too-long", limit=f"{LONGEST_LINE:,}")
        yield line
