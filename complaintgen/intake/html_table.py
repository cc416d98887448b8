"""HTML tables, which carriers' sites hand out as .xls: only rows and cells, nothing is followed.

Marks are found one after the other, never nested, so depth costs nothing; scripts, styles, links
and pictures mean nothing here.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from complaintgen.intake.delimited import encoding_of
from complaintgen.intake.sheets import Sheet, TableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.intake.sheets import Cell, Row

LARGEST = 32 << 20
_MARK = re.compile(r"<(/?)(table|tr|td|th)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div)\b[^<>]{0,2000}>", re.IGNORECASE)
_OTHER = re.compile(r"<[!/a-zA-Z][^<>]{0,2000}>")
_BLANKS = re.compile(r"[ \t\r\n\xa0]+")
_DEFINITION = re.compile(r"<!ENTITY", re.IGNORECASE)


def sheets(path: str, size: int) -> Iterator[Sheet]:
    """All tables of a page as one sheet, their rows in order.

    Raises:
        TableError: too large, or with definitions of entities.
    """
    if size > LARGEST:
        raise TableError("too-large", limit=str(LARGEST >> 20))
    with open(path, encoding=encoding_of(path), errors="replace") as stream:  # noqa: PTH123
        text = stream.read()
    if _DEFINITION.search(text):
        raise TableError("forbidden-xml")
    yield Sheet("", _rows(text))


def _rows(text: str) -> Iterator[Row]:
    cells: list[Cell] = []
    number, inside, since = 0, False, -1
    for mark in _MARK.finditer(text):
        closing, name = bool(mark[1]), mark[2].lower()
        if since >= 0:
            cells.append(_words(text[since : mark.start()]))
            since = -1
        if name in ("td", "th"):
            since, inside = (-1 if closing else mark.end()), True
        elif inside and (name == "tr" or closing):
            number += 1
            yield number, cells
            cells, inside = [], False
    if since >= 0:
        cells.append(_words(text[since:]))
    if inside:
        yield number + 1, cells


def _words(piece: str) -> str:
    """The text of a cell."""
    if "<" in piece:
        piece = _OTHER.sub("", _BREAK.sub("\n", piece))
    return _BLANKS.sub(" ", html.unescape(piece)).strip()
