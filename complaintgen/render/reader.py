"""Reads a letter's HTML.

The vocabulary is small and closed; an unknown tag, class or attribute is refused by name:

- `article` is the root; in it h1 h2 h3, p, table, and `section class="annex"`, which begins a new
  page;
- p has no class (two-character indent) or one of `STYLES`; in headings, p, th and td stand text,
  br, span and mark;
- `span data-from="id id"` names the sources of its text; `mark class="gap"` is an open place of a
  draft;
- `img src="name"` is a picture that the letter brings along, `data-from` its sources;
- table has one of `TABLE_STYLES`, `colgroup` with `col style="width: N%"`, thead and tbody with
  tr, th, td (colspan).

White space in a template's own text that contains a line break is layout of the template: it
vanishes, or becomes one space between ASCII characters. In spans and marks all white space is the
person's, and stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

import msgspec

from complaintgen.model.errors import RenderError
from complaintgen.render.document import (
    STYLES,
    TABLE_STYLES,
    Block,
    Cell,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from complaintgen.render.drawing import Drawing


class Piece(msgspec.Struct, frozen=True):
    """Text with the sources it comes from.

    `gap` marks an open place, `own` text of the template itself.
    """

    text: str
    sources: tuple[str, ...] = ()
    gap: bool = False
    own: bool = False


class Leaf:
    """A heading, paragraph or cell while it is read."""

    def __init__(self, tag: str, style: str = "", span: int = 1) -> None:
        self.tag, self.style, self.span = tag, style, span
        self.pieces: list[Piece] = []


class Grid:
    """A table while it is read."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.widths: list[float] = []
        self.head: list[list[Leaf]] = []
        self.body: list[list[Leaf]] = []
        self.rows = self.body


class Figure(msgspec.Struct, frozen=True):
    """A picture while it is read: its name, and the sources of what it shows."""

    name: str
    sources: tuple[str, ...]


Raw = Leaf | Grid | Figure | PageBreak

_BLOCK_PARENTS = frozenset({"article", "section"})
_TEXT_TAGS = frozenset({"h1", "h2", "h3", "p", "th", "td"})
_INLINE = frozenset({"span", "mark"})
_PARENTS: dict[str, frozenset[str]] = {
    "article": frozenset({""}),
    "section": frozenset({"article"}),
    **dict.fromkeys(("h1", "h2", "h3", "p", "table", "img"), _BLOCK_PARENTS),
    **dict.fromkeys(("colgroup", "thead", "tbody"), frozenset({"table"})),
    "col": frozenset({"colgroup"}),
    "tr": frozenset({"thead", "tbody"}),
    **dict.fromkeys(("th", "td"), frozenset({"tr"})),
    **dict.fromkeys(_INLINE, _TEXT_TAGS),
    "br": _TEXT_TAGS | _INLINE,
}
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "article": frozenset({"lang", "class"}),
    "section": frozenset({"class"}),
    "p": frozenset({"class"}),
    "img": frozenset({"src", "data-from"}),
    "table": frozenset({"class"}),
    "col": frozenset({"style"}),
    "th": frozenset({"colspan"}),
    "td": frozenset({"colspan"}),
    "span": frozenset({"data-from"}),
    "mark": frozenset({"class"}),
}
_WIDTH = re.compile(r"\s*width:\s*(\d+(?:\.\d+)?)%\s*;?\s*")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_MOST_COLUMNS = 20
# Text longer than this comes in parts, between which white space is judged part by part.
_BUFFER = 1 << 20


