"""The typed blocks of a letter. Every output is made from these, so that all say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaintgen.render.drawing import Drawing

STYLES = frozenset(
    {"noindent", "addressee", "closing", "right", "sign", "date", "note", "quote", "label"}
)
TABLE_STYLES = frozenset({"party", "incidents", "evidence", "sums", "plain"})


DENSE_TABLES = frozenset({"incidents", "evidence", "sums"})
"""Tables of many words, set in smaller type."""

WORDS_FIRST = 2
"""So many columns of a table of sums hold words; the figures in the others stand at the right."""


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """Text that looks the same throughout; line feeds in it are line breaks.

    `gap` marks an open place of a draft.
    """

    text: str
    gap: bool = False


class Heading(msgspec.Struct, frozen=True, tag_field="kind", tag="heading"):
    """A heading of level 1 (a title), 2 or 3."""

    level: int
    runs: tuple[Run, ...]


class Paragraph(msgspec.Struct, frozen=True, tag_field="kind", tag="paragraph"):
    """A paragraph; `style` is one of `STYLES`, or `body` for the two-character indent."""

    style: str
    runs: tuple[Run, ...]


class Cell(msgspec.Struct, frozen=True):
    """A cell; `head` cells look like a table's head, `span` counts the columns it covers."""

    runs: tuple[Run, ...]
    head: bool = False
    span: int = 1


class Table(msgspec.Struct, frozen=True, tag_field="kind", tag="table"):
    """A table; its `head` rows repeat on each page.

    `widths` are percents of the line, one for each column.
    """

    style: str
    widths: tuple[float, ...]
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]


class Picture(msgspec.Struct, frozen=True, tag_field="kind", tag="picture"):
    """A drawing as wide as the line; `name` is its name in the letter's HTML."""

    name: str
    drawing: Drawing


class PageBreak(msgspec.Struct, frozen=True, tag_field="kind", tag="page_break"):
    """What follows begins on a new page."""


Block = Heading | Paragraph | Table | Picture | PageBreak


class Document(msgspec.Struct, frozen=True):
    """One letter."""

    blocks: tuple[Block, ...]


def runs_text(runs: Iterable[Run]) -> str:
    """The bare text of runs."""
    return "".join(run.text for run in runs)


TITLE_LINE = 27
"""Full-width characters that fit one line of a title."""


def balanced(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """A title's runs, broken into lines of about the same length if one line cannot hold them.

    A title that has line breaks of its own, or gaps, stays as it is.
    """
    text = runs_text(runs)
    width = sum(1 if ord(character) >= _WIDE else 0.5 for character in text)
    if len(runs) != 1 or "\n" in text or width <= TITLE_LINE:
        return runs
    lines = -int(-width // TITLE_LINE)
    parts, start = [], 0
    for number in range(1, lines):
        end = _break(text, len(text) * number // lines)
        parts.append(text[start:end].rstrip(" "))
        start = end
    return (Run("\n".join((*parts, text[start:]))),)


_WIDE = 0x2E80


def _break(text: str, wanted: int) -> int:
    """The place nearest to the wanted one after a space or between two wide letters, or itself."""
    return min(
        (i for i in range(1, len(text)) if _can_break(text[i - 1], text[i])),
        key=lambda i: abs(i - wanted),
        default=wanted,
    )


def _can_break(before: str, after: str) -> bool:
    wide = min(ord(before), ord(after)) >= _WIDE
    return before == " " or (wide and before.isalpha() and after.isalpha())


def balance_titles(document: Document) -> Document:
    """The letter with every title `balanced`, as it is laid out on paper."""
    return Document(
        tuple(
            Heading(1, balanced(block.runs))
            if isinstance(block, Heading) and block.level == 1
            else block
            for block in document.blocks
        )
    )


_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br/>"})


def escape(text: str) -> str:
    """Text as it stands in our HTML: a line break is `<br/>`."""
    return text.translate(_ESCAPES)
