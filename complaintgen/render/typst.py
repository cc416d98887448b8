"""The one door to Typst: letters as PDF files, nothing needed from the system, nothing fetched.

The look is `letter.typ`; the letter goes in as JSON data, so none of its text is ever markup.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import typst

from complaintgen.model.errors import RenderError
from complaintgen.render.document import Picture, balance_titles
from complaintgen.render.drawing import to_svg
from complaintgen.render.fonts import font_folder

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.render.document import Block, Document
    from complaintgen.render.meta import Meta

TEMPLATE = "letter.typ"


@cache
def fonts() -> Any:  # noqa: ANN401 (typst.Fonts is no type for mypy)
    """The letter fonts, read once in a process; no font of the system is seen."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder()]
    )


def write(document: Document, meta: Meta, template: Path) -> bytes:
    """The letter as a tagged PDF; the same letter and day give the same bytes.

    Args:
        document: the letter, cleaned: every character has a glyph.
        meta: its title and day.
        template: `templates/house/letter.typ`; it can read its own folder only.

    Raises:
        RenderError: Typst refused or warned.
    """
    # Typst would download a package it does not find; it offers no switch against that.
    if b"@preview" in template.read_bytes():
        raise RenderError(template.name, "a letter fetches nothing, so no @preview package")
    blocks = [_drawn(block) for block in balance_titles(document).blocks]
    lang, _, region = meta.lang.partition("-")
    letter = {
        "title": meta.title,
        "banner": meta.banner,
        "lang": lang,
        "region": region.lower(),
        "blocks": blocks,
    }
    try:
        pdf, warnings = typst.compile_with_warnings(
            template,
            root=template.parent,
            font_paths=fonts(),
            format="pdf",
            sys_inputs={"letter": msgspec.json.encode(letter).decode()},
            pdf_standards=["ua-1"],
            package_path=template.parent,
            package_cache_path=template.parent,
            timestamp=meta.moment,
        )
    except typst.TypstError as error:
        raise RenderError(template.name, str(error)) from error
    if warnings:
        raise RenderError(template.name, "; ".join(str(warning) for warning in warnings))
    return bytes(pdf)


def _drawn(block: Block) -> Block | dict[str, str]:
    """A picture as the SVG that Typst takes; every other block as it is."""
    if not isinstance(block, Picture):
        return block
    return {"kind": "picture", "svg": to_svg(block.drawing), "alt": block.drawing.alt}
