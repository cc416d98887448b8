"""What a Word master that is not the program's lacks, and what it must not bring along.

`check_package` looks at the file only: nothing that runs, nothing that is fetched, nobody's name.
`check_master` pours a letter with every kind of paragraph into it and looks for each of them.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING

import msgspec

from complaintgen.model.errors import RenderError
from complaintgen.model.problem import Problem, Severity
from complaintgen.render.document import (
    STYLES,
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
)
from complaintgen.render.meta import Meta

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 20 << 20
MOST_PARTS = 200
WRITTEN = ("LetterGap", "LetterTable", "TableText", "TableHead", "DenseText", "DenseHead")
"""The styles that letters name themselves; every other one the master chooses in its tags."""

_RUNS = re.compile(r"vbaProject|vbaData|activeX|embeddings/|afchunk|oleObject", re.IGNORECASE)
_EXTERNAL = re.compile(r'<Relationship\b[^>]*TargetMode="External"[^>]*>')
_NAMES = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|Company|Manager)>\s*([^<\s][^<]*)</", re.IGNORECASE
)
_SPEAKS = re.compile(r"word/(comments|people|glossary)|docProps/custom\.xml|customXml/")


def check_package(place: str, data: bytes) -> Iterator[Problem]:
    """What a Word file must not bring along.

    Args:
        place: how problems name the file.
        data: its bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) > MOST_PARTS or sum(e.file_size for e in entries) > MOST_BYTES:
                yield _problem(place, _TOO_LARGE)
                return
            texts = {entry.filename: package.read(entry) for entry in entries}
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        yield _problem(place, _NO_WORD)
        return
    for name, content in texts.items():
        yield from _check_part(f"{place}: {name}", name, content.decode("utf-8", "replace"))


def _check_part(place: str, name: str, text: str) -> Iterator[Problem]:
    if _RUNS.search(name):
        yield _problem(place, _RUNS_WORDS)
    if _SPEAKS.match(name):
        yield _problem(place, _NOTES)
    if name.endswith(".rels"):
        for found in _EXTERNAL.findall(text):
            if "/hyperlink" not in found:
                yield _problem(place, _FETCHES)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield _problem(place, _FETCHES)
    if name.startswith("docProps/"):
        for found in _NAMES.findall(text):
            yield _problem(place, _SOMEBODY, name=found.strip())


def check_master(place: str, data: bytes) -> Iterator[Problem]:
    """Everything that is wrong with a Word master, `check_package` included."""
    faults = tuple(check_package(place, data))
    yield from faults
    if any(
        fault.code in ("no-word-file", "master-too-large", "master-fetches") for fault in faults
    ):
        return
    parts = _unpacked(data)
    styles = set(re.findall(r'w:styleId="([^"]+)"', parts.get("word/styles.xml", "")))
    named = set(re.findall(r'<w:pStyle w:val="([^"]+)"', parts.get("word/document.xml", "")))
    for style in sorted({*WRITTEN, *named} - styles):
        yield _problem(place, _STYLE, style=style)
    yield from _check_poured(place, data)


def _check_poured(place: str, data: bytes) -> Iterator[Problem]:
    from complaintgen.render.docx import own_master  # noqa: PLC0415 (80 ms, only if used)

    meta = Meta(title="T", day=dt.date(2026, 1, 2), draft=True, draft_word=_mark("draft"))
    try:
        parts = _unpacked(own_master(place, data).write(_every_kind(), meta))
    except RenderError as error:
        yield _problem(place, _FAILS, reason=error.values["reason"])
        return
    body = parts["word/document.xml"]
    for kind in _kinds():
        if _mark(kind) not in body:
            yield _problem(place, _KIND, kind=kind)
    around = "".join(v for k, v in parts.items() if re.match(r"word/(header|footer)", k))
    if _mark("draft") not in around:
        yield _problem(place, _DRAFT)
    if not re.search(r"\bPAGE\b", around):
        yield _problem(place, _PAGE, severity=Severity.WARNING)


_OUTSIDE = re.compile(r"@import|url\s*\(|expression\s*\(|javascript:", re.IGNORECASE)
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0|font-size\s*:\s*0",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)