class Reader:
    """Reads one HTML text; holds what is open while it does."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=None)
        self.parser.buffer_text = True
        self.parser.buffer_size = _BUFFER
        self.open: list[str] = [""]
        self.blocks: list[Raw] = []
        self.leaf: Leaf | None = None
        self.grid: Grid | None = None
        self.sources: tuple[str, ...] = ()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse_declaration
        self.parser.ProcessingInstructionHandler = self._refuse_declaration

    def read(self, html: str) -> list[Raw]:
        """The blocks as they stand in the text."""
        try:
            self.parser.Parse(html.encode("utf-8"), True)  # noqa: FBT003 (expat's own signature)
        except expat.ExpatError as error:
            self._fail(expat.ErrorString(error.code), error.lineno)
        except UnicodeEncodeError as error:
            raise RenderError("HTML", "a lone surrogate stands in it") from error
        return self.blocks

    def _fail(self, reason: str, line: int = 0) -> NoReturn:
        raise RenderError(f"HTML:{line or self.parser.CurrentLineNumber}", reason)

    def _refuse_declaration(self, *_: object) -> None:
        self._fail("a letter has no declarations")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        parent = self.open[-1]
        if parent not in _PARENTS.get(tag, frozenset()):
            self._refuse_tag(tag, parent)
        if attributes and not attributes.keys() <= _ATTRIBUTES.get(tag, frozenset()):
            self._fail(f"<{tag}> has no attribute {min(attributes.keys() - _ATTRIBUTES[tag])}")
        self.open.append(tag)
        handler = _HANDLERS.get(tag)
        if handler:
            handler(self, tag, attributes)

    def _refuse_tag(self, tag: str, parent: str) -> NoReturn:
        if tag not in _PARENTS:
            self._fail(f"there is no tag <{tag}> in a letter")
        self._fail(f"<{tag}> cannot stand in <{parent}>" if parent else f"<{tag}> is no root")

    def _start_heading(self, tag: str, _attributes: dict[str, str]) -> None:
        self.leaf = Leaf(tag)
        self.blocks.append(self.leaf)

    def _class(self, tag: str, attributes: dict[str, str], known: frozenset[str]) -> str:
        name = attributes.get("class", "")
        if name not in known:
            self._fail(f'<{tag}> has no class "{name}"; it has: {", ".join(sorted(known - {""}))}')
        return name

    def _start_section(self, tag: str, attributes: dict[str, str]) -> None:
        self._class(tag, attributes, frozenset({"annex"}))
        self.blocks.append(PageBreak())

    def _start_p(self, tag: str, attributes: dict[str, str]) -> None:
        self.leaf = Leaf(tag, self._class(tag, attributes, STYLES | {""}))
        self.blocks.append(self.leaf)

    def _start_table(self, tag: str, attributes: dict[str, str]) -> None:
        self.grid = Grid(self._class(tag, attributes, TABLE_STYLES))
        self.blocks.append(self.grid)

    def _start_img(self, tag: str, attributes: dict[str, str]) -> None:
        name = attributes.get("src", "")
        if not _NAME.fullmatch(name):
            self._fail(f'<{tag}> needs the name of a picture: src="calls"')
        self.blocks.append(Figure(name, tuple(attributes.get("data-from", "").split())))

    def _start_col(self, tag: str, attributes: dict[str, str]) -> None:
        found = _WIDTH.fullmatch(attributes.get("style", ""))
        if not found:
            self._fail(f'<{tag}> needs style="width: N%"')
        self._table.widths.append(float(found[1]))

    def _start_thead(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._table.rows = self._table.head

    def _start_tbody(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._table.rows = self._table.body

    def _start_tr(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._table.rows.append([])

    def _start_cell(self, tag: str, attributes: dict[str, str]) -> None:
        span = attributes.get("colspan", "1") if attributes else "1"
        if not (span.isascii() and span.isdigit() and 0 < int(span) <= _MOST_COLUMNS):
            self._fail(f"colspan={span!r} is no number of columns")
        self.leaf = Leaf(tag, "", int(span))
        self._table.rows[-1].append(self.leaf)

    def _start_span(self, tag: str, attributes: dict[str, str]) -> None:
        if "data-from" not in attributes:
            self._fail(f"<{tag}> needs data-from")
        self.sources = tuple(attributes["data-from"].split())

    def _start_mark(self, tag: str, attributes: dict[str, str]) -> None:
        self._class(tag, attributes, frozenset({"gap"}))

    def _start_br(self, _tag: str, _attributes: dict[str, str]) -> None:
        if self.leaf:
            self.leaf.pieces.append(Piece("\n", self.sources))

    @property
    def _table(self) -> Grid:
        if self.grid is None:
            self._fail("there is no table here")
        return self.grid

    def _end(self, tag: str) -> None:
        self.open.pop()
        if tag == "span":
            self.sources = ()
        elif tag in _TEXT_TAGS:
            self.leaf = None
        elif tag == "table":
            self._check_columns(self._table)
            self.grid = None

    def _check_columns(self, grid: Grid) -> None:
        if not grid.widths:
            self._fail("a table needs <colgroup> with the width of each column")
        for row in (*grid.head, *grid.body):
            if sum(cell.span for cell in row) != len(grid.widths):
                self._fail(f"a row has {len(row)} cells, the table {len(grid.widths)} columns")

    def _text(self, text: str) -> None:
        if self.leaf:
            tag = self.open[-1]
            piece = Piece(text, self.sources, gap=tag == "mark", own=tag not in _INLINE)
            self.leaf.pieces.append(piece)
        elif not text.isspace():
            self._fail(f"text stands outside a paragraph: {text.strip()[:20]!r}")


_HANDLERS: dict[str, Callable[[Reader, str, dict[str, str]], None]] = {
    **dict.fromkeys(("h1", "h2", "h3"), Reader._start_heading),  # noqa: SLF001 (its own module)
    **dict.fromkeys(("th", "td"), Reader._start_cell),  # noqa: SLF001
    **{
        tag: getattr(Reader, f"_start_{tag}")
        for tag in (
            *("section", "p", "img", "table", "col"),
            *("thead", "tbody", "tr", "span", "mark", "br"),
        )
    },
}
_LAYOUT = re.compile(r"[ \t]*\n\s*")


def settle(pieces: list[Piece]) -> list[Piece]:
    """The pieces of one block with the template's layout white space taken out."""
    settled: list[Piece] = []
    for number, piece in enumerate(pieces):
        text = piece.text
        if piece.own and "\n" in text:
            before = settled[-1].text[-1] if settled else ""
            following = "".join(other.text for other in pieces[number + 1 : number + 2])
            text = _unwrap(before, text, following)
            piece = msgspec.structs.replace(piece, text=text)  # noqa: PLW2901 (the same piece)
        if text:
            settled.append(piece)
    return settled


