"""Word files: what docxtpl makes, made faster, whole, and the same each time."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import msgspec
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintgen.model.errors import RenderError
from complaintgen.render.blocks import (
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    read_document,
    runs_text,
)
from complaintgen.render.clean import clean
from complaintgen.render.docx import Master
from complaintgen.render.docx_prepared import PREPARED, prepare
from complaintgen.render.meta import Meta

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 4, 22)
HOSTILE = [
    "A&B ‹公司›",
    "{{ x }}",
    "{% endfor %}",
    "{# c #}",
    "{_{ x }_} {_% y %_}",
    "{_{",
    "{_%",
    "}_}",
    "%_}",
    "<w:p/>",
    "]]>",
    "&amp;&#95;_",
    "  前导  与  双空格  ",
    "一\n二\n\n三",
    "甲\t乙\t",
    "堃喆镕昇頔玥㛃䶮𬱖",
    "\"'“”",
    "=1+1|@{r x}",
]


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def paragraphs(data: bytes) -> list[str]:
    """What python-docx reads in the body's paragraphs; line breaks and tabs included."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def letter(*texts: str) -> Document:
    """A letter of plain paragraphs."""
    return Document(tuple(Paragraph("body", (Run(text),)) for text in texts))


@pytest.mark.parametrize("is_draft", [False, True])
def test_every_part_is_what_docxtpl_writes(
    master: Master, sample: Document, *, is_draft: bool
) -> None:
    """The shortcut gives docxtpl's own result, part by part; only the properties are ours."""
    meta = Meta("题", DAY, is_draft, "草稿")
    ours = parts(master.write(sample, meta))
    theirs = parts(master.plain(master.context(sample, meta)))
    core = "docProps/core.xml"
    assert ours.keys() == theirs.keys()
    assert {name: ours[name] for name in ours.keys() - {core}} == {
        name: theirs[name] for name in theirs.keys() - {core}
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_survives_and_equals_docxtpl(master: Master, text: str) -> None:
    """Markup, tags, white space and what docxtpl would eat come out as typed."""
    gap = Document((Paragraph("quote", (Run(text), Run(text, gap=True), Run(text))),))
    meta = Meta(text, DAY)
    written = master.write(gap, meta)
    assert paragraphs(written) == [text * 3]
    theirs = parts(master.plain(master.context(gap, meta)))
    assert parts(written)["word/document.xml"] == theirs["word/document.xml"]
    assert docx.Document(io.BytesIO(written)).core_properties.title == text.replace("\r", "\n")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=[])), min_size=1, max_size=4))
def test_any_text_survives_once_cleaned(master: Master, texts: list[str]) -> None:
    """Whatever was typed is read back from the Word file, character by character."""
    cleaned = [clean(text)[0] for text in texts]
    assert paragraphs(master.write(letter(*cleaned), Meta("题", DAY))) == cleaned


def test_cells_headings_and_styles(master: Master, sample: Document, meta: Meta) -> None:
    """Blocks get the master's styles, tables their widths and repeating heads."""
    word: Any = docx.Document(io.BytesIO(master.write(sample, meta)))
    assert word.paragraphs[0].style.name == "Heading 1"
    assert {"Letter Body", "Letter Quote", "Letter Sign", "Annex Title"} <= {
        paragraph.style.name for paragraph in word.paragraphs
    }
    incidents = word.tables[-1]
    assert len(incidents.rows) == 21
    assert incidents.cell(0, 4).text == "经过"
    assert incidents._tbl.xpath("count(.//w:tblHeader)") == 1  # noqa: SLF001
    assert incidents._tbl.xpath("count(.//w:cantSplit)") == 21  # noqa: SLF001
    assert incidents.style.name == "Letter Table"


