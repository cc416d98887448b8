"""The annex of a letter: its exhibits as pages of a PDF, by Typst, and on which page each begins.

Pictures go in as files of a folder that is gone afterwards, words as JSON, so that none is markup.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import typst

from complaintgen.model.errors import RenderError
from complaintgen.render.typst import fonts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaintgen.render.meta import Meta

TEMPLATE = "annex.typ"


class Photo(msgspec.Struct, frozen=True):
    """A picture of an exhibit: a file of the annex, its words, and whether it needs the line."""

    file: str
    alt: str
    caption: str
    wide: bool = False


class Part(msgspec.Struct, frozen=True):
    """One exhibit: `number` as the letter cites it, notes under its title, pictures, records.

    `head` and `widths` (parts of the line) have one entry for each column of `rows`.
    """

    number: str
    title: str
    notes: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    head: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Pages(msgspec.Struct, frozen=True):
    """The first and the last page of an exhibit in the annex."""

    first: int
    last: int


class Annex(msgspec.Struct, frozen=True):
    """What an annex is made of; `page` is the word before its page numbers."""

    title: str
    page: str
    parts: tuple[Part, ...]
    files: Mapping[str, bytes]


def write_annex(annex: Annex, meta: Meta, template: Path) -> tuple[bytes, dict[str, Pages]]:
    """The annex as a PDF, and the pages of each exhibit by its number.

    The same annex and day give the same bytes.

    Args:
        annex: cleaned: every character has a glyph.
        meta: the letter's day and draft word.
        template: `templates/house/annex.typ`.

    Raises:
        RenderError: Typst refused or warned.
    """
    data = {
        "title": annex.title,
        "page": annex.page,
        "banner": meta.banner,
        "parts": annex.parts,
    }
    inputs = {"annex": msgspec.json.encode(data).decode()}
    with tempfile.TemporaryDirectory(prefix="complaintgen-") as folder:
        root = Path(folder)
        main = root / TEMPLATE
        main.write_bytes(template.read_bytes())
        for name, content in annex.files.items():
            (root / name).write_bytes(content)
        try:
            return _compile(main, inputs, meta)
        except typst.TypstError as error:
            raise RenderError(template.name, str(error)) from error


def _compile(main: Path, inputs: dict[str, str], meta: Meta) -> tuple[bytes, dict[str, Pages]]:
    compiler = typst.Compiler(
        main,
        root=main.parent,
        font_paths=fonts(),
        sys_inputs=inputs,
        package_path=main.parent,
        package_cache_path=main.parent,
    )
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf", pdf_standards=["ua-1"], timestamp=meta.moment
    )
    if warnings:
        raise RenderError(main.name, "; ".join(str(warning) for warning in warnings))
    if not isinstance(pdf, bytes):
        raise RenderError(main.name, "no PDF came out")
    marks = msgspec.json.decode(compiler.query("<exhibit>", field="value"))
    return pdf, _pages(marks)


def _pages(marks: list[dict[str, Any]]) -> dict[str, Pages]:
    """The pages of each exhibit, from the marks at its beginning and its end."""
    firsts = {mark["number"]: mark["page"] for mark in marks if mark["place"] == "first"}
    lasts = {mark["number"]: mark["page"] for mark in marks if mark["place"] == "last"}
    return {number: Pages(page, lasts[number]) for number, page in firsts.items()}
