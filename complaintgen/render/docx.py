"""The one door to docxtpl: letters as Word files, poured into a master that anybody can restyle.

A master is a docxtpl template in this context: `blocks`, pairs of a style (h1 h2 h3 annex, one of
`document.STYLES`, body, table, page) and a text; `title`, `day` and `draft` (the draft word, or
nothing).

docxtpl loads, patches, compiles and saves anew for each letter. A `Master` does all that once and
then writes only the parts that change; what comes out is the same, part by part, as from docxtpl
itself, which a test compares.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

import msgspec
from markupsafe import Markup

from complaintgen.model.errors import RenderError
from complaintgen.render.archive import Entry, packed, write_archive
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
from complaintgen.render.docx_pictures import picture, with_pictures
from complaintgen.render.html import TEMPLATE_FAULTS, document_environment
from complaintgen.render.template_faults import Slip, tree_slips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from complaintgen.render.meta import Meta

DOCUMENT, CORE = "word/document.xml", "docProps/core.xml"
PREPARED = ".prepared"
TAGS = ("blocks", "title", "day", "draft")
"""What the tags of a master know, besides the names that they give themselves."""
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_TWIPS = 1440
# What the shortcut would have to mend itself after each rendering; a master with one of these
# goes docxtpl's own way.
_NEEDS_CARE = ("<w:tbl", "<wp:docPr", "{_{", "}_}", "{_%", "%_}")


@cache
def master(path: Path) -> Master:
    """The master at a path, prepared once in a process."""
    return Master(path)


@cache
def own_master(name: str, data: bytes) -> Master:
    """A master that is not the program's, prepared once in a process; nothing beside it counts.

    Raises:
        RenderError: it is no docxtpl template, or its tags ask for what a letter has not.
    """
    return Master(Path(name), data)


def tag_slips(name: str, data: bytes) -> tuple[Slip, ...]:
    """What is wrong with the tags of a master, also where they print nothing.

    Raises:
        RenderError: the file is no docxtpl template.
    """
    import docxtpl  # noqa: PLC0415 (see `prepare`)
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    environment = document_environment(limited=True)
    try:
        sources = _sources(docxtpl.DocxTemplate(io.BytesIO(data)))
        trees = [environment.parse(source) for source in sources.values()]
    except (*TEMPLATE_FAULTS, OSError, zipfile.BadZipFile, OpcError, NotImplementedError) as error:
        raise RenderError(name, str(error)) from error
    return tuple(dict.fromkeys(slip for tree in trees for slip in tree_slips(tree, TAGS)))


class Prepared(msgspec.Struct, frozen=True):
    """What a master comes down to once docxtpl has read it; plain data, so that it can be kept.

    `digest` is the master's SHA-256, `width` the width of a line in twentieths of a point,
    `sources` Jinja sources by part, `frame` what stands around the content of the body, `fixed`
    the parts that are the same for all letters. Without `direct`, docxtpl has to render each
    letter, and there is no frame.
    """

    digest: str
    width: int
    direct: bool
    sources: dict[str, str]
    frame: tuple[str, str] = ("", "")
    fixed: dict[str, bytes] = {}


def prepare(path: Path, data: bytes | None = None) -> Prepared:
    """Let docxtpl read a master.

    Args:
        path: the file; only its name where `data` holds its content.
        data: the content of a master that is not the program's.

    Raises:
        RenderError: the file is no docxtpl template.
    """
    import docxtpl  # noqa: PLC0415 (takes 150 ms, and a prepared master does not need it)
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    limited = data is not None
    try:
        data = path.read_bytes() if data is None else data
        word = docxtpl.DocxTemplate(io.BytesIO(data))
        sources = _sources(word)
        found = Prepared(
            sha256(data).hexdigest(), _text_width(word), _is_direct(sources, data), sources
        )
        if not found.direct:
            return found
        nothing: dict[str, Any] = {"blocks": (), "title": "", "day": "", "draft": ""}
        plain = _bare(_unpack(_render_plain(data, nothing, limited=limited)))
        fixed = {name: plain[name] for name in plain.keys() - sources.keys() - {CORE}}
        frame = _frame(plain[DOCUMENT].decode())
        return msgspec.structs.replace(found, frame=frame, fixed=dict(sorted(fixed.items())))
    except (*TEMPLATE_FAULTS, OSError, zipfile.BadZipFile, OpcError, NotImplementedError) as error:
        raise RenderError(path.name, str(error)) from error


def _sources(word: Any) -> dict[str, str]:  # noqa: ANN401 (docxtpl has no types)
    """The Jinja sources by part: the body, and the headers and footers that hold tags."""
    word.render_init()
    sources = {DOCUMENT: word.patch_xml(word.get_xml())}
    for uri in (word.HEADER_URI, word.FOOTER_URI):
        for _, part in word.get_headers_footers(uri):
            xml = word.patch_xml(word.get_part_xml(part))
            if _has_tags(xml):
                sources[str(part.partname).lstrip("/")] = xml
    return sources


def _has_tags(xml: str) -> bool:
    return "{{" in xml or "{%" in xml


def _is_direct(sources: dict[str, str], data: bytes) -> bool:
    """Whether filling in the sources is all there is to do."""
    others = (
        content.decode("utf-8", "replace")
        for name, content in _unpack(data).items()
        if name.startswith("word/")
        and not name.startswith(("word/document", "word/header", "word/footer"))
    )
    cared_for = any(token in xml for xml in sources.values() for token in _NEEDS_CARE)
    return not cared_for and not any(map(_has_tags, others))


def _render_plain(data: bytes, context: dict[str, Any], *, limited: bool) -> bytes:
    """The file as docxtpl writes it, slowly and with the time in it."""
    import docxtpl  # noqa: PLC0415 (see `prepare`)

    word = docxtpl.DocxTemplate(io.BytesIO(data))
    word.render(context, document_environment(limited=limited), autoescape=True)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def _kept(path: Path) -> Prepared | None:
    """What lies prepared beside the master, unless the master has changed since."""
    try:
        digest = sha256(path.read_bytes()).hexdigest()
        found = msgspec.msgpack.decode(path.with_suffix(PREPARED).read_bytes(), type=Prepared)
    except (OSError, msgspec.MsgspecError):
        return None
    return found if found.digest == digest else None


class Master:
    """A Word master, ready to take letters.

    Args:
        path: a docxtpl template. If `<name>.prepared` beside it fits it, docxtpl is not even
            imported.
        data: the content of a master that is not the program's: its tags run with a budget, and
            what lies beside it is not looked at.

    Raises:
        RenderError: the file is no docxtpl template.
    """

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        self.path, self._data = path, data
        found = (_kept(path) if data is None else None) or prepare(path, data)
        self.width, self._direct, self._frame = found.width, found.direct, found.frame
        environment = document_environment(limited=data is not None)
        try:
            self._parts = {
                name: environment.from_string(source) for name, source in found.sources.items()
            }
        except TEMPLATE_FAULTS as error:
            raise RenderError(path.name, str(error)) from error
        self._fixed = [packed(name, content) for name, content in found.fixed.items()]

    def write(self, document: Document, meta: Meta) -> bytes:
        """The letter as a Word file; the same letter and day give the same bytes.

        Raises:
            RenderError: the master asks for something that there is not.
        """
        try:
            parts = self._filled(document, meta) if self._direct else self._whole(document, meta)
            entries = with_pictures(parts, document)
        except TEMPLATE_FAULTS as error:
            raise RenderError(self.path.name, str(error)) from error
        return write_archive([*entries, packed(CORE, _core(meta).encode())])

    def context(self, document: Document, meta: Meta) -> dict[str, Any]:
        """What the master sees of a letter, all of it escaped XML."""
        return {
            "blocks": tuple(_blocks(document, partial(_insert, line=self.width))),
            "title": _text(meta.title),
            "day": _text(meta.day.isoformat()),
            "draft": _text(meta.banner),
        }

    def plain(self, context: dict[str, Any]) -> bytes:
        """The file as docxtpl writes it: what `write` is compared with."""
        data = self.path.read_bytes() if self._data is None else self._data
        return _render_plain(data, context, limited=self._data is not None)

    def _filled(self, document: Document, meta: Meta) -> list[Entry]:
        """The prepared parts and those filled in now.

        Tables, the bulk of a long letter, and pictures do not pass through Jinja; a mark keeps
        their place.
        """
        tables: list[bytes] = []

        def keep(insert: Table | Picture) -> str:
            tables.append(_canonical(_insert(insert, self.width)).encode())
            return _PLACE.format(len(tables) - 1)

        context = self.context(Document(()), meta)
        context["blocks"] = tuple(_blocks(document, keep))
        entries = list(self._fixed)
        for name, template in self._parts.items():
            xml = _canonical(template.render(context))
            if name == DOCUMENT:
                head, tail = self._frame
                content = _with_tables(f"{head}{xml[xml.index('>') + 1 :]}{tail}", tables)
            else:
                content = (_DECLARATION + xml).encode()
            entries.append(packed(name, content))
        return entries

    def _whole(self, document: Document, meta: Meta) -> list[Entry]:
        """All parts, by docxtpl itself."""
        parts = _bare(_unpack(self.plain(self.context(document, meta))))
        return [packed(name, content) for name, content in parts.items() if name != CORE]


# No text and no master can hold this: it is a processing instruction.
_PLACE = "<?table {}?>"
_PLACES = re.compile(rb"<\?table (\d+)\?>")


def _with_tables(xml: str, tables: list[bytes]) -> bytes:
    return _PLACES.sub(lambda place: tables[int(place[1])], xml.encode())


def _unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


_PROPERTIES = re.compile(
    rb'<(?:Relationship|Override)\b[^>]*"/?docProps/(?:app|custom)\.xml"[^>]*/>'
)


def _bare(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts without what tells of the office and computer the master was made with.

    WPS writes its version and an id of its own into each file that it saves.
    """
    kept = {n: c for n, c in parts.items() if n not in ("docProps/app.xml", "docProps/custom.xml")}
    if len(kept) < len(parts):
        for name in ("_rels/.rels", "[Content_Types].xml"):
            kept[name] = _PROPERTIES.sub(b"", kept[name])
    return kept


def _frame(xml: str) -> tuple[str, str]:
    """What stands around the content of the body."""
    start = re.search(r"<w:body\b[^>]*>", xml)
    if start is None:
        raise ValueError("no body")
    return xml[: start.end()], "</w:document>"


def _canonical(xml: str) -> str:
    """The text as lxml would write it, which is how docxtpl's result looks."""
    return xml.replace('<w:t xml:space="preserve"></w:t>', '<w:t xml:space="preserve"/>').replace(
        "&#95;", "_"
    )


def _text_width(word: Any) -> int:  # noqa: ANN401 (docxtpl has no types)
    """Width of a line in twentieths of a point."""
    section = word.docx.sections[-1]
    inches: float = (section.page_width - section.left_margin - section.right_margin) / 914400
    return round(inches * _TWIPS)


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


def _text(text: str) -> Markup:
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


def _blocks(
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


def _insert(block: Table | Picture, line: int) -> str:
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


_CORE = (
    _DECLARATION + "<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator/>"
    "<cp:lastModifiedBy/>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>'
    "</cp:coreProperties>"
)


def _core(meta: Meta) -> str:
    """The file's properties: title and day, nobody's name."""
    title = meta.title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CORE.format(title=title, day=meta.day.isoformat())
