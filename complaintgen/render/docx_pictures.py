"""Pictures in Word files: the drawing in the text, its PNG, and what ties the two together."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from complaintgen.render.archive import Entry, packed
from complaintgen.render.document import Document, Picture, escape
from complaintgen.render.drawing import to_png

if TYPE_CHECKING:
    from collections.abc import Iterable

RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_EMU = 635
"""English Metric Units in a twentieth of a point."""
_OFFICE = "http://schemas.openxmlformats.org"
_IMAGE = f"{_OFFICE}/officeDocument/2006/relationships/image"


def picture(block: Picture, line: int) -> str:
    """A paragraph that holds a picture as wide as the line (in twentieths of a point)."""
    drawing = block.drawing
    wide = line * _EMU
    size = f'cx="{wide}" cy="{round(wide * drawing.height / drawing.width)}"'
    alt = escape(drawing.alt).replace('"', "&quot;")
    number = zlib.crc32(block.name.encode()) & 0x7FFFFFFF
    about = f'id="{number}" name="{block.name}" descr="{alt}"'
    return (
        '<w:p><w:pPr><w:spacing w:before="120" w:after="160" w:line="240" w:lineRule="auto"/>'
        "</w:pPr><w:r><w:drawing>"
        f'<wp:inline xmlns:wp="{_OFFICE}/drawingml/2006/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {about}/>'
        f'<a:graphic xmlns:a="{_OFFICE}/drawingml/2006/main">'
        f'<a:graphicData uri="{_OFFICE}/drawingml/2006/picture">'
        f'<pic:pic xmlns:pic="{_OFFICE}/drawingml/2006/picture">'
        f"<pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip xmlns:r="{_OFFICE}/officeDocument/2006/relationships" '
        f'r:embed="{_relation(block)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _relation(block: Picture) -> str:
    return f"letterPicture-{block.name}"


def with_pictures(entries: list[Entry], document: Document) -> list[Entry]:
    """The parts of a Word file with the pictures of the letter, and the ties to them, added."""
    shown = {block.name: block for block in document.blocks if isinstance(block, Picture)}
    if not shown:
        return entries
    parts = [_tied(entry, shown.values()) for entry in entries]
    drawn = (packed(_media(block), to_png(block.drawing)) for block in shown.values())
    return [*parts, *drawn]


def _media(block: Picture) -> str:
    return f"word/media/letter-{block.name}.png"


def _tied(entry: Entry, shown: Iterable[Picture]) -> Entry:
    """The relations with those to the pictures; the list of types with that of PNG."""
    if entry.name == RELATIONS:
        ties = "".join(
            f'<Relationship Id="{_relation(block)}" Type="{_IMAGE}" '
            f'Target="media/letter-{block.name}.png"/>'
            for block in shown
        )
        return _with(entry, "</Relationships>", ties)
    if entry.name == TYPES and b'Extension="png"' not in _content(entry):
        return _with(entry, "<Default ", '<Default Extension="png" ContentType="image/png"/>')
    return entry


def _with(entry: Entry, place: str, text: str) -> Entry:
    """A part with a text put in before the first place where another stands."""
    xml = _content(entry).decode()
    return packed(entry.name, xml.replace(place, text + place, 1).encode())


def _content(entry: Entry) -> bytes:
    return zlib.decompress(entry.data, -15)
