"""Letters as Word files, poured into a master that anybody can restyle.

docxtpl loads, patches, compiles and saves anew for each letter. A `Master` has all that done once
(`docx_prepared`) and then writes only the parts that change; what comes out is the same, part by
part, as from docxtpl itself, which a test compares.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaintgen.model.errors import RenderError
from complaintgen.render.archive import Entry, packed, write_archive
from complaintgen.render.document import Document
from complaintgen.render.docx_blocks import canonical, inserted, plain_text, styled_blocks
from complaintgen.render.docx_pictures import with_pictures
from complaintgen.render.docx_prepared import (
    CORE,
    DOCUMENT,
    kept_beside,
    prepare,
    render_plain,
    unpacked,
    without_maker,
)
from complaintgen.render.html import TEMPLATE_FAULTS, document_environment

if TYPE_CHECKING:
    from complaintgen.render.document import Picture, Table
    from complaintgen.render.meta import Meta

_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


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
        found = (kept_beside(path) if data is None else None) or prepare(path, data)
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
            "blocks": tuple(styled_blocks(document, partial(inserted, line=self.width))),
            "title": plain_text(meta.title),
            "day": plain_text(meta.day.isoformat()),
            "draft": plain_text(meta.banner),
        }

    def plain(self, context: dict[str, Any]) -> bytes:
        """The file as docxtpl writes it: what `write` is compared with."""
        data = self.path.read_bytes() if self._data is None else self._data
        return render_plain(data, context, limited=self._data is not None)

    def _filled(self, document: Document, meta: Meta) -> list[Entry]:
        """The prepared parts and those filled in now.

        Tables, the bulk of a long letter, and pictures do not pass through Jinja; a mark keeps
        their place.
        """
        tables: list[bytes] = []

        def keep(insert: Table | Picture) -> str:
            tables.append(canonical(inserted(insert, self.width)).encode())
            return _PLACE.format(len(tables) - 1)

        context = self.context(Document(()), meta)
        context["blocks"] = tuple(styled_blocks(document, keep))
        entries = list(self._fixed)
        for name, template in self._parts.items():
            xml = canonical(template.render(context))
            if name == DOCUMENT:
                head, tail = self._frame
                content = _with_tables(f"{head}{xml[xml.index('>') + 1 :]}{tail}", tables)
            else:
                content = (_DECLARATION + xml).encode()
            entries.append(packed(name, content))
        return entries

    def _whole(self, document: Document, meta: Meta) -> list[Entry]:
        """All parts, by docxtpl itself."""
        parts = without_maker(unpacked(self.plain(self.context(document, meta))))
        return [packed(name, content) for name, content in parts.items() if name != CORE]


# No text and no master can hold this: it is a processing instruction.
_PLACE = "<?table {}?>"
_PLACES = re.compile(rb"<\?table (\d+)\?>")


def _with_tables(xml: str, tables: list[bytes]) -> bytes:
    return _PLACES.sub(lambda place: tables[int(place[1])], xml.encode())


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
