"""The parts of a Word file that is not the program's, read and judged one by one.

Parts are read as XML, not searched as text: quotation marks, encodings and prefixes can be written
in many ways. What is not known to be harmless (kinds of parts, fields) counts as harmful.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOCUMENT, TYPES = "word/document.xml", "[Content_Types].xml"

_PARTS = frozenset(
    {
        *("officedocument", "core-properties", "extended-properties", "custom-properties"),
        *("styles", "styleswitheffects", "settings", "websettings", "fonttable", "font", "theme"),
        *("numbering", "header", "footer", "footnotes", "endnotes", "image", "hyperlink"),
    }
)
"""The kinds of parts that a master needs, by the end of the type of their relationship."""
_RUNNING = ("vba", "ole", "control", "package", "afchunk", "subdocument", "activex", "chart")
_TELLING = ("comment", "people", "custom", "thumbnail", "label", "printer", "glossary", "keymap")
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TITLE"})
_LINK = re.compile(r"https?://|mailto:|#", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)
_CHANGED = frozenset({"ins", "del", "moveFrom", "moveTo", "delText"})
_NAMING = frozenset({"creator", "lastModifiedBy", "Company", "Manager"})
_MAKER = re.compile(r"KSO|ICV")
_WORD_XML = re.compile(r"word/(document|header\w*|footer\w*|footnotes|endnotes)\.xml")


class Node(msgspec.Struct, frozen=True):
    """The start of an element (`kind` start), its end (end) or text (text); names without
    namespace.
    """

    kind: str
    name: str
    attributes: dict[str, str] = {}


def nodes(content: bytes) -> list[Node]:
    """The content of a part in its order.

    Raises:
        ValueError: it is no XML, or it declares entities.
    """
    found: list[Node] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        plain = {_local(key): value for key, value in attributes.items()}
        found.append(Node("start", _local(name), plain))

    def refuse(*_: object) -> None:
        raise ValueError("entities")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: found.append(Node("end", _local(name)))
    parser.CharacterDataHandler = lambda text: found.append(Node("text", text))
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 (expat's own)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return found


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def texts(content: list[Node]) -> Iterator[str]:
    """The text of each paragraph, however many runs it is split over."""
    line: list[str] = []
    for node in content:
        if node.kind == "text":
            line.append(node.name)
        elif node.kind == "end" and node.name == "p":
            yield "".join(line)
            line.clear()
    yield "".join(line)


def is_word(parts: dict[str, list[Node]]) -> bool:
    """Whether the package is a document of Word's, no template, no file with macros, no table."""
    types = [node.attributes for node in parts.get(TYPES, ()) if node.kind == "start"]
    main = [t.get("ContentType") for t in types if t.get("PartName") == f"/{DOCUMENT}"]
    return DOCUMENT in parts and main == [MAIN]


def harms(name: str, content: list[Node]) -> Iterator[tuple[str, str]]:
    """What a part does that a master must not, as (kind, what).

    The kinds are runs, notes, extra, fetches, somebody, tracked, hidden and field.
    """
    starts = [node for node in content if node.kind == "start"]
    if name.endswith(".rels"):
        for node in starts:
            if node.name == "Relationship":
                yield from _relationship(node.attributes)
        return
    if name.startswith("docProps/"):
        yield from _properties(name, content)
        return
    for node in starts:
        yield from _element(name, node)
    if _WORD_XML.fullmatch(name):
        yield from (("field", what) for what in fields(content) if what not in _FIELDS)


def _relationship(attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2]
    target = attributes.get("Target", "").strip()
    outside = attributes.get("TargetMode", "").casefold() == "external"
    if outside and kind.casefold() == "hyperlink":
        if not _LINK.match(target):
            yield "fetches", target
    elif outside or _ADDRESS.match(target):
        yield "fetches", target
    elif kind.casefold() not in _PARTS:
        yield _sort(kind), target or kind


def _sort(kind: str) -> str:
    low = kind.casefold()
    if any(word in low for word in _RUNNING):
        return "runs"
    return "notes" if any(word in low for word in _TELLING) else "extra"


def _properties(name: str, content: list[Node]) -> Iterator[tuple[str, str]]:
    """Names in the properties; in custom ones anything but what WPS writes into each file."""
    inside = ""
    for node in content:
        if node.kind == "start":
            inside = node.name
            own = node.attributes.get("name", "")
            if node.name == "property" and not _MAKER.match(own):
                yield "notes", own or name
        elif node.kind == "text" and inside in _NAMING and node.name.strip():
            yield "somebody", node.name.strip()
        elif node.kind == "end":
            inside = ""


def _element(name: str, node: Node) -> Iterator[tuple[str, str]]:
    plain = node.attributes
    if node.name in _CHANGED or node.name.endswith("PrChange"):
        yield "tracked", plain.get("author", "")
    elif "author" in plain:
        yield "notes", plain["author"]
    if _hides(node) and _WORD_XML.fullmatch(name):
        yield "hidden", ""
    if node.name in ("mailMerge", "docVars"):
        yield ("fetches" if node.name == "mailMerge" else "notes"), node.name
    for key in ("src", "href"):
        if _ADDRESS.match(plain.get(key, "").strip()):
            yield "fetches", plain[key]


def fields(content: list[Node]) -> Iterator[str]:
    """The names of the fields of a part, also of those that are split over runs."""
    codes: list[list[str]] = []
    reading = False
    for node in content:
        if node.kind == "text" and reading and codes:
            codes[-1].append(node.name)
        elif node.name == "instrText":
            reading = node.kind == "start"
        elif node.kind == "start" and node.name == "fldSimple":
            yield _first(node.attributes.get("instr", ""))
        elif node.kind == "start" and node.name == "fldChar":
            kind = node.attributes.get("fldCharType")
            if kind == "begin":
                codes.append([])
            elif kind == "end" and codes:
                yield _first("".join(codes.pop()))
    for code in codes:
        yield _first("".join(code))


def _first(code: str) -> str:
    return (code.split() or ["-"])[0].upper()


def hidden_styles(content: list[Node]) -> set[str]:
    """The ids of the styles whose text is hidden."""
    found: set[str] = set()
    style = ""
    for node in content:
        if node.kind == "start" and node.name == "style":
            style = node.attributes.get("styleId", "")
        elif node.kind == "end" and node.name == "style":
            style = ""
        elif style and _hides(node):
            found.add(style)
    return found


def _hides(node: Node) -> bool:
    on = node.attributes.get("val", "1") not in ("0", "false", "off")
    return node.kind == "start" and node.name == "vanish" and on
