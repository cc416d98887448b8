"""The one door to docxtpl: what a Word master comes down to, and what is wrong with its tags.

A master is a docxtpl template in this context: `blocks`, pairs of a style (h1 h2 h3 annex, one of
`document.STYLES`, body, table, page) and a text; `title`, `day` and `draft` (the draft word, or
nothing).
"""

from __future__ import annotations

import io
import re
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.model.errors import RenderError
from complaintgen.render.html import TEMPLATE_FAULTS, document_environment
from complaintgen.render.template_faults import Slip, tree_slips

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT, CORE = "word/document.xml", "docProps/core.xml"
PREPARED = ".prepared"
TAGS = ("blocks", "title", "day", "draft")
"""What the tags of a master know, besides the names that they give themselves."""
_TWIPS = 1440
# What the shortcut would have to mend itself after each rendering; a master with one of these
# goes docxtpl's own way.
_NEEDS_CARE = ("<w:tbl", "<wp:docPr", "{_{", "}_}", "{_%", "%_}")


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
        plain = without_maker(unpacked(render_plain(data, nothing, limited=limited)))
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
        for name, content in unpacked(data).items()
        if name.startswith("word/")
        and not name.startswith(("word/document", "word/header", "word/footer"))
    )
    cared_for = any(token in xml for xml in sources.values() for token in _NEEDS_CARE)
    return not cared_for and not any(map(_has_tags, others))


def render_plain(data: bytes, context: dict[str, Any], *, limited: bool) -> bytes:
    """The file as docxtpl writes it, slowly and with the time in it."""
    import docxtpl  # noqa: PLC0415 (see `prepare`)

    word = docxtpl.DocxTemplate(io.BytesIO(data))
    word.render(context, document_environment(limited=limited), autoescape=True)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def kept_beside(path: Path) -> Prepared | None:
    """What lies prepared beside the master, unless the master has changed since."""
    try:
        digest = sha256(path.read_bytes()).hexdigest()
        found = msgspec.msgpack.decode(path.with_suffix(PREPARED).read_bytes(), type=Prepared)
    except (OSError, msgspec.MsgspecError):
        return None
    return found if found.digest == digest else None


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


_PROPERTIES = re.compile(
    rb'<(?:Relationship|Override)\b[^>]*"/?docProps/(?:app|custom)\.xml"[^>]*/>'
)


def without_maker(parts: dict[str, bytes]) -> dict[str, bytes]:
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


def _text_width(word: Any) -> int:  # noqa: ANN401 (docxtpl has no types)
    """Width of a line in twentieths of a point."""
    section = word.docx.sections[-1]
    inches: float = (section.page_width - section.left_margin - section.right_margin) / 914400
    return round(inches * _TWIPS)
