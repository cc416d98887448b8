"""Which program makes the PDF: WeasyPrint where the system can, Typst everywhere."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from complaintgen.model.errors import EngineMissingError

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.render.document import Document
    from complaintgen.render.meta import Meta

CSS = "house/letter.css"
TYPST = "house/letter.typ"


class Engine(StrEnum):
    """What may be asked for."""

    AUTO = "auto"
    WEASYPRINT = "weasyprint"
    TYPST = "typst"


class Choice(msgspec.Struct, frozen=True):
    """The engine that will be used; `missing`: what WeasyPrint lacks here, if it was wanted."""

    engine: Engine
    missing: str | None = None


def choose(wish: Engine) -> Choice:
    """The engine for a wish.

    Raises:
        EngineMissingError: WeasyPrint was asked for by name and cannot run here.
    """
    if wish is Engine.TYPST:
        return Choice(Engine.TYPST)
    from complaintgen.render import weasy  # noqa: PLC0415 (probes the system)

    lacking = weasy.missing()
    if wish is Engine.WEASYPRINT:
        if lacking:
            raise EngineMissingError(lacking)
        return Choice(Engine.WEASYPRINT)
    # Without the library for speed a letter takes seconds: Typst then serves better by itself.
    lacking = lacking or weasy.missing_for_speed()
    return Choice(Engine.TYPST, lacking) if lacking else Choice(Engine.WEASYPRINT)


def write_pdf(
    engine: Engine, document: Document, meta: Meta, templates: Path, own: str = ""
) -> bytes:
    """The letter as PDF by the engine chosen; only that engine is imported.

    `own` are rules of a `letter.css`; only WeasyPrint knows any.
    """
    if engine is Engine.WEASYPRINT:
        from complaintgen.render import weasy  # noqa: PLC0415 (390 ms, only if used)

        return weasy.write(document, meta, templates / CSS, own)
    from complaintgen.render import typst  # noqa: PLC0415 (only if used)

    return typst.write(document, meta, templates / TYPST)