def check_rules(place: str, css: str) -> Iterator[Problem]:
    """What the rules of a `letter.css` that is not the program's must not do."""
    bare = _COMMENTS.sub(lambda found: "\n" * found[0].count("\n"), css)
    for number, line in enumerate(bare.splitlines(), start=1):
        if _OUTSIDE.search(line) or "\\" in line:
            yield _problem(f"{place}:{number}", _RULES_FETCH)
        if _HIDES.search(line):
            yield _problem(f"{place}:{number}", _RULES_HIDE)


def _kinds() -> tuple[str, ...]:
    return ("h1", "annex", "h2", "h3", "body", *sorted(STYLES), "table")


def _mark(kind: str) -> str:
    return f"probe-{kind}-probe"


def _every_kind() -> Document:
    """A letter in which each kind of block stands once, its name in it."""
    line = {kind: (Run(_mark(kind)),) for kind in _kinds()}
    return Document(
        (
            *(Heading(level, line[f"h{level}"]) for level in (1, 2, 3)),
            *(Paragraph(style, line[style]) for style in ("body", *sorted(STYLES))),
            Table("plain", (100.0,), (), ((Cell(line["table"]),),)),
            PageBreak(),
            Heading(1, line["annex"]),
        )
    )


def _unpacked(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def _problem(
    place: str, fault: _Fault, severity: Severity = Severity.ERROR, **values: str
) -> Problem:
    return Problem(fault.code, place, fault.message, fault.hint, values, severity)


# --- problems ----------------------------------------------------------------------------------


class _Fault(msgspec.Struct, frozen=True):
    code: str
    message: str
    hint: str


_TOO_LARGE = _Fault(
    code="master-too-large",
    message="The Word file is too large when unpacked.",
    hint="Take pictures out of it; a master needs styles, a header and a footer.",
)
_NO_WORD = _Fault(
    code="no-word-file",
    message="This is no Word file (.docx).",
    hint="Save it in Word or WPS as a document (.docx), not as a template or with a password.",
)
_RUNS_WORDS = _Fault(
    code="master-runs",
    message="The Word file brings along macros or embedded objects.",
    hint="Save it as .docx without macros, and take embedded objects out.",
)
_NOTES = _Fault(
    code="master-notes",
    message="The Word file holds comments or other people's data that every letter would carry.",
    hint="In Word: File, Info, Inspect Document; remove comments and properties, save again.",
)
_FETCHES = _Fault(
    code="master-fetches",
    message="The Word file fetches something from outside when it is opened.",
    hint="Embed the picture, detach the linked template, and save again.",
)
_SOMEBODY = _Fault(
    code="names-somebody",
    message="The Word file names somebody: {name}",
    hint="In Word: File, Info, Inspect Document; remove the author and properties, save again.",
)
_STYLE = _Fault(
    code="missing-style",
    message="The style {style} is missing.",
    hint="Begin with a copy of house/letter.docx and restyle it; keep every style (docs/word.md).",
)
_FAILS = _Fault(
    code="master-fails",
    message="No letter can be poured into it: {reason}",
    hint="Compare its tags with those of house/letter.docx (docs/word.md).",
)
_KIND = _Fault(
    code="missing-kind",
    message="Text of the kind “{kind}” would be lost: no tag prints it.",
    hint="Put the lines for “{kind}” back, as they stand in house/letter.docx (docs/word.md).",
)
_DRAFT = _Fault(
    code="no-draft-mark",
    message="A draft would not be marked as one: neither header nor footer prints draft.",
    hint="Write {{{{ draft }}}} into the header, as in house/letter.docx.",
)
_RULES_FETCH = _Fault(
    code="rules-fetch",
    message="A rule fetches something, or is written so that nobody can read what it does.",
    hint="A letter fetches nothing: take url(), @import and backslashes out; the letter fonts are "
    "“Letter Serif” and “Letter Sans”.",
)
_RULES_HIDE = _Fault(
    code="rules-hide",
    message="A rule hides words of the letter.",
    hint="What a letter says must be seen on paper: take the rule out.",
)
_PAGE = _Fault(
    code="no-page-number",
    message="The pages are not numbered.",
    hint="Insert the field PAGE into the footer: Insert, Page Number.",
)
