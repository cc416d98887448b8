"""A pack (材料包): everything that is written for one letter, frozen in a folder of its own."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from complaintgen import __version__
from complaintgen.filing import engines
from complaintgen.filing.mail import message
from complaintgen.model.errors import FileProblemError, OriginalChangedError, RenderError
from complaintgen.render.blocks import NO_DRAWINGS, read_document
from complaintgen.render.clean import clean
from complaintgen.render.meta import Meta
from complaintgen.render.text import to_text
from complaintgen.render.trace import records_table, trace
from complaintgen.store.files import EVIDENCE_FOLDER, PACKS_FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaintgen.model.letter import Exhibit, Letter
    from complaintgen.render.document import Document
    from complaintgen.render.drawing import Drawing
    from complaintgen.render.html import Templates

MANIFEST = "manifest.sha256"
EXHIBITS = "exhibits"
ANNEX = "exhibits.pdf"
MASTER, CSS = "letter.docx", "letter.css"
"""How a channel looks where it does not look as the house: its Word master, its rules."""


class Format(StrEnum):
    """The forms in which a letter can be written."""

    DOCX = "docx"
    PDF = "pdf"
    TXT = "txt"


class Workshop(msgspec.Struct, frozen=True):
    """What packs are made with: templates, formats, the PDF engine, hashes of the data used."""

    templates: Templates
    formats: tuple[Format, ...]
    engine: engines.Engine
    hashes: Mapping[str, str]
    draft_word: str

    @property
    def folder(self) -> Path:
        """The folder of the templates."""
        return self.templates.root


class Extras(msgspec.Struct, frozen=True):
    """What a letter brings along: its pictures by name, its exhibits as pages, the files of its
    reading copy, and the proofs whose originals stay with the writer (`filing.held_back`).
    """

    drawings: Mapping[str, Drawing] = {}
    annex: bytes | None = None
    reading: Mapping[str, bytes] = {}
    held_back: frozenset[str] = frozenset()


NO_EXTRAS = Extras()


class Pack(msgspec.Struct, frozen=True):
    """A pack on disk; `written` is False where the same pack was there already."""

    folder: Path
    files: tuple[str, ...]
    written: bool


def write_pack(
    case_folder: Path, letter: Letter, workshop: Workshop, extras: Extras = NO_EXTRAS
) -> Pack:
    """Write the pack of one letter into the case folder.

    A pack is never changed: the same content is found again, other content gets the next number.
    A draft is no pack to be sent, so a newer draft replaces an older one of the same day.

    Raises:
        FileProblemError: the system refused, or an original is missing; no half pack is left.
        OriginalChangedError: an original is not the file that was attached.
        RenderError: a template or an engine failed.
    """
    content = pack_content(case_folder, letter, workshop, extras)
    packs = case_folder / PACKS_FOLDER
    names = tuple(content)
    try:
        packs.mkdir(parents=True, exist_ok=True)
        target = _target(packs, letter, content)
        if _holds(target, content):
            return Pack(target, names, written=False)
        _write_folder(target, content)
    except OSError as error:
        raise FileProblemError(packs, error.strerror or str(error)) from error
    return Pack(target, names, written=True)


def pack_content(
    case_folder: Path, letter: Letter, workshop: Workshop, extras: Extras = NO_EXTRAS
) -> dict[str, bytes]:
    """All files of a pack by name, the manifest last."""
    content = render_letter(letter, workshop, extras.drawings) | dict(extras.reading)
    if extras.annex is not None:
        content[ANNEX] = extras.annex
    for exhibit in letter.exhibits:
        if exhibit.file and exhibit.proof not in extras.held_back:
            content[_exhibit_name(exhibit)] = _original(case_folder, exhibit)
    about = {
        "program": f"complaintgen {__version__}",
        "letter": letter.template,
        "day": letter.day.isoformat(),
        "draft": letter.draft,
        "engine": workshop.engine.value if Format.PDF in workshop.formats else None,
        "data": dict(workshop.hashes),
        "cites": list(letter.cited),
    }
    content["about.json"] = json_bytes(about)
    content[MANIFEST] = _manifest(content)
    return content


def render_letter(
    letter: Letter, workshop: Workshop, drawings: Mapping[str, Drawing] = NO_DRAWINGS
) -> dict[str, bytes]:
    """The letter in each format, its sheets and its trace, by file name."""
    html = workshop.templates.letter(letter.template, letter.context)
    document = read_document(html, drawings)
    meta = meta_of(letter, workshop)
    content: dict[str, bytes] = {}
    for form in workshop.formats:
        name = f"{letter.id}.{form}"
        match form:
            case Format.DOCX:
                content[name] = _docx(document, meta, workshop.templates, letter.channel)
            case Format.PDF:
                own = channel_css(workshop.templates, letter.channel)
                content[name] = engines.write_pdf(
                    workshop.engine, document, meta, workshop.folder, own
                )
            case Format.TXT:
                content[name] = to_text(document, meta).encode()
    for sheet in ("filing", "call"):
        template = f"{letter.template}.{sheet}.zh.txt.j2"
        if workshop.templates.has(template):
            text = workshop.templates.text(template, letter.context)
            content[f"{letter.id}.{sheet}.txt"] = text.encode("utf-8", "backslashreplace")
    if _goes_by_mail(letter):
        content[f"{letter.id}.eml"] = message(meta.title, to_text(document, meta))
    content["trace.json"] = json_bytes(trace(html))
    if letter.records:
        content["records.json"] = json_bytes(records_table(letter.records))
    return content


def _goes_by_mail(letter: Letter) -> bool:
    """Whether a way of filing is an e-mail; a draft is nothing to be sent."""
    return not letter.draft and any(way["eml"] for way in letter.context["sheet"]["ways"])


def meta_of(letter: Letter, workshop: Workshop) -> Meta:
    """The properties of a letter's files."""
    title, _ = clean(letter.title)
    return Meta(title=title, day=letter.day, draft=letter.draft, draft_word=workshop.draft_word)


