"""A letter as plain text: white space is added to its words, and the word that marks a draft."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, assert_never

from complaintgen.render.document import (
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    runs_text,
)

if TYPE_CHECKING:
    from complaintgen.render.meta import Meta

INDENT = "\u3000\u3000"
_INDENTED = frozenset({"body", "closing"})
_LINE = 76
_WIDEST_COLUMN = 24


def to_text(document: Document, meta: Meta | None = None) -> str:
    """The letter, one line for each paragraph, an empty line around headings and tables.

    Cells stand in columns parted by spaces; a row too long for a line goes on, indented, on the
    next.
    """
    text, gap = (f"{meta.banner}\n", 1) if meta and meta.banner else ("", 0)
    for block in document.blocks:
        match block:
            case PageBreak():
                gap = 1
                continue
            case Heading(level=level):
                before, after = 1, int(level == 1)
                words = runs_text(block.runs) if level == 1 else INDENT + runs_text(block.runs)
            case Paragraph():
                before, after, words = 0, 0, _paragraph(block)
            case Table():
                before, after, words = 0, 1, _table(block)
            case Picture():
                before, after, words = 1, 1, f"[{block.drawing.alt}]"
            case _:
                assert_never(block)
        text += "\n" * max(before, gap) * bool(text) + words + "\n"
        gap = after
    return text


def _paragraph(block: Paragraph) -> str:
    text = runs_text(block.runs)
    return INDENT + text if block.style in _INDENTED else text


def _width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _table(table: Table) -> str:
    rows = (*table.head, *table.body)
    columns = [0] * len(table.widths)
    for row in rows:
        for number, cell in enumerate(row):
            if cell.span == 1:
                columns[number] = max(columns[number], _width(runs_text(cell.runs)))
    return "\n".join(_row(row, [min(width, _WIDEST_COLUMN) for width in columns]) for row in rows)


def _row(row: tuple[Cell, ...], columns: list[int]) -> str:
    lines, line, used = [], "", 0
    for cell, column in zip(row, columns, strict=False):
        text = runs_text(cell.runs).replace("\n", "\n    ")
        width = max(_width(text), column)
        if line and used + width > _LINE:
            lines.append(line.rstrip())
            line, used, width = "    ", 4, _width(text)
        line += text + " " * (width - _width(text) + 2)
        used += width + 2
    return "\n".join((*lines, line.rstrip()))
