"""A letter's HTML as typed blocks (`read_document`), as plain HTML again, and its trace.

The types are in `document`, the vocabulary in `reader`, the trace in `trace`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.render.document import (
    STYLES,
    TABLE_STYLES,
    Block,
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    escape,
    runs_text,
)
from complaintgen.render.reader import Reader, finish
from complaintgen.render.trace import trace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaintgen.render.drawing import Drawing

__all__ = [
    "STYLES",
    "TABLE_STYLES",
    "Block",
    "Cell",
    "Document",
    "Heading",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Run",
    "Table",
    "read_document",
    "runs_text",
    "to_html",
    "trace",
]


NO_DRAWINGS: Mapping[str, Drawing] = {}
PICTURE_SCHEME = "letter-picture:"
"""Begins the address of a picture in the HTML that a PDF is made from."""


def read_document(html: str, drawings: Mapping[str, Drawing] = NO_DRAWINGS) -> Document:
    """The blocks of a letter.

    Args:
        html: the letter.
        drawings: the pictures it names.

    Raises:
        RenderError: the HTML is not well formed or leaves the vocabulary; line and fault are named.
    """
    return Document(tuple(finish(block, drawings) for block in Reader().read(html)))


def to_html(document: Document) -> str:
    """The letter as HTML again, without marks of sources or white space of layout."""
    parts = ["<article>"]
    annex = False
    for block in document.blocks:
        match block:
            case Heading():
                parts.append(f"<h{block.level}>{_inline(block.runs)}</h{block.level}>")
            case Paragraph():
                style = "" if block.style == "body" else f' class="{block.style}"'
                parts.append(f"<p{style}>{_inline(block.runs)}</p>")
            case Table():
                parts.append(_table_html(block))
            case Picture():
                alt = escape(block.drawing.alt).replace('"', "&quot;")
                parts.append(f'<img src="{PICTURE_SCHEME}{block.name}" alt="{alt}"/>')
            case PageBreak():
                parts.append(f'{"</section>" * annex}<section class="annex">')
                annex = True
    parts.append(f"{'</section>' * annex}</article>")
    return "".join(parts)


def _inline(runs: tuple[Run, ...]) -> str:
    return "".join(
        f'<mark class="gap">{escape(run.text)}</mark>' if run.gap else escape(run.text)
        for run in runs
    )


def _table_html(table: Table) -> str:
    columns = "".join(f'<col style="width: {width:g}%"/>' for width in table.widths)
    head = f"<thead>{_rows_html(table.head)}</thead>" if table.head else ""
    return (
        f'<table class="{table.style}"><colgroup>{columns}</colgroup>{head}'
        f"<tbody>{_rows_html(table.body)}</tbody></table>"
    )


def _rows_html(rows: tuple[tuple[Cell, ...], ...]) -> str:
    return "".join(f"<tr>{''.join(map(_cell_html, row))}</tr>" for row in rows)


def _cell_html(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    return f"<{tag}{span}>{_inline(cell.runs)}</{tag}>"