def test_the_figures_of_a_table_of_sums_stand_at_the_right(master: Master, meta: Meta) -> None:
    """Under a head in the middle, so that fen stand under fen; words at the left."""
    row = tuple(Cell((Run(text),)) for text in ("2026-01-01", "还款", "1,150.40"))
    head = tuple(Cell(cell.runs, head=True) for cell in row)
    table = Table("sums", (40.0, 30.0, 30.0), (head,), (row,))
    other = msgspec.structs.replace(table, style="incidents")
    word: Any = docx.Document(io.BytesIO(master.write(Document((table, other)), meta)))
    sides = [[cell.paragraphs[0].alignment for cell in each.rows[1].cells] for each in word.tables]
    assert sides == [[None, None, WD_ALIGN_PARAGRAPH.RIGHT], [None] * 3]
    assert {cell.paragraphs[0].alignment for cell in word.tables[0].rows[0].cells} == {None}


def test_an_annex_begins_a_page_whatever_it_begins_with(master: Master) -> None:
    """A title does so by its style, anything else by a page break before it."""
    titled = Document((Paragraph("body", (Run("一"),)), PageBreak(), Heading(1, (Run("附"),))))
    bare = Document((Paragraph("body", (Run("一"),)), PageBreak(), Paragraph("body", (Run("二"),))))
    assert b'w:type="page"' not in parts(master.write(titled, Meta("题", DAY)))["word/document.xml"]
    assert b'w:type="page"' in parts(master.write(bare, Meta("题", DAY)))["word/document.xml"]


def test_a_draft_says_so_in_its_header(
    master: Master, sample: Document, meta: Meta, draft: Meta
) -> None:
    """The draft word is on each page of a draft, and only there."""
    assert "草稿".encode() in parts(master.write(sample, draft))["word/header1.xml"]
    assert "草稿".encode() not in parts(master.write(sample, meta))["word/header1.xml"]


def test_a_gap_is_marked(master: Master, meta: Meta) -> None:
    """An open place has the style that shows it."""
    html = '<article><p>电话：<mark class="gap">待填</mark>。</p></article>'
    written = parts(master.write(read_document(html), meta))["word/document.xml"].decode()
    assert written.count('w:val="LetterGap"') == 1


def test_properties_name_nobody(master: Master, sample: Document, meta: Meta) -> None:
    """Title and the letter's day are stored; no author, no time of making."""
    properties = docx.Document(io.BytesIO(master.write(sample, meta))).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == (
        meta.title,
        "",
        "",
    )
    assert properties.created == properties.modified == meta.moment


def test_same_letter_same_bytes_in_every_process(
    master: Master, sample: Document, house: Path, sample_html: str, tmp_path: Path
) -> None:
    """Twice here and once in another process: the same file."""
    meta = Meta("题", DAY)
    first = master.write(sample, meta)
    assert first == master.write(sample, meta) == Master(house / "letter.docx").write(sample, meta)
    (tmp_path / "letter.html").write_text(sample_html, encoding="utf-8")
    script = (
        "import sys, datetime as dt\nfrom pathlib import Path\n"
        "from complaintgen.render.blocks import read_document\n"
        "from complaintgen.render.docx import Master\nfrom complaintgen.render.meta import Meta\n"
        "html = Path(sys.argv[1]).read_text(encoding='utf-8')\n"
        "meta = Meta(sys.argv[3], dt.date(2026, 4, 22))\n"
        "sys.stdout.buffer.write(Master(Path(sys.argv[2])).write(read_document(html), meta))\n"
    )
    other = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "letter.html", house / "letter.docx", "题"],
        cwd=house.parents[1],
        capture_output=True,
        check=True,
    )
    assert other.stdout == first


def test_the_master_names_nobody_and_is_small(house: Path) -> None:
    """The committed master carries no author and none of python-docx's 790 KB of styles."""
    found = parts((house / "letter.docx").read_bytes())
    assert docx.Document(str(house / "letter.docx")).core_properties.author == ""
    assert sum(map(len, found.values())) < 40_000


