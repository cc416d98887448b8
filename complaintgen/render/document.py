"""The typed blocks of a letter. Every output is made from these, so that all say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

STYLES = frozenset(
    {"noindent", "addressee", "closing", "right", "sign", "date", "note", "quote", "label"}
)
TABLE_STYLES = frozenset({"party", "incidents", "evidence", "plain"})


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


class PageBreak(msgspec.Struct, frozen=True, tag_field="kind", tag="page_break"):
    """What follows begins on a new page."""


Block = Heading | Paragraph | Table | PageBreak


class Document(msgspec.Struct, frozen=True):
    """One letter."""

    blocks: tuple[Block, ...]


def runs_text(runs: Iterable[Run]) -> str:
    """The bare text of runs."""
    return "".join(run.text for run in runs)