def _docx(document: Document, meta: Meta, templates: Templates, channel: str) -> bytes:
    """The Word file, from the channel's own master where it has one, else from the house's."""
    from complaintgen.render.docx import master, own_master  # noqa: PLC0415 (80 ms, only if used)

    for name in (f"{channel}/{MASTER}", f"house/{MASTER}"):
        own, shipped = templates.files.get(name), templates.root / name
        if own is not None:
            return own_master(name, own).write(document, meta)
        if shipped.is_file():
            return master(shipped).write(document, meta)
    raise RenderError(MASTER, "the house has none")


def channel_css(templates: Templates, channel: str) -> str:
    """The rules that come after the house's: an organisation's own, then the channel's."""
    house = templates.files.get(f"house/{CSS}", b"").decode("utf-8", "replace")
    own, shipped = templates.files.get(f"{channel}/{CSS}"), templates.root / channel / CSS
    if own is None:
        own = shipped.read_bytes() if shipped.is_file() else b""
    return f"{house}\n{own.decode('utf-8', 'replace')}".strip()


def _exhibit_name(exhibit: Exhibit) -> str:
    """`exhibits/exhibit-01.png`: the number of the letter's list, and the original's ending."""
    return f"{EXHIBITS}/exhibit-{exhibit.number:02d}{Path(exhibit.file or '').suffix}"


def _original(case_folder: Path, exhibit: Exhibit) -> bytes:
    """The bytes of an original, which must be the ones that were attached."""
    path = case_folder / EVIDENCE_FOLDER / Path(exhibit.file or "").name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileProblemError(path, error.strerror or str(error)) from error
    if exhibit.sha256 and hashlib.sha256(data).hexdigest() != exhibit.sha256:
        raise OriginalChangedError(path)
    return data


def json_bytes(value: object) -> bytes:
    """A value as the JSON text that stands in packs."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _manifest(content: Mapping[str, bytes]) -> bytes:
    """What `sha256sum -c` reads: a line for each file."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in content.items())
    return "".join(lines).encode()


def _target(packs: Path, letter: Letter, content: Mapping[str, bytes]) -> Path:
    """The folder for this content: the one that holds it already, or the first that is free."""
    name = f"{letter.day.isoformat()}-{letter.channel}-{letter.id}"
    if letter.draft:
        return packs / f"{name}-draft"
    target, number = packs / name, 2
    while target.exists() and not _holds(target, content):
        target = packs / f"{name}-{number}"
        number += 1
    return target


def _holds(folder: Path, content: Mapping[str, bytes]) -> bool:
    """Whether a folder holds exactly this content."""
    if not folder.is_dir():
        return False
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    return found == dict(content)


def _write_folder(target: Path, content: Mapping[str, bytes]) -> None:
    """Write all files beside their place, then move the folder there in one step."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as making:
        for name, data in content.items():
            path = Path(making, "pack", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if target.exists():
            shutil.rmtree(target)
        Path(making, "pack").rename(target)