def remade(house: Path, target: Path, old: str, new: str) -> Path:
    """The house's master with one change in its body."""
    found = parts((house / "letter.docx").read_bytes())
    xml = found["word/document.xml"].decode()
    assert old in xml
    with zipfile.ZipFile(target, "w") as package:
        for name, content in found.items():
            changed = xml.replace(old, new, 1).encode() if name == "word/document.xml" else content
            package.writestr(name, content if name != "word/document.xml" else changed)
    return target


def test_a_master_that_needs_care_goes_docxtpls_own_way(
    house: Path, tmp_path: Path, sample: Document, meta: Meta
) -> None:
    """A channel's master with a table of its own works too, with the same bytes each time."""
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='5000'/></w:tblGrid><w:tr><w:tc><w:p><w:r>"
        "<w:t>{{ title }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sectPr>"
    )
    own = Master(remade(house, tmp_path / "own.docx", "<w:sectPr>", table))
    written = own.write(sample, meta)
    assert docx.Document(io.BytesIO(written)).tables[-1].cell(0, 0).text == meta.title
    assert written == own.write(sample, meta)


def test_a_master_that_asks_for_too_much_is_refused(
    house: Path, tmp_path: Path, sample: Document, meta: Meta
) -> None:
    """A tag nobody fills is an error, never a blank."""
    path = remade(house, tmp_path / "own.docx", "{{ text }}", "{{ text.nothing }}")
    with pytest.raises(RenderError, match="nothing"):
        Master(path).write(sample, meta)


@pytest.mark.parametrize("content", [b"", b"PK", b"no word file"])
def test_what_is_no_master_is_refused(tmp_path: Path, content: bytes) -> None:
    """A broken file is named."""
    (tmp_path / "own.docx").write_bytes(content)
    with pytest.raises(RenderError, match=r"own\.docx"):
        Master(tmp_path / "own.docx")


def test_the_sample_reads_the_same(master: Master, sample: Document, meta: Meta) -> None:
    """Every paragraph of the blocks is a paragraph of the Word file."""
    expected = [
        runs_text(block.runs) for block in sample.blocks if isinstance(block, Heading | Paragraph)
    ]
    assert [text for text in paragraphs(master.write(sample, meta)) if text] == expected


def test_what_is_prepared_fits_the_master(house: Path) -> None:
    """The committed preparation is what docxtpl makes of the master now."""
    kept = (house / "letter.docx").with_suffix(PREPARED).read_bytes()
    assert kept == msgspec.msgpack.encode(prepare(house / "letter.docx"))


@pytest.mark.parametrize("kept", ["missing", "broken", "of another"])
def test_a_preparation_that_does_not_fit_is_not_used(
    house: Path, tmp_path: Path, master: Master, sample: Document, kept: str
) -> None:
    """A master changed in Word is read anew."""
    meta = Meta("题", DAY)
    path = tmp_path / "letter.docx"
    path.write_bytes((house / "letter.docx").read_bytes())
    if kept == "broken":
        path.with_suffix(PREPARED).write_bytes(b"\x80")
    if kept == "of another":
        other = msgspec.structs.replace(prepare(path), digest="0", sources={})
        path.with_suffix(PREPARED).write_bytes(msgspec.msgpack.encode(other))
    assert Master(path).write(sample, meta) == master.write(sample, meta)


def test_a_prepared_master_spares_docxtpl(house: Path, sample_html: str, tmp_path: Path) -> None:
    """Commands that write a letter do not pay for importing it."""
    (tmp_path / "letter.html").write_text(sample_html, encoding="utf-8")
    script = (
        "import sys; from pathlib import Path; from complaintgen.render.docx import Master; "
        "Master(Path(sys.argv[1])); sys.exit('docxtpl' in sys.modules or 'lxml' in sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", script, house / "letter.docx"], cwd=house.parents[1], check=True
    )
