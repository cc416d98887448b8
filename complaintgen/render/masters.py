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
from complaintgen.render.word_parts import TYPES, harms, hidden_styles, is_word, nodes, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.render.word_parts import Node

MOST_BYTES = 20 << 20
MOST_PARTS = 200
WRITTEN = ("LetterGap", "LetterTable", "TableText", "TableHead", "DenseText", "DenseHead")
"""The styles that letters name themselves; every other one the master chooses in its tags."""


def check_package(place: str, data: bytes) -> Iterator[Problem]:
    """What a Word file must not bring along.

    Args:
        place: how problems name the file.
        data: its bytes.
    """
    try:
        raw = _read(data)
        parts = {name: nodes(content) for name, content in raw.items() if _is_xml(name)}
    except _TooLargeError:
        yield _problem(place, _TOO_LARGE)
        return
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        yield _problem(place, _NO_WORD)
        return
    if not is_word(parts):
        macros = b"macroEnabled" in raw.get(TYPES, b"")
        runs = macros or any(_RUNS.search(name) for name in raw)
        yield _problem(place, _RUNS_WORDS if runs else _NO_WORD)
        return
    for name in raw:
        yield from _check_name(f"{place}: {name}", name)
    for name, content in parts.items():
        for kind, what in dict.fromkeys(harms(name, content)):
            yield _problem(f"{place}: {name}", _HARMS[kind], name=what[:60] or "-")
    yield from _check_hidden(f"{place}: word/styles.xml", parts)


_RUNS = re.compile(r"vbaProject|vbaData|activeX|embeddings/|afchunk|oleObject", re.IGNORECASE)
_SPEAKS = re.compile(r"word/(comments|people|glossary)|customXml/|docMetadata/", re.IGNORECASE)


class _TooLargeError(ValueError):
    """The package holds too much."""


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels", ".svg", ".vml"))


def _read(data: bytes) -> dict[str, bytes]:
    """The members of the package by name.

    Raises:
        ValueError: they are too many or too large, or two have the same name.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        if len(entries) > MOST_PARTS or sum(e.file_size for e in entries) > MOST_BYTES:
            raise _TooLargeError
        found = {entry.filename: package.read(entry) for entry in entries if not entry.is_dir()}
        if len({entry.filename.casefold() for entry in entries}) < len(entries):
            raise ValueError("two members of one name")
    return found


def _check_name(place: str, name: str) -> Iterator[Problem]:
    if _RUNS.search(name):
        yield _problem(place, _RUNS_WORDS)
    elif _SPEAKS.match(name):
        yield _problem(place, _NOTES)
    elif not name.isascii() or ".." in name or "\\" in name or name.startswith("/"):
        yield _problem(place, _EXTRA, name=name)


def _check_hidden(place: str, parts: dict[str, list[Node]]) -> Iterator[Problem]:
    """A style that hides its text hides a part of each letter, if letters use it."""
    used = {
        node.attributes.get("val", "")
        for name, content in parts.items()
        if name.startswith("word/") and name != "word/styles.xml"
        for node in content
        if node.name in ("pStyle", "rStyle")
    }
    for style in sorted(hidden_styles(parts.get("word/styles.xml", [])) & (used | {*WRITTEN})):
        yield _problem(place, _HIDDEN, name=style)


def paragraphs(data: bytes) -> Iterator[str]:
    """Every paragraph and property of a Word file that `check_package` finds no fault with."""
    for name, content in _read(data).items():
        if _is_xml(name) and not name.endswith(".rels"):
            yield from texts(nodes(content))


HOPELESS = frozenset({"no-word-file", "master-too-large", "master-fetches", "master-runs"})


def check_master(place: str, data: bytes) -> Iterator[Problem]:
    """Everything that is wrong with a Word master, `check_package` included."""
    faults = tuple(check_package(place, data))
    yield from faults
    if any(fault.code in HOPELESS for fault in faults):
        return
    parts = _unpacked(data)
    styles = set(re.findall(r'w:styleId="([^"]+)"', parts.get("word/styles.xml", "")))
    named = set(re.findall(r'<w:pStyle w:val="([^"]+)"', parts.get("word/document.xml", "")))
    for style in sorted({*WRITTEN, *named} - styles):
        yield _problem(place, _STYLE, style=style)
    yield from _check_poured(place, data)


def _check_poured(place: str, data: bytes) -> Iterator[Problem]:
    from complaintgen.render.docx import own_master  # noqa: PLC0415 (80 ms, only if used)

    tags = tuple(_check_tags(place, data))
    yield from tags
    if tags:
        return
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


def _check_tags(place: str, data: bytes) -> Iterator[Problem]:
    """Names in the tags that no letter has, also where none is printed."""
    from complaintgen.render.docx_prepared import tag_slips  # noqa: PLC0415 (80 ms, only if used)

    try:
        found = tag_slips(place, data)
    except RenderError as error:
        yield _problem(place, _FAILS, reason=error.values["reason"])
        return
    for slip in found:
        fault = _FAILS if slip.kind == "syntax" else _TAG
        yield _problem(place, fault, word=slip.word, reason=slip.word, known=", ".join(slip.known))


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
_EXTRA = _Fault(
    code="master-extra",
    message="The Word file brings along what a master does not need: {name}",
    hint="Begin with a copy of house/letter.docx; keep only styles, header, footer and pictures.",
)
_TRACKED = _Fault(
    code="master-tracked",
    message="The Word file holds tracked changes; each letter would carry them and their author.",
    hint="In Word: Review, Accept All Changes and Stop Tracking; save again.",
)
_HIDDEN = _Fault(
    code="master-hides",
    message="The Word file hides text.",
    hint="In Word: select it all, Font, take the tick from Hidden; delete what is not wanted.",
)
_FIELD = _Fault(
    code="master-field",
    message="The Word file holds the field {name}, which would fetch something or tell of this "
    "computer.",
    hint="Take the field out; a master may have the fields PAGE, NUMPAGES, SECTION, SECTIONPAGES, "
    "STYLEREF and TITLE.",
)
_TAG = _Fault(
    code="master-tag",
    message="A tag asks for “{word}”, which no letter has.",
    hint="There is: {known}",
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
_HARMS = {
    "runs": _RUNS_WORDS,
    "notes": _NOTES,
    "extra": _EXTRA,
    "fetches": _FETCHES,
    "somebody": _SOMEBODY,
    "tracked": _TRACKED,
    "hidden": _HIDDEN,
    "field": _FIELD,
}
