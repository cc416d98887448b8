"""What a Word master must not bring along, in every way that it can be written."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from complaintgen.library.places import templates_folder
from complaintgen.render.document import Document, Paragraph, Run
from complaintgen.render.docx import own_master
from complaintgen.render.masters import check_master, check_package
from complaintgen.render.meta import Meta

HOUSE = templates_folder() / "house" / "letter.docx"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION = f'<Relationship Id="rX" Type="{OFFICE}/%s" Target="%s" TargetMode="External"/>'
TEMPLATE = RELATION % ("attachedTemplate", "http://x.invalid/a.dotm")
HEADER, CORE = "word/header1.xml", "docProps/core.xml"
WPS = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="%s">'
    "<vt:lpwstr>2052-12.1.0</vt:lpwstr></property></Properties>"
)


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(HOUSE) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def _with(**more: str | bytes) -> bytes:
    """The house's master with parts added or replaced; `/` and `.` of names are `__` and `_`."""
    parts = _parts()
    for key, content in more.items():
        stem, _, ending = key.rpartition("_")
        name = f"{stem.replace('__', '/')}.{ending}"
        parts[name] = content.encode() if isinstance(content, str) else content
    return _packed(parts)


def _relations(text: str, encoding: str = "utf-8") -> bytes:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    xml = f'{declared}<Relationships xmlns="{PACKAGE}">{text}</Relationships>'
    return _packed(_parts() | {"word/_rels/settings.xml.rels": xml.encode(encoding)})


def _headed(runs: str) -> bytes:
    """The master with something more behind the draft word of its header."""
    parts = _parts()
    text = parts[HEADER].decode()
    assert "{{ draft }}</w:t></w:r>" in text
    text = text.replace("{{ draft }}</w:t></w:r>", "{{ draft }}</w:t></w:r>" + runs)
    return _packed(parts | {HEADER: text.encode()})


