"""The text of a letter as Word's XML: paragraphs with their gaps, tables, line breaks and tabs.

Nothing here knows a master but by the names of its styles.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, assert_never

from markupsafe import Markup

from complaintgen.render.document import (
    DENSE_TABLES,
    WORDS_FIRST,
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    balanced,
)
from complaintgen.render.docx_pictures import picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def canonical(xml: str) -> str:
    """The text as lxml would write it, which is how docxtpl's result looks."""
    return xml.replace('<w:t xml:space="preserve"></w:t>', '<w:t xml:space="preserve"/>').replace(
        "&#95;", "_"
    )


def _escape(text: str) -> str:
    """Text inside `w:t`, with line breaks and tabs as Word's own marks.

    docxtpl turns `{_{` into `{{`; a character reference keeps it from doing so.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\n" in text or "\t" in text:
        text = text.replace("\n", _mark("br")).replace("\t", _mark("tab"))
    if "{_" in text or "_}" in text:
        text = text.replace("{_", "{&#95;").replace("_}", "&#95;}")
    return text


def _mark(name: str) -> str:
    return f'</w:t><w:{name}/><w:t xml:space="preserve">'


def plain_text(text: str) -> Markup:
    """A text as it may stand inside `w:t`."""
    return Markup(_escape(text))  # noqa: S704 (escaped one line above)


_GAP = (
    '</w:t></w:r><w:r><w:rPr><w:rStyle w:val="LetterGap"/></w:rPr><w:t xml:space="preserve">',
    '</w:t></w:r><w:r><w:t xml:space="preserve">',
)


def _runs(runs: tuple[Run, ...]) -> str:
    """The inside of a `w:t` that may end it and begin others, for gaps."""
    if len(runs) == 1 and not runs[0].gap:
        return _escape(runs[0].text)
    return "".join(
        f"{_GAP[0]}{_escape(run.text)}{_GAP[1]}" if run.gap else _escape(run.text) for run in runs
    )


def styled_blocks(
    document: Document, insert: Callable[[Table | Picture], str]
) -> Iterator[tuple[str, Markup]]:
    """The blocks as the master's tags know them: style and text.

    `insert` writes what is no text; the master sets it under the style `table`.
    """
    new_page = False
    for block in document.blocks:
        match block:
            case PageBreak():
                new_page = True
                continue
            case Heading(level=1):
                style, text = "annex" if new_page else "h1", _runs(balanced(block.runs))
            case Heading():
                style, text = f"h{block.level}", _runs(block.runs)
            case Paragraph():
                style, text = block.style, _runs(block.runs)
            case Table() | Picture():
                style, text = "table", insert(block)
            case _:
                assert_never(block)
        if new_page and style != "annex":
            yield "page", Markup()
        new_page = False
        yield style, Markup(text)  # noqa: S704 (escaped by _runs)


def inserted(block: Table | Picture, line: int) -> str:
    """A table or picture for a line of that width, in twentieths of a point."""
    return _table(block, line) if isinstance(block, Table) else picture(block, line)


def _table(table: Table, line: int) -> str:
    """A table that looks as the master's LetterTable and the styles of its cells do."""
    widths = [round(line * width / 100) for width in table.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    kind = "Dense" if table.style in DENSE_TABLES else "Table"
    words = WORDS_FIRST if table.style == "sums" else len(widths)
    head = "".join(_row(row, widths, kind, more="<w:tblHeader/>") for row in table.head)
    body = "".join(_row(row, widths, kind, words=words) for row in table.body)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="LetterTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )


def _row(
    row: tuple[Cell, ...],
    widths: list[int],
    kind: str,
    *,
    more: str = "",
    words: int | None = None,
) -> str:
    """One row; from the column `words` on stand figures."""
    cells, column = [], 0
    for cell in row:
        figure = words is not None and column >= words
        width = sum(widths[column : column + cell.span])
        cells.append(_cell(cell, kind, width, figure=figure))
        column += cell.span
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, kind: str, width: int, *, figure: bool) -> str:
    style = kind + ("Head" if cell.head else "Text")
    head = _cell_head(style, width, cell.span, figure=figure)
    return f"{head}{_runs(cell.runs)}</w:t></w:r></w:p></w:tc>"


@cache
def _cell_head(style: str, width: int, columns: int, *, figure: bool) -> str:
    """What stands before a cell's text; a letter has few kinds of cells and many cells."""
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    shade = (
        '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if style.endswith("Head") else ""
    )
    side = '<w:jc w:val="right"/>' if figure else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{shade}<w:vAlign w:val="center"/>'
        f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>'
        '<w:r><w:t xml:space="preserve">'
    )