def _unwrap(before: str, text: str, following: str) -> str:
    """A template's text without white space of layout; one space where that parts ASCII words."""

    def space(match: re.Match[str]) -> str:
        left = text[match.start() - 1] if match.start() else before
        right = text[match.end()] if match.end() < len(text) else following[:1]
        return " " if _is_word(left) and _is_word(right) else ""

    return _LAYOUT.sub(space, text)


def _is_word(character: str) -> bool:
    return bool(character) and character.isascii() and not character.isspace()


def finish(raw: Raw, drawings: Mapping[str, Drawing]) -> Block:
    """A block as it was read, as the typed block it is.

    Raises:
        RenderError: the letter has no picture of that name.
    """
    match raw:
        case Figure():
            if raw.name not in drawings:
                raise RenderError("HTML", f"the letter has no picture “{raw.name}”")
            return Picture(raw.name, drawings[raw.name])
        case Leaf(tag="p"):
            return Paragraph(raw.style or "body", _runs(raw))
        case Leaf():
            return Heading(int(raw.tag[1]), _runs(raw))
        case Grid():
            return Table(raw.style, tuple(raw.widths), _rows(raw.head), _rows(raw.body))
        case PageBreak():
            return raw


def _rows(rows: list[list[Leaf]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(Cell(_runs(c), c.tag == "th", c.span) for c in row) for row in rows)


def _runs(leaf: Leaf) -> tuple[Run, ...]:
    """The text of a block with its sources forgotten; neighbours that look alike become one run."""
    if len(leaf.pieces) == 1 and not leaf.pieces[0].own:
        only = leaf.pieces[0]
        return (Run(only.text, only.gap),)
    runs: list[Run] = []
    for piece in settle(leaf.pieces):
        if runs and runs[-1].gap == piece.gap:
            runs[-1] = Run(runs[-1].text + piece.text, piece.gap)
        else:
            runs.append(Run(piece.text, piece.gap))
    return tuple(runs)