def _field(*codes: str) -> bytes:
    split = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return _headed(
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{split}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _codes(data: bytes) -> set[str]:
    return {problem.code for problem in check_package("letter.docx", data)}


def test_the_house_and_an_equal_copy_are_in_order() -> None:
    """What the broken ones are made from is right, and whole."""
    assert list(check_master("letter.docx", HOUSE.read_bytes())) == []
    assert list(check_master("letter.docx", _packed(_parts()))) == []


@pytest.mark.parametrize(
    "text",
    [
        TEMPLATE,
        TEMPLATE.replace('"', "'"),
        TEMPLATE.replace("=", " = "),
        TEMPLATE.replace("External", "&#69;xternal"),
        TEMPLATE.replace("External", "EXTERNAL"),
        TEMPLATE.replace(' TargetMode="External"', ""),
        RELATION % ("image", "http://x.invalid/hyperlink.png"),
        RELATION % ("hyperlink", "file:///etc/passwd"),
        RELATION % ("hyperlink", r"\\server\share"),
        RELATION % ("somethingNew", "https://x.invalid/a"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_nothing_is_fetched_however_it_is_written(text: str, encoding: str) -> None:
    """Quotation marks, references, encodings and other words for the same hide nothing."""
    assert _codes(_relations(text, encoding)) == {"master-fetches"}


def test_a_link_to_a_page_is_only_a_link() -> None:
    """A letterhead may name its page; nothing is fetched unless somebody clicks."""
    assert _codes(_relations(RELATION % ("hyperlink", "https://x.invalid/"))) == set()


@pytest.mark.parametrize("kind", ["vbaProject", "oleObject", "aFChunk", "subDocument", "control"])
def test_what_runs_is_known_by_its_relation(kind: str) -> None:
    """A part renamed is still what the relation says."""
    found = _codes(_relations(f'<Relationship Id="r" Type="{OFFICE}/{kind}" Target="a.bin"/>'))
    assert found == {"master-runs"}


@pytest.mark.parametrize(
    "codes",
    [
        ('INCLUDEPICTURE "http://x.invalid/a.png"',),
        ("INCL", "UDETEXT /etc/passwd"),
        ("DDEAUTO cmd",),
        ("LINK Excel.Sheet",),
        ("USERNAME",),
        ("AUTHOR",),
        ("",),
    ],
)
def test_fields_that_fetch_or_tell_are_refused(codes: tuple[str, ...]) -> None:
    """Also when Word has split their code over runs; PAGE and its like may stay."""
    assert _codes(_field(*codes)) == {"master-field"}
    assert _codes(_field(" NUMPAGES ")) == set()
    simple = _headed('<w:fldSimple w:instr="INCLUDETEXT x"><w:r/></w:fldSimple>')
    assert _codes(simple) == {"master-field"}


@pytest.mark.parametrize(
    ("runs", "code"),
    [
        ('<w:ins w:author="王五"><w:r><w:t>x</w:t></w:r></w:ins>', "master-tracked"),
        ('<w:del w:author="王五"><w:r><w:delText>x</w:delText></w:r></w:del>', "master-tracked"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>", "master-hides"),
    ],
)
def test_what_nobody_sees_is_refused(runs: str, code: str) -> None:
    """Tracked changes and hidden text would go out with every letter."""
    assert _codes(_headed(runs)) == {code}


def test_a_style_that_hides_the_text_of_letters_is_named() -> None:
    """The text of a letter must be seen on paper, whatever the style says."""
    styles = _parts()["word/styles.xml"].decode()
    at = styles.index('w:styleId="TableText"')
    end = styles.index("</w:style>", at)
    hidden = f"{styles[:end]}<w:rPr><w:vanish/></w:rPr>{styles[end:]}"
    assert "master-hides" in _codes(_with(word__styles_xml=hidden))


@pytest.mark.parametrize(
    ("name", "xml"),
    [
        (CORE, '<c xmlns:dc="d"><dc:creator xml:lang="zh">张三</dc:creator></c>'),
        (CORE, '<c xmlns:cp="d"><cp:lastModifiedBy>李四</cp:lastModifiedBy></c>'),
        ("docProps/app.xml", '<x:P xmlns:x="e"><x:Company>示例</x:Company></x:P>'),
        ("docProps/app.xml", "<P><Manager>赵六</Manager></P>"),
    ],
)
def test_names_are_seen_with_any_prefix(name: str, xml: str) -> None:
    """Author, last author, company and manager, with attributes and prefixes."""
    assert _codes(_packed(_parts() | {name: xml.encode()})) == {"names-somebody"}


def _named(parts: dict[str, bytes], name: str, kind: str, type_: str) -> dict[str, bytes]:
    """The parts with one more that is entered as Word does it."""
    relations, types = parts["_rels/.rels"].decode(), parts["[Content_Types].xml"].decode()
    entry = f'<Relationship Id="rW" Type="{OFFICE}/{kind}" Target="{name}"/></Relationships>'
    override = f'<Override PartName="/{name}" ContentType="application/{type_}+xml"/></Types>'
    return parts | {
        "_rels/.rels": relations.replace("</Relationships>", entry).encode(),
        "[Content_Types].xml": types.replace("</Types>", override).encode(),
    }


def test_what_wps_writes_into_each_file_does_no_harm_and_goes_nowhere() -> None:
    """A master saved in WPS is in order, and no letter tells its version or its id."""
    name = "docProps/custom.xml"
    parts = _named(
        _parts() | {name: (WPS % "ICV").encode()},
        name,
        "custom-properties",
        "vnd.openxmlformats-officedocument.custom-properties",
    )
    data = _packed(parts)
    assert list(check_master("letter.docx", data)) == []
    document = Document((Paragraph("body", (Run("正文"),)),))
    meta = Meta(title="T", day=dt.date(2026, 1, 2), draft=False, draft_word="草稿")
    with zipfile.ZipFile(io.BytesIO(own_master("a", data).write(document, meta))) as package:
        assert name not in package.namelist()
        assert all(b"custom.xml" not in package.read(part) for part in package.namelist())
    own = _packed(parts | {name: (WPS % "客户").encode()})
    assert _codes(own) == {"master-notes"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_with(word__document_xml="<w:document"), "no-word-file"),
        (_packed({"xl/workbook.xml": b"<x/>"}), "no-word-file"),
        (_packed({}), "no-word-file"),
        (_packed(_parts() | {"word/x.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "no-word-file"),
        (_packed(_parts() | {"../../x.txt": b"x"}), "master-extra"),
        (_packed(_parts() | {"word/media/图.png": b"x"}), "master-extra"),
        (_packed(_parts() | {"word/comments.xml": b"<a/>"}), "master-notes"),
        (
            _packed(
                _parts()
                | {
                    "[Content_Types].xml": _parts()["[Content_Types].xml"].replace(
                        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                        b"vnd.ms-word.document.macroEnabled.main",
                    )
                }
            ),
            "master-runs",
        ),
    ],
)
def test_what_is_no_plain_word_file_is_said_once(data: bytes, code: str) -> None:
    """Damaged files, other kinds of files, renamed ones with macros: one problem each."""
    (found,) = check_package("letter.docx", data)
    assert found.code == code


@pytest.mark.parametrize(
    "tag",
    [
        "{{ darft }}",
        "{% if false %}{{ company }}{% endif %}",
        "{% if false %}{{ day | nosuch }}{% endif %}",
    ],
)
def test_tags_are_looked_at_where_they_print_nothing_too(tag: str) -> None:
    """A misspelt tag or filter is named wherever it stands, once."""
    parts = _parts()
    text = parts[HEADER].decode().replace("{{ draft }}", "{{ draft }}" + tag)
    found = list(check_master("letter.docx", _packed(parts | {HEADER: text.encode()})))
    assert [problem.code for problem in found] == ["master-tag"]


def test_a_tag_that_word_split_over_runs_is_whole_again() -> None:
    """Word parts what is typed for its spelling check; the tag still prints the draft word."""
    parts = _parts()
    split = '{{ dr</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>aft }</w:t></w:r>'
    text = parts[HEADER].decode().replace("{{ draft }}", split + "<w:r><w:t>}")
    assert list(check_master("letter.docx", _packed(parts | {HEADER: text.encode()}))) == []
